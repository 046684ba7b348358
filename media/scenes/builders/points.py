"""The sender's own points, one by one: for text of which nothing can be drawn."""

from typing import Annotated, Final, Literal, Self

from pydantic import Field

from media.scenes.builder import Builder
from media.scenes.locale import Locale, translations
from media.scenes.page import Page
from media.scenes.rows import tell_rows

Point = Annotated[str, Field(min_length=1, max_length=200)]

_TITLE: Final = translations("地震のとき", "地震時", "In an earthquake")
_POINTS: Final = (
    translations("机の下で頭を守る", "躲到桌下，保護頭部", "Take cover under a table and protect your head"),
    translations("揺れがおさまるまで動かない", "搖晃停止前不要移動", "Stay there until the shaking stops"),
    translations("火を消し、出口を確保する", "關火並確保出口", "Turn off the stove and keep a way out"),
)


class Points(Builder):
    """``title`` stands above them; ``marks`` are numbers where the order counts, ticks where it does not."""

    title: str = Field("", max_length=120)
    points: tuple[Point, ...] = Field(min_length=1, max_length=10)
    marks: Literal["numbers", "ticks"] = "numbers"

    @classmethod
    def example(cls, locale: Locale) -> Self:
        """Three points to remember."""
        return cls(title=locale.text(_TITLE), points=tuple(map(locale.text, _POINTS)), marks="ticks")

    def heading(self, locale: Locale) -> str:
        """The title."""
        return self.title or locale.say("要点", "重點", "The points")

    def draw(self, page: Page) -> None:
        """A row for each point."""
        tell_rows(page, self.points, "point", ticks=self.marks == "ticks")
