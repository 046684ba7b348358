"""New jobs: one form a kind, with examples to start from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final
from uuid import uuid4

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel

from api.access import Action, Caller, OwnerDep, ViewerDep, known_job
from api.pages.forms import Form, Invalid, Values, whole
from api.pages.keeping import keep
from api.pages.kinds import forms
from api.pages.languages import Language, LanguageDep
from api.pages.rendering import PageRoute, page
from api.services import Services, ServicesDep
from api.submissions import asked, submissions
from contracts.errors import ReelworkError
from contracts.phrases import Phrase

router = APIRouter(route_class=PageRoute, include_in_schema=False)

_KEY: Final = re.compile(r"[\x20-\x7e]{1,255}")
"""As the API takes an Idempotency-Key."""


JOB: Final = "job"
"""The field, which nobody sees, with the earlier job that a form was opened with."""


@dataclass(frozen=True)
class Reader:
    """Who is there: what they may have, whose a new job is, and their language."""

    caller: Caller
    owner: str
    language: Language


def _reader(caller: ViewerDep, owner: OwnerDep, language: LanguageDep) -> Reader:
    return Reader(caller, owner, language)


ReaderDep = Annotated[Reader, Depends(_reader)]


@router.get("/new/{slug}")
async def show(  # noqa: PLR0913 - they are the ways to start from something
    *,
    slug: str,
    request: Request,
    services: ServicesDep,
    reader: ReaderDep,
    example: str = "",
    job: str = "",
) -> Response:
    """A form: empty, or with an example, an earlier job's request, or what the address carries in it."""
    form = _form(slug)
    values: Values = {}
    examples = form.examples.get(reader.language.tag, ())
    number = whole(example)
    if number is not None and number < len(examples):
        values = examples[number]
    given = {
        name: _plain(request.query_params[name]) for name in form.carried if name in request.query_params
    }
    if job:
        record = await known_job(services, reader.caller, job, Action.REPEAT)
        if record.snapshot.kind == form.kind:
            values = {**form.values(asked(record)), JOB: job}
        return await _show(request, services, reader, form, {**values, **given})
    return await _show(request, services, reader, form, {**given, **values})


@router.post("/new/{slug}")
async def submit(slug: str, request: Request, services: ServicesDep, reader: ReaderDep) -> Response:
    """Start the job and lead to its page; what is wrong is said beside the fields, and nothing is lost."""
    form = _form(slug)
    sent = await _sent(request)
    values = {**form.empty, **sent}
    try:
        snapshot = await submissions()[form.kind].submit(
            services,
            await _requested(services, reader, form, values),
            reader.owner,
            key if _KEY.fullmatch(key := sent.get("key", "")) else None,
        )
    except Invalid as invalid:
        return await _show(request, services, reader, form, values, wrong=invalid.wrong, status=422)
    except ReelworkError as error:
        wrong = form.refused(error).wrong
        return await _show(request, services, reader, form, values, wrong=wrong, status=error.http_status)
    return RedirectResponse(f"/jobs/{snapshot.job_id}", status_code=303)


@router.post("/new/{slug}/part")
async def part(slug: str, request: Request, services: ServicesDep, reader: ReaderDep) -> Response:
    """The part of a form that depends on what it holds, for what it holds now."""
    form = _form(slug)
    if not form.part:
        raise HTTPException(404)
    values = form.propose(services, reader.language, {**form.empty, **await _sent(request)})
    choices = await form.choices(services, reader.caller, values)
    return page(request, form.part, values=values, changed=True, **choices)


async def _requested(services: Services, reader: Reader, form: Form, values: Values) -> BaseModel:
    """The request that the form's values make, upon that of the earlier job that the form was opened with."""
    request = await form.request(services, values, reader.owner)
    if not values.get(JOB):
        return request
    record = await known_job(services, reader.caller, values[JOB], Action.REPEAT)
    if record.snapshot.kind != form.kind:
        return request
    shown = form.propose(services, reader.language, {**form.empty, **form.values(asked(record))})
    left_alone = await form.request(services, shown, reader.owner)
    dumps = (record.request, left_alone.model_dump(mode="json"), request.model_dump(mode="json"))
    return type(request).model_validate(keep(*dumps))


def _form(slug: str) -> Form:
    try:
        return forms()[slug]
    except KeyError:
        raise HTTPException(404) from None


async def _sent(request: Request) -> dict[str, str]:
    async with request.form() as sent:
        texts = {name: value for name, value in sent.items() if isinstance(value, str)}
    return {_plain(name): _plain(value) for name, value in texts.items()}


def _plain(text: str) -> str:
    """What is no Unicode (lone surrogates) could not be shown again; browsers write each line end as two."""
    return text.encode(errors="replace").decode().replace("\r\n", "\n")


async def _show(  # noqa: PLR0913 - they are what a form shows
    request: Request,
    services: Services,
    reader: Reader,
    form: Form,
    values: Values,
    *,
    wrong: Mapping[str, str | Phrase] | None = None,
    status: int = 200,
) -> Response:
    filled = form.propose(services, reader.language, {**form.empty, **values})
    return page(
        request,
        f"forms/{form.slug}.html",
        status=status,
        form=form,
        values=filled,
        changed=False,
        wrong=wrong or {},
        key=str(uuid4()),
        examples=form.examples.get(reader.language.tag, ()),
        **await form.choices(services, reader.caller, filled),
    )
