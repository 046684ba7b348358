"""What leaves the frame."""

from dataclasses import dataclass
from typing import Final

from media.manim.critic.boxes import Box
from media.manim.critic.sight import Finding, Shape, Sight, Text

TOLERANCE: Final = 0.05
"""Units of Manim (the frame is 8 high) that a box may stick out unnoticed."""
NOTICEABLE: Final = 0.25
"""The same units for what is not text."""
FAR: Final = 0.25
"""The part of a text's width or height outside from which on it can't be meant so."""


@dataclass
class _Seen:
    """What is known of one thing: the worst it stuck out, where, and how it went on."""

    thing: Text | Shape
    excess: float = 0.0
    cut: float = 0.0
    edge: str = ""
    line: int = 0
    ever_inside: bool = False
    moved: bool = False
    fits: bool = True


class Framing:
    """Notes what is out of the frame, and says in the end what of it was not meant so."""

    def __init__(self) -> None:
        self._seen: dict[tuple[int, float, float], _Seen] = {}

    def look(self, sight: Sight) -> None:
        """Measure everything against the frame."""
        for text in sight.texts:
            self._note(text, sight.frame, sight.line)
        for shape in sight.shapes:
            self._note(shape, sight.frame, sight.line)

    def _note(self, thing: Text | Shape, frame: Box, line: int) -> None:
        box = thing.box
        # what is scaled or transformed is another thing to look at
        seen = self._seen.setdefault((thing.key, round(box.width, 1), round(box.height, 1)), _Seen(thing))
        (x, y), (first_x, first_y) = box.centre, seen.thing.box.centre
        seen.moved |= abs(x - first_x) + abs(y - first_y) > TOLERANCE
        sides = {
            "left": frame.left - box.left,
            "right": box.right - frame.right,
            "bottom": frame.bottom - box.bottom,
            "top": box.top - frame.top,
        }
        edge, excess = max(sides.items(), key=lambda side: side[1])
        if excess <= TOLERANCE:
            seen.ever_inside = True
        elif excess > seen.excess:
            extent = box.width if edge in {"left", "right"} else box.height
            seen.excess, seen.edge, seen.line = excess, edge, line
            seen.cut = min(1.0, excess / max(extent, 1e-6))
            seen.fits = box.width <= frame.width and box.height <= frame.height

    def findings(self) -> list[Finding]:
        """What was out of the frame."""
        return [_finding(seen) for seen in self._seen.values() if _matters(seen)]


def _matters(seen: _Seen) -> bool:
    if seen.ever_inside and seen.moved:
        return False  # it came in or went out: that is an animation, not a mistake
    if isinstance(seen.thing, Text):
        return seen.excess > TOLERANCE
    return seen.excess > NOTICEABLE and seen.fits and not seen.ever_inside


def _finding(seen: _Seen) -> Finding:
    text = isinstance(seen.thing, Text)
    if text and not seen.fits:
        advice = "make it smaller (scale_to_fit_width) or break it into lines"
    else:
        advice = "move it inside (shift, to_edge, next_to)"
    beyond = text and seen.cut >= FAR and not seen.ever_inside and not seen.moved
    return Finding(
        rule="out-of-frame",
        message=f"{seen.thing.name} is {seen.excess:.1f} units out of the frame ({seen.edge}): {advice}.",
        line=seen.line,
        severity="error" if beyond else "warning",
    )
