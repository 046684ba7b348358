"""What a sender wrote himself, as pictures: his formulas, his data, his code, his steps, his sentences.

Nothing here knows a subject. What can't be drawn truly, as its builder says, is not drawn.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final

from media.authoring.filling import Filled
from media.authoring.given import code, data, mathematics, prose, tasks
from media.authoring.reading import lists
from media.authoring.reading import prose as texts
from media.authoring.request import Request
from media.scenes.text import drawable

Recogniser = Callable[[Request], Iterable[Filled]]
"""What finds pictures of its kind in a request."""

_SOLVES: Final = re.compile(r"\b(?:solve|roots?)\b|解[いくけ]|解を|[解求].*方程", re.IGNORECASE)
"""An equation is to be solved, also where a topic draws it."""
_TITLE_ROOM: Final = 20.0
_MATHEMATICS: Final[tuple[tuple[Recogniser, ...], ...]] = (
    (mathematics.sequence, mathematics.fractions, mathematics.percent),
    (mathematics.system, mathematics.equation, mathematics.curve, mathematics.graphs, mathematics.bounds),
    (mathematics.matrices, mathematics.vectors, mathematics.figures),
)
_CODE: Final[tuple[tuple[Recogniser, ...], ...]] = ((code.listing,), (code.calls,))
_DATA: Final[tuple[Recogniser, ...]] = (data.table, data.comparison, data.timeline)
"""In each group the first that finds something counts; where a table is, its cells are no chart besides."""


def pictures(request: Request, *, taken: bool = False) -> list[Filled]:
    """The pictures of what the request gives, in the order in which they matter.

    What belongs to a task or a formula is drawn there alone: a sum that is lent is no bar of a chart.
    ``taken`` says that a topic has the request's numbers already.

    A text that states something is shown with all its sections; one that asks, with its steps and bullets at
    most: its other words only say what to do.
    """
    solved = _tried(mathematics.equation, request) if _SOLVES.search(request.words) else []
    found = solved if taken else _tried(tasks.task, request) or _first_of_each(_MATHEMATICS, request)
    numbers_shown = taken or bool(found)
    found += _first_of_each(_CODE, request)
    found += _first_of_each((_DATA if numbers_shown else (*_DATA, data.chart),), request)
    return found + _tried(prose.listed if request.asks else prose.sections, request)


def _first_of_each(groups: Iterable[tuple[Recogniser, ...]], request: Request) -> list[Filled]:
    """What the first recogniser of each group finds that finds something."""
    found: list[Filled] = []
    for group in groups:
        found += next(filter(None, (_tried(recogniser, request) for recogniser in group)), [])
    return found


def title(request: Request) -> str:
    """What the request is about, in its own words."""
    whole = texts.subject(request.words)
    items = lists.numbered(request.words)
    if items or lists.announced(request.words):
        whole = re.split("[:：]", whole, maxsplit=1)[0]
    subject = texts.shortened(whole, _TITLE_ROOM)
    if lists.begins_a_step(subject) or (items and items[0].startswith(subject[:-1])):
        return request.locale.say("手順", "步驟", "Step by step")
    if not any(map(str.isalnum, drawable(subject))):
        return request.locale.say("コード", "程式碼", "Code")
    return subject


def _tried(recogniser: Recogniser, request: Request) -> list[Filled]:
    try:
        return list(recogniser(request))
    except ValueError:  # the builder can't draw this truly
        return []
