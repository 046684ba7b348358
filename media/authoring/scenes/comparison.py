"""Two things side by side."""

from dataclasses import dataclass

from contracts.model import Model
from media.authoring.scenes.page import Page
from media.scenes.source import number, point

MOST = 4
_WIDTH = 5.7
_X = 3.2
_SIZE = 26
_TEXT_WIDTH = 4.7
_MIDDLE = -0.1
_HEAD = 1.4
_ROOM = 3.8
_TALLEST_SLOT = 1.5
_THREE_ROWS = 1.3
_BARE_HEIGHT = 2.6


class Side(Model):
    """One of the two and what is said of it."""

    name: str
    points: tuple[str, ...] = ()


class Comparison(Model):
    """The two sides."""

    left: Side
    right: Side


@dataclass(frozen=True)
class _Column:
    """A side at its place: ``slot`` is the height of a point, 0 where no side has any."""

    name: str
    side: Side
    x: float
    color: str
    height: float
    slot: float

    @property
    def name_y(self) -> float:
        return _MIDDLE + self.height / 2 - _HEAD / 2 if self.slot else _MIDDLE


def build(page: Page) -> None:
    """Write the comparison; sides without points become large names."""
    show = Comparison.model_validate(page.scene.show)
    page.heading()
    most = min(MOST, max(len(show.left.points), len(show.right.points)))
    slot = min(_TALLEST_SLOT, _ROOM / most) if most else 0.0
    height = _HEAD + slot * most if most else _BARE_HEIGHT
    columns = (
        _Column("left", show.left, -_X, page.look.accent(0), height, slot),
        _Column("right", show.right, _X, page.look.accent(3), height, slot),
    )
    for column in columns:
        _card(page, column)
        _points(page, column)
    page.let("middle", "Text", '"VS"', font="FONT", font_size="30", color=page.look.muted, weight="BOLD")
    page.do("middle.move_to", point(0, columns[0].name_y))
    page.beat(
        "FadeIn(left_card, left_name, shift=RIGHT * 0.4)",
        "FadeIn(middle)",
        "FadeIn(right_card, right_name, shift=LEFT * 0.4)",
        seconds=0.9,
    )
    for index in range(most):
        shown = [column for column in columns if index < len(column.side.points)]
        names = [(f"{column.name}_dot_{index + 1}", f"{column.name}_{index + 1}") for column in shown]
        page.beat(
            *(f"FadeIn({dot}, {words}, shift=UP * 0.2)" for dot, words in names),
            seconds=0.8,
            reads=max((column.side.points[index] for column in shown), key=len),
        )


def _card(page: Page, column: _Column) -> None:
    name, x, color = column.name, column.x, column.color
    page.let(
        f"{name}_card",
        "RoundedRectangle",
        corner_radius="0.2",
        width=number(_WIDTH),
        height=number(column.height),
        color=color,
        fill_color=page.look.panel,
        fill_opacity="0.25",
        stroke_width="2.5",
    )
    page.do(f"{name}_card.move_to", point(x, _MIDDLE))
    size = 36 if column.slot else 44
    words = column.side.name
    page.text(f"{name}_name", words, size, _WIDTH - 0.8, rows=2, color=color, bold=True, centered=True)
    page.at_most(f"{name}_name", _HEAD - 0.3 if column.slot else 2.0, side="height")
    page.do(f"{name}_name.move_to", point(x, column.name_y))


def _points(page: Page, column: _Column) -> None:
    name, slot = column.name, column.slot
    top = _MIDDLE + column.height / 2 - _HEAD
    for index, words in enumerate(column.side.points[:MOST], 1):
        y = top - slot * (index - 0.5)
        page.let(f"{name}_dot_{index}", "Dot", point(column.x - 2.45, y), radius="0.08", color=column.color)
        page.text(f"{name}_{index}", words, _SIZE, _TEXT_WIDTH, rows=3 if slot > _THREE_ROWS else 2)
        page.at_most(f"{name}_{index}", slot * 0.9, side="height")
        page.do(f"{name}_{index}.move_to", point(column.x - 2.2, y), aligned_edge="LEFT")
