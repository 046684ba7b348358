"""What a scene shows: its card by what is said, and the words to look for a picture by."""

import re
from dataclasses import dataclass, field
from math import log
from typing import Final

from contracts.animation import Language
from contracts.video import CardKind, Show
from language.sentences import has_words, sentences
from media.storyboards.figures import figure
from media.storyboards.parts import enumeration, quotation
from media.storyboards.vocabulary import Name, Vocabulary

_LONGER: Final = 1.0
"""The weight that a name of several words has over a single noun: it says what is meant."""
_FIRST: Final = 1.2
"""The weight of what comes first in its scene: the scene is about that."""
_KNOWN: Final = 2.0
"""The weight that a name loses that says no more than the title, or is a single character."""
_MODIFYING: Final = 0.7
"""The weight that it loses behind a preposition: there it only says more of another."""
_PREPOSITION = re.compile(
    r"\b(?:of|on|in|at|for|from|with|by|to|into|onto|over|under|than|since|until|as)"
    r"(?: (?:the|an?|its|their|his|her|our|this))? $"
)
_JOINING = re.compile(r" ?(?:of |の|的|more )?")
_SENTENCE_END = re.compile(r"[.!?。！？] |[。！？]")
_CLAUSE = re.compile(r"[^,;:，、；：。.!?！？\n「」『』“”\"]+")
_CLAUSE_LENGTH: Final = {Language.ENGLISH: 40, Language.JAPANESE: 18, Language.CHINESE: 14}


@dataclass
class Cards:
    """The cards of one video; no two of them get the same heading if there is another."""

    vocabulary: Vocabulary
    _used: set[str] = field(default_factory=set)

    def title(self, title: str, narration: str, keywords: tuple[str, ...] = ()) -> Show:
        """The first card: the title."""
        self._used.add(title.casefold())
        found = dict.fromkeys((*keywords, *self.vocabulary.keywords(f"{title}\n{narration}")))
        return Show(card=CardKind.TITLE, heading=title, keywords=tuple(found))

    def card(self, narration: str, section: str = "", keywords: tuple[str, ...] = ()) -> Show:
        """The card of a scene; ``section`` is the heading that it stands under.

        ``keywords`` are those that somebody has given; they go before the scene's own.
        """
        language = self.vocabulary.language
        found = tuple(dict.fromkeys((*keywords, *self.vocabulary.keywords(narration))))
        if quote := quotation(narration, language):
            heading = section or self._speaker(narration.replace(quote, ""))
            heading = self._heading(narration, heading)
            return Show(card=CardKind.QUOTE, heading=heading, lines=(quote,), keywords=found)
        for sentence in sentences(narration):
            if items := enumeration(sentence, self.vocabulary):
                heading = self._heading(narration, section, without=items)
                return Show(card=CardKind.LIST, heading=heading, lines=items, keywords=found)
        if number := figure(narration):
            heading = self._heading(narration, section or self._counted(narration, number), (number,))
            return Show(card=CardKind.FIGURE, heading=heading, figure=number, keywords=found)
        return Show(heading=self._heading(narration, section), keywords=found)

    def _heading(self, narration: str, first: str, without: tuple[str, ...] = ()) -> str:
        """A short phrase: ``first`` if there is one, else what the scene calls its subject.

        What is shown below it anyway is in ``without``.
        """
        names = [
            name
            for name in self.vocabulary.names(narration)
            if not any(name.text in shown for shown in without)
        ]
        names.sort(key=lambda name: -self._worth(name, narration))
        phrases = [first, *(name.text for name in names), _clause(narration, self.vocabulary.language)]
        phrases = [phrase for phrase in phrases if phrase]
        unused = [phrase for phrase in phrases if phrase.casefold() not in self._used]
        heading = (unused or phrases)[0]
        self._used.add(heading.casefold())
        return heading if heading[1:2].isupper() else heading[0].upper() + heading[1:]

    def _counted(self, narration: str, number: str) -> str:
        """What a figure is of: the name right behind it, else the nearest subject before it."""
        start = narration.index(number)
        end = start + len(number)
        names = sorted(self.vocabulary.names(narration), key=lambda name: name.start)
        behind = [
            name for name in names if end <= name.start and _JOINING.fullmatch(narration, end, name.start)
        ]
        before = [
            name
            for name in names
            if name.start + len(name.text) <= start
            and not _PREPOSITION.search(narration[: name.start])
            and not _SENTENCE_END.search(narration[name.start : start])
        ]
        return next((name.text for name in (*behind[:1], *reversed(before)) if len(name.text) > 1), "")

    def _speaker(self, narration: str) -> str:
        """Whose words are quoted, if somebody is named beside them."""
        return next((name.text for name in self.vocabulary.names(narration) if name.proper), "")

    def _worth(self, name: Name, narration: str) -> float:
        new = sum(stem not in self.vocabulary.title for stem in name.stems)
        return (
            log(1 + name.weight)
            + _LONGER * (len(name.stems) > 1 and new > 0)
            + _FIRST * (1 - name.start / len(narration))
            - _KNOWN * (new == 0)
            - _KNOWN * (len(name.text) == 1)
            - _MODIFYING * bool(_PREPOSITION.search(narration[: name.start]))
        )


def _clause(narration: str, language: Language) -> str:
    """The words that a scene begins with, for one that names nothing."""
    clauses = (found[0].strip() for found in _CLAUSE.finditer(narration))
    clause = next(filter(has_words, clauses), narration)
    longest = _CLAUSE_LENGTH[language]
    if len(clause) <= longest:
        return clause
    cut = clause[: longest + 1]
    return cut.rsplit(" ", 1)[0] if " " in cut.strip() else clause[:longest]
