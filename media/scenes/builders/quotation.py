"""A text that stands as it is, set large, and below it where it is from."""

from typing import Final, Self

from pydantic import Field

from language.reading import reading_seconds
from media.scenes.builder import Builder
from media.scenes.locale import Locale, translations
from media.scenes.page import READING_SHARE, Page
from media.scenes.room import whole
from media.scenes.source import number
from media.scenes.text import fitted, height, wrap

_SIZES: Final = (60, 52, 46, 40, 36, 32, 28, 24)
_TEXT: Final = translations(
    "古池や 蛙飛びこむ 水の音",
    "不積跬步，無以至千里。",
    "If I have seen further, it is by standing on the shoulders of giants.",
)
_SOURCE: Final = translations("松尾芭蕉", "《荀子・勸學》", "Isaac Newton, 1675")


class Quotation(Builder):
    """The ``text``, word for word, and its ``source``: who said it, or where it stands."""

    text: str = Field(min_length=1, max_length=320)
    source: str = Field("", max_length=80)

    @classmethod
    def example(cls, locale: Locale) -> Self:
        """A sentence that is known in the locale's language."""
        return cls(text=locale.text(_TEXT), source=locale.text(_SOURCE))

    def heading(self, locale: Locale) -> str:  # noqa: ARG002
        """None: the text stands alone."""
        return ""

    def draw(self, page: Page) -> None:
        """The text line by line, as fast as it is read; then the source."""
        look = page.look
        room = whole(page.stage).inside(0.5)
        high = room.height - (1.9 if self.source else 1.1)
        size = fitted([self.text], room.width, high, _SIZES) or _SIZES[-1]
        lines = wrap(self.text, room.width, size)
        pitch = height(2, size) - height(1, size)
        whole_height = pitch * (len(lines) - 1)
        middle = room.y + (0.35 if self.source else 0)
        for index, words in enumerate(lines, 1):
            page.text(f"line_{index}", words, size, room.width, bold=True)
            page.place(f"line_{index}", room.x, middle + whole_height / 2 - pitch * (index - 1))
        names = [f"line_{index}" for index in range(1, len(lines) + 1)]
        page.let("quotation", "VGroup", *names)
        page.named("quotation", "引用", "引文", "the quotation")
        page.let("bar", "Line", "LEFT * 1.2", "RIGHT * 1.2", color=look.main, stroke_width="6")
        page.place("bar", room.x, middle + whole_height / 2 + height(1, size) / 2 + 0.55)
        seconds = max(1.2, READING_SHARE * reading_seconds(self.text))
        appear = (
            f"LaggedStart(*(FadeIn(line, shift=UP * 0.2) for line in quotation), lag_ratio={number(0.8)})"
        )
        page.beat("Create(bar)", appear, says=self.text, seconds=seconds, reads=self.text)
        if self.source:
            page.text("source", f"— {self.source}", 32, room.width, rows=2, color=look.hot, centered=True)
            page.place("source", room.x, middle - whole_height / 2 - height(1, size) / 2 - 0.8)
            page.named("source", "出典", "出處", "the source")
            page.beat("FadeIn(source, shift=UP * 0.2)", says=self.source, seconds=0.9, reads=self.source)
