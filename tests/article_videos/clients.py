"""Clients of article videos: what a front end sends and reads."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from tests.api.serving import HOST, Serving

GENERATE = "/api/generate-video"
ARTICLE = {"url": "https://example.com/article"}
CONNECTED = {"type": "connection", "message": "Connected to ReelCraft API"}
ENDED = ("completed", "failed", "cancelled")

Message = dict[str, Any]


async def create(api: Serving, **options: Any) -> str:
    """Create a job; its id."""
    return await api.create(GENERATE, **{"json": ARTICLE, **options})


async def read(api: Serving, job_id: str) -> dict[str, Any]:
    """The job as it is now."""
    response = await api.client.get(f"/api/jobs/{job_id}")
    assert response.status_code == 200, response.text
    job: dict[str, Any] = response.json()
    return job


async def reads_until(
    api: Serving, job_id: str, enough: Callable[[dict[str, Any]], bool]
) -> list[dict[str, Any]]:
    """Read a job again and again until it is so; all that was read."""
    jobs = [await read(api, job_id)]
    while not enough(jobs[-1]):
        jobs.append(await read(api, job_id))
    return jobs


async def ended(api: Serving, job_id: str) -> dict[str, Any]:
    """Wait until a job has ended; what is said of it then."""
    return (await reads_until(api, job_id, lambda job: job["status"] in ENDED))[-1]


class Socket:
    """A connection to ``/ws``."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    async def send(self, message: Any) -> None:
        """Send what a front end would, or a text as it is."""
        await self.connection.send(message if isinstance(message, str | bytes) else json.dumps(message))

    async def next(self) -> Message:
        """The next message."""
        message: Message = json.loads(await self.connection.recv())
        return message

    async def ask(self, message: Any) -> Message:
        """Send a message; the next that comes."""
        await self.send(message)
        return await self.next()

    async def subscribe(self, job_id: str) -> Message:
        """Subscribe; the answer."""
        return await self.ask({"subscribe": job_id})

    async def until(self, enough: Callable[[Message], bool]) -> list[Message]:
        """All messages up to the first that is so."""
        messages = [await self.next()]
        while not enough(messages[-1]):
            messages.append(await self.next())
        return messages

    async def until_ended(self, job_id: str) -> list[Message]:
        """All messages up to the one that tells that a job has ended."""
        return await self.until(lambda m: is_status(m, job_id, *ENDED))


def is_status(message: Message, job_id: str, *words: str) -> bool:
    """Whether a message says that a job is in one of these states."""
    return bool(
        message["type"] == "job_status"
        and message["job_id"] == job_id
        and message["status"]["status"] in words
    )


def statuses(messages: list[Message]) -> list[dict[str, Any]]:
    """The jobs that are told of, message by message."""
    return [message["status"] for message in messages if message["type"] == "job_status"]


@asynccontextmanager
async def connected(api: Serving) -> AsyncIterator[Socket]:
    """A connection that has been greeted."""
    async with connect(f"ws://{HOST}:{api.port}/ws", proxy=None) as connection:
        socket = Socket(connection)
        assert await socket.next() == CONNECTED
        yield socket
