"""Speech jobs on real parts: the API over HTTP, the workflow, the steps, the real SDK, Azure on loopback."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from temporalio.client import Client
from temporalio.worker import Worker

from activities.core import CoreActivities
from activities.folders import Scratch
from activities.heartbeat import ActivityInterceptor
from activities.recording import Recorder
from activities.speech import SpeechActivities
from contracts.names import CORE_QUEUE, SPEECH_QUEUE
from contracts.speech import ProviderName
from media.speech.azure import AzureProvider
from runtime.temporal import SANDBOX
from store.publisher import Publisher
from tests.api.serving import Serving, new_home, serve, settings_for
from tests.servers.azure_server import AzureServer
from workflows.carried import CarryingInterceptor
from workflows.found import WORKFLOWS

JOBS = "/api/v1/jobs"
DIALOGUE: dict[str, Any] = {
    "provider": "azure",
    "turns": [
        {"speaker": "A", "text": "你好，今天天氣真好！", "index": 0},
        {"speaker": "B", "text": "是啊，要不要一起去公園走走？", "index": 1},
    ],
    "voice_assignments": [
        {"speaker": "A", "voice_id": "zh-TW-HsiaoYuNeural", "voice_name": "曉雨"},
        {"speaker": "B", "voice_id": "zh-TW-YunJheNeural", "voice_name": "雲哲"},
    ],
    "language": "zh-TW",
    "output_format": "mp3",
}


@dataclass
class Studio:
    """The API's client, and the Azure that its worker speaks to."""

    serving: Serving
    azure: AzureServer

    @property
    def client(self) -> httpx.AsyncClient:
        """A client of the API."""
        return self.serving.client

    async def submit(self, owner: str, **changes: Any) -> str:
        """Submit a dialogue; its job's id."""
        response = await self.client.post(JOBS, json={**DIALOGUE, **changes}, headers={"X-User-Id": owner})
        assert response.status_code == 201, response.text
        return str(response.json()["id"])

    async def job(self, job_id: str, owner: str) -> dict[str, Any]:
        """What is said of a job."""
        response = await self.client.get(f"{JOBS}/{job_id}", headers={"X-User-Id": owner})
        assert response.status_code == 200, response.text
        return dict(response.json())

    async def ended(self, job_id: str, owner: str) -> dict[str, Any]:
        """Wait until a job has ended; what is said of it then."""
        while (job := await self.job(job_id, owner))["status"] in ("pending", "processing"):
            await asyncio.sleep(0.02)
        return job


@pytest.fixture(scope="package")
async def idle(
    temporal: Client, tmp_path_factory: pytest.TempPathFactory, migrated: Path
) -> AsyncIterator[Studio]:
    """A studio without workers: jobs stay pending."""
    home = new_home(tmp_path_factory.mktemp("home"), migrated)
    with AzureServer() as azure:
        settings = settings_for(
            home, temporal, AZURE_SPEECH_KEY="ok", AZURE_SPEECH_HOST=azure.host, speech_fallback=True
        )
        async with serve(settings) as serving:
            yield Studio(serving, azure)


@pytest.fixture
async def studio(idle: Studio, temporal: Client) -> AsyncIterator[Studio]:
    """A studio at work."""
    services = idle.serving.services
    publisher = Publisher(services.ledger, services.artifacts)
    core = CoreActivities(services.ledger, services.artifacts, publisher, Scratch(services.settings.scratch))
    azure = AzureProvider("ok", host=idle.azure.host)
    steps = SpeechActivities({ProviderName.AZURE: azure}, services.artifacts, publisher)
    async with AsyncExitStack() as running:
        parts: list[tuple[str, Sequence[type], list[Callable[..., Any]]]] = [
            (CORE_QUEUE, WORKFLOWS, [core.record, core.clean_up]),
            (SPEECH_QUEUE, (), [steps.speak, steps.join, steps.sample]),
        ]
        for queue, workflows, activities in parts:
            worker = Worker(
                temporal,
                task_queue=queue,
                workflows=workflows,
                activities=activities,
                interceptors=[ActivityInterceptor(Recorder(services.ledger)), CarryingInterceptor()],
                workflow_runner=SANDBOX,
            )
            await running.enter_async_context(worker)
        yield idle
