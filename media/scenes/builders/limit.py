"""A limit: values of a function from both sides, closing in on one number where it may have none."""

import math
from functools import cached_property
from typing import Final, Self

import sympy
from pydantic import model_validator
from sympy import Expr

from media.formulas.functions import Function, Root, constant, function
from media.formulas.window import Window, axis, window
from media.formulas.written import equal, plain, typst
from media.scenes.axes import Plane, source_of
from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.room import Room, two
from media.scenes.source import number

STEPS: Final = (1.0, 0.1, 0.01, 0.001)
"""How far from the place the values are taken, one after the other."""
_DECIMALS: Final = 7
_ROOM: Final = 1.7
"""The width of a column from which on so many decimals fit; in a narrower one there are three less."""
_WHOLE: Final = 100
_HUGE: Final = 1e6
_SMALL: Final = 22


class Limit(Builder):
    """A function of one variable and the place that is approached (``0``, ``pi/2``)."""

    function: str
    at: str = "0"

    @model_validator(mode="after")
    def _can_be_drawn(self) -> Self:
        if not self._sides:
            raise ValueError("at must be a place that the function's values come near.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """The best known gap."""
        return cls(function="sin(x)/x", at="0")

    @cached_property
    def read(self) -> Function:
        """The function."""
        return function(self.function)

    @property
    def place(self) -> Expr:
        """The place."""
        return constant(self.at)

    @cached_property
    def _sides(self) -> tuple[int, ...]:
        """From which sides there are values: -1 is the left, 1 the right."""
        near = float(self.place)
        return tuple(side for side in (-1, 1) if math.isfinite(self.read.value(near + side * STEPS[-1])))

    def value(self, side: int) -> Expr | None:
        """The limit from a side; None where the values grow without bound or settle nowhere."""
        found = sympy.limit(self.read.expression, self.read.variable, self.place, "+" if side > 0 else "-")
        return found if found.is_finite and found.is_real else None

    @property
    def limit(self) -> Expr | None:
        """The limit from all sides that there are; None where there is none."""
        values = {self.value(side) for side in self._sides}
        return values.pop() if len(values) == 1 else None

    @property
    def seen(self) -> Window:
        """The part of the plane that is shown."""
        near = float(self.place)
        shown = window([self.read], (near - 3.2, near + 3.2))
        finite = [float(value) for value in map(self.value, self._sides) if value is not None]
        low, high = min([shown.y.low, *(value - 0.5 for value in finite)]), max([shown.y.high, *finite])
        return Window(shown.functions, shown.x, axis(low, high, most=7))

    def heading(self, locale: Locale) -> str:
        """Where the limit is taken."""
        variable = str(self.read.variable)
        values = {"v": variable, "a": plain(self.place)}
        return locale.say("{v} → {a} の極限", "{v} → {a} 的極限", "The limit as {v} → {a}", **values)

    def draw(self, page: Page) -> None:
        """The curve, points that come nearer with their values, and the limit."""
        area, panel = two(page.stage, 0.46 if page.stage.wide else 0.48, beside=page.stage.wide)
        seen, look, near = self.seen, page.look, float(self.place)
        plane = Plane(seen.x, seen.y, area)
        variable = str(self.read.variable)
        page.beat(*plane.draw(page, names=(variable, "y")), seconds=0.8)
        page.named("axes", "座標軸", "座標軸", "the axes")
        page.function("f", "x", source_of(self.read))
        pieces = plane.plot_all(page, "curve", "f(x)", seen.stretches(self.read), look.main)
        page.named("curve", "グラフ", "圖形", "the curve")
        body = self.read.formula.right()
        page.formula("formula", f"y = {body}", 40, panel.width, color=look.main)
        page.at_most("formula", 0.95, side="height")
        page.place("formula", panel.x, panel.top - 0.5)
        drawn = ", ".join(f"Create({piece})" for piece in pieces)
        says = page.say(
            "y = {f} のグラフです。{v} = {a} の近くを見ます。",
            "這是 y = {f} 的圖形，來看 {v} = {a} 附近。",
            "This is y = {f}. What happens near {v} = {a}?",
            f=plain(self.read.expression),
            v=variable,
            a=plain(self.place),
        )
        page.beat(
            "Write(formula)", f"Succession({drawn})" if len(pieces) > 1 else drawn, says=says, seconds=2.0
        )
        if not math.isfinite(self.read.value(near)):
            self._missing(page, plane)
        self._closer(page, plane, panel)
        self._limit(page, plane, panel)

    def _missing(self, page: Page, plane: Plane) -> None:
        near = float(self.place)
        ends = plane.at(near, plane.y.low), plane.at(near, plane.y.high)
        page.let("place", "DashedLine", *ends, color=page.look.muted, stroke_width="3")
        shown = ["Create(place)"]
        if self.limit is not None:
            page.let(
                "gap", "Circle", radius="0.11", color=page.look.hot, fill_color="BACKGROUND", fill_opacity="1"
            )
            page.do("gap.move_to", plane.at(near, float(self.limit)))
            page.named("gap", "穴", "洞", "the gap")
            shown.append("FadeIn(gap, scale=2.5)")
        says = page.say(
            "ちょうど {v} = {a} では、値がありません。",
            "正好在 {v} = {a}，沒有值。",
            "At {v} = {a} itself it has no value.",
            v=str(self.read.variable),
            a=plain(self.place),
        )
        page.beat(*shown, says=says)

    def _closer(self, page: Page, plane: Plane, panel: Room) -> None:
        """A point on each side, four times nearer, and the values in a table."""
        look, near, variable = page.look, float(self.place), str(self.read.variable)
        page.let("distance", "ValueTracker", number(STEPS[0] * 2))
        shown = []
        for side in self._sides:
            x = f"{near:.9g} {'+' if side > 0 else '-'} distance.get_value()"
            height = f"np.clip(f({x}), {plane.y.low:.6g}, {plane.y.high:.6g})"
            name = "from_right" if side > 0 else "from_left"
            dot = f"Dot({plane.at(x, height)}, radius=0.12, color={look.done})"
            page.let(name, "always_redraw", f"lambda: {dot}")
            shown.append(f"FadeIn({name}, scale=2)")
        page.named("from_left", "左からの点", "左邊的點", "the point from the left")
        page.named("from_right", "右からの点", "右邊的點", "the point from the right")
        columns = len(self._sides) + 1
        wide = panel.width / columns
        decimals = _DECIMALS if wide >= _ROOM else _DECIMALS - 3
        top = panel.top - 1.35
        heads = [
            page.say("差", "差距", "distance"),
            *(
                page.say("右 ≈", "右 ≈", "right ≈") if side > 0 else page.say("左 ≈", "左 ≈", "left ≈")
                for side in self._sides
            ),
        ]
        for column, head in enumerate(heads):
            page.text(f"head_{column}", head, _SMALL, wide - 0.1, color=look.muted)
            page.place(f"head_{column}", panel.left + (column + 0.5) * wide, top)
            shown.append(f"FadeIn(head_{column})")
        says = page.say(
            "{v} を {a} に近づけて、値を読みます。",
            "讓 {v} 靠近 {a}，讀出它的值。",
            "Let {v} come nearer to {a}, and read the values.",
            v=variable,
            a=plain(self.place),
        )
        page.beat(*shown, says=says)
        gap = min(0.62, (top - panel.bottom - 1.3) / len(STEPS))
        for row, step in enumerate(STEPS):
            level = top - (row + 1) * gap
            values = [
                f"{step:g}",
                *(_shown(self.read.value(near + side * step), decimals) for side in self._sides),
            ]
            for column, value in enumerate(values):
                color = look.muted if column == 0 else look.done
                page.text(f"cell_{row}_{column}", value, _SMALL, wide - 0.05, color=color)
                page.place(f"cell_{row}_{column}", panel.left + (column + 0.5) * wide, level)
            cells = [f"FadeIn(cell_{row}_{column})" for column in range(columns)]
            page.beat(f"distance.animate.set_value({step:g})", seconds=1.2)
            page.beat(*cells, seconds=0.5, pause=0.3)

    def _limit(self, page: Page, plane: Plane, panel: Room) -> None:
        look, variable = page.look, str(self.read.variable)
        place = typst(self.place)
        if self.limit is not None:
            body = self.read.formula.right()
            value = f"lim_({variable} -> {place}) {body} = {typst(self.limit)}"
            ends = plane.at(plane.x.low, float(self.limit)), plane.at(plane.x.high, float(self.limit))
            page.let("level", "DashedLine", *ends, color=look.hot, stroke_width="4")
            page.formula("limit", value, 42, panel.width, color=look.hot)
            page.at_most("limit", 0.9, side="height")
            page.place("limit", panel.x, panel.bottom + 0.45)
            page.named("limit", "極限", "極限", "the limit")
            says = page.say(
                "値は {l} にいくらでも近づきます。これが極限です。",
                "值無限接近 {l}，這就是極限。",
                "The values come as near to {l} as you like: that is the limit.",
                l=equal(Root(float(self.limit), self.limit)).removeprefix("= "),
            )
            page.beat("Create(level)", "Write(limit)", says=says, seconds=1.4)
            return
        values = [self.value(side) for side in self._sides]
        if None in values:
            says = page.say(
                "値は一つの数に近づきません。極限はありません。",
                "值不會接近某一個數：沒有極限。",
                "The values do not settle on one number: there is no limit.",
            )
        else:
            says = page.say(
                "左からは {p}、右からは {q}。違うので極限はありません。",
                "從左邊是 {p}，從右邊是 {q}：不相同，所以沒有極限。",
                "From the left {p}, from the right {q}: they differ, so there is no limit.",
                p=plain(values[0]),
                q=plain(values[-1]),
            )
        names = ["from_right" if side > 0 else "from_left" for side in self._sides]
        page.beat(*(f"Indicate({name}, color={look.hot})" for name in names), says=says)


def _shown(value: float, decimals: int) -> str:
    """A value in the table."""
    if abs(value) >= _HUGE:
        return f"{value:.1e}".replace("e+0", "e").replace("-", "−")
    if abs(value) >= _WHOLE:
        return f"{value:.0f}".replace("-", "−")
    return f"{value:z.{decimals}f}".replace("-", "−")
