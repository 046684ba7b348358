"""What a scene shows: its card by what is said, and the words to look for a picture by."""

import re
from dataclasses import dataclass, field
from math import log
from typing import Final, NamedTuple

from contracts.animation import Language
from contracts.storyboard import Beat, Scene
from contracts.video import ArticlePicture, Card, CardKind, Photo, picture_of
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


class Headed(NamedTuple):
    """A card, and the heading of its scene."""

    heading: str
    card: Card


def scene_of(number: int, narration: str, headed: Headed, picture: ArticlePicture | None = None) -> Scene:
    """The scene that says this over the picture, or over the card if there is none."""
    heading, card = headed
    return Scene(
        id=str(number),
        heading=heading,
        beats=(Beat(line=narration),),
        picture=picture_of(Photo(picture=picture, instead=card) if picture else card),
    )


@dataclass
class Cards:
    """The cards of one video; no two of them get the same heading if there is another."""

    vocabulary: Vocabulary
    _used: set[str] = field(default_factory=set)

    def title(self, title: str, narration: str, keywords: tuple[str, ...] = ()) -> Headed:
        """The first card: the title."""
        self._used.add(title.casefold())
        found = dict.fromkeys((*keywords, *self.vocabulary.keywords(f"{title}\n{narration}")))
        return Headed(title, Card(kind=CardKind.TITLE, keywords=tuple(found)))

    def card(self, narration: str, section: str = "", keywords: tuple[str, ...] = ()) -> Headed:
        """The card of a scene; ``section`` is the heading that it stands under.

        ``keywords`` are those that somebody has given; they go before the scene's own.
        """
        language = self.vocabulary.language
        found = tuple(dict.fromkeys((*keywords, *self.vocabulary.keywords(narration))))
        if quote := quotation(narration, language):
            heading = section or self._speaker(narration.replace(quote, ""))
            heading = self._heading(narration, heading)
            return Headed(heading, Card(kind=CardKind.QUOTE, lines=(quote,), keywords=found))
        for sentence in sentences(narration):
            if items := enumeration(sentence, self.vocabulary):
                heading = self._heading(narration, section, without=items)
                return Headed(heading, Card(kind=CardKind.LIST, lines=items, keywords=found))
        if number := figure(narration):
            heading = self._heading(narration, section or self._counted(narration, number), (number,))
            return Headed(heading, Card(kind=CardKind.FIGURE, figure=number, keywords=found))
        return Headed(self._heading(narration, section), Card(keywords=found))

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
