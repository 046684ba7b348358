"""The inscribed angle: over one arc it is the same everywhere on the circle, and half the central angle."""

from fractions import Fraction
from typing import Annotated, Final, Self

from pydantic import Field

from media.scenes.builder import Builder
from media.scenes.exact import Number, written
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.quantities import facts
from media.scenes.room import Point, two
from media.scenes.sketch import Sketch, around
from media.scenes.source import point

_PLACES: Final = (0.3, 0.5, 0.72)
"""Where on the other arc the corner stands, as shares of it."""


class InscribedAngle(Builder):
    """The central angle over the arc, in degrees; 180 is Thales' theorem."""

    central: Annotated[Number, Field(ge=40, le=180)] = Fraction(110)

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """An arc of 110 degrees."""
        return cls()

    @property
    def inscribed(self) -> Fraction:
        """Half of it."""
        return self.central / 2

    def heading(self, locale: Locale) -> str:
        """The theorem."""
        if self.central == 180:  # noqa: PLR2004 - half a turn
            return locale.say("タレスの定理", "泰勒斯定理", "Thales' theorem")
        return locale.say("円周角の定理", "圓周角定理", "The inscribed angle theorem")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The circle and the arc, the central angle, and a corner that wanders."""
        picture, panel = two(page.stage, 0.6, beside=page.stage.wide)
        sketch, look = Sketch(page), page.look
        centre, radius = (picture.x, picture.y), min(picture.width, picture.height) / 2 - 0.35
        half = float(self.central) / 2
        a, b = around(centre, radius, 270 - half), around(centre, radius, 270 + half)
        sketch.disc("circle", centre, radius, look.muted, fill=0, stroke=4)
        sketch.arc("arc", centre, radius, 270 - half, 2 * half, look.hot, width=9)
        page.named("circle", "円", "圓", "the circle")
        page.named("arc", "弧", "弧", "the arc")
        ends = [self._mark(sketch, name, at, centre, radius) for name, at in (("A", a), ("B", b))]
        says = page.say("円の上に、弧 AB をとります。", "在圓上取一段弧 AB。", "On a circle, take an arc AB.")
        page.beat(
            "Create(circle)", "Create(arc)", *(f"FadeIn({name})" for name in ends), says=says, seconds=1.2
        )
        sketch.line("leg_a", centre, a, look.main)
        sketch.line("leg_b", centre, b, look.main)
        sketch.arc("central", centre, 0.28 * radius, 270 - half, 2 * half, look.main)
        page.named("central", "中心角", "圓心角", "the central angle")
        rows = [
            (
                "central_row",
                page.say("中心角 {a}°", "圓心角 {a}°", "central angle {a}°", a=written(self.central)),
                look.main,
            ),
            (
                "inscribed_row",
                page.say("円周角 {a}°", "圓周角 {a}°", "inscribed angle {a}°", a=written(self.inscribed)),
                look.done,
            ),
            ("half", f"{written(self.inscribed)}° = {written(self.central)}° ÷ 2", look.hot),
        ]
        shown = facts(page, panel, rows, across=False)
        says = page.say(
            "中心から A と B を見る中心角は {a}° です。",
            "從圓心看 A 和 B 的圓心角是 {a}°。",
            "Seen from the centre, A and B stand {a}° apart.",
            a=written(self.central),
        )
        page.beat("Create(leg_a)", "Create(leg_b)", "Create(central)", shown[0], says=says, seconds=1.2)
        rest = 360 - 2 * half
        corners = [around(centre, radius, 270 + half + rest * share) for share in _PLACES]
        for n, corner in enumerate(corners):
            self._corner(page, sketch, f"corner_{n}", corner, (a, b), 0.2 * radius)
        page.named("corner_0", "円周角", "圓周角", "the inscribed angle")
        says = page.say(
            "円の上の点 P から見ると {a}° です。",
            "從圓上的點 P 看是 {a}°。",
            "Seen from a point P of the circle they are {a}° apart.",
            a=written(self.inscribed),
        )
        page.beat("FadeIn(corner_0)", shown[1], says=says, seconds=1.2, pause=0.6)
        says = page.say(
            "P を動かしても、円周角は変わりません。",
            "移動 P，圓周角也不變。",
            "Wherever P is moved to on this side, the angle stays the same.",
        )
        page.beat("ReplacementTransform(corner_0, corner_1)", says=says, seconds=1.6)
        page.beat("ReplacementTransform(corner_1, corner_2)", seconds=1.6)
        says = page.say(
            "円周角は、いつも中心角の半分です。",
            "圓周角永遠是圓心角的一半。",
            "The inscribed angle is always half the central angle.",
        )
        if self.central == 180:  # noqa: PLR2004 - half a turn
            says = page.say(
                "弧が半円のとき、円周角はいつも直角です。",
                "弧是半圓時，圓周角永遠是直角。",
                "Over half a circle, the inscribed angle is always a right angle.",
            )
        page.beat(shown[2], says=says, pause=0.8)

    @staticmethod
    def _mark(sketch: Sketch, name: str, at: Point, centre: Point, radius: float) -> str:
        x, y = (
            centre[0] + (at[0] - centre[0]) * (1 + 0.28 / radius),
            centre[1] + (at[1] - centre[1]) * (1 + 0.28 / radius),
        )
        return sketch.label(f"mark_{name}", name, (x, y), 0.6, size=28, bold=True)

    @staticmethod
    def _corner(  # noqa: PLR0913, PLR0917 - what is drawn, and where
        page: Page, sketch: Sketch, name: str, at: Point, ends: tuple[Point, Point], radius: float
    ) -> None:
        look = page.look
        sketch.line(f"{name}_a", at, ends[0], look.done, width=5)
        sketch.line(f"{name}_b", at, ends[1], look.done, width=5)
        page.let(f"{name}_dot", "Dot", point(*at), color=look.done, radius="0.1")
        lines = f"Line({point(*at)}, {point(*ends[0])}), Line({point(*at)}, {point(*ends[1])})"
        page.let(f"{name}_angle", "Angle", lines, radius=f"{radius:.3f}", color=look.done)
        sketch.group(name, *(f"{name}_{part}" for part in ("a", "b", "dot", "angle")))
