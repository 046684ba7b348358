"""A rainbow: how a drop of water bends, reflects and spreads the light of the sun."""

import math
from typing import Final, Self

from pydantic import Field

from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.quantities import facts
from media.scenes.room import Point, Room, two
from media.scenes.sketch import Sketch, around

INDICES: Final = {"red": 1.331, "violet": 1.343}
"""The refractive indices of water for red (about 700 nm) and violet light (about 400 nm)."""
_DRAWN: Final = (
    ("RED", 1.331),
    ("ORANGE", 1.349),
    ("YELLOW", 1.365),
    ("GREEN", 1.381),
    ("BLUE", 1.397),
    ("PURPLE", 1.415),
)
"""Indices that spread the light further than water does, so that it can be seen in a small picture."""
_ENTRY: Final = 59.0


def bow(index: float) -> float:
    """The angle in degrees, from the point opposite the sun, at which drops of such an index shine most.

    There the light that was reflected once comes back in the direction that changes least.
    """
    sine = math.sqrt((4 - index**2) / 3)
    entering = math.asin(sine)
    inside = math.asin(sine / index)
    return math.degrees(4 * inside - 2 * entering)


class Rainbow(Builder):
    """How many colours are drawn, of those between red and violet."""

    colors: int = Field(default=6, ge=2, le=6)

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Six colours."""
        return cls()

    def heading(self, locale: Locale) -> str:
        """What comes about."""
        return locale.say("虹のしくみ", "彩虹的成因", "How a rainbow forms")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """A drop with a ray of sunlight, its colours, and under which angle each is seen."""
        picture, panel = two(page.stage, 0.62, beside=page.stage.wide)
        sketch, look = Sketch(page), page.look
        radius = min(0.34 * picture.height, 0.3 * picture.width)
        centre = (picture.right - radius - 0.1, picture.top - radius - 0.05)
        entry = around(centre, radius, 180 - _ENTRY)
        sketch.disc("drop", centre, radius, look.main, fill=0.18, stroke=4)
        page.named("drop", "水滴", "水滴", "the drop")
        sketch.line("sunlight", (picture.left, entry[1]), entry, look.ink, width=7)
        page.named("sunlight", "太陽の光", "陽光", "the sunlight")
        words = page.say("太陽の光", "陽光", "sunlight")
        sketch.label("light_name", words, (picture.left + 0.85, entry[1] + 0.3), 1.7, size=24)
        words = page.say("水滴", "水滴", "drop")
        sketch.label(
            "drop_name",
            words,
            (centre[0] - 0.3 * radius, centre[1] - 0.1 * radius),
            1.1 * radius,
            size=24,
            color=look.main,
        )
        says = page.say(
            "雨粒に、太陽の白い光が入ります。",
            "白色的陽光射入一顆雨滴。",
            "White light of the sun enters a drop of rain.",
        )
        page.beat(
            "Create(drop)",
            "FadeIn(drop_name)",
            "Create(sunlight)",
            "FadeIn(light_name)",
            says=says,
            seconds=1.4,
        )
        ways = [
            self._way(entry, centre, radius, index, (picture.left, picture.bottom))
            for _, index in self._chosen()
        ]
        colors = [color for color, _ in self._chosen()]
        for leg, says in (
            (
                0,
                page.say(
                    "光は曲がります。色によって曲がる角度が少しちがい、赤がいちばん小さく曲がります。",
                    "光會折射，各色偏折的角度略有不同，紅光最小。",
                    "It is bent, each colour by a little more than the last; red is bent least.",
                ),
            ),
            (1, page.say("向こう側で反射します。", "在另一側反射。", "At the far side it is reflected.")),
            (
                2,
                page.say(
                    "出るときにもう一度曲がり、色の帯に広がります。図では広がりを大きく描いています。",
                    "射出時再次折射，散開成一條色帶。圖中的散開程度畫得較大。",
                    "It is bent again on its way out, and spreads into colours: here more than it does.",
                ),
            ),
        ):
            names = [
                sketch.line(f"ray_{leg}_{n}", way[leg], way[leg + 1], color, width=4)
                for n, (way, color) in enumerate(zip(ways, colors, strict=True))
            ]
            page.beat(*(f"Create({name})" for name in names), says=says, seconds=1.6)
        page.named("ray_2_0", "赤い光", "紅光", "the red ray")
        rows = [
            (
                "red_angle",
                page.say("赤 ≈{a}°", "紅 ≈{a}°", "red ≈{a}°", a=f"{bow(INDICES['red']):.1f}"),
                "RED",
            ),
            (
                "violet_angle",
                page.say("紫 ≈{a}°", "紫 ≈{a}°", "violet ≈{a}°", a=f"{bow(INDICES['violet']):.1f}"),
                "PURPLE_B" if page.look.ink == "WHITE" else "PURPLE",
            ),
        ]
        arcs = self._arcs(page, sketch, panel.x, panel.y + 0.2, min(0.45 * panel.width, 0.45 * panel.height))
        lower = Room(panel.left, panel.right, panel.bottom, panel.y)
        shown = facts(page, lower, rows, across=False)
        says = page.say(
            "太陽を背にすると、赤は約 {r}°、紫は約 {v}° の高さに見え、赤が外側の弧になります。",
            "背對太陽時，紅光約在 {r}°，紫光約在 {v}°，所以紅色在外側。",
            "With the sun behind us, drops at about {r}° send red, those at {v}° violet: red is outside.",
            r=round(bow(INDICES["red"])),
            v=round(bow(INDICES["violet"])),
        )
        page.beat(*(f"Create({name})" for name in arcs), *shown, says=says, seconds=1.8)

    def _chosen(self) -> list[tuple[str, float]]:
        step = (len(_DRAWN) - 1) / (self.colors - 1)
        return [_DRAWN[round(n * step)] for n in range(self.colors)]

    def _arcs(self, page: Page, sketch: Sketch, x: float, y: float, radius: float) -> list[str]:
        names = [
            sketch.arc(f"bow_{n}", (x, y), radius - 0.07 * n, 0, 180, color, width=7)
            for n, (color, _) in enumerate(self._chosen())
        ]
        page.named("bow_0", "虹", "彩虹", "the rainbow")
        return names

    @staticmethod
    def _way(entry: Point, centre: Point, radius: float, index: float, edges: Point) -> list[Point]:
        """Where a ray enters, is reflected, leaves, and gets to at the left or lower edge of the picture."""
        inside = math.degrees(math.asin(math.sin(math.radians(_ENTRY)) / index))
        step = 180 - 2 * inside  # as seen from the centre, clockwise
        start = 180 - _ENTRY
        mirror, exit_ = around(centre, radius, start - step), around(centre, radius, start - 2 * step)
        down = 4 * inside - 2 * _ENTRY
        lean = math.radians(down)
        far = min((exit_[0] - edges[0]) / math.cos(lean), (exit_[1] - edges[1]) / math.sin(lean))
        return [entry, mirror, exit_, around(exit_, far, 180 + down)]
