"""Connections to SQLite and PostgreSQL behind one face: a function of a connection, run in a transaction.

The function is an ordinary one. SQLite runs it in a thread, on Python's own driver: a third of what an
asynchronous driver costs, which changes threads several times for every statement.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

from sqlalchemy import URL, Connection, create_engine, event, make_url
from sqlalchemy.ext.asyncio import create_async_engine

from store.faults import sticks

T = TypeVar("T")
Work = Callable[[Connection], T]
"""Some statements on the connection that is given. It may be run again from its start."""

_DRIVERS: Final = {
    "sqlite": "sqlite+pysqlite",
    "sqlite+pysqlite": "sqlite+pysqlite",
    "sqlite+aiosqlite": "sqlite+pysqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}
_READERS: Final = 4
"""Connections to SQLite to read with, each with its thread."""
PATIENCE: Final = 2.5
"""Seconds that a transaction on PostgreSQL takes at most: behind a broken network it would hang for minutes.

A file that does not answer can't be left so: its thread hangs as long as the system does.
"""
_LOCK_SECONDS: Final = 1.0
"""How long a statement waits for another program's locks: then it is known what it waits for."""
_IDLE_SECONDS: Final = 15.0
"""So long may a transaction on PostgreSQL stand still: its process may be frozen, and it holds locks."""
SYNCHRONOUS: Final = "FULL"
"""SQLite waits at each commit for the disk, so that an accepted job outlives a power failure too.

The writer commits many changes at once, so it costs little.
"""
_PATIENT_SECONDS: Final = 60.0
"""How long a migration waits for another program's locks on a file."""


class Engine(Protocol):
    """Connections to a database."""

    async def run(self, work: Work[T], *, durable: bool = True) -> T:
        """Run ``work`` in a transaction and commit it; its value.

        What is not ``durable`` outlives the death of every process, but perhaps not a power cut.
        """

    async def close(self) -> None:
        """Close every connection."""


class SqliteEngine:
    """Connections to a SQLite file: one to write with, or some to read with."""

    def __init__(
        self, url: URL, *, writing: bool, lock_seconds: float = _LOCK_SECONDS, foreign_keys: bool = True
    ) -> None:
        connections = 1 if writing else _READERS
        self._durable = True
        self._threads = ThreadPoolExecutor(connections, thread_name_prefix="ledger")
        if writing:
            self._engine = create_engine(url, pool_size=connections)
            event.listen(self._engine, "connect", _leave_begin_to_us)
            event.listen(self._engine, "begin", self._begin)
        else:
            # Every read is one statement, so it needs no transaction of its own.
            self._engine = create_engine(url, pool_size=connections, isolation_level="AUTOCOMMIT")
        event.listen(self._engine, "connect", _pragmas(lock_seconds, foreign_keys=foreign_keys))

    async def run(self, work: Work[T], *, durable: bool = True) -> T:
        """Run ``work`` in a transaction and commit it; its value."""

        def run_in_thread() -> T:
            self._durable = durable  # the one thread that writes is this one
            try:
                with self._engine.begin() as connection:
                    return work(connection)
            except Exception as error:
                if sticks(error):
                    self._engine.dispose()  # a file that was opened to be read only stays so
                raise

        return await asyncio.get_running_loop().run_in_executor(self._threads, run_in_thread)

    def _begin(self, connection: Connection) -> None:
        # The next commit that waits for the disk takes along all that were before it.
        connection.exec_driver_sql(f"PRAGMA synchronous={SYNCHRONOUS if self._durable else 'NORMAL'}")
        # A deferred transaction that turns from reading to writing fails at once if another wrote meanwhile.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    async def close(self) -> None:
        """Close every connection, when the threads have finished."""
        await asyncio.to_thread(self._threads.shutdown)
        self._engine.dispose()


class PostgresEngine:
    """Connections to a PostgreSQL server: one to write with, or some to read with.

    ``patience`` is in seconds for one transaction and its connection; None waits as long as it takes.
    """

    def __init__(self, url: URL, *, writing: bool, patience: float | None) -> None:
        self._patience = patience
        connect_args = {"timeout": patience, "command_timeout": patience}
        if writing:
            self._engine = create_async_engine(url, pool_size=1, max_overflow=0, connect_args=connect_args)
        else:
            self._engine = create_async_engine(
                url,
                isolation_level="AUTOCOMMIT",
                skip_autocommit_rollback=True,
                pool_pre_ping=True,
                connect_args=connect_args,
            )
        if patience is not None:
            event.listen(self._engine.sync_engine, "connect", _wait_for_nobody)

    async def run(self, work: Work[T], *, durable: bool = True) -> T:  # noqa: ARG002 - here all of it is
        """Run ``work`` in a transaction and commit it; its value. TimeoutError if it was not done in time.

        The server would forget what it need not write at once if one of its processes died, too.
        """
        try:
            async with asyncio.timeout(self._patience), self._engine.begin() as connection:
                return await connection.run_sync(work)
        except Exception as error:
            if sticks(error):
                await self._engine.dispose()  # a session that can only read stays so
            raise

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()


def database_url(url: str) -> URL:
    """The URL with our drivers filled in; ValueError if it is neither a SQLite file nor PostgreSQL."""
    parsed = make_url(url)
    driver = _DRIVERS.get(parsed.drivername)
    if driver is None:
        raise ValueError(f"The database must be SQLite or PostgreSQL, not {parsed.drivername!r}.")
    if driver.startswith("sqlite") and parsed.database in (None, "", ":memory:"):
        raise ValueError("The SQLite database must be a file: several processes and connections share it.")
    return parsed.set(drivername=driver)


def sqlite_file(url: URL) -> Path | None:
    """Where the SQLite file lies; None for PostgreSQL."""
    if url.get_backend_name() != "sqlite" or url.database is None:
        return None
    return Path(url.database)


def writing_engine(url: URL) -> Engine:
    """One connection, whose transactions are for writing from their start."""
    if sqlite_file(url) is None:
        return PostgresEngine(url, writing=True, patience=PATIENCE)
    return SqliteEngine(url, writing=True)


def migrating_engine(url: URL) -> Engine:
    """The same for changes of the tables, which take long, and wait long for others.

    SQLite changes a table by making it anew, and with foreign keys the old one would take along whatever
    hangs on it.
    """
    if sqlite_file(url) is None:
        return PostgresEngine(url, writing=True, patience=None)
    return SqliteEngine(url, writing=True, lock_seconds=_PATIENT_SECONDS, foreign_keys=False)


def reading_engine(url: URL) -> Engine:
    """Some connections, for one statement at a time."""
    if sqlite_file(url) is None:
        return PostgresEngine(url, writing=False, patience=PATIENCE)
    return SqliteEngine(url, writing=False)


def _pragmas(lock_seconds: float, *, foreign_keys: bool) -> Callable[[Any, object], None]:
    def set_pragmas(dbapi_connection: Any, _record: object) -> None:
        # WAL, a property of the file, is set once by the migration.
        cursor = dbapi_connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={round(lock_seconds * 1000)}")
        cursor.execute(f"PRAGMA synchronous={SYNCHRONOUS}")
        cursor.execute(f"PRAGMA foreign_keys={foreign_keys:d}")
        cursor.close()

    return set_pragmas


def _wait_for_nobody(dbapi_connection: Any, _record: object) -> None:
    # Not sent with the connection's beginning: a pooler between may refuse that.
    cursor = dbapi_connection.cursor()
    cursor.execute(f"SET lock_timeout = {round(_LOCK_SECONDS * 1000)}")
    cursor.execute(f"SET idle_in_transaction_session_timeout = {round(_IDLE_SECONDS * 1000)}")
    cursor.close()
    dbapi_connection.commit()


def _leave_begin_to_us(dbapi_connection: Any, _record: object) -> None:
    dbapi_connection.isolation_level = None
