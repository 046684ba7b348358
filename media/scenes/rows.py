"""Texts of any length as rows with a mark each, told one after the other; on several pages where need be."""

from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from media.scenes.nodes import path
from media.scenes.page import Page
from media.scenes.room import Room, whole
from media.scenes.source import number
from media.scenes.text import breaks_words, height, wrap

_SIZES: Final = (46, 42, 38, 34, 30, 27, 25)
_PADDING: Final = 0.36
_GAP: Final = 0.16
_BADGE: Final = 0.3
_ACROSS: Final = 1.35
"""The part of a row's width that is no text: the mark, and air."""
_MOST_LINES: Final = (3, 6)
"""In a row of a broad page, and of a narrow one."""
_WIDEST: Final = 11.8


@dataclass(frozen=True)
class _Row:
    words: str
    size: int
    lines: int
    height: float


def tell_rows(page: Page, texts: tuple[str, ...], name: str, *, ticks: bool, linked: bool = False) -> None:
    """Each text in a row of its own, lit while it is said; ``linked`` rows hang together as steps do."""
    room = whole(page.stage).inside(0.1)
    room = Room(max(room.left, -_WIDEST / 2), min(room.right, _WIDEST / 2), room.bottom, room.top)
    pages = _pages(texts, room)
    shown = 0
    for rows in pages:
        total = _high(rows)
        spare = min(0.5, (room.height - total) / (len(rows) + 1))
        top = (room.top + room.bottom + total + spare * (len(rows) - 1)) / 2
        tops = accumulate((row.height + _GAP + spare for row in rows), initial=0.0)
        seen: list[str] = []
        for place, (row, below) in enumerate(zip(rows, tops, strict=False)):
            shown += 1
            _row(page, f"{name}_{shown}", shown, row, room, top - below, ticks=ticks)
            moves = [f"FadeIn({name}_{shown}, shift=RIGHT * 0.3)"]
            if place:
                moves.append(f"card_{shown - 1}.animate.set_stroke({page.look.panel}, 1.5)")
                if linked:
                    _link(page, shown)
                    moves.append(f"Create(link_{shown - 1})")
                    seen.append(f"link_{shown - 1}")
            page.beat(*moves, says=row.words, seconds=0.8, reads=row.words)
            seen.append(f"{name}_{shown}")
        if rows is not pages[-1]:
            page.beat(f"FadeOut({', '.join(seen)})", seconds=0.5)


def _pages(texts: tuple[str, ...], room: Room) -> list[list[_Row]]:
    """The largest size at which all is on one page, or pages of about as many rows at the smallest."""
    wide = room.width - _ACROSS
    most = _MOST_LINES[room.width < room.height * 1.5]
    rows: list[_Row] = []
    for size in _SIZES:
        rows = []
        for words in texts:
            lines = len(wrap(words, wide, size))
            rows.append(_Row(words, size, lines, height(lines, size) + _PADDING))
        whole_words = not any(breaks_words(words, wide, size) for words in texts)
        if _high(rows) <= room.height and whole_words and max(row.lines for row in rows) <= most:
            return [rows]
    for count in range(2, len(rows) + 1):
        on_page = -(-len(rows) // count)
        pages = [rows[start : start + on_page] for start in range(0, len(rows), on_page)]
        if all(_high(page) <= room.height for page in pages):
            return pages
    return [[row] for row in rows]


def _high(rows: list[_Row]) -> float:
    return sum(row.height + _GAP for row in rows) - _GAP


def _row(page: Page, name: str, index: int, row: _Row, room: Room, top: float, *, ticks: bool) -> None:  # noqa: PLR0913, PLR0917 - a row's own properties
    look, y = page.look, top - row.height / 2
    page.let(
        f"card_{index}",
        "RoundedRectangle",
        corner_radius="0.16",
        width=number(room.width),
        height=number(row.height),
        color=look.hot,
        fill_color=look.panel,
        fill_opacity="0.3",
        stroke_width="4",
    )
    page.place(f"card_{index}", room.x, y)
    color = look.done if ticks else look.main
    badge = {"color": color, "fill_opacity": "0.25", "stroke_width": "3"}
    page.let(f"badge_{index}", "Circle", radius=number(_BADGE), **badge)
    page.place(f"badge_{index}", room.left + 0.55, y)
    if ticks:
        path(page, f"mark_{index}", ((-0.13, 0), (-0.03, -0.11), (0.15, 0.12)), color=color, width=6)
    else:
        page.text(f"mark_{index}", str(index), 26, 2 * _BADGE, color=color, bold=True)
    page.do(f"mark_{index}.move_to", f"badge_{index}")
    page.text(f"words_{index}", row.words, row.size, room.width - _ACROSS, rows=row.lines)
    page.place(f"words_{index}", room.left + 1.05, y, edge="LEFT")
    page.let(name, "VGroup", f"card_{index}", f"badge_{index}", f"mark_{index}", f"words_{index}")
    page.names[name] = (row.words,)


def _link(page: Page, index: int) -> None:
    ends = (f"badge_{index - 1}.get_bottom()", f"badge_{index}.get_top()")
    page.let(f"link_{index - 1}", "Line", *ends, color=page.look.main, stroke_width="4")
