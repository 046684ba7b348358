"""What a reading sounds like: each run of a language in its own, with spans of the written text."""

import pytest

from media.phonemes.reading import sounds_in, sounds_of
from media.phonemes.sounds import Sound
from media.reading.reader import read

# Some of the languages' libraries are written for older Pythons.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:invalid escape sequence:DeprecationWarning"),
    pytest.mark.filterwarnings(r"ignore:Dictionary.create\(\) is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:open_text is deprecated:DeprecationWarning"),
]


def words(text: str, language: str) -> list[Sound]:
    found = sounds_of(read(text, language), language)
    assert found is not None
    return [sound for sound in found if sound.word]


@pytest.mark.parametrize("language", ["zh-CN", "ja-JP"])
@pytest.mark.parametrize(
    "written",
    [
        "**GitHub** の docker compose",
        "machine learning",
        "「user interface」",
        "用Photoshop和Illustrator",
        "San Franciscoへ",
    ],
)
def test_english_words_sound_english(language: str, written: str) -> None:
    english = [sound for sound in words(written, language) if sound.foreign]
    alone = " ".join(written[sound.start : sound.end] for sound in english)
    expected = words(alone, "en-US")
    assert len(english) >= 2
    assert [sound.phonemes for sound in english] == [sound.phonemes for sound in expected]


@pytest.mark.parametrize(
    ("language", "written", "expected"),
    [
        ("zh-TW", "氣溫是**-5°C**。", ["氣溫", "是", "-5°C", "-5°C"]),
        ("zh-CN", "打开 GitHub 吧", ["打开", "GitHub", "吧"]),
        ("en-US", "say 你好 now", ["say", "你好", "now"]),
    ],
)
def test_sounds_have_the_spans_of_what_is_written(language: str, written: str, expected: list[str]) -> None:
    assert [written[sound.start : sound.end] for sound in words(written, language)] == expected


@pytest.mark.parametrize(
    ("language", "written", "expected"),
    [
        ("zh-CN", "用PC看NBA", ["PC", "PC", "NBA", "NBA", "NBA"]),
        ("zh-TW", "CEO和HR去KTV", ["CEO"] * 3 + ["HR"] * 2 + ["KTV"] * 3),
        ("zh-CN", "说“my USB stick”。", ["my", "USB", "USB", "USB", "stick"]),
        ("zh-CN", "在A4纸上用5G", ["A", "G"]),
        ("zh-CN", "NASA和iPhone", ["NASA", "iPhone"]),
        ("zh-CN", "访问 example.cn 吧", ["example", "cn", "cn"]),
        ("zh-CN", "x 和 Mr 是 a", ["x", "Mr", "a"]),
        ("ja-JP", "「my USB stick」と", ["my", "USB", "USB", "USB", "stick"]),
        ("en-US", "My PC and the NBA", ["My", "PC", "and", "the", "NBA"]),
    ],
)
def test_letters_are_words_to_a_voice_of_the_east(language: str, written: str, expected: list[str]) -> None:
    reading = read(written, language)
    found = [
        reading.spoken[sound.start : sound.end]
        for sound in sounds_in(reading.spoken, reading.runs, language)
        if sound.word
    ]
    assert [word for word in found if word.isascii()] == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("订单号20260415", ["二", "零", "二", "六", "零", "四", "一", "五"]),
        ("密码是1234", ["一", "二", "三", "四"]),
        ("急救120", ["幺", "二", "零"]),
        ("手机13812345678", list("幺三八幺二三四五六七八")),
        ("G1234次", ["一", "二", "三", "四"]),
        ("2027年", None),
        ("3.14159", None),
        ("2816个", None),
    ],
)
def test_figures_that_are_called_out_are_words(written: str, expected: list[str] | None) -> None:
    reading = read(written, "zh-CN")
    spoken = [
        reading.spoken[sound.start : sound.end]
        for sound in sounds_in(reading.spoken, reading.runs, "zh-CN")
        if sound.word
    ]
    figures = [word for word in spoken if word in "零一二三四五六七八九幺"]
    assert figures == expected if expected else len(figures) < 3
    assert "".join(spoken) == reading.spoken


@pytest.mark.parametrize(("written", "first"), [("用PC", "pʰ"), ("看TV", "tʰ"), ("去KTV", "kʰ"), ("B2", "b")])
def test_letters_have_the_breath_that_tells_p_from_b_to_a_chinese_voice(written: str, first: str) -> None:
    english = [sound for sound in words(written, "zh-CN") if sound.foreign]
    assert english[0].phonemes.startswith(first)


def test_a_language_without_phonemes_has_no_sounds() -> None:
    assert sounds_of(read("안녕하세요", "ko-KR"), "ko-KR") is None
    assert [sound.foreign for sound in words("say 안녕 now", "en-US")] == [False, False]


@pytest.mark.parametrize(
    ("written", "groups"), [("订单号20260415", [4, 4]), ("手机13812345678", [3, 4, 4]), ("密码123456", [6])]
)
def test_long_rows_of_figures_are_called_out_in_groups(written: str, groups: list[int]) -> None:
    found = sounds_of(read(written, "zh-CN"), "zh-CN")
    assert found is not None
    rows = "".join("," if sound.phonemes == "," else sound.phonemes for sound in found).split(",")
    assert [sum(tone in "→↗↘↓" for tone in row) for row in rows] == [
        groups[0] + _syllables(written),
        *groups[1:],
    ]


def _syllables(written: str) -> int:
    return sum(not char.isdigit() for char in written)


@pytest.mark.parametrize(
    ("language", "written"), [("fr-FR", "71 %"), ("es-ES", "3,5 €"), ("en-US", "5"), ("zh-CN", "5")]
)
def test_figures_at_the_end_have_their_span(language: str, written: str) -> None:
    found = sounds_of(read(written, language), language)
    assert found is not None
    assert max(sound.end for sound in found) == len(written)
