"""Chinese, in simplified or traditional characters.

The rules are written in simplified characters: what they look at is converted, character by character, and
for traditional Chinese so is what they say.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from language.chinese import simplified, traditional
from language.tags import region, writing_system
from media.reading.chinese.calendar import CALENDAR
from media.reading.chinese.codes import ADDRESSES, MODELS, SERIALS, calls
from media.reading.chinese.quantities import NUMBERS, PARTS, RATIOS, quantities
from media.reading.eastern import seen
from media.reading.rules import Claim, Rule

_TRADITIONAL: Final = "Hant"


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
        for claim in rule(simplified(seen(text))):
            yield Claim(claim.start, claim.end, traditional(claim.spoken) if hant else claim.spoken)

    return converted
