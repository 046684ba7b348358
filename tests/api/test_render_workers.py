"""Who runs scripts, and what confines them, as a worker's name at Temporal tells it."""

import asyncio

import pytest
from temporalio.client import Client
from temporalio.worker import Worker

from activities.article_video import ArticlePublishingActivities
from contracts.health import RenderWorker
from contracts.names import RENDER_QUEUE
from store.publisher import Publisher
from tests.api.serving import Serving


@pytest.mark.parametrize("runs_scripts", [True, False])
def test_a_render_worker_goes_by_what_confines_scripts_there(runs_scripts: bool) -> None:  # noqa: FBT001
    worker = RenderWorker(worker="7@render-1", sandbox="own-root", runs_scripts=runs_scripts)

    assert RenderWorker.from_identity(worker.identity) == worker


@pytest.mark.parametrize("identity", ["7@render-1", "", "7@render-1 sandbox=", "x sandbox=a refuses"])
def test_other_names_are_no_render_workers(identity: str) -> None:
    assert RenderWorker.from_identity(identity) is None


async def test_readiness_lists_the_render_workers_that_ask_for_work(api: Serving, temporal: Client) -> None:
    refusing = RenderWorker(worker="7@render-1", sandbox="filter", runs_scripts=False)
    ledger, artifacts = api.services.ledger, api.services.artifacts
    some = ArticlePublishingActivities(ledger, artifacts, Publisher(ledger, artifacts))
    async with Worker(
        temporal,
        task_queue=RENDER_QUEUE,
        identity=refusing.identity,
        activities=[some.publish_article],
    ):
        async with asyncio.timeout(10):
            while not (listed := (await api.client.get("/readyz")).json()["render_workers"]):
                await asyncio.sleep(0.05)

    assert listed == [refusing.model_dump()]
