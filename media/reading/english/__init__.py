"""How English is read."""

from typing import Final

from media.reading.rules import Rule, constant

RULES: Final[tuple[Rule, ...]] = (constant(r"\s*&&?\s*", " and "),)
