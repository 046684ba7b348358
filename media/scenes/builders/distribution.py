"""A normal distribution with its areas, or a binomial one with each of its bars computed."""

from collections.abc import Iterator
from fractions import Fraction
from math import comb, erf, sqrt
from typing import Final, Self

from pydantic import Field, model_validator

from media.formulas.exact import superscript
from media.scenes.amounts import Amount, is_written, with_unit, written
from media.scenes.builder import Builder
from media.scenes.charts.fit import fitting, result, widest
from media.scenes.locale import Locale
from media.scenes.page import SMALLEST_SIZE, Page
from media.scenes.probability import Probability, both, fraction, percent
from media.scenes.source import number, point

MOST_TRIALS: Final = 20
_REACH: Final = 3.6
_RESULT: Final = 0.75
_BELOW: Final = 0.95
_GROUPS: Final = 3
_CROWDED: Final = 0.45


class Distribution(Builder):
    """Either ``mean`` and ``deviation`` of a normal distribution, or ``trials`` and ``probability``.

    ``wanted`` is the number of successes that is asked for; without it the likeliest one is shown.
    """

    mean: Amount | None = None
    deviation: Amount | None = Field(None, gt=0)
    unit: str = Field("", max_length=12)
    trials: int | None = Field(None, ge=1, le=MOST_TRIALS)
    probability: Probability | None = None
    wanted: int | None = Field(None, ge=0, le=MOST_TRIALS)

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Self:
        normal = (self.mean is not None, self.deviation is not None)
        binomial = (self.trials is not None, self.probability is not None)
        if not ((all(normal) and not any(binomial)) or (all(binomial) and not any(normal))):
            raise ValueError("give either mean and deviation, or trials and probability.")
        if self.probability in {0, 1}:
            raise ValueError("probability: between 0 and 1, or nothing is left to chance.")
        if self.wanted is not None and (self.trials is None or self.wanted > self.trials):
            raise ValueError("wanted: a number of successes among the trials.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Heights."""
        return cls.model_validate({"mean": 170, "deviation": 8, "unit": "cm"})

    # --- what is so -----------------------------------------------------------------------------------

    def chance(self, successes: int) -> Fraction:
        """The binomial probability of so many successes."""
        trials, p = self.trials or 0, self.probability or Fraction()
        return comb(trials, successes) * p**successes * (1 - p) ** (trials - successes)

    @property
    def shown(self) -> int:
        """The number of successes that is looked at: the wanted one, or the first of the likeliest."""
        if self.wanted is not None:
            return self.wanted
        return max(range((self.trials or 0) + 1), key=self.chance)

    def heading(self, locale: Locale) -> str:
        """The distribution's name."""
        if self.trials is None:
            return locale.say("正規分布", "常態分布", "The normal distribution")
        return locale.say("二項分布", "二項分布", "The binomial distribution")

    def draw(self, page: Page) -> None:
        """The curve and its areas, or the bars."""
        if self.mean is not None and self.deviation is not None:
            _Normal(page, Fraction(self.mean), Fraction(self.deviation), self.unit).draw()
        else:
            _Binomial(page, self).draw()


def within(deviations: int) -> str:
    """The share of a normal distribution within so many standard deviations of its mean."""
    return f"≈ {100 * erf(deviations / sqrt(2)):.2f}%"


class _Normal:
    """The bell curve; its axis counts standard deviations from the mean."""

    def __init__(self, page: Page, mean: Fraction, deviation: Fraction, unit: str) -> None:
        self.page, self.mean, self.deviation, self.unit = page, mean, deviation, unit

    def _at(self, deviations: int) -> str:
        return written(self.mean + deviations * self.deviation)

    def draw(self) -> None:
        self._axis()
        self._curve()
        for turn in range(1, _GROUPS + 1):
            self._area(turn)

    def _axis(self) -> None:
        page, stage, look = self.page, self.page.stage, self.page.look
        height = min(stage.height - _RESULT - _BELOW, stage.width * 0.72)
        extra = (stage.height - _RESULT - _BELOW - height) / 2
        page.let(
            "axes",
            "Axes",
            x_range=f"[{-_REACH}, {_REACH}, 1]",
            y_range="[0, 1.05, 1]",
            x_length=number(stage.width),
            y_length=number(height),
            tips="False",
            axis_config=f'{{"color": {look.muted}}}',
        )
        page.do("axes.y_axis.set_opacity", "0")
        page.do("axes.move_to", point(0, stage.bottom + _BELOW + extra), aligned_edge="DOWN")
        texts = [self._at(turn) for turn in range(-_GROUPS, _GROUPS + 1)]
        slot = stage.width / (2 * _REACH)
        size = fitting(texts, slot * 0.95)
        for turn, text in enumerate(texts, -_GROUPS):
            name = f"mark_{turn + _GROUPS + 1}"
            page.text(name, text, size or SMALLEST_SIZE, slot * (0.95 if size else 1.9))
            drop = 0.15 if size or turn % 2 else 0.5
            page.do(f"{name}.next_to", f"axes.c2p({turn}, 0)", "DOWN", buff=number(drop))
        page.let("marks", "VGroup", *(f"mark_{turn}" for turn in range(1, 2 * _GROUPS + 2)))
        page.named("marks", "目盛りの数", "刻度上的數", "the numbers at the axis")
        says = page.say(
            "真ん中は平均の {m} です。",
            "正中間是平均數 {m}。",
            "In the middle stands the mean, {m}.",
            m=with_unit(self.mean, self.unit),
        )
        page.let("mean_line", "DashedLine", "axes.c2p(0, 0)", "axes.c2p(0, 1)", color=look.hot)
        page.named("mean_line", "平均", "平均數", "the mean")
        middle = f"mark_{_GROUPS + 1}"
        page.beat("Create(axes.x_axis)", f"FadeIn({middle}, shift=UP * 0.2)", "Create(mean_line)", says=says)

    def _curve(self) -> None:
        page, look = self.page, self.page.look
        page.let("curve", "axes.plot", "lambda x: np.exp(-(x**2) / 2)", color=look.main, stroke_width="5")
        page.named("curve", "釣り鐘形の曲線", "鐘形曲線", "the bell curve")
        says = page.say(
            "平均に近い値ほど多く、遠いほど少ない。釣り鐘の形です。",
            "越接近平均數的值越多，越遠越少，像一口鐘。",
            "Near the mean values are frequent, far from it rare: a bell.",
        )
        page.beat("Create(curve)", says=says, seconds=2.0)
        arrow = {"color": look.hot, "buff": "0", "stroke_width": "5", "tip_length": "0.2"}
        page.let("step", "DoubleArrow", "axes.c2p(0, 0.3)", "axes.c2p(1, 0.3)", **arrow)
        page.text("sigma", "σ", 32, 1.0, color=look.hot, bold=True)
        page.do("sigma.next_to", "step", "UP", buff="0.08")
        page.named("step", "標準偏差", "標準差", "the standard deviation")
        says = page.say(
            "標準偏差 σ は {d}。これを物差しにします。",
            "標準差 σ 是 {d}，用它當尺。",
            "The standard deviation σ is {d}: our measure from here on.",
            d=with_unit(self.deviation, self.unit),
        )
        outer = [f"mark_{turn}" for turn in range(1, 2 * _GROUPS + 2) if turn != _GROUPS + 1]
        page.beat("GrowFromCenter(step)", "FadeIn(sigma)", f"FadeIn({', '.join(outer)})", says=says)

    def _area(self, turn: int) -> None:
        """The area within so many deviations; around the one before it come two strips."""
        page, look = self.page, self.page.look
        spans = [(-1, 1)] if turn == 1 else [(-turn, 1 - turn), (turn - 1, turn)]
        color = look.accent((1, 0, 4)[turn - 1])
        names = []
        for side, (low, high) in enumerate(spans, 1):
            names.append(f"area_{turn}_{side}")
            options = {"x_range": f"({low}, {high})", "color": color, "opacity": "0.6"}
            page.let(names[-1], "axes.get_area", "curve", **options)
            page.named(names[-1], f"{turn}σ の面積", f"{turn}σ 的面積", f"the area within {turn} sigma")
        values = {
            "s": within(turn),
            "n": turn,
            "a": self._at(-turn),
            "b": with_unit(self.mean + turn * self.deviation, self.unit),
        }
        says = page.say(
            "平均から {n}σ 以内、{a} から {b} に {s} が入ります。",
            "離平均數 {n}σ 以內，從 {a} 到 {b}，占 {s}。",
            "Within {n}σ, from {a} to {b}, lie {s} of all values.",
            **values,
        )
        result(page, f"share_{turn}", f"±{turn}σ: {within(turn)}", page.stage.top - 0.3)
        moves = [f"FadeIn({name})" for name in names]
        if turn == 1:
            page.beat(*moves, "FadeOut(step, sigma)", f"FadeIn(share_{turn})", says=says)
        else:
            page.beat(*moves, f"Succession(FadeOut(share_{turn - 1}), FadeIn(share_{turn}))", says=says)


class _Binomial:
    """Trials as circles above, the bars of their successes below."""

    def __init__(self, page: Page, facts: Distribution) -> None:
        self.page, self.facts = page, facts
        self.trials = facts.trials or 0
        self.p = facts.probability or Fraction()
        stage = page.stage
        self.per_row = self.trials if stage.roomy or self.trials <= 10 else 10  # noqa: PLR2004
        self.rows = -(-self.trials // self.per_row)
        self.side = min(0.62, stage.width / self.per_row)
        self.slot = stage.width / (self.trials + 1)
        self.base = stage.bottom + 0.55
        self.room = stage.top - _RESULT - self.rows * self.side - 0.2 - 0.5 - self.base

    def draw(self) -> None:
        self._circles()
        self._bars()
        self._one()
        self._mean()

    def _places(self) -> Iterator[tuple[float, float]]:
        for turn in range(self.trials):
            row, column = divmod(turn, self.per_row)
            in_row = min(self.per_row, self.trials - row * self.per_row)
            x = (column - (in_row - 1) / 2) * self.side
            yield x, self.page.stage.top - _RESULT - self.side * (row + 0.5)

    def _x(self, successes: int) -> float:
        return self.page.stage.left + self.slot * (successes + 0.5)

    def _circles(self) -> None:
        page, look = self.page, self.page.look
        for turn, place in enumerate(self._places(), 1):
            circle = {"color": look.muted, "fill_opacity": "0.15"}
            page.let(f"trial_{turn}", "Circle", radius=number(self.side * 0.4), **circle)
            page.place(f"trial_{turn}", *place)
        page.let("circles", "VGroup", *(f"trial_{turn}" for turn in range(1, self.trials + 1)))
        page.named("circles", "試行", "試驗", "the trials")
        says = page.say(
            "{n} 回の試行。どれも確率 {p} で成功します。",
            "試 {n} 次，每次成功的機率都是 {p}。",
            "{n} trials, and each succeeds with probability {p}.",
            n=self.trials,
            p=fraction(self.p),
        )
        page.beat("FadeIn(circles, lag_ratio=0.2)", says=says)

    def _bars(self) -> None:
        page, look, facts = self.page, self.page.look, self.facts
        chances = [facts.chance(turn) for turn in range(self.trials + 1)]
        scale = self.room / float(max(chances))
        ends = point(page.stage.left, self.base), point(page.stage.right, self.base)
        page.let("base_line", "Line", *ends, color=look.muted)
        texts = [percent(chance) for chance in chances]
        self.fits = widest(texts, SMALLEST_SIZE) < self.slot
        for turn, (chance, text) in enumerate(zip(chances, texts, strict=True)):
            box = {"color": look.main, "fill_opacity": "0.85", "stroke_width": "0"}
            size = {"width": number(self.slot * 0.75), "height": number(max(float(chance) * scale, 0.01))}
            page.let(f"bar_{turn}", "Rectangle", **size, **box)
            page.place(f"bar_{turn}", self._x(turn), self.base, edge="DOWN")
            if self.fits:
                page.text(f"chance_{turn}", text, SMALLEST_SIZE, 2.5)
                page.do(f"chance_{turn}.next_to", f"bar_{turn}", "UP", buff="0.1")
        every = 1 if self.slot > _CROWDED else 2
        counted = range(facts.shown % every, self.trials + 1, every)
        for turn in counted:
            page.text(f"count_{turn}", str(turn), 24 if every == 1 else SMALLEST_SIZE, self.slot * every)
            page.place(f"count_{turn}", self._x(turn), self.base - 0.25)
        page.let("bars", "VGroup", *(f"bar_{turn}" for turn in range(self.trials + 1)))
        page.let("counts", "VGroup", *(f"count_{turn}" for turn in counted))
        page.named("bars", "棒", "長條", "the bars")
        page.named("counts", "成功の回数", "成功次數", "the numbers of successes")
        says = page.say(
            "成功は何回になるでしょう。棒は、それぞれの回数の確率です。",
            "會成功幾次？每根長條是那個次數的機率。",
            "How many succeed? Each bar is the chance of that number.",
        )
        shown = [f"FadeIn(chance_{turn})" for turn in range(self.trials + 1) if self.fits]
        page.beat(
            "Create(base_line)",
            "FadeIn(counts)",
            "LaggedStart(*[GrowFromEdge(bar, DOWN) for bar in bars], lag_ratio=0.2)",
            *shown,
            says=says,
            seconds=2.0,
        )

    def _one(self) -> None:
        """The looked-at number of successes: one of its arrangements, and how its bar is computed."""
        page, look, facts = self.page, self.page.look, self.facts
        wanted = facts.shown
        ways = comb(self.trials, wanted)
        hits = [f"trial_{turn}.animate.set_fill({look.done}, opacity=0.9)" for turn in range(1, wanted + 1)]
        says = page.say(
            "{n} 回のうち {k} 回成功する並び方は {w} 通り。",
            "{n} 次裡成功 {k} 次，有 {w} 種排法。",
            "{k} of the {n} can succeed in {w} ways.",
            n=self.trials,
            k=wanted,
            w=f"{ways:,}",
        )
        bright = f"Indicate(count_{wanted}, color={look.hot})"
        page.beat(*hits, bright, says=says, seconds=1.2)
        p, q = fraction(self.p), fraction(1 - self.p)
        chance = facts.chance(wanted)
        words = f"{ways:,} × ({p}){superscript(wanted)} × ({q}){superscript(self.trials - wanted)}"
        text = both(chance)
        sign = "" if text.startswith("≈") else "= "
        result(page, "computed", f"{words} {sign}{text}", page.stage.top - 0.3)
        page.named("computed", "確率の計算", "機率的算式", "the computation")
        says = page.say(
            "だから、ちょうど {k} 回の確率は {c} です。",
            "所以剛好 {k} 次的機率是 {c}。",
            "So the probability of exactly {k} is {c}.",
            k=wanted,
            c=percent(chance),
        )
        moves = [f"bar_{wanted}.animate.set_color({look.hot})", "FadeIn(computed, shift=DOWN * 0.2)"]
        if self.fits:
            moves.append(f"chance_{wanted}.animate.set_color({look.hot})")
        page.beat(*moves, says=says, pause=0.6)

    def _mean(self) -> None:
        page, look = self.page, self.page.look
        mean = self.trials * self.p
        x = page.stage.left + self.slot * (float(mean) + 0.5)
        page.let("mean", "Triangle", color=look.done, fill_opacity="1", stroke_width="0")
        page.do("mean.scale_to_fit_height", "0.22")
        page.place("mean", x, self.base - 0.42, edge="UP")
        page.named("mean", "平均", "平均數", "the mean")
        says = page.say(
            "平均では {n} × {p} {m} 回成功します。",
            "平均成功 {n} × {p} {m} 次。",
            "On average {n} × {p} {m} succeed.",
            n=self.trials,
            p=fraction(self.p),
            m=is_written(mean),
        )
        page.beat("FadeIn(mean, shift=UP * 0.3)", says=says)
