"""The ledger's database: reads beside one another, writes through one writer."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Select, update
from sqlalchemy.exc import IntegrityError

from store import writer
from store.engines import Work, database_url, reading_engine, writing_engine
from store.faults import AWAY, raising_unavailable
from store.probe import SECONDS, Probe
from store.schema import AnyRow, ProbeRow
from store.writer import Undo, Writer

T = TypeVar("T")

_PAGES_AT_ONCE: Final = 256
"""Pages of 4 KiB that are given back in one transaction: some ten milliseconds."""
_PAGES_A_RUN: Final = 64 * 1024
"""Pages that are given back at most before others have their turn: 256 MiB."""
_PROBED: Final = "." * 16 * 1024
"""What is written to see whether something can be: as much as a large job takes, so that it needs room."""


class Database:
    """The database at a URL. Each method raises ServiceUnavailable if it does not answer."""

    def __init__(self, url: str) -> None:
        parsed = database_url(url)
        self._reading = reading_engine(parsed)
        self._writing = writing_engine(parsed)
        self._writer = Writer(self._writing)
        self._probe = Probe(lambda: self._writer.run("", _probe, limit=SECONDS))
        self._abandoned: set[asyncio.Task[Any]] = set()

    async def open(self) -> None:
        """Start the writer. Connections are made when they are first needed."""
        self._writer.start()

    async def close(self) -> None:
        """Finish what is queued and close every connection."""
        await self._writer.close()
        await self._writing.close()
        await self._reading.close()

    async def read(self, statement: Select[*tuple[Any, ...]]) -> Sequence[AnyRow]:
        """The rows of a query."""
        asking = asyncio.create_task(
            self._reading.run(lambda connection: connection.execute(statement).all())
        )
        # A connection that hangs may take its time to be given up: nobody waits for that.
        self._abandoned.add(asking)
        asking.add_done_callback(self._forget)
        try:
            await asyncio.wait({asking}, timeout=writer.LIMIT)
        finally:
            asking.cancel()  # nothing, if it is done
        if not asking.done():
            raise AWAY.error()
        with raising_unavailable():
            return asking.result()

    async def write(  # noqa: PLR0913 - the writer's own, by name
        self,
        locks: str,
        work: Work[T],
        *,
        undo: Undo | None = None,
        limit: float | None = None,
        shared: bool = False,
        durable: bool = True,
    ) -> T:
        """Run ``work`` in the writer's next transaction: see ``Writer.run``."""
        return await self._writer.run(locks, work, undo=undo, limit=limit, shared=shared, durable=durable)

    async def write_unique(self, locks: str, work: Work[T], *, undo: Undo | None = None) -> T:
        """The same for work that looks whether something is there before it writes it.

        If another process wrote it in between, a constraint refuses; run again, ``work`` sees it.
        """
        try:
            return await self.write(locks, work, undo=undo)
        except IntegrityError:
            return await self.write(locks, work, undo=undo)

    async def give_back(self) -> int:
        """Give some of the file's unused pages back to the disk; how many.

        The writer does it, a little between two transactions of others, so that nobody waits long. Of
        PostgreSQL's tables it is 0: its own autovacuum makes the space usable again.
        """
        given = 0
        while given < _PAGES_A_RUN and (some := await self.write("", _give_back)):
            given += some
        return given

    async def ping(self) -> None:
        """Return if something can be written now, or could be a moment ago."""
        await self._probe.ask()

    def _forget(self, asked: asyncio.Task[Any]) -> None:
        self._abandoned.discard(asked)
        if not asked.cancelled():
            asked.exception()  # it is looked at, so nobody complains that it was not


def _probe(connection: Connection) -> None:
    """Write something that means nothing into the row that the migration made."""
    connection.execute(update(ProbeRow).values(at=datetime.now(UTC), filling=_PROBED))


def _give_back(connection: Connection) -> int:
    if connection.dialect.name != "sqlite":
        return 0
    unused: int = connection.exec_driver_sql("PRAGMA freelist_count").scalar_one()
    wanted = min(unused, _PAGES_AT_ONCE)
    for _ in range(wanted):  # Python's driver takes one step of this statement, and a step is a page
        connection.exec_driver_sql("PRAGMA incremental_vacuum(1)")
    return wanted
