"""How errors are answered: the error table's status, a text for a person, the field where there is one."""

from collections.abc import Sequence
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from temporalio.service import RPCError

from api.speech_errors import invalid, speech_error
from contracts.errors import ReelworkError, ServiceUnavailable, Unauthenticated

log = structlog.get_logger(__name__)


class ErrorBody(BaseModel):
    """An error of every contract but those under ``/api/v1/``."""

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
    """The same in one sentence, and field by field."""

    errors: list[FieldError] = Field(description="What is wrong, field by field.")


def install(app: FastAPI) -> None:
    """Make the application answer errors so."""
    app.add_exception_handler(ReelworkError, _known)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(RPCError, _temporal)


async def _known(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ReelworkError)  # noqa: S101 - it is installed for these only
    return await answer(request, error)


async def answer(request: Request, error: ReelworkError) -> JSONResponse:
    """The error as the contract of the request's path has it."""
    if _is_under_v1(request):
        answered = speech_error(error)
        answered.headers.update(headers_of(error))
        return answered
    if error.http_status >= 500:  # noqa: PLR2004 - HTTP's own boundary
        log.warning("A request failed", path=request.scope["path"], error=error.message)
    return JSONResponse({"detail": error.message}, status_code=error.http_status, headers=headers_of(error))


def headers_of(error: ReelworkError) -> dict[str, str]:
    """What the answer to an error carries beside its body."""
    return {"WWW-Authenticate": 'Bearer realm="reelwork"'} if isinstance(error, Unauthenticated) else {}


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - it is installed for these only
    fields = [FieldError(field=_field(e["loc"]), message=e["msg"]) for e in error.errors()]
    detail = "; ".join(f"{f.field}: {f.message}" for f in fields)
    if _is_under_v1(request):
        return invalid([field.model_dump() for field in fields], detail)
    return JSONResponse(InvalidBody(detail=detail, errors=fields).model_dump(), status_code=422)


async def _temporal(request: Request, error: Exception) -> JSONResponse:
    log.warning("Temporal does not answer", path=request.scope["path"], error=str(error))
    unavailable = ServiceUnavailable("Temporal does not answer. Please try again.")
    return await answer(request, unavailable)


def _is_under_v1(request: Request) -> bool:
    path: str = request.scope["path"]
    return path.startswith("/api/v1/")


def _field(location: Sequence[Any]) -> str:
    """The field's own name, without where in the request it stood; "body" for the body as a whole."""
    return ".".join(str(part) for part in location[1:] if not isinstance(part, int)) or str(location[0])
