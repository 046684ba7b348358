"""The one writer of a process: what is queued together is committed together.

A commit is what a write costs: a lock on SQLite's one file, a flush on PostgreSQL. While one commit is under
way the next writes queue up, and the following transaction takes them all.

Nobody waits longer than ``LIMIT``. What was given up by then is not committed any more, unless its commit was
under way: then nobody knows yet whether it stands, and what can't be repeated safely is taken back.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat
from threading import Lock
from typing import Any, Final, Generic, TypeVar

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from contracts.errors import ServiceUnavailable
from store.engines import Engine, Work
from store.faults import AWAY, Fault, fault_of

log = structlog.get_logger(__name__)

T = TypeVar("T")
Undo = Callable[[], Awaitable[None]]
"""Takes back what may stand although its caller was told that it might not: called until it succeeds."""

LIMIT: Final = 3.0
"""Seconds until a caller whose work is not committed is told so."""
_BATCH: Final = 64
"""Units in a transaction at most, so that other processes are not kept from the file for long."""
_PAUSES: Final = (0.05, 0.2, 0.8)
"""Seconds to wait before a transaction is tried again, about; the last of them from then on."""
_TAKE_BACK_SECONDS: Final = 2.0
"""Between two attempts to take back what was given up."""


@dataclass(eq=False)
class _Unit(Generic[T]):
    locks: str
    work: Work[T]
    done: asyncio.Future[T]
    undo: Undo | None = None
    shared: bool = False
    durable: bool = True
    given_up: bool = False
    committing: bool = False

    @property
    def waits(self) -> bool:
        """Whether anybody waits for it."""
        return not self.given_up and not self.done.done()


@dataclass(frozen=True)
class _Outcome:
    unit: _Unit[Any]
    value: Any = None
    error: Exception | None = None

    def deliver(self) -> None:
        """Wake the caller, unless it no longer waits."""
        if not self.unit.waits:
            return
        if self.error is None:
            self.unit.done.set_result(self.value)
        else:
            self.unit.done.set_exception(self.error)


class _GivenUp(Exception):
    """A unit was given up after it had run: the transaction is run again without it."""


class Writer:
    """Runs units of work, one transaction at a time, on the engine it is given."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._queue: asyncio.Queue[_Unit[Any] | None] = asyncio.Queue()
        self._open = False
        self._task: asyncio.Task[None] | None = None
        self._fault: Fault | None = None
        self._sealing = Lock()
        self._taking_back: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Begin to take work."""
        self._open = True
        self._task = asyncio.create_task(self._serve(), name="ledger-writer")

    async def close(self) -> None:
        """Take no more work, finish what is queued."""
        self._open = False
        for task in self._taking_back:
            task.cancel()
        if self._task is not None:
            self._queue.put_nowait(None)
            await self._task

    async def run(  # noqa: PLR0913 - each is by name, and rarely given
        self,
        locks: str,
        work: Work[T],
        *,
        undo: Undo | None = None,
        limit: float | None = None,
        shared: bool = False,
        durable: bool = True,
    ) -> T:
        """Run ``work`` in a savepoint of the next transaction; its value, once that is committed.

        ``locks`` names what the work locks, such as a job's id: all writers take their locks in the order of
        these names, so that two of them don't wait for each other. ``shared`` says that all work under this
        name is the same: once in a transaction does for everybody. What is not ``durable`` need not outlive a
        power cut.
        Raises what ``work`` raises (then nothing of it stands, while the others' work does), or
        ServiceUnavailable if the database can't write now, or not within ``limit`` seconds (None: ``LIMIT``):
        then nothing of it will stand. Only if the commit itself is under way by then, it may: ``undo``, where
        there is one, is called as soon as that is over or broken off. RuntimeError when closed.
        """
        if not self._open:
            raise RuntimeError("The ledger is not open.")
        unit: _Unit[T] = _Unit(locks, work, asyncio.get_running_loop().create_future(), undo, shared, durable)
        self._queue.put_nowait(unit)
        try:
            await asyncio.wait({unit.done}, timeout=LIMIT if limit is None else limit)
        except asyncio.CancelledError:
            self._give_up(unit)
            raise
        if unit.done.done():
            return unit.done.result()
        if self._give_up(unit):
            raise (self._fault or AWAY).error()
        raise ServiceUnavailable(
            "The ledger did not answer in time: what was asked for may have been done, or not. "
            "To ask for it again is safe."
        )

    def _give_up(self, unit: _Unit[Any]) -> bool:
        """Let a unit's caller go; whether it is certain that nothing of it will stand."""
        with self._sealing:
            unit.given_up = True
            return not unit.committing

    def _seal(self, batch: Sequence[_Unit[Any]]) -> None:
        """From here on it is too late to give a unit up. Raises _GivenUp if one was."""
        with self._sealing:
            if any(unit.given_up for unit in batch):
                raise _GivenUp
            for unit in batch:
                unit.committing = True

    async def _serve(self) -> None:
        while (first := await self._queue.get()) is not None:
            batch = [first]
            while len(batch) < _BATCH and not self._queue.empty():
                following = self._queue.get_nowait()
                if following is None:
                    self._queue.put_nowait(None)  # closing: this is the last batch, its end is for the loop
                    break
                batch.append(following)
            for outcome in await self._outcomes(sorted(batch, key=lambda unit: unit.locks)):
                outcome.deliver()

    async def _outcomes(self, batch: Sequence[_Unit[Any]]) -> Sequence[_Outcome]:
        """What became of each unit that somebody still waits for."""
        for pause in chain(_PAUSES, repeat(_PAUSES[-1])):
            batch = [unit for unit in batch if unit.waits]
            if not batch:
                break
            try:
                outcomes = await self._commit(batch)
            except _GivenUp:
                continue
            except Exception as error:  # noqa: BLE001 - whatever it is, it is the callers' to know
                self._fault = fault_of(error)
                if self._fault is None:
                    return [_Outcome(unit, error=error) for unit in batch]
                if not self._fault.passing:
                    told = self._fault.error()
                    told.__cause__ = error
                    return [_Outcome(unit, error=told) for unit in batch]
            else:
                self._fault = None
                return outcomes
            await asyncio.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - spreads processes, no secret
        return ()

    async def _commit(self, batch: Sequence[_Unit[Any]]) -> Sequence[_Outcome]:
        def work(connection: Connection) -> Sequence[_Outcome]:
            outcomes = _attempt_all(connection, [unit for unit in batch if not unit.given_up])
            self._seal(batch)
            return outcomes

        try:
            return await self._engine.run(work, durable=any(unit.durable for unit in batch))
        finally:
            for unit in batch:
                # If the connection broke, not even its failure says that nothing of it stands.
                if unit.committing and unit.given_up and unit.undo:
                    self._take_back(unit.undo)
                unit.committing = False

    def _take_back(self, undo: Undo) -> None:
        task = asyncio.create_task(_until_done(undo))
        self._taking_back.add(task)
        task.add_done_callback(self._taking_back.discard)


async def _until_done(undo: Undo) -> None:
    while True:
        try:
            return await undo()
        except ServiceUnavailable as error:
            log.info("What was given up can't be taken back yet", why=str(error))
        await asyncio.sleep(_TAKE_BACK_SECONDS)


def _attempt_all(connection: Connection, batch: Sequence[_Unit[Any]]) -> Sequence[_Outcome]:
    outcomes: list[_Outcome] = []
    for unit in batch:  # in order of their locks, so that those that share their work follow one another
        last = outcomes[-1] if outcomes else None
        if last and unit.shared and last.unit.locks == unit.locks:
            outcomes.append(replace(last, unit=unit))
        else:
            outcomes.append(_attempt(connection, unit))
    return outcomes


def _attempt(connection: Connection, unit: _Unit[Any]) -> _Outcome:
    try:
        with connection.begin_nested():
            return _Outcome(unit, value=unit.work(connection))
    except OperationalError:
        raise  # a full disk or the like ends SQLite's whole transaction: no unit of the batch stands
    except Exception as error:
        if fault_of(error):
            raise
        return _Outcome(unit, error=error)
