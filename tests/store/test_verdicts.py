"""The rules of recording, for every order of things that hypothesis can think of."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from contracts.jobs import JobSnapshot, JobState, Verdict
from store.verdicts import Standing, judge
from tests.store.samples import ending, first, later

START = first(job_id="a-job")


FRESH = Standing(JobState.PENDING, 0, 0.0, cancel_requested=False)


@dataclass
class Book:
    """A ledger in memory that does what judge says."""

    standing: Standing = FRESH
    events: dict[int, JobSnapshot] = field(default_factory=lambda: {0: START})

    def record(self, snapshots: Sequence[JobSnapshot]) -> Verdict:
        judgement = judge(self.standing, snapshots, self.events)
        for snapshot in judgement.write:
            assert snapshot.sequence not in self.events
            self.events[snapshot.sequence] = snapshot
            self.standing = replace(
                self.standing, state=snapshot.state, sequence=snapshot.sequence, progress=snapshot.progress
            )
        return judgement.verdict


@st.composite
def lives(draw: st.DrawFn) -> list[JobSnapshot]:
    """What a workflow records: running changes with progress of any kind, and perhaps an ending."""
    progress = draw(st.lists(st.floats(0, 1), max_size=6))
    life = [later(START, number, progress=done) for number, done in enumerate(progress, 1)]
    state = draw(st.none() | st.sampled_from([JobState.COMPLETED, JobState.FAILED, JobState.CANCELLED]))
    if state is not None:
        life.append(ending(START, len(life) + 1, state))
    return life


@given(lives(), st.data())
def test_retries_and_the_size_of_batches_change_nothing(life: list[JobSnapshot], data: st.DataObject) -> None:
    at_once, piece_by_piece = Book(), Book()
    at_once.record(life)

    at = 0
    while at < len(life):
        start = data.draw(st.integers(0, at), label="from")
        end = data.draw(st.integers(at + 1, len(life)), label="to")
        assert piece_by_piece.record(life[start:end]) is Verdict.RECORDED
        at = end

    assert piece_by_piece == at_once
    assert sorted(at_once.events) == list(range(len(life) + 1))


@given(lives())
def test_progress_never_goes_back(life: list[JobSnapshot]) -> None:
    book = Book()
    book.record(life)

    progress = [book.events[sequence].progress for sequence in sorted(book.events)]

    assert progress == sorted(progress)


@given(lives(), st.integers(0, 7))
def test_a_job_with_an_accepted_cancel_cannot_complete_or_fail(life: list[JobSnapshot], before: int) -> None:
    book = Book()
    book.record(life[:before])
    assume(not book.standing.state.ended)
    book.standing = replace(book.standing, cancel_requested=True)

    verdict = book.record(life[before:])

    assert book.standing.state not in (JobState.COMPLETED, JobState.FAILED)
    was_to_end = bool(life) and life[-1].state in (JobState.COMPLETED, JobState.FAILED)
    assert verdict is (Verdict.CANCEL_REQUESTED if was_to_end else Verdict.RECORDED)
    running = [snapshot for snapshot in life if not snapshot.state.ended]
    assert book.standing.sequence >= len(running), "what came before the ending is written all the same"
    was_cancelled = bool(life) and life[-1].state is JobState.CANCELLED
    verdict = book.record([ending(START, len(life) + 1, JobState.CANCELLED)])
    assert verdict is (Verdict.CLOSED if was_cancelled else Verdict.RECORDED)
    assert book.standing.state is JobState.CANCELLED


def test_what_follows_an_ending_in_the_same_batch_is_not_written() -> None:
    book = Book()

    verdict = book.record([ending(START, 1, JobState.FAILED), later(START, 2)])

    assert verdict is Verdict.CLOSED
    assert sorted(book.events) == [0, 1]


def test_another_change_under_the_sequence_of_the_ending_is_closed() -> None:
    # Maintenance ended the job with sequence 1, and the workflow, alive after all, comes with its own 1.
    book = Book()
    book.record([ending(START, 1, JobState.FAILED)])

    assert book.record([later(START, 1)]) is Verdict.CLOSED
    assert book.record([ending(START, 1, JobState.COMPLETED)]) is Verdict.CLOSED
    assert book.record([ending(START, 1, JobState.FAILED)]) is Verdict.RECORDED


def test_an_ending_that_a_lost_workflow_task_tells_again_later_is_recorded() -> None:
    """The workflow runs that task again at a later time: it is the same ending."""
    ended = ending(first(), 1, JobState.COMPLETED)
    later_told = ended.model_copy(
        update={"updated_at": ended.updated_at + timedelta(seconds=13), "finished_at": ended.updated_at}
    )
    standing = Standing(JobState.COMPLETED, 1, ended.progress, cancel_requested=False)

    assert judge(standing, [later_told], {1: ended}).verdict is Verdict.RECORDED


def test_an_ending_whose_sequence_a_lost_workflow_task_has_used_is_written_behind_it() -> None:
    """That task recorded a change; when it ran again a cancel was there, and the workflow ended instead."""
    book = Book()
    book.record([later(START, 1), later(START, 2)])
    ended = ending(START, 2, JobState.CANCELLED)

    assert book.record([ended]) is Verdict.RECORDED
    assert book.events[3] == ended.model_copy(update={"sequence": 3})
    assert book.standing.state is JobState.CANCELLED
    assert book.record([ended]) is Verdict.RECORDED, "told again, as after a lost answer"
    assert book.record([ending(START, 2, JobState.COMPLETED)]) is Verdict.CLOSED
    assert book.record([later(START, 1, progress=0.5), ended]) is Verdict.RECORDED, "whatever led to it"
