"""The embedded author's edits: what an instruction does to a script, seen on its syntax tree."""

import ast
import importlib.util
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.errors import InstructionNotUnderstood
from media.authoring.edits import edit
from media.authoring.edits.colours import MANIM_COLOURS, contrast, hex_of
from media.authoring.edits.words import WORDS
from media.authoring.planning import plan
from media.scenes.script import write

SCRIPT = """\
from manim import *

FONT = "Noto Sans CJK JP"
BACKGROUND = "#101828"
SPEED = 1.0  # every run time is divided by this


class GeneratedScene(Scene):
    def construct(self):
        self.camera.background_color = BACKGROUND
        self.scene_1_title()
        self.scene_2_vectors()
        self.scene_3_bar_chart()
        self.scene_4_summary()

    def scene_1_title(self):
        title = Text("ベクトルの加算", font=FONT, font_size=60, color=WHITE)
        self.play(Write(title), run_time=1.0 / SPEED)
        self.wait(1.0 / SPEED)

    def scene_2_vectors(self):
        heading = Text("2つの和", font=FONT, font_size=40, color=WHITE)
        axes = Axes(x_range=[0, 5, 1], axis_config={"color": GRAY_B})
        vector_a = Arrow(
            axes.c2p(0, 0),
            axes.c2p(2, 1),
            color=BLUE,
        )
        label_a = MathTypst("arrow(a)", font_size=40, color=BLUE)
        vector_b = Arrow(axes.c2p(0, 0), axes.c2p(1, 3), color=GREEN)
        caption_1 = Text("向きと大きさ", font=FONT, font_size=28, color=GRAY_B)
        self.play(Create(axes), GrowArrow(vector_a), GrowArrow(vector_b), run_time=1.5 / SPEED)
        self.play(FadeIn(heading, label_a, caption_1), run_time=1.0 / SPEED)

    def scene_3_bar_chart(self):
        label_s = Text("總和", font=FONT, font_size=30, color=WHITE)
        bar_1 = Rectangle(width=1, height=2, color=YELLOW, fill_opacity=0.8)
        bar_2 = Rectangle(width=1, height=3, color=YELLOW, fill_opacity=0.8)
        circle = Circle(radius=0.5)
        self.play(FadeIn(label_s, bar_1, bar_2, circle), run_time=0.5 / SPEED)

    def scene_4_summary(self):
        heading = Text("まとめ", font=FONT, font_size=40, color=WHITE)
        card_1 = RoundedRectangle(width=9, height=1, color=BLUE_E, fill_opacity=0.3)
        point_1 = Text("A と B", font=FONT, font_size=30, color=WHITE)
        self.play(FadeIn(heading, card_1, point_1), run_time=0.5 / SPEED)
"""

PLAIN = '''\
"""An ordinary script, of one piece."""
from manim import *
import numpy as np


class GeneratedScene(Scene):
    def construct(self):
        title = Text("Hello").to_edge(UP)
        box = Square(side_length=2, fill_color=BLUE, fill_opacity=1, stroke_color=WHITE)
        ring = Circle(1.0, GREEN)
        dot = Dot().set_color(RED)
        labels = VGroup(*[Text(word) for word in ["one", "two"]])
        ring.set_stroke(ORANGE, width=4)
        self.play(Write(title))
        self.play(Create(box), Create(ring), run_time=2)
        self.play(box.animate.set_color(YELLOW))
        self.wait()
'''


# --- looking at a script ----------------------------------------------------------------------------------


class Look:
    """A script as its tree shows it."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.tree = ast.parse(source)
        scene = next(n for n in self.tree.body if isinstance(n, ast.ClassDef) and n.name == "GeneratedScene")
        self.methods = {n.name: n for n in scene.body if isinstance(n, ast.FunctionDef)}

    @property
    def scenes(self) -> list[str]:
        calls = re.findall(r"self\.(scene_\w+)\(\)", ast.unparse(self.methods["construct"]))
        assert set(calls) <= set(self.methods)
        return calls

    @property
    def constants(self) -> dict[str, object]:
        return {
            node.targets[0].id: ast.literal_eval(node.value)
            for node in self.tree.body
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        }

    def made(self, name: str, method: str = "") -> ast.Call:
        """The call that a variable is first bound to, without what is called on it."""
        root: ast.AST = self.methods[method] if method else self.tree
        node = next(
            n.value
            for n in ast.walk(root)
            if isinstance(n, ast.Assign) and isinstance(n.targets[0], ast.Name) and n.targets[0].id == name
        )
        while (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr != "plot"
        ):
            node = node.func.value
        assert isinstance(node, ast.Call)
        return node

    def of(self, name: str, key: str = "color", method: str = "") -> str:
        """An argument of what made a variable, as code; the first one as "0"."""
        call = self.made(name, method)
        if key == "0":
            return ast.unparse(call.args[0])
        return next((ast.unparse(k.value) for k in call.keywords if k.arg == key), "")

    def line(self, name: str) -> str:
        """The whole statement that binds a variable."""
        return next(
            ast.unparse(n)
            for n in ast.walk(self.tree)
            if isinstance(n, ast.Assign) and ast.unparse(n.targets[0]) == name
        )


Check = Callable[[Look], object]


def colour(name: str, expected: str) -> Check:
    return lambda look: look.of(name) == expected


def all_of(*checks: Check) -> Check:
    return lambda look: all(check(look) for check in checks)


def background(expected: str) -> Check:
    return lambda look: look.constants["BACKGROUND"] == expected


def speed(expected: float) -> Check:
    return lambda look: look.constants["SPEED"] == pytest.approx(expected, abs=1e-3)


def font_size(name: str, expected: float) -> Check:
    return lambda look: float(look.of(name, "font_size")) == pytest.approx(expected, abs=0.1)


def shows(name: str, expected: str, method: str = "") -> Check:
    return lambda look: ast.literal_eval(look.of(name, "0", method)) == expected


def scenes(*subjects: str) -> Check:
    expected = [f"scene_{place}_{subject}" for place, subject in enumerate(subjects, 1)]
    return lambda look: look.scenes == expected


def text_in(method: str, text: str) -> Check:
    return lambda look: repr(text) in ast.unparse(look.methods[method])


RED_FIGURES = all_of(
    colour("title", "RED"),
    colour("vector_a", "RED"),
    colour("label_a", "RED"),
    colour("vector_b", "RED"),
    colour("bar_1", "RED"),
    colour("circle", "RED"),
    colour("caption_1", "GRAY_B"),
    colour("point_1", "WHITE"),
)
ALL_TEXT_35 = all_of(font_size("title", 81), font_size("caption_1", 37.8), font_size("point_1", 40.5))
WHITE_GROUND = all_of(background("#FFFFFF"), colour("title", "BLACK"), colour("caption_1", "BLACK"))
FOUR = ("title", "vectors", "bar_chart", "summary")

UNDERSTOOD: list[tuple[str, Check]] = [
    # the whole
    ("色を赤に変更してください", RED_FIGURES),
    ("色を赤に変更", RED_FIGURES),
    ("make it red", RED_FIGURES),
    ("change the color to red", RED_FIGURES),
    ("把顏色改成紅色", RED_FIGURES),
    ("把颜色改成红色", RED_FIGURES),
    ("色を変更", lambda look: look.of("vector_a") not in {"BLUE", "GREEN", "YELLOW"}),
    ("全部紅色", all_of(colour("caption_1", "RED"), colour("point_1", "RED"), colour("bar_2", "RED"))),
    # one thing, or several
    (
        "ベクトルを青に",
        all_of(colour("vector_b", "BLUE"), colour("title", "WHITE"), colour("bar_1", "YELLOW")),
    ),
    ("make the title green", all_of(colour("title", "GREEN"), colour("point_1", "WHITE"))),
    ("把標題改成黃色", colour("title", "YELLOW")),
    (
        "change the colour of vector a to #ff8800",
        all_of(colour("vector_a", "'#ff8800'"), colour("vector_b", "GREEN")),
    ),
    (
        "ベクトルaをオレンジ色にしてください",
        all_of(colour("vector_a", "ORANGE"), colour("label_a", "ORANGE")),
    ),
    ("把向量b改成橘色", all_of(colour("vector_b", "ORANGE"), colour("vector_a", "BLUE"))),
    ("make vector_b pink", all_of(colour("vector_b", "LIGHT_PINK"), colour("vector_a", "BLUE"))),
    ("2番目の棒を赤に", all_of(colour("bar_2", "RED"), colour("bar_1", "YELLOW"))),
    ("make the second bar red", all_of(colour("bar_2", "RED"), colour("bar_1", "YELLOW"))),
    ("把第一根柱子改成紅色", all_of(colour("bar_1", "RED"), colour("bar_2", "YELLOW"))),
    ("turn bar 2 teal", all_of(colour("bar_2", "TEAL"), colour("bar_1", "YELLOW"))),
    ("字幕を黄色に", all_of(colour("caption_1", "YELLOW"), colour("point_1", "WHITE"))),
    (
        "所有文字變成黃色",
        all_of(colour("caption_1", "YELLOW"), colour("title", "YELLOW"), colour("vector_a", "BLUE")),
    ),
    ("軸を緑に", lambda look: ".set_color(GREEN)" in look.line("axes")),
    ("円を明るい緑に", colour("circle", "GREEN_B")),
    ("make the circle dark blue", colour("circle", "BLUE_E")),
    ("「A と B」を赤に", all_of(colour("point_1", "RED"), colour("title", "WHITE"))),
    (
        "change yellow to red",
        all_of(colour("bar_1", "RED"), colour("bar_2", "RED"), colour("vector_b", "GREEN")),
    ),
    ("青いベクトルを赤に", all_of(colour("vector_a", "RED"), colour("vector_b", "GREEN"))),
    ("把綠色的向量改成紅色", all_of(colour("vector_b", "RED"), colour("vector_a", "BLUE"))),
    (
        "シーン4のタイトルを緑に",
        lambda look: look.of("heading", method="scene_4_summary") == "GREEN" and look.of("title") == "WHITE",
    ),
    (
        "make the title and the vectors red",
        all_of(colour("title", "RED"), colour("vector_a", "RED"), colour("bar_1", "YELLOW")),
    ),
    ("把總和改成紅色", colour("label_s", "RED")),
    ("カードを緑に", colour("card_1", "GREEN")),
    # the background
    ("背景色を青に変更してください", all_of(background("#1D4ED8"), colour("caption_1", "WHITE"))),
    ("背景を白に", WHITE_GROUND),
    ("背景改成白色", WHITE_GROUND),
    ("change the background to white", WHITE_GROUND),
    ("dark background", background("#000000")),
    ("背景を明るく", background("#F3F4F6")),
    ("把背景颜色换成深蓝色", background("#172C75")),
    ("背景色を #003366 に", background("#003366")),
    ("ダークモードにして", background("#000000")),
    ("white text on a black background", all_of(background("#000000"), colour("caption_1", "WHITE"))),
    # speed
    ("もっとゆっくり", speed(0.667)),
    ("2倍速で", speed(2)),
    ("slower", speed(0.667)),
    ("twice as fast", speed(2)),
    ("快一點", speed(1.5)),
    ("慢一点", speed(0.667)),
    ("速度を半分に", speed(0.5)),
    ("50% slower", speed(0.5)),
    ("speed up by 20%", speed(1.2)),
    ("請把速度加快兩倍", speed(2)),
    ("少しゆっくりにしてください", speed(0.8)),
    ("the video is too fast", speed(0.667)),
    # texts
    ("タイトルを『足し算』に変更", shows("title", "足し算")),
    ('change the title to "Vectors"', shows("title", "Vectors")),
    ("把標題改成「向量」", shows("title", "向量")),
    ('replace "まとめ" with "The end"', shows("heading", "The end", "scene_4_summary")),
    ("把『A』改成『C』", shows("point_1", "C と B")),
    ("「まとめ」を「おわりに」に書き換えて", shows("heading", "おわりに", "scene_4_summary")),
    ("字幕を『上』に変えて", shows("caption_1", "上")),
    # size
    ("文字を大きく", ALL_TEXT_35),
    ("make the text bigger", ALL_TEXT_35),
    ("让文字更大一些", ALL_TEXT_35),
    ("make the text smaller", font_size("title", 44.4)),
    ("title 1.5 times bigger", all_of(font_size("title", 90), font_size("caption_1", 28))),
    ("標題放大", font_size("title", 81)),
    ("テキストを1.2倍に", font_size("caption_1", 33.6)),
    ("increase the font size by 50%", font_size("caption_1", 42)),
    ("円を2倍に", lambda look: look.line("circle").endswith(".scale(2)")),
    ("shrink the circle by half", lambda look: look.line("circle").endswith(".scale(0.5)")),
    # scenes
    ("シーン2とシーン3を入れ替えて", scenes("title", "bar_chart", "vectors", "summary")),
    ("swap scenes 2 and 3", scenes("title", "bar_chart", "vectors", "summary")),
    ("對調場景2和場景3", scenes("title", "bar_chart", "vectors", "summary")),
    ("交換第一個和第三個場景", scenes("bar_chart", "vectors", "title", "summary")),
    ("move scene 3 to the front", scenes("bar_chart", "title", "vectors", "summary")),
    ("シーン1を最後に移動", scenes("vectors", "bar_chart", "summary", "title")),
    ("move scene 4 before scene 2", scenes("title", "summary", "vectors", "bar_chart")),
    ("before scene 2, put scene 4", scenes("title", "summary", "vectors", "bar_chart")),
    ("シーン4をシーン2の前に移動してください", scenes("title", "summary", "vectors", "bar_chart")),
    ("シーン2の前にシーン4を移動", scenes("title", "summary", "vectors", "bar_chart")),
    ("把第四個場景移到第二個場景之前", scenes("title", "summary", "vectors", "bar_chart")),
    ("将第一个场景移到最后", scenes("vectors", "bar_chart", "summary", "title")),
    ("move the summary after the title", scenes("title", "summary", "vectors", "bar_chart")),
    ("まとめを削除", scenes("title", "vectors", "bar_chart")),
    ("remove the title scene", scenes("vectors", "bar_chart", "summary")),
    ("刪除第2個場景", scenes("title", "bar_chart", "summary")),
    ("删除最后一个场景", scenes("title", "vectors", "bar_chart")),
    ("remove scenes 2 and 3", scenes("title", "summary")),
    (
        "最後に『ありがとう』というシーンを追加",
        all_of(scenes(*FOUR, "text"), text_in("scene_5_text", "ありがとう")),
    ),
    ('add a summary scene saying "It works"', text_in("scene_5_summary", "It works")),
    ("在最後加入「謝謝觀看」的場景", all_of(scenes(*FOUR, "text"), text_in("scene_5_text", "謝謝觀看"))),
    ('add a scene after scene 1 saying "Hi"', scenes("title", "text", "vectors", "bar_chart", "summary")),
    ("まとめの前に『復習』というシーンを追加", scenes("title", "vectors", "bar_chart", "text", "summary")),
    (
        'add a key points scene: "One", "Two"',
        all_of(text_in("scene_5_points", "One"), text_in("scene_5_points", "Two")),
    ),
    # several at once
    ("背景を白に。最後に、文字を大きく", all_of(WHITE_GROUND, ALL_TEXT_35)),
    ("背景を白にして、文字を大きく", all_of(WHITE_GROUND, ALL_TEXT_35)),
    ("背景を白にして文字を大きくして", all_of(WHITE_GROUND, ALL_TEXT_35)),
    ("make the title red and the vectors blue", all_of(colour("title", "RED"), colour("vector_b", "BLUE"))),
    (
        "タイトルを赤に、ベクトルを青にしてください",
        all_of(colour("title", "RED"), colour("vector_b", "BLUE")),
    ),
    ("make the title bigger and red", all_of(font_size("title", 81), colour("title", "RED"))),
    ("タイトルを赤く大きくしてください", all_of(font_size("title", 81), colour("title", "RED"))),
    ("ベクトルaを赤、bを青に", all_of(colour("vector_a", "RED"), colour("vector_b", "BLUE"))),
    ("請將背景換成黑色並把標題放大1.5倍", all_of(background("#000000"), font_size("title", 90))),
    (
        "Slow it down. Then remove scene 2; make the circle gold",
        all_of(speed(0.667), scenes("title", "bar_chart", "summary"), colour("circle", "GOLD")),
    ),
]


@pytest.mark.parametrize(("instruction", "check"), UNDERSTOOD, ids=[text for text, _ in UNDERSTOOD])
def test_an_instruction_does_what_it_says(instruction: str, check: Check) -> None:
    edited = edit(SCRIPT, instruction)
    assert edited != SCRIPT
    assert check(Look(edited)), edited


# --- refusals ---------------------------------------------------------------------------------------------

REFUSED = [
    ("3Dにして", "3D"),
    ("add background music", "music"),
    ("背景を赤にして、音楽を追加して", "音楽"),
    ("make the title red and sing a song", "sing"),
    ("把標題改成紅色,然後配上音樂", "音樂"),
    ("asdf qwer", "asdf"),
    ("もっと大きく", "大きく"),
    ("make the title", "title"),
    ("don't make it red", "don't"),
    ("赤くしないで", "赤く"),
    ("不要改成紅色", "不"),
    ("make the background of the title blue", "background of the title blue"),
    ("make the title red and blue", "red and blue"),
    ("背景を赤と青に", "赤と青"),
    ("remove the colour", "remove"),
    ("add a circle", "circle"),
    ("change the title to something nicer", "quotation marks"),
    ("最後にありがとうと言うシーンを追加", "『』"),
    ("三角形を青に", "三角形"),
    ("make the ellipse red", "vector_a"),
    ("赤いベクトルを青に", "赤い ベクトル"),
    ("把三角形改成藍色", "三角形"),
    ('replace "Z" with "B"', "ベクトルの加算"),
    ("delete scene 9", "scene_4_summary"),
    ("字幕を削除", "scene_4_summary"),
    ("文字を黒に", "#101828"),
    ("背景を白にして、文字を白に", "#FFFFFF"),
    ("100倍速で", "0.1"),
    ("ベクトルを『足し算』に変更", "ベクトル"),
    ("見出しを『A』に変更", "まとめ"),
    ("", "empty"),
    ("   ", "empty"),
]


@pytest.mark.parametrize(("instruction", "named"), REFUSED, ids=[text or "nothing" for text, _ in REFUSED])
def test_what_cannot_be_followed_is_refused_and_named(instruction: str, named: str) -> None:
    if instruction == "見出しを『A』に変更":
        script = SCRIPT.replace("title = Text", "heading = Text")
    else:
        script = SCRIPT
    with pytest.raises(InstructionNotUnderstood) as refused:
        edit(script, instruction)
    assert named in refused.value.message
    assert "REELWORK_AUTHOR=model" in refused.value.message
    assert "REELWORK_MODEL_API_KEY" in refused.value.message


@pytest.mark.parametrize(
    ("instruction", "phrase"),
    [
        ("音楽を付けて", "モデルなしでできること"),
        ("加上音樂", "沒有模型時可以變更"),
        ("让它变成立体动画效果", "没有模型时可以变更"),
        ("add music", "What can be done without a model"),
    ],
)
def test_a_refusal_speaks_the_language_of_the_instruction(instruction: str, phrase: str) -> None:
    with pytest.raises(InstructionNotUnderstood, match=phrase):
        edit(SCRIPT, instruction)


def test_what_is_already_so_is_refused() -> None:
    for instruction in ("make the title white", "背景色を #101828 に", "速度を1.0倍に"):
        with pytest.raises(InstructionNotUnderstood):
            edit(SCRIPT, instruction)


def test_a_script_that_is_no_python_is_refused() -> None:
    for script in ("class GeneratedScene(Scene:\n", "x = 1\n", ""):
        with pytest.raises(InstructionNotUnderstood, match="GeneratedScene"):
            edit(script, "make it red")


def test_the_last_scene_stays() -> None:
    with pytest.raises(InstructionNotUnderstood, match="No scene would be left"):
        edit(SCRIPT, "remove scenes 1 and 2 and 3 and 4")


def test_a_scene_that_needs_another_keeps_its_place() -> None:
    script = SCRIPT.replace("        title = Text(", "        self.title = title = Text(")
    script = script.replace("        bar_1 =", "        self.title.shift(UP)\n        bar_1 =")
    for instruction in ("remove scene 1", "move scene 3 to the front", "swap scenes 1 and 3"):
        with pytest.raises(InstructionNotUnderstood, match="scene_3_bar_chart"):
            edit(script, instruction)
    assert Look(edit(script, "swap scenes 2 and 4")).scenes[1] == "scene_2_summary"


# --- what is not touched ----------------------------------------------------------------------------------


def test_only_what_was_asked_for_changes() -> None:
    edited = edit(SCRIPT, "make vector a red")
    changed = [(a, b) for a, b in zip(SCRIPT.splitlines(), edited.splitlines(), strict=True) if a != b]
    assert [a.replace("BLUE", "RED") for a, _ in changed] == [b for _, b in changed]
    assert len(changed) == 2  # the arrow and its label


def test_the_comment_beside_the_speed_stays() -> None:
    assert "SPEED = 2.0  # every run time is divided by this\n" in edit(SCRIPT, "2倍速")


def test_edits_build_on_each_other() -> None:
    script = SCRIPT
    for instruction in (
        "背景を白に",
        "最後に『ありがとう』というシーンを追加",
        "シーン2を削除",
        "2倍速で",
        "2倍速で",
        "make the text bigger",
        "背景を黒に",
        "move scene 4 to the front",
        "タイトルを『足し算』に変更",
    ):
        script = edit(script, instruction)
    look = Look(script)
    assert look.scenes == ["scene_1_text", "scene_2_title", "scene_3_bar_chart", "scene_4_summary"]
    assert look.constants["SPEED"] == 4.0
    assert ast.literal_eval(look.of("title", "0")) == "足し算"
    assert look.of("title") == "WHITE"
    assert look.of("message") == "WHITE"


def test_a_white_background_and_back_leaves_nothing_unreadable() -> None:
    for instruction in ("背景を白に", "背景を青に", "背景を黄色に", "背景を灰色に", "背景を黒に"):
        edited = edit(write(plan("ベクトルの加算を説明する動画", "").storyboard), instruction)
        ground = str(Look(edited).constants["BACKGROUND"])
        colours = re.findall(r"Text\(\s*\"[^\"]*\",[^)]*?color=\"?([#\w]+)", edited)
        assert colours
        assert all(contrast(hex_of(colour) or "", ground) >= 3 for colour in colours), (instruction, colours)


def test_hostile_text_stays_a_literal() -> None:
    text = 'x"); import os; os.system("ls"); ("\\\n{self} %s {0}'
    edited = edit(SCRIPT, f"タイトルを『{text}』に変更して、最後に『{text}』というシーンを追加")
    look = Look(edited)
    assert "import os" in ast.literal_eval(look.of("title", "0"))
    assert {node.names[0].name for node in ast.walk(look.tree) if isinstance(node, ast.Import)} == set()
    assert not [n for n in ast.walk(look.tree) if isinstance(n, ast.Attribute) and n.attr == "system"]


# --- scripts by others ------------------------------------------------------------------------------------


def test_an_ordinary_script_can_be_coloured() -> None:
    look = Look(edit(PLAIN, "make everything but red".replace(" but", "")))
    assert look.of("box", "fill_color") == "RED"
    assert look.of("box", "stroke_color") == "WHITE"  # the outline keeps tiles apart
    assert ast.unparse(look.made("ring").args[1]) == "RED"
    assert "ring.set_stroke(RED, width=4)" in look.source
    assert "box.animate.set_color(YELLOW)" in look.source
    assert "Text(word, color=RED)" in look.source


def test_an_ordinary_script_gets_a_background_and_stays_readable() -> None:
    look = Look(edit(PLAIN, "change the background to white"))
    first = look.methods["construct"].body[0]
    assert ast.unparse(first) == "self.camera.background_color = '#FFFFFF'"
    assert "Text('Hello', color=BLACK)" in look.line("title")
    assert "Text(word, color=BLACK)" in look.source


def test_an_ordinary_script_can_be_slowed_down() -> None:
    source = edit(PLAIN, "half speed")
    assert "self.play(Write(title), run_time=2)" in source
    assert "run_time=4)" in source
    assert "self.wait(2)" in source


def test_texts_in_a_list_can_be_replaced() -> None:
    assert '["uno", "two"]' in edit(PLAIN, 'replace "one" with "uno"').replace("'", '"')


def test_a_script_of_one_piece_has_no_scenes_to_order_but_takes_a_new_one() -> None:
    for instruction in ("swap scenes 1 and 2", "remove scene 1", 'add a scene after scene 1 saying "Hi"'):
        with pytest.raises(InstructionNotUnderstood, match="not divided into scene methods"):
            edit(PLAIN, instruction)
    look = Look(edit(PLAIN, 'add a scene saying "Bye"'))
    assert ast.unparse(look.methods["construct"].body[-1]) == "self.text_scene()"
    assert "SPEED" not in look.source


def test_scenes_may_have_any_names() -> None:
    script = SCRIPT
    for number, subject in enumerate(FOUR, 1):
        script = script.replace(f"scene_{number}_{subject}", subject)
    calls = re.findall(r"self\.(\w+)\(\)", edit(script, 'swap scenes 1 and 2. Then add a scene saying "Bye"'))
    assert calls == ["vectors", "title", "bar_chart", "summary", "text_scene"]


# --- the author's own scripts -----------------------------------------------------------------------------

CONTENTS = (
    "ベクトルの加算を説明する動画",
    "y = x^2 - 2x のグラフ",
    "売上は 1月 30, 2月 45, 3月 60 です。",
    "比較貓和狗：貓安靜；狗愛散步",
    "The Pythagorean theorem",
)


@pytest.mark.slow
@pytest.mark.parametrize("content", CONTENTS)
def test_the_authors_own_scripts_can_be_edited(content: str) -> None:
    script = write(plan(content, "").storyboard)
    red = edit(script, "色を赤に変更してください")
    assert red.count("color=RED") > script.count("color=RED")
    for instruction in (
        "背景を白に",
        "文字を大きく",
        "もっとゆっくり",
        "最後に『完』というシーンを追加",
        "remove scene 1",
    ):
        red = edit(red, instruction)
    names = Look(red).scenes
    assert names[-1].endswith("_text")
    assert all(name.startswith(f"scene_{place}_") for place, name in enumerate(names, 1))


# --- properties -------------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from([*WORDS, "2", "“x”", "50%", "#ff8800"]), min_size=1, max_size=7), st.booleans()
)
def test_whatever_comes_out_is_a_script_with_the_scene(words: list[str], spaced: bool) -> None:  # noqa: FBT001
    try:
        edited = edit(SCRIPT, (" " if spaced else "").join(words))
    except InstructionNotUnderstood:
        return
    look = Look(edited)
    assert edited != SCRIPT
    assert look.scenes
    imported = {n.module for n in ast.walk(look.tree) if isinstance(n, ast.ImportFrom)}
    assert imported == {"manim"}


@settings(max_examples=25)
@given(st.text(max_size=40))
def test_any_text_in_quotes_is_shown_to_the_letter(text: str) -> None:
    quoted = re.sub(r"[』\x00-\x1f]", "", text)
    try:
        look = Look(edit(SCRIPT, f"タイトルを『{quoted}』に変更"))
    except InstructionNotUnderstood:
        assert not quoted.strip() or quoted == "ベクトルの加算" or not quoted.isprintable()
        return
    if quoted.isprintable():
        shown = ast.literal_eval(look.of("title", "0"))
        assert isinstance(shown, str)


# --- the tables -------------------------------------------------------------------------------------------


def test_the_colours_are_manims_own() -> None:
    # Read, not imported: importing Manim takes longer than all of these tests.
    manim = importlib.util.find_spec("manim")
    assert manim is not None
    assert manim.origin is not None
    source = (
        Path(manim.origin).parent.joinpath("utils", "color", "manim_colors.py").read_text(encoding="utf-8")
    )
    own: dict[str, str] = {}
    for node in ast.parse(source).body:
        match node:
            case ast.Assign(targets=targets, value=ast.Call(args=[ast.Constant(value=str() as value)])):
                own |= {target.id: value.upper() for target in targets if isinstance(target, ast.Name)}
    assert own == MANIM_COLOURS


def test_no_word_has_two_meanings() -> None:
    from media.authoring.edits import words  # noqa: PLC0415  its parts

    tables = (words._ROLES, words._KINDS, words._TOPICS, words._SHADES, words._HUES)
    every = sorted(word for table in tables for row in table.values() for word in row.split(", "))
    assert [a for a, b in pairwise(every) if a == b] == []
