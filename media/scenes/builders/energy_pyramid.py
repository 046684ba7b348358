"""A food chain as a pyramid: who eats whom, and how much energy is left from level to level."""

from fractions import Fraction
from typing import Annotated, Final, Self

from pydantic import Field

from media.scenes.builder import Builder
from media.scenes.exact import Number, written
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.room import whole
from media.scenes.sketch import Sketch

_NARROWEST: Final = 0.3


class EnergyPyramid(Builder):
    """The levels from the plants up, the energy of the lowest in kilojoules, the share that is passed on."""

    levels: tuple[Annotated[str, Field(min_length=1, max_length=16)], ...] = Field(min_length=2, max_length=5)
    energy: Annotated[Number, Field(ge=1, le=10_000_000)] = Fraction(10_000)
    percent: Annotated[Number, Field(ge=1, le=50)] = Fraction(10)

    @classmethod
    def example(cls, locale: Locale) -> Self:
        """Grass, a grasshopper, a frog, a snake."""
        names = locale.say("草|バッタ|カエル|ヘビ", "草|蚱蜢|青蛙|蛇", "grass|grasshopper|frog|snake").split(
            "|"
        )
        return cls(levels=tuple(names))

    @property
    def energies(self) -> list[Fraction]:
        """The energy of each level, in kilojoules."""
        return [self.energy * (self.percent / 100) ** n for n in range(len(self.levels))]

    def heading(self, locale: Locale) -> str:
        """The chain."""
        return locale.say("食物連鎖とエネルギー", "食物鏈與能量", "Food chain and energy")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """Level upon level, with the arrow of who is eaten by whom."""
        room, sketch, look = whole(page.stage), Sketch(page), page.look
        count = len(self.levels)
        high = min(room.height / count, 1.3)
        bottom = room.y - count * high / 2
        share = 0.62 if page.stage.wide else 0.58
        middle = room.left + share / 2 * room.width
        largest = share * room.width
        page.named("level_0", "生産者", "生產者", "the producers")
        for n, (name, energy) in enumerate(zip(self.levels, self.energies, strict=True)):
            y = bottom + (n + 0.5) * high
            sides = [largest * (1 - (1 - _NARROWEST) * k / count) / 2 for k in (n, n + 1)]
            low, top = bottom + n * high + 0.05, bottom + (n + 1) * high - 0.05
            corners = [
                (middle - sides[0], low),
                (middle + sides[0], low),
                (middle + sides[1], top),
                (middle - sides[1], top),
            ]
            color = look.done if n == 0 else look.accent((0, 3, 2, 4)[(n - 1) % 4])
            sketch.area(f"level_{n}", corners, color, fill=0.4)
            if n:
                page.named(f"level_{n}", name, name, name)
            sketch.label(f"name_{n}", name, (middle, y), 1.7 * sides[1], size=30, bold=True)
            words = f"{written(energy)} kJ"
            x = room.right - 0.2 * room.width
            sketch.label(f"energy_{n}", words, (x, y), 0.36 * room.width, size=28, color=color)
            shown = [f"FadeIn(level_{n}, shift=UP * 0.2)", f"FadeIn(name_{n})", f"FadeIn(energy_{n})"]
            if n:
                x = middle + (largest / 2 + 0.12)
                sketch.arrow(
                    f"eaten_{n}",
                    (min(x, room.right - 0.39 * room.width), y - 0.75 * high),
                    (min(x, room.right - 0.39 * room.width) - 0.15, y - 0.1),
                    look.hot,
                )
                shown.append(f"GrowArrow(eaten_{n})")
            page.beat(*shown, says=self._says(page, n), seconds=1.2, pause=0.6)
        says = page.say(
            "残りは、生きるために使われ、熱になります。だから上ほど少ししかいられません。",
            "其餘用於生活並變成熱，所以越上層數量越少。",
            "The rest is used up for living, and lost as heat. So there can be only few at the top.",
        )
        page.beat(f"Indicate(level_{count - 1})", says=says)

    def _says(self, page: Page, n: int) -> str:
        values = {"name": self.levels[n], "e": written(self.energies[n]), "p": written(self.percent)}
        if n == 0:
            return page.say(
                "例として、{name}が光からとらえたエネルギーを {e} kJ とします。",
                "舉例：設{name}由光獲得的能量為 {e} kJ。",
                "Say the {name} has caught {e} kJ of energy from light.",
                **values,
            )
        return page.say(
            "{before}を食べる{name}に渡るのは、およそ {p} % の {e} kJ です。",
            "吃{before}的{name}只得到約 {p} %，即 {e} kJ。",
            "The {name} eats the {before}, and gets about {p} % of that: {e} kJ.",
            before=self.levels[n - 1],
            **values,
        )
