"""Captions as files: every letter is kept, and nothing in it is taken for markup."""

from hypothesis import given
from hypothesis import strategies as st

from contracts.video import Cue
from language.subtitles import from_srt, to_srt, to_vtt

LINES = st.text(st.sampled_from("ab1 <i>{}\\nN&-月,."), min_size=1).map(str.strip).filter(bool)
CUES = st.lists(
    st.builds(
        lambda start, lines: Cue(start_ms=start, end_ms=start + 900, text="\n".join(lines)),
        st.integers(0, 9_000_000),
        st.lists(LINES, min_size=1, max_size=2),
    )
)


@given(CUES)
def test_what_is_written_is_read_again(cues: list[Cue]) -> None:
    assert list(from_srt(to_srt(cues))) == cues


def test_words_that_look_like_markup_are_words() -> None:
    cue = Cue(start_ms=500, end_ms=2_000, text="if x<y --> {\\b1} & C:\\new\n1969")
    assert to_srt([cue]) == "1\n00:00:00,500 --> 00:00:02,000\nif x<y --> {\\b1} & C:\\new\n1969\n"
    assert to_vtt([cue]) == (
        "WEBVTT\n\n1\n00:00:00.500 --> 00:00:02.000\nif x&lt;y --&gt; {\\b1} &amp; C:\\new\n1969\n"
    )


def test_what_other_programs_have_written_is_read_too() -> None:
    lines = ("1", "00:00:00,500 --> 00:00:02,000", "Two", "lines, no 1,000")
    srt = "\r\n".join((*lines, "", "2", "00:00:02,000 --> 00:00:03,250", "More", ""))
    assert [cue.text for cue in from_srt(srt)] == ["Two\nlines, no 1,000", "More"]


def test_no_captions_are_an_empty_file() -> None:
    assert to_srt([]) == ""
    assert from_srt("") == []
