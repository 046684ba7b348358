"""Tokens of the company's own sign-in (JWT): who made them, for whom, until when, and whose they are."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import jwt
from pydantic import TypeAdapter, ValidationError

from contracts.access import ANONYMOUS, USUAL_SCOPES, Owner, Scope
from contracts.errors import ServiceUnavailable, Unauthenticated
from runtime.settings import Settings

ALGORITHMS: Final = (
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"
)  # fmt: skip
"""Those by which only the issuer can sign."""
KEYS_SECONDS: Final = 300.0
"""How long the issuer's keys are remembered."""
COOLDOWN_SECONDS: Final = 5.0
"""How long a token that names an unknown key waits until they are asked for again, so that nobody can have
us ask all the time."""
FETCH_SECONDS: Final = 5
LEEWAY_SECONDS: Final = 30
"""Clocks differ."""
_OWNER: Final = TypeAdapter[str](Owner)


@dataclass(frozen=True)
class Token:
    """What a token says."""

    owner: str
    scopes: frozenset[Scope]
    until: datetime


class Tokens:
    """Reads the tokens of the issuer that the settings name."""

    def __init__(self, settings: Settings) -> None:
        self._issuer = settings.jwt_issuer
        self._audience = settings.jwt_audience
        self._keys = jwt.PyJWKClient(
            settings.jwt_keys_url,
            lifespan=KEYS_SECONDS,
            cooldown_duration=COOLDOWN_SECONDS,
            timeout=FETCH_SECONDS,
        )

    async def read(self, text: str) -> Token:
        """What a token says, if it holds. Raises Unauthenticated; ServiceUnavailable."""
        try:
            # The issuer's keys may have to be fetched.
            key = await asyncio.to_thread(self._keys.get_signing_key_from_jwt, text)
            claims: dict[str, Any] = jwt.decode(
                text,
                key,
                algorithms=ALGORITHMS,
                audience=self._audience,
                issuer=self._issuer,
                leeway=LEEWAY_SECONDS,
                options={"require": ["exp", "sub"]},
            )
        except jwt.PyJWKClientConnectionError as error:
            raise ServiceUnavailable("The keys of the sign-in do not answer. Please try again.") from error
        except jwt.PyJWTError as error:
            raise Unauthenticated("This token does not hold: {why}", why=str(error)) from error
        return Token(
            owner=_owner(claims["sub"]),
            scopes=_scopes(claims),
            until=datetime.fromtimestamp(claims["exp"] + LEEWAY_SECONDS, UTC),
        )


def _owner(subject: str) -> str:
    try:
        owner = _OWNER.validate_python(subject)
    except ValidationError as error:
        raise Unauthenticated("The subject of this token cannot be an owner here.") from error
    if owner == ANONYMOUS:
        raise Unauthenticated("The subject of this token cannot be an owner here.")
    return owner


def _scopes(claims: dict[str, Any]) -> frozenset[Scope]:
    """Those of ours that the token names (RFC 9068's ``scope``, or ``scp``); else the usual ones."""
    named = claims.get("scope", claims.get("scp", ()))
    names = named.split() if isinstance(named, str) else named if isinstance(named, list) else ()
    ours = frozenset(scope for scope in Scope if scope.value in names)
    return ours or USUAL_SCOPES
