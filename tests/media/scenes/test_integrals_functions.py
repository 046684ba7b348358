"""Areas below curves, and the theorem about them: values worked out by hand."""

import pytest
from pydantic import ValidationError

from media.formulas.functions import strips
from media.formulas.written import equal, plain
from media.scenes.builders.area import Area
from media.scenes.builders.fundamental_theorem import FundamentalTheorem
from tests.media.scenes.pages import told


@pytest.mark.parametrize(
    ("function", "low", "high", "value"),
    [
        ("x^2", "0", "2", "= 8/3 ≈ 2.67"),
        ("sin x", "0", "pi", "= 2"),
        ("sin x", "0", "2pi", "= 0"),
        ("4 - x", "-1", "4", "= 12.5"),
    ],
)
def test_the_integral_is_exact(function: str, low: str, high: str, value: str) -> None:
    area = Area(function=function, low=low, high=high)
    assert equal(area.value) == value
    last = [line for line in told(area) if "integral" in line]
    assert value.removeprefix("= ") in last[0]


def test_sums_of_rectangles_are_those_of_their_middles() -> None:
    # (0.25² + 0.75² + 1.25² + 1.75²) · 0.5
    assert strips(Area(function="x^2", high="2").read.value, 0, 2, 4) == 2.625


def test_what_lies_below_the_axis_is_said_to_count_as_negative() -> None:
    lines = told(Area(function="x", low="-1", high="2"))
    assert lines[-1] == "What lies below the axis counts as negative."


@pytest.mark.parametrize(
    ("function", "low", "high"),
    [("1/x", "-1", "1"), ("x", "2", "1"), ("sqrt(x)", "-1", "1"), ("x", "0", "x"), ("x + y", "0", "1")],
)
def test_what_has_no_area_is_refused(function: str, low: str, high: str) -> None:
    with pytest.raises(ValidationError):
        Area(function=function, low=low, high=high)


def test_the_area_so_far_is_zero_at_its_beginning() -> None:
    theorem = FundamentalTheorem(function="x^2", low="1", high="3")
    assert plain(theorem.area) == "x³/3 − 1/3"
    assert plain(FundamentalTheorem(function="cos x", low="0", high="pi").area) == "sin(x)"


@pytest.mark.parametrize(("function", "low", "high"), [("1/x", "-1", "1"), ("e^(-x^2)", "0", "1")])
def test_what_has_no_area_to_write_down_is_refused(function: str, low: str, high: str) -> None:
    with pytest.raises(ValidationError):
        FundamentalTheorem(function=function, low=low, high=high)
