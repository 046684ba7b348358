"""Labelled values as bars, as a line or as a pie; all of them are shown."""

from enum import StrEnum
from typing import Final, Self

from pydantic import Field, model_validator

from media.scenes.builder import Builder
from media.scenes.charts import bars, line, pie
from media.scenes.charts.rows import Row, Rows
from media.scenes.locale import Locale
from media.scenes.page import Page

MOST: Final = 12
_WHOLE: Final = 100


class Kind(StrEnum):
    """How the values are drawn."""

    BAR = "bar"
    LINE = "line"
    PIE = "pie"


class Chart(Builder):
    """The rows in their order, and the unit of all values. ``subject`` is what the values are of."""

    rows: tuple[Row, ...] = Field(min_length=2, max_length=MOST)
    unit: str = Field("", max_length=12)
    subject: str = Field("", max_length=80)
    drawn_as: Kind = Kind.BAR

    @model_validator(mode="after")
    def _is_a_whole(self) -> Self:
        if self.drawn_as is Kind.PIE and (min(self.data.values) < 0 or self.data.total == 0):
            raise ValueError("rows: a pie's values are not negative and not all zero; draw them as bars.")
        if self.drawn_as is Kind.PIE and self.unit in {"%", "％"} and abs(self.data.total - _WHOLE) > 1:
            raise ValueError("rows: the shares of a whole are 100% together; draw others as bars.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:
        """Four months."""
        months = locale.say("1月,2月,3月,4月", "一月,二月,三月,四月", "January,February,March,April").split(
            ","
        )
        rows = [
            Row.model_validate({"label": month, "value": value})
            for month, value in zip(months, (120, 150, 90, 210), strict=True)
        ]
        unit = locale.say("万円", "萬元", "million")
        return cls(rows=tuple(rows), unit=unit, subject=locale.say("売上", "銷售額", "Sales"))

    @property
    def data(self) -> Rows:
        """The rows, and what is so of them."""
        return Rows(self.rows, self.unit)

    def heading(self, locale: Locale) -> str:
        """What the values are of."""
        if self.subject:
            return self.subject
        if self.drawn_as is Kind.LINE:
            return locale.say("値の移り変わり", "數值的變化", "How the values change")
        if self.drawn_as is Kind.PIE:
            return locale.say("全体に占める割合", "占整體的比例", "Shares of the whole")
        return locale.say("値を比べる", "比較數值", "The values compared")

    def draw(self, page: Page) -> None:
        """As the kind of chart does."""
        {Kind.BAR: bars, Kind.LINE: line, Kind.PIE: pie}[self.drawn_as].draw(page, self.data)
