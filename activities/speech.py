"""The steps that speak and join. What was spoken is kept, so that nothing is spoken, or paid for, twice."""

import asyncio
import hashlib
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from weakref import WeakValueDictionary

from activities.heartbeat import attempt
from activities.implementations import implements
from activities.spoken import store_again, store_words
from contracts.errors import ArtifactNotFound, SpeechRejected, SpeechUnavailable
from contracts.speech import (
    JOIN,
    SPEAK,
    JoinInput,
    JoinOutput,
    ProviderName,
    Span,
    SpeakInput,
    SpeakOutput,
    audio_key,
    spoken_key,
)
from media.speech.join import join
from media.speech.provider import Line, Provider, Providers
from store.artifacts import Artifacts
from store.publisher import Publisher

CALL_SECONDS: Final = 180.0
"""For one call of a provider; waiting for a place does not count."""
FRESH: Final = timedelta(hours=12)
"""An utterance that was stored so recently is not about to leave the cache."""


class SpeechActivities:
    """Needs the providers that are configured, the artifacts with the speech cache, and the publisher."""

    def __init__(self, providers: Providers, artifacts: Artifacts, publisher: Publisher) -> None:
        self._providers = providers
        self._artifacts = artifacts
        self._publisher = publisher
        # A provider's limit holds for all the jobs of this worker together.
        self._places = {
            name: asyncio.Semaphore(provider.limits.parallel) for name, provider in providers.items()
        }
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @implements(SPEAK)
    async def speak(self, argument: SpeakInput) -> SpeakOutput:
        """Speak, unless the speech cache has it."""
        key = spoken_key(self._digest(argument))
        if not await self._is_stored(key):
            async with self._lock(key), self._places[argument.provider]:
                if not await self._is_stored(key):  # another job may have had it spoken meanwhile
                    await self._speak(argument, key)
        return SpeakOutput(key=key, attempt=attempt())

    @implements(JOIN)
    async def join(self, argument: JoinInput) -> JoinOutput:
        """Join what was spoken and store the file."""
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            parts = [folder / f"{number}.wav" for number in range(len(argument.keys))]
            for key, part in zip(argument.keys, parts, strict=True):
                await self._artifacts.download(key, part)
            target = folder / f"joined.{argument.output_format}"
            joined = await join(
                parts,
                target,
                output_format=argument.output_format,
                gap_ms=argument.gap_ms,
                crossfade_ms=argument.crossfade_ms,
            )
            key = audio_key(argument.job_id, argument.audio_file_id, argument.output_format)
            await self._publisher.publish_files(argument.job_id, {key: target})
        spans = tuple(Span(start_ms=start, end_ms=end) for start, end in joined.spans)
        return JoinOutput(duration_ms=joined.duration_ms, size=joined.size, spans=spans)

    async def _speak(self, argument: SpeakInput, key: str) -> None:
        provider = self._provider(argument.provider)
        lines = [Line(u.text, u.voice_id, argument.language) for u in argument.utterances]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "spoken.wav"
            try:
                async with asyncio.timeout(CALL_SECONDS):
                    if len(lines) == 1:
                        words = await provider.speak(lines[0], path)
                    else:
                        words = ()  # their places are in all texts together, and nobody asks for them
                        await provider.speak_all(lines, argument.gap_ms, path)
            except TimeoutError:
                raise SpeechUnavailable(
                    "The provider {provider} did not speak within {seconds:g} s.",
                    provider=provider.name,
                    seconds=CALL_SECONDS,
                ) from None
            # First the words: where there is a WAV, nothing is spoken again, so its words must be there.
            await store_words(self._artifacts, key, words)
            await self._artifacts.put(key, path)

    def _provider(self, name: ProviderName) -> Provider:
        try:
            return self._providers[name]
        except KeyError:
            raise SpeechRejected(
                "The provider {provider} is not configured on this worker.", provider=name
            ) from None

    def _lock(self, key: str) -> asyncio.Lock:
        """Held by the one that has an utterance spoken; the others find it in the cache."""
        return self._locks.setdefault(key, asyncio.Lock())

    async def _is_stored(self, key: str) -> bool:
        try:
            spoken = await self._artifacts.head(key)
        except ArtifactNotFound:
            return False
        if datetime.now(UTC) - spoken.modified > FRESH:
            await store_again(self._artifacts, key)
        return True

    def _digest(self, argument: SpeakInput) -> str:
        """Names how it sounds, whoever asks for it."""
        sound = self._provider(argument.provider).model + argument.model_dump_json(exclude={"job_id"})
        return hashlib.sha256(sound.encode()).hexdigest()
