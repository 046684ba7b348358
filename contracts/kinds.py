"""The kinds of job: what the core needs to know of each. A new kind is one more row."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from contracts.animation import ANIMATION_STEPS, AnimationEditOrder, AnimationFullOrder
from contracts.jobs import JobKind, JobOrder
from contracts.speech import SPEECH_STEPS, SpeechOrder
from contracts.steps import StepTable
from contracts.video import ArticleVideoOrder, ScriptVideoOrder
from contracts.video_steps import ARTICLE_VIDEO_STEPS, SCRIPT_VIDEO_STEPS


@dataclass(frozen=True)
class Kind:
    """One kind of job: the workflow's name is the kind's own name."""

    order: type[JobOrder]
    steps: StepTable
    time_limit: timedelta
    max_active: int | None = None
    """Open jobs of an owner at most."""
    pending_limit: timedelta | None = None
    """A job that no worker took for so long fails."""


KINDS: Final = {
    JobKind.ANIMATION_FULL: Kind(AnimationFullOrder, ANIMATION_STEPS, timedelta(minutes=30)),
    JobKind.ANIMATION_EDIT: Kind(AnimationEditOrder, ANIMATION_STEPS, timedelta(minutes=30)),
    JobKind.SPEECH: Kind(
        SpeechOrder, SPEECH_STEPS, timedelta(minutes=10), max_active=3, pending_limit=timedelta(hours=24)
    ),
    JobKind.ARTICLE_VIDEO: Kind(ArticleVideoOrder, ARTICLE_VIDEO_STEPS, timedelta(minutes=25)),
    JobKind.SCRIPT_VIDEO: Kind(ScriptVideoOrder, SCRIPT_VIDEO_STEPS, timedelta(minutes=25)),
}
