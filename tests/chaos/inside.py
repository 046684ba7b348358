"""A process with failpoints: ``python -m tests.chaos.inside NAME CONTROL worker.py [ARGUMENT …]``.

The harness arms one failpoint at a time with the file ``CONTROL/NAME.arm``: at which point, before or after
it, at which passage from now on, and what happens there. The process deletes the file when it happens, so the
harness sees it, and the next process of that name does not die of it again. The product knows nothing of
this: the named functions are wrapped here, before its own entry runs.
"""

import functools
import json
import os
import runpy
import signal
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from temporalio.client import WorkflowHandle
from temporalio.service import RPCError, RPCStatusCode

from contracts.errors import ServiceUnavailable
from jobs.service import Jobs
from store.artifacts import Artifacts
from store.ledger import Ledger
from store.publications import Publications
from store.publisher import Publisher
from store.writer import Writer


class Side(StrEnum):
    """On which side of a function something happens."""

    BEFORE = "before"
    AFTER = "after"


class Action(StrEnum):
    """What happens at a failpoint."""

    KILL = "kill"
    """The process is gone at once."""
    STALL = "stall"
    """The whole process stands still for some seconds."""
    LOSE = "lose"
    """The caller hears that the other side does not answer; after the point, although it has done it."""


@dataclass(frozen=True)
class Armed:
    """A failpoint that waits for the process to come by."""

    point: str
    side: Side
    action: Action
    passage: int
    seconds: float

    def write(self, path: Path) -> None:
        """Arm it; the file is there whole or not at all."""
        unfinished = path.with_suffix(".new")
        unfinished.write_text(json.dumps(asdict(self)))
        unfinished.replace(path)

    @classmethod
    def read(cls, path: Path) -> "Armed":
        """What is armed there."""
        fields = json.loads(path.read_text())
        return cls(**{**fields, "side": Side(fields["side"]), "action": Action(fields["action"])})


def _no_connection() -> Exception:
    return ConnectionResetError("the connection was lost")


def _no_temporal() -> Exception:
    return RPCError("the connection was lost", RPCStatusCode.UNAVAILABLE, b"")


def _no_service() -> Exception:
    return ServiceUnavailable("The connection was lost.")


@dataclass(frozen=True)
class Point:
    """A function between two statements that matter, and how it fails when an answer is lost."""

    owner: type
    method: str
    lost: Callable[[], Exception]


POINTS: Final = {
    "accept": Point(Ledger, "accept", _no_service),
    "commit": Point(Writer, "_commit", _no_connection),
    "start": Point(Jobs, "start", _no_temporal),
    "record": Point(Ledger, "record", _no_service),
    "rows": Point(Publications, "add", _no_service),
    "put": Point(Artifacts, "put", _no_service),
    "copy": Point(Artifacts, "copy", _no_service),
    "delete": Point(Artifacts, "delete", _no_service),
    "publish": Point(Publisher, "publish", _no_service),
    "withdraw": Point(Publications, "withdraw", _no_service),
    "cancel": Point(Ledger, "request_cancel", _no_service),
    "call": Point(WorkflowHandle, "cancel", _no_temporal),
    "close": Point(Ledger, "close_from_outside", _no_service),
}
"""Commit and start, publish and record, row and put, row of a cancel and its call, row and delete."""


class _Watch:
    """Looks at every passage whether something is to happen there."""

    def __init__(self, arm: Path) -> None:
        self._arm = arm
        self._seen = 0
        self._passages = 0

    def passes(self, point: str, side: Side) -> None:
        try:
            changed = self._arm.stat().st_mtime_ns
        except FileNotFoundError:
            return
        if changed != self._seen:
            self._seen, self._passages = changed, 0
        try:
            armed = Armed.read(self._arm)
        except FileNotFoundError:  # another thread of this process was there first
            return
        if (armed.point, armed.side) != (point, side):
            return
        self._passages += 1
        if self._passages < armed.passage:
            return
        self._arm.unlink(missing_ok=True)
        if armed.action is Action.KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        elif armed.action is Action.STALL:
            time.sleep(armed.seconds)
        else:
            raise POINTS[point].lost()


def _install(watch: _Watch) -> None:
    for label, point in POINTS.items():
        setattr(point.owner, point.method, _wrapped(label, getattr(point.owner, point.method), watch))


def _wrapped(
    label: str, function: Callable[..., Awaitable[Any]], watch: _Watch
) -> Callable[..., Awaitable[Any]]:
    @functools.wraps(function)
    async def wrapper(*arguments: Any, **options: Any) -> Any:
        watch.passes(label, Side.BEFORE)
        value = await function(*arguments, **options)
        watch.passes(label, Side.AFTER)
        return value

    return wrapper


def _have_a_clock_of_its_own() -> None:
    """Keep libfaketime, which is loaded, to this process; what it starts has the machine's clock.

    While it leaves the monotonic clock alone, the sleep of Python 3.11 and later fails under it.
    """

    def sleep(seconds: Any) -> None:
        threading.Event().wait(seconds)

    os.environ.pop("LD_PRELOAD", None)
    time.sleep = sleep


def main() -> None:
    """Install the failpoints, then be the process."""
    _, name, control, entry, *arguments = sys.argv
    _have_a_clock_of_its_own()
    _install(_Watch(Path(control) / f"{name}.arm"))
    sys.argv = [entry, *arguments]
    if entry.endswith(".py"):
        runpy.run_path(entry, run_name="__main__")
    else:
        runpy.run_module(entry, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
