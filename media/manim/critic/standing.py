"""How long something stands on the screen: what only passes is no fault."""

from collections.abc import Hashable, Mapping
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Fact = TypeVar("Fact")


class Standing(Generic[Key, Fact]):
    """Counts for how many seconds on end each thing was there, from one look to the next."""

    def __init__(self, least: float) -> None:
        self._least = least
        self._now: dict[Key, tuple[float, Fact]] = {}
        self._stood: dict[Key, Fact] = {}

    def look(self, there: Mapping[Key, Fact], seconds: float, *, still: bool) -> None:
        """What is there after so many seconds more; ``still`` says that nothing changed during them.

        Of a thing that stands long enough, the fact is kept that was told of it first.
        """
        now: dict[Key, tuple[float, Fact]] = {}
        for key, fact in there.items():
            before, first = self._now.get(key, (0.0, fact))
            stood = before + (seconds if still or key in self._now else 0.0)
            now[key] = stood, first
            if stood >= self._least:
                self._stood.setdefault(key, first)
        self._now = now

    def stood(self) -> list[Fact]:
        """What was told of each thing that stood long enough; what was there last, people go on seeing."""
        for key, (_, fact) in self._now.items():
            self._stood.setdefault(key, fact)
        return list(self._stood.values())
