"""English words in the turn of a Chinese or Japanese voice."""

import sys
from pathlib import Path

import numpy as np
import pytest

from media.speech.kokoro.catalogue import VOICES
from media.speech.kokoro.provider import KokoroProvider

FOLDER = Path(sys.prefix) / "share" / "reelwork" / "kokoro-voices"


@pytest.mark.parametrize(
    ("voice_id", "helper"),
    [
        ("zf_xiaoxiao", "af_heart"),
        ("zm_yunjian", "am_michael"),
        ("jf_alpha", "af_heart"),
        ("jm_kumo", "am_michael"),
        ("ff_siwis", None),
    ],
)
def test_a_voice_of_the_east_is_helped_by_an_english_one(voice_id: str, helper: str | None) -> None:
    kokoro = KokoroProvider(FOLDER)
    alone = kokoro._style(VOICES[voice_id], english=False)
    helped = kokoro._style(VOICES[voice_id], english=True)
    expected = alone if helper is None else (alone + kokoro._read(helper)) / 2
    assert np.allclose(helped, expected)
    assert np.allclose(alone, kokoro._read(voice_id))
