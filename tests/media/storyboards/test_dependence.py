"""Which sentences can be said at all, and which only behind the one before."""

import pytest

from language.writing import read_as
from media.storyboards.dependence import depends, speakable


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "However, the wheel stopped."),
        ("en", "It feeds a battery."),
        ("en", "A survey found the opposite: sales rose."),
        ("en", "“We gave it a place to stay.”"),
        ("en", "For example, eels can climb."),
        ("ja", "しかし、冬は雪が深い。"),
        ("ja", "これは誰もが感じていることだ。"),
        ("ja", "「減ると思っていたのに。」"),
        ("zh-TW", "但是照片流傳開來。"),
        ("zh-TW", "這讓他多開十年。"),
        ("zh-CN", "因此，只需要6升水。"),
        ("zh-CN", "她的月工资是5200元。"),
    ],
)
def test_a_sentence_that_goes_on_from_another_depends(language: str, sentence: str) -> None:
    assert depends(sentence, read_as(language))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "There are 76 ponds along the coast."),
        ("en", "Herons stand at the end of the channel."),
        ("en", "“We lost,” said Reed."),
        ("ja", "古い校舎は壁が厚い。"),
        ("ja", "ここ数年で酪農家が増えた。"),
        ("zh-TW", "遊客可以沿著紅線走完全程。"),
        ("zh-CN", "并非所有水都被吸收。"),
    ],
)
def test_a_sentence_that_stands_on_its_own_does_not(language: str, sentence: str) -> None:
    assert not depends(sentence, read_as(language))


@pytest.mark.parametrize(
    "sentence",
    [
        "The wheel turns again.",
        "“It hums.”",
        "Cookies are baked in the mill at 5 a.m. every day.",
        "駅の灯りは消えない。",
        "“我们输了。”他说。",
    ],
)
def test_a_whole_sentence_can_be_said(sentence: str) -> None:
    assert speakable(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Why gardens",
        "Three rules decide:",
        "Read more at https://example.org.",
        "Subscribe to our newsletter.",
        "「減ると思っていたのに。",
        "He said: “We lost.",
        "x = f(x); y |= 1.",
        "12.5 | 14.0 | 16.",
        "関連記事はこちらからどうぞ。",
        "扫码关注我们的公众号。",
    ],
)
def test_what_is_no_sentence_of_the_article_can_not(sentence: str) -> None:
    assert not speakable(sentence)
