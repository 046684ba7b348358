"""Signing in with a key, once; the browser remembers a session, never the key."""

from typing import Final, Literal, TypedDict

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.access import COOKIE, IdentityDep
from api.pages.languages import later
from api.pages.rendering import PageRoute, ours, page
from api.services import Services, ServicesDep
from contracts.errors import Unauthenticated

router = APIRouter(route_class=PageRoute, include_in_schema=False)

NO_SUCH_KEY: Final = later("This key is not known here, or does not hold any more.")


@router.get("/sign-in")
async def show(request: Request, services: ServicesDep, next: str = "/") -> Response:  # noqa: A002 - the address's
    """The form; where nobody is asked, straight on."""
    if not services.authentication.asks:
        return RedirectResponse(ours(next), status_code=303)
    return page(request, "sign_in.html", back=ours(next), wrong="")


@router.post("/sign-in")
async def sign_in(request: Request, services: ServicesDep) -> Response:
    """Remember who it is, and go back to the page."""
    if not services.authentication.asks:
        return RedirectResponse("/", status_code=303)
    async with request.form() as sent:
        key, back = str(sent.get("key", "")).strip(), ours(str(sent.get("next", "/")))
    try:
        principal = await services.authentication.of_bearer(key)
    except Unauthenticated:
        return page(request, "sign_in.html", status=401, back=back, wrong=NO_SUCH_KEY)
    session, holds = services.authentication.session(principal)
    response = RedirectResponse(back, status_code=303)
    response.set_cookie(
        COOKIE,
        session,
        max_age=int(holds.total_seconds()),
        **_cookie(request, services),
    )
    return response


@router.post("/sign-out")
async def sign_out(request: Request, services: ServicesDep, _: IdentityDep) -> Response:
    """Forget who it was."""
    response = RedirectResponse("/", status_code=303)
    response.delete_cookie(
        COOKIE,
        **_cookie(request, services),
    )
    return response


class _Cookie(TypedDict):
    path: str
    httponly: bool
    samesite: Literal["lax"]
    secure: bool


def _cookie(request: Request, services: Services) -> _Cookie:
    """What the session's cookie is: none for scripts, and for TLS alone where the browser speaks it.

    It may speak it with us, or with the proxy before us.
    """
    tls = request.scope["scheme"] == "https" or services.settings.public_url.startswith("https://")
    return _Cookie(path=services.address.cookies, httponly=True, samesite="lax", secure=tls)
