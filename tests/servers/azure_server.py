"""Azure's speech service on loopback for tests: it speaks the WebSocket protocol of the real Speech SDK.

``SpeechConfig(subscription=KEY, host="ws://127.0.0.1:PORT")`` reaches it. Every voice is a tone of its own
(``pitch``) at a loudness of its own, and how long a text is heard is known (``seconds``), so that what was
spoken, by whom and in which order can be measured. It counts what it is asked to speak and what it has spoken
to the end.

A key, or a voice, can stand for a fault. A key is its own fault's name (``http-429``, ``slow-300``), what a
voice suffers is said when the server starts:

========== ===================================================================================================
http-CODE  refuses the connection (and the list of voices) with this status; a key's only
flaky-N    the first N turns fail with a server error, the others are good
slow-MS    a turn begins after so many ms
hang       a turn is never answered
stall-N    N frames of audio (200 ms each), then nothing
drop-N     N frames of audio, then the connection breaks
close-CODE the connection is closed within the turn with this WebSocket code
throttled  as Azure may say that too much is asked, with the code of a bad request
quota      as Azure says that a quota is used up, with the same code
echo-key   refuses the turn with the key in the words
empty      a turn that ends well and without audio
========== ===================================================================================================

Tests start it inside their process (``AzureServer``), or as its own, which goes on counting when its clients
die: ``python -m tests.servers.azure_server PORT [VOICE=FAULT …]`` prints when it listens, and ``GET /stats``
tells the counts.
"""

import asyncio
import contextlib
import json
import re
import struct
import sys
import uuid
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Final, NamedTuple, Self

import numpy as np
from fastapi import FastAPI, Header, Response, WebSocket
from fastapi.responses import JSONResponse
from numpy.typing import NDArray
from starlette.websockets import WebSocketDisconnect

from tests.servers.loopback import LoopbackServer

KEY: Final = "loopback-key-0123456789"
RATE: Final = 24_000
LEAD_SECONDS: Final = 0.05
WORD_SECONDS: Final = 0.3
PAUSE_SECONDS: Final = 0.05
MARK_SECONDS: Final = 0.1

_VOICES: Final = (
    ("zh-TW-HsiaoChenNeural", "曉臻", "Female", ()),
    ("zh-TW-HsiaoYuNeural", "曉雨", "Female", ()),
    ("zh-TW-YunJheNeural", "雲哲", "Male", ()),
    ("zh-CN-XiaoxiaoNeural", "晓晓", "Female", ()),
    ("zh-CN-YunxiNeural", "云希", "Male", ()),
    ("zh-HK-HiuGaaiNeural", "曉佳", "Female", ()),
    ("ja-JP-NanamiNeural", "七海", "Female", ()),
    ("ja-JP-KeitaNeural", "圭太", "Male", ()),
    ("ko-KR-SunHiNeural", "선히", "Female", ()),
    ("en-US-JennyNeural", "Jenny", "Female", ()),
    ("en-US-GuyNeural", "Guy", "Male", ()),
    ("en-US-AvaMultilingualNeural", "Ava Multilingual", "Female", ("de-DE", "ja-JP", "zh-TW")),
    ("en-GB-SoniaNeural", "Sonia", "Female", ()),
    ("en-GB-RyanNeural", "Ryan", "Male", ()),
    ("fr-FR-DeniseNeural", "Denise", "Female", ()),
    ("fr-FR-HenriNeural", "Henri", "Male", ()),
    ("es-ES-ElviraNeural", "Elvira", "Female", ()),
    ("es-ES-AlvaroNeural", "Álvaro", "Male", ()),
    ("de-DE-KatjaNeural", "Katja", "Female", ()),
    ("de-DE-ConradNeural", "Conrad", "Male", ()),
)
VOICES: Final = tuple(name for name, *_ in _VOICES)

_SSML: Final = "{http://www.w3.org/2001/10/synthesis}"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_CJK: Final = "\u3040-\u30ff\u3400-\u9fff"
_MARKS: Final = ".,!?;:、，。！？；："
_TOKEN: Final = re.compile(rf"[{_CJK}]|[^\s{_CJK}{_MARKS}]+|[{_MARKS}]")
_FAULT: Final = re.compile(
    r"(?:(http|flaky|slow|stall|drop|close)-(\d+))|(hang|throttled|quota|echo-key|empty)"
)
_FRAME: Final = RATE // 5 * 2  # bytes of 200 ms
_TICKS: Final = 10_000_000  # a tick is 100 ns
# What Azure allows: "Speech service quotas and limits", real-time text to speech.
_MOST_VOICE_ELEMENTS: Final = 50
_LONGEST_MESSAGE: Final = 65_536
# What Azure has been seen to say when it closes a connection.
_REASONS: Final = {
    "throttled": "Throttled due to too many requests",
    "quota": "Quota exceeded.",
    "1011": "Internal error",
    "4429": "The request is throttled because you have exceeded the concurrent request limit",
}


def pitch(voice: str) -> int:
    """The tone of a voice, in Hz; any two are at least 50 Hz apart."""
    return 200 + 50 * VOICES.index(voice)


def seconds(text: str) -> float:
    """How long a text is heard."""
    tokens = _TOKEN.findall(text)
    return LEAD_SECONDS + sum(
        (MARK_SECONDS if token in _MARKS else WORD_SECONDS) + PAUSE_SECONDS for token in tokens
    )


@dataclass
class Turn:
    """One SSML document that the server was asked to speak: its voices' texts, and whether it was spoken."""

    key: str
    ssml: str
    lines: list[tuple[str, str]] = field(default_factory=list)
    spoken: bool = False


@dataclass
class Stats:
    """What has happened, and what goes on."""

    voice_lists: int = 0
    connections: int = 0
    open_connections: int = 0
    speaking: int = 0
    most_at_once: int = 0
    turns: list[Turn] = field(default_factory=list)

    @contextlib.contextmanager
    def counting(self, turn: Turn) -> Iterator[None]:
        """While a turn is being spoken."""
        self.turns.append(turn)
        self.speaking += 1
        self.most_at_once = max(self.most_at_once, self.speaking)
        try:
            yield
        finally:
            self.speaking -= 1

    def asked(self) -> Counter[tuple[str, str]]:
        """How often the server was asked to speak a text with a voice."""
        return Counter(line for turn in list(self.turns) for line in turn.lines)

    def spoken(self) -> Counter[tuple[str, str]]:
        """How often it has spoken a text with a voice to the end."""
        return Counter(line for turn in list(self.turns) if turn.spoken for line in turn.lines)

    def report(self) -> dict[str, Any]:
        """The same for JSON: ``requests`` are SSML documents, each with one or several lines."""

        def listed(counts: Counter[tuple[str, str]]) -> list[dict[str, Any]]:
            return [{"voice": v, "text": t, "count": count} for (v, t), count in counts.items()]

        return {
            "connections": self.connections,
            "requests": len(self.turns),
            "asked": listed(self.asked()),
            "spoken": listed(self.spoken()),
        }


class _Refusal(Exception):
    """The connection is closed with this code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class _Break(Exception):
    """The connection breaks."""


class _Word(NamedTuple):
    text: str
    start: float
    length: float


class _Fault(NamedTuple):
    kind: str
    number: int

    @classmethod
    def of(cls, name: str) -> Self | None:
        match = _FAULT.fullmatch(name)
        return match and cls(match[1] or match[3], int(match[2] or 0))


class _Service:
    """What the server does with a connection."""

    def __init__(self, stats: Stats, voice_faults: Mapping[str, str]) -> None:
        self._stats = stats
        self._voice_faults = {voice: _Fault.of(name) for voice, name in voice_faults.items()}
        for voice, fault in self._voice_faults.items():
            if voice not in VOICES or fault is None or fault.kind == "http":
                raise ValueError(f"No such voice, or not a voice's fault: {voice}={voice_faults[voice]}")
        self._failed: Counter[str] = Counter()

    def refusal(self, key: str | None) -> Response | None:
        """The answer to a request with this key if it is not let in."""
        fault = _Fault.of(key or "http-401")
        if fault is None or fault.kind != "http":
            return None
        return Response(f"refused with {fault.number}\n", fault.number, media_type="text/plain")

    async def talk(self, socket: WebSocket, key: str) -> None:
        """Answer a connection's turns until it ends."""
        context: dict[str, Any] = {}
        while True:
            message = await socket.receive()
            if message["type"] == "websocket.disconnect":
                return
            if (text := message.get("text")) is None:
                continue
            head, _, body = text.partition("\r\n\r\n")
            headers = {
                name.lower(): value for name, _, value in (line.partition(":") for line in head.split("\r\n"))
            }
            if headers["path"] == "synthesis.context":
                context = json.loads(body)["synthesis"]["audio"]
            elif headers["path"] == "ssml":
                turn = Turn(key, body)
                with self._stats.counting(turn):
                    await self._speak(_Answer(socket, headers["x-requestid"].strip()), turn, context)

    async def _speak(self, answer: "_Answer", turn: Turn, context: dict[str, Any]) -> None:
        if context["outputFormat"] != "raw-24khz-16bit-mono-pcm":
            raise _Refusal(1007, "Unsupported audio format.")
        pcm, words = _read(turn)
        fault = self._fault(turn)
        await answer.text("turn.start", {"context": {"serviceTag": uuid.uuid4().hex}})
        match fault:
            case _Fault("hang"):
                await answer.silence()
            case _Fault("slow"):
                await asyncio.sleep(fault.number / 1000)
            case _Fault("close"):
                raise _Refusal(fault.number, _REASONS.get(str(fault.number), "Closed as asked."))
            case _Fault("echo-key"):
                raise _Refusal(1007, f"Not with the key {turn.key}.")
            case _Fault("throttled" | "quota"):
                raise _Refusal(1007, _REASONS[fault.kind])
        stream = {"type": "inline", "streamId": answer.stream}
        await answer.text("response", {"context": {"serviceTag": uuid.uuid4().hex}, "audio": stream})
        if fault.kind != "empty":
            await answer.speech(pcm, _wanted(words, context), fault)
        await answer.text("turn.end", {})
        turn.spoken = True

    def _fault(self, turn: Turn) -> _Fault:
        """The fault that a turn suffers: a voice's, or its key's."""
        named = {turn.key: _Fault.of(turn.key)} | {
            voice: self._voice_faults.get(voice) for voice, _ in turn.lines
        }
        name, fault = next(((n, f) for n, f in reversed(named.items()) if f), ("", _Fault("none", 0)))
        if fault.kind != "flaky":
            return fault
        self._failed[name] += 1
        return _Fault("close", 1011) if self._failed[name] <= fault.number else _Fault("none", 0)


class _Answer:
    """The messages that answer one turn."""

    def __init__(self, socket: WebSocket, request_id: str) -> None:
        self._socket = socket
        self._request_id = request_id
        self.stream = uuid.uuid4().hex.upper()

    async def text(self, path: str, body: dict[str, Any]) -> None:
        head = (
            f"X-RequestId:{self._request_id}\r\nContent-Type:application/json; charset=utf-8\r\nPath:{path}"
        )
        await self._socket.send_text(f"{head}\r\n\r\n{json.dumps(body, ensure_ascii=False)}")

    async def _audio(self, pcm: bytes | None) -> None:
        kind = "Content-Type:audio/x-wav\r\n" if pcm else ""
        head = f"X-RequestId:{self._request_id}\r\n{kind}X-StreamId:{self.stream}\r\nPath:audio\r\n".encode()
        await self._socket.send_bytes(struct.pack(">H", len(head)) + head + (pcm or b""))

    async def speech(self, pcm: bytes, words: list[_Word], fault: _Fault) -> None:
        """The audio frame by frame, up to the frame that a fault lets through last."""
        for number, start in enumerate(range(0, len(pcm), _FRAME)):
            if fault == ("drop", number):
                raise _Break
            if fault == ("stall", number):
                await self.silence()
            end = (start + _FRAME) / 2 / RATE
            while words and words[0].start < end:
                await self._boundary(words.pop(0))
            await self._audio(pcm[start : start + _FRAME])
        await self._audio(None)

    async def _boundary(self, word: _Word) -> None:
        kind = "PunctuationBoundary" if word.text in _MARKS else "WordBoundary"
        data = {
            "Offset": round(word.start * _TICKS),
            "Duration": round(word.length * _TICKS),
            "text": {"Text": word.text, "Length": len(word.text), "BoundaryType": kind},
        }
        await self.text("audio.metadata", {"Metadata": [{"Type": "WordBoundary", "Data": data}]})

    async def silence(self) -> None:
        """Nothing until the client has gone."""
        while (await self._socket.receive())["type"] != "websocket.disconnect":
            pass
        raise WebSocketDisconnect


def _wanted(words: list[_Word], context: dict[str, Any]) -> list[_Word]:
    """The boundaries that the client has asked for."""
    asked = {name for name, value in context["metadataOptions"].items() if str(value).lower() == "true"}
    return [
        word
        for word in words
        if ("punctuationBoundaryEnabled" if word.text in _MARKS else "wordBoundaryEnabled") in asked
    ]


def _read(turn: Turn) -> tuple[bytes, list[_Word]]:
    """The audio of a turn's SSML and when its words are heard; the turn is told its lines."""
    if len(turn.ssml.encode()) > _LONGEST_MESSAGE:
        raise _Refusal(1007, f"Websocket message size cannot exceed {_LONGEST_MESSAGE} bytes")
    try:
        root = ET.fromstring(turn.ssml)  # noqa: S314 - a test's own text
    except ET.ParseError as error:
        raise _Refusal(1007, f"Ssml parsing error: {error}"[:100]) from None
    if root.tag != f"{_SSML}speak" or root.get("version") != "1.0" or not root.get(_LANG):
        raise _Refusal(1007, "Ssml should be a speak element with version and xml:lang.")
    if len(root) > _MOST_VOICE_ELEMENTS:
        raise _Refusal(1007, f"The number of voice elements exceeds {_MOST_VOICE_ELEMENTS}.")
    pieces: list[NDArray[np.int16]] = []
    words: list[_Word] = []
    for element in root:
        voice = element.get("name", "")
        if element.tag != f"{_SSML}voice" or (root.text or element.tail or "").strip():
            raise _Refusal(1007, "Ssml should contain voice elements only.")
        if voice not in VOICES:
            raise _Refusal(1007, f"Unsupported voice {voice}.")
        turn.lines.append((voice, "".join(element.itertext())))
        at = sum(map(len, pieces)) / RATE
        for piece, word in _heard(element, voice, at):
            pieces.append(piece)
            words.extend([word] if word else [])
    return np.concatenate(pieces).tobytes(), words


def _heard(element: ET.Element, voice: str, at: float) -> Iterator[tuple[NDArray[np.int16], _Word | None]]:
    """The audio of a voice element bit by bit, with the words."""
    prosody = element.find(f"{_SSML}prosody")
    if prosody is not None:  # its rate is not heard here
        element.text = (element.text or "") + (prosody.text or "") + (prosody.tail or "")
        element.remove(prosody)
    for text, pause in [(element.text, None), *((child.tail, child) for child in element)]:
        if pause is not None:
            if pause.tag != f"{_SSML}break":
                raise _Refusal(1007, f"Unexpected element {pause.tag}.")
            silence = _silence(int(pause.get("time", "0ms").removesuffix("ms")) / 1000)
            yield silence, None
            at += len(silence) / RATE
        if text:
            yield _silence(LEAD_SECONDS), None
            at += LEAD_SECONDS
        for token in _TOKEN.findall(text or ""):
            length = MARK_SECONDS if token in _MARKS else WORD_SECONDS
            sound = _silence(length) if token in _MARKS else _tone(voice, length)
            yield np.concatenate([sound, _silence(PAUSE_SECONDS)]), _Word(token, at, length)
            at += length + PAUSE_SECONDS


def _silence(length: float) -> NDArray[np.int16]:
    return np.zeros(round(length * RATE), np.int16)


def _tone(voice: str, length: float) -> NDArray[np.int16]:
    loudness = 2_000 + 1_500 * (VOICES.index(voice) % 7)
    wave = np.sin(2 * np.pi * pitch(voice) * np.arange(round(length * RATE)) / RATE)
    return (loudness * wave).astype(np.int16)


def _listed() -> list[dict[str, Any]]:
    """The voices as ``voices/list`` of Azure tells them."""
    voices = []
    for name, local_name, gender, more_languages in _VOICES:
        language, _, person = name.rpartition("-")
        voices.append(
            {
                "Name": f"Microsoft Server Speech Text to Speech Voice ({language}, {person})",
                "DisplayName": person.removesuffix("Neural"),
                "LocalName": local_name,
                "ShortName": name,
                "Gender": gender,
                "Locale": language,
                "LocaleName": language,
                **({"SecondaryLocaleList": more_languages} if more_languages else {}),
                "SampleRateHertz": "48000",
                "VoiceType": "Neural",
                "Status": "GA",
                "WordsPerMinute": "150",
            }
        )
    return voices


def create_app(stats: Stats, voice_faults: Mapping[str, str]) -> FastAPI:
    """The server; what it does is counted in ``stats``."""
    app = FastAPI()
    service = _Service(stats, voice_faults)

    @app.get("/stats")
    async def report() -> dict[str, Any]:
        return stats.report()

    @app.get("/cognitiveservices/voices/list")
    async def voices(ocp_apim_subscription_key: Annotated[str | None, Header()] = None) -> Response:
        stats.voice_lists += 1
        return service.refusal(ocp_apim_subscription_key) or JSONResponse(_listed())

    @app.websocket("/cognitiveservices/websocket/v1")
    async def speech(socket: WebSocket) -> None:
        stats.connections += 1
        key = socket.headers.get("ocp-apim-subscription-key", "")
        if denial := service.refusal(key):
            await socket.send_denial_response(denial)
            return
        await socket.accept()
        stats.open_connections += 1
        try:
            await service.talk(socket, key)
        except _Refusal as refusal:
            await socket.close(refusal.code, refusal.reason)
        except (_Break, WebSocketDisconnect):
            pass  # To return without closing it breaks the connection.
        finally:
            stats.open_connections -= 1

    return app


class AzureServer(LoopbackServer):
    """The server, and what it counted. ``host`` is the address that the SDK takes."""

    def __init__(self, port: int = 0, voice_faults: Mapping[str, str] | None = None) -> None:
        self.stats = Stats()
        super().__init__(create_app(self.stats, voice_faults or {}), port, ws="websockets-sansio")
        self.host = f"ws://{self.host}"


if __name__ == "__main__":
    server = AzureServer(int(sys.argv[1]), dict(argument.split("=") for argument in sys.argv[2:]))
    print(f"listening on {server.host}", flush=True)  # noqa: T201
    server.run()
