"""The kinds of job: what the core needs to know of each. A new kind is one more row."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from contracts.animation import ANIMATION_STEPS, AnimationEditOrder, AnimationFullOrder
from contracts.jobs import JobKind, JobOrder
from contracts.steps import StepTable


@dataclass(frozen=True)
class Kind:
    """One kind of job: the workflow's name is the kind's own name."""

    order: type[JobOrder]
    steps: StepTable
    time_limit: timedelta


KINDS: Final = {
    JobKind.ANIMATION_FULL: Kind(AnimationFullOrder, ANIMATION_STEPS, timedelta(minutes=30)),
    JobKind.ANIMATION_EDIT: Kind(AnimationEditOrder, ANIMATION_STEPS, timedelta(minutes=30)),
}
