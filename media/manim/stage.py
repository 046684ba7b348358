"""Where a script is played, in the process forked for it: the walls, Manim's settings, the run, the report.

Progress lines and at last one report go over the channel. Nobody trusts what comes from here: the worker
checks it against the contracts' models.
"""

import _thread
import contextlib
import json
import linecache
import mmap
import os
import sys
import time
import traceback
from collections.abc import Iterable
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any, Final, TextIO

import manim
import manim.utils.tex_file_writing as tex_writing

from contracts.animation import POSTER
from media.manim.critic.critic import Critic
from media.manim.latex import LATEX_MISSING, LatexMissingError, has_latex, no_latex
from media.manim.limits import ScriptLimits
from media.manim.renderer import install
from media.manim.video import finish_video, write_poster
from sandbox.confine import confine
from sandbox.levels import Level
from sandbox.limits import Share

SCRIPT: Final = "script.py"
"""The script's file name in tracebacks; there is no such file."""
SEED: Final = 20240229
"""The seed of random numbers, the same in every run, so that a retry finds the parts it made before."""
NEVER: Final = 1_000_000_000
"""A number of animations beyond that of any script: to skip up to here is to skip all frames."""
QUALITIES: Final = {"480p15": "low_quality", "720p30": "medium_quality", "1080p60": "high_quality"}
PROGRESS_SECONDS: Final = 0.2
_BEFORE_ITS_END: Final = 1.0
MESSAGE_LENGTH: Final = 600
SPARE_MEMORY: Final = 64 << 20
"""The bytes that a process can get unless it is at its limit."""


def perform(request: dict[str, Any], channel: TextIO, level: Level) -> None:
    """Go behind the walls, run the request's script, report."""
    folder, quality = Path(request["folder"]), request["quality"]
    limits = ScriptLimits(**request["limits"])
    confine(level, folder, limits, programs=has_latex())
    run = _Run(channel, preflight=quality is None)
    run.send({"played": 0.0})  # from here on it is the script's doing if it ends
    install(run)
    _configure(folder, quality)
    try:
        report = run.play(request["script"], request["scene_class"], folder)
    except BaseException as error:  # noqa: BLE001  (SystemExit too: whatever a script raises is a finding)
        share = _exhausted(error)
        if share is None:
            report = _diagnosis(error)
        else:
            report = _findings("limit", limits.over(share), _raised_at(error))
    run.send({"report": report})
    # the script's own threads and exit handlers are not waited for
    sys.stdout.flush()
    sys.stderr.flush()


def _configure(folder: Path, quality: str | None) -> None:
    """Manim's settings for this run; without a quality no frame is made and nothing is written."""
    config = manim.config
    config.media_dir = str(folder)
    config.verbosity = "ERROR"
    config.progress_bar = "none"
    config.seed = SEED
    config.max_files_cached = -1
    config.disable_caching_warning = True
    config.max_inflight_encoders = 2  # the next animation does not wait until the last one is encoded
    config.quality = QUALITIES[quality or "480p15"]
    config.format = "mp4"
    # by itself the encoder takes more threads, and memory for each, the more cores there are
    config.video_encoder_options = {"preset": "veryfast", "threads": str(min(os.cpu_count() or 1, 4))}
    if not has_latex():  # numbers, on axes too, are LaTeX by default
        manim.DecimalNumber.set_default(mob_class=manim.MathTypst)
        manim.NumberLine.set_default(label_constructor=manim.MathTypst)
        tex_writing.compile_tex = no_latex
    if quality is None:
        config.dry_run = True
        config.from_animation_number = NEVER


class _Run:
    """One run of a script: what it reports while it runs, and what it finds."""

    def __init__(self, lines: TextIO, *, preflight: bool) -> None:
        self._lines = lines
        self._preflight = preflight
        self._sent_at = 0.0
        self._critic = Critic()
        self._played = 0
        self._ends: dict[str, float] = {}

    def play(self, script: str, scene_class: str, folder: Path) -> dict[str, Any]:
        """Run the script's scene; the fields of the report."""
        defined = _load(script).get(scene_class)
        if defined is None:
            return _findings("scene-class", f"The script defines no class {scene_class}.")
        scene = defined()
        scene.render()
        if not self._played:
            return _findings(
                "no-animations", "The scene plays nothing, so there is no video: add self.play or self.wait."
            )
        if self._preflight:
            return {
                "animations": self._played,
                "diagnostics": [asdict(one) for one in self._critic.findings()],
            }
        duration, width, height = finish_video(
            Path(scene.renderer.file_writer.movie_file_path), folder / f"{scene_class}.mp4"
        )
        ends = [round(end, 3) for end in self._ends.values()]
        write_poster(folder / f"{scene_class}.mp4", folder / POSTER, _telling(ends))
        return {"duration": duration, "width": width, "height": height, "scene_ends": ends}

    def on_frame(self, animation: int, part: float) -> None:
        """Send the progress, if the last time is a while ago and somebody reads it."""
        now = time.monotonic()
        if not self._preflight and now - self._sent_at >= PROGRESS_SECONDS:
            self._sent_at = now
            self.send({"played": animation + part})

    def on_played(self, animation: int, scene: manim.Scene) -> None:
        """Count, and let the critic look at what stands on the screen; in a render, note when scenes end."""
        self._played = animation + 1
        frames = [place for place in traceback.walk_stack(None) if _is_scripts(place[0])]
        if not self._preflight:
            # A scene is a method that construct calls: of the script's frames the one before the outermost.
            method = next((frame.f_code.co_name for frame, _ in frames[-2:-1]), "")
            self._ends[method] = scene.renderer.time
        if self._preflight:
            self._critic.look(scene, _line_of(frames), [frame for frame, _ in frames])
        self.on_frame(animation, 1.0)

    def send(self, what: dict[str, Any]) -> None:
        """Send a line over the channel."""
        self._lines.write(json.dumps(what) + "\n")
        self._lines.flush()


def _telling(ends: list[float]) -> float:
    """A moment in seconds at which the longest scene is whole: just before it fades out."""
    start, end = max(pairwise([0.0, *ends]), key=lambda scene: scene[1] - scene[0])
    return max(start, end - _BEFORE_ITS_END)


def _load(script: str) -> dict[str, Any]:
    """Run the script's top level as a module, with its source where tracebacks and Manim's cache find it."""
    module = ModuleType("script")
    module.__file__ = SCRIPT
    sys.modules["script"] = module
    linecache.cache[SCRIPT] = (len(script), None, script.splitlines(keepends=True), SCRIPT)
    exec(compile(script, SCRIPT, "exec", dont_inherit=True), module.__dict__)  # noqa: S102
    return module.__dict__


def _line_of(frames: Iterable[tuple[FrameType, int]]) -> int:
    """The script's own line among the frames: the innermost for a stack, given innermost first."""
    return next((line for frame, line in frames if _is_scripts(frame)), 0)


def _is_scripts(frame: FrameType) -> bool:
    return frame.f_code.co_filename == SCRIPT


def _findings(rule: str, message: str, line: int = 0, column: int = 0) -> dict[str, Any]:
    """A report of one finding."""
    return {"diagnostics": [{"rule": rule, "message": message, "line": line, "column": column}]}


def _exhausted(error: BaseException) -> Share | None:
    """What has run out, found out by asking for more: libraries tell it in words of their own, or not."""
    if isinstance(error, MemoryError):
        return Share.MEMORY
    try:
        mmap.mmap(-1, SPARE_MEMORY, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS).close()
    except OSError:
        return Share.MEMORY
    try:
        _thread.start_new_thread(lambda: None, ())
    except RuntimeError:
        return Share.TASKS
    return None


def _diagnosis(error: BaseException) -> dict[str, Any]:
    """What an exception says to the script's author."""
    if isinstance(error, SyntaxError) and error.filename == SCRIPT:
        return _findings("syntax", error.msg, error.lineno or 0, error.offset or 0)
    if isinstance(error, LatexMissingError):
        return _findings("latex-missing", LATEX_MISSING, _raised_at(error))
    text = "(no text)"
    with contextlib.suppress(Exception):  # a script's own exception can fail to say what it is
        text = str(error)[:MESSAGE_LENGTH]
    return _findings("raised", f"{type(error).__name__}: {text}", _raised_at(error))


def _raised_at(error: BaseException) -> int:
    return _line_of(reversed(list(traceback.walk_tb(error.__traceback__))))
