"""Places: never more than there are, and in turn. On both databases."""

import asyncio
import itertools
import random
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from typing import Any, Final

import pytest

from contracts.animation import ANIMATION_FULL
from contracts.jobs import OPEN_STATES, JobSnapshot, JobState
from contracts.kinds import KINDS
from store.ledger import Ledger
from store.places import Places
from tests.store.samples import CREATED, draft, ending, first

SECONDS: Final = itertools.count()
"""Each job is older than the next."""
POOL: Final = KINDS[ANIMATION_FULL].pool


@pytest.fixture
async def one(ledger_url: str) -> AsyncIterator[Ledger]:
    """A ledger with one place."""
    async with Ledger(ledger_url, {POOL: 1}) as opened:
        yield opened


async def accept(ledger: Ledger, owner: str = "ann", **changes: Any) -> str:
    snapshot = first(owner=owner, created_at=CREATED + timedelta(seconds=next(SECONDS)))
    await ledger.accept(draft(snapshot, **changes))
    return snapshot.job_id


async def end(ledger: Ledger, job_id: str, state: JobState = JobState.COMPLETED) -> None:
    snapshot = (await ledger.get(job_id)).snapshot
    await ledger.record([ending(snapshot, snapshot.sequence + 1, state)])


async def placed(ledger: Ledger) -> set[str]:
    jobs = await ledger.list(states=OPEN_STATES, limit=1000)
    return {job.snapshot.job_id for job in jobs if job.placed_at}


async def served(ledger: Ledger, number: int) -> Sequence[str]:
    """The owners of the next jobs that are given the one place, each job ending at once."""
    owners = []
    for _ in range(number):
        (job_id,) = await placed(ledger)
        owners.append((await ledger.get(job_id)).snapshot.owner)
        await end(ledger, job_id)
    return owners


async def test_a_job_has_a_place_at_once_while_one_is_free(one: Ledger) -> None:
    told: list[str] = []
    one.on_placed = told.extend

    job_id = await accept(one)

    assert await placed(one) == {job_id}
    assert await one.to_start() == [job_id]
    assert told == [job_id]


async def test_the_next_job_waits_and_has_the_place_when_the_first_ends(one: Ledger) -> None:
    for state in (JobState.COMPLETED, JobState.FAILED):
        holding, waiting = await accept(one), await accept(one)
        assert (await one.get(waiting)).waits
        assert [job.job_id for job in await one.line(POOL)] == [waiting]

        await end(one, holding, state)

        assert await placed(one) == {waiting}
        assert await one.line(POOL) == []
        await end(one, waiting)


async def test_whatever_ends_a_job_gives_its_place_on(one: Ledger) -> None:
    for _ in range(3):
        await accept(one)
    (holding,) = await placed(one)

    await one.close_from_outside(holding, JobState.FAILED)
    (second,) = await placed(one)
    await one.request_cancel(second, "enough")
    await one.delete(second)

    (third,) = await placed(one)
    assert len({holding, second, third}) == 3


async def test_a_pools_places_are_not_anothers(ledger_url: str) -> None:
    async with Ledger(ledger_url, {POOL: 1, "speech": 1}) as ledger:
        animation = await accept(ledger)
        other = first(kind="speech")  # no kind has this pool: a kind that is not known has its own
        await ledger.accept(draft(other))

        assert await placed(ledger) >= {animation}
        assert (await ledger.get(other.job_id)).placed_at


async def test_owners_are_served_in_turn_and_each_ones_oldest_first(one: Ledger) -> None:
    await accept(one, "first")
    await asyncio.gather(*(accept(one, "many") for _ in range(6)))
    for owner in ("bob", "cid"):
        await accept(one, owner)
    await accept(one, "bob")

    assert await served(one, 10) == [
        "first", "many", "bob", "cid", "many", "bob", "many", "many", "many", "many"
    ]  # fmt: skip


async def test_a_single_job_of_another_owner_is_the_next_but_one_whatever_another_has_waiting(
    one: Ledger,
) -> None:
    await asyncio.gather(*(accept(one, "many") for _ in range(60)))
    await served(one, 3)

    await accept(one, "single")

    assert "single" in await served(one, 2)


async def test_a_priority_class_never_waits_for_a_lower_one(one: Ledger) -> None:
    await accept(one, "ann")
    low = [await accept(one, "bob", priority=5) for _ in range(2)]
    middle = [await accept(one, "ann", priority=3) for _ in range(2)]
    high = [await accept(one, "ann", priority=1) for _ in range(2)]

    line = [job.job_id for job in await one.line(POOL)]

    assert line == [*high, *middle, *low]
    for expected in line:
        (holding,) = await placed(one)
        await end(one, holding)
        assert await placed(one) == {expected}


async def test_the_line_is_the_order_in_which_places_are_given(one: Ledger) -> None:
    chance = random.Random(20251130)  # noqa: S311 - the same every time
    for number in range(40):
        snapshot = first(
            owner=chance.choice("abcde"), created_at=CREATED + timedelta(seconds=chance.randrange(20))
        )
        await one.accept(draft(snapshot, priority=chance.choice((1, 3))))
        if number % 9 == 8:
            (holding,) = await placed(one)
            await end(one, holding)
    high = {job.snapshot.job_id for job in await one.list(limit=100) if job.priority == 1}
    line = [job.job_id for job in await one.line(POOL) if job.job_id in high]

    given: list[str] = []
    for _ in line:
        (holding,) = await placed(one)
        await end(one, holding)
        given += await placed(one)

    assert given == line


async def test_a_job_that_is_being_cancelled_is_given_no_place(one: Ledger) -> None:
    holding, cancelled, patient = [await accept(one) for _ in range(3)]

    assert (await one.request_cancel(cancelled, "enough")).waits
    await end(one, holding)

    assert await placed(one) == {patient}


async def test_a_repeated_request_takes_no_second_place(one: Ledger) -> None:
    job_id = await accept(one, idempotency_key="k", request_digest="d")

    again = await one.accept(draft(idempotency_key="k", request_digest="d"))

    assert again.job.snapshot.job_id == job_id
    assert await placed(one) == {job_id}
    assert await one.line(POOL) == []


async def test_what_a_crash_left_without_a_place_is_given_one(ledger_url: str, one: Ledger) -> None:
    async with Ledger(ledger_url, {POOL: 0}) as crashed:  # as one that died before it gave the place
        job_id = await accept(crashed)
    assert await placed(one) == set()

    await one.give_places()

    assert await placed(one) == {job_id}


@pytest.mark.parametrize("limits", [{POOL: 3}, {POOL: None}, {}], ids=["three", "any", "unnamed"])
async def test_no_more_hold_places_than_there_are_however_many_processes_give_them(
    ledger_url: str, limits: Places
) -> None:
    """Creations, endings and cancels at random, of several processes at once."""
    chance = random.Random(7)  # noqa: S311 - the same every time
    most = 0
    places = limits.get(POOL)

    async with (
        Ledger(ledger_url, limits) as a,
        Ledger(ledger_url, limits) as b,
        Ledger(ledger_url, limits) as c,
    ):

        async def work(ledger: Ledger) -> None:
            nonlocal most
            for _ in range(12):
                await accept(ledger, chance.choice("abc"))
                holding = await placed(ledger)
                most = max(most, len(holding))
                if holding and chance.random() < 0.7:
                    await _end_somehow(ledger, chance.choice(sorted(holding)), chance)

        await asyncio.gather(*(work(ledger) for ledger in (a, b, c)))
        await a.give_places()
        open_jobs = await a.list(states=OPEN_STATES, limit=1000)

    assert most <= (places or most)
    still = sum(job.placed_at is not None for job in open_jobs)
    assert still == min(len(open_jobs), places or len(open_jobs))


async def _end_somehow(ledger: Ledger, job_id: str, chance: random.Random) -> None:
    if chance.random() < 0.5:
        await ledger.close_from_outside(job_id, JobState.CANCELLED)
        return
    snapshot: JobSnapshot = (await ledger.get(job_id)).snapshot
    await ledger.record([ending(snapshot, snapshot.sequence + 1, JobState.COMPLETED)])


async def test_a_job_that_was_to_begin_by_now_and_waits_is_too_late(one: Ledger) -> None:
    begun = await accept(one, start_by=CREATED)
    late = await accept(one, start_by=CREATED)
    await accept(one, start_by=CREATED + timedelta(minutes=1))
    await accept(one)

    assert await one.too_late(CREATED + timedelta(seconds=1)) == [late]
    assert begun in await placed(one)
