import asyncio
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from store.engines import Work, database_url, writing_engine
from store.migrate import migrate
from store.schema import Base

ROOT = Path(__file__).parents[2]


async def run(url: str, work: Work[Any]) -> Any:
    engine = writing_engine(database_url(url))
    try:
        return await engine.run(work)
    finally:
        await engine.close()


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


async def test_the_migrations_make_the_tables_of_the_models(empty_url: str) -> None:
    await migrate(empty_url)

    differences = await run(
        empty_url, lambda c: compare_metadata(MigrationContext.configure(c), Base.metadata)
    )

    assert differences == []


async def test_to_migrate_again_changes_nothing(empty_url: str) -> None:
    await migrate(empty_url)
    await migrate(empty_url)

    assert "jobs" in await run(empty_url, tables)


async def test_the_way_back_leaves_no_table(empty_url: str) -> None:
    await migrate(empty_url)

    def downgrade(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", "store:migrations")
        config.attributes["connection"] = connection
        command.downgrade(config, "base")

    await run(empty_url, downgrade)

    assert await run(empty_url, tables) == {"alembic_version"}


async def test_processes_that_migrate_at_once_take_turns(empty_url: str) -> None:
    script = "import asyncio, sys; from store.migrate import migrate; asyncio.run(migrate(sys.argv[1]))"
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-W", "error", "-c", script, empty_url, cwd=ROOT, stderr=asyncio.subprocess.PIPE
        )
        for _ in range(2)
    ]

    ends = await asyncio.gather(*(process.communicate() for process in processes))

    assert [process.returncode for process in processes] == [0, 0], [error for _, error in ends]
    assert "jobs" in await run(empty_url, tables)


async def test_many_at_once_turn_wal_on_in_a_new_file(tmp_path: Path) -> None:
    for number in range(10):
        url = f"sqlite:///{tmp_path}/{number}.db"
        await asyncio.gather(*(migrate(url) for _ in range(4)))

    with closing(sqlite3.connect(tmp_path / "0.db")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize("url", ["mysql://host/ledger", "sqlite://", "sqlite:///:memory:"])
async def test_other_databases_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="must be"):
        await migrate(url)
