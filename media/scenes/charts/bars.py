"""Bars: upright where their labels fit below them, else lying, with their labels at the left."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from media.scenes.amounts import is_written, written
from media.scenes.charts.fit import fitting, result, widest
from media.scenes.charts.rows import Rows
from media.scenes.page import SMALLEST_SIZE, Page
from media.scenes.source import number, point
from media.scenes.text import wrap

_VALUE_ROOM: Final = 0.5
_SUM_ROOM: Final = 0.75
_GAP: Final = 0.16
_WIDEST: Final = 1.5
_ROW: Final = 0.45
_THIN: Final = 0.03


@dataclass(frozen=True)
class _Layout:
    """``base`` is where bars begin: a height for upright bars, else an x; ``slot`` is a bar's whole room."""

    upright: bool
    base: float
    scale: float
    slot: float
    first: float
    label_size: int
    label_room: float
    value_size: int

    def middle(self, place: int) -> float:
        """Across the bars, the middle of one."""
        return self.first + self.slot * (place + 0.5) * (1 if self.upright else -1)

    @property
    def thickness(self) -> float:
        return min(_WIDEST, self.slot * 0.66)

    def length(self, value: Fraction) -> float:
        return max(abs(float(value)) * self.scale, _THIN)

    def sides(self, value: Fraction) -> tuple[str, str]:
        """Where a bar points to, and where it comes from."""
        if self.upright:
            return ("UP", "DOWN") if value >= 0 else ("DOWN", "UP")
        return ("RIGHT", "LEFT") if value >= 0 else ("LEFT", "RIGHT")


def draw(page: Page, rows: Rows) -> None:
    """Bars grow; the largest and the smallest stand out, and the smaller is laid over the larger."""
    layout = _layout(page, rows)
    _prepare(page, rows, layout)
    count = len(rows.rows)
    says = rows.counted("{n} 個の値を比べます。", "比較 {n} 個值。", "{n} values are compared.", page.locale)
    page.beat("Create(base_line)", "FadeIn(labels, lag_ratio=0.2)", says=says)
    page.beat(
        "LaggedStart(*[GrowFromPoint(bar, start) for bar, start in zip(bars, starts)], lag_ratio=0.3)",
        "LaggedStart(*[FadeIn(value) for value in values], lag_ratio=0.3)",
        says=_told_growth(page, rows, upright=layout.upright),
        seconds=1.2 + 0.2 * count,
    )
    look = page.look
    if len(rows.largest) == count:
        bright = [f"Indicate(bar_{place + 1}, color={look.hot})" for place in range(count)]
        page.beat(*bright, says=rows.told_equal(page.locale))
        return
    for places, largest, color in ((rows.largest, True, look.hot), (rows.smallest, False, look.accent(3))):
        shown = [
            f"{name}_{place + 1}.animate.set_color({color})"
            for place in places
            for name in ("bar", "value", "label")
        ]
        page.beat(*shown, says=rows.told_extreme(places, page.locale, largest=largest), pause=0.5)
    _difference(page, rows, layout)


def _told_growth(page: Page, rows: Rows, *, upright: bool) -> str:
    if min(rows.values) >= 0:
        return page.say(
            "棒が長いほど、値が大きい。", "長條越長，值越大。", "The longer a bar, the larger its value."
        )
    if max(rows.values) <= 0:
        return page.say(
            "値はどれもゼロ以下です。", "所有的值都不大於零。", "No value here is more than zero."
        )
    if upright:
        return page.say(
            "線より下の棒は、ゼロより小さい値です。",
            "線以下的長條，值小於零。",
            "Bars below the line are values less than zero.",
        )
    return page.say(
        "線より左の棒は、ゼロより小さい値です。",
        "線左邊的長條，值小於零。",
        "Bars left of the line are values less than zero.",
    )


def _layout(page: Page, rows: Rows) -> _Layout:
    stage = page.stage
    slot = stage.width / len(rows.rows)
    labels = [row.label for row in rows.rows]
    values = [rows.written(value) for value in rows.values]
    most, least = max(float(max(rows.values)), 0.0), max(float(-min(rows.values)), 0.0)
    label_size, value_size = fitting(labels, slot * 0.94, rows=2), fitting(values, slot * 0.96)
    if label_size and value_size:
        deep = 0.2 + max(len(wrap(label, slot * 0.94, label_size)) for label in labels) * label_size * 0.0175
        room = stage.height - _SUM_ROOM
        scale, down = _scaled(room, most, least, _VALUE_ROOM, deep)
        return _Layout(
            upright=True,
            base=stage.bottom + down,
            scale=scale,
            slot=slot,
            first=stage.left,
            label_size=label_size,
            label_room=slot * 0.94,
            value_size=value_size,
        )
    slot = (stage.height - _SUM_ROOM) / len(rows.rows)
    rows_of_label = 2 if slot > 2 * _ROW else 1
    share = stage.width * 0.4
    size = fitting(labels, share, rows_of_label) or SMALLEST_SIZE
    size = min(size, 26 if slot > _ROW else 23)
    label_room = min(share, widest(labels, size) + 0.1)
    value_room = min(stage.width * 0.35, widest(values, size) + _GAP)
    room = stage.width - label_room - 0.2
    scale, before = _scaled(room, most, least, value_room, 0.0)
    return _Layout(
        upright=False,
        base=stage.left + label_room + 0.2 + before,
        scale=scale,
        slot=slot,
        first=stage.top - _SUM_ROOM,
        label_size=size,
        label_room=label_room,
        value_size=size,
    )


def _scaled(room: float, most: float, least: float, value: float, label: float) -> tuple[float, float]:
    """Units of the frame a unit of the values, and how much room is before the base.

    Beyond each bar's end stands its value, on the other side of the base its label.
    """
    both = value if least else 0.0
    scales = [(room - value - both) / (most + least)] if most + least else [1.0]
    if most:
        scales.append((room - value - label) / most)
    if least:
        scales.append((room - value - label) / least)
    scale = min(scales)
    before = least * scale + value if least else 0.0
    return scale, max(before, label) if most or not least else before


def _prepare(page: Page, rows: Rows, layout: _Layout) -> None:
    stage, look = page.stage, page.look
    if layout.upright:
        ends = point(stage.left, layout.base), point(stage.right, layout.base)
    else:
        last = layout.middle(len(rows.rows)) + layout.slot / 2
        ends = point(layout.base, layout.first), point(layout.base, last)
    page.let("base_line", "Line", *ends, color=look.muted)
    starts = []
    for place, (row, value) in enumerate(zip(rows.rows, rows.values, strict=True), 1):
        across = layout.middle(place - 1)
        start = (across, layout.base) if layout.upright else (layout.base, across)
        size = (layout.thickness, layout.length(value))
        wide, high = size if layout.upright else size[::-1]
        box = {"color": look.main, "fill_opacity": "0.85", "stroke_width": "0"}
        page.let(f"bar_{place}", "Rectangle", width=number(wide), height=number(high), **box)
        ahead, back = layout.sides(value)
        page.place(f"bar_{place}", *start, edge=back)
        starts.append(point(*start))
        rows_of_label = 2 if layout.upright or layout.slot > 2 * _ROW else 1
        page.text(
            f"label_{place}",
            row.label,
            layout.label_size,
            layout.label_room,
            rows=rows_of_label,
            centered=True,
        )
        if layout.upright:
            page.do(f"label_{place}.next_to", point(*start), back, buff=number(_GAP))
        else:
            page.place(f"label_{place}", stage.left, across, edge="LEFT")
        room = layout.slot if layout.upright else stage.width * 0.35
        page.text(f"value_{place}", rows.written(value), layout.value_size, room, bold=True)
        page.do(f"value_{place}.next_to", f"bar_{place}", ahead, buff=number(0.12))
        words = (f"{row.label}の棒", f"{row.label}的長條", f"the bar of {row.label}")
        page.named(f"bar_{place}", *words)
    for group in ("bar", "label", "value"):
        page.let(f"{group}s", "VGroup", *(f"{group}_{place}" for place in range(1, len(rows.rows) + 1)))
    page.let("starts", "list", f"[{', '.join(starts)}]")
    page.named("bars", "棒", "長條", "the bars")
    page.named("base_line", "基準線", "基準線", "the base line")


def _difference(page: Page, rows: Rows, layout: _Layout) -> None:
    """The smaller of the two bars travels onto the larger one; what is left is the difference."""
    high, low = rows.largest[0], rows.smallest[0]
    top, bottom = rows.values[high], rows.values[low]
    gap = top - bottom
    minus = f"({written(bottom)})" if bottom < 0 else written(bottom)
    look = page.look
    result(
        page,
        "difference",
        f"{written(top)} − {minus} {is_written(gap)} {rows.unit}".strip(),
        page.stage.top - 0.25,
    )
    page.named("difference", "差", "差", "the difference")
    says = page.say(
        "{a}と{b}の差は {v} です。",
        "{a}與{b}相差 {v}。",
        "{a} and {b} differ by {v}.",
        a=rows.rows[high].label,
        b=rows.rows[low].label,
        v=rows.written(gap),
    )
    if top * bottom < 0:
        moves = [f"Indicate(bar_{place + 1}, color={look.done})" for place in (high, low)]
        page.beat(*moves, "FadeIn(difference, shift=DOWN * 0.2)", says=says, seconds=1.2)
        return
    longer, shorter = (high, low) if abs(top) >= abs(bottom) else (low, high)
    ahead, back = layout.sides(rows.values[longer])
    rest = layout.length(rows.values[longer]) - layout.length(rows.values[shorter])
    size = (layout.thickness, max(rest, _THIN))
    wide, tall = size if layout.upright else size[::-1]
    page.let("copy", f"bar_{shorter + 1}.copy")
    page.let(
        "rest",
        "Rectangle",
        width=number(wide),
        height=number(tall),
        color=look.done,
        fill_opacity="0.85",
        stroke_width="0",
    )
    page.do("rest.move_to", f"bar_{longer + 1}.get_edge_center({ahead})", aligned_edge=ahead)
    edge = f"bar_{longer + 1}.get_edge_center({back})"
    page.beat(f"copy.animate.move_to({edge}, aligned_edge={back})", says=says, seconds=1.2)
    page.beat("FadeIn(rest)", "FadeIn(difference, shift=DOWN * 0.2)", seconds=0.8)
