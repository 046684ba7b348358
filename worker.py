"""The worker: takes jobs and steps from the task queues it is asked for, all by default.

``python worker.py --queue reelwork-render`` is how a deployment gives each queue its own machines.
"""

import argparse
import asyncio
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import structlog
from temporalio.client import (
    Client,
)
from temporalio.worker import Worker

from activities.animation import AuthoringActivities, CatalogueActivities, RenderingActivities
from activities.article_video import (
    ArticleFetchingActivities,
    ArticlePublishingActivities,
    ArticleStoryboardActivities,
)
from activities.core import CoreActivities
from activities.folders import remove
from activities.heartbeat import ActivityInterceptor
from activities.maintenance import MaintenanceActivities
from activities.script_video import MusicActivities, ScriptPublishingActivities, ScriptStoryboardActivities
from activities.speech import SpeechActivities
from activities.video import CastingActivities, ComposingActivities, IllustratingActivities
from contracts.health import RenderWorker
from contracts.jobs import OPEN_STATES
from contracts.names import (
    AUTHORING_QUEUE,
    CORE_QUEUE,
    FETCH_QUEUE,
    QUEUES,
    RENDER_QUEUE,
    SPEECH_QUEUE,
    VIDEO_QUEUE,
)
from jobs.service import Jobs
from media.authoring.author import Author
from media.authoring.local import LocalAuthor
from media.manim.runner import ScriptRunner
from media.speech.providers import Casting
from media.storyboards.author import StoryboardAuthor
from media.storyboards.local import LocalStoryboards
from media.visuals.illustrate import Illustrator
from media.visuals.pexels import Pexels
from runtime.logs import set_up_logs
from runtime.maintenance import keep_maintained
from runtime.settings import AuthorName, Settings
from runtime.temporal import SANDBOX, connect
from store.artifacts import Artifacts
from store.ledger import Ledger
from web.fetch import Fetcher
from workflows import WORKFLOWS

log = structlog.get_logger("worker")

Activities = Sequence[Callable[..., Any]]
CONNECT_SECONDS: Final = 2.0
STOP_GRACE: Final = timedelta(seconds=10)
"""How long running activities may finish after SIGTERM; then they are given back to be tried elsewhere."""


@dataclass(frozen=True)
class Parts:
    """What the queues' activities are made of; ``resources`` ends what they start."""

    settings: Settings
    client: Client
    ledger: Ledger
    artifacts: Artifacts
    runner: ScriptRunner
    resources: AsyncExitStack


async def run(
    settings: Settings, queues: Sequence[str], stop: asyncio.Event, ready: Callable[[], None]
) -> None:
    """Work until ``stop`` is set."""
    client = await _connected(settings, stop)
    if client is None:
        return
    async with AsyncExitStack() as resources:
        ledger = await resources.enter_async_context(Ledger(settings.database_url))
        artifacts = Artifacts(settings.artifacts_url)
        runner = ScriptRunner(unconfined=settings.unconfined_scripts)
        parts = Parts(settings, client, ledger, artifacts, runner, resources)
        await asyncio.to_thread(_close_off, settings.scratch)
        await _sweep(settings.scratch, ledger)
        for queue in queues:
            await resources.enter_async_context(await _worker(queue, parts))
        if CORE_QUEUE in queues:
            maintaining = asyncio.create_task(keep_maintained(client, settings))
            resources.callback(maintaining.cancel)
        log.info("Working", queues=list(queues), author=settings.author.value)
        ready()
        await stop.wait()
        log.info("Stopping: running steps get a moment to finish", seconds=STOP_GRACE.total_seconds())


def build(  # noqa: PLR0913  (what tells one queue's worker from another's)
    client: Client,
    queue: str,
    workflows: Sequence[type],
    activities: Activities,
    *,
    slots: int | None = None,
    identity: str | None = None,
) -> Worker:
    """A worker of one queue, set as all are; ``slots`` is how many activities it runs at once."""
    return Worker(
        client,
        identity=identity,
        task_queue=queue,
        workflows=workflows,
        activities=activities,
        interceptors=[ActivityInterceptor()],
        workflow_runner=SANDBOX,
        max_concurrent_activities=slots,
        max_heartbeat_throttle_interval=timedelta(seconds=1),
        default_heartbeat_throttle_interval=timedelta(seconds=1),
        sticky_queue_schedule_to_start_timeout=timedelta(seconds=3),
        graceful_shutdown_timeout=STOP_GRACE,
    )


async def _worker(queue: str, parts: Parts) -> Worker:
    activities = await _ACTIVITIES[queue](parts)
    return build(
        parts.client,
        queue,
        WORKFLOWS if queue == CORE_QUEUE else (),
        activities,
        slots=_slots(queue, parts.settings),
        identity=_render_identity(parts.runner) if queue == RENDER_QUEUE else None,
    )


def _slots(queue: str, settings: Settings) -> int | None:
    """How many activities of a queue run at once, where they use a core each."""
    return {RENDER_QUEUE: settings.render_slots, VIDEO_QUEUE: settings.video_slots}.get(queue)


async def _core(parts: Parts) -> Activities:
    core = CoreActivities(parts.ledger, parts.artifacts, parts.settings.scratch)
    catalogue = CatalogueActivities(parts.ledger, parts.artifacts)
    articles = ArticlePublishingActivities(parts.ledger, parts.artifacts)
    scripts = ScriptPublishingActivities(parts.ledger, parts.artifacts)
    jobs = Jobs(parts.ledger, parts.client, public_url=parts.settings.public_url)
    maintenance = MaintenanceActivities(jobs, parts.artifacts)
    return [
        core.record,
        core.clean_up,
        catalogue.find_prior,
        catalogue.publish,
        articles.find_made,
        articles.publish_article,
        scripts.publish_script,
        maintenance.reconcile,
        maintenance.sweep,
        maintenance.retain,
        maintenance.prune,
    ]


async def _authoring(parts: Parts) -> Activities:
    steps = AuthoringActivities(_author(parts.settings), parts.artifacts)
    articles = ArticleStoryboardActivities(_storyboard_author(parts.settings), parts.artifacts)
    scripts = ScriptStoryboardActivities(parts.artifacts)
    return [
        steps.plan,
        steps.write,
        steps.edit,
        steps.refine,
        steps.lint,
        steps.check_security,
        articles.write,
        scripts.split,
    ]


async def _render(parts: Parts) -> Activities:
    _keep_out_of_sight(parts.settings.home)
    runner = await parts.resources.enter_async_context(parts.runner)
    _tell_of_walls(runner)
    steps = RenderingActivities(runner, parts.artifacts, parts.settings.scratch)
    return [steps.preflight, steps.render]


def _keep_out_of_sight(home: Path) -> None:
    """Refuse to run scripts where they could read all of Reelwork's state, or its code and its ``.env``."""
    for place in (home, Path(__file__).parent, Path.cwd()):
        shown = ScriptRunner.shows(place)
        if shown is not None:
            raise SystemExit(f"{place} lies in {shown}, which scripts may read: move it to another folder.")


def _tell_of_walls(runner: ScriptRunner) -> None:
    level = runner.offer.level
    about = {"sandbox": level.value, "walls": level.words, "not_offered_here": runner.offer.refused}
    if runner.refuses:
        log.error("Scripts are refused: this machine can't confine them (see SECURITY.md)", **about)
    elif not level.confines:
        log.warning("Scripts run here without being confined, as REELWORK_UNCONFINED_SCRIPTS says", **about)
    else:
        log.info("Scripts are confined", **about)


def _render_identity(runner: ScriptRunner) -> str:
    worker = RenderWorker(
        worker=f"{os.getpid()}@{socket.gethostname()}",
        sandbox=runner.offer.level.value,
        runs_scripts=not runner.refuses,
    )
    return worker.identity


async def _speech(parts: Parts) -> Activities:
    from runtime.providers import providers  # noqa: PLC0415 - the voices' libraries take a second

    configured = providers(parts.settings)
    steps = SpeechActivities(configured, parts.ledger, parts.artifacts)
    casting = CastingActivities(Casting(configured, fallback=parts.settings.speech_fallback))
    return [steps.speak, steps.join, casting.cast]


async def _fetch(parts: Parts) -> Activities:
    settings = parts.settings
    fetcher = await parts.resources.enter_async_context(
        Fetcher(allowed_hosts=settings.allowed_hosts, respect_robots=settings.respect_robots)
    )
    stock = None
    if settings.pexels_key:
        stock = Pexels(settings.pexels_key.get_secret_value(), base_url=settings.pexels_url)
        parts.resources.push_async_callback(stock.aclose)
    articles = ArticleFetchingActivities(fetcher, parts.artifacts, settings.scratch)
    pictures = IllustratingActivities(Illustrator(fetcher, stock), parts.artifacts, settings.scratch)
    music = MusicActivities(fetcher, parts.artifacts, settings.scratch)
    return [articles.fetch_article, pictures.illustrate, music.fetch_music]


async def _video(parts: Parts) -> Activities:
    steps = ComposingActivities(parts.artifacts, parts.settings.scratch)
    return [steps.lay_out, steps.mix, steps.compose_scene, steps.assemble]


_ACTIVITIES: Final = {
    CORE_QUEUE: _core,
    AUTHORING_QUEUE: _authoring,
    RENDER_QUEUE: _render,
    SPEECH_QUEUE: _speech,
    FETCH_QUEUE: _fetch,
    VIDEO_QUEUE: _video,
}


def _author(settings: Settings) -> Author:
    if settings.author is AuthorName.LOCAL:
        return LocalAuthor()
    from media.authoring.model import ModelAuthor  # noqa: PLC0415 - the providers' libraries take a second

    key = settings.model_api_key
    return ModelAuthor(settings.model, key.get_secret_value() if key else None, settings.model_base_url)


def _storyboard_author(settings: Settings) -> StoryboardAuthor:
    if settings.author is AuthorName.LOCAL:
        return LocalStoryboards()
    from media.storyboards.model import ModelStoryboards  # noqa: PLC0415 - as above

    key = settings.model_api_key
    return ModelStoryboards(settings.model, key.get_secret_value() if key else None, settings.model_base_url)


async def _connected(settings: Settings, stop: asyncio.Event) -> Client | None:
    """Connect, waiting for Temporal as long as it takes; None if stopped before."""
    while not stop.is_set():
        try:
            return await connect(settings)
        except RuntimeError as error:
            log.warning("Temporal does not answer; trying again", error=str(error))
            await asyncio.sleep(CONNECT_SECONDS)
    return None


def _close_off(scratch: Path) -> None:
    """Keep what scripts leave from the machine's other users."""
    scratch.mkdir(parents=True, exist_ok=True)
    scratch.chmod(0o700)


async def _sweep(scratch: Path, ledger: Ledger) -> None:
    """Remove the folders of jobs that ended while this machine's worker was away."""
    folders = {folder.name: folder for folder in await asyncio.to_thread(lambda: list(scratch.glob("*/")))}
    states = await ledger.states(folders)
    for job_id, folder in folders.items():
        if states.get(job_id) not in OPEN_STATES:
            await remove(folder)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--queue", action="append", choices=QUEUES, help="may be given several times")
    parser.add_argument("--ready-file", type=Path, help="written when the worker works")
    return parser.parse_args()


async def _main() -> None:
    arguments = _arguments()
    settings = Settings()
    set_up_logs(json=settings.log_json)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)

    def ready() -> None:
        if arguments.ready_file:
            arguments.ready_file.write_text(str(os.getpid()))

    await run(settings, arguments.queue or QUEUES, stop, ready)


if __name__ == "__main__":
    asyncio.run(_main())
    # A process that held a Temporal client can crash while the interpreter ends (sdk-python#300).
    logging.shutdown()
    sys.stdout.flush()
    os._exit(0)
