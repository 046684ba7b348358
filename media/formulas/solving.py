"""Equations in one unknown, solved line by line: what is done to both sides, and what it makes of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import gcd, isqrt, lcm
from typing import Final

from media.formulas.exact import Surd, Written, bracketed, power, quadratic_roots, same, square_root, written
from media.formulas.formula import Formula, NotAFormula, parse, two_sides
from media.formulas.polynomial import Polynomial, fraction_bar, polynomial, term_exponents

LARGEST_COEFFICIENT: Final = 100_000
_QUADRATIC: Final = 2
_DIGITS: Final = 3


class Move(StrEnum):
    """What leads from one line to the next."""

    GIVEN = "given"
    CROSS = "cross"
    SIMPLIFY = "simplify"
    SWAP = "swap"
    ADD = "add"
    SUBTRACT = "subtract"
    MULTIPLY = "multiply"
    DIVIDE = "divide"
    FACTOR = "factor"
    ROOT = "root"
    FORMULA = "formula"
    PUT_IN = "put in"
    ZERO = "zero"
    ROUND = "round"


class Outcome(StrEnum):
    """What the last line says."""

    SOLVED = "solved"
    EVERY = "every number"
    NONE = "no number"
    NO_REAL = "no real number"
    EXCLUDED = "excluded"


@dataclass(frozen=True)
class Line:
    """One line, and the move that made it; ``amount`` is what was added, divided by and so on."""

    move: Move
    left: Written
    right: Written
    amount: Written | None = None
    sign: str = "="

    @property
    def plain(self) -> str:
        """The line as it stands in a sentence."""
        sign = {"approx": "≈", "!=": "≠"}.get(self.sign, self.sign)
        return f"{self.left.plain} {sign} {self.right.plain}"


@dataclass(frozen=True)
class Check:
    """A solution put in: the root, the value that both sides have then, and the line as Typst writes it."""

    root: Written
    value: Written
    left: str
    right: str


@dataclass(frozen=True)
class _Sides:
    left: Polynomial
    right: Polynomial


class Equation:
    """An equation such as ``2x + 3 = 11``, ``x^2 = 5x - 6`` or ``3 : 4 = x : 12``.

    Raises NotAFormula, in words, for what is none, or is neither linear nor quadratic.
    """

    def __init__(self, text: str) -> None:
        given = two_sides(text.replace("：", ":"))
        self.left, self.right = (parse(_without_ratio(side)) for side in given)
        self._plain = tuple(map(_by_hand, given))
        unknowns = self.left.variables | self.right.variables
        if len(unknowns) != 1:
            raise NotAFormula("An equation to be solved has one unknown.")
        self.unknown = min(unknowns)
        self._proportion = self._crossed()
        if self._proportion is None:
            # Before it is drawn, so that what can't be solved is refused.
            self._sides = _Sides(polynomial(self.left), polynomial(self.right))
        else:
            self._sides = _Sides(*(one * other for one, other in self._proportion))
        if self._proportion is not None and self._difference.degree == 0:
            raise NotAFormula("The proportion does not depend on the unknown where it has a meaning.")
        cleared = self._difference * self._denominator
        if self._difference.degree > _QUADRATIC:
            raise NotAFormula(f"{self.unknown} occurs in a power higher than the second.")
        if any(abs(value) > LARGEST_COEFFICIENT for value in cleared.coefficients):
            raise NotAFormula("The numbers are too large to be solved in lines that can be read.")

    def _crossed(self) -> tuple[tuple[Polynomial, Polynomial], tuple[Polynomial, Polynomial]] | None:
        """What a proportion becomes crosswise: the factors left and right."""
        bars = [fraction_bar(side) for side in (self.left, self.right)]
        below = [polynomial(bar[1]) if bar else Polynomial.of(1) for bar in bars]
        if not all(bars) and all(each.degree == 0 for each in below):
            return None
        above = [
            polynomial(bar[0] if bar else side)
            for bar, side in zip(bars, (self.left, self.right), strict=True)
        ]
        if not all(each.coefficients for each in below):
            raise NotAFormula("Nothing can be divided by zero.")
        if any(each.degree > 1 for each in below):
            raise NotAFormula("The unknown stands below a bar in a higher power than the first.")
        return (above[0], below[1]), (above[1], below[0])

    @property
    def _difference(self) -> Polynomial:
        return self._sides.left - self._sides.right

    @property
    def _denominator(self) -> int:
        values = (*self._sides.left.coefficients, *self._sides.right.coefficients)
        return lcm(*(value.denominator for value in values))

    # --- the answer -----------------------------------------------------------------------------------

    @cached_property
    def outcome(self) -> Outcome:
        """What is true of the equation."""
        rest = self._difference
        if rest.degree == 0:
            return Outcome.NONE if rest.coefficients else Outcome.EVERY
        if rest.degree == _QUADRATIC and self.discriminant < 0:
            return Outcome.NO_REAL
        return Outcome.SOLVED if self.roots else Outcome.EXCLUDED

    @property
    def discriminant(self) -> Fraction:
        """b² − 4ac of the whole-numbered quadratic a x² + b x + c = 0."""
        c, b, a = self._standard
        return b * b - 4 * a * c

    @property
    def _standard(self) -> tuple[Fraction, Fraction, Fraction]:
        """c, b and a: whole numbers without a common divisor, a above zero."""
        whole = self._difference * self._denominator
        divisor = gcd(*(int(value) for value in whole.coefficients)) or 1
        sign = -1 if whole[2] < 0 else 1
        return whole[0] * sign / divisor, whole[1] * sign / divisor, whole[2] * sign / divisor

    def standard_written(self) -> tuple[Written, ...]:
        """c, b and a of the whole-numbered quadratic."""
        return tuple(map(written, self._standard))

    @cached_property
    def roots(self) -> tuple[Surd, ...]:
        """The solutions, the smaller first; none where none is real, or every number is one."""
        return tuple(root for root in self._candidates if not self._is_excluded(root))

    @cached_property
    def _candidates(self) -> tuple[Surd, ...]:
        rest = self._difference
        if rest.degree == 0:
            return ()
        if rest.degree == 1:
            return (Surd.of(-rest[0] / rest[1]),)
        c, b, a = self._standard
        return quadratic_roots(a, b, c)

    def _is_excluded(self, root: Surd) -> bool:
        """Whether something would be divided by zero."""
        if self._proportion is None or not root.is_rational:
            return False
        return any(not pair[1].value(root.whole) for pair in self._proportion)

    # --- the lines ------------------------------------------------------------------------------------

    def lines(self) -> tuple[Line, ...]:
        """The lines from the given one to the solution."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[Line]:
        yield Line(
            Move.GIVEN,
            Written(self.left.typst(), self._plain[0]),
            Written(self.right.typst(), self._plain[1]),
        )
        sides, common = self._sides, self._denominator
        if self._proportion is not None:
            left, right = (_product(*pair, self.unknown) for pair in self._proportion)
            yield Line(Move.CROSS, left, right)
            yield self._line(Move.SIMPLIFY, sides)
        elif common == 1 and not all(map(_is_simple, (self.left, self.right))):
            yield self._line(Move.SIMPLIFY, sides)
        if common > 1:
            sides = _Sides(sides.left * common, sides.right * common)
            yield self._line(Move.MULTIPLY, sides, written(Fraction(common)))
        if sides.left.degree < sides.right.degree:
            sides = _Sides(sides.right, sides.left)
            yield self._line(Move.SWAP, sides)
        if self._difference.degree < _QUADRATIC:
            yield from self._linear(sides)
        elif self._difference[1]:
            yield from self._quadratic(sides)
        else:
            yield from self._pure(sides)

    def _line(self, move: Move, sides: _Sides, amount: Written | None = None) -> Line:
        return Line(move, sides.left.written(self.unknown), sides.right.written(self.unknown), amount)

    def _separated(self, sides: _Sides) -> Iterator[tuple[Line, _Sides]]:
        """The unknown brought to the left, the number alone to the right."""
        for exponent in range(_QUADRATIC, -1, -1):
            moved = (sides.right if exponent else sides.left)[exponent]
            if not moved or (not exponent and sides.left.degree == 0):
                continue
            part = Polynomial.of(*([0] * exponent), moved)
            sides = _Sides(sides.left - part, sides.right - part)
            move = Move.ADD if moved < 0 else Move.SUBTRACT
            amount = (part * (-1 if moved < 0 else 1)).written(self.unknown)
            yield self._line(move, sides, amount), sides

    def _divided(self, sides: _Sides) -> Iterator[Line]:
        factor = sides.left[sides.left.degree]
        if factor != 1:
            divided = _Sides(sides.left * (1 / factor), sides.right * (1 / factor))
            yield self._line(Move.DIVIDE, divided, bracketed(factor))

    def _linear(self, sides: _Sides) -> Iterator[Line]:
        for line, now in self._separated(sides):
            sides = now
            yield line
        if sides.left.degree:
            yield from self._divided(sides)

    def _quadratic(self, sides: _Sides) -> Iterator[Line]:
        left, right = sides.left, sides.right
        whole = left - right
        if right.coefficients:
            move = Move.ADD if all(value <= 0 for value in right.coefficients) else Move.SUBTRACT
            amount = (right * (-1 if move is Move.ADD else 1)).written(self.unknown)
            if " " in amount.plain:
                amount = Written(f"({amount.typst})", f"({amount.plain})")
            yield self._line(move, _Sides(whole, Polynomial.of()), amount)
        c, b, a = self._standard
        if whole[2] != a:
            zero = _Sides(Polynomial.of(c, b, a), Polynomial.of())
            yield self._line(Move.DIVIDE, zero, bracketed(whole[2] / a))
        if self.discriminant >= 0 and square_root(self.discriminant).is_rational:
            yield from self._factored(a, b, c)
        else:
            yield from self._by_formula(a, b, c)

    def _pure(self, sides: _Sides) -> Iterator[Line]:
        """Without the unknown alone: its square is a number."""
        for line, now in self._separated(sides):
            sides = now
            yield line
        yield from self._divided(sides)
        x, square = same(self.unknown), sides.right[0] / sides.left[2]
        if square < 0:
            return
        if not square:
            yield Line(Move.ROOT, x, same("0"))
            return
        root = square_root(square)
        size, under = root.written(), written(square)
        as_root = Written(f"plus.minus sqrt({under.typst})", f"±√{_in_brackets(under.plain)}")
        shown = Written(f"plus.minus {size.typst}", f"±{size.plain}")
        yield Line(Move.ROOT, x, as_root if as_root.plain == shown.plain else as_root + same(" = ") + shown)
        if not root.is_rational:
            about = root.rounded(_DIGITS)
            yield Line(Move.ROUND, x, Written(f"plus.minus {about}", f"±{about}"), sign="approx")

    def _factored(self, a: Fraction, b: Fraction, c: Fraction) -> Iterator[Line]:
        root = isqrt(int(self.discriminant))
        first, second = (-b - root) / (2 * a), (-b + root) / (2 * a)
        factors = [Polynomial.of(-each.numerator, each.denominator) for each in (first, second)]
        shown = [factor.written(self.unknown) for factor in factors]
        brackets = [Written(f"({text.typst})", f"({text.plain})") for text in shown]
        if not c:
            zero = 0 if not factors[0][0] else 1
            left = shown[zero] + brackets[1 - zero]
        elif first == second:
            left = power(brackets[0], 2)
        else:
            left = brackets[0] + brackets[1]
        yield Line(Move.FACTOR, left, same("0"))
        yield self._solutions(Move.ZERO)

    def _solutions(self, move: Move) -> Line:
        x = self.unknown
        values = [root.written() for root in self._candidates]
        if len(values) == 1:
            return Line(move, same(x), values[0])
        one, two = values
        return Line(
            move,
            Written(f"{x}_1", f"{x}₁"),
            Written(f"{one.typst}, quad {x}_2 = {two.typst}", f"{one.plain}, {x}₂ = {two.plain}"),
        )

    def _by_formula(self, a: Fraction, b: Fraction, c: Fraction) -> Iterator[Line]:
        x, discriminant = same(self.unknown), self.discriminant
        inner = Written(
            f"{bracketed(b).typst}^2 - 4 dot {written(a).typst} dot {bracketed(c).typst}",
            f"{bracketed(b).plain}² − 4·{written(a).plain}·{bracketed(c).plain}",
        )
        if discriminant < 0:
            value = written(discriminant)
            name = Written("b^2 - 4 a c", "b² − 4ac")
            yield Line(Move.FORMULA, name, inner + same(" = ") + value)
            return
        minus_b = written(-b)
        under = Written(f"2 dot {written(a).typst}", f"2·{written(a).plain}")
        yield Line(
            Move.FORMULA,
            x,
            Written("frac(-b plus.minus sqrt(b^2 - 4 a c), 2 a)", "(−b ± √(b² − 4ac)) / 2a"),
        )
        yield Line(
            Move.PUT_IN,
            x,
            Written(
                f"frac({minus_b.typst} plus.minus sqrt({inner.typst}), {under.typst})",
                f"({minus_b.plain} ± √({inner.plain})) / ({under.plain})",
            ),
        )
        yield Line(Move.SIMPLIFY, x, self._candidates[1].written("±"))
        one, two = (root.rounded(_DIGITS) for root in self._candidates)
        yield Line(
            Move.ROUND,
            Written(f"{x.plain}_1", f"{x.plain}₁"),
            Written(f"{one}, quad {x.plain}_2 approx {two}", f"{one}, {x.plain}₂ ≈ {two}"),
            sign="approx",
        )

    # --- the check ------------------------------------------------------------------------------------

    def checks(self) -> tuple[Check, ...]:
        """Each solution put in: both sides have one value. Two irrational ones are put in together."""
        if self.roots and not self.roots[0].is_rational:
            return (self._check_of_both(),)
        return tuple(self._check(root.whole) for root in self.roots)

    def _check(self, root: Fraction) -> Check:
        values = {self.unknown: bracketed(root).typst}
        value = written(_value(self.left, root))
        left, right = self.left.typst(values), self.right.typst(values)
        if left == value.typst:
            left, right = right, left
        ends = value.typst if right == value.typst else f"{value.typst} = {right}"
        return Check(written(root), value, left, ends)

    def _check_of_both(self) -> Check:
        c, b, a = self._standard
        root = self._candidates[1]
        square = Surd(root.whole**2 + root.root**2 * root.radicand, 2 * root.whole * root.root, root.radicand)
        typst = ""
        for factor, value in ((a, square), (b, root)):
            if not factor:
                continue
            term = Surd(abs(factor) * value.whole, abs(factor) * value.root, value.radicand)
            shown = term.written("±" if term.root > 0 else "∓").typst
            if " " in shown and not shown.startswith("frac"):
                shown = f"({shown})"
            typst += (f" {'-' if factor < 0 else '+'} " if typst else "") + shown
        if c:
            typst += f" {'-' if c < 0 else '+'} {written(abs(c)).typst}"
        given = Polynomial.of(c, b, a).written(self.unknown)
        return Check(root.written("±"), same("0"), given.typst, f"{typst} = 0")


def _without_ratio(side: str) -> str:
    """``3 : 4`` as a fraction."""
    above, colon, below = side.partition(":")
    return f"({above}) / ({below})" if colon else side


def _by_hand(side: str) -> str:
    side = re.sub(r"(?:\^|\*\*)\s*(\d+)", lambda found: power(same(""), int(found[1])).plain, side.strip())
    return side.replace("*", "·").replace("-", "−")


def _is_simple(side: Formula) -> bool:
    """Whether each power of the unknown occurs once, and nothing is in brackets."""
    exponents = term_exponents(side)
    return exponents is not None and len(exponents) == len(set(exponents))


def _product(one: Polynomial, two: Polynomial, unknown: str) -> Written:
    shown = [each.written(unknown) for each in (one, two) if each != Polynomial.of(1)]
    parts = [Written(f"({part.typst})", f"({part.plain})") if " " in part.plain else part for part in shown]
    if not parts:
        return same("1")
    return Written(" dot ".join(part.typst for part in parts), " · ".join(part.plain for part in parts))


def _in_brackets(text: str) -> str:
    return f"({text})" if "/" in text else text


def _value(side: Formula, at: Fraction) -> Fraction:
    bar = fraction_bar(side)
    if bar is None:
        return polynomial(side).value(at)
    return polynomial(bar[0]).value(at) / polynomial(bar[1]).value(at)
