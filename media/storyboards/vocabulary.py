"""What a text keeps talking about: how much each word matters, and the names it gives to things."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from contracts.animation import Language
from language.writing import has_spaces
from media.storyboards.words import ContentWord, words

_TITLE_COUNTS: Final = 3
_LONGEST: Final = {Language.ENGLISH: 34, Language.JAPANESE: 14, Language.CHINESE: 12}
"""The most characters of a name that fits on a card."""
_MOST_WORDS: Final = 4
_KEYWORDS: Final = 5
_ONE_CHARACTER: Final = 0.4
"""The weight of a name of a single Chinese character: most of them mean little by themselves."""


@dataclass(frozen=True)
class Name:
    """What a text calls something: ``text`` as it is written there, at ``start``.

    ``proper`` says that it is somebody's or a place's own name.
    """

    text: str
    start: int
    stems: tuple[str, ...]
    weight: float
    proper: bool


class Vocabulary:
    """The words of a whole text, counted."""

    def __init__(self, texts: Iterable[str], title: str, language: Language) -> None:
        self.language = language
        self._read: dict[str, list[ContentWord]] = {}
        self.title = frozenset(self.stems(title))
        self._counts = Counter(stem for text in texts for stem in self.stems(text))
        for stem in self.title:
            self._counts[stem] += _TITLE_COUNTS

    def stems(self, text: str) -> list[str]:
        """The content words of a text, each in the form that all its forms share."""
        return [word.stem for word in self._words(text)]

    def proper(self, text: str) -> frozenset[str]:
        """The stems of the names in it that are somebody's or a place's own."""
        return frozenset(word.stem for word in self._words(text) if word.proper)

    def names(self, text: str) -> list[Name]:
        """What a text calls the things it is about, the weightiest first."""
        found = {name.text.lower(): name for run in self._runs(text) for name in self._named(text, run)}
        return sorted(found.values(), key=lambda name: (-name.weight, name.start))

    def keywords(self, text: str) -> tuple[str, ...]:
        """Words to look for pictures by: names first, then single nouns."""
        kept: list[Name] = []
        for name in self.names(text):
            if not any(set(name.stems) <= set(other.stems) for other in kept):
                kept.append(name)
        return tuple(name.text for name in kept[:_KEYWORDS])

    def nouns(self, text: str) -> list[tuple[int, int]]:
        """Where nouns stand together, each from its start to its end."""
        runs = (self._trimmed(run) for run in self._runs(text))
        return [(run[0].start, run[-1].end) for run in runs if run]

    def _words(self, text: str) -> list[ContentWord]:
        """The content words of a text, which is read only once."""
        if text not in self._read:
            self._read[text] = words(text, self.language)
        return self._read[text]

    def _runs(self, text: str) -> Iterator[list[ContentWord]]:
        """Nouns that stand together."""
        run: list[ContentWord] = []
        for word in self._words(text):
            if run and not (word.noun and self._joined(text[run[-1].end : word.start])):
                yield run
                run = []
            if word.noun:
                run.append(word)
        if run:
            yield run

    def _joined(self, between: str) -> bool:
        if self.language is Language.JAPANESE:
            return between in ("", "の", "・")
        return between == "" or (has_spaces(self.language) and between in (" ", "-", "'s ", "’s "))

    def _trimmed(self, run: Sequence[ContentWord]) -> Sequence[ContentWord]:
        """Without an English quality at its end, or a Japanese suffix at its start."""
        if has_spaces(self.language):
            while run and run[-1].part:
                run = run[:-1]
        while run and not has_spaces(self.language) and run[0].part:
            run = run[1:]
        return run

    def _named(self, text: str, run: Sequence[ContentWord]) -> Iterator[Name]:
        """The name that a run of nouns is, or if it is too long, the names at its end."""
        run = self._trimmed(run)
        while run and (len(run) > _MOST_WORDS or run[-1].end - run[0].start > _LONGEST[self.language]):
            run = run[1:]
        if not run:
            return
        name = text[run[0].start : run[-1].end]
        counted = [self._counts[word.stem] for word in run if not word.part]
        if not counted:
            return
        weight = max(counted) + 0.5 * (sum(counted) - max(counted)) + 0.5 * (len(run) > 1)
        if not has_spaces(self.language) and len(name) == 1:
            weight *= _ONE_CHARACTER
        stems = tuple(word.stem for word in run)
        yield Name(name, run[0].start, stems, weight, any(word.proper for word in run))
