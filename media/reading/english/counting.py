"""Plain numbers: ordinals, fractions, ranges, ratios, Roman numerals, powers of ten, chemical formulas."""

import re
from typing import Final

from media.reading.english.amounts import AMOUNT, BEGIN, FIGURES, SIGN, TO, part_of, signed, words
from media.reading.english.numbers import (
    ROMAN_FIGURES,
    cardinal,
    digits,
    number,
    ordinal,
    plural,
    roman,
    short,
)
from media.reading.rules import Rule, before, behind, needing, rule

_ELEMENTS: Final = (
    "He|Li|Be|Ne|Na|Mg|Al|Si|Cl|Ar|Ca|Sc|Ti|Cr|Mn|Fe|Co|Ni|Cu|Zn|Ga|Ge|As|Se|Br|Kr|Rb|Sr|Zr|Nb|Mo|Ru|Rh|Pd|Ag|Cd|In|Sn|"
    "Sb|Te|Xe|Cs|Ba|La|Ce|Pt|Au|Hg|Tl|Pb|Bi|Po|Rn|Ra|Th|Pu|[HBCNOFPSKVYIWU]"
)
_SUBSCRIPTS: Final = str.maketrans("₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "01234567890123456789+-")
_MOST: Final = 25
"""Atoms of one element in a formula that people write: COP26 is none."""
_MOLECULES: Final = frozenset({"H2", "O2", "N2", "O3", "F2", "Cl2", "Br2", "I2"})
_RULERS: Final = (
    "Henry|Louis|George|Elizabeth|Charles|James|William|Edward|Richard|Paul|Pius|Philip|Napoleon|Nicholas|Catherine|"
    "Alexander|Frederick|Benedict|Francis|Leo|Peter|Ferdinand|Ivan|Ramesses|Ramses|Gregory|Innocent|Urban|Clement|"
    "Felipe|Carlos|Mary|Christian|Gustav|Harald|Haakon|Albert|Leopold|Wilhelm|Otto|Ptolemy|Cleopatra|Thutmose|"
    "Amenhotep|Seti|Darius|Xerxes|Mehmed|Selim|Murad|Alfonso|Sancho|Boniface|Julius|Sixtus|Margrethe|Baldwin|Umberto"
)
_PARTS: Final = (
    "Chapter|Part|Bowl|Act|Scene|Volume|Phase|Type|Class|Section|Article|Book|Stage|Level|Title|Grade|Appendix|Lesson|Unit|"
    "Figure|Table|War|Episode|Season|Division|Tier|Group|Factor|Mark|Round|chapter|part|act|scene|volume|phase|type|"
    "class|section|article|book|stage|level|grade|lesson|unit|figure|table|episode|season|division|tier|factor"
)
_SUFFIXES: Final = {"k": "thousand", "bn": "billion", "mn": "million", "tn": "trillion", "M": "million"}
_RATINGS: Final = re.compile(
    r"\b(?:rat(?:e|ed|ing)|scor(?:e|ed|es)|gave|gets?|got|give|stars?)\b[^.!?]{0,25}$", re.IGNORECASE
)


def _fraction(found: re.Match[str]) -> str | None:
    above, below = int(found["above"]), int(found["below"])
    following = behind(found)
    if (above, below) in ((24, 7), (9, 11), (7, 11), (50, 50)):
        return f"{cardinal(above)} {cardinal(below)}"
    is_rating = below in (5, 10, 100) and (
        _RATINGS.search(before(found)) or re.match(r"\s?stars?\b", following)
    )
    if is_rating or above == below:
        return f"{cardinal(above)} out of {cardinal(below)}"
    if not below:
        return None
    return part_of(above, below)


def _range(found: re.Match[str]) -> str:
    first, last = found["first"], found["last"]
    if first == last and not found["minus"]:
        return f"{words(first)} {words(last)}"
    if len(first) > 2 and first.isdecimal() and last.isdecimal() and int(first) > int(last):  # noqa: PLR2004
        return f"{short(first)} {short(last)}"  # a name: 747-400
    return f"{signed(found['minus'], words(first))} to {words(last)}"


def _difference(found: re.Match[str]) -> str:
    """A hyphen between blanks: a range if it goes up, else a difference."""
    sign = "to" if float(found["first"]) < float(found["last"]) else "minus"
    return f"{words(found['first'])} {sign} {words(found['last'])}"


def _molecule(found: re.Match[str]) -> str | None:
    symbols = re.findall(rf"({_ELEMENTS})([\d₀-₉]*)", found["symbols"])
    counts = [count.translate(_SUBSCRIPTS) for _, count in symbols]
    plain = found["symbols"].translate(_SUBSCRIPTS)
    is_written_low = plain != found["symbols"] or found["charge"]
    is_one = len(symbols) > 1 and symbols[0][0] != symbols[-1][0]
    if not (is_written_low or is_one or plain in _MOLECULES) or any(
        int(count or "1") > _MOST for count in counts
    ):
        return None
    said = [cardinal(int(found["coefficient"]))] if found["coefficient"] else []
    for (symbol, _), count in zip(symbols, counts, strict=True):
        said += [" ".join(symbol.upper()), *([cardinal(int(count))] if count else [])]
    if found["charge"]:
        figures, sign = re.fullmatch(r"(\d*)([+-])", found["charge"].translate(_SUBSCRIPTS)).groups()  # type: ignore[union-attr]
        said += [*([cardinal(int(figures))] if figures else []), {"+": "plus", "-": "minus"}[sign]]
    return " ".join(said)


def _plain(found: re.Match[str]) -> str:
    figures = found["figures"]
    is_code = len(figures) > 7 and figures.isdecimal() and not figures.endswith("000")  # noqa: PLR2004
    spoken = signed(found["minus"], digits(figures) if is_code else number(figures))
    return spoken + (" " if found.string[found.end() : found.end() + 1].isalpha() else "")


def _lettered(found: re.Match[str]) -> str:
    """``COVID-19``, ``A4``, ``mp3``, ``GPT-4``: letters, then a number."""
    following = behind(found)[:1]
    return f"{found['letters']} {short(found['figures'])}{' ' if following.isalpha() else ''}"


def _ten(found: re.Match[str]) -> str:
    exponent = int(found["exponent"].replace("−", "-"))
    power = f"{'minus ' if exponent < 0 else ''}{cardinal(abs(exponent))}"
    return f"{signed(found['minus'], number(found['figures']))} times ten to the power of {power}"


_MINUS: Final = rf"(?P<minus>{SIGN})?"

MOLECULES: Final = rule(
    rf"(?<![\w-])(?P<coefficient>\d+)?(?P<symbols>(?:\(?(?:{_ELEMENTS})\)?[\d₀-₉]*)+)(?P<charge>[⁰-⁹¹²³]*[⁺⁻])?(?![\w⁰-⁹])(?<=[\d₀-₉⁺⁻A-Za-z])",
    lambda found: (
        _molecule(found)
        if re.search("[0-9₀-₉⁺⁻]", found["symbols"] + (found["charge"] or "")) and "(" not in found[0]
        else None
    ),
)


def _by_name(found: re.Match[str]) -> str:
    return f"{found['name']}the {ordinal(roman(found['roman']))}"


def _by_number(found: re.Match[str]) -> str:
    return f"{found['name']}{cardinal(roman(found['roman']))}"


def _amount(found: re.Match[str]) -> str:
    return words(found["amount"]) + (" " if found.string[found.end() : found.end() + 1].isalpha() else "")


def _times(found: re.Match[str]) -> str:
    return f"{words(found['amount'])} times"


def _ratio(found: re.Match[str]) -> str:
    return f"{words(found['first'])} to {words(found['last'])}"


def _lines(found: re.Match[str]) -> str:
    """A picture's lines: 1080p."""
    return f"{short(found['figures'])} {found['mark'].upper()}"


def _shortened(found: re.Match[str]) -> str:
    return f"{signed(found['minus'], number(found['figures']))} {_SUFFIXES[found['large']]}"


ROMAN: Final[tuple[Rule, ...]] = needing(
    "[IVXLC]",
    rule(rf"\b(?P<name>(?:{_RULERS})\s){ROMAN_FIGURES}", _by_name),
    rule(rf"\b(?P<name>(?:{_PARTS})\s){ROMAN_FIGURES}", _by_number),
    rule(rf"\b(?P<name>(?!An?\b|The\b|I\b)[A-Z][a-z]+\s)(?=[IVX]{{2}}){ROMAN_FIGURES}", _by_number),
)
COUNTING: Final[tuple[Rule, ...]] = needing(
    r"\d|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒]",
    rule(
        rf"{BEGIN}(?P<ordinal>\d{{1,3}}(?:,\d{{3}})+|\d+)(?:st|nd|rd|th)(?!\w)",
        lambda found: ordinal(int(found["ordinal"].replace(",", ""))),
        re.IGNORECASE,
    ),
    rule(
        r"(?<!\w)10{1,3}s(?= of\b)", lambda found: plural(cardinal(int(found[0][:-1])).removeprefix("one "))
    ),
    rule(rf"{BEGIN}{_MINUS}(?P<figures>{FIGURES})[eE](?P<exponent>[-+−]?\d{{1,3}})(?!\w)", _ten),
    rule(rf"{BEGIN}(?P<amount>{AMOUNT})(?:[xX](?!\w)|\s?×(?!\s?[\w\ufffc]))", _times),
    rule(rf"{BEGIN}(?P<amount>\d+[ -]\d{{1,2}}/\d{{1,3}})(?![\w/])", _amount),
    rule(rf"{BEGIN}(?P<above>\d{{1,3}})[/⁄](?P<below>\d{{1,3}}|10+)(?:rds?|ths?|nds)?(?![\w/])", _fraction),
    rule(r"(?<![\w.,/])(?P<amount>(?:\d+ ?)?[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒])", _amount),
    rule(rf"{BEGIN}\d+(?::\d+){{2,}}(?![\w:])", lambda found: " to ".join(map(number, found[0].split(":")))),
    rule(rf"{BEGIN}(?P<first>\d+(?:\.\d+)?)\s?:\s?(?P<last>\d+(?:\.\d+)?)(?![\w:])", _ratio),
    rule(rf"{BEGIN}(?P<first>\d+(?:\.\d+)?) - (?P<last>\d+(?:\.\d+)?)(?!\w|\.\d)", _difference),
    rule(rf"{BEGIN}{_MINUS}(?P<first>{AMOUNT}){TO}(?P<last>{AMOUNT})(?![\w/])(?!-\d)", _range),
    rule(rf"{BEGIN}(?P<figures>\d{{3,4}})(?P<mark>[pi])(?!\w)", _lines),
    rule(
        rf"{BEGIN}{_MINUS}(?P<figures>{FIGURES})\s?(?P<large>k|bn|mn|tn|M)(?!\w| (?:run|race|walk))",
        _shortened,
    ),
    rule(
        r"(?<![\w.,])(?:\d{1,3}(?: 000)+|\d{1,3}(?: \d{3}){2,}|\d{1,3}(?:_\d{3})+)(?!\w|[.,]\d)",
        lambda found: number(re.sub("[ _]", "", found[0])),
    ),
    rule(
        r"(?<![\w.])(?:(?<!-)|(?=[A-Z]))(?P<letters>[A-Za-z]+)-?(?P<figures>\d+)(?![\d.]*\d|-\d|/)", _lettered
    ),
    rule(rf"(?<![\d.,]){_MINUS}(?P<figures>{FIGURES})", _plain),
    rule(r"\d+", lambda found: digits(found[0])),
)
