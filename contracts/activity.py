"""Typed names of activities, so that a workflow calls and a worker registers one and the same thing."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Generic, TypeVar

from pydantic import BaseModel

InputT = TypeVar("InputT", bound=BaseModel)
OutputT = TypeVar("OutputT")


@dataclass(frozen=True)
class ActivityDef(Generic[InputT, OutputT]):
    """An activity's name, types, task queue and limits.

    ``summary`` says in words what it does; the Temporal Web UI shows it. ``timeout`` is for one attempt.
    Every activity heartbeats, so a dead worker is noticed after ``contracts.names.HEARTBEAT_TIMEOUT``, not
    after ``timeout``.
    """

    name: str
    input: type[InputT]
    output: type[OutputT]
    queue: str
    timeout: timedelta
    summary: str
    attempts: int = 5
    backoff: timedelta = timedelta(seconds=1)
