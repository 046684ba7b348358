"""The steps that only videos of articles have: fetch the article, write its storyboard, publish."""

import asyncio
import re
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any, Final

from activities.folders import Scratch, job_folder
from activities.implementations import implements
from activities.publishing import VideoFiles, about
from activities.video import planned_once
from contracts.article_video import (
    FETCH_ARTICLE,
    FIND_MADE,
    PUBLISH_ARTICLE_VIDEO,
    WRITE_STORYBOARD,
    Article,
    ArticleVideo,
    ArticleVideoResult,
    FetchArticleInput,
    FetchArticleOutput,
    FindMadeInput,
    FindMadeOutput,
    WriteStoryboardInput,
    article_key,
    article_video_key,
)
from contracts.errors import JobNotFound, SourceUnsuitable
from contracts.jobs import JobState
from contracts.video import PublishVideoInput, StoryboardOutput, VideoPlan
from fonts.glyphs import can_write, not_written
from media.article.extract import extract
from media.storyboards.author import StoryboardAuthor
from sandbox.isolation import Isolation
from store.artifacts import Artifacts
from store.ledger import Ledger
from store.publisher import Publisher
from store.videos import NewArticleVideo, publishing
from web.fetch import PAGE, Fetcher

EXTRACTION_SECONDS: Final = 5
"""The processor's seconds for finding the text of a page: honest ones take some hundredths."""
_MEGABYTE = 1024 * 1024
_SLUG_LENGTH = 60


class ArticleFetchingActivities:
    """Fetches articles.

    Needs a fetcher that keeps to public addresses, processes of their own for what it fetched, the artifacts,
    and a folder where each job gets one.
    """

    def __init__(
        self, fetcher: Fetcher, isolation: Isolation, artifacts: Artifacts, scratch: Scratch
    ) -> None:
        self._fetcher = fetcher
        self._isolation = isolation
        self._artifacts = artifacts
        self._scratch = scratch

    @implements(FETCH_ARTICLE)
    async def fetch_article(self, argument: FetchArticleInput) -> FetchArticleOutput:
        """Fetch an article and take out what it says."""
        async with job_folder(self._scratch, argument.job_id, "article") as folder:
            page = folder / "page.html"
            fetched = await self._fetcher.fetch(argument.url, PAGE, page)
            content = await asyncio.to_thread(page.read_bytes)
            article = await self._isolation.run(
                PAGE.what, folder, EXTRACTION_SECONDS, extract, content, fetched.url, fetched.charset
            )
        key = article_key(argument.job_id)
        await self._artifacts.put(key, article.model_dump_json(indent=2).encode())
        return FetchArticleOutput(article_key=key, language=article.language, digest=article.digest)


class ArticleStoryboardActivities:
    """Needs an author, and the artifacts where articles and storyboards lie."""

    def __init__(self, author: StoryboardAuthor, artifacts: Artifacts) -> None:
        self._author = author
        self._artifacts = artifacts

    @implements(WRITE_STORYBOARD)
    async def write(self, argument: WriteStoryboardInput) -> StoryboardOutput:
        """Condense an article into scenes."""

        async def written() -> VideoPlan:
            article = Article.model_validate_json(await self._artifacts.get(argument.article_key))
            if not can_write(" ".join(article.paragraphs), article.language):
                raise SourceUnsuitable("{why}", why=not_written(article.language))
            return await self._author.write(article, argument.min_seconds, argument.max_seconds)

        return await planned_once(self._artifacts, argument.job_id, argument.format, written)


class ArticlePublishingActivities:
    """Needs the ledger with its table of videos, the artifacts, and the publisher."""

    def __init__(self, ledger: Ledger, artifacts: Artifacts, publisher: Publisher) -> None:
        self._ledger = ledger
        self._artifacts = artifacts
        self._publisher = publisher

    @implements(FIND_MADE)
    async def find_made(self, argument: FindMadeInput) -> FindMadeOutput:
        """Look for the finished video of the same article."""
        since = datetime.now(UTC) - argument.age
        job_id = await self._ledger.videos.job_that_made(
            argument.url, argument.digest, since, for_job=argument.job_id
        )
        result = await self._result(job_id) if job_id else None
        if job_id is None or result is None:
            return FindMadeOutput(result=None)
        if not await self._ledger.publications.reuse(argument.job_id, made_by=job_id):
            return FindMadeOutput(result=None)
        return FindMadeOutput(result=ArticleVideoResult.model_validate(result))

    @implements(PUBLISH_ARTICLE_VIDEO)
    async def publish_article(self, argument: PublishVideoInput) -> ArticleVideoResult:
        """Add a row to the table of videos, and put the files under its name."""
        job_id = argument.job_id
        new = NewArticleVideo(
            slug=_slug(argument.title, job_id),
            title=argument.title,
            source_url=argument.source_url,
            digest=argument.digest,
            duration=argument.measures.duration,
            size_mb=argument.measures.file_size / _MEGABYTE,
            script=(await self._artifacts.get(argument.plan_key)).decode(),
            created_at=datetime.now(UTC),
        )
        video = await self._publisher.publish(job_id, publishing(new), lambda video: _files(video).of(job_id))
        return ArticleVideoResult(**about(argument), **_files(video).paths, video_id=video.id)

    async def _result(self, job_id: str) -> dict[str, Any] | None:
        try:
            snapshot = (await self._ledger.get(job_id)).snapshot
        except JobNotFound:
            return None
        return snapshot.result if snapshot.state is JobState.COMPLETED else None


def _files(video: ArticleVideo) -> VideoFiles:
    stem = PurePosixPath(video.name).stem
    return VideoFiles(
        video=article_video_key(video.job_id, video.name),
        captions=article_video_key(video.job_id, f"{stem}.srt"),
        thumbnail=article_video_key(video.job_id, f"{stem}.jpg"),
    )


def _slug(title: str, job_id: str) -> str:
    """A file's name from a title, as the contract shows it; titles without Latin letters get the job's."""
    words = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")[:_SLUG_LENGTH].rstrip("_")
    return words or f"video_{job_id[:8]}"
