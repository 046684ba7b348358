"""The ledger's database: reads beside one another, writes through one writer."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError

from store.engines import Work, database_url, reading_engine, writing_engine
from store.faults import told_as_unavailable
from store.schema import AnyRow
from store.writer import Writer

T = TypeVar("T")


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
        with told_as_unavailable():
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

    async def ping(self) -> None:
        """Return if the database answers."""
        await self.read(select(1))
