"""When a text is heard: in what the embedded voice speaks, and in noise with pauses of known places."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.speech import SpokenWord
from media.audio.samples import read
from media.timeline.alignment import align
from media.timeline.clock import Clock
from media.timeline.lay_out import Spoken
from media.timeline.pauses import Span, voiced
from tests.media.timeline.conftest import TEXTS, Babble


def clause_starts(text: str) -> list[int]:
    """Where clauses begin behind a mark, and the text itself."""
    marks = [at + 1 for at, character in enumerate(text[:-1]) if character in ",.?;，。？、"]
    return [0, *(at + text[at:].startswith(" ") for at in marks)]


def heard(text: str, path: Path) -> Clock:
    return align(text, "en", voiced(read(path)), None)


# --- the embedded voice -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", TEXTS)
async def test_by_the_audio_alone_clauses_are_found_where_the_voice_says_that_they_begin(
    narrated: dict[str, Spoken], language: str
) -> None:
    text, spoken = TEXTS[language], narrated[language]
    assert spoken.words
    told = {word.start: word.start_ms for word in spoken.words}

    clock = align(text, language, voiced(read(spoken.path)), None)

    starts = clause_starts(text)
    assert len(starts) >= 3
    assert [clock.starts(at) for at in starts] == [pytest.approx(told[at], abs=200) for at in starts]


@pytest.mark.parametrize("language", ["en-US", "zh-TW"])
async def test_most_words_are_found_by_the_audio_alone_too(
    narrated: dict[str, Spoken], language: str
) -> None:
    spoken = narrated[language]
    assert spoken.words
    clock = align(TEXTS[language], language, voiced(read(spoken.path)), None)
    near = [abs(clock.starts(word.start) - word.start_ms) <= 200 for word in spoken.words]
    assert sum(near) >= 0.9 * len(near)


async def test_words_that_the_provider_tells_are_taken_as_they_are(narrated: dict[str, Spoken]) -> None:
    spoken = narrated["en-US"]
    assert spoken.words
    clock = align(TEXTS["en-US"], "en-US", voiced(read(spoken.path)), spoken.words)
    for word in spoken.words[1:-1]:
        assert clock.starts(word.start) == word.start_ms
        assert clock.ends(word.start + len(word.text)) == word.end_ms


async def test_japanese_within_a_told_stretch_is_found_in_proportion(narrated: dict[str, Spoken]) -> None:
    text, spoken = TEXTS["ja-JP"], narrated["ja-JP"]
    clock = align(text, "ja-JP", voiced(read(spoken.path)), spoken.words)
    whole = text.index("高いところが好きなのでしょうか")
    inner = text.index("好き")
    share = (clock.starts(inner) - clock.starts(whole)) / (clock.ends(text.index("？")) - clock.starts(whole))
    assert 0.3 < share < 0.6  # 6 of 15 morae, the first and last ones longer than the others


# --- known pauses -----------------------------------------------------------------------------------------

TEXT = "Alpha and beta came, gamma stayed behind. Delta and epsilon followed them home; zeta slept."


def test_pauses_are_matched_with_marks(babble: Babble) -> None:
    clock = heard(TEXT, babble([1.3, 0.25, 1.4, 0.6, 2.5, 0.3, 0.8]))
    assert clock.starts(TEXT.index("gamma")) == pytest.approx(1550, abs=30)
    assert clock.ends(TEXT.index(" gamma")) == pytest.approx(1300, abs=30)
    assert clock.starts(TEXT.index("Delta")) == pytest.approx(3550, abs=30)
    assert clock.starts(TEXT.index("zeta")) == pytest.approx(6350, abs=30)
    assert clock.ends(len(TEXT)) == pytest.approx(7150, abs=30)


def test_a_mark_without_a_pause_and_a_pause_without_a_mark_are_told_apart(babble: Babble) -> None:
    # No pause at the comma; one in the middle of the second sentence.
    clock = heard(TEXT, babble([2.7, 0.6, 1.2, 0.2, 1.3, 0.3, 0.8]))
    assert clock.starts(TEXT.index("Delta")) == pytest.approx(3300, abs=30)
    assert clock.starts(TEXT.index("zeta")) == pytest.approx(6300, abs=30)
    assert clock.starts(TEXT.index("gamma")) == pytest.approx(1300, abs=250)


def test_silence_around_the_voice_is_not_counted(babble: Babble) -> None:
    clock = heard("One. Two.", babble([0.0, 0.7, 0.5, 0.4, 0.5, 0.9, 0.0]))
    assert clock.starts(0) == pytest.approx(700, abs=30)
    assert clock.starts(5) == pytest.approx(1600, abs=30)
    assert clock.ends(9) == pytest.approx(2100, abs=30)


def test_words_that_cannot_be_true_are_not_believed(babble: Babble) -> None:
    spans = voiced(read(babble([1.3, 0.25, 1.4, 0.6, 2.5, 0.3, 0.8])))
    lies = [SpokenWord(text="Alpha", start=at, start_ms=90_000 - at, end_ms=90_000) for at in (50, 20, 90)]
    believed = align(TEXT, "en", spans, lies)
    assert believed.starts(TEXT.index("Delta")) == pytest.approx(3550, abs=30)


def test_silence_and_a_text_without_words_have_times_too(babble: Babble) -> None:
    spans = voiced(read(babble([0.0, 2.0])))
    assert spans == [Span(0.0, 2.0)]
    clock = align("…!?", "en", spans, None)
    assert 0 <= clock.starts(0) <= clock.ends(3) <= 2000


@given(
    text=st.text("ab ,.。、漢かカ1%「」\n", min_size=1, max_size=80),
    language=st.sampled_from(["en", "ja", "zh-TW", "de"]),
    lengths=st.lists(st.floats(0.07, 2.0), min_size=1, max_size=15).filter(lambda parts: len(parts) % 2),
)
def test_time_never_goes_back_nor_beyond_what_is_heard(
    text: str, language: str, lengths: list[float]
) -> None:
    ends = [sum(lengths[: number + 1]) for number in range(len(lengths))]
    spans = [Span(end - length, end) for length, end in zip(lengths, ends, strict=True)][::2]
    clock = align(text, language, spans, None)
    starts = [clock.starts(at) for at in range(len(text))]
    assert starts == sorted(starts)
    for at, start in enumerate(starts):
        assert 0 <= start <= clock.ends(at + 1) + 1e-6
        assert clock.ends(at + 1) <= ends[-1] * 1000 + 1e-6
