"""What a job's page shows, from its record, its events and its live state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from api.pages import words
from api.services import Services
from api.submissions import submissions
from contracts.jobs import RESUBMITTABLE_STATES, JobSnapshot, JobState
from contracts.kinds import KINDS
from jobs.attempts import FailedAttempt
from store.records import JobRecord

Asked = Sequence[tuple[str, str]]
"""What was asked for: what each field is called, to be translated, and what stands in it."""


class StepStatus(StrEnum):
    """How far a step is."""

    DONE = "done"
    RUNNING = "running"
    STOPPED = "stopped"
    """The job ended in it, other than completed."""
    AHEAD = "ahead"


@dataclass(frozen=True)
class StepView:
    """A step on the page; ``seconds`` is how long it took, or has taken so far."""

    name: str
    status: StepStatus
    seconds: float | None


@dataclass(frozen=True)
class JobView:
    """A job on its page."""

    snapshot: JobSnapshot
    title: str
    asked: Asked
    steps: Sequence[StepView]
    failures: Sequence[FailedAttempt]
    cancelling: bool
    workflow_url: str

    @property
    def can_cancel(self) -> bool:
        """While it is open, and nobody has asked for it yet."""
        return not self.snapshot.state.ended and not self.cancelling

    @property
    def can_try_again(self) -> bool:
        """Whether it ended without a result, and jobs of its kind can still be made."""
        return self.snapshot.state in RESUBMITTABLE_STATES and self.snapshot.kind in submissions()

    def path(self, name: str) -> str:
        """A path in the result, from the root; empty if there is none of that name."""
        found = (self.snapshot.result or {}).get(name)
        return "" if found is None else f"/{str(found).lstrip('/')}"


async def view(
    services: Services,
    record: JobRecord,
    snapshot: JobSnapshot,
    asked: Asked,
    failures: Sequence[FailedAttempt],
) -> JobView:
    """The job as it is at ``snapshot``."""
    events = await services.ledger.events(snapshot.job_id)
    web_ui = services.settings.temporal_ui_url.rstrip("/")
    namespace = services.temporal.namespace
    return JobView(
        snapshot=snapshot,
        title=record.title,
        asked=asked,
        steps=steps(snapshot, events, datetime.now(UTC)),
        failures=failures,
        cancelling=record.cancel_requested_at is not None and not snapshot.state.ended,
        workflow_url=f"{web_ui}/namespaces/{namespace}/workflows/{snapshot.job_id}" if web_ui else "",
    )


def steps(snapshot: JobSnapshot, events: Sequence[JobSnapshot], now: datetime) -> Sequence[StepView]:
    """The steps that were entered, in that order, with how long each took; then those that are ahead."""
    began: list[tuple[str, datetime]] = []
    for event in events:
        if event.state is not JobState.PENDING and (not began or began[-1][0] != event.step):
            began.append((event.step, event.updated_at))
    until = [*(start for _, start in began[1:]), snapshot.finished_at or now]
    names = [step.name for step in KINDS[snapshot.kind].steps.steps] if snapshot.kind in KINDS else []
    last = names.index(began[-1][0]) if names and began else -1
    seen = {name for name, _ in began}
    entered = [
        StepView(name, _status(snapshot, place == len(began) - 1), (end - start).total_seconds())
        for place, ((name, start), end) in enumerate(zip(began, until, strict=False))
    ]
    if snapshot.state.ended:
        return entered
    ahead = [n for n in names[last + 1 :] if n not in seen and n not in words.ONLY_IF_NEEDED]
    return [*entered, *(StepView(name, StepStatus.AHEAD, None) for name in ahead)]


def _status(snapshot: JobSnapshot, is_last: bool) -> StepStatus:  # noqa: FBT001 - private, one caller
    if not is_last or snapshot.state is JobState.COMPLETED:
        return StepStatus.DONE
    return StepStatus.STOPPED if snapshot.state.ended else StepStatus.RUNNING
