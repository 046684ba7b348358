"""Narrated videos on the whole stack: the clients of both contracts, a killed worker, a cancel."""

import asyncio
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import av
import httpx
import pytest
from temporalio.api.enums.v1 import EventType

from runtime.stack import Stack
from runtime.temporal import connect
from tests.article_videos.contract import STAGES
from tests.script_videos.clients import PYTHON_CLIENT, run
from tests.stack.conftest import Watched

pytestmark = pytest.mark.timeout(400)  # the embedded voice speaks for the whole length of a video


async def fetched(client: httpx.AsyncClient, path: str, to: Path) -> Path:
    response = await client.get(path)
    assert response.status_code == 200, response.text
    to.write_bytes(response.content)
    return to


def measured(video: Path) -> tuple[int, int, float, float]:
    """Width, height, and the seconds of pictures and of sound; every frame is decoded."""
    with av.open(str(video)) as container:
        picture, sound = container.streams.video[0], container.streams.audio[0]
        width, height = picture.width, picture.height
        frames = sum(1 for _ in container.decode(picture))
        rate = float(picture.average_rate or 0)
    with av.open(str(video)) as container:
        samples = sum(frame.samples for frame in container.decode(audio=0))
    return width, height, frames / rate, samples / sound.rate


async def test_an_article_becomes_a_video_that_is_watched_live(
    stack: Stack, client: httpx.AsyncClient, watched: Watched, tmp_path: Path
) -> None:
    url, job_id, told = watched.url, watched.job_id, watched.told

    assert [message["type"] for message in told[:2]] == ["connection", "subscribed"]
    progress = [(m["progress"], m["message"]) for m in told if m["type"] == "job_progress"]
    assert [stage for stage in STAGES if stage not in progress and "scenes" not in stage[1]] == []
    assert re.fullmatch(r"Script generated with (5|6|7|8|9|10) scenes", dict(progress)[25])
    assert [percent for percent, _ in progress] == sorted(percent for percent, _ in progress)
    job = told[-1]["status"]
    assert (job["status"], job["progress"]) == ("completed", 100)

    videos = (await client.get("/api/videos")).json()["videos"]
    row = next(video for video in videos if video["id"] == job["video_id"])
    assert row["source_url"] == url
    video = await fetched(client, f"/api/videos/{row['file_path'].rpartition('/')[2]}", tmp_path / "a.mp4")
    width, height, seconds, heard = measured(video)
    assert (width, height) == (720, 1280)
    assert 30 <= seconds <= 60
    assert seconds == pytest.approx(row["duration"], abs=0.1)
    assert heard == pytest.approx(seconds, abs=0.1)
    assert not (stack.settings.scratch / job_id).exists()


async def test_the_python_client_of_script_videos_ends_with_a_video(
    stack: Stack, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    said = await run(sys.executable, PYTHON_CLIENT, stack.address, tmp_path)

    assert re.search(r"Progress: 100(\.0+)?% - Video generation completed", said)
    job_id = re.findall(r"Job created: (\S+)", said)[0]
    job = (await client.get(f"/api/v1/jobs/{job_id}")).json()
    (path,) = re.findall(r"Video ready: (\S+)", said)
    assert path == job["result"]["video_path"]
    assert job["result"]["duration"] == 15
    video = await fetched(client, path, tmp_path / "video.mp4")
    width, height, seconds, heard = measured(video)
    assert (width, height) == (1920, 1080)
    assert seconds == pytest.approx(15, abs=0.01)
    assert heard == pytest.approx(15, abs=0.1)
    assert video.stat().st_size == job["result"]["file_size"]
    thumbnail = await fetched(client, job["result"]["thumbnail_path"], tmp_path / "thumbnail.jpg")
    with av.open(str(thumbnail)) as picture:
        assert (picture.streams.video[0].width, picture.streams.video[0].height) == (1920, 1080)


REQUEST = {
    "script_id": "killed",
    "user_id": "someone",
    "title": "Six scenes",
    "script_content": "\n\n".join(f"This is scene {n}." for n in range(1, 7)),
    "language": "en-US",
    "platform": "instagram",
    "duration": 12,
    "voice_provider": "kokoro",
    "voice_name": "zf_xiaobei",
}


async def until(client: httpx.AsyncClient, job_id: str, message: str) -> dict[str, Any]:
    """Poll a script video's status until it says so, or the job has ended."""
    while True:
        job: dict[str, Any] = (await client.get(f"/api/v1/jobs/{job_id}")).json()
        if job["progress_message"] == message or job["status"] in ("success", "failure", "cancelled"):
            return job
        await asyncio.sleep(0.05)


async def composed(stack: Stack, job_id: str) -> dict[str, int]:
    """When each scene that is finished was stored."""
    folder = stack.settings.home / "artifacts" / "jobs" / job_id
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("scene-*.mp4")}


async def test_a_killed_worker_makes_no_finished_scene_again(stack: Stack, client: httpx.AsyncClient) -> None:
    created = await client.post("/api/v1/jobs", json={"video_request": REQUEST})
    assert created.status_code == 202, created.text
    job_id = created.json()["job_id"]
    while not (before := await composed(stack, job_id)):
        await asyncio.sleep(0.02)

    stack.worker.kill()
    await stack.worker.wait()
    before = await composed(stack, job_id)
    assert len(before) < 6
    await stack.worker.start()
    while len(after := await composed(stack, job_id)) < 6:
        await asyncio.sleep(0.02)
    job = await until(client, job_id, "")

    assert {name: after[name] for name in before} == before
    assert job["status"] == "success", job
    assert job["result"]["duration"] == 12
    assert job["result"]["warnings"] == ["zf_xiaobei does not speak en-US; af_heart speaks instead."]
    assert set((await completed(stack, job_id)).values()) == {1}


async def completed(stack: Stack, job_id: str) -> Counter[str]:
    """How often each activity completed for each argument, by the workflow's history."""
    temporal = await connect(stack.settings)
    scheduled: dict[int, str] = {}
    done: Counter[str] = Counter()
    async for event in temporal.get_workflow_handle(job_id).fetch_history_events():
        if event.event_type == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED:
            about = event.activity_task_scheduled_event_attributes
            scheduled[event.event_id] = f"{about.activity_type.name} {about.input.payloads[0].data!r}"
        elif event.event_type == EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED:
            done[scheduled[event.activity_task_completed_event_attributes.scheduled_event_id]] += 1
    return done


async def test_a_cancelled_composition_is_gone_within_two_seconds(
    stack: Stack, client: httpx.AsyncClient
) -> None:
    large = {**REQUEST, "title": "Cancelled", "platform": "tiktok"}
    created = await client.post("/api/v1/jobs", json={"video_request": large})
    job_id = created.json()["job_id"]
    await until(client, job_id, "Compositing video")
    folder = stack.settings.home / "artifacts" / "jobs" / job_id
    assert folder.exists()
    while not list((stack.settings.scratch / job_id).glob("scene-*")):
        await asyncio.sleep(0.01)
    started = asyncio.get_running_loop().time()

    response = await client.delete(f"/api/v1/jobs/{job_id}")

    assert asyncio.get_running_loop().time() - started < 2
    assert response.json() == {
        "job_id": job_id,
        "status": "cancelled",
        "message": "Job cancelled successfully",
    }
    assert not (stack.settings.scratch / job_id).exists()
    assert not folder.exists()
    log = (stack.settings.home / "logs" / "worker.log").read_text()
    assert f"Job {job_id} was cancelled" in log
    assert f"Cleaned up cancelled job {job_id}" in log
