"""How English is read."""

from typing import Final

from media.reading.english.mathematics import read_formulas
from media.reading.rules import Rule, constant

RULES: Final[tuple[Rule, ...]] = (read_formulas, constant(r"\s*&&?\s*", " and "))
