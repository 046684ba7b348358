"""Videos of scripts: order, the activities of its own steps, and the table of steps."""

from datetime import timedelta
from typing import Final

from contracts.activity import ActivityDef
from contracts.messages import COMPLETED
from contracts.model import Model
from contracts.names import AUTHORING_QUEUE, CORE_QUEUE, FETCH_QUEUE, job_prefix
from contracts.phases import Phase, Phases, composing
from contracts.speech import ProviderName
from contracts.steps import Step, StepTable
from contracts.video import (
    PublishVideoInput,
    StoryboardOutput,
    Template,
    VideoFormat,
    VideoOrder,
    VideoResult,
)

SCRIPT_VIDEO: Final = "script_video"
"""The kind that makes a narrated video of a text that is written for it."""


class ScriptVideoOrder(VideoOrder):
    """Make a video of a script.

    ``duration`` in seconds: the video is not shorter, and longer only if the words need more time.
    ``language`` is a BCP 47 tag.
    """

    script_id: str
    title: str
    script: str
    language: str
    format: VideoFormat
    duration: int
    voice_provider: ProviderName
    voice_name: str | None = None
    background_music: str | None = None
    template: Template | None = None


# --- artifact keys ----------------------------------------------------------------------------------------

SCRIPT_VIDEOS: Final = "script-videos/"


def music_key(job_id: str) -> str:
    """Background music, in whatever format it came."""
    return f"{job_prefix(job_id)}music"


def script_video_prefix(job_id: str) -> str:
    """Where a finished video of a script lies; kept as long as the job."""
    return f"{SCRIPT_VIDEOS}{job_id}/"


def script_video_key(job_id: str, name: str) -> str:
    """A file of a finished video of a script."""
    return f"{script_video_prefix(job_id)}{name}"


# --- what the steps exchange, and their activities --------------------------------------------------------


class SplitScriptInput(Model):
    """Make the storyboard of a script: its own words, split into scenes."""

    job_id: str
    title: str
    script: str
    language: str
    format: VideoFormat
    seconds: float


class FetchMusicInput(Model):
    """Fetch background music; stored under ``music_key``."""

    job_id: str
    url: str


class FetchMusicOutput(Model):
    """Where the music lies."""

    music_key: str


SPLIT_SCRIPT: Final = ActivityDef(
    "video.split_script",
    SplitScriptInput,
    StoryboardOutput,
    AUTHORING_QUEUE,
    timedelta(minutes=1),
    summary="Split the narration into scenes",
)
FETCH_MUSIC: Final = ActivityDef(
    "video.fetch_music",
    FetchMusicInput,
    FetchMusicOutput,
    FETCH_QUEUE,
    timedelta(minutes=2),
    attempts=3,
    summary="Fetch the music",
)
PUBLISH_SCRIPT_VIDEO: Final = ActivityDef(
    "video.publish_script",
    PublishVideoInput,
    VideoResult,
    CORE_QUEUE,
    timedelta(minutes=3),
    summary="Publish the video",
)


# --- the steps (docs/contracts/script-videos.md#steps) ----------------------------------------------------

INITIALIZING: Final = Step("initializing", 0.00, 0.10, "Getting ready")

SCRIPT_PHASES: Final = Phases(
    scripting=Phase(Step("scripting", 0.10, 0.30, "Writing the storyboard")),
    narrating=Phase(
        Step("narrating", 0.30, 0.70, "Narrating"),
        each="narrating.scene",
        # Scene 1 of 3 at 0.30 and scene 2 at 0.50, as the contract has it.
        fraction=lambda done, total: min(1.0, done / max(1, total - 1)),
    ),
    illustrating=Phase(
        Step("illustrating", 0.70, 0.90, "Finding pictures"), each="illustrating.scene", first_too=False
    ),
    mixing=Phase(Step("mixing", 0.90, 0.91, "Mixing the sound")),
    composing=composing(0.91, 0.98),
    finalizing=Phase(Step("finalizing", 0.98, 1.00, "Saving")),
)

SCRIPT_VIDEO_STEPS: Final = StepTable(
    (INITIALIZING, *SCRIPT_PHASES.steps),
    {
        "initializing": "Starting...",
        "scripting": "Analyzing script",
        "narrating": "Generating audio",
        "narrating.scene": "Generating audio (scene {scene}/{total})",
        "illustrating": "Generating images",
        "illustrating.scene": "Generating images for scene {scene}/{total}",
        "mixing": "Compositing video",
        "composing": "Compositing video",
        "finalizing": "Finalizing video",
        COMPLETED.code: "Video generation completed",
    },
)
