"""Manim's Cairo renderer with an observer, and with movie parts that are there only when they are whole.

A part is named by its number: the folder is one script's, and every run of it draws the same. Manim's own
name is a hash of everything in the scene, which takes a quarter of a render's time.
"""

from pathlib import Path
from typing import Any, ClassVar, Protocol

import manim.renderer.cairo_renderer as renderer_module
import manim.scene.scene as scene_module
import manim.scene.scene_file_writer as writer_module
from manim import CairoRenderer, Scene, SceneFileWriter
from manim.scene.video_segment_encoder import VideoSegmentEncoder

from files.whole import WholeFile


class Observer(Protocol):
    """An observer of what is played."""

    def on_frame(self, animation: int, part: float) -> None:
        """A frame was made: ``part`` (0 to 1) of the animation, which counts from 0, is done."""

    def on_played(self, animation: int, scene: Scene) -> None:
        """An animation has ended."""


class WholeSegmentEncoder(VideoSegmentEncoder):  # type: ignore[misc]
    """Writes a part beside its place and moves it there when it is finished.

    Manim takes every file in its cache for finished; one that a kill left half-written would spoil the retry.
    """

    def __init__(self, *, target: Path, spec: Any) -> None:
        self._file = WholeFile(target)
        super().__init__(target=self._file.unfinished, spec=spec)
        self.target = target

    def finish(self) -> None:
        """Flush, close, and put the part in its place."""
        super().finish()
        self._file.finish()

    def abort(self) -> None:
        """Close and remove the unfinished part."""
        super().abort()
        self._file.discard()


class WholeFileWriter(SceneFileWriter):  # type: ignore[misc]
    """Manim's file writer with the encoder above."""

    def _create_segment_encoder(self, target: Path) -> VideoSegmentEncoder:
        return WholeSegmentEncoder(target=target, spec=self.video_encoder)


class StageRenderer(CairoRenderer):  # type: ignore[misc]
    """Manim's renderer; the observer hears of every frame and every animation."""

    observer: ClassVar[Observer]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(file_writer_class=WholeFileWriter, **kwargs)

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Play an animation, then tell."""
        super().play(scene, *args, **kwargs)
        self.observer.on_played(self.num_plays - 1, scene)

    def render(self, scene: Scene, time: float, moving_mobjects: Any = None) -> None:
        """Make a frame, then tell."""
        super().render(scene, time, moving_mobjects)
        self.observer.on_frame(self.num_plays, time / scene.duration if scene.duration else 1.0)


def install(observer: Observer) -> None:
    """Make every scene of this process use ``StageRenderer``."""
    StageRenderer.observer = observer
    scene_module.CairoRenderer = StageRenderer
    renderer_module.get_hash_from_play_call = _part_name
    writer_module.modify_atime = _leave_times


def _leave_times(_: str) -> None:
    """Manim marks the parts it used, to remove those of long ago; a script may not change a file's times."""


def _part_name(scene: Scene, *_: object, **__: object) -> str:
    return f"part_{scene.renderer.num_plays:05}"
