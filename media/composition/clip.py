"""A clip, cropped to what matters, as long as it is needed."""

from collections import deque
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import Final

from contracts.phrases import PhrasedError
from contracts.video import FPS
from media.composition.canvas import Canvas
from media.composition.work import FfmpegFailed, Work

_DISSOLVE: Final = 12
"""Frames over which the end of a clip that is too short becomes its beginning again."""
SHORTEST: Final = 2 * _DISSOLVE / FPS
"""Seconds that a clip has to last, so that something is left between its two ends."""
_CONTAINERS: Final = "mov,matroska"
"""The containers of clips. ffmpeg also reads lists of other files and addresses: no clip may be one."""
_COLOURS: Final = "out_color_matrix=bt709:out_range=tv"


class ClipBroken(PhrasedError):
    """This is not a clip that can be shown."""


class Clip:
    """A clip that fills a frame of ``size`` (width and height, in pixels), again and again if it is short."""

    def __init__(self, work: Work, path: Path, size: tuple[int, int], *, focus: tuple[float, float]) -> None:
        self._work = work
        self._path = path
        width, height = self._size = size
        across, down = (
            f"max(0,min(in_{side}-out_{side},in_{side}*{at}-out_{side}/2))"
            for side, at in zip("wh", focus, strict=True)
        )
        filters = (
            f"fps={FPS}:start_time=0",
            f"scale={width}:{height}:force_original_aspect_ratio=increase:flags=bicubic:{_COLOURS}",
            f"crop={width}:{height}:'{across}':'{down}'",
            "format=yuv420p",
        )
        self._arguments = (
            *("-protocol_whitelist", "file", "-format_whitelist", _CONTAINERS, "-threads", "1"),
            *("-i", f"file:{path}", "-map", "0:v:0", "-filter_threads", "1"),
            *("-f", "rawvideo", "-vf"),
            ",".join(filters),
            "pipe:1",
        )
        self._frames = self._repeated()
        self._next = 0

    def draw(self, frame: int, onto: Canvas) -> None:
        """Draw a frame, counted from 0; each call asks for a later one. Raises ``ClipBroken``."""
        for _ in range(frame - self._next):
            next(self._frames)
        self._next = frame + 1
        onto.data[:] = next(self._frames).data

    def close(self) -> None:
        """End the program that reads the clip."""
        self._frames.close()

    def _repeated(self) -> Generator[Canvas]:
        """The clip round after round; each dissolves into the next."""
        before: deque[Canvas] = deque()
        while True:
            held: deque[Canvas] = deque()
            shown = 0
            with closing(self._round()) as canvases:
                for canvas in canvases:
                    if before:
                        canvas.blend(before.popleft(), (len(before) + 1) / (_DISSOLVE + 1))
                    held.append(canvas)
                    if len(held) > _DISSOLVE:
                        yield held.popleft()
                        shown += 1
            if shown < _DISSOLVE:
                raise ClipBroken(
                    "its clip lasts {seconds:.1f} s, which is too short to be shown",
                    seconds=(shown + len(held)) / FPS,
                )
            before = held

    def _round(self) -> Generator[Canvas]:
        """The clip once."""
        with self._work.ffmpeg(*self._arguments, writes=True, source=self._path) as decoder:
            while True:
                canvas = Canvas(*self._size)
                if decoder.output.readinto(canvas.data.data) < canvas.data.nbytes:
                    break
                yield canvas
            try:
                decoder.finish()
            except FfmpegFailed as error:
                raise ClipBroken("its clip cannot be read: {why}", why=error.phrase) from error
