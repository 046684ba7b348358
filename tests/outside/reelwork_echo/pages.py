"""An echo's form, and its result on the page."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from api.files import published_text
from api.pages.forms import Form, KindPages, Values
from api.services import Services
from contracts.jobs import JobSnapshot

from .api import EchoRequest


async def _read(_: Services, values: Values, __: str) -> BaseModel:
    return EchoRequest.model_validate(dict(values))


async def _shown(services: Services, snapshot: JobSnapshot) -> Mapping[str, Any]:
    return {"echo": await published_text(services, str((snapshot.result or {})["echo_path"]))}


PAGES = KindPages(
    shown=_shown,
    forms=(
        Form(
            kind="echo",
            slug="echo",
            title="New echo",
            about="Call into the woods.",
            read=_read,
            values=lambda request: request.model_dump(),
            empty={"text": ""},
            examples={"en": ({"text": "Hello"},)},
        ),
    ),
)
