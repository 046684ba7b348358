"""The fundamental theorem of calculus in one picture: an area grows, and its slope is the curve's height."""

import math
from functools import cached_property
from typing import Final, Self

from pydantic import model_validator
from sympy import Expr

from media.formulas.functions import Function, antiderivative, constant, function, numeric, tidy
from media.formulas.window import axis
from media.formulas.written import numpy, plain, typst
from media.scenes.axes import Plane, in_x, source_of
from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.readings import reading
from media.scenes.room import Room
from media.scenes.source import number

_CHECKED: Final = 200
_FIRST: Final = 0.55
"""The part of the way after which it is looked more closely."""


class FundamentalTheorem(Builder):
    """A function of one variable, and from where to where its area grows (``0``, ``pi``)."""

    function: str = "x/2 + 1"
    low: str = "0"
    high: str = "4"

    @model_validator(mode="after")
    def _can_be_drawn(self) -> Self:
        low, high = self.ends
        if not low < high:
            raise ValueError("low must be less than high.")
        step = (high - low) / _CHECKED
        heights = [self.read.value(low + index * step) for index in range(_CHECKED + 1)]
        if not all(map(math.isfinite, heights)) or self.read.breaks(low, high):
            raise ValueError("function has no values somewhere between low and high.")
        if antiderivative(self.read.expression, self.read.variable) is None:
            raise ValueError("function has no antiderivative that can be written down.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A parabola, whose area is a cubic."""
        return cls(function="x^2/4 + 0.5", low="0", high="4")

    @cached_property
    def read(self) -> Function:
        """The function."""
        return function(self.function)

    @property
    def ends(self) -> tuple[float, float]:
        """From where to where."""
        return float(constant(self.low)), float(constant(self.high))

    @cached_property
    def area(self) -> Expr:
        """The area from the lower end to a place, as a function of the place."""
        found = antiderivative(self.read.expression, self.read.variable)
        if found is None:
            raise ValueError("function has no antiderivative that can be written down.")
        return tidy(found - found.subs(self.read.variable, constant(self.low)))

    def heading(self, locale: Locale) -> str:
        """The theorem's name."""
        return locale.say("微積分の基本定理", "微積分基本定理", "The fundamental theorem of calculus")

    # --- where it is drawn ------------------------------------------------------------------------------

    def _planes(self, page: Page) -> tuple[Plane, Plane, Room]:
        stage, (low, high) = page.stage, self.ends
        margin = 0.12 * (high - low)
        area = numeric(self.area)
        axes = []
        for values in (self.read.value, area):
            heights = [0.0, *(values(low + (high - low) * n / _CHECKED) for n in range(_CHECKED + 1))]
            spread = max(heights) - min(heights) or 1.0
            axes.append(axis(min(heights) - 0.14 * spread, max(heights) + 0.16 * spread, most=5))
        room = 1.15
        if stage.wide:
            half = (stage.width - 0.6) / 2
            left = Room(stage.left, stage.left + half, stage.bottom + room, stage.top)
            right = Room(stage.right - half, stage.right, stage.bottom + room, stage.top)
        else:
            high_each = (stage.height - room - 0.7) / 2
            left = Room(stage.left, stage.right, stage.top - high_each, stage.top)
            right = Room(stage.left, stage.right, stage.bottom + room, stage.bottom + room + high_each)
        x = axis(low - margin, high + margin, most=6)
        below = Room(stage.left, stage.right, stage.bottom, stage.bottom + room)
        return Plane(x, axes[0], left), Plane(x, axes[1], right, "area_axes"), below

    def draw(self, page: Page) -> None:
        """The curve, its area that grows and is drawn, a thin strip, the slope, and the theorem."""
        low, high = self.ends
        curve, area, below = self._planes(page)
        look, variable = page.look, str(self.read.variable)
        page.function("f", "x", source_of(self.read))
        page.function("area_up_to", "x", in_x(numpy(self.area), variable))
        page.beat(*curve.draw(page, names=(variable, "f")), seconds=0.8)
        shown = curve.plot(
            page,
            "curve",
            "f(x)",
            (curve.x.low, curve.x.high) if self._everywhere(curve) else (low, high),
            look.main,
        )
        page.named("curve", "グラフ", "圖形", "the curve")
        says = page.say(
            "f({v}) = {f} のグラフです。高さが f({v}) です。",
            "這是 f({v}) = {f} 的圖形，高度就是 f({v})。",
            "This is the graph of f({v}) = {f}: its height at each place is f.",
            v=variable,
            f=plain(self.read.expression),
        )
        page.beat(f"Create({shown})", says=says, seconds=1.5)
        self._grows(page, curve, area)
        self._strip(page, curve, area)
        self._slope(page, area, below)
        self._theorem(page, below)

    def _everywhere(self, plane: Plane) -> bool:
        ends = (plane.x.low, plane.x.high)
        values = [self.read.value(x) for x in ends]
        return all(plane.y.low <= value <= plane.y.high for value in values) and not self.read.breaks(*ends)

    def _grows(self, page: Page, curve: Plane, area: Plane) -> None:
        low, high = self.ends
        look, variable = page.look, str(self.read.variable)
        axes = area.draw(page, names=(variable, "A"))
        page.let("edge", "ValueTracker", number(low + 0.001 * (high - low)))
        here = "edge.get_value()"
        filled = f"axes.get_area(curve, x_range=[{number(low)}, {here}], color={look.done}, opacity=0.55)"
        page.let("area", "always_redraw", f"lambda: {filled}")
        height = (
            f"Line({curve.at(here, 0.0)}, {curve.at(here, f'f({here})')}, color={look.hot}, stroke_width=6)"
        )
        page.let("height", "always_redraw", f"lambda: {height}")
        dot = f"Dot({area.at(here, f'area_up_to({here})')}, radius=0.1, color={look.done})"
        page.let("amount", "always_redraw", f"lambda: {dot}")
        traced = (
            f"area_axes.plot(area_up_to, x_range=[{number(low)}, {here}], color={look.done}, stroke_width=5)"
        )
        page.let("area_curve", "always_redraw", f"lambda: {traced}")
        page.named("area", "面積", "面積", "the area")
        page.named("height", "高さ", "高度", "the height")
        page.named("area_curve", "面積の関数のグラフ", "面積函數的圖形", "the graph of the area")
        says = page.say(
            "{v} が進むと、下の面積 A が増えていきます。",
            "{v} 前進時，下方的面積 A 逐漸增加。",
            "As {v} moves on, the area A below the curve grows.",
            v=variable,
        )
        page.beat(
            *axes,
            "FadeIn(area)",
            "FadeIn(height)",
            "FadeIn(amount)",
            says=says,
        )
        page.do("self.add", "area_curve")
        until = number(low + _FIRST * (high - low))
        page.beat(f"edge.animate(rate_func=linear).set_value({until})", seconds=3.5)
        says = page.say(
            "もう一つのグラフは、その面積の大きさを高さとして描いたものです。",
            "另一個圖形把面積的大小畫成高度。",
            "The other graph draws how large the area is, as a height.",
        )
        page.beat("Indicate(area)", "Flash(amount)", says=says)

    def _strip(self, page: Page, curve: Plane, area: Plane) -> None:
        """A small step: a strip is added, as wide as the step and as high as the curve."""
        low, high = self.ends
        place = low + _FIRST * (high - low)
        step = 0.1 * (high - low)
        value, after, before = (
            self.read.value(place),
            numeric(self.area)(place + step),
            numeric(self.area)(place),
        )
        corners = [(place, 0.0), (place + step, 0.0), (place + step, value), (place, value)]
        options = {"color": page.look.hot, "fill_opacity": "0.6", "stroke_width": "2"}
        page.let("strip", "Polygon", *(curve.at(x, y) for x, y in corners), **options)
        page.let(
            "run",
            "Line",
            area.at(place, before),
            area.at(place + step, before),
            color=page.look.muted,
            stroke_width="4",
        )
        page.let(
            "rise",
            "Line",
            area.at(place + step, before),
            area.at(place + step, after),
            color=page.look.hot,
            stroke_width="6",
        )
        page.named("strip", "細い帯", "細長條", "the strip")
        says = page.say(
            "少し進むと、細い帯が加わります。帯の面積は、ほぼ高さ × 幅です。",
            "再前進一小步，就加上一條細長條：面積約為高 × 寬。",
            "A small step adds a thin strip: about height times width.",
        )
        page.beat("FadeIn(strip)", "Create(run)", "Create(rise)", says=says, pause=1.0)
        says = page.say(
            "増えた分 ÷ 幅は、ほぼ高さです。だから面積のグラフの傾きは高さです。",
            "增加的部分除以寬，約等於高：所以面積圖形的斜率就是高度。",
            "What is added, divided by the width, is the height: so the area's slope is the height.",
        )
        page.beat("Indicate(rise)", "Indicate(height)", says=says, pause=0.5)
        page.beat("FadeOut(strip)", "FadeOut(run)", "FadeOut(rise)", seconds=0.5)

    def _slope(self, page: Page, area: Plane, below: Room) -> None:
        low, high = self.ends
        here = "edge.get_value()"
        ends = (area.at(f"{here} {sign} 1", f"area_up_to({here}) {sign} f({here})") for sign in "-+")
        line = f"Line({', '.join(ends)}, color={page.look.hot}, stroke_width=6).set_length(1.8)"
        page.let("tangent", "always_redraw", f"lambda: {line}")
        page.named("tangent", "接線", "切線", "the tangent")
        left, right = below.left + below.width / 4, below.right - below.width / 4
        height = page.say("高さ f", "高度 f", "height f")
        slope = page.say("面積の傾き", "面積的斜率", "slope of the area")
        room = below.width / 2 - 0.3
        # The slope is what the area's own values give, not the height once more.
        quotient = f"(area_up_to({here} + 0.0001) - area_up_to({here} - 0.0001)) / 0.0002"
        shown = [
            *reading(page, "height_value", height, f"f({here})", (left, below.y), room, color=page.look.hot),
            *reading(page, "slope_value", slope, quotient, (right, below.y), room, color=page.look.hot),
        ]
        says = page.say(
            "どこでも、面積の傾きと高さは同じ値です。",
            "無論在哪裡，面積的斜率都等於高度。",
            "Wherever it is, the slope of the area equals the height.",
        )
        page.beat("Create(tangent)", *shown, says=says)
        page.beat(f"edge.animate.set_value({number(low + 0.15 * (high - low))})", seconds=2.5)
        page.beat(f"edge.animate.set_value({number(low + 0.9 * (high - low))})", seconds=3.5)

    def _theorem(self, page: Page, below: Room) -> None:
        variable = str(self.read.variable)
        low = typst(constant(self.low))
        inner = "t" if variable != "t" else "s"
        area = f"A({variable}) = integral_({low})^({variable}) f({inner}) dif {inner}"
        general = f"{area}, quad A'({variable}) = f({variable})"
        page.formula("theorem", general, 42, below.width, color=page.look.done)
        page.at_most("theorem", 1.1, side="height")
        page.place("theorem", below.x, below.y)
        page.named("theorem", "定理", "定理", "the theorem")
        gone = ("height_value", "height_value_label", "slope_value", "slope_value_label")
        says = page.say(
            "面積を微分すると、もとの関数に戻ります。これが基本定理です。",
            "把面積微分，就回到原來的函數：這就是基本定理。",
            "The derivative of the area is the function itself: this is the theorem.",
        )
        page.beat(*(f"FadeOut({name})" for name in gone), seconds=0.4)
        page.beat("Write(theorem)", says=says, seconds=1.5)
        own = f"A({variable}) = {typst(self.area)}, quad A'({variable}) = {typst(self.read.expression)}"
        page.formula("own", own, 42, below.width, color=page.look.done)
        page.at_most("own", 1.1, side="height")
        page.place("own", below.x, below.y)
        says = page.say(
            "ここでは A({v}) = {a}。微分すると {f} です。",
            "這裡 A({v}) = {a}，微分得 {f}。",
            "Here A({v}) = {a}, and its derivative is {f}.",
            v=variable,
            a=plain(self.area),
            f=plain(self.read.expression),
        )
        page.beat("ReplacementTransform(theorem, own)", says=says)
