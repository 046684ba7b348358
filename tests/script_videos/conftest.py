"""Script videos over real HTTP: the API without a worker, or beside a stage for its workflows."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from temporalio.client import Client

from contracts.jobs import JobSnapshot, JobState
from jobs import service
from store.ledger import Ledger
from tests.api.serving import Serving, new_home, serve, settings_for
from tests.workflows.stage import Stage, cancel_open, set_up

JOBS = "/api/v1/jobs"
REQUEST: dict[str, Any] = {
    "script_id": "test-123",
    "user_id": "user-456",
    "title": "My First Video",
    "script_content": "This is a test video script.",
    "language": "en-US",
    "platform": "youtube",
    "duration": 15,
    "voice_provider": "azure",
}


def someone() -> str:
    """A user of this test's own."""
    return f"user-{uuid4()}"


def asked(priority: int | None = None, **changes: Any) -> dict[str, Any]:
    """The body of a request, with other values for some of its fields; None takes one out."""
    fields = {name: value for name, value in {**REQUEST, **changes}.items() if value is not None}
    return {"video_request": fields, **({} if priority is None else {"priority": priority})}


@dataclass
class Studio:
    """The API's client, and its ledger."""

    serving: Serving

    @property
    def client(self) -> httpx.AsyncClient:
        """A client of the API."""
        return self.serving.client

    @property
    def ledger(self) -> Ledger:
        """What the API writes into."""
        return self.serving.services.ledger

    async def submit(self, priority: int | None = None, **changes: Any) -> str:
        """Submit a script; its job's id."""
        response = await self.client.post(f"{JOBS}/", json=asked(priority, **changes))
        assert response.status_code == 202, response.text
        return str(response.json()["job_id"])

    async def job(self, job_id: str) -> dict[str, Any]:
        """What is said of a job."""
        response = await self.client.get(f"{JOBS}/{job_id}")
        assert response.status_code == 200, response.text
        return dict(response.json())

    async def ended(self, job_id: str) -> dict[str, Any]:
        """Wait until a job has ended; what is said of it then."""
        while (job := await self.job(job_id))["status"] in ("pending", "started", "processing"):
            await asyncio.sleep(0.02)
        return job

    async def becomes(self, job_id: str, **changes: Any) -> JobSnapshot:
        """Record a change of a job, as its workflow would."""
        before = (await self.ledger.get(job_id)).snapshot
        usual = {"state": JobState.RUNNING, "sequence": before.sequence + 1}
        after = before.model_copy(update={**usual, **changes})
        await self.ledger.record([after])
        return after


@pytest.fixture
async def idle(
    temporal: Client, tmp_path: Path, migrated: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Studio]:
    """A studio without workers, on a ledger of its own: jobs stay as they are."""
    monkeypatch.setattr(service, "CANCEL_SECONDS", 0.2)  # nobody is there to stop anything
    home = new_home(tmp_path, migrated)
    async with serve(settings_for(home, temporal, speech_fallback=True)) as serving:
        yield Studio(serving)
        await cancel_open(serving.services.jobs)


@pytest.fixture(scope="package")
async def home(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Path:
    return new_home(tmp_path_factory.mktemp("home"), migrated)


@pytest.fixture(scope="package")
async def shared_studio(temporal: Client, home: Path) -> AsyncIterator[Studio]:
    async with serve(settings_for(home, temporal, speech_fallback=True)) as serving:
        yield Studio(serving)


@pytest.fixture
async def stage(temporal: Client, shared_studio: Studio, tmp_path: Path) -> AsyncIterator[Stage]:
    """Workers whose steps act as told, on the studio's ledger."""
    async with set_up(temporal, shared_studio.ledger, tmp_path) as made:
        yield made
        await cancel_open(made.jobs)


@pytest.fixture
async def studio(shared_studio: Studio, stage: Stage) -> Studio:
    """A studio at work."""
    del stage
    return shared_studio
