"""The steps that speak and join. What was spoken is kept, so that nothing is spoken, or paid for, twice.

A long text is spoken in portions, each kept by itself: a crash or an outage repeats only the portion that was
under way, and no limit is on the whole.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar
from weakref import WeakValueDictionary

from activities.folders import temporary_folder
from activities.heartbeat import attempt, report
from activities.implementations import implements
from activities.spoken import store_again, store_words, words
from contracts.errors import ArtifactNotFound, SpeechRejected, SpeechUnavailable
from contracts.jobs import Heartbeat
from contracts.progress import waiting
from contracts.speech import (
    JOIN,
    SAMPLE,
    SPEAK,
    AudioFormat,
    JoinInput,
    JoinOutput,
    ProviderName,
    SampleInput,
    SampleOutput,
    Span,
    SpeakInput,
    SpeakOutput,
    SpokenWord,
    Utterance,
    audio_key,
    spoken_key,
)
from media.speech.assembling import Part, assemble, write_silence
from media.speech.join import join
from media.speech.portions import Portion
from media.speech.provider import Line, Provider, Providers
from media.speech.said import Said, say
from store.artifacts import Artifacts
from store.publisher import Publisher

FRESH: Final = timedelta(hours=12)
"""An utterance that was stored so recently is not about to leave the cache."""

CalledT = TypeVar("CalledT")


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
        provider = self._provider(argument.provider)
        said = await asyncio.to_thread(_said, provider, argument.utterances)
        asked = argument.model_dump_json(exclude={"job_id", "share"})
        key = spoken_key(_digest(provider, asked, *(repr(one.line) for one in said)))
        await self._once(key, partial(self._speak, provider, said, argument))
        silent = (place for place, one in enumerate(said) if not one.line.text)
        return SpeakOutput(key=key, attempt=attempt(), silent=tuple(silent))

    @implements(SAMPLE)
    async def sample(self, argument: SampleInput) -> SampleOutput:
        """Speak a sentence, and store it as it is to be heard."""
        provider, one = self._provider(argument.provider), argument.utterance
        said = await asyncio.to_thread(_said, provider, [one])
        async with temporary_folder() as folder:
            spoken, heard = folder / "spoken.wav", folder / "sample.mp3"
            await self._speak_line(provider, said[0].line, spoken)
            await join([spoken], heard, output_format=AudioFormat.MP3, gap_ms=0, crossfade_ms=0)
            await self._artifacts.put(argument.key, heard)
        return SampleOutput(key=argument.key)

    @implements(JOIN)
    async def join(self, argument: JoinInput) -> JoinOutput:
        """Join what was spoken and store the file."""
        async with temporary_folder() as folder:
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

    async def _speak(
        self, provider: Provider, said: Sequence[Said], argument: SpeakInput, path: Path
    ) -> Sequence[SpokenWord]:
        """Speak into a file; when the words, as they are written, are heard."""
        if not any(one.line.text for one in said):
            await asyncio.to_thread(write_silence, path)
            return ()
        if len(said) > 1:
            lines = [one.line for one in said]
            await self._call(provider, provider.speak_all(lines, argument.gap_ms, path))
            return ()  # their places are in all texts together, and nobody asks for them
        (one,) = said
        portions = await provider.portions(one.line)
        if len(portions) == 1:
            return one.heard(await self._speak_line(provider, one.line, path))
        keys = await self._speak_portions(provider, one.line, portions, argument.share)
        parts = []
        for portion, key in zip(portions, keys, strict=True):
            part = path.with_name(f"{portion.start}.wav")
            await self._artifacts.download(key, part)
            parts.append(Part(portion, part, await words(self._artifacts, key) or ()))
        return one.heard(await asyncio.to_thread(assemble, parts, path))

    async def _speak_portions(
        self, provider: Provider, line: Line, portions: Sequence[Portion], share: float
    ) -> Sequence[str]:
        """Have the portions of a line spoken, as many at once as the provider takes; their keys, in order."""
        lines = [line.part(portion.start, portion.end) for portion in portions]
        keys = [spoken_key(_digest(provider, repr(one))) for one in lines]
        waiting = iter(zip(keys, lines, strict=True))
        done = 0

        async def speak() -> None:
            nonlocal done
            for key, one in waiting:
                await self._once(key, partial(self._speak_line, provider, one))
                done += 1
                report(Heartbeat(fraction=share * done / len(portions)))

        try:
            async with asyncio.TaskGroup() as speaking:
                for _ in range(min(provider.limits.parallel, len(portions))):
                    speaking.create_task(speak())
        except ExceptionGroup as failed:
            raise failed.exceptions[0] from failed
        return keys

    async def _speak_line(self, provider: Provider, line: Line, path: Path) -> Sequence[SpokenWord]:
        return await self._call(provider, provider.speak(line, path))

    async def _call(self, provider: Provider, call: Coroutine[Any, Any, CalledT]) -> CalledT:
        """Call a provider when there is a place. Raises ``SpeechUnavailable`` if it takes too long."""
        async with _when_free(self._places[provider.name]):
            try:
                async with asyncio.timeout(provider.limits.patience):
                    return await call
            except TimeoutError:
                raise SpeechUnavailable(
                    "The provider {provider} did not speak within {seconds:g} s.",
                    provider=provider.name,
                    seconds=provider.limits.patience,
                ) from None

    async def _once(self, key: str, make: Callable[[Path], Awaitable[Sequence[SpokenWord]]]) -> None:
        """Have the WAV of a key made and stored, with its words, unless it is there."""
        if await self._is_stored(key):
            return
        async with _when_free(self._lock(key)):
            if await self._is_stored(key):  # another job may have had it made meanwhile
                return
            async with temporary_folder() as folder:
                path = folder / "spoken.wav"
                # First the words: where there is a WAV, nothing is spoken again, so its words must be there.
                await store_words(self._artifacts, key, await make(path))
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


@asynccontextmanager
async def _when_free(turn: asyncio.Semaphore | asyncio.Lock) -> AsyncIterator[None]:
    """Within it the turn is ours; to wait for it is no standing still."""
    with waiting():
        await turn.acquire()
    try:
        yield
    finally:
        turn.release()


def _said(provider: Provider, utterances: Sequence[Utterance]) -> list[Said]:
    """What the provider is given of what is to be said."""
    return [say(one.text, one.voice_id, one.language, one.speed, reads=provider.reads) for one in utterances]


def _digest(provider: Provider, *asked: str) -> str:
    """Names how it sounds, whoever asks for it."""
    return hashlib.sha256("\n".join((provider.name, provider.model, *asked)).encode()).hexdigest()
