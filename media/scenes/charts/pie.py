"""A pie: the whole is cut into the rows' shares."""

from dataclasses import dataclass
from fractions import Fraction
from math import cos, pi, sin
from typing import Final

from media.scenes.amounts import written
from media.scenes.charts.fit import SIZES, widest
from media.scenes.charts.rows import Rows
from media.scenes.page import SMALLEST_SIZE, Page
from media.scenes.source import number, point
from media.scenes.text import width

_ROW: Final = 0.42
_POINTS: Final = 50
"""The font size for a row of the legend that is one unit high."""
_OUT: Final = 0.6
"""How far from the centre to the rim a slice's share is written."""


def share_of(value: Fraction, total: Fraction) -> str:
    """A share as percent."""
    return f"{written(value / total * 100, 1)}%"


def _with_share(rows: Rows, value: Fraction) -> str:
    """The value and its share; once, where the values are the shares."""
    told, share = rows.written(value), share_of(value, rows.total)
    return told if told == share else f"{told} ({share})"


def draw(page: Page, rows: Rows) -> None:
    """The whole, its slices with their shares, and the largest and the smallest of them."""
    stage, look = page.stage, page.look
    count = len(rows.rows)
    if not stage.wide:
        legend = (count + 1) * _ROW
        radius = min(stage.width / 2 - 0.4, stage.height * 0.27, (stage.height - 0.8 - legend) / 2)
        centre = (0.0, stage.top - radius - 0.35)
        left, right, top, bottom = stage.left, stage.right, centre[1] - radius - 0.45, stage.bottom
    else:
        radius = min(stage.height / 2 - 0.3, stage.width * 0.2)
        centre = (stage.left + radius + 0.25, stage.middle)
        left, right, top, bottom = centre[0] + radius + 0.45, stage.right, stage.top, stage.bottom
    row_height = min((top - bottom) / (count + 1), 0.75)
    room = right - left - 0.65
    texts = [_with_share(rows, value) for value in rows.values]
    size = _size(rows, texts, room)
    if size is None:  # the shares stand in the slices, and are said
        texts = [rows.written(value) for value in rows.values]
        size = _size(rows, texts, room) or SMALLEST_SIZE
    size = min(size, int(row_height * _POINTS))
    size = max(size, SMALLEST_SIZE)
    first = (top + bottom) / 2 + row_height * count / 2 if stage.height <= stage.width else top
    total = page.say("合計 {t}", "合計 {t}", "Total {t}", t=rows.written(rows.total))
    page.let("whole", "Circle", radius=number(radius), color=look.main, fill_opacity="0.5", stroke_width="0")
    page.place("whole", *centre)
    page.text("total", total, size, stage.right - left, bold=True)
    page.place("total", left, first, edge="LEFT")
    page.named("whole", "全体", "整體", "the whole")
    page.named("total", "合計", "合計", "the total")
    says = page.say(
        "{n} 個の値を合わせると {t}。円全体がこれです。",
        "{n} 個值合計 {t}，就是整個圓。",
        "The {n} values together are {t}: the whole circle.",
        n=count,
        t=rows.written(rows.total),
    )
    page.beat("GrowFromCenter(whole)", "FadeIn(total)", says=says)
    _slices(page, rows, centre, radius)
    _legend(page, rows, texts, _Place(left, first - row_height, row_height, size))
    says = page.say(
        "角度の大きさは、合計に占める割合です。",
        "每一塊的角度，就是它占合計的比例。",
        "The angle of each slice is its share of the total.",
    )
    page.beat(
        "FadeOut(whole)",
        "LaggedStart(*[FadeIn(slice) for slice in slices], lag_ratio=0.5)",
        "LaggedStart(*[FadeIn(row, shift=LEFT * 0.3) for row in legend], lag_ratio=0.5)",
        says=says,
        seconds=1.5 + 0.25 * count,
    )
    if len(rows.largest) == count:
        page.beat("Indicate(slices)", says=rows.told_equal(page.locale))
        return
    angles = _angles(rows)
    for places, largest in ((rows.largest, True), (rows.smallest, False)):
        share = share_of(rows.values[places[0]], rows.total)
        says = rows.told_extreme(places, page.locale, largest=largest)
        if rows.written(rows.values[places[0]]) != share:
            says += page.say("全体の {s}。", "占 {s}。", " That is {s} of the total.", s=share)
        moves = []
        for place in places:
            start, angle = angles[place]
            middle = start + angle / 2
            moves.append(f"slice_{place + 1}.animate.shift({point(0.25 * cos(middle), 0.25 * sin(middle))})")
            moves.append(f"Indicate(row_{place + 1}, scale_factor=1.05, color={look.hot})")
        page.beat(*moves, says=says, pause=0.6)


def _angles(rows: Rows) -> list[tuple[float, float]]:
    """Each slice's start and angle: from the top, clockwise."""
    found, before = [], Fraction()
    for value in rows.values:
        found.append((pi / 2 - 2 * pi * float(before), -2 * pi * float(value / rows.total)))
        before += value / rows.total
    return found


def _slices(page: Page, rows: Rows, centre: tuple[float, float], radius: float) -> None:
    pieces = len(rows.rows)
    for place, (row, value, (start, angle)) in enumerate(
        zip(rows.rows, rows.values, _angles(rows), strict=True), 1
    ):
        page.let(
            f"sector_{place}",
            "Sector",
            radius=number(radius),
            start_angle=number(start),
            angle=number(angle),
            color=_color(page, place - 1, pieces),
            fill_opacity="0.9",
            stroke_color="BACKGROUND",
            stroke_width="2",
        )
        page.do(f"sector_{place}.shift", point(*centre))
        words, out = share_of(value, rows.total), radius * _OUT
        middle = start + angle / 2
        half = width(words, SMALLEST_SIZE) / 2
        rim = radius * (1 - (_OUT * sin(middle)) ** 2) ** 0.5 - 0.1
        if half < out * sin(min(-angle, pi) / 2) and abs(out * cos(middle)) + half < rim:
            page.text(f"share_{place}", words, SMALLEST_SIZE, radius, color="BLACK", bold=True)
            page.place(f"share_{place}", centre[0] + out * cos(middle), centre[1] + out * sin(middle))
            page.let(f"slice_{place}", "VGroup", f"sector_{place}", f"share_{place}")
        else:
            page.let(f"slice_{place}", "VGroup", f"sector_{place}")
        called = (f"{row.label}の扇形", f"{row.label}的扇形", f"the slice of {row.label}")
        page.named(f"slice_{place}", *called)
    page.let("slices", "VGroup", *(f"slice_{place}" for place in range(1, pieces + 1)))
    page.named("slices", "扇形", "扇形", "the slices")


def _color(page: Page, place: int, pieces: int) -> str:
    """Neighbours are never of one colour, the last and the first slice too."""
    colors = page.look.accents
    turn, index = divmod(place, len(colors))
    if pieces > len(colors) and place == pieces - 1 and index == 0:
        index = 2
    color = colors[index]
    return color if turn == 0 else f"interpolate_color({color}, WHITE, {0.35 * turn:.2g})"


def _size(rows: Rows, texts: list[str], room: float) -> int | None:
    labels = [row.label for row in rows.rows]
    return next((size for size in SIZES if widest(labels, size) + widest(texts, size) * 1.02 <= room), None)


@dataclass(frozen=True)
class _Place:
    """Where the legend stands: its first row's left end, the height of a row, and the font size."""

    left: float
    first: float
    step: float
    size: int


def _legend(page: Page, rows: Rows, texts: list[str], where: _Place) -> None:
    left, step, size = where.left, where.step, where.size
    value_room = widest(texts, size) * 1.02
    room = page.stage.right - left - value_room - 0.65
    value_x = left + 0.4 + min(room, widest([row.label for row in rows.rows], size)) + 0.25
    pieces = len(rows.rows)
    deep = 2 if step > size / _POINTS * 1.5 else 1
    for place, (row, text) in enumerate(zip(rows.rows, texts, strict=True), 1):
        y = where.first - step * (place - 1)
        page.let(
            f"sample_{place}",
            "Square",
            side_length=number(min(0.26, step * 0.6)),
            color=_color(page, place - 1, pieces),
            fill_opacity="0.9",
            stroke_width="0",
        )
        page.place(f"sample_{place}", left + 0.15, y)
        page.text(f"label_{place}", row.label, size, max(room, width("mm", size)), rows=deep)
        page.place(f"label_{place}", left + 0.4, y, edge="LEFT")
        page.text(f"value_{place}", text, size, value_room)
        page.place(f"value_{place}", value_x, y, edge="LEFT")
        page.let(f"row_{place}", "VGroup", f"sample_{place}", f"label_{place}", f"value_{place}")
    page.let("legend", "VGroup", *(f"row_{place}" for place in range(1, pieces + 1)))
    page.named("legend", "凡例", "圖例", "the legend")
