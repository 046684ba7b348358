"""All that is looked at, after each animation of a run."""

import contextlib
from collections.abc import Sequence
from types import FrameType
from typing import Final

import manim

from media.manim.critic.captions import Captions
from media.manim.critic.contrast import Contrast
from media.manim.critic.crossing import Crossing
from media.manim.critic.emptiness import Emptiness
from media.manim.critic.eyes import Eyes
from media.manim.critic.framing import Framing
from media.manim.critic.overlap import Overlap
from media.manim.critic.sight import Finding
from media.manim.critic.size import Size

MOST_OF_A_RULE: Final = 8
"""Findings of one rule that are told: whoever mends these has seen how."""


class Critic:
    """Looks at a scene after every animation and says in the end what was wrong with what stood there.

    Whatever a script has made of its objects: a look that fails is a look less, and no fault of the run.
    """

    def __init__(self) -> None:
        self._eyes = Eyes()
        self._judges = (Framing(), Overlap(), Size(), Contrast(), Crossing(), Emptiness(), Captions())

    def look(self, scene: manim.Scene, line: int, frames: Sequence[FrameType]) -> None:
        """Look at the scene now that ``line`` of the script, in these frames of it, has played."""
        with contextlib.suppress(Exception):
            sight = self._eyes.look(scene, line, frames)
            for judge in self._judges:
                with contextlib.suppress(Exception):
                    judge.look(sight)

    def findings(self) -> list[Finding]:
        """What was wrong, errors of each rule first, then in the order of the script's lines."""
        found: dict[tuple[int, str], Finding] = {}
        for judge in self._judges:
            told = sorted(judge.findings(), key=lambda finding: (finding.severity, finding.line))
            found |= {(finding.line, finding.message): finding for finding in told[:MOST_OF_A_RULE]}
        return [found[place] for place in sorted(found)]
