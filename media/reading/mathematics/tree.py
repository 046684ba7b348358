"""What a formula is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written: ``3.14``, ``1,000``."""

    figures: str


@dataclass(frozen=True, slots=True)
class Name:
    """A variable, constant or function: a Latin or Greek letter, ``∞``, ``∑``, or a word such as ``sin``."""

    letters: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, or a power of one, and a unit's symbol (see ``media.reading.units``)."""

    number: "Number | Power"
    unit: str


@dataclass(frozen=True, slots=True)
class Signed:
    """A sign before its operand: ``-``, ``+``, ``±``, ``∓``, ``∂``, ``∇``, ``¬``, ``∀``, ``∃``."""

    sign: str
    operand: "Formula"


@dataclass(frozen=True, slots=True)
class Infix:
    """Operands with an operator between each two, all of one strength: ``a + b - c``, ``x = y = z``.

    Operators: ``+ - ± ∓``, ``× ÷ / ∘``, ``= ≠ < > ≤ ≥ ≪ ≫ ≈ ≡ ∝ → ⇒ ⇔ ∈ ∉ ⊂ ⊆ ∪ ∩ ∥ ⊥``, ``∧ ∨``,
    and ``|`` as in ``P(A|B)``.
    """

    operators: tuple[str, ...]
    operands: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class Product:
    """Factors without a sign between them: ``2x``, ``πr²``."""

    factors: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class Fraction:
    """A fraction as one writes it without blanks: ``1/2``, ``a/b``."""

    numerator: "Formula"
    denominator: "Formula"


@dataclass(frozen=True, slots=True)
class Power:
    """``x²``, ``x^2``, ``e^{-x}``."""

    base: "Formula"
    exponent: "Formula"


@dataclass(frozen=True, slots=True)
class Index:
    """``a_n``, ``x₁``."""

    base: "Formula"
    index: "Formula"


@dataclass(frozen=True, slots=True)
class Root:
    """``√x``, ``sqrt(2)``, ``∛8``; ``degree`` is None for a square root."""

    radicand: "Formula"
    degree: "Formula | None" = None


@dataclass(frozen=True, slots=True)
class Call:
    """``f(x)``, ``sin x``, ``P(A, B)``."""

    function: "Formula"
    arguments: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class Absolute:
    """``|x|``."""

    operand: "Formula"


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark behind its operand: ``!``, ``%``, ``°``, ``′``."""

    operand: "Formula"
    mark: str


@dataclass(frozen=True, slots=True)
class Group:
    """What stands in parentheses."""

    inner: "Formula"


Formula = (
    Number
    | Name
    | Quantity
    | Signed
    | Infix
    | Product
    | Fraction
    | Power
    | Index
    | Root
    | Call
    | Absolute
    | Marked
    | Group
)
