"""The providers that are configured here, and who speaks when one is asked for."""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from contracts.errors import (
    InvalidField,
    ProviderNotConfigured,
    ReelworkError,
    SpeechRejected,
    VoiceNotFound,
)
from contracts.phrases import Phrase, phrase
from contracts.speech import (
    Cast,
    ProviderName,
    SampleInput,
    SynthesisMode,
    Turn,
    Utterance,
    Voice,
    VoiceAssignment,
    sample_key,
)
from contracts.video import Narrator
from language.tags import primary
from language.written_in import written_in
from media.speech.choosing import best, instead, named
from media.speech.known_voices import KNOWN
from media.speech.kokoro.casting import stand_ins
from media.speech.kokoro.catalogue import voices_of
from media.speech.provider import Provider, Providers
from media.speech.samples import sentence_in
from media.speech.troupe import Troupe
from media.speech.voices import speaking, speaks

_BY_PREFERENCE: Final = (
    ProviderName.AZURE,
    ProviderName.GOOGLE,
    ProviderName.ELEVENLABS,
    ProviderName.OPENAI,
)
"""The providers that narrate where none is asked for, in this order, before the embedded voice."""
_EXAMPLES: Final = 5
"""Voices that are named to someone who has asked for one that does not exist."""


class Casting:
    """Finds voices for dialogues and narrations.

    With ``fallback`` the embedded voice stands in for a missing key.
    """

    def __init__(self, providers: Providers, *, fallback: bool) -> None:
        self._providers = providers
        self._fallback = fallback

    @property
    def configured(self) -> Sequence[ProviderName]:
        """Who can be asked without a stand-in: the first is who narrates where nobody is asked for."""
        return [name for name in (*_BY_PREFERENCE, ProviderName.KOKORO) if name in self._providers]

    def speaker(self, name: ProviderName) -> ProviderName:
        """Who really speaks where this provider is asked for. Raises ProviderNotConfigured."""
        speaker, _ = self._who(name)
        return self._provider(speaker).name

    async def voices(self, name: ProviderName, language: str | None) -> Sequence[Voice]:
        """A provider's voices, of one language or all.

        Of one that the embedded voice stands in for they are those that we know of and it has one for. Raises
        ProviderNotConfigured.
        """
        if self.speaker(name) is name:
            return await self._provider(name).voices(language)
        known = [voice for voice in KNOWN.get(name, ()) if all(map(voices_of, voice.languages))]
        return speaking(known, language)

    async def sample(self, voice_id: str, name: ProviderName | None) -> SampleInput:
        """What a voice says for who chooses it, and who speaks it: its provider, or who stands in for that.

        Without ``name`` it is the first provider that has a voice of this id. Raises VoiceNotFound, or
        ProviderNotConfigured.
        """
        for provider in [name] if name else [*self.configured, *(KNOWN if self._fallback else ())]:
            found = next((one for one in await self.voices(provider, None) if one.voice_id == voice_id), None)
            if found:
                break
        else:
            raise VoiceNotFound("There is no voice {voice_id!r}.", voice_id=voice_id)
        language = found.languages[0]
        narrator = await self.narrator(provider, voice_id, language)
        utterance = Utterance(
            voice_id=narrator.voice_id, text=sentence_in(language) or found.name, language=language
        )
        digest = hashlib.sha256(f"{narrator.provider} {utterance.model_dump_json()}".encode()).hexdigest()
        return SampleInput(provider=narrator.provider, utterance=utterance, key=sample_key(digest))

    async def cast(
        self,
        name: ProviderName,
        language: str,
        turns: Sequence[Turn],
        assignments: Sequence[VoiceAssignment],
        mode: SynthesisMode,
    ) -> Cast:
        """Check what a dialogue asks for, and say who speaks it.

        A turn in a language that its speaker's voice does not speak gets a voice that does. Raises
        ProviderNotConfigured, or InvalidField for an unknown voice, a text too long, or a text in a language
        that no voice speaks.
        """
        name, fallback_from = self._who(name)
        provider = self._provider(name)
        for position, turn in enumerate(turns):
            if len(turn.text) > provider.limits.characters:
                raise InvalidField(
                    "{provider} takes at most {most} characters",
                    provider=name,
                    most=provider.limits.characters,
                    field=f"turns.{position}.text",
                )
        known = await _known(provider)
        _check_language(provider, known, language)
        if fallback_from:
            spoken = sorted((written_in(turn.text, language) for turn in turns), key=language.__ne__)
            assignments = _stand_in(assignments, next(filter(voices_of, spoken), language))
        _check_voices(provider, known, assignments)
        troupe = Troupe(provider.name, known, assignments)
        turns = [troupe.turn(position, turn, language) for position, turn in enumerate(turns)]
        assignments, slowed = _at_their_speeds(provider, assignments)
        native = (
            mode is SynthesisMode.NATIVE
            and len(turns) <= provider.limits.native_voices
            and sum(len(turn.text) for turn in turns) <= provider.limits.characters
        )
        return Cast(
            provider=name,
            fallback_from=fallback_from,
            turns=tuple(turns),
            voice_assignments=tuple(assignments),
            synthesis_mode=SynthesisMode.NATIVE if native else SynthesisMode.SEGMENTED,
            parallel=provider.limits.parallel,
            warnings=(*troupe.warnings, *slowed),
        )

    async def narrator(self, name: ProviderName | None, voice_name: str | None, language: str) -> Narrator:
        """Say who narrates: the voice of this id or display name, or one that suits the language.

        Without ``name`` it is the first provider with a key that can, else the embedded voice. A voice that
        does not speak the language is replaced by one that does, with a warning. Raises
        ProviderNotConfigured, InvalidField for an unknown voice or language, or what a provider raises that
        cannot tell its voices when one must be chosen.
        """
        if name is None:
            for candidate in _BY_PREFERENCE:
                if candidate in self._providers:
                    with suppress(InvalidField):
                        return await self._narrator(candidate, voice_name, language)
        return await self._narrator(name or ProviderName.KOKORO, voice_name, language)

    async def _narrator(self, name: ProviderName, voice_name: str | None, language: str) -> Narrator:
        name, fallback_from = self._who(name)
        provider = self._provider(name)
        warnings: tuple[Phrase, ...] = ()
        if fallback_from:
            asked = VoiceAssignment(speaker="narrator", voice_id=voice_name or "")
            voice_id = _stand_in([asked], language)[0].voice_id
        else:
            voice_id, warnings = await self._voice(provider, voice_name, language)
        return Narrator(
            provider=name,
            fallback_from=fallback_from,
            voice_id=voice_id,
            language=language,
            parallel=provider.limits.parallel,
            warnings=warnings,
        )

    async def _voice(
        self, provider: Provider, voice_name: str | None, language: str
    ) -> tuple[str, tuple[Phrase, ...]]:
        """The voice that narrates, and a warning if it is another one than was asked for."""
        known = await (_known(provider) if voice_name else provider.voices(None))
        _check_language(provider, known, language)
        if not known:
            if voice_name:
                return voice_name, ()
            raise InvalidField(
                "{provider} does not say which voices it has: name one",
                provider=provider.name,
                field="voice_name",
            )
        voice = named(known, voice_name, language) if voice_name else best(known, language)
        if voice is None:
            examples = ", ".join(voice.voice_id for voice in speaking(known, language)[:_EXAMPLES])
            raise InvalidField(
                "{provider} has no voice {voice!r}; for {language} it has {examples}",
                provider=provider.name,
                voice=voice_name,
                language=language,
                examples=examples,
                field="voice_name",
            )
        other = None if speaks(voice, language) else instead(voice, language, known)
        if other is None:
            return voice.voice_id, ()
        warning = phrase(
            "{voice} does not speak {language}; {other} speaks instead.",
            voice=voice.voice_id,
            language=language,
            other=other.voice_id,
        )
        return other.voice_id, (warning,)

    def _who(self, name: ProviderName) -> tuple[ProviderName, ProviderName | None]:
        """Who really speaks, and in whose place."""
        if name not in self._providers and self._fallback:
            return ProviderName.KOKORO, name
        return name, None

    def _provider(self, name: ProviderName) -> Provider:
        try:
            return self._providers[name]
        except KeyError:
            raise ProviderNotConfigured(
                "The provider {provider} is not configured here.", provider=name
            ) from None


async def _known(provider: Provider) -> Sequence[Voice]:
    """A provider's voices; none if it can't say now: whether a voice exists shows when it speaks."""
    try:
        return await provider.voices(None)
    except ReelworkError as error:
        if not error.retryable:
            raise
        return ()


def _check_voices(provider: Provider, known: Sequence[Voice], assignments: Sequence[VoiceAssignment]) -> None:
    ids = {voice.voice_id for voice in known}
    for position, assignment in enumerate(assignments):
        if ids and assignment.voice_id not in ids:
            raise InvalidField(
                "{provider} has no voice {voice!r}",
                provider=provider.name,
                voice=assignment.voice_id,
                field=f"voice_assignments.{position}.voice_id",
            )


def _at_their_speeds(
    provider: Provider, assignments: Sequence[VoiceAssignment]
) -> tuple[Sequence[VoiceAssignment], Sequence[Phrase]]:
    """The assignments at speeds that the provider has, and warnings of those that it has not."""
    slowest, fastest = provider.limits.slowest, provider.limits.fastest
    kept = [one.model_copy(update={"speed": min(max(one.speed, slowest), fastest)}) for one in assignments]
    return kept, [
        phrase(
            "{speaker} speaks at speed {speed:g}, not {asked:g}: {provider} has speeds from {slowest:g} to"
            " {fastest:g}.",
            speaker=one.speaker,
            speed=one.speed,
            asked=asked.speed,
            provider=provider.name,
            slowest=slowest,
            fastest=fastest,
        )
        for one, asked in zip(kept, assignments, strict=True)
        if one.speed != asked.speed
    ]


def _check_language(provider: Provider, known: Sequence[Voice], language: str) -> None:
    if known and not any(speaks(voice, language) for voice in known):
        raise InvalidField(
            "{provider} does not speak {language}; it speaks {languages}",
            provider=provider.name,
            language=language,
            languages=", ".join(sorted({primary(tag) for voice in known for tag in voice.languages})),
            field="language",
        )


def _stand_in(assignments: Sequence[VoiceAssignment], language: str) -> tuple[VoiceAssignment, ...]:
    hints = {assignment.speaker: assignment.voice_id for assignment in assignments}
    try:
        voices = stand_ins([assignment.speaker for assignment in assignments], language, hints)
    except SpeechRejected as error:
        raise InvalidField("{why}", why=error.phrase, field="language") from error
    return tuple(one.model_copy(update={"voice_id": voices[one.speaker]}) for one in assignments)
