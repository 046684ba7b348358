"""The number up to which the sender wants the primes."""

from media.authoring.reading.measures import all_numbers
from media.authoring.request import Request
from media.scenes.builders.sieve import Sieve


def fill(request: Request) -> Sieve | None:
    """The largest number."""
    numbers = all_numbers(request.words)
    return Sieve(limit=int(max(numbers))) if numbers else None
