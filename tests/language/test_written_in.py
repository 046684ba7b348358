"""The language that a text is in, by its writing and by what is said of it."""

import pytest

from language.written_in import written_in


@pytest.mark.parametrize(
    ("text", "said", "others", "language"),
    [
        # as it is said
        ("你好，今天天氣真好！", "zh-TW", (), "zh-TW"),
        ("東京", "ja-JP", ("zh-CN",), "ja-JP"),
        ("Bonjour tout le monde", "fr-FR", ("en-US",), "fr-FR"),
        ("Привет мир", "uk", (), "uk"),
        # signs, names and single words make no other language
        ("……", "zh-TW", (), "zh-TW"),
        ("OK!", "zh-TW", (), "zh-TW"),
        ("x² + y² = 25", "zh-TW", (), "zh-TW"),
        ("打开 GitHub，然后运行 docker compose up。", "zh-CN", (), "zh-CN"),
        ("order-9f8e7d-aa 第1句", "zh-TW", (), "zh-TW"),
        ("你好 means hello in Chinese", "en-US", (), "en-US"),
        ("The letter π is Greek", "en-US", (), "en-US"),
        # another writing is another language
        ("Good morning! What a day.", "zh-TW", ("zh-TW",), "en-US"),
        ("Good morning! What a day.", "zh-TW", ("en-GB",), "en-GB"),
        ("Hello there", "ja-JP", (), "en-US"),
        ("你好，今天天氣真好！", "en-US", (), "zh-TW"),
        ("今天天气真好，我们去公园。", "en-US", (), "zh-CN"),
        ("今天天气真好，我们去公园。", "en-US", ("zh-TW",), "zh-TW"),
        ("こんにちは、元気ですか。", "zh-TW", (), "ja-JP"),
        ("GitHub の使い方", "en-US", (), "ja-JP"),
        ("안녕하세요", "zh-TW", ("en-US",), "ko"),
        ("Привет, как дела?", "en-US", (), "ru"),
    ],
)
def test_a_text_is_in_the_language_that_it_is_written_in(
    text: str, said: str, others: tuple[str, ...], language: str
) -> None:
    assert written_in(text, said, others) == language
