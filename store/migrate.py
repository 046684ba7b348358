"""Brings the database's tables up to date."""

import asyncio
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from store.engines import database_url, migrating_engine, sqlite_file
from store.faults import LOCKED, fault_of

_LOCK: Final = 7_255_391_101
"""The number of PostgreSQL's advisory lock that migrations take: any, as long as it is ours alone."""
_ATTEMPTS: Final = 100
_PAUSE: Final = 0.05
"""Seconds between two attempts."""
_INCREMENTAL: Final = 2
"""SQLite's number for unused pages that are given back when they are asked for (``Database.give_back``)."""


async def migrate(url: str, revision: str = "head") -> None:
    """Bring the database at ``url`` up to a revision; create the SQLite file and its folder if there is none.

    Processes that do this at once take turns, and those that come later find nothing to do.
    """
    parsed = database_url(url)
    file = sqlite_file(parsed)
    if file is not None:
        await asyncio.to_thread(_prepare, file)
    engine = migrating_engine(parsed)
    try:
        await engine.run(lambda connection: _upgrade(connection, revision))
    finally:
        await engine.close()


def _prepare(file: Path) -> None:
    """Create the file if there is none; let it have a write-ahead log, and give unused pages back."""
    file.parent.mkdir(parents=True, exist_ok=True)
    # When another process does the same, this fails at once: busy_timeout does not cover it.
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            with closing(sqlite3.connect(file)) as connection:
                connection.execute(f"PRAGMA auto_vacuum={_INCREMENTAL}")
                connection.execute("PRAGMA journal_mode=WAL")
                if connection.execute("PRAGMA auto_vacuum").fetchone() != (_INCREMENTAL,):
                    connection.execute("VACUUM")  # it existed before: to be written anew turns it on
        except sqlite3.OperationalError as error:
            if attempt == _ATTEMPTS or fault_of(error) is not LOCKED:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _upgrade(connection: Connection, revision: str) -> None:
    if connection.dialect.name == "postgresql":  # SQLite's writing transactions take turns anyway
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    config = Config()
    config.set_main_option("script_location", "store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
