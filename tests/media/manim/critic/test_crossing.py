"""Lines through texts."""

from functools import partial

import pytest

from media.manim.critic.crossing import Crossing
from media.manim.critic.sight import Colour, Shape, Text
from tests.media.manim.critic.sights import BLACK, GREY, WHITE, found_by, line, shape, sight, text

found = partial(found_by, Crossing)


@pytest.mark.parametrize(
    "through",
    [
        pytest.param(line(-3, -3, 3, 3.3), id="aslant"),
        pytest.param(line(0.4, -3, 0.4, 3), id="upright"),
        pytest.param(line(-5, 0.15, 5, 0.15), id="level"),
    ],
)
def test_a_line_through_a_text_is_a_warning(through: Shape) -> None:
    (finding,) = found(sight(through, text("label"), still=True))

    assert (finding.rule, finding.severity) == ("crossed", "warning")
    assert "“label”" in finding.message


@pytest.mark.parametrize(
    "things",
    [
        pytest.param([line(-5, -0.05, 5, -0.05), text("label")], id="below"),
        pytest.param([line(-5, 0.15, 5, 0.15, thickness=1), text("label")], id="a grid"),
        pytest.param([line(-5, 0.15, 5, 0.15, color=Colour(0.1, 0.1, 0.1)), text("label")], id="hardly seen"),
        pytest.param([line(-0.1, 0.15, 1.6, 0.15), text("label")], id="struck out"),
        pytest.param([line(-5, 0.15, 5, 0.15), text("label", halo=BLACK)], id="a halo"),
        pytest.param(
            [line(-5, 0.15, 5, 0.15, order=1), shape(-1, -1, 2, 1, fill=GREY, order=2), text("label")],
            id="hidden",
        ),
        pytest.param([line(-5, 0.15, 5, 0.15), text("label", color=Colour(*WHITE[:3], 0.2))], id="put back"),
    ],
)
def test_what_is_no_fault(things: list[Text | Shape]) -> None:
    assert found(sight(*things, still=True)) == []


def test_a_line_that_passes_is_no_fault() -> None:
    words = text("label", key=900)

    assert (
        found(
            sight(words, line(-5, 2, 5, 2, key=901)),
            sight(words, line(-5, 0.15, 5, 0.15, key=901)),
            sight(words),
        )
        == []
    )
