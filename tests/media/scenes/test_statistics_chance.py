"""Mean, median, mode, range and spread are exactly those of the values."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from contracts.storyboard import Shape
from media.scenes.amounts import root
from media.scenes.builders.statistics import Statistics
from tests.media.scenes.pages import told


def of(*values: float, **options: object) -> Statistics:
    return Statistics.model_validate({"values": values, **options})


def exact(*values: int | str) -> tuple[Fraction, ...]:
    return tuple(map(Fraction, values))


def test_the_mean_of_six_values_is_their_own() -> None:
    data = of(4, 8, 15, 16, 23, 42)
    assert (data.mean, data.median, data.range) == exact(18, "31/2", 38)
    assert data.modes == ()
    assert "Their sum is 108; divided by 6, the mean is 18." in told(data)


def test_the_middle_of_an_odd_number_is_one_of_them() -> None:
    data = of(3, 1, 2)
    assert data.middle == exact(2)
    assert "The middle one, the median, is 2." in told(data)


def test_the_most_frequent_values_are_the_modes() -> None:
    assert of(1, 1, 2, 2, 3).modes == exact(1, 2)
    assert of(5, 5).modes == exact(5)
    assert of(1, 2).modes == ()


def test_the_spread_is_the_root_of_the_mean_square() -> None:
    data = of(2, 4, 4, 4, 5, 5, 7, 9, measures=["spread"])
    assert (data.variance, root(data.variance)) == exact(4, 2)
    assert any("the standard deviation, is 2." in line for line in told(data))
    assert str(float(root(Fraction(2)))).startswith("1.414213562373095")


def test_decimals_stay_exact() -> None:
    assert of(0.1, 0.2).mean == Fraction(3, 20)


def test_a_measure_is_shown_once() -> None:
    with pytest.raises(ValidationError, match="measures"):
        of(1, 2, measures=["mean", "mean"])


@pytest.mark.parametrize("shape", Shape)
def test_extreme_values_are_drawn_in_each_shape(shape: Shape) -> None:
    for values in ((7,) * 16, (-1e12, 1e12), (1, 1.000001, 10**9, *range(13))):
        data = of(*values, measures=["spread", "range", "mode", "median", "mean"])
        assert len(told(data, shape)) > 6
