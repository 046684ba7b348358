"""The tables of steps that the contracts give: name, band of progress, message."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from contracts.jobs import Heartbeat, JobOrder, JobSnapshot, JobState


@dataclass(frozen=True)
class Step:
    """One row of a contract's table: the step's name and its band of progress, as fractions of 1.

    ``heartbeats`` names the activity whose heartbeats tell how far the step is, if one does. Of ``parallel``
    ones each tells its own share; a share counts until its end is recorded.
    """

    name: str
    low: float
    high: float
    message: str
    heartbeats: str = ""
    parallel: bool = False

    def at(self, fraction: float) -> float:
        """The job's progress when ``fraction`` (0 to 1) of this step is done."""
        return round(self.low + (self.high - self.low) * fraction, 4)


@dataclass(frozen=True)
class StepTable:
    """The steps of a kind of job, in the contract's order."""

    steps: tuple[Step, ...]

    def __getitem__(self, name: str) -> Step:
        for step in self.steps:
            if step.name == name:
                return step
        raise KeyError(name)

    @property
    def first(self) -> Step:
        """Where a job begins."""
        return self.steps[0]

    def after(self, name: str) -> tuple[Step, ...]:
        """The steps that follow the one of this name, if all goes well."""
        names = [step.name for step in self.steps]
        return self.steps[names.index(name) + 1 :]

    def accepted(self, order: JobOrder) -> JobSnapshot:
        """Snapshot 0 of a job, when no worker has it yet."""
        return JobSnapshot(
            job_id=order.job_id,
            kind=order.kind,
            owner=order.owner,
            state=JobState.PENDING,
            step=self.first.name,
            progress=self.first.low,
            message="Waiting to start...",
            sequence=0,
            created_at=order.created_at,
            updated_at=order.created_at,
        )

    def live(self, recorded: JobSnapshot, beats: Sequence[tuple[Heartbeat, int]]) -> JobSnapshot:
        """The recorded snapshot with the heartbeats of the running step, and their attempts, laid over it.

        It never goes back.
        """
        if not beats:
            return recorded
        step = self[recorded.step]
        told = sum(beat.fraction for beat, _ in beats)
        if step.parallel:
            progress = min(step.high, round(recorded.progress + (step.high - step.low) * told, 4))
        else:
            progress = step.at(told)
        update: dict[str, Any] = {
            "progress": max(recorded.progress, progress),
            "message": beats[-1][0].message,
        }
        if not step.parallel:  # one share's attempts are not the job's: they would be gone with the share
            update["attempt"] = max(recorded.attempt, *(attempt for _, attempt in beats))
        return recorded.model_copy(update=update)
