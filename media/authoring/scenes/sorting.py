"""Bubble sort, swap by swap."""

from pydantic import Field

from contracts.model import Model
from media.authoring.scenes.page import Page
from media.scenes.source import literal, number, point

MOST = 7
_MOST_SWAPS = 10
_BASE = -2.2
_TALLEST = 4.0
_WIDEST_SLOT = 1.7
_WIDTH = 11.5


class Sorting(Model):
    """The values in the order they start in."""

    values: list[float] = Field(min_length=2)


def build(page: Page) -> None:
    """Write the bars and their swaps, as many as there is time for."""
    show = Sorting.model_validate(page.scene.show)
    values = show.values[:MOST]
    slot = min(_WIDEST_SLOT, _WIDTH / len(values))
    low = min(*values, 0.0)
    scale = _TALLEST / ((max(values) - low) or 1.0)
    page.heading()
    names = []
    for index, value in enumerate(values, 1):
        height = max((value - low) * scale, 0.1)
        _bar(page, index, f"{value:g}", slot * 0.7, height)
        page.do(
            f"column_{index}.move_to",
            point((index - 1 - (len(values) - 1) / 2) * slot, _BASE),
            aligned_edge="DOWN",
        )
        names.append(f"column_{index}")
    page.let("columns", "VGroup", *names)
    page.beat("FadeIn(columns, shift=UP * 0.3)", seconds=0.9)
    swaps, order = _swaps(values)
    for left, right in swaps:
        page.beat(
            f"column_{left + 1}.animate.shift(RIGHT * {number(slot)})",
            f"column_{right + 1}.animate.shift(LEFT * {number(slot)})",
            seconds=0.7,
        )
    if sorted(values) == [values[index] for index in order]:
        done = page.look.accent(1)
        page.beat(*(f"bar_{index + 1}.animate.set_color({done})" for index in order), seconds=0.8)


def _bar(page: Page, index: int, words: str, width: float, height: float) -> None:
    page.let(
        f"bar_{index}",
        "Rectangle",
        width=number(width),
        height=number(height),
        color=page.look.accent(0),
        fill_opacity="0.85",
        stroke_width="0",
    )
    page.let(f"value_{index}", "Text", literal(words), font="FONT", font_size="30", color=page.look.ink)
    page.at_most(f"value_{index}", width)
    page.do(f"value_{index}.next_to", f"bar_{index}", "UP", buff="0.15")
    page.let(f"column_{index}", "VGroup", f"bar_{index}", f"value_{index}")


def _swaps(values: list[float]) -> tuple[list[tuple[int, int]], list[int]]:
    """The swaps of bubble sort, each as the two bars' first places, and the order they lead to."""
    order = list(range(len(values)))
    swaps: list[tuple[int, int]] = []
    for end in range(len(order) - 1, 0, -1):
        for place in range(end):
            left, right = order[place], order[place + 1]
            if values[left] > values[right] and len(swaps) < _MOST_SWAPS:
                order[place], order[place + 1] = right, left
                swaps.append((left, right))
    return swaps, order
