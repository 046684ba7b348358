"""An ffmpeg that works on its own is seen to move on by what it writes."""

import asyncio
import time
from pathlib import Path

import pytest

from contracts.progress import watched
from media.composition import work as work_module
from media.composition.work import Work, in_thread

pytestmark = pytest.mark.slow


async def still_for(*output: str) -> float:
    """How long ffmpeg has stood still when it ends: it works for two seconds, as slowly as a player."""

    def run(work: Work) -> None:
        work.run("-re", "-f", "lavfi", "-i", "sine=d=2", *output)

    with watched() as watch:
        running = asyncio.create_task(in_thread(run))
        await running
    return time.monotonic() - watch.moved_at


async def test_ffmpeg_moves_on_while_its_file_grows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work_module, "_LOOK_SECONDS", 0.1)

    assert await still_for("-f", "f32le", "-flush_packets", "1", f"file:{tmp_path / 'sound'}") < 1
    assert await still_for("-f", "null", "-") > 1
