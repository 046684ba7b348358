"""Bayes' theorem by counts of people."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from media.scenes.builders.bayes import Bayes
from tests.media.scenes.pages import told


def of(prevalence: object, sensitivity: object, false_positive: object) -> Bayes:
    shares = {"prevalence": prevalence, "sensitivity": sensitivity, "false_positive": false_positive}
    return Bayes.model_validate(shares)


def test_the_counts_are_whole_people_and_the_posterior_is_theirs() -> None:
    facts = of("1%", "90%", "9%")
    assert (facts.people, facts.ill, facts.found, facts.mistaken) == (10_000, 100, 90, 891)
    assert facts.posterior == Fraction(90, 981)


def test_the_posterior_is_that_of_the_formula() -> None:
    for p, s, f in (("1/3", "9/10", "1/20"), ("0.1%", "99%", "5%"), ("7/13", "1/2", "0")):
        facts = of(p, s, f)
        a, b, c = facts.prevalence, facts.sensitivity, facts.false_positive
        assert facts.posterior == a * b / (a * b + (1 - a) * c)
        assert facts.people >= 100


def test_every_count_is_said() -> None:
    assert told(of("10%", 1, "10%")) == [
        "Imagine 100 people.",
        "Of them 10 have the disease: 10%.",
        "Of these 10, the test finds 10.",
        "Of the 90 without the disease, 9 test positive by mistake.",
        "Now only the 19 who test positive.",
        "Of these, 10 really have the disease: a probability of ≈ 52.63%.",
    ]


@pytest.mark.parametrize("shares", [(0, 1, 0.5), (0.5, 0, 0), ("1/99999989", 0.5, 0.5), (2, 1, 1)])
def test_shares_that_cannot_be_counted_are_refused(shares: tuple[object, object, object]) -> None:
    with pytest.raises(ValidationError):
        of(*shares)
