"""Captions: every word is there, where lines break, how long they are shown."""

import re
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from PIL import ImageFont

from contracts.video import FRAMES, Cue, VideoFormat
from fonts.faces import font
from media.timeline.clock import Clock, Stretch
from media.timeline.cues import FLICKER_MS, LONGEST_MS, SHORTEST_MS, cues
from media.timeline.ruler import Ruler
from media.timeline.weights import weigh

BEGINS = 1000
AFTER = 500


def evenly(text: str, language: str, ms: float) -> Clock:
    """A clock for a text that is spoken without pauses in that time."""
    return Clock([Stretch(0, len(text), 0, ms)], weigh(text, language))


def captions(text: str, language: str, ms: float, video_format: VideoFormat = VideoFormat.REEL) -> list[Cue]:
    return cues(
        text,
        language,
        evenly(text, language, ms),
        Ruler(video_format, language),
        offset_ms=BEGINS,
        until_ms=BEGINS + ms + AFTER,
    )


def lines(text: str, language: str, ms: float, video_format: VideoFormat = VideoFormat.REEL) -> list[str]:
    return [line for cue in captions(text, language, ms, video_format) for line in cue.text.split("\n")]


# --- where lines break ------------------------------------------------------------------------------------


def test_english_breaks_at_clauses_and_between_words() -> None:
    text = "Each request needs a key, and each key has a limit: 1,500 requests a minute."
    assert [cue.text for cue in captions(text, "en", 5500)] == [
        "Each request needs a key,",
        "and each key has a limit:\n1,500 requests a minute.",
    ]


def test_a_wide_picture_takes_longer_lines_than_a_narrow_one() -> None:
    text = "Each request needs a key, and each key has a limit."
    assert len(lines(text, "en", 3000, VideoFormat.YOUTUBE)) < len(lines(text, "en", 3000))


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        ("ja", "新幹線の中で乗客の女性が倒れ、医師がすぐに応急処置を行いました。", ["新幹線", "応急処置"]),
        (
            "ja",
            "インターネットでプログラミングを勉強するとコンピューターが好きになります。",
            ["プログラミング", "コンピューター"],
        ),
        ("ja", "ロケットは午後3時にJAXAの種子島宇宙センターから打ち上げられました。", ["3時に", "JAXAの"]),
        ("zh-TW", "台北市政府今天宣布從明年1月起全市的公車都將改為電動車。", ["台北市", "1月", "電動車"]),
        (
            "zh-CN",
            "科学家在南极冰层下面发现了一个巨大的湖泊，长约70公里。",
            ["科学家", "发现了", "巨大的", "70公里"],
        ),
        (
            "ko",
            "대통령이 오늘 국회에서 새로운 예산안에 대해 설명했습니다.",
            ["대통령이", "국회에서", "예산안에", "설명했습니다"],
        ),
    ],
)
def test_words_of_scripts_without_spaces_stay_whole(language: str, text: str, kept: list[str]) -> None:
    shown = lines(text, language, 200 * len(text))
    assert len(shown) > 1
    for word in kept:
        assert any(word in line for line in shown), shown


@pytest.mark.parametrize("language", ["ja", "zh-TW"])
@given(
    texts=st.lists(st.text("山川草木人天気雨雪花", min_size=1, max_size=14), min_size=2, max_size=6),
    marks=st.lists(st.sampled_from(["、", "。", "」と「", "）、（", "々", "ー", "っ", "！？"]), min_size=5),
)
@settings(max_examples=60)
def test_no_line_begins_or_ends_with_a_mark_that_may_not(
    language: str, texts: list[str], marks: list[str]
) -> None:
    text = "「" + "".join(part + mark for part, mark in zip(texts, marks, strict=False)) + "」"
    for line in lines(text, language, 180 * len(text)):
        assert line[0] not in "、。」』）ー々っ！？"
        assert line[-1] not in "「『（"


def test_what_is_wider_than_a_line_is_broken_all_the_same() -> None:
    address = "https://example.com/" + "a" * 80
    shown = lines(f"See {address} now.", "en", 6000)
    assert "".join(shown).replace(" ", "") == f"See{address}now."


def test_an_abbreviation_does_not_end_a_sentence() -> None:
    text = "The U.S. agency asked Dr. Smith about it. He did not know."
    shown = [cue.text.replace("\n", " ") for cue in captions(text, "en", 4000, VideoFormat.YOUTUBE)]
    assert shown == ["The U.S. agency asked Dr. Smith about it.", "He did not know."]


# --- when -------------------------------------------------------------------------------------------------


def test_a_cue_begins_with_its_first_word_and_pauses_leave_no_flicker() -> None:
    text = "The first one is here. The second one follows it."
    second = text.index("The second")
    clock = Clock(
        [Stretch(0, second - 1, 0, 1600), Stretch(second, len(text), 1850, 3500)], weigh(text, "en")
    )
    one, two = cues(text, "en", clock, Ruler(VideoFormat.REEL, "en"), offset_ms=100, until_ms=4000)
    assert (one.start_ms, one.end_ms, two.start_ms) == (100, 1950, 1950)


def test_a_short_cue_stays_until_it_can_be_read() -> None:
    (cue,) = cues(
        "Go!",
        "en",
        evenly("Go!", "en", 250),
        Ruler(VideoFormat.REEL, "en"),
        offset_ms=0,
        until_ms=2000,
    )
    assert cue.end_ms == SHORTEST_MS


def test_slow_speech_is_shown_in_portions() -> None:
    shown = captions("one two three four five six seven eight", "en", 16_000)
    assert len(shown) >= 3
    assert max(cue.end_ms - cue.start_ms for cue in shown) <= LONGEST_MS


# --- all texts --------------------------------------------------------------------------------------------

_MIXED = (
    "a the battery 1,500 don't 92% $4.2 U.S. (perhaps) “said” naïve GPT-5 — over-charged 😀 한국어 Привет"
)
_DENSE = "研究人員 咖啡 今天天氣真好 発表しました コンピューター 「はい」 第３回 ですね"
_PARTS = st.one_of(
    st.tuples(
        st.sampled_from(_MIXED.split()), st.sampled_from([" ", " ", ", ", ". ", "，", "。", "\n", "… "])
    ),
    st.tuples(
        st.sampled_from(_DENSE.split()),
        st.sampled_from(["", "", "", "，", "。", "、", "？", "\n", "\u3000", "…"]),
    ),
)


@st.composite
def narrations(draw: st.DrawFn) -> str:
    parts = draw(st.lists(_PARTS, min_size=1, max_size=40))
    return "".join(word + end for word, end in parts)


@settings(max_examples=150)
@given(
    text=narrations(),
    language=st.sampled_from(["en", "ja-JP", "zh-TW", "zh-CN", "fr", "ko"]),
    pace=st.floats(30, 400),
    video_format=st.sampled_from(VideoFormat),
)
def test_every_word_is_shown_in_order_in_lines_that_fit_for_a_time_that_fits(
    text: str, language: str, pace: float, video_format: VideoFormat
) -> None:
    assume(any(weigh(text, language)))
    ms = pace * len(text)
    shown = captions(text, language, ms, video_format)

    said = " ".join(cue.text for cue in shown)
    assert re.sub(r"\s", "", said) == re.sub(r"\s", "", text)
    for word in re.findall(r"(?a:[\w$%.,'-]*\w)", text):
        assert word in said

    frame, face = FRAMES[video_format], font(language, "Bold")
    letters = ImageFont.truetype(face.path, frame.caption_size, index=face.index)
    for cue in shown:
        assert len(cue.text.split("\n")) <= 2
        for line in cue.text.split("\n"):
            assert line == line.strip() != ""
            assert letters.getlength(line) <= frame.width - frame.left - frame.right

    assert shown[0].start_ms >= BEGINS
    assert shown[-1].end_ms <= BEGINS + ms + AFTER + 1
    for cue in shown:
        assert 0 <= cue.end_ms - cue.start_ms <= LONGEST_MS + 1
    for before, after in pairwise(shown):
        gap = after.start_ms - before.end_ms
        assert gap == 0 or gap >= FLICKER_MS - 1
