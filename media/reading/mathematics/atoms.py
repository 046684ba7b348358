"""The parts of a formula without an operator between them: numbers, names, functions, powers, parentheses."""

import re
from abc import abstractmethod
from typing import Final

from media.reading.mathematics.cursor import Cursor
from media.reading.mathematics.tokens import GREEK, tokens
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

OPERATORS: Final = ("∧∨⇒⇔", "=≠<>≤≥≪≫≈≡∝→∈∉⊂⊆∥⊥", "+-±∓∪∩", "×÷/∘")
"""From the weakest to the strongest."""
FUNCTIONS: Final = frozenset(
    {"sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh"}
    | {"log", "ln", "lg", "exp", "lim", "max", "min", "det", "gcd", "lcm"}
)
_CALLED: Final = frozenset("fghPQFGECOφψ")
"""Letters that are functions if parentheses follow; others are multiplied with what is in them."""
BIG: Final = "∑∏∫"
_LETTERS: Final = re.compile(
    r"[b-df-hj-np-tv-zB-DF-HJ-NP-TV-Z]{2}|xyz|VI|ma|at|ax|ay|ab|ac|IR|nRT|mgh|PVT|d[a-z]|rω"
)
"""Letters together that are a product and no word."""
_WORDS: Final = frozenset(
    {"vs", "Mr", "Dr", "Mrs", "St", "TV", "PC", "by", "my", "do", "dr", "ml", "km", "kg"}
)
_CUBE: Final = Number("3")
_NO_UNIT: Final = re.compile("[%°]| ?[°]|[a-z]|ac|ly|sr|lm|au|mo|pt|qt|cd|ha")
_UNIT: Final = re.compile(rf" ?(?P<unit>(?!in\b){UNIT})")


class Atoms(Cursor):
    """Reads them; what they hold may be any formula."""

    @abstractmethod
    def infix(self, level: int) -> Formula | None:
        """Operands with the operators of a level between them, or of one that binds more strongly."""

    @abstractmethod
    def fraction(self) -> Formula | None:
        """Operands of a product: fractions without blanks, and what binds more strongly."""

    @abstractmethod
    def signed(self) -> Formula | None:
        """Factors without a sign between them, with a sign before the first, or without."""

    @abstractmethod
    def product(self) -> Formula | None:
        """Factors without a sign between them."""

    def power(self) -> Formula | None:
        """A number, a name or what stands in parentheses, with what stands above, below or behind it."""
        base = self._atom()
        marked = None if base is None else self._marked(base)
        if (
            isinstance(marked, Power)
            and isinstance(base, Name)
            and base.letters in _CALLED
            and self._is_call()
        ):
            return self._called(marked)  # the inverse of a function
        if isinstance(marked, Power) and isinstance(base, Number):
            return self._with_unit(marked)
        return marked

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
                inner = type(self)(token.text, tokens(token.text)).infix(0) or Name(token.text)
                return Power(base, inner) if token.kind == "above" else Index(base, inner)
            case "!":
                is_factorial = isinstance(base, Group) or (
                    self.kind() and self.kind() in "".join(OPERATORS) + "()"
                )
                return Marked(base, "!") if is_factorial else None
        return Marked(base, token.kind)

    def _raised(self) -> Formula | None:
        if self.kind() in ("{", "("):
            closing = {"{": "}", "(": ")"}[self.next().kind]
            return self._listed(closing)
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

    def _listed(self, closing: str) -> Formula | None:
        """One formula, or several with commas between them, as in ``x_{i,j}``."""
        found = [self.infix(0)]
        while self.kind() == ",":
            found.append(self.past(lambda: self.infix(0)))
        if self.kind() != closing or None in found:
            return None
        self.next()
        inner = tuple(one for one in found if one is not None)
        return inner[0] if len(inner) == 1 else Product(inner)

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
        if kind == "vulgar":
            above, _, below = self.next().text.partition("/")
            return Fraction(Number(above), Number(below))
        if kind == "word":
            return self.attempt(self.named)
        if kind == "∞" or (kind and kind in BIG):
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
        radicand = self.power()
        return None if radicand is None else Root(_bare(radicand), degree)

    def _braced(self) -> Formula | None:
        return self.past(lambda: self._closed("}")) if self.kind() == "{" else None

    def _number(self) -> Formula:
        return self._with_unit(Number(self.next().text))

    def _with_unit(self, number: Number | Power) -> Formula:
        """The number that was read last, with the unit behind it."""
        unit = _UNIT.match(self.text, self.tokens[self.at - 1].end)
        # In 2m, 4ac and 5°, what stands behind is a factor or a mark; in 5V and 2 m, a unit.
        if not unit or _NO_UNIT.fullmatch(unit[0]):
            return number
        while self.kind() and self.tokens[self.at].start < unit.end():
            self.next()
        return Quantity(number, unit["unit"])

    def named(self) -> Formula | None:
        """A variable, a function with what it is applied to, or letters that are multiplied."""
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
        if function == Name("lim") and (goal := self.attempt(self._goal)) is not None:
            function = Index(function, goal)
        operand = self.attempt(self.fraction)
        if operand is None:
            return function if isinstance(function, Index) else None
        return Call(function, (operand,))

    def _goal(self) -> Formula | None:
        """What a limit is taken at: ``x → 0``."""
        variable = self.power()
        if variable is None or self.kind() != "→":
            return None
        goal = self.past(self.signed)
        return None if goal is None else Infix(("→",), (variable, goal))


def _bare(tree: Formula) -> Formula:
    return tree.inner if isinstance(tree, Group) else tree
