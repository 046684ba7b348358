"""How each contract is spoken: what is asked, where, and in which words a job's state is told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from contracts.animation import ANIMATION_EDIT, ANIMATION_FULL
from contracts.article_video import ARTICLE_VIDEO
from contracts.jobs import JobState
from contracts.script_video import SCRIPT_VIDEO
from contracts.speech import SPEECH
from store.records import JobRecord

WORDS: Final = {
    "pending": JobState.PENDING,
    "started": JobState.RUNNING,
    "processing": JobState.RUNNING,
    "running": JobState.RUNNING,
    "completed": JobState.COMPLETED,
    "success": JobState.COMPLETED,
    "failed": JobState.FAILED,
    "failure": JobState.FAILED,
    "cancelled": JobState.CANCELLED,
}
"""The states in all contracts' words."""
ANIMATION_CANCELLED: Final = "Job was cancelled"
"""The animations' contract knows four states; the error tells of the fifth."""


@dataclass(frozen=True)
class Seen:
    """A job in nobody's words."""

    state: JobState
    progress: float
    ending: str


@dataclass(frozen=True)
class Contract:
    """One kind of job: how often it is asked for, and its paths, where ``{}`` is the job's id."""

    kind: str
    weight: int
    create: str
    read: str
    cancel: tuple[str, str]
    request: Callable[[str], dict[str, Any]]
    tag: Callable[[JobRecord], str]
    """What ``request`` was made with, from the job as the ledger has it."""
    owned_by_tag: bool = False
    """Whether the tag is the owner's name, because every word of the request counts."""
    stream: str = ""
    only_pending: bool = False
    """Whether a cancel is refused once the job runs."""


def seen(answer: Mapping[str, Any]) -> Seen:
    """A job, from what any contract says of it."""
    state = WORDS[answer["status"]]
    error = answer.get("error") or answer.get("error_message") or ""
    if state is JobState.FAILED and error == ANIMATION_CANCELLED:
        state, error = JobState.CANCELLED, ""
    if state is JobState.CANCELLED:
        error = ""
    progress = answer["progress"]
    made = answer.get("result") or answer.get("result_metadata") or answer.get("video_id") or ""
    of_hundred = isinstance(progress, int) and "progress_message" in answer
    return Seen(
        state,
        progress / 100 if of_hundred else float(progress),
        f"{error or made}" if state.ended else "",
    )


def id_of(answer: Mapping[str, Any]) -> str:
    """The job's id in an answer to a request for one."""
    return str(answer.get("job_id") or answer["id"])


def _value(job: JobRecord, *path: str | int) -> str:
    """A value in the request that made a job."""
    found: Any = job.request
    for part in path:
        found = found[part]
    return str(found)


def _speech(tag: str) -> dict[str, Any]:
    return {
        "provider": "azure",
        "language": "en-US",
        "turns": [
            {"speaker": "A", "text": f"Good day {tag}.", "index": 0},
            {"speaker": "B", "text": "Good day.", "index": 1},
        ],
        "voice_assignments": [
            {"speaker": "A", "voice_id": "en-US-JennyNeural", "voice_name": tag},
            {"speaker": "B", "voice_id": "en-US-GuyNeural"},
        ],
    }


def _script(tag: str) -> dict[str, Any]:
    details = {
        "script_id": tag,
        "user_id": "someone",
        "title": "Tides",
        "script_content": "The sea rises.\n\nIt falls again.",
        "language": "en-US",
        "platform": "tiktok",
        "duration": 2,
        "voice_provider": "azure",
    }
    return {"video_request": details}


def contracts(article: Callable[[str], str], edited: Mapping[str, Any]) -> Sequence[Contract]:
    """Every kind; ``article`` is an article's address with a tag in it, ``edited`` is what edits edit."""

    def edit(_: str) -> dict[str, Any]:
        return {
            "generation_id": edited["generation_id"],
            "prior_video_id": edited["video_id"],
            "enhance_prompt": "Make it red",
        }

    return (
        Contract(
            SPEECH,
            8,
            "/api/v1/jobs",
            "/api/v1/jobs/{}",
            ("DELETE", "/api/v1/jobs/{}"),
            _speech,
            lambda job: _value(job, "voice_assignments", 0, "voice_name"),
            stream="/api/v1/jobs/{}/stream",
            only_pending=True,
        ),
        Contract(
            SCRIPT_VIDEO,
            5,
            "/api/v1/jobs",
            "/api/v1/jobs/{}",
            ("DELETE", "/api/v1/jobs/{}"),
            _script,
            lambda job: _value(job, "video_request", "script_id"),
        ),
        Contract(
            ANIMATION_FULL,
            3,
            "/api/job/animation/full",
            "/api/job/{}/status",
            ("POST", "/api/job/{}/cancel"),
            lambda _: {"content": "Plot y = x^2"},
            lambda job: job.snapshot.owner,
            owned_by_tag=True,
            stream="/api/job/{}/stream",
        ),
        Contract(
            ANIMATION_EDIT,
            2,
            "/api/job/animation/edit",
            "/api/job/{}/status",
            ("POST", "/api/job/{}/cancel"),
            edit,
            lambda job: job.snapshot.owner,
            owned_by_tag=True,
            stream="/api/job/{}/stream",
        ),
        Contract(
            ARTICLE_VIDEO,
            1,
            "/api/generate-video",
            "/api/jobs/{}",
            ("POST", "/api/jobs/{}/cancel"),
            lambda tag: {"url": article(tag)},
            lambda job: _value(job, "url").rpartition("=")[2],
        ),
    )
