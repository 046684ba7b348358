"""What counts against an owner's creations, and for how long."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select, update

from contracts.errors import JobLimitExceeded, TooManyCreations, TooManyOpenJobs
from contracts.jobs import JobState
from contracts.quotas import WINDOW, OwnerLimits
from store.database import Database
from store.ledger import Ledger
from store.schema import CreationsRow
from tests.store.samples import draft

TWO = OwnerLimits(creations=2)


async def began(url: str, *, ago: timedelta) -> None:
    """As if the owners' windows had begun so long ago."""

    def work(connection: Connection) -> None:
        connection.execute(update(CreationsRow).values(began_at=datetime.now(UTC) - ago))

    database = Database(url)
    await database.open()
    await database.write("", work)
    await database.close()


async def left(ledger: Ledger, limits: OwnerLimits = TWO) -> int:
    acceptance = await ledger.accept(draft(), limits)
    assert acceptance.quota is not None
    return acceptance.quota.left


async def test_after_a_minute_all_of_it_is_there_again(ledger: Ledger, ledger_url: str) -> None:
    assert [await left(ledger), await left(ledger)] == [1, 0]
    await began(ledger_url, ago=WINDOW - timedelta(seconds=10))

    with pytest.raises(TooManyCreations) as refusal:
        await ledger.accept(draft(), TWO)

    assert refusal.value.retry_delay is not None
    assert timedelta(0) < refusal.value.retry_delay <= timedelta(seconds=10)
    await began(ledger_url, ago=WINDOW)
    assert await left(ledger) == 1


async def test_a_repetition_spends_nothing_and_says_how_it_stands(ledger: Ledger) -> None:
    key: dict[str, Any] = {"idempotency_key": "k", "request_digest": "d"}
    await ledger.accept(draft(**key), TWO)

    for _ in range(3):
        again = await ledger.accept(draft(**key), TWO)
        assert not again.created
        assert again.quota is not None
        assert again.quota.left == 1


async def test_a_refused_creation_spends_nothing(ledger: Ledger) -> None:
    limits = OwnerLimits(creations=10, open_jobs=1)
    await ledger.accept(draft(), limits)

    with pytest.raises(TooManyOpenJobs) as too_many:
        await ledger.accept(draft(), limits)
    with pytest.raises(JobLimitExceeded) as of_its_kind:
        await ledger.accept(draft(max_active=1), limits)

    for refusal in (too_many.value, of_its_kind.value):
        assert refusal.quota is not None
        assert refusal.quota.left == 9
        assert refusal.retry_delay


async def test_a_deleted_job_gives_nothing_back(ledger: Ledger) -> None:
    for _ in range(2):
        job_id = (await ledger.accept(draft(), TWO)).job.snapshot.job_id
        await ledger.close_from_outside(job_id, JobState.FAILED)
        await ledger.delete(job_id)

    with pytest.raises(TooManyCreations):
        await ledger.accept(draft(), TWO)


async def test_owners_whose_minute_is_over_are_forgotten(ledger: Ledger, ledger_url: str) -> None:
    await ledger.accept(draft(), TWO)
    assert await ledger.forget_creations() == 0
    await began(ledger_url, ago=3 * WINDOW)

    assert await ledger.forget_creations() == 1

    database = Database(ledger_url)
    assert not await database.read(select(CreationsRow.owner))
    await database.close()


async def test_who_is_not_limited_leaves_no_row(ledger: Ledger) -> None:
    assert (await ledger.accept(draft())).quota is None
    assert await ledger.forget_creations() == 0
