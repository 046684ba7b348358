"""Percentages and ratios, exactly."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from media.scenes.builders.percent import Percent
from media.scenes.builders.ratio import Ratio
from tests.media.scenes.pages import script_of, told


@pytest.mark.parametrize(
    ("task", "result"),
    [
        ({"task": "part", "amount": 50, "percent": 20}, "10"),
        ({"task": "discount", "amount": 80, "percent": 25}, "60"),
        ({"task": "discount", "amount": 19.99, "percent": 12.5}, "17.49125"),
        ({"task": "increase", "amount": 1200, "percent": 8}, "1296"),
        ({"task": "share", "amount": 90, "part": 30}, "100/3"),
    ],
)
def test_the_result_is_exact(task: dict[str, object], result: str) -> None:
    assert Percent.model_validate(task).result == Fraction(result)


def test_a_discount_is_said_step_by_step() -> None:
    discount = Percent.model_validate({"task": "discount", "amount": 80, "percent": 25, "unit": "$"})
    assert told(discount)[1:] == [
        "One of them is 1%: $0.80.",
        "25% are 25 of these squares: $20.",
        "Taken away, 75% are left: $60.",
    ]
    assert "$80 − $20 = $60" in script_of(discount)


@pytest.mark.parametrize(
    "task",
    [
        {"task": "part", "amount": 50},
        {"task": "part", "amount": 50, "percent": 101},
        {"task": "share", "amount": 50, "percent": 10},
        {"task": "share", "amount": 50, "part": 51},
        {"task": "part", "amount": 0, "percent": 10},
    ],
)
def test_what_cannot_be_shown_in_squares_is_refused(task: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Percent.model_validate(task)


def ratio(amount: float, *parts: int) -> Ratio:
    return Ratio.model_validate({"amount": amount, "shares": [{"parts": part} for part in parts]})


def test_an_amount_is_shared_without_a_rest() -> None:
    shared = ratio(60, 6, 4)
    assert shared.lowest == (3, 2)
    assert [int(amount) for amount in shared.amounts] == [36, 24]
    assert sum(ratio(100, 1, 1, 1).amounts) == 100
    assert "6 : 4 is the same as 3 : 2." in told(shared)
    assert "3 × 12 = 36" in script_of(shared)


def test_too_many_pieces_are_refused() -> None:
    with pytest.raises(ValidationError, match="pieces"):
        ratio(10, 1, 40)
