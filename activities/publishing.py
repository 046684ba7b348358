"""What publishing a video is for both kinds: its files where clients find them, and what the result says."""

from typing import Any

from contracts.article_video import ARTICLE_VIDEOS
from contracts.script_video import script_video_prefix
from contracts.video import PublishVideoInput, assembled_key
from store.artifacts import Artifacts
from store.ledger import Ledger


async def publish_files(
    artifacts: Artifacts, job_id: str, *, video: str, captions: str, thumbnail: str
) -> dict[str, str]:
    """Copy the assembled files to their published keys; the paths that serve them."""
    await artifacts.copy(assembled_key(job_id, "mp4"), video)
    await artifacts.copy(assembled_key(job_id, "srt"), captions)
    await artifacts.copy(assembled_key(job_id, "jpg"), thumbnail)
    return {
        "video_path": f"/{video}",
        "captions_path": f"/{captions}",
        "thumbnail_path": f"/{thumbnail}",
    }


async def withdraw_video(ledger: Ledger, artifacts: Artifacts, job_id: str) -> None:
    """Take back a video that a job had published."""
    await artifacts.delete_prefix(f"{ARTICLE_VIDEOS}{job_id}/")
    await artifacts.delete_prefix(script_video_prefix(job_id))
    # The row goes last: as long as it is there, the maintenance finds by it what is left.
    await ledger.videos.remove_of_job(job_id)


def about(argument: PublishVideoInput) -> dict[str, Any]:
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
