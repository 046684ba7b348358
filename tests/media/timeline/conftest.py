"""Narrations to lay out: noise with known pauses, and the embedded voice."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from media.audio import wav
from media.audio.samples import RATE
from media.speech.kokoro.provider import KokoroProvider
from media.speech.said import say
from media.timeline.lay_out import Spoken

Babble = Callable[[Sequence[float]], Path]
"""Makes a WAV of these seconds in turn voice and pause."""


@pytest.fixture
def babble(tmp_path: Path) -> Babble:
    """Noise as loud as syllables are, five a second; the pauses have a breath in them."""
    return lambda parts: write_babble(tmp_path / f"{len(list(tmp_path.iterdir()))}.wav", parts)


def write_babble(path: Path, parts: Sequence[float]) -> Path:
    noise = np.random.default_rng(len(parts))
    pieces = []
    for number, seconds in enumerate(parts):
        time = np.arange(round(seconds * RATE)) / RATE
        loud = 0.004 if number % 2 else 0.2 + 0.15 * np.sin(2 * np.pi * 5 * time)
        pieces.append(noise.uniform(-1, 1, len(time)) * loud)
    samples = (np.concatenate(pieces) * 32767).astype("<i2")
    wav.write(path, wav.Pcm(samples.tobytes(), RATE))
    return path


TEXTS = {
    "en-US": "Why do cats purr? The sound comes from the larynx, which twitches 25 times a second.",
    "zh-TW": "咖啡真的會讓人睡不著嗎？研究人員找來了48位志願者，請他們在睡前喝一杯咖啡。",
    "ja-JP": "猫はなぜ、高いところが好きなのでしょうか？敵から身を守るため、と考えられています。",
}
_VOICES = {"en-US": "af_heart", "zh-TW": "zf_xiaoxiao", "ja-JP": "jf_tebukuro"}


@pytest.fixture(scope="session")
async def narrated(kokoro: KokoroProvider, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Spoken]:
    """The texts by language, as the embedded voice speaks them and tells their words."""
    folder = tmp_path_factory.mktemp("narrated")
    spoken = {}
    for language, text in TEXTS.items():
        path = folder / f"{language}.wav"
        said = say(text, _VOICES[language], language, 1.0, reads=kokoro.reads)
        words = said.heard(await kokoro.speak(said.line, path))
        spoken[language] = Spoken(language, path, tuple(words))
    return spoken
