"""The event hub: one upstream per watched job, fanned out to every stream, socket and page.

The upstream is the workflow's history long-poll, a push that costs no history: whenever something happened,
the ledger's new events are read. While an activity runs, a describe once a second brings its heartbeat.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

import structlog
from temporalio.api.enums.v1 import EventType
from temporalio.api.history.v1 import HistoryEvent
from temporalio.service import RPCError

from contracts.core import CHANGES_HEADER, RecordInput
from contracts.errors import JobNotFound, ReelworkError
from contracts.jobs import ENDINGS, JobSnapshot, JobState
from jobs.forecast import LINE_SECONDS, Forecasts
from jobs.service import Jobs, live

log = structlog.get_logger(__name__)

HEARTBEAT_SECONDS: Final = 1.0
RETRY_SECONDS: Final = 0.5
FIRST_PAUSE: Final = 0.008
"""Seconds until a change that an activity records is looked for, about as long as it takes; then doubled."""
LOOK_SECONDS: Final = 5.0
"""How long a quiet history is waited for before the ledger is asked."""
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
        self._forecasts = Forecasts(jobs.ledger)
        self._upstreams: dict[str, _Upstream] = {}
        self._answers: OrderedDict[str, JobSnapshot] = OrderedDict()

    async def read(self, job_id: str) -> JobSnapshot:
        """The job as it is now, never older than the last answer."""
        upstream = self._upstreams.get(job_id)
        now = self.answer((upstream.newest if upstream else None) or await self._jobs.read(job_id))
        return await self._forecasts.on(now)

    def answer(self, snapshot: JobSnapshot) -> JobSnapshot:
        """What to answer when a job was found like this: the last answer, if that was newer."""
        self._answered(snapshot)
        upstream = self._upstreams.get(snapshot.job_id)
        if snapshot.state.ended and upstream and not upstream.ended:
            upstream.look()
        return self._answers[snapshot.job_id]

    async def cancel(self, job_id: str, reason: str, *, only_pending: bool = False) -> JobSnapshot:
        """Cancel a job as ``Jobs.cancel`` does; no later read and no watcher is answered with less."""
        return self.answer(await self._jobs.cancel(job_id, reason, only_pending=only_pending))

    def forget(self, job_id: str) -> None:
        """The job was deleted: nothing is read of it any more, and its watchers see it end."""
        self._answers.pop(job_id, None)
        upstream = self._upstreams.pop(job_id, None)
        if upstream:
            upstream.forget()

    async def follow(
        self, job_id: str, *, after: int | None, silence: float
    ) -> AsyncGenerator[Update | None, None]:
        """Every recorded event after sequence ``after``, and live progress between, until the job has ended.

        With ``after`` None it starts with the job as it is now. Otherwise events are replayed: those of a
        job that runs with no less progress than anybody has been told, those of an ended one as recorded.
        Yields None after ``silence`` seconds without news. Raises JobNotFound.
        """
        async with self._watch(job_id) as upstream:
            seen = upstream.version
            last: JobSnapshot | None = None
            if after is None:
                last = self.answer(upstream.newest or upstream.events[-1])
                after = last.sequence
                yield Update(await self._forecasts.on(last), recorded=False)
            else:
                seen = 0
                last = None if upstream.ended else self._answers.get(job_id)
            while True:
                # More may come while a watcher takes its time with an update: that is for the next round.
                version, ended, now = upstream.version, upstream.ended, upstream.live
                for event in upstream.events_after(after):
                    after, last = event.sequence, self._answered(event, last)
                    yield Update(await self._forecasts.on(last), recorded=True)
                if ended:
                    return
                if seen < version and now and now.sequence == after:
                    last = self._answered(now, last)
                    yield Update(await self._forecasts.on(last), recorded=False)
                seen = version
                try:
                    await asyncio.wait_for(upstream.news_after(version), silence)
                except TimeoutError:
                    yield None

    @asynccontextmanager
    async def _watch(self, job_id: str) -> "AsyncIterator[_Upstream]":
        upstream = self._upstreams.get(job_id)
        if upstream is None:
            upstream = self._upstreams[job_id] = _Upstream(self._jobs, self._forecasts, job_id)
        upstream.watchers += 1
        try:
            await upstream.open()
            yield upstream
        finally:
            upstream.watchers -= 1
            if not upstream.watchers:
                if self._upstreams.get(job_id) is upstream:
                    del self._upstreams[job_id]
                upstream.close()

    def _answered(self, snapshot: JobSnapshot, before: JobSnapshot | None = None) -> JobSnapshot:
        """The answer of this snapshot after the one before; remembered, unless a newer one was given already.

        An ending counts as newer than whatever a workflow had answered and could not record.
        """
        answer = _not_below(snapshot, before)
        last = self._answers.get(answer.job_id)
        if last is None or last.sequence <= answer.sequence or answer.state.ended:
            answer = _not_below(answer, last)
            self._answers[answer.job_id] = answer
            self._answers.move_to_end(answer.job_id)
        if len(self._answers) > REMEMBERED:
            self._answers.popitem(last=False)
        return answer


def _not_below(snapshot: JobSnapshot, last: JobSnapshot | None) -> JobSnapshot:
    """The snapshot with the last answer's progress, if it has less: live progress is not recorded."""
    if last is None or last.progress <= snapshot.progress:
        return snapshot
    return snapshot.model_copy(update={"progress": last.progress})


class _Upstream:
    """Follows one job: all its recorded events, and the live progress after the last of them."""

    def __init__(self, jobs: Jobs, forecasts: Forecasts, job_id: str) -> None:
        self.events: list[JobSnapshot] = []
        self.live: JobSnapshot | None = None
        self.version = 0
        self.watchers = 0
        self._jobs = jobs
        self._forecasts = forecasts
        self._job_id = job_id
        self._news = asyncio.Event()
        self._running: set[int] = set()
        self._working = asyncio.Event()
        self._reading = asyncio.Lock()
        self._looking: asyncio.Task[None] | None = None
        self._opening: asyncio.Task[None] | None = None
        self._following: asyncio.Task[None] | None = None
        self._expected = -1
        self._expecting: asyncio.Task[None] | None = None

    @property
    def newest(self) -> JobSnapshot | None:
        """The newest there is; None before the first event is read."""
        return self.live or (self.events[-1] if self.events else None)

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return bool(self.events) and self.events[-1].state.ended

    def events_after(self, sequence: int) -> list[JobSnapshot]:
        """The recorded events after a sequence, and in any case the ending: it is an event of its own."""
        return [event for event in self.events if event.sequence > sequence or event.state.ended]

    async def open(self) -> None:
        """Read what is recorded and begin to follow; once for all watchers. Raises JobNotFound."""
        if self._opening is None:
            self._opening = asyncio.create_task(self._open())
        await asyncio.shield(self._opening)

    def close(self) -> None:
        """Stop following."""
        for task in (self._opening, self._following, self._looking, self._expecting):
            if task:
                task.cancel()

    def look(self) -> None:
        """Read what is recorded now: the job was ended in the ledger, of which its history may not tell."""
        self._looking = asyncio.create_task(self._read_events())

    def forget(self) -> None:
        """The job was deleted. Of open jobs only a pending one can be, and it was cancelled for that."""
        if self.ended:
            return
        last = self.events[-1]
        ending = {
            "state": JobState.CANCELLED,
            "message": ENDINGS[JobState.CANCELLED],
            "sequence": last.sequence + 1,
        }
        self._add([last.model_copy(update=ending)])

    async def news_after(self, version: int) -> None:
        """Wait for something newer than ``version``."""
        while self.version <= version:
            await self._news.wait()

    async def _open(self) -> None:
        await self._read_events()
        if not self.events:
            raise JobNotFound("Job not found: {job_id}", job_id=self._job_id)
        if not self.ended:
            self._following = asyncio.create_task(self._follow())

    async def _follow(self) -> None:
        beats = asyncio.create_task(self._follow_heartbeats())
        try:
            while not self.ended:
                try:
                    await self._follow_line()
                    await self._follow_history()
                except JobNotFound:
                    self.forget()
                except (RPCError, ReelworkError) as error:
                    # No workflow yet, or Temporal or the ledger is away for a moment.
                    log.debug("A job's upstream tries again", job_id=self._job_id, error=str(error))
                    await asyncio.sleep(RETRY_SECONDS)
                except Exception:
                    # Whatever it is, the watchers must not be left waiting for news that nobody brings.
                    log.exception("A job's upstream failed; it tries again", job_id=self._job_id)
                    await asyncio.sleep(RETRY_SECONDS)
        finally:
            beats.cancel()

    async def _follow_line(self) -> None:
        """While the job waits for a place it has no history: tell its position, and when it may begin."""
        told, silent = None, 0.0
        while not self.ended and self.events[-1].state is JobState.PENDING:
            snapshot = await self._forecasts.on(self.events[-1])
            position = snapshot.forecast.position if snapshot.forecast else None
            if position is None:
                return
            if position != told or silent >= LOOK_SECONDS:
                told, silent = position, 0.0
                self.live = snapshot
                self._notify()
            await asyncio.sleep(LINE_SECONDS)
            silent += LINE_SECONDS
            await self._read_events()

    async def _follow_history(self) -> None:
        history = self._jobs.history(self._job_id).fetch_history_events(wait_new_event=True)
        await self._read_events()
        while not self.ended:
            try:
                await asyncio.wait_for(history.fetch_next_page(), LOOK_SECONDS)
            except TimeoutError:
                await self._read_events()  # what ends a job in the ledger alone is in no history
                continue
            for event in history.current_page or ():
                self._note(event)
            await self._read_events()
            if not history.next_page_token:
                break
        if not self.ended:
            await self._jobs.reconcile(self._job_id)
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
                    self._notify()

    def _note(self, event: HistoryEvent) -> None:
        """Keep account of which activities run."""
        if event.event_type == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED:
            self._running.add(event.event_id)
            carried = event.activity_task_scheduled_event_attributes.header.fields.get(CHANGES_HEADER)
            if carried:
                self._expect(RecordInput.model_validate_json(carried.data).snapshots[-1].sequence)
        elif event.event_type in _ACTIVITY_ENDINGS:
            attributes = getattr(event, str(event.WhichOneof("attributes")))
            self._running.discard(attributes.scheduled_event_id)
        if self._running:
            self._working.set()
        else:
            self._working.clear()

    def _expect(self, sequence: int) -> None:
        """A change is about to be recorded, where its activity begins: no event of the history tells when."""
        self._expected = max(self._expected, sequence)
        if self._expecting is None or self._expecting.done():
            self._expecting = asyncio.create_task(self._read_expected())

    async def _read_expected(self) -> None:
        pause = FIRST_PAUSE
        while not self.ended and self.events[-1].sequence < self._expected:
            await asyncio.sleep(pause)
            pause = min(2 * pause, HEARTBEAT_SECONDS)
            try:
                await self._read_events()
            except ReelworkError as error:
                log.debug("A job's events can't be read", job_id=self._job_id, error=str(error))

    async def _read_events(self) -> None:
        async with self._reading:  # two readers at once would add the same events twice
            after = self.events[-1].sequence if self.events else -1
            self._add(await self._jobs.ledger.events(self._job_id, after))

    def _add(self, events: Sequence[JobSnapshot]) -> None:
        if events and not self.ended:
            self.events += events
            self.live = None
            self._notify()

    def _notify(self) -> None:
        self.version += 1
        self._news.set()
        self._news = asyncio.Event()
