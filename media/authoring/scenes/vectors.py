"""Two vectors and their sum: tip to tail on a grid, and the calculation beside it."""

from math import ceil, floor

from contracts.model import Model
from media.authoring.scenes.page import Page
from media.scenes.source import literal, number

_LENGTH = 5.4
_MOST_LINES = 10
_GRID_WIDTH = 7.0
_GRID_CENTER = "[-2.9, -0.15, 0]"
_PANEL_X = 4.0


class Vectors(Model):
    """The two vectors."""

    a: tuple[float, float] = (2, 1)
    b: tuple[float, float] = (1, 3)


def build(page: Page) -> None:
    """Write the sum of two vectors."""
    show = Vectors.model_validate(page.scene.show)
    (ax, ay), (bx, by) = show.a, show.b
    total = (ax + bx, ay + by)
    look = page.look
    colors = look.accent(0), look.accent(1), look.accent(2)
    page.heading()
    _plane(page, [0, ax, total[0], bx], [0, ay, total[1], by])

    page.beat("Create(plane)", seconds=1.0, quiet=True)

    origin, tip_a, tip_b, tip = (_at(x, y) for x, y in ((0, 0), show.a, show.b, total))
    _arrow(page, "vector_a", origin, tip_a, colors[0])
    _name(page, "a", colors[0], _beside(show.a, total))
    page.beat("GrowArrow(vector_a)", "FadeIn(label_a)", seconds=0.9)
    _arrow(page, "vector_b", origin, tip_b, colors[1])
    _name(page, "b", colors[1], _beside(show.b, total))
    page.beat("GrowArrow(vector_b)", "FadeIn(label_b)", seconds=0.9)

    page.let("moved_b", "vector_b.copy")
    page.do("moved_b.shift", f"{tip_a} - {origin}")
    _calculation(page, show, total, colors)
    page.beat("TransformFromCopy(vector_b, moved_b)", "FadeIn(names)", "Write(formula)", seconds=1.2)
    _arrow(page, "vector_sum", origin, tip, colors[2])
    page.beat("GrowArrow(vector_sum)", "Write(result)", seconds=1.2)


def _calculation(page: Page, show: Vectors, total: tuple[float, float], colors: tuple[str, str, str]) -> None:
    """The sum in components, to the right of the grid, each vector in its colour."""
    page.let("names", "MathTypst", literal("arrow(a) + arrow(b)"), font_size="44", color=page.look.muted)
    page.do("names.move_to", f"[{number(_PANEL_X)}, 1.75, 0]")
    for name, vector, color in (("part_a", show.a, colors[0]), ("part_b", show.b, colors[1])):
        page.let(name, "MathTypst", literal(_column(vector)), font_size="44", color=color)
    page.let("plus", "MathTypst", literal("+"), font_size="44", color=page.look.ink)
    page.let("formula", "VGroup", "part_a", "plus", "part_b")
    page.do("formula.arrange", "RIGHT", buff="0.25")
    page.at_most("formula", 5.0)
    page.do("formula.move_to", f"[{number(_PANEL_X)}, 0.4, 0]")
    page.let("result", "MathTypst", literal(f"= {_column(total)}"), font_size="44", color=colors[2])
    page.at_most("result", 5.0)
    page.do("result.next_to", "formula", "DOWN", buff="0.5")


def _plane(page: Page, xs: list[float], ys: list[float]) -> None:
    low_x, high_x = floor(min(xs)) - 1, ceil(max(xs)) + 1
    low_y, high_y = floor(min(ys)) - 1, ceil(max(ys)) + 1
    step = _step(max(high_x - low_x, high_y - low_y))
    low_x, low_y = floor(low_x / step) * step, floor(low_y / step) * step
    high_x, high_y = ceil(high_x / step) * step, ceil(high_y / step) * step
    unit = min(_GRID_WIDTH / (high_x - low_x), _LENGTH / (high_y - low_y))
    spare = int((_GRID_WIDTH / unit - (high_x - low_x)) / step)
    low_x, high_x = low_x - spare // 2 * step, high_x + (spare - spare // 2) * step
    page.let(
        "plane",
        "NumberPlane",
        x_range=f"[{low_x}, {high_x}, {step}]",
        y_range=f"[{low_y}, {high_y}, {step}]",
        x_length=number(unit * (high_x - low_x)),
        y_length=number(unit * (high_y - low_y)),
        background_line_style=f'{{"stroke_color": {page.look.panel}, "stroke_width": 1.5}}',
        axis_config=f'{{"color": {page.look.muted}, "stroke_width": 2.5}}',
        faded_line_ratio="0",
    )
    page.do("plane.move_to", _GRID_CENTER)


def _step(span: float) -> int:
    step = 1
    while span / step > _MOST_LINES:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return step


def _at(x: float, y: float) -> str:
    return f"plane.c2p({number(x)}, {number(y)})"


def _arrow(page: Page, name: str, start: str, end: str, color: str) -> None:
    page.let(
        name,
        "Arrow",
        start,
        end,
        buff="0",
        color=color,
        stroke_width="6",
        max_tip_length_to_length_ratio="0.2",
    )


def _name(page: Page, letter: str, color: str, side: str) -> None:
    page.let(f"label_{letter}", "MathTypst", literal(f"arrow({letter})"), font_size="40", color=color)
    page.do(f"label_{letter}.move_to", f"vector_{letter}.get_center() + {side}")


def _beside(vector: tuple[float, float], total: tuple[float, float]) -> str:
    """The side of a vector away from the sum, where its name stands free."""
    (x, y), (sum_x, sum_y) = vector, total
    length = (x * x + y * y) ** 0.5 or 1.0
    turn = -1.0 if x * sum_y - y * sum_x > 0 else 1.0
    return f"[{number(-turn * y / length * 0.4)}, {number(turn * x / length * 0.4)}, 0]"


def _column(vector: tuple[float, float]) -> str:
    return f"vec({number(vector[0])}, {number(vector[1])})"
