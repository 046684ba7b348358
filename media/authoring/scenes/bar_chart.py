"""Labelled numbers as bars; the largest stands out."""

from pydantic import Field

from contracts.model import Model
from media.authoring.scenes.page import Page
from media.scenes.source import literal, number, point
from media.scenes.text import breaks_words

MOST = 12
_BASE = -1.85
_TALLEST = 3.7
_SIZES = (24, 20, 17, 14)
_WIDTH = 11.6
_WIDEST_BAR = 1.3


class Bar(Model):
    """One bar."""

    label: str
    value: float


class BarChart(Model):
    """The bars in order, and the unit behind each number."""

    bars: list[Bar] = Field(min_length=1)
    unit: str = ""


def build(page: Page) -> None:
    """Write the chart. Bars below zero hang from the base line."""
    show = BarChart.model_validate(page.scene.show)
    bars = show.bars[:MOST]
    values = [bar.value for bar in bars]
    top, bottom = max(*values, 0.0), min(*values, 0.0)
    scale = _TALLEST / ((top - bottom) or 1.0)
    base = _BASE - bottom * scale
    slot = _WIDTH / len(bars)
    whole = (size for size in _SIZES if not any(breaks_words(bar.label, slot * 0.92, size) for bar in bars))
    size = next(whole, _SIZES[-1])
    page.heading()
    page.let("base_line", "Line", point(-_WIDTH / 2, base), point(_WIDTH / 2, base), color=page.look.muted)
    grown, named, counted = [], [], []
    for index, bar in enumerate(bars, 1):
        page.let(
            f"bar_{index}",
            "Rectangle",
            width=number(min(_WIDEST_BAR, slot * 0.62)),
            height=number(max(abs(bar.value) * scale, 0.02)),
            color=page.look.accent(2 if bar.value == top > 0 else 0),
            fill_opacity="0.85",
            stroke_width="0",
        )
        edge = "DOWN" if bar.value >= 0 else "UP"
        page.do(f"bar_{index}.move_to", point(-_WIDTH / 2 + slot * (index - 0.5), base), aligned_edge=edge)
        _words(page, index, bar, show.unit, slot * 0.92, size)
        grown.append(f"GrowFromEdge(bar_{index}, {edge})")
        named.append(f"label_{index}")
        counted.append(f"value_{index}")
    page.let("labels", "VGroup", *named)
    page.let("values", "VGroup", *counted)
    page.beat("Create(base_line)", "FadeIn(labels)", seconds=0.8)
    page.beat(*grown, seconds=1.4)
    page.beat("FadeIn(values, shift=UP * 0.15)", seconds=0.7)
    page.beat(f"Indicate(bar_{values.index(max(values)) + 1}, color={page.look.accent(2)})", seconds=0.9)


def _words(page: Page, index: int, bar: Bar, unit: str, room: float, size: float) -> None:  # noqa: PLR0913, PLR0917
    up, down = ("UP", "DOWN") if bar.value >= 0 else ("DOWN", "UP")
    page.text(f"label_{index}", bar.label, size, room, rows=2)
    page.do(f"label_{index}.next_to", f"bar_{index}", down, buff="0.18")
    amount = f"{bar.value:,.10g}".replace("-", "−") + unit
    page.let(f"value_{index}", "Text", literal(amount), font="FONT", font_size="24", color=page.look.ink)
    page.at_most(f"value_{index}", room)
    page.do(f"value_{index}.next_to", f"bar_{index}", up, buff="0.14")
