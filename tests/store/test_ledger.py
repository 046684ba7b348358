import sqlite3
from datetime import UTC, datetime, timedelta, timezone

import pytest

from contracts.animation import ANIMATION_EDIT, ANIMATION_FULL
from contracts.errors import (
    GenerationNotFound,
    IdempotencyConflict,
    JobNotCancellable,
    JobNotDeletable,
    JobNotFound,
    ServiceUnavailable,
)
from contracts.jobs import ENDINGS, JobError, JobState, Verdict
from contracts.messages import message
from contracts.phrases import phrase
from store.ledger import Ledger
from tests.store.samples import CREATED, accepted, draft, ended, ending, first, later

# --- accepting --------------------------------------------------------------------------------------------


async def test_an_accepted_job_is_there_with_its_order_its_event_and_its_generation(ledger: Ledger) -> None:
    asked = draft(priority=1)

    acceptance = await ledger.accept(asked)

    assert acceptance.created
    assert acceptance.job.snapshot == asked.first
    generation = await ledger.catalogue.generation(int(str(acceptance.job.order["generation_id"])))
    assert generation.content == "三角形の面積"
    record = await ledger.get(asked.first.job_id)
    assert record == acceptance.job
    assert record.priority == 1
    assert record.order["content"] == "三角形の面積"
    assert await ledger.events(asked.first.job_id) == [asked.first]


async def test_a_job_needs_no_generation(ledger: Ledger) -> None:
    acceptance = await ledger.accept(draft(generation=False))

    assert acceptance.job.order["generation_id"] == 0
    with pytest.raises(GenerationNotFound):
        await ledger.catalogue.generation(1)


async def test_the_same_request_again_is_the_same_job(ledger: Ledger) -> None:
    one = await ledger.accept(draft(idempotency_key="k", request_digest="d"))
    running = later(one.job.snapshot, 1)
    await ledger.record([running])

    again = await ledger.accept(draft(idempotency_key="k", request_digest="d"))

    assert not again.created
    assert again.job.snapshot == running, "as it stands now"
    assert again.job.order == one.job.order
    assert await ledger.count() == 1
    with pytest.raises(GenerationNotFound):
        await ledger.catalogue.generation(2)


async def test_another_request_under_the_same_key_is_a_conflict(ledger: Ledger) -> None:
    await ledger.accept(draft(idempotency_key="k", request_digest="d"))

    with pytest.raises(IdempotencyConflict):
        await ledger.accept(draft(idempotency_key="k", request_digest="e"))
    assert await ledger.count() == 1


async def test_a_key_is_its_owners(ledger: Ledger) -> None:
    await ledger.accept(draft(first(owner="ann"), idempotency_key="k", request_digest="d"))

    assert (await ledger.accept(draft(first(owner="bob"), idempotency_key="k", request_digest="e"))).created
    assert (await ledger.accept(draft())).created, "and none is no key"
    assert (await ledger.accept(draft())).created


async def test_a_job_that_is_written_twice_counts_as_created_both_times(ledger: Ledger) -> None:
    # The transaction was committed, its answer lost, and the writer tries again.
    asked = draft(idempotency_key="k", request_digest="d")

    assert await ledger.accept(asked) == await ledger.accept(asked)
    assert await ledger.count() == 1


# --- recording --------------------------------------------------------------------------------------------


async def test_a_life_is_recorded_change_by_change(ledger: Ledger) -> None:
    start = await accepted(ledger)
    changes = [later(start, 1), later(start, 2), ending(start, 3, JobState.COMPLETED)]

    assert await ledger.record(changes[:2]) is Verdict.RECORDED
    assert (await ledger.get(start.job_id)).snapshot == changes[1]
    assert await ledger.record(changes[2:]) is Verdict.RECORDED

    assert (await ledger.get(start.job_id)).snapshot == changes[2]
    assert await ledger.events(start.job_id) == [start, *changes]
    assert await ledger.events(start.job_id, after=1) == changes[1:]


async def test_a_failure_keeps_its_error(ledger: Ledger) -> None:
    failed = await ended(ledger, JobState.FAILED)

    assert (await ledger.get(failed.job_id)).snapshot.error == JobError.of(
        "SCRIPT_FAILED", phrase("It failed {times} times: {why}", times=3, why=phrase("it is not Python"))
    )


async def test_recording_again_changes_nothing(ledger: Ledger) -> None:
    start = await accepted(ledger)
    changes = [later(start, 1), ending(start, 2, JobState.COMPLETED)]
    await ledger.record(changes)

    assert await ledger.record(changes) is Verdict.RECORDED
    assert await ledger.record(changes[:1]) is Verdict.RECORDED
    assert await ledger.events(start.job_id) == [start, *changes]


async def test_what_was_written_with_raised_progress_is_known_again(ledger: Ledger) -> None:
    start = await accepted(ledger)
    changes = [later(start, 1, progress=0.7), ending(start, 2, JobState.FAILED, progress=0.2)]
    await ledger.record(changes)

    assert await ledger.record(changes) is Verdict.RECORDED


async def test_progress_never_goes_back(ledger: Ledger) -> None:
    start = await accepted(ledger)
    await ledger.record([later(start, 1, progress=0.7)])
    await ledger.record([later(start, 2, progress=0.3, message=message("refining"))])

    stands = (await ledger.get(start.job_id)).snapshot

    assert (stands.progress, stands.message) == (0.7, message("refining"))
    assert [event.progress for event in await ledger.events(start.job_id)] == [0.0, 0.7, 0.7]


async def test_an_ended_or_unknown_job_is_closed(ledger: Ledger) -> None:
    done = await ended(ledger)

    assert await ledger.record([later(done, 2)]) is Verdict.CLOSED
    assert await ledger.record([later(first(), 1)]) is Verdict.CLOSED
    assert (await ledger.get(done.job_id)).snapshot == done


async def test_an_ending_whose_sequence_is_taken_is_written_behind_and_may_be_told_again(
    ledger: Ledger,
) -> None:
    start = await accepted(ledger)
    await ledger.record([later(start, 1), later(start, 2)])
    cancelled = ending(start, 1, JobState.CANCELLED, progress=0.9)

    for _ in range(2):
        assert await ledger.record([cancelled]) is Verdict.RECORDED
    events = await ledger.events(start.job_id)
    assert events[1:] == [later(start, 1), later(start, 2), cancelled.model_copy(update={"sequence": 3})]
    assert (await ledger.get(start.job_id)).snapshot == events[-1]


async def test_a_batch_is_of_one_job(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="one job"):
        await ledger.record([later(first(), 1), later(first(), 1)])
    with pytest.raises(ValueError, match="one job"):
        await ledger.record([])


@pytest.mark.parametrize("state", [JobState.COMPLETED, JobState.FAILED])
async def test_after_an_accepted_cancel_a_job_can_only_be_cancelled(ledger: Ledger, state: JobState) -> None:
    start = await accepted(ledger)
    await ledger.request_cancel(start.job_id, "no longer needed")

    assert await ledger.record([later(start, 1)]) is Verdict.RECORDED
    assert await ledger.record([later(start, 2), ending(start, 3, state)]) is Verdict.CANCEL_REQUESTED
    assert (await ledger.get(start.job_id)).snapshot == later(start, 2)
    cancelled = ending(start, 3, JobState.CANCELLED)
    assert await ledger.record([cancelled]) is Verdict.RECORDED
    assert (await ledger.get(start.job_id)).snapshot == cancelled


# --- cancelling -------------------------------------------------------------------------------------------


async def test_a_cancel_is_accepted_once_and_keeps_its_first_reason(ledger: Ledger) -> None:
    start = await accepted(ledger)
    before = datetime.now(UTC)

    assert (await ledger.request_cancel(start.job_id, "first")).snapshot == start
    record = await ledger.get(start.job_id)
    assert (await ledger.request_cancel(start.job_id, "second")).snapshot == start

    assert record == await ledger.get(start.job_id)
    assert record.cancel_reason == "first"
    assert record.cancel_requested_at is not None
    assert before <= record.cancel_requested_at <= datetime.now(UTC)


async def test_an_ended_job_cannot_be_cancelled(ledger: Ledger) -> None:
    done = await ended(ledger)

    with pytest.raises(JobNotCancellable) as refusal:
        await ledger.request_cancel(done.job_id, "too late")
    assert refusal.value.details == {"state": "completed"}
    with pytest.raises(JobNotFound):
        await ledger.request_cancel("nothing", "none")


async def test_a_cancel_of_pending_jobs_only_leaves_a_running_one_alone(ledger: Ledger) -> None:
    start = await accepted(ledger)
    job = await ledger.request_cancel(start.job_id, "still pending", only_pending=True)
    assert job.snapshot == start
    running = await accepted(ledger)
    await ledger.record([later(running, 1)])

    with pytest.raises(JobNotCancellable) as refusal:
        await ledger.request_cancel(running.job_id, "not any more", only_pending=True)

    assert refusal.value.details == {"state": "running"}
    assert (await ledger.get(running.job_id)).cancel_requested_at is None


# --- ending from outside ----------------------------------------------------------------------------------


async def test_a_job_can_be_failed_from_outside_and_its_workflow_then_finds_it_closed(ledger: Ledger) -> None:
    start = await accepted(ledger)
    await ledger.record([later(start, 1)])
    error = JobError(code="JOB_TERMINATED", template="Its workflow was terminated.")

    failed = await ledger.close_from_outside(start.job_id, JobState.FAILED, error=error)

    assert (failed.state, failed.error, failed.message) == (JobState.FAILED, error, ENDINGS[JobState.FAILED])
    assert (failed.sequence, failed.progress, failed.step) == (2, 0.1, "planning")
    assert failed.finished_at == failed.updated_at
    assert (await ledger.get(start.job_id)).snapshot == failed
    assert await ledger.events(start.job_id, after=1) == [failed]
    assert await ledger.record([later(start, 2)]) is Verdict.CLOSED


async def test_a_job_that_has_ended_stays_as_it_is(ledger: Ledger) -> None:
    done = await ended(ledger)

    assert await ledger.close_from_outside(done.job_id, JobState.FAILED) == done
    assert (await ledger.get(done.job_id)).snapshot == done
    with pytest.raises(JobNotFound):
        await ledger.close_from_outside("nothing", JobState.FAILED)


async def test_after_an_accepted_cancel_a_failure_from_outside_is_a_cancel(ledger: Ledger) -> None:
    start = await accepted(ledger)
    await ledger.request_cancel(start.job_id, "no longer needed")
    error = JobError(code="JOB_TERMINATED", template="Its workflow was terminated.")

    closed = await ledger.close_from_outside(start.job_id, JobState.FAILED, error=error)

    assert (closed.state, closed.error, closed.message) == (
        JobState.CANCELLED,
        None,
        ENDINGS[JobState.CANCELLED],
    )


async def test_a_completion_from_outside_is_the_truth(ledger: Ledger) -> None:
    start = await accepted(ledger)
    await ledger.request_cancel(start.job_id, "too late")

    closed = await ledger.close_from_outside(start.job_id, JobState.COMPLETED, result={"ok": True})

    assert (closed.state, closed.progress, closed.result) == (JobState.COMPLETED, 1.0, {"ok": True})


# --- deleting ---------------------------------------------------------------------------------------------


async def test_an_ended_job_can_be_deleted_and_its_events_go_with_it(ledger: Ledger) -> None:
    done = await ended(ledger)

    await ledger.delete(done.job_id)

    assert await ledger.events(done.job_id) == []
    with pytest.raises(JobNotFound, match=f"^Job not found: {done.job_id}$"):
        await ledger.get(done.job_id)
    with pytest.raises(JobNotFound):
        await ledger.delete(done.job_id)


async def test_a_running_job_cannot_be_deleted(ledger: Ledger) -> None:
    start = await accepted(ledger)
    await ledger.record([later(start, 1)])
    await ledger.request_cancel(start.job_id, "to delete it")

    with pytest.raises(
        JobNotDeletable, match=r"^Cannot delete a running job\. Wait for completion or failure\.$"
    ):
        await ledger.delete(start.job_id)


async def test_a_pending_job_is_deleted_after_its_cancel(ledger: Ledger) -> None:
    start = await accepted(ledger)
    with pytest.raises(JobNotDeletable):
        await ledger.delete(start.job_id)

    await ledger.request_cancel(start.job_id, "to delete it", only_pending=True)
    await ledger.delete(start.job_id)

    assert await ledger.record([later(start, 1)]) is Verdict.CLOSED


async def test_retention_forgets_what_ended_before_some_at_a_time(ledger: Ledger) -> None:
    old = [await ended(ledger, JobState.FAILED) for _ in range(3)]
    old_but_completed = await ended(ledger)
    another_kind = await ended(ledger, JobState.FAILED, kind=ANIMATION_EDIT)
    open_job = await accepted(ledger)
    young = await accepted(ledger)
    await ledger.close_from_outside(young.job_id, JobState.FAILED)

    async def forget() -> set[str]:
        before = CREATED + timedelta(days=1)
        return set(await ledger.delete_ended([JobState.FAILED], before, kinds=[ANIMATION_FULL], limit=2))

    rounds = [await forget(), await forget(), await forget()]

    assert [len(ids) for ids in rounds] == [2, 1, 0]
    assert rounds[0] | rounds[1] == {job.job_id for job in old}
    left = {job.snapshot.job_id for job in await ledger.list(limit=10)}
    assert left == {job.job_id for job in (old_but_completed, another_kind, open_job, young)}


# --- reading ----------------------------------------------------------------------------------------------


async def test_lists_and_counts_filter_and_page_the_newest_first(ledger: Ledger) -> None:
    jobs = [
        await accepted(
            ledger,
            created_at=CREATED + timedelta(minutes=number),
            owner="ann" if number % 2 else "bob",
            kind=ANIMATION_EDIT if number == 5 else ANIMATION_FULL,
        )
        for number in range(6)
    ]
    await ledger.record([later(jobs[1], 1)])
    ids = [job.job_id for job in jobs]

    async def found(**filters: object) -> list[int]:
        page = {"limit": 100, **filters}
        records = await ledger.list(**page)  # type: ignore[arg-type]
        assert await ledger.snapshots(**page) == [job.snapshot for job in records]  # type: ignore[arg-type]
        listed = [ids.index(job.snapshot.job_id) for job in records]
        if not {"limit", "offset"} & filters.keys():
            assert await ledger.count(**filters) == len(listed)  # type: ignore[arg-type]
        return listed

    assert await found() == [5, 4, 3, 2, 1, 0]
    assert await found(owner="ann") == [5, 3, 1]
    assert await found(kinds=[ANIMATION_FULL], owner="ann") == [3, 1]
    assert await found(states={JobState.RUNNING}) == [1]
    assert await found(states=[JobState.PENDING, JobState.RUNNING], owner="bob") == [4, 2, 0]
    assert await found(states=[]) == []
    assert await found(limit=2, offset=3) == [2, 1]
    assert await found(limit=2, offset=6) == []


async def test_counts_are_of_one_kind_by_state_and_of_those_that_run_by_step(ledger: Ledger) -> None:
    await ended(ledger, JobState.FAILED)
    await ended(ledger, JobState.FAILED, kind=ANIMATION_EDIT)
    await accepted(ledger)
    for step in ("initializing", "planning", "planning"):
        await ledger.record([later(await accepted(ledger), 1, step=step)])

    counts = await ledger.counts_by_state(ANIMATION_FULL, "initializing")

    assert counts.states == {
        JobState.PENDING: 1,
        JobState.RUNNING: 3,
        JobState.COMPLETED: 0,
        JobState.FAILED: 1,
        JobState.CANCELLED: 0,
    }
    assert counts.at_step == 1, "a pending job is at its first step too, and does not count"


async def test_the_newest_completed_jobs_tell_how_long_they_took(ledger: Ledger) -> None:
    for seconds in range(1, 5):
        job = await accepted(ledger, created_at=CREATED + timedelta(minutes=seconds))
        done = {"finished_at": CREATED + timedelta(seconds=1 + seconds), "result": {"seconds": seconds}}
        await ledger.record([ending(job, 1, JobState.COMPLETED, **done)])
    await ended(ledger, JobState.FAILED, created_at=CREATED + timedelta(hours=1))
    await ended(ledger, kind=ANIMATION_EDIT, created_at=CREATED + timedelta(hours=1))

    recent = await ledger.recent_results(ANIMATION_FULL, limit=2)

    assert [finished.result for finished in recent] == [{"seconds": 4}, {"seconds": 3}]
    assert [(f.finished_at - f.started_at).seconds for f in recent] == [4, 3]


async def test_maintenance_sees_open_jobs_that_have_not_changed_lately(ledger: Ledger) -> None:
    still = sorted([(await accepted(ledger)).job_id for _ in range(3)])
    await ended(ledger)
    moving = await accepted(ledger)
    await ledger.record([later(moving, 1, updated_at=datetime.now(UTC))])

    an_hour_ago = datetime.now(UTC) - timedelta(hours=1)
    page = await ledger.open_jobs(an_hour_ago, limit=2)
    rest = await ledger.open_jobs(an_hour_ago, limit=2, after=page[-1].snapshot.job_id)

    assert [job.snapshot.job_id for job in [*page, *rest]] == still
    assert page[0].order["job_id"] == still[0]


async def test_moments_come_back_in_utc_whatever_zone_they_came_in(ledger: Ledger) -> None:
    tokyo = timezone(timedelta(hours=9))
    start = first(created_at=CREATED.astimezone(tokyo), updated_at=CREATED.astimezone(tokyo))
    await ledger.accept(draft(start))

    snapshot = (await ledger.get(start.job_id)).snapshot

    assert snapshot.created_at == CREATED
    assert snapshot.created_at.utcoffset() == timedelta(0)
    assert snapshot.created_at.isoformat() == CREATED.isoformat()


async def test_text_of_any_kind_is_stored(ledger: Ledger) -> None:
    start = await accepted(ledger)
    said = message("planning", text="a\x00b 🎬 'quote' %s :name {brace}")
    await ledger.record([later(start, 1, message=said, result={"text": "a\x00b"}, step="a\x00b")])

    stands = (await ledger.get(start.job_id)).snapshot
    assert (stands.message, stands.step) == (said, "a\ufffdb")
    with pytest.raises(JobNotFound):
        await ledger.get("\x00")


async def test_a_ledger_that_cannot_be_reached_says_so(ledger: Ledger) -> None:
    await ledger.ping()

    async with Ledger("postgresql://nobody@127.0.0.1:9/none") as unreachable:
        with pytest.raises(ServiceUnavailable):
            await unreachable.ping()


@pytest.mark.parametrize("ledger_url", ["sqlite"], indirect=True)
async def test_another_error_of_the_database_is_not_called_an_outage(ledger_url: str) -> None:
    with sqlite3.connect(ledger_url.removeprefix("sqlite:///")) as connection:
        connection.execute("DROP TABLE job_events")
    connection.close()

    async with Ledger(ledger_url) as ledger:
        with pytest.raises(Exception, match="no such table"):
            await ledger.events("any")
        with pytest.raises(Exception, match="no such table"):
            await accepted(ledger)


async def test_the_states_of_many_jobs_are_told_at_once_and_unknown_ones_are_left_out(ledger: Ledger) -> None:
    running, ended = await accepted(ledger), await accepted(ledger)
    await ledger.record([later(running, 1)])
    await ledger.record([ending(ended, 1, JobState.FAILED)])
    unknown = [f"unknown-{number}" for number in range(1200)]

    states = await ledger.states([running.job_id, *unknown, ended.job_id])

    assert states == {running.job_id: JobState.RUNNING, ended.job_id: JobState.FAILED}
