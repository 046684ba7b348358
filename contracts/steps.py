"""The tables of steps that the documents give: name, band of progress, message."""

from dataclasses import dataclass

from contracts.jobs import Heartbeat, JobOrder, JobSnapshot, JobState


@dataclass(frozen=True)
class Step:
    """One row of a document's table: the step's name and its band of progress, as fractions of 1.

    ``heartbeats`` names the activity whose heartbeats tell how far the step is, if one does.
    """

    name: str
    low: float
    high: float
    message: str
    heartbeats: str = ""

    def at(self, fraction: float) -> float:
        """The job's progress when ``fraction`` (0 to 1) of this step is done."""
        return round(self.low + (self.high - self.low) * fraction, 4)


@dataclass(frozen=True)
class StepTable:
    """The steps of a kind of job, in the document's order."""

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

    def live(self, recorded: JobSnapshot, beat: Heartbeat, attempt: int) -> JobSnapshot:
        """The recorded snapshot with a heartbeat of the running step laid over it; never goes back."""
        progress = max(recorded.progress, self[recorded.step].at(beat.fraction))
        told = {
            "progress": progress,
            "message": beat.message,
            "attempt": max(recorded.attempt, attempt),
        }
        return recorded.model_copy(update=told)
