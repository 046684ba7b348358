"""Ordered steps: cards with arrows between them, a timeline where the words are long, or a circle."""

from math import cos, pi, sin

from pydantic import Field

from contracts.model import Model
from media.authoring.scenes.page import STAGE_BOTTOM, STAGE_TOP, Page
from media.scenes.source import literal, number, point
from media.scenes.text import breaks_words, clip, width, wrap

MOST = 6
_MOST_CARDS = 4
_WIDTH = 12.6
_ARROW = 0.6
_FEWEST_IN_CIRCLE = 3
_CARD_ROWS = 4
_SIZE = 26
_LARGE = 31
_TIMELINE_WIDTH = 10.6
_WIDE_GAP = 1.0


class Process(Model):
    """The steps in order; ``cycle`` where the last leads to the first."""

    steps: list[str] = Field(min_length=1)
    cycle: bool = False


def build(page: Page) -> None:
    """Write the steps."""
    show = Process.model_validate(page.scene.show)
    steps = show.steps[:MOST]
    page.heading()
    if show.cycle and len(steps) >= _FEWEST_IN_CIRCLE:
        _circle(page, steps)
    elif len(steps) <= _MOST_CARDS and all(_fits(step, len(steps), _SIZE) for step in steps):
        _cards(page, steps)
    else:
        _timeline(page, steps)


def _card_width(count: int) -> float:
    return min(4.2, (_WIDTH - _ARROW * (count - 1)) / count)


def _fits(step: str, count: int, size: float) -> bool:
    room = _card_width(count) - 0.5
    return len(wrap(step, room, size)) <= _CARD_ROWS and not breaks_words(step, room, size)


def _cards(page: Page, steps: list[str]) -> None:
    look = page.look
    wide = _card_width(len(steps))
    size = _LARGE if all(_fits(step, len(steps), _LARGE) for step in steps) else _SIZE
    left = -(wide * len(steps) + _ARROW * (len(steps) - 1)) / 2
    for index, step in enumerate(steps, 1):
        x = left + wide / 2 + (index - 1) * (wide + _ARROW)
        accent = look.accent(index - 1)
        page.let(
            f"step_{index}",
            "RoundedRectangle",
            corner_radius="0.18",
            width=number(wide),
            height="3.2",
            color=accent,
            fill_color=look.panel,
            fill_opacity="0.3",
            stroke_width="2.5",
        )
        page.do(f"step_{index}.move_to", point(x, -0.1))
        _number(page, index, accent, 40)
        page.do(f"number_{index}.move_to", point(x, 1.0))
        page.text(f"words_{index}", step, size, wide - 0.5, rows=_CARD_ROWS, centered=True)
        page.do(f"words_{index}.move_to", point(x, -0.45))
        arrow = []
        if index > 1:
            edge = x - wide / 2
            page.let(
                f"arrow_{index - 1}",
                "Arrow",
                point(edge - _ARROW + 0.05, -0.1),
                point(edge - 0.05, -0.1),
                buff="0",
                color=look.muted,
                stroke_width="5",
                max_tip_length_to_length_ratio="0.45",
            )
            arrow = [f"GrowArrow(arrow_{index - 1})"]
        page.beat(
            *arrow,
            f"FadeIn(step_{index}, number_{index}, words_{index}, shift=RIGHT * 0.3)",
            seconds=0.8,
            reads=step,
        )


def _number(page: Page, index: int, accent: str, size: int) -> None:
    page.let(
        f"number_{index}",
        "Text",
        literal(str(index)),
        font="FONT",
        font_size=str(size),
        color=accent,
        weight="BOLD",
    )


def _timeline(page: Page, steps: list[str]) -> None:
    look = page.look
    gap = min(1.15, (STAGE_TOP - STAGE_BOTTOM) / len(steps))
    top = (STAGE_TOP + STAGE_BOTTOM) / 2 + gap * (len(steps) - 1) / 2
    size = _LARGE if gap > _WIDE_GAP else _SIZE
    longest = max(width(row, size) for step in steps for row in clip(step, _TIMELINE_WIDTH, size, 2))
    left = -(longest + 0.95) / 2
    for index, step in enumerate(steps, 1):
        y = top - gap * (index - 1)
        accent = look.accent(index - 1)
        page.let(f"step_{index}", "Circle", radius="0.3", color=accent, fill_opacity="0.25", stroke_width="3")
        page.do(f"step_{index}.move_to", point(left + 0.3, y))
        _number(page, index, accent, 26)
        page.do(f"number_{index}.move_to", f"step_{index}")
        page.text(f"words_{index}", step, size, _TIMELINE_WIDTH, rows=2)
        page.at_most(f"words_{index}", gap * 0.86, side="height")
        page.do(f"words_{index}.move_to", point(left + 0.95, y), aligned_edge="LEFT")
        link = []
        if index > 1:
            page.let(
                f"link_{index - 1}",
                "Line",
                f"step_{index - 1}.get_bottom()",
                f"step_{index}.get_top()",
                color=look.muted,
                stroke_width="3",
            )
            link = [f"Create(link_{index - 1})"]
        page.beat(
            *link,
            f"FadeIn(step_{index}, number_{index})",
            f"FadeIn(words_{index}, shift=RIGHT * 0.3)",
            seconds=0.7,
            reads=step,
        )


def _circle(page: Page, steps: list[str]) -> None:
    look = page.look
    count = len(steps)
    places = [
        (4.0 * cos(pi / 2 - 2 * pi * index / count), -0.15 + 1.95 * sin(pi / 2 - 2 * pi * index / count))
        for index in range(count)
    ]
    for index, (step, (x, y)) in enumerate(zip(steps, places, strict=True), 1):
        page.let(
            f"step_{index}",
            "RoundedRectangle",
            corner_radius="0.2",
            width="3.3",
            height="1.15",
            color=look.accent(index - 1),
            fill_color=look.panel,
            fill_opacity="0.3",
            stroke_width="2.5",
        )
        page.do(f"step_{index}.move_to", point(x, y))
        page.text(f"words_{index}", step, 24, 3.0, rows=2, centered=True)
        page.do(f"words_{index}.move_to", f"step_{index}")
    for index in range(1, count + 1):
        after = index % count + 1
        page.let(
            f"arrow_{index}",
            "Arrow",
            *_between(places[index - 1], places[after - 1]),
            buff="0",
            color=look.muted,
            stroke_width="5",
            max_tip_length_to_length_ratio="0.3",
        )
    for index, step in enumerate(steps, 1):
        arrow = [f"GrowArrow(arrow_{index - 1})"] if index > 1 else []
        page.beat(*arrow, f"FadeIn(step_{index}, words_{index}, scale=0.8)", seconds=0.8, reads=step)
    page.beat(f"GrowArrow(arrow_{count})", seconds=0.6)


def _between(start: tuple[float, float], end: tuple[float, float]) -> tuple[str, str]:
    """The straight way from the edge of one card to the edge of the other, with a little air."""
    (ax, ay), (bx, by) = start, end
    dx, dy = bx - ax, by - ay
    leave = min(1.75 / abs(dx) if dx else 1.0, 0.7 / abs(dy) if dy else 1.0, 0.42)
    return point(ax + dx * leave, ay + dy * leave), point(bx - dx * leave, by - dy * leave)
