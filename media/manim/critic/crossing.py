"""Text that a line or a curve runs through."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from media.manim.critic.boxes import Boxes
from media.manim.critic.contrast import over, ratio
from media.manim.critic.overlap import FAINT, LONG_ENOUGH
from media.manim.critic.sight import Finding, Shape, Sight, Text
from media.manim.critic.standing import Standing

THICK: Final = 2.5
"""The width from which on a line disturbs: those of a plane's grid, or of axes, are 2."""
STRONG: Final = 0.5
"""The opacity from which on it does."""
DISTINCT: Final = 2.0
"""The ratio of luminances to the background from which on it does."""
CORE: Final = 0.25
"""The part at each side of a letter that a line may touch."""
OWN: Final = 0.3
"""How far a line may reach beyond a text that it is meant to strike out."""
MOST_CURVES: Final = 300
"""Curves of an outline that are looked at; of a finer one every second, third, and so on."""
POINTS: Final = np.linspace(0, 1, 5)
"""Where on each curve a point is taken."""
WEIGHTS: Final = np.stack(
    [(1 - POINTS) ** 3, 3 * (1 - POINTS) ** 2 * POINTS, 3 * (1 - POINTS) * POINTS**2, POINTS**3], axis=1
)
"""What the four points of a cubic curve count there."""

Segments = tuple[NDArray[np.float64], NDArray[np.float64]]


class Crossing:
    """Looks for texts with lines through them."""

    def __init__(self) -> None:
        self._standing: Standing[tuple[int, int], Finding] = Standing(LONG_ENOUGH)
        self._segments: dict[int, tuple[NDArray[np.float64], Segments]] = {}

    def look(self, sight: Sight) -> None:
        """Follow every line that comes near a text."""
        lines = [shape for shape in sight.shapes if _disturbs(shape, sight)]
        found = {}
        for text in sight.visible:
            if text.halo or text.opacity < FAINT:
                continue
            for line in lines:
                if line.box.meets(text.box) and self._crosses(line, text, sight):
                    found[text.key, line.key] = _finding(line, text, sight.line)
                    break
        self._standing.look(found, sight.seconds, still=sight.still)

    def _crosses(self, line: Shape, text: Text, sight: Sight) -> bool:
        return (
            runs_through(*self._of(line), text.letters)
            and not _strikes_out(line, text)
            and not sight.hides(line.order, text.order, *text.box.centre)
        )

    def _of(self, shape: Shape) -> Segments:
        known = self._segments.get(shape.key)
        if known is None or known[0] is not shape.points:
            known = self._segments[shape.key] = shape.points, segments(shape.points)
        return known[1]

    def findings(self) -> list[Finding]:
        """The texts that lines ran through."""
        return self._standing.stood()


def segments(points: NDArray[np.float64]) -> Segments:
    """Where the pieces of cubic curves begin and end, as if they were straight."""
    curves = points[: len(points) // 4 * 4, :2].reshape(-1, 4, 2)
    curves = curves[:: max(1, -(-len(curves) // MOST_CURVES))]
    drawn = np.einsum("pk,nkd->npd", WEIGHTS, curves)
    return drawn[:, :-1].reshape(-1, 2), drawn[:, 1:].reshape(-1, 2)


def runs_through(starts: NDArray[np.float64], ends: NDArray[np.float64], letters: Boxes) -> bool:
    """Whether a piece runs through the core of a letter."""
    margin = (letters[:, 2:] - letters[:, :2]) * CORE
    low, high = letters[:, :2] + margin, letters[:, 2:] - margin
    near = (np.minimum(starts, ends) < high.max(axis=0)).all(axis=1)
    near &= (np.maximum(starts, ends) > low.min(axis=0)).all(axis=1)
    if not near.any():
        return False
    start, way = starts[near][:, None], (ends - starts)[near][:, None]
    way = np.where(np.abs(way) < 1e-9, 1e-9, way)  # noqa: PLR2004 - nothing to divide by
    first, second = (low - start) / way, (high - start) / way
    enters, leaves = np.minimum(first, second).max(axis=2), np.maximum(first, second).min(axis=2)
    return bool(((enters < leaves) & (leaves > 0) & (enters < 1)).any())


def _disturbs(shape: Shape, sight: Sight) -> bool:
    return (
        shape.stroke is not None
        and shape.thickness >= THICK
        and shape.stroke.opacity >= STRONG
        and ratio(over(shape.stroke, sight.background), sight.background) >= DISTINCT
    )


def _strikes_out(line: Shape, text: Text) -> bool:
    """Whether a line is about the text alone, as one that crosses it out."""
    within = (
        line.box.left > text.box.left - OWN
        and line.box.right < text.box.right + OWN
        and line.box.bottom > text.box.bottom - OWN
        and line.box.top < text.box.top + OWN
    )
    return within and line.box.width > text.box.width / 2


def _finding(line: Shape, text: Text, at: int) -> Finding:
    return Finding(
        rule="crossed",
        message=f"A {line.kind} runs through {text.name}: move the text, or give it a background.",
        line=at,
        severity="warning",
    )
