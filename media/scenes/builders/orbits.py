"""The planets on their way around the sun: the nearer, the faster, by Kepler's third law."""

from math import log
from typing import Final, Self

from pydantic import Field

from media.scenes.builder import Builder
from media.scenes.locale import Locale, Translations, translations
from media.scenes.page import Page
from media.scenes.quantities import facts
from media.scenes.room import two
from media.scenes.sketch import Sketch, around

PLANETS: Final[tuple[tuple[str, float, str, Translations], ...]] = (
    ("mercury", 0.387, "GRAY_B", translations("水星", "水星", "Mercury")),
    ("venus", 0.723, "GOLD", translations("金星", "金星", "Venus")),
    ("earth", 1.0, "BLUE", translations("地球", "地球", "Earth")),
    ("mars", 1.524, "RED_C", translations("火星", "火星", "Mars")),
    ("jupiter", 5.203, "LIGHT_BROWN", translations("木星", "木星", "Jupiter")),
    ("saturn", 9.537, "YELLOW_D", translations("土星", "土星", "Saturn")),
    ("uranus", 19.19, "TEAL", translations("天王星", "天王星", "Uranus")),
    ("neptune", 30.07, "BLUE_D", translations("海王星", "海王星", "Neptune")),
)
"""Name, mean distance from the sun in astronomical units, colour."""
_STARTS: Final = (20, 130, 250, 60, 320, 200, 95, 285)
_INNER: Final = 4


def years(distance: float) -> float:
    """How long a planet at that distance takes around the sun, in years: Kepler's third law."""
    return float(distance**1.5)


class Orbits(Builder):
    """How many planets are shown, from the sun outwards."""

    planets: int = Field(default=8, ge=3, le=8)

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """All eight."""
        return cls()

    def heading(self, locale: Locale) -> str:
        """The system."""
        return locale.say("太陽系", "太陽系", "The solar system")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The sun, the orbits from the inside, then a year of motion."""
        picture, panel = two(page.stage, 0.6, beside=page.stage.wide)
        sketch, look = Sketch(page), page.look
        centre, size = (picture.x, picture.y), min(picture.width, picture.height) / 2 - 0.15
        shown = PLANETS[: self.planets]
        low, high = log(shown[0][1]), log(shown[-1][1])
        inner = 0.2 * size + 0.1
        sketch.disc("sun", centre, 0.13 * size, "GOLD", fill=1)
        page.named("sun", "太陽", "太陽", "the sun")
        says = page.say(
            "太陽のまわりを、{n} 個の惑星が回っています。軌道の間隔は、見やすいように縮めてあります。",
            "太陽周圍有 {n} 顆行星。為了看清楚，軌道間距已經縮小。",
            "{n} planets go around the sun. Their orbits are drawn closer together than they are.",
            n=self.planets,
        )
        rows = [
            (f"{key}_row", f"{n}  {page.locale.text(words)}", color)
            for n, (key, _, color, words) in enumerate(shown, 1)
        ]
        told = facts(page, panel, rows, across=False)
        page.beat("FadeIn(sun, scale=0.4)", says=says)
        for n, ((key, distance, color, words), start) in enumerate(zip(shown, _STARTS, strict=False)):
            radius = inner + (size - inner) * (log(distance) - low) / (high - low)
            sketch.disc(f"{key}_orbit", centre, radius, look.muted, fill=0, stroke=1.5)
            sketch.disc(key, around(centre, radius, start), 0.1 if n < _INNER else 0.15, color, fill=1)
            ja, zh, en = words.values()
            page.named(key, ja, zh, en)
            page.named(f"{key}_orbit", f"{ja}の軌道", f"{zh}的軌道", f"the orbit of {en}")
        for group in (shown[:_INNER], shown[_INNER:]):
            if not group:
                continue
            keys = [key for key, *_ in group]
            says = (
                page.say(
                    "内側は、岩でできた小さな惑星です。",
                    "內側是岩石構成、比較小的行星。",
                    "The inner ones are small and made of rock.",
                )
                if group[0][0] == "mercury"
                else page.say(
                    "外側は、ガスや氷でできた大きな惑星です。",
                    "外側是氣體和冰構成的巨大行星。",
                    "The outer ones are giants of gas and ice.",
                )
            )
            rows_of = [told[n] for n, (key, *_) in enumerate(shown) if key in keys]
            page.beat(
                *(f"Create({key}_orbit)" for key in keys),
                *(f"FadeIn({key})" for key in keys),
                *rows_of,
                says=says,
                seconds=1.8,
            )
        turn = f"about_point=[{centre[0]:.3f}, {centre[1]:.3f}, 0], rate_func=linear"
        moves = [
            f"Rotate({key}, angle={360 / years(distance):.2f} * DEGREES, {turn})"
            for key, distance, *_ in shown
        ]
        inside, outside = shown[0], shown[-1]
        says = page.say(
            "地球が 1 周するあいだに、{a}は約 {x} 周します。{b}が 1 周するには、約 {y} 年かかります。",
            "地球轉一圈時，{a}約轉 {x} 圈；{b}轉一圈約需 {y} 年。",
            "In one round of the earth {a} makes about {x}. {b} takes about {y} years for one.",
            a=page.locale.text(inside[3]),
            x=f"{1 / years(inside[1]):.1f}",
            b=page.locale.text(outside[3]),
            y=f"{years(outside[1]):.0f}" if outside[1] > 3 else f"{years(outside[1]):.1f}",  # noqa: PLR2004
        )
        page.beat(*moves, says=says, seconds=5.0)
