"""Scripts mended by rule: from lint's real findings, and from those of preflight."""

import ast

import pytest

from contracts.animation import Diagnostic, Severity
from media.authoring.edits import mend
from media.authoring.edits.typst import UnknownNotationError, typst
from media.manim.latex import has_latex
from media.manim.lint import lint

HEAD = "from manim import *\n\n\nclass GeneratedScene(Scene):\n    def construct(self):\n"


def raised(message: str, line: int = 0) -> list[Diagnostic]:
    return [Diagnostic(rule="raised", message=message, line=line)]


LINTED = [
    (HEAD + "        self.play(Create(Cirlce()))\n", "Create(Circle())"),
    (HEAD + "        self.play(ShowCreation(Circle()))\n", "self.play(Create(Circle()))"),
    (HEAD + "        self.play(Create(Circle().set_colour(RED)))\n", ".set_color(RED)"),
    (
        HEAD.replace("from manim import *\n", "") + "        self.play(Create(Circle()))\n",
        "from manim import *",
    ),
    (HEAD + "        self.add(Dot(math.pi * RIGHT))\n        self.wait()\n", "import math"),
    (HEAD.replace("GeneratedScene", "Demo") + "        self.wait()\n", "class GeneratedScene(Scene):"),
    (HEAD.replace("(Scene)", "") + "        self.wait()\n", "class GeneratedScene(Scene):"),
    (HEAD + "        self.camera.frame.scale(2)\n        self.wait()\n", "GeneratedScene(MovingCameraScene)"),
    ("```python\n" + HEAD + "        self.wait()\n```\n", "self.wait()"),
]


@pytest.mark.parametrize(("script", "expected"), LINTED)
async def test_what_lint_finds_is_mended(script: str, expected: str) -> None:
    report = await lint(script)
    assert report.errors
    mended = mend(script, report.diagnostics)
    assert mended is not None
    assert expected in mended
    assert not (await lint(mended)).errors


async def test_a_text_that_lint_finds_too_wide_is_made_to_fit() -> None:
    script = HEAD + f'        words = Text("{"wide " * 30}")\n        self.play(Write(words))\n'
    mended = mend(script, (await lint(script)).diagnostics)
    assert mended is not None
    assert ".scale_to_fit_width(12.5)" in mended


@pytest.mark.skipif(has_latex(), reason="LaTeX is here, so its classes are no mistake")
async def test_formulas_do_without_latex() -> None:
    body = """\
        one = MathTex(r"\\frac{a}{b}", "=", r"c^{2}", color=RED, substrings_to_isolate=["a"])
        two = Tex("Just words", font_size=30)
        self.play(Write(one), Write(two))
"""
    mended = mend(HEAD + body, (await lint(HEAD + body)).diagnostics)
    assert mended is not None
    assert 'MathTypst("frac(a, b) = c^(2)", color=RED)' in mended
    assert 'Text("Just words", font_size=30)' in mended
    assert not (await lint(mended)).errors


def test_an_argument_that_does_not_exist_is_left_out() -> None:
    script = HEAD + "        dot = Dot(radius=1, glow=2)\n        self.play(Create(dot, glow=3))\n"
    mended = mend(
        script, raised("TypeError: Mobject.__init__() got an unexpected keyword argument 'glow'", 6)
    )
    assert mended is not None
    assert "Dot(radius=1)" in mended
    assert "glow=3" in mended


def test_the_name_that_python_guesses_is_taken() -> None:
    script = HEAD + "        dot = Dot()\n        dot.shfit(UP)\n"
    message = "AttributeError: 'Dot' object has no attribute 'shfit'. Did you mean: 'shift'?"
    mended = mend(script, raised(message, 7))
    assert mended is not None
    assert "dot.shift(UP)" in mended


def test_a_text_outside_the_frame_is_moved_in_or_made_to_fit() -> None:
    script = HEAD + '        words = Text("Hello there").shift(RIGHT * 7)\n        self.play(Write(words))\n'
    message = "Text “Hello there” is 1.5 units out of the frame (right): {}."
    finding = {"rule": "out-of-frame", "line": 7, "severity": Severity.WARNING}
    moved = mend(script, [Diagnostic(message=message.format("move it inside (shift)"), **finding)])
    assert moved is not None
    assert "        words.shift(LEFT * 1.8)\n        self.play(Write(words))" in moved
    fitted = mend(
        script, [Diagnostic(message=message.format("make it smaller (scale_to_fit_width)"), **finding)]
    )
    assert fitted is not None
    assert 'Text("Hello there").scale_to_fit_width(12.5).shift(RIGHT * 7)' in fitted


def test_a_scene_that_only_adds_is_shown() -> None:
    finding = Diagnostic(rule="no-animations", message="The scene plays nothing, so there is no video.")
    mended = mend(HEAD + "        self.add(Dot())\n", [finding])
    assert mended is not None
    assert mended.endswith("        self.wait(2)\n")


@pytest.mark.parametrize(
    "diagnostics",
    [
        [],
        raised("ZeroDivisionError: division by zero", 6),
        [Diagnostic(rule="syntax", message="Expected ')'", line=2)],
        [
            Diagnostic(
                rule="undefined-name", message="“foo” is not defined, and Manim has no such name.", line=6
            )
        ],
        [Diagnostic(rule="forbidden-import", message="os is not allowed", line=1)],
        [Diagnostic(rule="F841", message="never used", line=6, severity=Severity.WARNING)],
    ],
)
def test_without_a_remedy_there_is_nothing(diagnostics: list[Diagnostic]) -> None:
    assert mend(HEAD + "        self.wait()\n", diagnostics) is None


def test_a_script_that_cannot_be_parsed_is_left() -> None:
    assert mend("class (", raised("TypeError: x got an unexpected keyword argument 'a'")) is None


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("a^2 + b^2 = c^2", "a^(2) + b^(2) = c^(2)"),
        (r"\sum_{k=1}^{n} k", "sum_(k = 1)^(n) k"),
        (r"\sqrt[3]{x} \leq \infty", "root(3, x) <= infinity"),
        (r"\text{if } x", '"if " x'),
        (r"\left( xy \right)", "( x y )"),
    ],
)
def test_simple_latex_becomes_typst(latex: str, expected: str) -> None:
    assert typst(latex) == expected


@pytest.mark.parametrize("latex", [r"\begin{matrix} 1 \end{matrix}", r"\unknown", "a}", r"\frac{a"])
def test_other_latex_is_not_guessed_at(latex: str) -> None:
    with pytest.raises(UnknownNotationError):
        typst(latex)


def test_a_mended_script_is_still_python() -> None:
    script = HEAD + "        self.play(Create(Cirlce()))\n"
    finding = Diagnostic(
        rule="undefined-name", message="“Cirlce” is not defined. Did you mean “Circle”?", line=6
    )
    mended = mend(script, [finding])
    assert mended is not None
    ast.parse(mended)
