"""The providers that are configured here, and who speaks when one is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contracts.errors import InvalidField, ProviderNotConfigured, ReelworkError, SpeechRejected
from contracts.speech import ProviderName, SynthesisMode, Turn, Voice, VoiceAssignment
from media.speech.kokoro.casting import stand_ins
from media.speech.provider import Provider


@dataclass(frozen=True)
class Cast:
    """Who really speaks a dialogue, how, and how many turns at a time."""

    provider: ProviderName
    fallback_from: ProviderName | None
    voice_assignments: tuple[VoiceAssignment, ...]
    synthesis_mode: SynthesisMode
    parallel: int


class Casting:
    """Finds the voices for a dialogue; with ``fallback`` the embedded voice stands in for a missing key."""

    def __init__(self, providers: Mapping[ProviderName, Provider], *, fallback: bool) -> None:
        self._providers = providers
        self._fallback = fallback

    async def voices(self, name: ProviderName, language: str | None) -> Sequence[Voice]:
        """A provider's voices, of one language or all. Raises ProviderNotConfigured."""
        return await self._provider(name).voices(language)

    async def cast(
        self,
        name: ProviderName,
        language: str,
        turns: Sequence[Turn],
        assignments: Sequence[VoiceAssignment],
        mode: SynthesisMode,
    ) -> Cast:
        """Check what a dialogue asks for, and say who speaks it.

        Raises ProviderNotConfigured, or InvalidField for an unknown voice or language or a text too long.
        """
        fallback_from = None
        if name not in self._providers and self._fallback:
            fallback_from, name = name, ProviderName.KOKORO
            assignments = _stand_in(assignments, language)
        provider = self._provider(name)
        for position, turn in enumerate(turns):
            if len(turn.text) > provider.limits.characters:
                raise InvalidField(
                    f"turns.{position}.text: {name} takes at most {provider.limits.characters} characters",
                    field=f"turns.{position}.text",
                )
        await self._check_voices(provider, language, assignments)
        native = (
            mode is SynthesisMode.NATIVE
            and len(turns) <= provider.limits.native_voices
            and sum(len(turn.text) for turn in turns) <= provider.limits.characters
        )
        return Cast(
            provider=name,
            fallback_from=fallback_from,
            voice_assignments=tuple(assignments),
            synthesis_mode=SynthesisMode.NATIVE if native else SynthesisMode.SEGMENTED,
            parallel=provider.limits.parallel,
        )

    def _provider(self, name: ProviderName) -> Provider:
        try:
            return self._providers[name]
        except KeyError:
            raise ProviderNotConfigured(
                f"The provider {name} is not configured here.", provider=name
            ) from None

    async def _check_voices(
        self, provider: Provider, language: str, assignments: Sequence[VoiceAssignment]
    ) -> None:
        try:
            known = await provider.voices(None)
        except ReelworkError as error:
            if not error.retryable:
                raise
            return  # the provider can't say now: whether the voice exists shows when it speaks
        if not known:
            return
        primary = _primary(language)
        if not any(primary in _primary_tags(voice) for voice in known):
            raise InvalidField(f"language: {provider.name} does not speak {language}", field="language")
        voices = {voice.voice_id: voice for voice in known}
        for position, assignment in enumerate(assignments):
            field = f"voice_assignments.{position}.voice_id"
            voice = voices.get(assignment.voice_id)
            if voice is None:
                raise InvalidField(
                    f"{field}: {provider.name} has no voice {assignment.voice_id!r}", field=field
                )
            # The embedded voices speak their own language only; others read any, as well as they can.
            if provider.name is ProviderName.KOKORO and primary not in _primary_tags(voice):
                raise InvalidField(f"{field}: {assignment.voice_id} does not speak {language}", field=field)


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


def _primary_tags(voice: Voice) -> set[str]:
    return {_primary(tag) for tag in voice.languages}


def _stand_in(assignments: Sequence[VoiceAssignment], language: str) -> tuple[VoiceAssignment, ...]:
    hints = {assignment.speaker: assignment.voice_id for assignment in assignments}
    try:
        voices = stand_ins([assignment.speaker for assignment in assignments], language, hints)
    except SpeechRejected as error:
        raise InvalidField(f"language: {error.message}", field="language") from error
    return tuple(VoiceAssignment(speaker=speaker, voice_id=voice) for speaker, voice in voices.items())
