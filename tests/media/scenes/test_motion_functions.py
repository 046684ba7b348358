"""Throws, motions and limits: values worked out by hand."""

from fractions import Fraction

import pytest
import sympy
from pydantic import ValidationError

from media.formulas.written import measured
from media.scenes.builders.limit import Limit
from media.scenes.builders.projectile import Projectile


def test_a_throw_at_45_degrees() -> None:
    throw = Projectile(angle=Fraction(45), speed=Fraction(14), gravity=Fraction("9.8"))
    # v²/g = 196/9.8 = 20; v²/4g = 5; 2·14·(√2/2)/9.8 = √2·10/7
    assert (measured(throw.range), measured(throw.height)) == ("= 20", "= 5")
    assert throw.time == sympy.sqrt(2) * 10 / 7


def test_a_throw_without_a_speed_takes_an_example() -> None:
    throw = Projectile(angle=Fraction(30))
    assert measured(throw.up) == "= 10"
    assert measured(throw.range) == "≈ 35.35"


def test_angles_that_are_no_throw_are_refused() -> None:
    for angle in (0, 90, 120):
        with pytest.raises(ValidationError):
            Projectile(angle=Fraction(angle))


@pytest.mark.parametrize(
    ("function", "at", "limit"),
    [
        ("sin(x)/x", "0", sympy.Integer(1)),
        ("(x^2 - 1)/(x - 1)", "1", sympy.Integer(2)),
        ("(1 - cos x)/x^2", "0", sympy.Rational(1, 2)),
        ("x ln x", "0", sympy.Integer(0)),
        ("|x|/x", "0", None),
        ("1/x", "0", None),
    ],
)
def test_limits(function: str, at: str, limit: sympy.Expr | None) -> None:
    assert Limit(function=function, at=at).limit == limit


def test_a_place_without_values_near_it_is_refused() -> None:
    with pytest.raises(ValidationError):
        Limit(function="ln x", at="-2")
