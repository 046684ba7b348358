"""Text that a sender wrote to be shown: steps, bullets, sentences."""

from collections.abc import Iterator
from typing import Final

from media.authoring.reading import lists, prose
from media.authoring.request import Request
from media.scenes.builder import Builder
from media.scenes.builders.points import Points
from media.scenes.builders.steps import Steps

_MOST_STEPS: Final = 8
_POINTS_EACH: Final = 4
_MOST_LISTS: Final = 3
_MOST_POINTS: Final = 10


def listed(request: Request) -> Iterator[Builder]:
    """Steps in their order, and bullets."""
    for section in prose.sections(request.words):
        yield from list(_steps(section)) or _points(section, lists.bullets("\n".join(section.lines)))


def sections(request: Request) -> Iterator[Builder]:
    """Each section of a text: its steps, else its bullets, else those of its sentences that tell the most."""
    for section in prose.sections(request.words)[:_MOST_LISTS]:
        bullets = lists.bullets("\n".join(section.lines))
        stated = [line for line in section.sentences if not prose.ASKING.search(line)]
        yield from list(_steps(section)) or _points(
            section, bullets or prose.most_telling(stated, _POINTS_EACH)
        )


def _steps(section: prose.Section) -> Iterator[Builder]:
    body = "\n".join(section.lines)
    items = lists.numbered(body) or lists.ordered(body) or lists.announced(body)
    for start in range(0, len(items), _MOST_STEPS):
        yield Steps(steps=tuple(items[start : start + _MOST_STEPS]), title=section.heading)


def _points(section: prose.Section, told: list[str]) -> Iterator[Builder]:
    for start in range(0, len(told), _MOST_POINTS):
        yield Points(title=section.heading, points=tuple(told[start : start + _MOST_POINTS]), marks="ticks")
