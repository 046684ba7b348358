"""Dated events in a text: "1969 ARPANET, 1983 TCP/IP", "1868年：明治維新", "April 2025 kickoff"."""

import re
from calendar import month_abbr, month_name
from dataclasses import dataclass
from typing import Final

from media.scenes.text import drawable

_ITEMS: Final = re.compile(
    r"[\n、；;。]|,(?!\d{3})|，|\.(?=\s|$)|\s*→\s*|\s+(?:then|and)\s+(?=(?:in\s+)?\S*\s?\d)"
)
_BEFORE: Final = r"(?:(?P<before>BC|BCE|紀元前|公元前|西元前|前)\s*)?"
_MONTH_NAMES: Final = "|".join((*month_name[1:], *(f"{name}\\.?" for name in month_abbr[1:]), r"Sept\.?"))
_YEAR: Final = (
    rf"{_BEFORE}(?P<year>\d{{1,4}})(?!\d|[.,]\d|\s*月)\s*(?:年)?\s*(?P<after>BCE?|CE|AD)?(?![A-Za-z])"
)
_MONTH: Final = r"(?P<month>1[0-2]|0?[1-9])"
_DAY: Final = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_EASTERN: Final = rf"(?:(?P<year>\d{{4}})\s*年\s*)?{_MONTH}\s*月(?:\s*{_DAY}\s*[日号號])?(?!\s*\d)"
_WRITTEN: Final = (
    rf"(?:{_DAY}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<name>{_MONTH_NAMES})(?:\s+(?P<year>\d{{4}}))?(?![\w-])"
)
_NUMERIC: Final = rf"(?P<year>[12]\d{{3}})[-/.]{_MONTH}(?:[-/.]{_DAY})?(?![-/\d])"
_AMERICAN: Final = re.compile(
    rf"\b(?P<name>{_MONTH_NAMES})\s+{_DAY}(?:st|nd|rd|th)?(?:,?\s+(?P<year>\d{{4}}))?(?!\d|,\d)",
    re.IGNORECASE,
)
"""April 3, 2025: with a comma inside of the date."""
_LEAD: Final = r"^\s*(?:[-*•・]\s*)?(?:(?:in|on|by|from)\s+)?"
_FORMS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for date in (_NUMERIC, _EASTERN, _WRITTEN, _YEAR)
    for pattern in (
        rf"{_LEAD}{date}\s*(?:[:：—–|-]|に|、|,)?\s*(?P<label>\D.*)$",
        rf"^\s*(?:[-*•・]\s*)?(?P<label>\D.*?)\s*[(（:：]?\s*(?:(?:in|on)\s+)?{date}\s*[)）]?\s*$",
    )
)
_ASKED: Final = re.compile(
    r"\s*を?\s*(?:年表|タイムライン|時系列)(?:に|で|を|として|化|の図).*$|\s*[,，]?\s*(?:請|请)?(?:畫成"
    r"|画成|做成|整理成|用)?(?:時間軸|时间轴|時間線|时间线|年表)(?:表示|呈現|呈现)?[。.]?$"
    r"|\s*[,.]?\s*(?:(?:show|draw|make|put)\s+(?:it|them|this|that)?\s*)?(?:as|in|on"
    r"|into)\s+an?\s+(?:\w+\s+)?time\s?line\.?$",
    re.IGNORECASE,
)
"""What a sender says of the timeline behind his last event."""
_EARLIEST_PLAIN: Final = 1000
"""The first year that is told without a word for it, such as 年 or AD."""
_LATEST: Final = 2100
_FEWEST: Final = 2
_LABELLED: Final = re.compile(r"年|BC|AD|CE|紀元|公元|西元", re.IGNORECASE)
_AMOUNT: Final = re.compile(r"^[$€£¥]?\d[\d,.]*\s*\D{0,4}$")


@dataclass(frozen=True)
class Event:
    """``when`` is a year, a month or a day as ``-44``, ``2025-04`` or ``1969-07-20``."""

    when: str
    label: str


@dataclass(frozen=True)
class _Dated:
    """``year`` is 0 where it is that of the event before."""

    year: int
    month: int
    day: int
    label: str


def events(text: str) -> list[Event]:
    """The dated events of a text in their order, if there are at least two; else none.

    A month without a year is in the year of the event before it. None are found where such a month would lead
    back: it may be in the next year, or out of its order.
    """
    body = "\n".join(_ASKED.sub("", line) for line in text.replace("：", ":").splitlines())
    body = _AMERICAN.sub(_with_the_day_first, body)
    head, colon, data = body.partition(":")
    found = _events(data) if colon and not re.search(r"\d{3,4}\s*年?\s*$|\d\s*[月日]\s*$", head) else []
    found = found or _events(body)
    return found if len({event.when for event in found}) >= _FEWEST else []


def _with_the_day_first(found: re.Match[str]) -> str:
    return f"{found['day']} {found['name']}" + (f" {found['year']}" if found["year"] else "")


def _events(text: str) -> list[Event]:
    items = [item for item in _ITEMS.split(text) if item and item.strip()]
    found = [event for item in items if (event := _event(item))]
    if len(found) * 2 <= len(items) or (found and not found[0].year):
        return []
    events: list[Event] = []
    year, before = 0, (0, 0)
    for event in found:
        now = (event.month, event.day)
        if not event.year and now < before:
            return []
        year, before = event.year or year, now
        written = "-".join([str(year), *(f"{part:02}" for part in now if part)])
        events.append(Event(written, event.label))
    return events


def _event(item: str) -> _Dated | None:
    for pattern in _FORMS:
        match = pattern.match(item)
        event = _read(match, item) if match else None
        if event:
            return event
    return None


def _read(match: re.Match[str], item: str) -> _Dated | None:
    given = match.groupdict()
    label = drawable(given["label"]).strip(" :：,、-–—()（）")
    if not label or not any(map(str.isalpha, label)) or _AMOUNT.match(label):
        return None
    year, day = int(given["year"] or 0), int(given.get("day") or 0)
    if given.get("month") or given.get("name"):
        return _Dated(year, int(given.get("month") or _month(given["name"] or "")), day, label)
    if not _LABELLED.search(item) and not _EARLIEST_PLAIN <= year <= _LATEST:
        return None
    before = given["before"] or (given["after"] or "").upper().startswith("B")
    return _Dated(-year if before else year, 0, 0, label)


def _month(name: str) -> int:
    """The number of a month by the beginning of its English name."""
    return next(
        number for number, known in enumerate(month_abbr) if number and name.lower().startswith(known.lower())
    )
