"""English numbers in words."""

import re
from typing import Final

_SMALL: Final = (
    *(
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_LARGE: Final = (
    *(
        "",
        "thousand",
        "million",
        "billion",
        "trillion",
        "quadrillion",
        "quintillion",
        "sextillion",
        "septillion",
    ),
    *("octillion", "nonillion", "decillion"),
)
_ORDINALS: Final = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_DECIMAL_COMMA: Final = re.compile(r",\d{1,2}$")
_LONGEST: Final = 3 * len(_LARGE)
"""Figures; a longer number is read figure by figure."""

ROMAN_FIGURES: Final = r"(?P<roman>(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(?![\w-])"
"""The pattern of a Roman number as the group ``roman``."""
_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def cardinal(number: int) -> str:
    """``1536`` as "one thousand five hundred thirty-six"; it has at most 36 figures."""
    if number < 1_000:  # noqa: PLR2004
        return _below_thousand(number)
    words = []
    for name in _LARGE:
        number, part = divmod(number, 1_000)
        if part:
            words.append(f"{_below_thousand(part)} {name}".strip())
    return " ".join(reversed(words))


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = [f"{_SMALL[hundreds]} hundred"] if hundreds else []
    if rest or not hundreds:
        tens, ones = divmod(rest, 10)
        words.append(
            _SMALL[rest] if rest < len(_SMALL) else "-".join((_TENS[tens], *([_SMALL[ones]] if ones else [])))
        )
    return " ".join(words)


def number(figures: str) -> str:
    """A number as it is written: ``1,536``, ``3.14``, ``3,5``, ``.5``, ``007``, with any sign for minus."""
    if figures[:1] in "-−–+" and figures:
        return f"{'plus' if figures[0] == '+' else 'minus'} {number(figures[1:])}"
    whole, _, decimals = with_point(figures).replace(",", "").replace(" ", "").partition(".")
    if len(whole) > _LONGEST or (len(whole) > 1 and whole.startswith("0")):
        words = digits(whole)
    else:
        words = cardinal(int(whole or "0"))
    return f"{words} point {digits(decimals)}" if decimals else words


def with_point(figures: str) -> str:
    """A number with a decimal point, where it has a decimal comma: ``3,5``, ``1.234,56``."""
    return figures.replace(".", "").replace(",", ".") if _DECIMAL_COMMA.search(figures) else figures


def digits(figures: str) -> str:
    """Figure by figure; whatever is no figure is a blank."""
    return " ".join(_SMALL[int(figure)] for figure in figures if figure.isdecimal())


def ordinal(number: int) -> str:
    """``22`` as "twenty-second"."""
    return _ordinal(cardinal(number))


def _ordinal(words: str) -> str:
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[cut:]
    if last in _ORDINALS:
        return words[:cut] + _ORDINALS[last]
    return f"{words[:cut]}{last[:-1]}ieth" if last.endswith("y") else f"{words}th"


def year(number: int) -> str:
    """``1990`` as "nineteen ninety", ``2005`` as "two thousand five"."""
    century, rest = divmod(number, 100)
    if number < 1_000 or (century % 10 == 0 and rest < 10):  # noqa: PLR2004
        return cardinal(number)
    if not rest:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {'oh ' if rest < 10 else ''}{cardinal(rest)}"  # noqa: PLR2004


def short(figures: str) -> str:
    """A number as names of things have it: "seven forty-seven", "three twenty"."""
    if figures.startswith("0"):
        return digits(figures)
    if len(figures) == 4 and figures[2:] != "00":  # noqa: PLR2004
        return year(int(figures))
    if len(figures) == 3 and figures[1:] != "00":  # noqa: PLR2004
        return f"{cardinal(int(figures[0]))} {'oh ' if figures[1] == '0' else ''}{cardinal(int(figures[1:]))}"
    return number(figures)


def plural(words: str) -> str:
    """Several of what a word names: "nineties", "sixes"."""
    if words.endswith("y"):
        return f"{words[:-1]}ies"
    return words + ("es" if words.endswith(("x", "s", "ch")) else "s")


def fraction(above: int, below: int) -> str:
    """``3/4`` as "three quarters", ``1/2`` as "one half", ``5/32`` as "five thirty-seconds"."""
    one = {2: "half", 4: "quarter"}.get(below) or ordinal(below)
    if above == 1:
        return f"one {one}"
    return f"{cardinal(above)} {'halves' if below == 2 else one + 's'}"  # noqa: PLR2004


def roman(figures: str) -> int:
    """The value of a number in Roman figures."""
    values = [_VALUES[figure] for figure in figures]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
