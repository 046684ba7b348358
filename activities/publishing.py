"""What publishing a video is for both kinds: its files, where they are served, and what the result says."""

from dataclasses import dataclass
from typing import Any

from contracts.video import PublishVideoInput, assembled_key
from store.publisher import Files


@dataclass(frozen=True)
class VideoFiles:
    """The keys under which a video's files are published."""

    video: str
    captions: str
    thumbnail: str

    def of(self, job_id: str) -> Files:
        """Each with the assembled file that it is copied from."""
        return {
            self.video: assembled_key(job_id, "mp4"),
            self.captions: assembled_key(job_id, "srt"),
            self.thumbnail: assembled_key(job_id, "jpg"),
        }

    @property
    def paths(self) -> dict[str, str]:
        """Where they are served, as a result says it."""
        return {
            "video_path": f"/{self.video}",
            "captions_path": f"/{self.captions}",
            "thumbnail_path": f"/{self.thumbnail}",
        }


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
        "warnings": argument.warnings,
    }
