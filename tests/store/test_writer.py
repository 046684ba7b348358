import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing

import pytest
from sqlalchemy import Column as C  # noqa: N817 - a table in a test is read at a glance
from sqlalchemy import Connection, Engine, ForeignKey, Integer, MetaData, Table, event, insert, select, text
from sqlalchemy.exc import IntegrityError

from contracts.errors import ServiceUnavailable
from store import engines, writer
from store.engines import Work, database_url, writing_engine
from store.writer import Writer

NOTES = Table("notes", MetaData(), C("id", Integer, primary_key=True, autoincrement=False))
REMARKS = Table(  # on a note, which needs to be there at the commit only
    "remarks",
    NOTES.metadata,
    C("note", ForeignKey("notes.id", deferrable=True, initially="DEFERRED")),
)


@pytest.fixture
async def pen(empty_url: str) -> AsyncIterator[Writer]:
    url = database_url(empty_url)
    file = engines.sqlite_file(url)
    if file is not None:
        file.parent.mkdir()
    engine = writing_engine(url)
    await engine.run(NOTES.metadata.create_all)
    opened = Writer(engine)
    opened.start()
    yield opened
    await opened.close()
    await engine.close()


@pytest.fixture
def commits() -> Iterator[list[Connection]]:
    """Every commit from here on."""
    seen: list[Connection] = []

    def see(connection: Connection) -> None:
        seen.append(connection)

    event.listen(Engine, "commit", see)
    yield seen
    event.remove(Engine, "commit", see)


def note(number: int) -> Work[int]:
    def work(connection: Connection) -> int:
        connection.execute(insert(NOTES).values(id=number))
        return number

    return work


async def noted(pen: Writer) -> set[int]:
    return set(await pen.run("", lambda connection: connection.execute(select(NOTES.c.id)).scalars().all()))


async def test_what_is_queued_together_is_committed_together(pen: Writer, commits: list[Connection]) -> None:
    numbers = await asyncio.gather(*(pen.run("", note(number)) for number in range(60)))

    assert numbers == list(range(60)), "each caller gets its own unit's value"
    assert len(commits) == 1
    assert await noted(pen) == set(range(60))


@pytest.mark.parametrize("empty_url", ["sqlite"], indirect=True)
async def test_only_what_must_outlive_a_power_cut_waits_for_the_disk(
    pen: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "SYNCHRONOUS", "FULL")  # the other tests wait for no disk

    def waits(connection: Connection) -> bool:
        return int(connection.exec_driver_sql("PRAGMA synchronous").scalar_one()) == 2

    assert await pen.run("a", waits)
    assert not await pen.run("a", waits, durable=False)
    together = (pen.run("a", waits, durable=False), pen.run("b", waits), pen.run("c", waits, durable=False))
    assert all(await asyncio.gather(*together))


async def test_a_transaction_does_not_grow_without_end(pen: Writer, commits: list[Connection]) -> None:
    await asyncio.gather(*(pen.run("", note(number)) for number in range(3 * writer._BATCH)))

    assert len(commits) == 3


async def test_locks_are_taken_in_the_order_of_their_names(pen: Writer) -> None:
    order: list[str] = []

    def taking(name: str) -> Work[None]:
        return lambda _connection: order.append(name)

    await asyncio.gather(*(pen.run(name[0], taking(name)) for name in ("b1", "a1", "c1", "a2", "b2")))

    assert order == ["a1", "a2", "b1", "b2", "c1"]


async def test_an_error_is_only_its_own_units(pen: Writer, commits: list[Connection]) -> None:
    def half_done(connection: Connection) -> None:
        connection.execute(insert(NOTES).values(id=3))
        raise LookupError("three")

    results = await asyncio.gather(
        pen.run("", note(1)),
        pen.run("", note(1)),
        pen.run("", half_done),
        pen.run("", note(2)),
        return_exceptions=True,
    )

    assert results[0] == 1
    assert isinstance(results[1], IntegrityError)
    assert isinstance(results[2], LookupError)
    assert results[3] == 2
    assert len(commits) == 1
    assert await noted(pen) == {1, 2}


async def test_a_caller_that_is_cancelled_does_not_hurt_the_others(pen: Writer) -> None:
    tasks = [asyncio.create_task(pen.run("", note(number))) for number in range(10)]
    await asyncio.sleep(0)
    tasks[0].cancel()  # whether its unit still runs is open: the writer has just woken up
    tasks[5].cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)

    assert [number for number in results if isinstance(number, int)] == [1, 2, 3, 4, 6, 7, 8, 9]
    assert await noted(pen) >= {1, 2, 3, 4, 6, 7, 8, 9}


async def test_nothing_is_told_before_the_commit_and_all_learn_of_its_failure(pen: Writer) -> None:
    def orphan(connection: Connection) -> None:
        connection.execute(insert(REMARKS).values(note=404))

    results = await asyncio.gather(
        pen.run("", note(1)), pen.run("", orphan), pen.run("", note(2)), return_exceptions=True
    )

    assert [type(result) for result in results] == [IntegrityError] * 3
    assert await noted(pen) == set()


async def test_closing_finishes_what_is_queued(pen: Writer) -> None:
    tasks = [asyncio.create_task(pen.run("", note(number))) for number in range(200)]
    await asyncio.sleep(0)

    await pen.close()

    assert sum(await asyncio.gather(*tasks)) == sum(range(200))
    with pytest.raises(RuntimeError):
        await pen.run("", note(201))
    pen.start()  # and it can be opened again


@pytest.mark.parametrize("empty_url", ["postgresql"], indirect=True)
async def test_a_lost_connection_is_made_again(pen: Writer) -> None:
    def lose(connection: Connection) -> None:
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    attempts = 0

    def lose_once(connection: Connection) -> None:
        nonlocal attempts
        attempts += 1
        if attempts == 1:
            lose(connection)

    results = await asyncio.gather(pen.run("", note(1)), pen.run("", lose_once), pen.run("", note(2)))

    assert list(results) == [1, None, 2]
    assert attempts == 2
    assert await noted(pen) == {1, 2}
    with pytest.raises(ServiceUnavailable):
        await pen.run("", lose, limit=0.5)


@pytest.mark.parametrize("empty_url", ["postgresql"], indirect=True)
async def test_of_two_that_wait_for_each_other_both_get_through(pen: Writer, empty_url: str) -> None:
    other = writing_engine(database_url(empty_url))
    second = Writer(other)
    second.start()
    await asyncio.gather(pen.run("", note(1)), pen.run("", note(2)))

    def take(number: int) -> Work[None]:
        return lambda c: c.execute(select(NOTES).where(NOTES.c.id == number).with_for_update()).close()

    pause: Work[None] = lambda c: c.execute(text("SELECT pg_sleep(0.2)")).close()  # noqa: E731
    await asyncio.gather(
        *(pen.run("", work) for work in (take(1), pause, take(2))),
        *(second.run("", work) for work in (take(2), pause, take(1))),
    )

    await second.close()
    await other.close()


@pytest.mark.parametrize("empty_url", ["sqlite"], indirect=True)
async def test_another_process_may_hold_the_file_for_a_while_but_not_for_ever(
    pen: Writer, empty_url: str
) -> None:
    await pen.run("", lambda connection: connection.execute(text("PRAGMA busy_timeout=20")).close())
    file = empty_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(file, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        waiting = asyncio.create_task(pen.run("", note(1)))
        await asyncio.sleep(0.2)
        assert not waiting.done()
        holder.execute("ROLLBACK")
        assert await waiting == 1

        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(ServiceUnavailable, match=r"^The ledger is locked by another program\."):
            await pen.run("", note(2), limit=0.3)
        holder.execute("ROLLBACK")

    assert await noted(pen) == {1}
