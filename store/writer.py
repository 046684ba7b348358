"""The one writer of a process: what is queued together is committed together.

A commit is what a write costs: a lock on SQLite's one file, a flush on PostgreSQL. While one commit is under
way the next writes queue up, and the following transaction takes them all.
"""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from store.engines import Engine, Work
from store.faults import is_passing, raising_unavailable

T = TypeVar("T")

_BATCH: Final = 64
"""Units in a transaction at most, so that other processes are not kept from the file for long."""
_PAUSES: Final = (0.05, 0.2, 0.8)
"""Seconds to wait before a transaction is tried again, about."""


@dataclass(frozen=True, eq=False)
class _Unit(Generic[T]):
    locks: str
    work: Work[T]
    done: asyncio.Future[T]


@dataclass(frozen=True)
class _Outcome:
    unit: _Unit[Any]
    value: Any = None
    error: Exception | None = None

    def deliver(self) -> None:
        """Wake the caller, unless it no longer waits."""
        if self.unit.done.done():
            return
        if self.error is None:
            self.unit.done.set_result(self.value)
        else:
            self.unit.done.set_exception(self.error)


class Writer:
    """Runs units of work, one transaction at a time, on the engine it is given."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._queue: asyncio.Queue[_Unit[Any] | None] = asyncio.Queue()
        self._open = False
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to take work."""
        self._open = True
        self._task = asyncio.create_task(self._serve(), name="ledger-writer")

    async def close(self) -> None:
        """Take no more work, finish what is queued."""
        self._open = False
        if self._task is not None:
            self._queue.put_nowait(None)
            await self._task

    async def run(self, locks: str, work: Work[T]) -> T:
        """Run ``work`` in a savepoint of the next transaction; its value, once that is committed.

        ``locks`` names what the work locks, such as a job's id: all writers take their locks in the order of
        these names, so that two of them don't wait for each other.
        Raises what ``work`` raises (then nothing of it stands, while the others' work does), or
        ServiceUnavailable if the database stays busy or out of reach; RuntimeError when closed.
        """
        if not self._open:
            raise RuntimeError("The ledger is not open.")
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._queue.put_nowait(_Unit(locks, work, done))
        return await done

    async def _serve(self) -> None:
        while (first := await self._queue.get()) is not None:
            batch = [first]
            while len(batch) < _BATCH and not self._queue.empty():
                following = self._queue.get_nowait()
                if following is None:
                    self._queue.put_nowait(None)  # closing: this is the last batch, its end is for the loop
                    break
                batch.append(following)
            wanted = [unit for unit in batch if not unit.done.done()]
            for outcome in await self._outcomes(sorted(wanted, key=lambda unit: unit.locks)):
                outcome.deliver()

    async def _outcomes(self, batch: Sequence[_Unit[Any]]) -> list[_Outcome]:
        try:
            with raising_unavailable():
                return await self._persist(batch)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the callers' to know
            return [_Outcome(unit, error=error) for unit in batch]

    async def _persist(self, batch: Sequence[_Unit[Any]]) -> list[_Outcome]:
        for pause in _PAUSES:
            try:
                return await self._commit(batch)
            except Exception as error:
                if not is_passing(error):
                    raise
            await asyncio.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - spreads processes, no secret
        return await self._commit(batch)

    async def _commit(self, batch: Sequence[_Unit[Any]]) -> list[_Outcome]:
        return await self._engine.run(lambda connection: [_attempt(connection, unit) for unit in batch])


def _attempt(connection: Connection, unit: _Unit[Any]) -> _Outcome:
    try:
        with connection.begin_nested():
            return _Outcome(unit, value=unit.work(connection))
    except OperationalError:
        raise  # a full disk or the like ends SQLite's whole transaction: no unit of the batch stands
    except Exception as error:
        if is_passing(error):
            raise
        return _Outcome(unit, error=error)
