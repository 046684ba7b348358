"""Nothing remains: of a cancelled run, of a killed worker, of a dead warm parent."""

import asyncio
import contextlib
import json
import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from contracts.animation import Quality
from contracts.errors import RendererCrashed
from media.manim.limits import PREFLIGHT
from media.manim.runner import ScriptRunner
from tests.machines import Machine
from tests.media.manim.conftest import runner_on, with_limits

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
STUBBORN = """
import json, os, signal, time
from manim import *
signal.signal(signal.SIGTERM, signal.SIG_IGN)
pids = [os.getpid()]
r, w = os.pipe()
for _ in range(3):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.setsid()
            os.write(w, b"%d\\n" % os.getpid())
            while True:
                time.sleep(1)
        os.write(w, b"%d\\n" % os.getpid())
        os._exit(0) if _ else time.sleep(100)
text = b""
while text.count(b"\\n") < 6:
    text += os.read(r, 100)
pids += [int(pid) for pid in text.split()]
with open("pids.new", "w") as file:
    json.dump(pids, file)
os.rename("pids.new", "pids")
while True:
    pass
"""
"""Ignores TERM, and starts processes in sessions of their own, some of them orphans. Walls would stop it."""
RENDERING = """
from manim import *
class GeneratedScene(Scene):
    def construct(self):
        for _ in range(50):
            self.play(Rotate(Square(), PI), run_time=2)
"""


def alive(pids: list[int]) -> list[int]:
    found = []
    for pid in pids:
        with contextlib.suppress(psutil.NoSuchProcess):
            if psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
                found.append(pid)
    return found


async def gone(pids: list[int], seconds: float = 2) -> list[int]:
    end = time.monotonic() + seconds
    while (left := alive(pids)) and time.monotonic() < end:
        await asyncio.sleep(0.02)
    return left


async def pids_of(folder: Path) -> list[int]:
    async with asyncio.timeout(10):
        while not (folder / "pids").exists():
            await asyncio.sleep(0.02)
    pids: list[int] = json.loads((folder / "pids").read_text())
    return pids


def zygote_of(runner: ScriptRunner) -> psutil.Process:
    assert runner._warm._process
    return psutil.Process(runner._warm._process.pid)


def keeper_of(script: int) -> psutil.Process:
    keeper = psutil.Process(script).parent()
    assert keeper
    return keeper


async def without_children(runner: ScriptRunner) -> None:
    """Wait until nobody holds anything of ended runs: the loop closes our ends in its next turn."""
    async with asyncio.timeout(10):
        await asyncio.sleep(0.01)
        while zygote_of(runner).children() or keepers_held(zygote_of(runner)):
            await asyncio.sleep(0.01)


def keepers_held(zygote: psutil.Process) -> list[str]:
    """The descriptors by which the warm parent holds keepers: they outlive these for a moment."""
    held = []
    for descriptor in Path(f"/proc/{zygote.pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):
            held.append(str(descriptor.readlink()))
    return [name for name in held if "pidfd" in name]


async def test_a_cancel_ends_all_that_a_script_started(open_runner: ScriptRunner, tmp_path: Path) -> None:
    task = asyncio.create_task(open_runner.preflight(STUBBORN, tmp_path))
    pids = await pids_of(tmp_path)
    started = time.monotonic()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert time.monotonic() - started < 2
    assert alive(pids) == []  # when the cancel is through, not a while later


async def test_a_cancelled_render_ends_with_its_encoder(runner: ScriptRunner, tmp_path: Path) -> None:
    running = asyncio.Event()
    task = asyncio.create_task(runner.render(RENDERING, tmp_path, Quality.HIGH, 50, lambda _: running.set()))
    await running.wait()
    pids = [process.pid for process in zygote_of(runner).children(recursive=True)]
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert pids
    assert await gone(pids) == []
    assert not (tmp_path / "GeneratedScene.mp4").exists()


async def test_what_a_script_leaves_behind_is_ended_too(open_runner: ScriptRunner, tmp_path: Path) -> None:
    script = STUBBORN.replace("while True:\n    pass\n", "os._exit(5)\n")
    (finding,) = (await open_runner.preflight(script, tmp_path)).diagnostics

    assert "exit code 5" in finding.message
    assert alive(json.loads((tmp_path / "pids").read_text())) == []


async def test_descriptors_are_not_used_up(runner: ScriptRunner, tmp_path: Path) -> None:
    script = "raise ValueError"
    await runner.preflight(script, tmp_path)
    await without_children(runner)
    before = zygote_of(runner).num_fds(), psutil.Process().num_fds()
    for _ in range(3):
        await runner.preflight(script, tmp_path)

    await without_children(runner)
    assert zygote_of(runner).num_fds() <= before[0]
    assert psutil.Process().num_fds() <= before[1]


async def test_a_killed_worker_takes_everything_with_it(tmp_path: Path) -> None:
    worker = """
import asyncio, sys
from pathlib import Path
from tests.machines import Machine
from tests.media.manim.conftest import runner_on, with_limits
async def main():
    async with runner_on(Machine.NO_WALLS, unconfined=True) as runner:
        await runner.preflight(Path(sys.argv[1]).read_text(), Path(sys.argv[2]))
asyncio.run(main())
"""
    (tmp_path / "stubborn.py").write_text(STUBBORN)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", worker, str(tmp_path / "stubborn.py"), str(tmp_path), cwd=ROOT
    )
    pids = await pids_of(tmp_path)
    pids += [child.pid for child in psutil.Process(process.pid).children(recursive=True)]
    assert len(pids) >= 6
    process.kill()
    await process.wait()

    assert await gone(pids) == []


async def test_a_dead_warm_parent_is_told_and_started_again(tmp_path: Path) -> None:
    async with runner_on(Machine.NO_WALLS, unconfined=True) as runner:
        task = asyncio.create_task(runner.preflight(STUBBORN, tmp_path))
        pids = await pids_of(tmp_path)
        os.kill(zygote_of(runner).pid, signal.SIGKILL)
        with pytest.raises(RendererCrashed):
            await task
        assert await gone(pids) == []

        again = await runner.preflight("raise ValueError('again')", tmp_path)

        assert [finding.message for finding in again.diagnostics] == ["ValueError: again"]
        home = Path(zygote_of(runner).environ()["HOME"])
    assert not home.exists()


async def test_a_killed_script_is_not_the_scripts_fault(open_runner: ScriptRunner, tmp_path: Path) -> None:
    task = asyncio.create_task(open_runner.preflight(STUBBORN, tmp_path))
    script, *others = await pids_of(tmp_path)
    os.kill(script, signal.SIGKILL)
    with pytest.raises(RendererCrashed):
        await task

    assert alive(others) == []


async def test_a_killed_keeper_takes_the_scripts_processes_with_it(
    open_runner: ScriptRunner, tmp_path: Path
) -> None:
    task = asyncio.create_task(open_runner.preflight(STUBBORN, tmp_path))
    script, *others = await pids_of(tmp_path)
    keeper_of(script).kill()
    with pytest.raises(RendererCrashed):
        await task

    assert await gone([script, *others]) == []


async def test_a_launch_that_is_cancelled_is_finished_and_ended() -> None:
    runner = ScriptRunner()
    launch = asyncio.create_task(runner.start())
    while not runner._warm._starting.locked():
        await asyncio.sleep(0)
    launch.cancel()
    with pytest.raises(asyncio.CancelledError):
        await launch
    zygote = zygote_of(runner)
    await runner.close()

    assert alive([zygote.pid]) == []


async def test_a_run_that_is_cancelled_twice_has_ended_all_the_same(
    open_runner: ScriptRunner, tmp_path: Path
) -> None:
    task = asyncio.create_task(open_runner.preflight(STUBBORN, tmp_path))
    pids = await pids_of(tmp_path)
    task.cancel()
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert alive(pids) == []


async def test_a_machine_that_has_become_weaker_runs_nothing_unseen(tmp_path: Path) -> None:
    async with runner_on(Machine.ROOT) as runner:
        first, parent = runner.offer, runner._warm
        assert parent._process
        parent.command = (sys.executable, "-m", "tests.machines", "container", *ScriptRunner()._warm.command)
        zygote_of(runner).kill()
        await parent._process.wait()
        with pytest.raises(RendererCrashed, match="now by Landlock"):
            await runner.preflight("open('ran', 'w')", tmp_path)

        assert runner.offer == first
    assert not (tmp_path / "ran").exists()


async def test_a_keeper_that_does_not_answer_is_not_waited_for_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("media.manim.run.END_SECONDS", 0.5)
    async with runner_on(Machine.NO_WALLS, unconfined=True) as runner:
        task = asyncio.create_task(runner.preflight(STUBBORN, tmp_path))
        script, *others = await pids_of(tmp_path)
        keeper = keeper_of(script)
        keeper.suspend()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):  # and nothing else in its place
            await task
        keeper.kill()

        assert await gone([script, *others]) == []


async def test_closing_ends_the_warm_parent() -> None:
    runner = ScriptRunner()
    await runner.start()
    zygote = zygote_of(runner)
    await runner.close()

    assert alive([zygote.pid]) == []


async def test_what_a_scripts_processes_take_together_is_bounded(
    open_runner: ScriptRunner, tmp_path: Path
) -> None:
    script = """
import os, threading, time
def fork():
    if os.fork() == 0:
        kept = bytearray(os.urandom(1 << 20)) * 200
        time.sleep(60)
for _ in range(10):
    threading.Thread(target=fork).start()
time.sleep(60)
"""
    for limits, words in (
        (replace(PREFLIGHT, tasks=5), "started more than 5 threads"),
        (replace(PREFLIGHT, memory_bytes=2 << 30), "used more than 2 GB of memory"),
    ):
        few = with_limits(open_runner, limits)
        (finding,) = (await few.preflight(script, tmp_path)).diagnostics

        assert words in finding.message
