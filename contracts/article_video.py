"""Videos of articles: order, result, the activities of its own steps, and the table of steps."""

from datetime import date, datetime, timedelta
from typing import Final

from contracts.activity import ActivityDef
from contracts.messages import COMPLETED
from contracts.model import Model
from contracts.names import AUTHORING_QUEUE, CORE_QUEUE, FETCH_QUEUE, job_prefix
from contracts.phases import Phase, Phases, composing
from contracts.steps import Step, StepTable
from contracts.video import (
    ArticlePicture,
    PublishVideoInput,
    StoryboardOutput,
    VideoFormat,
    VideoOrder,
    VideoResult,
)

ARTICLE_VIDEO: Final = "article_video"
"""The kind that makes a narrated video of an article."""

ARTICLE_SECONDS: Final = (30.0, 60.0)
"""The shortest and the longest video of an article."""


# --- order and result -------------------------------------------------------------------------------------


class ArticleVideoOrder(VideoOrder):
    """Make a video of the article at a URL.

    With ``reuse`` the finished video of the same article is the answer, if it is younger and the article has
    not changed.
    """

    url: str
    reuse: timedelta | None = None


class ArticleVideoResult(VideoResult):
    """A finished video of an article; ``video_id`` is its row in the catalogue."""

    video_id: int


class ArticleVideo(Model):
    """A row of the table of finished article videos. ``name`` is the name of the file at ``file_path``."""

    id: int
    name: str
    job_id: str
    title: str
    source_url: str
    file_path: str
    duration: float
    size_mb: float
    created_at: datetime


# --- artifact keys ----------------------------------------------------------------------------------------

ARTICLE_VIDEOS: Final = "article-videos/"


def article_key(job_id: str) -> str:
    """What an article says, JSON of ``Article``."""
    return f"{job_prefix(job_id)}article.json"


def article_video_key(job_id: str, name: str) -> str:
    """A file of a finished video of an article; kept with its row in the catalogue."""
    return f"{ARTICLE_VIDEOS}{job_id}/{name}"


# --- what the steps exchange, and their activities --------------------------------------------------------


class Article(Model):
    """What an article says. ``language`` is a BCP 47 tag (``en``, ``ja``, ``zh-TW``, ``zh-CN``).

    ``digest`` changes when its title, text or pictures do.
    """

    url: str
    title: str
    site: str = ""
    author: str = ""
    published: date | None = None
    language: str
    paragraphs: tuple[str, ...]
    pictures: tuple[ArticlePicture, ...] = ()
    digest: str


class FetchArticleInput(Model):
    """Fetch an article and take out what it says; stored under ``article_key``."""

    job_id: str
    url: str


class FetchArticleOutput(Model):
    """Where the article lies (JSON of ``Article``), and what it is written in."""

    article_key: str
    language: str
    digest: str


class FindMadeInput(Model):
    """Look for a finished video of the same article, with the same digest, made at most ``age`` ago."""

    job_id: str
    url: str
    digest: str
    age: timedelta


class FindMadeOutput(Model):
    """The finished video's result, if there is one."""

    result: ArticleVideoResult | None


class WriteStoryboardInput(Model):
    """Write the storyboard of an article, for a video of so many seconds."""

    job_id: str
    article_key: str
    format: VideoFormat
    min_seconds: float
    max_seconds: float


FETCH_ARTICLE: Final = ActivityDef(
    "article.fetch",
    FetchArticleInput,
    FetchArticleOutput,
    FETCH_QUEUE,
    timedelta(minutes=2),
    attempts=3,
    summary="Fetch the article",
)
FIND_MADE: Final = ActivityDef(
    "article.find_made",
    FindMadeInput,
    FindMadeOutput,
    CORE_QUEUE,
    timedelta(seconds=30),
    summary="Look for a finished video of the article",
)
WRITE_STORYBOARD: Final = ActivityDef(
    "article.write_storyboard",
    WriteStoryboardInput,
    StoryboardOutput,
    AUTHORING_QUEUE,
    timedelta(minutes=5),
    attempts=2,
    summary="Write the storyboard",
)
"""A model is paid for each attempt, and the job's own retries come on top."""
PUBLISH_ARTICLE_VIDEO: Final = ActivityDef(
    "video.publish_article",
    PublishVideoInput,
    ArticleVideoResult,
    CORE_QUEUE,
    timedelta(minutes=3),
    summary="Publish the video",
)


# --- the steps (docs/contracts/article-videos.md#steps) ---------------------------------------------------

INITIALIZING: Final = Step("initializing", 0.00, 0.05, "Getting ready")
EXTRACTING: Final = Phase(Step("extracting", 0.05, 0.10, "Reading the article"), done="extracting.done")

ARTICLE_PHASES: Final = Phases(
    scripting=Phase(Step("scripting", 0.15, 0.25, "Writing the storyboard"), done="scripting.done"),
    narrating=Phase(Step("narrating", 0.30, 0.50, "Narrating"), done="narrating.done"),
    illustrating=Phase(Step("illustrating", 0.55, 0.75, "Finding pictures"), done="illustrating.done"),
    mixing=Phase(Step("mixing", 0.80, 0.85, "Mixing the sound")),
    composing=composing(0.85, 0.95),
    finalizing=Phase(Step("finalizing", 0.95, 1.00, "Saving")),
)

ARTICLE_VIDEO_STEPS: Final = StepTable(
    (INITIALIZING, EXTRACTING.step, *ARTICLE_PHASES.steps),
    {
        "initializing": "Starting...",
        "extracting": "Extracting article content",
        "extracting.done": "Article content extracted",
        "scripting": "Generating video script",
        "scripting.done": "Script generated with {scenes} scenes",
        "narrating": "Generating voice-over audio",
        "narrating.done": "Audio generation completed",
        "illustrating": "Downloading visual assets",
        "illustrating.done": "Assets downloaded successfully",
        "mixing": "Composing video",
        "composing": "Editing video with FFmpeg",
        "finalizing": "Finalizing video",
        COMPLETED.code: "Video created successfully",
    },
)
