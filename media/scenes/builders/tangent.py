"""The derivative as the slope of the tangent: a secant becomes one, which then moves along the curve."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Self

from pydantic import model_validator
from sympy import Expr

from media.formulas.functions import Function, Root, constant, function
from media.formulas.window import Window, axis, window
from media.formulas.written import equal, numpy, plain, typst
from media.scenes.axes import Plane, in_x, source_of
from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.readings import reading
from media.scenes.room import two
from media.scenes.source import number

_REACHES: Final = (2.2, 1.8, 1.4, 1.1, 0.8, 0.55)
"""Halves of the tangent's length, the longest that stays on the plane is taken."""
_ABOVE: Final = 0.08
"""The part of the plane's height that is kept free beyond the point of contact, for the tangent."""
_STEPS: Final = 80
_CORNER: Final = 0.01
_NEAREST: Final = 1e-3


class Tangent(Builder):
    """A function of one variable, and the place where the tangent touches it first (``1``, ``pi/2``)."""

    function: str
    at: str = "1"

    @model_validator(mode="after")
    def _can_be_drawn(self) -> Self:
        if not (self.value.is_real and self.value.is_finite):
            raise ValueError(f"function has no value at {self.at}.")
        if not (self.slope.is_real and self.slope.is_finite):
            raise ValueError(f"function has no tangent at {self.at}.")
        before, after = (self._steepness(side) for side in (-1e-6, 1e-6))
        if abs(after - before) > _CORNER * (1 + abs(before)):
            raise ValueError(f"function has a corner at {self.at}, and so no tangent.")
        return self

    def _steepness(self, step: float) -> float:
        place = float(self.place)
        return (self.read.value(place + step) - self.read.value(place)) / step

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """The parabola."""
        return cls(function="x^2")

    @cached_property
    def read(self) -> Function:
        """The function."""
        return function(self.function)

    @property
    def place(self) -> Expr:
        """Where the tangent touches first."""
        return constant(self.at)

    @property
    def value(self) -> Expr:
        """The function's value there."""
        return self.read.at(self.place)

    @property
    def slope(self) -> Expr:
        """The tangent's slope there."""
        return self.read.derivative.subs(self.read.variable, self.place)

    @property
    def seen(self) -> Window:
        """The part of the plane that is shown."""
        shown = window([self.read], points=[float(self.place)])
        value, y = float(self.value), shown.y
        if y.low <= value <= y.high - y.span * _ABOVE:
            return shown
        low, high = min(y.low, value - y.span * _ABOVE), max(y.high, value + y.span * _ABOVE)
        return Window(shown.functions, shown.x, axis(low, high, most=7))

    def heading(self, locale: Locale) -> str:
        """What is derived."""
        return locale.say("接線の傾き", "切線的斜率", "The slope of the tangent")

    def draw(self, page: Page) -> None:
        """The curve, the secant that becomes a tangent, the tangent on its way, and the derivative."""
        _Sketch(self, page).draw()


@dataclass(frozen=True)
class _Sketch:
    """What is drawn, and where."""

    builder: Tangent
    page: Page

    @cached_property
    def plane(self) -> Plane:
        area, _ = two(self.page.stage, 0.7 if self.page.stage.wide else 0.76, beside=self.page.stage.wide)
        return Plane(self.builder.seen.x, self.builder.seen.y, area)

    def draw(self) -> None:
        """All beats."""
        self._curve()
        self._secant()
        self._closing()
        self._moving()
        self._derivative()

    # --- what fits --------------------------------------------------------------------------------------

    @cached_property
    def _reach(self) -> float:
        """Half the tangent's length."""
        place = float(self.builder.place)
        return next((reach for reach in _REACHES if self._fits(place, reach)), _REACHES[-1])

    def _fits(self, place: float, reach: float) -> bool:
        """Whether a tangent of that half length stays on the plane."""
        value, slope = self.builder.read.value(place), self.builder.read.slope(place)
        if not math.isfinite(value) or not math.isfinite(slope):
            return False
        box = self.plane.box
        x, y = self.plane.spot(place, value)
        along, up = box.width / self.plane.x.span, slope * box.height / self.plane.y.span
        far = math.hypot(along, up)
        right, above = reach * along / far, abs(reach * up / far)
        return (
            box.left <= x - right
            and x + right <= box.right
            and box.bottom <= y - above
            and y + above <= box.top + 0.1
        )

    @cached_property
    def _way(self) -> tuple[float, float]:
        """From where to where the tangent moves."""
        place = float(self.builder.place)
        step = self.plane.x.span / _STEPS
        ends = []
        for side in (-1, 1):
            far = place
            for _ in range(_STEPS):
                if not self._fits(far + side * step, self._reach) or self._breaks(far, far + side * step):
                    break
                far += side * step
            ends.append(round(far, 3))
        return ends[0], ends[1]

    def _breaks(self, one: float, other: float) -> bool:
        low, high = sorted((one, other))
        return bool(self.builder.read.breaks(low, high))

    @cached_property
    def _second(self) -> tuple[float, float]:
        """How far the second point is from the first, in x and on the screen: as far as is well seen."""
        place, box = float(self.builder.place), self.plane.box
        x, y = self.plane.spot(place, self.builder.read.value(place))
        for part in (0.22, 0.16, 0.28, 0.1, 0.06, 0.03):
            for side in (1, -1):
                step = side * part * self.plane.x.span
                value = self.builder.read.value(place + step)
                across, up = self.plane.spot(place + step, value if math.isfinite(value) else math.inf)
                seen = box.left <= across <= box.right and box.bottom + 0.2 <= up <= box.top - 0.2
                if seen and not self._breaks(place, place + step):
                    return round(step, 3), math.hypot(across - x, up - y)
        return 0.01 * self.plane.x.span, 0.1

    # --- the beats --------------------------------------------------------------------------------------

    def _spots(self) -> Iterator[tuple[float, float]]:
        """Where the formula, both readings and the derivative stand."""
        _, panel = two(self.page.stage, 0.7 if self.page.stage.wide else 0.76, beside=self.page.stage.wide)
        if self.page.stage.wide:
            rows = (0.12, 0.38, 0.62, 0.87)
            yield from ((panel.x, panel.top - row * panel.height) for row in rows)
            return
        left, right = panel.left + panel.width / 4, panel.right - panel.width / 4
        upper, lower = panel.top - 0.22 * panel.height, panel.top - 0.82 * panel.height
        yield from ((left, upper), (left, lower), (right, lower), (right, upper))

    @property
    def _room(self) -> float:
        _, panel = two(self.page.stage, 0.7 if self.page.stage.wide else 0.76, beside=self.page.stage.wide)
        return panel.width if self.page.stage.wide else panel.width / 2 - 0.3

    def _formula(self, name: str, typst_source: str, at: tuple[float, float], color: str) -> None:
        self.page.formula(name, typst_source, 44, self._room, color=color)
        self.page.at_most(name, 1.0 if self.page.stage.wide else 0.75, side="height")
        self.page.place(name, *at)

    def _curve(self) -> None:
        page, read, look = self.page, self.builder.read, self.page.look
        page.beat(*self.plane.draw(page, names=(str(read.variable), "y")), seconds=0.8)
        page.named("axes", "座標軸", "座標軸", "the axes")
        page.function("f", "x", source_of(read))
        page.function("slope", "x", in_x(numpy(read.derivative), str(read.variable)))
        seen = self.builder.seen
        pieces = self.plane.plot_all(page, "curve", "f(x)", seen.stretches(read), look.main)
        page.named("curve", "グラフ", "圖形", "the curve")
        spots = list(self._spots())
        self._formula("formula", f"y = {read.formula.right()}", spots[0], look.main)
        page.named("formula", "関数の式", "函數式", "the formula")
        told = plain(read.expression)
        says = page.say(
            "y = {f} のグラフです。", "這是 y = {f} 的圖形。", "This is the graph of y = {f}.", f=told
        )
        page.beat("Write(formula)", *(f"Create({piece})" for piece in pieces), says=says, seconds=1.8)

    def _secant(self) -> None:
        page, look = self.page, self.page.look
        place, (step, far) = number(float(self.builder.place)), self._second
        page.let("place", "ValueTracker", place)
        page.let("step", "ValueTracker", number(step))
        here, there = "place.get_value()", "place.get_value() + step.get_value()"
        first, second = self.plane.at(here, f"f({here})"), self.plane.at(there, f"f({there})")
        corner = self.plane.at(there, f"f({here})")
        page.let("touch", "always_redraw", f"lambda: Dot({first}, radius=0.11, color={look.hot})")
        page.let("second", "always_redraw", f"lambda: Dot({second}, radius=0.11, color={look.done})")
        grows = max(0.0, 1.25 * far - 2 * self._reach) / abs(step)
        length = f"{number(2 * self._reach)} + {number(grows)} * abs(step.get_value())"
        line = f"Line({first}, {second}, color={look.done}, stroke_width=5).set_length({length})"
        page.let("secant", "always_redraw", f"lambda: {line}")
        page.let(
            "run", "always_redraw", f"lambda: Line({first}, {corner}, color={look.muted}, stroke_width=4)"
        )
        page.let(
            "rise",
            "always_redraw",
            f"lambda: Line({corner}, {second}, color={look.accent(3)}, stroke_width=4)",
        )
        page.named("touch", "接点", "切點", "the point of contact")
        page.named("secant", "割線", "割線", "the secant")
        spots = list(self._spots())
        quotient = f"(f({there}) - f({here})) / step.get_value()"
        label = page.say("縦 ÷ 横", "縱 ÷ 橫", "rise / run")
        shown = reading(page, "quotient", label, quotient, spots[1], self._room, color=look.done)
        says = page.say(
            "2 点を通る直線を引きます。その傾きは、縦の変化 ÷ 横の変化です。",
            "通過兩點畫一條直線：它的斜率是縱的變化除以橫的變化。",
            "A line through two points of it: its slope is rise divided by run.",
        )
        page.beat("FadeIn(touch, scale=2)", "FadeIn(second, scale=2)", "Create(secant)", says=says)
        page.beat("Create(run)", "Create(rise)", *shown, pause=1.0)

    def _closing(self) -> None:
        page, look = self.page, self.page.look
        says = page.say(
            "一方の点をもう一方に近づけると、傾きは一つの値に近づきます。",
            "讓一點靠近另一點，斜率就趨近一個值。",
            "The second point comes closer, and the slope closes in on one value.",
        )
        nearest = math.copysign(_NEAREST * max(1.0, self.plane.x.span / 10), self._second[0])
        page.beat(f"step.animate.set_value({number(nearest)})", says=says, seconds=4.0)
        here = "place.get_value()"
        ends = (f"{self.plane.at(f'{here} {sign} 1', f'f({here}) {sign} slope({here})')}" for sign in "-+")
        line = (
            f"Line({', '.join(ends)}, color={look.hot}, stroke_width=6).set_length({number(2 * self._reach)})"
        )
        page.let("tangent", "always_redraw", f"lambda: {line}")
        page.named("tangent", "接線", "切線", "the tangent")
        says = page.say(
            "2 点が重なるところで接線になります。{v} {x} での傾きは {m}。",
            "兩點重合時就是切線：在 {v} {x} 的斜率是 {m}。",
            "Where both points become one it is the tangent: at {v} {x} its slope is {m}.",
            v=str(self.builder.read.variable),
            x=equal(self.builder.place),
            m=_value(self.builder.slope),
        )
        gone = ("secant", "second", "run", "rise", "quotient", "quotient_label")
        page.beat("Create(tangent)", *(f"FadeOut({name})" for name in gone), says=says, pause=1.0)

    def _moving(self) -> None:
        page, look, (low, high) = self.page, self.page.look, self._way
        spots = list(self._spots())
        variable = str(self.builder.read.variable)
        shown = [
            *reading(page, "where", variable, "place.get_value()", spots[1], self._room),
            *reading(
                page,
                "steepness",
                page.say("接線の傾き", "切線的斜率", "slope of the tangent"),
                "slope(place.get_value())",
                spots[2],
                self._room,
                color=look.hot,
            ),
        ]
        says = page.say(
            "接線がグラフに沿って動きます。場所ごとに傾きが違います。",
            "切線沿著圖形移動，每個地方的斜率都不同。",
            "The tangent moves along the curve: each place has its own slope.",
        )
        if self.builder.read.derivative.is_number:
            says = page.say(
                "接線が動いても、傾きはどこでも同じです。",
                "切線移動時，斜率到處都一樣。",
                "The tangent moves along: here the slope is the same everywhere.",
            )
        page.beat(*shown, says=says, seconds=0.6)
        page.beat(f"place.animate.set_value({number(low)})", seconds=2.0)
        page.beat(f"place.animate.set_value({number(high)})", seconds=4.0)

    def _derivative(self) -> None:
        page, read, look = self.page, self.builder.read, self.page.look
        color = look.accent(3)
        self._formula("derivative", f"y' = {typst(read.derivative)}", list(self._spots())[3], color)
        page.named("derivative", "導関数の式", "導數的式子", "the derivative")
        variable = str(read.variable)
        says = page.say(
            "どの {x} でも傾きは {d}。これが導関数です。",
            "在每個 {x}，斜率是 {d}，這就是導數。",
            "At every {x} the slope is {d}: this is the derivative.",
            d=plain(read.derivative),
            x=variable,
        )
        page.beat("Write(derivative)", "Indicate(steepness)", says=says, seconds=1.6)
        pieces = self.plane.plot_all(page, "slopes", "slope(x)", self.builder.seen.slopes(read), color)
        if not pieces:
            return
        page.named("slopes", "導関数のグラフ", "導數的圖形", "the derivative's graph")
        says = page.say(
            "傾きを高さとして描くと、導関数のグラフになります。",
            "把斜率當作高度畫出來，就是導數的圖形。",
            "Each slope drawn as a height makes the derivative's graph.",
        )
        back = f"place.animate.set_value({number(self._way[0])})"
        page.beat(back, *(f"Create({piece})" for piece in pieces), says=says, seconds=3.0)


def _value(value: Expr) -> str:
    """A value behind “is”: without the sign of equality."""
    return equal(Root(float(value), value)).removeprefix("= ")
