"""Dates as far as they are known: a year before or after Christ, a month, a day; and the time between two."""

import re
from calendar import month_abbr
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import Final, Self

from media.scenes.locale import Locale

_DATE: Final = re.compile(r"(-?\d{1,6})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_MONTHS: Final = 12
_PLAIN_YEAR: Final = 1000
"""From here on a number is a year by itself."""
_MANY_DAYS: Final = 99
_DAYS_IN_YEAR: Final = 365.2425


@total_ordering
@dataclass(frozen=True)
class When:
    """``year`` is negative before Christ; there is no year 0. ``month`` and ``day`` are 0 where not known."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def read(cls, text: str) -> Self:
        """From ``-44``, ``1969``, ``1969-07`` or ``1969-07-20``. Raises ValueError."""
        match = _DATE.fullmatch(text.strip().replace("−", "-"))
        if not match:
            raise ValueError(
                f"“{text}” is no date: write a year, 1969-07 or 1969-07-20, years BC with a minus."
            )
        year, month, day = (int(part or 0) for part in match.groups())
        if year == 0:
            raise ValueError("There is no year 0: after 1 BC comes AD 1.")
        if month and not 1 <= year <= date.max.year:
            raise ValueError(f"“{text}”: months and days are known from the year 1 on.")
        if month:
            date(year, month, day or 1)  # raises in words where there is no such day
        return cls(year, month, day)

    def __lt__(self, other: "When") -> bool:
        return self.position < other.position

    @property
    def position(self) -> float:
        """Years since the beginning of AD 1."""
        if not self.month:
            return self.year - 1 if self.year > 0 else self.year
        return (date(self.year, self.month, self.day or 1).toordinal() - 1) / _DAYS_IN_YEAR

    def written(self, locale: Locale, *, with_era: bool) -> str:
        """As people write it; ``with_era`` says AD of early years, where years BC stand beside them."""
        if self.year < 0:
            return locale.say("紀元前{y}年", "西元前{y}年", "{y} BC", y=-self.year)
        if not self.month:
            if with_era and self.year < _PLAIN_YEAR:
                return locale.say("西暦{y}年", "西元{y}年", "AD {y}", y=self.year)
            return locale.say("{y}年", "{y}年", "{y}", y=self.year)
        values = {"y": self.year, "m": self.month, "d": self.day, "name": month_abbr[self.month]}
        if not self.day:
            return locale.say("{y}年{m}月", "{y}年{m}月", "{name} {y}", **values)
        return locale.say("{y}年{m}月{d}日", "{y}年{m}月{d}日", "{d} {name} {y}", **values)

    def until(self, later: "When", locale: Locale) -> str:
        """How much later another date is: in years, in months or in days, as far as both are known."""
        if self.day and later.day:
            days = date(later.year, later.month, later.day) - date(self.year, self.month, self.day)
            if days.days <= _MANY_DAYS:
                return _later(locale, days.days, "日", "天", "day")
        if self.month and later.month:
            months = (later.year - self.year) * _MONTHS + later.month - self.month
            part = bool(self.day and later.day and later.day != self.day)
            if part and later.day < self.day:
                months -= 1
            if months < 2 * _MONTHS:
                return _later(locale, months, "か月", "個月", "month", more=part)
            return _later(locale, months // _MONTHS, "年", "年", "year", more=part or bool(months % _MONTHS))
        years = later.year - self.year - (1 if self.year < 0 < later.year else 0)
        return _later(locale, years, "年", "年", "year")


def _later(  # noqa: PLR0913 - a word in each language
    locale: Locale, count: int, ja: str, zh: str, en: str, *, more: bool = False
) -> str:
    if count == 0 and not more:
        same = {
            "year": ("同じ年", "同一年", "in the same year"),
            "month": ("同じ月", "同一個月", "in the same month"),
        }
        return locale.say(*same.get(en, ("同じ日", "同一天", "on the same day")))
    values = {"n": count, "s": "" if count == 1 else "s"}
    if more:
        return locale.say(f"{{n}}{ja}余り後", f"{{n}}{zh}多後", f"more than {{n}} {en}{{s}} later", **values)
    return locale.say(f"{{n}}{ja}後", f"{{n}}{zh}後", f"{{n}} {en}{{s}} later", **values)
