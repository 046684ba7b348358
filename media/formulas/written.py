"""Expressions of sympy as people write them: for Typst, and in a line of plain text."""

from abc import ABC, abstractmethod
from fractions import Fraction
from typing import Final

import sympy
from sympy import Expr
from sympy.printing.numpy import NumPyPrinter

from media.formulas.exact import as_decimal, superscript
from media.formulas.functions import Root

_NAMES: Final = {"log": "ln", "sign": "sgn", "asin": "arcsin", "acos": "arccos", "atan": "arctan"}
_LONGEST: Final = 9
"""The longest exact number that is read more easily than its decimals."""
_DECIMALS: Final = 2
_SIGNIFICANT: Final = 3

_SUM, _PRODUCT, _POWER = 1, 2, 3


def typst(expression: Expr) -> str:
    """The expression in Typst's mathematics."""
    return _Typst().write(expression)


def plain(expression: Expr) -> str:
    """The expression in a line of text, such as ``x²/3 − 2√x``."""
    return _Plain().write(expression)


def numpy(expression: Expr) -> str:
    """The expression as NumPy source."""
    return str(NumPyPrinter().doprint(expression)).replace("numpy.", "np.")


def rounded(value: Expr | float) -> str:
    """A number to two decimals, or to three figures where it is small; no zeros at the end."""
    number = sympy.Float(value, 30) if isinstance(value, float) else sympy.N(value, 30)
    size = abs(number)
    places = _DECIMALS
    if 0 < size < 1:
        places = max(_DECIMALS, _SIGNIFICANT - 1 - int(sympy.floor(sympy.log(size, 10).evalf(15))))
    text = f"{sympy.Float(number, 30).round(places):.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")


def decimal(value: sympy.Rational) -> str | None:
    """The number to its last digit; None where it has more than three behind the point."""
    return as_decimal(Fraction(value), digits=3)


def equal(value: Expr | Root) -> str:
    """``= 2``, ``= √3 ≈ 1.73`` or ``≈ 1.32``: what a number is, with the sign that says how exactly."""
    if isinstance(value, Root):
        if value.exact is None:
            return f"≈ {rounded(value.near)}"
        value = value.exact
    exact = plain(value)
    if value.is_Integer:
        return f"= {exact}"
    short = decimal(value) if value.is_Rational else None
    if short is not None:
        return f"= {short}"
    if len(exact) > _LONGEST or "^(" in exact:
        return f"≈ {rounded(value)}"
    return f"= {exact} ≈ {rounded(value)}"


def measured(value: Expr) -> str:
    """A measured quantity: ``= 20.41`` where that is all of it, else ``≈ 20.41``; no roots, no fractions."""
    short = decimal(sympy.Rational(value)) if value.is_Rational else None
    return f"= {short}" if short is not None else f"≈ {rounded(value)}"


def short(value: Expr | Root) -> str:
    """A number as briefly as it may stand in a pair of coordinates: exact where that is short."""
    told = equal(value).removeprefix("= ")
    exact, _, near = told.partition(" ≈ ")
    return exact if exact and not exact.startswith("≈") else near or told.replace("≈ ", "≈")


def pair(x: Root, y: Root) -> str:
    """Coordinates: exact ones where both are short, else ``≈`` and both in decimals."""
    shown = short(x), short(y)
    if any("≈" in one for one in shown):
        return f"≈ ({', '.join(rounded(one.near) for one in (x, y))})"
    return f"({', '.join(shown)})"


class _Writer(ABC):
    """Goes through an expression; a dialect says how each part is written."""

    def write(self, expression: Expr) -> str:
        return self._within(expression, 0)

    def _within(self, expression: Expr, strength: int) -> str:
        """The expression, in brackets where it binds less than what stands around it."""
        text, own = self._written(expression)
        return text if own >= strength else f"({text})"

    def _written(self, expression: Expr) -> tuple[str, int]:  # noqa: PLR0911 - one answer a kind
        if expression.is_Add:
            return self._sum(expression), _SUM
        if expression.could_extract_minus_sign() and not expression.is_Symbol:
            return self.minus + self._within(-expression, _PRODUCT), _SUM
        above, below = sympy.fraction(expression, exact=True)
        if below != 1:
            return self.fraction(above, below)
        if expression.is_Mul:
            return self._product(expression), _PRODUCT
        if expression.is_Pow and not isinstance(expression, sympy.exp):
            return self.power(expression.base, expression.exp)
        if isinstance(expression, sympy.exp):
            return self.raised("e", expression.args[0]), _POWER
        if isinstance(expression, sympy.Function):
            name = type(expression).__name__
            return self.called(_NAMES.get(name, name), expression.args[0]), _POWER
        return self.atom(expression), _POWER

    def _sum(self, expression: Expr) -> str:
        terms = expression.as_ordered_terms()
        if terms[0].could_extract_minus_sign():
            positive = [term for term in terms if not term.could_extract_minus_sign()]
            if positive:
                terms.remove(positive[0])
                terms.insert(0, positive[0])
        text = self._within(terms[0], _SUM)
        for term in terms[1:]:
            negative = term.could_extract_minus_sign()
            text += f" {self.minus} " if negative else " + "
            text += self._within(-term if negative else term, _PRODUCT)
        return text

    def _product(self, expression: Expr) -> str:
        factors = expression.as_ordered_factors()
        # π and roots stand behind whole numbers, before letters; sums last.
        factors.sort(key=lambda factor: (bool(factor.free_symbols), factor.is_Add, not factor.is_Integer))
        return self.times([self._within(factor, _PRODUCT) for factor in factors])

    minus: str

    @abstractmethod
    def fraction(self, above: Expr, below: Expr) -> tuple[str, int]: ...
    @abstractmethod
    def power(self, base: Expr, power: Expr) -> tuple[str, int]: ...
    @abstractmethod
    def raised(self, base: str, power: Expr) -> str: ...
    @abstractmethod
    def called(self, name: str, argument: Expr) -> str: ...
    @abstractmethod
    def times(self, factors: list[str]) -> str: ...
    @abstractmethod
    def atom(self, expression: Expr) -> str: ...


class _Typst(_Writer):
    minus = "-"

    def fraction(self, above: Expr, below: Expr) -> tuple[str, int]:
        return f"frac({self.write(above)}, {self.write(below)})", _PRODUCT

    def power(self, base: Expr, power: Expr) -> tuple[str, int]:
        if power == sympy.Rational(1, 2):
            return f"sqrt({self.write(base)})", _POWER
        if (
            isinstance(base, sympy.Function)
            and power.is_Integer
            and not isinstance(base, sympy.exp | sympy.Abs)
        ):
            name = type(base).__name__
            return f"{_NAMES.get(name, name)}^{power}({self.write(base.args[0])})", _POWER
        return self.raised(self._within(base, _POWER + base.is_Pow), power), _POWER

    def raised(self, base: str, power: Expr) -> str:
        return f"{base}^({self.write(power)})"

    def called(self, name: str, argument: Expr) -> str:
        if name == "Abs":
            return f"abs({self.write(argument)})"
        shown = name if name in {"sin", "cos", "tan", "ln", "arcsin", "arccos", "arctan"} else f'op("{name}")'
        return f"{shown}({self.write(argument)})"

    def times(self, factors: list[str]) -> str:
        text = factors[0]
        for factor in factors[1:]:
            text += (" dot " if factor[0].isdigit() else " ") + factor
        return text

    def atom(self, expression: Expr) -> str:
        if expression.is_Rational and not expression.is_Integer:
            return f"frac({expression.p}, {expression.q})"
        return "e" if expression == sympy.E else "pi" if expression == sympy.pi else str(expression)


class _Plain(_Writer):
    minus = "−"

    def fraction(self, above: Expr, below: Expr) -> tuple[str, int]:
        under = self._within(below, _POWER if below.is_Mul else _PRODUCT + below.is_Add)
        return f"{self._within(above, _PRODUCT)}/{under}", _PRODUCT

    def power(self, base: Expr, power: Expr) -> tuple[str, int]:
        if power == sympy.Rational(1, 2):
            return f"√{self._within(base, _POWER)}", _POWER
        inner = self._within(base, _POWER + (base.is_Pow or isinstance(base, sympy.Function)))
        return self.raised(inner, power), _POWER

    def raised(self, base: str, power: Expr) -> str:
        if power.is_Integer:
            return base + superscript(power)
        return f"{base}^{self._within(power, _POWER)}"

    def called(self, name: str, argument: Expr) -> str:
        inner = self.write(argument)
        if name == "Abs":
            return f"|{inner}|"
        return f"{name}({inner})"

    def times(self, factors: list[str]) -> str:
        text = factors[0]
        for factor in factors[1:]:
            wordy = text[-1].isalpha() and factor[0].isalpha() and (len(factor) > 1 or text[-2:-1].isalpha())
            text += ("·" if factor[0].isdigit() else " " if wordy else "") + factor
        return text

    def atom(self, expression: Expr) -> str:
        return "e" if expression == sympy.E else "π" if expression == sympy.pi else str(expression)
