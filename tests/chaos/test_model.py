"""The model finds what it is there for: a good history passes, and each way to break it is found."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from contracts.jobs import JobState
from tests.chaos.model import (
    Cancel,
    Event,
    Fetched,
    History,
    Outcome,
    Post,
    Read,
    Row,
    Told,
    World,
    violations,
)

PENDING, RUNNING, COMPLETED = JobState.PENDING, JobState.RUNNING, JobState.COMPLETED
CANCELLED, FAILED = JobState.CANCELLED, JobState.FAILED
DONE = Outcome.DONE


def events(last: JobState) -> list[Event]:
    return [Event(0, PENDING, 0), Event(1, RUNNING, 0.1), Event(2, last, 1 if last is COMPLETED else 0.1)]


def history() -> History:
    """Two jobs: one completes, one is cancelled; two clients, two processes."""
    return History(
        posts=[Post(1, "a", Outcome.UNKNOWN), Post(2, "a", DONE, "A"), Post(2, "b", DONE, "B")],
        reads=[
            Read(3, 4, "A", "api-1#0", PENDING, 0),
            Read(5, 6, "A", "api-2#0", RUNNING, 0.5),
            Read(7, 8, "A", "api-1#0", RUNNING, 0.3),
            Read(20, 21, "A", "api-1#0", COMPLETED, 1, "made"),
            Read(22, 23, "A", "api-2#0", COMPLETED, 1, "made"),
            Read(22, 23, "B", "api-2#0", CANCELLED, 0.1),
        ],
        told=[Told(5, "s", "A", 1, RUNNING, 0.1), Told(19, "s", "A", 2, COMPLETED, 1)],
        cancels=[Cancel(9, "B", DONE), Cancel(30, "A", Outcome.REFUSED, COMPLETED)],
        fetched=[Fetched("A", "")],
    )


def world() -> World:
    rows = [
        Row("A", "a", COMPLETED, "", events(COMPLETED), 1),
        Row("B", "b", CANCELLED, "", events(CANCELLED), 0),
    ]
    return World(rows, (), [("A", "render", 1)])


def test_what_a_good_history_tells_is_no_violation() -> None:
    assert violations(history(), world()) == []


def _row(job: int, **changes: object) -> Callable[[History, World], World]:
    def change(_: History, before: World) -> World:
        rows = list(before.rows)
        rows[job] = replace(rows[job], **changes)  # type: ignore[arg-type]  # they are its fields
        return replace(before, rows=rows)

    return change


def _seen(*more: object) -> Callable[[History, World], World]:
    def change(seen: History, before: World) -> World:
        for one in more:
            lists = {Post: seen.posts, Read: seen.reads, Told: seen.told, Cancel: seen.cancels}
            lists[type(one)].append(one)  # type: ignore[attr-defined]  # each to its own
        return before

    return change


@pytest.mark.parametrize(
    ("number", "change"),
    [
        (1, _row(0, state=FAILED, events=events(FAILED), publications=0)),
        (1, _row(0, state=RUNNING, events=events(RUNNING), publications=0)),
        (1, _seen(Post(1, "a", DONE, "C"))),
        (2, _seen(Read(40, 41, "A", "api-1#0", COMPLETED, 1, "another"))),
        (2, _seen(Read(40, 41, "A", "api-1#0", CANCELLED, 1))),
        (3, _row(0, state=CANCELLED, events=events(CANCELLED), publications=0)),
        (3, _seen(Cancel(9, "A", DONE))),
        (3, _seen(Cancel(9, "B", Outcome.REFUSED, COMPLETED))),
        (4, _seen(Post(3, "a", DONE, "B"))),
        (4, _row(1, tag="a")),
        (4, _row(1, tag="")),
        (5, _seen(Read(9, 10, "A", "api-1#0", PENDING, 0.6))),
        (5, _seen(Read(22, 23, "A", "api-1#0", RUNNING, 1))),
        (5, _seen(Read(9, 10, "A", "api-1#0", RUNNING, 0.2))),
        (5, _seen(Read(7, 8, "A", "api-3#0", RUNNING, 0.05))),
        (6, _seen(Told(6, "t", "A", 0, PENDING, 0), Told(7, "t", "A", 2, COMPLETED, 1))),
        (6, _seen(Told(6, "s", "A", 2, COMPLETED, 1))),
        (6, _seen(Told(6, "t", "A", 1, PENDING, 0.1))),
        (6, _seen(Told(6, "t", "A", 3, RUNNING, 0.1))),
        (7, _row(0, events=[Event(0, PENDING, 0), Event(2, COMPLETED, 1)])),
        (7, _row(0, events=[*events(COMPLETED), Event(3, COMPLETED, 1)])),
        (8, lambda seen, before: (seen.fetched.append(Fetched("A", "it is cut off")), before)[1]),
        (9, lambda _, before: replace(before, leftovers=["a file"])),
        (10, _row(0, publications=2)),
        (10, _row(1, publications=1)),
        (10, lambda _, before: replace(before, completions=[("A", "render", 2)])),
        (11, lambda seen, before: (seen.odd.append("500"), before)[1]),
    ],
)
def test_each_way_to_break_it_is_found(number: int, change: Callable[[History, World], World]) -> None:
    seen = history()

    found = violations(seen, change(seen, world()))

    assert any(line.startswith(f"{number}: ") for line in found), found
