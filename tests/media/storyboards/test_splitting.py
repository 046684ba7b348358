"""Narrations become scenes: at their own breaks, with every spoken word, and nothing that is not spoken."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.errors import InvalidField
from contracts.storyboard import Scene
from contracts.video import CardKind, card_of
from language import beats
from language.lengths import speech_seconds
from media.storyboards.reading import plain
from media.storyboards.splitting import LONGEST_NARRATION, split
from tests.media.storyboards.sample import LANGUAGES, sample

NARRATION = """# The harbour town

Scene 1: Morning
Narrator: Every morning at five, the boats of Port Ellis leave the harbour. [Show fishing boats at dawn] They
come back with cod, mackerel and crab.

[Scene 2: The market]
By seven, the market is **full**. "You have to be quick, the best fish is gone before breakfast," says Maria
Lopez, who has sold fish here for 40 years. [music swells]

- Prices have risen by 30 percent since 2020.
- People keep coming all the same.
---
Scene 3: That was Port Ellis. Thanks for watching!
"""


def scenes(narration: str, language: str = "en-US", seconds: float = 15) -> tuple[Scene, ...]:
    return split("My First Video", narration, language, seconds).storyboard.scenes


def narrations(narration: str, language: str = "en-US", seconds: float = 15) -> list[str]:
    return [beats.narration(scene, language) for scene in scenes(narration, language, seconds)]


# --- every word, and no other -----------------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        "rain",
        "Mr.",
        "U.S.",
        "3.5",
        "1,000",
        "“Stop!”",
        "don’t",
        "(maybe)",
        "end.",
        "why?",
        "so,",
        "well;",
        "…",
        "No.",
        "雨庭",
        "漁船が",
        "港を出る。",
        "「行く。」",
        "「減ると",
        "思った。」",
        "他說：",
        "好！",
        "x" * 300,
        "長" * 1200,
        "Ünï",
    ]
)
BREAKS = st.sampled_from([" ", " ", " ", " ", "\n", "\n\n", "\n---\n", "\n\n\n"])
UNSPOKEN = st.sampled_from(
    ["[a map]", "【画面：港】", "\n## Heading\n", "\n[Scene 2: The market]\n", "\nScene 3:\n"]
)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(WORDS, BREAKS, st.none() | UNSPOKEN), min_size=1, max_size=60),
    st.sampled_from(LANGUAGES),
)
def test_every_spoken_word_is_kept_in_its_order(
    parts: list[tuple[str, str, str | None]], language: str
) -> None:
    narration = "".join(f"{word}{gap}{unspoken or ''}{gap}" for word, gap, unspoken in parts)
    spoken = [word for word, _, _ in parts]
    if not any(map(str.isalnum, "".join(spoken))):
        return
    said = narrations(narration, language)
    assert letters("".join(said)) == letters("".join(spoken))
    assert all(0 < len(narration) <= LONGEST_NARRATION for narration in said)


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(["Rain", "fell", "all", "night.", "Why?", "so,", "12.5", "it’s"]),
        min_size=1,
        max_size=400,
    )
)
def test_words_that_stand_apart_stay_apart(words: list[str]) -> None:
    assert " ".join(narrations(" ".join(words))).split() == words


@settings(max_examples=60)
@given(st.text(max_size=300), st.sampled_from(LANGUAGES), st.floats(1, 1800))
def test_any_text_makes_scenes_or_is_refused(narration: str, language: str, seconds: float) -> None:
    try:
        made = scenes(narration, language, seconds)
    except InvalidField:
        return
    assert all(any(map(str.isalnum, beats.narration(scene, language))) for scene in made)
    assert all(scene.heading.strip() for scene in made)


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


# --- where scenes begin -----------------------------------------------------------------------------------


@pytest.mark.timeout(8)  # a pattern that goes back over all blanks for each of them takes longer
@pytest.mark.parametrize("before", ["narrator", "scene 1", "# #", "Scene 1 -", "- ", "第 1 "])
@pytest.mark.parametrize("filling", [" ", "#", "\u3000", "\t"])
def test_no_row_of_the_same_characters_takes_long(before: str, filling: str) -> None:
    assert narrations(f"{before}{filling * 49_000}x\n\nThis is said.")[-1].endswith("This is said.")


@pytest.mark.timeout(8)  # what tries every way to cut a number, or reads all before each stop, takes longer
@pytest.mark.parametrize(
    ("narration", "language"),
    [
        (f"The tracking number is {'1234567890' * 6} in our list.", "en"),
        (f"番号は{'1234567890' * 6}です。", "ja"),
        (f"編號是{'3千4百' * 20}。", "zh-TW"),
        (("王先生說" * 120 + "OK. ") * 80, "zh-TW"),
        (("王先生說" * 120 + "Dr. Wang") * 80, "zh-CN"),
    ],
)
def test_no_number_and_no_text_without_blanks_takes_long(narration: str, language: str) -> None:
    assert scenes(narration, language)


@pytest.mark.parametrize(
    ("narration", "said"),
    [
        # Lines that end where a page did: the blank between two words is not lost.
        (
            "Les marchands de la ville ont installé toutes leurs tables un marché\nà la campagne.",
            "marché à la",
        ),
        ("El alcalde de la ciudad vieja dijo ayer por la tarde que allí está\nél mismo.", "está él"),
        (
            "그 마을에서는 오래전부터 사람들이 모여서 함께 부르는 이야기와\n노래를 좋아합니다.",
            "이야기와 노래를",
        ),
        ("山の上の小さな町では、昔から人びとが集まって一緒に歌う習慣があり、\nいまも続く。", "あり、いまも"),
    ],
)
def test_lines_broken_by_the_width_of_a_page_keep_their_words_apart(narration: str, said: str) -> None:
    language = {"L": "fr", "E": "es", "그": "ko", "山": "ja"}[narration[0]]

    assert said in " ".join(narrations(narration, language))


@pytest.mark.parametrize(
    ("narration", "said"),
    [
        (
            "“[We] will rebuild [the harbour],” the mayor said.",
            "“We will rebuild the harbour,” the mayor said.",
        ),
        ("The ships [1] come [pause] in.", "The ships come in."),
        ("[Show the harbour] The ships come in. [music]", "The ships come in."),
        ("The ships come in. [waves] They stay.", "The ships come in. They stay."),
    ],
)
def test_brackets_within_a_quotation_are_spoken_and_directions_are_not(narration: str, said: str) -> None:
    assert " ".join(narrations(narration)) == said


@pytest.mark.parametrize(
    ("narration", "language"),
    [
        ("Welcome to Seoul.\n\n안녕하세요!\n\nThat means hello.", "en-US"),
        ("ありがとうございます。\n\nThat means thank you.", "en"),
        ("一半是\n\n½\n\n對嗎？", "zh-TW"),
    ],
)
def test_words_of_another_writing_system_share_a_scene_with_words_that_the_voice_can_say(
    narration: str, language: str
) -> None:
    said = narrations(narration, language)

    assert all(re.search("[A-Za-z]" if language.startswith("en") else "[一-鿿]", one) for one in said)
    assert "".join(re.findall(r"\w", "".join(said))) == "".join(re.findall(r"\w", narration))


def test_the_contracts_own_example_is_one_scene_under_its_title() -> None:
    plan = split("My First Video", "This is a test video script.", "en-US", 15)
    (scene,) = plan.storyboard.scenes
    assert [beat.line for beat in scene.beats] == ["This is a test video script."]
    assert (card_of(scene).kind, scene.heading) == (CardKind.TITLE, "My First Video")
    assert (plan.storyboard.title, plan.storyboard.language) == ("My First Video", "en-US")
    assert (plan.author, plan.spare) == ("local", ())


def test_a_narration_is_split_at_its_own_breaks() -> None:
    morning, market, prices, thanks = narrations(NARRATION)
    assert morning.startswith("Every morning at five")
    assert morning.endswith("They come back with cod, mackerel and crab.")
    assert market.startswith("By seven, the market is full.")
    assert market.endswith("says Maria Lopez, who has sold fish here for 40 years.")
    assert prices == "Prices have risen by 30 percent since 2020. People keep coming all the same."
    assert thanks == "That was Port Ellis. Thanks for watching!"


def test_headings_and_directions_are_shown_and_not_spoken() -> None:
    made = scenes(NARRATION)
    first, market, prices, _ = map(card_of, made)
    assert first.keywords[0] == "fishing boats at dawn"
    assert [scene.heading for scene in made[1:3]] == ["The market", "Prices"]
    assert (market.kind, market.lines) == (
        CardKind.QUOTE,
        ("You have to be quick, the best fish is gone before breakfast",),
    )
    assert (prices.kind, prices.figure) == (CardKind.FIGURE, "30 percent")
    assert not any("music" in keyword for card in (first, market, prices) for keyword in card.keywords)


@pytest.mark.parametrize(
    ("narration", "heading"),
    [
        ("Hello there, everybody.\n\nScene 2: At the mill\nThe wheel turns again.", "At the mill"),
        ("Hello there, everybody.\n\n[Scene: At the mill] The wheel turns again.", "At the mill"),
        ("Hello there, everybody.\n\n## At the mill\n\nThe wheel turns again.", "At the mill"),
        ("毎朝五時に港が開く。\n\nシーン2：市場の朝\n魚が並ぶ。", "市場の朝"),
        ("每天五点开门。\n\n【场景二：市场】\n鱼摆满了摊位。", "市场"),
    ],
)
def test_headings_are_known_in_all_their_forms(narration: str, heading: str) -> None:
    made = scenes(narration)
    assert len(made) == 2
    assert made[1].heading == heading
    assert heading not in narrations(narration)[1]


@pytest.mark.parametrize(
    "narration",
    ["Scene 1: Welcome to the show.\nScene 2: Goodbye", "Scene 1: welcome to\nthe show.\nScene 2: Goodbye"],
)
def test_what_alone_stands_behind_a_scenes_number_is_spoken(narration: str) -> None:
    assert [re.sub("^w", "W", spoken) for spoken in narrations(narration)] == [
        "Welcome to the show.",
        "Goodbye",
    ]


def test_a_sentence_that_only_mentions_a_scene_is_spoken() -> None:
    assert narrations("Scene 1 is my favourite part.") == ["Scene 1 is my favourite part."]


# --- how long scenes are ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_paragraph_becomes_scenes_of_a_few_seconds(language: str) -> None:
    text = "".join(sample(language).paragraphs[1:6])
    made = narrations(text, language, 30)
    assert len(made) > 5
    assert all(3 <= speech_seconds(said, language) <= 12 for said in made)


def test_short_sentences_of_a_paragraph_share_a_scene() -> None:
    assert narrations("Rain. Wind. Then the sun.") == ["Rain. Wind. Then the sun."]


def test_words_for_a_long_video_are_spread_over_more_scenes() -> None:
    narration = "The boats leave at five. The market opens at seven. The last fish is sold at nine. " * 4
    assert len(scenes(narration, seconds=120)) > len(scenes(narration, seconds=10))


@pytest.mark.parametrize("endless", ["word " * 900, "長" * 3000, "x" * 3000, "One, two, three, " * 200])
def test_text_without_an_end_is_cut_and_kept(endless: str) -> None:
    made = narrations(endless)
    assert len(made) > 1
    assert max(map(len, made)) <= LONGEST_NARRATION
    assert letters("".join(made)) == letters(endless)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_narration_of_twenty_thousand_characters_is_split(language: str) -> None:
    paragraphs = list(map(plain, sample(language).paragraphs))
    narration = "\n\n".join(paragraphs * (20_000 // sum(map(len, paragraphs))))
    assert letters("".join(narrations(narration, language, 600))) == letters(narration)


# --- nothing to speak -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "narration", ["", "  \n\n", "---", "## Only a heading", "[music] [fade out]", "Scene 1:", "… — !"]
)
def test_a_narration_with_nothing_to_speak_is_refused_in_words(narration: str) -> None:
    with pytest.raises(InvalidField, match="no words to speak") as raised:
        split("Title", narration, "en-US", 15)
    assert raised.value.details["field"] == "script_content"
