"""The steps that put finished videos where clients find them."""

import re
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any

from temporalio import activity

from contracts.errors import JobNotFound
from contracts.jobs import JobState
from contracts.names import (
    ARTICLE_VIDEOS,
    article_video_key,
    assembled_key,
    script_video_key,
    script_video_prefix,
)
from contracts.video import (
    FIND_MADE,
    PUBLISH_ARTICLE_VIDEO,
    PUBLISH_SCRIPT_VIDEO,
    ArticleVideoResult,
    FindMadeInput,
    FindMadeOutput,
    PublishVideoInput,
    VideoResult,
)
from store.artifacts import Artifacts
from store.ledger import Ledger
from store.videos import NewArticleVideo

_MEGABYTE = 1024 * 1024
_SLUG_LENGTH = 60


class PublishingActivities:
    """Needs the ledger with its table of videos, and the artifacts."""

    def __init__(self, ledger: Ledger, artifacts: Artifacts) -> None:
        self._ledger = ledger
        self._artifacts = artifacts

    @activity.defn(name=FIND_MADE.name)
    async def find_made(self, argument: FindMadeInput) -> FindMadeOutput:
        """Look for the finished video of the same article."""
        since = datetime.now(UTC) - argument.age
        job_id = await self._ledger.videos.job_that_made(argument.url, argument.digest, since)
        result = await self._result(job_id) if job_id else None
        return FindMadeOutput(result=None if result is None else ArticleVideoResult.model_validate(result))

    @activity.defn(name=PUBLISH_ARTICLE_VIDEO.name)
    async def publish_article(self, argument: PublishVideoInput) -> ArticleVideoResult:
        """Add a row to the table of videos, and put the files under its name."""
        job_id = argument.job_id
        # The row comes first: whatever happens then, clean-up finds by it what to remove.
        video = await self._ledger.videos.add(
            NewArticleVideo(
                slug=_slug(argument.title, job_id),
                title=argument.title,
                source_url=argument.source_url,
                digest=argument.digest,
                duration=argument.measures.duration,
                size_mb=argument.measures.file_size / _MEGABYTE,
                script=(await self._artifacts.get(argument.storyboard_key)).decode(),
                created_at=datetime.now(UTC),
            ),
            job_id,
        )
        stem = PurePosixPath(video.name).stem
        paths = await self._copy(
            job_id,
            video=article_video_key(job_id, video.name),
            captions=article_video_key(job_id, f"{stem}.srt"),
            thumbnail=article_video_key(job_id, f"{stem}.jpg"),
        )
        return ArticleVideoResult(**_about(argument), **paths, video_id=video.id)

    @activity.defn(name=PUBLISH_SCRIPT_VIDEO.name)
    async def publish_script(self, argument: PublishVideoInput) -> VideoResult:
        """Put the files under the job's name."""
        job_id = argument.job_id
        paths = await self._copy(
            job_id,
            video=script_video_key(job_id, "video.mp4"),
            captions=script_video_key(job_id, "captions.srt"),
            thumbnail=script_video_key(job_id, "thumbnail.jpg"),
        )
        return VideoResult(**_about(argument), **paths)

    async def _copy(self, job_id: str, *, video: str, captions: str, thumbnail: str) -> dict[str, str]:
        """Copy the assembled files to their published keys; the paths that serve them."""
        await self._artifacts.copy(assembled_key(job_id, "mp4"), video)
        await self._artifacts.copy(assembled_key(job_id, "srt"), captions)
        await self._artifacts.copy(assembled_key(job_id, "jpg"), thumbnail)
        return {
            "video_path": f"/{video}",
            "captions_path": f"/{captions}",
            "thumbnail_path": f"/{thumbnail}",
        }

    async def _result(self, job_id: str) -> dict[str, Any] | None:
        try:
            snapshot = (await self._ledger.get(job_id)).snapshot
        except JobNotFound:
            return None
        return snapshot.result if snapshot.state is JobState.COMPLETED else None


async def withdraw_video(ledger: Ledger, artifacts: Artifacts, job_id: str) -> None:
    """Take back a video that a job had published."""
    await artifacts.delete_prefix(f"{ARTICLE_VIDEOS}{job_id}/")
    await artifacts.delete_prefix(script_video_prefix(job_id))
    # The row goes last: as long as it is there, the maintenance finds by it what is left.
    await ledger.videos.remove_of_job(job_id)


def _about(argument: PublishVideoInput) -> dict[str, Any]:
    """What a result says besides its paths."""
    measures = argument.measures
    return {
        "title": argument.title,
        "duration": measures.duration,
        "file_size": measures.file_size,
        "resolution": f"{measures.width}x{measures.height}",
        "language": argument.language,
        "made_by": argument.made_by,
        "credits": argument.credits,
    }


def _slug(title: str, job_id: str) -> str:
    """A file's name from a title, as document 4 shows it; titles without Latin letters get the job's."""
    words = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")[:_SLUG_LENGTH].rstrip("_")
    return words or f"video_{job_id[:8]}"
