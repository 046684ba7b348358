"""Gives unused space of the embedded Temporal's database back, before the server has it open."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

import structlog

from files.whole import whole

log = structlog.get_logger(__name__)

_WORTHWHILE: Final = 16 * 1024 * 1024
"""Bytes of a file from which on it is looked at."""
_BUSY_TIMEOUT: Final = 1.0
"""Seconds to wait for whoever else has the file open; then it stays as it is until the next start."""


def compact(file: Path) -> None:
    """Write the SQLite file anew if it is large and more than half of it is unused; else leave it as it is.

    Temporal deletes what its retention is over of, but its file only grows. The server can't be told to do
    this while it runs, and its SQLite is not for deployments, so the start of ``make up`` is the place.
    """
    if not file.exists() or file.stat().st_size < _WORTHWHILE:
        return
    before = file.stat().st_size
    try:
        with closing(sqlite3.connect(file, timeout=_BUSY_TIMEOUT)) as connection:
            if not _is_mostly_unused(connection) or shutil.disk_usage(file.parent).free < before:
                return
            # SQLite refuses this while anyone else has the file open, and leaves no log beside it.
            connection.execute("PRAGMA journal_mode=DELETE")
            with whole(file) as partial:
                connection.execute("VACUUM INTO ?", (str(partial),))
                _index_anew(partial)
                with partial.open("rb+") as written:
                    os.fsync(written.fileno())  # SQLite does not wait for the disk here
    except sqlite3.Error as error:
        log.warning("Unused space was not given back", file=str(file), error=str(error))
        return
    log.info("Gave unused space back", file=str(file), before=before, after=file.stat().st_size)


def _is_mostly_unused(connection: sqlite3.Connection) -> bool:
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (unused,) = connection.execute("PRAGMA freelist_count").fetchone()
    return bool(unused * 2 > pages)


def _index_anew(file: Path) -> None:
    """Let the indexes of texts find their rows again.

    Those of Temporal's visibility name rows by numbers that SQLite does not promise to keep.
    """
    with closing(sqlite3.connect(file)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%'").fetchall()
        for (name,) in tables:
            connection.execute(f"INSERT INTO {name}({name}) VALUES ('rebuild')")  # noqa: S608 - its own names
        connection.commit()
