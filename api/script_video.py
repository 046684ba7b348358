"""Videos of scripts (``docs/contracts/script-videos.md``).

The paths that it shares with speech jobs are in ``api/v1_jobs.py``.
"""

import asyncio
import math
import statistics
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal, Self

from fastapi import APIRouter, Depends, Request, Response
from fastapi.openapi.models import Example, Tag
from fastapi.responses import JSONResponse
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    ModelWrapValidatorHandler,
    PrivateAttr,
    StrictInt,
    model_validator,
)
from pydantic.config import JsonDict

from api.access import Action, AnyoneDep, Caller, Identity, believed, known_job
from api.addresses import WebAddress
from api.description import values
from api.errors import ANSWERS, Answers, ErrorBody, in_script_videos_words
from api.files import MEDIA_TYPES, file_answers, serve_artifact
from api.health import LIMIT, check
from api.result_warnings import with_words
from api.services import JobId, Services, ServicesDep
from api.speech_errors import unknown
from api.submissions import Submission
from api.text import LanguageTag, LongText, Text
from api.times import to_the_second
from api.waiting import EndsIn, Position, StartsIn, StartWithin, expected
from contracts.errors import (
    InvalidField,
    InvalidRequest,
    JobNotCancellable,
    JobNotFound,
    JobTimedOut,
    ReelworkError,
    ServiceUnavailable,
    VideoNotFound,
)
from contracts.jobs import JobSnapshot, JobState
from contracts.kinds import english
from contracts.phrases import Phrase
from contracts.script_video import INITIALIZING, SCRIPT_VIDEO
from contracts.speech import ProviderName
from contracts.video import FRAMES, Template, VideoFormat
from fonts.glyphs import can_write, not_written
from jobs.drafts import draft
from language.lengths import speech_seconds
from language.narration import spoken_parts
from language.written_in import written_in

TAG: Final = Tag(
    name="script videos",
    description="""
A narrated video of a script, for YouTube, TikTok or Instagram.

**The life of a job.** `POST /api/v1/jobs` with a body that has `video_request` answers 202 with a `job_id`
and an estimate. The job is `pending` until a worker takes it, then `started` and `processing`, and ends as
`success`, `failure` or `cancelled`. Poll `GET /api/v1/jobs/{job_id}`; list a user's with `GET
/api/v1/jobs?user_id=…`. The `result` of a job that has succeeded has the paths of the video, its thumbnail
and its captions.

Creating, listing, reading and cancelling are the paths that it shares with dialogues, below.
""",
)
"""The contract in the API's description."""

router = APIRouter(tags=[TAG.name], responses=ANSWERS, dependencies=[Depends(in_script_videos_words)])
jobs_router = APIRouter(prefix="/api/v1/jobs")
videos_router = APIRouter(prefix="/api/v1/videos")
NOT_FOUND: Final[Answers] = {
    404: {"model": ErrorBody, "description": "There is no such video, or it is not finished."}
}

KIND: Final = SCRIPT_VIDEO
MAX_SECONDS: Final = 1800
LOOKED_AT: Final = 20
"""Earlier jobs that an estimate is made from."""
GUESS: Final = 2.0
"""Seconds of work for one second of video, until there are such jobs."""
HIGH_UP_TO: Final = 3
DEFAULT_UP_TO: Final = 7

VOICES_SECONDS: Final = 2.0
"""How long a client waits for a provider to tell its voices."""

_LONGEST_NAME: Final = 200
"""Characters of an unknown field's name that are told."""

CREATED_MESSAGE: Final = "Video generation job queued successfully"
CANCELLED_MESSAGE: Final = "Job cancelled successfully"
CANCELLING_MESSAGE: Final = "Cancel accepted; no worker could stop the job yet."

ScriptVideoStatus = Literal["pending", "started", "processing", "success", "failure", "cancelled"]
ShortText = Annotated[Text, Field(max_length=200)]


def _nothing(given: Any) -> Any:
    return None if given == "" else given


def _or_empty(kind: Any) -> BeforeValidator:
    """Takes an empty text for nothing at all, and says so in the API's description."""
    return BeforeValidator(_nothing, json_schema_input_type=kind | Literal[""] | None)


class _Lenient(BaseModel):
    """Passes over fields that it does not know, and remembers their names.

    The clients of this contract send several that say how a video should look. What they ask for is not
    done, so the answer says it.
    """

    _unknown: tuple[str, ...] = PrivateAttr(())

    @model_validator(mode="wrap")
    @classmethod
    def _pass_over(cls, given: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        request = handler(given)
        if isinstance(given, dict):
            unknown = (str(name) for name in given if name not in cls.model_fields)
            request._unknown = tuple(unknown)  # noqa: SLF001 - it is this class's own
        return request


_SHORT: Final[JsonDict] = {
    "script_id": "test-123",
    "user_id": "user-456",
    "title": "My First Video",
    "script_content": "This is a test video script.",
    "language": "en-US",
    "platform": "youtube",
    "duration": 15,
    "voice_provider": "azure",
}
_WHOLE: Final[JsonDict] = {
    "script_id": "tides-01",
    "user_id": "user-456",
    "title": "Why the tide comes twice a day",
    "script_content": (
        "Stand on a beach for a day, and the sea comes to you twice.\n\n"
        "The Moon pulls at the Earth, most of all at the water that is nearest to it. That water rises.\n\n"
        "On the far side the pull is weakest, and the water there is left behind. It rises as well.\n\n"
        "The Earth turns under both hills of water once a day. So every beach meets two high tides."
    ),
    "language": "en-US",
    "platform": "tiktok",
    "duration": 30,
    "voice_provider": "kokoro",
    "template_id": "paper",
}
EXAMPLES: Final = {
    "a video of a script": Example(
        summary="A short script (answered 202)", value={"video_request": _SHORT, "priority": 5}
    ),
    "a narration in scenes": Example(
        summary="A narration in paragraphs, upright, with a voice and a design (answered 202)",
        value={"video_request": _WHOLE, "priority": 3},
    ),
}


class ScriptVideoDetails(_Lenient):
    """A video to make of a script."""

    model_config = ConfigDict(json_schema_extra={"examples": [_SHORT, _WHOLE]})

    script_id: ShortText = Field(description="The client's own name for the script.")
    user_id: ShortText = Field(description="Whose the job is.")
    title: ShortText = Field(description="The title; it is shown in the video and names it.")
    script_content: LongText = Field(
        description="What is said, to the letter; scenes are made of its paragraphs and sentences."
    )
    language: LanguageTag = Field(description="A BCP 47 tag.", examples=["en-US"])
    platform: Literal["youtube", "youtube_shorts", "tiktok", "instagram"] = Field(
        description="What the video is made for: `youtube` is wide, the others upright."
    )
    duration: Annotated[StrictInt, Field(ge=1, le=MAX_SECONDS)] = Field(
        description="Seconds; the video is longer only if the words need more time."
    )
    voice_provider: ProviderName = Field(
        description="Who speaks. Where one has no key here, the embedded one may stand in."
    )
    voice_name: Annotated[ShortText | None, _or_empty(ShortText)] = Field(
        None, description="One of the provider's voices; without it the first of the language."
    )
    background_music: Annotated[WebAddress | None, _or_empty(WebAddress)] = Field(
        None, description="The address of music to play under the words."
    )
    template_id: Annotated[ShortText | None, _or_empty(ShortText)] = Field(
        None,
        description="The design of cards and captions: "
        + ", ".join(f"`{template}`" for template in Template)
        + ". Without one of these the title decides.",
    )
    _spoken_seconds: float = PrivateAttr(0.0)

    @model_validator(mode="after")
    def _can_be_told(self) -> Self:
        try:
            parts = spoken_parts(self.script_content)
        except InvalidField as error:
            raise InvalidField("{what}", what=error.what, field=_field("script_content")) from error
        spoken = self.spoken_language
        if not can_write(self.script_content, spoken):
            raise InvalidField("{why}", why=not_written(spoken), field=_field("language"))
        self._spoken_seconds = sum(speech_seconds(line, spoken) for part in parts for line in part.lines)
        return self

    @model_validator(mode="after")
    def _fits_the_platform(self) -> Self:
        longest = FRAMES[VideoFormat(self.platform)].max_seconds
        if self.duration > longest:
            raise InvalidField(
                "{platform} takes at most {longest} seconds",
                platform=self.platform,
                longest=longest,
                field=_field("duration"),
            )
        if self._spoken_seconds > longest:
            raise InvalidField(
                "it takes about {seconds:.0f} seconds to say, and {platform} takes at most {longest}."
                " Shorten it, or make several videos",
                seconds=self._spoken_seconds,
                platform=self.platform,
                longest=longest,
                field=_field("script_content"),
            )
        return self

    @property
    def spoken_language(self) -> str:
        """The language that the script is in: the one named, unless the writing is another's."""
        return written_in(self.script_content, self.language)

    @property
    def spoken_seconds(self) -> float:
        """About how long the script takes to say."""
        return self._spoken_seconds

    @property
    def template(self) -> Template | None:
        """The design that was asked for, if there is one of that name."""
        return Template(self.template_id) if self.template_id in set(Template) else None

    @property
    def warnings(self) -> list[str]:
        """What was asked for and is not done, in words."""
        found = [_passed_over(_field(name)) for name in self._unknown]
        if self.spoken_language != self.language:
            found.append(f"{_field('language')}: the script is in {self.spoken_language}, and is spoken so")
        if self.template_id and not self.template:
            known = ", ".join(Template)
            found.append(f"{_field('template_id')}: no template is called so; the title decides ({known})")
        return found


def _passed_over(field: str) -> str:
    return f"{field[:_LONGEST_NAME]}: this field is not known here and changes nothing"


def _field(name: str) -> str:
    """The full name of a field of the video that is asked for."""
    return f"video_request.{name}"


class ScriptVideoRequest(_Lenient):
    """A video to make, and how urgent it is."""

    model_config = ConfigDict(json_schema_extra={"examples": values(EXAMPLES)})

    video_request: ScriptVideoDetails = Field(description="The video to make.")
    priority: Annotated[StrictInt, Field(ge=1, le=10)] = Field(
        5, description="1-3 are done first, then 4-7, then 8-10."
    )
    start_within: StartWithin = None

    @property
    def warnings(self) -> list[str]:
        """What was asked for and is not done, in words."""
        return [*map(_passed_over, self._unknown), *self.video_request.warnings]


class ScriptVideoQueued(BaseModel):
    """The job that was accepted; ``estimated_duration`` is how many seconds it will take."""

    job_id: str = Field(
        examples=["a3916274-a4ce-4fc8-bef9-b76d994fe482"],
        description="The new job; an earlier one if the Idempotency-Key was sent before.",
    )
    status: ScriptVideoStatus = Field(description="`pending`; for a repeated request what the job is now.")
    message: str = Field(CREATED_MESSAGE, description="The same for a person.")
    estimated_duration: int = Field(description="How many seconds it will take, as earlier ones did.")
    warnings: list[str] = Field(description="What was asked for and is not done; usually empty.")


class ScriptVideoJob(BaseModel):
    """A job in this contract's words. ``duration`` is how many seconds it took."""

    job_id: str = Field(description="The job.")
    status: ScriptVideoStatus = Field(description="Where it is in its life.")
    progress: float = Field(description="0 to 1; never goes back.")
    progress_message: str = Field(description="What it does now, for a person.")
    result: dict[str, JsonValue] | None = Field(
        description="The video, once the status is `success`, with `video_path` and `thumbnail_path`."
    )
    error: str | None = Field(description="Why it failed, for a person.")
    created_at: str = Field(description="When it was accepted: UTC to the second.")
    started_at: str | None = Field(description="When a worker took it; null while it waits.")
    completed_at: str | None = Field(description="When it ended, however it ended.")
    retry_count: int = Field(description="How often a step was tried again.")
    duration: int | None = Field(description="Seconds from `started_at` to `completed_at`.")
    position: Position = None
    starts_in: StartsIn = None
    ends_in: EndsIn = None


class ScriptVideoJobPage(BaseModel):
    """A page of a user's jobs, the newest first; ``total`` of all pages."""

    jobs: list[ScriptVideoJob] = Field(description="The user's jobs, the newest first.")
    total: int = Field(description="How many there are on all pages.")
    page: int = Field(description="The number of this page, from 1.")
    page_size: int = Field(description="How many a page holds.")


class ScriptVideo(BaseModel):
    """A finished video."""

    job_id: str = Field(description="The job that made it.")
    title: str = Field(description="Its title, as sent.")
    video_path: str = Field(description="The video.")
    thumbnail_path: str = Field(description="Its picture.")
    captions_path: str = Field(description="Its captions (SRT).")
    duration: float = Field(description="Seconds.")
    file_size: int = Field(description="Bytes.")
    resolution: str = Field(description="Width and height in pixels.", examples=["1920x1080"])
    language: str = Field(description="As sent.")
    created_at: str = Field(description="When it was finished: UTC to the second.")


class ScriptVideoCancelled(BaseModel):
    """What became of the job."""

    job_id: str = Field(description="The job.")
    status: ScriptVideoStatus = Field(examples=["cancelled"], description="What it is now.")
    message: str = Field(examples=[CANCELLED_MESSAGE], description="The same for a person.")


class ScriptVideoCounts(BaseModel):
    """How many jobs there are in each status."""

    pending: int = Field(description="Waiting for a worker.")
    started: int = Field(description="Taken by a worker, at the first step.")
    processing: int = Field(description="Being made.")
    success: int = Field(description="Finished.")
    failure: int = Field(description="Failed.")
    cancelled: int = Field(description="Cancelled.")
    total: int = Field(description="All of them.")


class ScriptVideoStatistics(BaseModel):
    """The jobs at one moment."""

    statistics: ScriptVideoCounts = Field(description="How many jobs there are in each status.")
    timestamp: str = Field(description="The moment they were counted: UTC to the second.")


class ScriptVideoHealth(BaseModel):
    """The parts that a job needs answer."""

    status: Literal["healthy"] = Field(
        "healthy", description="All parts answer; otherwise the answer is 503."
    )
    service: str = Field("job-service", description="The name of the service.")
    message: str = Field(
        examples=["Temporal connection OK, ledger connection OK"], description="Each part and how it is."
    )


# --- create -----------------------------------------------------------------------------------------------


async def create(
    services: Services, request: ScriptVideoRequest, identity: Identity, key: str | None
) -> ScriptVideoQueued:
    """Start making a video, and say how long it will take. Raises Forbidden for another user's."""
    asked = request.video_request
    owner = believed(identity, asked.user_id)
    estimate = await _estimate(services, max(asked.duration, asked.spoken_seconds))
    snapshot = await submit(services, request, owner, key)
    return ScriptVideoQueued(
        job_id=snapshot.job_id,
        status=_status(snapshot),
        estimated_duration=estimate,
        warnings=[*request.warnings, *map(str, await _narrator_warnings(services, asked))],
    )


async def submit(services: Services, request: ScriptVideoRequest, _: str, key: str | None) -> JobSnapshot:
    """Start making a video. It is the job of the user whom the request names, whoever sends it."""
    asked = request.video_request
    await _narrator_warnings(services, asked)
    fields = {
        "script_id": asked.script_id,
        "title": asked.title,
        "script": asked.script_content,
        "language": asked.spoken_language,
        "format": VideoFormat(asked.platform),
        "duration": asked.duration,
        "voice_provider": asked.voice_provider,
        "voice_name": asked.voice_name,
        "background_music": asked.background_music,
        "template": asked.template,
        "time_limit": services.settings.video_soft_time_limit,
        "hard_time_limit": services.settings.video_time_limit,
    }
    priority = _priority(request.priority)
    try:
        accepted = await services.jobs.submit(
            draft(
                KIND,
                asked.user_id,
                request,
                fields,
                idempotency_key=key,
                priority=priority,
                start_within=request.start_within,
            )
        )
    except ServiceUnavailable as error:
        raise ServiceUnavailable("Failed to create job: {why}", why=error.phrase, **error.details) from error
    return accepted.job.snapshot


SUBMISSIONS: Final = (Submission(KIND, ScriptVideoRequest, submit),)


async def _narrator_warnings(services: Services, asked: ScriptVideoDetails) -> Sequence[Phrase]:
    """Where the script is not spoken as asked. Raises InvalidField if nobody can speak it."""
    try:
        async with asyncio.timeout(VOICES_SECONDS):
            narrator = await services.casting.narrator(
                asked.voice_provider, asked.voice_name, asked.spoken_language
            )
    except InvalidField as error:
        raise InvalidField("{what}", what=error.what, field=_field(error.field)) from error
    except (ReelworkError, TimeoutError) as error:
        if isinstance(error, ReelworkError) and not error.retryable:
            raise
        return ()  # The provider cannot tell its voices now: the job asks again, and has the time to wait.
    return narrator.warnings


def _priority(priority: int) -> int:
    """Temporal's priority, 1 to 5, of this contract's bands."""
    if priority <= HIGH_UP_TO:
        return 1
    return 3 if priority <= DEFAULT_UP_TO else 5


async def _estimate(services: Services, duration: float) -> int:
    """Seconds that a video will take, as earlier ones did."""
    paces = [
        (finished.finished_at - finished.started_at).total_seconds() / float(str(finished.result["duration"]))
        for finished in await services.ledger.recent_results(KIND, LOOKED_AT)
    ]
    return max(1, math.ceil(duration * (statistics.median(paces) if paces else GUESS)))


# --- follow -----------------------------------------------------------------------------------------------


async def page(
    services: Services, identity: Identity, user_id: str, number: int, size: int
) -> ScriptVideoJobPage:
    """A user's jobs. Raises Forbidden for another user's."""
    if not (identity.principal and identity.own.whose is None):  # who administers all may read anybody's
        believed(identity, user_id)
    whose: Any = {"kinds": [KIND], "owner": user_id}
    snapshots, total = await asyncio.gather(
        services.ledger.snapshots(**whose, limit=size, offset=(number - 1) * size),
        services.ledger.count(**whose),
    )
    return ScriptVideoJobPage(
        jobs=[_job(services.address.outward(snapshot)) for snapshot in snapshots],
        total=total,
        page=number,
        page_size=size,
    )


async def read(services: Services, job_id: str) -> ScriptVideoJob:
    """A job as it is now."""
    return _job(services.address.outward(await services.hub.read(job_id)))


async def cancel(services: Services, job_id: str, response: Response) -> ScriptVideoCancelled:
    """Stop a job for real, and remove what it left; answers when that is done."""
    try:
        snapshot = await services.hub.cancel(job_id, "cancelled by its user")
    except JobNotCancellable:
        snapshot = await services.hub.read(job_id)
    else:
        if snapshot.state is JobState.CANCELLED:
            return ScriptVideoCancelled(job_id=job_id, status="cancelled", message=CANCELLED_MESSAGE)
        if not snapshot.state.ended:
            response.status_code = 202
            return ScriptVideoCancelled(job_id=job_id, status=_status(snapshot), message=CANCELLING_MESSAGE)
    raise InvalidRequest("Cannot cancel job in {status} status", status=_status(snapshot))


@videos_router.get("/{job_id}", summary="Look at a finished video", responses=NOT_FOUND)
async def read_script_video(job_id: JobId, services: ServicesDep, caller: AnyoneDep) -> ScriptVideo:
    """A finished video, by its job."""
    snapshot = services.address.outward(await _finished(services, caller, job_id))
    made = {**(snapshot.result or {}), "job_id": job_id}
    return ScriptVideo.model_validate(
        {**made, "created_at": to_the_second(snapshot.finished_at or snapshot.updated_at)}
    )


@videos_router.head("/{job_id}/download", include_in_schema=False)
@videos_router.get(
    "/{job_id}/download",
    summary="Fetch a finished video",
    response_class=Response,
    responses={**file_answers(MEDIA_TYPES["mp4"]), **NOT_FOUND},
)
async def download_script_video(
    job_id: JobId, request: Request, services: ServicesDep, caller: AnyoneDep
) -> Response:
    """A finished video as a file to keep, whole or in part."""
    headers = {"Content-Disposition": f'attachment; filename="{job_id}.mp4"'}
    return await _file(request, services, await _finished(services, caller, job_id), "video_path", headers)


@videos_router.head("/{job_id}/thumbnail", include_in_schema=False)
@videos_router.get(
    "/{job_id}/thumbnail",
    summary="Fetch the picture of a finished video",
    response_class=Response,
    responses={**file_answers(MEDIA_TYPES["jpg"]), **NOT_FOUND},
)
async def fetch_script_video_thumbnail(
    job_id: JobId, request: Request, services: ServicesDep, caller: AnyoneDep
) -> Response:
    """A finished video's picture."""
    return await _file(request, services, await _finished(services, caller, job_id), "thumbnail_path", {})


async def _finished(services: Services, caller: Caller, job_id: str) -> JobSnapshot:
    """The job of a finished video. Raises JobNotFound, VideoNotFound."""
    try:
        snapshot = (await known_job(services, caller, job_id, Action.READ, (KIND,))).snapshot
    except JobNotFound as error:
        raise unknown(job_id) from error
    if snapshot.state is not JobState.COMPLETED:
        raise VideoNotFound("The video is not there yet.")
    return snapshot


async def _file(
    request: Request, services: Services, job: JobSnapshot, path: str, headers: Mapping[str, str]
) -> Response:
    key = str((job.result or {})[path]).removeprefix("/")
    return await serve_artifact(request, services, key, headers)


@jobs_router.get("/stats/counts", summary="Count the jobs in each status")
async def count_script_video_jobs(services: ServicesDep, caller: AnyoneDep) -> ScriptVideoStatistics:
    """How many jobs there are in each status: the caller's, or all users', where nobody is told apart."""
    counts = await services.ledger.counts_by_state(KIND, INITIALIZING.name, caller.whose)
    states = counts.states
    return ScriptVideoStatistics(
        statistics=ScriptVideoCounts(
            pending=states[JobState.PENDING],
            started=counts.at_step,
            processing=states[JobState.RUNNING] - counts.at_step,
            success=states[JobState.COMPLETED],
            failure=states[JobState.FAILED],
            cancelled=states[JobState.CANCELLED],
            total=sum(states.values()),
        ),
        timestamp=to_the_second(datetime.now(UTC)),
    )


@router.get(
    "/health",
    summary="Whether jobs can be done, before the first request",
    operation_id="check_health",
    response_model=ScriptVideoHealth,
)
@jobs_router.get("/health", summary="Whether jobs can be done", response_model=ScriptVideoHealth)
async def check_script_video_health(services: ServicesDep) -> ScriptVideoHealth | JSONResponse:
    """Whether what a job needs answers: Temporal and the ledger."""
    temporal, ledger = await asyncio.gather(
        check(services.temporal.service_client.check_health(timeout=LIMIT)), check(services.ledger.ping())
    )
    answers = {"Temporal": temporal, "ledger": ledger}
    if failed := [f"{part} connection failed" for part, answer in answers.items() if answer != "ok"]:
        return JSONResponse({"detail": _sentence(failed)}, status_code=503)
    return ScriptVideoHealth(message=_sentence([f"{part} connection OK" for part in answers]))


def _sentence(parts: list[str]) -> str:
    joined = ", ".join(parts)
    return joined[0].upper() + joined[1:]


# --- this contract's words --------------------------------------------------------------------------------


def _status(snapshot: JobSnapshot) -> ScriptVideoStatus:
    match snapshot.state:
        case JobState.PENDING:
            return "pending"
        case JobState.RUNNING:
            return "started" if snapshot.step == INITIALIZING.name else "processing"
        case JobState.COMPLETED:
            return "success"
        case JobState.FAILED:
            return "failure"
        case JobState.CANCELLED:
            return "cancelled"


def _job(snapshot: JobSnapshot) -> ScriptVideoJob:
    completed = snapshot.state is JobState.COMPLETED
    return ScriptVideoJob(
        job_id=snapshot.job_id,
        status=_status(snapshot),
        progress=round(snapshot.progress, 4),
        progress_message=english(snapshot),
        result=with_words(snapshot.result) if completed and snapshot.result else None,
        error=_error(snapshot),
        created_at=to_the_second(snapshot.created_at),
        started_at=to_the_second(snapshot.started_at) if snapshot.started_at else None,
        completed_at=to_the_second(snapshot.finished_at) if snapshot.finished_at else None,
        retry_count=snapshot.attempt - 1,
        duration=_seconds_taken(snapshot),
        **expected(snapshot),
    )


def _error(snapshot: JobSnapshot) -> str | None:
    if snapshot.error is None:
        return None
    if snapshot.error.code == JobTimedOut.code:
        return f"Task exceeded time limit: {snapshot.error.message}"
    return snapshot.error.message


def _seconds_taken(snapshot: JobSnapshot) -> int | None:
    """What lies between the times as they are shown, which are to the second."""
    if snapshot.finished_at is None:
        return None
    began = snapshot.started_at or snapshot.created_at
    return int(snapshot.finished_at.timestamp()) - int(began.timestamp())


router.include_router(jobs_router)
router.include_router(videos_router)
