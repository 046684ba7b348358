"""The scripts: complete, safe to embed any text in, and never leaving the frame when they run."""

import ast
import itertools
import logging
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruff import find_ruff_bin  # type: ignore[import-untyped]

from contracts.animation import SCENE_CLASS
from media.authoring.plan import plan
from media.authoring.script import write
from media.manim.lint import lint
from media.manim.security import check
from media.scenes.source import literal

pytestmark = pytest.mark.slow

with warnings.catch_warnings():
    warnings.simplefilter(
        "ignore"
    )  # pydub, which Manim brings along, imports a module that Python deprecates
    import manim

HOSTILE = (
    '"); import os; os.system("x") # \'\'\' """ \\ {0.__class__}\n- "); import os\n- \'\'\' + """ \\\\ \\n'
)
TEXTS = {
    "vectors": ("ベクトルの加算を説明する動画", "日本語で、シンプルに"),
    "vectors of the text": ("Show the vector addition (40,-10)+(-25,30)", ""),
    "graph": ("関数 y = x^2 - 3x + 1 のグラフ", ""),
    "graph in pieces": ("y = tan(x) と y = 1/x のグラフ", ""),
    "tangents": ("微分とは何かを説明する動画", ""),
    "area": ("积分是什么", ""),
    "list": (
        "# 良い睡眠\n"
        + "- 毎日同じ時間に起きて、朝に太陽の光をたっぷり浴びて、体内時計を整える\n- 寝る\n- 休む\n" * 4,
        "",
    ),
    "cards": ("まずお湯を沸かし、次に麺を入れて三分待ち、最後にスープを加えます。", ""),
    "timeline": (
        "\n".join(f"{n}. Do the thing number {n} with care and with patience" for n in range(1, 9)),
        "",
    ),
    "cycle": ("說明水循環", ""),
    "comparison": (
        "Cats vs dogs. " + "Cats are independent and sleep a lot. Dogs are social and love walks. " * 2,
        "",
    ),
    "bare comparison": ("比較蘋果和橘子", ""),
    "bars": ("売上: 1月 120万円、2月 -50万円、3月 98万円", "背景は白で"),
    "many bars": ("Rain: " + ", ".join(f"Month{n} {n * 7}" for n in range(1, 15)), ""),
    "code": (
        "```python\n" + "x = 'とても長い行' * 20 + 'and so on and so on and so on and so on'\n" * 30 + "```",
        "",
    ),
    "range": ("-1 < x <= 4", ""),
    "jumps": ("Show 3 + 4 - 9 + 2 on the number line", ""),
    "morph": ("赤い円が青い正方形に、そして星形に変わる", ""),
    "triangle": ("Explain the area of a triangle", ""),
    "pythagoras": ("ピタゴラスの定理", ""),
    "formula": ("Newton's second law", ""),
    "sorting": ("Bubble sort of 9, 4, 7, 1, 3, 2, 8", ""),
    "binary": ("255 in binary", ""),
    "unknown": ("量子もつれを説明する動画", ""),
    "emoji": ("😀🎉", ""),
    "hostile": (HOSTILE, HOSTILE),
    "long": ("植物は太陽の光で糖を作ります。反応は葉緑体で進みます。その時に酸素が出ます。" * 500, ""),
    "one long word": ("W" * 20_000, ""),
}


RUN = (
    *("vectors of the text", "graph in pieces", "list", "timeline", "comparison", "many bars"),
    *("jumps", "hostile", "one long word"),
)
"""Those that fill the frame the most: the others took a minute more and found nothing."""


def script_of(name: str) -> str:
    content, instructions = TEXTS[name]
    return write(plan(content[:20_000], instructions))


@pytest.mark.parametrize("name", TEXTS)
async def test_scripts_keep_the_format_and_pass_the_checks(name: str) -> None:
    source = script_of(name)
    assert source == script_of(name)
    tree = ast.parse(source)
    scene = next(node for node in tree.body if isinstance(node, ast.ClassDef))
    assert scene.name == SCENE_CLASS
    methods = [node.name for node in scene.body if isinstance(node, ast.FunctionDef)]
    assert methods[0] == "construct"
    assert methods[1] == "scene_1_title"
    assert {ast.unparse(node.targets[0]) for node in tree.body if isinstance(node, ast.Assign)} == {
        "FONT",
        "BACKGROUND",
        "SPEED",
    }
    assert (await lint(source)).errors == ()
    assert check(source).diagnostics == ()


def test_scripts_are_laid_out_as_a_formatter_would(tmp_path: Path) -> None:
    for number, name in enumerate(TEXTS):
        source = script_of(name)
        if max(map(len, source.splitlines())) <= 100:  # a long string is nobody's to break
            (tmp_path / f"script_{number}.py").write_text(source, encoding="utf-8")
    ruff = [find_ruff_bin(), "format", "--isolated", "--line-length", "100", "--diff", str(tmp_path)]
    assert subprocess.run(ruff, capture_output=True, text=True, check=False).stdout == ""


@settings(max_examples=200)
@given(st.text())
def test_a_literal_means_its_text(text: str) -> None:
    source = literal(text)
    assert ast.literal_eval(source) == text
    assert len(source.splitlines()) == 1


def test_hostile_text_stays_text() -> None:
    tree = ast.parse(script_of("hostile"))
    assert [
        ast.unparse(node) for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))
    ] == ["from manim import *"]
    strings = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert any("import os" in text for text in strings)


def test_fonts_and_background() -> None:
    fonts = {"ベクトルの加算": "JP", "向量的加法說明": "TC", "向量的加法说明": "SC", "Adding vectors": "JP"}
    for content, family in fonts.items():
        assert f'FONT = "Noto Sans CJK {family}"' in write(plan(content, ""))
    white = write(plan("円", "背景は白で"))
    assert 'BACKGROUND = "#FFFFFF"' in white
    assert "color=WHITE" not in white


# --- really run -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Manim set to run scenes and skip their frames."""
    folder = tmp_path_factory.mktemp("manim")
    level = manim.logger.level
    manim.logger.setLevel(logging.ERROR)
    options = {
        "dry_run": True,
        "from_animation_number": 999,
        "media_dir": str(folder),
        "progress_bar": "none",
    }
    with manim.tempconfig(options):
        yield
    manim.logger.setLevel(level)
    shutil.rmtree(folder)


@pytest.mark.filterwarnings("default")
@pytest.mark.usefixtures("studio")
@pytest.mark.parametrize("name", RUN)
def test_nothing_leaves_the_frame(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    namespace: dict[str, Any] = {}
    exec(compile(script_of(name), name, "exec"), namespace)  # noqa: S102 - it is what is tested
    outside: list[str] = []
    played: list[float] = []

    scene: Any = namespace[SCENE_CLASS]

    class Watched(scene):  # type: ignore[misc]
        def play(self, *args: object, **kwargs: object) -> None:
            super().play(*args, **kwargs)
            played.append(self.duration)
            outside.extend(filter(None, map(_outside, self.mobjects)))

    Watched().render()
    assert outside == []
    assert 5 < sum(played) < 75


@pytest.mark.filterwarnings("default")
@pytest.mark.usefixtures("studio")
def test_ligatures_stay_in_their_line() -> None:
    source = write(plan("The first five offices that offer official flights and fluffy waffles", ""))
    namespace: dict[str, Any] = {}
    exec(compile(source, "title", "exec"), namespace)  # noqa: S102 - it is what is tested
    rows: list[tuple[float, float]] = []
    scene: Any = namespace[SCENE_CLASS]

    class Watched(scene):  # type: ignore[misc]
        def play(self, *args: object, **kwargs: object) -> None:
            super().play(*args, **kwargs)
            for text in self.mobjects:
                if isinstance(text, manim.Paragraph):
                    rows.extend((line.get_bottom()[1], line.get_top()[1]) for line in text.chars)

    Watched().scene_1_title()
    assert len(rows) >= 2
    assert all(upper[0] > lower[1] for upper, lower in itertools.pairwise(rows[:2]))


def _outside(mobject: Any) -> str:
    if not mobject.get_all_points().size:
        return ""
    right, top = mobject.get_right()[0], mobject.get_top()[1]
    left, bottom = mobject.get_left()[0], mobject.get_bottom()[1]
    fits = left > -7.12 and right < 7.12 and bottom > -4 and top < 4
    return "" if fits else f"{mobject!r} {left:.2f} {right:.2f} {bottom:.2f} {top:.2f}"
