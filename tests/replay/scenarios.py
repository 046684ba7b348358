"""One job for each ending, on the stage; their histories are kept and replayed."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

from contracts.animation import CHECK_SECURITY, LINT, RENDER, CheckReport, RenderReport
from contracts.article_video import FETCH_ARTICLE, FIND_MADE, PUBLISH_ARTICLE_VIDEO, FindMadeOutput
from contracts.errors import ModelRateLimited, SourceRefused, SourceUnavailable, SpeechRejected
from contracts.jobs import JobState
from contracts.speech import SPEAK
from contracts.video import COMPOSE_SCENE, ILLUSTRATE
from tests.workflows.stage import ANSWERS, BROKEN, Stage, article_video, dialogue, edit, full, script_video

BROKEN_SCRIPT: Final = CheckReport(diagnostics=(BROKEN,))


async def completed(stage: Stage) -> str:
    """All steps at the first try."""
    return await stage.submit(full())


async def edited(stage: Stage) -> str:
    """The same of an edit."""
    return await stage.submit(edit())


async def retried(stage: Stage) -> str:
    """A step that fails twice with an error that passes."""
    rate = ModelRateLimited("LLM API rate limit exceeded")
    stage.answers(LINT, rate, rate, CheckReport())
    return await stage.submit(full())


async def refined(stage: Stage) -> str:
    """A lint error, then a render error, then none."""
    stage.answers(LINT, BROKEN_SCRIPT, CheckReport())
    stage.answers(RENDER, RenderReport(diagnostics=(BROKEN,)), ANSWERS[RENDER.name])
    return await stage.submit(full())


async def failed(stage: Stage) -> str:
    """A script that no refinement mends."""
    stage.answers(LINT, BROKEN_SCRIPT)
    return await stage.submit(full())


async def unsafe(stage: Stage) -> str:
    """A script that stays unsafe."""
    stage.answers(CHECK_SECURITY, BROKEN_SCRIPT)
    return await stage.submit(full())


async def cancelled(stage: Stage) -> str:
    """A cancel while it renders."""
    running = stage.holds(RENDER)
    job_id = await stage.submit(full())
    await running.wait()
    await stage.jobs.cancel(job_id, "recorded")
    return job_id


async def timed_out(stage: Stage) -> str:
    """A render that takes longer than the job may."""
    stage.holds(RENDER)
    return await stage.submit(full(limit=timedelta(seconds=1.5)))


async def spoken(stage: Stage) -> str:
    """A dialogue whose first and last turn say the same in the same voice."""
    return await stage.submit(dialogue(("hello", "you too", "hello")))


async def spoken_cancelled(stage: Stage) -> str:
    """A cancel while turns are spoken."""
    running = stage.holds(SPEAK)
    job_id = await stage.submit(dialogue(("one", "two", "three"), parallel=2))
    await running.wait()
    await stage.jobs.cancel(job_id, "recorded")
    return job_id


async def spoken_failed(stage: Stage) -> str:
    """A provider that refuses."""
    stage.answers(SPEAK, SpeechRejected("The key is not valid."))
    return await stage.submit(dialogue(("one", "two", "three"), parallel=2))


async def article(stage: Stage) -> str:
    """A video of an article."""
    return await stage.submit(article_video())


async def article_reused(stage: Stage) -> str:
    """An article whose video was made before."""
    earlier = ANSWERS[PUBLISH_ARTICLE_VIDEO.name]
    stage.answers(FIND_MADE, FindMadeOutput(result=earlier))
    return await stage.submit(article_video(reuse=timedelta(days=1)))


async def article_cancelled(stage: Stage) -> str:
    """A cancel while scenes are composed."""
    running = stage.holds(COMPOSE_SCENE)
    job_id = await stage.submit(article_video())
    await running.wait()
    await stage.jobs.cancel(job_id, "recorded")
    return job_id


async def article_refused(stage: Stage) -> str:
    """An article behind a login."""
    stage.answers(FETCH_ARTICLE, SourceRefused("The page is behind a login."))
    return await stage.submit(article_video())


async def script(stage: Stage) -> str:
    """A video of a script, with music."""
    return await stage.submit(script_video(background_music="https://example.com/music.mp3"))


async def script_retried(stage: Stage) -> str:
    """An outage while pictures are looked for, waited out once."""
    outage = SourceUnavailable("It does not answer.")
    outage.retry_delay = timedelta(milliseconds=10)
    stage.answers(ILLUSTRATE, *[outage] * ILLUSTRATE.attempts, ANSWERS[ILLUSTRATE.name])
    return await stage.submit(script_video(retry_delay=timedelta(seconds=1)))


async def script_timed_out(stage: Stage) -> str:
    """A scene that takes longer than the job may."""
    stage.holds(COMPOSE_SCENE)
    limits = {"time_limit": timedelta(seconds=1.5), "hard_time_limit": timedelta(seconds=5)}
    return await stage.submit(script_video(**limits))


Scenario = Callable[[Stage], Awaitable[str]]
SCENARIOS: Final[dict[str, tuple[Scenario, JobState]]] = {
    "completed": (completed, JobState.COMPLETED),
    "edited": (edited, JobState.COMPLETED),
    "retried": (retried, JobState.COMPLETED),
    "refined": (refined, JobState.COMPLETED),
    "failed": (failed, JobState.FAILED),
    "unsafe": (unsafe, JobState.FAILED),
    "cancelled": (cancelled, JobState.CANCELLED),
    "timed_out": (timed_out, JobState.FAILED),
    "spoken": (spoken, JobState.COMPLETED),
    "spoken_cancelled": (spoken_cancelled, JobState.CANCELLED),
    "spoken_failed": (spoken_failed, JobState.FAILED),
    "article": (article, JobState.COMPLETED),
    "article_reused": (article_reused, JobState.COMPLETED),
    "article_cancelled": (article_cancelled, JobState.CANCELLED),
    "article_refused": (article_refused, JobState.FAILED),
    "script": (script, JobState.COMPLETED),
    "script_retried": (script_retried, JobState.COMPLETED),
    "script_timed_out": (script_timed_out, JobState.FAILED),
}
