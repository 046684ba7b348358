"""The integral of a function between two limits: rectangles that get finer, then the area itself."""

import math
from functools import cached_property
from typing import Final, Self

from pydantic import model_validator
from sympy import Expr

from media.formulas.functions import Function, Root, antiderivative, constant, function, integral, strips
from media.formulas.window import Axis, Window, axis, window
from media.formulas.written import decimal, equal, plain, rounded, typst
from media.scenes.axes import Plane, source_of
from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.room import two

COUNTS: Final = (4, 8, 16, 50)
"""How many rectangles, one after the other."""
_CHECKED: Final = 400


class Area(Builder):
    """A function of one variable and the limits (``0``, ``pi/2``), the smaller first."""

    function: str
    low: str = "0"
    high: str = "1"

    @model_validator(mode="after")
    def _can_be_drawn(self) -> Self:
        low, high = self.ends
        if not low < high:
            raise ValueError("low must be less than high.")
        if any(gap is None for _, gap in self._breaks):
            raise ValueError("function grows without bound between low and high.")
        step = (high - low) / _CHECKED
        if not all(math.isfinite(self.read.value(low + (index + 0.5) * step)) for index in range(_CHECKED)):
            raise ValueError("function has no values somewhere between low and high.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Below the parabola."""
        return cls(function="x^2", low="0", high="2")

    @cached_property
    def read(self) -> Function:
        """The function."""
        return function(self.function)

    @property
    def limits(self) -> tuple[Expr, Expr]:
        """The limits, exactly."""
        return constant(self.low), constant(self.high)

    @property
    def ends(self) -> tuple[float, float]:
        """The limits."""
        low, high = self.limits
        return float(low), float(high)

    @property
    def _breaks(self) -> list[tuple[Root, Expr | None]]:
        return [(place, self.read.gap(place)) for place in self.read.breaks(*self.ends)]

    @cached_property
    def value(self) -> Root:
        """The integral."""
        return integral(self.read, *self.limits)

    @property
    def seen(self) -> Window:
        """The part of the plane that is shown: the area fills most of it."""
        low, high = self.ends
        room = 0.25 * (high - low)
        near = (min(low - room, 0.0 if low < 3 * (high - low) else low - room), max(high + room, 0.0))
        if high < 0 and -high > 3 * (high - low):
            near = (near[0], high + room)
        shown = window([self.read], near)
        heights = [self.read.value(low + (high - low) * index / _CHECKED) for index in range(_CHECKED + 1)]
        finite = [0.0, *filter(math.isfinite, heights)]
        margin = 0.18 * (max(finite) - min(finite)) or 1.0
        y: Axis = axis(min(finite) - margin, max(finite) + margin, most=7)
        return Window(shown.functions, shown.x, y)

    @property
    def has_both_signs(self) -> bool:
        """Whether a part lies below the axis and another above."""
        low, high = self.ends
        values = [self.read.value(low + (high - low) * (n + 0.5) / _CHECKED) for n in range(_CHECKED)]
        return min(values) < 0 < max(values)

    def heading(self, locale: Locale) -> str:
        """What is measured."""
        return locale.say("積分と面積", "積分與面積", "The integral as an area")

    def draw(self, page: Page) -> None:
        """The curve and the limits, rectangles that get finer, and the area."""
        area, panel = two(page.stage, 0.68 if page.stage.wide else 0.78, beside=page.stage.wide)
        seen = self.seen
        plane = Plane(seen.x, seen.y, area)
        variable = str(self.read.variable)
        page.beat(*plane.draw(page, names=(variable, "y")), seconds=0.8)
        page.named("axes", "座標軸", "座標軸", "the axes")
        spots = (
            [(panel.x, panel.top - part * panel.height) for part in (0.12, 0.45, 0.64)]
            if page.stage.wide
            else [
                (panel.left + panel.width / 4, panel.y + 0.25),
                (panel.right - panel.width / 4, panel.y + 0.25),
                (panel.x, panel.y - 0.75),
            ]
        )
        room = panel.width if page.stage.wide else panel.width / 2 - 0.3
        self._begin(page, plane, spots[0], room)
        self._rectangles(page, spots[1], room)
        self._whole(page, spots[2], panel.width)

    def _begin(self, page: Page, plane: Plane, spot: tuple[float, float], room: float) -> None:
        seen, look = self.seen, page.look
        pieces = plane.plot_all(page, "curve", source_of(self.read), seen.stretches(self.read), look.main)
        page.named("curve", "グラフ", "圖形", "the curve")
        page.formula("formula", f"y = {self.read.formula.right()}", 44, room, color=look.main)
        page.at_most("formula", 1.0, side="height")
        page.place("formula", *spot)
        says = page.say(
            "y = {f} のグラフです。",
            "這是 y = {f} 的圖形。",
            "This is the graph of y = {f}.",
            f=plain(self.read.expression),
        )
        page.beat("Write(formula)", *(f"Create({piece})" for piece in pieces), says=says, seconds=1.6)
        for name, end in zip(("from", "to"), self.ends, strict=True):
            ends = plane.at(end, seen.y.low), plane.at(end, seen.y.high)
            page.let(f"limit_{name}", "DashedLine", *ends, color=look.hot, stroke_width="4")
        page.named("limit_from", "下端", "下限", "the lower limit")
        page.named("limit_to", "上端", "上限", "the upper limit")
        low, high = self.limits
        says = page.say(
            "{v} = {low} から {high} まで、x 軸との間の面積はいくつでしょうか。",
            "從 {v} = {low} 到 {high}，與 x 軸之間的面積是多少？",
            "How large is the area between it and the axis, from {v} = {low} to {high}?",
            v=str(self.read.variable),
            low=plain(low),
            high=plain(high),
        )
        page.beat("Create(limit_from)", "Create(limit_to)", says=says)

    def _rectangles(self, page: Page, spot: tuple[float, float], room: float) -> None:
        """Rectangles as high as the curve in their middles; more of them come nearer."""
        low, high = self.ends
        for turn, count in enumerate(COUNTS):
            step = (high - low) / count * (1 + 1e-7)
            page.let(
                f"rectangles_{turn + 1}",
                "axes.get_riemann_rectangles",
                "curve",
                x_range=f"[{low:.9g}, {high:.9g}]",
                dx=f"{step:.9g}",
                input_sample_type='"center"',
                color=f"[{page.look.accent(0)}, {page.look.accent(1)}]",
                stroke_width="1" if count < COUNTS[-1] else "0.5",
                stroke_color="BACKGROUND",
                fill_opacity="0.65",
                show_signed_area="False",
            )
            total = strips(self.read.value, low, high, count)
            words = page.say("長方形 {n} 個", "{n} 個長方形", "{n} rectangles", n=count)
            page.text(f"count_{turn + 1}", words, 26, room, color=page.look.muted)
            page.place(f"count_{turn + 1}", spot[0], spot[1] + 0.34)
            page.text(f"sum_{turn + 1}", f"≈ {_sum(total)}", 36, room, color=page.look.done)
            page.place(f"sum_{turn + 1}", spot[0], spot[1] - 0.28)
            if turn == 0:
                says = page.say(
                    "幅の等しい長方形 {n} 個で近似します。面積の合計はおよそ {s}。",
                    "用 {n} 個等寬的長方形來近似，面積總和約為 {s}。",
                    "{n} rectangles of equal width come near it: together about {s}.",
                    n=count,
                    s=_sum(total),
                )
                page.beat("FadeIn(rectangles_1, lag_ratio=0.3)", says=says, seconds=1.6)
                page.beat("FadeIn(count_1)", "FadeIn(sum_1)", seconds=0.5)
                continue
            finer = None
            if turn == 1:
                finer = page.say(
                    "長方形を細くするほど、すき間が減っていきます。",
                    "長方形越細，縫隙就越小。",
                    "The finer the rectangles, the less is left over or missing.",
                )
            gone = (f"FadeOut({name}_{turn})" for name in ("count", "sum"))
            come = (f"FadeIn({name}_{turn + 1})" for name in ("count", "sum"))
            changed = f"ReplacementTransform(rectangles_{turn}, rectangles_{turn + 1})"
            page.beat(changed, *gone, *come, says=finer, seconds=1.2, pause=0.6)

    def _whole(self, page: Page, spot: tuple[float, float], room: float) -> None:
        low, high = self.limits
        ends = f"[{float(low):.6g}, {float(high):.6g}]"
        page.let("area", "axes.get_area", "curve", x_range=ends, color=page.look.done, opacity="0.6")
        page.named("area", "面積", "面積", "the area")
        body = self.read.formula.right()
        if self.read.expression.is_Add:
            body = f"({body})"
        variable = str(self.read.variable)
        head = f"integral_({typst(low)})^({typst(high)}) {body} dif {variable}"
        found = antiderivative(self.read.expression, self.read.variable)
        if found is not None and self.value.exact is not None:
            middle = f"= [{typst(found)}]_({typst(low)})^({typst(high)}) "
            result = f"= {typst(self.value.exact)}"
            if not self.value.exact.is_Integer:
                short = decimal(self.value.exact) if self.value.exact.is_Rational else None
                result += (f" = {short}" if short else f" approx {rounded(self.value.exact)}").replace(
                    "−", "-"
                )
        else:
            middle, result = "", f"approx {rounded(self.value.near)}".replace("−", "-")
        rows = [head, middle, result] if page.stage.wide else [f"{head} {middle} {result}"]
        typeset = " \\ ".join(row for row in rows if row)
        page.formula("integral", typeset, 50, room, color=page.look.done)
        page.at_most("integral", 3.3 if page.stage.wide else 1.1, side="height")
        page.place("integral", *spot)
        page.named("integral", "積分の式", "積分式", "the integral")
        last = len(COUNTS)
        value = equal(self.value)
        page.beat(f"FadeOut(count_{last})", f"FadeOut(sum_{last})", seconds=0.3)
        says = page.say(
            "限りなく細くすると、すき間がなくなります。積分の値は {v}。",
            "無限細分，就沒有縫隙了。積分值為 {v}。",
            "Ever finer, nothing is left over: the integral is {v}.",
            v=value.removeprefix("= "),
        )
        page.beat(
            f"FadeOut(rectangles_{last})",
            "FadeIn(area)",
            "Write(integral)",
            says=says,
            seconds=1.8,
        )
        if self.has_both_signs:
            says = page.say(
                "x 軸より下の部分は、負の数として数えます。",
                "x 軸下方的部分算作負數。",
                "What lies below the axis counts as negative.",
            )
            page.beat("Indicate(area, scale_factor=1)", says=says)


def _sum(total: float) -> str:
    """A sum with as many decimals as tell one from the next."""
    return f"{total:z.3f}".replace("-", "−")
