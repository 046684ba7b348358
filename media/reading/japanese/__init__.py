"""Japanese.

Figures stay figures, with the words for the signs around them: how they sound depends on what they count
(3本, 20日, 1人), and who turns Japanese into sounds knows that by its dictionary.
"""

from collections.abc import Iterator
from typing import Final

from media.reading.eastern import seen
from media.reading.japanese.calendar import CALENDAR
from media.reading.japanese.codes import ADDRESSES, CALLS, LETTERS
from media.reading.japanese.quantities import NUMBERS, QUANTITIES
from media.reading.rules import Claim, Rule


def _narrow(rule: Rule) -> Rule:
    """The rule, for text that may be in characters of full width."""

    def found(text: str) -> Iterator[Claim]:
        yield from rule(seen(text))

    return found


RULES: Final[tuple[Rule, ...]] = tuple(
    _narrow(rule) for rule in (*ADDRESSES, *CALENDAR, *CALLS, *QUANTITIES, *LETTERS, *NUMBERS)
)
