"""What counts as heard: the same words however they are written, and nothing else."""

import pytest

from quality.speech.scoring import both, score
from quality.speech.speaking import VOICES
from quality.speech.texts import PLAIN, Piece, Text, texts


def heard(language: str, piece: str, said: str) -> bool:
    text = Text(language, "kind", "", piece, (Piece((piece,)),))
    return not score(text, said).missed


@pytest.mark.parametrize(
    ("language", "piece", "said"),
    [
        ("en-US", "three point five million dollars", "It raised $3.5 million."),
        ("en-US", "sixty kilometers per hour", "at 60 km/h"),
        ("en-US", "seven forty-five A M", "It leaves at 7:45 a.m., I think."),
        ("en-US", "creme brulee", "a crème brûlée"),
        ("zh-CN", "二零二七年", "在2027年"),
        ("zh-CN", "负五摄氏度", "氣溫是-5°C"),
        ("zh-CN", "一二零", "请打120"),
        ("zh-CN", "三乘四等于十二", "三成四等于十二十减三等于七"),
        ("zh-CN", "十减三等于七", "三成四等于十二十减三等于七"),
        ("zh-CN", "x的平方加y的平方", "X的平方家外的平方"),
        ("zh-CN", "V等于I乘R", "为等于爱乘R"),
        ("zh-CN", "三百零五", "房间号是三百零五号"),
        ("zh-CN", "行长", "航掌"),
        ("zh-CN", "负五摄氏度", "复武设施度"),
        ("ja-JP", "マイナス5度", "気温は-5℃です"),
        ("ja-JP", "3かける4は12", "三かける四は十二です"),
        ("ja-JP", "50パーセント", "５０％です"),
        ("ja-JP", "2位", "彼はニーでした"),
        ("ja-JP", "れい時15分", "終電はレージ15分です"),
    ],
)
def test_the_same_words_are_heard_however_they_are_written(language: str, piece: str, said: str) -> None:
    assert heard(language, piece, said)


@pytest.mark.parametrize(
    ("language", "piece", "said"),
    [
        ("en-US", "five kilograms", "25 kilograms"),
        ("en-US", "two thirds", "one two three"),
        ("en-US", "minus five degrees", "5 degrees"),
        ("en-US", "three times four", "three four twelve"),
        ("zh-CN", "五公斤", "二十五公斤"),
        ("zh-CN", "四月", "十月"),
        ("zh-CN", "x的平方加y的平方", "X的平方家X的平方"),
        ("zh-CN", "十二", "三十二"),
        ("zh-CN", "二十", "二十五个"),
        ("zh-CN", "三百", "一千三百零五"),
        ("zh-CN", "五万", "一比十五万"),
        ("zh-CN", "三点一", "三点一四"),
        ("zh-CN", "一二零", "一二零八"),
        ("zh-CN", "负五摄氏度", "父母设施度"),
        ("ja-JP", "5度", "25度"),
        ("ja-JP", "3本", "3冊"),
        ("ja-JP", "2位", "彼は二でした"),
        ("ja-JP", "マイナス5度", "5度"),
    ],
)
def test_other_words_are_not(language: str, piece: str, said: str) -> None:
    assert not heard(language, piece, said)


def test_of_two_hearings_a_piece_is_missed_that_neither_has() -> None:
    pieces = (Piece(("4月ついたち",)), Piece(("2027年",)), Piece(("3本",)))
    text = Text("ja-JP", "kind", "", "2027年4月ついたちに3本", pieces)
    figures, words = score(text, "2027年4月2日に3冊"), score(text, "二〇二十七年四月ついたちに三冊")
    assert figures.missed == (pieces[0], pieces[2])
    assert words.missed == (pieces[1], pieces[2])
    heard = both(figures, words)
    assert heard.missed == (pieces[2],)
    assert (heard.errors, heard.length) == (figures.errors, figures.length)
    assert heard.heard == "2027年4月2日に3冊 / 二〇二十七年四月ついたちに三冊"


def test_errors_are_counted_in_what_is_heard() -> None:
    text = Text("en-US", "kind", "", "ten minus three equals seven", ())
    assert score(text, "10 − 3 = 7").errors == 0
    assert (score(text, "ten three seven").errors, score(text, "").errors) == (2, 5)


@pytest.mark.parametrize("language", VOICES)
def test_each_language_has_texts_of_twenty_kinds_and_plain_ones(language: str) -> None:
    chosen = texts([language], None, None)
    assert len({text.kind for text in chosen}) == 21
    assert sum(text.kind == PLAIN for text in chosen) == 10
    assert all(text.pieces for text in chosen)
    assert len({text.kind for text in texts([language], None, 21)}) == 21


@pytest.mark.parametrize("language", VOICES)
def test_what_must_be_heard_is_heard_of_what_must_be_spoken(language: str) -> None:
    assert [text.written for text in texts([language], None, None) if score(text, text.spoken).missed] == []
