"""The seasons: the earth's tilted axis on its way around the sun, and how high the sun stands at noon."""

import math
from fractions import Fraction
from typing import Annotated, Final, Self

from pydantic import Field

from media.scenes.builder import Builder
from media.scenes.exact import Number, written
from media.scenes.locale import Locale, translations
from media.scenes.page import Page
from media.scenes.quantities import facts
from media.scenes.room import Point, two
from media.scenes.sketch import Sketch, around

TILT: Final = Fraction("23.4")
"""How far the earth's axis leans, in degrees."""
_RIGHT: Final = 90
_STARTS: Final = (
    ("june", 180, 1, translations("6 月", "6 月", "June")),
    ("september", 270, 0, translations("9 月", "9 月", "September")),
    ("december", 0, -1, translations("12 月", "12 月", "December")),
    ("march", 90, 0, translations("3 月", "3 月", "March")),
)
"""Where the earth is, in degrees around the sun, and towards where its north leans: to the sun, or away."""


class Seasons(Builder):
    """The latitude of a place in degrees, negative in the south."""

    latitude: Annotated[Number, Field(ge=-66, le=66)] = Fraction(35)

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A place in the north."""
        return cls()

    def noon(self, leans: int) -> Fraction:
        """How high the sun stands at noon, in degrees, on the day when the north leans so."""
        return _RIGHT - abs(self.latitude - leans * TILT)

    def daylight(self, leans: int) -> float:
        """Hours from sunrise to sunset on that day, by the sun's middle, without the air's refraction."""
        up = math.tan(math.radians(self.latitude)) * math.tan(math.radians(leans * TILT))
        return 24 * math.acos(-up) / math.pi

    def heading(self, locale: Locale) -> str:
        """The question that it answers."""
        return locale.say("なぜ季節があるのか", "為什麼有四季", "Why there are seasons")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The sun, the orbit, the earth at the start of each season, and the sun's height at noon."""
        picture, panel = two(page.stage, 0.66, beside=page.stage.wide)
        sketch, look = Sketch(page), page.look
        centre = (picture.x, picture.y)
        across, up = 0.38 * picture.width, min(0.33 * picture.height, 0.33 * picture.width)
        sketch.sun("sun", centre, min(0.16 * up + 0.12, 0.42), "GOLD")
        sketch.oval("orbit", centre, (2 * across, 2 * up), look.muted, fill=0, stroke=2)
        page.named("sun", "太陽", "太陽", "the sun")
        page.named("orbit", "地球の通り道", "地球軌道", "the orbit")
        says = page.say(
            "地球は 1 年かけて太陽のまわりを回ります。",
            "地球一年繞太陽一圈。",
            "In a year the earth goes once around the sun.",
        )
        page.beat("FadeIn(sun, scale=0.5)", "Create(orbit)", says=says)
        size = 0.34 * up
        for key, turn, _, month in _STARTS:
            x, y = around((0, 0), 1, turn)
            self._earth(page, sketch, key, (centre[0] + across * x, centre[1] + up * y), size, centre)
            place = (centre[0] + across * x + 0.45 * size, centre[1] + up * y - size - 0.3)
            sketch.label(f"{key}_month", page.locale.text(month), place, 2.4, size=24)
        page.named("june", "6 月の地球", "6 月的地球", "the earth in June")
        page.named("december", "12 月の地球", "12 月的地球", "the earth in December")
        says = page.say(
            "地軸は {t}° 傾いていて、いつも同じ向きです。",
            "地軸傾斜 {t}°，而且方向始終不變。",
            "Its axis leans by {t}°, and always the same way.",
            t=written(TILT),
        )
        earths = ", ".join(f"VGroup({key}, {key}_month)" for key, *_ in _STARTS)
        page.beat(f"LaggedStart(*(FadeIn(one) for one in [{earths}]), lag_ratio=0.4)", says=says, seconds=2.4)
        rows = self._rows(page)
        north = self.latitude >= 0
        order = ("june", "december") if north else ("december", "june")
        says = page.say(
            "緯度 {a}° の{h}：この半球が太陽のほうへ傾く夏は、太陽が高く、昼が長くなります。",
            "{h} {a}°：這個半球朝太陽傾斜時是夏天，太陽高、白天長。",
            "At {a}° {h}: leaning towards the sun, it has a high sun and long days: summer.",
            a=written(abs(self.latitude)),
            h=page.say("北半球", "北緯", "north") if north else page.say("南半球", "南緯", "south"),
        )
        shown = facts(page, panel, rows, across=False)
        page.beat(*shown[:3], f"Indicate({order[0]}, scale_factor=1.3)", says=says, seconds=1.4)
        says = page.say(
            "反対側では太陽から遠ざかるほうへ傾き、太陽が低く、昼が短い冬です。",
            "到了另一邊背向太陽傾斜，太陽低、白天短，就是冬天。",
            "On the other side it leans away: the sun is low and days are short. It is winter.",
        )
        page.beat(*shown[3:6], f"Indicate({order[1]}, scale_factor=1.3)", says=says, seconds=1.4)
        says = page.say(
            "その間の春と秋は、昼と夜がほぼ同じ長さです。",
            "中間的春天和秋天，晝夜大致等長。",
            "In between, in spring and autumn, day and night are about equally long.",
        )
        page.beat(
            *shown[6:],
            "Indicate(march, scale_factor=1.3)",
            "Indicate(september, scale_factor=1.3)",
            says=says,
            seconds=1.4,
        )

    def _rows(self, page: Page) -> list[tuple[str, str, str]]:
        look = page.look
        north = self.latitude >= 0
        rows = []
        for key, leans, color, season in (
            ("summer", 1, look.hot, page.say("夏", "夏", "summer")),
            ("winter", -1, look.main, page.say("冬", "冬", "winter")),
        ):
            way = leans if north else -leans
            noon = page.say("正午の太陽 {a}°", "正午太陽 {a}°", "sun at noon {a}°", a=written(self.noon(way)))
            day = page.say("昼 ≈{h} 時間", "白天 ≈{h} 小時", "daylight ≈{h} h", h=f"{self.daylight(way):.1f}")
            rows += [(f"{key}_title", season, color), (f"{key}_noon", noon, ""), (f"{key}_day", day, "")]
        equal = page.say(
            "春・秋：正午 {a}°", "春、秋：正午 {a}°", "spring, autumn: {a}°", a=written(self.noon(0))
        )
        return [*rows, ("equal", equal, look.done)]

    @staticmethod
    def _earth(page: Page, sketch: Sketch, key: str, at: Point, size: float, sun: Point) -> None:  # noqa: PLR0913, PLR0917 - what is drawn, and where
        """The globe, its night side away from the sun, and its axis, which leans to the right everywhere."""
        away = math.degrees(math.atan2(at[1] - sun[1], at[0] - sun[0]))
        sketch.disc(f"{key}_day", at, size, page.look.main, fill=1, stroke=0)
        sketch.sector(f"{key}_night", at, size, away - 90, 180, "BLACK", fill=0.75)
        north = around(at, 1.5 * size, 90 - float(TILT))
        south = around(at, 1.5 * size, 270 - float(TILT))
        sketch.line(f"{key}_axis", south, north, page.look.hot, width=4)
        sketch.group(key, f"{key}_day", f"{key}_night", f"{key}_axis")
