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

    ``summary`` says in words what it does; the Temporal Web UI shows it. ``patience`` is how long it may
    stand still: an attempt that has shown no progress (see ``contracts.progress``) for so long is stopped.
    One that shows none at all has so long for the whole of its work; one that moves on may take any time.

    ``attempts`` are tries that ended with an answer: of a provider, a page, a script, or of what stood still.
    A worker that died or was stopped, and a ledger or store that was away, use none up; ``backoff`` is the
    pause after the first answer, doubled with each.
    """

    name: str
    input: type[InputT]
    output: type[OutputT]
    queue: str
    patience: timedelta
    summary: str
    attempts: int = 5
    backoff: timedelta = timedelta(seconds=1)
