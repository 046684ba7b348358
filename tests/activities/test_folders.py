"""A worker's disk without room: no step fails for it, and nothing else is blamed."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from temporalio.testing import ActivityEnvironment

from activities.animation import RenderingActivities
from activities.folders import Scratch, job_folder, temporary_folder
from contracts.animation import CheckInput, Diagnostic, PreflightReport, Severity, draft_key
from contracts.errors import ScriptFailed, ServiceUnavailable
from media.manim.runner import ScriptRunner
from runtime.settings import Settings
from store.artifacts import Artifacts
from tests.disks import Disk, small_disk
from worker import watch_disk

FULL = r"^The worker's disk is full\. It is tried again\.$"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with small_disk(tmp_path / "disk", megabytes=3) as made:
        yield made


async def test_a_step_does_not_begin_on_a_full_disk(disk: Disk) -> None:
    scratch = disk.folder / "scratch"
    disk.fill()
    with pytest.raises(ServiceUnavailable, match=FULL):
        async with job_folder(scratch, "a-job", "scene"):
            pass

    disk.free()
    async with job_folder(scratch, "a-job", "scene") as folder:
        (folder / "video.mp4").write_bytes(b"x")


async def test_a_worker_tells_while_its_disk_is_full(disk: Disk) -> None:
    told: asyncio.Queue[bool] = asyncio.Queue()
    settings = Settings(_env_file=None, home=disk.folder).model_copy(update={"maintenance_seconds": 0})
    watching = asyncio.create_task(watch_disk(settings, told.put_nowait))

    assert await told.get()
    disk.fill()
    while await told.get():
        pass
    disk.free()
    while not await told.get():
        pass
    watching.cancel()


async def test_whatever_fails_while_the_disk_is_full_failed_for_that(disk: Disk) -> None:
    scratch = disk.folder / "scratch"

    async def step(fill: Callable[[], None]) -> None:
        async with job_folder(scratch, "a-job", "scene"):
            fill()
            raise ScriptFailed("It can't write.")

    with pytest.raises(ServiceUnavailable, match=FULL):
        await step(disk.fill)

    disk.free()
    assert not list(scratch.iterdir())
    with pytest.raises(ScriptFailed):  # with room, it is its own fault
        await step(lambda: None)


async def test_a_disk_that_can_only_be_read_is_told(disk: Disk) -> None:
    disk.protect()
    with pytest.raises(ServiceUnavailable, match=r"^The worker's disk can only be read, not written to\."):
        async with job_folder(disk.folder / "scratch", "a-job", "scene"):
            pass


async def test_where_it_is_spoken_the_disk_is_looked_at_too(
    disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(disk.folder))

    async def speak() -> None:
        async with temporary_folder():
            disk.fill()
            raise OSError("ffmpeg could not write")

    with pytest.raises(ServiceUnavailable, match=FULL):
        await speak()


async def test_a_script_is_not_blamed_for_a_full_disk(disk: Disk, tmp_path: Path) -> None:
    class WithoutRoom(ScriptRunner):
        async def preflight(self, script: str, folder: Path) -> PreflightReport:  # noqa: ARG002 - as the runner's
            disk.fill()
            wrong = Diagnostic(line=1, rule="OSError", message="No space left", severity=Severity.ERROR)
            return PreflightReport(diagnostics=(wrong,))

    artifacts = Artifacts((tmp_path / "artifacts").as_uri())
    await artifacts.put(draft_key("a-job", 0), b"a script")
    steps = RenderingActivities(WithoutRoom(), artifacts, Scratch(disk.folder / "scratch"))

    with pytest.raises(ServiceUnavailable, match=FULL):
        await ActivityEnvironment().run(
            steps.preflight, CheckInput(job_id="a-job", script_key=draft_key("a-job", 0))
        )
