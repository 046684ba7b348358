"""Throws, motions and limits: values worked out by hand."""

from fractions import Fraction

import pytest
import sympy
from pydantic import ValidationError

from media.formulas.written import measured
from media.scenes.builders.acceleration import Acceleration
from media.scenes.builders.limit import Limit
from media.scenes.builders.projectile import Projectile
from media.scenes.builders.uniform_motion import Traveller, UniformMotion


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


def test_two_travellers_meet() -> None:
    towards = UniformMotion(
        travellers=(Traveller(speed=Fraction(60)), Traveller(speed=Fraction(-40), start=Fraction(150)))
    )
    assert (towards.duration_until_end, towards.end(0), towards.end(1)) == (
        Fraction(3, 2),
        Fraction(90),
        Fraction(90),
    )
    behind = UniformMotion(
        travellers=(Traveller(speed=Fraction(5)), Traveller(speed=Fraction(3), start=Fraction(8)))
    )
    assert (behind.duration_until_end, behind.end(1)) == (Fraction(4), Fraction(20))


def test_one_traveller_needs_a_time_or_a_distance() -> None:
    walker = (Traveller(speed=Fraction(4)),)
    assert UniformMotion(travellers=walker, time=Fraction("2.5")).end(0) == 10
    assert UniformMotion(travellers=walker, distance=Fraction(10)).duration_until_end == Fraction(5, 2)
    with pytest.raises(ValidationError):
        UniformMotion(travellers=walker)
    with pytest.raises(ValidationError):
        UniformMotion(travellers=walker, time=Fraction(1), distance=Fraction(1))


@pytest.mark.parametrize(("one", "other", "start"), [(3, 5, 8), (4, 4, 8), (-1, 1, 8)])
def test_who_never_meets_is_refused(one: int, other: int, start: int) -> None:
    travellers = (
        Traveller(speed=Fraction(one)),
        Traveller(speed=Fraction(other), start=Fraction(start)),
    )
    with pytest.raises(ValidationError):
        UniformMotion(travellers=travellers)


def test_a_fall_grows_as_the_odd_numbers() -> None:
    fall = Acceleration(acceleration=Fraction(10), seconds=Fraction(4))
    assert fall.ways == [0, 5, 20, 45, 80]
    assert fall.speed(Fraction(4)) == 40


def test_a_fall_from_a_height_lands_at_an_exact_time_and_speed() -> None:
    fall = Acceleration(height=Fraction(45))
    assert fall.duration == 15 * sympy.sqrt(2) / 7
    assert fall.last_speed == 21 * sympy.sqrt(2)
    assert [float(way) for way in fall.ways] == [0, 2.8125, 11.25, 25.3125, 45]


def test_a_fall_to_a_speed_has_its_height() -> None:
    fall = Acceleration(acceleration=Fraction(10), at_last=Fraction(30))
    assert fall.duration == 3
    assert fall.ways[-1] == 45


@pytest.mark.parametrize("field", [{"start": 5}, {"falls": False}, {"at_last": 20}])
def test_a_height_is_of_a_fall_from_rest_and_enough(field: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Acceleration.model_validate({"height": 45, **field})
