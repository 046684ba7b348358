"""Text over text: what is a fault, and what is not."""

from functools import partial

import pytest

from media.manim.critic.overlap import Overlap
from media.manim.critic.sight import Colour, Shape, Text
from tests.media.manim.critic.sights import WHITE, found_by, shape, sight, text

FAINT = Colour(1, 1, 1, 0.2)


found = partial(found_by, Overlap)


def test_a_text_over_a_text_is_an_error() -> None:
    one, other = text("the first", 0, 0), text("the second", 0.5, 0.1)
    (finding,) = found(sight(one, other), sight(one, other, still=True, line=6))

    assert (finding.rule, finding.severity, finding.line) == ("overlap", "error", 5)
    assert "“the second” stands over Text “the first”" in finding.message


def test_letters_that_only_touch_are_a_warning() -> None:
    one, other = text("a long line of words", 0, 0), text("another line", 0.3 * 19 + 0.05, 0)
    (finding,) = found(sight(one, other, still=True))

    assert finding.severity == "warning"


@pytest.mark.parametrize(
    "things",
    [
        pytest.param([text("one"), text("two", 2)], id="beside each other"),
        pytest.param([text("line"), text("line", 0, 0.31)], id="lines of one block"),
        pytest.param([text("same", key=900), text("same", 0.05, -0.05)], id="a shadow"),
        pytest.param([text("watermark", color=FAINT), text("words")], id="put back"),
        pytest.param([text("old", order=1), shape(-1, -1, 2, 1, order=2), text("other", order=3)], id="hid"),
    ],
)
def test_what_is_no_fault(things: list[Text | Shape]) -> None:
    assert found(sight(*things, still=True)) == []


def test_what_passes_is_no_fault() -> None:
    there, away = text("stays"), text("flies", -5, key=901)
    over, beyond = text("flies", key=901), text("flies", 5, key=901)

    assert found(sight(there, away), sight(there, over), sight(there, beyond)) == []


def test_what_the_video_ends_with_is_seen_for_long() -> None:
    one, other = text("the first"), text("the second")

    assert len(found(sight(one), sight(one, other))) == 1


@pytest.mark.parametrize(
    "there",
    [
        pytest.param(shape(-1, -1, 2, 1, order=0), id="behind both"),
        pytest.param(shape(-1, -1, 2, 1, order=4), id="before both"),
        pytest.param(shape(3, 2, 5, 3, order=2), id="elsewhere"),
        pytest.param(shape(-1, -1, 2, 1, order=2, fill=Colour(*WHITE[:3], 0.2)), id="clear"),
    ],
)
def test_a_shape_that_does_not_lie_between_hides_nothing(there: Shape) -> None:
    one, other = text("old", order=1), text("newer", order=3)

    assert len(found(sight(one, there, other, still=True))) == 1
