"""The estimate of how long words take, against the embedded voice that says them."""

import wave
from pathlib import Path

import pytest

from language.lengths import speech_seconds
from media.speech.kokoro.provider import KokoroProvider
from media.speech.said import say


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "voice", "text"),
    [
        (
            "en-US",
            "af_heart",
            "The wheel turns again, and lights 38 homes.",
        ),
        ("ja", "jf_alpha", "夏でも室温は18度を超えない。"),
        ("zh-TW", "zf_xiaoxiao", "走完全程，大約需要90分鐘。"),
    ],
)
async def test_the_estimate_is_near_what_is_heard(
    language: str, voice: str, text: str, kokoro: KokoroProvider, tmp_path: Path
) -> None:
    path = tmp_path / "spoken.wav"
    await kokoro.speak(say(text, voice, language, 1.0, reads=kokoro.reads).line, path)
    with wave.open(str(path)) as file:
        heard = file.getnframes() / file.getframerate()
    assert speech_seconds(text, language) == pytest.approx(heard, rel=0.25)


def test_every_writing_system_counts_in_every_language() -> None:
    assert speech_seconds("雨が降る。", "en-US") > 0.5
    assert speech_seconds("Rain falls.", "ja-JP") > 0.5
    assert speech_seconds("Дождь", "ru") == speech_seconds("aaaaa", "en")
    assert speech_seconds("12,500", "en") > speech_seconds("twelve", "en")
    assert speech_seconds("— 🌧️", "en") == 0
