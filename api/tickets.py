"""Tickets: what can set no header (EventSource, WebSocket, a player) has one in its address, for seconds."""

from typing import Final

from fastapi import APIRouter
from fastapi.openapi.models import Tag
from pydantic import BaseModel, Field

from api.access import IdentityDep
from api.authentication import Principal
from api.errors import ErrorBody
from api.services import ServicesDep
from contracts.access import Scope
from contracts.errors import InvalidRequest

TAG: Final = Tag(
    name="access",
    description="""
Where Reelwork asks who is there, every request has `Authorization: Bearer` with a key or a token. What can
set no header (an EventSource, a WebSocket, a player) has a ticket in its address, `?ticket=…`, for seconds.
""",
)
"""Access in the API's description."""

router = APIRouter(prefix="/api", tags=[TAG.name])


class Ticket(BaseModel):
    """A ticket, for ``?ticket=`` in an address. It opens what its owner may read."""

    ticket: str = Field(description="What stands in the address.")
    expires_in: int = Field(description="Seconds until it can't be used any more.", examples=[30])


@router.post(
    "/tickets",
    summary="Get a ticket for an address",
    responses={400: {"model": ErrorBody, "description": "Nobody is authenticated here."}},
)
async def create_ticket(services: ServicesDep, identity: IdentityDep) -> Ticket:
    """A ticket for the one who asks. A stream that was opened with it goes on when it has ended."""
    principal = identity.principal
    if principal is None:
        raise InvalidRequest("Nobody is authenticated here: leave the ticket out of the address.")
    scopes = {Scope.READ, Scope.ADMIN} if identity.own.whose is None else {Scope.READ}
    holder = Principal(
        identity.owner, frozenset(s for s in scopes if principal.may(s)), principal.key_id, principal.until
    )
    ticket, holds = services.authentication.ticket(holder)
    return Ticket(ticket=ticket, expires_in=int(holds.total_seconds()))
