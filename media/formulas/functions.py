"""Formulas exactly: expressions of sympy, made of a tree and never of a text, with roots and gaps."""

import ast
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import Final

import sympy
from sympy import Expr, Symbol
from sympy.integrals.manualintegrate import manualintegrate

from media.formulas.formula import FUNCTIONS, Formula, NotAFormula, parse, two_sides

FAR: Final = 10.0
"""How far from zero roots of other functions than polynomials are looked for."""
LONGEST: Final = 160
_SAMPLES: Final = 1200
_NOTHING: Final = 1e-9
_FRACTIONS: Final = (1, 2, 3, 4, 5, 6, 8, 10, 12)

Numeric = Callable[[float], float]

_EXACT: Final[dict[str, Callable[[Expr], Expr]]] = {
    "sin": sympy.sin,
    "cos": sympy.cos,
    "tan": sympy.tan,
    "exp": sympy.exp,
    "ln": sympy.log,
    "log": sympy.log,
    "sqrt": sympy.sqrt,
    "abs": sympy.Abs,
}
_CONSTANTS: Final = {"pi": sympy.pi, "e": sympy.E}
_MATH: Final[dict[type[Expr], Numeric]] = {
    sympy.sin: math.sin,
    sympy.cos: math.cos,
    sympy.tan: math.tan,
    sympy.exp: math.exp,
    sympy.log: math.log,
    sympy.Abs: abs,
    sympy.asin: math.asin,
    sympy.acos: math.acos,
    sympy.atan: math.atan,
    sympy.sinh: math.sinh,
    sympy.cosh: math.cosh,
    sympy.tanh: math.tanh,
    sympy.DiracDelta: lambda _: 0.0,
    sympy.sign: lambda value: float((value > 0) - (value < 0)),
}


@dataclass(frozen=True)
class Root:
    """A number that solves something: exactly where it was found so, else only as near as a float is."""

    near: float
    exact: Expr | None = None


@dataclass(frozen=True)
class Function:
    """A function of one variable, as somebody wrote it and as an expression."""

    formula: Formula

    @property
    def is_quadratic(self) -> bool:
        """Whether its graph is a parabola."""
        polynomial = self.expression.as_poly(self.variable)
        return polynomial is not None and polynomial.degree() == 2  # noqa: PLR2004 - of the second degree

    @cached_property
    def variable(self) -> Symbol:
        """The variable, x where the function is constant."""
        return Symbol(min(self.formula.variables, default="x"), real=True)

    @property
    def _symbols(self) -> dict[str, Symbol]:
        return {str(self.variable): self.variable}

    @cached_property
    def expression(self) -> Expr:
        """The function as sympy has it."""
        return _expression(self.formula.body, self._symbols)

    @cached_property
    def value(self) -> Numeric:
        """Its value at a place; NaN where it has none. What was written counts: x²/x has none at 0."""
        return self.formula.value

    @cached_property
    def derivative(self) -> Expr:
        """Its derivative, with what cancels cancelled."""
        return tidy(sympy.diff(self.expression, self.variable))

    @cached_property
    def slope(self) -> Numeric:
        """Its derivative's values."""
        return numeric(self.derivative)

    def at(self, place: Expr) -> Expr:
        """The exact value at a place."""
        return tidy(self.expression.subs(self.variable, place))

    def breaks(self, low: float, high: float) -> tuple[Root, ...]:
        """Where something is divided by zero, or a logarithm taken of it: the gaps and poles."""
        found = [
            root
            for part in _zero_forbidden(self.formula.body, self._symbols)
            for root in roots(part, self.variable, low, high)
        ]
        return _distinct(found)

    def gap(self, place: Root) -> Expr | None:
        """The value that would fill the gap at a break; None where the function grows without bound."""
        if place.exact is None:
            return None
        sides = {_limit(self.expression, self.variable, place.exact, side) for side in "+-"}
        value = sides.pop()
        return value if not sides and value.is_finite else None


@lru_cache(maxsize=128)
def _limit(expression: Expr, variable: Symbol, place: Expr, side: str) -> Expr:
    return sympy.limit(expression, variable, place, side)


def function(text: str) -> Function:
    """Read a function of at most one variable. Raises NotAFormula, which is a ValueError, with words."""
    try:
        formula = parse(text)
    except NotAFormula as error:
        raise NotAFormula(f"“{text}” can't be read as a formula.") from error
    if len(formula.variables) > 1:
        names = ", ".join(sorted(formula.variables))
        raise NotAFormula(f"“{text}” has more than one variable ({names}); a graph has one.")
    made = Function(formula)
    if made.expression.has(sympy.zoo, sympy.nan, sympy.I, sympy.oo):
        raise NotAFormula(f"“{text}” has no real value anywhere.")
    return made


def difference(equation: str, symbols: Mapping[str, Symbol]) -> Expr:
    """The left side of an equation minus its right side, in these variables."""
    if len(equation) > LONGEST:
        raise NotAFormula(f"An equation has {LONGEST} characters at most.")
    both = two_sides(equation)
    try:
        bodies = [parse(side).body for side in both]
        left, right = (_expression(body, symbols) for body in bodies)
    except (NotAFormula, KeyError) as error:
        raise NotAFormula(f"“{equation}” can't be read as an equation in {', '.join(symbols)}.") from error
    return left - right


def constant(text: str) -> Expr:
    """Read a number such as ``2``, ``-1.5``, ``1/3``, ``pi/2`` or ``sqrt(2)``, exactly."""
    made = function(text)
    if made.formula.variables or not made.expression.is_real:
        raise NotAFormula(f"“{text}” is not a number.")
    return made.expression


def exactly(value: float) -> sympy.Rational:
    """The number that a person wrote: 9.8 is 49/5, whatever a float makes of it."""
    return sympy.Rational(repr(value))


def tidy(expression: Expr) -> Expr:
    """An expression as people write it: factors kept where they are short, fractions and sums made simple."""
    forms = [expression, sympy.expand(expression), sympy.cancel(sympy.together(expression))]
    if expression.has(sympy.sin, sympy.cos, sympy.tan):
        forms.append(sympy.trigsimp(expression))
    return min(forms, key=sympy.count_ops)


def numeric(expression: Expr) -> Numeric:
    """The values of an expression of one variable; NaN where it has none."""
    inner = _numeric(expression)

    def value(at: float) -> float:
        try:
            result = inner(at)
        except (ArithmeticError, ValueError):
            return math.nan
        return result if isinstance(result, (int, float)) and math.isfinite(result) else math.nan

    return value


@lru_cache(maxsize=512)
def roots(expression: Expr, variable: Symbol, low: float, high: float) -> tuple[Root, ...]:
    """The real roots between two ends, both included, in order."""
    above = sympy.fraction(sympy.together(expression))[0]
    found = _roots(above, variable, low, high)
    value = numeric(expression)
    inside = [root for root in found if low - _NOTHING <= root.near <= high + _NOTHING]
    return _distinct([root for root in inside if _is_zero(value, root.near)])


def is_rational(expression: Expr, variable: Symbol) -> bool:
    """Whether it is a fraction of polynomials: all its roots are found, wherever they lie."""
    return all(part.is_polynomial(variable) for part in sympy.fraction(sympy.together(expression)))


def _roots(above: Expr, variable: Symbol, low: float, high: float) -> list[Root]:
    if not above.has(variable):
        return []
    if above.is_polynomial(variable):
        return [_root(root) for root in sympy.Poly(above, variable).real_roots(multiple=True)]
    if above.is_Mul:
        return [root for factor in above.args for root in _roots(factor, variable, low, high)]
    if above.is_Pow and above.exp.is_positive:
        return _roots(above.base, variable, low, high)
    return [_recognised(above, variable, near) for near in _crossings(above, low, high)]


def _is_zero(value: Numeric, near: float) -> bool:
    """Whether the values go to zero there, from one side at least: a root's own place may be an edge."""
    step = 1e-9 * max(1.0, abs(near))
    return any(abs(value(place)) < 1e-3 for place in (near, near - step, near + step))  # noqa: PLR2004


def _root(root: Expr) -> Root:
    simple = root if not isinstance(root, sympy.ComplexRootOf) else None
    return Root(float(root.evalf(17)), None if simple is None else sympy.sqrtdenest(simple))


def _distinct(found: list[Root]) -> tuple[Root, ...]:
    kept: list[Root] = []
    for root in sorted(found, key=lambda root: root.near):
        if kept and abs(root.near - kept[-1].near) < _NOTHING * max(1.0, abs(root.near)) * 100:
            if kept[-1].exact is None:
                kept[-1] = root
            continue
        kept.append(root)
    return tuple(kept)


def _crossings(expression: Expr, low: float, high: float) -> Iterator[float]:
    """Where the values change their sign without a jump, or touch zero."""
    value = numeric(expression)
    slope = numeric(sympy.diff(expression, *expression.free_symbols))
    step = (high - low) / _SAMPLES
    # Off the round numbers, so that no root lies on a sample.
    places = [low - step * 0.377 + step * index for index in range(_SAMPLES + 2)]
    for left, right in pairwise(places):
        one, other = value(left), value(right)
        if one * other < 0:
            found = bisected(value, left, right)
            if abs(value(found)) < 1e-6:  # noqa: PLR2004 - a jump over zero is no root
                yield found
        elif slope(left) * slope(right) < 0:
            found = bisected(slope, left, right)
            if abs(value(found)) < _NOTHING:
                yield found


def bisected(value: Numeric, left: float, right: float) -> float:
    """The place between two of different sign where the sign changes."""
    rising = value(right) > 0
    for _ in range(60):
        middle = (left + right) / 2
        if (value(middle) > 0) == rising:
            right = middle
        else:
            left = middle
    return (left + right) / 2


def _recognised(expression: Expr, variable: Symbol, near: float) -> Root:
    """A root found in floats, exactly where a simple number solves it exactly."""
    for candidate in _simple_numbers(near):
        left = expression.subs(variable, candidate)
        if left == 0 or sympy.simplify(left) == 0:
            return Root(near, candidate)
    return Root(near)


def _simple_numbers(near: float) -> Iterator[Expr]:
    """Simple numbers that are this one as far as a float tells."""
    for unit in (
        sympy.Integer(1),
        sympy.pi,
        sympy.E,
        1 / sympy.E,
        sympy.sqrt(2),
        sympy.sqrt(3),
        sympy.log(2),
    ):
        ratio = near / float(unit)
        for below in _FRACTIONS:
            if abs(ratio * below - round(ratio * below)) < 1e-7 * max(1.0, abs(ratio)):
                yield sympy.Rational(round(ratio * below), below) * unit
                break
    if near > 0:
        power = math.log(near)
        fraction = Fraction(power).limit_denominator(6)
        if abs(float(fraction) - power) < 1e-8:  # noqa: PLR2004 - as above
            yield sympy.exp(sympy.Rational(fraction.numerator, fraction.denominator))
    if abs(near) < 7:  # noqa: PLR2004 - logarithms of numbers up to a thousand
        power = math.exp(near)
        fraction = Fraction(power).limit_denominator(12)
        if fraction > 0 and abs(float(fraction) - power) < 1e-7 * power:
            yield sympy.log(sympy.Rational(fraction.numerator, fraction.denominator))


def _expression(node: ast.expr, symbols: Mapping[str, Symbol]) -> Expr:  # noqa: PLR0911 - one answer a kind of node
    match node:
        case ast.Constant(value=int() | float() as value):
            return sympy.Rational(str(value))
        case ast.Name(id=name):
            return _CONSTANTS[name] if name in _CONSTANTS else symbols[name]
        case ast.UnaryOp(op=op, operand=operand):
            inner = _expression(operand, symbols)
            return -inner if isinstance(op, ast.USub) else inner
        case ast.Call(func=ast.Name(id=name), args=[argument]) if name in FUNCTIONS:
            return _EXACT[name](_expression(argument, symbols))
        case ast.BinOp(left=left, op=op, right=right):
            one, other = _expression(left, symbols), _expression(right, symbols)
            match op:
                case ast.Add():
                    return one + other
                case ast.Sub():
                    return one - other
                case ast.Mult():
                    return one * other
                case ast.Div():
                    return one / other
                case _:
                    return one**other
    raise NotAFormula(ast.dump(node))


def _zero_forbidden(node: ast.expr, symbols: Mapping[str, Symbol]) -> Iterator[Expr]:
    """The parts of a formula that must not be zero."""
    for inner in ast.walk(node):
        match inner:
            case ast.BinOp(op=ast.Div(), right=part):
                yield _expression(part, symbols)
            case ast.BinOp(left=part, op=ast.Pow(), right=ast.UnaryOp(op=ast.USub())):
                yield _expression(part, symbols)
            case ast.Call(func=ast.Name(id="tan"), args=[part]):
                yield sympy.cos(_expression(part, symbols))
            case ast.Call(func=ast.Name(id="ln" | "log"), args=[part]):
                yield _expression(part, symbols)


@cache
def _numeric(  # noqa: PLR0911 - one answer a kind
    expression: Expr,
) -> Numeric:
    if expression.is_Symbol:
        return lambda at: at
    if not expression.free_symbols:
        number = float(expression.evalf(17)) if expression.is_real else math.nan
        return lambda _: number
    parts = [_numeric(part) for part in expression.args]
    if expression.is_Add:
        return lambda at: math.fsum(part(at) for part in parts)
    if expression.is_Mul:
        return lambda at: math.prod(part(at) for part in parts)
    if expression.is_Pow:
        base, power = parts
        return lambda at: math.pow(base(at), power(at))
    if type(expression) in _MATH:
        known, (inner,) = _MATH[type(expression)], parts
        return lambda at: known(inner(at))
    return lambda at: float(expression.evalf(17, subs={next(iter(expression.free_symbols)): at}))


def antiderivative(expression: Expr, variable: Symbol) -> Expr | None:
    """A function whose derivative it is; None where none is found that can be written down."""
    found = tidy(manualintegrate(expression, variable))
    known = all(type(part) in _MATH for part in found.atoms(sympy.Function))
    return found if known and not found.has(sympy.Integral, sympy.Piecewise, sympy.I) else None


def integral(function: Function, low: Expr, high: Expr) -> Root:
    """The integral between two ends: exactly where an antiderivative is found, else by many thin strips."""
    near = strips(function.value, float(low), float(high), 4000)
    found = antiderivative(function.expression, function.variable)
    if found is not None:
        exact = tidy(found.subs(function.variable, high) - found.subs(function.variable, low))
        if exact.is_real and abs(float(exact) - near) < 1e-4 * max(1.0, abs(near)):
            return Root(float(exact), exact)
    return Root(near)


def strips(value: Numeric, low: float, high: float, count: int) -> float:
    """The sum of so many rectangles between two ends, each as high as the function in its middle."""
    width = (high - low) / count
    return math.fsum(value(low + (index + 0.5) * width) for index in range(count)) * width
