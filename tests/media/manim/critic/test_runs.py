"""The critic in real runs: what it reads of Manim's scenes, and what it finds in them."""

from pathlib import Path

import pytest

from contracts.animation import Diagnostic, Severity
from media.authoring.edits import mend
from media.manim.runner import ScriptRunner

pytestmark = pytest.mark.slow

HEAD = "from manim import *\nclass GeneratedScene(Scene):\n    def construct(self):\n"


def scene(*lines: str, base: str = "Scene") -> str:
    body = "".join(f"        {line}\n" for line in "\n".join(lines).split("\n"))
    return HEAD.replace("(Scene)", f"({base})") + body


async def found(runner: ScriptRunner, folder: Path, *lines: str) -> list[tuple[str, Severity, int]]:
    return [(one.rule, one.severity, one.line) for one in await diagnostics(runner, folder, *lines)]


async def diagnostics(runner: ScriptRunner, folder: Path, *lines: str) -> tuple[Diagnostic, ...]:
    return (await runner.preflight(scene(*lines), folder)).diagnostics


async def test_each_fault_is_told_with_its_line(runner: ScriptRunner, tmp_path: Path) -> None:
    lines = (
        "self.play(FadeIn(Text('The title').to_edge(UP)))",  # 4
        "self.play(Write(Text('Quite another title').to_edge(UP)))",  # 5
        "self.play(FadeIn(Text('tiny words').scale(0.15)))",  # 6
        "self.play(FadeIn(Text('black on black', color='#080808').shift(DOWN)))",  # 7
        "caption_1 = Text('The first caption', font_size=30).to_edge(DOWN)",
        "self.play(FadeIn(caption_1), run_time=2)",
        "caption_2 = Text('The second one', font_size=30).next_to(caption_1, UP)",
        "self.play(FadeIn(caption_2), run_time=2)",  # 11
        "self.wait()",
        "self.remove(*self.mobjects)",
        "self.wait(3)",  # 14
    )

    assert await found(runner, tmp_path, *lines) == [
        ("overlap", Severity.ERROR, 5),
        ("too-small", Severity.ERROR, 6),
        ("contrast", Severity.ERROR, 7),
        ("caption", Severity.ERROR, 11),
        ("empty-stage", Severity.ERROR, 14),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            ["b = Square(4, fill_opacity=1)", "t = Text('in', color=BLACK)", "self.add(b, t)"], id="in"
        ),
        pytest.param(
            ["b = Square(4, fill_opacity=1)", "t = Text('in', color=BLACK).set_z_index(1)", "self.add(t, b)"],
            id="depth",
        ),
        pytest.param(
            [
                "self.add(Text('under'))",
                "self.wait()",
                "self.add(Text('above').add_background_rectangle(opacity=1, buff=0.5))",
            ],
            id="covered",
        ),
        pytest.param(
            ["a, b = Text('one thing'), Text('another one')", "self.add(a)", "self.play(Transform(a, b))"],
            id="transformed",
        ),
        pytest.param(
            [
                "a, b = Text('one thing'), Text('another one')",
                "self.add(a)",
                "self.play(FadeOut(a), FadeIn(b))",
            ],
            id="replaced",
        ),
        pytest.param(
            [
                "n = DecimalNumber(0, mob_class=MathTypst)",
                "self.add(n)",
                "self.play(ChangeDecimalToValue(n, 9))",
            ],
            id="number",
        ),
        pytest.param(
            ["t = ValueTracker(0)", "self.add(Dot())", "self.play(t.animate.set_value(99))"], id="tracker"
        ),
        pytest.param(["t = Text('cross'.upper())", "self.add(t, Cross(t))"], id="crossed out"),
        pytest.param(["f = MathTypst('frac(a^2, sqrt(b))')", "self.add(f, f.copy())"], id="formula"),
        pytest.param(["self.add(Table([['1', '2'], ['3', '4']]).scale(0.8))"], id="table"),
        pytest.param(["self.add(Code(code_string='a = 1\\nb = 2', language='python'))"], id="code"),
    ],
)
async def test_what_is_no_fault(runner: ScriptRunner, tmp_path: Path, lines: list[str]) -> None:
    assert await found(runner, tmp_path, *lines, "self.wait(2)") == []


async def test_a_caption_that_outlives_its_method(runner: ScriptRunner, tmp_path: Path) -> None:
    script = scene(
        "def first():",
        "    caption_1 = Text('A caption of the first scene', font_size=30).to_edge(DOWN)",
        "    self.play(Create(Circle()), FadeIn(caption_1), run_time=3)",
        "    self.play(FadeOut(*[one for one in self.mobjects if one is not caption_1]))",
        "first()",
        "self.play(FadeIn(Text('The next scene')))",
        "self.wait()",
    )
    (finding,) = (await runner.preflight(script, tmp_path)).diagnostics

    assert (finding.rule, finding.severity) == ("caption", Severity.ERROR)
    assert "stays when all that it belongs to is gone" in finding.message


async def test_a_flat_text_before_a_scene_of_three_dimensions(runner: ScriptRunner, tmp_path: Path) -> None:
    script = scene(
        "self.set_camera_orientation(phi=1)",
        "self.play(Create(ThreeDAxes()))",
        "self.wait(3)",
        "one, other = Text('The title'), Text('Another title')",
        "self.add_fixed_in_frame_mobjects(one, other)",
        "self.wait()",
        base="ThreeDScene",
    )
    (finding,) = (await runner.preflight(script, tmp_path)).diagnostics

    assert (finding.rule, finding.line) == ("overlap", 9)


async def test_what_can_t_be_measured_does_not_fail_the_run(runner: ScriptRunner, tmp_path: Path) -> None:
    lines = (
        "class Odd(Text):",
        "    original_text = property(lambda self: 1 / 0, lambda self, words: None)",
        "self.add(Odd('out of the frame').to_edge(RIGHT, buff=-2), Text('seen').to_edge(LEFT, buff=-1))",
        "self.wait()",
    )
    (finding,) = await diagnostics(runner, tmp_path, *lines)

    assert "“seen” is 1.0 units out of the frame (left)" in finding.message


async def test_a_text_that_sticks_out_is_mended(runner: ScriptRunner, tmp_path: Path) -> None:
    lines = "words = Text('Hello there').to_edge(RIGHT, buff=-2)", "self.play(Write(words))", "self.wait()"
    mended = mend(scene(*lines), await diagnostics(runner, tmp_path, *lines))

    assert mended is not None
    assert (await runner.preflight(mended, tmp_path)).diagnostics == ()
