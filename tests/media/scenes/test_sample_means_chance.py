"""Means of samples: drawn with one seed, and what theory expects of them."""

from fractions import Fraction
from statistics import fmean, pstdev

import pytest

from media.scenes.amounts import root
from media.scenes.builders.sample_means import SampleMeans
from media.scenes.draws import DIE, SKEWED


def test_a_die_and_its_spread() -> None:
    assert DIE.mean == Fraction(7, 2)
    assert DIE.variance == Fraction(35, 12)
    assert SKEWED.mean == Fraction(32 + 32 + 24 + 16 + 10 + 6, 63)


def test_one_seed_gives_one_series() -> None:
    assert SampleMeans(seed=3).drawn == SampleMeans(seed=3).drawn
    assert SampleMeans(seed=3).drawn != SampleMeans(seed=4).drawn


@pytest.mark.parametrize("source", ["die", "skewed"])
def test_the_means_spread_as_theory_says(source: str) -> None:
    facts = SampleMeans.model_validate({"source": source, "size": 8, "samples": 2000})
    means = [fmean(sample) for sample in facts.drawn]
    assert {len(sample) for sample in facts.drawn} == {8}
    assert fmean(means) == pytest.approx(float(facts.population.mean), abs=0.05)
    assert pstdev(means) == pytest.approx(float(facts.deviation), rel=0.05)
    assert facts.deviation == root(facts.population.variance / 8)
