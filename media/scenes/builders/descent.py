"""Gradient descent: step by step down a curve, each step as long as the slope is steep."""

from typing import Final, Self

from pydantic import Field, model_validator

from media.formulas.functions import Function, function
from media.formulas.window import axis, stretches
from media.formulas.written import plain
from media.scenes.axes import Plane, source_of
from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.quantities import facts
from media.scenes.room import Room, two

_TINY: Final = 1e-9


class Descent(Builder):
    """A function of one variable, where the way begins, the learning rate, and how many steps are taken."""

    function: str = "x^2"
    start: float = Field(default=4, ge=-1000, le=1000)
    rate: float = Field(default=0.2, gt=0, le=10)
    steps: int = Field(default=6, ge=2, le=10)

    @model_validator(mode="after")
    def _can_be_drawn(self) -> Self:
        way = self.way
        if max(map(abs, way)) > 10 * max(abs(self.start), 1.0):
            raise ValueError("rate is too large: the steps run away from the lowest point.")
        if abs(way[1] - way[0]) < _TINY:
            raise ValueError("start must be where the function has a slope.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Down a parabola."""
        return cls()

    @property
    def read(self) -> Function:
        """The function."""
        return function(self.function)

    @property
    def way(self) -> list[float]:
        """The places, from the start on."""
        read, found = self.read, [self.start]
        for _ in range(self.steps):
            found.append(found[-1] - self.rate * read.slope(found[-1]))
        return found

    def heading(self, locale: Locale) -> str:
        """The method."""
        return locale.say("勾配降下法", "梯度下降法", "Gradient descent")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The curve, the ball on it, and its steps with their numbers."""
        area, panel = two(page.stage, 0.68, beside=page.stage.wide)
        look, way = page.look, self.way
        heights = [self.read.value(x) for x in way]
        low, high = min(0.0, *way), max(0.0, *way)
        margin = 0.6 * (high - low)
        low, high = low - margin, high + 0.1 * margin
        tops = min(0.0, *heights), max(heights)
        across = axis(low, high, most=max(3, int(area.width)))
        up = axis(tops[0], tops[1] + 0.1 * (tops[1] - tops[0]), most=max(3, int(area.height)))
        plane = Plane(across, up, area.inside(0.2, 0.1))
        page.beat(*plane.draw(page), seconds=0.8)
        pieces = list(stretches(self.read.value, (), across, up))
        curve = plane.plot_all(page, "curve", source_of(self.read), pieces, look.main)
        told = plain(self.read.expression)
        page.named("curve", "曲線", "曲線", "the curve")
        says = page.say(
            "y = {f} がいちばん小さくなるところを探します。",
            "尋找 y = {f} 的最低點。",
            "We look for where y = {f} is lowest.",
            f=told,
        )
        page.beat(*(f"Create({piece})" for piece in curve), says=says, seconds=1.4)
        page.let("ball", "Dot", plane.at(way[0], heights[0]), radius="0.14", color=look.hot)
        page.named("ball", "今の点", "目前的點", "the ball")
        step = min(panel.height / (self.steps + 2), 0.62)
        upper = Room(panel.left, panel.right, panel.top - step, panel.top)
        rule = facts(page, upper, [("rule", f"x ← x − {self.rate:g} × f′(x)", look.done)], across=False)
        says = page.say(
            "x = {x} から始めます。傾きと反対の向きへ、傾き × {r} だけ進みます。",
            "從 x = {x} 開始，往斜率的反方向走「斜率 × {r}」。",
            "It begins at x = {x}. Each step goes against the slope, by the slope times {r}.",
            x=f"{self.start:g}",
            r=f"{self.rate:g}",
        )
        page.beat("FadeIn(ball, scale=2)", *rule, says=says, pause=0.6)
        rows = [
            (f"step_{n}", f"{n}: x {_about(x)} {_short(x)}", look.ink if n < self.steps else look.hot)
            for n, x in enumerate(way)
        ]
        lower = Room(panel.left, panel.right, panel.bottom, panel.top - 1.2 * step)
        shown = facts(page, lower, rows, across=False)
        page.beat(shown[0], seconds=0.5)
        for n in range(1, len(way)):
            ends = (plane.at(way[n - 1], heights[n - 1]), plane.at(way[n], heights[n]))
            page.let(f"trace_{n}", "DashedLine", *ends, color=look.hot, stroke_width="3")
            line = None
            if n == 1:
                line = page.say(
                    "急なところでは大きく進みます。",
                    "陡的地方步伐大。",
                    "Where it is steep, the step is long.",
                )
            if n == min(3, self.steps):
                line = page.say(
                    "ゆるやかになるほど、歩みは小さくなります。",
                    "越平緩，步伐越小。",
                    "The flatter it gets, the shorter the steps become.",
                )
            page.beat(
                f"ball.animate.move_to({ends[1]})", f"Create(trace_{n})", shown[n], says=line, seconds=1.0
            )
        says = page.say(
            "{n} 歩で x は {x} になり、谷底に近づきました。",
            "{n} 步後 x 變為 {x}，接近谷底。",
            "After {n} steps x is {x}: near the bottom of the valley.",
            n=self.steps,
            x=("≈" if _about(way[-1]) == "≈" else "") + _short(way[-1]),
        )
        page.beat(f"Flash(ball, color={look.hot})", says=says)


def _short(value: float) -> str:
    return f"{round(value, 3):g}".replace("-", "−")


def _about(value: float) -> str:
    return "=" if abs(round(value, 3) - value) < _TINY else "≈"
