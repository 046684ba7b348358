"""The central limit theorem: means of samples pile up to a bell, whatever they are drawn from."""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from math import pi, sqrt
from typing import Final, Self

from pydantic import Field

from media.scenes.amounts import is_written, root, written
from media.scenes.builder import Builder
from media.scenes.charts.fit import block
from media.scenes.draws import DIE, SKEWED, Population
from media.scenes.locale import Locale
from media.scenes.page import SMALLEST_SIZE, Page
from media.scenes.source import number, point

MOST_BARS: Final = 40
_SLOW: Final = 3
_PARENT_SHARE: Final = 0.27
_SAMPLE: Final = 0.75


class Source(StrEnum):
    """What is drawn from."""

    DIE = "die"
    SKEWED = "skewed"


_POPULATIONS: Final[Mapping[Source, Population]] = {Source.DIE: DIE, Source.SKEWED: SKEWED}


class SampleMeans(Builder):
    """``size`` draws make a sample; ``samples`` of them are drawn. One seed, one series of draws."""

    source: Source = Source.SKEWED
    size: int = Field(8, ge=2, le=30)
    samples: int = Field(400, ge=50, le=2000)
    seed: int = Field(1, ge=0, le=1_000_000)

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A population that is no bell at all."""
        return cls()

    @property
    def population(self) -> Population:
        """What is drawn from."""
        return _POPULATIONS[self.source]

    @property
    def drawn(self) -> tuple[tuple[int, ...], ...]:
        """All samples in their order."""
        draws = self.population.draws(self.size * self.samples, self.seed)
        return tuple(draws[start : start + self.size] for start in range(0, len(draws), self.size))

    @property
    def deviation(self) -> Fraction:
        """The standard deviation of the means that theory expects."""
        return root(self.population.variance / self.size)

    def heading(self, locale: Locale) -> str:
        """The theorem."""
        return locale.say("中心極限定理", "中央極限定理", "The central limit theorem")

    def draw(self, page: Page) -> None:
        """The population, single samples, their means as a growing pile, and the bell."""
        _Drawing(self, page).draw()


class _Drawing:
    """The population above, the pile of means below, one axis for both."""

    def __init__(self, facts: SampleMeans, page: Page) -> None:
        self.facts, self.page = facts, page
        stage = page.stage
        self.population = facts.population
        self.values = self.population.values
        self.step = stage.width / len(self.values)
        self.parent = stage.height * _PARENT_SHARE
        self.parent_base = stage.top - self.parent
        self.base = stage.bottom + 0.5
        self.sample_y = self.parent_base - 0.45 - _SAMPLE / 2
        self.room = self.sample_y - _SAMPLE / 2 - 0.1 - self.base
        sums = (self.values[-1] - self.values[0]) * facts.size + 1
        self.per_bar = -(-sums // MOST_BARS)
        self.bars = -(-sums // self.per_bar)
        self.width = self.step * self.per_bar / facts.size
        self.unit = min(0.5, stage.width * 0.5 / facts.size)

    def _x(self, value: float) -> float:
        return self.page.stage.left + self.step * (value - self.values[0] + 0.5)

    def _bar(self, sample: tuple[int, ...]) -> int:
        return (sum(sample) - self.values[0] * self.facts.size) // self.per_bar

    def _bar_x(self, bar: int) -> float:
        total = self.values[0] * self.facts.size + self.per_bar * (bar + 0.5) - 0.5
        return self._x(total / self.facts.size)

    def draw(self) -> None:
        self._parent()
        self._axis()
        for turn, sample in enumerate(self.facts.drawn[:_SLOW], 1):
            self._sample(turn, sample)
        stages = sorted({min(20, self.facts.samples), self.facts.samples // 4, self.facts.samples})
        for turn, count in enumerate(stages, 1):
            self._pile(turn, count)
        self._bell()

    def _parent(self) -> None:
        page, look = self.page, self.page.look
        most = max(map(self.population.chance, self.values))
        room = self.parent - 0.1
        for value in self.values:
            high = room * float(self.population.chance(value) / most)
            box = {"color": look.accent(3), "fill_opacity": "0.8", "stroke_width": "0"}
            page.let(
                f"chance_{value}", "Rectangle", width=number(self.step * 0.5), height=number(high), **box
            )
            page.place(f"chance_{value}", self._x(value), self.parent_base, edge="DOWN")
            page.text(f"value_{value}", str(value), 24, self.step)
            page.place(f"value_{value}", self._x(value), self.parent_base - 0.22)
        page.let("population", "VGroup", *(f"chance_{value}" for value in self.values))
        page.let("values", "VGroup", *(f"value_{value}" for value in self.values))
        page.named("population", "母集団", "母體", "the population")
        if self.facts.source is Source.DIE:
            says = page.say(
                "さいころの目は、どれも同じ割合で出ます。平らな形です。",
                "骰子的每個點數機會相同，形狀是平的。",
                "A die shows each number equally often: a flat shape.",
            )
        else:
            says = page.say(
                "もとの値は大きく偏っています。ほとんどが小さい値です。",
                "原來的值很偏：大多是小的值。",
                "The values we draw from are skewed: most of them are small.",
            )
        grow = "LaggedStart(*[GrowFromEdge(bar, DOWN) for bar in population], lag_ratio=0.2)"
        page.beat(grow, "FadeIn(values)", says=says, seconds=1.4)

    def _axis(self) -> None:
        page, look = self.page, self.page.look
        ends = point(page.stage.left, self.base), point(page.stage.right, self.base)
        page.let("axis", "Line", *ends, color=look.muted)
        names = []
        for value in self.values:
            page.text(f"mark_{value}", str(value), 24, self.step, color=look.muted)
            page.place(f"mark_{value}", self._x(value), self.base - 0.25)
            names.append(f"mark_{value}")
        page.let("marks", "VGroup", *names)
        page.named("axis", "平均の軸", "平均數的軸", "the axis of the means")
        for bar in range(self.bars):
            box = {"color": look.main, "fill_opacity": "0.85", "stroke_width": "0"}
            page.let(f"pile_{bar}", "Rectangle", width=number(self.width * 0.9), height="0.02", **box)
            page.place(f"pile_{bar}", self._bar_x(bar), self.base, edge="DOWN")
        page.let("pile", "VGroup", *(f"pile_{bar}" for bar in range(self.bars)))
        page.named("pile", "平均の山", "平均數堆成的山", "the pile of means")

    def _sample(self, turn: int, sample: tuple[int, ...]) -> None:
        """Values come down from the population; their mean falls to its place on the axis."""
        page, look = self.page, self.page.look
        names = []
        for place, value in enumerate(sample, 1):
            name = f"draw_{turn}_{place}"
            page.let(
                name, "Square", side_length=number(self.unit * 0.9), color=look.accent(3), stroke_width="2"
            )
            x = self.page.stage.left + 0.1 + self.unit * (place - 0.5)
            page.place(name, x, self.sample_y)
            names.append(name)
            if self.unit >= 0.4:  # noqa: PLR2004 - smaller ones have no room for their number
                page.text(f"number_{turn}_{place}", str(value), SMALLEST_SIZE, self.unit)
                page.place(f"number_{turn}_{place}", x, self.sample_y)
                names.append(f"number_{turn}_{place}")
        page.let(f"sample_{turn}", "VGroup", *names)
        mean = Fraction(sum(sample), len(sample))
        words = page.say("平均 {m}", "平均 {m}", "mean {m}", m=is_written(mean))
        left = page.stage.left + 0.1 + self.unit * len(sample) + 0.25
        size, _ = block(words, page.stage.right - left, 0.5)
        page.text(f"mean_{turn}", words, size, page.stage.right - left, color=look.hot, bold=True)
        page.place(f"mean_{turn}", left, self.sample_y, edge="LEFT")
        page.let(f"dot_{turn}", "Dot", radius="0.1", color=look.hot)
        page.do(f"dot_{turn}.next_to", f"mean_{turn}", "RIGHT", buff="0.15")
        says = None
        if turn == 1:
            says = page.say(
                "{n} 個取り出し、その平均を取ります。",
                "抽出 {n} 個，算它們的平均。",
                "We draw {n} of them and take their mean.",
                n=len(sample),
            )
        elif turn == 2:  # noqa: PLR2004
            says = page.say("これを繰り返します。", "再重複做。", "And again, and again.")
        come = ", ".join(
            f"FadeIn({name}, target_position=chance_{value})" for name, value in _starts(names, sample)
        )
        page.beat(
            f"AnimationGroup({come}, lag_ratio=0.15)",
            *(["Create(axis)", "FadeIn(marks)"] if turn == 1 else []),
            says=says,
            seconds=1.4 if turn == 1 else 0.9,
        )
        page.beat(f"FadeIn(mean_{turn})", seconds=0.6)
        spot = point(self._x(float(mean)), self.base + 0.1)
        page.beat(f"dot_{turn}.animate.move_to({spot})", seconds=0.9)
        page.beat(f"FadeOut(sample_{turn}, mean_{turn})", seconds=0.3)

    def _pile(self, turn: int, count: int) -> None:
        """The pile after so many samples; it is drawn smaller as it grows."""
        page = self.page
        counts = Counter(self._bar(sample) for sample in self.facts.drawn[:count])
        scale = self._scale(count)
        highs = [number(max(counts[bar] * scale, 0.02)) for bar in range(self.bars)]
        moves = [
            f"pile_{bar}.animate.stretch_to_fit_height({high}, about_edge=DOWN)"
            for bar, high in enumerate(highs)
        ]
        words = page.say("{n} 回", "{n} 次", "{n} samples", n=f"{count:,}")
        page.text(f"count_{turn}", words, 30, page.stage.width, color=page.look.hot, bold=True)
        page.place(f"count_{turn}", page.stage.left, self.sample_y, edge="LEFT")
        values = {"n": f"{count:,}"}
        says = page.say("{n} 回分の平均です。", "這是 {n} 次的平均。", "The means of {n} samples.", **values)
        if turn == 1:
            dots = ", ".join(f"dot_{place}" for place in range(1, _SLOW + 1))
            page.beat("FadeIn(pile)", f"FadeOut({dots})", f"FadeIn(count_{turn})", says=says, seconds=0.5)
            page.beat(*moves, seconds=1.4)
        else:
            swap = f"Succession(FadeOut(count_{turn - 1}), FadeIn(count_{turn}))"
            page.beat(*moves, swap, says=says, seconds=1.6)
        self.last_count = f"count_{turn}"

    def _scale(self, count: int) -> float:
        """The height of one sample, so that pile and bell fit into the room."""
        counts = Counter(self._bar(sample) for sample in self.facts.drawn[:count])
        top = max(*counts.values(), self._peak(count) if count == self.facts.samples else 0)
        return self.room / top

    def _peak(self, count: int) -> float:
        """How many samples the bell has in the bar at its middle."""
        spread = float(self.facts.deviation) * self.facts.size
        return count * self.per_bar / (spread * sqrt(2 * pi))

    def _bell(self) -> None:
        page, look, facts = self.page, self.page.look, self.facts
        mean, spread = self.population.mean, facts.deviation
        high = self._peak(facts.samples) * self._scale(facts.samples)
        x, wide = self._x(float(mean)), float(spread) * self.step
        reach = (max(page.stage.left, x - 4 * wide), min(page.stage.right, x + 4 * wide))
        power = f"-(((x - {number(x)}) / {number(wide)}) ** 2) / 2"
        curve = f"lambda x: {number(self.base)} + {number(high)} * np.exp({power})"
        page.let(
            "bell",
            "FunctionGraph",
            curve,
            x_range=f"[{number(reach[0])}, {number(reach[1])}]",
            color=look.done,
            stroke_width="6",
        )
        page.named("bell", "釣り鐘形の曲線", "鐘形曲線", "the bell curve")
        says = page.say(
            "平均は釣り鐘の形に集まります。中心はもとの平均、{m} です。",
            "平均數堆成鐘形，中心就是原來的平均數 {m}。",
            "The means form a bell around the mean of all values, {m}.",
            m=written(mean),
        )
        page.beat("Create(bell)", says=says, seconds=2.0)
        of_one = root(self.population.variance)
        n = facts.size
        words = f"σ / √{n} {is_written(of_one)} / √{n} {is_written(spread)}"
        left = page.stage.left
        size, rows = block(words, page.stage.width, _SAMPLE)
        page.text("spread", words, size, page.stage.width, rows=rows, color=look.done, bold=True)
        page.place("spread", left, self.sample_y, edge="LEFT")
        page.named("spread", "平均の標準偏差", "平均數的標準差", "the spread of the means")
        says = page.say(
            "標本が大きいほど、釣り鐘は細くなります。ここでは σ は {s}。",
            "樣本越大，鐘形越窄。這裡的標準差是 {s}。",
            "The larger the samples, the narrower the bell: here {s}.",
            s=written(spread),
        )
        page.beat(f"Succession(FadeOut({self.last_count}), FadeIn(spread))", says=says, pause=0.8)


def _starts(names: list[str], sample: tuple[int, ...]) -> list[tuple[str, int]]:
    """Each drawn thing and the value it comes from; a square's number comes with it."""
    per_draw = len(names) // len(sample)
    return [(name, sample[place // per_draw]) for place, name in enumerate(names)]
