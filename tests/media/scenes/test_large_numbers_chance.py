"""The law of large numbers: throws of one seed, counted."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from media.scenes.builders.large_numbers import LargeNumbers
from tests.media.scenes.pages import told


def test_the_counts_are_those_of_the_throws() -> None:
    facts = LargeNumbers.model_validate({"thing": "die", "wanted": 6, "throws": 600})
    assert facts.probability == Fraction(1, 6)
    assert [facts.counts[turn - 1] for turn in (10, 600)] == [
        facts.thrown[:turn].count(6) for turn in (10, 600)
    ]


@pytest.mark.parametrize("seed", range(5))
def test_the_share_settles_down(seed: int) -> None:
    facts = LargeNumbers(throws=10_000, seed=seed)
    assert abs(Fraction(facts.counts[-1], 10_000) - facts.probability) < Fraction(1, 50)


def test_what_is_said_is_what_was_thrown() -> None:
    facts = LargeNumbers(throws=100)
    heads = facts.thrown.count(1)
    assert told(facts)[-1].startswith(f"{heads} of 100 throws")


def test_a_coin_has_two_sides() -> None:
    with pytest.raises(ValidationError, match="wanted"):
        LargeNumbers(wanted=3)
