"""The frames of a scene: its picture in motion, the transition from the picture before, its captions."""

from collections.abc import Generator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from contracts.video import FRAMES, Timeline, VisualKind
from media.composition.canvas import Canvas
from media.composition.captions import Captions
from media.composition.clip import Clip
from media.composition.still import Motion, Still
from media.composition.work import Work

TRANSITION: Final = 12
"""Frames over which a scene's picture comes up over the one before it: 0.4 s."""
_ZOOM: Final = 1.08
_CARD_ZOOM: Final = 1.05
"""The zoom of a card: it has words near its edges, which stay in sight."""


@dataclass(frozen=True)
class Source:
    """A scene's picture or clip. ``focus`` is the point that matters, as fractions of width and height."""

    path: Path
    kind: VisualKind
    focus: tuple[float, float]


class _Footage(Protocol):
    def draw(self, frame: int, onto: Canvas) -> None:
        """Draw a frame of the scene, counted from 0; each call asks for a later one."""


def frames(
    work: Work, timeline: Timeline, position: int, visual: Source, previous: Source | None
) -> Generator[Canvas]:
    """Draw the frames of the scene at ``position``, one after the other on the same canvas.

    ``previous`` is what the scene before shows; it moves on until this one covers it. Raises
    ``PictureBroken``, ``ClipBroken``, ``FfmpegFailed``.
    """
    format_ = FRAMES[timeline.format]
    size = format_.width, format_.height
    scene = timeline.scenes[position]
    captions = Captions(timeline)
    canvas, before = Canvas(*size), Canvas(*size)
    with ExitStack() as stack:
        shown = _footage(stack, work, timeline, position, visual)
        leaving = _footage(stack, work, timeline, position - 1, previous) if previous else None
        fade = min(TRANSITION, scene.frames) if previous else 0
        for frame in range(scene.frames):
            work.check()
            shown.draw(frame, canvas)
            if leaving and frame < fade:
                leaving.draw(timeline.scenes[position - 1].frames + frame, before)
                canvas.blend(before, 1 - (frame + 1) / (fade + 1))
            captions.draw(scene.start_frame + frame, canvas)
            yield canvas


def _footage(stack: ExitStack, work: Work, timeline: Timeline, position: int, source: Source) -> _Footage:
    format_ = FRAMES[timeline.format]
    size = format_.width, format_.height
    if source.kind is VisualKind.STOCK_CLIP:
        return stack.enter_context(closing(Clip(work, source.path, size, focus=source.focus)))
    card = source.kind is VisualKind.CARD
    motion = Motion(
        focus=(0.5, 0.5) if card else source.focus,
        zoom=_CARD_ZOOM if card else _ZOOM,
        frames=timeline.scenes[position].frames + TRANSITION,  # on, while the next picture comes up
        back=position % 2 == 1,
    )
    return Still(source.path, size, motion)
