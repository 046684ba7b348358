"""Tables in a text: Markdown's, and comparisons row by row ("price 45000 vs 30000, weight 2 t vs 1 t")."""

import re
from dataclasses import dataclass
from typing import Final

from media.authoring.reading import comparisons
from media.scenes.text import drawable

_ITEMS: Final = re.compile(r"[\n；;。]|,(?!\d{3})|[，、]")
_AGAINST: Final = re.compile(r"\s*(?:\bvs\b\.?|\bversus\b|ＶＳ|對|对(?!应)|対)\s*", re.IGNORECASE)
_QUANTITY: Final = re.compile(
    r"[$€£¥]?[-−]?\d[\d,.]*\s*(?:[%°/²³A-Za-z㎏㎞円元万億萬亿億台人本個个件]{1,8})?$"
)
_QUANTITY_START: Final = re.compile(r"^[$€£¥]?[-−]?\d")
_PAIR: Final = re.compile(
    r"(?P<named>\D.*?)[\s:：]*(?P<left>[$€£¥]?[-−]?\d[\d,.]*\s*\w{0,6}?)\s*(?:和|與|与|と|and)\s*"
    r"(?P<right>[$€£¥]?[-−]?\d[\d,.]*\s*\w{0,6})$"
)
_RULE: Final = re.compile(r"^\s*\|?\s*:?-{2,}")
_FEWEST_ROWS: Final = 1
_FEWEST_COLUMNS: Final = 2
_MOST_COLUMNS: Final = 4


@dataclass(frozen=True)
class Table:
    """``columns`` are the things that are compared; each row has a name and a value for each of them."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def table(text: str) -> Table | None:
    """The first table of a text."""
    return _markdown(text) or _row_by_row(text)


def _markdown(text: str) -> Table | None:
    lines = [line.strip() for line in text.splitlines()]
    for index, line in enumerate(lines[1:], 1):
        if not _RULE.match(line) or "|" not in lines[index - 1]:
            continue
        head = _cells(lines[index - 1])
        rows = []
        for row in lines[index + 1 :]:
            if "|" not in row:
                break
            rows.append(_cells(row))
        columns = head[1:]
        if not _FEWEST_COLUMNS <= len(columns) <= _MOST_COLUMNS or not rows:
            return None
        return Table(
            tuple(columns),
            tuple((row[0], tuple((*row[1:], *[""] * len(columns))[: len(columns)])) for row in rows if row),
        )
    return None


def _cells(line: str) -> list[str]:
    return [drawable(cell.replace("**", "").strip("` ")) for cell in line.strip("|").split("|")]


def _row_by_row(text: str) -> Table | None:
    head, colon, data = text.replace("：", ":").partition(":")
    compared = comparisons.compared(head)
    if compared is None or not colon:
        return None
    rows = _each_said(compared, data) or [
        row for item in _ITEMS.split(data) if item and (row := _row(item) or _pair(item))
    ]
    if len(rows) < _FEWEST_ROWS:
        return None
    return Table((compared.left, compared.right), tuple(rows))


def _each_said(compared: comparisons.Compared, data: str) -> list[tuple[str, tuple[str, str]]]:
    """Rows that name both things: "料金は電車が300円、バスが220円"."""
    one, other = re.escape(compared.left), re.escape(compared.right)
    row = re.compile(
        rf"(?P<named>[^、，,。]+?)は{one}[がは](?P<left>[^、，,。]+)[、，,]{other}[がは](?P<right>[^、，,。]+)"
    )
    return [
        (found["named"].strip(), (found["left"].strip(), found["right"].strip()))
        for found in row.finditer(data)
    ]


def _pair(item: str) -> tuple[str, tuple[str, str]] | None:
    """A row of two quantities with a joining word between them: "熱量 52 和 47"."""
    found = _PAIR.match(drawable(item).strip(" .。"))
    if not found or not found["named"].strip():
        return None
    named = found["named"].strip()
    return named[:1].upper() + named[1:], (found["left"].strip(), found["right"].strip())


def _row(item: str) -> tuple[str, tuple[str, str]] | None:
    sides = _AGAINST.split(drawable(item))
    if len(sides) != 2:  # noqa: PLR2004
        return None
    before, right = sides[0].strip(), sides[1].strip(" .")
    named, colon, left = before.replace("：", ":").rpartition(":")
    if not colon:
        found = _QUANTITY.search(before) if _QUANTITY_START.match(right) else None
        cut = found.start() if found else before.rfind(" ") + 1
        named, left = before[:cut], before[cut:]
    named, left = named.strip(" ,"), left.strip()
    return (named[:1].upper() + named[1:], (left, right)) if named and left and right else None
