"""The real API on a real loopback port, a stage for its workflows, a door between it and Temporal."""

import asyncio
import json
import logging
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import httpx
import uvicorn
from httpx_sse import ServerSentEvent, aconnect_sse
from temporalio.client import Client

from activities.heartbeat import report
from api.app import create_app
from api.serve import configured
from api.services import Services
from contracts.activity import ActivityDef
from contracts.animation import Animation, Quality
from contracts.jobs import Heartbeat, JobState
from contracts.messages import message
from runtime.settings import Settings
from store.catalogue import publishing
from store.ledger import Ledger
from store.records import JobRecord
from tests.ports import listener
from tests.workflows.stage import ANSWERS, Stage, full

FULL = "/api/job/animation/full"
EDIT = "/api/job/animation/edit"
VECTORS = {"content": "ベクトルの加算を説明する動画"}
HOST = "127.0.0.1"


@dataclass
class Serving:
    """A served API: a client of it, what it is made of, and who serves it."""

    client: httpx.AsyncClient
    services: Services
    server: uvicorn.Server

    @property
    def port(self) -> int:
        """Where it listens."""
        port = self.client.base_url.port
        assert port
        return port

    async def create(self, path: str = FULL, **options: Any) -> str:
        """Create a job; its id."""
        response = await self.client.post(path, **{"json": VECTORS, **options})
        assert response.status_code == 200, response.text
        job_id: str = response.json()["job_id"]
        return job_id

    async def status(self, job_id: str) -> dict[str, Any]:
        """What a status read says."""
        response = await self.client.get(f"/api/job/{job_id}/status")
        assert response.status_code == 200, response.text
        read: dict[str, Any] = response.json()
        return read

    async def reads(self, job_id: str, enough: Callable[[dict[str, Any]], bool]) -> list[dict[str, Any]]:
        """Read the status again and again until it is so; all that was read."""
        read = [await self.status(job_id)]
        while not enough(read[-1]):
            read.append(await self.status(job_id))
        return read

    async def ended(self, job_id: str) -> dict[str, Any]:
        """Wait until a job has ended; what its status says then."""
        while (job := await self.status(job_id))["status"] not in ("completed", "failed"):
            await asyncio.sleep(0.02)
        return job

    @asynccontextmanager
    async def stream(
        self, path: str, method: str = "GET", **options: Any
    ) -> AsyncIterator[AsyncIterator[ServerSentEvent]]:
        """The events of a stream."""
        async with aconnect_sse(self.client, method, path, **options) as source:
            assert source.response.status_code == 200, await source.response.aread()
            yield source.aiter_sse()

    async def all_events(self, path: str, method: str = "GET", **options: Any) -> list[ServerSentEvent]:
        """The events of a stream, until the server ends it."""
        async with self.stream(path, method, **options) as events:
            return [event async for event in events]


def data(event: ServerSentEvent) -> dict[str, Any]:
    """What an event carries."""
    carried: dict[str, Any] = json.loads(event.data)
    return carried


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are pytest's."""
        yield


RECORDED_BY_TESTS: Final[set[str]] = set()
"""Jobs whose life a test writes into the ledger itself: the outbox starts no workflow of them."""


def _leave_recorded_ones(services: Services) -> None:
    start = services.jobs.start

    async def others(job: JobRecord) -> None:
        if job.snapshot.job_id not in RECORDED_BY_TESTS:
            await start(job)

    services.jobs.start = others  # type: ignore[method-assign]


@asynccontextmanager
async def serve(settings: Settings) -> AsyncIterator[Serving]:
    """Serve the API as ``api.serve`` does, within this process."""
    root = logging.getLogger()
    before = root.level, list(root.handlers)
    listening = listener()
    server = _Server(configured(create_app(settings), settings))
    running = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        while not server.started:
            assert not running.done(), "The API did not start."
            await asyncio.sleep(0.01)
        address = f"http://{HOST}:{listening.getsockname()[1]}"
        async with httpx.AsyncClient(
            base_url=address, timeout=30, trust_env=False, limits=httpx.Limits(max_connections=200)
        ) as client:
            services: Services = server.lifespan.state["services"]
            _leave_recorded_ones(services)
            yield Serving(client, services, server)
    finally:
        server.should_exit = True
        await running
        root.setLevel(before[0])
        root.handlers = before[1]


def settings_for(home: Path, client: Client, **changes: Any) -> Settings:
    """Settings with all state in a folder, and a test's Temporal server."""
    usual = {"home": home, "temporal_port": port_of(client), "ping_seconds": 30}
    return Settings(_env_file=None, **{**usual, **changes})


def port_of(client: Client) -> int:
    """The port of a client's Temporal server on this machine."""
    return int(client.service_client.config.target_host.rpartition(":")[2])


def new_home(folder: Path, migrated: Path) -> Path:
    """A home folder with an empty ledger."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(migrated, folder / "ledger.db")
    return folder


async def published(ledger: Ledger) -> Animation:
    """An animation in the catalogue, as an earlier job left it."""
    job = (await ledger.accept(full())).job
    job_id = job.snapshot.job_id
    animation = Animation(
        video_id=str(uuid4()),
        generation_id=int(str(job.order["generation_id"])),
        prior_video_id=None,
        prompt="vectors",
        quality=Quality.LOW,
        duration=3.0,
    )
    await ledger.publications.add(job_id, publishing(animation), lambda _: ())
    await ledger.close_from_outside(job_id, JobState.COMPLETED)
    return animation


def edit_of(animation: Animation) -> dict[str, Any]:
    """The body of a request to edit an animation."""
    return edit_of_ids(animation.generation_id, animation.video_id)


def edit_of_ids(generation_id: int, video_id: str) -> dict[str, Any]:
    """The same of an animation's ids."""
    return {
        "generation_id": generation_id,
        "prior_video_id": video_id,
        "enhance_prompt": "色を赤に変更してください",
    }


class Puppet:
    """A step that does what the test tells it, when the test tells it."""

    def __init__(self, stage: Stage, step: ActivityDef[Any, Any]) -> None:
        self.started = asyncio.Event()
        self._name = step.name
        self._told: asyncio.Queue[Any] = asyncio.Queue()
        stage.acts[step.name] = self._act

    def beats(self, fraction: float, code: str) -> None:
        """Let it report how far it is."""
        self._told.put_nowait(Heartbeat(fraction=fraction, message=message(code)))

    def ends(self, outcome: Any = None) -> None:
        """Let it return an answer (the usual one, if none is given), or raise an error."""
        self._told.put_nowait(ANSWERS[self._name] if outcome is None else outcome)

    async def _act(self, _: Any) -> Any:
        self.started.set()
        while True:
            told = await self._told.get()
            if isinstance(told, Exception):
                raise told
            if not isinstance(told, Heartbeat):
                return told
            report(told)


class Door:
    """The way from the API to Temporal.

    It can be shut: then nobody is there, as when it is down. Or frozen: then nothing passes until it is open
    again, as when its process or machine stands still.
    """

    def __init__(self, behind: int) -> None:
        self.port = 0
        self._behind = behind
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._passable = asyncio.Event()

    async def open(self) -> None:
        """Let connections through."""
        self._passable.set()
        if self._server and self._server.is_serving():
            return
        self._server = await asyncio.start_server(self._pass, HOST, self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    def shut(self) -> None:
        """Refuse new connections, and break those that are there."""
        if self._server:
            self._server.close()
        for writer in self._writers:
            writer.transport.abort()

    def freeze(self) -> None:
        """Take what comes, and let nothing pass."""
        self._passable.clear()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner_reader, inner_writer = await asyncio.open_connection(HOST, self._behind)
        both = {writer, inner_writer}
        self._writers |= both
        try:
            await asyncio.gather(self._copy(reader, inner_writer), self._copy(inner_reader, writer))
        finally:
            self._writers -= both
            for end in both:
                end.transport.abort()

    async def _copy(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while chunk := await reader.read(65536):
                await self._passable.wait()
                writer.write(chunk)
                await writer.drain()
        except ConnectionError:
            pass
        writer.transport.abort()


async def until(condition: Callable[[], bool | Awaitable[bool]]) -> None:
    """Wait until something is so; pytest's time limit is the only other way out."""
    while True:
        met = condition()
        if met if isinstance(met, bool) else await met:
            return
        await asyncio.sleep(0.01)
