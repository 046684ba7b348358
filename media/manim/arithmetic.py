"""The value of what a script calculates with literal numbers, told without running it."""

import ast
import operator
from collections.abc import Callable
from typing import Final

LARGEST_BITS: Final = 4096
OPERATIONS: Final[dict[type[ast.operator], Callable[[float, float], object]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Pow: operator.pow,
    ast.LShift: operator.lshift,
}


class TooLargeError(Exception):
    """A calculation that a script spells out is too large to be carried out."""


def number(node: ast.expr) -> float | int | None:
    """The value of a calculation with literal numbers; none if it isn't one."""
    match node:
        case ast.Constant(value=bool()):
            return None
        case ast.Constant(value=int() | float() as value):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            negated = number(operand)
            return None if negated is None else -negated
        case ast.BinOp(left=left, op=kind, right=right):
            first, second = number(left), number(right)
            return None if first is None or second is None else _calculate(first, kind, second)
        case _:
            return None


def _calculate(first: float, kind: ast.operator, second: float) -> float | None:
    operation = OPERATIONS.get(type(kind))
    if operation is None:
        return None
    bits = first.bit_length() if isinstance(first, int) else 0
    if (isinstance(kind, ast.Pow) and abs(second) * bits > LARGEST_BITS) or (
        isinstance(kind, ast.LShift) and second + bits > LARGEST_BITS
    ):
        raise TooLargeError
    try:
        result = operation(first, second)
    except (ArithmeticError, ValueError, TypeError):
        return None
    return result if isinstance(result, int | float) else None
