import asyncio
import json
import sys
from collections import Counter
from datetime import timedelta
from itertools import cycle
from pathlib import Path

import pytest

from contracts.animation import ANIMATION_FULL
from contracts.errors import JobLimitExceeded, JobNotCancellable, TooManyCreations, TooManyOpenJobs
from contracts.jobs import JobState, Verdict
from contracts.quotas import WINDOW, OwnerLimits
from contracts.speech import SPEECH
from store.catalogue import publishing
from store.ledger import Ledger
from store.records import Acceptance, JobRecord
from tests.store.samples import accepted, animation, draft, ending, first, published

ROOT = Path(__file__).parents[2]


async def test_fifty_simultaneous_requests_with_one_key_are_one_job(
    ledger: Ledger, other_ledger: Ledger
) -> None:
    ledgers = cycle([ledger, other_ledger])

    acceptances: list[Acceptance] = await asyncio.gather(
        *(next(ledgers).accept(draft(idempotency_key="k", request_digest="d")) for _ in range(50))
    )

    assert sum(acceptance.created for acceptance in acceptances) == 1
    assert len({acceptance.job.snapshot.job_id for acceptance in acceptances}) == 1
    assert await ledger.count() == 1


async def test_an_owners_limit_is_exact_however_many_requests_come_at_once(
    ledger: Ledger, other_ledger: Ledger
) -> None:
    ledgers = cycle([ledger, other_ledger])

    outcomes = await asyncio.gather(
        *(next(ledgers).accept(draft(max_active=3)) for _ in range(50)), return_exceptions=True
    )

    refusals = [outcome for outcome in outcomes if isinstance(outcome, JobLimitExceeded)]
    assert len(refusals) == 47
    assert refusals[0].details == {"current_jobs": 3, "max_jobs": 3}
    assert await ledger.count() == 3
    (ended, *_) = await ledger.list(limit=3)
    await ledger.close_from_outside(ended.snapshot.job_id, JobState.FAILED)
    assert (await other_ledger.accept(draft(max_active=3))).created
    assert (await ledger.accept(draft(first(owner="another"), max_active=3))).created


async def test_what_an_owner_may_create_is_exact_however_many_requests_come_at_once(
    ledger: Ledger, other_ledger: Ledger
) -> None:
    limits = OwnerLimits(creations=5)
    ledgers = cycle([ledger, other_ledger])

    outcomes = await asyncio.gather(
        *(next(ledgers).accept(draft(first(owner=owner)), limits) for owner in ["ann", "bob"] * 20),
        return_exceptions=True,
    )

    accepted = [outcome for outcome in outcomes if isinstance(outcome, Acceptance)]
    assert Counter(acceptance.job.snapshot.owner for acceptance in accepted) == {"ann": 5, "bob": 5}
    lefts = [a.quota.left for a in accepted if a.quota and a.job.snapshot.owner == "ann"]
    assert sorted(lefts) == [0, 1, 2, 3, 4]
    refusals = [outcome for outcome in outcomes if isinstance(outcome, TooManyCreations)]
    assert len(refusals) == 30
    assert await ledger.count() == 10
    refusal = refusals[0]
    assert refusal.details == {"limit": 5}
    assert refusal.quota is not None
    assert (refusal.quota.limit, refusal.quota.left) == (5, 0)
    assert refusal.retry_delay is not None
    assert timedelta(seconds=40) < refusal.retry_delay <= WINDOW


async def test_what_an_owner_may_have_open_is_exact_over_all_kinds(
    ledger: Ledger, other_ledger: Ledger
) -> None:
    limits = OwnerLimits(open_jobs=4)
    ledgers = cycle([ledger, other_ledger])
    kinds = cycle([ANIMATION_FULL, SPEECH])

    outcomes = await asyncio.gather(
        *(next(ledgers).accept(draft(first(kind=next(kinds))), limits) for _ in range(40)),
        return_exceptions=True,
    )

    refusals = [outcome for outcome in outcomes if isinstance(outcome, TooManyOpenJobs)]
    assert len(refusals) == 36
    assert refusals[0].details == {"current_jobs": 4, "max_jobs": 4}
    assert await ledger.count() == 4
    (ended, *_) = await ledger.list(limit=1)
    await ledger.close_from_outside(ended.snapshot.job_id, JobState.FAILED)
    assert (await other_ledger.accept(draft(), limits)).created


async def test_of_a_cancel_and_a_completion_exactly_one_wins(ledger: Ledger, other_ledger: Ledger) -> None:
    winners = set()

    async def round_of(number: int) -> None:
        start = await accepted(ledger)

        async def complete() -> Verdict:
            await asyncio.sleep((number % 7) * 0.001)
            return await ledger.record([ending(start, 1, JobState.COMPLETED)])

        async def cancel() -> JobRecord | JobNotCancellable:
            await asyncio.sleep((number % 5) * 0.001)
            try:
                return await other_ledger.request_cancel(start.job_id, "race")
            except JobNotCancellable as refusal:
                return refusal

        verdict, answer = await asyncio.gather(complete(), cancel())

        stands = (await ledger.get(start.job_id)).snapshot
        if isinstance(answer, JobNotCancellable):
            assert (verdict, stands.state) == (Verdict.RECORDED, JobState.COMPLETED)
        else:
            assert (verdict, stands.state) == (Verdict.CANCEL_REQUESTED, JobState.PENDING)
            assert await ledger.record([ending(start, 1, JobState.CANCELLED)]) is Verdict.RECORDED
        winners.add(type(answer))

    for start in range(0, 70, 10):
        await asyncio.gather(*(round_of(number) for number in range(start, start + 10)))

    assert winners == {JobRecord, JobNotCancellable}, "both orders have been seen"


async def test_one_ending_stands_when_maintenance_and_the_workflow_end_a_job_at_once(
    ledger: Ledger, other_ledger: Ledger
) -> None:
    for _ in range(20):
        start = await accepted(ledger)

        verdict, outside = await asyncio.gather(
            ledger.record([ending(start, 1, JobState.COMPLETED)]),
            other_ledger.close_from_outside(start.job_id, JobState.FAILED),
        )

        won = {Verdict.RECORDED: JobState.COMPLETED, Verdict.CLOSED: JobState.FAILED}[verdict]
        assert outside.state is won
        assert (await ledger.get(start.job_id)).snapshot.state is won
        assert len(await ledger.events(start.job_id)) == 2


async def test_an_animation_that_is_published_twice_at_once_is_there_once(
    ledger: Ledger, other_ledger: Ledger
) -> None:
    order = (await ledger.accept(draft())).job.order
    generation_id = int(str(order["generation_id"]))
    for _ in range(20):
        made = animation(generation_id)
        job = await accepted(ledger)
        await asyncio.gather(
            *(published(each, publishing(made), job_id=job.job_id) for each in (ledger, other_ledger))
        )
    assert len(await ledger.catalogue.animations(generation_id)) == 20


@pytest.mark.slow
async def test_two_processes_record_in_one_database(ledger: Ledger, ledger_url: str) -> None:
    command = [sys.executable, "-W", "error", "-m", "tests.store.recorder", ledger_url, "20", "10"]
    processes = [
        await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
        )
        for _ in range(2)
    ]
    for process in processes:
        assert process.stdout is not None
        assert await process.stdout.readline() == b"ready\n"

    outputs = await asyncio.gather(*(process.communicate(b"go\n") for process in processes))

    assert [process.returncode for process in processes] == [0, 0]
    for output, _ in outputs:
        assert json.loads(output)["verdicts"] == {"recorded": 200}
    assert await ledger.count(states=[JobState.RUNNING]) == 40
    for job in await ledger.list(limit=100):
        assert [event.sequence for event in await ledger.events(job.snapshot.job_id)] == list(range(11))
