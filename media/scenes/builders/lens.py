"""A thin lens: three rays from the tip of a thing, and the image where they meet, or seem to."""

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from media.scenes.builder import Builder
from media.scenes.exact import Number, written
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.quantities import facts
from media.scenes.room import Point, Room, two
from media.scenes.sketch import Sketch
from media.scenes.source import point

_LARGEST: Final = 6
"""How many times larger than the thing, or farther than it, an image may be that is still drawn."""

Place = Callable[[float, float], Point]
Length = Annotated[Number, Field(ge=1, le=1000)]


class Lens(Builder):
    """Focal length, distance and height of the thing in centimetres; ``diverging`` is a concave lens."""

    focal_length: Length = Fraction(10)
    distance: Length = Fraction(25)
    height: Length = Fraction(6)
    diverging: bool = False

    @model_validator(mode="after")
    def _can_be_drawn(self) -> Self:
        if not self.diverging and self.distance == self.focal_length:
            raise ValueError("distance must differ from focal_length: there is no image at the focus.")
        if (
            max(abs(self.image), self.focal_length) > _LARGEST * self.distance
            or self.distance > _LARGEST * self.focal_length
        ):
            raise ValueError("distance is too near to the focus, or too far from it, for a picture.")
        if abs(self.magnification) > _LARGEST:
            raise ValueError("distance is too near to the focus for a picture.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A thing outside the focus of a converging lens."""
        return cls()

    @property
    def focus(self) -> Fraction:
        """The focal length, negative for a concave lens."""
        return -self.focal_length if self.diverging else self.focal_length

    @property
    def image(self) -> Fraction:
        """The image's distance behind the lens, negative where it is before it."""
        return self.focus * self.distance / (self.distance - self.focus)

    @property
    def magnification(self) -> Fraction:
        """The image's height as a share of the thing's, negative where it is upside down."""
        return -self.image / self.distance

    def heading(self, locale: Locale) -> str:
        """Which lens."""
        if self.diverging:
            return locale.say("凹レンズの像", "凹透鏡成像", "The image of a concave lens")
        return locale.say("凸レンズの像", "凸透鏡成像", "The image of a convex lens")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The lens and the thing, ray after ray, and the image."""
        picture, panel = two(page.stage, 0.76 if page.stage.wide else 0.72, beside=False)
        sketch, look = Sketch(page), page.look
        f, g, b, high = (float(one) for one in (self.focus, self.distance, self.image, self.height))
        tall = b / g * -high
        left = max(g, abs(f) * 1.15, -b) * 1.1
        right = max(b, abs(f) * 1.15, 0.4 * g) * 1.1
        across = picture.width / (left + right)
        up = 0.42 * picture.height / max(high, abs(tall))
        zero = (picture.left + left * across, picture.y)

        def at(x: float, y: float) -> Point:
            return zero[0] + x * across, zero[1] + y * up

        sketch.line("axis", (picture.left, zero[1]), (picture.right, zero[1]), look.muted, width=2)
        sketch.oval("lens", zero, (0.3, 0.94 * picture.height), look.main, fill=0.35)
        for name, x in (("focus_1", -f), ("focus_2", f)):
            page.let(f"{name}_dot", "Dot", point(*at(x, 0)), color=look.muted)
            page.text(f"{name}_name", "F", 24, 0.5, color=look.muted)
            page.place(f"{name}_name", at(x, 0)[0], zero[1] - 0.3)
            sketch.group(name, f"{name}_dot", f"{name}_name")
        page.named("lens", "レンズ", "透鏡", "the lens")
        page.named("focus_1", "焦点", "焦點", "the focus")
        sketch.arrow("thing", at(-g, 0), at(-g, high), look.hot, width=7)
        page.named("thing", "物体", "物體", "the object")
        says = page.say(
            "レンズの焦点距離は {f} cm、物体までの距離は {g} cm です。",
            "透鏡焦距 {f} cm，物距 {g} cm。",
            "The lens has a focal length of {f} cm; the object is {g} cm away.",
            f=written(self.focal_length),
            g=written(self.distance),
        )
        page.beat(
            "Create(axis)",
            "FadeIn(lens)",
            "FadeIn(focus_1)",
            "FadeIn(focus_2)",
            "GrowArrow(thing)",
            says=says,
            seconds=1.4,
        )
        self._rays(page, sketch, at, (picture.right, 0.5 * picture.height / up))
        self._image(page, sketch, at, panel)

    def _rays(self, page: Page, sketch: Sketch, at: Place, edges: Point) -> None:
        """Through the middle, parallel to the axis, towards a focus: each with its way behind the lens."""
        f, g, high = (float(one) for one in (self.focus, self.distance, self.height))
        tip = at(-g, high)
        colors = (page.look.done, page.look.accent(3), page.look.accent(4))
        says = (
            page.say(
                "中心を通る光は、まっすぐ進みます。",
                "通過中心的光直線前進。",
                "Through the middle, light goes straight on.",
            ),
            page.say(
                "軸に平行な光は、焦点を通るように曲がります。",
                "平行於軸的光折射後通過焦點。",
                "A ray parallel to the axis is bent through the focus.",
            ),
            page.say(
                "焦点を通ってきた光は、軸に平行に進みます。",
                "經過焦點的光折射後平行於軸。",
                "A ray that comes through the focus goes on parallel to the axis.",
            ),
        )
        if self.focus < 0:
            says = (
                says[0],
                page.say(
                    "軸に平行な光は、手前の焦点から出たように広がります。",
                    "平行於軸的光向外散開，好像來自前面的焦點。",
                    "A parallel ray is bent away, as if it came from the focus before the lens.",
                ),
                page.say(
                    "向こうの焦点へ向かう光は、軸に平行になります。",
                    "射向後方焦點的光變成平行於軸。",
                    "A ray on its way to the far focus goes on parallel to the axis.",
                ),
            )
        # Where each meets the lens, and how steeply it goes on behind it.
        meets = (0.0, high, high * f / (f - g))
        slopes = (-high / g, -high / f, 0.0)
        for n, (meet, slope, color, line) in enumerate(zip(meets, slopes, colors, says, strict=True), 1):
            behind = (edges[0] - at(0, 0)[0]) / (at(1, 0)[0] - at(0, 0)[0])
            if slope:  # no farther than the picture is high
                behind = min(behind, (math.copysign(edges[1], slope) - meet) / slope)
            sketch.line(f"ray_{n}_in", tip, at(0, meet), color)
            sketch.line(f"ray_{n}_out", at(0, meet), at(behind, meet + slope * behind), color)
            shown = [f"Succession(Create(ray_{n}_in), Create(ray_{n}_out))"]
            if self.image < 0:
                back = float(self.image)
                sketch.line(
                    f"ray_{n}_back", at(0, meet), at(back, meet + slope * back), color, width=2, dashed=True
                )
                shown.append(f"Create(ray_{n}_back)")
            page.named(f"ray_{n}_out", f"光線 {n}", f"光線 {n}", f"ray {n}")
            page.beat(*shown, says=line, seconds=1.8)

    def _image(self, page: Page, sketch: Sketch, at: Place, panel: Room) -> None:
        look = page.look
        b, tall = float(self.image), float(self.magnification * self.height)
        sketch.arrow("image", at(b, 0), at(b, tall), look.ink, width=7)
        page.named("image", "像", "像", "the image")
        rows = [
            (
                "equation",
                f"1/{_side(self.focus)} = 1/{written(self.distance)} + 1/b  →  b = {written(self.image)} cm",
                look.hot,
            ),
            (
                "size",
                page.say(
                    "倍率 {m}、像の高さ {h} cm",
                    "放大率 {m}，像高 {h} cm",
                    "magnified {m}×, image {h} cm high",
                    m=written(abs(self.magnification)),
                    h=written(abs(self.magnification * self.height)),
                ),
                look.ink,
            ),
        ]
        shown = facts(page, panel, rows, across=False)
        if self.image > 0:
            says = page.say(
                "三つの光が集まるところに、上下が逆の実像ができます。",
                "三道光會聚的地方，形成倒立的實像。",
                "Where they meet stands the image: real, and upside down.",
            )
        else:
            says = page.say(
                "光は集まりません。手前に、同じ向きの虚像が見えます。",
                "光線不會聚，在透鏡前面看到正立的虛像。",
                "They do not meet. They seem to come from here: an upright, virtual image.",
            )
        page.beat("GrowArrow(image)", *shown, says=says, seconds=1.4, pause=1.0)


def _side(focus: Fraction) -> str:
    return written(focus) if focus > 0 else f"({written(focus)})"
