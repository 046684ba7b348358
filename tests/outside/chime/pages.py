"""Chimes on the pages: the form."""

from typing import Final

from pydantic import BaseModel

from api.pages.forms import Form, KindPages, Values, number
from api.pages.languages import later
from api.services import Services
from chime.api import ChimeRequest
from chime.contracts import NAME


async def _read(_: Services, values: Values, __: str) -> BaseModel:
    return ChimeRequest(pitch=number(values, "pitch"))


PAGES: Final = KindPages(
    forms=(
        Form(
            kind=NAME,
            slug="chime",
            title=later("New chime"),
            about=later("Choose a pitch; hear a short tone."),
            read=_read,
            values=lambda request: {"pitch": str(request.pitch)},
            empty={"pitch": ""},
            told={"pitch": later("Pitch in Hz")},
            examples={"en": ({"pitch": "440"},)},
        ),
    ),
)
