"""Who may do what: scopes, and the keys that people are given."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Final

from pydantic import StringConstraints

from contracts.model import Model

ANONYMOUS: Final = "anonymous"
"""Who comes without saying who they are. No key and no token may be this owner's."""
OWNER_PATTERN: Final = r"^[\x21-\x7e]+$"
OWNER_LENGTH: Final = 200
"""Characters at most."""

Owner = Annotated[str, StringConstraints(min_length=1, max_length=OWNER_LENGTH, pattern=OWNER_PATTERN)]
"""Whose a job is: printable ASCII characters without spaces."""


class Scope(StrEnum):
    """What a key or a token may be used for."""

    READ = "read"
    """See one's own jobs, and fetch their files."""
    WRITE = "write"
    """Make jobs, cancel and delete one's own."""
    ADMIN = "admin"
    """Read and write what is anybody's."""
    ACT_FOR_OTHERS = "act-for-others"
    """Say whose a request is: for a front end's own server, which knows its users."""


USUAL_SCOPES: Final = frozenset({Scope.READ, Scope.WRITE})
"""Those of a key that was made without any, and of a token that names none of ours."""


class AccessKey(Model):
    """A key that somebody was given. The key itself is kept nowhere, only its hash."""

    key_id: str
    owner: Owner
    scopes: frozenset[Scope]
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None

    def holds(self, now: datetime) -> bool:
        """Whether it opens anything at that moment."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)
