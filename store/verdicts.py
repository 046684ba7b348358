"""The rules of recording: what of a batch of changes the ledger writes, and what it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contracts.jobs import JobSnapshot, JobState, Verdict


@dataclass(frozen=True)
class Standing:
    """What the ledger knows of a job before a batch."""

    state: JobState
    sequence: int
    progress: float
    cancel_requested: bool


@dataclass(frozen=True)
class Judgement:
    """What to write, in order, and what to answer."""

    verdict: Verdict
    write: tuple[JobSnapshot, ...] = ()


def judge(
    standing: Standing, snapshots: Sequence[JobSnapshot], recorded: Mapping[int, JobSnapshot]
) -> Judgement:
    """Judge the changes of one job, in order of their sequence.

    ``recorded`` are the events that stand under the sequences of the batch; only an ended job needs them.
    """
    if standing.state.ended:
        stands = all(_is_the_same(recorded.get(snapshot.sequence), snapshot) for snapshot in snapshots)
        return Judgement(Verdict.RECORDED if stands else Verdict.CLOSED)
    write: list[JobSnapshot] = []
    last = standing
    for snapshot in snapshots:
        if snapshot.sequence <= last.sequence:
            continue
        if last.state.ended:
            return Judgement(Verdict.CLOSED, tuple(write))
        if standing.cancel_requested and snapshot.state in (JobState.COMPLETED, JobState.FAILED):
            return Judgement(Verdict.CANCEL_REQUESTED, tuple(write))
        progress = max(last.progress, snapshot.progress)
        write.append(snapshot.model_copy(update={"progress": progress}))
        last = Standing(snapshot.state, snapshot.sequence, progress, standing.cancel_requested)
    return Judgement(Verdict.RECORDED, tuple(write))


def _is_the_same(recorded: JobSnapshot | None, snapshot: JobSnapshot) -> bool:
    """Whether this very change stands already: one that ended the job from outside may have its sequence.

    Its progress may have been raised when it was written, and a workflow task that was lost after recording
    runs again at a later time: neither is compared.
    """
    if recorded is None:
        return False
    same = {
        "progress": recorded.progress,
        "updated_at": recorded.updated_at,
        "finished_at": recorded.finished_at,
    }
    return recorded == snapshot.model_copy(update=same)
