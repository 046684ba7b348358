"""The steps that only videos of scripts have: split the script into scenes, fetch its music, publish."""

import asyncio

from activities.folders import Scratch, job_folder
from activities.implementations import implements
from activities.publishing import VideoFiles, about
from activities.video import planned_once
from contracts.script_video import (
    FETCH_MUSIC,
    PUBLISH_SCRIPT_VIDEO,
    SPLIT_SCRIPT,
    FetchMusicInput,
    FetchMusicOutput,
    SplitScriptInput,
    music_key,
    script_video_key,
)
from contracts.video import PublishVideoInput, StoryboardOutput, VideoPlan, VideoResult
from media.storyboards.splitting import split
from store.artifacts import Artifacts
from store.publisher import Publisher
from web.fetch import MUSIC, Fetcher


class ScriptStoryboardActivities:
    """Needs the artifacts where storyboards lie."""

    def __init__(self, artifacts: Artifacts) -> None:
        self._artifacts = artifacts

    @implements(SPLIT_SCRIPT)
    async def split(self, argument: SplitScriptInput) -> StoryboardOutput:
        """Split a script into scenes, every word of it."""

        async def written() -> VideoPlan:
            return await asyncio.to_thread(
                split, argument.title, argument.script, argument.language, argument.seconds
            )

        return await planned_once(self._artifacts, argument.job_id, argument.format, written)


class MusicActivities:
    """Needs a fetcher that keeps to public addresses, the artifacts, and a folder where each job gets one."""

    def __init__(self, fetcher: Fetcher, artifacts: Artifacts, scratch: Scratch) -> None:
        self._fetcher = fetcher
        self._artifacts = artifacts
        self._scratch = scratch

    @implements(FETCH_MUSIC)
    async def fetch_music(self, argument: FetchMusicInput) -> FetchMusicOutput:
        """Fetch background music, in whatever format it comes."""
        key = music_key(argument.job_id)
        async with job_folder(self._scratch, argument.job_id, "music") as folder:
            music = folder / "music"
            await self._fetcher.fetch(argument.url, MUSIC, music)
            await self._artifacts.put(key, music)
        return FetchMusicOutput(music_key=key)


class ScriptPublishingActivities:
    """Needs the publisher."""

    def __init__(self, publisher: Publisher) -> None:
        self._publisher = publisher

    @implements(PUBLISH_SCRIPT_VIDEO)
    async def publish_script(self, argument: PublishVideoInput) -> VideoResult:
        """Put the files under the job's name."""
        job_id = argument.job_id
        files = VideoFiles(
            video=script_video_key(job_id, "video.mp4"),
            captions=script_video_key(job_id, "captions.srt"),
            thumbnail=script_video_key(job_id, "thumbnail.jpg"),
        )
        await self._publisher.publish_files(job_id, files.of(job_id))
        return VideoResult(**about(argument), **files.paths)
