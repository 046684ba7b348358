"""Jobs of script videos over real HTTP: ``docs/contracts/script-videos.md`` to the letter."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from temporalio.client import Client

from api.waiting import EXPECTED
from contracts.errors import JobTimedOut, SourceRefused
from contracts.jobs import JobError, JobState
from contracts.messages import message
from contracts.phrases import phrase
from contracts.script_video import SPLIT_SCRIPT, ScriptVideoOrder, script_video_key
from contracts.video import COMPOSE_SCENE, FRAMES, Template, VideoFormat
from tests.api.serving import Door, new_home, port_of, serve, settings_for
from tests.ports import free_ports
from tests.script_videos.conftest import JOBS, REQUEST, Studio, asked, someone
from tests.workflows.stage import VIDEO, Stage

TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
CREATED = datetime(2025, 11, 4, 20, 11, 20, 900_000, tzinfo=UTC)
FIELDS = {
    "job_id",
    "status",
    "progress",
    "progress_message",
    "result",
    "error",
    "created_at",
    "started_at",
    "completed_at",
    "retry_count",
    "duration",
    *EXPECTED,
}


# --- create -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["en-US-u-ca-gregory", "en-x-custom"])
async def test_the_language_may_be_any_tag_of_bcp_47(idle: Studio, tag: str) -> None:
    response = await idle.client.post(JOBS, json=asked(language=tag))

    assert response.status_code == 202, response.text


@pytest.mark.parametrize("path", [JOBS, f"{JOBS}/"])
async def test_a_script_is_accepted(idle: Studio, path: str) -> None:
    response = await idle.client.post(path, json=asked(5))

    assert response.status_code == 202
    body = response.json()
    UUID(body["job_id"])
    assert body == {
        "job_id": body["job_id"],
        "status": "pending",
        "message": "Video generation job queued successfully",
        "estimated_duration": 30,
        "warnings": [],
    }


async def test_all_that_was_asked_for_reaches_the_order(idle: Studio) -> None:
    settings = idle.serving.services.settings
    job_id = await idle.submit(
        script_content="One.\n\nTwo 🎬.",
        platform="instagram",
        duration=900,
        voice_name="Jenny",
        background_music="https://example.com/music.mp3?a=1",
        template_id="paper",
    )

    record = await idle.ledger.get(job_id)

    order = ScriptVideoOrder.model_validate(record.order)
    assert order == ScriptVideoOrder(
        job_id=job_id,
        kind=record.snapshot.kind,
        owner="user-456",
        created_at=record.snapshot.created_at,
        time_limit=settings.video_soft_time_limit,
        hard_time_limit=settings.video_time_limit,
        script_id="test-123",
        title="My First Video",
        script="One.\n\nTwo 🎬.",
        language="en-US",
        format=VideoFormat.INSTAGRAM,
        duration=900,
        voice_provider="azure",
        voice_name="Jenny",
        background_music="https://example.com/music.mp3?a=1",
        template=Template.PAPER,
    )
    assert (order.time_limit, order.hard_time_limit) == (timedelta(minutes=25), timedelta(minutes=30))


async def test_priorities_come_in_three_bands(idle: Studio) -> None:
    bands = {None: 3, 1: 1, 3: 1, 4: 3, 7: 3, 8: 5, 10: 5}

    for priority, temporals in bands.items():
        assert (await idle.ledger.get(await idle.submit(priority))).priority == temporals


async def test_the_same_key_with_the_same_request_is_the_same_job(idle: Studio) -> None:
    headers = {"Idempotency-Key": "a key"}
    first = await idle.client.post(JOBS, json=asked(5), headers=headers)
    again = await idle.client.post(JOBS, json=asked(5), headers=headers)
    urgent = await idle.client.post(JOBS, json=asked(1), headers=headers)
    another = await idle.client.post(JOBS, json=asked(5, user_id=someone()), headers=headers)

    assert (again.status_code, again.json()) == (202, first.json())
    assert urgent.status_code == 409
    assert another.json()["job_id"] != first.json()["job_id"]


async def test_the_estimate_comes_from_how_long_earlier_videos_took(idle: Studio) -> None:
    for seconds in (10, 40, 400):
        job_id = await idle.submit()
        await idle.becomes(job_id, started_at=CREATED)
        finished = CREATED + timedelta(seconds=seconds)
        result = {"duration": 10.0}
        await idle.becomes(
            job_id, state=JobState.COMPLETED, started_at=CREATED, finished_at=finished, result=result
        )

    for duration, estimate in ((2, 8), (15, 60)):
        response = await idle.client.post(JOBS, json=asked(duration=duration))
        assert response.json()["estimated_duration"] == estimate
    long = asked(duration=15, script_content="The sea rises and falls. " * 100)
    response = await idle.client.post(JOBS, json=long)
    assert response.json()["estimated_duration"] > 4 * 100, "the words take longer than what is asked for"


async def test_a_provider_that_cannot_tell_its_voices_keeps_no_job_from_being_accepted(
    temporal: Client, tmp_path: Path, migrated: Path
) -> None:
    (nobody,) = free_ports(1)
    settings = settings_for(
        new_home(tmp_path, migrated),
        temporal,
        AZURE_SPEECH_KEY="ok",
        AZURE_SPEECH_HOST=f"ws://127.0.0.1:{nobody}",
    )
    async with serve(settings) as serving:
        response = await serving.client.post(JOBS, json=asked())
        assert response.status_code == 202, response.text
        await serving.services.jobs.cancel(response.json()["job_id"], "the test is over")


async def test_a_users_name_may_be_in_any_writing(studio: Studio) -> None:
    user = "使用者 " * 40

    job_id = await studio.submit(user_id=user)

    assert (await studio.ended(job_id))["status"] == "success"
    response = await studio.client.get(JOBS, params={"user_id": user})
    assert [job["job_id"] for job in response.json()["jobs"]] == [job_id]


# --- bad input --------------------------------------------------------------------------------------------

BAD: dict[str, tuple[dict[str, Any], str]] = {
    **{f"no {field}": ({field: None}, f"video_request.{field}") for field in REQUEST},
    "a blank script": ({"script_content": " \n"}, "video_request.script_content"),
    "a script without words": ({"script_content": "## One\n[music]"}, "video_request.script_content"),
    "more words than the platform takes": (
        {"script_content": "The sea rises and falls. " * 1_000, "platform": "tiktok"},
        "video_request.script_content",
    ),
    "letters that no font has": (
        {"script_content": "يرتفع البحر مرتين في اليوم.", "language": "ar-EG"},
        "video_request.language",
    ),
    "a script too long": ({"script_content": "x" * 50_001}, "video_request.script_content"),
    "control characters": ({"title": "a\x07b"}, "video_request.title"),
    "no language at all": ({"language": "English!"}, "video_request.language"),
    "a language that nobody speaks here": ({"language": "tlh"}, "video_request.language"),
    "another platform": ({"platform": "vimeo"}, "video_request.platform"),
    "no time": ({"duration": 0}, "video_request.duration"),
    "half an hour and more": ({"duration": 1801}, "video_request.duration"),
    "half seconds": ({"duration": 1.5}, "video_request.duration"),
    "longer than TikTok takes": ({"platform": "tiktok", "duration": 601}, "video_request.duration"),
    "longer than Instagram takes": ({"platform": "instagram", "duration": 901}, "video_request.duration"),
    "another provider": ({"voice_provider": "nobody"}, "video_request.voice_provider"),
    "an unknown voice": (
        {"voice_provider": "kokoro", "voice_name": "nobody"},
        "video_request.voice_name",
    ),
    "music from a file": ({"background_music": "file:///etc/passwd"}, "video_request.background_music"),
    "music with a password": (
        {"background_music": "https://me:secret@example.com/a.mp3"},
        "video_request.background_music",
    ),
    "longer than a Short": ({"platform": "youtube_shorts", "duration": 181}, "video_request.duration"),
    "a template that is no text": ({"template_id": 5}, "video_request.template_id"),
}


@pytest.mark.parametrize("name", BAD)
async def test_bad_input_is_a_422_that_names_the_field_and_starts_nothing(
    shared_studio: Studio, name: str
) -> None:
    changes, field = BAD[name]
    before = await shared_studio.ledger.count()

    response = await shared_studio.client.post(JOBS, json=asked(**changes))

    assert response.status_code == 422, response.text
    body = response.json()
    assert set(body) == {"detail", "errors"}
    assert [error["field"] for error in body["errors"]] == [field]
    assert body["detail"].startswith(f"{field}: ")
    assert await shared_studio.ledger.count() == before


@pytest.mark.parametrize("priority", [0, 11, "high"])
async def test_a_priority_is_1_to_10(shared_studio: Studio, priority: Any) -> None:
    response = await shared_studio.client.post(JOBS, json=asked(priority))

    assert response.status_code == 422
    assert [error["field"] for error in response.json()["errors"]] == ["priority"]


async def test_a_provider_without_a_key_is_refused_where_nobody_stands_in(
    temporal: Client, tmp_path: Path, migrated: Path
) -> None:
    async with serve(settings_for(new_home(tmp_path, migrated), temporal, speech_fallback=False)) as serving:
        response = await serving.client.post(JOBS, json=asked())

    assert response.status_code == 422
    assert response.json()["errors"] == []
    assert "azure" in response.json()["detail"]


# --- what the contract's clients send besides -------------------------------------------------------------


async def test_fields_of_its_clients_that_nobody_knows_are_passed_over_and_named(idle: Studio) -> None:
    """They send ``visual_style``, ``aspect_ratio``, ``resolution``, and templates of their own."""
    body = asked(5, visual_style="modern", aspect_ratio="16:9", resolution="1080p", template_id="modern-1")

    response = await idle.client.post(JOBS, json={**body, "webhook": "https://example.com/"})

    assert response.status_code == 202, response.text
    assert response.json()["warnings"] == [
        "webhook: this field is not known here and changes nothing",
        "video_request.visual_style: this field is not known here and changes nothing",
        "video_request.aspect_ratio: this field is not known here and changes nothing",
        "video_request.resolution: this field is not known here and changes nothing",
        "video_request.template_id: no template is called so; the title decides (aurora, paper, bold, night)",
    ]
    order = (await idle.ledger.get(response.json()["job_id"])).order
    assert order["template"] is None


async def test_a_script_that_its_voice_does_not_speak_is_spoken_by_another(idle: Studio) -> None:
    details = {"script_content": "海水每天涨落两次。", "voice_provider": "kokoro", "voice_name": "am_michael"}

    response = await idle.client.post(JOBS, json=asked(5, **details))

    assert response.status_code == 202, response.text
    assert response.json()["warnings"] == [
        "video_request.language: the script is in zh-CN, and is spoken so",
        "am_michael does not speak zh-CN; zm_yunjian speaks instead.",
    ]
    assert (await idle.ledger.get(response.json()["job_id"])).order["language"] == "zh-CN"


async def test_a_video_tells_where_it_is_not_what_was_asked_for(idle: Studio) -> None:
    job_id = await idle.submit()
    warning = phrase(
        "{voice} does not speak {language}; {other} speaks instead.", voice="a", language="b", other="c"
    )
    await idle.becomes(
        job_id,
        state=JobState.COMPLETED,
        finished_at=CREATED,
        progress=1.0,
        result={"duration": 15, "warnings": [warning.model_dump()]},
    )

    result = (await idle.job(job_id))["result"]

    assert result["warnings"] == ["a does not speak b; c speaks instead."]


async def test_an_empty_text_in_an_optional_field_is_no_value(idle: Studio) -> None:
    """Its clients send ``""`` for what their user left open."""
    body = asked(voice_name="", background_music="", template_id="")

    response = await idle.client.post(JOBS, json=body)

    assert response.status_code == 202, response.text
    assert response.json()["warnings"] == []
    order = (await idle.ledger.get(response.json()["job_id"])).order
    assert [order[name] for name in ("voice_name", "background_music", "template")] == [None] * 3


async def test_youtube_shorts_is_a_platform_of_its_testing_guide(idle: Studio) -> None:
    job_id = await idle.submit(platform="youtube_shorts", duration=180)

    assert (await idle.ledger.get(job_id)).order["format"] == "youtube_shorts"
    frame = FRAMES[VideoFormat.YOUTUBE_SHORTS]
    assert (frame.width, frame.height) == (1080, 1920)


async def test_its_clients_find_the_video_its_file_and_its_picture_by_the_job(idle: Studio) -> None:
    """They call ``/api/v1/videos/JOB_ID``, ``…/download`` and ``…/thumbnail``."""
    job_id = await idle.submit()
    videos = f"/api/v1/videos/{job_id}"
    for path in ("", "/download", "/thumbnail"):
        response = await idle.client.get(f"{videos}{path}")
        assert (response.status_code, response.json()["detail"]) == (404, "The video is not there yet.")
    result = {
        **{name: value for name, value in VIDEO.items() if name != "made_by"},
        "video_path": f"/{script_video_key(job_id, 'video.mp4')}",
        "thumbnail_path": f"/{script_video_key(job_id, 'thumbnail.jpg')}",
    }
    artifacts = idle.serving.services.artifacts
    await artifacts.put(script_video_key(job_id, "video.mp4"), bytes(range(200)))
    await artifacts.put(script_video_key(job_id, "thumbnail.jpg"), b"picture")
    await idle.becomes(job_id, state=JobState.COMPLETED, finished_at=CREATED, result=result)

    about = (await idle.client.get(videos)).json()
    download = await idle.client.get(f"{videos}/download")
    part = await idle.client.get(f"{videos}/download", headers={"Range": "bytes=10-19"})
    head = await idle.client.head(f"{videos}/download")
    thumbnail = await idle.client.get(f"{videos}/thumbnail")

    assert about["job_id"] == job_id
    assert about["video_path"] == result["video_path"]
    assert about["created_at"] == "2025-11-04T20:11:20Z"
    assert download.content == bytes(range(200))
    assert download.headers["content-disposition"] == f'attachment; filename="{job_id}.mp4"'
    assert (part.status_code, part.content) == (206, bytes(range(10, 20)))
    assert (head.status_code, head.headers["content-length"]) == (200, "200")
    assert (thumbnail.content, thumbnail.headers["content-type"]) == (b"picture", "image/jpeg")


@pytest.mark.parametrize("path", ["", "/download", "/thumbnail"])
async def test_a_video_of_no_job_is_not_found(shared_studio: Studio, path: str) -> None:
    response = await shared_studio.client.get(f"/api/v1/videos/nothing{path}")

    assert (response.status_code, response.json()["detail"]) == (404, "Job nothing not found")


# --- follow -----------------------------------------------------------------------------------------------


async def test_a_video_is_made(studio: Studio) -> None:
    job = await studio.ended(await studio.submit())

    assert set(job) == FIELDS
    assert (job["status"], job["progress"]) == ("success", 1.0)
    assert job["progress_message"] == "Video generation completed"
    assert job["result"]["video_path"] == VIDEO["video_path"]
    assert job["result"]["thumbnail_path"] == VIDEO["thumbnail_path"]
    assert {"duration", "file_size", "resolution", "captions_path", "made_by", "credits"} <= set(
        job["result"]
    )
    assert job["error"] is None
    assert job["retry_count"] == 0
    times = [job[at] for at in ("created_at", "started_at", "completed_at")]
    assert all(TIMESTAMP.fullmatch(at) for at in times)
    assert times == sorted(times)
    assert type(job["duration"]) is int


async def test_a_job_goes_through_the_contracts_words(idle: Studio) -> None:
    job_id = await idle.submit()
    at_once = await idle.job(job_id)
    assert (at_once["status"], at_once["progress"]) == ("pending", 0.0)
    assert (at_once["started_at"], at_once["completed_at"], at_once["duration"]) == (None, None, None)

    started = CREATED + timedelta(seconds=2)
    await idle.becomes(job_id, started_at=started)
    assert (await idle.job(job_id))["status"] == "started"

    await idle.becomes(
        job_id,
        started_at=started,
        step="illustrating",
        progress=0.6,
        message=message("illustrating.scene", scene=2, total=3),
        attempt=3,
    )
    assert await idle.job(job_id) == {
        "job_id": job_id,
        "status": "processing",
        "progress": 0.6,
        "progress_message": "Generating images for scene 2/3",
        "result": None,
        "error": None,
        "created_at": at_once["created_at"],
        "started_at": "2025-11-04T20:11:22Z",
        "completed_at": None,
        "retry_count": 2,
        "duration": None,
        **dict.fromkeys(EXPECTED),
    }

    finished = datetime(2025, 11, 4, 20, 12, 15, 100_000, tzinfo=UTC)
    await idle.becomes(
        job_id,
        state=JobState.COMPLETED,
        started_at=started,
        finished_at=finished,
        progress=1.0,
        result={"duration": 15},
    )
    done = await idle.job(job_id)
    assert (done["status"], done["result"]) == ("success", {"duration": 15, "warnings": []})
    assert (done["completed_at"], done["duration"]) == ("2025-11-04T20:12:15Z", 53)


async def test_a_failure_says_why(studio: Studio, stage: Stage) -> None:
    stage.answers(SPLIT_SCRIPT, SourceRefused("It is behind a login."))

    job = await studio.ended(await studio.submit())

    assert (job["status"], job["error"], job["result"]) == ("failure", "It is behind a login.", None)


async def test_a_job_that_took_too_long_says_so_in_the_contracts_words(idle: Studio) -> None:
    job_id = await idle.submit()
    error = JobError.of(JobTimedOut.code, phrase("It ran longer than {minutes} minutes.", minutes=25))
    await idle.ledger.close_from_outside(job_id, JobState.FAILED, error=error)

    job = await idle.job(job_id)

    assert job["status"] == "failure"
    assert job["error"] == "Task exceeded time limit: It ran longer than 25 minutes."


@pytest.mark.parametrize("path", [JOBS, f"{JOBS}/"])
async def test_a_user_lists_their_jobs_page_by_page(idle: Studio, path: str) -> None:
    user = someone()
    ids = [await idle.submit(user_id=user) for _ in range(3)]
    await idle.submit(user_id=someone())

    first = (await idle.client.get(path, params={"user_id": user})).json()
    second = (await idle.client.get(path, params={"user_id": user, "page": 2, "page_size": 2})).json()
    beyond = (await idle.client.get(path, params={"user_id": user, "page": 9})).json()

    assert [job["job_id"] for job in first["jobs"]] == ids[::-1]
    assert set(first["jobs"][0]) == FIELDS
    assert (first["total"], first["page"], first["page_size"]) == (3, 1, 20)
    assert [job["job_id"] for job in second["jobs"]] == [ids[0]]
    assert (second["total"], second["page"], second["page_size"]) == (3, 2, 2)
    assert (beyond["jobs"], beyond["total"]) == ([], 3)


@pytest.mark.parametrize(("name", "value"), [("page", 0), ("page_size", 0), ("page_size", 101)])
async def test_a_page_that_cannot_be_is_a_422(shared_studio: Studio, name: str, value: int) -> None:
    response = await shared_studio.client.get(JOBS, params={"user_id": "user-456", name: value})

    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == name


# --- cancel -----------------------------------------------------------------------------------------------


async def test_a_pending_job_is_cancelled(idle: Studio) -> None:
    job_id = await idle.submit()

    response = await idle.client.delete(f"{JOBS}/{job_id}")

    assert response.status_code == 200
    assert response.json() == {
        "job_id": job_id,
        "status": "cancelled",
        "message": "Job cancelled successfully",
    }
    job = await idle.job(job_id)
    assert (job["status"], job["result"], job["error"]) == ("cancelled", None, None)


async def test_a_job_that_runs_is_stopped_before_its_cancel_is_answered(studio: Studio, stage: Stage) -> None:
    runs = stage.holds(COMPOSE_SCENE)
    job_id = await studio.submit()
    await runs.wait()
    assert (await studio.job(job_id))["status"] == "processing"

    response = await studio.client.delete(f"{JOBS}/{job_id}")

    assert (response.status_code, response.json()["status"]) == (200, "cancelled")
    assert COMPOSE_SCENE.name in stage.stopped
    assert (await studio.job(job_id))["status"] == "cancelled"


async def test_a_cancel_that_no_worker_can_carry_out_yet_is_not_called_done(idle: Studio) -> None:
    job_id = await idle.submit()
    await idle.becomes(job_id, step="composing")

    response = await idle.client.delete(f"{JOBS}/{job_id}")

    assert response.status_code == 202
    assert response.json() == {
        "job_id": job_id,
        "status": "processing",
        "message": "Cancel accepted; no worker could stop the job yet.",
    }


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (JobState.COMPLETED, "success"),
        (JobState.FAILED, "failure"),
        (JobState.CANCELLED, "cancelled"),
    ],
)
async def test_a_job_that_has_ended_cannot_be_cancelled(idle: Studio, state: JobState, word: str) -> None:
    job_id = await idle.submit()
    await idle.ledger.close_from_outside(job_id, state)

    response = await idle.client.delete(f"{JOBS}/{job_id}")

    assert response.status_code == 400
    assert response.json()["detail"] == f"Cannot cancel job in {word} status"


# --- statistics and health --------------------------------------------------------------------------------


async def test_statistics_are_of_the_jobs_of_all_users(idle: Studio) -> None:
    numbers = {"pending": 1, "started": 2, "processing": 3, "success": 1, "failure": 2, "cancelled": 1}
    steps = {"started": "initializing", "processing": "narrating"}
    states = {"success": JobState.COMPLETED, "failure": JobState.FAILED, "cancelled": JobState.CANCELLED}
    for word, number in numbers.items():
        for _ in range(number):
            job_id = await idle.submit(user_id=someone())
            if word in steps:
                await idle.becomes(job_id, step=steps[word])
            elif word in states:
                await idle.ledger.close_from_outside(job_id, states[word])

    response = await idle.client.get(f"{JOBS}/stats/counts")

    assert response.status_code == 200
    assert response.json()["statistics"] == {**numbers, "total": 10}
    assert TIMESTAMP.fullmatch(response.json()["timestamp"])


@pytest.mark.parametrize("path", [f"{JOBS}/health", "/health"])
async def test_health_names_the_parts_that_answer(shared_studio: Studio, path: str) -> None:
    """The clients of documents 4 and 5 ask at the root."""
    response = await shared_studio.client.get(path)

    assert response.status_code == 200
    assert response.json() == {
        "status": "healthy",
        "service": "job-service",
        "message": "Temporal connection OK, ledger connection OK",
    }


async def test_health_names_the_part_that_does_not_answer(
    temporal: Client, tmp_path: Path, migrated: Path
) -> None:
    door = Door(port_of(temporal))
    await door.open()
    door.shut()
    home = new_home(tmp_path, migrated)
    no_ledger = "postgresql://nobody@127.0.0.1:9/none"
    for changes, detail in (
        ({"temporal_port": door.port}, "Temporal connection failed"),
        ({"database_url": no_ledger}, "Ledger connection failed"),
        (
            {"temporal_port": door.port, "database_url": no_ledger},
            "Temporal connection failed, ledger connection failed",
        ),
    ):
        async with serve(settings_for(home, temporal, **changes)) as serving:
            for path in (f"{JOBS}/health", "/health"):
                response = await serving.client.get(path)
                assert (response.status_code, response.json()) == (503, {"detail": detail})
