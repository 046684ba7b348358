"""Google's, ElevenLabs' and OpenAI's speech on loopback, strict about what is asked.

The key says how it answers: ``good`` speaks, anything else is a ``Fault``. A line is a tone as long as its
text, 50 ms a character, whose pitch is its voice's own.
"""

import base64
import io
import wave
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Any, Final

import numpy as np
from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from numpy.typing import NDArray

from tests.servers.broken import Drop, Hang
from tests.servers.loopback import LoopbackServer

GOOD = "good-key-0123456789"
RATE = 24_000
MS_A_CHARACTER = 50
RETRY_AFTER_SECONDS = 7
PITCHES: Final = {
    "cmn-TW-Wavenet-A": 300.0,
    "en-US-Chirp3-HD-Kore": 500.0,
    "21m00Tcm4TlvDq8ikWAM": 400.0,
    "alloy": 600.0,
    "marin": 700.0,
}
"""The voices there are."""


class Fault(StrEnum):
    """What goes wrong with a request of this key."""

    WRONG_KEY = "key-wrong"
    FORBIDDEN = "key-forbidden"
    QUOTA = "key-quota"
    UNPAID = "key-unpaid"
    RATE_LIMITED = "key-rate-limited"
    RATE_LIMITED_DATE = "key-rate-limited-date"
    RATE_LIMITED_BARE = "key-rate-limited-bare"
    OUTAGE = "key-outage"
    GATEWAY = "key-gateway"
    EMPTY_ERROR = "key-empty-error"
    HANG = "key-hang"
    DROP = "key-drop"
    NO_AUDIO = "key-no-audio"
    BROKEN_AUDIO = "key-broken-audio"
    SHORT_AUDIO = "key-short-audio"
    NOTHING = "key-nothing"


class Refused(Exception):
    """An error answer: its status, words, and the code that the service gives it."""

    def __init__(self, status: int, message: str, code: str = "", **headers: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.code = code
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def pcm(voice: str, text: str) -> bytes:
    """A line as it is spoken."""
    times = np.arange(RATE * MS_A_CHARACTER * len(text) // 1000) / RATE
    samples: NDArray[np.int16] = np.rint(8000 * np.sin(2 * np.pi * PITCHES[voice] * times)).astype("<i2")
    return samples.tobytes()


def wav(frames: bytes, *, streamed: bool = False) -> bytes:
    """A WAV file; ``streamed``, as OpenAI sends it: the lengths are not known when the header is written."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(RATE)
        writer.writeframes(frames)
    whole = file.getvalue()
    unknown = b"\xff\xff\xff\xff"
    return whole[:4] + unknown + whole[8:40] + unknown + whole[44:] if streamed else whole


def create_app(requests: list[dict[str, Any]]) -> FastAPI:
    """The server; the bodies of good requests are appended to ``requests``."""
    app = FastAPI(openapi_url=None)
    app.include_router(google(requests), prefix="/google/v1")
    app.include_router(elevenlabs(requests), prefix="/elevenlabs/v1")
    app.include_router(openai(requests), prefix="/openai/v1")

    @app.middleware("http")
    async def misbehave(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        key = _key(request)
        return _ANSWERS[key]() if key in _ANSWERS else await go_on(request)

    @app.exception_handler(Refused)
    async def refuse(request: Request, error: Refused) -> Response:
        match _service(request):
            case "google":
                reason = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": error.code}
                told = {"code": error.status, "message": error.message, "status": "X", "details": [reason]}
                answer: dict[str, Any] = {"error": told}
            case "elevenlabs":
                answer = {"detail": {"status": error.code, "message": error.message}}
            case _:
                answer = {"error": {"message": error.message, "type": "x", "param": None, "code": error.code}}
        return JSONResponse(answer, error.status, error.headers)

    return app


def google(requests: list[dict[str, Any]]) -> APIRouter:
    """Google Cloud Text-to-Speech."""
    router = APIRouter(dependencies=[Depends(_check_key)])

    @router.get("/voices")
    async def voices() -> Any:
        named = {"cmn-TW-Wavenet-A": "cmn-TW", "en-US-Chirp3-HD-Kore": "en-US", "Kore": "en-US"}
        more = {"ssmlGender": "FEMALE", "naturalSampleRateHertz": RATE}
        return {"voices": [{"languageCodes": [code], "name": name, **more} for name, code in named.items()]}

    @router.post("/text:synthesize")
    async def synthesize(request: Request) -> Any:
        body = await request.json()
        _check(set(body) == {"input", "voice", "audioConfig"} and set(body["input"]) == {"text"})
        config = dict(body["audioConfig"])
        _check(0.25 <= config.pop("speakingRate", 1) <= 2)
        _check(config == {"audioEncoding": "LINEAR16", "sampleRateHertz": RATE})
        name, text = body["voice"]["name"], body["input"]["text"]
        if len(text.encode()) > 5000:
            raise Refused(400, "Either `input.text` or `input.ssml` is longer than the limit of 5000 bytes.")
        audio = wav(_speak(request, name, text))
        _check(name.startswith(body["voice"]["languageCode"] + "-"))
        requests.append(body)
        return {"audioContent": base64.b64encode(_spoiled(request, audio)).decode()}

    return router


def elevenlabs(requests: list[dict[str, Any]]) -> APIRouter:
    """ElevenLabs."""
    router = APIRouter(dependencies=[Depends(_check_key)])

    @router.get("/voices")
    async def voices() -> Any:
        labels = {"gender": "female", "accent": None}
        return {
            "voices": [
                {"voice_id": "21m00Tcm4TlvDq8ikWAM", "name": "Rachel", "category": "made", "labels": labels},
                {"voice_id": "mine", "name": "Mine", "category": "cloned", "labels": {}},
            ]
        }

    @router.post("/text-to-speech/{voice}/with-timestamps")
    async def speak(voice: str, request: Request) -> Any:
        _check(dict(request.query_params) == {"output_format": "pcm_24000"})
        body = await request.json()
        _check(set(body) in ({"text", "model_id"}, {"text", "model_id", "voice_settings"}))
        _check(0.7 <= body.get("voice_settings", {}).get("speed", 1) <= 1.2)
        text = body["text"]
        audio = _spoiled(request, _speak(request, voice, text))
        requests.append({**body, "voice": voice})
        times = [position * MS_A_CHARACTER / 1000 for position in range(len(text) + 1)]
        alignment = {
            "characters": list(text),
            "character_start_times_seconds": times[:-1],
            "character_end_times_seconds": times[1:],
        }
        return {"audio_base64": base64.b64encode(audio).decode(), "alignment": alignment}

    return router


def openai(requests: list[dict[str, Any]]) -> APIRouter:
    """OpenAI."""
    router = APIRouter(dependencies=[Depends(_check_key)])

    @router.post("/audio/speech")
    async def speech(request: Request) -> Response:
        body = await request.json()
        _check(0.25 <= body.get("speed", 1) <= 4)
        _check(set(body) - {"speed"} == {"model", "input", "voice", "response_format"})
        _check(body["response_format"] == "wav" and body["model"] == "gpt-4o-mini-tts")
        audio = wav(_speak(request, body["voice"], body["input"]), streamed=_key(request) == GOOD)
        requests.append(body)
        return Response(_spoiled(request, audio), media_type="audio/wav")

    return router


def _service(request: Request) -> str:
    return request.url.path.split("/")[1]


def _key(request: Request) -> str:
    """The key, only where this service looks for it."""
    match _service(request):
        case "google":
            return request.headers.get("x-goog-api-key", "")
        case "elevenlabs":
            return request.headers.get("xi-api-key", "")
        case _:
            return request.headers.get("authorization", "").removeprefix("Bearer ")


def _check_key(request: Request) -> None:
    """Refuse a request for its key, as the service that is asked does it."""
    service, key = _service(request), _key(request)
    refusal = _REFUSALS.get((service, key)) or _REFUSALS.get(("", key))
    if refusal:
        raise refusal
    if key != GOOD and key not in (Fault.NO_AUDIO, Fault.BROKEN_AUDIO, Fault.SHORT_AUDIO):
        raise Refused(401, f"The key {key} is unknown.")


def _check(holds: bool) -> None:  # noqa: FBT001
    if not holds:
        raise Refused(422, "The request is not what the reference says.")


def _speak(request: Request, voice: str, text: str) -> bytes:
    if voice not in PITCHES:
        raise Refused(400, f"Voice '{voice}' does not exist.", "voice_not_found")
    return b"" if _key(request) == Fault.NO_AUDIO else pcm(voice, text)


def _spoiled(request: Request, audio: bytes) -> bytes:
    match _key(request):
        case Fault.BROKEN_AUDIO:
            return audio[1:]
        case Fault.SHORT_AUDIO:
            return audio[:-1000]
        case _:
            return audio


_REFUSALS: Final[dict[tuple[str, str], Refused]] = {
    ("google", Fault.WRONG_KEY): Refused(400, "API key not valid. Please pass one.", "API_KEY_INVALID"),
    ("elevenlabs", Fault.WRONG_KEY): Refused(401, f"Bad key {Fault.WRONG_KEY}", "invalid_api_key"),
    ("openai", Fault.WRONG_KEY): Refused(401, "Incorrect API key provided: k******ong.", "invalid_api_key"),
    ("", Fault.FORBIDDEN): Refused(403, f"{Fault.FORBIDDEN} may not use this.", "SERVICE_DISABLED"),
    ("elevenlabs", Fault.QUOTA): Refused(401, "This exceeds your quota of 10000.", "quota_exceeded"),
    ("", Fault.QUOTA): Refused(429, "You exceeded your current quota.", "insufficient_quota"),
    ("", Fault.UNPAID): Refused(402, "A subscription is needed.", "payment_required"),
    ("", Fault.RATE_LIMITED): Refused(429, "Too many requests.", retry_after=str(RETRY_AFTER_SECONDS)),
    ("", Fault.RATE_LIMITED_DATE): Refused(
        429, "Too many requests.", retry_after="Wed, 21 Oct 2099 07:28:00 GMT"
    ),
    ("", Fault.RATE_LIMITED_BARE): Refused(429, "Too many requests."),
    ("", Fault.OUTAGE): Refused(503, "The service is overloaded.", "UNAVAILABLE"),
}
"""By service, or for all, and key."""
_ANSWERS: Final[dict[str, Callable[[], Response]]] = {
    Fault.GATEWAY: lambda: HTMLResponse("<html>Bad gateway</html>", 502),
    Fault.EMPTY_ERROR: lambda: Response(status_code=500),
    Fault.HANG: Hang,
    Fault.DROP: Drop,
    Fault.NOTHING: Response,
}


class SpeechServer(LoopbackServer):
    """The server, and what it was asked."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        super().__init__(create_app(self.requests))
        self.url = f"http://{self.host}"
