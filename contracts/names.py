"""Names that all kinds of job share: task queues, search attributes, the schedule, a job's artifact keys."""

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

HEARTBEAT_TIMEOUT: Final = timedelta(seconds=10)
"""A worker that is silent for so long is taken for dead, and its activity is tried elsewhere."""

SHORTEST_PAUSE: Final = timedelta(seconds=1)
LONGEST_PAUSE: Final = timedelta(seconds=10)
"""Between two attempts that nobody answered: the worker died, or a part of our own was away. It is doubled
each time, from the shortest to the longest."""
LONGEST_ATTEMPT: Final = timedelta(days=1)
"""Temporal wants a number; what ends an attempt is the activity's own patience."""

MAINTENANCE_WORKFLOW: Final = "maintenance"

KIND_ATTRIBUTE: Final = "ReelworkKind"
OWNER_ATTRIBUTE: Final = "ReelworkOwner"
STATE_ATTRIBUTE: Final = "ReelworkState"
ERROR_ATTRIBUTE: Final = "ReelworkError"
"""The code of a failed job's error."""
SEARCH_ATTRIBUTES: Final = (KIND_ATTRIBUTE, OWNER_ATTRIBUTE, STATE_ATTRIBUTE, ERROR_ATTRIBUTE)
"""All of type Keyword; for people in the Temporal Web UI."""


JOBS_PREFIX: Final = "jobs/"


def job_prefix(job_id: str) -> str:
    """Where the intermediate results of a job lie; gone when the job has ended."""
    return f"{JOBS_PREFIX}{job_id}/"
