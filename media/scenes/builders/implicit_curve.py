"""A curve that an equation in x and y describes: what it is, and what its points have in common."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Final, Self

import sympy
from pydantic import Field, model_validator
from sympy import Expr

from media.formulas.conics import Conic, Ellipse, Hyperbola, Line, Other, Parabola, Point, X, Y, conic
from media.formulas.formula import parse, two_sides
from media.formulas.functions import difference, numeric
from media.formulas.written import equal, numpy, plain, short
from media.scenes.axes import Labels, Plane, fitted
from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.readings import reading
from media.scenes.room import Room, two
from media.scenes.source import number

_FAR: Final = 4
_COLUMNS: Final = 60
_LARGEST: Final = 1e6
_SMALLEST: Final = 1e-3


class ImplicitCurve(Builder):
    """The equation, such as ``x^2 + y^2 = 4`` or ``x = y^2``."""

    equation: str = Field(min_length=3, max_length=120)

    @model_validator(mode="after")
    def _can_be_drawn(self) -> Self:
        curve = self.curve
        if isinstance(curve, Other) and not _crosses_zero(curve.expression):
            raise ValueError("equation is fulfilled by no point near the middle of the plane.")
        low_x, high_x, low_y, high_y = _extent(curve)
        if (
            max(map(abs, (low_x, high_x, low_y, high_y))) > _LARGEST
            or min(high_x - low_x, high_y - low_y) < _SMALLEST
        ):
            raise ValueError("equation has numbers too large or too small to be drawn.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A circle."""
        return cls(equation="x^2 + y^2 = 4")

    @cached_property
    def curve(self) -> Conic:
        """What the equation describes."""
        return conic(self.equation)

    @property
    def written(self) -> str:
        """The equation in a line of text."""
        return " = ".join(
            plain(difference(f"{side} = 0", {"x": X, "y": Y})) for side in two_sides(self.equation)
        )

    @property
    def typeset(self) -> str:
        """The equation in Typst's mathematics."""
        return " = ".join(parse(side).typst() for side in two_sides(self.equation))

    def heading(self, locale: Locale) -> str:  # noqa: ARG002
        """The equation."""
        return self.written

    def draw(self, page: Page) -> None:
        """The equation, its curve, what is special about it, and a point that moves along it."""
        area, panel = two(page.stage, 0.66 if page.stage.wide else 0.74, beside=page.stage.wide)
        plane = fitted(area, *_extent(self.curve))
        sketch = _Sketch(page, plane, panel, Labels(plane))
        page.named("axes", "座標軸", "座標軸", "the axes")
        page.beat(*plane.draw(page), seconds=0.8)
        page.formula("equation", self.typeset, 46, panel.width, color=page.look.main)
        page.at_most("equation", 0.9, side="height")
        page.place("equation", panel.x, panel.top - (0.7 if page.stage.wide else 0.45))
        page.named("equation", "方程式", "方程式", "the equation")
        says = page.say(
            "{e} を満たす点 (x, y) を集めます。",
            "找出所有滿足 {e} 的點 (x, y)。",
            "Which points (x, y) fulfil {e}?",
            e=self.written,
        )
        page.beat("Write(equation)", says=says)
        page.named("curve", "曲線", "曲線", "the curve")
        match self.curve:
            case Line():
                sketch.line(self.curve)
            case Ellipse():
                sketch.ellipse(self.curve)
            case Hyperbola():
                sketch.hyperbola(self.curve)
            case Parabola():
                sketch.parabola(self.curve)
            case Other():
                sketch.other(self.curve)


@dataclass
class _Sketch:
    """What is drawn, and where."""

    page: Page
    plane: Plane
    panel: Room
    labels: Labels
    _dots: int = field(default=0)

    # --- pieces -----------------------------------------------------------------------------------------

    def _path(
        self, name: str, x: str, y: str, ends: tuple[float, float], at: Callable[[float], tuple[float, float]]
    ) -> str:
        ranged = f"[{number(ends[0])}, {number(ends[1])}]"
        self.page.let(
            name,
            "axes.plot_parametric_curve",
            f"lambda t: np.array([{x}, {y}, 0])",
            t_range=ranged,
            color=self.page.look.main,
            stroke_width="6",
        )
        for index in range(121):
            self.labels.crowd.append(self.plane.spot(*at(ends[0] + (ends[1] - ends[0]) * index / 120)))
        return name

    def _dot(self, place: Point, color: str) -> list[str]:
        self._dots += 1
        x, y = (float(part) for part in place)
        name = f"point_{self._dots}"
        self.page.let(name, "Dot", self.plane.at(x, y), radius="0.1", color=color)
        label = self.labels.write(self.page, f"{name}_label", x, y, _pair(place), color)
        return [f"FadeIn({name}, scale=2)", *label]

    def _reading(  # noqa: PLR0913, PLR0917 - a reading's own properties
        self, name: str, label: str, source: str, row: int, color: str, count: int = 1
    ) -> list[str]:
        panel, wide = self.panel, self.page.stage.wide
        y = panel.top - (2.1 + 1.3 * row if wide else 1.55)
        x = panel.x if wide or count == 1 else panel.left + panel.width * (row + 0.5) / 2
        room = panel.width if wide else panel.width / 2 - 0.2
        return reading(self.page, name, label, source, (x, y), room, color=color)

    def _runner(self, x: str, y: str, start: float) -> None:
        page = self.page
        page.function("point_x", "t", x)
        page.function("point_y", "t", y)
        page.let("time", "ValueTracker", number(start))
        page.let("runner", "always_redraw", f"lambda: Dot({self._here}, radius=0.12, color={page.look.hot})")
        page.named("runner", "動く点", "移動的點", "the moving point")

    _here: str = "axes.c2p(point_x(time.get_value()), point_y(time.get_value()))"

    def _spoke(self, name: str, to: str, color: str) -> None:
        self.page.let(
            name, "always_redraw", f"lambda: Line({self._here}, {to}, color={color}, stroke_width=5)"
        )

    def _distance(self, place: Point) -> str:
        x, y = (f"{float(part):.6g}" for part in place)
        return f"np.hypot(point_x(time.get_value()) - {x}, point_y(time.get_value()) - {y})"

    # --- kinds ------------------------------------------------------------------------------------------

    def line(self, curve: Line) -> None:
        """A line: where it meets the axes, and the same slope everywhere."""
        page, look, plane = self.page, self.page.look, self.plane
        (x1, y1), (x2, y2) = _clipped(curve, plane)
        x, y = f"{x1:.6g} + {x2 - x1:.6g} * t", f"{y1:.6g} + {y2 - y1:.6g} * t"
        self._path("curve", x, y, (0, 1), lambda t: (x1 + (x2 - x1) * t, y1 + (y2 - y1) * t))
        says = page.say("これは直線です。", "這是一條直線。", "They make a straight line.")
        page.beat("Create(curve)", says=says, seconds=1.6)
        shown = [part for place in curve.crossings for part in self._dot(place, look.done)]
        says = page.say(
            "軸と出会うのは {p} です。",
            "與座標軸相交於 {p}。",
            "It meets the axes at {p}.",
            p=page.locale.enumerated(_pair(place) for place in curve.crossings),
        )
        page.beat(*shown, says=says)
        self._runner(x, y, 0.2)
        if curve.slope is None:
            says = page.say(
                "どの点でも x {c} です。",
                "每一點都有 x {c}。",
                "At every point x {c}.",
                c=equal(curve.c / curve.a),
            )
            page.beat("FadeIn(runner)", says=says)
            page.beat("time.animate.set_value(0.85)", seconds=3.0)
            return
        slope = float(curve.slope)
        beside = "axes.c2p(point_x(time.get_value()) + 1, point_y(time.get_value()))"
        up = f"axes.c2p(point_x(time.get_value()) + 1, point_y(time.get_value()) + {slope:.6g})"
        page.let(
            "run",
            "always_redraw",
            f"lambda: Line({self._here}, {beside}, color={look.muted}, stroke_width=5)",
        )
        page.let(
            "rise", "always_redraw", f"lambda: Line({beside}, {up}, color={look.accent(3)}, stroke_width=5)"
        )
        page.named("rise", "縦の変化", "縱的變化", "the rise")
        says = page.say(
            "右へ 1 進むごとに y は {m} だけ変わります。これが傾きです。",
            "每向右 1，y 就改變 {m}：這就是斜率。",
            "For each step of 1 to the right, y changes by {m}: the slope.",
            m=short(curve.slope),
        )
        page.beat("FadeIn(runner)", "Create(run)", "Create(rise)", says=says)
        page.beat("time.animate.set_value(0.75)", seconds=3.0)

    def ellipse(self, curve: Ellipse) -> None:
        """A circle and its radius, or an ellipse, its axes and the sum of the distances from its foci."""
        page, look = self.page, self.page.look
        h, k = (float(part) for part in curve.center)
        x = f"{h:.6g} + {float(curve.across):.6g} * np.cos(t)"
        y = f"{k:.6g} + {float(curve.up):.6g} * np.sin(t)"
        a, b = float(curve.across), float(curve.up)
        self._path("curve", x, y, (0, 6.2832), lambda t: (h + a * math.cos(t), k + b * math.sin(t)))
        values = {
            "c": _pair(curve.center),
            "r": short(curve.across),
            "a": short(curve.across),
            "b": short(curve.up),
        }
        if curve.is_circle:
            says = page.say(
                "中心 {c}、半径 {r} の円です。",
                "是圓：圓心 {c}，半徑 {r}。",
                "They make a circle with centre {c} and radius {r}.",
                **values,
            )
        else:
            says = page.say(
                "中心 {c} の楕円です。",
                "是橢圓，中心在 {c}。",
                "They make an ellipse with centre {c}.",
                **values,
            )
        page.beat("Create(curve)", *self._dot(curve.center, look.done), says=says, seconds=2.0)
        self._runner(x, y, 0.5)
        if curve.is_circle:
            center = self.plane.at(h, k)
            self._spoke("radius", center, look.hot)
            page.named("radius", "半径", "半徑", "the radius")
            label = page.say("中心までの距離", "到圓心的距離", "distance from the centre")
            shown = self._reading("distance", label, self._distance(curve.center), 0, look.hot)
            says = page.say(
                "どの点も中心からの距離が {r} です。",
                "每一點到圓心的距離都是 {r}。",
                "Every point of it is {r} away from the centre.",
                **values,
            )
            page.beat("FadeIn(runner)", "Create(radius)", *shown, says=says)
        else:
            self._half_axes(curve, values)
            self._two_foci(curve.foci, "sum", 2 * curve.long)
        page.beat("time.animate.set_value(6.7832)", seconds=5.0)

    def _half_axes(self, curve: Ellipse, values: dict[str, str]) -> None:
        page, look = self.page, self.page.look
        h, k = (float(part) for part in curve.center)
        a, b = float(curve.across), float(curve.up)
        page.let(
            "half_across",
            "Line",
            self.plane.at(h, k),
            self.plane.at(h + a, k),
            color=look.done,
            stroke_width="5",
        )
        page.let(
            "half_up",
            "Line",
            self.plane.at(h, k),
            self.plane.at(h, k + b),
            color=look.accent(3),
            stroke_width="5",
        )
        page.named("half_across", "横の半軸", "橫半軸", "the half axis across")
        page.named("half_up", "縦の半軸", "縱半軸", "the half axis upwards")
        says = page.say(
            "中心から横へ {a}、縦へ {b} です。",
            "從中心橫向 {a}，縱向 {b}。",
            "From its centre it reaches {a} to the side and {b} upwards.",
            **values,
        )
        page.beat("Create(half_across)", "Create(half_up)", says=says)
        page.beat("FadeOut(half_across)", "FadeOut(half_up)", seconds=0.4)

    def _two_foci(self, foci: tuple[Point, Point], way: str, constant: Expr) -> None:
        page, look = self.page, self.page.look
        shown = [part for focus in foci for part in self._dot(focus, look.accent(3))]
        page.named(f"point_{self._dots}", "焦点", "焦點", "the focus")
        says = page.say(
            "焦点は {p} です。",
            "焦點在 {p}。",
            "Its foci are {p}.",
            p=page.locale.enumerated(_pair(focus) for focus in foci),
        )
        page.beat(*shown, says=says)
        for name, focus in zip(("first", "second"), foci, strict=True):
            self._spoke(f"{name}_distance", self.plane.at(*(float(part) for part in focus)), look.accent(3))
        one, other = (self._distance(focus) for focus in foci)
        values = {"c": short(constant)}
        if way == "sum":
            label = page.say("距離の和", "距離之和", "sum of both distances")
            source = f"{one} + {other}"
            says = page.say(
                "どの点でも、2 つの焦点までの距離の和は {c} です。",
                "每一點到兩焦點的距離之和都是 {c}。",
                "For every point, the distances from both foci add up to {c}.",
                **values,
            )
        else:
            label = page.say("距離の差", "距離之差", "difference of both distances")
            source = f"abs({one} - {other})"
            says = page.say(
                "どの点でも、2 つの焦点までの距離の差は {c} です。",
                "每一點到兩焦點的距離之差都是 {c}。",
                "For every point, the distances from both foci differ by {c}.",
                **values,
            )
        shown = self._reading("total", label, source, 0, look.hot)
        page.beat("FadeIn(runner)", "Create(first_distance)", "Create(second_distance)", *shown, says=says)

    def hyperbola(self, curve: Hyperbola) -> None:
        """Two branches, their asymptotes, and the difference of the distances from the foci."""
        page, look, plane = self.page, self.page.look, self.plane
        h, k = (float(part) for part in curve.center)
        a, b = float(curve.opening), float(curve.other)
        reach = _branch_reach(curve, plane)
        paths = []
        for turn, sign in enumerate((1, -1), 1):
            along, beside = f"{sign * a:.6g} * np.cosh(t)", f"{b:.6g} * np.sinh(t)"
            pair = (along, beside) if curve.sideways else (beside, along)
            paths.append((f"{h:.6g} + {pair[0]}", f"{k:.6g} + {pair[1]}"))
            name = "curve" if turn == 1 else "curve_other"
            self._path(name, *paths[-1], (-reach, reach), partial(_branch, curve, sign))
        says = page.say(
            "双曲線です。2 つの枝に分かれます。",
            "是雙曲線，分成兩支。",
            "They make a hyperbola, in two branches.",
        )
        page.beat("Create(curve)", "Create(curve_other)", says=says, seconds=1.8)
        slope = float(curve.slope)
        for turn, sign in enumerate((1, -1), 1):
            line = Line(sympy.Float(sign * slope), sympy.Integer(-1), sympy.Float(sign * slope * h - k))
            ends = (plane.at(*end) for end in _clipped(line, plane))
            page.let(f"asymptote_{turn}", "DashedLine", *ends, color=look.muted, stroke_width="4")
        page.named("asymptote_1", "漸近線", "漸近線", "the asymptote")
        shown = [part for vertex in curve.vertices for part in self._dot(vertex, look.done)]
        says = page.say(
            "頂点は {p}。傾き ±{m} の漸近線に近づきます。",
            "頂點在 {p}，並趨近斜率 ±{m} 的漸近線。",
            "Its vertices are {p}; far out it nears lines of slope ±{m}.",
            p=page.locale.enumerated(_pair(vertex) for vertex in curve.vertices),
            m=short(curve.slope).removeprefix("≈"),
        )
        page.beat(*shown, "Create(asymptote_1)", "Create(asymptote_2)", says=says)
        self._runner(*paths[0], -0.7 * reach)
        self._two_foci(curve.foci, "difference", 2 * curve.opening)
        page.beat(f"time.animate.set_value({number(0.7 * reach)})", seconds=4.0)

    def parabola(self, curve: Parabola) -> None:
        """A parabola, its vertex, and the equal distances from focus and directrix."""
        page, look, plane = self.page, self.page.look, self.plane
        h, k = (float(part) for part in curve.vertex)
        p = float(curve.distance)
        reach = _parabola_reach(curve, plane)
        beside, along = "t", f"t**2 / {4 * p:.6g}"
        pair = (along, beside) if curve.sideways else (beside, along)
        x, y = f"{h:.6g} + {pair[0]}", f"{k:.6g} + {pair[1]}"
        turned = (
            (lambda t: (h + t * t / (4 * p), k + t))
            if curve.sideways
            else (lambda t: (h + t, k + t * t / (4 * p)))
        )
        self._path("curve", x, y, (-reach, reach), turned)
        says = page.say(
            "頂点 {v} の放物線です。",
            "是拋物線，頂點在 {v}。",
            "They make a parabola with its vertex at {v}.",
            v=_pair(curve.vertex),
        )
        page.beat("Create(curve)", *self._dot(curve.vertex, look.done), says=says, seconds=1.8)
        place = float(curve.directrix)
        ends = (
            ((place, plane.y.low), (place, plane.y.high))
            if curve.sideways
            else ((plane.x.low, place), (plane.x.high, place))
        )
        page.let(
            "directrix",
            "DashedLine",
            *(plane.at(*end) for end in ends),
            color=look.accent(3),
            stroke_width="4",
        )
        page.named("directrix", "準線", "準線", "the directrix")
        says = page.say(
            "焦点は {f}、準線は {n} {d} です。",
            "焦點在 {f}，準線是 {n} {d}。",
            "Its focus is {f}, its directrix the line {n} {d}.",
            f=_pair(curve.focus),
            n="x" if curve.sideways else "y",
            d=equal(curve.directrix),
        )
        page.beat(*self._dot(curve.focus, look.accent(3)), "Create(directrix)", says=says)
        self._runner(x, y, -0.75 * reach)
        foot = (
            f"axes.c2p({place:.6g}, point_y(time.get_value()))"
            if curve.sideways
            else f"axes.c2p(point_x(time.get_value()), {place:.6g})"
        )
        self._spoke("to_focus", plane.at(*(float(part) for part in curve.focus)), look.hot)
        self._spoke("to_line", foot, look.accent(3))
        level = "point_x" if curve.sideways else "point_y"
        label = page.say("焦点まで", "到焦點", "to the focus")
        shown = self._reading("focus_distance", label, self._distance(curve.focus), 0, look.hot, 2)
        label = page.say("準線まで", "到準線", "to the directrix")
        source = f"abs({level}(time.get_value()) - {place:.6g})"
        shown += self._reading("line_distance", label, source, 1, look.accent(3), 2)
        says = page.say(
            "どの点でも、焦点までと準線までの距離が等しくなります。",
            "每一點到焦點與到準線的距離都相等。",
            "Every point is as far from the focus as from the directrix.",
        )
        page.beat("FadeIn(runner)", "Create(to_focus)", "Create(to_line)", *shown, says=says)
        page.beat(f"time.animate.set_value({number(0.75 * reach)})", seconds=4.5)

    def other(self, curve: Other) -> None:
        """Another curve, as it is."""
        page = self.page
        page.let(
            "curve",
            "axes.plot_implicit_curve",
            f"lambda x, y: {numpy(curve.expression)}",
            min_depth="6",
            color=page.look.main,
            stroke_width="6",
        )
        says = page.say(
            "すべて合わせると、この曲線になります。",
            "合起來就是這條曲線。",
            "Together they make this curve.",
        )
        page.beat("Create(curve)", says=says, seconds=3.0)


def _pair(place: Point) -> str:
    return f"({short(place[0])}, {short(place[1])})"


def _extent(curve: Conic) -> tuple[float, float, float, float]:
    """The part of the plane to show: from left to right, from below to above, with the origin."""
    match curve:
        case Line():
            points = [(float(x), float(y)) for x, y in curve.crossings]
            size = max([3.0, *(1.4 * max(abs(x), abs(y)) for x, y in points)])
            return (-size, size, -size, size)
        case Ellipse():
            (h, k), (a, b) = map(float, curve.center), (float(curve.across), float(curve.up))
            return _with_origin(h - 1.25 * a, h + 1.25 * a, k - 1.25 * b, k + 1.25 * b, max(a, b))
        case Hyperbola():
            h, k = map(float, curve.center)
            size = 2.2 * float(sympy.sqrt(curve.opening**2 + curve.other**2))
            return _with_origin(h - size, h + size, k - size, k + size, size)
        case Parabola():
            h, k = map(float, curve.vertex)
            p = float(curve.distance)
            across, deep = 7 * abs(p), 5 * abs(p)
            low, high = (-2 * abs(p), deep) if p > 0 else (-deep, 2 * abs(p))
            if curve.sideways:
                return _with_origin(h + low, h + high, k - across, k + across, 4 * abs(p))
            return _with_origin(h - across, h + across, k + low, k + high, 4 * abs(p))
        case Other():
            return (-_FAR, _FAR, -_FAR, _FAR)


def _with_origin(
    low_x: float, high_x: float, low_y: float, high_y: float, size: float
) -> tuple[float, float, float, float]:
    """With the origin, unless that is far away."""
    margin = 0.3 * size
    if max(low_x, -high_x, low_y, -high_y) > 3 * size:
        return low_x, high_x, low_y, high_y
    return min(low_x, -margin), max(high_x, margin), min(low_y, -margin), max(high_y, margin)


def _clipped(line: Line, plane: Plane) -> list[tuple[float, float]]:
    """The two ends of a line in a plane, from left to right."""
    a, b, c = float(line.a), float(line.b), float(line.c)
    ends = []
    if b:
        ends += [(x, (c - a * x) / b) for x in (plane.x.low, plane.x.high)]
    if a:
        ends += [((c - b * y) / a, y) for y in (plane.y.low, plane.y.high)]
    room = 1e-9 * (plane.x.span + plane.y.span)
    inside = sorted(
        (x, y)
        for x, y in ends
        if plane.x.low - room <= x <= plane.x.high + room and plane.y.low - room <= y <= plane.y.high + room
    )
    return [inside[0], inside[-1]]


def _branch(curve: Hyperbola, sign: int, t: float) -> tuple[float, float]:
    """A point of one of the branches."""
    h, k = (float(part) for part in curve.center)
    along, beside = sign * float(curve.opening) * math.cosh(t), float(curve.other) * math.sinh(t)
    return (h + along, k + beside) if curve.sideways else (h + beside, k + along)


def _branch_reach(curve: Hyperbola, plane: Plane) -> float:
    """Up to which parameter both branches stay on the plane."""
    h, k = (float(part) for part in curve.center)
    a, b = float(curve.opening), float(curve.other)
    right, up = min(plane.x.high - h, h - plane.x.low), min(plane.y.high - k, k - plane.y.low)
    along, beside = (right, up) if curve.sideways else (up, right)
    return max(0.3, min(math.acosh(max(along / a, 1.05)), math.asinh(beside / b)))


def _parabola_reach(curve: Parabola, plane: Plane) -> float:
    """How far to both sides a parabola stays on the plane."""
    h, k = (float(part) for part in curve.vertex)
    p = float(curve.distance)
    right, up = (plane.x.high - h, h - plane.x.low), (plane.y.high - k, k - plane.y.low)
    along, beside = (right, up) if curve.sideways else (up, right)
    deep = along[0] if p > 0 else along[1]
    return min(math.sqrt(4 * abs(p) * deep), *beside)


def _crosses_zero(expression: Expr) -> bool:
    """Whether the expression changes its sign somewhere near the middle of the plane."""
    signs = set()
    for index in range(_COLUMNS):
        x = sympy.Rational(2 * index + 1 - _COLUMNS, _COLUMNS) * _FAR
        column = numeric(expression.subs(X, x))
        for step in range(_COLUMNS):
            value = column(_FAR * (2 * step + 1 - _COLUMNS) / _COLUMNS)
            if math.isfinite(value) and value:
                signs.add(value > 0)
    return len(signs) > 1
