"""Text over text."""

from typing import Final

import numpy as np

from media.manim.critic.boxes import Box, covered, pairs
from media.manim.critic.sight import Finding, Sight, Text
from media.manim.critic.standing import Standing

LONG_ENOUGH: Final = 0.3
"""Seconds that two texts stand over each other before it is a fault."""
HIT: Final = 0.2
"""The part of a letter that lies under another one from which on it is hard to read."""
SUBSTANTIAL: Final = 0.25
"""The part of a text's letters that are hit, from which on it is an error."""
FAINT: Final = 0.35
"""The opacity below which a text is put back so far that another may stand before it."""
SHADOW: Final = 0.15
"""How far a copy of a text may be off to be seen as its shadow."""
EXACT: Final = 0.01
"""How far the boxes of the same letters may be off."""


class Overlap:
    """Looks for texts that stand over each other."""

    def __init__(self) -> None:
        self._standing: Standing[tuple[int, int], Finding] = Standing(LONG_ENOUGH)

    def look(self, sight: Sight) -> None:
        """Compare all texts that can be seen."""
        texts = [text for text in sight.visible if text.opacity >= FAINT]
        found = {}
        for one, other in pairs([text.box for text in texts]):
            lower, upper = texts[one], texts[other]
            finding = _compare(lower, upper, sight)
            if finding:
                found[lower.key, upper.key] = finding
        self._standing.look(found, sight.seconds, still=sight.still)

    def findings(self) -> list[Finding]:
        """The texts that stood over each other."""
        return self._standing.stood()


def _compare(lower: Text, upper: Text, sight: Sight) -> Finding | None:
    if (lower.caption and upper.caption) or same(lower, upper):
        return None
    under, over = covered(lower.letters, upper.letters) >= HIT, covered(upper.letters, lower.letters) >= HIT
    hit = max(np.count_nonzero(under), np.count_nonzero(over))
    share = max(np.count_nonzero(under) / len(under), np.count_nonzero(over) / len(over))
    if not hit or _hidden(lower, upper, sight):
        return None
    return Finding(
        rule="overlap",
        message=(
            f"{upper.name} stands over {lower.name}: move one of them (next_to, shift), "
            "or fade out what is no longer needed."
        ),
        line=sight.line,
        severity="error" if (hit > 1 and share >= SUBSTANTIAL) or share >= 2 * SUBSTANTIAL else "warning",
    )


def same(one: Text, other: Text) -> bool:
    """Whether two texts look like one: a copy in the same place, or its shadow.

    One that has turned into the other has still its first words.
    """
    if one.letters.shape != other.letters.shape:
        return False
    off = np.abs(one.letters - other.letters).max()
    return bool(off <= (SHADOW if one.words == other.words else EXACT))


def _hidden(lower: Text, upper: Text, sight: Sight) -> bool:
    """Whether something between the two hides the lower one where they meet."""
    common = Box(
        max(lower.box.left, upper.box.left),
        max(lower.box.bottom, upper.box.bottom),
        min(lower.box.right, upper.box.right),
        min(lower.box.top, upper.box.top),
    )
    return sight.hides(lower.order, upper.order, *common.centre)
