"""What the embedded author makes of a request, and what it refuses to make up."""

import ast
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.animation import Language
from contracts.errors import NeedsModel
from contracts.storyboard import Picture, Plan, Storyboard
from language.chinese import for_mainland
from media.authoring import request
from media.authoring.planning import plan, scene_builder
from media.manim.lint import lint
from media.manim.security import check
from media.scenes.catalogue import catalogue
from media.scenes.locale import Locale
from media.scenes.script import write
from media.topics.topic import topics


def kinds(planned: Plan) -> list[str]:
    return [scene.picture.kind for scene in planned.storyboard.scenes]


def picture(planned: Plan, kind: str) -> Picture:
    return next(scene.picture for scene in planned.storyboard.scenes if scene.picture.kind == kind)


def test_the_documents_own_request() -> None:
    planned = plan("ベクトルの加算を説明する動画", "日本語で、シンプルに")
    assert planned.storyboard.title == "ベクトルの加算"
    assert planned.storyboard.language == "ja"
    assert kinds(planned) == ["title", "vectors"]
    assert planned.coverage.unused == ()


@pytest.mark.parametrize(
    ("content", "instructions", "spoken"),
    [
        ("ベクトルの加算", "", Language.JAPANESE),
        ("向量的加法", "", Language.CHINESE),
        ("向量的加法", "日本語で", Language.JAPANESE),
        ("微分", "わかりやすく", Language.JAPANESE),
        ("Vector addition", "", Language.ENGLISH),
        ("Vector addition", "用中文", Language.CHINESE),
        ("ベクトルの加算", "in English please", Language.ENGLISH),
        ("ベクトルの加算を英語で説明して", "", Language.ENGLISH),
        ("日本語の歴史について", "", Language.JAPANESE),
        ("Explain Japanese grammar", "", Language.ENGLISH),
        ("x", "", Language.ENGLISH),
    ],
)
def test_language(content: str, instructions: str, spoken: Language) -> None:
    assert request.read(content, instructions).locale.language is spoken


def test_chinese_is_written_in_the_readers_own_script() -> None:
    assert request.read("請說明冒泡排序", "").locale is Locale.TRADITIONAL_CHINESE
    assert request.read("请讲解冒泡排序", "").locale is Locale.SIMPLIFIED_CHINESE
    assert request.read("Explain bubble sort", "简体中文").locale is Locale.SIMPLIFIED_CHINESE
    assert request.read("请讲解冒泡排序", "繁體中文").locale is Locale.TRADITIONAL_CHINESE
    assert request.read("二分查找", "", "zh-CN").locale is Locale.SIMPLIFIED_CHINESE
    assert request.read("二分查找", "", "ja").locale is Locale.TRADITIONAL_CHINESE
    assert request.read("向量加法說明", "", "zh-CN").locale is Locale.TRADITIONAL_CHINESE


def test_titles_are_without_the_words_that_ask() -> None:
    subjects = {
        "量子もつれについて説明する動画を作ってください": "量子もつれ",
        "請製作一個說明量子糾纏的影片": "量子糾纏",
        "请用视频介绍人工智能": "人工智能",
        "Please create a video that explains quantum entanglement for beginners": "Quantum entanglement",
        "# Coffee\nA drink.": "Coffee",
        "売上: 1月 120、2月 150": "売上",
    }
    assert {content: request.read(content, "").subject for content in subjects} == subjects


def test_instructions_shorten_and_colour() -> None:
    text = (
        "# Coffee\nA drink. It is hot.\n## Brewing\n1. Grind\n2. Pour\n## Use\nFinland: 12 kg, Norway: 9 kg\n"
    )
    usual, brief = plan(text, "").storyboard, plan(text, "simple and short").storyboard
    assert len(brief.scenes) < len(usual.scenes)
    assert plan("Bubble sort", "背景は白で").storyboard.background == "#FFFFFF"
    assert plan("Bubble sort", "use a black background").storyboard.background == "#000000"
    assert not plan("Bubble sort", "make the bars red").storyboard.background


@pytest.mark.parametrize(
    "content",
    [
        "Explain the Zorbian flux capacitor",
        "量子もつれを説明する動画",
        "compare Python and JavaScript",
        "interest rates set by central banks at 5%",
        "年利3%の住宅ローンのリスク",
        "ratio of 3:2 in photography",
        "food chain of command",
        "x",
        "。",
    ],
)
def test_what_is_not_known_is_said_and_nothing_is_invented(content: str) -> None:
    with pytest.raises(NeedsModel) as refused:
        plan(content, "")
    assert "not among the topics that are known here" in str(refused.value)


def test_near_topics_are_named() -> None:
    with pytest.raises(NeedsModel, match="Insertion sort"):
        plan("Explain pancake sort of the third kind", "")


@pytest.mark.parametrize("stem", topics())
def test_a_named_topic_is_shown_in_every_language(stem: str) -> None:
    topic = topics()[stem]
    for language, instructions in zip(Language, ("日本語で", "用繁體中文", "in English"), strict=True):
        planned = plan(topic.names[0], instructions)
        assert planned.storyboard.title == topic.title[language]
        assert set(kinds(planned)) <= set(catalogue())
        assert {scene.kind for scene in topic.scenes if not scene.audiences} <= set(kinds(planned))


def test_every_chinese_text_of_the_topics_can_be_simplified() -> None:
    for topic in topics().values():
        chinese = [topic.title[Language.CHINESE], topic.lead.get(Language.CHINESE, "")]
        chinese += topic.takeaways.get(Language.CHINESE, [])
        for scene in topic.scenes:
            chinese += [str(scene_builder(scene, Locale.TRADITIONAL_CHINESE).model_dump())]
        for char in for_mainland("".join(chinese)):
            if "\u4e00" <= char <= "\u9fff":
                char.encode("gb2312")


def test_an_example_is_called_one_and_gives_way_to_the_senders_values() -> None:
    ours = plan("Explain bubble sort", "")
    assert ours.coverage.examples
    assert all(heading.startswith("Example: ") for heading in ours.coverage.examples)
    own = plan("Explain bubble sort with 7, 3, 9, 1", "")
    assert picture(own, "sorting").parameters["values"] == ["7", "3", "9", "1"]
    assert own.coverage.examples == ()


def test_numbers_that_no_scene_shows_are_named() -> None:
    planned = plan("Explain bubble sort with 7, 3, 9, 1. It happened 1312 years ago.", "")
    assert planned.coverage.unused == ("It happened 1312 years ago",)


def test_the_same_text_gives_the_same_plan() -> None:
    text = "# 光合成\n植物は光から糖を作ります。葉緑体で進みます。\n- 水\n- 光\n"
    assert plan(text, "短く") == plan(text, "短く")


@pytest.mark.parametrize(
    "content",
    [
        "😀🎉",
        "x",
        "。",
        "\u200b",
        "\ud800",
        "שלום",
        "```\n```",
        '"); import os',
        "'''\"\"\"\\",
        "{0.__class__}",
        "y=" * 50,
        "a\n" * 500,
    ],
)
def test_odd_texts_have_a_plan_or_are_refused(content: str) -> None:
    board = _planned(content, "")
    assert board is None or board.title


@pytest.mark.parametrize(
    "content",
    [
        "植物は太陽の光で糖を作ります。反応は葉緑体で進みます。" * 700,
        "漢" * 20_000,
        "x" * 20_000,
        "1" * 20_000,
        "1" * 19_990 + "a, y = x^2",
        "( " * 10_000,
        "1)" + " " * 19_998,
        "- a\n" * 5_000,
        "a vs b " * 2_800,
        "y=x+" * 5_000,
        "と" * 20_000,
    ],
)
def test_the_longest_texts_take_no_time(content: str) -> None:
    start = time.process_time()
    board = _planned(content[:20_000], "")
    assert board is None or len(board.scenes) <= 8
    assert time.process_time() - start < 5


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=120), st.text(max_size=30))
def test_any_text_has_a_plan_or_is_refused(content: str, instructions: str) -> None:
    board = _planned(content, instructions)
    assert board is None or len(board.scenes) > 1


HOSTILE = (
    '"); import os; os.system("x") # \'\'\' """ \\ {0.__class__}\n- "); import os\n- \'\'\' + """ \\\\ \\n'
)


async def test_hostile_text_stays_text() -> None:
    source = write(plan(HOSTILE, HOSTILE).storyboard)
    tree = ast.parse(source)
    imports = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
    assert [ast.unparse(node) for node in imports] == ["from manim import *"]
    strings = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    assert any("import os" in text for text in strings if isinstance(text, str))
    assert check(source).diagnostics == ()
    assert (await lint(source)).errors == ()


def _planned(content: str, instructions: str) -> Storyboard | None:
    try:
        return plan(content, instructions).storyboard
    except NeedsModel:
        return None
