"""Azure's voices, through the Speech SDK.

The SDK would try again by itself, and wait for over a minute. Both is Temporal's business, so it is told not
to.
"""

import asyncio
import re
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from json import loads
from pathlib import Path
from typing import Any, Final, NamedTuple

from azure.cognitiveservices import speech as sdk

from contracts.errors import ReelworkError, SpeechRateLimited, SpeechRejected, SpeechUnavailable
from contracts.speech import ProviderName, SpokenWord, Voice
from files.whole import whole
from media.speech import ssml
from media.speech.portions import Portion, by_marks
from media.speech.provider import Limits, Line
from media.speech.voices import VoiceList

FIRST_AUDIO_TIMEOUT = 20.0
"""Seconds to connect and to get the first audio."""
ALL_AUDIO_TIMEOUT = 300.0
"""Seconds to get all audio. A stall in the middle is noticed by the SDK itself, within 10 s."""
LONGEST_AUDIO = 600.0
"""Seconds of audio that Azure speaks in one request; it cuts off what goes beyond, and says nothing."""

_LAST_EVENT_TIMEOUT: Final = 10.0  # seconds, as the next one
_STOP_AGAIN: Final = 0.1
_LONGEST_QUOTE: Final = 500
_TICKS_A_MS: Final = 10_000

_Code = sdk.CancellationErrorCode
_CODES: Final[dict[int, Any]] = {
    HTTPStatus.BAD_REQUEST: _Code.BadRequest,
    HTTPStatus.UNAUTHORIZED: _Code.AuthenticationFailure,
    HTTPStatus.FORBIDDEN: _Code.AuthenticationFailure,
    HTTPStatus.TOO_MANY_REQUESTS: _Code.TooManyRequests,
}
_STATUS: Final = re.compile(r"\((\d{3})\)")
# Azure has been seen to say these two with the code of a bad request, so there are only the words to go by.
_QUOTA: Final = re.compile(r"quota (is |was )?exceeded|exceeded .*quota|out of .*quota", re.IGNORECASE)
_THROTTLED: Final = re.compile(r"throttled|too many requests", re.IGNORECASE)


class AzureProvider:
    """Speaks with the key of a ``region``, or at a ``host`` (``ws://localhost:5000``, a container)."""

    name = ProviderName.AZURE
    reads = True
    model = ""
    # From Microsoft's "Speech service quotas and limits", real-time text to speech: 50 voice elements and
    # 64 KB a request, 200 requests a second (20 a minute without payment), 10 minutes of audio a request. The
    # last is what bounds a text: 10 minutes of Chinese are 2500 to 3000 characters.
    limits = Limits(characters=2_500, portion=600, parallel=8, native_voices=50)

    def __init__(self, key: str, *, region: str | None = None, host: str | None = None) -> None:
        if (region is None) == (host is None):
            raise ValueError("Azure is reached either by a region or by a host.")
        self._key = key
        self._config = sdk.SpeechConfig(subscription=key, region=region, host=host)
        self._config.set_speech_synthesis_output_format(sdk.SpeechSynthesisOutputFormat.Riff24Khz16BitMonoPcm)
        self._config.set_property(sdk.PropertyId.SpeechServiceResponse_RequestPunctuationBoundary, "false")
        for name, value in {
            "SpeechSynthesis_MaxRetryTimes": 0,
            "SpeechSynthesis_FirstChunkTimeoutMs": FIRST_AUDIO_TIMEOUT * 1000,
            "SpeechSynthesis_AllChunkTimeoutMs": ALL_AUDIO_TIMEOUT * 1000,
        }.items():
            self._config.set_property_by_name(name, str(int(value)))
        self._threads = ThreadPoolExecutor(self.limits.parallel, thread_name_prefix="azure")
        self._free = asyncio.Semaphore(self.limits.parallel)
        self._idle: list[_Synthesizer] = []
        # The SDK cannot be stopped while it lists; it gives up after 20 s.
        self._voices = VoiceList(lambda: asyncio.to_thread(self._list))

    async def voices(self, language: str | None = None) -> Sequence[Voice]:
        """The voices it has, of one language (``zh`` or ``zh-TW``) or all; Azure is asked once an hour."""
        return await self._voices.of(language)

    async def portions(self, line: Line) -> Sequence[Portion]:
        """The portions in which a line is best spoken."""
        return by_marks(line.text, self.limits.portion)

    async def speak(self, line: Line, path: Path) -> Sequence[SpokenWord]:
        """Speak a line into ``path``; when its words are heard."""
        return await self.speak_all([line], 0, path)

    async def speak_all(self, lines: Sequence[Line], gap_ms: int, path: Path) -> Sequence[SpokenWord]:
        """Speak all lines in one request; the words' ``start`` counts in all texts set end to end."""
        async with self._free:
            # A synthesizer keeps its connection, and makes a new one if Azure has closed it meanwhile. It is
            # used again only after a success.
            synthesizer = self._idle.pop() if self._idle else _Synthesizer(self._config)
            synthesizer.start(ssml.build(lines, gap_ms))
            work = asyncio.get_running_loop().run_in_executor(self._threads, self._finish, synthesizer, path)
            try:
                boundaries = await asyncio.shield(work)
            except BaseException:
                # This closes the connection too, which would stay open as long as someone keeps the error.
                # The SDK does not always hear it while it connects, so it is told until it has stopped.
                ended: set[Any] = set()
                while not ended:
                    await asyncio.to_thread(synthesizer.stop)
                    ended, _ = await asyncio.wait([work], timeout=_STOP_AGAIN)
                work.exception()  # looked at, or asyncio logs that nobody did
                raise
            self._idle.append(synthesizer)
        return _words(boundaries, "".join(line.text for line in lines))

    def _finish(self, synthesizer: "_Synthesizer", path: Path) -> "list[_Boundary]":
        """Wait for what a synthesizer speaks, and write it; the boundaries of its words."""
        result, boundaries = synthesizer.finish()
        if details := result.cancellation_details:
            raise self._error(details.error_code, details.error_details)
        seconds = result.audio_duration.total_seconds()
        if not seconds:
            raise SpeechUnavailable("Azure has answered without any audio.")
        if seconds >= LONGEST_AUDIO:
            raise SpeechRejected(
                "The text takes longer than the {minutes:g} minutes that Azure speaks in one request."
                " Split it into shorter turns, each spoken by itself (synthesis_mode segmented).",
                minutes=LONGEST_AUDIO / 60,
            )
        with whole(path) as unfinished:
            unfinished.write_bytes(result.audio_data)
        return boundaries

    def _list(self) -> tuple[Voice, ...]:
        result = sdk.SpeechSynthesizer(self._config, None).get_voices_async().get()
        if result.reason != sdk.ResultReason.VoicesListRetrieved:
            # The SDK tells no code here, only the HTTP status within its words.
            status = _STATUS.search(result.error_details)
            code = _CODES.get(int(status[1])) if status else None
            raise self._error(code or _Code.ServiceUnavailable, result.error_details)
        return tuple(_voice(info) for info in result.voices)

    def _error(self, code: Any, details: str) -> ReelworkError:
        """What Reelwork calls an error of the SDK, with what to do about it."""
        said = details.replace(self._key, "***")[:_LONGEST_QUOTE]
        request_failed = code in (_Code.BadRequest, _Code.TooManyRequests)
        if code == _Code.AuthenticationFailure:
            return SpeechRejected(
                "Azure does not accept the key. Check AZURE_SPEECH_KEY, and that AZURE_SPEECH_REGION is the"
                " region of the key's resource."
            )
        if code == _Code.Forbidden or (request_failed and _QUOTA.search(said)):
            return SpeechRejected(
                "The quota of AZURE_SPEECH_KEY is used up: raise it, or wait. ({said})", said=said
            )
        if code == _Code.TooManyRequests or (request_failed and _THROTTLED.search(said)):
            return SpeechRateLimited("Azure asks to slow down. ({said})", said=said)
        if code == _Code.BadRequest:
            return SpeechRejected("Azure refuses to speak this text with this voice. ({said})", said=said)
        return SpeechUnavailable(
            "Azure does not answer as it should. If this lasts, check AZURE_SPEECH_REGION. ({said})",
            said=said,
        )


class _Boundary(NamedTuple):
    """A word boundary, as the SDK calls what it reports."""

    text: str
    start_ms: int
    end_ms: int


class _Synthesizer:
    """One of the SDK's, for one call at a time."""

    def __init__(self, config: Any) -> None:
        self._sdk = sdk.SpeechSynthesizer(config, None)
        self._boundaries = boundaries = list[_Boundary]()
        self._completed = completed = threading.Event()

        # These know nothing of ``self``: in a circle of references the connection would stay open until the
        # garbage collector finds it.
        def add(event: Any) -> None:
            start_ms = event.audio_offset / _TICKS_A_MS
            length_ms = event.duration.total_seconds() * 1000
            boundaries.append(_Boundary(event.text, round(start_ms), round(start_ms + length_ms)))

        def complete(_: Any) -> None:
            completed.set()

        self._sdk.synthesis_word_boundary.connect(add)
        self._sdk.synthesis_completed.connect(complete)

    def start(self, document: str) -> None:
        """Begin to speak; returns at once."""
        self._boundaries.clear()
        self._completed.clear()
        self._result = self._sdk.speak_ssml_async(document)

    def finish(self) -> tuple[Any, list[_Boundary]]:
        """Wait for the end: the SDK's result, and the words."""
        result = self._result.get()
        # The last words can come after the result, but not after this event.
        if not result.cancellation_details and not self._completed.wait(_LAST_EVENT_TIMEOUT):
            raise SpeechUnavailable("The Speech SDK does not come to an end.")
        return result, list(self._boundaries)

    def stop(self) -> None:
        """End what is being spoken, and the connection."""
        self._sdk.stop_speaking_async().get()


def _words(boundaries: Sequence[_Boundary], text: str) -> list[SpokenWord]:
    """The words with their places in the text, which the SDK tells only as places in the markup."""
    words = []
    end = 0
    for word in boundaries:
        found = text.find(word.text, end)
        start = end if found < 0 else found
        end = start if found < 0 else start + len(word.text)
        words.append(SpokenWord(text=word.text, start=start, start_ms=word.start_ms, end_ms=word.end_ms))
    return words


def _voice(info: Any) -> Voice:
    # The SDK has the other languages of a voice too, but no public way to them.
    others = info._properties.get_property_by_name("SecondaryLocaleList")  # noqa: SLF001
    return Voice(
        voice_id=info.short_name,
        name=info.local_name,
        languages=(info.locale, *(loads(others) if others else ())),
        gender=info.gender.name,
    )
