"""Numbers in code: literals multiplied as literals, everything else as an expression."""

import libcst as cst
import libcst.matchers as m

from media.authoring.edits.trees import expression


def value_of(node: cst.BaseExpression) -> float | None:
    """The value of a number literal."""
    return float(node.evaluated_value) if isinstance(node, cst.Integer | cst.Float) else None


def literal(value: float) -> cst.BaseExpression:
    """A number as a literal, to four places."""
    rounded = round(value, 4)
    return expression(str(int(rounded)) if rounded == int(rounded) else repr(rounded))


def times(node: cst.BaseExpression, factor: float) -> cst.BaseExpression:
    """The expression times the factor; a product or quotient that begins with a literal keeps its form."""
    value = value_of(node)
    if value is not None:
        return literal(value * factor)
    if m.matches(node, m.BinaryOperation(operator=m.Multiply() | m.Divide())):
        product = cst.ensure_type(node, cst.BinaryOperation)
        if value_of(product.left) is not None:
            return product.with_changes(left=times(product.left, factor))
        last = value_of(product.right)
        if last is not None and isinstance(product.operator, cst.Multiply):
            return product.with_changes(right=literal(last * factor))
    inner = node if node.lpar else node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    inner = node if isinstance(node, cst.Name | cst.Attribute | cst.Call | cst.Subscript) else inner
    return cst.BinaryOperation(inner, cst.Multiply(), literal(factor))
