"""The one place where scripts run: each in its own process, forked from a warm parent, gone afterwards."""

import asyncio
import contextlib
import math
import os
import shutil
import signal
import stat
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from tempfile import mkdtemp
from types import TracebackType
from typing import Final, Self

from contracts.animation import (
    POSTER,
    RENDERING,
    SCENE_CLASS,
    Diagnostic,
    PreflightReport,
    Quality,
    RenderReport,
)
from contracts.errors import RendererCrashed, ScriptsRefused
from contracts.jobs import Heartbeat
from contracts.messages import message
from media.manim.latex import has_latex
from media.manim.limits import PREFLIGHT, RENDER, ScriptLimits
from media.manim.run import Ending, ForgedError, Report, Run
from media.manim.warm import ScriptParent
from sandbox.levels import Offer
from sandbox.limits import Share
from sandbox.readable import shows

MOST_FINDINGS: Final = 50
LONGEST_TEXT: Final = 1000
LEAST_SPACE: Final = 64 << 20
"""The bytes left on the disk below which a failure is hardly the script's fault."""
MEMORY_DEATH: Final = 0.7
"""The part of the memory in use from which a crash is taken for a lack of memory."""


class ScriptRunner:
    """Runs scripts: ``preflight`` without frames, ``render`` to a video. Owns the warm parent.

    Several runs may go on at once. A run whose task is cancelled has ended, with all it started, before the
    cancellation goes on. Where the machine can't confine scripts, each run raises ``ScriptsRefused``, unless
    ``unconfined`` says that they may run all the same.
    """

    def __init__(self, *, preflight: ScriptLimits = PREFLIGHT, unconfined: bool = False) -> None:
        self._preflight_limits = preflight
        self._unconfined = unconfined
        self._warm = ScriptParent()

    @property
    def offer(self) -> Offer:
        """Behind which walls this machine puts scripts; known once the runner has started."""
        assert self._warm.offer is not None  # noqa: S101  (start() sees to it)
        return self._warm.offer

    @property
    def refuses(self) -> bool:
        """Whether scripts are not run here, for want of walls."""
        return not (self.offer.level.confines or self._unconfined)

    @staticmethod
    def shows(place: Path) -> Path | None:
        """The folder that scripts may read in which a place lies, if there is one."""
        return shows(place, programs=has_latex())

    async def start(self) -> None:
        """Warm up now, instead of at the first run."""
        await self._warm.start()

    async def close(self) -> None:
        """End the warm parent."""
        await self._warm.stop()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def preflight(self, script: str, folder: Path) -> PreflightReport:
        """Run the script and skip its frames: what it raises, how much it plays, what leaves the frame."""
        return await self._run(PreflightReport, script, folder, None, self._preflight_limits, lambda _: None)

    async def render(
        self,
        script: str,
        folder: Path,
        quality: Quality,
        animations: int,
        on_progress: Callable[[Heartbeat], None],
    ) -> RenderReport:
        """Render the script to ``GeneratedScene.mp4`` in the folder.

        ``animations`` is preflight's count. What an earlier, unfinished run left in the folder is used again.
        """
        total = max(1, animations)

        def report_progress(played: float) -> None:
            now = min(total, math.floor(played) + 1)
            beat = message(RENDERING, animation=now, total=total)
            on_progress(Heartbeat(fraction=min(1.0, played / total), message=beat))

        video = folder / f"{SCENE_CLASS}.mp4"
        _move_away(video)
        _move_away(folder / POSTER)
        report = await self._run(RenderReport, script, folder, quality, RENDER, report_progress)
        if not report.errors and not _is_file(video):
            return RenderReport(diagnostics=(Diagnostic(rule="ended", message="The script left no video."),))
        return report.model_copy(update={"poster": _is_file(folder / POSTER)})

    async def _run(  # noqa: PLR0913, PLR0917
        self,
        kind: type[Report],
        script: str,
        folder: Path,
        quality: Quality | None,
        limits: ScriptLimits,
        on_progress: Callable[[float], None],
    ) -> Report:
        await self._warm.start()
        if self.refuses:
            raise ScriptsRefused("This server can't confine scripts, so it runs none.")
        request = {
            "script": script,
            "scene_class": SCENE_CLASS,
            "folder": _absolute(folder),
            "quality": quality,
            "limits": asdict(limits),
        }
        furthest = -1.0

        def on_played(played: float) -> None:
            nonlocal furthest
            if played > furthest and not deadline.expired():
                furthest = played
                deadline.reschedule(asyncio.get_running_loop().time() + limits.seconds)
                on_progress(played)

        async with Run(self._warm, request) as run:
            try:
                async with asyncio.timeout(limits.seconds) as deadline:
                    report, ending = await run.outcome(kind, on_played)
            except TimeoutError:
                if not deadline.expired():
                    raise
                return _finding(kind, "limit", limits.over(Share.TIME))
            except ForgedError:
                return _finding(kind, "ended", "The script spoke in the renderer's place, and was ended.")
        if report is None or ending.code:
            report = _death(kind, ending, limits)
        if report.errors and shutil.disk_usage(folder).free < LEAST_SPACE:
            raise RendererCrashed("The server's disk is full: its operator must make room.")
        return _cut(report, folder)


def _death(kind: type[Report], ending: Ending, limits: ScriptLimits) -> Report:
    """Say why a run ended without a report."""
    share = ending.over or _reached(ending, limits)
    if share is not None:
        return _finding(kind, "limit", limits.over(share))
    if ending.code == -signal.SIGKILL:
        raise RendererCrashed("The process that ran the script was killed from outside.")
    how = f"signal {_name(-ending.code)}" if ending.code < 0 else f"exit code {ending.code}"
    words = f" Its last words: {ending.output[-500:].strip()}" if ending.output.strip() else ""
    return _finding(kind, "ended", f"The script ended its own process ({how}).{words}")


def _reached(ending: Ending, limits: ScriptLimits) -> Share | None:
    """The limit that the kernel ended a run for, if it was one."""
    if ending.code == -signal.SIGXCPU or ending.processor >= limits.processor_seconds:
        return Share.PROCESSOR
    if ending.code == -signal.SIGXFSZ:
        return Share.FILE
    if ending.code < 0 and ending.memory >= MEMORY_DEATH * limits.memory_bytes:
        return Share.MEMORY
    return None


def _finding(kind: type[Report], rule: str, message: str) -> Report:
    return kind(diagnostics=(Diagnostic(rule=rule, message=message),))


def _name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:  # a real-time signal
        return str(number)


def _cut(report: Report, folder: Path) -> Report:
    """The report with no more, and no longer, findings than an honest one has, and without the folder."""

    def cut(text: str) -> str:
        return _cut_text(text.replace(f"{_absolute(folder)}/", ""))

    findings = tuple(
        finding.model_copy(update={"rule": cut(finding.rule), "message": cut(finding.message)})
        for finding in report.diagnostics[:MOST_FINDINGS]
    )
    return report.model_copy(update={"diagnostics": findings})


def _cut_text(text: str) -> str:
    """The text's beginning, without half characters: Python allows them, no file and no wire does."""
    return text[:LONGEST_TEXT].encode(errors="replace").decode()


def _absolute(folder: Path) -> str:
    """The path as the warm parent understands it, whose working folder is another."""
    return str(folder.absolute())


def _move_away(place: Path) -> None:
    """Free a place of whatever an earlier run left there; a script may have made a folder of it."""
    with contextlib.suppress(FileNotFoundError):
        place.rename(Path(mkdtemp(dir=place.parent)) / place.name)


def _is_file(path: Path) -> bool:
    """Whether a plain file is there that can be read: a script may leave a link, a pipe, a closed file."""
    try:
        file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        return stat.S_ISREG(os.fstat(file).st_mode)
    finally:
        os.close(file)
