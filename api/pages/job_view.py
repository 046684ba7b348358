"""What a job's page shows, from its record, its events and its live state."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from api.pages import words
from api.services import Services
from contracts.jobs import RESUBMITTABLE_STATES, JobSnapshot, JobState
from contracts.kinds import KINDS
from contracts.speech import SPEECH
from jobs.attempts import FailedAttempt
from store.records import JobRecord

_CUE: Final = re.compile(r"(\d\d:\d\d:\d\d),(\d{3}) --> (\d\d:\d\d:\d\d),(\d{3})")


class Stand(StrEnum):
    """How a step stands."""

    DONE = "done"
    RUNNING = "running"
    STOPPED = "stopped"
    """The job ended in it, other than completed."""
    AHEAD = "ahead"


@dataclass(frozen=True)
class StepView:
    """A step on the page; ``seconds`` is how long it took, or has taken so far."""

    name: str
    stand: Stand
    seconds: float | None


@dataclass(frozen=True)
class JobView:
    """A job on its page. Paths are empty where there is no such file."""

    snapshot: JobSnapshot
    title: str
    steps: Sequence[StepView]
    failures: Sequence[FailedAttempt]
    cancelling: bool
    workflow_url: str

    @property
    def can_cancel(self) -> bool:
        """While it is open, and nobody has asked for it yet (document 3)."""
        return not self.snapshot.state.ended and not self.cancelling

    @property
    def can_try_again(self) -> bool:
        """Whether it ended without a result."""
        return self.snapshot.state in RESUBMITTABLE_STATES

    def path(self, name: str) -> str:
        """A path in the result."""
        found = (self.snapshot.result or {}).get(name)
        return "" if found is None else f"/{str(found).lstrip('/')}"

    @property
    def video_path(self) -> str:
        """The video."""
        return self.path("video_path")

    @property
    def code_path(self) -> str:
        """An animation's script."""
        return self.path("manim_code_path")

    @property
    def captions_path(self) -> str:
        """A narrated video's captions, as SRT."""
        return self.path("captions_path")

    @property
    def audio(self) -> str:
        """The format of a dialogue's file."""
        is_audio = self.snapshot.kind == SPEECH and self.snapshot.result is not None
        return str((self.snapshot.result or {})["output_format"]) if is_audio else ""

    @property
    def edit(self) -> str:
        """What the form for edits knows this animation by."""
        result = self.snapshot.result or {}
        return f"{result['generation_id']}:{result['video_id']}" if "generation_id" in result else ""


async def view(
    services: Services, record: JobRecord, snapshot: JobSnapshot, failures: Sequence[FailedAttempt]
) -> JobView:
    """The job as it is at ``snapshot``."""
    events = await services.ledger.events(snapshot.job_id)
    web_ui = services.settings.temporal_ui_url.rstrip("/")
    namespace = services.temporal.namespace
    return JobView(
        snapshot=snapshot,
        title=record.title,
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
    table = KINDS[snapshot.kind].steps.steps
    names = [step.name for step in table]
    last = names.index(began[-1][0]) if began else -1
    seen = {name for name, _ in began}
    entered = [
        StepView(name, _stand(snapshot, place == len(began) - 1), (end - start).total_seconds())
        for place, ((name, start), end) in enumerate(zip(began, until, strict=False))
    ]
    if snapshot.state.ended:
        return entered
    ahead = [n for n in names[last + 1 :] if n not in seen and n not in words.ONLY_IF_NEEDED]
    return [*entered, *(StepView(name, Stand.AHEAD, None) for name in ahead)]


def _stand(snapshot: JobSnapshot, is_last: bool) -> Stand:  # noqa: FBT001 - private, one caller
    if not is_last or snapshot.state is JobState.COMPLETED:
        return Stand.DONE
    return Stand.STOPPED if snapshot.state.ended else Stand.RUNNING


def subtitles(srt: str) -> str:
    """WebVTT of SubRip: a heading, points where SubRip has commas, and no markup in the words."""
    lines = ((_CUE.fullmatch(line), line) for line in srt.splitlines())
    return "WEBVTT\n\n" + "".join(
        (times.expand(r"\1.\2 --> \3.\4") if times else html.escape(line, quote=False)) + "\n"
        for times, line in lines
    )


def cues(srt: str) -> Sequence[str]:
    """What the captions say, one after the other."""
    blocks = (block.splitlines() for block in srt.replace("\r", "").split("\n\n"))
    return [" ".join(lines[2:]) for lines in blocks if len(lines) > 2]  # noqa: PLR2004 - number, times, words
