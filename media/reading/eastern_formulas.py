"""Formulas in words where what they do stands behind: Chinese and Japanese, each with its own words."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import singledispatchmethod
from itertools import pairwise
from typing import Final

from media.reading.mathematics.finding import formulas
from media.reading.mathematics.tree import (
    Absolute,
    Call,
    Formula,
    Fraction,
    Group,
    Index,
    Infix,
    Marked,
    Name,
    Number,
    Power,
    Product,
    Quantity,
    Root,
    Signed,
)
from media.reading.rules import Claim, Rule

_APART: Final = re.compile("(?<=[A-Za-z])(?=[一-鿿])|(?<=[一-鿿])(?=[A-Za-z])")


@dataclass(frozen=True)
class Words:
    """A language's words; those with ``{}`` are filled with what they are about."""

    number: Callable[[str], str]
    quantity: Callable[[str, str], str]
    """A number's figures and a unit's sign."""
    names: Mapping[str, str]
    operators: Mapping[str, str]
    pairs: Mapping[str, str]
    """Around two operands, where that is not just the operator between them."""
    again: Mapping[str, str]
    """The operators that are others from the second time on."""
    signs: Mapping[str, str]
    marks: Mapping[str, str]
    powers: Mapping[str, str]
    power: str
    root: str
    degree: str
    fraction: str
    """The denominator, then the numerator."""
    absolute: str
    group: str
    times: str
    beside: str
    """Between two factors that stand beside each other."""
    comma: str
    log: str
    limit: str
    big: Mapping[str, str]
    """By sign: what is summed up."""
    start: str
    end: str
    """Where a sum, a product or an integral starts and ends."""


class Formulas:
    """Says formulas in a language's words."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def rule(self) -> Rule:
        """The rule for formulas."""

        def found(text: str) -> Iterator[Claim]:
            for formula in formulas(text):
                yield Claim(formula.start, formula.end, _APART.sub(" ", self.say(formula.tree)))

        return found

    @singledispatchmethod
    def say(self, tree: Formula) -> str:
        """A formula in words."""
        raise TypeError(tree)

    @say.register
    def _(self, tree: Number) -> str:
        return self._words.number(tree.figures)

    @say.register
    def _(self, tree: Name) -> str:
        return self._words.names.get(tree.letters, tree.letters)

    @say.register
    def _(self, tree: Quantity) -> str:
        match tree.number:
            case Number(figures):
                return self._words.quantity(figures, tree.unit)
        return self.say(tree.number) + self._words.quantity("", tree.unit)

    @say.register
    def _(self, tree: Signed) -> str:
        return self._words.signs[tree.sign] + self.say(tree.operand)

    @say.register
    def _(self, tree: Infix) -> str:
        words = self._words
        measured = any(isinstance(operand, Quantity) for operand in tree.operands)
        first, *others = (self.say(_measured(one) if measured else one) for one in tree.operands)
        if len(others) == 1 and (pair := words.pairs.get(tree.operators[0])):
            return pair.format(first, others[0])
        said = first
        for at, (operator, operand) in enumerate(zip(tree.operators, others, strict=True)):
            names = {**words.operators, **words.again} if operator in tree.operators[:at] else words.operators
            said += names[operator] + operand
        return said

    @say.register
    def _(self, tree: Product) -> str:
        first, *others = tree.factors
        if (big := _big(first)) is not None:
            return self._all(first, big, " ".join(map(self.say, others)))
        said = self.say(first)
        for before, factor in pairwise(tree.factors):
            is_grouped = isinstance(_base(before), Group) or isinstance(_base(factor), Group)
            said += (self._words.times if is_grouped else self._words.beside) + self.say(factor)
        return said

    def _all(self, tree: Formula, big: Name, operand: str) -> str:
        """A sum, a product or an integral, with where it starts and ends."""
        said = ""
        while isinstance(tree, Power | Index):
            if isinstance(tree, Power):
                said = self._words.end.format(self.say(tree.exponent)) + said
            else:
                said = self._words.start.format(self.say(tree.index)) + said
            tree = tree.base
        return said + (self._words.comma if said else "") + self._words.big[big.letters].format(operand)

    @say.register
    def _(self, tree: Fraction) -> str:
        return self._words.fraction.format(self.say(tree.denominator), self.say(tree.numerator))

    @say.register
    def _(self, tree: Power) -> str:
        if isinstance(tree.exponent, Number) and tree.exponent.figures in self._words.powers:
            return self._words.powers[tree.exponent.figures].format(self.say(tree.base))
        return self._words.power.format(self.say(tree.base), self.say(tree.exponent))

    @say.register
    def _(self, tree: Index) -> str:
        return f"{self.say(tree.base)} {self.say(tree.index)}"

    @say.register
    def _(self, tree: Root) -> str:
        radicand = self.say(tree.radicand)
        if tree.degree is None:
            return self._words.root.format(radicand)
        return self._words.degree.format(self.say(tree.degree), radicand)

    @say.register
    def _(self, tree: Call) -> str:
        arguments = self._words.comma.join(map(self.say, tree.arguments))
        match tree.function:
            case Index(Name("log"), base):
                return self._words.log.format(self.say(base), arguments)
            case Index(Name("lim"), Infix(("→",), (variable, goal))):
                return self._words.limit.format(self.say(variable), self.say(goal), arguments)
        return f"{self.say(tree.function)} {arguments}"

    @say.register
    def _(self, tree: Absolute) -> str:
        return self._words.absolute.format(self.say(tree.operand))

    @say.register
    def _(self, tree: Marked) -> str:
        return self.say(tree.operand) + self._words.marks[tree.mark]

    @say.register
    def _(self, tree: Group) -> str:
        return (
            self._words.group.format(self.say(tree.inner))
            if isinstance(tree.inner, Infix)
            else self.say(tree.inner)
        )


def _measured(tree: Formula) -> Formula:
    """A number with a letter, beside a quantity: the letter is a unit too, the g of 1 kg = 1000g."""
    match tree:
        case Product((Number() as amount, Name(letter))) if letter in "mgtLhs":
            return Quantity(amount, letter)
    return tree


def _base(tree: Formula) -> Formula:
    while isinstance(tree, Power | Index | Marked):
        tree = tree.operand if isinstance(tree, Marked) else tree.base
    return tree


def _big(tree: Formula) -> Name | None:
    base = _base(tree)
    return base if isinstance(base, Name) and base.letters in "∑∏∫" else None
