"""Two amounts of a substance are mixed: heat goes from the warm one to the cold one until both are equal."""

from fractions import Fraction
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from media.scenes.builder import Builder
from media.scenes.exact import Number, written
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.quantities import amount, facts, quantity
from media.scenes.room import Room, two
from media.scenes.sketch import Sketch

CAPACITY: Final = Fraction(42, 10)
"""The heat in joules that warms a gram of water by a kelvin, about 4.2."""

Mass = Annotated[Number, Field(ge=1, le=100_000)]
Degrees = Annotated[Number, Field(ge=0, le=100)]


class HeatExchange(Builder):
    """Masses of hot and cold water in grams, and their temperatures in °C."""

    hot_mass: Mass = Fraction(100)
    hot: Degrees = Fraction(80)
    cold_mass: Mass = Fraction(200)
    cold: Degrees = Fraction(20)

    @model_validator(mode="after")
    def _is_hotter(self) -> Self:
        if self.hot <= self.cold:
            raise ValueError("hot must be more than cold.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A cup of hot water and two of cold water."""
        return cls()

    @property
    def final(self) -> Fraction:
        """The temperature of both in the end."""
        total = self.hot_mass + self.cold_mass
        return (self.hot_mass * self.hot + self.cold_mass * self.cold) / total

    @property
    def heat(self) -> Fraction:
        """What goes over, in joules."""
        return CAPACITY * self.hot_mass * (self.hot - self.final)

    def heading(self, locale: Locale) -> str:
        """What happens."""
        return locale.say("熱の移動", "熱的傳遞", "Heat goes from hot to cold")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """Both waters with their thermometers, the heat that goes over, and the common temperature."""
        picture, panel = two(page.stage, 0.7, beside=False)
        sketch, look = Sketch(page), page.look
        colors = ("RED_D", "BLUE_D")
        wide = 0.3 * picture.width
        places = (picture.left + 0.2 * picture.width, picture.right - 0.2 * picture.width)
        largest = max(self.hot_mass, self.cold_mass)
        floor, high = picture.bottom + 0.1, picture.height - 0.8
        tubes = Room(0, 0, floor + 0.3, floor + high)
        for key, x, mass, degrees, color in zip(
            ("warm", "cool"),
            places,
            (self.hot_mass, self.cold_mass),
            (self.hot, self.cold),
            colors,
            strict=True,
        ):
            deep = high * 0.8 * max(float(mass / largest), 0.25)
            sketch.box(f"{key}_water", (x, floor + deep / 2), (wide, deep), color, fill=0.6, stroke=0)
            inside = Room(x - wide / 2, x + wide / 2, floor, floor + high * 0.88)
            sketch.vessel(f"{key}_vessel", inside, look.ink, width=4)
            self._thermometer(sketch, key, x + 0.28 * wide, tubes, degrees)
            sketch.label(
                f"{key}_mass",
                f"{written(mass)} g",
                (x - 0.14 * wide, floor + min(0.35, deep / 2)),
                0.6 * wide,
                bold=True,
            )
            sketch.label(
                f"{key}_degrees", f"{written(degrees)} °C", (x, floor + high + 0.3), wide, size=30, bold=True
            )
        page.named("warm_water", "温かい水", "熱水", "the hot water")
        page.named("cool_water", "冷たい水", "冷水", "the cold water")
        page.named("warm_level", "左の温度計", "左邊的溫度計", "the left thermometer")
        says = page.say(
            "{a} g の {s} °C の水と、{b} g の {t} °C の水です。",
            "{a} g、{s} °C 的水和 {b} g、{t} °C 的水。",
            "{a} g of water at {s} °C and {b} g at {t} °C.",
            a=written(self.hot_mass),
            s=written(self.hot),
            b=written(self.cold_mass),
            t=written(self.cold),
        )
        parts = ("water", "vessel", "tube", "level", "mass", "degrees")
        page.beat(
            *(f"FadeIn({key}_{part})" for key in ("warm", "cool") for part in parts), says=says, seconds=1.2
        )
        middle = (picture.x, floor + 0.4 * high)
        sketch.arrow(
            "flow",
            (middle[0] - 0.15 * picture.width, middle[1]),
            (middle[0] + 0.15 * picture.width, middle[1]),
            look.hot,
            width=12,
        )
        words = page.say("熱", "熱", "heat")
        sketch.label(
            "flow_name",
            words,
            (middle[0], middle[1] + 0.42),
            0.3 * picture.width,
            size=30,
            color=look.hot,
            bold=True,
        )
        page.named("flow", "熱の流れ", "熱流", "the flow of heat")
        says = page.say(
            "触れ合うと、熱は必ず温度の高いほうから低いほうへ移ります。",
            "接觸後，熱一定由高溫傳到低溫。",
            "Where they touch, heat always goes from the warmer one to the colder one.",
        )
        page.beat("GrowArrow(flow)", "FadeIn(flow_name)", says=says, seconds=1.4)
        moves = []
        for key, x in zip(("warm", "cool"), places, strict=True):
            self._level(sketch, f"{key}_end", x + 0.28 * wide, tubes, self.final)
            sketch.label(
                f"{key}_new",
                amount(self.final, "°C"),
                (x, floor + high + 0.3),
                wide,
                size=30,
                bold=True,
                color=look.done,
            )
            moves += [
                f"ReplacementTransform({key}_level, {key}_end)",
                f"FadeOut({key}_degrees)",
                f"FadeIn({key}_new)",
                f"{key}_water.animate.set_color(PURPLE_D)",
            ]
        says = page.say(
            "片方は冷め、片方は温まり、どちらも {t} °C になると止まります。",
            "一邊變冷，一邊變熱，都到 {t} °C 時停止。",
            "One cools, the other warms up, until both are at {t} °C.",
            t=amount(self.final, ""),
        )
        page.beat(*moves, says=says, seconds=2.6)
        self._sums(page, panel)

    def _sums(self, page: Page, panel: Room) -> None:
        look, heat = page.look, quantity("", self.heat, "J").strip()
        rows = [
            (
                "given",
                page.say(
                    "失った熱 4.2 × {m} × {d} {q}",
                    "放出的熱 4.2 × {m} × {d} {q}",
                    "given off 4.2 × {m} × {d} {q}",
                    m=written(self.hot_mass),
                    d=amount(self.hot - self.final, ""),
                    q=heat,
                ),
                look.accent(3),
            ),
            (
                "taken",
                page.say(
                    "得た熱 4.2 × {m} × {d} {q}",
                    "吸收的熱 4.2 × {m} × {d} {q}",
                    "taken in 4.2 × {m} × {d} {q}",
                    m=written(self.cold_mass),
                    d=amount(self.final - self.cold, ""),
                    q=heat,
                ),
                look.main,
            ),
        ]
        shown = facts(page, panel, rows, across=False)
        says = page.say(
            "失った熱と得た熱は同じです。1 g の水を 1 °C 温めるのに、約 4.2 J が必要です。",
            "放出的熱等於吸收的熱。1 g 水升高 1 °C 約需 4.2 J。",
            "What one gives off the other takes in. To warm 1 g of water by 1 °C takes about 4.2 J.",
        )
        page.beat(*shown, says=says, pause=1.0)

    def _thermometer(self, sketch: Sketch, key: str, x: float, room: Room, degrees: Fraction) -> None:
        sketch.box(
            f"{key}_tube",
            (x, room.y),
            (0.2, room.height),
            sketch.page.look.ink,
            fill=0.1,
            stroke=2,
            corner=0.1,
        )
        self._level(sketch, f"{key}_level", x, room, degrees)

    @staticmethod
    def _level(sketch: Sketch, name: str, x: float, room: Room, degrees: Fraction) -> None:
        high = max(room.height * float(degrees) / 100, 0.05)
        sketch.box(name, (x, room.bottom + high / 2), (0.1, high), "RED", fill=1, stroke=0)
