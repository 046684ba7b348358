"""How work shows that it moves on, wherever it is done, without knowing who looks.

An engine calls ``moved`` whenever a part of its work is done: a frame, a piece of a body, a clause. Around
an activity somebody watches (``activities.heartbeat``), and stops what has not moved for its ``patience``;
elsewhere nobody does, and the calls do nothing. The watch is found by a context variable, which tasks and
``asyncio.to_thread`` hand on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Final


class Watch:
    """Since when nothing has moved."""

    def __init__(self) -> None:
        self.moved_at = monotonic()
        self.waiting = 0

    @property
    def still_for(self) -> float:
        """The seconds since work last moved; none while it waits for its turn."""
        return 0.0 if self.waiting else monotonic() - self.moved_at


_watch: Final[ContextVar[Watch | None]] = ContextVar("watch", default=None)


def moved() -> None:
    """Say that work has moved on; from any thread, as often as it does."""
    if watch := _watch.get():
        watch.moved_at = monotonic()


@contextmanager
def waiting() -> Iterator[None]:
    """Around waiting for a turn, which is no standing still; on the event loop only."""
    watch = _watch.get()
    if watch is None:
        yield
        return
    watch.waiting += 1
    try:
        yield
    finally:
        watch.waiting -= 1
        watch.moved_at = monotonic()


@contextmanager
def watched() -> Iterator[Watch]:
    """Watch the work of the block, and of the tasks that it starts."""
    watch = Watch()
    token = _watch.set(watch)
    try:
        yield watch
    finally:
        _watch.reset(token)
