"""The whole stack with real processes, for the tests of this folder."""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect

from runtime.settings import Settings
from runtime.stack import Stack
from tests.ports import free_ports
from tests.servers.azure_server import AzureServer
from tests.servers.openai_server import API_KEY, OpenAIServer
from tests.servers.pexels_server import GOOD, PexelsServer
from tests.servers.web_server import WebServer


@asynccontextmanager
async def stack_in(home: Path, **environment: str) -> AsyncIterator[Stack]:
    """A stack of its own in this folder."""
    api, temporal, ui = free_ports(3)
    settings = Settings(home=home, api_port=api, temporal_port=temporal, temporal_ui_port=ui)
    async with Stack(settings, log_files=True, environment=environment) as started:
        yield started


@pytest.fixture(scope="package")
async def stack(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stack]:
    """The stack, which may fetch from loopback, whatever the port, and makes no video of an article twice."""
    environment = {
        "REELWORK_MAINTENANCE_SECONDS": "1",
        "REELWORK_FETCH_ALLOWED_HOSTS": "127.0.0.1",
        "REELWORK_REUSE_ARTICLES": "true",
    }
    async with stack_in(tmp_path_factory.mktemp("home"), **environment) as started:
        yield started


@pytest.fixture(scope="package")
def web() -> Iterator[WebServer]:
    """The articles."""
    with WebServer() as server:
        yield server


@dataclass(frozen=True)
class Watched:
    """A video of an article, and what the WebSocket told while it was made."""

    url: str
    job_id: str
    told: list[dict[str, Any]]


@pytest.fixture(scope="package")
async def watched(stack: Stack, web: WebServer) -> Watched:
    """The one video of an article that is made with the embedded voice; whoever asks for another gets it."""
    url = web.url("brief.html")
    async with (
        httpx.AsyncClient(base_url=stack.address, timeout=30) as client,
        connect(f"{stack.address.replace('http', 'ws')}/ws") as socket,
    ):
        created = await client.post("/api/generate-video", json={"url": url})
        assert created.status_code == 200, created.text
        job_id = created.json()["job_id"]
        await socket.send(json.dumps({"subscribe": job_id}))
        told: list[dict[str, Any]] = []
        async for text in socket:
            told.append(json.loads(text))
            job = told[-1].get("status", {})
            if told[-1]["type"] == "job_status" and job["status"] in ("completed", "failed", "cancelled"):
                return Watched(url, job_id, told)
    raise AssertionError("the socket was closed")


@dataclass(frozen=True)
class Keyed:
    """A stack with keys for all that takes one, and the servers that these are for."""

    stack: Stack
    model: OpenAIServer
    azure: AzureServer


@pytest.fixture(scope="package")
async def keyed(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Keyed]:
    """Its model answers first what is good, then what ``model.answers`` has as "hostile"; Azure is slow."""
    with OpenAIServer() as model, AzureServer() as azure, PexelsServer() as pexels:
        model.answers["hostile"] = {"code": ""}
        environment = {
            "REELWORK_FETCH_ALLOWED_HOSTS": "127.0.0.1",
            "REELWORK_AUTHOR": "model",
            "REELWORK_MODEL": "good,hostile",
            "REELWORK_MODEL_API_KEY": API_KEY,
            "REELWORK_MODEL_BASE_URL": model.base_url,
            "REELWORK_PEXELS_KEY": GOOD,
            "REELWORK_PEXELS_URL": pexels.url,
            "AZURE_SPEECH_KEY": "slow-300",
            "AZURE_SPEECH_HOST": azure.host,
        }
        async with stack_in(tmp_path_factory.mktemp("keyed"), **environment) as stack:
            yield Keyed(stack, model, azure)


@pytest.fixture
async def client(stack: Stack) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=stack.address, timeout=30) as opened:
        yield opened
