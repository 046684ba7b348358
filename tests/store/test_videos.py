import asyncio
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from contracts.article_video import ARTICLE_VIDEO, ArticleVideo
from contracts.errors import VideoNotFound
from store.ledger import Ledger
from store.videos import NewArticleVideo, publishing
from tests.store.samples import CREATED, accepted, published

URL = "https://example.com/article?" + "q" * 4000


def new(**changes: Any) -> NewArticleVideo:
    video = NewArticleVideo(
        slug="amazing_discovery",
        title="Amazing Discovery — 驚くべき発見",
        source_url=URL,
        digest="d1",
        duration=42.5,
        size_mb=12.5,
        script='{"scenes": []}',
        created_at=CREATED,
    )
    return video.model_copy(update=changes)


async def add(ledger: Ledger, video: NewArticleVideo, job_id: str) -> ArticleVideo:
    """Publish a video by a job that is accepted first, if it is not known."""
    if not await ledger.states([job_id]):
        await accepted(ledger, job_id=job_id, kind=ARTICLE_VIDEO)
    return await published(ledger, publishing(video), job_id=job_id)


async def test_a_video_is_found_by_id_and_by_name(ledger: Ledger) -> None:
    added = await add(ledger, new(), "job-1")

    assert added == ArticleVideo(
        id=1,
        name="amazing_discovery.mp4",
        job_id="job-1",
        title="Amazing Discovery — 驚くべき発見",
        source_url=URL,
        file_path="article-videos/job-1/amazing_discovery.mp4",
        duration=42.5,
        size_mb=12.5,
        created_at=CREATED,
    )
    assert await ledger.videos.video(1) == added
    assert await ledger.videos.named("amazing_discovery.mp4") == added


async def test_a_job_adds_its_video_once(ledger: Ledger) -> None:
    first = await add(ledger, new(), "job-1")

    assert await add(ledger, new(title="Another try"), "job-1") == first
    assert await ledger.videos.page(limit=10, offset=0) == [first]


async def test_no_two_files_have_the_same_name(ledger: Ledger, other_ledger: Ledger) -> None:
    await add(ledger, new(slug="amazing_discovery_2"), "job-0")

    added = await asyncio.gather(
        *(add((ledger, other_ledger)[number % 2], new(), f"job-{number}") for number in range(1, 41))
    )

    names = {video.name for video in added}
    numbers = {1, *range(3, 42)}
    assert names == {f"amazing_discovery{'' if n == 1 else f'_{n}'}.mp4" for n in numbers}
    assert all(video.file_path.endswith(f"/{video.name}") for video in added)


@pytest.mark.parametrize("video_id", [0, -1, 2, 2**31, 2**70])
async def test_an_unknown_video_is_not_found(ledger: Ledger, video_id: int) -> None:
    await add(ledger, new(), "job-1")

    with pytest.raises(VideoNotFound, match=f"^Video not found: {video_id}$"):
        await ledger.videos.video(video_id)
    with pytest.raises(VideoNotFound, match=r"^Video not found: other\.mp4$"):
        await ledger.videos.named("other.mp4")


async def test_pages_go_from_the_newest_to_the_oldest(ledger: Ledger) -> None:
    added = [await add(ledger, new(slug=f"video_{number}"), f"job-{number}") for number in range(5)]

    assert await ledger.videos.page(limit=2, offset=0) == [added[4], added[3]]
    assert await ledger.videos.page(limit=2, offset=3) == [added[1], added[0]]
    assert await ledger.videos.page(limit=2, offset=5) == []


async def test_the_newest_video_of_the_same_unchanged_article_is_found_again(ledger: Ledger) -> None:
    for number in range(3):
        at = CREATED + timedelta(hours=number)
        await add(ledger, new(created_at=at), f"job-{number}")
    await add(ledger, new(digest="d2", created_at=CREATED + timedelta(hours=9)), "changed")
    await add(ledger, new(source_url="https://example.org/", created_at=CREATED), "elsewhere")
    await accepted(ledger, job_id="asks", kind=ARTICLE_VIDEO)
    made = partial(ledger.videos.job_that_made, for_job="asks")

    assert await made(URL, "d1", CREATED) == "job-2"
    assert await made(URL, "d1", CREATED + timedelta(hours=2)) == "job-2"
    assert await made(URL, "d1", CREATED + timedelta(hours=2, seconds=1)) is None
    assert await made(URL, "d3", CREATED) is None
    assert await made("https://example.org/", "d1", CREATED) == "elsewhere"

    await accepted(ledger, job_id="bob asks", kind=ARTICLE_VIDEO, owner="bob")
    assert await ledger.videos.job_that_made(URL, "d1", CREATED, for_job="bob asks") is None


async def test_what_a_job_published_can_be_withdrawn_and_its_id_is_not_given_again(ledger: Ledger) -> None:
    kept = await add(ledger, new(slug="kept"), "job-1")
    taken = await add(ledger, new(slug="taken"), "job-2")

    for _ in range(2):
        await ledger.publications.withdraw("job-2")

    with pytest.raises(VideoNotFound):
        await ledger.videos.video(taken.id)
    assert await ledger.videos.video(kept.id) == kept
    assert (await add(ledger, new(slug="taken"), "job-3")).id > taken.id
