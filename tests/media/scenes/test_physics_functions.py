"""Forces, levers, circuits, waves and rays: values worked out by hand."""

from fractions import Fraction

import pytest
import sympy
from pydantic import ValidationError

from media.formulas.written import measured
from media.scenes.builders.circuit import Circuit
from media.scenes.builders.forces import Force, Forces
from media.scenes.builders.lever import Lever
from media.scenes.builders.ray import Ray
from media.scenes.builders.wave import Wave
from tests.media.scenes.pages import told


def force(size: int, direction: int = 0) -> Force:
    return Force(size=Fraction(size), direction=Fraction(direction))


def test_forces_add_up_as_arrows() -> None:
    right_angle = Forces(forces=(force(3), force(4, 90)), mass=Fraction(2))
    assert (right_angle.size, right_angle.acceleration) == (5, sympy.Rational(5, 2))
    three = Forces(forces=(force(10), force(10, 120), force(10, 240)))
    assert three.is_balanced
    assert measured(Forces(forces=(force(1), force(1, 90))).size) == "≈ 1.41"
    assert not Forces(forces=(force(7), force(5, 180))).is_balanced


def test_without_forces_it_is_the_first_law() -> None:
    lines = told(Forces())
    assert "Without a force, a body at rest stays at rest." in lines
    with pytest.raises(ValidationError):
        Forces(mass=Fraction(1))
    with pytest.raises(ValidationError):
        Forces(forces=(force(1), force(100)))


def lever(left_force: int, left_arm: int, right_force: int, right_arm: int) -> Lever:
    return Lever(
        left_force=Fraction(left_force),
        left_arm=Fraction(left_arm),
        right_force=Fraction(right_force),
        right_arm=Fraction(right_arm),
    )


def test_a_lever_balances_by_force_times_arm() -> None:
    assert (lever(30, 1, 10, 2).left, lever(30, 1, 10, 2).right) == (Fraction(30), Fraction(20))
    assert lever(30, 1, 10, 2).balancing_arm == 3
    balanced = told(lever(30, 1, 10, 3))
    assert balanced[-1] == "Both are equal, so the lever balances."


def test_resistors_in_series_and_side_by_side() -> None:
    series = Circuit(voltage=Fraction(12), resistors=(Fraction(4), Fraction(2)))
    assert (series.resistance, series.current) == (Fraction(6), Fraction(2))
    assert series.voltages == [8, 4]
    parallel = Circuit(voltage=Fraction(6), resistors=(Fraction(3), Fraction(6)), parallel=True)
    assert (parallel.resistance, parallel.current) == (Fraction(2), Fraction(3))
    assert parallel.currents == [2, 1]


def test_a_wave_is_as_fast_as_its_frequency_times_its_length() -> None:
    wave = Wave(wavelength=Fraction(4), frequency=Fraction("0.5"))
    assert (wave.speed, wave.period) == (Fraction(2), Fraction(2))


def test_rays_are_refracted_by_snells_law_or_reflected_totally() -> None:
    # sin θ = sin 45° / 1.5 = 0.4714; sin θ = 1.5 · sin 30° = 0.75
    into, out = Ray(angle=Fraction(45)), Ray(angle=Fraction(30), above=Fraction("1.5"), below=Fraction(1))
    assert (measured(into.refracted), measured(out.refracted)) == ("≈ 28.13", "≈ 48.59")
    total = Ray(angle=Fraction(60), above=Fraction("1.5"), below=Fraction(1))
    assert total.is_total
    assert total.refracted is None
    assert measured(total.critical) == "≈ 41.81"
    assert into.critical is None
    assert Ray(angle=Fraction(40), below=None).refracted is None
