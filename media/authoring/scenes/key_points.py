"""A list of points, one row each."""

from pydantic import Field

from contracts.model import Model
from media.authoring.scenes.page import STAGE_BOTTOM, STAGE_TOP, Page
from media.scenes.source import literal, number, point
from media.scenes.text import clip

MOST = 5
_WIDTH = 11.8
_TEXT_WIDTH = 10.0
_SIZE = 30
_LEFT = -_WIDTH / 2
_LOW = 0.95
_HIGH = 1.3


class KeyPoints(Model):
    """The points, in order."""

    points: list[str] = Field(min_length=1)


def build(page: Page) -> None:
    """Write the list."""
    show = KeyPoints.model_validate(page.scene.show)
    points = show.points[:MOST]
    page.heading()
    for row, words in zip(rows(page, points, numbered=True), points, strict=True):
        page.beat(f"FadeIn({row}, shift=RIGHT * 0.3)", seconds=0.7, reads=words)


def rows(page: Page, points: list[str], *, numbered: bool) -> list[str]:
    """A row for each point, with its number or a tick; gives the names of the rows."""
    heights = [_HIGH if len(clip(words, _TEXT_WIDTH, _SIZE, 2)) > 1 else _LOW for words in points]
    gap = min(0.26, (STAGE_TOP - STAGE_BOTTOM - sum(heights)) / len(points))
    gap = max(gap, 0.12)
    gaps = gap * (len(points) - 1)
    shrink = min(1.0, (STAGE_TOP - STAGE_BOTTOM - gaps) / sum(heights))
    heights = [height * shrink for height in heights]
    top = (STAGE_TOP + STAGE_BOTTOM + sum(heights) + gaps) / 2
    names = []
    for index, (words, height) in enumerate(zip(points, heights, strict=True), 1):
        names.append(_row(page, index, words, top - height / 2, height, numbered=numbered))
        top -= height + gap
    return names


def _row(  # noqa: PLR0913 - a row's own properties
    page: Page, index: int, words: str, middle: float, height: float, *, numbered: bool
) -> str:
    look = page.look
    accent = look.accent(index - 1)
    card, badge, mark, text = (f"{piece}_{index}" for piece in ("card", "badge", "mark", "point"))
    page.let(
        card,
        "RoundedRectangle",
        corner_radius="0.16",
        width=number(_WIDTH),
        height=number(height),
        color=look.panel,
        fill_opacity="0.3",
        stroke_width="1.5",
    )
    page.do(f"{card}.move_to", point(0, middle))
    page.let(badge, "Circle", radius="0.3", color=accent, fill_opacity="0.25", stroke_width="3")
    page.do(f"{badge}.move_to", point(_LEFT + 0.75, middle))
    if numbered:
        page.let(mark, "Text", literal(str(index)), font="FONT", font_size="28", color=accent, weight="BOLD")
        page.do(f"{mark}.move_to", badge)
    else:
        corners = "[[-0.13, 0.0, 0], [-0.03, -0.11, 0], [0.15, 0.12, 0]]"
        page.let(mark, "VMobject", color=accent, stroke_width="6")
        page.do(f"{mark}.set_points_as_corners", corners)
        page.do(f"{mark}.move_to", badge)
    page.text(text, words, _SIZE, _TEXT_WIDTH, rows=2)
    page.at_most(text, height - 0.2, side="height")
    page.do(f"{text}.move_to", point(_LEFT + 1.4, middle), aligned_edge="LEFT")
    return page.let(f"row_{index}", "VGroup", card, badge, mark, text)
