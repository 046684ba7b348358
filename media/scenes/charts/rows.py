"""The rows of a chart, and what is exactly so of them."""

from dataclasses import dataclass
from fractions import Fraction

from pydantic import Field

from contracts.model import Model
from media.scenes.amounts import Amount, with_unit
from media.scenes.locale import Locale


class Row(Model):
    """A value and what it is of."""

    label: str = Field(min_length=1, max_length=40)
    value: Amount


@dataclass(frozen=True)
class Rows:
    """All rows in their order, and the unit of their values."""

    rows: tuple[Row, ...]
    unit: str

    @property
    def values(self) -> tuple[Fraction, ...]:
        """The values in their order."""
        return tuple(Fraction(row.value) for row in self.rows)

    @property
    def largest(self) -> tuple[int, ...]:
        """The places of the largest value."""
        return tuple(place for place, value in enumerate(self.values) if value == max(self.values))

    @property
    def smallest(self) -> tuple[int, ...]:
        """The places of the smallest value."""
        return tuple(place for place, value in enumerate(self.values) if value == min(self.values))

    @property
    def total(self) -> Fraction:
        """The sum of all values."""
        return sum(self.values, Fraction())

    def names(self, places: tuple[int, ...], locale: Locale) -> str:
        """What the values at those places are of."""
        return locale.enumerated(self.rows[place].label for place in places)

    def written(self, value: Fraction) -> str:
        """A value with its unit."""
        return with_unit(value, self.unit)

    def told_extreme(self, places: tuple[int, ...], locale: Locale, *, largest: bool) -> str:
        """The line about the largest or the smallest value."""
        values = {"name": self.names(places, locale), "v": self.written(self.values[places[0]])}
        if len(places) > 1:
            if largest:
                return locale.say(
                    "最も大きいのは{name}で、どれも {v} です。",
                    "最大的是{name}，都是 {v}。",
                    "The largest are {name}, each with {v}.",
                    **values,
                )
            return locale.say(
                "最も小さいのは{name}で、どれも {v} です。",
                "最小的是{name}，都是 {v}。",
                "The smallest are {name}, each with {v}.",
                **values,
            )
        if largest:
            return locale.say(
                "最も大きいのは{name}の {v} です。",
                "最大的是{name}：{v}。",
                "The largest is {name} with {v}.",
                **values,
            )
        return locale.say(
            "最も小さいのは{name}の {v} です。",
            "最小的是{name}：{v}。",
            "The smallest is {name} with {v}.",
            **values,
        )

    def told_equal(self, locale: Locale) -> str:
        """The line where no value is larger than another."""
        return locale.say(
            "値はすべて同じ {v} です。",
            "所有的值都一樣：{v}。",
            "All values are the same: {v}.",
            v=self.written(self.values[0]),
        )

    def counted(self, count_ja: str, count_zh: str, count_en: str, locale: Locale) -> str:
        """The opening line, with the unit of the values."""
        said = locale.say(count_ja, count_zh, count_en, n=len(self.rows))
        if not self.unit:
            return said
        return said + locale.say("単位は{u}です。", "單位是{u}。", " The unit is {u}.", u=self.unit)
