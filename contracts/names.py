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
QUEUES: Final = (CORE_QUEUE, AUTHORING_QUEUE, RENDER_QUEUE, SPEECH_QUEUE)

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


PUBLISHED_PREFIXES: Final = ("videos/", "scripts/", "prompts/")
"""What the API serves: the paths in a result are these keys with a slash before them."""
