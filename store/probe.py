"""Whether a part takes what is written to it, found out by writing, but not at every question."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final

from contracts.errors import ServiceUnavailable

SECONDS: Final = 1.8
"""How long a part may take for it: whoever asks for readiness has two."""
KEPT_SECONDS: Final = 3.0
"""How long an answer is given again: many may ask, and each try is a write."""


class Probe:
    """Tries to write by ``attempt``, which raises ServiceUnavailable if that is not possible."""

    def __init__(self, attempt: Callable[[], Awaitable[object]]) -> None:
        self._attempt = attempt
        self._trying = asyncio.Lock()
        self._until = 0.0
        self._trouble: ServiceUnavailable | None = None

    async def ask(self) -> None:
        """Return if it could be written within the last seconds; ServiceUnavailable if not."""
        async with self._trying:  # those who ask at once wait for one and the same try
            if time.monotonic() >= self._until:
                try:
                    await self._attempt()
                except ServiceUnavailable as error:
                    self._trouble = error
                else:
                    self._trouble = None
                self._until = time.monotonic() + KEPT_SECONDS
        if self._trouble:
            raise ServiceUnavailable("{why}", why=self._trouble.phrase) from self._trouble
