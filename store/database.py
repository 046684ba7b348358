"""The ledger's database: reads beside one another, writes through one writer."""

from collections.abc import Sequence
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Select, select
from sqlalchemy.exc import IntegrityError

from store.engines import Work, database_url, reading_engine, writing_engine
from store.faults import raising_unavailable
from store.schema import AnyRow
from store.writer import Writer

T = TypeVar("T")

_PAGES_AT_ONCE: Final = 256
"""Pages of 4 KiB that are given back in one transaction: some ten milliseconds."""
_PAGES_A_RUN: Final = 64 * 1024
"""Pages that are given back at most before others have their turn: 256 MiB."""


class Database:
    """The database at a URL. Each method raises ServiceUnavailable if it does not answer."""

    def __init__(self, url: str) -> None:
        parsed = database_url(url)
        self._reading = reading_engine(parsed)
        self._writing = writing_engine(parsed)
        self._writer = Writer(self._writing)

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
        with raising_unavailable():
            return await self._reading.run(lambda connection: connection.execute(statement).all())

    async def write(self, locks: str, work: Work[T]) -> T:
        """Run ``work`` in the writer's next transaction: see ``Writer.run``."""
        return await self._writer.run(locks, work)

    async def write_unique(self, locks: str, work: Work[T]) -> T:
        """The same for work that looks whether something is there before it writes it.

        If another process wrote it in between, a constraint refuses; run again, ``work`` sees it.
        """
        try:
            return await self._writer.run(locks, work)
        except IntegrityError:
            return await self._writer.run(locks, work)

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
        """Return if the database answers."""
        await self.read(select(1))


def _give_back(connection: Connection) -> int:
    if connection.dialect.name != "sqlite":
        return 0
    unused: int = connection.exec_driver_sql("PRAGMA freelist_count").scalar_one()
    wanted = min(unused, _PAGES_AT_ONCE)
    for _ in range(wanted):  # Python's driver takes one step of this statement, and a step is a page
        connection.exec_driver_sql("PRAGMA incremental_vacuum(1)")
    return wanted
