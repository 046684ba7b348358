"""Which sentences of an article make its video, and which of them share a scene.

Sentences are taken one after the other, each the best of those that say something new (maximal marginal
relevance; Carbonell and Goldstein, 1998), until the time is full.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from media.storyboards.reading import Reading, Sentence

FEWEST: Final = 5
MOST: Final = 10
"""Scenes in the video of an article."""

_SAME: Final = 0.5
"""The similarity from which on two sentences say the same."""
_NEW: Final = 0.8
"""The weight that a sentence loses by being like one that is taken."""
_CROWDED: Final = 0.12
"""The weight that it loses for each sentence of its paragraph that is taken."""
_REFERS: Final = 0.35
"""The weight that a sentence loses if it may speak of what the one before names, which is not taken."""
_UNKNOWN: Final = 0.3
"""The weight that it loses for calling somebody by name whom nobody has introduced."""
_FULL: Final = 0.93
_OVER: Final = 1.08
"""The share of the target from which on the time is full; it goes over the target by no more than that."""
_TOGETHER: Final = 0.16
"""The share of the video within which two neighbours must be spoken to share a scene."""
_DEPENDS_ON: Final = 2
"""The most sentences before it that one may need."""


@dataclass(frozen=True)
class Span:
    """Seconds of a video: at least, as aimed at, at most."""

    least: float
    target: float
    most: float


class Chooser:
    """Chooses the sentences of one article; ``scenes`` is what comes of it."""

    def __init__(self, reading: Reading, span: Span) -> None:
        self._all = reading.sentences
        self._similar = reading.similar
        self._span = span
        self._row = {sentence.number: row for row, sentence in enumerate(self._all)}
        self._taken: set[int] = set()
        self._introduced: dict[str, int] = {}
        for row, sentence in enumerate(self._all):
            for name in sentence.names - reading.vocabulary.title:
                self._introduced.setdefault(name, row)

    def scenes(self) -> list[list[Sentence]]:
        """The scenes in the article's order, the sentences of each."""
        groups = self._groups()
        if not groups:
            return []
        self._taken.update(self._lead(groups))
        self._fill(groups, enough=self._span.target * _FULL, limit=self._span.target * _OVER)
        if len(self._grouped()) < FEWEST or self._seconds(self._taken) < self._span.least:
            self._fill(groups, enough=self._span.least, limit=self._span.most, fewest=FEWEST)
        return self._grouped()

    def _groups(self) -> list[tuple[int, ...]]:
        """What can be taken: rows of sentences that stand together, without those too long for a scene."""
        complete = [group for row in range(len(self._all)) if (group := self._with_those_before(row))]
        groups = [group for group in complete if self._seconds(group) <= self._span.most]
        fitting = [group for group in groups if self._seconds(group) <= self._span.most / FEWEST]
        fits = sum(self._seconds((row,)) for row in {row for group in fitting for row in group})
        return fitting if len(fitting) >= FEWEST and fits >= self._span.least else groups

    def _with_those_before(self, row: int) -> tuple[int, ...]:
        """A sentence with those before it that it depends on; nothing if they can't all be spoken."""
        group = [row]
        while self._all[group[0]].depends:
            before = self._row.get(self._all[group[0]].number - 1)
            if before is None or len(group) > _DEPENDS_ON:
                return ()
            group.insert(0, before)
        return tuple(group)

    def _lead(self, groups: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
        """What the article opens with."""
        opening = [group for group in groups if len(group) == 1] or groups
        return min(opening)

    def _fill(
        self, groups: Sequence[tuple[int, ...]], *, enough: float, limit: float, fewest: int = 0
    ) -> None:
        """Take the best groups until there is enough, and at least the fewest scenes."""
        while self._seconds(self._taken) < enough or len(self._grouped()) < fewest:
            fitting = [
                group
                for group in groups
                if not self._taken.issuperset(group)
                and self._seconds(self._taken.union(group)) <= limit
                and self._likeness(group) < _SAME
                and len(self._grouped(group)) <= MOST
            ]
            if not fitting:
                return
            best = max(fitting, key=self._worth)
            self._taken.update(best)

    def _worth(self, group: tuple[int, ...]) -> float:
        crowd = sum(self._all[row].paragraph == self._all[group[-1]].paragraph for row in self._taken)
        taken = self._taken.union(group)
        first = self._all[group[0]]
        unknown = any(
            self._introduced.get(name, row) not in taken for row in group for name in self._all[row].names
        )
        return (
            self._score(group)
            - _NEW * self._likeness(group)
            - _CROWDED * crowd
            - _REFERS * (first.refers and self._row.get(first.number - 1) not in taken)
            - _UNKNOWN * unknown
        )

    def _score(self, group: tuple[int, ...]) -> float:
        return sum(self._all[row].score for row in group) / len(group)

    def _likeness(self, group: tuple[int, ...]) -> float:
        """How like the group is to what is taken already."""
        return max(
            (
                float(self._similar[row, taken])
                for row in group
                for taken in self._taken
                if row not in self._taken
            ),
            default=0.0,
        )

    def _seconds(self, rows: Sequence[int] | set[int]) -> float:
        return sum(self._all[row].seconds for row in rows)

    def _grouped(self, more: tuple[int, ...] = ()) -> list[list[Sentence]]:
        return list(self._scenes(sorted(self._taken.union(more))))

    def _scenes(self, rows: Sequence[int]) -> Iterator[list[Sentence]]:
        scene: list[Sentence] = []
        for row in rows:
            sentence = self._all[row]
            if scene and not self._together(scene, sentence):
                yield scene
                scene = []
            scene.append(sentence)
        if scene:
            yield scene

    def _together(self, scene: Sequence[Sentence], sentence: Sentence) -> bool:
        if sentence.number != scene[-1].number + 1:
            return False
        both = sum(one.seconds for one in scene) + sentence.seconds
        return sentence.depends or both <= self._span.target * _TOGETHER
