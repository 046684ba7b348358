"""What somebody has: a finished job of each kind with its files, in the ledger as workflows leave them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Protocol
from uuid import uuid4

from pydantic import BaseModel, JsonValue

from api.animation import AnimationRequest
from api.article_video import ArticleVideoRequest
from api.script_video import ScriptVideoRequest
from api.speech import SpeechRequest
from contracts.access import USUAL_SCOPES, Scope
from contracts.animation import ANIMATION_FULL, Animation, Quality, script_key, video_key
from contracts.article_video import ARTICLE_VIDEO
from contracts.jobs import JobState
from contracts.phrases import Phrase
from contracts.script_video import SCRIPT_VIDEO, script_video_key
from contracts.speech import SPEECH, audio_key
from jobs.drafts import draft
from store.artifacts import Artifacts
from store.catalogue import NewGeneration, adding
from store.catalogue import publishing as publishing_animation
from store.ledger import Ledger
from store.records import TakesPart
from store.videos import NewArticleVideo
from store.videos import publishing as publishing_video
from tests.api.serving import RECORDED_BY_TESTS

CAPTIONS: Final = b"1\n00:00:00,000 --> 00:00:01,000\nThe sea rises.\n"
DIALOGUE: Final[dict[str, Any]] = {
    "provider": "kokoro",
    "language": "en-US",
    "turns": [{"speaker": "A", "text": "One.", "index": 0}],
    "voice_assignments": [{"speaker": "A", "voice_id": "af_heart"}],
}
WARNING: Final = Phrase(
    template="Turn {index} ({speaker}) has no words: half a second of silence stands for it.",
    params={"index": 0, "speaker": "A"},
)
"""What the dialogue's result has beside its file."""


def script_of(user: str) -> dict[str, Any]:
    """A request for a video of a script, as that user's."""
    video = {
        "script_id": "tides", "user_id": user, "title": "Tides", "script_content": "The sea rises.",
        "language": "en-US", "platform": "youtube", "duration": 5, "voice_provider": "kokoro",
    }  # fmt: skip
    return {"video_request": video}


class Stores(Protocol):
    """Where they are put: an application's services, for example."""

    @property
    def ledger(self) -> Ledger:
        """The jobs."""

    @property
    def artifacts(self) -> Artifacts:
        """The files."""


@dataclass(frozen=True)
class Belongings:
    """What one owner has: the ids of finished jobs by kind, and what they made."""

    owner: str
    jobs: Mapping[str, str]
    generation_id: int
    animation_id: str
    video_id: int
    video_name: str
    files: tuple[str, ...]
    """Published paths, without the first slash."""


async def belongings(stores: Stores, owner: str) -> Belongings:
    """New ones."""
    ledger = stores.ledger
    about = {"content": f"What {owner} asks", "additional_instructions": ""}
    new = NewGeneration(owner=owner, created_at=datetime.now(UTC), **about)
    drawn, order = await _accept(
        stores, ANIMATION_FULL, owner, AnimationRequest(content=about["content"]),
        {**about, "quality": Quality.LOW}, adding(new),
    )  # fmt: skip
    generation_id = int(str(order["generation_id"]))
    animation = Animation(
        video_id=str(uuid4()), generation_id=generation_id, prior_video_id=None, prompt=about["content"],
        quality=Quality.LOW, duration=3.0,
    )  # fmt: skip
    drawn_files = (video_key(animation.video_id, Quality.LOW), script_key(animation.video_id))
    await ledger.publications.add(drawn, publishing_animation(animation), lambda _: drawn_files)
    await _complete(
        stores, drawn, ok=True, video_id=animation.video_id, video_path=f"/{drawn_files[0]}",
        prompt_path=f"/prompts/{generation_id}.json", manim_code_path=f"/{drawn_files[1]}",
        message="Video generated successfully", generation_id=generation_id,
    )  # fmt: skip

    dialogue = SpeechRequest.model_validate(DIALOGUE)
    order = {
        **dialogue.model_dump(exclude={"speed", "start_within"}), "parallel": 1,
        "voice_assignments": [{**one.model_dump(), "speed": 1.0} for one in dialogue.voice_assignments],
    }  # fmt: skip
    spoken, _ = await _accept(stores, SPEECH, owner, dialogue, order)
    audio = (audio_key(spoken, "audio", "mp3"),)
    await ledger.publications.add(spoken, lambda *_: None, lambda _: audio)
    await _complete(
        stores, spoken, provider="kokoro", fallback_from=None, duration_ms=900, latency_ms=9,
        synthesis_mode="segmented", turns=[], audio_file_id="audio", output_format="mp3", size=9,
        warnings=[WARNING.model_dump()],
    )  # fmt: skip

    url = "https://example.com/tides"
    told, _ = await _accept(stores, ARTICLE_VIDEO, owner, ArticleVideoRequest(url=url), {"url": url})
    new_video = NewArticleVideo(
        slug="tides", title="Tides", source_url=url, digest=uuid4().hex, duration=30.0, size_mb=1.0,
        script="{}", created_at=datetime.now(UTC),
    )  # fmt: skip
    video = await ledger.publications.add(
        told, publishing_video(new_video), lambda video: _narrated(video.file_path)
    )
    told_files = _narrated(video.file_path)
    await _complete(stores, told, **_paths(told_files), video_id=video.id)

    request = ScriptVideoRequest.model_validate(script_of(owner))
    fields = {
        "script_id": "tides", "title": "Tides", "script": "The sea rises.", "language": "en-US",
        "format": "youtube", "duration": 5, "voice_provider": "kokoro",
    }  # fmt: skip
    said, _ = await _accept(stores, SCRIPT_VIDEO, owner, request, fields)
    said_files = _narrated(script_video_key(said, "video.mp4"))
    await ledger.publications.add(said, lambda *_: None, lambda _: said_files)
    await _complete(stores, said, **_paths(said_files))

    files = (*drawn_files, *told_files, *said_files)
    for key in (*files, *audio):
        await stores.artifacts.put(key, CAPTIONS if key.endswith(".srt") else b"a file of " + owner.encode())
    jobs = {ANIMATION_FULL: drawn, SPEECH: spoken, ARTICLE_VIDEO: told, SCRIPT_VIDEO: said}
    return Belongings(owner, jobs, generation_id, animation.video_id, video.id, video.name, files)


async def _accept(  # noqa: PLR0913, PLR0917 - they are the parts of a draft
    stores: Stores,
    kind: str,
    owner: str,
    request: BaseModel,
    fields: Mapping[str, Any],
    takes_part: TakesPart | None = None,
) -> tuple[str, Mapping[str, JsonValue]]:
    new = draft(kind, owner, request, fields, takes_part=takes_part)
    RECORDED_BY_TESTS.add(new.first.job_id)
    job = (await stores.ledger.accept(new)).job
    return job.snapshot.job_id, job.order


async def _complete(stores: Stores, job_id: str, **result: JsonValue) -> None:
    await stores.ledger.close_from_outside(job_id, JobState.COMPLETED, result=result)


def _narrated(video: str) -> tuple[str, ...]:
    stem = video.removesuffix(".mp4")
    return (video, f"{stem}.srt", f"{stem}.jpg")


def _paths(files: tuple[str, ...]) -> dict[str, JsonValue]:
    video, captions, thumbnail = (f"/{key}" for key in files)
    return {
        "title": "Tides", "video_path": video, "captions_path": captions, "thumbnail_path": thumbnail,
        "duration": 5.0, "file_size": 9, "resolution": "1920x1080", "language": "en-US",
        "made_by": {"script": "rules", "voice": "kokoro:af_heart", "fallback_from": None, "pictures": {}},
        "credits": [],
    }  # fmt: skip


async def key_of(stores: Stores, owner: str, *scopes: Scope) -> dict[str, str]:
    """The header that shows a new key of somebody."""
    _, key = await stores.ledger.keys.create(owner, scopes or USUAL_SCOPES, None)
    return {"Authorization": f"Bearer {key}"}
