"""One scene as a file: its frames, encoded so that scenes can be joined without encoding anything again."""

import asyncio
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

import av

from contracts.errors import CompositionFailed, SourceUnsuitable
from contracts.video import FPS, FRAMES, Frame, Timeline, VisualKind
from files.whole import whole
from media.composition.clip import ClipBroken
from media.composition.frames import Source, frames
from media.composition.still import PictureBroken
from media.composition.work import FfmpegFailed, Work, in_thread

TIMESCALE: Final = 15360
"""Units of a second in the file."""
_REPORTED: Final = FPS // 2
"""Frames from one report to the next."""
_COLOURS: Final = (
    "setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv:chroma_location=left"
)
"""The colours that a canvas is in: they go into the file, so that every player shows the same."""
ENCODER: Final = (
    *("-c:v", "libx264", "-preset", "veryfast", "-crf", "21", "-vf", _COLOURS),
    *("-profile:v", "high", "-level:v", "4.0", "-x264-params", f"stitchable=1:open-gop=0:keyint={2 * FPS}"),
    *("-fflags", "+bitexact", "-flags:v", "+bitexact", "-video_track_timescale", str(TIMESCALE)),
)
"""The encoder's arguments, the same for all scenes, so that they can be joined; all browsers play them."""


async def compose_scene(  # noqa: PLR0913, PLR0917 (what a scene depends on, no more)
    timeline: Timeline,
    position: int,
    visual: Source,
    previous: Source | None,
    to: Path,
    report: Callable[[float], None] | None = None,
) -> None:
    """Make the scene at ``position``: exactly its ``frames`` of H.264, without sound.

    ``previous`` is what the scene before shows; it moves on until this one covers it. ``report`` is told the
    fraction that is done, on the caller's event loop. ``to`` is there only when it is whole. Raises
    ``SourceUnsuitable`` for a broken picture or clip, and ``CompositionFailed``.
    """
    loop = asyncio.get_running_loop()
    length = timeline.scenes[position].frames

    def compose(work: Work) -> None:
        with (
            whole(to) as unfinished,
            closing(frames(work, timeline, position, visual, previous)) as canvases,
            work.ffmpeg(
                *raw_input(FRAMES[timeline.format], "pipe:0"),
                *(*ENCODER, "-threads", "1"),  # the same bytes each time, and scenes at once share the cores
                *("-metadata", f"comment={visual.kind}", "-f", "mp4", f"file:{unfinished}"),
                reads=True,
            ) as encoder,
        ):
            with suppress(BrokenPipeError):  # ffmpeg has ended early: its own words follow
                for number, canvas in enumerate(canvases):
                    encoder.input.write(canvas.data.data)
                    if report and number % _REPORTED == 0:
                        loop.call_soon_threadsafe(report, number / length)
            encoder.finish()

    try:
        await in_thread(compose)
    except (PictureBroken, ClipBroken) as error:
        raise SourceUnsuitable(
            "Scene {scene} cannot be composed: {why}.", scene=position + 1, why=error.phrase
        ) from error
    except FfmpegFailed as error:
        raise CompositionFailed(
            "Scene {scene} cannot be composed: {why}.", scene=position + 1, why=error.phrase
        ) from error


def raw_input(frame: Frame, source: str) -> tuple[str, ...]:
    """Ffmpeg's arguments for reading the bytes of canvases."""
    size = f"{frame.width}x{frame.height}"
    layout = ("-f", "rawvideo", "-pixel_format", "yuv420p", "-video_size", size)
    return (*layout, "-framerate", str(FPS), "-i", source)


def shown_in(scene: Path) -> VisualKind:
    """What kind of picture a composed scene shows."""
    with av.open(scene) as file:
        return VisualKind(file.metadata["comment"])
