"""How much an owner may ask for, of all kinds of job together."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

WINDOW: Final = timedelta(minutes=1)
"""Creations are counted over so long, from the first one on."""


@dataclass(frozen=True)
class OwnerLimits:
    """Creations within a window, and jobs that are open at once; None: as many as an owner likes."""

    creations: int | None = None
    open_jobs: int | None = None


@dataclass(frozen=True)
class Quota:
    """An owner has ``left`` of ``limit`` creations until the window ends, in ``ends_in``."""

    limit: int
    left: int
    ends_in: timedelta
