"""The paths that speech jobs and script videos share: a job there is one of speech or a video of a script.

What is asked tells which contract's words to answer in: what a new job is made of, whether a list names a
user, of which kind the job is.
"""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any, Final

from fastapi import APIRouter, Body, Depends, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.models import Tag as Section
from fastapi.routing import APIRoute
from pydantic import Discriminator, Tag

from api import script_video, speech
from api.access import Action, AnyoneDep, Caller, IdentityDep, OwnerAloneDep, OwnerDep, check
from api.creations import TOO_MANY
from api.errors import UNREADABLE, ErrorBody, InvalidBody, in_script_videos_words, shared_answers
from api.services import IdempotencyKey, JobId, Services, ServicesDep
from api.speech_errors import SpeechErrorBody, unknown
from contracts.errors import InvalidField, JobNotFound
from contracts.script_video import SCRIPT_VIDEO
from contracts.speech import SPEECH
from store.records import JobRecord

_DIALOGUE: Final = "turns"
_VIDEO: Final = "video_request"


class _Untagged(APIRoute):
    """Names a field as the request does: which of the two requests it belongs to shows in its name."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The usual one, with other names in its errors."""
        handle = super().get_route_handler()

        async def untagged(request: Request) -> Response:
            try:
                return await handle(request)
            except RequestValidationError as error:
                if any(e["loc"][:2] == ("body", _VIDEO) for e in error.errors()):
                    in_script_videos_words(request)
                renamed = [{**e, "loc": _without_tag(e["loc"])} for e in error.errors()]
                raise RequestValidationError(renamed, body=error.body) from error
            except InvalidField as error:
                if error.field.startswith(_VIDEO):
                    in_script_videos_words(request)
                raise

        return untagged


def _without_tag(location: tuple[Any, ...]) -> tuple[Any, ...]:
    tagged = location[:1] == ("body",) and location[1:2] in ((_DIALOGUE,), (_VIDEO,))
    return (*location[:1], *location[2:]) if tagged else location


def _which(body: Any) -> str | None:
    """What a new job is made of, recognised by the field that only one of the two requests has."""
    found = [field for field in (_VIDEO, _DIALOGUE) if isinstance(body, dict) and field in body]
    return found[0] if len(found) == 1 else None


NewJob = Annotated[
    Annotated[speech.SpeechRequest, Tag(_DIALOGUE)] | Annotated[script_video.ScriptVideoRequest, Tag(_VIDEO)],
    Discriminator(
        _which,
        custom_error_type="neither",
        custom_error_message='A job needs "turns" (a dialogue) or "video_request" (a video of a script), '
        "and not both",
    ),
]

TAG: Final = Section(
    name="speech jobs and script videos",
    description="""
The four paths that dialogues and videos of scripts share. What is asked tells which of the two is meant,
and the answer is in its form and its words:

- **create**: a body with `turns` is a dialogue (201, `SpeechCreated`), one with `video_request` a video of
  a script (202, `ScriptVideoQueued`);
- **list**: with `user_id` that user's videos (`ScriptVideoJobPage`), without it the caller's dialogues
  (`SpeechJobList`);
- **read and cancel**: as the job with that id is.

Each path may end in a slash.
""",
)
"""The shared paths in the API's description."""

_EITHER: Final = SpeechErrorBody | ErrorBody
router = APIRouter(
    prefix="/api/v1",
    tags=[TAG.name],
    route_class=_Untagged,
    responses=shared_answers(_EITHER, SpeechErrorBody | InvalidBody),
)


@router.post("/jobs/", status_code=201, include_in_schema=False)
@router.post(
    "/jobs",
    summary="Make a dialogue or a video of a script",
    status_code=201,
    responses={
        201: {"model": speech.SpeechCreated, "description": "The dialogue is accepted."},
        202: {"model": script_video.ScriptVideoQueued, "description": "The video is accepted."},
        400: {"model": SpeechErrorBody, "description": UNREADABLE},
        409: {"model": _EITHER, "description": "The Idempotency-Key was used for another request."},
        429: {"model": _EITHER, "description": TOO_MANY},
        502: {"model": _EITHER, "description": "The provider of speech refuses the key or the request."},
    },
)
async def create_v1_job(  # noqa: PLR0913 - both contracts need them
    *,
    request: Annotated[NewJob, Body(openapi_examples={**speech.EXAMPLES, **script_video.EXAMPLES})],
    http: Request,
    response: Response,
    services: ServicesDep,
    owner: OwnerDep,
    identity: IdentityDep,
    idempotency_key: IdempotencyKey = None,
) -> speech.SpeechCreated | script_video.ScriptVideoQueued:
    """Start speaking a dialogue (201), or making a video of a script (202)."""
    if isinstance(request, speech.SpeechRequest):
        return await speech.create(services, request, owner, idempotency_key)
    in_script_videos_words(http)
    response.status_code = 202
    return await script_video.create(services, request, identity, idempotency_key)


def _of_whom(request: Request) -> None:
    """A list that names a user is script videos', and so are its mistakes."""
    if "user_id" in request.query_params:
        in_script_videos_words(request)


@router.get("/jobs/", dependencies=[Depends(_of_whom)], include_in_schema=False)
@router.get("/jobs", summary="List dialogues, or videos of scripts", dependencies=[Depends(_of_whom)])
async def list_v1_jobs(  # noqa: PLR0913 - they are the parameters of two contracts
    *,
    services: ServicesDep,
    caller: OwnerAloneDep,
    identity: IdentityDep,
    user_id: Annotated[
        script_video.ShortText | None, Query(description="List this user's videos of scripts.")
    ] = None,
    page: Annotated[int, Query(ge=1, le=1_000_000, description="With user_id.")] = 1,
    page_size: Annotated[int, Query(ge=1, le=100, description="With user_id.")] = 20,
    status: Annotated[speech.SpeechStatus | None, Query(description="Without user_id.")] = None,
    limit: Annotated[int, Query(ge=1, le=100, description="Without user_id.")] = 20,
    offset: Annotated[int, Query(ge=0, le=1_000_000, description="Without user_id.")] = 0,
) -> speech.SpeechJobList | script_video.ScriptVideoJobPage:
    """A user's videos of scripts, or the caller's dialogues."""
    if user_id is not None:
        return await script_video.page(services, identity, user_id, page, page_size)
    return await speech.page(services, caller, status, limit, offset)


@router.get("/jobs/{job_id}", summary="Look at a job", responses=speech.NOT_FOUND)
async def read_v1_job(
    job_id: JobId, services: ServicesDep, caller: OwnerAloneDep, anyone: AnyoneDep
) -> speech.SpeechJob | script_video.ScriptVideoJob:
    """A job as it is now."""
    record = await _found(services, caller, anyone, job_id, Action.READ)
    if record.snapshot.kind == SPEECH:
        return await speech.read(services, record)
    return await script_video.read(services, job_id)


@router.delete(
    "/jobs/{job_id}",
    summary="Cancel a job",
    responses={
        202: {
            "model": script_video.ScriptVideoCancelled,
            "description": "Accepted; the video ends when a worker is there to stop it.",
        },
        400: {"model": ErrorBody, "description": "The video's job has ended already."},
        409: {"model": SpeechErrorBody, "description": "The dialogue is no longer pending."},
        **speech.NOT_FOUND,
    },
)
async def cancel_v1_job(  # noqa: PLR0913 - both contracts need them
    *,
    job_id: JobId,
    services: ServicesDep,
    caller: OwnerAloneDep,
    anyone: AnyoneDep,
    request: Request,
    response: Response,
) -> speech.SpeechCreated | script_video.ScriptVideoCancelled:
    """Cancel a dialogue that is pending, or a video at any time."""
    record = await _found(services, caller, anyone, job_id, Action.CANCEL)
    if record.snapshot.kind == SPEECH:
        return await speech.cancel(services, record)
    in_script_videos_words(request)
    return await script_video.cancel(services, job_id, response)


async def _found(
    services: Services, caller: Caller, anyone: Caller, job_id: str, action: Action
) -> JobRecord:
    """A video of a script, or a dialogue of the caller's own; every other job is unknown here."""
    try:
        record = await services.ledger.get(job_id)
        of_script = record.snapshot.kind == SCRIPT_VIDEO
        check(anyone if of_script else caller, record.snapshot, action, (SPEECH, SCRIPT_VIDEO))
    except JobNotFound as error:
        raise unknown(job_id) from error
    return record
