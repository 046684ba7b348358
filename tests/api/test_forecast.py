"""Who waits is told its position and when it begins, in every contract's words.

A job may ask to begin within a time.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from temporalio.client import Client

from contracts.animation import ANIMATION_FULL
from contracts.jobs import JobState
from contracts.kinds import KINDS, POOLS
from jobs.forecast import Forecasts
from store.ledger import Ledger
from tests.api.serving import FULL, VECTORS, Serving, data, new_home, serve, settings_for
from tests.script_videos.conftest import asked
from tests.store.samples import draft, ending, first, later
from tests.workflows.stage import cancel_open

ONE: Final = dict.fromkeys(POOLS, 1)
TURN: Final = {"speaker": "A", "text": "hello", "index": 0}
CREATE: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "/api/job/{}/status": (FULL, VECTORS),
    "/api/jobs/{}": ("/api/generate-video", {"url": "https://example.com/"}),
    "/api/v1/jobs/{}": (
        "/api/v1/jobs",
        {
            "provider": "kokoro",
            "turns": [TURN],
            "voice_assignments": [{"speaker": "A", "voice_id": "af_heart"}],
            "language": "en-US",
        },
    ),
    "/api/v1/jobs/{}?of=script": ("/api/v1/jobs", asked()),
}
"""How a job of each contract is made, by the path that tells of it."""


@pytest.fixture(scope="module")
async def crowded(
    temporal: Client, tmp_path_factory: pytest.TempPathFactory, migrated: Path
) -> AsyncIterator[Serving]:
    """An API with one place in each pool, and without any worker: who has the place keeps it."""
    home = new_home(tmp_path_factory.mktemp("crowded"), migrated)
    async with serve(settings_for(home, temporal, places=ONE, speech_fallback=True)) as serving:
        yield serving
        await cancel_open(serving.services.jobs)


async def made(api: Serving, path: str, body: dict[str, Any]) -> str:
    response = await api.client.post(path, json=body)
    assert response.is_success, response.text
    return str(response.json().get("job_id") or response.json()["id"])


@pytest.mark.parametrize("status", CREATE, ids=["animation", "article", "dialogue", "script"])
async def test_every_contract_tells_the_position(crowded: Serving, status: str) -> None:
    ids = [await made(crowded, *CREATE[status]) for _ in range(3)]

    answers = [(await crowded.client.get(status.format(job_id))).json() for job_id in ids]

    _, second, third = [answer["position"] for answer in answers]
    assert 1 <= second < third
    assert [answer["status"] for answer in answers] == ["pending"] * 3
    page = await crowded.client.get(f"/jobs/{ids[2]}")
    assert f"Number {third} in line" in page.text


async def test_a_stream_tells_who_waits_that_it_moves_up(crowded: Serving) -> None:
    status = "/api/job/{}/status"
    _, before, waiting = [await made(crowded, *CREATE[status]) for _ in range(3)]
    position = (await crowded.status(waiting))["position"]

    async with crowded.stream(f"/api/job/{waiting}/stream") as events:
        told = data(await anext(events))
        assert told["position"] == position
        assert (await crowded.client.post(f"/api/job/{before}/cancel")).status_code == 200
        async for event in events:
            if event.event == "progress" and data(event)["position"] == position - 1:
                break


async def test_a_job_that_can_not_begin_in_time_fails_in_its_contracts_words(crowded: Serving) -> None:
    await made(crowded, FULL, VECTORS)

    late = await made(crowded, FULL, {**VECTORS, "start_within": 1})

    job = await crowded.ended(late)
    assert job["status"] == "failed"
    assert job["error"] == "The job had no place in the time it was to begin in. Nothing was spent on it."


@pytest.mark.parametrize("seconds", [0, -1, 86401, "soon"])
async def test_a_time_to_begin_in_is_some_seconds(crowded: Serving, seconds: object) -> None:
    response = await crowded.client.post(FULL, json={**VECTORS, "start_within": seconds})

    assert response.status_code == 422
    assert "start_within" in response.text


# --- when ---------------------------------------------------------------------------------------------------

POOL: Final = KINDS[ANIMATION_FULL].pool


@pytest.fixture
async def ledger(tmp_path: Path, migrated: Path) -> AsyncIterator[Ledger]:
    """A ledger with two places."""
    home = new_home(tmp_path, migrated)
    async with Ledger(f"sqlite:///{home}/ledger.db", {POOL: 2}) as opened:
        yield opened


async def accepted(ledger: Ledger, began: timedelta | None = None) -> str:
    """A job; ``began`` is how long ago a worker took it, if one has."""
    snapshot = first(created_at=datetime.now(UTC))
    await ledger.accept(draft(snapshot))
    if began is not None:
        await ledger.record([later(snapshot, 1, started_at=datetime.now(UTC) - began)])
    return snapshot.job_id


async def took(ledger: Ledger, *seconds: float) -> None:
    """Jobs that have completed, each in so many seconds."""
    for number in seconds:
        snapshot = first()
        await ledger.accept(draft(snapshot))
        began = datetime.now(UTC)
        done = ending(snapshot, 1, JobState.COMPLETED, started_at=began)
        await ledger.record([done.model_copy(update={"finished_at": began + timedelta(seconds=number)})])


async def told(ledger: Ledger, job_id: str) -> tuple[int | None, float | None, float | None]:
    """The position, and the rounded seconds until the begin and the end."""
    snapshot = (await Forecasts(ledger).on((await ledger.get(job_id)).snapshot)).forecast
    assert snapshot
    rounded = [None if value is None else round(value) for value in (snapshot.starts_in, snapshot.ends_in)]
    return snapshot.position, rounded[0], rounded[1]


async def test_nothing_is_said_while_no_job_of_the_kind_was_measured(ledger: Ledger) -> None:
    running = await accepted(ledger, timedelta(seconds=1))
    await accepted(ledger)
    waiting = await accepted(ledger)

    assert await told(ledger, running) == (None, None, None)
    assert await told(ledger, waiting) == (1, None, None)


async def test_the_line_is_played_through_with_the_median_of_earlier_jobs(ledger: Ledger) -> None:
    await took(ledger, 50, 60, 70, 900)  # 65 in the middle
    running = await accepted(ledger, timedelta(seconds=45))
    placed = await accepted(ledger)
    waiting = [await accepted(ledger) for _ in range(3)]

    assert await told(ledger, running) == (None, None, 20)
    assert await told(ledger, placed) == (None, 0, 65)
    assert [await told(ledger, job_id) for job_id in waiting] == [(1, 20, 85), (2, 65, 130), (3, 85, 150)]


async def test_a_job_that_takes_longer_than_others_did_is_given_no_end(ledger: Ledger) -> None:
    await took(ledger, 10)
    running = await accepted(ledger, timedelta(seconds=11))

    assert await told(ledger, running) == (None, None, None)


async def test_an_ended_job_expects_nothing(ledger: Ledger) -> None:
    await took(ledger, 10)
    (done,) = await ledger.list(limit=1)

    assert (await Forecasts(ledger).on(done.snapshot)).forecast is None
