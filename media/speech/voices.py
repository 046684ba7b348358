"""Lists of voices: kept for a while, and sifted by language."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from cachetools import TTLCache

from contracts.speech import Voice
from language.tags import covers, is_spoken_as

LIFETIME: Final = 3600.0
"""Seconds for which a list is believed."""


class VoiceList:
    """A provider's voices, asked for again only when they are older than ``LIFETIME``."""

    def __init__(self, ask: Callable[[], Awaitable[Sequence[Voice]]]) -> None:
        self._ask = ask
        self._known: TTLCache[None, Sequence[Voice]] = TTLCache(1, LIFETIME)

    async def of(self, language: str | None) -> Sequence[Voice]:
        """The voices of a language, or all."""
        voices = self._known.get(None)
        if voices is None:
            voices = self._known[None] = await self._ask()
        return speaking(voices, language)


def speaking(voices: Sequence[Voice], language: str | None) -> Sequence[Voice]:
    """The voices of a language, or all; what has ``zh`` has ``zh-TW`` too, and the other way round."""
    if language is None:
        return voices
    return [voice for voice in voices if any(covers(tag, language) for tag in voice.languages)]


def speaks(voice: Voice, language: str) -> bool:
    """Whether a voice speaks a language, whatever its region: ``es-AR`` as well as ``es-ES``."""
    return any(is_spoken_as(language, tag) for tag in voice.languages)
