"""What a provider of speech is: its voices, its limits, and speaking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeAlias

from contracts.speech import FASTEST, SLOWEST, ProviderName, SpokenWord, Voice
from media.reading.languages import Run
from media.speech.portions import Portion


@dataclass(frozen=True)
class Limits:
    """What a provider takes: characters a text, turns at once, voices in a native request (0: none).

    ``portion`` is how many characters are best asked for at once: a longer text is spoken in portions. The
    speed of a voice lies between ``slowest`` and ``fastest``, 1 being its own.
    """

    characters: int
    portion: int
    parallel: int
    native_voices: int
    patience: float = 180.0
    """Seconds for one call, however busy the provider is; waiting for a place does not count."""
    slowest: float = SLOWEST
    fastest: float = FASTEST


@dataclass(frozen=True)
class Line:
    """Words for one voice, in a ``language`` by its BCP 47 tag, at a ``speed`` of 1 if the voice's own.

    ``runs`` tell the language of every stretch of the text, for who does not find that out by itself.
    """

    text: str
    voice_id: str
    language: str
    speed: float = 1.0
    runs: tuple[Run, ...] = ()

    def part(self, start: int, end: int) -> "Line":
        """The same for ``text[start:end]``."""
        runs = tuple(
            Run(max(run.start, start) - start, min(run.end, end) - start, run.language)
            for run in self.runs
            if run.start < end and run.end > start
        )
        return replace(self, text=self.text[start:end], runs=runs)


class Provider(Protocol):
    """Speaks lines into WAV files (16 bit, mono, the provider's best rate).

    Raises the ``Speech…`` errors of ``contracts.errors``; a file is there only if it is whole. Cancelling the
    task ends the call.
    """

    name: ProviderName
    limits: Limits
    reads: bool
    """Whether it reads numbers and signs by itself, and finds out which language a word is in."""
    model: str
    """The model that speaks, where the provider has more than one: another one sounds otherwise."""

    async def voices(self, language: str | None = None) -> Sequence[Voice]:
        """The voices it has, of one language (``zh`` or ``zh-TW``) or all; none if it cannot tell."""
        ...

    async def portions(self, line: Line) -> Sequence[Portion]:
        """The portions in which a line is best spoken; one, if it is short."""
        ...

    async def speak(self, line: Line, path: Path) -> Sequence[SpokenWord]:
        """Speak a line into ``path``; when its words are heard, if the provider tells."""
        ...

    async def speak_all(self, lines: Sequence[Line], gap_ms: int, path: Path) -> Sequence[SpokenWord]:
        """Speak all lines, ``gap_ms`` of silence between them, in one native request into ``path``."""
        ...


Providers: TypeAlias = Mapping[ProviderName, Provider]
"""Those that are configured."""
