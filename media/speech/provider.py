"""What a provider of speech is: its voices, its limits, and speaking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from contracts.speech import ProviderName, SpokenWord, Voice


@dataclass(frozen=True)
class Limits:
    """What a provider takes: characters a text, turns at once, voices in a native request (0: none)."""

    characters: int
    parallel: int
    native_voices: int


@dataclass(frozen=True)
class Line:
    """Words for one voice. ``language`` is a BCP 47 tag."""

    text: str
    voice_id: str
    language: str


class Provider(Protocol):
    """Speaks lines into WAV files (16 bit, mono, the provider's best rate).

    Raises the ``Speech…`` errors of ``contracts.errors``; a file is there only if it is whole. Cancelling the
    task ends the call.
    """

    name: ProviderName
    limits: Limits
    model: str
    """The model that speaks, where the provider has more than one: another one sounds otherwise."""

    async def voices(self, language: str | None = None) -> Sequence[Voice]:
        """The voices it has, of one language (``zh`` or ``zh-TW``) or all; none if it cannot tell."""
        ...

    async def speak(self, line: Line, path: Path) -> Sequence[SpokenWord]:
        """Speak a line into ``path``; when its words are heard, if the provider tells."""
        ...

    async def speak_all(self, lines: Sequence[Line], gap_ms: int, path: Path) -> Sequence[SpokenWord]:
        """Speak all lines, ``gap_ms`` of silence between them, in one native request into ``path``."""
        ...


Providers: TypeAlias = Mapping[ProviderName, Provider]
"""Those that are configured."""
