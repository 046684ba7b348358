"""The opening: the title, and below it what the animation is about."""

from typing import Self

from pydantic import Field

from media.scenes.builder import Builder
from media.scenes.locale import Locale, translations
from media.scenes.page import Page

_TITLE = translations("三平方の定理", "畢氏定理", "The Pythagorean theorem")
_LEAD = translations("直角三角形の 3 辺の関係", "直角三角形三邊的關係", "The three sides of a right triangle")


class Title(Builder):
    """``lead`` stands below the title."""

    title: str = Field(min_length=1, max_length=200)
    lead: str = Field("", max_length=200)

    @classmethod
    def example(cls, locale: Locale) -> Self:
        """The opening of a known topic."""
        return cls(title=locale.text(_TITLE), lead=locale.text(_LEAD))

    def heading(self, locale: Locale) -> str:  # noqa: ARG002
        """None: the title is the heading."""
        return ""

    def draw(self, page: Page) -> None:
        """The title, a line and the lead."""
        look, room = page.look, page.stage.width - 0.6
        rows = 2 if page.stage.wide else 4
        page.text(
            "title", self.title, 60 if page.stage.wide else 52, room, rows=rows, bold=True, centered=True
        )
        page.place("title", 0, 0.6)
        page.let("line", "Line", "LEFT * 2.2", "RIGHT * 2.2", color=look.main, stroke_width="6")
        page.do("line.next_to", "title", "DOWN", buff="0.4")
        page.let("dots", "VGroup", *(f"Dot(radius=0.09, color={color})" for color in look.accents[:3]))
        page.do("dots.arrange", "RIGHT", buff="0.3")
        page.do("dots.next_to", "title", "UP", buff="0.55")
        page.beat("Write(title)", "FadeIn(dots, shift=DOWN * 0.3)", seconds=1.2)
        closing = ["Create(line)"]
        if self.lead:
            page.text("lead", self.lead, 32, room, rows=3, color=look.muted, centered=True)
            page.do("lead.next_to", "line", "DOWN", buff="0.4")
            closing.append("FadeIn(lead, shift=UP * 0.2)")
        page.beat(*closing, seconds=0.8, reads=self.title)
