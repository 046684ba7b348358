"""Names that more than one part must agree on: task queues, search attributes, schedule, artifact keys."""

from datetime import timedelta
from typing import Final

CORE_QUEUE: Final = "reelwork-core"
"""Workflows, and the activities every kind shares."""
AUTHORING_QUEUE: Final = "reelwork-authoring"
"""Steps that write and check scripts: light, or waiting for a model."""
RENDER_QUEUE: Final = "reelwork-render"
"""Steps that run scripts: as many slots as cores."""
SPEECH_QUEUE: Final = "reelwork-speech"
"""Steps that speak, and join what was spoken."""
FETCH_QUEUE: Final = "reelwork-fetch"
"""Steps that fetch articles, pictures and music from addresses that anyone may name."""
VIDEO_QUEUE: Final = "reelwork-video"
"""Steps that compose videos: as many slots as cores."""
QUEUES: Final = (CORE_QUEUE, AUTHORING_QUEUE, RENDER_QUEUE, SPEECH_QUEUE, FETCH_QUEUE, VIDEO_QUEUE)

HEARTBEAT_TIMEOUT: Final = timedelta(seconds=10)
"""A worker that is silent for so long is taken for dead, and its activity is tried elsewhere."""

MAINTENANCE_WORKFLOW: Final = "maintenance"
MAINTENANCE_SCHEDULE: Final = "reelwork-maintenance"

KIND_ATTRIBUTE: Final = "ReelworkKind"
OWNER_ATTRIBUTE: Final = "ReelworkOwner"
STATE_ATTRIBUTE: Final = "ReelworkState"
SEARCH_ATTRIBUTES: Final = (KIND_ATTRIBUTE, OWNER_ATTRIBUTE, STATE_ATTRIBUTE)
"""All of type Keyword; for people in the Temporal Web UI."""


JOBS_PREFIX: Final = "jobs/"


def job_prefix(job_id: str) -> str:
    """Where the intermediate results of a job lie; gone when the job has ended."""
    return f"{JOBS_PREFIX}{job_id}/"


def plan_key(job_id: str) -> str:
    """The plan of an animation, JSON of ``contracts.animation.Plan``."""
    return f"{job_prefix(job_id)}plan.json"


def draft_key(job_id: str, revision: int) -> str:
    """The script of an animation as first written (revision 0) or after a refinement."""
    return f"{job_prefix(job_id)}script-{revision}.py"


def rendered_key(job_id: str) -> str:
    """The video of an animation before it is published."""
    return f"{job_prefix(job_id)}GeneratedScene.mp4"


def video_key(video_id: str, quality: str) -> str:
    """A published animation; document 1 gives the shape of the path."""
    return f"videos/{video_id}/{quality}/GeneratedScene.mp4"


def script_key(video_id: str) -> str:
    """The script of a published animation."""
    return f"scripts/{video_id}.py"


def prompt_key(generation_id: int) -> str:
    """What was asked for in a generation, and in each of its edits."""
    return f"prompts/{generation_id}.json"


AUDIO_PREFIX: Final = "audio/"


def audio_prefix(job_id: str) -> str:
    """Where the audio of a job lies; kept as long as the job."""
    return f"{AUDIO_PREFIX}{job_id}/"


def audio_key(job_id: str, audio_file_id: str, extension: str) -> str:
    """A joined dialogue."""
    return f"{audio_prefix(job_id)}{audio_file_id}.{extension}"


SPEECH_CACHE: Final = "speech-cache/"
"""Utterances that were spoken, by what was asked for; kept by their age and all their size."""


def spoken_key(digest: str) -> str:
    """One utterance in the speech cache (WAV)."""
    return f"{SPEECH_CACHE}{digest[:2]}/{digest}.wav"


def words_key(spoken: str) -> str:
    """When the words of an utterance are heard, beside it; not there if its provider does not tell."""
    return spoken.removesuffix(".wav") + ".words.json"


# --- narrated videos --------------------------------------------------------------------------------------


def article_key(job_id: str) -> str:
    """What an article says, JSON of ``contracts.video.Article``."""
    return f"{job_prefix(job_id)}article.json"


def storyboard_key(job_id: str) -> str:
    """JSON of ``contracts.video.Storyboard``."""
    return f"{job_prefix(job_id)}storyboard.json"


def timeline_key(job_id: str) -> str:
    """JSON of ``contracts.video.Timeline``."""
    return f"{job_prefix(job_id)}timeline.json"


def visual_key(job_id: str, position: int, extension: str) -> str:
    """The picture or clip of a scene."""
    return f"{job_prefix(job_id)}visual-{position}.{extension}"


def music_key(job_id: str) -> str:
    """Background music, in whatever format it came."""
    return f"{job_prefix(job_id)}music"


def scene_key(job_id: str, position: int) -> str:
    """A composed scene, without sound."""
    return f"{job_prefix(job_id)}scene-{position}.mp4"


def soundtrack_key(job_id: str) -> str:
    """The mixed sound of a video."""
    return f"{job_prefix(job_id)}soundtrack.m4a"


def assembled_key(job_id: str, extension: str) -> str:
    """An assembled video before it is published (``mp4``), its captions (``srt``) and thumbnail (``jpg``)."""
    return f"{job_prefix(job_id)}assembled.{extension}"


ARTICLE_VIDEOS: Final = "article-videos/"
SCRIPT_VIDEOS: Final = "script-videos/"


def article_video_key(job_id: str, name: str) -> str:
    """A file of a finished video of an article; kept with its row in the catalogue."""
    return f"{ARTICLE_VIDEOS}{job_id}/{name}"


def script_video_prefix(job_id: str) -> str:
    """Where a finished video of a script lies; kept as long as the job."""
    return f"{SCRIPT_VIDEOS}{job_id}/"


def script_video_key(job_id: str, name: str) -> str:
    """A file of a finished video of a script."""
    return f"{script_video_prefix(job_id)}{name}"


PUBLISHED_PREFIXES: Final = ("videos/", "scripts/", "prompts/", ARTICLE_VIDEOS, SCRIPT_VIDEOS)
"""What the API serves: the paths in a result are these keys with a slash before them."""
