"""Figures in a text, as words: dates, times of day, telephone numbers, amounts of money, plain numbers."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

EXPRESSION = re.compile(
    r"""
      (?P<year>[0-9]{4})([-/])(?P<month>0?[1-9]|1[0-2])\2(?P<day>0?[1-9]|[12][0-9]|3[01])(?![0-9])
    | (?P<hour>[01]?[0-9]|2[0-3]):(?P<minute>[0-5][0-9])(:[0-5][0-9])?(?![0-9])
    | (?P<digits>\+?0[0-9]+([ -][0-9]+)*|[0-9]{16,})(?![0-9]|[.,][0-9])
    | ((?<![\w)])(?P<minus>[-−])(?=[$€£¥0-9]))?((?P<money>NT\$|US\$|[$€£¥])[ ]?)?
      (?P<amount>[0-9]+([.,][0-9]+)*)
      (?P<after>[ ]?(%|℃|°C|[€£](?!\w))|(er|re|ère|e|ème|º|ª)(?!\w))?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Manner:
    """How a language reads figures; every function gets figures as ``12`` or ``3.14`` and gives words."""

    number: Callable[[str], str]
    date: Callable[[int, int, int], str]
    time: Callable[[int, int], str]
    minus: str
    units: Mapping[str, str]
    """Words around an amount, by its sign: ``{"%": "{} percent"}``."""
    ordinals: Mapping[str, Callable[[str], str]] = field(default_factory=dict)


def in_words(found: re.Match[str], manner: Manner) -> str:
    """What was found by ``EXPRESSION``, in words."""
    if found["year"]:
        return manner.date(int(found["year"]), int(found["month"]), int(found["day"]))
    if found["hour"]:
        return manner.time(int(found["hour"]), int(found["minute"]))
    if found["digits"]:
        return _one_by_one(found["digits"], manner)
    number = _plain(found["amount"])
    after = (found["after"] or "").strip()
    if after in manner.ordinals:
        return manner.ordinals[after](number)
    words = _cardinal(number, manner)
    if found["minus"]:
        words = f"{manner.minus} {words}"
    for sign in (found["money"], after):
        words = manner.units.get(sign or "", "{}").format(words)
    return words


def _cardinal(number: str, manner: Manner) -> str:
    if not re.fullmatch(r"[0-9]{1,15}(\.[0-9]+)?", number):
        return _one_by_one(number, manner)
    return manner.number(number)


def _plain(amount: str) -> str:
    """The amount without points between thousands, and with a point before decimals."""
    return re.sub(r"\.(?=[0-9]{3}(?![0-9]))", "", amount).replace(",", ".")


def _one_by_one(figures: str, manner: Manner) -> str:
    return " ".join(manner.number(figure) for figure in figures if figure.isdigit())
