"""Videos of articles (``docs/contracts/article-videos.md``), and cancelling them (``job-cancellation.md``).

Its WebSocket is ``api/sockets.py``.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Body, Path, Query, Request, Response
from fastapi.openapi.models import Example, Tag
from pydantic import BaseModel, ConfigDict, Field

from api.access import Action, AnyoneDep, Caller, OwnerDep, check, known_job, may_fetch
from api.addresses import WebAddress
from api.creations import TOO_MANY
from api.description import values
from api.errors import UNREADABLE, Answers, ErrorBody
from api.files import MEDIA_TYPES, file_answers, serve_artifact
from api.services import IdempotencyKey, JobId, Services, ServicesDep
from api.submissions import Submission
from api.waiting import EndsIn, Position, StartsIn, StartWithin, expected
from contracts.article_video import ARTICLE_VIDEO, ArticleVideo
from contracts.errors import ArtifactNotFound, InvalidRequest, JobNotCancellable, VideoNotFound
from contracts.jobs import JobSnapshot, JobState
from contracts.kinds import english
from jobs.drafts import draft
from store.publisher import Publisher

TAG: Final = Tag(
    name="article videos",
    description="""
A narrated video of an article, upright and 30 to 60 seconds long.

**The life of a job.** `POST /api/generate-video` answers at once with a `job_id`. The job is `pending`
until a worker takes it, then `processing`, and ends as `completed`, `failed` or `cancelled`. Poll `GET
/api/jobs/{job_id}`, or open the WebSocket at `/ws`. A completed job has a `video_id`: the video's row in
`GET /api/videos`, whose file `GET /api/videos/{video_name}` brings.

**The WebSocket `/ws`.** OpenAPI has no operation for it. A client sends `{"subscribe": "<job_id>"}`, as
often as it likes; it follows the job that it named last. It is sent JSON messages, each with a `type`:

- `{"type": "connection", "message": "Connected to ReelCraft API"}` when it has connected,
- `{"type": "subscribed", "job_id": …, "message": …}` when it has subscribed,
- `{"type": "job_progress", "job_id": …, "progress": 45, "message": …}` at once and at every change until
  the end,
- `{"type": "job_status", "job_id": …, "status": …}` after each of them, with the whole job
  (`ArticleVideoJob`),
- `{"type": "error", "message": …}` if a message can't be read or there is no such job; then with its
  `job_id`.
""",
)
"""The contract in the API's description."""
CANCELLING: Final = Tag(
    name="job cancellation",
    description="""
An open job is stopped for good: the step that runs is stopped with its processes, then what the job had
made is removed; only then it reads `cancelled`, and so does the answer (200). Where no worker could stop it
yet the answer is 202, and the job ends as `cancelled` as soon as one can. A job that has ended can't be
cancelled (400).

Here it is for videos of articles. The other kinds have the same at paths of their own: `POST
/api/job/{job_id}/cancel` for animations, `DELETE /api/v1/jobs/{job_id}` for dialogues and videos of
scripts.
""",
)
"""The contract of cancelling there."""

router = APIRouter()
videos = APIRouter(prefix="/api", tags=[TAG.name])
cancelling = APIRouter(prefix="/api", tags=[CANCELLING.name])

KINDS: Final = (ARTICLE_VIDEO,)
REUSED_FOR: Final = timedelta(days=1)
_ID: Final = re.compile(r"[0-9]{1,12}")
CREATED_MESSAGE: Final = "Video generation job created. Use job_id to track progress."

ArticleVideoStatus = Literal["pending", "processing", "completed", "failed", "cancelled"]
STATUSES: Final[dict[JobState, ArticleVideoStatus]] = {
    JobState.PENDING: "pending",
    JobState.RUNNING: "processing",
    JobState.COMPLETED: "completed",
    JobState.FAILED: "failed",
    JobState.CANCELLED: "cancelled",
}
_STATES: Final[dict[str, JobState]] = {word: state for state, word in STATUSES.items()}


EXAMPLES: Final = {
    "an article": Example(summary="An article's address", value={"url": "https://example.com/article"})
}


class ArticleVideoRequest(BaseModel):
    """Make a video of an article."""

    model_config = ConfigDict(json_schema_extra={"examples": values(EXAMPLES)})

    url: WebAddress = Field(description="The article's address, http or https.")
    start_within: StartWithin = None


class ArticleVideoCreated(BaseModel):
    """The job that was accepted."""

    job_id: str = Field(
        examples=["550e8400-e29b-41d4-a716-446655440000"],
        description="The new job; an earlier one if the Idempotency-Key was sent before.",
    )
    status: ArticleVideoStatus = Field(description="`pending`; for a repeated request what the job is now.")
    message: str = Field(CREATED_MESSAGE, description="What to do next, for a person.")


class ArticleVideoJob(BaseModel):
    """A job in this contract's words. ``progress`` is 0 to 100; the times are UTC."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "550e8400-e29b-41d4-a716-446655440000",
                    "status": "processing",
                    "progress": 45,
                    "progress_message": "Downloading visual assets...",
                    "error_message": None,
                    "video_id": None,
                    "created_at": "2025-10-27T10:30:00",
                    "started_at": "2025-10-27T10:30:01",
                    "completed_at": None,
                }
            ]
        }
    )

    id: str = Field(description="The job.")
    status: ArticleVideoStatus = Field(description="Where it is in its life.")
    progress: int = Field(description="0 to 100; never goes back.")
    progress_message: str = Field(description="What it does now, for a person.")
    error_message: str | None = Field(description="Why it failed, for a person.")
    video_id: int | None = Field(description="Its video, once it is completed.")
    created_at: str = Field(description="When it was accepted: UTC to the second, without a zone.")
    started_at: str | None = Field(description="When a worker took it; null while it waits.")
    completed_at: str | None = Field(description="When it ended, however it ended.")
    position: Position = None
    starts_in: StartsIn = None
    ends_in: EndsIn = None


class ArticleVideoJobList(BaseModel):
    """A page of jobs, the newest first; ``count`` is how many are in it."""

    jobs: list[ArticleVideoJob] = Field(description="The jobs, the newest first.")
    count: int = Field(description="How many are in this answer.")


class ArticleVideoCancelled(BaseModel):
    """What became of the job."""

    status: ArticleVideoStatus = Field(examples=["cancelled"], description="What the job is now.")
    message: str = Field(
        examples=["Job 550e8400-e29b-41d4-a716-446655440000 cancelled"], description="The same for a person."
    )


class FinishedArticleVideo(BaseModel):
    """A finished video; ``duration`` in seconds."""

    id: int = Field(description="The video.")
    title: str = Field(description="The article's title.")
    source_url: str = Field(description="The article's address.")
    file_path: str = Field(
        examples=["article-videos/550e8400-…/amazing_ai_discovery.mp4"],
        description="The path of its file on this server.",
    )
    duration: float | None = Field(description="Seconds.")
    size_mb: float = Field(description="Megabytes (of 1024 × 1024 bytes), to two places.")
    created_at: str = Field(
        examples=["2025-10-27T10:35:00"],
        description="When it was finished: UTC to the second, without a zone.",
    )


class ArticleVideoDeleted(BaseModel):
    """The video is gone, and its job with it."""

    status: Literal["deleted"] = Field("deleted", description="The video is gone.")
    message: str = Field(examples=["Video 1 deleted"], description="What was deleted, for a person.")


class FinishedArticleVideoList(BaseModel):
    """A page of videos, the newest first; ``count`` is how many are in it."""

    videos: list[FinishedArticleVideo] = Field(description="The videos, the newest first.")
    count: int = Field(description="How many are in this answer.")


Limit = Annotated[int, Query(ge=1, le=500, description="At most so many.")]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="Pass over so many.")]
NOT_FOUND: Final[Answers] = {404: {"model": ErrorBody, "description": "There is no such job."}}
NO_VIDEO: Final[Answers] = {404: {"model": ErrorBody, "description": "There is no such video."}}
FILE: Final[Answers] = {**file_answers(MEDIA_TYPES["mp4"]), **NO_VIDEO}


VideoName = Annotated[str, Path(description="The last part of the video's `file_path`.")]
VideoId = Annotated[int, Path(description="The video's id.")]


# --- create -----------------------------------------------------------------------------------------------


@videos.post(
    "/generate-video",
    summary="Make a video of an article",
    responses={
        400: {"model": ErrorBody, "description": UNREADABLE},
        409: {"model": ErrorBody, "description": "The Idempotency-Key was used for another request."},
        429: {"model": ErrorBody, "description": TOO_MANY},
    },
)
async def create_article_video(
    request: Annotated[ArticleVideoRequest, Body(openapi_examples=EXAMPLES)],
    services: ServicesDep,
    owner: OwnerDep,
    idempotency_key: IdempotencyKey = None,
) -> ArticleVideoCreated:
    """Start a video of an article."""
    snapshot = await submit(services, request, owner, idempotency_key)
    return ArticleVideoCreated(job_id=snapshot.job_id, status=STATUSES[snapshot.state])


async def submit(
    services: Services, request: ArticleVideoRequest, owner: str, key: str | None
) -> JobSnapshot:
    """Start a video of an article."""
    settings = services.settings
    fields = {
        "url": request.url,
        "reuse": REUSED_FOR if settings.reuse_articles else None,
        "time_limit": settings.video_soft_time_limit,
        "hard_time_limit": settings.video_time_limit,
    }
    accepted = await services.jobs.submit(
        draft(
            ARTICLE_VIDEO,
            owner,
            request,
            fields,
            idempotency_key=key,
            start_within=request.start_within,
        )
    )
    return accepted.job.snapshot


SUBMISSIONS: Final = (Submission(ARTICLE_VIDEO, ArticleVideoRequest, submit),)


# --- jobs -------------------------------------------------------------------------------------------------


@videos.get(
    "/jobs",
    summary="List jobs",
    responses={400: {"model": ErrorBody, "description": "There is no such status."}},
)
async def list_article_video_jobs(
    services: ServicesDep,
    caller: AnyoneDep,
    status: Annotated[
        str | None,
        Query(description="Only those in this state.", json_schema_extra={"enum": [*_STATES, None]}),
    ] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> ArticleVideoJobList:
    """The jobs, all or those in one state."""
    if status is not None and status not in _STATES:
        raise InvalidRequest(
            "Invalid status: {status}. Must be one of: {known}", status=status, known=", ".join(_STATES)
        )
    states = None if status is None else [_STATES[status]]
    snapshots = await services.ledger.snapshots(
        kinds=KINDS, states=states, owner=caller.whose, limit=limit, offset=offset
    )
    jobs = [view(snapshot) for snapshot in snapshots]
    return ArticleVideoJobList(jobs=jobs, count=len(jobs))


@videos.get("/jobs/{job_id}", summary="Look at a job", responses=NOT_FOUND)
async def read_article_video_job(job_id: JobId, services: ServicesDep, caller: AnyoneDep) -> ArticleVideoJob:
    """A job as it is now."""
    return view(check(caller, await services.hub.read(job_id), Action.READ, KINDS))


@cancelling.post(
    "/jobs/{job_id}/cancel",
    summary="Cancel a job",
    responses={
        202: {
            "model": ArticleVideoCancelled,
            "description": "Accepted; it ends when a worker is there to stop it.",
        },
        400: {"model": ErrorBody, "description": "The job has ended already."},
        **NOT_FOUND,
    },
)
async def cancel_article_video_job(
    job_id: JobId, services: ServicesDep, caller: AnyoneDep, response: Response
) -> ArticleVideoCancelled:
    """Stop a job for real, and remove what it left; answers when that is done."""
    await known_job(services, caller, job_id, Action.CANCEL, KINDS)
    try:
        snapshot = await services.hub.cancel(job_id, "cancelled by a client")
    except JobNotCancellable as error:
        raise _has_ended(job_id, JobState(str(error.details["state"]))) from error
    if snapshot.state is JobState.CANCELLED:
        return ArticleVideoCancelled(status="cancelled", message=f"Job {job_id} cancelled")
    if snapshot.state.ended:  # it ended in that very moment, whatever was asked for
        raise _has_ended(job_id, snapshot.state)
    response.status_code = 202
    return ArticleVideoCancelled(
        status=STATUSES[snapshot.state],
        message=f"The cancel of job {job_id} is accepted, but no worker could stop it yet. "
        "It ends as cancelled as soon as one can.",
    )


def _has_ended(job_id: str, state: JobState) -> InvalidRequest:
    return InvalidRequest(
        "Job {job_id} cannot be cancelled: it is already {status}.", job_id=job_id, status=STATUSES[state]
    )


# --- videos -----------------------------------------------------------------------------------------------


@videos.get("/videos", summary="List finished videos")
async def list_article_videos(
    services: ServicesDep, caller: AnyoneDep, limit: Limit = 50, offset: Offset = 0
) -> FinishedArticleVideoList:
    """The finished videos."""
    found = await services.ledger.videos.page(owner=caller.whose, limit=limit, offset=offset)
    videos = [
        FinishedArticleVideo(
            id=video.id,
            title=video.title,
            source_url=video.source_url,
            file_path=services.address.opened(video.file_path),
            duration=video.duration,
            size_mb=round(video.size_mb, 2),
            created_at=_moment(video.created_at),
        )
        for video in found
    ]
    return FinishedArticleVideoList(videos=videos, count=len(videos))


@videos.head("/videos/{video_name}", include_in_schema=False)
@videos.get(
    "/videos/{video_name}",
    summary="Fetch a video by the name of its file",
    response_class=Response,
    responses=FILE,
)
async def download_article_video(
    video_name: VideoName, request: Request, services: ServicesDep, caller: AnyoneDep
) -> Response:
    """A video, whole or in part; its name is the last part of ``file_path``."""
    video = await services.ledger.videos.named(video_name)
    return await _file(request, services, caller, video, called=video_name)


@videos.head("/videos/{video_id}/file", include_in_schema=False)
@videos.get(
    "/videos/{video_id}/file", summary="Fetch a video by its id", response_class=Response, responses=FILE
)
async def download_article_video_by_id(
    video_id: VideoId, request: Request, services: ServicesDep, caller: AnyoneDep
) -> Response:
    """The same by the video's id."""
    video = await services.ledger.videos.video(video_id)
    return await _file(request, services, caller, video, called=str(video_id))


@videos.delete("/videos/{video_name}", summary="Delete a video", responses=NO_VIDEO)
async def delete_article_video(
    video_name: VideoName, services: ServicesDep, caller: AnyoneDep
) -> ArticleVideoDeleted:
    """Delete a video, by its id as in the list or by its file's name, and the jobs whose result it is."""
    videos = services.ledger.videos
    by_id = _ID.fullmatch(video_name)
    video = await (videos.video(int(video_name)) if by_id else videos.named(video_name))
    owner = await services.ledger.publications.owner_of(video.file_path)
    if caller.whose not in (None, owner):
        raise VideoNotFound("Video not found: {video_id}", video_id=video_name)
    await Publisher(services.ledger, services.artifacts).withdraw(video.job_id)
    services.hub.forget(video.job_id)
    return ArticleVideoDeleted(message=f"Video {video_name} deleted")


async def _file(
    request: Request, services: Services, caller: Caller, video: ArticleVideo, *, called: str
) -> Response:
    if not await may_fetch(services, caller, video.file_path):
        raise VideoNotFound("Video not found: {video_id}", video_id=called)
    headers = {"Content-Disposition": f'inline; filename="{video.name}"'}
    try:
        return await serve_artifact(request, services, video.file_path, headers)
    except ArtifactNotFound as error:
        raise VideoNotFound("The file of this video is no longer there: {name}", name=video.name) from error


# --- this contract's words --------------------------------------------------------------------------------


def view(snapshot: JobSnapshot) -> ArticleVideoJob:
    """A snapshot as this contract's job."""
    result = snapshot.result
    return ArticleVideoJob(
        id=snapshot.job_id,
        status=STATUSES[snapshot.state],
        progress=snapshot.percent,
        progress_message=english(snapshot),
        error_message=snapshot.error.message if snapshot.error else None,
        video_id=int(str(result["video_id"])) if result else None,
        created_at=_moment(snapshot.created_at),
        started_at=_moment(snapshot.started_at) if snapshot.started_at else None,
        completed_at=_moment(snapshot.finished_at) if snapshot.finished_at else None,
        **expected(snapshot),
    )


def _moment(moment: datetime) -> str:
    """UTC to the second without a zone, as the contract shows it."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")


router.include_router(videos)
router.include_router(cancelling)
