"""What must hold whatever happens, and the check of a whole history against it.

A job is a register that is written once: its ending. A key names one job. From this, of all that all clients
were told by all processes, in the order in which it was told:

1. Accepted is done. A job that a POST answered with 2xx ends, as completed or as cancelled; it never fails by
   a fault of ours.
2. One ending. Whoever reads a job that has ended, wherever and whenever, is told the same ending.
3. Cancelled is cancelled. A job ends as cancelled only if somebody asked for it; once that was answered, it
   does. A cancel is refused only to a job that does end otherwise.
4. One key, one job. However often, wherever and with whatever outcome a request was sent with its key, there
   is one job of it at most, and one if any of these was answered with 2xx. There is no job that nobody asked
   for.
5. Reads never go back: no read that begins after another has ended tells an earlier state, less than what was
   recorded when somebody was told of it, or less progress than the same process has told.
6. Streams have no gap and no repeat, over any number of broken connections and any number of processes, and
   tell each event alike.
7. The ledger's events of a job are numbered without a gap, with one ending, which is the last.
8. What a completed job made is served whole, and it plays.
9. Nothing is left of a job that did not complete, and of one that did nothing but what it published.
10. No step's result is published twice: a job has one publication, and each activity of a run completes once.
11. Every answer is one that the contracts know; what is out of order for a moment is 503, or no answer.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from contracts.jobs import JobState


class Outcome(StrEnum):
    """What a client knows of a request."""

    DONE = "done"
    REFUSED = "refused"
    """Answered that nothing came of it."""
    UNKNOWN = "unknown"
    """No answer, or 503: it may have been done."""


@dataclass(frozen=True)
class Post:
    """A request for a job. ``tag`` is what this client alone wrote into it."""

    at: float
    tag: str
    outcome: Outcome
    job_id: str = ""


@dataclass(frozen=True)
class Read:
    """What somebody was told of a job; ``through`` names the process, as started for the so-manieth time."""

    began: float
    ended: float
    job_id: str
    through: str
    state: JobState
    progress: float
    ending: str = ""
    """The result or error of one that has ended."""


@dataclass(frozen=True)
class Told:
    """An event of a stream, ``of`` which connections to one job after another are one stream."""

    at: float
    of: str
    job_id: str
    sequence: int
    state: JobState
    progress: float


@dataclass(frozen=True)
class Cancel:
    """A request to cancel a job. ``found`` is how a refused one says that the job stands."""

    began: float
    job_id: str
    outcome: Outcome
    found: JobState | None = None


@dataclass(frozen=True)
class Fetched:
    """What came of fetching all files of a job, after all was over; empty: they are whole."""

    job_id: str
    wrong: str


@dataclass
class History:
    """All that the clients saw."""

    posts: list[Post] = field(default_factory=list)
    reads: list[Read] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    cancels: list[Cancel] = field(default_factory=list)
    fetched: list[Fetched] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    """Answers that no contract knows."""

    def __len__(self) -> int:
        return len(self.posts) + len(self.reads) + len(self.told) + len(self.cancels) + len(self.fetched)


@dataclass(frozen=True)
class Event:
    """An event of the ledger."""

    sequence: int
    state: JobState
    progress: float


@dataclass(frozen=True)
class Row:
    """A job as the ledger has it in the end. ``tag`` is empty if nobody here can have asked for it."""

    job_id: str
    tag: str
    state: JobState
    error: str
    events: Sequence[Event]
    publications: int


@dataclass(frozen=True)
class World:
    """What is there when all is over."""

    rows: Sequence[Row]
    leftovers: Sequence[str] = ()
    """Files that belong to nobody, in words."""
    completions: Sequence[tuple[str, str, int]] = ()
    """Of each workflow's run: job, activity with its argument, how often that completed."""


_RANK = {
    JobState.PENDING: 0,
    JobState.RUNNING: 1,
    **dict.fromkeys((JobState.COMPLETED, JobState.FAILED, JobState.CANCELLED), 2),
}
_TOLERANCE = 1e-9


def violations(history: History, world: World) -> list[str]:
    """Everything that does not hold, in words; each begins with the number of what it breaks."""
    return [
        *_accepted(history, world),
        *_endings(history, world),
        *_cancels(history, world),
        *_keys(history, world),
        *_going_back(history, world),
        *_streams(history, world),
        *_events(world),
        *(f"8: {one.job_id}: {one.wrong}" for one in history.fetched if one.wrong),
        *(f"9: {what}" for what in world.leftovers),
        *_published(world),
        *(f"11: {what}" for what in history.odd),
    ]


def _accepted(history: History, world: World) -> Iterator[str]:
    rows = {row.job_id: row for row in world.rows}
    for job_id in {post.job_id for post in history.posts if post.outcome is Outcome.DONE}:
        row = rows.get(job_id)
        if row is None:
            yield f"1: {job_id} was accepted and is not there"
        elif row.state is JobState.FAILED:
            yield f"1: {job_id} was accepted and failed: {row.error}"
        elif not row.state.ended:
            yield f"1: {job_id} was accepted and is {row.state} still"


def _endings(history: History, world: World) -> Iterator[str]:
    endings: defaultdict[str, set[tuple[JobState, str]]] = defaultdict(set)
    for read in history.reads:
        if read.state.ended:
            endings[read.job_id].add((read.state, read.ending))
    for job_id, told in endings.items():
        if len(told) > 1:
            yield f"2: {job_id} was told to end as {sorted(told)}"
    told_states: defaultdict[str, set[JobState]] = defaultdict(set)
    for told_job, states in endings.items():
        told_states[told_job] = {state for state, _ in states}
    for one in history.told:
        if one.state.ended:
            told_states[one.job_id].add(one.state)
    for row in world.rows:
        if wrong := told_states[row.job_id] - {row.state}:
            yield f"2: {row.job_id} is {row.state}, and was told to be {sorted(wrong)}"


def _cancels(history: History, world: World) -> Iterator[str]:
    asked = {cancel.job_id for cancel in history.cancels if cancel.outcome is not Outcome.REFUSED}
    rows = {row.job_id: row for row in world.rows}
    for row in world.rows:
        if row.state is JobState.CANCELLED and row.job_id not in asked:
            yield f"3: {row.job_id} is cancelled, and nobody asked for it"
    for cancel in history.cancels:
        ended_as = rows[cancel.job_id].state if cancel.job_id in rows else None
        if cancel.outcome is Outcome.DONE and ended_as is not JobState.CANCELLED:
            yield f"3: the cancel of {cancel.job_id} was answered, and it is {ended_as}"
        if cancel.found and cancel.found.ended and cancel.found is not ended_as:
            yield f"3: the cancel of {cancel.job_id} was refused as {cancel.found}, and it is {ended_as}"


def _keys(history: History, world: World) -> Iterator[str]:
    answered: defaultdict[str, set[str]] = defaultdict(set)
    outcomes: defaultdict[str, set[Outcome]] = defaultdict(set)
    for post in history.posts:
        outcomes[post.tag].add(post.outcome)
        if post.outcome is Outcome.DONE:
            answered[post.tag].add(post.job_id)
    made = defaultdict(set)
    for row in world.rows:
        made[row.tag].add(row.job_id)
    for job_ids in answered.values():
        if len(job_ids) > 1:
            yield f"4: one key was answered with the jobs {sorted(job_ids)}"
    for tag, job_ids in made.items():
        if tag not in outcomes:
            yield f"4: nobody asked for {sorted(job_ids)}"
        elif len(job_ids) > 1:
            yield f"4: of one request there are the jobs {sorted(job_ids)}"
        elif outcomes[tag] == {Outcome.REFUSED}:
            yield f"4: {sorted(job_ids)} is there, and each request for it was refused"


def _going_back(history: History, world: World) -> Iterator[str]:
    events = {(row.job_id, event.sequence): event for row in world.rows for event in row.events}
    reads: defaultdict[str, list[Read]] = defaultdict(list)
    for read in history.reads:
        reads[read.job_id].append(read)
    for told in history.told:
        # What a stream tells counts from then on, as it was recorded: the same process may have told more of
        # it. It is no read that begins at a time: its connection may be older than what others were told.
        event = events.get((told.job_id, told.sequence))
        progress = event.progress if event else told.progress
        reads[told.job_id].append(Read(0, told.at, told.job_id, "a stream", told.state, progress))
    for some in reads.values():
        yield from _going_back_of_one(some)


def _going_back_of_one(reads: Sequence[Read]) -> Iterator[str]:
    by_end = sorted(reads, key=lambda read: read.ended)
    known = iter(by_end)
    following = next(known, None)
    rank, furthest = 0, ""
    recorded = 0.0
    progress: defaultdict[str, float] = defaultdict(float)
    for read in sorted(reads, key=lambda read: read.began):
        if not read.began:
            continue
        while following and following.ended < read.began:
            if _RANK[following.state] > rank:
                rank, furthest = _RANK[following.state], following.through
            if not following.began:
                recorded = max(recorded, following.progress)
            progress[following.through] = max(progress[following.through], following.progress)
            following = next(known, None)
        if _RANK[read.state] < rank:
            yield f"5: {read.job_id} was {read.state} by {read.through} after {furthest} had told more"
        if read.state in (JobState.FAILED, JobState.CANCELLED):
            continue
        least = max(recorded, progress[read.through])
        if read.progress < least - _TOLERANCE:
            yield f"5: {read.job_id} was at {read.progress} by {read.through}, after {least}"


def _streams(history: History, world: World) -> Iterator[str]:
    events = {(row.job_id, event.sequence): event for row in world.rows for event in row.events}
    streams: defaultdict[str, list[Told]] = defaultdict(list)
    for told in history.told:
        streams[told.of].append(told)
        event = events.get((told.job_id, told.sequence))
        if event is None:
            yield f"6: {told.job_id}: event {told.sequence} was told, and is not there"
        elif event.state is not told.state:
            yield f"6: {told.job_id}: event {told.sequence} was told as {told.state}, and is {event.state}"
        elif told.progress < event.progress - _TOLERANCE:
            yield f"6: {told.job_id}: event {told.sequence} was told with too little progress"
    for stream in streams.values():
        sequences = [told.sequence for told in stream]
        if sequences != list(range(sequences[0], sequences[0] + len(sequences))):
            yield f"6: {stream[0].job_id}: a stream told the events {sequences}"
        progress = [
            told.progress for told in stream if told.state not in (JobState.FAILED, JobState.CANCELLED)
        ]
        if progress != sorted(progress):
            yield f"6: {stream[0].job_id}: a stream's progress went back: {progress}"


def _events(world: World) -> Iterator[str]:
    for row in world.rows:
        sequences = [event.sequence for event in row.events]
        if sequences != list(range(len(sequences))):
            yield f"7: {row.job_id} has the events {sequences}"
        endings = [event.sequence for event in row.events if event.state.ended]
        if row.state.ended and endings != sequences[-1:]:
            yield f"7: {row.job_id} ends with the events {endings} of {len(sequences)}"
        progress = [event.progress for event in row.events]
        if progress != sorted(progress):
            yield f"7: {row.job_id} was recorded going back: {progress}"


def _published(world: World) -> Iterator[str]:
    for row in world.rows:
        wanted = 1 if row.state is JobState.COMPLETED else 0
        if row.publications != wanted:
            yield f"10: {row.job_id} is {row.state} and has {row.publications} publications"
    for job_id, activity, times in world.completions:
        if times > 1:
            yield f"10: {job_id}: {activity} completed {times} times in one run"


def summary(lines: Iterable[str]) -> dict[str, int]:
    """How many violations there are of each."""
    return dict(Counter(line.partition(":")[0] for line in lines))
