"""Amounts as they are written, and what stands around them: what the rules for numbers share."""

import re
import unicodedata
from typing import Final

from media.reading.english.numbers import cardinal, fraction, number
from media.reading.rules import before, pairs

_VULGAR: Final = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
_MEASURED: Final = (
    r"(?=\s?(?:[%‰°€$£µμΩ]|[kcmMGT]?(?:m|g|W|Hz|V|A|L|l|B|Wh|Pa)(?!\w)|(?:km/h|min|kcal|h|ha|t)\b|"
    r"(?:million|billion|thousand|percent|euros?|dollars|degrees|(?:kilo|centi|milli)?(?:met(?:er|re)|gram|lit(?:er|re)))s?\b))"
)
"""What makes a decimal of figures behind a comma, which by themselves are two numbers: 3,5 kg."""
FIGURES: Final = (
    rf"(?:\d{{1,3}}(?:\.\d{{3}})+,\d{{1,2}}(?![\d,])|\d+,\d{{1,2}}(?![\d,]){_MEASURED}|"
    r"(?:(?<=€)|(?<=€ ))\d+,\d\d(?![\d,])|"
    r"\d{1,3}(?: 000)+(?![\d ]*\d)|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]*\d)|\d+(?:\.\d+)?|(?<!\w)\.\d+)"
)
AMOUNT: Final = (
    rf"(?:\d+[ -]\d{{1,2}}/\d{{1,3}}(?![\d/])|\d{{1,3}}/\d{{1,3}}(?![\d/])|(?:\d+ ?)?[{_VULGAR}]|{FIGURES})"
)
"""``5``, ``1,234.5``, ``1/2``, ``2 1/2``, ``2½``."""
SIGN: Final = r"(?:(?<![^\s(\[{\"'“‘=,:;~≈])[-−–](?=[\d.$€£¥½⅓¼]))"
"""A minus before a number: no letter, figure or parenthesis stands before it."""
BEGIN: Final = r"(?<![\w.,/])(?<!\d[-–])"
"""No longer word or number goes on here."""
TO: Final = r"(?:\s?[–—~〜～]\s?|-| - )"
"""Between the ends of a range."""
LARGE: Final = pairs(
    "k:thousand,K:thousand,thousand:thousand,m:million,M:million,mn:million,mm:million,MM:million,"
    "mil:million,million:million,b:billion,B:billion,bn:billion,billion:billion,t:trillion,T:trillion,"
    "tn:trillion,trillion:trillion,hundred:hundred"
)
_MIXED: Final = re.compile(rf"(?:(\d+)[ -])?(\d+)/(\d+)|(?:(\d+) ?)?([{_VULGAR}])")
_OWNER: Final = re.compile(
    r"\b(?:an?|the|this|that|each|every|another|one|my|your|his|her|our|their|its|[A-Z]\w+['’]s)\s+$",
    re.IGNORECASE,
)
_NOUN: Final = re.compile(
    r"-[a-z]|\s+(?!(?:of|is|are|was|were|and|or|in|on|at|to|from|for|per|by|with|than|as|each|before|after|but|when|if|"
    r"that|which|who|above|below|more|less|long|wide|high|tall|deep|thick|away|ago|later|apart|total|left|he|she|it|we|"
    r"you|they|had|has|have|will|would|can|could|may|might|must|should|so|then|because|while|until|into|over|under|"
    r"through|about|around|he|i|did|does|do|went|goes|makes?|made|came|comes?|vs|plus|minus|times)\b)[a-z]"
)
_LARGEST_DENOMINATOR: Final = 20
_TENS: Final = (100, 1_000, 10_000)
"""Denominators that are read as fractions too, whatever is above them."""


def words(amount: str) -> str:
    """An amount in words: "two and one half"."""
    mixed = _MIXED.fullmatch(amount)
    if not mixed:
        return number(amount)
    if mixed[5]:
        whole, above, below = mixed[4], *_vulgar(mixed[5])
    else:
        whole, above, below = mixed[1], int(mixed[2]), int(mixed[3])
    part = part_of(above, below)
    return f"{number(whole)} and {'a half' if part == 'one half' else part}" if whole else part


def part_of(above: int, below: int) -> str:
    """A fraction in words: "three quarters", "twenty-two over seven"."""
    is_named = (1 < below <= _LARGEST_DENOMINATOR and above <= _LARGEST_DENOMINATOR) or below in _TENS
    return fraction(above, below) if is_named else f"{cardinal(above)} over {cardinal(below)}"


def _vulgar(character: str) -> tuple[int, int]:
    above, _, below = unicodedata.normalize("NFKC", character).partition("⁄")
    return int(above), int(below)


def is_several(amount: str) -> bool:
    """Whether a unit behind it is in the plural: two meters, zero point five meters; one half meter."""
    mixed = _MIXED.fullmatch(amount)
    if mixed:
        return bool(mixed[1] or mixed[4] or int(mixed[2] or 0) > int(mixed[3] or 1))
    return amount != "1"


def signed(sign: str | None, words_: str) -> str:
    """The words, after minus if there is a sign."""
    return f"minus {words_}" if sign else words_


def is_adjective(found: re.Match[str]) -> bool:
    """Whether a sum or quantity says what kind of thing the noun behind it names: a 9 V battery."""
    return bool(_OWNER.search(before(found)) and _NOUN.match(found.string, found.end()))
