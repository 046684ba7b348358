"""Animations, and edits of them (``docs/contracts/animation-jobs.md``)."""

import asyncio
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Body, Depends, Header, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.models import Example, Tag
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, StrictInt, ValidationError

from api.access import Action, AnyoneDep, Caller, OwnerDep, check, may_fetch
from api.creations import TOO_MANY
from api.description import values
from api.errors import UNREADABLE, Answers, ErrorBody
from api.files import MEDIA_TYPES, file_answers, serve_artifact
from api.services import IdempotencyKey, JobId, Services, ServicesDep
from api.streams import SEEN, STREAM, LastEventId, job_stream
from api.submissions import Submission
from api.text import LanguageTag, PlainText, Text
from api.times import timestamp
from api.topics import AnimationTopics, listed
from api.waiting import EndsIn, Position, StartsIn, StartWithin, expected
from contracts.animation import ANIMATION_EDIT, ANIMATION_FULL, Animation, script_key, video_key
from contracts.errors import (
    AnimationNotFound,
    ArtifactNotFound,
    GenerationNotFound,
    InvalidRequest,
    JobNotCancellable,
)
from contracts.jobs import ENDED_STATES, JobSnapshot, JobState
from contracts.kinds import english
from jobs.drafts import draft
from store.catalogue import Generation, NewGeneration, adding, editing

TAG: Final = Tag(
    name="animation jobs",
    description="""
An animation that explains something, from a text; and edits of it.

**The life of a job.** `POST /api/job/animation/full` answers at once with a `job_id`. The job is `pending`
until a worker takes it, then `running` through its steps (planning, writing the script, checking it,
rendering), and ends as `completed` or `failed`. Follow it with `GET /api/job/{job_id}/status`, or as
server-sent events with `GET /api/job/{job_id}/stream`, whose events are `status`, `progress`, `completed`,
`error` and `ping`; the two paths that end in `/stream` start a job and follow it in one request. A job that
is cancelled reads `failed`, and `error` says so. The `result` of a completed job has the paths of the video
and its script, and the `generation_id` and `video_id` that an edit asks for.
""",
)
"""The contract in the API's description."""

router = APIRouter(tags=[TAG.name])
job_router = APIRouter(prefix="/api/job")
made_router = APIRouter(prefix="/api")

NOT_FOUND: Final[Answers] = {404: {"model": ErrorBody, "description": "There is no such job."}}
NO_GENERATION: Final[Answers] = {404: {"model": ErrorBody, "description": "There is no such generation."}}
CREATES: Final[Answers] = {
    400: {"model": ErrorBody, "description": UNREADABLE},
    409: {"model": ErrorBody, "description": "The Idempotency-Key was used for another request."},
    429: {"model": ErrorBody, "description": TOO_MANY},
}
EDITS: Final[Answers] = {
    404: {"model": ErrorBody, "description": "There is no such generation, or no such video in it."},
    **CREATES,
}
JOB_TYPES: Final = {ANIMATION_EDIT: "edit", ANIMATION_FULL: "full_generation"}
AnimationStatus = Literal["pending", "running", "completed", "failed"]
STATUSES: Final[dict[JobState, AnimationStatus]] = {
    JobState.PENDING: "pending",
    JobState.RUNNING: "running",
    JobState.COMPLETED: "completed",
    JobState.FAILED: "failed",
    JobState.CANCELLED: "failed",  # this contract's clients know four states; the error says what happened
}


def _number(given: Any) -> Any:
    return int(given) if isinstance(given, str) and _DIGITS.fullmatch(given) else given


_DIGITS: Final = re.compile(r"[0-9]{1,18}")
_Digits = Annotated[str, Field(pattern=f"^{_DIGITS.pattern}$")]
GenerationId = Annotated[StrictInt, BeforeValidator(_number, json_schema_input_type=int | _Digits)]
"""A number, or its digits, as a field of a form has them."""


FULL_EXAMPLES: Final = {
    "a text": Example(
        summary="A text alone; the language is the text's", value={"content": "ベクトルの加算を説明する動画"}
    ),
    "with instructions": Example(
        summary="With what the video is to be like",
        value={"content": "ベクトルの加算を説明する動画", "additional_instructions": "日本語で、シンプルに"},
    ),
}
EDIT_EXAMPLES: Final = {
    "a colour": Example(
        summary="Another colour; the two ids are those of the earlier job's result",
        value={
            "generation_id": 1,
            "prior_video_id": "abc-123-def-456",
            "enhance_prompt": "背景色を青に変更してください",
        },
    ),
}


class AnimationRequest(BaseModel):
    """Make an animation from a text."""

    model_config = ConfigDict(json_schema_extra={"examples": values(FULL_EXAMPLES)})

    content: Text = Field(description="What the video explains.")
    additional_instructions: PlainText = Field("", description="How: language, length, style.")
    language: LanguageTag | None = Field(
        None,
        description="A BCP 47 tag: the language, or the way of writing it, where the text leaves it open;"
        " by default the first of `Accept-Language`.",
        examples=["zh-CN"],
    )
    start_within: StartWithin = None


class AnimationEditRequest(BaseModel):
    """Make a new animation from an earlier one."""

    model_config = ConfigDict(json_schema_extra={"examples": values(EDIT_EXAMPLES)})

    generation_id: GenerationId = Field(description="The generation the video belongs to; in its result.")
    prior_video_id: Annotated[Text, Field(max_length=100)] = Field(description="The video to edit.")
    enhance_prompt: Text = Field(description="What to change.")
    start_within: StartWithin = None


class AnimationCreated(BaseModel):
    """The job that was accepted."""

    job_id: str = Field(
        examples=["550e8400-e29b-41d4-a716-446655440000"],
        description="The new job; an earlier one if the Idempotency-Key was sent before.",
    )
    status: AnimationStatus = Field(description="`pending`; for a repeated request what the job is now.")
    message: str = Field(
        examples=[
            "Edit job created. Poll /api/job/550e8400-e29b-41d4-a716-446655440000/status for progress."
        ],
        description="Where to ask for its progress.",
    )


class AnimationJob(BaseModel):
    """A job in this contract's words. ``progress`` is 0 to 1."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "job_id": "550e8400-e29b-41d4-a716-446655440000",
                    "job_type": "edit",
                    "status": "running",
                    "progress": 0.65,
                    "current_step": "executing",
                    "message": "Rendering video...",
                    "result": None,
                    "error": None,
                    "created_at": "2024-01-21T12:00:00.000Z",
                    "updated_at": "2024-01-21T12:01:30.000Z",
                }
            ]
        }
    )

    job_id: str = Field(description="The job.")
    job_type: Literal["edit", "full_generation"] = Field(
        description="`full`: made from a text; `edit`: made from an earlier animation."
    )
    status: AnimationStatus = Field(
        description="Where it is in its life. A cancelled job is `failed`, and `error` says so."
    )
    progress: float = Field(description="0 to 1; never goes back.")
    current_step: str = Field(description="The step it is at.")
    message: str = Field(description="What it does now, for a person.")
    result: dict[str, JsonValue] | None = Field(
        description="What was made, once it is completed: `video_path`, `prompt_path`, `manim_code_path`,"
        " and the `video_id` and `generation_id` that an edit asks for."
    )
    error: str | None = Field(description="Why it failed, for a person.")
    created_at: str = Field(description="When it was accepted: UTC, ISO 8601 with milliseconds.")
    updated_at: str = Field(description="When it last changed: UTC, ISO 8601 with milliseconds.")
    position: Position = None
    starts_in: StartsIn = None
    ends_in: EndsIn = None


class AnimationPrompt(BaseModel):
    """What one animation of a generation was asked for."""

    video_id: str = Field(description="The animation.")
    prior_video_id: str | None = Field(description="The video that it is an edit of.")
    prompt: str = Field(description="What was asked for: the text, or the edit.")


class AnimationPrompts(BaseModel):
    """What a generation was asked for, and each of its animations that is still there, the oldest first."""

    generation_id: int = Field(description="The generation.")
    content: str = Field(description="What the first animation was to explain.")
    additional_instructions: str = Field(description="How it was to be made; empty if nothing was said.")
    videos: list[AnimationPrompt] = Field(
        description="Its animations that are still there, the oldest first."
    )


class AnimationVideo(BaseModel):
    """A published animation."""

    video_id: str = Field(description="What an edit names as `prior_video_id`.")
    prior_video_id: str | None = Field(description="The video that it is an edit of.")
    prompt: str = Field(description="What was asked for: the text, or the edit.")
    duration: float = Field(description="Seconds.")
    video_path: str = Field(description="The video, as in the result of its job.")
    manim_code_path: str = Field(description="Its Manim script, as in the result of its job.")


class AnimationGeneration(BaseModel):
    """A generation and its animations that are still there, the oldest first."""

    generation_id: int = Field(description="The generation.")
    videos: list[AnimationVideo] = Field(description="Its animations that are still there, the oldest first.")


class AnimationDeleted(BaseModel):
    """The job is gone; a video it made stays for its own time."""

    job_id: str = Field(
        examples=["550e8400-e29b-41d4-a716-446655440000"], description="The job that is gone."
    )
    message: str = Field("Job deleted", description="The same for a person.")


class AnimationsCleanedUp(BaseModel):
    """How many jobs were deleted."""

    deleted_count: int = Field(examples=[3], description="How many jobs were deleted.")
    message: str = Field(
        examples=["Deleted 3 jobs older than 24 hours"], description="The same for a person."
    )


# --- create -----------------------------------------------------------------------------------------------


async def _animation_request(
    body: Annotated[AnimationRequest | None, Body(openapi_examples=FULL_EXAMPLES)] = None,
    content: Annotated[str | None, Query(description="Instead of a body.")] = None,
    additional_instructions: Annotated[str | None, Query(description="Instead of a body.")] = None,
) -> AnimationRequest:
    """The same two fields as a JSON body or as query parameters."""
    if body is not None:
        return body
    given = {"content": content, "additional_instructions": additional_instructions}
    try:
        return AnimationRequest.model_validate(
            {name: value for name, value in given.items() if value is not None}
        )
    except ValidationError as error:
        raise RequestValidationError(
            [{**e, "loc": ("query", *e["loc"])} for e in error.errors(include_url=False)]
        ) from error


AcceptLanguage = Annotated[str | None, Header(alias="Accept-Language", include_in_schema=False)]
GenerationNumber = Annotated[int, Path(description="The number in the `prompt_path` of a result.")]
VideoId = Annotated[str, Path(description="The `video_id` of a result.")]


async def _new_animation(
    request: Annotated[AnimationRequest, Depends(_animation_request)],
    services: ServicesDep,
    owner: OwnerDep,
    accepted: AcceptLanguage = None,
    idempotency_key: IdempotencyKey = None,
) -> JobSnapshot:
    return await submit_full(services, request, owner, idempotency_key, preferred=accepted)


async def _new_edit(
    request: Annotated[AnimationEditRequest, Body(openapi_examples=EDIT_EXAMPLES)],
    services: ServicesDep,
    owner: OwnerDep,
    idempotency_key: IdempotencyKey = None,
) -> JobSnapshot:
    return await submit_edit(services, request, owner, idempotency_key)


NewAnimationDep = Annotated[JobSnapshot, Depends(_new_animation)]
NewEditDep = Annotated[JobSnapshot, Depends(_new_edit)]


@job_router.post("/animation/full", summary="Make an animation from a text", responses=CREATES)
async def create_animation(accepted: NewAnimationDep) -> AnimationCreated:
    """Start an animation from a text: plan, write, check, render."""
    return _created(accepted, "Full generation")


@job_router.post(
    "/animation/full/stream",
    summary="Make an animation and follow it",
    response_class=Response,
    responses={**STREAM, **CREATES},
)
async def create_and_follow_animation(accepted: NewAnimationDep, services: ServicesDep) -> Response:
    """Start an animation and follow it as server-sent events."""
    return job_stream(services, accepted, None, view)


@job_router.post("/animation/edit", summary="Edit an animation", responses=EDITS)
async def edit_animation(accepted: NewEditDep) -> AnimationCreated:
    """Start an edit of an earlier animation."""
    return _created(accepted, "Edit")


@job_router.post(
    "/animation/edit/stream",
    summary="Edit an animation and follow the edit",
    response_class=Response,
    responses={**STREAM, **EDITS},
)
async def edit_and_follow_animation(accepted: NewEditDep, services: ServicesDep) -> Response:
    """Start an edit and follow it as server-sent events."""
    return job_stream(services, accepted, None, view)


async def submit_full(
    services: Services,
    request: AnimationRequest,
    owner: str,
    key: str | None,
    *,
    preferred: str | None = None,
) -> JobSnapshot:
    """Start an animation from a text; ``preferred`` is the ``Accept-Language`` of who asks."""
    asked = request.model_dump(exclude={"start_within", "language"})
    language = request.language or (preferred or "").split(",")[0].split(";")[0].strip()
    generation = NewGeneration(owner=owner, created_at=datetime.now(UTC), **asked)
    accepted = await services.jobs.submit(
        draft(
            ANIMATION_FULL,
            owner,
            request,
            {**asked, "language": language, "quality": services.settings.quality},
            takes_part=adding(generation),
            idempotency_key=key,
            start_within=request.start_within,
        )
    )
    return accepted.job.snapshot


async def submit_edit(
    services: Services, request: AnimationEditRequest, owner: str, key: str | None
) -> JobSnapshot:
    """Start an edit. Raises GenerationNotFound, AnimationNotFound.

    Where callers are known, an animation is edited by its owner alone.
    """
    accepted = await services.jobs.submit(
        draft(
            ANIMATION_EDIT,
            owner,
            request,
            {**request.model_dump(exclude={"start_within"}), "quality": services.settings.quality},
            takes_part=editing(
                request.generation_id,
                request.prior_video_id,
                owner=owner if services.authentication.asks else None,
            ),
            idempotency_key=key,
            start_within=request.start_within,
        )
    )
    return accepted.job.snapshot


SUBMISSIONS: Final = (
    Submission(ANIMATION_FULL, AnimationRequest, submit_full),
    Submission(ANIMATION_EDIT, AnimationEditRequest, submit_edit),
)


def _created(snapshot: JobSnapshot, what: str) -> AnimationCreated:
    return AnimationCreated(
        job_id=snapshot.job_id,
        status=STATUSES[snapshot.state],
        message=f"{what} job created. Poll /api/job/{snapshot.job_id}/status for progress.",
    )


# --- follow -----------------------------------------------------------------------------------------------


@job_router.get("/{job_id}/status", summary="Look at a job", responses=NOT_FOUND)
async def read_animation_job(job_id: JobId, services: ServicesDep, caller: AnyoneDep) -> AnimationJob:
    """The job as it is now."""
    return AnimationJob(**view(services.address.outward(await _read(services, caller, job_id, Action.READ))))


@job_router.get(
    "/{job_id}/stream",
    summary="Follow a job as server-sent events",
    response_class=Response,
    responses={**STREAM, **SEEN, **NOT_FOUND},
)
async def follow_animation_job(
    job_id: JobId, services: ServicesDep, caller: AnyoneDep, last_event_id: LastEventId = None
) -> Response:
    """The events of a job that exists already; goes on after Last-Event-ID."""
    snapshot = await _read(services, caller, job_id, Action.READ)
    return job_stream(services, snapshot, last_event_id, view)


# --- cancel and delete ------------------------------------------------------------------------------------


@job_router.post(
    "/{job_id}/cancel",
    summary="Cancel a job",
    responses={
        202: {"model": AnimationJob, "description": "Accepted; it ends when a worker is there to stop it."},
        400: {"model": ErrorBody, "description": "The job has ended already."},
        **NOT_FOUND,
    },
)
async def cancel_animation_job(
    job_id: JobId, services: ServicesDep, caller: AnyoneDep, response: Response
) -> AnimationJob:
    """Stop a job for real, and remove what it left; answers when that is done."""
    await _read(services, caller, job_id, Action.CANCEL)
    try:
        snapshot = await services.hub.cancel(job_id, "cancelled by a client")
    except JobNotCancellable as error:
        raise InvalidRequest(
            "Cannot cancel a job that has ended: {state}", state=error.details["state"]
        ) from error
    if snapshot.state.ended:
        return AnimationJob(**view(services.address.outward(snapshot)))
    response.status_code = 202
    return AnimationJob(**{**view(snapshot), "message": "Cancel accepted; no worker could stop the job yet."})


@job_router.delete(
    "/{job_id}",
    summary="Delete a job",
    responses={400: {"model": ErrorBody, "description": "The job runs: cancel it first."}, **NOT_FOUND},
)
async def delete_animation_job(job_id: JobId, services: ServicesDep, caller: AnyoneDep) -> AnimationDeleted:
    """Forget a job; one that is pending is ended first, one that runs is not deleted."""
    await _read(services, caller, job_id, Action.DELETE)
    await services.jobs.delete(job_id)
    services.hub.forget(job_id)
    return AnimationDeleted(job_id=job_id)


@job_router.post("/cleanup", summary="Delete old jobs")
async def clean_up_animation_jobs(
    services: ServicesDep,
    caller: AnyoneDep,
    max_age_hours: Annotated[int, Query(ge=0, le=24 * 366, description="Older ones are deleted.")] = 24,
) -> AnimationsCleanedUp:
    """Delete the caller's jobs that ended longer ago; everybody's, where nobody is told apart."""
    before = datetime.now(UTC) - timedelta(hours=max_age_hours)
    deleted = 0
    while ids := await services.ledger.delete_ended(
        ENDED_STATES, before, kinds=JOB_TYPES, owner=caller.whose
    ):
        deleted += len(ids)
    return AnimationsCleanedUp(
        deleted_count=deleted, message=f"Deleted {deleted} jobs older than {max_age_hours} hours"
    )


# --- what was asked for -----------------------------------------------------------------------------------


@router.head("/prompts/{generation_id:int}.json", include_in_schema=False)
@router.get(
    "/prompts/{generation_id:int}.json",
    summary="Read what was asked for",
    responses=NO_GENERATION,
)
async def read_animation_prompts(
    generation_id: GenerationNumber, services: ServicesDep, caller: AnyoneDep, response: Response
) -> AnimationPrompts:
    """What was asked for in a generation, and in each edit; the ``prompt_path`` of a result leads here."""
    response.headers["Cache-Control"] = "no-cache"
    return await _prompts(services, caller, generation_id)


@made_router.get(
    "/generation/{generation_id}/prompts",
    summary="Read what was asked for, by the generation",
    responses=NO_GENERATION,
)
async def read_generation_prompts(
    generation_id: GenerationNumber, services: ServicesDep, caller: AnyoneDep
) -> AnimationPrompts:
    """The same where the clients of this contract look for it."""
    return await _prompts(services, caller, generation_id)


@made_router.get(
    "/generation/{generation_id}", summary="List the animations of a generation", responses=NO_GENERATION
)
async def read_generation(
    generation_id: GenerationNumber, services: ServicesDep, caller: AnyoneDep
) -> AnimationGeneration:
    """The animations of a generation."""
    generation, animations = await _generation(services, caller, generation_id)
    videos = [
        AnimationVideo(
            **made.model_dump(include={"video_id", "prior_video_id", "prompt", "duration"}),
            video_path=services.address.whole(f"/{video_key(made.video_id, made.quality)}"),
            manim_code_path=services.address.whole(f"/{script_key(made.video_id)}"),
        )
        for made in animations
    ]
    return AnimationGeneration(generation_id=generation.id, videos=videos)


# Before the videos: their route would take the word for an id.
@made_router.get("/animation/topics", summary="List the topics that are known")
async def list_animation_topics(
    services: ServicesDep,
    language: Annotated[
        LanguageTag | None,
        Query(description="A BCP 47 tag; by default the best of `Accept-Language`, else English."),
    ] = None,
    accepted: AcceptLanguage = None,
) -> AnimationTopics:
    """What animations are known to show without a model, with what to ask for to get each."""
    return await asyncio.to_thread(listed, language, accepted, services.address)


@made_router.head("/animation/{video_id}", include_in_schema=False)
@made_router.get(
    "/animation/{video_id}",
    summary="Fetch an animation by its id",
    response_class=Response,
    responses={
        **file_answers(MEDIA_TYPES["mp4"]),
        404: {"model": ErrorBody, "description": "There is no such animation."},
    },
)
async def fetch_animation(
    video_id: VideoId, request: Request, services: ServicesDep, caller: AnyoneDep
) -> Response:
    """An animation's video, whole or in part."""
    animation = await services.ledger.catalogue.animation(video_id)
    key = video_key(video_id, animation.quality)
    headers = {"Content-Disposition": f'inline; filename="{video_id}.mp4"'}
    try:
        if await may_fetch(services, caller, key):
            return await serve_artifact(request, services, key, headers)
    except ArtifactNotFound:
        pass  # its time is over, and its row goes with the next sweep
    raise AnimationNotFound("Animation not found: {video_id}", video_id=video_id)


async def _prompts(services: Services, caller: Caller, generation_id: int) -> AnimationPrompts:
    generation, animations = await _generation(services, caller, generation_id)
    return AnimationPrompts(
        generation_id=generation.id,
        content=generation.content,
        additional_instructions=generation.additional_instructions,
        videos=[AnimationPrompt.model_validate(made, from_attributes=True) for made in animations],
    )


async def _generation(
    services: Services, caller: Caller, generation_id: int
) -> tuple[Generation, Sequence[Animation]]:
    """A generation that the caller may know, and its animations. Raises GenerationNotFound."""
    catalogue = services.ledger.catalogue
    generation = await catalogue.generation(generation_id)
    animations = await catalogue.animations(generation.id)
    if not animations or not _may_read(services, caller, generation):
        raise GenerationNotFound("Generation not found: {generation_id}", generation_id=generation_id)
    return generation, animations


# --- this contract's words --------------------------------------------------------------------------------


def _may_read(services: Services, caller: Caller, generation: Generation) -> bool:
    """Whether a caller may know what was asked for: as the owner, or by a signed address."""
    signed = caller.signature is not None and services.authentication.opens(
        caller.signature, f"prompts/{generation.id}.json"
    )
    return signed or caller.whose in (None, generation.owner)


async def _read(services: Services, caller: Caller, job_id: str, action: Action) -> JobSnapshot:
    return check(caller, await services.hub.read(job_id), action, JOB_TYPES)


def view(snapshot: JobSnapshot) -> dict[str, Any]:
    """A snapshot as this contract's job."""
    error = snapshot.error.message if snapshot.error else None
    if snapshot.state is JobState.CANCELLED:
        error = english(snapshot)
    return {
        "job_id": snapshot.job_id,
        "job_type": JOB_TYPES[snapshot.kind],
        "status": STATUSES[snapshot.state],
        "progress": round(snapshot.progress, 4),
        "current_step": snapshot.step,
        "message": english(snapshot),
        "result": snapshot.result,
        "error": error,
        "created_at": timestamp(snapshot.created_at),
        "updated_at": timestamp(snapshot.updated_at),
        **expected(snapshot),
    }


router.include_router(job_router)
router.include_router(made_router)
