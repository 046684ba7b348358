import asyncio
import json
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, inspect, text
from sqlalchemy.exc import IntegrityError

from contracts.jobs import JobState
from contracts.kinds import english
from store.engines import Work, database_url, writing_engine
from store.ledger import Ledger
from store.migrate import migrate
from store.schema import Base
from tests.store.samples import CREATED, accepted, ended, ending, first, later

ROOT = Path(__file__).parents[2]
PATHS = {"video_path": "mp4", "captions_path": "srt", "thumbnail_path": "jpg"}


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


@pytest.mark.slow
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


def _pages(file: Path) -> tuple[int, int]:
    """How many pages the file has, and how many of them are unused."""
    with closing(sqlite3.connect(file)) as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        (unused,) = connection.execute("PRAGMA freelist_count").fetchone()
    return pages, unused


@pytest.mark.slow
async def test_what_was_forgotten_gives_its_space_back(ledger_url: str, tmp_path: Path) -> None:
    async with Ledger(ledger_url) as ledger:
        for _ in range(300):
            await ended(ledger, JobState.FAILED)
        while await ledger.delete_ended([JobState.FAILED], datetime.now(UTC)):
            pass
        given = await ledger.give_back()
        assert await ledger.give_back() == 0

    if ledger_url.startswith("sqlite"):
        pages, unused = _pages(tmp_path / "ledger.db")
        assert given > pages, "most of the file was unused"
        assert unused == 0


async def test_a_file_that_never_gave_space_back_is_written_anew_once(tmp_path: Path) -> None:
    file = tmp_path / "ledger.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE large (data BLOB)")
        connection.execute("INSERT INTO large VALUES (zeroblob(1000000))")
        connection.commit()
        connection.execute("DROP TABLE large")
    assert _pages(file)[1] > 200

    await migrate(f"sqlite:///{file}")

    async with Ledger(f"sqlite:///{file}") as ledger:
        await ledger.give_back()
    assert _pages(file)[1] == 0
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA auto_vacuum").fetchone() == (2,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


async def test_what_was_published_before_is_withdrawn_like_all_else(empty_url: str) -> None:
    await migrate(empty_url, "0005")
    await run(empty_url, _fill)

    await migrate(empty_url)

    async with Ledger(empty_url) as ledger:
        whose = ledger.publications.owner_of
        assert await whose("videos/v2/480p15/GeneratedScene.mp4") == "ann", "its generation tells"
        assert await whose("script-videos/shown/a.srt") == "ann"
        assert await whose("article-videos/told/tides.mp4") == "anonymous", "nobody knows any more"
        withdraw = ledger.publications.withdraw
        assert set(await withdraw("edited")) == {"videos/v2/480p15/GeneratedScene.mp4", "scripts/v2.py"}
        assert await ledger.catalogue.animations(1) == []
        assert set(await withdraw("told")) == {
            f"article-videos/told/tides.{e}" for e in ("mp4", "srt", "jpg")
        }
        assert await ledger.videos.page(limit=9, offset=0) == []
        assert await withdraw("said") == ["audio/said/a.wav"]
        assert set(await withdraw("shown")) == {
            "script-videos/shown/a.mp4",
            "script-videos/shown/a.jpg",
            "script-videos/shown/a.srt",
        }
        assert await ledger.catalogue.forget_generations() == 0, "a job is left of it"
        await ledger.delete("failed")
        assert await ledger.catalogue.forget_generations() == 1


def _fill(connection: Connection) -> None:
    """What the tables held before publications were known."""
    metadata = MetaData()
    metadata.reflect(connection)

    def add(table: str, **values: Any) -> None:
        connection.execute(metadata.tables[table].insert().values(values))

    def job(job_id: str, kind: str, state: str, result: object, **order: Any) -> None:
        add(
            "jobs",
            id=job_id,
            kind=kind,
            owner="ann",
            state=state,
            step="",
            progress=1.0,
            message={"code": state, "params": {}},
            attempt=1,
            sequence=1,
            request={},
            order=order,
            result=result,
            priority=3,
            created_at=CREATED,
            updated_at=CREATED,
            finished_at=CREATED,
        )

    paths = {name: f"/script-videos/shown/a.{e}" for name, e in PATHS.items()}
    job("said", "speech", "completed", {"audio_file_id": "a", "output_format": "wav"})
    job("shown", "script_video", "completed", paths)
    job("failed", "animation_edit", "failed", None, generation_id=1)
    add("generations", id=1, owner="ann", content="", additional_instructions="", created_at=CREATED)
    add(
        "animations",
        video_id="v2",
        generation_id=1,
        job_id="edited",
        prior_video_id="v1",
        prompt="",
        quality="480p15",
        duration=1.0,
        created_at=CREATED,
    )
    add(
        "videos",
        id=7,
        name="tides.mp4",
        job_id="told",
        title="",
        source_url="",
        digest="",
        file_path="article-videos/told/tides.mp4",
        duration=1.0,
        size_mb=1.0,
        script_json="",
        created_at=CREATED,
    )


async def test_what_an_earlier_job_said_is_told_by_code(empty_url: str) -> None:
    """A job of the ledger before phrases: its error's English stays, and its events stay with it."""
    at = datetime(2026, 11, 30, 12, tzinfo=UTC)
    old = first(state=JobState.FAILED, finished_at=at).model_dump(mode="json")
    old |= {"message": "Job failed", "error": {"code": "SCRIPT_FAILED", "message": "It broke {here}."}}

    def before(connection: Connection) -> None:
        names = (
            "id, kind, owner, state, step, progress, message, attempt, sequence, error_code, error_message"
        )
        names += ', priority, created_at, updated_at, finished_at, request, "order"'
        row = "'old', 'speech', 'ann', 'failed', 'joining', 0.9, 'Job failed', 1, 0, 'SCRIPT_FAILED',"
        row += f" 'It broke {{here}}.', 3, '{at}', '{at}', '{at}', '{{}}', '{{}}'"
        connection.exec_driver_sql(f"INSERT INTO jobs ({names}) VALUES ({row})")  # noqa: S608
        event = json.dumps({**old, "job_id": "old"})
        statement = text("INSERT INTO job_events (job_id, sequence, snapshot) VALUES ('old', 0, :event)")
        connection.execute(statement, {"event": event})

    await migrate(empty_url, "0003")
    await run(empty_url, before)
    await migrate(empty_url)

    async with Ledger(empty_url) as ledger:
        now = (await ledger.get("old")).snapshot
        (event,) = await ledger.events("old")
    for snapshot in (now, event):
        assert english(snapshot) == "Job failed"
        assert snapshot.error
        assert (snapshot.error.code, snapshot.error.message) == ("SCRIPT_FAILED", "It broke {here}.")


async def test_a_job_has_a_moment_of_its_end_exactly_if_it_has_ended(empty_url: str) -> None:
    """In an earlier ledger too, whose events stay when its table is made anew; and nothing else is taken."""
    await migrate(empty_url, "0011")
    async with Ledger(empty_url) as ledger:
        done = await ended(ledger)
        begun = later(await accepted(ledger), 1)
        await ledger.record([begun])
    mixed = (
        text("UPDATE jobs SET finished_at = NULL WHERE id = :id").bindparams(id=done.job_id),
        text("UPDATE jobs SET finished_at = updated_at WHERE id = :id").bindparams(id=begun.job_id),
    )
    for change in mixed:
        await run(empty_url, partial(Connection.execute, statement=change))

    await migrate(empty_url)

    async with Ledger(empty_url) as ledger:
        assert (await ledger.get(done.job_id)).snapshot.finished_at == done.updated_at
        assert (await ledger.get(begun.job_id)).snapshot.finished_at is None
        assert [event.sequence for event in await ledger.events(begun.job_id)] == [0, 1]
        for change in mixed:
            with pytest.raises(IntegrityError, match="finished_at"):
                await run(empty_url, partial(Connection.execute, statement=change))
        with pytest.raises(IntegrityError, match="finished_at"):
            await ledger.record([ending(begun, 2, JobState.COMPLETED, finished_at=None)])
        await ledger.record([ending(begun, 2, JobState.COMPLETED)])
