"""Texts spoken as a client's turns are: read, spoken by the embedded voice, levelled and encoded."""

import asyncio
import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pyopenjtalk
from rich.progress import track

from contracts.speech import AudioFormat
from media.audio import wav
from media.phonemes.reading import sounds_in
from media.speech.join import join
from media.speech.kokoro.provider import KokoroProvider
from media.speech.provider import Line
from media.speech.said import say
from quality.speech.texts import Text
from runtime.providers import KOKORO_VOICES
from runtime.stack import ROOT

OPEN_JTALK: Final = "Open JTalk"
"""An engine of its own: what the recogniser does not hear of it either is none of Kokoro's fault."""
VOICES: Final = {
    "en-US": ("af_heart", "am_michael"),
    "ja-JP": ("jf_alpha", OPEN_JTALK),
    "zh-CN": ("zf_xiaoxiao", "zm_yunjian"),
}
"""The voice of each language, and the one that speaks again what was not heard of the first."""
KEPT: Final = ROOT / "var" / "quality" / "speech"
"""What was spoken and heard stays here, by what decides how it sounds."""


async def speak(texts: Sequence[Text], *, again: bool) -> list[Path]:
    """The audio of each text, spoken by its language's first voice, or ``again`` by the second."""
    KEPT.mkdir(parents=True, exist_ok=True)
    provider = KokoroProvider(KOKORO_VOICES)
    lines = [
        say(text.written, VOICES[text.language][again], text.language, 1.0, reads=provider.reads).line
        for text in texts
    ]
    files = [KEPT / f"{_digest(line)}.mp3" for line in lines]
    waiting = iter(
        track(
            [(line, file) for line, file in zip(lines, files, strict=True) if not file.exists()],
            description="Speaking again" if again else "Speaking",
        )
    )
    async with asyncio.TaskGroup() as speaking:
        for _ in range(provider.limits.parallel):
            speaking.create_task(_speak_each(provider, waiting))
    return files


async def _speak_each(provider: KokoroProvider, waiting: Iterator[tuple[Line, Path]]) -> None:
    for line, file in waiting:
        with tempfile.TemporaryDirectory() as folder:
            spoken = Path(folder) / "spoken.wav"
            if line.voice_id == OPEN_JTALK:
                await asyncio.to_thread(_speak_by_open_jtalk, line.text, spoken)
            else:
                await provider.speak(line, spoken)
            await join([spoken], file, output_format=AudioFormat.MP3, gap_ms=0, crossfade_ms=0)


def _speak_by_open_jtalk(text: str, to: Path) -> None:
    samples, rate = pyopenjtalk.tts(text, use_sudachi_kanji_yomi=False)
    wav.write(to, wav.Pcm(samples.clip(-(2**15), 2**15 - 1).astype("<i2").tobytes(), rate))


def _digest(line: Line) -> str:
    """Names how a line sounds: the same words may come to be spoken otherwise."""
    sounds = sounds_in(line.text, line.runs, line.language)
    return hashlib.sha256(f"{line.voice_id} {[sound.phonemes for sound in sounds]}".encode()).hexdigest()[:32]
