"""Draws by chance that are the same at each run, from values of given weights."""

from dataclasses import dataclass
from fractions import Fraction
from random import Random


@dataclass(frozen=True)
class Population:
    """Whole numbers, and how often each comes."""

    values: tuple[int, ...]
    weights: tuple[int, ...]

    def chance(self, value: int) -> Fraction:
        """The probability of a value."""
        return Fraction(self.weights[self.values.index(value)], sum(self.weights))

    @property
    def mean(self) -> Fraction:
        """The expected value."""
        return sum((value * self.chance(value) for value in self.values), Fraction())

    @property
    def variance(self) -> Fraction:
        """The expected squared distance from the mean."""
        return sum(((value - self.mean) ** 2 * self.chance(value) for value in self.values), Fraction())

    def draws(self, count: int, seed: int) -> tuple[int, ...]:
        """So many draws, each put back; one seed, one series."""
        chance = Random(seed)  # noqa: S311 - no secret
        return tuple(chance.choices(self.values, self.weights, k=count))


DIE = Population((1, 2, 3, 4, 5, 6), (1, 1, 1, 1, 1, 1))
COIN = Population((0, 1), (1, 1))
SKEWED = Population((1, 2, 3, 4, 5, 6), (32, 16, 8, 4, 2, 1))
