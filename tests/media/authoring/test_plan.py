"""What the embedded author makes of a text: which scenes, in which language, with what in them."""

import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.animation import Language, Plan, ScenePlan
from language.chinese import for_mainland
from media.authoring import texts, topics
from media.authoring.plan import plan
from media.authoring.reading import comparisons, lists, numbers, prose, shapes
from media.authoring.scenes import BUILDERS
from media.formulas.curve import view
from media.formulas.formula import NotAFormula, parse
from media.scenes.text import captions, clip, width, wrap


def kinds(made: Plan) -> list[str]:
    return [scene.kind for scene in made.scenes]


def scene_of(made: Plan, kind: str) -> ScenePlan:
    return next(scene for scene in made.scenes if scene.kind == kind)


def show_of(made: Plan, kind: str) -> dict[str, Any]:
    return dict(scene_of(made, kind).show)


def test_the_documents_own_request() -> None:
    made = plan("ベクトルの加算を説明する動画", "日本語で、シンプルに")
    assert made.title == "ベクトルの加算"
    assert made.language is Language.JAPANESE
    assert kinds(made) == ["title", "vectors", "summary"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("Show the vector addition (4,-1)+(-2,3)", "vectors"),
        ("関数 y = x^2 - 3x + 1 のグラフ", "function_plot"),
        ("Explain the graph of f(x) = 2sin(x) + 1", "function_plot"),
        ("sin x のグラフ", "function_plot"),
        ("不等式 -1 < x <= 4 を数直線で表す", "number_line"),
        ("Show 3 + 4 - 2 on the number line", "number_line"),
        ("赤い円が青い正方形に変形するアニメーション", "geometry"),
        ("Explain the area of a triangle", "geometry"),
        ("売上: 1月 120万円、2月 150万円、3月 98万円", "bar_chart"),
        ("Tokyo: 37.4, Delhi: 32.9, Shanghai: 29.2", "bar_chart"),
        ("How to make tea:\n1. Boil water\n2. Add tea\n3. Wait", "process"),
        ("まずお湯を沸かし、次に麺を入れ、最後にスープを加えます。", "process"),
        ("首先把水煮開，然後放入茶葉，最後等三分鐘。", "process"),
        ("First wash the rice, then add water, and finally switch it on.", "process"),
        ("リストとタプルの違い", "comparison"),
        ("Cats vs dogs", "comparison"),
        ("比較蘋果和橘子", "comparison"),
        ("この関数を説明\n```python\nprint(1)\n```", "code"),
        ("v = at の式", "formula"),
        ("- 早起き\n- 運動\n- 読書", "key_points"),
        ("量子もつれを説明する動画", "key_points"),
        ("Sort 7, 3, 9, 1 with bubble sort", "sorting"),
        ("10進数の37を2進数に直す", "binary"),
    ],
)
def test_the_text_chooses_the_builder(content: str, kind: str) -> None:
    assert kind in kinds(plan(content, ""))


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
    assert plan(content, instructions).language is spoken


def test_chinese_is_written_in_the_readers_own_script() -> None:
    assert plan("請說明向量加法", "").scenes[1].heading == "兩個向量的和"
    assert plan("请讲解向量加法", "").scenes[1].heading == "两个向量的和"
    assert plan("Explain vector addition", "简体中文").scenes[1].heading == "两个向量的和"
    assert plan("请讲解向量加法", "繁體中文").scenes[1].heading == "兩個向量的和"


def test_the_texts_own_numbers_are_shown() -> None:
    assert show_of(plan("Show vector addition with (4,-1) and (-2,3)", ""), "vectors") == {
        "a": [4, -1],
        "b": [-2, 3],
    }
    assert show_of(plan("Bubble sort of 7, 3, 9, 1", ""), "sorting") == {"values": [7, 3, 9, 1]}
    assert show_of(plan("二次関数 y = x^2 + 2x を説明", ""), "function_plot")["formula"] == "y = x^2 + 2x"
    chart = show_of(plan("売上: 1月 1,200万円、2月 150万円", ""), "bar_chart")
    assert chart["bars"] == [{"label": "1月", "value": 1200.0}, {"label": "2月", "value": 150.0}]
    assert chart["unit"] == "万円"


def test_titles_are_without_the_words_that_ask() -> None:
    titles = {
        "量子もつれについて説明する動画を作ってください": "量子もつれ",
        "請製作一個說明量子糾纏的影片": "量子糾纏",
        "请用视频介绍人工智能": "人工智能",
        "Please create a video that explains quantum entanglement for beginners": "Quantum entanglement",
        "# Coffee\nA drink.": "Coffee",
        "売上: 1月 120、2月 150": "売上",
    }
    assert {content: plan(content, "").title for content in titles} == titles


def test_instructions_shorten_and_colour() -> None:
    text = (
        "# Coffee\nA drink. It is hot.\n## Brewing\n1. Grind\n2. Pour\n## Use\nFinland: 12 kg, Norway: 9 kg\n"
    )
    usual, brief = plan(text, ""), plan(text, "simple and short")
    assert len(brief.scenes) < len(usual.scenes)
    assert plan("円", "背景は白で").scenes[0].show["background"] == "#FFFFFF"
    assert plan("circle", "use a black background").scenes[0].show["background"] == "#000000"
    assert "background" not in plan("円", "赤い円にして").scenes[0].show


def test_an_unknown_subject_gets_questions_and_no_invented_facts() -> None:
    made = plan("Explain the Zorbian flux capacitor", "")
    assert made.title == "Zorbian flux capacitor"
    assert made.scenes[1].heading == "Questions to explore"


def test_a_named_topic_is_explained_in_every_language() -> None:
    for topic in topics.known():
        for spoken, instructions in (
            (Language.JAPANESE, "日本語で"),
            (Language.CHINESE, "用繁體中文"),
            (Language.ENGLISH, "in English"),
        ):
            made = plan(topic.keywords[0], instructions)
            assert made.language is spoken
            assert made.title == topic.title[spoken]
            assert made.scenes[-1].kind == "summary"
            assert all(scene.kind in BUILDERS for scene in made.scenes)
            assert len(topic.takeaways[spoken]) >= 3


def test_every_chinese_text_of_ours_can_be_simplified() -> None:
    ours = [words for words in vars(texts).values() if isinstance(words, dict) and Language.CHINESE in words]
    chinese = [words[Language.CHINESE] for words in ours]
    chinese += [words[Language.CHINESE] for words in texts.NAMES.values()]
    for topic in topics.known():
        chinese += [
            topic.title[Language.CHINESE],
            topic.lead[Language.CHINESE],
            *topic.takeaways[Language.CHINESE],
        ]
        for scene in topic.scenes:
            chinese += [scene.heading[Language.CHINESE], *scene.narration[Language.CHINESE]]
            chinese.append(str(scene.words.get(Language.CHINESE, "")))
    for words in chinese:
        for char in for_mainland(words):
            if "\u4e00" <= char <= "\u9fff":
                char.encode("gb2312")


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
def test_odd_texts_have_a_plan(content: str) -> None:
    made = plan(content, "")
    assert made.title
    assert len(made.scenes) >= 2


@pytest.mark.parametrize(
    "content",
    [
        "植物は太陽の光で糖を作ります。反応は葉緑体で進みます。" * 700,
        "漢" * 20_000,
        "x" * 20_000,
        "1" * 20_000,
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
    assert len(plan(content[:20_000], "").scenes) <= 7
    assert time.process_time() - start < 10


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=120), st.text(max_size=30))
def test_any_text_has_a_plan(content: str, instructions: str) -> None:
    assert plan(content, instructions).scenes


# --- the readers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "numpy", "typst"),
    [
        ("y = x^2 - 3x + 1", "x**2 - 3 * x + 1", "y = x^(2) - 3 x + 1"),
        ("f(x)=sin(x)", "np.sin(x)", "f(x) = sin(x)"),
        ("2x(x-1)", "2 * x * (x - 1)", "2 x (x - 1)"),
        ("y = √x", "np.sqrt(x)", "y = sqrt(x)"),
        ("y = |x|", "np.abs(x)", "y = abs(x)"),
        ("y=e^(-x²)", "np.e ** (-x**2)", "y = e^(-x^(2))"),
        ("y = 3(x+1)/2", "3 * (x + 1) / 2", "y = frac(3 (x + 1), 2)"),
    ],
)
def test_formulas(text: str, numpy: str, typst: str) -> None:
    read = parse(text)
    assert (read.numpy(), read.typst()) == (numpy, typst)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os')",
        "x.real",
        "lambda: x",
        "9**9**9",
        "sin",
        "x[0]",
        "exit()",
        "(" * 60,
        "x=",
        "f'{x}'",
        "1e999",
    ],
)
def test_what_is_no_formula(text: str) -> None:
    with pytest.raises(NotAFormula):
        parse(text)


def test_a_curve_shows_what_is_interesting() -> None:
    seen = view(parse("y = x^2 - 2x - 3"))
    assert seen is not None
    assert seen.zeros == (-1, 3)
    assert seen.turns == (1,)
    assert view(parse("y = sqrt(-1 - x^2)")) is None
    split = view(parse("y = 1/x"))
    assert split is not None
    assert len(split.stretches) == 2


def test_comparisons_know_what_is_said_of_each() -> None:
    found = comparisons.compared("リストとタプルの違い。リストは変更できる。タプルは変更できない。")
    assert found is not None
    assert (found.left, found.right) == ("リスト", "タプル")
    assert found.left_points == ("変更できる",)
    assert comparisons.compared("水に対する反応。") is None


def test_lists() -> None:
    assert lists.numbered("1. a\n2. b") == ["a", "b"]
    assert lists.numbered("手順は 1. 切る 2. 煮る 3. 盛る") == ["切る", "煮る", "盛る"]
    assert lists.numbered("円周率は 3.14 です") == []
    assert lists.ordered("First wash it, then dry it.") == ["Wash it", "Dry it"]
    blocks, rest = lists.code_blocks("a\n```py\nx = 1\n```\nb")
    assert [block.code for block in blocks] == ["x = 1"]
    assert "x = 1" not in rest


def test_numbers() -> None:
    assert numbers.vectors("a point (1,2) and a point (3,4)") is None
    assert numbers.amounts("x = 3, y = 4") is None
    assert numbers.amounts("In 1969 people landed on the Moon.") is None
    shown = numbers.line("x >= 2", asked=False)
    assert shown is not None
    assert shown.range.low == 2
    assert shown.range.low_included


def test_shapes_keep_their_colours_and_order() -> None:
    found = shapes.figures("a red circle turns into a blue square")
    assert found is not None
    assert found.morph
    assert [(figure.shape, figure.color) for figure in found.figures] == [
        ("circle", "RED"),
        ("square", "BLUE"),
    ]
    assert shapes.figures("120万円") is None


def test_sentences() -> None:
    assert prose.sentences("A is 3.14. B is 2.\n- C") == ["A is 3.14.", "B is 2.", "C"]
    assert prose.sentences("これはペンです。あれは？") == ["これはペンです。", "あれは？"]


def test_lines_break_where_a_reader_expects_it() -> None:
    lines = wrap("植物は太陽の光を使って二酸化炭素と水から糖を作り出します", 6, 30)
    assert "".join(lines) == "植物は太陽の光を使って二酸化炭素と水から糖を作り出します"
    assert all(width(line, 30) <= 6 for line in lines)
    assert all(line[0] not in "、。っ" for line in lines)
    assert wrap("ninety-three degrees", 3, 30) == ["ninety-three", "degrees"]
    assert clip("あ" * 100, 5, 36, 2)[-1].endswith("…")
    assert all(width(row, 28) <= 12 for row in captions("これは長い文です、" * 12, 12, 28))
