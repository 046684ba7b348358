"""The tangent: slopes worked out by hand."""

import pytest
from pydantic import ValidationError

from media.formulas.written import plain
from media.scenes.builders.tangent import Tangent
from tests.media.scenes.pages import told


@pytest.mark.parametrize(
    ("function", "at", "slope", "derivative"),
    [
        ("x^2", "1", "2", "2x"),
        ("x^3 - 3x", "-2", "9", "3x² − 3"),
        ("sin x", "pi/3", "1/2", "cos(x)"),
        ("1/x", "2", "−1/4", "−1/x²"),
        ("sqrt(x)", "4", "1/4", "1/(2√x)"),
        ("3x + 1", "0", "3", "3"),
    ],
)
def test_slopes_are_exact(function: str, at: str, slope: str, derivative: str) -> None:
    tangent = Tangent(function=function, at=at)
    assert (plain(tangent.slope), plain(tangent.read.derivative)) == (slope, derivative)


def test_the_derivative_is_said() -> None:
    lines = told(Tangent(function="x^2"))
    assert "Where both points become one it is the tangent: at x = 1 its slope is 2." in lines
    assert "At every x the slope is 2x: this is the derivative." in lines


@pytest.mark.parametrize(
    ("function", "at"), [("1/x", "0"), ("|x|", "0"), ("sqrt(x)", "0"), ("x^2", "x"), ("ln x", "-1")]
)
def test_where_there_is_no_tangent_it_is_refused(function: str, at: str) -> None:
    with pytest.raises(ValidationError):
        Tangent(function=function, at=at)


@pytest.mark.parametrize(("function", "at"), [("x^2", "3"), ("x^3", "2"), ("-x^2", "4"), ("exp(x)", "3")])
def test_the_point_of_contact_is_on_the_plane(function: str, at: str) -> None:
    sketch = Tangent(function=function, at=at)
    assert sketch.seen.y.low < float(sketch.value) < sketch.seen.y.high
