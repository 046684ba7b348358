"""Edits of storyboards: values, words, scenes, languages and looks, as people ask for them."""

import difflib
import json
import re

import pytest

from contracts.errors import InstructionNotUnderstood
from contracts.storyboard import Plan, Scene
from media.authoring.edits.understanding import NotUnderstood
from media.authoring.planning import plan
from media.authoring.revising import revise, rules, write
from media.authoring.revising.draft import Draft

PYTHAGORAS = "Explain the Pythagorean theorem"
BUBBLES = "Visualize bubble sort on [5,3,8,1]"
VECTORS = "Add vectors a=(2,1) and b=(1,3)"
SALES = "売上: 1月 120万円, 2月 150万円, 3月 90万円, 4月 210万円"
ENGLISH_SALES = "Sales: January 120, February 150, March 90, April 210"
STEPS = "Steps: boil water, add tea, wait 3 minutes, pour"
TEA = ["Boil water", "Add tea", "Wait 3 minutes", "Pour"]
SEARCH = "Binary search for 23 in [4, 8, 15, 16, 23, 42]"


def edited(content: str, *instructions: str) -> Plan:
    planned = plan(content, "")
    for instruction in instructions:
        planned = revise(planned, instruction, None)
    return planned


def scene(planned: Plan, kind: str) -> Scene:
    return next(scene for scene in planned.storyboard.scenes if scene.picture.kind == kind)


def added_lines(before: Plan, after: Plan) -> list[str]:
    one, other = write(before.storyboard).splitlines(), write(after.storyboard).splitlines()
    lines = difflib.unified_diff(one, other, lineterm="", n=0)
    return [line[1:].strip() for line in lines if line.startswith("+") and not line.startswith("+++")]


def made(script: str, variable: str) -> str:
    """The statement that makes a variable."""
    found = re.search(
        rf"^ +{variable} = (\w+\(.*?\n(?= {{8}}\w| {{4}}\w|\n))", script, re.MULTILINE | re.DOTALL
    )
    assert found, variable
    return found[1]


@pytest.mark.parametrize(
    ("content", "instruction", "kind", "parameters"),
    [
        (PYTHAGORAS, "Replace the example with legs 5 and 12", "pythagoras", {"a": 5, "b": 12}),
        (PYTHAGORAS, "change the legs to 6 and 8", "pythagoras", {"a": 6, "b": 8}),
        ("三平方の定理", "3 と 4 を 5 と 12 に変えて", "pythagoras", {"a": 5, "b": 12}),
        ("勾股定理", "把直角边改成 6 和 8", "pythagoras", {"a": 6, "b": 8}),
        (BUBBLES, "Use the numbers 9, 2, 7, 4, 6, 1 instead", "sorting", {"values": list("927461")}),
        (BUBBLES, "replace 8 with 6", "sorting", {"values": list("5361")}),
        (BUBBLES, "add a 7 to the list", "sorting", {"values": list("53817")}),
        ("冒泡排序", "把数字改成 7, 3, 9, 1", "sorting", {"values": list("7391")}),
        (VECTORS, "add a vector c = (1,-2)", "vectors", {"a": [2, 1], "b": [1, 3], "c": [1, -2]}),
        (SEARCH, "search for 15 instead", "array_search", {"values": [4, 8, 15, 16, 23, 42], "wanted": 15}),
        ("y = sin(x) + cos(2x) のグラフ", "関数を y = x^3 に変えて", "graphs", {"functions": ["x^3"]}),
        ("y = x^2 のグラフ", "y = x^2 + 1 も描いて", "graphs", {"functions": ["x^2", "x^2 + 1"]}),
        ("Plot y = x^2", "Also plot y = 2x", "graphs", {"functions": ["x^2", "2x"]}),
        ("畫出 y = x^2 的圖形", "改成 y = x^2 - 4", "graphs", {"functions": ["x^2 - 4"]}),
        ("Solve 2x + 3 = 11", "change it to 3x - 4 = 8", "equation", {"equation": "3x - 4 = 8"}),
        (STEPS, 'Add a step "Stir"', "steps", {"steps": [*TEA, "Stir"]}),
        (STEPS, "add a step `Stir`", "steps", {"steps": [*TEA, "Stir"]}),
        (STEPS, 'change "add tea" to "add coffee"', "steps", {"steps": [TEA[0], "Add coffee", *TEA[2:]]}),
        (STEPS, "change 3 minutes to 5 minutes", "steps", {"steps": [*TEA[:2], "Wait 5 minutes", TEA[3]]}),
        (STEPS, 'remove the step "pour"', "steps", {"steps": TEA[:3]}),
    ],
)  # fmt: skip
def test_values_are_those_that_the_edit_gives(
    content: str, instruction: str, kind: str, parameters: dict[str, object]
) -> None:
    after = edited(content, instruction)
    assert {key: scene(after, kind).picture.parameters.get(key) for key in parameters} == parameters
    assert after.coverage.unused == ()
    assert scene(after, kind).heading not in after.coverage.examples


@pytest.mark.parametrize(
    ("content", "instruction", "rows"),
    [
        (SALES, "5月 180万円 を追加して", {"1月": 120, "2月": 150, "3月": 90, "4月": 210, "5月": 180}),
        (SALES, "3月を 130 に変えて", {"1月": 120, "2月": 150, "3月": 130, "4月": 210}),
        (SALES, "2月を削除して", {"1月": 120, "3月": 90, "4月": 210}),
        (ENGLISH_SALES, "change March to 130", {"January": 120, "February": 150, "March": 130, "April": 210}),
        (ENGLISH_SALES, "Remove February", {"January": 120, "March": 90, "April": 210}),
        (
            ENGLISH_SALES,
            "Add May 180",
            {"January": 120, "February": 150, "March": 90, "April": 210, "May": 180},
        ),
    ],
)
def test_rows_of_a_chart(content: str, instruction: str, rows: dict[str, int]) -> None:
    shown = scene(edited(content, instruction), "chart").picture.parameters["rows"]
    assert isinstance(shown, list)
    assert {row["label"]: row["value"] for row in shown if isinstance(row, dict)} == rows


def test_a_chart_is_drawn_in_another_form() -> None:
    assert (
        scene(edited(ENGLISH_SALES, "make it a pie chart"), "chart").picture.parameters["drawn_as"] == "pie"
    )
    assert scene(edited(SALES, "折れ線グラフに変えて"), "chart").picture.parameters["drawn_as"] == "line"


def test_a_title_that_held_the_old_values_goes_with_them() -> None:
    after = edited("解释二次函数 y = x^2 - 4x + 3 的顶点和零点", "把 y = x^2 - 4x + 3 改成 y = x^2 - 2x - 3")
    said = json.dumps(after.storyboard.model_dump(mode="json"), ensure_ascii=False)
    assert "4x + 3" not in said
    assert [beat.line for beat in scene(after, "graphs").beats][1:] == [
        "与 x 轴相遇于 x = −1、x = 3。",
        "顶点是 (1, −4)，在此由降转升。",
    ]


def test_a_value_that_was_an_example_becomes_the_senders() -> None:
    content = "Show how the derivative is the slope of the tangent line of y=x^2"
    assert plan(content, "").coverage.examples
    after = edited(content, "Show the tangent line at x = 1")
    assert after.coverage.examples == ()
    assert any("x = 1" in beat.line and "2" in beat.line for beat in scene(after, "tangent").beats)


@pytest.mark.parametrize(
    ("instruction", "method", "title"),
    [
        ("sort it with insertion sort instead", "insertion", "Insertion sort"),
        ("use selection sort", "selection", "Selection sort"),
    ],
)
def test_another_method_works_on_the_same_values(instruction: str, method: str, title: str) -> None:
    after = edited(BUBBLES, instruction)
    assert scene(after, "sorting").picture.parameters == {"values": list("5381"), "method": method}
    assert after.storyboard.title == title


@pytest.mark.parametrize(
    ("content", "instruction", "language", "title"),
    [
        ("ベクトルの加算を説明する動画", "英語に翻訳して", "en", "Adding vectors"),
        ("冒泡排序", "翻译成英文", "en", "Bubble sort"),
        ("冒泡排序", "翻译成日语", "ja", "バブルソート"),
        (PYTHAGORAS, "translate it into Japanese", "ja", "三平方の定理"),
        (PYTHAGORAS, "in simplified Chinese please", "zh-Hans", "勾股定理"),
        ("三平方の定理", "中国語にして", "zh-Hant", "畢氏定理"),
    ],
)
def test_another_language(content: str, instruction: str, language: str, title: str) -> None:
    before, after = plan(content, ""), edited(content, instruction)
    assert (after.storyboard.language, after.storyboard.title) == (language, title)
    kinds = [scene.picture.kind for scene in before.storyboard.scenes]
    assert [scene.picture.kind for scene in after.storyboard.scenes] == kinds
    if language == "en":
        assert not re.search(
            "[ぁ-ヿ㐀-鿿]", json.dumps(after.storyboard.model_dump(mode="json"), ensure_ascii=False)
        )


def test_a_senders_own_words_are_not_translated_and_named() -> None:
    after = edited(STEPS, "translate to Japanese")
    assert after.storyboard.language == "ja"
    assert {"Boil water", "Pour"} <= set(after.coverage.unused)


def test_looks_are_laid_over_what_is_named_alone() -> None:
    before = plan(PYTHAGORAS, "")
    after = revise(before, "Make the c² square red", None)
    assert "color=RED" in made(write(after.storyboard), "square_c")
    assert added_lines(before, after) == ["color=RED,"]
    after = revise(before, "Make the hypotenuse red", None)
    assert len(added_lines(before, after)) == 1
    assert "color=RED" in made(write(after.storyboard), "hypotenuse")


def test_looks_stay_when_values_change() -> None:
    after = edited(BUBBLES, "make the bars purple", "Use the numbers 9, 2, 7, 4, 6, 1 instead")
    script = write(after.storyboard)
    assert all("color=PURPLE_B" in made(script, f"bar_{index}") for index in range(6))


def test_a_look_of_a_scene_goes_with_it_and_ends_with_it() -> None:
    after = edited(PYTHAGORAS, "make the text in scene 2 green", "swap scenes 2 and 3")
    third = write(after.storyboard).split("def scene_3_pythagoras")[1]
    assert "color=GREEN" in made(third, "caption_1")
    assert "GREEN" not in made(write(after.storyboard).split("def scene_2_summary")[1], "words_1")
    gone = revise(after, "remove scene 3", None)
    assert "pythagoras" not in write(gone.storyboard)


def test_fainter_and_thicker() -> None:
    after = edited(VECTORS, "Make the grid less bright and the arrows thicker")
    script = write(after.storyboard)
    assert "BLUE_E" not in made(script, "plane")
    assert "stroke_width=10.8" in made(script, "vector_a")
    assert "stroke_width=9" in write(edited("y = x のグラフ", "グラフの線を太くして赤に").storyboard)


def test_a_box_is_painted_for_good() -> None:
    before = plan("手順: 野菜を切る、煮る、盛り付ける", "")
    after = revise(before, "「煮る」の箱を赤に塗って、矢印を太く", None)
    script = write(after.storyboard)
    assert "color=RED" in made(script, "card_2")
    assert "card_2.animate.set_stroke(RED, 3)" in script
    assert "stroke_width=10.8" in made(script, "arrow_1")
    assert after.coverage.unused == ()


def test_what_is_looked_at_has_a_colour_of_its_own() -> None:
    assert edited(BUBBLES, "highlight the two bars being compared in yellow").coverage.unused == ()
    script = write(edited(BUBBLES, "highlight the two bars being compared in red").storyboard)
    assert "bar_0.animate.set_color(RED)" in script
    assert "color=BLUE" in made(script, "bar_0")


def test_pace_and_pauses() -> None:
    after = edited(PYTHAGORAS, "Speed it up 2x and add a pause of 3 seconds at the end")
    script = write(after.storyboard)
    assert "SPEED = 2.0" in script
    assert after.storyboard.scenes[-1].pause == 3
    assert script.count("self.wait(3.0)") == 1
    assert edited("三平方の定理", "最後に2秒の間を入れて").storyboard.scenes[-1].pause == 2
    assert edited(PYTHAGORAS, "pause for 2 seconds after scene 2").storyboard.scenes[1].pause == 2


def test_scenes_by_number_name_and_place() -> None:
    def kinds(*instructions: str) -> list[str]:
        return [scene.picture.kind for scene in edited(PYTHAGORAS, *instructions).storyboard.scenes]

    assert kinds("Swap the first two scenes after the title") == ["title", "points", "pythagoras"]
    assert kinds("remove the summary") == ["title", "pythagoras"]
    assert kinds("まとめを削除して") == ["title", "pythagoras"]
    assert kinds("move scene 3 to the front") == ["points", "title", "pythagoras"]
    assert kinds("Add a scene about the unit circle at the end") == [
        "title",
        "pythagoras",
        "points",
        "unit_circle",
    ]
    assert kinds("最後に「ありがとう」というシーンを追加") == ["title", "pythagoras", "points", "title"]


def test_words_are_replaced_wherever_they_stand() -> None:
    after = edited(ENGLISH_SALES, 'rename "Sales" to "Revenue"')
    assert after.storyboard.title == "Revenue"
    assert scene(after, "chart").heading == "Revenue"
    after = edited(PYTHAGORAS, 'Change the title to "Right triangles"')
    assert after.storyboard.title == scene(after, "title").picture.parameters["title"] == "Right triangles"


def test_what_is_not_understood_is_named_and_the_rest_is_done() -> None:
    after = edited(
        PYTHAGORAS, "Use sides 8 and 15, make the hypotenuse sparkle, and make the background black"
    )
    assert scene(after, "pythagoras").picture.parameters == {"a": 8, "b": 15}
    assert after.storyboard.background == "#000000"
    assert after.coverage.unused == ("make the hypotenuse sparkle",)


@pytest.mark.parametrize(
    "instruction", ["add fireworks", "花火を追加して", "加上煙火", " ", "make it nicer somehow"]
)
def test_nothing_is_changed_where_nothing_is_understood(instruction: str) -> None:
    with pytest.raises(InstructionNotUnderstood):
        edited(PYTHAGORAS, instruction)


@pytest.mark.parametrize("instruction", ["Undo the last change", "元に戻して", "撤銷上一個修改", "undo"])
def test_undo_makes_the_version_before_it(instruction: str) -> None:
    first = plan(PYTHAGORAS, "")
    second = revise(first, "white background", None)
    assert revise(second, instruction, first) == first
    with pytest.raises(InstructionNotUnderstood, match=r"undo|戻す|復原"):
        revise(first, instruction, None)


def test_a_value_that_can_not_be_drawn_changes_nothing() -> None:
    with pytest.raises(InstructionNotUnderstood):
        edited(PYTHAGORAS, "change the legs to 0 and 8")


def test_of_a_long_instruction_no_part_is_read_more_often(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def revised(_: Draft, part: str) -> NotUnderstood:
        read.append(part)
        return NotUnderstood(part, ())

    monkeypatch.setattr(rules, "revised", revised)
    planned = plan(STEPS, "")

    def letters(parts: int) -> int:
        read.clear()
        with pytest.raises(InstructionNotUnderstood):
            revise(planned, "Sparkle. " * parts, None)
        return sum(map(len, read))

    assert letters(40) <= 3 * letters(20)


def test_a_second_wish_in_chinese_is_one_of_its_own() -> None:
    content = "部门费用比较：营业部 320万元、研发部 540万元、人事部 95万元"
    after = edited(content, "研发部改成600万元，标题改为“第三季度费用”")
    assert after.storyboard.title == "第三季度费用"
    rows = scene(after, "chart").picture.parameters["rows"]
    assert isinstance(rows, list)
    assert [row["value"] for row in rows if isinstance(row, dict)] == [320, 600, 95]
