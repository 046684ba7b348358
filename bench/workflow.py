"""Jobs of steps that only wait, as long as the order says; the machinery around is the real one.

They go by the names of three kinds of the product, so that the API that is measured needs no
change.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from temporalio import workflow

from workflows.job import Job

with workflow.unsafe.imports_passed_through():
    from contracts.activity import ActivityDef
    from contracts.animation import ANIMATION_FULL, ANIMATION_STEPS, AnimationFullOrder, AnimationResult
    from contracts.article_video import (
        ARTICLE_VIDEO,
        ARTICLE_VIDEO_STEPS,
        ArticleVideoOrder,
        ArticleVideoResult,
    )
    from contracts.core import Nothing
    from contracts.jobs import JobSnapshot
    from contracts.model import Model
    from contracts.names import AUTHORING_QUEUE, CORE_QUEUE, RENDER_QUEUE
    from contracts.script_video import SCRIPT_VIDEO, SCRIPT_VIDEO_STEPS, ScriptVideoOrder
    from contracts.video import MadeBy, VideoResult

RESULT: Final = AnimationResult(
    video_id="none", video_path="", prompt_path="", manim_code_path="", generation_id=1
)
VIDEO_RESULT: Final = VideoResult(
    title="none",
    video_path="",
    thumbnail_path="",
    captions_path="",
    duration=0,
    file_size=0,
    resolution="",
    language="en",
    made_by=MadeBy(script="", voice="", pictures={}),
)
ARTICLE_RESULT: Final = ArticleVideoResult(**dict(VIDEO_RESULT), video_id=1)


class Wait(Model):
    """How long a step takes."""

    seconds: float


def _step(queue: str) -> ActivityDef[Wait, Nothing]:
    return ActivityDef(f"bench.{queue}", Wait, Nothing, queue, timedelta(minutes=1), summary="Do nothing")


PLAN, RUN, PUBLISH = _step(AUTHORING_QUEUE), _step(RENDER_QUEUE), _step(CORE_QUEUE)
STEPS: Final[Sequence[ActivityDef[Wait, Nothing]]] = (PLAN, PLAN, PLAN, PLAN, RUN, RUN, PLAN, PUBLISH)
"""By the queues that an animation's steps are on."""


@workflow.defn(name=ANIMATION_FULL)
class EmptyAnimation:
    """The order's content says how many seconds each step takes."""

    @workflow.init
    def __init__(self, order: AnimationFullOrder) -> None:
        self._wait = Wait(seconds=float(order.content))
        self.job = Job(order, ANIMATION_STEPS)

    @workflow.query
    def status(self) -> JobSnapshot:
        """The state of the job, as last changed."""
        return self.job.snapshot

    @workflow.run
    async def run(self, order: AnimationFullOrder) -> JobSnapshot:  # noqa: ARG002 - Temporal gives it twice
        """Run the job to its ending."""
        return await self.job.run(self._steps)

    async def _steps(self) -> AnimationResult:
        for step, activity in zip(ANIMATION_STEPS.steps[1:], STEPS, strict=True):
            await self.job.step(step, activity, self._wait)
        return RESULT


@workflow.defn(name=ARTICLE_VIDEO)
class EmptyArticleVideo:
    """The last part of the order's URL says how many seconds each step takes."""

    @workflow.init
    def __init__(self, order: ArticleVideoOrder) -> None:
        self._wait = Wait(seconds=float(order.url.rpartition("/")[2]))
        self.job = Job(order, ARTICLE_VIDEO_STEPS)

    @workflow.query
    def status(self) -> JobSnapshot:
        """The state of the job, as last changed."""
        return self.job.snapshot

    @workflow.run
    async def run(self, order: ArticleVideoOrder) -> JobSnapshot:  # noqa: ARG002 - Temporal gives it twice
        """Run the job to its ending."""
        return await self.job.run(self._steps)

    async def _steps(self) -> ArticleVideoResult:
        for step in ARTICLE_VIDEO_STEPS.steps[1:]:
            await self.job.step(step, PLAN, self._wait)
        return ARTICLE_RESULT


@workflow.defn(name=SCRIPT_VIDEO)
class EmptyScriptVideo:
    """The title says how many seconds each step takes."""

    @workflow.init
    def __init__(self, order: ScriptVideoOrder) -> None:
        self._wait = Wait(seconds=float(order.title))
        self.job = Job(order, SCRIPT_VIDEO_STEPS)

    @workflow.query
    def status(self) -> JobSnapshot:
        """The state of the job, as last changed."""
        return self.job.snapshot

    @workflow.run
    async def run(self, order: ScriptVideoOrder) -> JobSnapshot:  # noqa: ARG002 - Temporal gives it twice
        """Run the job to its ending."""
        return await self.job.run(self._steps)

    async def _steps(self) -> VideoResult:
        for step in SCRIPT_VIDEO_STEPS.steps[1:]:
            await self.job.step(step, PLAN, self._wait)
        return VIDEO_RESULT
