"""Sums of multiples of several unknowns with exact coefficients, read from a formula."""

import ast
from collections.abc import Mapping
from fractions import Fraction

from media.formulas.formula import CONSTANTS, Formula, NotAFormula

Terms = Mapping[str, Fraction]
"""The coefficient of each unknown; that of the empty name stands alone."""


def linear(formula: Formula) -> Terms:
    """The coefficients of a formula without products of unknowns. Raises NotAFormula for another."""
    return _of(formula.body)


def _of(node: ast.expr) -> Terms:
    match node:
        case ast.Constant(value=int() | float() as value):
            return {"": Fraction(str(value))}
        case ast.Name(id=name) if name not in CONSTANTS:
            return {name: Fraction(1)}
        case ast.UnaryOp(op=op, operand=operand):
            return _times(_of(operand), Fraction(-1 if isinstance(op, ast.USub) else 1))
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as op, right=right):
            return _plus(_of(left), _times(_of(right), Fraction(-1 if isinstance(op, ast.Sub) else 1)))
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            one, other = _of(left), _of(right)
            if set(one) <= {""}:
                one, other = other, one
            if set(other) <= {""}:
                return _times(one, other.get("", Fraction(0)))
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            one, other = _of(left), _of(right)
            if set(other) == {""} and other[""]:
                return _times(one, 1 / other[""])
    raise NotAFormula(f"{ast.unparse(node)} is no sum of multiples of the unknowns.")


def _plus(one: Terms, other: Terms) -> Terms:
    return {name: one.get(name, Fraction(0)) + other.get(name, Fraction(0)) for name in {**one, **other}}


def _times(terms: Terms, factor: Fraction) -> Terms:
    return {name: value * factor for name, value in terms.items()}
