"""The steps that fetch from addresses that anyone may name: articles, pictures, music."""

import asyncio
from pathlib import Path
from typing import Final

import structlog
from temporalio import activity

from activities.folders import job_folder
from contracts.names import article_key, music_key, visual_key
from contracts.video import (
    FETCH_ARTICLE,
    FETCH_MUSIC,
    ILLUSTRATE,
    FetchArticleInput,
    FetchArticleOutput,
    FetchMusicInput,
    FetchMusicOutput,
    IllustrateInput,
    Timeline,
    Visual,
)
from media.article.extract import extract
from media.visuals.illustrate import Illustrator
from store.artifacts import Artifacts
from web.fetch import MUSIC, PAGE, Fetcher

log = structlog.get_logger(__name__)

TRIES_FOR_STOCK: Final = 2
"""Attempts at which an outage of the stock pictures is waited out; after them a card does."""


class FetchingActivities:
    """Needs a fetcher that keeps to public addresses, who illustrates, and the artifacts."""

    def __init__(
        self, fetcher: Fetcher, illustrator: Illustrator, artifacts: Artifacts, scratch: Path
    ) -> None:
        self._fetcher = fetcher
        self._illustrator = illustrator
        self._artifacts = artifacts
        self._scratch = scratch

    @activity.defn(name=FETCH_ARTICLE.name)
    async def fetch_article(self, argument: FetchArticleInput) -> FetchArticleOutput:
        """Fetch an article and take out what it says."""
        async with job_folder(self._scratch, argument.job_id, "article") as folder:
            page = folder / "page.html"
            fetched = await self._fetcher.fetch(argument.url, PAGE, page)
            content = await asyncio.to_thread(page.read_bytes)
            article = await asyncio.to_thread(extract, content, fetched.url, fetched.charset)
        key = article_key(argument.job_id)
        await self._artifacts.put(key, article.model_dump_json(indent=2).encode())
        return FetchArticleOutput(article_key=key, language=article.language, digest=article.digest)

    @activity.defn(name=ILLUSTRATE.name)
    async def illustrate(self, argument: IllustrateInput) -> Visual:
        """Find or make the picture of a scene."""
        timeline = Timeline.model_validate_json(await self._artifacts.get(argument.timeline_key))
        position = argument.position
        async with job_folder(self._scratch, argument.job_id, f"visual-{position}") as folder:
            found = await self._illustrator.illustrate(
                timeline, position, folder, last_try=activity.info().attempt > TRIES_FOR_STOCK
            )
            for reason in found.passed_over:
                log.info("A source of pictures gave nothing", scene=position, reason=reason)
            key = visual_key(argument.job_id, position, found.path.suffix.removeprefix("."))
            await self._artifacts.put(key, found.path)
        return Visual(kind=found.kind, key=key, focus=found.focus, credit=found.credit)

    @activity.defn(name=FETCH_MUSIC.name)
    async def fetch_music(self, argument: FetchMusicInput) -> FetchMusicOutput:
        """Fetch background music, in whatever format it comes."""
        key = music_key(argument.job_id)
        async with job_folder(self._scratch, argument.job_id, "music") as folder:
            music = folder / "music"
            await self._fetcher.fetch(argument.url, MUSIC, music)
            await self._artifacts.put(key, music)
        return FetchMusicOutput(music_key=key)
