"""Pages from templates: escaped, in the reader's language, under a content security policy."""

import hashlib
import re
from collections.abc import Callable, Coroutine
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import structlog
from fastapi import Request, Response
from fastapi.exception_handlers import http_exception_handler
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.routing import APIRoute
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException

from api.access import Identity
from api.errors import headers_of
from api.kinds import outside_folders
from api.pages import words
from api.pages.languages import LANGUAGES, Language, language
from api.services import Services
from api.stopping import raising_if_cut_short
from contracts.errors import ReelworkError, Unauthenticated
from contracts.kinds import KINDS
from contracts.phrases import Phrase

log = structlog.get_logger(__name__)

_OURS: Final = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")
"""A path on this site: another slash, a backslash or a control character could lead to another one."""
HERE: Final = Path(__file__).parent
ASSETS: Final = HERE / "assets"
SECURITY_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Vary": "Accept-Language, Cookie",
}


@cache
def asset(name: str) -> str:
    """The path of an asset; it changes with the file, so that no browser keeps an old one."""
    return f"/assets/{name}?{hashlib.sha256((ASSETS / name).read_bytes()).hexdigest()[:12]}"


def duration(seconds: float) -> str:
    """Minutes and seconds."""
    if seconds < 10:  # noqa: PLR2004 - below that, tenths tell more
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02} min" if minutes else f"{rest} s"


def about(seconds: float) -> str:
    """A time to come, as exactly as anybody should believe it: to five seconds, then to the minute."""
    if seconds < 55:  # noqa: PLR2004 - that is a minute, to five seconds
        return f"{max(5, 5 * round(seconds / 5))} s"
    return f"{max(1, round(seconds / 60))} min"


def moment(time: datetime) -> str:
    """A moment as people read it without a script: UTC."""
    return f"{time:%Y-%m-%d %H:%M:%S} UTC"


def _environment(of: Language) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([HERE / "templates", *outside_folders("templates")]),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # The extension adds this at run time, so its type is not known.
    environment.install_gettext_translations(of.translations, newstyle=True)  # type: ignore[attr-defined]
    environment.globals.update(asset=asset, language=of, languages=LANGUAGES, words=words, kinds=KINDS)
    environment.filters.update(translated=of.translate, about=about, duration=duration, moment=moment)
    return environment


_ENVIRONMENTS: Final = {language.tag: _environment(language) for language in LANGUAGES}


def render(of: Language, template: str, *, root: str, **context: Any) -> str:
    """A template's text in a language; ``root`` stands before each path of ours (``PublicAddress.root``)."""
    return _ENVIRONMENTS[of.tag].get_template(template).render(context, root=root)


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A page, or a part of one, in the reader's language."""
    path = request.scope["path"]  # request.url would trip over an odd Host header
    identity: Identity | None = getattr(request.state, "identity", None)
    who = identity.principal.owner if identity and identity.principal else ""
    services: Services = request.state.services
    root = services.address.root
    text = render(language(request), template, root=root, path=path, here=_here(request), who=who, **context)
    return HTMLResponse(text, status_code=status, headers=SECURITY_HEADERS)


def _here(request: Request) -> str:
    """The page's address, from the root; of a form that was sent, that of the page it stood on."""
    path: str = request.scope["path"]
    if request.method != "GET":
        return path.removesuffix("/again").removesuffix("/cancel")
    query = request.scope["query_string"].decode("latin-1")
    return f"{path}?{query}" if query else path


def ours(path: str) -> str:
    """A path of this site, to lead back to; the first page's if it is none."""
    return path if _OURS.fullmatch(path) else "/"


def error_page(request: Request, status: int, text: str | Phrase, detail: str | Phrase = "") -> HTMLResponse:
    """What went wrong and where to go on; both are translated."""
    return page(request, "error.html", status=status, text=text, detail=detail)


async def not_found(request: Request, error: Exception) -> Response:
    """A page for a browser that went astray; programs are told in JSON, as by FastAPI."""
    assert isinstance(error, HTTPException)  # noqa: S101 - it is installed for these only
    path: str = request.scope["path"]
    if "text/html" not in request.headers.get("Accept", "") or path.startswith("/api/"):
        return await http_exception_handler(request, error)
    return error_page(request, error.status_code, words.NO_SUCH_PAGE)


def _is_looked_at(request: Request) -> bool:
    """Whether a person sees the answer as a page, and no script takes it for a part of one."""
    mode = request.headers.get("Sec-Fetch-Mode")
    if mode is not None:
        return mode == "navigate"
    return "HX-Request" not in request.headers and "text/html" in request.headers.get("Accept", "")


class PageRoute(APIRoute):
    """A route that answers errors as a page."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with the errors of the table caught."""
        handler = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                with raising_if_cut_short():
                    return await handler(request)
            except Unauthenticated:
                if not _is_looked_at(request):
                    raise
                return RedirectResponse(f"/sign-in?{urlencode({'next': _here(request)})}", status_code=303)
            except ReelworkError as error:
                if error.http_status >= 500:  # noqa: PLR2004 - HTTP's own boundary
                    log.warning("A page failed", path=request.scope["path"], error=error.message)
                shown = error_page(request, error.http_status, words.headline(error), words.detail(error))
                shown.headers.update(headers_of(error))
                return shown
            except RequestValidationError as error:
                wrong = "; ".join(f"{e['loc'][-1]}: {e['msg']}" for e in error.errors())
                return error_page(request, 422, words.UNKNOWN_ERROR, wrong)

        return answer
