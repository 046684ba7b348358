"""What an article says, sentence by sentence, with what is known of each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, NamedTuple

import numpy as np

from contracts.animation import Language
from contracts.article_video import Article
from language.lengths import speech_seconds
from language.sentences import has_words, sentences
from language.writing import read_as
from media.storyboards.dependence import asks, depends, refers, speakable
from media.storyboards.parts import quotation
from media.storyboards.ranking import Matrix, centrality, place, similarities
from media.storyboards.vocabulary import Vocabulary

_FOOTNOTE = re.compile(
    r"\s*(?:\[\d{1,3}\]|［[0-9０-９]{1,3}］|\[citation needed\]|\[要出典\]|\[來源請求\]|\[来源请求\])"
)
_BYLINE = re.compile(r"\d{4}|^by\s|記者|记者|[文写撮]・|攝影|摄影|photo", re.IGNORECASE)
_TERMINATED = re.compile(r"[.!?。！？…:：,，、;；][\"'”’」』）)]*$")
_HEADING_LENGTH: Final = {Language.ENGLISH: 60, Language.JAPANESE: 24, Language.CHINESE: 20}
_MOST_SENTENCES: Final = 600
"""The most sentences read of an article: comparing all of a book's would take gigabytes."""


@dataclass(frozen=True)
class Sentence:
    """A sentence that can be spoken. ``number`` counts all sentences, so that neighbours are known.

    ``section`` is the heading above it. ``depends`` says that it goes on from the one before, ``refers`` that
    it may; ``names`` are whom and what it calls by their own names. ``score`` is how much it tells of the
    article, and ``is_whole`` says that it is not a part of a sentence.
    """

    number: int
    paragraph: int
    text: str
    section: str
    seconds: float
    depends: bool
    refers: bool
    names: frozenset[str]
    score: float
    is_whole: bool = True


@dataclass(frozen=True)
class Reading:
    """The sentences of an article, how alike they are ([n, n], in their order), and its words."""

    sentences: tuple[Sentence, ...]
    similar: Matrix
    vocabulary: Vocabulary


class _Found(NamedTuple):
    """A sentence where it stands; ``headed`` is the first paragraph of its section."""

    number: int
    paragraph: int
    text: str
    section: str
    headed: int


def plain(paragraph: str) -> str:
    """A paragraph without the marks of footnotes."""
    lines = (" ".join(line.split()) for line in _FOOTNOTE.sub("", paragraph).splitlines())
    return "\n".join(filter(None, lines))


def read(article: Article) -> Reading:
    """Read an article."""
    language = read_as(article.language)
    vocabulary = Vocabulary(article.paragraphs, article.title, language)
    found = list(
        islice((one for one in _sentences(article, language) if speakable(one.text)), _MOST_SENTENCES)
    )
    similar = similarities([vocabulary.stems(one.text) for one in found])
    kept = _first_to_say(found, similar, language)
    similar = similar[np.ix_(kept, kept)]
    central = centrality(similar) if kept else ()
    chosen = tuple(
        Sentence(
            number=found[row].number,
            paragraph=found[row].paragraph,
            text=found[row].text,
            section=_heading(found[row], vocabulary),
            seconds=speech_seconds(found[row].text, article.language),
            depends=depends(found[row].text, language),
            refers=refers(found[row].text, language),
            names=vocabulary.proper(found[row].text),
            score=_PLACE * place(found[row].paragraph, found[kept[-1]].paragraph)
            + _CENTRAL * float(centre)
            + _weight_of(found[row].text, vocabulary),
        )
        for row, centre in zip(kept, central, strict=True)
    )
    return Reading(chosen, similar, vocabulary)


def _first_to_say(found: Sequence[_Found], similar: Matrix, language: Language) -> list[int]:
    """The rows of the sentences that repeat no earlier one; one that depends on another may be repeated."""
    kept: list[int] = []
    for row in range(len(found)):
        if not any(similar[row, one] >= _SAME and not depends(found[one].text, language) for one in kept):
            kept.append(row)
    return kept


_CENTRAL: Final = 1.0
_PLACE: Final = 0.5
_TITLE: Final = 0.4
_FIGURES: Final = 0.15
_QUESTION: Final = -0.5
_SPEAKS: Final = 0.2
"""The weight of a quotation: a voice of its own enlivens a video."""
_SAME: Final = 0.6
"""The similarity from which on two sentences say the same, as a pull quote or a caption repeats one."""


def _heading(one: _Found, vocabulary: Vocabulary) -> str:
    """The heading above a sentence, if it opens the section or speaks of what the heading says."""
    shared = set(vocabulary.stems(one.section)).intersection(vocabulary.stems(one.text))
    return one.section if shared or one.paragraph == one.headed else ""


def _weight_of(text: str, vocabulary: Vocabulary) -> float:
    """What a sentence's own words add to its worth."""
    title = vocabulary.title
    return (
        _TITLE * (len(title.intersection(vocabulary.stems(text))) / len(title) if title else 0)
        + _FIGURES * bool(re.search(r"\d", text))
        + _SPEAKS * bool(quotation(text, vocabulary.language))
        + _QUESTION * asks(text)
    )


def _sentences(article: Article, language: Language) -> Iterator[_Found]:
    """The sentences below each heading."""
    paragraphs = [plain(paragraph) for paragraph in article.paragraphs]
    headings = _headings(paragraphs, language)
    number = 0
    section, headed = "", 0
    for index, paragraph in enumerate(paragraphs):
        if index in headings:
            section, headed = paragraph, index + 1
            continue
        for text in sentences(paragraph):
            yield _Found(number, index, text.strip(), section, headed)
            number += 1
        number += 1  # the last sentence of a paragraph and the first of the next are no neighbours


def _headings(paragraphs: Sequence[str], language: Language) -> set[int]:
    """Which paragraphs are headings: short ones, each alone above a text; several in a row are a list."""
    short = [
        len(paragraph) <= _HEADING_LENGTH[language]
        and not _TERMINATED.search(paragraph)
        and not _BYLINE.search(paragraph)
        and has_words(paragraph)
        for paragraph in paragraphs
    ]
    beside = [False, *short, True]  # nothing follows the last paragraph, so it is none
    return {at for at, one in enumerate(short) if one and not (beside[at] or beside[at + 2])}
