"""Distributions: shares and bars are computed."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from media.scenes.builders.distribution import Distribution, within
from media.scenes.probability import both
from tests.media.scenes.pages import script_of, told


def test_the_areas_of_a_normal_distribution() -> None:
    assert [within(turn) for turn in (1, 2, 3)] == ["≈ 68.27%", "≈ 95.45%", "≈ 99.73%"]
    normal = Distribution.model_validate({"mean": 100, "deviation": 7.5})
    assert "Within 2σ, from 85 to 115, lie ≈ 95.45% of all values." in told(normal)
    assert '"77.5"' in script_of(normal)


def test_the_bars_of_a_binomial_distribution() -> None:
    coins = Distribution.model_validate({"trials": 4, "probability": "1/2"})
    assert [coins.chance(turn) * 16 for turn in range(5)] == [Fraction(n) for n in (1, 4, 6, 4, 1)]
    assert coins.shown == 2
    said = told(coins)
    assert "2 of the 4 can succeed in 6 ways." in said
    assert "On average 4 × 1/2 = 2 succeed." in said
    assert "6 × (1/2)² × (1/2)² = 3/8 = 37.5%" in script_of(coins)


def test_the_bars_of_any_probability_sum_to_one() -> None:
    dice = Distribution.model_validate({"trials": 20, "probability": "1/6"})
    assert sum(map(dice.chance, range(21))) == 1


def test_decimal_probabilities_are_read_exactly() -> None:
    assert Distribution.model_validate({"trials": 1, "probability": 0.1}).probability == Fraction(1, 10)
    assert Distribution.model_validate({"trials": 1, "probability": "30%"}).probability == Fraction(3, 10)


def test_a_probability_is_written_as_a_fraction_and_as_percent() -> None:
    assert both(Fraction(1, 36)) == "1/36 ≈ 2.78%"
    assert both(Fraction(1, 4)) == "1/4 = 25%"
    assert both(Fraction(1)) == "1"


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"mean": 1},
        {"mean": 1, "deviation": 0},
        {"mean": 1, "deviation": 1, "trials": 3},
        {"trials": 3, "probability": "5/4"},
        {"trials": 3, "probability": "1/0"},
        {"trials": 3, "probability": 1},
        {"trials": 3, "probability": "1/2", "wanted": 4},
    ],
)
def test_what_is_no_distribution_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Distribution.model_validate(wrong)
