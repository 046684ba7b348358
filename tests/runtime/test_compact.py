"""The embedded Temporal's file gives back what it no longer needs, when nobody has it open."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from runtime import compact as module
from runtime.compact import compact


@pytest.fixture(autouse=True)
def _small_is_worthwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    """A large file would take its time."""
    monkeypatch.setattr(module, "_WORTHWHILE", 500_000)
    monkeypatch.setattr(module, "_BUSY_TIMEOUT", 0.05)


def filled(file: Path, *, kept: int, deleted: int) -> int:
    """A file with so many bytes in use and unused; its size."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE kept (data BLOB)")
        connection.execute("CREATE TABLE deleted (data BLOB)")
        connection.execute("INSERT INTO kept VALUES (randomblob(?))", (kept,))
        connection.execute("INSERT INTO deleted VALUES (randomblob(?))", (deleted,))
        connection.commit()
        connection.execute("DROP TABLE deleted")
    return file.stat().st_size


def kept_bytes(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        (length,) = connection.execute("SELECT length(data) FROM kept").fetchone()
    return int(length)


def test_a_file_that_is_mostly_unused_is_written_anew(tmp_path: Path) -> None:
    file = tmp_path / "temporal.db"
    before = filled(file, kept=100_000, deleted=900_000)

    compact(file)

    assert file.stat().st_size < before / 4
    assert kept_bytes(file) == 100_000


@pytest.mark.parametrize(("kept", "deleted"), [(600_000, 300_000), (10_000, 200_000)])
def test_a_file_in_use_or_small_is_left_as_it_is(tmp_path: Path, kept: int, deleted: int) -> None:
    file = tmp_path / "temporal.db"
    before = filled(file, kept=kept, deleted=deleted)

    compact(file)

    assert file.stat().st_size == before


def test_a_file_that_somebody_has_open_or_that_is_none_does_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "temporal.db"
    before = filled(file, kept=100_000, deleted=900_000)
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        compact(file)
    assert file.stat().st_size == before
    other_file = tmp_path / "broken.db"
    other_file.write_bytes(b"not a database" * 100_000)
    compact(other_file)
    compact(tmp_path / "missing.db")
    assert not (tmp_path / "missing.db").exists()


def test_texts_are_found_in_the_same_rows_as_before(tmp_path: Path) -> None:
    """As in Temporal's visibility: an index of texts that lie in another table."""
    file = tmp_path / "temporal.db"
    filled(file, kept=100_000, deleted=900_000)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE runs (id TEXT PRIMARY KEY, words TEXT)")
        connection.execute("CREATE VIRTUAL TABLE found USING fts5 (words, content='runs')")
        for number in range(20):
            connection.execute("INSERT INTO runs VALUES (?, ?)", (f"run {number}", f"word{number}"))
        connection.execute("DELETE FROM runs WHERE rowid < 10")
        connection.execute("INSERT INTO found(found) VALUES ('rebuild')")
        connection.commit()

    compact(file)

    with closing(sqlite3.connect(file)) as connection:
        connection.execute("INSERT INTO found(found, rank) VALUES ('integrity-check', 1)")
        row = connection.execute(
            "SELECT id FROM runs WHERE rowid IN (SELECT rowid FROM found WHERE found MATCH 'word15')"
        ).fetchone()
    assert row == ("run 15",)
