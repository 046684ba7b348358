"""ElevenLabs, through its REST API v1."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote

from pydantic import Base64Bytes, BaseModel, Field

from contracts.speech import ProviderName, SpokenWord, Voice
from media.audio import wav
from media.speech.provider import Limits, Line
from media.speech.rest import RestProvider
from media.speech.voices import VoiceList

MODEL: Final = "eleven_multilingual_v2"
_LANGUAGES: Final = "en zh ja de hi fr ko pt it es id nl tr fil pl sv bg ro ar cs el fi hr ms sk da ta uk ru"
"""The languages that the model speaks, with every voice."""
RATE: Final = 24_000
_CJK: Final = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD: Final = re.compile(rf"[{_CJK}]|[^\W{_CJK}]+(?:['’-][^\W{_CJK}]+)*")
"""Words; where no spaces stand between them, a character is one."""


class _Alignment(BaseModel):
    characters: tuple[str, ...]
    starts: tuple[float, ...] = Field(alias="character_start_times_seconds")
    ends: tuple[float, ...] = Field(alias="character_end_times_seconds")


class _Audio(BaseModel):
    audio: Base64Bytes = Field(alias="audio_base64")
    alignment: _Alignment | None = None


class _Voice(BaseModel):
    voice_id: str
    name: str
    labels: dict[str, str | None] = {}


class _Voices(BaseModel):
    voices: tuple[_Voice, ...]


class ElevenLabsProvider(RestProvider):
    """Speaks with an API key."""

    name = ProviderName.ELEVENLABS
    reads = True
    model = MODEL
    # From ElevenLabs' "Models": the model takes 10000 characters a text, the smallest paid plan 3 requests at
    # once; from its "Text to speech", a speed from 0.7 to 1.2.
    limits = Limits(characters=10_000, portion=600, parallel=3, native_voices=0, slowest=0.7, fastest=1.2)

    def __init__(self, key: str, *, base_url: str = "https://api.elevenlabs.io") -> None:
        super().__init__(
            "ElevenLabs",
            setting="REELWORK_ELEVENLABS_KEY",
            key=key,
            base_url=base_url,
            headers={"xi-api-key": key},
        )
        self._voices = VoiceList(self._list)

    async def voices(self, language: str | None = None) -> Sequence[Voice]:
        """The account's voices, of one language or all; ElevenLabs is asked once an hour."""
        return await self._voices.of(language)

    async def speak(self, line: Line, path: Path) -> Sequence[SpokenWord]:
        """Speak a line into ``path``; when its words are heard."""
        # The model obeys tags like <break>. What a person wrote is spoken, so no tag may begin.
        text = line.text.replace("<", "＜")
        voice = quote(line.voice_id, safe="")
        content = await self._ask(
            "POST",
            f"/v1/text-to-speech/{voice}/with-timestamps?output_format=pcm_{RATE}",
            {
                "text": text,
                "model_id": MODEL,
                **({} if line.speed == 1 else {"voice_settings": {"speed": line.speed}}),
            },
        )
        answer = self._understood(_Audio, content)
        await self._write(path, lambda: wav.Pcm(answer.audio, RATE))
        return _words(text, answer.alignment) if answer.alignment else ()

    async def _list(self) -> Sequence[Voice]:
        listed = self._understood(_Voices, await self._ask("GET", "/v1/voices"))
        return [
            Voice(
                voice_id=voice.voice_id,
                name=voice.name,
                languages=tuple(_LANGUAGES.split()),
                gender=(voice.labels.get("gender") or "").capitalize(),
            )
            for voice in listed.voices
        ]


def _words(text: str, alignment: _Alignment) -> Sequence[SpokenWord]:
    """The words from the times of their characters; none if those are not the characters of the text."""
    if not len(text) == len(alignment.characters) == len(alignment.starts) == len(alignment.ends):
        return ()
    return [
        SpokenWord(
            text=found[0],
            start=found.start(),
            start_ms=round(1000 * alignment.starts[found.start()]),
            end_ms=round(1000 * alignment.ends[found.end() - 1]),
        )
        for found in _WORD.finditer(text)
    ]
