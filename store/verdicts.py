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

    ``recorded`` are the job's last event and the one under the last sequence of the batch, if it stands; only
    an ended job needs them.
    """
    if standing.state.ended:
        stands = _stands(standing, snapshots[-1], recorded)
        return Judgement(Verdict.RECORDED if stands else Verdict.CLOSED)
    write: list[JobSnapshot] = []
    last = standing
    for snapshot in snapshots:
        sequence = snapshot.sequence
        if sequence <= last.sequence:
            if not snapshot.state.ended:
                continue
            # A workflow task that recorded a change was lost, and took another way when it ran again.
            sequence = last.sequence + 1
        if last.state.ended:
            return Judgement(Verdict.CLOSED, tuple(write))
        if standing.cancel_requested and snapshot.state in (JobState.COMPLETED, JobState.FAILED):
            return Judgement(Verdict.CANCEL_REQUESTED, tuple(write))
        progress = max(last.progress, snapshot.progress)
        write.append(snapshot.model_copy(update={"progress": progress, "sequence": sequence}))
        last = Standing(snapshot.state, sequence, progress, standing.cancel_requested)
    return Judgement(Verdict.RECORDED, tuple(write))


def _stands(standing: Standing, snapshot: JobSnapshot, events: Mapping[int, JobSnapshot]) -> bool:
    """Whether this very change stands already: one that ended the job from outside may have its sequence.

    Its progress may have been raised when it was written, an ending may have been written behind its own
    sequence, and a workflow task that was lost after recording runs again at a later time: none of that is
    compared.
    """
    behind = snapshot.state.ended and snapshot.sequence <= standing.sequence
    recorded = events.get(standing.sequence if behind else snapshot.sequence)
    if recorded is None:
        return False
    same = {
        "sequence": recorded.sequence,
        "progress": recorded.progress,
        "updated_at": recorded.updated_at,
        "finished_at": recorded.finished_at,
    }
    return recorded == snapshot.model_copy(update=same)
