"""Graphs of functions in one plane: where one is zero, turns or breaks off, and where two meet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

import sympy
from pydantic import Field, model_validator

from media.formulas.functions import Function, Root, function
from media.formulas.window import Window, height, window
from media.formulas.written import equal, pair, plain
from media.scenes.axes import Labels, Plane, source_of
from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.room import Room, two
from media.scenes.words import listed

MOST: Final = 4
_FARTHEST: Final = 1e6
_TOLD: Final = 4
"""The most places that a line names; where there are more, it counts them."""


class Graphs(Builder):
    """The functions, each of one variable; ``between`` are the ends of what is shown, if they matter."""

    functions: tuple[str, ...] = Field(min_length=1, max_length=MOST)
    between: tuple[float, float] | None = None

    @model_validator(mode="after")
    def _can_be_drawn(self) -> Self:
        if self.between and not -_FARTHEST <= self.between[0] < self.between[1] <= _FARTHEST:
            raise ValueError("between must be two numbers, the smaller first.")
        expressions = [one.expression for one in self.read]
        if len(set(expressions)) < len(expressions):
            raise ValueError("functions must differ from each other.")
        if not any(self.seen.stretches(one) for one in self.seen.functions):
            raise ValueError("between must hold a part of a function.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A hyperbola and a line, which meet twice."""
        return cls(functions=("1/x", "x"))

    @property
    def read(self) -> list[Function]:
        """The functions."""
        return [function(text) for text in self.functions]

    @property
    def seen(self) -> Window:
        """The part of the plane that is shown, with the points in it."""
        return window(self.read, self.between)

    def heading(self, locale: Locale) -> str:
        """The equations."""
        return locale.enumerated(f"y = {plain(one.expression)}" for one in self.read)

    def draw(self, page: Page) -> None:
        """Each curve with what breaks it off, then the points of a single one, or where several meet."""
        area, panel = two(page.stage, 0.74 if page.stage.wide else 0.84, beside=page.stage.wide)
        seen = self.seen
        plane = Plane(seen.x, seen.y, area)
        labels = Labels(plane)
        for one in seen.functions:
            labels.see(one, seen.stretches(one))
        page.named("axes", "座標軸", "座標軸", "the axes")
        page.beat(*plane.draw(page, names=(str(seen.functions[0].variable), "y")), seconds=0.8)
        sketch = _Sketch(page, seen, plane, labels, panel)
        for index in range(len(seen.functions)):
            sketch.curve(index)
            sketch.poles(index)
            sketch.gaps(index)
        if len(seen.functions) == 1:
            sketch.zeros()
            sketch.turns()
        else:
            sketch.meetings()


@dataclass(frozen=True)
class _Sketch:
    """What is drawn, and where."""

    page: Page
    seen: Window
    plane: Plane
    labels: Labels
    panel: Room

    def curve(self, index: int) -> None:
        """A formula and its curve, piece by piece from left to right."""
        page, one, color = self.page, self.seen.functions[index], self.page.look.accent(index)
        mark = f"_{index + 1}" if len(self.seen.functions) > 1 else ""
        self._formula(f"formula{mark}", index, color)
        pieces = self.plane.plot_all(page, f"curve{mark}", source_of(one), self.seen.stretches(one), color)
        told = plain(one.expression)
        page.named(f"curve{mark}", f"y = {told} のグラフ", f"y = {told} 的圖形", f"the graph of y = {told}")
        if not pieces:
            says = page.say(
                "y = {f} は、この範囲には現れません。",
                "y = {f} 不在這個範圍裡。",
                "y = {f} does not run through this part.",
                f=told,
            )
        elif index == 0:
            says = page.say(
                "y = {f} のグラフです。", "這是 y = {f} 的圖形。", "This is the graph of y = {f}.", f=told
            )
        else:
            says = page.say(
                "同じ平面に y = {f} を描きます。",
                "在同一個平面上畫出 y = {f}。",
                "Into the same plane comes y = {f}.",
                f=told,
            )
        created = ", ".join(f"Create({piece})" for piece in pieces)
        drawn = [f"Succession({created})" if len(pieces) > 1 else created] if pieces else []
        page.beat(f"Write(formula{mark})", *drawn, says=says, seconds=2.2)

    def _formula(self, name: str, index: int, color: str) -> None:
        page, panel, count = self.page, self.panel, len(self.seen.functions)
        typst = f"y = {self.seen.functions[index].formula.right()}"
        if page.stage.wide:
            page.formula(name, typst, 46, panel.width, color=color)
            page.at_most(name, 1.0, side="height")
            page.place(name, panel.x, panel.top - 0.6 - index * 1.2)
            return
        columns = min(count, 2)
        column, row, rows = index % 2, index // 2, -(-count // 2)
        page.formula(name, typst, 50, panel.width / columns - 0.3, color=color)
        page.at_most(name, 0.9 / rows + 0.2, side="height")
        x = panel.x + (column - (columns - 1) / 2) * panel.width / 2
        page.place(name, x, panel.y + ((rows - 1) / 2 - row) * 0.75)

    def poles(self, index: int) -> None:
        """Dashed lines where a function grows without bound."""
        page = self.page
        places = [place for place, gap in self.seen.breaks[index] if gap is None]
        if not places:
            return
        names = [f"asymptote_{index + 1}_{turn}" for turn in range(1, len(places) + 1)]
        for name, place in zip(names, places, strict=True):
            low, high = (self.plane.at(place.near, y) for y in (self.seen.y.low, self.seen.y.high))
            page.let(name, "DashedLine", low, high, color=page.look.hot, stroke_width="3")
        page.named(names[0], "漸近線", "漸近線", "the asymptote")
        values = {"places": _places(page.locale, places), "n": len(places)}
        if len(places) > _TOLD:
            says = page.say(
                "点線の {n} か所では値がなく、曲線は限りなく近づくだけです。",
                "在 {n} 條虛線處沒有值，曲線只會無限接近。",
                "At the {n} dashed lines it has no value; the curve only comes near.",
                **values,
            )
        else:
            says = page.say(
                "x {places} では値がなく、曲線は点線に近づくだけです。",
                "在 x {places} 沒有值，曲線只會接近虛線。",
                "At x {places} it has no value; the curve only comes near the line.",
                **values,
            )
        page.beat(*(f"Create({name})" for name in names), says=says)

    def gaps(self, index: int) -> None:
        """Open circles where a single value is missing."""
        page, hot = self.page, self.page.look.hot
        low, high = self.seen.y.low, self.seen.y.high
        found = [
            (place, Root(float(gap), gap))
            for place, gap in self.seen.breaks[index]
            if gap is not None and low < float(gap) < high
        ]
        if not found:
            return
        shown = []
        for turn, (x, y) in enumerate(found, 1):
            name = f"gap_{index + 1}_{turn}"
            filled = {"color": hot, "fill_color": "BACKGROUND", "fill_opacity": "1"}
            page.let(name, "Circle", radius="0.11", **filled)
            page.do(f"{name}.move_to", self.plane.at(x.near, y.near))
            shown.append(f"FadeIn({name}, scale=2.5)")
            shown.extend(self.labels.write(page, f"{name}_label", x.near, y.near, pair(x, y), hot))
        page.named(f"gap_{index + 1}_1", "穴", "洞", "the gap")
        says = page.say(
            "x {places} では値がないので、グラフに穴があきます。",
            "在 x {places} 沒有值，所以圖形有一個洞。",
            "At x {places} it has no value, so the graph has a gap.",
            places=_places(page.locale, [x for x, _ in found]),
        )
        page.beat(*shown, says=says)

    def zeros(self) -> None:
        """Dots where the function is zero."""
        page, places = self.page, self.seen.zeros[0]
        if not places:
            return
        points = [(place, Root(0.0, sympy.Integer(0))) for place in places]
        shown = self._dots("zero", points, page.look.done)
        page.named("zero_1", "零点", "零點", "the zero")
        values = {"places": _places(page.locale, places), "n": len(places)}
        if len(places) > _TOLD:
            says = page.say(
                "この範囲で x 軸と {n} 回出会います。",
                "在這個範圍裡與 x 軸相遇 {n} 次。",
                "It meets the x-axis {n} times here.",
                **values,
            )
        else:
            says = page.say(
                "x 軸と出会うのは x {places} です。",
                "與 x 軸相遇於 x {places}。",
                "It meets the x-axis at x {places}.",
                **values,
            )
        page.beat(*shown, says=says)

    def turns(self) -> None:
        """Dots where the function turns, with a short level line through each."""
        page, one = self.page, self.seen.functions[0]
        points = [(place, height(one, place)) for place in self.seen.turns[0]]
        if not points:
            return
        shown = self._dots("turn", points, page.look.hot)
        half = 0.07 * self.seen.x.span
        for turn, (x, y) in enumerate(points, 1):
            ends = (self.plane.at(x.near - half, y.near), self.plane.at(x.near + half, y.near))
            page.let(f"level_{turn}", "Line", *ends, color=page.look.hot, stroke_width="4")
            shown.append(f"Create(level_{turn})")
        if is_parabola := one.is_quadratic:
            page.named("turn_1", "頂点", "頂點", "the vertex")
        else:
            page.named("turn_1", "向きが変わる点", "轉折點", "the turning point")
        values = {"points": listed(page.locale, [pair(x, y) for x, y in points]), "n": len(points)}
        if len(points) > _TOLD:
            says = page.say(
                "上りと下りが {n} か所で入れ替わります。",
                "升降在 {n} 個地方轉換。",
                "It turns at {n} places, at its tops and bottoms.",
                **values,
            )
        elif len(points) > 1:
            says = page.say(
                "上りと下りが入れ替わるのは {points} です。",
                "升降轉換於 {points}。",
                "It turns at {points}: there it is level for a moment.",
                **values,
            )
        elif is_parabola:
            rises = one.slope(points[0][0].near - 1e-3) < 0
            says = page.say(
                "頂点は {points} で、下りが上りに変わります。"
                if rises
                else "頂点は {points} で、上りが下りに変わります。",
                "頂點是 {points}，在此由降轉升。" if rises else "頂點是 {points}，在此由升轉降。",
                "The vertex is {points}: it turns from falling to rising."
                if rises
                else "The vertex is {points}: it turns from rising to falling.",
                **values,
            )
        elif one.slope(points[0][0].near - 1e-3) > 0:
            says = page.say(
                "{points} で、上りが下りに変わります。",
                "在 {points} 由升轉降。",
                "At {points} it turns from rising to falling.",
                **values,
            )
        else:
            says = page.say(
                "{points} で、下りが上りに変わります。",
                "在 {points} 由降轉升。",
                "At {points} it turns from falling to rising.",
                **values,
            )
        page.beat(*shown, says=says)

    def meetings(self) -> None:
        """Dots where two curves meet."""
        page, count = self.page, len(self.seen.functions)
        points = [(one.x, one.y) for one in self.seen.meetings]
        if not points:
            says = page.say(
                "この範囲では交わりません。", "在這個範圍裡不相交。", "In this part they do not meet."
            )
            page.beat(*(f"Indicate(formula_{index + 1})" for index in range(count)), says=says)
            return
        shown = self._dots("meeting", points, page.look.ink)
        page.named("meeting_1", "交点", "交點", "the point where they meet")
        values = {"points": listed(page.locale, [pair(x, y) for x, y in points]), "n": len(points)}
        if len(points) > _TOLD:
            says = page.say(
                "この範囲で {n} 回交わります。",
                "在這個範圍裡相交 {n} 次。",
                "They meet {n} times here.",
                **values,
            )
        else:
            says = page.say(
                "交わるのは {points} です。", "相交於 {points}。", "They meet at {points}.", **values
            )
        hot = page.look.hot
        flashes = (f"Flash(meeting_{turn}, color={hot})" for turn in range(1, len(points) + 1))
        page.beat(*shown, *flashes, says=says, seconds=1.4)

    def _dots(self, kind: str, points: Sequence[tuple[Root, Root]], color: str) -> list[str]:
        shown = []
        for turn, (x, y) in enumerate(points, 1):
            name = f"{kind}_{turn}"
            self.page.let(name, "Dot", self.plane.at(x.near, y.near), radius="0.1", color=color)
            shown.append(f"FadeIn({name}, scale=2.5)")
            if len(points) <= _TOLD:
                shown.extend(self.labels.write(self.page, f"{name}_label", x.near, y.near, pair(x, y), color))
        return shown


def _places(locale: Locale, places: Sequence[Root]) -> str:
    """``= 1 and x ≈ 2.3``: what stands behind the first x."""
    values = [equal(place) for place in places]
    return listed(locale, [values[0], *(f"x {value}" for value in values[1:])])
