"""Measures, while a scene is played, what leaves the frame."""

from dataclasses import dataclass
from typing import Any, Final

import manim
import numpy as np
from numpy.typing import NDArray

TEXTS: Final = (
    manim.Text,
    manim.MarkupText,
    manim.Paragraph,
    manim.SingleStringMathTex,
    manim.Typst,
    manim.DecimalNumber,
    manim.Code,
)
TOLERANCE: Final = 0.05
"""Units of Manim (the frame is 8 high) that a box may stick out unnoticed."""
NOTICEABLE: Final = 0.25
"""The same units for what is not text."""
FAR: Final = 0.25
"""The part of a text's width or height outside from which on it can't be meant so."""
MOST_BOXES: Final = 400
"""Boxes measured after one animation at most: a scene of thousands of dots should not pay for this."""


@dataclass
class Box:
    """A mobject's extent, or the frame's: left, bottom and right, top."""

    low: NDArray[np.float64]
    high: NDArray[np.float64]

    @property
    def size(self) -> NDArray[np.float64]:
        """Width and height."""
        return self.high - self.low


@dataclass
class Seen:
    """What is known of one mobject: the worst it stuck out, where, and how it went on."""

    mobject: Any  # kept, so that its id is not given to another one
    text: bool
    centre: NDArray[np.float64]
    excess: float = 0.0
    cut: float = 0.0
    edge: str = ""
    line: int = 0
    ever_inside: bool = False
    moved: bool = False
    fits: bool = True


class Framing:
    """Looks at the scene after every animation and says in the end what was out of the frame."""

    def __init__(self) -> None:
        self._seen: dict[tuple[int, bytes], Seen] = {}

    def look(self, scene: manim.Scene, line: int) -> None:
        """Measure everything that is on the scene now; ``line`` is the script's that played."""
        frame, mobjects = _frame_and_mobjects(scene)
        for mobject, text in _pieces(mobjects)[:MOST_BOXES]:
            box = _box(mobject)
            if box is not None:
                self._note(mobject, box, frame, text=text, line=line)

    def _note(self, mobject: Any, box: Box, frame: Box, *, text: bool, line: int) -> None:
        centre = (box.low + box.high) / 2
        shape = box.size.round(1).tobytes()  # what is scaled or transformed is another thing to look at
        seen = self._seen.setdefault((id(mobject), shape), Seen(mobject, text, centre))
        seen.moved |= bool(np.linalg.norm(seen.centre - centre) > TOLERANCE)
        sides = np.array(
            [
                frame.low[0] - box.low[0],
                box.high[0] - frame.high[0],
                frame.low[1] - box.low[1],
                box.high[1] - frame.high[1],
            ]
        )
        worst = int(sides.argmax())
        excess = float(sides[worst])
        if excess <= TOLERANCE:
            seen.ever_inside = True
        elif excess > seen.excess:
            seen.excess = excess
            seen.edge = ("left", "right", "bottom", "top")[worst]
            seen.cut = float(min(1.0, excess / max(box.size[worst // 2], 1e-6)))
            seen.fits = bool((box.size <= frame.size).all())
            seen.line = line

    def findings(self) -> list[dict[str, Any]]:
        """What was out of the frame, as diagnostics, in the order of the script's lines."""
        found = [_finding(seen) for seen in self._seen.values() if _matters(seen)]
        unique = {(finding["line"], finding["message"]): finding for finding in found}
        return [unique[key] for key in sorted(unique)]


def _matters(seen: Seen) -> bool:
    if seen.ever_inside and seen.moved:
        return False  # it came in or went out: that is an animation, not a mistake
    if seen.text:
        return seen.excess > TOLERANCE
    return seen.excess > NOTICEABLE and seen.fits and not seen.ever_inside


def _finding(seen: Seen) -> dict[str, Any]:
    if seen.text and not seen.fits:
        advice = "make it smaller (scale_to_fit_width) or break it into lines"
    else:
        advice = "move it inside (shift, to_edge, next_to)"
    beyond = seen.text and seen.cut >= FAR and not seen.ever_inside and not seen.moved
    return {
        "rule": "out-of-frame",
        "message": f"{_name(seen)} is {seen.excess:.1f} units out of the frame ({seen.edge}): {advice}.",
        "line": seen.line,
        "severity": "error" if beyond else "warning",
    }


def _name(seen: Seen) -> str:
    kind = type(seen.mobject).__name__
    for attribute in ("original_text", "text", "typst_code", "tex_string"):
        words = getattr(seen.mobject, attribute, None)
        if isinstance(words, str) and words:
            return f"{kind} “{words if len(words) <= 30 else words[:29] + '…'}”"  # noqa: PLR2004
    return kind


def _frame_and_mobjects(scene: manim.Scene) -> tuple[Box, list[Any]]:
    """The frame as it stands now, and what is measured against it.

    A scene in three dimensions is measured only where it is flat: what is fixed in the frame.
    """
    camera = scene.camera
    if isinstance(camera, manim.ThreeDCamera):
        flat = [mobject for mobject in scene.mobjects if mobject in camera.fixed_in_frame_mobjects]
        half = np.array([manim.config.frame_width, manim.config.frame_height]) / 2
        return Box(-half, half), flat
    centre = np.asarray(camera.frame_center)[:2]
    half = np.array([camera.frame_width, camera.frame_height]) / 2
    return Box(centre - half, centre + half), scene.mobjects


def _pieces(mobjects: list[Any]) -> list[tuple[Any, bool]]:
    """Each text as a whole, and of everything else the parts that have points; and whether it is text."""
    pieces: list[tuple[Any, bool]] = []
    left = list(reversed(mobjects))
    while left and len(pieces) < MOST_BOXES:
        mobject = left.pop()
        if isinstance(mobject, TEXTS):
            pieces.append((mobject, True))
            continue
        if mobject.has_points():
            pieces.append((mobject, False))
        left.extend(reversed(mobject.submobjects))
    return pieces


def _box(mobject: Any) -> Box | None:
    """The extent of what is drawn of a mobject; none if nothing is."""
    points = [
        part.points[:, :2]
        for part in mobject.get_family()
        if len(part.points) and (not isinstance(part, manim.VMobject) or _drawn(part))
    ]
    if not points:
        return None
    all_points = np.concatenate(points)
    return Box(all_points.min(axis=0), all_points.max(axis=0))


def _drawn(part: manim.VMobject) -> bool:
    return bool(
        part.get_fill_opacity() > 0 or (part.get_stroke_opacity() > 0 and part.get_stroke_width() > 0)
    )
