"""The steps that write storyboards. A stored one is used again: a model is never paid twice for one step."""

import asyncio
from collections.abc import Awaitable, Callable

from temporalio import activity

from contracts.errors import ArtifactNotFound, SourceUnsuitable
from contracts.names import storyboard_key
from contracts.video import (
    SPLIT_SCRIPT,
    WRITE_STORYBOARD,
    Article,
    SplitScriptInput,
    Storyboard,
    StoryboardOutput,
    WriteStoryboardInput,
)
from media.fonts.glyphs import NOT_WRITTEN, can_write
from media.storyboards.author import StoryboardAuthor
from media.storyboards.splitting import split
from store.artifacts import Artifacts


class StoryboardActivities:
    """Needs an author, and the artifacts where articles and storyboards lie."""

    def __init__(self, author: StoryboardAuthor, artifacts: Artifacts) -> None:
        self._author = author
        self._artifacts = artifacts

    @activity.defn(name=WRITE_STORYBOARD.name)
    async def write(self, argument: WriteStoryboardInput) -> StoryboardOutput:
        """Condense an article into scenes."""

        async def written() -> Storyboard:
            article = Article.model_validate_json(await self._artifacts.get(argument.article_key))
            if not can_write(" ".join(article.paragraphs), article.language):
                raise SourceUnsuitable(NOT_WRITTEN.format(language=article.language))
            return await self._author.write(article, argument.min_seconds, argument.max_seconds)

        return await self._once(argument.job_id, written)

    @activity.defn(name=SPLIT_SCRIPT.name)
    async def split(self, argument: SplitScriptInput) -> StoryboardOutput:
        """Split a script into scenes, every word of it."""

        async def written() -> Storyboard:
            return await asyncio.to_thread(
                split, argument.title, argument.script, argument.language, argument.seconds
            )

        return await self._once(argument.job_id, written)

    async def _once(self, job_id: str, write: Callable[[], Awaitable[Storyboard]]) -> StoryboardOutput:
        key = storyboard_key(job_id)
        try:
            storyboard = Storyboard.model_validate_json(await self._artifacts.get(key))
        except ArtifactNotFound:
            storyboard = await write()
            await self._artifacts.put(key, storyboard.model_dump_json(indent=2).encode())
        return StoryboardOutput(
            storyboard_key=key,
            title=storyboard.title,
            language=storyboard.language,
            author=storyboard.author,
            narrations=tuple(scene.narration for scene in storyboard.scenes),
        )
