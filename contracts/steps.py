"""The tables of steps that the contracts give: name, band of progress, and what is said meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from contracts.jobs import Heartbeat, JobOrder, JobSnapshot, JobState
from contracts.messages import SHARED_WORDS, WAITING


@dataclass(frozen=True)
class Step:
    """One row of a contract's table: the step's name and its band of progress, as fractions of 1.

    ``label`` is what people call it, in English. While it runs, its name is the code of the job's message.
    ``heartbeats`` names the activity whose heartbeats tell how far the step is, if one does. Of ``parallel``
    ones each tells its own share; a share counts until its end is recorded.
    """

    name: str
    low: float
    high: float
    label: str
    heartbeats: str = ""
    parallel: bool = False

    def at(self, fraction: float) -> float:
        """The job's progress when ``fraction`` (0 to 1) of this step is done."""
        return round(self.low + (self.high - self.low) * fraction, 4)


@dataclass(frozen=True)
class StepTable:
    """The steps of a kind of job, in the contract's order, and the words of what they say.

    ``own_words`` has an English template for each code of a message, to the letter as the contract has it:
    for each step's name, and for whatever else the kind says.
    """

    steps: tuple[Step, ...]
    own_words: Mapping[str, str]

    def __post_init__(self) -> None:
        silent = [step.name for step in self.steps if step.name not in self.own_words]
        if silent:
            raise ValueError(f"There are no words for what is said in these steps: {', '.join(silent)}.")

    @property
    def words(self) -> Mapping[str, str]:
        """The template of each code that a job of this kind may say."""
        return {**SHARED_WORDS, **self.own_words}

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
            message=WAITING,
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
            "message": beats[-1][0].message or recorded.message,
        }
        if not step.parallel:  # one share's attempts are not the job's: they would be gone with the share
            update["attempt"] = max(recorded.attempt, *(attempt for _, attempt in beats))
        return recorded.model_copy(update=update)
