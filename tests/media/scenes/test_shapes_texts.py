"""Texts as points, steps and quotations: all of it is shown, and what can't be drawn is refused."""

import pytest
from pydantic import ValidationError

from contracts.storyboard import Shape, Storyboard
from media.scenes.builder import Builder
from media.scenes.builders.points import Points
from media.scenes.builders.quotation import Quotation
from media.scenes.builders.steps import Steps
from media.scenes.locale import Locale
from media.scenes.script import scene_of, write
from media.scenes.text import fitted, wrap

LONG = "A long step that goes on and on until it needs more rows than one, or two"


def script(builder: Builder, shape: Shape) -> str:
    scene = scene_of(builder, "1", Locale.ENGLISH)
    return write(Storyboard(title="", language="en", shape=shape, scenes=(scene,)))


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize("cycle", [False, True])
@pytest.mark.parametrize("words", ["Stir", LONG, "混ぜる" * 20])
def test_eight_steps_are_all_shown_whole(words: str, shape: Shape, *, cycle: bool) -> None:
    steps = tuple(f"{words} {index}" for index in range(1, 9))
    source = script(Steps(steps=steps, cycle=cycle), shape)
    assert all(f"step_{index} = VGroup" in source for index in range(1, 9))
    assert "…" not in source


def test_a_cycle_of_two_is_refused() -> None:
    with pytest.raises(ValidationError, match="cycle"):
        Steps(steps=("One", "Two"), cycle=True)


@pytest.mark.parametrize("shape", Shape)
def test_long_points_are_on_several_pages_and_not_cut(shape: Shape) -> None:
    source = script(Points(points=("word " * 39 + "end",) * 10), shape)
    assert source.count("FadeOut(point_") > 0
    assert "point_10 = VGroup" in source
    assert "…" not in source


def test_words_that_stand_on_the_stage_have_no_caption() -> None:
    source = script(Points(points=("Save water.",)), Shape.WIDE)
    assert source.count('"Save water."') == 1


@pytest.mark.parametrize("shape", Shape)
def test_a_quotation_is_shown_word_for_word(shape: Shape) -> None:
    words = [f"word{index}" for index in range(40)]
    source = script(Quotation(text=" ".join(words), source="Someone"), shape)
    assert all(word in source for word in words)
    assert "— Someone" in source


@pytest.mark.parametrize("space", [" ", "\u00a0"])
def test_a_room_that_not_even_a_space_fits_in_has_a_letter_a_line(space: str) -> None:
    assert "".join(wrap(f"ab{space}c", 0.05, 30)).replace(space, "") == "abc"
    assert fitted([f"ab{space}c"], -0.4, 2.0, (30, 20)) is None
