"""What a sender wrote himself, as pictures: his formulas, his data, his code, his steps, his sentences.

Nothing here knows a subject. What can't be drawn truly, as its builder says, is not drawn.
"""

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

_TITLE_ROOM: Final = 20.0
_MATHEMATICS: Final[tuple[tuple[Recogniser, ...], ...]] = (
    (mathematics.sequence, mathematics.fractions, mathematics.percent),
    (mathematics.system, mathematics.equation, mathematics.curve, mathematics.graphs, mathematics.bounds),
    (mathematics.matrices, mathematics.vectors, mathematics.figures),
)
_CODE: Final[tuple[tuple[Recogniser, ...], ...]] = ((code.listing,), (code.calls,))
_DATA: Final[tuple[tuple[Recogniser, ...], ...]] = ((data.table, data.comparison, data.timeline, data.chart),)
"""In each group the first that finds something; where a table is, its cells are no chart besides."""


def pictures(request: Request, *, mathematics_too: bool = True) -> list[Filled]:
    """The pictures of what the request gives, in the order in which they matter.

    What belongs to a task is drawn in it alone: a sum that is lent is no bar of a chart.
    A text that states something is shown with all its sections; one that asks, with its steps and bullets at
    most: its other words only say what to do.
    """
    found = _tried(tasks.task, request) if mathematics_too else []
    others = _CODE if found else (*(_MATHEMATICS if mathematics_too else ()), *_CODE, *_DATA)
    for group in others:
        found += next(filter(None, (_tried(recogniser, request) for recogniser in group)), [])
    return found + _tried(prose.listed if request.asks else prose.sections, request)


def title(request: Request) -> str:
    """What the request is about, in its own words."""
    subject = texts.shortened(texts.subject(request.words), _TITLE_ROOM)
    items = lists.numbered(request.words)
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
