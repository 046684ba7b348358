"""What equations of the second degree describe: measures worked out by hand."""

import pytest

from media.formulas.conics import Ellipse, Hyperbola, Line, Other, Parabola, Point, conic
from media.formulas.functions import constant
from media.formulas.written import plain


def at(*place: str) -> Point:
    x, y = place
    return constant(x), constant(y)


def test_circles_and_ellipses() -> None:
    circle = conic("x^2 + y^2 = 4")
    assert circle == Ellipse(at("0", "0"), constant("2"), constant("2"))
    assert isinstance(circle, Ellipse)
    assert circle.is_circle
    moved = conic("x^2 - 2x + y^2 + 4y = 4")
    assert moved == Ellipse(at("1", "-2"), constant("3"), constant("3"))
    ellipse = conic("x^2/9 + (y - 1)^2/4 = 1")
    assert isinstance(ellipse, Ellipse)
    assert ellipse.foci == (at("-sqrt(5)", "1"), at("sqrt(5)", "1"))
    upright = conic("4x^2 + y^2 = 4")
    assert isinstance(upright, Ellipse)
    assert (plain(upright.long), upright.foci[1]) == ("2", at("0", "sqrt(3)"))


def test_hyperbolas() -> None:
    sideways = conic("x^2 - y^2/4 = 1")
    assert isinstance(sideways, Hyperbola)
    assert (sideways.vertices, plain(sideways.slope)) == ((at("-1", "0"), at("1", "0")), "2")
    assert sideways.foci[1] == at("sqrt(5)", "0")
    upright = conic("y^2 - x^2 = 9")
    assert isinstance(upright, Hyperbola)
    assert not upright.sideways
    assert upright.vertices == (at("0", "-3"), at("0", "3"))


def test_parabolas() -> None:
    assert conic("x = y^2") == Parabola(at("0", "0"), constant("1/4"), sideways=True)
    down = conic("y = -x^2 + 2x")
    assert down == Parabola(at("1", "1"), constant("-1/4"), sideways=False)
    assert isinstance(down, Parabola)
    assert (down.focus, plain(down.directrix)) == (at("1", "3/4"), "5/4")


def test_lines() -> None:
    line = conic("3x + 2y = 6")
    assert isinstance(line, Line)
    assert (line.slope, line.crossings) == (constant("-3/2"), [at("2", "0"), at("0", "3")])
    upright = conic("x = 5")
    assert isinstance(upright, Line)
    assert (upright.slope, upright.crossings) == (None, [at("5", "0")])
    through = conic("y = 2x")
    assert isinstance(through, Line)
    assert through.crossings == [at("0", "0")]


def test_other_curves_stay_what_they_are() -> None:
    assert isinstance(conic("x y = 1"), Other)
    assert isinstance(conic("x^3 + y^3 = 3x y"), Other)


@pytest.mark.parametrize(
    "equation",
    ["x^2 + y^2 = -1", "x^2 + y^2 = 0", "x^2 - y^2 = 0", "x^2 = 4", "1 = 1", "x + z = 1", "x = y = 1", "x"],
)
def test_what_describes_no_curve_is_refused(equation: str) -> None:
    with pytest.raises(ValueError, match=r"equation|read"):
        conic(equation)
