"""Running scripts on this machine: where that may be done, who does it, and what the operator is told."""

import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import structlog

from contracts.health import RenderWorker
from media.manim.runner import ScriptRunner
from runtime.settings import Settings

log = structlog.get_logger(__name__)

ROOT: Final = Path(__file__).resolve().parent.parent


@asynccontextmanager
async def script_runner(settings: Settings) -> AsyncIterator[ScriptRunner]:
    """A runner that is warm. Ends the process where scripts could read what they must not."""
    refuse_open_places(settings.home)
    async with ScriptRunner(unconfined=settings.unconfined_scripts) as runner:
        _log_walls(runner)
        yield runner


def refuse_open_places(home: Path) -> None:
    """Refuse to run scripts where they could read all of Reelwork's state, or its code and its ``.env``."""
    for place in (home, ROOT, Path.cwd()):
        shown = ScriptRunner.shows(place)
        if shown is not None:
            raise SystemExit(f"{place} lies in {shown}, which scripts may read: move it to another folder.")


def identity(runner: ScriptRunner) -> str:
    """The name at Temporal of a worker that runs scripts on this machine."""
    worker = RenderWorker(
        worker=f"{os.getpid()}@{socket.gethostname()}",
        sandbox=runner.offer.level.value,
        runs_scripts=not runner.refuses,
    )
    return worker.identity


def _log_walls(runner: ScriptRunner) -> None:
    level = runner.offer.level
    about = {"sandbox": level.value, "walls": level.words, "not_offered_here": runner.offer.refused}
    if runner.refuses:
        log.error("Scripts are refused: this machine can't confine them (see SECURITY.md)", **about)
    elif not level.confines:
        log.warning("Scripts run here without being confined, as REELWORK_UNCONFINED_SCRIPTS says", **about)
    else:
        log.info("Scripts are confined", **about)
