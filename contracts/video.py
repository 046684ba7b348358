"""The engine of narrated videos: formats, pictures, plan, timeline, result, and the activities that make one.

The kinds ``article_video`` and ``script_video`` go through it: a storyboard of scenes, a narration and a
picture for each, a timeline, and from them the video.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from contracts.activity import ActivityDef
from contracts.jobs import JobOrder
from contracts.model import Model
from contracts.names import FETCH_QUEUE, SPEECH_QUEUE, VIDEO_QUEUE, job_prefix
from contracts.phrases import Phrase
from contracts.speech import ProviderName
from contracts.storyboard import Picture, Scene, Shape, Storyboard

COMPOSING: Final = "composing"
"""The name of the step in which scenes are composed, and the code of what their heartbeats say."""
FPS: Final = 30
"""Frames a second of every video."""


# --- formats ----------------------------------------------------------------------------------------------


class VideoFormat(StrEnum):
    """What a video is made for."""

    REEL = "reel"
    YOUTUBE = "youtube"
    YOUTUBE_SHORTS = "youtube_shorts"
    TIKTOK = "tiktok"
    INSTAGRAM = "instagram"


@dataclass(frozen=True)
class Frame:
    """A format's picture, in pixels, and how long a video it takes, in seconds.

    Text stays inside the margins: what lies outside may be covered by the platform's own buttons and words.
    ``caption_size`` is the height of the captions' letters.
    """

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    caption_size: int
    max_seconds: int

    @property
    def shape(self) -> Shape:
        """Its width to its height."""
        return Shape.TALL if self.height > self.width else Shape.WIDE


FRAMES: Final = {
    # Article videos are of this size; the margins are TikTok's, scaled.
    VideoFormat.REEL: Frame(
        720, 1280, top=88, right=96, bottom=320, left=48, caption_size=42, max_seconds=60
    ),
    # Title safe area of SMPTE ST 2046-1: 5 % on each side.
    VideoFormat.YOUTUBE: Frame(
        1920, 1080, top=54, right=96, bottom=54, left=96, caption_size=58, max_seconds=1800
    ),
    # Google's guide for ads in Shorts says what its interface covers; a Short is of three minutes at most.
    VideoFormat.YOUTUBE_SHORTS: Frame(
        1080, 1920, top=288, right=192, bottom=672, left=48, caption_size=64, max_seconds=180
    ),
    # TikTok's guide for advertisers says what its interface covers; its API takes ten minutes.
    VideoFormat.TIKTOK: Frame(
        1080, 1920, top=131, right=140, bottom=480, left=64, caption_size=64, max_seconds=600
    ),
    # Meta's guide for Reels: 14 % above, 35 % below, 6 % at the sides; its API takes 15 minutes.
    VideoFormat.INSTAGRAM: Frame(
        1080, 1920, top=269, right=65, bottom=672, left=65, caption_size=64, max_seconds=900
    ),
}


class Template(StrEnum):
    """The designs of cards and captions (``template_id`` in the contract of script videos)."""

    AURORA = "aurora"
    PAPER = "paper"
    BOLD = "bold"
    NIGHT = "night"


# --- orders -----------------------------------------------------------------------------------------------


class VideoOrder(JobOrder):
    """What both kinds share.

    A step that fails with an error that may pass is tried again ``retries`` times in all, each time after
    ``retry_delay``; finished steps are not repeated.
    """

    retries: int = 3
    retry_delay: timedelta = timedelta(seconds=60)


# --- what scenes show, and plans --------------------------------------------------------------------------


class ArticlePicture(Model):
    """A picture of an article. ``paragraph`` is the index of the one it stands before; sizes as declared."""

    url: str
    alt: str = ""
    caption: str = ""
    paragraph: int = 0
    width: int | None = None
    height: int | None = None


class CardKind(StrEnum):
    """What kind of card a scene gets where it has no picture."""

    TITLE = "title"
    STATEMENT = "statement"
    FIGURE = "figure"
    LIST = "list"
    QUOTE = "quote"


class Card(Model):
    """What a picture of the kind ``card`` shows: a picture found by ``keywords``, else a card.

    ``keywords`` are English where possible. The card has the scene's heading, and the ``lines`` of a list or
    the words of a quote; ``figure`` is the number that a ``FIGURE`` card shows large ("42 %").
    """

    kind: CardKind = CardKind.STATEMENT
    lines: tuple[str, ...] = ()
    figure: str = ""
    keywords: tuple[str, ...] = ()


class Photo(Model):
    """What a picture of the kind ``photo`` shows: one of the article, ``instead`` where it can't be had."""

    picture: ArticlePicture
    instead: Card


def picture_of(shown: Card | Photo) -> Picture:
    """A storyboard's picture that shows this."""
    return Picture(kind=_kind(type(shown)), parameters=shown.model_dump(mode="json", exclude_defaults=True))


def card_of(scene: Scene) -> Card:
    """What a scene shows where it has no picture of the article. Raises as ``_shown``."""
    shown = _shown(scene.picture)
    return shown.instead if isinstance(shown, Photo) else shown


def photo_of(scene: Scene) -> ArticlePicture | None:
    """The article's picture that a scene shows, if it does. Raises as ``_shown``."""
    shown = _shown(scene.picture)
    return shown.picture if isinstance(shown, Photo) else None


def _shown(picture: Picture) -> Card | Photo:
    """What a storyboard's picture shows. Raises KeyError for another kind, and pydantic's ValidationError."""
    kinds: dict[str, type[Card | Photo]] = {_kind(model): model for model in (Card, Photo)}
    return kinds[picture.kind].model_validate(picture.parameters)


def _kind(model: type[Card | Photo]) -> str:
    return model.__name__.lower()


class VideoPlan(Model):
    """What an author of videos makes of an article or a script: a storyboard, each scene of one beat.

    A video that is too long loses the scenes whose ids are in ``spare``, one by one from the front; the scene
    that opens it is never among them. ``author`` is ``local``, or a model's name.
    """

    storyboard: Storyboard
    spare: tuple[str, ...] = ()
    author: str = "local"


# --- timeline and pictures --------------------------------------------------------------------------------


class Cue(Model):
    """One caption, of one line or two, on the clock of the whole video."""

    start_ms: int
    end_ms: int
    text: str


class TimedScene(Model):
    """A scene on the timeline. ``speech_ms`` is when its narration starts, on the whole video's clock."""

    scene: Scene
    start_frame: int
    frames: int
    speech_key: str
    speech_ms: int


class Timeline(Model):
    """What is seen and heard when: the scenes follow each other without a gap, from frame 0."""

    title: str
    language: str
    format: VideoFormat
    template: Template
    scenes: tuple[TimedScene, ...]
    cues: tuple[Cue, ...]

    @property
    def frames(self) -> int:
        """Of the whole video."""
        return sum(timed.frames for timed in self.scenes)


class Credit(Model):
    """Who made a picture or clip that is shown, and where it was found; ``scene`` counts from 0."""

    scene: int
    title: str = ""
    author: str = ""
    source: str
    url: str
    license: str = ""


class VisualKind(StrEnum):
    """Where a scene's picture comes from."""

    ARTICLE_PICTURE = "article_picture"
    STOCK_PICTURE = "stock_picture"
    STOCK_CLIP = "stock_clip"
    CARD = "card"


class Visual(Model):
    """A scene's picture (PNG or JPEG) or clip (mp4), stored under ``key``.

    ``focus`` is the point that matters, as fractions of width and height.
    """

    kind: VisualKind
    key: str
    focus: tuple[float, float] = (0.5, 0.5)
    credit: Credit | None = None


# --- results ----------------------------------------------------------------------------------------------


class MadeBy(Model):
    """Who made what.

    ``voice`` is ``provider:voice``; ``fallback_from`` is the provider of speech that was asked for and has no
    key here. ``pictures`` counts the scenes by where their picture comes from.
    """

    script: str
    voice: str
    fallback_from: ProviderName | None = None
    pictures: dict[VisualKind, int]


class VideoResult(Model):
    """A finished video; paths are served by the API. ``duration`` in seconds, ``file_size`` in bytes.

    ``warnings`` say what was asked for and is not done as it was.
    """

    title: str
    video_path: str
    thumbnail_path: str
    captions_path: str
    duration: float
    file_size: int
    resolution: str
    language: str
    made_by: MadeBy
    credits: tuple[Credit, ...] = ()
    warnings: tuple[Phrase, ...] = ()


# --- artifact keys ----------------------------------------------------------------------------------------


def plan_key(job_id: str) -> str:
    """JSON of ``VideoPlan``."""
    return f"{job_prefix(job_id)}plan.json"


def timeline_key(job_id: str) -> str:
    """JSON of ``Timeline``."""
    return f"{job_prefix(job_id)}timeline.json"


def visual_key(job_id: str, position: int, extension: str) -> str:
    """The picture or clip of a scene."""
    return f"{job_prefix(job_id)}visual-{position}.{extension}"


def scene_key(job_id: str, position: int) -> str:
    """A composed scene, without sound."""
    return f"{job_prefix(job_id)}scene-{position}.mp4"


def soundtrack_key(job_id: str) -> str:
    """The mixed sound of a video."""
    return f"{job_prefix(job_id)}soundtrack.m4a"


def assembled_key(job_id: str, extension: str) -> str:
    """An assembled video before it is published (``mp4``), its captions (``srt``) and thumbnail (``jpg``)."""
    return f"{job_prefix(job_id)}assembled.{extension}"


# --- the activities of the steps; keys are artifact keys --------------------------------------------------


class StoryboardOutput(Model):
    """Where the plan with the storyboard lies (JSON of ``VideoPlan``), and what is said in each scene."""

    plan_key: str
    title: str
    language: str
    author: str
    narrations: tuple[str, ...]


class CastInput(Model):
    """Find the voice of a narration.

    Without ``provider`` it is whoever is configured; without ``voice_name`` the provider's first voice of the
    language.
    """

    job_id: str
    provider: ProviderName | None
    voice_name: str | None
    language: str


class Narrator(Model):
    """Who speaks a narration, and how many scenes at a time.

    ``warnings`` say where that is not what was asked for.
    """

    provider: ProviderName
    fallback_from: ProviderName | None
    voice_id: str
    language: str
    parallel: int
    warnings: tuple[Phrase, ...] = ()


class LayOutInput(Model):
    """Lay the narrated scenes on a timeline.

    ``speech_keys`` in the order of the scenes; without ``max_seconds`` no scene is dropped.
    """

    job_id: str
    plan_key: str
    format: VideoFormat
    template: Template | None
    speech_keys: tuple[str, ...]
    min_seconds: float
    max_seconds: float | None


class LayOutOutput(Model):
    """Where the timeline lies (JSON of ``Timeline``), and how many scenes it has."""

    timeline_key: str
    scenes: int


class IllustrateInput(Model):
    """Find or make the picture of the scene at ``position`` of the timeline."""

    job_id: str
    timeline_key: str
    position: int


class ComposeSceneInput(Model):
    """Make the pictures of one scene, with motion, captions, and a transition from the picture before it."""

    job_id: str
    timeline_key: str
    position: int
    visual: Visual
    previous: Visual | None


class ComposeSceneOutput(Model):
    """Where the scene lies: H.264 without sound."""

    scene_key: str


class MixInput(Model):
    """Mix the narration, and music under it if there is some."""

    job_id: str
    timeline_key: str
    music_key: str | None


class MixOutput(Model):
    """Where the soundtrack lies: AAC."""

    soundtrack_key: str


class AssembleInput(Model):
    """Join scenes and soundtrack, write the captions' file, take the thumbnail.

    Stored under ``assembled_key``.
    """

    job_id: str
    timeline_key: str
    scene_keys: tuple[str, ...]
    soundtrack_key: str


class AssembleOutput(Model):
    """The video's measures: seconds, bytes, pixels."""

    duration: float
    file_size: int
    width: int
    height: int


class PublishVideoInput(Model):
    """Put an assembled video where clients find it. ``source_url`` and ``digest`` are an article's."""

    job_id: str
    title: str
    language: str
    measures: AssembleOutput
    made_by: MadeBy
    credits: tuple[Credit, ...]
    warnings: tuple[Phrase, ...] = ()
    plan_key: str
    source_url: str = ""
    digest: str = ""


def _minutes(minutes: float) -> timedelta:
    return timedelta(minutes=minutes)


CAST: Final = ActivityDef(
    "video.cast", CastInput, Narrator, SPEECH_QUEUE, _minutes(1), summary="Find the voice"
)
LAY_OUT: Final = ActivityDef(
    "video.lay_out",
    LayOutInput,
    LayOutOutput,
    VIDEO_QUEUE,
    _minutes(3),
    summary="Lay the scenes on the timeline",
)
ILLUSTRATE: Final = ActivityDef(
    "video.illustrate",
    IllustrateInput,
    Visual,
    FETCH_QUEUE,
    _minutes(3),
    attempts=3,
    summary="Find a picture",
)
COMPOSE_SCENE: Final = ActivityDef(
    "video.compose_scene",
    ComposeSceneInput,
    ComposeSceneOutput,
    VIDEO_QUEUE,
    _minutes(2),
    summary="Compose a scene",
)
MIX: Final = ActivityDef("video.mix", MixInput, MixOutput, VIDEO_QUEUE, _minutes(3), summary="Mix the sound")
ASSEMBLE: Final = ActivityDef(
    "video.assemble", AssembleInput, AssembleOutput, VIDEO_QUEUE, _minutes(3), summary="Join the scenes"
)
