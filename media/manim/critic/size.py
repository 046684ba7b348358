"""Text that is too small to read."""

import unicodedata
from typing import Final

import numpy as np

from media.manim.critic.sight import Finding, Sight, Text

READABLE: Final = 0.011
"""The part of the frame's shorter side that a small Latin letter needs to be read easily: 5 pixels of 480."""
UNREADABLE: Final = 0.0075
"""The same below which nobody can read it: 3.6 pixels."""
WIDE: Final = 1.7
"""How much larger a Chinese or Japanese character has to be, which fills its square with strokes."""


class Size:
    """Keeps for each text the largest that it was: it may be put away small once it has been read."""

    def __init__(self) -> None:
        self._largest: dict[tuple[int, int, float], tuple[float, Finding]] = {}

    def look(self, sight: Sight) -> None:
        """Measure the letters of every text that was not large enough so far."""
        for text in sight.visible:
            if text.words and not any(map(str.isalnum, text.words)):
                continue  # a dash or a dot is as small as it is
            known = self._largest.get(text.form)
            if known is not None and known[0] >= READABLE:
                continue
            height = letter_height(text) / min(sight.frame.width, sight.frame.height)
            if known is None or height > known[0]:
                self._largest[text.form] = height, _finding(text, height, sight.line)

    def findings(self) -> list[Finding]:
        """The texts that were never large enough."""
        return [finding for height, finding in self._largest.values() if height < READABLE]


def letter_height(text: Text) -> float:
    """The height of its letters, as they compare with a small Latin one."""
    left, bottom, right, top = text.letters.T
    middle = float(np.median(np.maximum(top - bottom, (right - left) / 2)))
    return (
        middle / WIDE if any(unicodedata.east_asian_width(letter) == "W" for letter in text.words) else middle
    )


def _finding(text: Text, height: float, line: int) -> Finding:
    return Finding(
        rule="too-small",
        message=(
            f"{text.name} is too small to read: make it {READABLE / max(height, 1e-3):.1f} times as large, "
            "and give it the room."
        ),
        line=line,
        severity="error" if height < UNREADABLE else "warning",
    )
