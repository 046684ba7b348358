"""Videos of given narrations: one becomes a storyboard of its own words, all of them, in their order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from contracts.storyboard import Scene, Storyboard
from contracts.video import VideoPlan
from language.lengths import speech_seconds
from language.narration import Part, runs, spoken_parts
from language.sentences import has_words, joined, sentences
from language.tags import primary
from language.writing import read_as
from media.storyboards.pieces import pieces
from media.storyboards.showing import Cards, scene_of
from media.storyboards.vocabulary import Vocabulary

LONGEST_NARRATION: Final = 1_000
"""The most characters of a scene: every provider of speech takes so many at once."""

_AIM: Final = 7.0
_SHORTEST: Final = 3.0
_LONGEST: Final = 12.0
"""The most seconds of a scene: a picture that changes sooner flickers, one that stays longer bores."""
_LONGEST_SENTENCE: Final = 18.0
"""The seconds beyond which a single sentence is cut too: that is heard, but a picture can't stay so long."""
_DIRECTIONS: Final = 3


_LATIN: Final = re.compile("[A-Za-zÀ-ɏ0-9]")
_LETTERS: Final = {
    **dict.fromkeys(("en", "es", "fr"), _LATIN),
    "ja": re.compile("[ぁ-ヿ㐀-鿿A-Za-z0-9０-９]"),
    "zh": re.compile("[㐀-鿿A-Za-z0-9０-９]"),
}
"""The letters that the embedded voices can say, by language."""


@dataclass(frozen=True)
class _Spoken:
    """The words of a scene, and the part of the narration they are from."""

    words: str
    part: Part
    first: bool


def split(title: str, narration: str, language: str, seconds: float) -> VideoPlan:
    """The storyboard of a narration: its words split at its own breaks and sentences.

    ``language`` is a BCP 47 tag. ``seconds`` is how long the video is to be: where the words take less, a
    scene gets fewer of them, since it will be seen for longer. Raises ``InvalidField`` for ``script_content``
    if nothing of it is spoken.
    """
    parts = spoken_parts(narration)
    spoken = _speakable(list(_scenes(parts, language, _aim(parts, language, seconds))), language)
    cards = Cards(Vocabulary((one.words for one in spoken), title, read_as(language)))
    scenes: list[Scene] = []
    for one in spoken:
        directions = tuple(one.part.directions[:_DIRECTIONS]) if one.first else ()
        if not scenes:
            headed = cards.title(title.strip() or one.part.heading or one.words, one.words, directions)
        else:
            headed = cards.card(one.words, one.part.heading if one.first else "", directions)
        scenes.append(scene_of(len(scenes) + 1, one.words, headed))
    return VideoPlan(storyboard=Storyboard(title=title, language=language, scenes=tuple(scenes)))


def _aim(parts: Sequence[Part], language: str, seconds: float) -> float:
    """The seconds of speech that a scene gets, as far as sentences allow."""
    speech = sum(speech_seconds(line, language) for part in parts for line in part.lines)
    stretched = max(1.0, seconds / speech) if speech else 1.0
    return max(_SHORTEST, _AIM / stretched)


def _scenes(parts: Sequence[Part], language: str, aim: float) -> Iterator[_Spoken]:
    for part in parts:
        for number, words in enumerate(_grouped(list(_sentences(part, language)), language, aim)):
            yield _Spoken(words, part, first=number == 0)


def _speakable(scenes: Sequence[_Spoken], language: str) -> list[_Spoken]:
    """Scenes without a letter that the language's voices can say go with a neighbour that has some.

    A voice says what it can and passes over the rest, but not over all of an utterance.
    """
    known = _LETTERS.get(primary(language))
    if known is None or not any(known.search(scene.words) for scene in scenes):
        return list(scenes)
    kept: list[_Spoken] = []
    for scene in scenes:
        before = kept[-1] if kept else None
        if before and not (known.search(before.words) and known.search(scene.words)):
            words = joined(before.words, scene.words, language)
            if len(words) <= LONGEST_NARRATION:
                kept[-1] = _Spoken(words, before.part, first=before.first)
                continue
        kept.append(scene)
    return kept


def _sentences(part: Part, language: str) -> Iterator[str]:
    """The sentences of a part, those too long for a scene cut."""

    def fits(text: str) -> bool:
        return len(text) <= LONGEST_NARRATION and speech_seconds(text, language) <= _LONGEST_SENTENCE

    for run in runs(part):
        for whole in sentences(run):
            for sentence in [whole] if fits(whole) else sentences(whole, whole_quotes=False):
                yield from (piece.strip() for piece in pieces(sentence, fits) if has_words(piece))


def _grouped(spoken: Sequence[str], language: str, aim: float) -> list[str]:
    """Sentences put together to scenes of about the length aimed at."""
    scenes: list[str] = []
    for sentence in spoken:
        if scenes and _belongs(scenes[-1], sentence, language, aim):
            scenes[-1] = joined(scenes[-1], sentence, language)
        else:
            scenes.append(sentence)
    if len(scenes) > 1 and speech_seconds(scenes[-1], language) < _SHORTEST:
        whole = joined(scenes[-2], scenes[-1], language)
        if speech_seconds(whole, language) <= _LONGEST and len(whole) <= LONGEST_NARRATION:
            scenes[-2:] = [whole]
    return scenes


def _belongs(scene: str, sentence: str, language: str, aim: float) -> bool:
    together = joined(scene, sentence, language)
    before, whole = speech_seconds(scene, language), speech_seconds(together, language)
    if whole > _LONGEST or len(together) > LONGEST_NARRATION:
        return False
    return before < _SHORTEST or abs(whole - aim) <= abs(before - aim)
