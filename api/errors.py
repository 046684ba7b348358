"""How errors are answered: the error table's status, a text for a person, the field where there is one."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from math import ceil
from typing import Any, Final, get_args

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exception_handlers import http_exception_handler
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute, iter_route_contexts
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from temporalio.service import RPCError

from api.speech_errors import internal_error, invalid, speech_error
from contracts.errors import (
    InvalidField,
    InvalidRequest,
    ReelworkError,
    ServiceUnavailable,
    Unauthenticated,
)

log = structlog.get_logger(__name__)


class ErrorBody(BaseModel):
    """What went wrong."""

    detail: str = Field(
        examples=["Job not found: invalid-job-id"], description="What is wrong, for a person."
    )


class FieldError(BaseModel):
    """What is wrong with one field."""

    field: str = Field(
        examples=["content"],
        description="The field, header or parameter, after a dot if it is within another; `body` for all.",
    )
    message: str = Field(
        examples=["String should have at least 1 character"], description="What is wrong with it."
    )


class InvalidBody(ErrorBody):
    """What is wrong with the request, in one sentence and field by field."""

    errors: list[FieldError] = Field(
        description="What is wrong, field by field; empty if it is no single field."
    )


Answers = dict[int | str, dict[str, Any]]
"""Answers of an endpoint by their status, as FastAPI takes them for the API's description."""


UNASKED: Final[Answers] = {
    408: {"model": ErrorBody, "description": "The request took too long to arrive."},
    413: {"model": ErrorBody, "description": "The request is too large."},
    429: {"model": ErrorBody, "description": "Too many connections come from the same address."},
    431: {"model": ErrorBody, "description": "The request's line and headers are too large."},
}
"""Answers before an endpoint is asked, so the same everywhere (``api/connections.py``, ``api/limits.py``)."""


def shared_answers(error: Any, invalid: Any) -> Answers:
    """What any endpoint may answer besides its own, with the bodies of a contract's errors."""
    return {
        **UNASKED,
        401: {"model": error, "description": "Who asks did not say who they are, and is asked."},
        403: {
            "model": error,
            "description": "A page of a foreign origin asks, or a key that is not for this.",
        },
        422: {"model": invalid, "description": "The request is not as described here; nothing was started."},
        500: {"model": error, "description": "A fault of ours, which stands in the logs."},
        503: {
            "model": error,
            "description": "Something that is needed does not answer; the same request may be sent again.",
        },
    }


ANSWERS: Final = shared_answers(ErrorBody, InvalidBody)
"""Those of every contract but speech jobs'."""
_FAULT: Final = "Something failed here that should not have. Whoever runs this server finds it in the logs."
RETRY_AFTER: Final = timedelta(seconds=5)
"""When to come again to a part that did not answer, if it did not say so itself."""
UNREADABLE: Final = "The body can't be read."
"""What a 400 says of an endpoint that takes a body."""


def install(app: FastAPI) -> None:
    """Make the application answer errors so."""
    app.add_exception_handler(ReelworkError, _known)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(RPCError, _temporal)
    app.add_exception_handler(400, _unreadable)
    app.add_exception_handler(405, _not_so)
    app.add_exception_handler(Exception, _fault)


async def _known(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ReelworkError)  # noqa: S101 - it is installed for these only
    return await answer(request, error)


async def answer(request: Request, error: ReelworkError) -> JSONResponse:
    """The error as the contract of the request's path has it."""
    if _speaks_speech(request):
        answered = speech_error(error)
    else:
        answered = _plain(_told(error), error.http_status)
        if error.http_status >= 500:  # noqa: PLR2004 - HTTP's own boundary
            log.warning("A request failed", path=request.scope["path"], error=error.message)
    answered.headers.update(headers_of(error))
    return answered


def _told(error: ReelworkError) -> ErrorBody:
    if error.http_status != 422:  # noqa: PLR2004 - the one status whose body names fields
        return ErrorBody(detail=error.message)
    fields = []
    if isinstance(error, InvalidField):
        fields = [FieldError(field=error.field, message=error.what.text())]
    return InvalidBody(detail=error.message, errors=fields)


def headers_of(error: ReelworkError) -> dict[str, str]:
    """What the answer to an error carries beside its body."""
    headers = {}
    if isinstance(error, Unauthenticated):
        headers["WWW-Authenticate"] = 'Bearer realm="reelwork"'
    if error.http_status == 503:  # noqa: PLR2004 - the one status that is over soon
        headers["Retry-After"] = str(ceil((error.retry_delay or RETRY_AFTER).total_seconds()))
    return headers


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - it is installed for these only
    fields = [
        FieldError(field=_field(e["loc"]), message=_message(request, error.body, e)) for e in error.errors()
    ]
    detail = "; ".join(f"{f.field}: {f.message}" for f in fields)
    if _speaks_speech(request):
        return invalid([field.model_dump() for field in fields], detail)
    return _plain(InvalidBody(detail=detail, errors=fields), 422)


def _message(request: Request, body: Any, error: Mapping[str, Any]) -> str:
    """What is wrong with a field; of one that nobody knows also those that are known in its place."""
    said = str(error["msg"])
    if error["type"] != "extra_forbidden":
        return said
    taken = getattr(request.scope["route"], "body_field", None)
    if taken is None or not isinstance(body, dict):
        return said
    known = _known_fields(taken.field_info.annotation, body, error["loc"][1:-1])
    return f"{said}; known here: {', '.join(known)}"


def _known_fields(annotation: Any, body: Mapping[str, Any], location: Sequence[str | int]) -> list[str]:
    """The fields that a request has at a place; of several kinds of requests the likeliest is meant."""
    models = [max(_models(annotation), key=lambda model: len(model.model_fields.keys() & body.keys()))]
    for name in location:
        inner = [model.model_fields[str(name)].annotation for model in models if name in model.model_fields]
        models = [found for one in inner for found in _models(one)] or models
    return sorted({field for model in models for field in model.model_fields})


def _models(annotation: Any) -> list[type[BaseModel]]:
    """The models in a field's type, whatever it is wrapped in."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for inner in get_args(annotation) for found in _models(inner)]


def _plain(body: ErrorBody, status: int) -> JSONResponse:
    return JSONResponse(body.model_dump(), status_code=status)


async def _unreadable(request: Request, error: Exception) -> JSONResponse:
    """FastAPI's own answer to a body that it can't read, in the contract's form."""
    assert isinstance(error, HTTPException)  # noqa: S101 - it is installed for these only
    return await answer(request, InvalidRequest("{what}", what=str(error.detail)))


async def _not_so(request: Request, error: Exception) -> Response:
    """FastAPI's own answer to a method that a path has not, with all those that it has."""
    assert isinstance(error, HTTPException)  # noqa: S101 - it is installed for these only
    allowed = {"Allow": ", ".join(sorted(_methods(request)))}
    return await http_exception_handler(request, HTTPException(405, error.detail, headers=allowed))


def _methods(request: Request) -> set[str]:
    """The methods of a path: those of all the routes that have it, of the most literal path that fits."""
    path: str = request.scope["path"]
    fitting: dict[str, set[str]] = {}
    for route in iter_route_contexts(request.app.routes):
        if isinstance(route.original_route, APIRoute) and route.path_regex.match(path):
            fitting.setdefault(str(route.path), set()).update(route.methods or ())
    return fitting[min(fitting, key=lambda template: template.count("{"))] if fitting else set()


async def _temporal(request: Request, error: Exception) -> JSONResponse:
    log.warning("Temporal does not answer", path=request.scope["path"], error=str(error))
    unavailable = ServiceUnavailable("Temporal does not answer. Please try again.")
    return await answer(request, unavailable)


async def _fault(request: Request, _: Exception) -> JSONResponse:
    """The answer to an error that nobody foresaw; Starlette raises it again, and the server logs it."""
    return internal_error(_FAULT) if _speaks_speech(request) else _plain(ErrorBody(detail=_FAULT), 500)


def in_script_videos_words(request: Request) -> None:
    """Answer this request's errors as script videos have them, although speech jobs share the path."""
    request.state.of_script_videos = True


def _speaks_speech(request: Request) -> bool:
    path: str = request.scope["path"]
    return path.startswith("/api/v1/") and not getattr(request.state, "of_script_videos", False)


def _field(location: Sequence[Any]) -> str:
    """The field's own name, without where in the request it stood; "body" for the body as a whole."""
    return ".".join(str(part) for part in location[1:] if not isinstance(part, int)) or str(location[0])
