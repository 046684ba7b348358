"""Lint tells what would break, where, and what to write instead."""

from pathlib import Path

import pytest

from contracts.animation import Diagnostic, Severity
from media.manim.latex import has_latex
from media.manim.lint import lint

HONEST = sorted((Path(__file__).parents[2] / "scripts" / "honest").glob("*.py"))
HEAD = "from manim import *\nclass GeneratedScene(Scene):\n    def construct(self):\n"
LINE = 4
"""Where the first line of a body stands."""


async def found(body: str) -> Diagnostic:
    """The one finding in a scene with this body."""
    lines = "".join(f"        {line}\n" for line in body.splitlines())
    (finding,) = (await lint(HEAD + lines)).diagnostics
    return finding


@pytest.mark.parametrize("path", HONEST, ids=lambda path: path.stem)
async def test_honest_scripts_are_clean(path: Path) -> None:
    assert (await lint(path.read_text())).diagnostics == ()


async def test_a_syntax_error_has_its_place() -> None:
    (finding,) = (await lint("from manim import *\nx = 1 +\n")).diagnostics

    assert (finding.rule, finding.line, finding.severity) == ("syntax", 2, Severity.ERROR)
    assert finding.column > 0


@pytest.mark.parametrize("script", ["x = '\0'\n", "return 3\n", "def f(:\n", "(" * 300, "\ud800"])
async def test_what_python_cannot_compile_is_a_finding(script: str) -> None:
    assert (await lint(script)).errors


async def test_an_unknown_name_gets_the_nearest() -> None:
    finding = await found("self.play(Creat(Circle()))")

    assert (finding.rule, finding.line, finding.column) == ("undefined-name", LINE, 19)
    assert "Did you mean “Create”" in finding.message


@pytest.mark.parametrize(
    ("body", "new"),
    [
        ("self.play(ShowCreation(Circle()))", "Create"),
        ("self.add(TextMobject('a'))", "Text"),
        ("self.add(Axes().get_graph(lambda x: x))", "Axes.plot"),
        ("self.play(FadeInFrom(Circle(), UP))", "shift"),
    ],
)
async def test_an_old_name_gets_the_new_one(body: str, new: str) -> None:
    finding = await found(body)

    assert (finding.rule, finding.line) == ("removed-name", LINE)
    assert new in finding.message


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ("Circle().shfit(UP)", "shift"),
        ("self.set_camera_orientation(phi=1)", "ThreeDScene"),
        ("self.camera.frame.scale(2)", "MovingCameraScene"),
        ("np.aray([1])", "array"),
        ("self.play(Circle().animate.shift(UP), rate_func=rate_functions.ease_in_sin)", "ease_in_sine"),
    ],
)
async def test_an_unknown_attribute_is_told_where_certain(body: str, hint: str) -> None:
    finding = await found(body)

    assert (finding.rule, finding.severity) == ("undefined-name", Severity.ERROR)
    assert hint in finding.message


async def test_a_name_of_manim_needs_the_import() -> None:
    script = "class GeneratedScene(Scene):\n    def construct(self):\n        pass\n"
    (finding,) = (await lint(script)).diagnostics

    assert finding.rule == "undefined-name"
    assert "from manim import *" in finding.message


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("from manim import *\n", "must define one scene class"),
        ("from manim import *\nclass Mine(Scene):\n    def construct(self): pass\n", "must be named"),
        ("from manim import *\nclass GeneratedScene:\n    def construct(self): pass\n", "must derive"),
        ("from manim import *\nclass GeneratedScene(Scene):\n    pass\n", "no method construct"),
        (HEAD + "        pass\n" + HEAD + "        pass\n", "more than one"),
    ],
)
async def test_there_is_exactly_one_scene_class(script: str, words: str) -> None:
    findings = [finding for finding in (await lint(script)).errors if finding.rule == "scene-class"]

    assert words in findings[0].message


async def test_a_scene_may_derive_from_another_scene_of_the_script() -> None:
    script = (
        "from manim import *\nclass Base(MovingCameraScene):\n    def construct(self):\n"
        "        self.wait()\nclass GeneratedScene(Base):\n    pass\n"
    )

    assert (await lint(script)).diagnostics == ()


@pytest.mark.skipif(has_latex(), reason="LaTeX is installed here")
@pytest.mark.parametrize(
    "body",
    [
        "self.add(MathTex('x'))",
        "self.add(Tex('x'))",
        "self.add(Brace(Square()).get_tex('x'))",
        "self.add(LabeledDot('x'))",
        r"self.add(Axes().get_axis_labels(r'\theta'))",
    ],
)
async def test_latex_is_asked_for_only_where_it_is(body: str) -> None:
    finding = await found(body)

    assert (finding.rule, finding.severity) == ("latex-missing", Severity.ERROR)
    assert "MathTypst" in finding.message


async def test_a_very_long_line_of_text_is_a_warning() -> None:
    finding = await found(f"self.add(Text({'word ' * 20!r}))")

    assert (finding.rule, finding.severity) == ("out-of-frame", Severity.WARNING)


async def test_a_long_text_that_is_made_smaller_is_not() -> None:
    body = f"        self.add(Text({'word ' * 20!r}).scale(0.3), Text({'word ' * 20!r}, font_size=12))\n"

    assert (await lint(HEAD + body)).diagnostics == ()


async def test_a_paragraph_that_would_be_torn_by_a_ligature_is_a_warning() -> None:
    finding = await found("self.add(Paragraph('Find', 'the first', alignment='center'))")

    assert (finding.rule, finding.severity) == ("ligatures", Severity.WARNING)
    assert "“fi”" in finding.message
    assert "disable_ligatures=True" in finding.message


@pytest.mark.parametrize(
    "words",
    ["'Find', 'the first', disable_ligatures=True", "'From', 'fact'", "*('f', 'i')", "'fi', **options"],
)
async def test_a_paragraph_whose_letters_are_all_drawn_apart_is_not(words: str) -> None:
    body = f"        options = {{}}\n        self.add(Paragraph({words}), *options)\n"

    assert (await lint(HEAD + body)).diagnostics == ()


async def test_what_is_only_untidy_is_a_warning_under_ruffs_own_name() -> None:
    finding = await found("unused = 1")

    assert (finding.rule, finding.severity) == ("F841", Severity.WARNING)


async def test_a_comment_does_not_silence_lint() -> None:
    finding = await found("self.play(Creat(Circle()))  # noqa")

    assert finding.rule == "undefined-name"
