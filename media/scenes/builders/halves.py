"""A geometric series as areas of a square: each piece a fixed share of the last, and what they add up to."""

from fractions import Fraction
from typing import Final, Self

from pydantic import Field

from media.scenes.builder import Builder
from media.scenes.exact import written
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.quantities import facts
from media.scenes.room import Room, divided, two
from media.scenes.sketch import Sketch

_RATIO: Final = Fraction(1, 2)


class Halves(Builder):
    """How many terms of 1/2 + 1/4 + 1/8 … are drawn."""

    terms: int = Field(default=7, ge=3, le=10)

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Seven terms."""
        return cls()

    def total(self, terms: int) -> Fraction:
        """The sum of so many terms."""
        return 1 - _RATIO**terms

    def heading(self, locale: Locale) -> str:
        """The series."""
        return locale.say("無限等比級数", "無窮等比級數", "A geometric series")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """A square of area 1, filled half by half, and the sums."""
        picture, panel = two(page.stage, 0.55, beside=page.stage.wide)
        sketch, look = Sketch(page), page.look
        side = min(picture.width, picture.height) - 0.15
        free = Room.around(picture.x, picture.y, side, side)
        sketch.box("square", (free.x, free.y), (side, side), look.ink, fill=0, stroke=4)
        page.named("square", "正方形", "正方形", "the square")
        says = page.say("面積が 1 の正方形です。", "這是面積為 1 的正方形。", "A square with the area 1.")
        page.beat("Create(square)", says=says)
        rows = [
            (f"sum_{n}", f"{self._listed(n)} = {written(self.total(n), decimals=0)}", look.accent(n))
            for n in range(1, min(self.terms, 5) + 1)
        ]
        rows.append(("limit", "… → 1", look.hot))
        shown = facts(page, panel, rows, across=False)
        lines = (
            page.say("半分をぬると 1/2。", "塗滿一半是 1/2。", "One half of it is filled."),
            page.say(
                "残りの半分をぬると 1/4。",
                "再塗剩下的一半，是 1/4。",
                "Then half of what is left: a quarter.",
            ),
            page.say(
                "いつも残りの半分をぬるので、残りは半分ずつになります。",
                "每次塗剩下的一半，剩餘也減半。",
                "Always half of the rest: so the rest is halved each time.",
            ),
        )
        for n in range(1, self.terms + 1):
            part, free = divided(free, 2, beside=n % 2 == 1)
            sketch.box(
                f"part_{n}", (part.x, part.y), (part.width, part.height), look.accent(n), fill=0.55, stroke=2
            )
            drawn = [f"FadeIn(part_{n})"]
            if n <= 4:  # noqa: PLR2004 - later pieces have no room for words
                sketch.label(
                    f"part_name_{n}",
                    written(_RATIO**n, decimals=0),
                    (part.x, part.y),
                    part.width * 0.9,
                    size=34 - 3 * n,
                    bold=True,
                )
                drawn.append(f"FadeIn(part_name_{n})")
            if n < len(rows):
                drawn.append(shown[n - 1])
            page.beat(*drawn, says=lines[n - 1] if n <= len(lines) else None, seconds=0.9)
        page.named("part_1", "最初の半分", "第一個一半", "the first half")
        says = page.say(
            "{n} 項までの和は {s} です。足し続けると、限りなく 1 に近づきます。",
            "前 {n} 項的和是 {s}。一直加下去，無限接近 1。",
            "{n} terms make {s}. The more are added, the nearer the sum comes to 1.",
            n=self.terms,
            s=written(self.total(self.terms), decimals=0),
        )
        page.beat(shown[-1], f"Indicate(square, color={look.hot})", says=says, pause=0.8)

    @staticmethod
    def _listed(terms: int) -> str:
        parts = [written(_RATIO**n, decimals=0) for n in range(1, terms + 1)]
        return " + ".join(parts) if terms <= 3 else f"{parts[0]} + … + {parts[-1]}"  # noqa: PLR2004 - longer is too long
