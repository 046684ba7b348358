"""Long texts in portions, and the portions put together again."""

import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.speech import SpokenWord
from media.audio.samples import RATE, read
from media.speech.assembling import Part, assemble, write_silence
from media.speech.portions import AFTER_CLAUSE_MS, AFTER_SENTENCE_MS, Portion, by_marks

MOST = 40


def texts(text: str, most: int = MOST) -> list[str]:
    return [text[portion.start : portion.end] for portion in by_marks(text, most)]


def test_what_is_short_is_one_portion_without_a_pause() -> None:
    assert by_marks("Good morning! What a day.", MOST) == [Portion(0, 25, 0)]


@pytest.mark.parametrize(
    ("text", "portions"),
    [
        (
            "The tide comes twice. It leaves twice. The Moon pulls the water.",
            ["The tide comes twice. It leaves twice. ", "The Moon pulls the water."],
        ),
        (
            "海水每天漲落兩次。因為月亮吸引著靠近它那一側的水，" * 2,
            [
                "海水每天漲落兩次。因為月亮吸引著靠近它那一側的水，海水每天漲落兩次。",
                "因為月亮吸引著靠近它那一側的水，",
            ],
        ),
        (
            "when the wind falls, when the sea is calm, when the boats are in",
            ["when the wind falls, ", "when the sea is calm, ", "when the boats are in"],
        ),
    ],
)
def test_a_long_text_is_cut_where_a_voice_pauses(text: str, portions: list[str]) -> None:
    assert texts(text) == portions


@given(st.text("ab ,.。、，\n「」あ好"), st.integers(1, 30))
def test_portions_are_the_text_and_none_is_too_long(text: str, most: int) -> None:
    portions = texts(text, most)
    assert "".join(portions) == text
    assert all(len(portion) <= most for portion in portions) or not text.strip()


@pytest.mark.parametrize(
    ("before", "pause"),
    [
        ("It rains. ", AFTER_SENTENCE_MS),
        ("他說：「好。」", AFTER_SENTENCE_MS),
        ("wind, ", AFTER_CLAUSE_MS),
        ("風が、", AFTER_CLAUSE_MS),
        ("no mark ", 0),
    ],
)
def test_the_mark_says_how_long_the_pause_is(before: str, pause: int) -> None:
    first, *_ = by_marks(before + "x" * MOST, max(len(before), MOST))
    assert first.pause_ms == pause


def spoken(path: Path, *, before_ms: int, tone_ms: int, after_ms: int) -> Path:
    quiet = [np.zeros(ms * RATE // 1000) for ms in (before_ms, after_ms)]
    tone = 0.5 * np.sin(np.arange(tone_ms * RATE // 1000) / 10)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes((np.concatenate([quiet[0], tone, quiet[1]]) * 32767).astype("<i2").tobytes())
    return path


def silences(path: Path) -> list[int]:
    """The silences of at least 20 ms between two sounds, in ms."""
    loud = np.flatnonzero(np.abs(read(path)) > 0.005)
    gaps = np.diff(loud)
    return [round(gap * 1000 / RATE) for gap in gaps if gap > RATE // 50]


def test_between_portions_there_is_the_pause_of_the_mark_and_words_are_where_they_are_heard(
    tmp_path: Path,
) -> None:
    text = "rain falls, snow"
    word = {"start_ms": 700, "end_ms": 1000}
    parts = [
        Part(
            Portion(0, 12, AFTER_CLAUSE_MS),
            spoken(tmp_path / "a.wav", before_ms=700, tone_ms=600, after_ms=900),
            [
                SpokenWord(text="rain", start=0, **word),
                SpokenWord(text="falls", start=5, start_ms=1000, end_ms=1300),
            ],
        ),
        Part(
            Portion(12, 16, 0),
            spoken(tmp_path / "b.wav", before_ms=700, tone_ms=300, after_ms=100),
            [SpokenWord(text="snow", start=0, **word)],
        ),
    ]

    words = assemble(parts, tmp_path / "whole.wav")

    (silence,) = silences(tmp_path / "whole.wav")
    assert silence == pytest.approx(AFTER_CLAUSE_MS + 80, abs=3)
    assert [text[one.start : one.start + len(one.text)] for one in words] == ["rain", "falls", "snow"]
    snow = words[-1]
    assert snow.start_ms == pytest.approx(1300 + silence, abs=5)
    assert snow.end_ms - snow.start_ms == pytest.approx(300, abs=2)


def test_without_the_words_of_one_part_there_are_none(tmp_path: Path) -> None:
    path = spoken(tmp_path / "a.wav", before_ms=0, tone_ms=300, after_ms=0)
    told = [SpokenWord(text="rain", start=0, start_ms=0, end_ms=300)]
    assert (
        assemble([Part(Portion(0, 5, 0), path, told), Part(Portion(5, 9, 0), path, [])], tmp_path / "b.wav")
        == []
    )


def test_nothing_said_is_half_a_second_of_silence(tmp_path: Path) -> None:
    write_silence(tmp_path / "nothing.wav")
    samples = read(tmp_path / "nothing.wav")
    assert len(samples) == RATE // 2
    assert not samples.any()
