"""The grammar of formulas, read greedily: the tree of the longest formula that begins at a token.

From the weakest to the strongest: ``∧ ∨``, relations, sums, products, fractions without blanks, factors
without a sign, powers and indices. A minus or plus has blanks on both sides or on none, else it is a sign
or a dash.
"""

import re
from collections.abc import Sequence
from typing import Final

from media.reading.mathematics.cursor import Cursor
from media.reading.mathematics.tokens import GREEK, Token, tokens
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
from media.reading.units import UNIT

_LEVELS: Final = ("∧∨⇒⇔", "=≠<>≤≥≪≫≈≡∝→∈∉⊂⊆∥⊥", "+-±∓∪∩", "×÷/∘")
FUNCTIONS: Final = frozenset(
    {"sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh"}
    | {"log", "ln", "lg", "exp", "lim", "max", "min", "det", "gcd", "lcm"}
)
_CALLED: Final = frozenset("fghPQFGEφψ")
"""Letters that are functions if parentheses follow; others are multiplied with what is in them."""
_BIG: Final = "∑∏∫"
_LETTERS: Final = re.compile(r"[b-df-hj-np-tv-zB-DF-HJ-NP-TV-Z]{2,3}|ma|at|ax|ay|ab|ac|IR|nRT|mgh|d[a-z]|rω")
"""Letters together that are a product and no word."""
_WORDS: Final = frozenset(
    {"vs", "Mr", "Dr", "Mrs", "St", "TV", "PC", "by", "my", "do", "dr", "ml", "km", "kg"}
)
_CUBE: Final = Number("3")
_LONGEST: Final = 200
"""Tokens."""
_NO_UNIT: Final = re.compile("[%°]| ?[°]|[a-z]|ac|ly|sr|lm|au|mo|pt|qt|cd|ha")
_UNIT: Final = re.compile(rf" ?(?P<unit>(?!in\b){UNIT})")


def formula(text: str, found: Sequence[Token], at: int) -> tuple[Formula, int] | None:
    """The formula whose first token is ``found[at]``, and where the tokens go on behind it."""
    parser = _Parser(text, found[at : at + _LONGEST])
    tree = parser.infix(0)
    return None if tree is None else (tree, at + parser.at)


class _Parser(Cursor):
    def infix(self, level: int) -> Formula | None:
        """Operands with the operators of a level between them, or of one that binds more strongly."""
        if level == len(_LEVELS):
            return self._fraction()
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
        if not kind or kind not in _LEVELS[level]:
            return False
        return kind not in "+-/" or self.blank() == self.blank(1)

    def _fraction(self) -> Formula | None:
        left = self._signed()
        while left is not None and self.kind() == "/" and not self.blank() and not self.blank(1):
            right = self.attempt(lambda: self.past(self._signed))
            if right is None:
                break
            left = Fraction(left, right)
        return left

    def _signed(self) -> Formula | None:
        kind = self.kind()
        if kind and kind in "+-±∓∂∇¬" and not self.blank(1):
            operand = self.attempt(lambda: self.past(self._signed))
            return None if operand is None else Signed(kind, operand)
        return self._product()

    def _product(self) -> Formula | None:
        first = self._power()
        if first is None:
            return None
        factors = [first]
        if _is_big(first):
            return self._summed(first)
        while (
            self.kind() in ("word", "(", "√", "frac") and not self.blank() and not isinstance(first, Quantity)
        ):
            factor = self.attempt(self._power)
            if factor is None:
                break
            factors.append(factor)
        return Product(tuple(factors)) if len(factors) > 1 else first

    def _summed(self, sign: Formula) -> Formula:
        """What a sum or an integral is taken of, with the ``dx`` behind it."""
        operand = self.attempt(self._signed)
        differential = self.attempt(self._named) if self.kind() == "word" else None
        factors = [sign, operand, differential]
        found = tuple(factor for factor in factors if factor is not None)
        return Product(found) if len(found) > 1 else sign

    def _power(self) -> Formula | None:
        base = self._atom()
        return None if base is None else self._marked(base)

    def _marked(self, base: Formula) -> Formula:
        """The base with all that stands behind it."""
        before = self.at
        while not self.blank() and (marked := self._behind(base)) is not None:
            base, before = marked, self.at
        self.at = before
        return base

    def _behind(self, base: Formula) -> Formula | None:
        """The base with the power, index or mark that stands behind it."""
        if self.kind() not in ("^", "_", "above", "below", "!", "%", "°", "′") or isinstance(base, Quantity):
            return None
        token = self.next()
        match token.kind:
            case "^" | "_":
                inner = self._raised()
                if inner is None:
                    return None
                return Power(base, inner) if token.kind == "^" else Index(base, inner)
            case "above" | "below":
                inner = _Parser(token.text, tokens(token.text)).infix(0) or Name(token.text)
                return Power(base, inner) if token.kind == "above" else Index(base, inner)
            case "!":
                is_factorial = self.kind() and (self.kind() in "".join(_LEVELS) + ")")
                return Marked(base, "!") if is_factorial else None
        return Marked(base, token.kind)

    def _raised(self) -> Formula | None:
        if self.kind() in ("{", "("):
            closing = {"{": "}", "(": ")"}[self.next().kind]
            return self._closed(closing)
        if self.kind() in ("-", "+"):
            sign = self.next().kind
            operand = self._small()
            return None if operand is None else Signed(sign, operand)
        return self._small()

    def _small(self) -> Formula | None:
        if self.kind() == "number":
            return Number(self.next().text)
        if self.kind() == "word" and len(self.tokens[self.at].text) == 1:
            return Name(self.next().text)
        return Name(self.next().kind) if self.kind() == "∞" else None

    def _closed(self, closing: str) -> Formula | None:
        inner = self.infix(0)
        if inner is None or self.kind() != closing:
            return None
        self.next()
        return inner

    def _atom(self) -> Formula | None:
        kind = self.kind()
        if kind == "number":
            return self._number()
        if kind == "word":
            return self.attempt(self._named)
        if kind == "∞" or (kind and kind in _BIG):
            return Name(self.next().kind)
        if kind in ("(", "|", "√", "∛", "∜", "frac", "{"):
            return self.attempt(self._enclosed)
        return None

    def _enclosed(self) -> Formula | None:
        token = self.next()
        match token.kind:
            case "(":
                inner = self._closed(")")
                return None if inner is None else Group(inner)
            case "{":
                return self._closed("}")
            case "|":
                inner = None if self.blank() else self._closed("|")
                return None if inner is None else Absolute(inner)
            case "frac":
                above, below = self._braced(), self._braced()
                return Fraction(above, below) if above is not None and below is not None else None
        degree: Formula | None = {"∛": _CUBE, "∜": Number("4")}.get(token.kind)
        if self.kind() == "[":
            self.next()
            degree = self._closed("]")
        radicand = self._power()
        return None if radicand is None else Root(_bare(radicand), degree)

    def _braced(self) -> Formula | None:
        return self.past(lambda: self._closed("}")) if self.kind() == "{" else None

    def _number(self) -> Formula:
        token = self.next()
        number = Number(token.text)
        unit = _UNIT.match(self.text, token.end)
        # In 2m, 4ac and 5°, what stands behind is a factor or a mark; in 5V and 2 m, a unit.
        if not unit or _NO_UNIT.fullmatch(unit[0]):
            return number
        while self.kind() and self.tokens[self.at].start < unit.end():
            self.next()
        return Quantity(number, unit["unit"])

    def _named(self) -> Formula | None:
        is_beside_number = self.at > 0 and self.kind(-1) == "number" and not self.blank()
        letters = self.next().text
        if letters in ("sqrt", "cbrt", "abs"):
            inner = self.past(lambda: self._closed(")")) if self.kind() == "(" else None
            if inner is None:
                return None
            return Absolute(inner) if letters == "abs" else Root(inner, _CUBE if letters == "cbrt" else None)
        if letters in FUNCTIONS:
            return self._applied(Name(letters))
        letters = GREEK.get(letters, letters)
        if len(letters) == 1:
            return self._called(Name(letters)) if letters in _CALLED and self._is_call() else Name(letters)
        is_product = _LETTERS.fullmatch(letters) and letters not in _WORDS
        is_raised = self.kind() in ("above", "^") and not self.blank()
        if is_product or ((is_beside_number or is_raised) and len(letters) < 4):  # noqa: PLR2004
            *first, last = map(Name, letters)
            # What stands behind belongs to the last letter: the square of mc².
            return Product((*first, self._marked(last)))
        return None

    def _is_call(self) -> bool:
        return not self.blank() and (self.kind() == "(" or (self.kind() == "′" and self.kind(1) == "("))

    def _called(self, function: Formula) -> Formula | None:
        if self.kind() == "′":
            function = Marked(function, self.next().kind)
        self.next()
        arguments = []
        while (argument := self.infix(0)) is not None:
            if self.kind() == "|":
                given = self.past(lambda: self.infix(0))
                argument = argument if given is None else Infix(("|",), (argument, given))
            arguments.append(argument)
            if self.kind() != ",":
                break
            self.next()
        if not arguments or self.kind() != ")":
            return None
        self.next()
        return Call(function, tuple(arguments))

    def _applied(self, function: Formula) -> Formula | None:
        """A function with a name of its own, and what it is applied to: ``sin² x``, ``log₂(8)``."""
        function = self._marked(function)
        if self.kind() == "(" and not self.blank():
            return self._called(function)
        operand = self.attempt(self._product)
        return None if operand is None else Call(function, (operand,))


def _is_big(tree: Formula) -> bool:
    while isinstance(tree, Power | Index):
        tree = tree.base
    return isinstance(tree, Name) and tree.letters in _BIG


def _bare(tree: Formula) -> Formula:
    return tree.inner if isinstance(tree, Group) else tree
