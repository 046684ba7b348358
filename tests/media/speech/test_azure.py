import asyncio
import gc
import sys
import wave
from asyncio.subprocess import PIPE
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import numpy as np
import pytest
from numpy.typing import NDArray

from contracts.errors import ReelworkError, SpeechRateLimited, SpeechRejected, SpeechUnavailable
from contracts.speech import ProviderName, SpokenWord
from media.speech import azure
from media.speech.azure import AzureProvider
from media.speech.provider import Line, Provider
from tests.ports import free_ports
from tests.servers import azure_server
from tests.servers.azure_server import KEY, RATE, VOICES, AzureServer, pitch, seconds

HSIAOYU = Line("你好，今天天氣真好！", "zh-TW-HsiaoYuNeural", "zh-TW")
YUNJHE = Line("是啊，要不要一起去公園走走？", "zh-TW-YunJheNeural", "zh-TW")


@pytest.fixture
def server() -> Iterator[AzureServer]:
    with AzureServer(voice_faults={"ko-KR-SunHiNeural": "hang"}) as started:
        yield started


@pytest.fixture(scope="module")
def shared() -> Iterator[AzureServer]:
    """For tests that count nothing: to stop a server takes longer than to ask it."""
    with AzureServer() as started:
        yield started


@pytest.fixture
def provider(server: AzureServer) -> AzureProvider:
    return AzureProvider(KEY, host=server.host)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "turn.wav"


def samples(path: Path) -> NDArray[np.int16]:
    with wave.open(str(path)) as audio:
        assert (audio.getnchannels(), audio.getsampwidth(), audio.getframerate()) == (1, 2, RATE)
        return np.frombuffer(audio.readframes(audio.getnframes()), np.int16)


def part(audio: NDArray[np.int16], start_ms: int, end_ms: int) -> NDArray[np.int16]:
    return audio[start_ms * RATE // 1000 : end_ms * RATE // 1000]


def heard_pitch(audio: NDArray[np.int16]) -> float:
    return float(np.argmax(np.abs(np.fft.rfft(audio)))) * RATE / len(audio)


async def until(condition: Callable[[], bool]) -> None:
    while not condition():
        await asyncio.sleep(0.01)


def line(text: str, voice_id: str = "en-US-JennyNeural") -> Line:
    return Line(text, voice_id, "en-US")


def test_it_is_a_provider(provider: AzureProvider) -> None:
    kept: Provider = provider
    assert kept.name is ProviderName.AZURE
    assert kept.limits.native_voices == 50


@pytest.mark.parametrize("where", [{}, {"region": "eastasia", "host": "ws://127.0.0.1:1"}])
def test_it_is_reached_by_a_region_or_a_host(where: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="either"):
        AzureProvider(KEY, **where)


# --- speaking ---------------------------------------------------------------------------------------------


async def test_a_line_is_spoken_in_its_voice(
    provider: AzureProvider, server: AzureServer, path: Path
) -> None:
    words = await provider.speak(HSIAOYU, path)
    audio = samples(path)
    assert len(audio) / RATE == pytest.approx(seconds(HSIAOYU.text), abs=0.05)
    assert "".join(word.text for word in words) == "你好今天天氣真好"
    for word in words:
        sound = part(audio, word.start_ms, word.end_ms)
        assert heard_pitch(sound) == pytest.approx(pitch(HSIAOYU.voice_id), abs=5)
    assert server.stats.spoken() == {(HSIAOYU.voice_id, HSIAOYU.text): 1}
    assert list(path.parent.iterdir()) == [path]


async def test_words_come_with_their_times_and_places(provider: AzureProvider, path: Path) -> None:
    words = await provider.speak(line("do be do, & be"), path)
    assert words == [
        SpokenWord(text="do", start=0, start_ms=50, end_ms=350),
        SpokenWord(text="be", start=3, start_ms=400, end_ms=700),
        SpokenWord(text="do", start=6, start_ms=750, end_ms=1050),
        SpokenWord(text="&", start=10, start_ms=1250, end_ms=1550),
        SpokenWord(text="be", start=12, start_ms=1600, end_ms=1900),
    ]


async def test_no_word_is_lost_when_it_comes_after_the_audio(provider: AzureProvider, tmp_path: Path) -> None:
    # In 16 of 200 calls the SDK gives the audio before the last word.
    spoken = [await provider.speak(line("one two"), tmp_path / "turn.wav") for _ in range(30)]
    assert [[word.text for word in words] for words in spoken] == [["one", "two"]] * 30


async def test_markup_in_a_text_is_spoken_as_text(
    provider: AzureProvider, server: AzureServer, path: Path
) -> None:
    text = '</voice><voice name="x">&amp; <break time="9s"/>'
    await provider.speak(line(text), path)
    assert server.stats.spoken() == {("en-US-JennyNeural", text): 1}


async def test_a_dialogue_is_spoken_in_one_request(
    provider: AzureProvider, server: AzureServer, path: Path
) -> None:
    lines = [HSIAOYU, YUNJHE, HSIAOYU]
    words = await provider.speak_all(lines, 700, path)
    audio = samples(path)
    assert len(server.stats.turns) == 1
    assert len(audio) / RATE == pytest.approx(sum(seconds(x.text) for x in lines) + 2 * 0.7, abs=0.05)

    text = "".join(x.text for x in lines)
    assert [text[word.start : word.start + len(word.text)] for word in words] == [w.text for w in words]
    voices = [x.voice_id for x in lines for _ in x.text]
    for word in words:
        sound = part(audio, word.start_ms, word.end_ms)
        assert heard_pitch(sound) == pytest.approx(pitch(voices[word.start]), abs=5)

    starts = [0, len(HSIAOYU.text), len(HSIAOYU.text) + len(YUNJHE.text)]
    for start in starts[1:]:
        first = next(word for word in words if word.start >= start)
        assert not part(audio, first.start_ms - 700, first.start_ms).any()


async def test_fifty_voices_are_taken_and_no_more(provider: AzureProvider, path: Path) -> None:
    lines = [line("a", VOICES[i % 8]) for i in range(51)]
    await provider.speak_all(lines[:50], 100, path)
    assert len(samples(path)) / RATE == pytest.approx(50 * seconds("a") + 49 * 0.1, abs=0.05)
    with pytest.raises(SpeechRejected, match="exceeds 50"):
        await provider.speak_all(lines, 100, path)


async def test_more_than_a_request_holds_is_rejected(provider: AzureProvider, path: Path) -> None:
    with pytest.raises(SpeechRejected, match="size"):
        await provider.speak_all([line("長" * 2_500)] * 9, 0, path)


async def test_audio_that_azure_would_cut_off_is_rejected(
    provider: AzureProvider, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(azure, "LONGEST_AUDIO", seconds("one two"))
    await provider.speak(line("one"), path)
    path.unlink()
    with pytest.raises(SpeechRejected, match="shorter turns"):
        await provider.speak(line("one two"), path)
    assert list(path.parent.iterdir()) == []


# --- many calls -------------------------------------------------------------------------------------------


async def test_calls_run_side_by_side_up_to_the_limit(server: AzureServer, tmp_path: Path) -> None:
    provider = AzureProvider("slow-100", host=server.host)
    lines = [line(f"turn {number}", VOICES[number % 8]) for number in range(20)]
    await asyncio.gather(*(provider.speak(x, tmp_path / f"{n}.wav") for n, x in enumerate(lines)))
    assert server.stats.most_at_once == provider.limits.parallel
    assert server.stats.connections == provider.limits.parallel
    assert server.stats.spoken() == {(x.voice_id, x.text): 1 for x in lines}
    for number, x in enumerate(lines):
        assert heard_pitch(samples(tmp_path / f"{number}.wav")) == pytest.approx(pitch(x.voice_id), abs=5)


async def test_a_connection_is_kept_and_made_anew(path: Path) -> None:
    (port,) = free_ports(1)
    provider = AzureProvider(KEY, host=f"ws://127.0.0.1:{port}")
    for _ in range(2):
        with AzureServer(port) as server:
            for _ in range(3):
                await provider.speak(line("hello"), path)
            assert server.stats.connections == 1


async def test_a_cancelled_call_leaves_nothing(
    provider: AzureProvider, server: AzureServer, path: Path
) -> None:
    limit = provider.limits.parallel
    hung = [line(f"turn {number}", "ko-KR-SunHiNeural") for number in range(limit + 3)]
    calls = [asyncio.create_task(provider.speak(x, path)) for x in hung]
    await until(lambda: server.stats.speaking == limit)
    for call in calls:
        call.cancel()
    ended = await asyncio.gather(*calls, return_exceptions=True)
    assert all(isinstance(end, asyncio.CancelledError) for end in ended)
    await until(lambda: server.stats.speaking == server.stats.open_connections == 0)
    assert sum(server.stats.asked().values()) == limit
    assert list(path.parent.iterdir()) == []
    # What they held is free again.
    await asyncio.gather(
        *(provider.speak(line("hello"), path.with_suffix(f".{n}")) for n in range(limit + 3))
    )


async def test_a_call_cancelled_while_it_begins_leaves_nothing(
    provider: AzureProvider, server: AzureServer, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for steps in range(8):
        call = asyncio.create_task(provider.speak(line("hello", "ko-KR-SunHiNeural"), path))
        for _ in range(steps % 4):
            await asyncio.sleep(0)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
    await until(lambda: server.stats.speaking == server.stats.open_connections == 0)
    assert list(path.parent.iterdir()) == []
    del call
    gc.collect()
    assert caplog.records == []  # asyncio would complain here of errors that nobody took


async def test_cancelling_a_call_leaves_the_others(
    provider: AzureProvider, server: AzureServer, path: Path
) -> None:
    hung = asyncio.create_task(provider.speak(line("hello", "ko-KR-SunHiNeural"), path))
    await until(lambda: server.stats.speaking == 1)
    good = asyncio.create_task(provider.speak(line("hello " * 200), path))
    hung.cancel()
    assert len(await good) == 200


# --- faults -----------------------------------------------------------------------------------------------

FAULTS: list[tuple[str, type[ReelworkError], str]] = [
    ("http-400", SpeechRejected, "400"),
    ("http-401", SpeechRejected, "AZURE_SPEECH_KEY.*AZURE_SPEECH_REGION"),
    ("http-403", SpeechRejected, "AZURE_SPEECH_KEY.*AZURE_SPEECH_REGION"),
    ("http-429", SpeechRateLimited, "slow down"),
    ("http-500", SpeechUnavailable, "500"),
    ("http-503", SpeechUnavailable, "503"),
    ("close-1007", SpeechRejected, "refuses"),
    ("close-1011", SpeechUnavailable, "1011"),
    ("close-4429", SpeechRateLimited, "slow down"),
    ("throttled", SpeechRateLimited, "slow down"),
    ("quota", SpeechRejected, "quota.*used up"),
    ("drop-2", SpeechUnavailable, "does not answer"),
    ("empty", SpeechUnavailable, "without any audio"),
]


@pytest.mark.parametrize(("fault", "error", "words"), FAULTS)
async def test_a_fault_is_told_apart_and_leaves_no_file(
    server: AzureServer, path: Path, fault: str, error: type[ReelworkError], words: str
) -> None:
    with pytest.raises(error, match=words):
        await AzureProvider(fault, host=server.host).speak(HSIAOYU, path)
    assert server.stats.connections == 1
    await until(lambda: server.stats.open_connections == 0)
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize(
    "silence",
    [
        ("hang", {"FIRST_AUDIO_TIMEOUT": 0.5}, "first audio chunk"),
        ("stall-2", {"ALL_AUDIO_TIMEOUT": 0.5}, "all remaining audio"),
        ("stall-2", {}, "frame interval"),
    ],
)
async def test_silence_has_an_end(
    server: AzureServer,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    silence: tuple[str, dict[str, float], str],
) -> None:
    fault, limits, words = silence
    for name, limit in limits.items():
        monkeypatch.setattr(azure, name, limit)
    with pytest.raises(SpeechUnavailable, match=words):
        await AzureProvider(fault, host=server.host).speak(HSIAOYU, path)
    assert list(path.parent.iterdir()) == []
    await until(lambda: server.stats.open_connections == 0)


async def test_nobody_there_is_unavailable(path: Path) -> None:
    (port,) = free_ports(1)
    provider = AzureProvider(KEY, host=f"ws://127.0.0.1:{port}")
    with pytest.raises(SpeechUnavailable, match="AZURE_SPEECH_REGION"):
        await provider.speak(HSIAOYU, path)
    with pytest.raises(SpeechUnavailable):
        await provider.voices()


async def test_an_unknown_voice_is_rejected(provider: AzureProvider, path: Path) -> None:
    with pytest.raises(SpeechRejected, match="Unsupported voice"):
        await provider.speak(line("hello", "en-US-NobodyNeural"), path)


async def test_trying_again_is_left_to_others(server: AzureServer, path: Path) -> None:
    provider = AzureProvider("flaky-2", host=server.host)
    for _ in range(2):
        with pytest.raises(SpeechUnavailable):
            await provider.speak(HSIAOYU, path)
    await provider.speak(HSIAOYU, path)
    assert server.stats.asked() == {(HSIAOYU.voice_id, HSIAOYU.text): 3}
    assert server.stats.spoken() == {(HSIAOYU.voice_id, HSIAOYU.text): 1}


async def test_a_failed_call_leaves_what_was_there(server: AzureServer, path: Path) -> None:
    path.write_bytes(b"before")
    with pytest.raises(SpeechUnavailable):
        await AzureProvider("drop-2", host=server.host).speak(HSIAOYU, path)
    assert path.read_bytes() == b"before"


async def test_the_key_is_in_no_message(server: AzureServer, path: Path) -> None:
    with pytest.raises(SpeechRejected, match=r"Not with the key \*\*\*") as caught:
        await AzureProvider("echo-key", host=server.host).speak(HSIAOYU, path)
    assert "echo-key" not in str(caught.value)


# --- voices -----------------------------------------------------------------------------------------------


async def test_voices_are_those_of_the_service(provider: AzureProvider, server: AzureServer) -> None:
    voices = await provider.voices()
    assert [voice.voice_id for voice in voices] == list(VOICES)
    named = {voice.voice_id: voice for voice in voices}
    hsiaoyu = named["zh-TW-HsiaoYuNeural"]
    assert (hsiaoyu.name, hsiaoyu.languages, hsiaoyu.gender) == ("曉雨", ("zh-TW",), "Female")
    assert named["en-US-AvaMultilingualNeural"].languages == ("en-US", "de-DE", "ja-JP", "zh-TW")
    await provider.voices("zh")
    assert server.stats.voice_lists == 1


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ko", {"ko-KR-SunHiNeural"}),
        ("ko-KR", {"ko-KR-SunHiNeural"}),
        ("ja-jp", {"ja-JP-NanamiNeural", "ja-JP-KeitaNeural", "en-US-AvaMultilingualNeural"}),
        ("k", set()),
        ("ko-KP", set()),
    ],
)
async def test_voices_of_a_language(shared: AzureServer, language: str, expected: set[str]) -> None:
    provider = AzureProvider(KEY, host=shared.host)
    assert {voice.voice_id for voice in await provider.voices(language)} == expected


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("http-401", SpeechRejected),
        ("http-403", SpeechRejected),
        ("http-429", SpeechRateLimited),
        ("http-500", SpeechUnavailable),
        ("http-503", SpeechUnavailable),
    ],
)
async def test_voices_that_cannot_be_told_are_an_error(
    shared: AzureServer, fault: str, error: type[ReelworkError]
) -> None:
    with pytest.raises(error):
        await AzureProvider(fault, host=shared.host).voices()


# --- the server by itself ---------------------------------------------------------------------------------


async def test_the_server_counts_as_a_process_of_its_own(path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", azure_server.__name__, "0", "zh-TW-YunJheNeural=drop-1"), stdout=PIPE
    )
    try:
        assert process.stdout
        host = (await process.stdout.readline()).decode().removeprefix("listening on ").strip()
        provider = AzureProvider(KEY, host=host)
        await provider.speak(HSIAOYU, path)
        with pytest.raises(SpeechUnavailable):
            await provider.speak(YUNJHE, path)
        async with httpx.AsyncClient() as client:
            stats = (await client.get(f"{host.replace('ws:', 'http:')}/stats")).json()
    finally:
        process.terminate()
        await process.wait()
    one = {"voice": HSIAOYU.voice_id, "text": HSIAOYU.text, "count": 1}
    other = {"voice": YUNJHE.voice_id, "text": YUNJHE.text, "count": 1}
    assert stats == {"connections": 1, "requests": 2, "asked": [one, other], "spoken": [one]}
