"""The worker's side of one run: what it hears on the talk, and the lease that it holds (see ``keeper``)."""

import asyncio
import json
import socket
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Final, Self, TypeVar

from pydantic import BaseModel, Field

from contracts.animation import CheckReport
from contracts.errors import RendererCrashed
from media.manim.warm import WarmParent, wait_through_cancels
from sandbox.limits import Share

TALK_BYTES: Final = 1 << 20
"""Far more than the longest render tells; a script that talks itself could keep the worker busy."""
END_SECONDS: Final = 5
"""How long the worker waits for a run that was told to end; the keeper needs a third of a second."""

Report = TypeVar("Report", bound=CheckReport)


class Ending(BaseModel):
    """What a keeper tells of a run: the exit code (negative: a signal), what it used, its last output."""

    code: int
    memory: int
    processor: float
    output: str
    over: Share | None


class Played(BaseModel):
    """A progress line: how many animations are played, with the part of the one that plays."""

    played: float = Field(ge=0, allow_inf_nan=False)


class ForgedError(Exception):
    """What came over the talk is not what the renderer says: the script has spoken itself."""


class Run:
    """One run: asked for when it is entered, and gone, with all it started, when it is left."""

    def __init__(self, warm: WarmParent, request: Mapping[str, object]) -> None:
        self._warm = warm
        self._request = request
        self._heard = 0

    async def __aenter__(self) -> Self:
        talk, their_talk = socket.socketpair()
        lease, their_lease = socket.socketpair()
        with their_talk, their_lease:
            try:
                self._talk, self._talk_writer = await asyncio.open_connection(sock=talk, limit=TALK_BYTES)
                self._lease, self._lease_writer = await asyncio.open_connection(sock=lease)
                await self._warm.fork(their_talk, their_lease)
            except BaseException:
                talk.close()
                lease.close()
                raise
        self._lease_writer.write(json.dumps(self._request).encode() + b"\n")
        self._told = asyncio.create_task(self._lease.read())
        return self

    async def outcome(
        self, kind: type[Report], tell: Callable[[float], None]
    ) -> tuple[Report | None, Ending]:
        """Pass progress on, and return the report, if there was one, and how the run ended.

        Raises ``RendererCrashed`` if the script did not come to run.
        """
        hearing = asyncio.create_task(self._hear(kind, tell))
        try:
            await asyncio.wait({hearing, self._told}, return_when=asyncio.FIRST_COMPLETED)
            if self._told.done():
                self._ending()  # a keeper that has died told nothing; then nobody ends what still talks
            report = await hearing
            await asyncio.wait({self._told})
        finally:
            hearing.cancel()
        ending = self._ending()
        if not self._heard and ending.over is None:
            why = ending.output.strip().rpartition("\n")[2]
            raise RendererCrashed("The script could not be confined: {why}", why=why)
        return report, ending

    def _ending(self) -> Ending:
        try:
            told = self._told.result()
        except ConnectionError:
            told = b""
        if not told:
            raise RendererCrashed("The process that runs scripts has died. It starts again.")
        return Ending.model_validate_json(told)

    async def _hear(self, kind: type[Report], tell: Callable[[float], None]) -> Report | None:
        """The report; none if the process died before."""
        try:
            while line := await self._talk.readline():
                self._heard += len(line)
                if self._heard > TALK_BYTES:
                    break
                said = json.loads(line)
                if "report" in said:
                    return kind.model_validate(said["report"])
                tell(Played.model_validate(said).played)
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
        """Give up the lease and wait until nothing of the run is left."""
        try:
            if not self._told.done():
                self._lease_writer.write_eof()
                await wait_through_cancels(self._told, END_SECONDS)
            if not self._told.done() and error is None:
                raise RendererCrashed(
                    "A run that was told to end was still there {seconds} s later.", seconds=END_SECONDS
                )
        finally:
            self._told.cancel()
            self._talk_writer.close()
            self._lease_writer.close()
