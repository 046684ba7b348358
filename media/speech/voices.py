"""Lists of voices: kept for a while, and sifted by language."""

import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from contracts.speech import Voice
from language.tags import covers, is_spoken_as

LIFETIME: Final = 3600.0
"""Seconds for which a list is believed."""


class VoiceList:
    """A provider's voices, asked for again only when they are older than ``LIFETIME``."""

    def __init__(self, ask: Callable[[], Awaitable[Sequence[Voice]]]) -> None:
        self._ask = ask
        self._voices: Sequence[Voice] = ()
        self._until = 0.0

    async def of(self, language: str | None) -> Sequence[Voice]:
        """The voices of a language, or all."""
        if time.monotonic() >= self._until:
            self._voices = await self._ask()
            self._until = time.monotonic() + LIFETIME
        return speaking(self._voices, language)


def speaking(voices: Sequence[Voice], language: str | None) -> Sequence[Voice]:
    """The voices of a language, or all; what has ``zh`` has ``zh-TW`` too, and the other way round."""
    if language is None:
        return voices
    return [voice for voice in voices if any(covers(tag, language) for tag in voice.languages)]


def speaks(voice: Voice, language: str) -> bool:
    """Whether a voice speaks a language, whatever its region: ``es-AR`` as well as ``es-ES``."""
    return any(is_spoken_as(language, tag) for tag in voice.languages)
