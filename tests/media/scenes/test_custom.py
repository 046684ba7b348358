"""Scenes in their author's own code: what may stand in them, and what the page puts around."""

import pytest
from pydantic import ValidationError

from contracts.storyboard import Beat, Picture, Scene, Storyboard
from media.manim import security
from media.manim.lint import lint
from media.scenes import script
from media.scenes.custom import Custom
from media.scenes.locale import Locale

WHOLE = """
from manim import *
import numpy as np

class GeneratedScene(Scene):
    def construct(self):
        dot = Dot(np.array([math.pi, 0, 0]))
        text = '''two
lines'''
        self.play(FadeIn(dot))
"""


def written(*code: str) -> str:
    scene = Scene(
        id="1",
        heading="Code",
        beats=(Beat(line="First this."), Beat(line="Then that.")),
        picture=Picture(kind="custom", parameters={"code": list(code)}),
    )
    return script.write(Storyboard(title="t", language="en", scenes=(scene,)))


async def test_each_piece_plays_under_its_line() -> None:
    made = written(*Custom.example(Locale.ENGLISH).code)
    order = ["First this.", "shape = Circle", "Then that.", "Transform(shape", "FadeOut(*self.mobjects)"]
    assert sorted(order, key=made.index) == order
    assert not (await lint(made)).errors
    assert not security.check(made).errors


def test_of_a_whole_script_the_statements_are_taken_and_what_they_need_is_imported() -> None:
    made = written(WHOLE)
    assert made.count("class ") == 1
    assert "        text = 'two\\nlines'\n" in made
    assert made.startswith("import math\nimport numpy as np\nfrom manim import *")


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("self.play(", "not valid Python"),
        ("import os", "no Import"),
        ("class A:\n    import os", "no Import"),
        ("return", "must not return"),
        ("for x in y:\n    yield x", "must not return"),
        ("heading = Text('x')", "the page's own name"),
        ("caption_1 = 3", "the page's own name"),
        ("self = 3", "the page's own name"),
        ("def heading(): pass", "the page's own name"),
        ("try:\n    self.add()\nexcept ValueError as underline:\n    pass", "the page's own name"),
        ("async def f(): pass", "no AsyncFunctionDef"),
        ("# nothing", "no statements"),
    ],
)
def test_what_can_not_stand_in_a_scene_is_refused_with_the_reason(code: str, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        Custom(code=(code,))


def test_functions_of_its_own_may_return() -> None:
    assert Custom(code=("def f(x):\n    return x * x\nself.add(Dot([f(1), 0, 0]))",))
