"""Polynomials in one unknown with exact coefficients, read from a formula."""

import ast
from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest
from typing import Final

from media.formulas.exact import Written, power, same, summed
from media.formulas.formula import CONSTANTS, Formula, NotAFormula

_HIGHEST_POWER: Final = 8


@dataclass(frozen=True)
class Polynomial:
    """Its coefficients from the number alone upwards, without zeros at the end."""

    coefficients: tuple[Fraction, ...]

    @classmethod
    def of(cls, *coefficients: Fraction | int) -> "Polynomial":
        """The polynomial with these coefficients, from the number alone upwards."""
        found = [Fraction(value) for value in coefficients]
        while found and not found[-1]:
            found.pop()
        return cls(tuple(found))

    @property
    def degree(self) -> int:
        """The highest power; 0 for a number."""
        return max(len(self.coefficients) - 1, 0)

    def __getitem__(self, exponent: int) -> Fraction:
        return self.coefficients[exponent] if exponent < len(self.coefficients) else Fraction(0)

    def __add__(self, other: "Polynomial") -> "Polynomial":
        return self.of(*map(sum, zip_longest(self.coefficients, other.coefficients, fillvalue=Fraction(0))))

    def __mul__(self, other: "Polynomial | Fraction | int") -> "Polynomial":
        if not isinstance(other, Polynomial):
            return self.of(*(value * other for value in self.coefficients))
        found = [Fraction(0)] * (len(self.coefficients) + len(other.coefficients))
        for i, one in enumerate(self.coefficients):
            for j, two in enumerate(other.coefficients):
                found[i + j] += one * two
        return self.of(*found)

    def __sub__(self, other: "Polynomial") -> "Polynomial":
        return self + other * -1

    def value(self, at: Fraction) -> Fraction:
        """Its value where the unknown is that number."""
        return sum((c * at**k for k, c in enumerate(self.coefficients)), Fraction(0))

    def written(self, unknown: str) -> Written:
        """Its terms, the highest power first."""
        things = [None, *(power(same(unknown), k) for k in range(1, len(self.coefficients)))]
        return summed(reversed(list(zip(self.coefficients, things, strict=False))))


def polynomial(formula: Formula) -> Polynomial:
    """The polynomial that a formula is in its one unknown. Raises NotAFormula for anything else."""
    if len(formula.variables) > 1:
        raise NotAFormula(f"{', '.join(sorted(formula.variables))} are more than one unknown.")
    return _of(formula.body)


def fraction_bar(formula: Formula) -> tuple[Formula, Formula] | None:
    """What stands above and below the bar where the whole formula is one fraction."""
    match formula.body:
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return Formula("", left), Formula("", right)
    return None


def term_exponents(formula: Formula) -> list[int] | None:
    """The power of the unknown in each term of a sum; None where a term is not a single one."""
    found: list[int] = []
    waiting = [formula.body]
    while waiting:
        node = waiting.pop()
        match node:
            case ast.BinOp(left=left, op=ast.Add() | ast.Sub(), right=right):
                waiting += [left, right]
            case ast.UnaryOp(operand=operand):
                waiting.append(operand)
            case _:
                if any(isinstance(inner, ast.Add | ast.Sub) for inner in ast.walk(node)):
                    return None
                found.append(_of(node).degree)
    return found


def _of(node: ast.expr) -> Polynomial:  # noqa: PLR0911 - one answer a kind of node
    match node:
        case ast.Constant(value=int() | float() as value):
            return Polynomial.of(Fraction(str(value)))
        case ast.Name(id=name) if name not in CONSTANTS:
            return Polynomial.of(0, 1)
        case ast.UnaryOp(op=op, operand=operand):
            return _of(operand) * (-1 if isinstance(op, ast.USub) else 1)
        case ast.BinOp(left=left, op=op, right=right):
            one, other = _of(left), _of(right)
            match op:
                case ast.Add():
                    return one + other
                case ast.Sub():
                    return one - other
                case ast.Mult():
                    return one * other
                case ast.Div() if other.degree == 0 and other[0]:
                    return one * (1 / other[0])
                case ast.Pow() if _is_power(other):
                    return _power(one, int(other[0]))
    raise NotAFormula(f"{ast.unparse(node)} is not made of sums, products and powers of the unknown.")


def _is_power(exponent: Polynomial) -> bool:
    return exponent.degree == 0 and exponent[0].denominator == 1 and 0 <= exponent[0] <= _HIGHEST_POWER


def _power(base: Polynomial, exponent: int) -> Polynomial:
    found = Polynomial.of(1)
    for _ in range(exponent):
        found = found * base
    return found
