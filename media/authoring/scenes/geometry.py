"""Figures: one with its measures, several side by side, or one turning into the next."""

from typing import Literal

from pydantic import Field

from contracts.model import Model
from media.authoring.scenes.page import Page
from media.scenes.source import literal, point

Shape = Literal[
    "circle",
    "square",
    "rectangle",
    "triangle",
    "right_triangle",
    "pentagon",
    "hexagon",
    "star",
    "ellipse",
    "angle",
]
MOST = 4

_DRAWN = {
    "circle": ("Circle", {"radius": "1.5"}),
    "square": ("Square", {"side_length": "2.7"}),
    "rectangle": ("Rectangle", {"width": "4", "height": "2.4"}),
    "triangle": ("Polygon", {}),
    "right_triangle": ("Polygon", {}),
    "pentagon": ("RegularPolygon", {"n": "5", "radius": "1.6"}),
    "hexagon": ("RegularPolygon", {"n": "6", "radius": "1.6"}),
    "star": ("Star", {"n": "5", "outer_radius": "1.7"}),
    "ellipse": ("Ellipse", {"width": "4", "height": "2.4"}),
    "angle": ("Sector", {"radius": "1.8", "angle": "PI / 3"}),
}
_CORNERS = {
    "triangle": ("[-1.9, -1.3, 0]", "[1.9, -1.3, 0]", "[0.5, 1.5, 0]"),
    "right_triangle": ("[-1.8, -1.3, 0]", "[1.8, -1.3, 0]", "[-1.8, 1.4, 0]"),
}


class Figure(Model):
    """A figure, in a colour of its own if one is named."""

    shape: Shape
    color: str = ""


class Geometry(Model):
    """The figures; ``morph`` turns each into the next; a ``formula`` (Typst) stands beside a single one."""

    figures: list[Figure] = Field(min_length=1)
    names: tuple[str, ...] = ()
    morph: bool = False
    formula: str = ""


def build(page: Page) -> None:
    """Write the figures."""
    show = Geometry.model_validate(page.scene.show)
    figures = show.figures[:MOST]
    page.heading()
    if show.morph and len(figures) > 1:
        _morph(page, figures, show.names)
    elif len(figures) > 1:
        _row(page, figures, show.names)
    else:
        _single(page, figures[0], show.formula)


def _figure(page: Page, name: str, figure: Figure, index: int) -> str:
    color = figure.color or page.look.accent(index)
    function, options = _DRAWN[figure.shape]
    corners = _CORNERS.get(figure.shape, ())
    page.let(name, function, *corners, **options, color=color, fill_opacity="0.35", stroke_width="5")
    return color


def _morph(page: Page, figures: list[Figure], names: tuple[str, ...]) -> None:
    for index, figure in enumerate(figures):
        color = _figure(page, f"figure_{index + 1}", figure, index)
        page.do(f"figure_{index + 1}.move_to", "UP * 0.25")
        if names:
            page.text(f"name_{index + 1}", names[index], 34, 6, color=color)
            page.do(f"name_{index + 1}.move_to", "DOWN * 2.15")
    named = bool(names)
    page.beat("DrawBorderThenFill(figure_1)", *(["FadeIn(name_1)"] if named else []), seconds=1.2)
    for index in range(2, len(figures) + 1):
        words = [f"FadeOut(name_{index - 1})", f"FadeIn(name_{index})"] if named else []
        page.beat(f"ReplacementTransform(figure_{index - 1}, figure_{index})", *words, seconds=1.4)


def _row(page: Page, figures: list[Figure], names: tuple[str, ...]) -> None:
    slot = 12.6 / len(figures)
    for index, figure in enumerate(figures):
        x = -6.3 + slot * (index + 0.5)
        color = _figure(page, f"figure_{index + 1}", figure, index)
        page.at_most(f"figure_{index + 1}", slot * 0.8)
        page.do(f"figure_{index + 1}.move_to", point(x, 0.25))
        words = []
        if names:
            page.text(f"name_{index + 1}", names[index], 30, slot * 0.9, color=color)
            page.do(f"name_{index + 1}.move_to", point(x, -2.0))
            words = [f"FadeIn(name_{index + 1})"]
        page.beat(f"DrawBorderThenFill(figure_{index + 1})", *words, seconds=0.9)


def _single(page: Page, figure: Figure, formula: str) -> None:
    if figure.shape == "right_triangle":
        _pythagoras(page, formula)
        return
    x = -2.6 if formula else 0
    _figure(page, "figure", figure, 0)
    page.do("figure.scale", "1.3")
    page.do("figure.move_to", point(x, -0.1))
    page.beat("DrawBorderThenFill(figure)", seconds=1.3)
    measures = _measures(page, figure.shape)
    if measures:
        page.beat(*measures, seconds=1.0)
    if formula:
        page.let("formula", "MathTypst", literal(formula), font_size="64", color=page.look.accent(2))
        page.at_most("formula", 5.6)
        page.do("formula.move_to", point(3.4, -0.1))
        page.beat("Write(formula)", seconds=1.0)


def _measures(page: Page, shape: str) -> list[str]:
    """The letters that the formulas of a figure use, at their places."""
    color = page.look.accent(1)
    match shape:
        case "circle":
            page.let(
                "radius", "Line", "figure.get_center()", "figure.get_right()", color=color, stroke_width="5"
            )
            page.let("center", "Dot", "figure.get_center()", radius="0.08", color=color)
            page.let("letter", "MathTypst", '"r"', font_size="44", color=color)
            page.do("letter.next_to", "radius", "UP", buff="0.12")
            return ["Create(radius)", "FadeIn(center)", "FadeIn(letter)"]
        case "square":
            letters = [("a", "DOWN"), ("a", "LEFT")]
        case "rectangle":
            letters = [("a", "DOWN"), ("b", "LEFT")]
        case "triangle":
            page.let("top", "figure.get_vertices")
            page.let(
                "height",
                "DashedLine",
                "top[2]",
                "[top[2][0], top[0][1], 0]",
                color=color,
            )
            page.let("letter_h", "MathTypst", '"h"', font_size="44", color=color)
            page.do("letter_h.next_to", "height", "LEFT", buff="0.12")
            page.let("letter_a", "MathTypst", '"a"', font_size="44", color=color)
            page.do("letter_a.next_to", "figure", "DOWN", buff="0.16")
            return ["Create(height)", "FadeIn(letter_h, letter_a)"]
        case "angle":
            page.let("letter", "MathTypst", '"theta"', font_size="48", color=color)
            page.do("letter.move_to", "figure.get_center()")
            return ["FadeIn(letter)"]
        case _:
            return []
    names = []
    for index, (letter, side) in enumerate(letters, 1):
        names.append(f"side_{index}")
        page.let(names[-1], "MathTypst", literal(letter), font_size="44", color=color)
        page.do(f"{names[-1]}.next_to", "figure", side, buff="0.16")
    return [f"FadeIn({', '.join(names)})"]


def _pythagoras(page: Page, formula: str) -> None:
    """The right triangle 3-4-5 with the squares over its sides."""
    look = page.look
    page.let(
        "triangle",
        "Polygon",
        "[-3.2, -0.8, 0]",
        "[-1.36, -0.8, 0]",
        "[-3.2, 0.58, 0]",
        color=look.ink,
        fill_opacity="0.25",
        stroke_width="5",
    )
    squares = (
        ("a", ("[-3.2, -0.8, 0]", "[-3.2, 0.58, 0]", "[-4.58, 0.58, 0]", "[-4.58, -0.8, 0]")),
        ("b", ("[-3.2, -0.8, 0]", "[-1.36, -0.8, 0]", "[-1.36, -2.64, 0]", "[-3.2, -2.64, 0]")),
        ("c", ("[-3.2, 0.58, 0]", "[-1.36, -0.8, 0]", "[0.02, 1.04, 0]", "[-1.82, 2.42, 0]")),
    )
    page.beat("Create(triangle)", seconds=1.0)
    for index, (letter, corners) in enumerate(squares):
        color = look.accent(index)
        page.let(f"square_{letter}", "Polygon", *corners, color=color, fill_opacity="0.35", stroke_width="4")
        page.let(f"area_{letter}", "MathTypst", literal(f"{letter}^2"), font_size="42", color=look.ink)
        page.do(f"area_{letter}.move_to", f"square_{letter}")
        page.beat(f"DrawBorderThenFill(square_{letter})", f"FadeIn(area_{letter})", seconds=0.9)
    page.let(
        "formula", "MathTypst", literal(formula or "a^2 + b^2 = c^2"), font_size="60", color=look.accent(2)
    )
    page.at_most("formula", 5.4)
    page.do("formula.move_to", point(3.7, 0.0))
    page.beat("Write(formula)", seconds=1.1)
