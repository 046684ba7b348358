"""The words of the core: states, the order that starts a job, the snapshot that tells of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, Self

from pydantic import Field, JsonValue

from contracts.messages import CANCELLED, COMPLETED, FAILED, Message
from contracts.model import Model
from contracts.phrases import Phrase, phrase


class JobState(StrEnum):
    """The core's own states; every contract has its own words for them."""

    PENDING = "pending"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        """Whether nothing follows this state."""
        return self not in (JobState.PENDING, JobState.RUNNING)


OPEN_STATES = frozenset({JobState.PENDING, JobState.RUNNING})
RESUBMITTABLE_STATES = frozenset({JobState.FAILED, JobState.CANCELLED})
"""Those of jobs that ended without a result."""
ENDED_STATES = frozenset(set(JobState) - OPEN_STATES)
ENDINGS: Final = {
    JobState.COMPLETED: COMPLETED,
    JobState.FAILED: FAILED,
    JobState.CANCELLED: CANCELLED,
}
"""What a job says when it has ended."""


class JobOrder(Model):
    """What every workflow is started with; a kind's own order adds its fields.

    ``job_id`` is the workflow id too. ``public_url`` is where the job's page and files are served, empty
    where that is not known. ``time_limit`` counts from the first moment a worker has the job; then its steps
    are stopped. One that will not stop is left behind at ``hard_time_limit``. ``begun`` is how far the job
    had come when Temporal lost its workflow; None for one that begins.
    """

    job_id: str
    kind: str
    owner: str
    created_at: datetime
    time_limit: timedelta
    hard_time_limit: timedelta | None = None
    public_url: str = ""
    begun: "JobSnapshot | None" = None


class FailedTry(Model):
    """What an activity's failure carries beside its code: the text for people, and what came of the attempt.

    ``attempt`` counts the tries that were answered, this one with them; it is none if this one used none up.
    ``may_pass`` says whether the error is of a kind that may not come again later.
    """

    text: Phrase
    attempt: int | None
    may_pass: bool

    @classmethod
    def of(cls, details: Iterable[Any]) -> Self | None:
        """The one in a failure's details; none if nobody wrote one there."""
        try:
            (tried,) = (cls.model_validate(detail) for detail in details)
        except ValueError:
            return None
        return tried


class JobError(Phrase):
    """Why a job did not complete: a text for a person, and with it a code of ``contracts.errors``."""

    code: str

    @property
    def message(self) -> str:
        """The text in English."""
        return self.text()

    @property
    def phrase(self) -> Phrase:
        """The text alone."""
        return Phrase(template=self.template, params=self.params)

    @classmethod
    def of(cls, code: str, text: Phrase) -> Self:
        """The error of a code and a text."""
        return cls(code=code, template=text.template, params=text.params)

    @classmethod
    def reported(cls, code: str, message: str, details: Iterable[Any]) -> Self:
        """The error that an activity ended with, as Temporal tells it.

        One of ours has its phrase in the details; the message of any other is all that there is.
        """
        tried = FailedTry.of(details)
        return cls.of(code, tried.text if tried else phrase("{message}", message=message))


class Forecast(Model):
    """What is expected of an open job, in seconds from now; None where that is not known.

    ``position`` is its place in the line, from 1; None if it does not wait for a place.
    """

    position: int | None = None
    starts_in: float | None = None
    ends_in: float | None = None


class JobSnapshot(Model):
    """The whole state of a job after one change; the ledger keeps each one as an event.

    ``sequence`` grows by one with every change, from 0 (accepted). ``progress`` is 0 to 1 and never
    goes back. ``attempt`` is the running step's, from 1; only live snapshots carry more than 1.
    """

    job_id: str
    kind: str
    owner: str
    state: JobState
    step: str
    progress: float = Field(ge=0, le=1)
    message: Message
    attempt: int = 1
    sequence: int
    result: dict[str, JsonValue] | None = None
    error: JobError | None = None
    created_at: datetime
    updated_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    forecast: Forecast | None = Field(default=None, exclude=True)
    """What is expected, for whoever asks now. It is never kept."""

    @property
    def percent(self) -> int:
        """The progress as 0 to 100; rounded down, so that 100 is said of completed jobs alone."""
        return int(round(self.progress * 100, 2))


JobOrder.model_rebuild()


class Heartbeat(Model):
    """What an activity tells while it runs: the fraction done of its step (0 to 1), and perhaps a message.

    A heartbeat always carries the whole of it: an empty one would erase the last.
    """

    fraction: float = Field(ge=0, le=1)
    message: Message | None = None


class Beat(Model):
    """What every heartbeat of an activity holds; the server keeps the last one for the next attempt.

    ``told`` is how far the step is, if it tells. ``answered`` is how many tries ended with an answer so far.
    """

    told: Heartbeat | None = None
    answered: int = 0


class Verdict(StrEnum):
    """What the ledger says to a change that a workflow records."""

    RECORDED = "recorded"
    """It stands (or stood already: recording is idempotent on job id and sequence)."""
    CANCEL_REQUESTED = "cancel_requested"
    """Not recorded: the job was to end as completed or failed, but a cancel was accepted before."""
    CLOSED = "closed"
    """Not recorded: the ledger has ended or forgotten the job; its workflow must stop."""
