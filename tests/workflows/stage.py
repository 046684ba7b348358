"""A stage for workflows: the real server, ledger, core activities and interceptor; the steps act as told."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import RootModel
from temporalio.client import Client, WorkflowFailureError
from temporalio.worker import Worker

from activities.core import CoreActivities
from activities.folders import Scratch
from activities.heartbeat import ActivityInterceptor, report
from activities.implementations import definitions as implemented
from activities.implementations import methods, queue_of, register
from activities.maintenance import MaintenanceActivities
from activities.recording import Recorder
from contracts.activity import ActivityDef
from contracts.animation import (
    ANIMATION_EDIT,
    ANIMATION_FULL,
    CHECK_SECURITY,
    EDIT,
    FIND_PRIOR,
    LINT,
    PLAN,
    PUBLISH,
    REFINE,
    RENDER,
    RUN_PREFLIGHT,
    WRITE,
    Animation,
    AnimationResult,
    CheckReport,
    Diagnostic,
    PlanOutput,
    PreflightReport,
    Quality,
    RenderReport,
    ScriptOutput,
)
from contracts.article_video import (
    ARTICLE_VIDEO,
    FETCH_ARTICLE,
    FIND_MADE,
    PUBLISH_ARTICLE_VIDEO,
    WRITE_STORYBOARD,
    ArticleVideoResult,
    FetchArticleOutput,
    FindMadeOutput,
)
from contracts.errors import JobNotCancellable
from contracts.jobs import OPEN_STATES, Heartbeat, JobSnapshot
from contracts.messages import message
from contracts.names import CORE_QUEUE
from contracts.script_video import (
    FETCH_MUSIC,
    PUBLISH_SCRIPT_VIDEO,
    SCRIPT_VIDEO,
    SPLIT_SCRIPT,
    FetchMusicOutput,
)
from contracts.speech import JOIN, SPEAK, SPEECH, JoinOutput, ProviderName, Span, SpeakOutput
from contracts.video import (
    ASSEMBLE,
    CAST,
    COMPOSE_SCENE,
    ILLUSTRATE,
    LAY_OUT,
    MIX,
    AssembleOutput,
    ComposeSceneOutput,
    LayOutOutput,
    MadeBy,
    MixOutput,
    Narrator,
    StoryboardOutput,
    VideoResult,
    Visual,
    VisualKind,
)
from jobs.drafts import draft
from jobs.service import Jobs
from runtime.temporal import SANDBOX
from store.artifacts import Artifacts
from store.catalogue import NewGeneration, adding
from store.ledger import Ledger
from store.publisher import Publisher
from store.records import JobDraft
from tests.definitions import definitions
from workflows.carried import CarryingInterceptor
from workflows.found import WORKFLOWS

Act = Callable[[Any], Awaitable[Any]]
Asked = RootModel[dict[str, Any]]
"""A request of any shape."""
BROKEN = Diagnostic(rule="raised", message="NameError: name 'Cirle' is not defined", line=3)

PRIOR = Animation(
    video_id="prior", generation_id=1, prior_video_id=None, prompt="p", quality=Quality.LOW, duration=1
)
STORYBOARD = StoryboardOutput(
    plan_key="plan",
    title="Tides",
    language="en",
    author="local",
    narrations=("one", "two", "three"),
)
VIDEO = {
    "title": "Tides",
    "video_path": "/video.mp4",
    "thumbnail_path": "/thumbnail.jpg",
    "captions_path": "/captions.srt",
    "duration": 15.0,
    "file_size": 345678,
    "resolution": "1920x1080",
    "language": "en",
    "made_by": MadeBy(script="local", voice="kokoro:af_heart", pictures={VisualKind.CARD: 3}),
}
ANSWERS: dict[str, Any] = {
    FETCH_ARTICLE.name: FetchArticleOutput(article_key="article", language="en", digest="d"),
    FIND_MADE.name: FindMadeOutput(result=None),
    WRITE_STORYBOARD.name: STORYBOARD,
    SPLIT_SCRIPT.name: STORYBOARD,
    CAST.name: Narrator(
        provider=ProviderName.KOKORO,
        fallback_from=ProviderName.AZURE,
        voice_id="af_heart",
        language="en",
        parallel=2,
    ),
    LAY_OUT.name: LayOutOutput(timeline_key="timeline", scenes=3),
    FETCH_MUSIC.name: FetchMusicOutput(music_key="music"),
    ILLUSTRATE.name: Visual(kind=VisualKind.CARD, key="visual"),
    MIX.name: MixOutput(soundtrack_key="soundtrack"),
    COMPOSE_SCENE.name: ComposeSceneOutput(scene_key="scene"),
    ASSEMBLE.name: AssembleOutput(duration=15.0, file_size=345678, width=1920, height=1080),
    PUBLISH_ARTICLE_VIDEO.name: ArticleVideoResult(**VIDEO, video_id=5),
    PUBLISH_SCRIPT_VIDEO.name: VideoResult(**VIDEO),
    PLAN.name: PlanOutput(plan_key="plan", title="t", scenes=2),
    WRITE.name: ScriptOutput(script_key="script-0"),
    FIND_PRIOR.name: PRIOR,
    EDIT.name: ScriptOutput(script_key="script-0"),
    LINT.name: CheckReport(),
    CHECK_SECURITY.name: CheckReport(),
    RUN_PREFLIGHT.name: PreflightReport(animations=7),
    RENDER.name: RenderReport(duration=3.0, width=854, height=480),
    REFINE.name: ScriptOutput(script_key="script-1"),
    SPEAK.name: SpeakOutput(key="spoken", attempt=1),
    JOIN.name: JoinOutput(
        duration_ms=900, size=9, spans=(Span(start_ms=0, end_ms=300), Span(start_ms=600, end_ms=900))
    ),
    PUBLISH.name: AnimationResult(
        video_id="v", video_path="/v", prompt_path="/p", manim_code_path="/c", generation_id=1
    ),
}


HALF = message("half of it")
"""What a step that is held tells of itself."""


class Stage:
    """Jobs on real parts. ``acts`` holds what a step does instead of answering at once."""

    def __init__(self, client: Client, ledger: Ledger) -> None:
        self.client = client
        self.ledger = ledger
        self.artifacts = Artifacts("memory:///")
        self.jobs = Jobs(ledger, client, public_url="https://reelwork.example")
        self.acts: dict[str, Act] = {}
        self.calls: Counter[str] = Counter()
        self.stopped: list[str] = []

    async def _act(self, name: str, argument: Any) -> Any:
        self.calls[name] += 1
        act = self.acts.get(name)
        return await act(argument) if act else ANSWERS[name]

    def answers(self, step: ActivityDef[Any, Any], *reports: Any) -> None:
        """Let a step answer these, one a call, and the last again and again."""
        waiting = list(reports)

        async def act(_: Any) -> Any:
            found = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            if isinstance(found, Exception):
                raise found
            return found

        self.acts[step.name] = act

    def holds(self, step: ActivityDef[Any, Any]) -> asyncio.Event:
        """Let a step run until it is cancelled; the event tells when it runs."""
        running = asyncio.Event()

        async def act(_: Any) -> Any:
            report(Heartbeat(fraction=0.5, message=HALF))
            running.set()
            try:
                await asyncio.Event().wait()
            finally:
                self.stopped.append(step.name)

        self.acts[step.name] = act
        return running

    async def submit(self, job: JobDraft) -> str:
        """Accept and start a job; its id."""
        accepted = await self.jobs.submit(job)
        await self.jobs.start(accepted.job)  # as the outbox does; tests need it to be there at once
        return accepted.job.snapshot.job_id

    async def ended(self, job_id: str) -> JobSnapshot:
        """Wait until the workflow is over; what the ledger says then."""
        with suppress(WorkflowFailureError):
            await self.client.get_workflow_handle(job_id).result()
        return (await self.ledger.get(job_id)).snapshot


def full(limit: timedelta | None = None) -> JobDraft:
    """A draft of a full animation."""
    generation = NewGeneration(
        owner="someone", content="vectors", created_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    fields: dict[str, Any] = {"content": "vectors", "quality": Quality.LOW}
    if limit:
        fields["time_limit"] = limit
    request = Asked({"content": "vectors"})
    return draft(ANIMATION_FULL, "someone", request, fields, takes_part=adding(generation))


def dialogue(texts: tuple[str, ...] = ("hello", "you too"), parallel: int = 8) -> JobDraft:
    """A draft of a dialogue of two speakers, who take turns."""
    turns = [{"speaker": "AB"[n % 2], "text": text, "index": n} for n, text in enumerate(texts)]
    fields = {
        "provider": "azure",
        "turns": turns,
        "voice_assignments": [{"speaker": s, "voice_id": f"voice-{s}"} for s in "AB"],
        "language": "en-US",
        "output_format": "mp3",
        "gap_ms": 300,
        "crossfade_ms": 50,
        "synthesis_mode": "segmented",
        "parallel": parallel,
    }
    return draft(SPEECH, "someone", Asked({"turns": turns}), fields)


def article_video(**changes: Any) -> JobDraft:
    """A draft of a video of an article."""
    request = {"url": "https://example.com/tides"}
    return draft(ARTICLE_VIDEO, "someone", Asked(request), {**request, **changes})


def script_video(**changes: Any) -> JobDraft:
    """A draft of a video of a script."""
    fields = {
        "script_id": "test-123",
        "title": "Tides",
        "script": "one\n\ntwo\n\nthree",
        "language": "en-US",
        "format": "youtube",
        "duration": 15,
        "voice_provider": "azure",
    }
    request = Asked({"video_request": {"title": "Tides"}})
    return draft(SCRIPT_VIDEO, "someone", request, {**fields, **changes})


def edit() -> JobDraft:
    """A draft of an edit."""
    fields = {
        "generation_id": 1,
        "prior_video_id": "prior",
        "enhance_prompt": "red",
        "quality": Quality.LOW,
    }
    return draft(ANIMATION_EDIT, "someone", Asked(fields), fields)


async def cancel_open(jobs: Jobs) -> None:
    """Let no job outlive its test."""

    async def cancel(job_id: str) -> None:
        with suppress(JobNotCancellable):  # it has just ended
            await jobs.cancel(job_id, "the test is over")

    left = await jobs.ledger.list(states=OPEN_STATES, limit=1000)
    await asyncio.gather(*(cancel(job.snapshot.job_id) for job in left))


@asynccontextmanager
async def set_up(client: Client, ledger: Ledger, folder: Path) -> AsyncIterator[Stage]:
    """A stage with its workers: one a queue, with the activities of that queue alone."""
    stage = Stage(client, ledger)
    publisher = Publisher(ledger, stage.artifacts)
    real = (
        CoreActivities(ledger, stage.artifacts, publisher, Scratch(folder)),
        MaintenanceActivities(stage.jobs, stage.artifacts, publisher),
    )

    def step(definition: ActivityDef[Any, Any]) -> Callable[..., Any]:
        async def run(argument: Any) -> Any:
            return await stage._act(definition.name, argument)

        run.__annotations__ = {"argument": definition.input, "return": definition.output}
        return register(definition, run)

    on: defaultdict[str, list[Callable[..., Any]]] = defaultdict(list)
    for one in real:
        on[queue_of(type(one))] += methods(one)
    acted = {definition.name for one in real for definition in implemented(type(one)).values()}
    for definition in definitions():
        if definition.name not in acted:
            on[definition.queue].append(step(definition))
    workers = [
        Worker(
            client,
            task_queue=queue,
            workflows=WORKFLOWS if queue == CORE_QUEUE else [],
            activities=activities,
            interceptors=[ActivityInterceptor(Recorder(ledger)), CarryingInterceptor()],
            workflow_runner=SANDBOX,
            max_heartbeat_throttle_interval=timedelta(seconds=1),
            default_heartbeat_throttle_interval=timedelta(seconds=1),
        )
        for queue, activities in on.items()
    ]
    async with AsyncExitStack() as running:
        for worker in workers:
            await running.enter_async_context(worker)
        yield stage
