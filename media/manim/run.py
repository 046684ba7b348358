"""The worker's side of one run: the channel that it reads, the supervision that it holds (see ``keeper``)."""

import asyncio
import json
import socket
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Final, Self, TypeVar

from pydantic import BaseModel, Field

from contracts.animation import CheckReport
from contracts.errors import RendererCrashed
from media.manim.warm import ScriptParent
from sandbox.limits import Share
from sandbox.warm import wait_through_cancels

CHANNEL_BYTES: Final = 1 << 20
"""The most bytes of a run, far more than the longest render sends: a script could keep the worker busy."""
END_SECONDS: Final = 5
"""The longest that the worker waits for a run that must end; its keeper needs a third of a second."""

Report = TypeVar("Report", bound=CheckReport)


class Ending(BaseModel):
    """What a keeper writes of a run: the exit code (negative: a signal), what it used, its last output."""

    code: int
    memory: int
    processor: float
    output: str
    over: Share | None


class Played(BaseModel):
    """A progress line: how many animations are played, with the part of the one that plays."""

    played: float = Field(ge=0, allow_inf_nan=False)


class ForgedError(Exception):
    """What came over the channel is not what the renderer sends: the script itself has written to it."""


class Run:
    """One run: asked for when it is entered, and gone, with all it started, when it is left."""

    def __init__(self, warm: ScriptParent, request: Mapping[str, object]) -> None:
        self._warm = warm
        self._request = request
        self._received = 0

    async def __aenter__(self) -> Self:
        channel, their_channel = socket.socketpair()
        supervision, their_supervision = socket.socketpair()
        with their_channel, their_supervision:
            try:
                self._channel, self._channel_writer = await asyncio.open_connection(
                    sock=channel, limit=CHANNEL_BYTES
                )
                self._supervision, self._supervision_writer = await asyncio.open_connection(sock=supervision)
                await self._warm.fork(their_channel, their_supervision)
            except BaseException:
                channel.close()
                supervision.close()
                raise
        self._supervision_writer.write(json.dumps(self._request).encode() + b"\n")
        self._ended = asyncio.create_task(self._supervision.read())
        return self

    async def outcome(
        self, kind: type[Report], on_progress: Callable[[float], None]
    ) -> tuple[Report | None, Ending]:
        """Pass progress on, and return the report, if there was one, and how the run ended.

        Raises ``RendererCrashed`` if the script did not come to run.
        """
        reading = asyncio.create_task(self._read(kind, on_progress))
        try:
            await asyncio.wait({reading, self._ended}, return_when=asyncio.FIRST_COMPLETED)
            if self._ended.done():
                self._ending()  # raises if the keeper has died, because then nobody ends the script's process
            report = await reading
            await asyncio.wait({self._ended})
        finally:
            reading.cancel()
        ending = self._ending()
        if not self._received and ending.over is None:
            why = ending.output.strip().rpartition("\n")[2]
            raise RendererCrashed("The script could not be confined: {why}", why=why)
        return report, ending

    def _ending(self) -> Ending:
        try:
            written = self._ended.result()
        except ConnectionError:
            written = b""
        if not written:
            raise RendererCrashed("The process that runs scripts has died. It starts again.")
        return Ending.model_validate_json(written)

    async def _read(self, kind: type[Report], on_progress: Callable[[float], None]) -> Report | None:
        """The report; none if the process died before."""
        try:
            while line := await self._channel.readline():
                self._received += len(line)
                if self._received > CHANNEL_BYTES:
                    break
                message = json.loads(line)
                if "report" in message:
                    return kind.model_validate(message["report"])
                on_progress(Played.model_validate(message).played)
            else:
                return None
        except ConnectionError:
            return None
        except (ValueError, TypeError, RecursionError) as error:
            raise ForgedError from error
        raise ForgedError

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the supervision and wait until nothing of the run is left."""
        try:
            if not self._ended.done():
                self._supervision_writer.write_eof()
                await wait_through_cancels(self._ended, END_SECONDS)
            if not self._ended.done() and error is None:
                raise RendererCrashed(
                    "A run that was told to end was still there {seconds} s later.", seconds=END_SECONDS
                )
        finally:
            self._ended.cancel()
            self._channel_writer.close()
            self._supervision_writer.close()
