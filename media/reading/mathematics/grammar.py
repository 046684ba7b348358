"""The grammar of formulas, read greedily: the tree of the longest formula that begins at a token.

From the weakest to the strongest: ``∧ ∨``, relations, sums, products, fractions without blanks, factors
without a sign, powers and indices. A minus or plus has blanks on both sides or on none, else it is a sign
or a dash.
"""

from collections.abc import Sequence
from typing import Final

from media.reading.mathematics.atoms import BIG, OPERATORS, Atoms
from media.reading.mathematics.tokens import Token
from media.reading.mathematics.tree import (
    Formula,
    Fraction,
    Index,
    Infix,
    Name,
    Power,
    Product,
    Quantity,
    Signed,
)

_LONGEST: Final = 200
"""Tokens."""


def formula(text: str, found: Sequence[Token], at: int) -> tuple[Formula, int] | None:
    """The formula whose first token is ``found[at]``, and where the tokens go on behind it."""
    parser = _Parser(text, found[at : at + _LONGEST])
    tree = parser.infix(0)
    return None if tree is None else (tree, at + parser.at)


class _Parser(Atoms):
    def infix(self, level: int) -> Formula | None:
        """Operands with the operators of a level between them, or of one that binds more strongly."""
        if level == len(OPERATORS):
            return self.fraction()
        first = self.infix(level + 1)
        if first is None:
            return None
        operators: list[str] = []
        operands = [first]
        while self._is_operator(level):
            operator = self.kind()
            operand = self.attempt(lambda: self.past(lambda: self.infix(level + 1)))
            if operand is None:
                break
            operators.append(operator)
            operands.append(operand)
        return Infix(tuple(operators), tuple(operands)) if operators else first

    def _is_operator(self, level: int) -> bool:
        kind = self.kind()
        if not kind or kind not in OPERATORS[level]:
            return False
        return kind not in "+-/" or self.blank() == self.blank(1)

    def fraction(self) -> Formula | None:
        left = self.signed()
        while left is not None and self.kind() == "/" and not self.blank() and not self.blank(1):
            right = self.attempt(lambda: self.past(self.signed))
            if right is None:
                break
            left = Fraction(left, right)
        return left

    def signed(self) -> Formula | None:
        kind = self.kind()
        if kind and kind in "+-±∓∂∇¬∀∃" and not self.blank(1):
            operand = self.attempt(lambda: self.past(self.signed))
            return None if operand is None else Signed(kind, operand)
        return self.product()

    def product(self) -> Formula | None:
        first = self.power()
        if first is None:
            return None
        factors = [first]
        if _is_big(first):
            return self._summed(first)
        while (
            self.kind() in ("word", "(", "√", "frac") and not self.blank() and not isinstance(first, Quantity)
        ):
            factor = self.attempt(self.power)
            if factor is None:
                break
            factors.append(factor)
        return Product(tuple(factors)) if len(factors) > 1 else first

    def _summed(self, sign: Formula) -> Formula:
        """What a sum or an integral is taken of, with the ``dx`` behind it."""
        operand = self.attempt(self.signed)
        differential = self.attempt(self.named) if self.kind() == "word" else None
        factors = [sign, operand, differential]
        found = tuple(factor for factor in factors if factor is not None)
        return Product(found) if len(found) > 1 else sign


def _is_big(tree: Formula) -> bool:
    while isinstance(tree, Power | Index):
        tree = tree.base
    return isinstance(tree, Name) and tree.letters in BIG
