"""Dated events in a text: "1969 ARPANET, 1983 TCP/IP", "1868年：明治維新"."""

import re
from dataclasses import dataclass
from typing import Final

from media.scenes.text import drawable

_ITEMS: Final = re.compile(r"[\n、；;。]|,(?!\d{3})|，|\.(?=\s|$)")
_YEAR: Final = (
    r"(?P<before>(?:BC|BCE|紀元前|公元前|西元前|前)\s*)?"
    r"(?P<year>\d{1,4})(?!\d|[.,]\d)\s*(?:年)?\s*(?P<after>BCE?|CE|AD)?"
)
_FIRST: Final = re.compile(
    rf"^\s*(?:[-*•・]\s*)?(?:in\s+)?{_YEAR}\s*(?:[:：—–|-]|に|、|,)?\s*(?P<label>\D.*)$", re.IGNORECASE
)
_LAST: Final = re.compile(
    rf"^\s*(?:[-*•・]\s*)?(?P<label>\D.*?)\s*[(（:：]?\s*(?:in\s+)?{_YEAR}\s*[)）]?\s*$", re.IGNORECASE
)
_EARLIEST_PLAIN: Final = 1000
"""The first year that is told without a word for it, such as 年 or AD."""
_LATEST: Final = 2100
_FEWEST: Final = 2
_LABELLED: Final = re.compile(r"年|BC|AD|CE|紀元|公元|西元", re.IGNORECASE)


@dataclass(frozen=True)
class Event:
    """``year`` is negative before Christ."""

    year: int
    label: str


def events(text: str) -> list[Event]:
    """The dated events of a text in their order, if there are at least two; else none."""
    body = text.replace("：", ":")
    head, colon, data = body.partition(":")
    found = _events(data) if colon and not re.search(r"\d{3,4}\s*年?\s*$", head) else []
    found = found or _events(body)
    return found if len(found) >= _FEWEST and len({event.year for event in found}) >= _FEWEST else []


def _events(text: str) -> list[Event]:
    items = [item for item in _ITEMS.split(text) if item and item.strip()]
    found = [_event(item) for item in items]
    return [event for event in found if event] if sum(map(bool, found)) * 2 > len(found) else []


def _event(item: str) -> Event | None:
    for pattern in (_FIRST, _LAST):
        match = pattern.match(item)
        if not match:
            continue
        label = drawable(match["label"]).strip(" :：,、-–—()（）")
        year = int(match["year"])
        plain = not _LABELLED.search(item)
        if (
            not label
            or not any(map(str.isalpha, label))
            or (plain and not _EARLIEST_PLAIN <= year <= _LATEST)
        ):
            continue
        before = match["before"] or (match["after"] or "").upper().startswith("B")
        return Event(-year if before else year, label)
    return None
