"""Chinese, in simplified or traditional characters.

The rules are written in simplified characters: what they look at is converted, character by character, and
for traditional Chinese so is what they say.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from language.chinese import simplified, traditional
from language.tags import region, writing_system
from media.reading.chinese.calendar import CALENDAR
from media.reading.chinese.codes import ADDRESSES, MODELS, SERIALS, calls
from media.reading.chinese.quantities import NUMBERS, PARTS, RATIOS, quantities
from media.reading.rules import TAKEN, Claim, Rule

_TRADITIONAL: Final = "Hant"
# A comma of full width stands between two things, an ordinary one may stand within a number.
_NARROW: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code != ord("，")}
_NARROW.update({0x3000: 0x20, 0x00B5: 0x03BC, 0x2126: 0x03A9})  # the blank, micro and ohm
_FIGURES_IN_ENGLISH: Final = re.compile(r"(?<=[A-Za-z]{2}[ ,])[\d.,%$€£/: -]*\d[\d.,%/: -]*(?= [A-Za-z]{2})")


def rules(language: str) -> Sequence[Rule]:
    """The rules of Chinese as a tag names it: ``zh-TW`` has other words for some things than ``zh-CN``."""
    hant = writing_system(language) == _TRADITIONAL
    return _rules(hant=hant, taiwan=hant and region(language) not in ("HK", "MO"))


@cache
def _rules(*, hant: bool, taiwan: bool) -> Sequence[Rule]:
    rules = (
        *ADDRESSES,
        *CALENDAR,
        *calls("一" if hant else "幺"),
        *SERIALS,
        *quantities(taiwan=taiwan),
        *PARTS,
        *RATIOS,
        *MODELS,
        *NUMBERS,
    )
    return [_in_script(rule, hant=hant) for rule in rules]


def _in_script(rule: Rule, *, hant: bool) -> Rule:
    """The rule, for text in any characters, that says its words in those of the language."""

    def converted(text: str) -> Iterator[Claim]:
        for claim in rule(_seen(text)):
            yield Claim(claim.start, claim.end, traditional(claim.spoken) if hant else claim.spoken)

    return converted


def _seen(text: str) -> str:
    """The text as the rules see it, character for character; figures within English are left to English."""
    plain = simplified(text.translate(_NARROW))
    return _FIGURES_IN_ENGLISH.sub(lambda found: TAKEN * len(found[0]), plain)
