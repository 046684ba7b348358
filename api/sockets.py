"""The WebSocket of article videos: a subscription brings a job's state now, and every change until its end.

A connection follows one job at a time, as the contract's page does: to subscribe to another job leaves the
one before.

What is sent is taken from the hub when the client has room for it, never queued: one that reads slowly misses
live progress between two recorded events, but no event and no ending, and costs no memory. Pages of foreign
origins are refused before they get here (``api/origins.py``).
"""

import asyncio
from contextlib import aclosing
from typing import Annotated, Any, Final

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import BaseModel, Field, ValidationError

from api.access import Action, AnyoneDep, Caller, known_job
from api.article_video import KINDS, ArticleVideoJob, view
from api.services import Services, ServicesDep
from api.text import Text
from contracts.errors import ReelworkError

router = APIRouter()

MAX_MESSAGE: Final = 4096
"""Characters."""
SEND_SECONDS: Final = 30.0
"""A client that takes nothing for so long is left."""
EXPECTED: Final = 'Expected a message like {"subscribe": "550e8400-e29b-41d4-a716-446655440000"}.'


class Subscribe(BaseModel):
    """What a client may say."""

    subscribe: Annotated[Text, Field(max_length=200)]


@router.websocket("/ws")
async def updates(websocket: WebSocket, services: ServicesDep, caller: AnyoneDep) -> None:
    """Serve a client's channel until it goes."""
    await websocket.accept()
    try:
        async with asyncio.TaskGroup() as tasks:
            await _Channel(websocket, services, caller, tasks).serve()
    except* WebSocketDisconnect:
        pass


class _Channel:
    """One client and the job that it follows, in a task. Ends by WebSocketDisconnect, which ends that too."""

    def __init__(
        self, websocket: WebSocket, services: Services, caller: Caller, tasks: asyncio.TaskGroup
    ) -> None:
        self._websocket = websocket
        self._services = services
        self._caller = caller
        self._tasks = tasks
        self._followed = ""
        self._following: asyncio.Task[None] | None = None

    async def serve(self) -> None:
        """Greet, then answer whatever comes."""
        await self._send(type="connection", message="Connected to ReelCraft API")
        while True:
            await self._answer(await self._receive())

    async def _answer(self, text: str) -> None:
        if len(text) > MAX_MESSAGE:
            await self._send(type="error", message=f"The message is longer than {MAX_MESSAGE} characters.")
            return
        try:
            job_id = Subscribe.model_validate_json(text).subscribe
        except ValidationError:
            await self._send(type="error", message=EXPECTED)
            return
        try:
            await self._subscribe(job_id)
        except ReelworkError as error:
            await self._send(type="error", job_id=job_id, message=error.message)

    async def _subscribe(self, job_id: str) -> None:
        await known_job(self._services, self._caller, job_id, Action.READ, KINDS)
        if job_id != self._followed:
            await self._leave()
        await self._send(type="subscribed", job_id=job_id, message=f"Subscribed to job {job_id}")
        if self._following is None or self._following.done():
            self._followed = job_id
            self._following = self._tasks.create_task(self._follow(job_id))

    async def _leave(self) -> None:
        """Follow no job any more; nothing of the one before is sent after this."""
        if self._following:
            self._following.cancel()
            await asyncio.wait([self._following])
            self._following = None

    async def _follow(self, job_id: str) -> None:
        try:
            await self._send_changes(job_id)
        except ReelworkError as error:
            await self._send(type="error", job_id=job_id, message=error.message)

    async def _send_changes(self, job_id: str) -> None:
        silence = self._services.settings.ping_seconds  # the server's own pings fill it
        sent: ArticleVideoJob | None = None
        passing = {"starts_in", "ends_in"}  # that time goes by is no news
        async with aclosing(self._services.hub.follow(job_id, after=None, silence=silence)) as news:
            async for update in news:
                job = view(update.snapshot) if update else sent
                if job is None or (
                    sent and job.model_dump(exclude=passing) == sent.model_dump(exclude=passing)
                ):
                    continue  # nothing that this contract shows has changed
                await self._send(
                    type="job_progress", job_id=job_id, progress=job.progress, message=job.progress_message
                )
                await self._send(type="job_status", job_id=job_id, status=job.model_dump())
                sent = job

    async def _receive(self) -> str:
        message = await self._websocket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message["code"])
        text: str | None = message.get("text")
        return text or ""

    async def _send(self, **message: Any) -> None:
        try:
            async with asyncio.timeout(SEND_SECONDS):
                await self._websocket.send_json(message)
        except (TimeoutError, RuntimeError) as error:
            # Uvicorn raises RuntimeError for a connection that it has given up while we did not know.
            raise WebSocketDisconnect(1006) from error
