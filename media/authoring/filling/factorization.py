"""The number that the sender wants taken apart, or the two whose divisor he asks for."""

from media.authoring.reading.measures import all_numbers
from media.authoring.request import Request
from media.scenes.builders.factorization import Factorization


def fill(request: Request) -> Factorization | None:
    """The first two whole numbers."""
    numbers = [int(number) for number in all_numbers(request.words) if number.denominator == 1]
    return Factorization(numbers=tuple(numbers[:2])) if numbers else None
