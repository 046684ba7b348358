"""New jobs: one form a kind, with examples to start from."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from api.pages.forms import (
    BY_KIND,
    FORMS,
    LANGUAGE_OF_SPEECH,
    SPOKEN,
    VOICE,
    Form,
    Invalid,
    Values,
    turns_of,
    voices_for,
    whole,
)
from api.pages.languages import Language, LanguageDep
from api.pages.rendering import PageRoute, page
from api.pages.viewer import ViewerDep, visible
from api.services import OwnerDep, Services, ServicesDep
from contracts.animation import ANIMATION_EDIT, ANIMATION_FULL, AnimationResult
from contracts.errors import ReelworkError
from contracts.jobs import JobState
from contracts.script_video import SCRIPT_VIDEO
from contracts.speech import SPEECH, ProviderName, Voice
from contracts.video import FRAMES, Template, VideoFormat
from store.records import JobRecord

router = APIRouter(route_class=PageRoute, include_in_schema=False)

_KEY = re.compile(r"[\x20-\x7e]{1,255}")
"""As the API takes an Idempotency-Key."""
CHOICES = 50
"""Animations that the form for edits offers, the newest first."""
PLATFORMS = [
    (platform.value, f"{name} {FRAMES[platform].width}×{FRAMES[platform].height}")
    for platform, name in (
        (VideoFormat.YOUTUBE, "YouTube"),
        (VideoFormat.TIKTOK, "TikTok"),
        (VideoFormat.INSTAGRAM, "Instagram"),
    )
]


@dataclass(frozen=True)
class Choice:
    """An animation that can be edited."""

    value: str
    title: str
    video: str


@dataclass(frozen=True)
class Reader:
    """Who is there: what they may see, whose a new job is, and their language."""

    viewer: str | None
    owner: str
    language: Language


def _reader(viewer: ViewerDep, owner: OwnerDep, language: LanguageDep) -> Reader:
    return Reader(viewer, owner, language)


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
    animation: str = "",
) -> Response:
    """A form: empty, or with an example, an earlier job's request, or the animation to edit in it."""
    form = _form(slug)
    values: Values = {}
    examples = form.examples.get(reader.language.tag, ())
    number = whole(example)
    if number is not None and number < len(examples):
        values = examples[number]
    if job:
        record = await visible(services, job, reader.viewer)
        if record.snapshot.kind == form.kind:
            values = form.values(form.asked.model_validate(record.request))
    if animation:
        values = {**values, "animation": animation}
    return await _show(request, services, reader, form, values)


@router.post("/new/{slug}")
async def submit(slug: str, request: Request, services: ServicesDep, reader: ReaderDep) -> Response:
    """Start the job and lead to its page; what is wrong is said beside the fields, and nothing is lost."""
    form = _form(slug)
    sent = await _sent(request)
    values = {**form.empty, **sent}
    try:
        job_id = await form.submit(
            services,
            await form.request(services, values, reader.owner),
            reader.owner,
            key if _KEY.fullmatch(key := sent.get("key", "")) else None,
        )
    except Invalid as invalid:
        return await _show(request, services, reader, form, values, wrong=invalid.wrong, status=422)
    except ReelworkError as error:
        wrong = form.refused(error).wrong
        return await _show(request, services, reader, form, values, wrong=wrong, status=error.http_status)
    return RedirectResponse(f"/jobs/{job_id}", status_code=303)


@router.post("/new/{slug}/voices")
async def voices(slug: str, request: Request, services: ServicesDep, language: LanguageDep) -> Response:
    """The choice of voices for what the form holds now."""
    form = _form(slug)
    if form.kind not in (SPEECH, SCRIPT_VIDEO):
        raise HTTPException(404)
    values = {**form.empty, **await _sent(request)}
    more = await _voices(services, form, _proposed(services, language, values))
    return page(request, f"forms/_{form.slug}_voices.html", values=values, **more)


async def again(services: Services, record: JobRecord, owner: str) -> str:
    """A new job of the same request as an earlier one's; its id. Raises Invalid, or what refuses it.

    However often it is asked for, an earlier job is made again once; that one can be made again itself.
    """
    form = BY_KIND[record.snapshot.kind]
    request = form.asked.model_validate(record.request)
    return await form.submit(services, request, owner, f"again:{record.snapshot.job_id}")


def _form(slug: str) -> Form:
    try:
        return FORMS[slug]
    except KeyError:
        raise HTTPException(404) from None


async def _sent(request: Request) -> dict[str, str]:
    async with request.form() as sent:
        texts = {name: value for name, value in sent.items() if isinstance(value, str)}
    # What is no Unicode (lone surrogates) could not be shown again.
    return {_unicode(name): _unicode(value) for name, value in texts.items()}


def _unicode(text: str) -> str:
    return text.encode(errors="replace").decode()


def _proposed(services: Services, language: Language, values: Values) -> dict[str, str]:
    """The values, with what a form proposes where there is nothing yet."""
    proposed = dict(values)
    if "language" in values:
        proposed["language"] = values["language"] or LANGUAGE_OF_SPEECH[language.tag]
    for name in ("provider", "voice_provider"):
        if name in values:
            proposed[name] = values[name] or services.casting.configured[0].value
    return proposed


async def _show(  # noqa: PLR0913 - they are what a form shows
    request: Request,
    services: Services,
    reader: Reader,
    form: Form,
    values: Values,
    *,
    wrong: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    shown = _proposed(services, reader.language, {**form.empty, **values})
    more: dict[str, Any] = await _voices(services, form, shown)
    if form.kind == ANIMATION_EDIT:
        more["choices"] = await _choices(services, reader.viewer)
    return page(
        request,
        f"forms/{form.slug}.html",
        status=status,
        form=form,
        values=shown,
        wrong=wrong or {},
        key=str(uuid4()),
        examples=form.examples.get(reader.language.tag, ()),
        platforms=PLATFORMS,
        templates=[(template.value, template.value) for template in Template],
        providers=[(name, name) for name in _providers(services, shown)],
        spoken=SPOKEN,
        **more,
    )


def _providers(services: Services, values: Values) -> Sequence[str]:
    """Those that are configured, and the one that an earlier job had asked for."""
    asked = values.get("provider") or values.get("voice_provider") or ""
    known = [name.value for name in services.casting.configured]
    return [*known, asked] if asked in set(ProviderName) and asked not in known else known


async def _voices(services: Services, form: Form, values: Values) -> dict[str, Any]:
    """What the choice of voices needs: the voices, and for a dialogue who speaks."""
    if form.kind == SPEECH:
        try:
            speakers = list(dict.fromkeys(speaker for speaker, _ in turns_of(values["dialogue"])))
        except Invalid:
            speakers = []
        voices = await _offered(services, values["provider"], values["language"])
        return {"speakers": speakers, "voices": voices, "prefix": VOICE}
    if form.kind == SCRIPT_VIDEO:
        return {"voices": await _offered(services, values["voice_provider"], values["language"])}
    return {}


async def _offered(services: Services, provider: str, language: str) -> Sequence[Voice]:
    """The voices that a form offers; none while the provider cannot tell, which is said when it is sent."""
    try:
        return await voices_for(services, provider, language)
    except ReelworkError:
        return ()


async def _choices(services: Services, viewer: str | None) -> Sequence[Choice]:
    records = await services.ledger.list(
        kinds=[ANIMATION_FULL, ANIMATION_EDIT],
        states=[JobState.COMPLETED],
        owner=viewer,
        limit=CHOICES,
    )
    choices = []
    for record in records:
        if record.snapshot.result is None:
            continue
        result = AnimationResult.model_validate(record.snapshot.result)
        choices.append(
            Choice(
                value=f"{result.generation_id}:{result.video_id}",
                title=record.title,
                video=result.video_path,
            )
        )
    return choices
