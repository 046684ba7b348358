"""Google Cloud Text-to-Speech, through its REST API v1."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import Base64Bytes, BaseModel, Field

from contracts.speech import ProviderName, SpokenWord, Voice
from language.tags import standard
from media.audio import wav
from media.speech.provider import Limits, Line
from media.speech.rest import RestProvider
from media.speech.voices import VoiceList

RATE = 24_000


class _Audio(BaseModel):
    audio: Base64Bytes = Field(alias="audioContent")


class _Voice(BaseModel):
    name: str
    languages: tuple[str, ...] = Field(alias="languageCodes")
    gender: str = Field("", alias="ssmlGender")


class _Voices(BaseModel):
    voices: tuple[_Voice, ...] = ()


class GoogleProvider(RestProvider):
    """Speaks with an API key."""

    name = ProviderName.GOOGLE
    reads = True
    model = ""
    # From Google's "Quotas & limits": 5000 bytes a text, which are 1666 Chinese characters; 200 requests a
    # minute for its newest voices.
    limits = Limits(characters=1_666, portion=600, parallel=8, native_voices=0)

    def __init__(self, key: str, *, base_url: str = "https://texttospeech.googleapis.com") -> None:
        super().__init__(
            "Google",
            setting="REELWORK_GOOGLE_SPEECH_KEY",
            key=key,
            base_url=base_url,
            headers={"X-Goog-Api-Key": key},
        )
        self._voices = VoiceList(self._list)

    async def voices(self, language: str | None = None) -> Sequence[Voice]:
        """The voices it has, of one language (``zh`` or ``zh-TW``) or all; Google is asked once an hour."""
        return await self._voices.of(language)

    async def speak(self, line: Line, path: Path) -> Sequence[SpokenWord]:
        """Speak a line into ``path``; Google does not tell when words are heard."""
        content = await self._ask(
            "POST",
            "/v1/text:synthesize",
            {
                "input": {"text": line.text},
                "voice": {"languageCode": _language(line.voice_id), "name": line.voice_id},
                "audioConfig": {
                    "audioEncoding": "LINEAR16",
                    "sampleRateHertz": RATE,
                    **({} if line.speed == 1 else {"speakingRate": line.speed}),
                },
            },
        )
        answer = self._understood(_Audio, content)
        await self._write(path, lambda: wav.parse(answer.audio))
        return ()

    async def _list(self) -> Sequence[Voice]:
        listed = self._understood(_Voices, await self._ask("GET", "/v1/voices"))
        # Google lists voices of its language models too. They need another request, and their names do not
        # begin with their language.
        return [
            Voice(
                voice_id=voice.name,
                name=voice.name,
                languages=tuple(standard(code) for code in voice.languages),
                gender=voice.gender.capitalize(),
            )
            for voice in listed.voices
            if _language(voice.name).lower() in (code.lower() for code in voice.languages)
        ]


def _language(voice_id: str) -> str:
    """The language that a voice's name begins with: ``cmn-TW`` of ``cmn-TW-Wavenet-A``."""
    return "-".join(voice_id.split("-")[:2])
