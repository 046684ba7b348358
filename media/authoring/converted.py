"""What the quantities of a text are in other units: 2 h 30 min are 2.5 hours and 150 minutes."""

import re
from fractions import Fraction
from typing import Final

from media.authoring.filling.conversion import SIGNS, UNIT
from media.authoring.reading.measures import NUMBER, value
from media.scenes.builders.conversion import UNITS

_QUANTITY: Final = re.compile(rf"(?P<value>{NUMBER})\s*-?\s*(?P<unit>{UNIT})(?![A-Za-z/²³^])", re.IGNORECASE)
_KINDS: Final = frozenset({"length", "mass", "time", "speed"})


def in_other_units(text: str) -> dict[int, set[Fraction]]:
    """By the place where a number with a unit stands, what the same quantity is in each unit of its kind.

    A duration of several parts, "2 hours 30 minutes", is also one. The number itself is always among them.
    """
    found = [
        (one, UNITS[SIGNS[one["unit"].lower()]])
        for one in _QUANTITY.finditer(text)
        if UNITS[SIGNS[one["unit"].lower()]].kind in _KINDS
    ]
    values: dict[int, set[Fraction]] = {}
    for one, unit in found:
        values[one.start("value")] = {
            value(one["value"]),
            *_each(unit.kind, value(one["value"]) * unit.factor),
        }
    durations = [(one, unit) for one, unit in found if unit.kind == "time"]
    for run in _runs(text, [one for one, _ in durations]):
        whole = sum(
            (value(one["value"]) * UNITS[SIGNS[one["unit"].lower()]].factor for one in run), Fraction(0)
        )
        for one in run:
            values[one.start("value")] |= _each("time", whole)
    return values


def _each(kind: str, amount: Fraction) -> set[Fraction]:
    return {amount / unit.factor for unit in UNITS.values() if unit.kind == kind}


def _runs(text: str, found: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    """Quantities with nothing or a joining word between them, together."""
    runs: list[list[re.Match[str]]] = []
    for one in found:
        if runs and re.fullmatch(r"\s*(?:and|と|又)?\s*", text[runs[-1][-1].end() : one.start()]):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs
