"""Who a request comes from: what it shows, and whom that stands for.

A program shows a key or a token (``Authorization: Bearer``), a page the cookie that it got for one, and what
can set no header (EventSource, WebSocket, a player) a ticket in the address, which holds for seconds. Media
addresses in answers carry a signature of their own. Keys and tokens themselves never stand in an address.
"""

import hashlib
import hmac
import time
from base64 import urlsafe_b64encode
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import jwt
from cachetools import TTLCache

from api.tokens import Tokens
from contracts.access import AccessKey, Scope
from contracts.errors import AccessKeyNotFound, ServiceUnavailable, Unauthenticated
from runtime.settings import AuthMode, Settings
from store.ledger import Ledger

KNOWN_SECONDS: Final = 3.0
"""How long a key or a token that was looked at is believed: so soon a revoked one is refused."""
KNOWN: Final = 10_000
"""So many of them at once."""
SESSION: Final = timedelta(days=30)
"""How long a browser stays signed in, if its key holds so long."""
TICKET: Final = timedelta(seconds=30)
SIGNED_SECONDS: Final = 12 * 3600
"""How long a signed address holds at least."""
SIGNED_STEP: Final = 3600
"""Ends of signed addresses lie on whole hours, so that an address stays the same for a while."""
_SIGNING: Final = "sessions"
"""The name of the secret that sessions, tickets and addresses are signed with."""
_ALGORITHM: Final = "HS256"


@dataclass(frozen=True)
class Principal:
    """Whom a key, a token, a session or a ticket stands for, for what, and until when.

    ``key_id`` is that of the key behind it, which may be revoked; a token of somebody else has none.
    """

    owner: str
    scopes: frozenset[Scope]
    key_id: str | None = None
    until: datetime | None = None

    def may(self, scope: Scope) -> bool:
        """Whether it may be used for that. Who administers all may read and write."""
        return scope in self.scopes or (scope in {Scope.READ, Scope.WRITE} and Scope.ADMIN in self.scopes)


@dataclass(frozen=True)
class Signature:
    """What a signed address carries: ``expires`` is seconds since 1970."""

    expires: int
    text: str


class Authentication:
    """Believes what is shown, as the settings say; makes sessions, tickets and signed addresses."""

    def __init__(self, settings: Settings, ledger: Ledger) -> None:
        self._mode = settings.auth
        self._ledger = ledger
        self._tokens = Tokens(settings) if settings.auth is AuthMode.JWT else None
        self._known: TTLCache[str, Principal] = TTLCache(KNOWN, KNOWN_SECONDS)
        self._secret = b""

    @property
    def asks(self) -> bool:
        """Whether anybody is asked who they are."""
        return self._mode is not AuthMode.OFF

    async def open(self) -> None:
        """Have the secret that signs. Raises ServiceUnavailable; the next call tries again."""
        if not self._secret:
            self._secret = await self._ledger.secrets.kept(_SIGNING)

    # --- what is shown ------------------------------------------------------------------------------------

    async def of_bearer(self, text: str) -> Principal:
        """Whom a key or a token stands for. Raises Unauthenticated; ServiceUnavailable."""
        if self._tokens:
            return await self._remembered(text, lambda: self._of_token(text))
        return await self._remembered(text, lambda: self._of_key(self._ledger.keys.of_text(text)))

    async def of_session(self, text: str) -> Principal:
        """Whom a page's cookie stands for. Raises Unauthenticated; ServiceUnavailable."""
        return await self._of_sealed("session", text)

    async def of_ticket(self, text: str) -> Principal:
        """Whom a ticket stands for. Raises Unauthenticated; ServiceUnavailable."""
        return await self._of_sealed("ticket", text)

    async def still(self, principal: Principal) -> bool:
        """Whether it has not ended meanwhile, and its key was not revoked."""
        try:
            if principal.key_id:
                await self._by_id(principal.key_id)
            _unended(principal)
        except Unauthenticated:
            return False
        return True

    async def _of_token(self, text: str) -> Principal:
        assert self._tokens  # noqa: S101 - its caller has looked
        token = await self._tokens.read(text)
        return Principal(token.owner, token.scopes, until=token.until)

    async def _of_key(self, found: Awaitable[AccessKey]) -> Principal:
        try:
            key = await found
        except AccessKeyNotFound as error:
            raise Unauthenticated("This key is not known here.") from error
        if not key.holds(datetime.now(UTC)):
            raise Unauthenticated("This key does not hold any more.")
        with suppress(ServiceUnavailable):  # of less importance than the request
            await self._ledger.keys.note_use(key)
        return Principal(key.owner, key.scopes, key.key_id, key.expires_at)

    async def _by_id(self, key_id: str) -> Principal:
        return await self._remembered(f"id:{key_id}", lambda: self._of_key(self._ledger.keys.get(key_id)))

    async def _of_sealed(self, purpose: str, text: str) -> Principal:
        claims = self._unsealed(purpose, text)
        scopes = frozenset(Scope(name) for name in claims["scopes"])
        if key_id := claims.get("key"):
            key = await self._by_id(key_id)
            return replace(key, owner=claims["sub"], scopes=scopes & key.scopes)
        if self._tokens is None:
            raise Unauthenticated("This session or ticket does not hold any more.")
        return Principal(claims["sub"], scopes, until=datetime.fromtimestamp(claims["until"], UTC))

    async def _remembered(self, shown: str, look: Callable[[], Awaitable[Principal]]) -> Principal:
        place = hashlib.sha256(shown.encode()).hexdigest()
        principal = self._known.get(place)
        if principal is None:
            principal = self._known[place] = await look()
        return _unended(principal)

    # --- what is given ------------------------------------------------------------------------------------

    def session(self, principal: Principal) -> tuple[str, timedelta]:
        """A page's cookie, and how long it holds."""
        return self._sealed("session", principal, SESSION)

    def ticket(self, principal: Principal) -> tuple[str, timedelta]:
        """A ticket, and how long it holds."""
        return self._sealed("ticket", principal, TICKET)

    def signed(self, key: str) -> str:
        """The query that opens the artifact under this key to whoever has the address, until it ends."""
        expires = int(time.time()) // SIGNED_STEP * SIGNED_STEP + SIGNED_STEP + SIGNED_SECONDS
        return f"expires={expires}&signature={self._signature(key, expires)}"

    def opens(self, signature: Signature, key: str) -> bool:
        """Whether a signature is for this artifact, and has not ended."""
        right = self._signature(key, signature.expires)
        is_right = hmac.compare_digest(right.encode(), signature.text.encode())
        return is_right and time.time() < signature.expires

    def _signature(self, key: str, expires: int) -> str:
        digest = hmac.digest(self._opened(), f"media:{expires}:{key}".encode(), hashlib.sha256)
        return urlsafe_b64encode(digest).decode().rstrip("=")

    def _sealed(self, purpose: str, principal: Principal, longest: timedelta) -> tuple[str, timedelta]:
        now = datetime.now(UTC)
        until = min(principal.until or now + longest, now + longest)
        claims: dict[str, Any] = {
            "aud": purpose,
            "sub": principal.owner,
            "scopes": sorted(principal.scopes),
            "exp": until,
            "key": principal.key_id,
            "until": (principal.until or until).timestamp(),
        }
        return jwt.encode(claims, self._opened(), _ALGORITHM), until - now

    def _unsealed(self, purpose: str, text: str) -> dict[str, Any]:
        try:
            claims: dict[str, Any] = jwt.decode(text, self._opened(), [_ALGORITHM], audience=purpose)
        except jwt.InvalidTokenError as error:
            raise Unauthenticated("This session or ticket does not hold any more.") from error
        return claims

    def _opened(self) -> bytes:
        assert self._secret  # noqa: S101 - open() comes before every request that is looked at
        return self._secret


def _unended(principal: Principal) -> Principal:
    if principal.until and datetime.now(UTC) >= principal.until:
        raise Unauthenticated("This key does not hold any more.")
    return principal
