"""Plates of the earth's crust: how they part, meet or slide along each other, and what comes of it."""

from typing import Final, Literal, Self

from pydantic import Field

from media.scenes.builder import Builder
from media.scenes.locale import Locale, Translations, translations
from media.scenes.page import Page
from media.scenes.room import Room, whole
from media.scenes.sketch import Sketch, within

Boundary = Literal["divergent", "convergent", "transform"]

_NAMES: Final[dict[str, Translations]] = {
    "divergent": translations("広がる境界", "張裂邊界", "plates part"),
    "convergent": translations("沈み込む境界", "聚合邊界", "plates meet"),
    "transform": translations("ずれる境界", "錯動邊界", "plates slide"),
}
_SAYS: Final[dict[str, Translations]] = {
    "divergent": translations(
        "プレートが離れるところでは、下からマグマが上がり、新しい海底ができます。",
        "板塊分離處，岩漿上升形成新的海底。",
        "Where plates part, molten rock rises in between and makes new sea floor.",
    ),
    "convergent": translations(
        "ぶつかるところでは、重い海のプレートが沈み込み、海溝・地震・火山ができます。",
        "板塊碰撞處，較重的海洋板塊隱沒，形成海溝、地震和火山。",
        "Where they meet, the heavier one dives under the other: trenches, earthquakes and volcanoes.",
    ),
    "transform": translations(
        "すれちがうところでは、引っかかってひずみがたまり、ずれ動いたときに地震が起こります。",
        "板塊錯動處會卡住、累積應變，突然滑動就發生地震。",
        "Where they slide along each other they get stuck, until they jerk free: an earthquake.",
    ),
}


class Plates(Builder):
    """The boundaries that are shown, one after the other."""

    boundaries: tuple[Boundary, ...] = Field(
        default=("divergent", "convergent", "transform"), min_length=1, max_length=3
    )

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """All three."""
        return cls()

    def heading(self, locale: Locale) -> str:
        """The theory."""
        return locale.say("プレートの境界", "板塊邊界", "Plate boundaries")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """Each boundary in the same place: the plates, their motion, and what comes of it."""
        room, sketch = whole(page.stage), Sketch(page)
        place = Room(room.left, room.right, max(room.bottom, room.y - 2.6), min(room.top, room.y + 2.6))
        before: list[str] = []
        for boundary in dict.fromkeys(self.boundaries):
            shown, moves = getattr(self, f"_{boundary}")(page, sketch, place)
            name = page.locale.text(_NAMES[boundary])
            sketch.label(
                f"{boundary}_name",
                name,
                (place.x, place.top - 0.25),
                place.width,
                size=32,
                bold=True,
                color=page.look.hot,
            )
            page.named(f"{boundary}_name", *_NAMES[boundary].values())
            shown.append(f"{boundary}_name")
            page.beat(
                *(f"FadeOut({one})" for one in before), *(f"FadeIn({one})" for one in shown), seconds=0.8
            )
            page.beat(*moves, says=page.locale.text(_SAYS[boundary]), seconds=2.6, pause=1.0)
            before = [*shown, *(f"{boundary}_{extra}" for extra in self._extras(boundary))]

    @staticmethod
    def _extras(boundary: str) -> tuple[str, ...]:
        return {"divergent": ("new",), "convergent": ("volcano", "quake"), "transform": ("quake",)}[boundary]

    def _mantle(self, sketch: Sketch, key: str, room: Room, top: float) -> str:
        at = within(room)
        return sketch.area(
            f"{key}_mantle", [at(0, 0), at(1, 0), at(1, top), at(0, top)], "ORANGE", fill=0.35, stroke=0
        )

    def _divergent(self, page: Page, sketch: Sketch, room: Room) -> tuple[list[str], list[str]]:
        at, key = within(room), "divergent"
        shown = [self._mantle(sketch, key, room, 0.42)]
        sea = sketch.area(
            f"{key}_sea", [at(0, 0.6), at(1, 0.6), at(1, 0.76), at(0, 0.76)], "BLUE_D", fill=0.5, stroke=0
        )
        left = sketch.area(
            f"{key}_left",
            [at(0.06, 0.42), at(0.5, 0.42), at(0.5, 0.63), at(0.42, 0.6), at(0.06, 0.6)],
            "GRAY_BROWN",
            fill=1,
            stroke=2,
        )
        right = sketch.area(
            f"{key}_right",
            [at(0.94, 0.42), at(0.5, 0.42), at(0.5, 0.63), at(0.58, 0.6), at(0.94, 0.6)],
            "GRAY_BROWN",
            fill=1,
            stroke=2,
        )
        sketch.area(
            f"{key}_new",
            [at(0.44, 0.42), at(0.56, 0.42), at(0.54, 0.6), at(0.5, 0.64), at(0.46, 0.6)],
            "RED_D",
            fill=0.9,
            stroke=0,
        )
        arrows = [
            sketch.arrow(f"{key}_arrow_1", at(0.36, 0.51), at(0.2, 0.51), page.look.ink),
            sketch.arrow(f"{key}_arrow_2", at(0.64, 0.51), at(0.8, 0.51), page.look.ink),
            sketch.arrow(f"{key}_arrow_3", at(0.5, 0.1), at(0.5, 0.36), "RED_D"),
        ]
        page.named(left, "左のプレート", "左邊的板塊", "the left plate")
        page.named(right, "右のプレート", "右邊的板塊", "the right plate")
        far = 0.055 * room.width
        moves = [
            f"{left}.animate.shift(LEFT * {far:.2f})",
            f"{right}.animate.shift(RIGHT * {far:.2f})",
            f"GrowFromEdge({key}_new, DOWN)",
        ]
        return [*shown, sea, left, right, *arrows], moves

    def _convergent(self, page: Page, sketch: Sketch, room: Room) -> tuple[list[str], list[str]]:
        at, key = within(room), "convergent"
        shown = [self._mantle(sketch, key, room, 0.42)]
        sea = sketch.area(
            f"{key}_sea",
            [at(0, 0.58), at(0.52, 0.58), at(0.52, 0.7), at(0, 0.7)],
            "BLUE_D",
            fill=0.5,
            stroke=0,
        )
        dive = [at(0, 0.46), at(0.42, 0.46), at(0.72, 0.06), at(0.8, 0.1), at(0.5, 0.58), at(0, 0.58)]
        ocean = sketch.area(f"{key}_ocean", dive, "GRAY_BROWN", fill=1, stroke=2)
        land = [at(0.5, 0.6), at(0.6, 0.44), at(1, 0.42), at(1, 0.72), at(0.6, 0.72)]
        continent = sketch.area(f"{key}_continent", land, "GREEN_E", fill=1, stroke=2)
        sketch.area(
            f"{key}_peak", [at(0.72, 0.72), at(0.8, 0.86), at(0.88, 0.72)], "MAROON_D", fill=1, stroke=0
        )
        sketch.line(f"{key}_vent", at(0.8, 0.3), at(0.8, 0.85), "RED_D", width=7)
        sketch.group(f"{key}_volcano", f"{key}_peak", f"{key}_vent")
        self._quake(sketch, key, at(0.57, 0.42))
        arrows = [
            sketch.arrow(f"{key}_arrow_1", at(0.12, 0.52), at(0.3, 0.52), page.look.ink),
            sketch.arrow(f"{key}_arrow_2", at(0.92, 0.56), at(0.76, 0.56), page.look.ink),
        ]
        page.named(ocean, "海のプレート", "海洋板塊", "the oceanic plate")
        page.named(continent, "陸のプレート", "大陸板塊", "the continental plate")
        slide = 0.02 * room.width
        moves = [
            f"{ocean}.animate.shift(RIGHT * {slide:.2f} + DOWN * {slide:.2f})",
            f"GrowFromEdge({key}_volcano, DOWN)",
            f"FadeIn({key}_quake, scale=0.3)",
        ]
        return [*shown, sea, ocean, continent, *arrows], moves

    def _transform(self, page: Page, sketch: Sketch, room: Room) -> tuple[list[str], list[str]]:
        at, key = within(room), "transform"
        upper = sketch.area(
            f"{key}_upper",
            [at(0.1, 0.46), at(0.86, 0.46), at(0.86, 0.78), at(0.1, 0.78)],
            "GREEN_E",
            fill=0.9,
            stroke=2,
        )
        lower = sketch.area(
            f"{key}_lower",
            [at(0.1, 0.1), at(0.86, 0.1), at(0.86, 0.45), at(0.1, 0.45)],
            "GRAY_BROWN",
            fill=0.9,
            stroke=2,
        )
        roads = []
        for side, low, high in (("lower", 0.1, 0.45), ("upper", 0.46, 0.78)):
            sketch.line(f"{key}_road_{side}", at(0.62, low), at(0.62, high), "GRAY_A", width=8)
            roads.append(sketch.group(f"{key}_block_{side}", f"{key}_{side}", f"{key}_road_{side}"))
        self._quake(sketch, key, at(0.48, 0.455))
        arrows = [
            sketch.arrow(f"{key}_arrow_1", at(0.2, 0.6), at(0.4, 0.6), page.look.ink),
            sketch.arrow(f"{key}_arrow_2", at(0.4, 0.28), at(0.2, 0.28), page.look.ink),
        ]
        page.named(upper, "奥のプレート", "上方的板塊", "the upper plate")
        page.named(lower, "手前のプレート", "下方的板塊", "the lower plate")
        far = 0.05 * room.width
        moves = [
            f"{roads[1]}.animate.shift(RIGHT * {far:.2f})",
            f"{roads[0]}.animate.shift(LEFT * {far:.2f})",
            f"FadeIn({key}_quake, scale=0.3)",
        ]
        return [*roads, *arrows], moves

    @staticmethod
    def _quake(sketch: Sketch, key: str, at: tuple[float, float]) -> None:
        rings = [
            sketch.disc(f"{key}_ring_{n}", at, 0.14 * (n + 1), "YELLOW", fill=0, stroke=4) for n in range(3)
        ]
        sketch.group(f"{key}_quake", *rings)
