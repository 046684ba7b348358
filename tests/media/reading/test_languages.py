"""Which language each part of a text is read in: the text's own, but for what only another one writes so."""

import pytest

from media.reading.reader import read


def languages(text: str, language: str) -> list[tuple[str, str]]:
    return [(piece.spoken, piece.language) for piece in read(text, language).pieces if piece.spoken]


@pytest.mark.parametrize("text", ["東京大学", "経済成長率", "時間厳守", "禁煙", "準備中"])
def test_kanji_alone_are_japanese_where_the_text_is_said_to_be(text: str) -> None:
    assert languages(text, "ja-JP") == [(text, "ja-JP")]
    assert languages(text, "zh-TW") == [(text, "zh-TW")]


@pytest.mark.parametrize("text", ["鮮の每日牛奶", "我愛のり", "優の良品", "去ラーメン店", "阿の屋"])
def test_chinese_with_some_kana_stays_chinese(text: str) -> None:
    kana = "".join(spoken for spoken, language in languages(text, "zh-TW") if language == "ja")
    rest = "".join(spoken for spoken, language in languages(text, "zh-TW") if language == "zh-TW")
    assert kana
    assert len(kana) + len(rest) == len(text)


@pytest.mark.parametrize("language", ["zh-TW", "ja-JP"])
@pytest.mark.parametrize(
    "text",
    ["Open the door, please.", "machine learning", "Is it on? It is.", "Hello there!", "We have 3 cats"],
)
def test_a_text_of_english_words_alone_is_english(text: str, language: str) -> None:
    assert {one for _, one in languages(text, language)} == {"en"}
