"""Google, ElevenLabs and OpenAI over real HTTP, against a server that checks what it is asked."""

import asyncio
import socket
import traceback
import wave
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from contracts.errors import ReelworkError, SpeechRateLimited, SpeechRejected, SpeechUnavailable
from contracts.speech import SpokenWord
from media.speech import rest
from media.speech.elevenlabs import ElevenLabsProvider
from media.speech.google import GoogleProvider
from media.speech.openai import OpenAIProvider
from media.speech.provider import Line, Provider
from tests.ports import free_ports
from tests.servers.speech_server import (
    GOOD,
    MS_A_CHARACTER,
    PITCHES,
    RATE,
    RETRY_AFTER_SECONDS,
    Fault,
    SpeechServer,
)

AnyProvider = GoogleProvider | ElevenLabsProvider | OpenAIProvider


class Service(NamedTuple):
    """One of the three, and what is particular to it."""

    provider: Callable[..., AnyProvider]
    path: str
    line: Line
    setting: str
    wrong_key: str
    """What is left of its words about a key that it does not know."""
    no_voice: str
    """Its words about a voice that it does not have."""


SERVICES = {
    "google": Service(
        GoogleProvider,
        "/google",
        Line("早安，今天天氣真好。", "cmn-TW-Wavenet-A", "zh-TW"),
        "REELWORK_GOOGLE_SPEECH_KEY",
        "API key not valid. Please pass one.",
        "Voice '../nobody' does not exist.",
    ),
    "elevenlabs": Service(
        ElevenLabsProvider,
        "/elevenlabs",
        Line("Good morning, 早安!", "21m00Tcm4TlvDq8ikWAM", "en"),
        "REELWORK_ELEVENLABS_KEY",
        "Bad key ***",
        "Not Found",
    ),
    "openai": Service(
        OpenAIProvider,
        "/openai/v1",
        Line("Good morning.", "marin", "en-US"),
        "REELWORK_OPENAI_SPEECH_KEY",
        "Incorrect API key provided: ***",
        "Voice '../nobody' does not exist.",
    ),
}


@pytest.fixture(scope="module")
def server() -> Iterator[SpeechServer]:
    with SpeechServer() as started:
        yield started


@pytest.fixture(params=SERVICES)
def service(request: pytest.FixtureRequest) -> Service:
    return SERVICES[request.param]


@asynccontextmanager
async def opened(service: Service, url: str, key: str = GOOD) -> AsyncIterator[AnyProvider]:
    provider = service.provider(key, base_url=url + service.path)
    try:
        yield provider
    finally:
        await provider.aclose()


async def failure(
    service: Service, url: str, key: str, path: Path, line: Line | None = None
) -> ReelworkError:
    """How speaking fails; nothing is left of it, and the key is in no text that goes to a log."""
    async with opened(service, url, key) as provider:
        with pytest.raises(ReelworkError) as caught:
            await provider.speak(line or service.line, path)
    assert list(path.parent.iterdir()) == []
    error: BaseException | None = caught.value
    while error:
        assert key.strip() not in str(error)
        error = error.__cause__
    assert key.strip() not in "".join(traceback.format_exception_only(caught.value))
    return caught.value


# --- speaking ---------------------------------------------------------------------------------------------


async def test_a_line_is_spoken_into_a_wav_file(
    service: Service, server: SpeechServer, tmp_path: Path
) -> None:
    to = tmp_path / "turn.wav"
    async with opened(service, server.url) as provider:
        spoken: Provider = provider  # it is one, and mypy holds it to that
        await spoken.speak(service.line, to)
    assert list(tmp_path.iterdir()) == [to]
    with wave.open(str(to)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    assert len(samples) == RATE * MS_A_CHARACTER * len(service.line.text) // 1000
    pitch = np.argmax(np.abs(np.fft.rfft(samples))) * RATE / len(samples)
    assert pitch == pytest.approx(PITCHES[service.line.voice_id], abs=5)


async def test_20_lines_at_once(service: Service, server: SpeechServer, tmp_path: Path) -> None:
    server.requests.clear()
    async with opened(service, server.url) as provider:
        await asyncio.gather(
            *(provider.speak(service.line, tmp_path / f"{number}.wav") for number in range(20))
        )
    assert len(server.requests) == len(list(tmp_path.iterdir())) == 20


async def test_elevenlabs_tells_when_words_are_heard(server: SpeechServer, tmp_path: Path) -> None:
    service = SERVICES["elevenlabs"]
    async with opened(service, server.url) as provider:
        words = await provider.speak(service.line, tmp_path / "turn.wav")
    assert words == [
        SpokenWord(text="Good", start=0, start_ms=0, end_ms=200),
        SpokenWord(text="morning", start=5, start_ms=250, end_ms=600),
        SpokenWord(text="早", start=14, start_ms=700, end_ms=750),
        SpokenWord(text="安", start=15, start_ms=750, end_ms=800),
    ]


async def test_markup_is_never_obeyed(service: Service, server: SpeechServer, tmp_path: Path) -> None:
    """Google has its own field for SSML; ElevenLabs' model obeys tags within the text."""
    text = 'A <break time="3s"/> & <b>B</b>'
    server.requests.clear()
    async with opened(service, server.url) as provider:
        await provider.speak(Line(text, service.line.voice_id, "en"), tmp_path / "turn.wav")
    said = server.requests[-1]
    heard = said.get("text") or said.get("input")
    if isinstance(heard, dict):
        heard = heard["text"]
    assert heard == (text.replace("<", "＜") if service.path == "/elevenlabs" else text)


async def test_one_request_for_all_voices_is_refused(service: Service, tmp_path: Path) -> None:
    async with opened(service, "http://127.0.0.1:9") as provider:
        assert provider.limits.native_voices == 0
        with pytest.raises(SpeechRejected, match="every turn by itself"):
            await provider.speak_all([service.line], 300, tmp_path / "all.wav")


# --- voices -----------------------------------------------------------------------------------------------


async def test_the_voice_that_speaks_is_listed_with_its_language(
    service: Service, server: SpeechServer
) -> None:
    async with opened(service, server.url) as provider:
        language = service.line.language
        assert service.line.voice_id in [voice.voice_id for voice in await provider.voices(language)]
        assert service.line.voice_id in [voice.voice_id for voice in await provider.voices(language[:2])]
        assert await provider.voices("tlh") == []


async def test_google_mandarin_is_zh_and_voices_that_need_another_request_are_left_out(
    server: SpeechServer,
) -> None:
    async with opened(SERVICES["google"], server.url) as provider:
        voices = {voice.voice_id: voice for voice in await provider.voices()}
    assert set(voices) == {"cmn-TW-Wavenet-A", "en-US-Chirp3-HD-Kore"}
    assert voices["cmn-TW-Wavenet-A"].languages == ("zh-TW",)
    assert voices["cmn-TW-Wavenet-A"].gender == "Female"


async def test_a_voice_of_a_whole_language_has_its_regions(server: SpeechServer) -> None:
    for name in ("openai", "elevenlabs"):
        async with opened(SERVICES[name], server.url) as provider:
            assert list(await provider.voices("zh-TW")) == list(await provider.voices())


@pytest.mark.parametrize("name", ["google", "elevenlabs"])
async def test_voices_are_asked_for_once(name: str) -> None:
    with SpeechServer() as server:
        async with opened(SERVICES[name], server.url) as provider:
            first = await provider.voices()
            server.__exit__()
            assert await provider.voices() == first
        async with opened(SERVICES[name], server.url) as provider:
            with pytest.raises(SpeechUnavailable):
                await provider.voices()


# --- faults -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [Fault.WRONG_KEY, Fault.FORBIDDEN])
async def test_a_refused_key_names_the_setting(
    service: Service, server: SpeechServer, tmp_path: Path, fault: Fault
) -> None:
    error = await failure(service, server.url, fault, tmp_path / "turn.wav")
    assert type(error) is SpeechRejected
    assert f"check {service.setting}." in error.message
    told = service.wrong_key if fault is Fault.WRONG_KEY else "*** may not use this."
    assert error.message.endswith(f"({told})")


@pytest.mark.parametrize("fault", [Fault.QUOTA, Fault.UNPAID])
async def test_a_used_up_quota_is_not_tried_again(
    service: Service, server: SpeechServer, tmp_path: Path, fault: Fault
) -> None:
    error = await failure(service, server.url, fault, tmp_path / "turn.wav")
    assert type(error) is SpeechRejected
    assert f"quota of {service.setting} is used up" in error.message


async def test_an_unknown_voice_is_refused_in_the_providers_words(
    service: Service, server: SpeechServer, tmp_path: Path
) -> None:
    line = Line("Hello", "../nobody", "en")
    error = await failure(service, server.url, GOOD, tmp_path / "turn.wav", line)
    assert type(error) is SpeechRejected
    assert error.message.endswith(f"({service.no_voice})")


async def test_a_text_that_is_too_long_is_refused_in_googles_words(
    server: SpeechServer, tmp_path: Path
) -> None:
    service = SERVICES["google"]
    line = Line("很" * (service.provider(GOOD).limits.characters + 1), service.line.voice_id, "zh-TW")
    error = await failure(service, server.url, GOOD, tmp_path / "turn.wav", line)
    assert type(error) is SpeechRejected
    assert "5000 bytes" in error.message


@pytest.mark.parametrize(
    ("fault", "delay"),
    [(Fault.RATE_LIMITED, timedelta(seconds=RETRY_AFTER_SECONDS)), (Fault.RATE_LIMITED_BARE, None)],
)
async def test_slow_down_says_when_to_try_again(
    service: Service, server: SpeechServer, tmp_path: Path, fault: Fault, delay: timedelta | None
) -> None:
    error = await failure(service, server.url, fault, tmp_path / "turn.wav")
    assert type(error) is SpeechRateLimited
    assert error.retry_delay == delay
    assert "Too many requests." in error.message


async def test_slow_down_until_a_date(service: Service, server: SpeechServer, tmp_path: Path) -> None:
    error = await failure(service, server.url, Fault.RATE_LIMITED_DATE, tmp_path / "turn.wav")
    assert type(error) is SpeechRateLimited
    assert error.retry_delay is not None
    assert error.retry_delay > timedelta(days=365)


@pytest.mark.parametrize(
    "fault",
    [
        Fault.OUTAGE,
        Fault.GATEWAY,
        Fault.EMPTY_ERROR,
        Fault.DROP,
        Fault.NO_AUDIO,
        Fault.BROKEN_AUDIO,
        Fault.NOTHING,
    ],
)
async def test_an_outage_and_broken_audio_can_be_tried_again(
    service: Service, server: SpeechServer, tmp_path: Path, fault: Fault
) -> None:
    error = await failure(service, server.url, fault, tmp_path / "turn.wav")
    assert type(error) is SpeechUnavailable
    assert error.retryable


@pytest.mark.parametrize("name", ["google", "openai"])
async def test_a_wav_file_shorter_than_it_says(server: SpeechServer, tmp_path: Path, name: str) -> None:
    error = await failure(SERVICES[name], server.url, Fault.SHORT_AUDIO, tmp_path / "turn.wav")
    assert type(error) is SpeechUnavailable
    assert "breaks off" in error.message


async def test_a_provider_that_says_nothing(
    service: Service, server: SpeechServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rest, "ANSWER_SECONDS", 0.2)
    error = await failure(service, server.url, Fault.HANG, tmp_path / "turn.wav")
    assert type(error) is SpeechUnavailable
    assert "ReadTimeout" in error.message


async def test_a_provider_that_cannot_be_reached(service: Service, tmp_path: Path) -> None:
    error = await failure(service, f"http://127.0.0.1:{free_ports(1)[0]}", GOOD, tmp_path / "turn.wav")
    assert type(error) is SpeechUnavailable


async def test_a_key_with_a_line_break_is_not_repeated(
    service: Service, server: SpeechServer, tmp_path: Path
) -> None:
    error = await failure(service, server.url, f"{GOOD}\n", tmp_path / "turn.wav")
    assert type(error) is SpeechRejected
    assert service.setting in error.message


async def test_cancelling_ends_the_call(service: Service, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(5)
        async with opened(service, f"http://127.0.0.1:{listener.getsockname()[1]}") as provider:
            speaking = asyncio.create_task(provider.speak(service.line, tmp_path / "turn.wav"))
            connection, _ = await asyncio.to_thread(listener.accept)
            with connection:
                connection.settimeout(5)
                assert await asyncio.to_thread(connection.recv, 65536)
                speaking.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await speaking
                while await asyncio.to_thread(connection.recv, 65536):
                    pass  # ends when the client has closed the connection
    assert list(tmp_path.iterdir()) == []


async def test_another_model_of_someone_who_speaks_openais_api_has_voices_only_its_server_knows() -> None:
    provider = OpenAIProvider("a key", base_url="http://127.0.0.1:9/v1", model="kokoro")

    assert await provider.voices() == ()
    await provider.aclose()
