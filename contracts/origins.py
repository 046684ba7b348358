"""Whose pages may use the API from a browser."""

import re
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import urlsplit

EVERYONE: Final = "*"
LOOPBACK: Final = "loopback"
"""The word of the setting for every origin on this machine, whatever its port."""
LOOPBACK_ORIGIN: Final = r"https?://(([a-z0-9-]+\.)*localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?"
_USUAL_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True)
class AllowedOrigins:
    """Other origins than our own whose pages may use the API."""

    exact: frozenset[str] = frozenset()
    loopback: bool = False
    everyone: bool = False
    """Then without credentials: a request that carries a cookie is held to be its page's own doing."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Of the setting: origins and the word ``loopback``, by commas; or ``*``. Raises ValueError."""
        words = [word.strip() for word in text.split(",") if word.strip()]
        if EVERYONE in words and len(words) > 1:
            raise ValueError(f"{EVERYONE} allows every origin, so it stands alone")
        named = (word for word in words if word not in (EVERYONE, LOOPBACK))
        return cls(
            exact=frozenset(origin(word) for word in named),
            loopback=LOOPBACK in words,
            everyone=EVERYONE in words,
        )

    def allows(self, origin: str) -> bool:
        """Whether a page of this origin, as its browser names it, may use the API."""
        if self.everyone or origin in self.exact:
            return True
        return self.loopback and re.fullmatch(LOOPBACK_ORIGIN, origin) is not None


def origin(address: str) -> str:
    """A bare origin as browsers write it: without its usual port. ValueError if it isn't one."""
    parts = urlsplit(address)
    if parts.path or parts.query or parts.fragment:
        raise ValueError(f"{address} has a path; an origin ends after host and port")
    return origin_of(address)


def origin_of(address: str) -> str:
    """The origin of a web address, as browsers write it. ValueError if it is no such address."""
    parts = urlsplit(address)
    if parts.scheme not in _USUAL_PORTS or not parts.hostname or "@" in parts.netloc:
        raise ValueError(f"{address} has no origin; one looks like https://app.example or http://box:3000")
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    port = "" if parts.port in (None, _USUAL_PORTS.get(parts.scheme)) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"
