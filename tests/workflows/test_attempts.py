"""What uses up an activity's attempts: answers do, deaths and stops don't.

The server, the workflow's ``execute`` and the interceptor are the real ones; the activities act as told, and
what is counted in seconds in the product is counted in tenths here. The cases go on at once, each on a queue
of its own. A busy machine may add a death of its own, which counts as little as the others.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import PollActivityTaskQueueRequest
from temporalio.client import Client
from temporalio.worker import Worker

from activities import heartbeat
from activities.heartbeat import ActivityInterceptor, attempt, report
from activities.implementations import register
from activities.recording import Recorder
from contracts import names
from contracts.activity import ActivityDef
from contracts.core import Nothing
from contracts.errors import ServiceUnavailable, SourceRefused, SourceUnavailable
from contracts.jobs import Heartbeat, JobError
from contracts.messages import message
from contracts.progress import moved, waiting
from jobs.attempts import FailedAttempt, failed_attempts
from runtime.temporal import SANDBOX
from store.ledger import Ledger
from tests.definitions import definitions
from tests.workflows.once import Once

# A cancel for an attempt that has just ended is nobody's fault, and here there are many.
pytestmark = pytest.mark.filterwarnings("ignore:Cannot find activity to cancel")

Definition = ActivityDef[Any, Any]
Act = Callable[[str], Awaitable[None]]
"""What the activity of a name does."""

EVERY = tuple(definitions())
SOME = tuple({definition.attempts: definition for definition in EVERY}.values())
"""One for each number of attempts, which is all that activities differ in here: they act as told, on another
queue, with another patience. Each one's own number is seen where all of it is used up."""
MOST = max(definition.attempts for definition in EVERY)
PATIENCE = timedelta(seconds=0.5)
LONG_PATIENCE = timedelta(seconds=4)
"""For what moves on: a busy machine may let no task run for a second."""
WORKFLOWS_QUEUE = "once"
NOTHING_CARRIED = Recorder(Ledger("sqlite:///nothing.db"))
"""No activity here is a job's: this ledger is not opened."""
OUTAGE = "The page does not answer."


@dataclass(frozen=True)
class Outcome:
    """How the activities ended (none: well), at which try each of their attempts was, and what is told."""

    errors: dict[str, JobError | None]
    tries: dict[str, list[int]]
    told: dict[str, Sequence[FailedAttempt]]


class Case:
    """Activities, each in a workflow, on a queue of their own."""

    def __init__(self, client: Client, definitions: Sequence[Definition], patience: timedelta) -> None:
        self._client = client
        self._patience = patience
        self.definitions = definitions
        self._queue = f"attempts-{uuid4()}"
        self.tries: defaultdict[str, list[int]] = defaultdict(list)
        self._told: dict[str, Sequence[FailedAttempt]] = {}

    async def outcome(self) -> Outcome:
        """Run the workflows to their ends."""
        names = [definition.name for definition in self.definitions]
        errors = await asyncio.gather(*map(self._run, names))
        return Outcome(dict(zip(names, errors, strict=True)), self.tries, self._told)

    async def _run(self, name: str) -> JobError | None:
        run = await self._client.start_workflow(
            Once.run, args=[name, self._queue], id=f"once-{uuid4()}", task_queue=WORKFLOWS_QUEUE
        )
        error = await run.result()
        self._told[name] = failed_attempts((await run.fetch_history()).events, ())
        return error

    @asynccontextmanager
    async def worker(self, act: Act) -> AsyncIterator[None]:
        """A worker for all, until it is stopped as a deploy stops it."""
        async with Worker(
            self._client,
            task_queue=self._queue,
            activities=[self._acting(definition, act) for definition in self.definitions],
            interceptors=[ActivityInterceptor(NOTHING_CARRIED)],
            max_heartbeat_throttle_interval=timedelta(seconds=0.2),
            default_heartbeat_throttle_interval=timedelta(seconds=0.2),
        ):
            yield

    def _acting(self, definition: Definition, act: Act) -> Callable[..., Any]:
        async def run(_: Nothing) -> Nothing:
            self.tries[definition.name].append(attempt())
            await act(definition.name)
            return Nothing()

        return register(replace(definition, patience=self._patience, backoff=timedelta(milliseconds=10)), run)

    async def deaths(self, wanted: dict[str, int]) -> None:
        """Take tasks as a worker does and never say a word again, until each was taken as often as wanted."""
        taken: Counter[str] = Counter()
        request = PollActivityTaskQueueRequest(
            namespace=self._client.namespace, task_queue=TaskQueue(name=self._queue), identity="dies"
        )

        async def take() -> None:
            while True:
                answer = await self._client.workflow_service.poll_activity_task_queue(request)
                taken[answer.activity_type.name] += 1

        takers = [asyncio.create_task(take()) for _ in range(4)]
        try:
            while any(taken[name] < times for name, times in wanted.items()):
                done, _ = await asyncio.wait(takers, timeout=0.05, return_when=asyncio.FIRST_COMPLETED)
                for taker in done:
                    taker.result()
        finally:
            for taker in takers:
                taker.cancel()
            await asyncio.wait(takers)


async def during(case: Case, fate: Coroutine[Any, Any, None]) -> Outcome:
    """The outcome of a case whose workers have a fate."""
    async with asyncio.TaskGroup() as group:
        outcome = group.create_task(case.outcome())
        fated = group.create_task(fate)
        await outcome
        fated.cancel()
    return outcome.result()


async def until_ended(case: Case, act: Act) -> None:
    async with case.worker(act):
        await asyncio.Event().wait()


# --- the cases --------------------------------------------------------------------------------------------


async def hang(_: str) -> None:
    with waiting():
        await asyncio.Event().wait()


async def work(_: str) -> None:
    pass


async def fail(_: str) -> None:
    raise SourceUnavailable(OUTAGE)


async def stand_still(_: str) -> None:
    while True:
        report(Heartbeat(fraction=0.1, message=message("begun")))  # after the first, it tells nothing new
        await asyncio.sleep(0.05)


async def work_slowly(_: str) -> None:
    """Take three times its patience, and move on in each of three ways."""
    for part in range(6):
        await asyncio.sleep(0.5)
        report(Heartbeat(fraction=part / 6, message=message("going_on")))
    for _part in range(6):
        await asyncio.to_thread(moved)
        await asyncio.sleep(0.5)
    with waiting():
        await asyncio.sleep(6)


async def killed(case: Case) -> None:
    """The worker of each dies once more than it has attempts."""
    await case.deaths({definition.name: definition.attempts + 1 for definition in case.definitions})
    await until_ended(case, work)


async def stopped(case: Case) -> None:
    """The worker is stopped once more than any has attempts."""
    for times in range(1, MOST + 2):
        async with case.worker(hang):
            while any(len(case.tries[definition.name]) < times for definition in case.definitions):
                await asyncio.sleep(0.02)
    await until_ended(case, work)


async def mixed(case: Case) -> None:
    """Before each answer the worker is stopped, and before the first two it has died too."""
    answers = 0

    async def act(name: str) -> None:
        await (fail(name) if case.tries[name][-1] <= answers else hang(name))

    for answers in range(MOST):
        hanging = {definition.name: 1 for definition in case.definitions if definition.attempts > answers}
        if answers < 2:
            await case.deaths(hanging)
        async with case.worker(act):
            while any(answers + 1 not in case.tries[name] for name in hanging):
                await asyncio.sleep(0.02)
    await until_ended(case, fail)


async def go_slowly(case: Case) -> None:
    await until_ended(case, work_slowly)


async def outage(case: Case) -> None:
    """Twice a part of our own is away, then the page refuses."""

    async def act(name: str) -> None:
        if len(case.tries[name]) <= 2:
            raise ServiceUnavailable("The database does not answer at the moment.")
        raise SourceRefused("The page is behind a login.")

    await until_ended(case, act)


async def unstoppable(case: Case) -> None:
    """The first attempt of each is in a call that never returns, whatever is asked of it."""
    over = asyncio.Event()

    async def act(name: str) -> None:
        while len(case.tries[name]) == 1 and not over.is_set():
            try:
                await over.wait()
            except asyncio.CancelledError:
                continue

    try:
        await until_ended(case, act)
    finally:
        over.set()


Fate = Callable[[Case], Coroutine[Any, Any, None]]
FATES: dict[str, tuple[Sequence[Definition], Fate]] = {
    "killed": (SOME, killed),
    "stopped": (SOME, stopped),
    "answered": (EVERY, lambda case: until_ended(case, fail)),
    "standing_still": (SOME, lambda case: until_ended(case, stand_still)),
    "slow": (SOME, go_slowly),
    "mixed": (SOME, mixed),
    "outage": (SOME, outage),
    "unstoppable": (SOME, unstoppable),
}


@pytest.fixture(scope="module")
def quick() -> Iterator[None]:
    """A silent worker is taken for dead after two seconds, and the pauses are short."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(names, "HEARTBEAT_TIMEOUT", timedelta(seconds=2))
        patch.setattr(names, "SHORTEST_PAUSE", timedelta(seconds=0.1))
        patch.setattr(names, "LONGEST_PAUSE", timedelta(seconds=0.1))
        patch.setattr(heartbeat, "HEARTBEAT_SECONDS", 0.5)
        patch.setattr(heartbeat, "STOP_SECONDS", 0.2)
        yield


@pytest.fixture(scope="module")
async def outcomes(temporal: Client, quick: None) -> dict[str, Outcome]:  # noqa: ARG001 - it only has to be
    """What came of all cases."""
    async with Worker(temporal, task_queue=WORKFLOWS_QUEUE, workflows=[Once], workflow_runner=SANDBOX):
        cases = [
            (Case(temporal, activities, LONG_PATIENCE if fate is go_slowly else PATIENCE), fate)
            for activities, fate in FATES.values()
        ]
        found = await asyncio.gather(*(during(case, fate(case)) for case, fate in cases))
    return dict(zip(FATES, found, strict=True))


# --- what comes of them -----------------------------------------------------------------------------------


def of(*fates: str) -> pytest.MarkDecorator:
    """Each activity of the cases."""
    pairs = [(fate, one) for fate in fates for one in FATES[fate][0]]
    return pytest.mark.parametrize(("fate", "one"), pairs, ids=[f"{fate}-{one.name}" for fate, one in pairs])


def assert_used_up(tries: Sequence[int], attempts: int) -> None:
    """Each number came, in its turn, however often it was begun again.

    There may be one more: where the last answer was counted and its worker died before it could tell it.
    """
    in_turn = list(dict.fromkeys(tries))
    assert in_turn in (list(range(1, attempts + 1)), list(range(1, attempts + 2)))


@of("killed", "stopped")
async def test_a_worker_that_dies_or_is_stopped_uses_no_attempt_up(
    outcomes: dict[str, Outcome], fate: str, one: Definition
) -> None:
    outcome = outcomes[fate]

    assert outcome.errors[one.name] is None
    assert set(outcome.tries[one.name]) == {1}
    (last,) = outcome.told[one.name]
    assert last.attempt is None
    if fate == "stopped" and last.why:  # a busy machine may have been too late to say so
        assert last.why.message == "The worker was stopped; another one goes on."


@of("answered", "mixed")
async def test_answers_use_the_attempts_up_and_are_counted_over_deaths_and_stops(
    outcomes: dict[str, Outcome], fate: str, one: Definition
) -> None:
    outcome = outcomes[fate]
    error = outcome.errors[one.name]

    assert error
    assert (error.code, error.message) == (SourceUnavailable.code, OUTAGE)
    assert_used_up(outcome.tries[one.name], one.attempts)
    assert outcome.told[one.name][-1].attempt == max(outcome.tries[one.name])


@of("standing_still")
async def test_what_stands_still_is_stopped_and_says_so(
    outcomes: dict[str, Outcome], fate: str, one: Definition
) -> None:
    outcome = outcomes[fate]
    error = outcome.errors[one.name]

    assert error
    assert error.code == "STEP_STOOD_STILL"
    assert error.message == "The step the_step showed no progress for 0.5 s, and was stopped."
    assert_used_up(outcome.tries[one.name], one.attempts)


@of("slow")
async def test_what_is_slow_and_moves_on_is_left_alone(
    outcomes: dict[str, Outcome], fate: str, one: Definition
) -> None:
    outcome = outcomes[fate]

    assert outcome.errors[one.name] is None
    assert set(outcome.tries[one.name]) == {1}


@of("outage")
async def test_an_outage_of_our_own_uses_no_attempt_up_and_a_refusal_is_final(
    outcomes: dict[str, Outcome], fate: str, one: Definition
) -> None:
    outcome = outcomes[fate]
    error = outcome.errors[one.name]

    assert error
    assert error.message == "The page is behind a login."
    assert set(outcome.tries[one.name]) == {1}


@of("unstoppable")
async def test_what_does_not_even_stop_is_left_behind(
    outcomes: dict[str, Outcome], fate: str, one: Definition
) -> None:
    outcome = outcomes[fate]

    assert (outcome.errors[one.name] is None) is (one.attempts > 1)
    assert len(outcome.tries[one.name]) >= min(2, one.attempts)
