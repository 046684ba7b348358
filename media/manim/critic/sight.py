"""What stands on the screen after an animation, as far as a critic needs to know: no Manim here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from media.manim.critic.boxes import Box, Boxes

MOST_CORNERS: Final = 200
"""Corners of an outline that are looked at; of a finer one every second, third, and so on."""

LONGEST_NAME: Final = 30
OPAQUE: Final = 0.8
"""The opacity from which on a shape hides what is behind it."""


class Colour(NamedTuple):
    """Red, green, blue and opacity, each from 0 to 1."""

    red: float
    green: float
    blue: float
    opacity: float = 1.0


@dataclass(frozen=True)
class Text:
    """A text or formula; ``key`` is the same as long as it is the same object.

    ``letters`` are the boxes of what it is drawn with, and ``colours`` theirs. ``halo`` is the colour of the
    stroke behind the letters, ``order`` when it is drawn, and ``caption`` what the script calls it if it
    calls it a caption.
    """

    key: int
    kind: str
    words: str
    letters: Boxes
    colours: NDArray[np.float64]
    box: Box
    order: int
    halo: Colour | None = None
    caption: "Caption | None" = None

    @property
    def name(self) -> str:
        """What a finding calls it."""
        return f"{self.kind} {self.quoted}".rstrip()

    @property
    def quoted(self) -> str:
        """Its words, or their beginning, as a quotation."""
        words = " ".join(self.words.split())
        if len(words) > LONGEST_NAME:
            words = words[: LONGEST_NAME - 1] + "…"
        return f"“{words}”" if words else ""

    @cached_property
    def form(self) -> tuple[int, int, float]:
        """The same for the same text at whatever size: a transformed one is another."""
        return self.key, len(self.letters), round(self.box.width / max(self.box.height, 1e-6), 1)

    @cached_property
    def opacity(self) -> float:
        """How opaque its letters are on average."""
        return float(self.colours[:, 3].mean())


@dataclass(frozen=True)
class Caption:
    """A caption's name in the script, and the method whose it is; ``number`` is the name's, 0 without one."""

    name: str
    method: str
    number: int


@dataclass(frozen=True)
class Shape:
    """Something else that is drawn. ``fill`` is None where its colour is not known, as that of an image."""

    key: int
    kind: str
    box: Box
    order: int
    fill: Colour | None
    points: NDArray[np.float64]
    stroke: Colour | None = None
    thickness: float = 0.0

    @property
    def name(self) -> str:
        """What a finding calls it."""
        return self.kind

    def holds(self, x: float, y: float) -> bool:
        """Whether a place lies within its outline."""
        return self.box.holds(x, y) and (self.fill is None or _within(self._corners, x, y))

    @cached_property
    def _corners(self) -> NDArray[np.float64]:
        corners = self.points[::4, :2]  # the others are the handles of its curves
        return corners[:: max(1, -(-len(corners) // MOST_CORNERS))]


def _within(corners: NDArray[np.float64], x: float, y: float) -> bool:
    """The even-odd rule."""
    ahead = np.roll(corners, -1, axis=0)
    crosses = (corners[:, 1] > y) != (ahead[:, 1] > y)
    here, there = corners[crosses], ahead[crosses]
    at = here[:, 0] + (y - here[:, 1]) / (there[:, 1] - here[:, 1]) * (there[:, 0] - here[:, 0])
    return bool(np.count_nonzero(at > x) % 2)


@dataclass(frozen=True)
class Sight:
    """All that stands on the screen, in the order of drawing, after what line ``line`` has played.

    ``seconds`` is how long that took; ``still`` says that it was a wait, so all of this stood for as long.
    ``more`` says that there is something that is not looked at, as in three dimensions. ``named`` are the
    captions that the script has had names for, on the screen or not, by their keys. ``faded`` are the keys of
    what went while it played, and not before.
    """

    frame: Box
    background: Colour
    texts: tuple[Text, ...]
    shapes: tuple[Shape, ...]
    line: int
    seconds: float
    still: bool
    more: bool = False
    named: Mapping[int, Caption] = field(default_factory=dict)
    faded: frozenset[int] = frozenset()

    @property
    def empty(self) -> bool:
        """Whether nothing at all is to be seen."""
        return not self.more and not any(thing.box.meets(self.frame) for thing in self.texts + self.shapes)

    def hides(self, lower: int, upper: int, x: float, y: float) -> bool:
        """Whether a shape that is drawn between two places in the order hides, there, what is behind it."""
        return any(
            lower < shape.order < upper
            and (shape.fill is None or shape.fill.opacity >= OPAQUE)
            and shape.holds(x, y)
            for shape in self.shapes
        )

    @cached_property
    def visible(self) -> tuple[Text, ...]:
        """The texts of which something is within the frame."""
        return tuple(text for text in self.texts if text.box.meets(self.frame))


Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Finding:
    """A fault, as a diagnostic has it."""

    rule: str
    message: str
    line: int
    severity: Severity
