"""Boxes in Manim's units (the frame is 8 high), alone and many at a time."""

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Boxes: TypeAlias = NDArray[np.float64]
"""A row for each box: left, bottom, right, top."""


class Box(NamedTuple):
    """An extent: of what is drawn, or of the frame."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    @property
    def centre(self) -> tuple[float, float]:
        """The middle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def meets(self, other: "Box") -> bool:
        """Whether the two have a place in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def holds(self, x: float, y: float) -> bool:
        """Whether a place lies within."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


def around(boxes: Boxes) -> Box:
    """The box around all."""
    low, high = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    return Box(float(low[0]), float(low[1]), float(high[0]), float(high[1]))


def pairs(boxes: list[Box]) -> list[tuple[int, int]]:
    """The pairs that meet, by their places in the list."""
    if len(boxes) < 2:  # noqa: PLR2004 - a pair
        return []
    left, bottom, right, top = np.array(boxes).T
    meet = (
        (left[:, None] < right) & (left < right[:, None]) & (bottom[:, None] < top) & (bottom < top[:, None])
    )
    return [(int(one), int(other)) for one, other in np.argwhere(np.triu(meet, 1))]


def covered(boxes: Boxes, by: Boxes) -> NDArray[np.float64]:
    """For each box how much of it (0 to 1) lies under the one of ``by`` that covers it most."""
    low = np.maximum(boxes[:, None, :2], by[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], by[None, :, 2:])
    common = np.clip(high - low, 0, None).prod(axis=2).max(axis=1, initial=0.0)
    areas = (boxes[:, 2:] - boxes[:, :2]).prod(axis=1)
    share: NDArray[np.float64] = np.divide(common, areas, out=np.zeros_like(areas), where=areas > 0)
    return share
