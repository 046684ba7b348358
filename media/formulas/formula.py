"""Formulas from free text, by Python's own parser and never by running them.

A text such as ``x^2 - 3x + 1`` becomes a checked tree; the tree gives its values, and a Typst formula for the
screen.
"""

import ast
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

FUNCTIONS: dict[str, Callable[[float], float]] = {
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "exp": math.exp,
    "ln": math.log,
    "log": math.log,
    "sqrt": math.sqrt,
    "abs": abs,
}
CONSTANTS = {"pi": math.pi, "e": math.e}

_LONGEST = 80
_LARGEST_NUMBER = 1e6
_LARGEST_POWER = 20
_SYMBOLS = str.maketrans("²³⁴−–×·÷∗＋－＊／＾（）＝π．ｘｙ", "\u0002\u0003\u0004--**/*+-*/^()=π.xy")
_GREEK = {"pi", "theta", "alpha", "beta", "lambda", "omega", "phi", "mu", "sigma"}

_BINARY = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**"}
_STRENGTH = {ast.Add: 1, ast.Sub: 1, ast.Mult: 2, ast.Div: 2, ast.Pow: 4}
_SIGN_STRENGTH = 3
_ATOM_STRENGTH = 5


class NotAFormula(ValueError):
    """The text is no formula that can be drawn."""


@dataclass(frozen=True)
class Formula:
    """A checked expression. ``name`` stands left of the equals sign, empty where there is none."""

    name: str
    body: ast.expr

    @property
    def variables(self) -> frozenset[str]:
        """The names in it that are no constants and no functions."""
        called = {node.func for node in ast.walk(self.body) if isinstance(node, ast.Call)}
        names = {node.id for node in ast.walk(self.body) if isinstance(node, ast.Name) and node not in called}
        return frozenset(names - CONSTANTS.keys())

    def value(self, x: float) -> float:
        """Its value at x; NaN where it has none."""
        try:
            value = _value(self.body, x)
        except (ArithmeticError, ValueError):
            return math.nan
        return value if isinstance(value, (int, float)) and math.isfinite(value) else math.nan

    def typst(self, values: Mapping[str, str] | None = None) -> str:
        """The formula as Typst math; with values, as Typst writes them, put in for the names they are of."""
        right = self.right(values)
        return f"{_typst_name(self.name)} = {right}" if self.name else right

    def right(self, values: Mapping[str, str] | None = None) -> str:
        """What stands right of the equals sign, or all of it where there is none, as ``typst`` writes it."""
        return _typst(self.body, values or {})


def parse(text: str) -> Formula:
    """Read a formula, with or without ``y =`` before it."""
    left, equals, right = text.translate(_SYMBOLS).partition("=")
    if not equals:
        left, right = "", left
    # "v0" would be read as a product, so it is not read at all.
    if len(text) > _LONGEST or "=" in right or re.search(r"[A-Za-zα-ω]\d", right):
        raise NotAFormula(text)
    name = re.sub(r"\s", "", left)
    if name and not re.fullmatch(r"[A-Za-zα-ω]{1,6}'?(\([a-z]\))?", name):
        raise NotAFormula(text)
    return Formula(name, _checked(_pythonic(right)))


def two_sides(equation: str) -> list[str]:
    """What stands on the two sides of an equation. Raises NotAFormula where there are not two."""
    found = equation.replace("＝", "=").split("=")
    if len(found) != 2:  # noqa: PLR2004 - of an equation
        raise NotAFormula(f"“{equation}” is not an equation with two sides.")
    return found


def _pythonic(text: str) -> str:
    """Mathematicians' writing as Python's: powers, roots and products without a sign."""
    text = re.sub("([\u0002-\u0004])", lambda mark: f"**{ord(mark[1])}", text)
    text = text.replace("^", "**").replace("π", " pi ").replace("√", " sqrt ")
    text = re.sub(r"\|([^|]+)\|", r"abs(\1)", text)
    text = re.sub(r"\b(sin|cos|tan)\s*\*\*\s*(\d)\s*(?:\(([^()]*)\)|(\d*[a-z]\b))", r"(\1(\3\4))**\2", text)
    # "sin x", "sqrt 2": brackets around what follows a function's name.
    names = "|".join(FUNCTIONS)
    text = re.sub(rf"\b({names})\s+(\d*\.?\d*\s*[a-z]\b|\d+\.?\d*)(?!\s*\()", r"\1(\2)", text)
    tokens = re.findall(r"\*\*|\d+\.?\d*|\.\d+|[A-Za-zα-ω]+|[-+*/()]|\S", text)
    words: list[str] = []
    for token in tokens:
        words.extend(_letters(token))
    source = ""
    before = ""
    for word in words:
        closes = before == ")" or (before[-1:].isalnum() and before not in FUNCTIONS)
        opens = word == "(" or word[0].isalnum() or word[0] == "."
        source += (" * " if closes and opens else " ") + word
        before = word
    return source.strip()


def _letters(token: str) -> list[str]:
    """``mc`` is m times c; ``sin`` and ``pi`` are words."""
    if not token.isalpha() or token in FUNCTIONS or token in CONSTANTS or token in _GREEK:
        return [token]
    return list(token)


def _checked(source: str) -> ast.expr:
    try:
        body = ast.parse(source, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise NotAFormula(source) from error
    called = {node.func for node in ast.walk(body) if isinstance(node, ast.Call)}
    for node in ast.walk(body):
        uncalled = isinstance(node, ast.Name) and node.id in FUNCTIONS and node not in called
        if uncalled or not _known(node):
            raise NotAFormula(source)
    return body


def _known(node: ast.AST) -> bool:  # noqa: PLR0911 - one answer a kind of node
    match node:
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            # Python works out a power of whole numbers to the last digit, however many there are.
            return _is_small(left, right) or any(isinstance(inner, ast.Name) for inner in ast.walk(node))
        case ast.BinOp(op=op):
            return type(op) in _BINARY
        case ast.UnaryOp(op=ast.USub() | ast.UAdd()):
            return True
        case ast.Constant(value=int() | float() as value):
            return abs(value) <= _LARGEST_NUMBER
        case ast.Call(func=ast.Name(id=name), args=[_], keywords=[]):
            return name in FUNCTIONS
        case ast.Name(id=name):
            return name in FUNCTIONS or name in CONSTANTS or name in _GREEK or _is_letter(name)
        case ast.operator() | ast.unaryop() | ast.expr_context():
            return True
    return False


def _is_letter(name: str) -> bool:
    return re.fullmatch("[A-Za-zα-ω]", name) is not None


def _is_small(base: ast.expr, power: ast.expr) -> bool:
    if isinstance(power, ast.UnaryOp):
        power = power.operand
    match base, power:
        case ast.Constant(), ast.Constant(value=int() | float() as value):
            return value <= _LARGEST_POWER
    return False


def _value(node: ast.expr, x: float) -> float:
    match node:
        case ast.Constant(value=int() | float() as value):
            return value
        case ast.Name(id=name):
            return CONSTANTS.get(name, x)
        case ast.UnaryOp(op=op, operand=operand):
            return -_value(operand, x) if isinstance(op, ast.USub) else _value(operand, x)
        case ast.Call(func=ast.Name(id=name), args=[argument]):
            return FUNCTIONS[name](_value(argument, x))
        case ast.BinOp(left=left, op=op, right=right):
            return _combined(op, _value(left, x), _value(right, x))
    raise NotAFormula(ast.dump(node))


def _combined(op: ast.operator, left: float, right: float) -> float:
    match op:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case ast.Div():
            return left / right
        case _:
            return math.pow(left, right)


def _typst_name(name: str) -> str:
    return name if re.match(r"[A-Za-z]'?(\(|$)", name) or name in _GREEK else f'"{name}"'


def _typst(node: ast.expr, values: Mapping[str, str]) -> str:  # noqa: PLR0911 - one answer a kind of node
    match node:
        case ast.Constant(value=int() | float() as value):
            return str(int(value) if float(str(value)).is_integer() else value)
        case ast.Name(id=name):
            return values.get(name, name)
        case ast.UnaryOp(op=op, operand=operand):
            sign = "-" if isinstance(op, ast.USub) else ""
            return sign + _bracketed(operand, _SIGN_STRENGTH, values)
        case ast.Call(func=ast.Name(id=name), args=[argument]):
            return f"{name}({_typst(argument, values)})"
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return f"frac({_typst(left, values)}, {_typst(right, values)})"
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            return f"{_bracketed(left, _ATOM_STRENGTH, values)}^({_typst(right, values)})"
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            one, other = _bracketed(left, 2, values), _bracketed(right, 2, values)
            return f"{one} times {other}" if other[0].isdigit() else f"{one} {other}"
        case ast.BinOp(left=left, op=op, right=right):
            stricter = 1 if isinstance(op, ast.Add) else 2
            return f"{_typst(left, values)} {_BINARY[type(op)]} {_bracketed(right, stricter, values)}"
    raise NotAFormula(ast.dump(node))


def _bracketed(node: ast.expr, least: int, values: Mapping[str, str]) -> str:
    strength = _ATOM_STRENGTH
    if isinstance(node, ast.BinOp) and (not isinstance(node.op, ast.Div) or least == _ATOM_STRENGTH):
        strength = _STRENGTH[type(node.op)]
    elif isinstance(node, ast.UnaryOp):
        strength = _SIGN_STRENGTH
    return _typst(node, values) if strength >= least else f"({_typst(node, values)})"
