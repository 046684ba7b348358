"""The smallest parts of a formula, with the many ways to write one sign made one."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

SIGNS: Final = {
    **dict.fromkeys(("−", "–", "－", "-"), "-"),
    **dict.fromkeys(("＋", "+"), "+"),
    **dict.fromkeys(("*", "✕", "✖", "⋅", "·", "∙", "×", "＊", r"\times", r"\cdot"), "×"),
    **dict.fromkeys(("÷", "／÷", r"\div"), "÷"),
    **dict.fromkeys(("/", "／", "∕"), "/"),
    **dict.fromkeys(("=", "＝", "==", "===", ":=", "≔"), "="),
    **dict.fromkeys(("≠", "!=", "<>", r"\neq", r"\ne"), "≠"),
    **dict.fromkeys(("<", "＜", r"\lt"), "<"),
    **dict.fromkeys((">", "＞", r"\gt"), ">"),
    **dict.fromkeys(("≤", "<=", "⩽", "≦", r"\leq", r"\le"), "≤"),
    **dict.fromkeys(("≥", ">=", "⩾", "≧", r"\geq", r"\ge"), "≥"),
    **dict.fromkeys(("≈", "≒", "≃", "≅", r"\approx"), "≈"),
    **dict.fromkeys(("→", "->", r"\to", r"\rightarrow"), "→"),
    **dict.fromkeys(("⇒", "=>", r"\Rightarrow", r"\implies"), "⇒"),
    **dict.fromkeys(("⇔", "↔", "<=>", r"\iff"), "⇔"),
    **dict.fromkeys(("∧", "&&", r"\land"), "∧"),
    "**": "^",
    **dict.fromkeys(("∨", "||", r"\lor"), "∨"),
    **dict.fromkeys(("±", "+/-", "+-", r"\pm"), "±"),
    **dict.fromkeys(("∈", r"\in"), "∈"),
    **dict.fromkeys(("∞", r"\infty"), "∞"),
    **dict.fromkeys(("√", r"\sqrt"), "√"),
    **dict.fromkeys(("∑", r"\sum"), "∑"),
    **dict.fromkeys(("∫", "∮", r"\int"), "∫"),
    **dict.fromkeys(("∂", r"\partial"), "∂"),
    **{sign: sign for sign in "∓∘≪≫≡∝∉⊂⊆∪∩∥⊥¬∇∀∃∏∛∜^!%°′″|(){}[],_"},
}
GREEK: Final = dict(
    zip(
        (
            *(
                "alpha",
                "beta",
                "gamma",
                "delta",
                "epsilon",
                "zeta",
                "eta",
                "theta",
                "iota",
                "kappa",
                "lambda",
            ),
            *("mu", "nu", "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega"),
            *("Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Phi", "Psi", "Omega"),
        ),
        "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩ",
        strict=True,
    )
)
_FIGURES: Final = str.maketrans(
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱˣʸ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₙₖₘₜᵢⱼ",
    "0123456789+-=()nixy0123456789+-=()aeoxnkmtij",
)
_SIGN: Final = "|".join(
    re.escape(sign) + ("(?![A-Za-z])" if sign.startswith("\\") else "")
    for sign in sorted(SIGNS, key=len, reverse=True)
)
_TOKEN: Final = re.compile(
    rf"""
      (?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?![\d,]) | \d+(?:\.\d+)? | \.\d+)
    | (?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒])
    | (?P<above>[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱˣʸ]+)
    | (?P<below>[₀-₉₊₋₌₍₎ₐₑₒₓₙₖₘₜᵢⱼ]+(?:[/⁄][₀-₉]+)?)
    | (?P<layout>\\(?:[,;:!]|(?:quad|qquad|left|right|displaystyle)(?![A-Za-z])))
    | (?P<frac>\\[dt]?frac)
    | (?P<sign>{_SIGN})
    | \\(?P<greek>{"|".join(GREEK)})(?![a-z])
    | \\(?P<function>[a-z]+)(?![a-z])
    | (?P<prime>['’](?=\())
    | (?P<letter>[α-ωΑ-Ωϑϕℏℝℕℤℚℂ∅])
    | (?P<word>[A-Za-z]+)
    | (?P<other>\S)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """``kind`` is number, word, above, below, frac or other; a sign is its own kind.

    ``blank`` says whether one stands before.
    """

    kind: str
    text: str
    start: int
    end: int
    blank: bool


def tokens(text: str) -> list[Token]:
    """The tokens of a text, prose and all."""
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(text):
        kind = str(found.lastgroup)
        word = found[0]
        match kind:
            case "layout":
                continue
            case "sign":
                kind = word = SIGNS[word]
            case "above" | "below":
                word = word.translate(_FIGURES)
            case "vulgar":
                word = unicodedata.normalize("NFKC", word).replace("⁄", "/")
            case "greek":
                kind, word = "word", GREEK[found["greek"]]
            case "function":
                kind, word = "word", found["function"]
            case "prime":
                kind = word = "′"
            case "letter":
                kind = "word"
        blank = found.start() > 0 and text[found.start() - 1].isspace()
        yield Token(kind, word, found.start(), found.end(), blank)
