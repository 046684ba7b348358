"""What the reader answers with: pieces that cover the text, and spans back to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.reading.reader import read

TEXTS = st.text(
    st.sampled_from([*"ab AB 019#*_`[]()|<>@&-–.,:/\n$€%°²√=+×^~!?。、日本のほ中文👩\u200d🚀\u00ad"])
)


@given(TEXTS, st.sampled_from(["en-US", "en-GB", "ja-JP", "zh-TW", "fr-FR"]))
def test_pieces_cover_the_text(text: str, language: str) -> None:
    pieces = read(text, language).pieces
    assert [piece.start for piece in pieces] == [0, *(piece.end for piece in pieces[:-1])][: len(pieces)]
    assert (pieces[-1].end if pieces else 0) == len(text)


@given(TEXTS, st.sampled_from(["en-US", "ja-JP", "zh-TW"]))
def test_every_spoken_character_has_a_written_span(text: str, language: str) -> None:
    reading = read(text, language)
    for at in range(len(reading.spoken)):
        start, end = reading.written_span(at, at + 1)
        assert 0 <= start < end <= len(text)


def test_words_around_markup_have_their_own_spans() -> None:
    reading = read("Read the **[docs](https://example.com)** now", "en-US")
    assert reading.spoken == reading.plain.text == "Read the docs now"
    start, end = reading.written_span(9, 13)
    assert reading.written[start:end] == "docs"
    assert reading.written[slice(*reading.plain.span(14, 17))] == "now"


def test_nothing_is_spoken_nowhere() -> None:
    with pytest.raises(ValueError, match="between 3 and 3"):
        read("word", "en-US").written_span(3, 3)


@pytest.mark.parametrize(
    "text", ["", " ", "……", "—", "•", "!?", "\u200b", "👩‍🚀", "---", "[laughs]", "（笑）", "**", "&nbsp;"]
)
def test_a_text_without_words_is_silent(text: str) -> None:
    assert read(text, "en-US").silent


def test_words_of_another_writing_are_in_its_language() -> None:
    assert [
        (piece.spoken, piece.language) for piece in read("打开 GitHub，然后 docker compose", "zh-CN").pieces
    ] == [
        ("打开 ", "zh-CN"),
        ("GitHub", "en"),
        ("，然后 ", "zh-CN"),
        ("docker compose", "en"),
    ]
    assert [piece.language for piece in read("say こんにちは to 日本", "en-US").pieces] == [
        "en-US",
        "ja",
        "en-US",
        "ja",
    ]
    assert [piece.language for piece in read("say 你好", "en-GB").pieces] == ["en-GB", "zh"]
