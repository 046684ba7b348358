"""The event hub: one upstream per watched job, fanned out to every stream, socket and page.

The upstream is the workflow's history long-poll, a push that costs no history: whenever something happened,
the ledger's new events are read. While an activity runs, a describe once a second brings its heartbeat.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

import structlog
from temporalio.api.enums.v1 import EventType
from temporalio.api.history.v1 import HistoryEvent
from temporalio.service import RPCError

from contracts.errors import JobNotFound, ReelworkError
from contracts.jobs import JobSnapshot
from jobs.service import Jobs, live

log = structlog.get_logger(__name__)

HEARTBEAT_SECONDS: Final = 1.0
RETRY_SECONDS: Final = 0.5
REMEMBERED: Final = 10_000
"""Jobs whose last answer is remembered, so that no answer is older than the one before."""

_ACTIVITY_ENDINGS: Final = frozenset(
    {
        EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED,
        EventType.EVENT_TYPE_ACTIVITY_TASK_FAILED,
        EventType.EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT,
        EventType.EVENT_TYPE_ACTIVITY_TASK_CANCELED,
    }
)


@dataclass(frozen=True)
class Update:
    """A snapshot for a watcher. ``recorded`` ones are the ledger's events; the others are live progress."""

    snapshot: JobSnapshot
    recorded: bool


class Hub:
    """Answers reads and feeds live channels."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._upstreams: dict[str, _Upstream] = {}
        self._answers: OrderedDict[str, JobSnapshot] = OrderedDict()

    async def read(self, job_id: str) -> JobSnapshot:
        """The job as it is now, never older than the last answer."""
        upstream = self._upstreams.get(job_id)
        snapshot = (upstream.newest if upstream else None) or await self._jobs.read(job_id)
        last = self._answers.get(job_id)
        if last and last.sequence > snapshot.sequence:
            return last
        return self._remember(_not_below(snapshot, last))

    async def follow(self, job_id: str, *, after: int | None, silence: float) -> AsyncIterator[Update | None]:
        """Every recorded event after sequence ``after``, and live progress between, until the job has ended.

        With ``after`` None it starts with the job as it is now. Yields None after ``silence`` seconds
        without news. Raises JobNotFound.
        """
        async with self._watch(job_id) as upstream:
            last = upstream.newest
            if after is None and last:
                yield Update(self._remember(last), recorded=False)
                # An ended job's stream still tells the ending, as an event of its own.
                after = last.sequence - (1 if last.state.ended else 0)
            else:
                last = None
            version = 0
            while True:
                for event in upstream.events_after(after):
                    after, last = event.sequence, _not_below(event, last)
                    yield Update(self._remember(last), recorded=True)
                if upstream.ended:
                    return
                if version < upstream.version and upstream.live:
                    last = _not_below(upstream.live, last)
                    yield Update(self._remember(last), recorded=False)
                version = upstream.version
                try:
                    await asyncio.wait_for(upstream.news_after(version), silence)
                except TimeoutError:
                    yield None

    @asynccontextmanager
    async def _watch(self, job_id: str) -> "AsyncIterator[_Upstream]":
        upstream = self._upstreams.get(job_id)
        if upstream is None:
            upstream = self._upstreams[job_id] = _Upstream(self._jobs, job_id)
        upstream.watchers += 1
        try:
            await upstream.open()
            yield upstream
        finally:
            upstream.watchers -= 1
            if not upstream.watchers:
                self._upstreams.pop(job_id, None)
                upstream.close()

    def _remember(self, snapshot: JobSnapshot) -> JobSnapshot:
        job_id = snapshot.job_id
        last = self._answers.get(job_id)
        if last is None or last.sequence <= snapshot.sequence:
            self._answers[job_id] = _not_below(snapshot, last)
            self._answers.move_to_end(job_id)
        if len(self._answers) > REMEMBERED:
            self._answers.popitem(last=False)
        return snapshot


def _not_below(snapshot: JobSnapshot, last: JobSnapshot | None) -> JobSnapshot:
    """The snapshot with the progress that was told already, if it has less: live progress is not recorded."""
    if last is None or last.progress <= snapshot.progress:
        return snapshot
    return snapshot.model_copy(update={"progress": last.progress})


class _Upstream:
    """Follows one job: all its recorded events, and the live progress after the last of them."""

    def __init__(self, jobs: Jobs, job_id: str) -> None:
        self.events: list[JobSnapshot] = []
        self.live: JobSnapshot | None = None
        self.version = 0
        self.watchers = 0
        self._jobs = jobs
        self._job_id = job_id
        self._gone = False
        self._news = asyncio.Event()
        self._running: set[int] = set()
        self._working = asyncio.Event()
        self._opening: asyncio.Task[None] | None = None
        self._following: asyncio.Task[None] | None = None

    @property
    def newest(self) -> JobSnapshot | None:
        """The newest there is; None before the first event is read."""
        return self.live or (self.events[-1] if self.events else None)

    @property
    def ended(self) -> bool:
        """Whether nothing more will come: the job has ended, or was deleted."""
        return self._gone or (bool(self.events) and self.events[-1].state.ended)

    def events_after(self, sequence: int | None) -> list[JobSnapshot]:
        """The recorded events after a sequence; all for None."""
        return [event for event in self.events if sequence is None or event.sequence > sequence]

    async def open(self) -> None:
        """Read what is recorded and begin to follow; once for all watchers. Raises JobNotFound."""
        if self._opening is None:
            self._opening = asyncio.create_task(self._open())
        await asyncio.shield(self._opening)

    def close(self) -> None:
        """Stop following."""
        for task in (self._opening, self._following):
            if task:
                task.cancel()

    async def news_after(self, version: int) -> None:
        """Wait for something newer than ``version``."""
        while self.version <= version:
            await self._news.wait()

    async def _open(self) -> None:
        await self._jobs.ledger.get(self._job_id)
        await self._read_events()
        if not self.ended:
            self._following = asyncio.create_task(self._follow())

    async def _follow(self) -> None:
        beats = asyncio.create_task(self._follow_heartbeats())
        try:
            while not self.ended:
                try:
                    await self._follow_history()
                except JobNotFound:
                    self._gone = True
                    self._tell()
                except (RPCError, ReelworkError) as error:
                    # No workflow yet, or Temporal or the ledger is away for a moment.
                    log.debug("A job's upstream tries again", job_id=self._job_id, error=str(error))
                    await asyncio.sleep(RETRY_SECONDS)
        finally:
            beats.cancel()

    async def _follow_history(self) -> None:
        history = self._jobs.history(self._job_id).fetch_history_events(wait_new_event=True)
        await self._read_events()
        while not self.ended:
            await history.fetch_next_page()
            for event in history.current_page or ():
                self._note(event)
            await self._read_events()
            if not history.next_page_token:
                break
        if not self.ended:
            await self._jobs.put_right(self._job_id)
            await self._read_events()

    async def _follow_heartbeats(self) -> None:
        while True:
            await self._working.wait()
            await asyncio.sleep(HEARTBEAT_SECONDS)
            description = await self._jobs.describe(self._job_id) if self._running else None
            if description and self.events and not self.ended:
                snapshot = live(self.events[-1], description)
                if snapshot != (self.live or self.events[-1]):
                    self.live = snapshot
                    self._tell()

    def _note(self, event: HistoryEvent) -> None:
        """Keep account of which activities run."""
        if event.event_type == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED:
            self._running.add(event.event_id)
        elif event.event_type in _ACTIVITY_ENDINGS:
            attributes = getattr(event, str(event.WhichOneof("attributes")))
            self._running.discard(attributes.scheduled_event_id)
        if self._running:
            self._working.set()
        else:
            self._working.clear()

    async def _read_events(self) -> None:
        after = self.events[-1].sequence if self.events else -1
        new = await self._jobs.ledger.events(self._job_id, after)
        if new:
            self.events += new
            self.live = None
            self._tell()

    def _tell(self) -> None:
        self.version += 1
        self._news.set()
        self._news = asyncio.Event()
