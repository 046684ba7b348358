"""Who finds voices, as the endpoints know it.

The engine that does it is not imported here: ``runtime/providers.py`` makes it as the settings say.
"""

from collections.abc import Sequence
from typing import Protocol

from contracts.speech import Cast, ProviderName, SampleInput, SynthesisMode, Turn, Voice, VoiceAssignment
from contracts.video import Narrator


class Casting(Protocol):
    """Finds voices for dialogues and narrations: ``media.speech.providers`` says what is raised."""

    @property
    def configured(self) -> Sequence[ProviderName]:
        """Who can be asked without a stand-in: the first is who narrates where nobody is asked for."""

    def speaker(self, name: ProviderName) -> ProviderName:
        """Who really speaks where this provider is asked for."""

    async def voices(self, name: ProviderName, language: str | None) -> Sequence[Voice]:
        """A provider's voices, of one language or all."""

    async def sample(self, voice_id: str, name: ProviderName | None) -> SampleInput:
        """What a voice says for who chooses it."""

    async def cast(
        self,
        name: ProviderName,
        language: str,
        turns: Sequence[Turn],
        assignments: Sequence[VoiceAssignment],
        mode: SynthesisMode,
    ) -> Cast:
        """Check what a dialogue asks for, and say who speaks it."""

    async def narrator(self, name: ProviderName | None, voice_name: str | None, language: str) -> Narrator:
        """Say who narrates."""
