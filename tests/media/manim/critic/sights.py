"""Screens made by hand, without Manim."""

from itertools import count
from typing import Protocol

import numpy as np

from media.manim.critic.boxes import Box, around
from media.manim.critic.sight import Caption, Colour, Finding, Shape, Sight, Text

FRAME = Box(-7.11, -4, 7.11, 4)
BLACK = Colour(0, 0, 0)
WHITE = Colour(1, 1, 1)
GREY = Colour(0.5, 0.5, 0.5)

_keys = count(1)


class Judge(Protocol):
    """One of those that the critic asks."""

    def look(self, sight: Sight) -> None: ...
    def findings(self) -> list[Finding]: ...


def text(  # noqa: PLR0913
    words: str = "a plain text",
    x: float = 0,
    y: float = 0,
    *,
    size: float = 0.3,
    color: Colour = WHITE,
    order: int = 10,
    halo: Colour | None = None,
    caption: Caption | None = None,
    key: int | None = None,
) -> Text:
    """Words whose letters are squares of a size, from x on, above y."""
    letters = np.array([(x + size * at, y, x + size * (at + 0.9), y + size) for at in range(len(words))])
    colours = np.array([color] * len(words))
    return Text(
        key=key or next(_keys),
        kind="Text",
        words=words,
        letters=letters,
        colours=colours,
        box=around(letters),
        order=order,
        halo=halo,
        caption=caption,
    )


def caption(
    words: str, number: int, *, y: float = -3.5, method: str = "scene_1", key: int | None = None
) -> Text:
    """A caption of that number."""
    return text(words, -4, y, caption=Caption(f"caption_{number}", method, number), key=key)


def shape(  # noqa: PLR0913
    left: float,
    bottom: float,
    right: float,
    top: float,
    *,
    fill: Colour | None = GREY,
    order: int = 1,
    corners: list[tuple[float, float]] | None = None,
) -> Shape:
    """A rectangle, or what has these corners."""
    corners = corners or [(left, bottom), (right, bottom), (right, top), (left, top)]
    points = np.repeat([(x, y, 0.0) for x, y in corners], 4, axis=0)
    return Shape(next(_keys), "Rectangle", Box(left, bottom, right, top), order, fill, points)


def line(  # noqa: PLR0913
    x: float,
    y: float,
    to_x: float,
    to_y: float,
    *,
    color: Colour = WHITE,
    thickness: float = 4.0,
    order: int = 1,
    key: int | None = None,
) -> Shape:
    """A straight line."""
    box = Box(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y))
    points = np.linspace((x, y, 0.0), (to_x, to_y, 0.0), 4)
    no_fill = Colour(1, 1, 1, 0)
    return Shape(key or next(_keys), "Line", box, order, no_fill, points, color, thickness)


def sight(  # noqa: PLR0913
    *things: Text | Shape,
    seconds: float = 1.0,
    still: bool = False,
    line: int = 5,
    frame: Box = FRAME,
    background: Colour = BLACK,
    named: tuple[Text, ...] = (),
    faded: tuple[Text, ...] = (),
) -> Sight:
    """The things on a screen."""
    return Sight(
        frame=frame,
        background=background,
        texts=tuple(thing for thing in things if isinstance(thing, Text)),
        shapes=tuple(thing for thing in things if isinstance(thing, Shape)),
        line=line,
        seconds=seconds,
        still=still,
        named={one.key: one.caption for one in named if one.caption},
        faded=frozenset(one.key for one in faded),
    )


def found_by(judge: type[Judge], *sights: Sight) -> list[Finding]:
    """What a judge finds that sees these one after the other."""
    asked = judge()
    for one in sights:
        asked.look(one)
    return asked.findings()
