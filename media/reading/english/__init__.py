"""How English is read. The rules stand in the order in which they are tried."""

from typing import Final

from language.tags import region
from media.reading.english.abbreviations import ABBREVIATIONS
from media.reading.english.addresses import ADDRESSES
from media.reading.english.british import with_and
from media.reading.english.codes import CODES
from media.reading.english.counting import COUNTING, MOLECULES, ROMAN
from media.reading.english.dates import BARE_YEAR, dates
from media.reading.english.mathematics import read_formulas
from media.reading.english.money import MONEY
from media.reading.english.quantities import DIMENSIONS, FEET, QUANTITIES
from media.reading.english.signs import SIGNS
from media.reading.english.times import TIMES
from media.reading.rules import Rule

_AMERICAN: Final = frozenset({None, "US", "PH"})
"""Where 3/4/2025 is a day in March, and 105 one hundred five."""


def _rules(*, day_first: bool) -> tuple[Rule, ...]:
    return (
        *ADDRESSES,
        *CODES,
        *dates(day_first=day_first),
        *TIMES,
        *MONEY,
        FEET,
        DIMENSIONS,
        MOLECULES,
        read_formulas,
        *QUANTITIES,
        *ABBREVIATIONS,
        *ROMAN,
        BARE_YEAR,
        *COUNTING,
        *SIGNS,
    )


_RULES: Final = {False: _rules(day_first=False), True: tuple(map(with_and, _rules(day_first=True)))}


def rules(language: str) -> tuple[Rule, ...]:
    """The rules for English as it is written in a tag's region."""
    return _RULES[region(language) not in _AMERICAN]
