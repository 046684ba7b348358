"""Who may do what: who a request comes from, and the one rule that contracts, pages and socket ask.

Where nobody is authenticated (``REELWORK_AUTH=off``), callers say whose their request is; how much that
counts differs between the contracts, and stands here alone. Where callers are known, each has what is theirs,
whatever the contract, and who has the scope ``admin`` has everything. What is not yours is as unknown to you
as what is not there.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated, Final

import structlog
from fastapi import Depends, Header
from fastapi.requests import HTTPConnection

from api.authentication import Principal, Signature
from api.routes import Access, Who, access_to
from api.services import Services, ServicesDep
from contracts.access import ANONYMOUS, OWNER_LENGTH, OWNER_PATTERN, Scope
from contracts.errors import Forbidden, InvalidField, JobNotFound, Unauthenticated
from contracts.jobs import JobSnapshot
from store.records import JobRecord

log = structlog.get_logger(__name__)

COOKIE: Final = "reelwork_session"
TICKET: Final = "ticket"
_BEARER: Final = re.compile(r"bearer +([\x21-\x7e]+) *", re.IGNORECASE)
_EXPIRES: Final = re.compile(r"\d{1,12}")
_NOBODY: Final = ""
"""No owner is called so: nothing is theirs."""


class Action(StrEnum):
    """What a caller wants to do with a job."""

    READ = "read"
    """Its state, its events and its files."""
    CANCEL = "cancel"
    DELETE = "delete"
    REPEAT = "repeat"
    """Make another job of its request."""


@dataclass(frozen=True)
class Caller:
    """Who asks: ``whose`` is the owner whose things the caller may have; None is everyone's.

    ``signature`` is what the address carries, which may open a file to whoever has it.
    """

    whose: str | None
    signature: Signature | None = None


ANYONE: Final = Caller(None)


@dataclass(frozen=True)
class Identity:
    """Who a request comes from, and whose it is.

    ``principal`` is who was recognised; None where nobody is asked. ``named`` is whether somebody else was
    named whose the request is.
    """

    owner: str
    principal: Principal | None = None
    named: bool = False
    open: bool = False
    """Whether nobody is authenticated here: the contracts' own rules hold."""
    signature: Signature | None = None

    @property
    def own(self) -> Caller:
        """Everyone has their own; those who don't say who they are have theirs. An admin has all."""
        everyones = self.principal and Scope.ADMIN in self.principal.scopes and not self.named
        return Caller(None if everyones else self.owner, self.signature)

    @property
    def anyone(self) -> Caller:
        """Where nobody is authenticated, who knows a job's id may have it."""
        return ANYONE if self.open else self.own

    @property
    def viewer(self) -> Caller:
        """Where nobody is authenticated and nobody is named, all jobs are everybody's."""
        return ANYONE if self.open and self.owner == ANONYMOUS else self.own

    def may_speak_for(self, owner: str) -> bool:
        """Whether it is believed that a request is that owner's."""
        if self.open or owner == self.owner:
            return True
        return self.principal is not None and Scope.ACT_FOR_OTHERS in self.principal.scopes


# --- who it is --------------------------------------------------------------------------------------------


async def enforce(connection: HTTPConnection, services: ServicesDep) -> None:
    """Hold the table of routes; every route of the application depends on it, before all else.

    Raises Unauthenticated, Forbidden.
    """
    method = "WS" if connection.scope["type"] == "websocket" else connection.scope["method"]
    route = connection.scope["route"]
    access = access_to(method, route.path_format)
    identity = await _identity(connection, services, access)
    connection.state.identity = identity
    if identity.open or access.who is Who.EVERYONE:
        return
    if identity.principal is None:
        if identity.signature is None:
            raise Unauthenticated("Please say who you are: send Authorization: Bearer and your key.")
    elif not identity.principal.may(access.scope):
        raise Forbidden("This key may not {scope}.", scope=access.scope.value)
    if access.guarded and "job_id" in connection.path_params:
        await known_job(services, identity.own, connection.path_params["job_id"], Action.READ)


async def _identity(connection: HTTPConnection, services: Services, access: Access) -> Identity:
    authentication = services.authentication
    named = connection.headers.get("X-User-Id")
    if not authentication.asks:
        return Identity(named or ANONYMOUS, open=True)
    await authentication.open()
    signature = _signature(connection) if access.signed else None
    try:
        principal = await _principal(connection, services, access)
    except Unauthenticated:
        if access.who is not Who.EVERYONE and signature is None:
            raise
        principal = None
    if principal is None:
        return Identity(_NOBODY, signature=signature)
    own = Identity(principal.owner, principal, signature=signature)
    if named is None or named == principal.owner:
        return own
    if len(named) > OWNER_LENGTH or not re.fullmatch(OWNER_PATTERN, named):
        raise InvalidField("it has characters that no owner's name has", field="X-User-Id")
    return replace(own, owner=believed(own, named), named=True)


async def _principal(connection: HTTPConnection, services: Services, access: Access) -> Principal | None:
    """Who is recognised by what the request shows; None if it shows nothing."""
    authentication = services.authentication
    if (shown := connection.headers.get("Authorization")) is not None:
        match = _BEARER.fullmatch(shown)
        if match is None:
            raise Unauthenticated("The header Authorization must be: Bearer and your key.")
        return await authentication.of_bearer(match[1])
    if access.ticket and (ticket := connection.query_params.get(TICKET)):
        return await authentication.of_ticket(ticket)
    if cookie := connection.cookies.get(COOKIE):
        return await authentication.of_session(cookie)
    return None


def _signature(connection: HTTPConnection) -> Signature | None:
    expires, text = (connection.query_params.get(name, "") for name in ("expires", "signature"))
    return Signature(int(expires), text) if _EXPIRES.fullmatch(expires) and text else None


async def identity(connection: HTTPConnection) -> Identity:
    """Who the request comes from; ``enforce`` has found it out."""
    found: Identity = connection.state.identity
    return found


IdentityDep = Annotated[Identity, Depends(identity)]


def believed(identity: Identity, owner: str) -> str:
    """The owner whom a request names, if it may. Raises Forbidden."""
    if not identity.may_speak_for(owner):
        raise Forbidden(
            "You are {own}, and may not ask for {other}. A key with the scope act-for-others may.",
            own=identity.owner,
            other=owner,
        )
    return owner


async def owner(
    identity: IdentityDep,
    x_user_id: Annotated[
        str | None, Header(max_length=OWNER_LENGTH, pattern=OWNER_PATTERN, description="Whose the job is.")
    ] = None,
) -> str:
    """Whose the request is."""
    del x_user_id  # it is described and checked here, and was believed or not before
    return identity.owner


OwnerDep = Annotated[str, Depends(owner)]


# --- what they may have -----------------------------------------------------------------------------------


async def anyone(identity: IdentityDep) -> Caller:
    """As the contracts of animations and videos have it."""
    return identity.anyone


async def owner_alone(identity: IdentityDep, _: OwnerDep) -> Caller:
    """As the contract of dialogues has it."""
    return identity.own


async def viewer(identity: IdentityDep, _: OwnerDep) -> Caller:
    """As the pages have it."""
    return identity.viewer


AnyoneDep = Annotated[Caller, Depends(anyone)]
OwnerAloneDep = Annotated[Caller, Depends(owner_alone)]
ViewerDep = Annotated[Caller, Depends(viewer)]


def may(caller: Caller, job: JobSnapshot, action: Action) -> bool:
    """Whether a caller may do that with a job."""
    allowed = caller.whose in (None, job.owner)
    if not allowed:
        log.info("A caller asked for another's job", job_id=job.job_id, action=action.value)
    return allowed


def check(
    caller: Caller, job: JobSnapshot, action: Action, kinds: Collection[str] | None = None
) -> JobSnapshot:
    """The job, of one of these kinds. Raises JobNotFound: what a caller may not have is unknown to him."""
    if (kinds is not None and job.kind not in kinds) or not may(caller, job, action):
        raise JobNotFound("Job not found: {job_id}", job_id=job.job_id)
    return job


async def known_job(
    services: Services, caller: Caller, job_id: str, action: Action, kinds: Collection[str] | None = None
) -> JobRecord:
    """The same as the ledger has it."""
    record = await services.ledger.get(job_id)
    check(caller, record.snapshot, action, kinds)
    return record


async def may_fetch(services: Services, caller: Caller, key: str) -> bool:
    """Whether a caller may have the artifact under this key: as its owner, or by a signed address."""
    if caller.whose is None:
        return True
    if caller.signature and services.authentication.opens(caller.signature, key):
        return True
    return caller.whose == await services.ledger.publications.owner_of(key)
