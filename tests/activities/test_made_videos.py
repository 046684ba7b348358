"""The video that an earlier job made of the same article (``REELWORK_REUSE_ARTICLES``)."""

from datetime import timedelta
from pathlib import Path

import pytest
from temporalio.testing import ActivityEnvironment

from activities.article_video import ArticlePublishingActivities
from contracts.article_video import ARTICLE_VIDEO, ArticleVideoResult, FindMadeInput
from contracts.errors import JobNotFound
from contracts.jobs import JobState
from contracts.video import MadeBy
from store.artifacts import Artifacts
from store.ledger import Ledger
from store.publisher import Publisher
from store.videos import publishing
from tests.store.samples import accepted, ending, published
from tests.store.test_videos import URL, new


async def test_a_job_that_is_answered_with_anothers_video_goes_when_that_is_deleted(
    ledger: Ledger, tmp_path: Path
) -> None:
    publisher = Publisher(ledger, Artifacts(f"file://{tmp_path}/artifacts"))
    steps = ArticlePublishingActivities(ledger, Artifacts(f"file://{tmp_path}/artifacts"), publisher)
    maker, asking = [await accepted(ledger, kind=ARTICLE_VIDEO) for _ in range(2)]
    video = await published(ledger, publishing(new()), job_id=maker.job_id)
    result = ArticleVideoResult(
        title=video.title,
        video_path=f"/{video.file_path}",
        thumbnail_path="/article-videos/a.jpg",
        captions_path="/article-videos/a.srt",
        duration=42.5,
        file_size=1,
        resolution="720x1280",
        language="en",
        made_by=MadeBy(script="local", voice="kokoro:af_heart", pictures={}),
        video_id=video.id,
    )
    await ledger.record(
        [ending(maker, 1, JobState.COMPLETED, result=result.model_dump(mode="json"))],
    )
    asked = FindMadeInput(job_id=asking.job_id, url=URL, digest="d1", age=timedelta(days=4000))

    found = await ActivityEnvironment().run(steps.find_made, asked)

    assert found.result == result
    await ledger.record([ending(asking, 1, JobState.COMPLETED, result=result.model_dump(mode="json"))])
    await publisher.withdraw(maker.job_id)
    with pytest.raises(JobNotFound):
        await ledger.get(asking.job_id)
    again = asked.model_copy(update={"job_id": (await accepted(ledger, kind=ARTICLE_VIDEO)).job_id})
    assert (await ActivityEnvironment().run(steps.find_made, again)).result is None
