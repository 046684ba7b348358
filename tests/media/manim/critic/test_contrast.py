"""How text stands out from what lies behind it."""

from functools import partial

import pytest

from media.manim.critic.contrast import Contrast, ratio, stands_out
from media.manim.critic.sight import Colour, Shape, Text
from tests.media.manim.critic.sights import BLACK, GREY, WHITE, found_by, shape, sight, text

DARK = Colour(0.04, 0.04, 0.04)
DIM = Colour(0.2, 0.2, 0.2)


found = partial(found_by, Contrast)


def test_the_ratio_is_that_of_wcag() -> None:
    assert ratio(BLACK, WHITE) == pytest.approx(21)
    assert ratio(WHITE, Colour(0x77 / 255, 0x77 / 255, 0x77 / 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("color", "severity"), [(DARK, "error"), (DIM, "warning")])
def test_a_text_nearly_as_dark_as_its_background(color: Colour, severity: str) -> None:
    (finding,) = found(sight(text(color=color)))

    assert (finding.rule, finding.severity) == ("contrast", severity)
    assert "“a plain text”" in finding.message


def test_a_text_is_compared_with_the_shape_behind_it() -> None:
    label, bar = text("12", color=DARK), shape(-1, -1, 2, 1)

    assert found(sight(label, bar)) == []
    assert len(found(sight(label, shape(-1, -1, 2, 1, fill=DARK)))) == 1
    assert len(found(sight(text("12", color=GREY), bar))) == 1


def test_a_shape_is_not_its_box() -> None:
    triangle = shape(-9, -9, 9, 9, fill=WHITE, corners=[(-9, -9), (9, -9), (-9, 9)])

    assert found(sight(triangle, text("in", -1, -1, color=BLACK))) == []
    assert found(sight(triangle, text("out", 2, 2))) == []


@pytest.mark.parametrize(
    ("things", "least"),
    [
        pytest.param([text(color=BLACK, halo=WHITE)], 20, id="a halo"),
        pytest.param([shape(-1, -1, 9, 1, fill=None), text(color=BLACK)], 20, id="before an image"),
        pytest.param([shape(-1, -1, 9, 1, fill=Colour(1, 1, 1, 0.5)), text(color=BLACK)], 5, id="a veil"),
    ],
)
def test_what_stands_out(things: list[Text | Shape], least: float) -> None:
    (words,) = (thing for thing in things if isinstance(thing, Text))

    assert stands_out(words, sight(*things)) > least


def test_a_text_behind_something_is_not_seen() -> None:
    (finding,) = found(sight(text(order=1), shape(-1, -1, 9, 1, order=2)))

    assert finding.severity == "error"
    assert "hidden" in finding.message


def test_a_text_that_fades_once_it_was_read_is_no_fault() -> None:
    assert found(sight(text(key=900)), sight(text(key=900, color=Colour(1, 1, 1, 0.1)))) == []
