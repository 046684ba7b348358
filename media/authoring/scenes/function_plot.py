"""The graph of a function, with its zeros and turning points, and a tangent if one is asked for."""

import re

from contracts.model import Model
from media.authoring.scenes.page import Page
from media.formulas import curve
from media.formulas.curve import Axis, Curve
from media.formulas.formula import Formula, parse
from media.scenes.source import literal, number, point

_WIDTH = 7.6
_HEIGHT = 5.0
_CENTER = "[-2.4, -0.15, 0]"
_PANEL_X = 4.25
_PANEL_WIDTH = 4.6
_SAMPLES = 80
_MOST_MARKS = 4
_MOST_TANGENTS = 3
_SLICES = 10


class FunctionPlot(Model):
    """The formula in x, where to lay a tangent to it, or between which x to fill it."""

    formula: str
    tangents: tuple[float, ...] = ()
    area: tuple[float, float] | None = None


def build(page: Page) -> None:
    """Write the graph."""
    show = FunctionPlot.model_validate(page.scene.show)
    formula = parse(show.formula)
    seen = curve.view(formula)
    if seen is None:
        raise ValueError(f"{show.formula} has no values to draw.")
    look = page.look
    page.heading()
    _axes(page, seen)
    page.let("formula", "MathTypst", literal(formula.typst()), font_size="46", color=look.accent(0))
    page.at_most("formula", _PANEL_WIDTH)
    page.do("formula.move_to", point(_PANEL_X, 1.7))
    graphs = _graphs(page, formula, seen)
    tangents = [x for x in show.tangents if any(low < x < high for low, high in seen.stretches)][
        :_MOST_TANGENTS
    ]
    page.beat("Create(axes)", "FadeIn(x_labels, y_labels)", seconds=1.0, quiet=True)
    page.beat("Write(formula)", *(f"Create({graph})" for graph in graphs), seconds=1.6)
    if show.area is not None:
        _area(page, show.area)
    elif tangents:
        _tangents(page, formula, seen, tangents)
    else:
        _marks(page, formula, seen)


def _axes(page: Page, seen: Curve) -> None:
    look = page.look
    page.let(
        "axes",
        "Axes",
        x_range=_range(seen.x_axis),
        y_range=_range(seen.y_axis),
        x_length=number(_WIDTH),
        y_length=number(_HEIGHT),
        axis_config=f'{{"color": {look.muted}, "tip_width": 0.18, "tip_height": 0.18}}',
    )
    page.do("axes.move_to", _CENTER)
    for name, axis, place, side in (
        ("x_labels", seen.x_axis, "value, 0", "DOWN"),
        ("y_labels", seen.y_axis, "0, value", "LEFT"),
    ):
        words = f'Text(str(value).replace("-", "−"), font=FONT, font_size=21, color={look.muted})'
        page.for_each(name, list(map(number, axis.ticks)), words, f"axes.c2p({place}), {side}, buff=0.12")


def _range(axis: Axis) -> str:
    return f"[{number(axis.low)}, {number(axis.high)}, {number(axis.step)}]"


def _graphs(page: Page, formula: Formula, seen: Curve) -> list[str]:
    names = []
    variable = min(formula.variables, default="x")
    source = re.sub(rf"\b{variable}\b", "x", formula.numpy()) if variable != "x" else formula.numpy()
    for index, (low, high) in enumerate(seen.stretches, 1):
        names.append("graph" if index == 1 else f"graph_{index}")
        page.let(
            names[-1],
            "axes.plot",
            f"lambda x: {source}" if formula.variables else f"lambda x: {source} + 0 * x",
            x_range=f"[{number(low)}, {number(high)}, {number((high - low) / _SAMPLES)}]",
            color=page.look.accent(0),
            stroke_width="5",
        )
    return names


def _marks(page: Page, formula: Formula, seen: Curve) -> None:
    points = [
        *((x, page.look.accent(2)) for x in seen.turns),
        *((x, page.look.accent(1)) for x in seen.zeros),
    ]
    points = sorted(points, key=lambda mark: abs(mark[0]))[:_MOST_MARKS]
    dots: list[str] = []
    rows: list[str] = []
    for index, (x, color) in enumerate(sorted(points), 1):
        y = formula.value(x)
        page.let(f"dot_{index}", "Dot", f"axes.c2p({number(x)}, {number(y)})", radius="0.09", color=color)
        place = f"({_short(x)}, {_short(y)})"
        page.let(f"place_{index}", "MathTypst", literal(place), font_size="34", color=color)
        page.do(f"place_{index}.move_to", point(_PANEL_X, 0.75 - 0.7 * len(rows)))
        dots.append(f"FadeIn(dot_{index}, scale=2)")
        rows.append(f"FadeIn(place_{index}, shift=UP * 0.2)")
    if points:
        page.beat(*dots, *rows, seconds=1.0)


def _short(value: float) -> str:
    return number(round(value, 2) + 0.0)


def _area(page: Page, between: tuple[float, float]) -> None:
    """The area under the curve: first in slices, then whole."""
    color = page.look.accent(2)
    ends = f"[{number(between[0])}, {number(between[1])}]"
    slices = {"dx": number((between[1] - between[0]) / _SLICES), "stroke_width": "1", "fill_opacity": "0.6"}
    page.let("slices", "axes.get_riemann_rectangles", "graph", x_range=ends, color=f"[{color}]", **slices)
    page.let("area", "axes.get_area", "graph", x_range=ends, color=color, opacity="0.6")
    page.beat("FadeIn(slices, lag_ratio=0.3)", seconds=1.4)
    page.beat("ReplacementTransform(slices, area)", seconds=1.2)


def _tangents(page: Page, formula: Formula, seen: Curve, places: list[float]) -> None:
    """A tangent that moves along the curve, and its slope."""
    look = page.look
    for index, x in enumerate(places, 1):
        slope = (formula.value(x + 1e-4) - formula.value(x - 1e-4)) / 2e-4
        start, end = _inside(seen, x, formula.value(x), slope)
        page.let(f"touch_{index}", "Dot", _on(x, formula.value(x)), radius="0.1", color=look.accent(1))
        page.let(f"tangent_{index}", "Line", _on(*start), _on(*end), color=look.accent(2), stroke_width="5")
        words = f"x = {_short(x)}, quad f'(x) = {_short(slope)}"
        page.let(f"slope_{index}", "MathTypst", literal(words), font_size="36", color=look.accent(2))
        page.at_most(f"slope_{index}", _PANEL_WIDTH)
        page.do(f"slope_{index}.move_to", point(_PANEL_X, 0.6))
        if index == 1:
            page.beat("FadeIn(touch_1, scale=2)", "Create(tangent_1)", "FadeIn(slope_1)", seconds=1.0)
        else:
            page.beat(
                f"ReplacementTransform(touch_{index - 1}, touch_{index})",
                f"ReplacementTransform(tangent_{index - 1}, tangent_{index})",
                f"FadeOut(slope_{index - 1})",
                f"FadeIn(slope_{index})",
                seconds=1.2,
            )


def _on(x: float, y: float) -> str:
    return f"axes.c2p({number(x)}, {number(y)})"


def _inside(seen: Curve, x: float, y: float, slope: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """The part of the tangent that stays in the view, a third of it wide."""
    reach = (seen.x_axis.high - seen.x_axis.low) / 5
    ends = []
    for side in (-1, 1):
        length = reach
        for bound in (seen.y_axis.low, seen.y_axis.high):
            if slope * side and (bound - y) / (slope * side) > 0:
                length = min(length, (bound - y) / (slope * side))
        ends.append((x + side * length, y + slope * side * length))
    return ends[0], ends[1]
