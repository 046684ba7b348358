"""The embedded author of storyboards: it picks an article's own sentences, and invents none."""

import asyncio
from dataclasses import replace
from functools import partial, reduce
from typing import Final

from contracts.article_video import Article
from contracts.errors import SourceUnsuitable
from contracts.storyboard import Scene, Storyboard
from contracts.video import VideoPlan
from language.lengths import speech_seconds
from language.sentences import joined
from media.storyboards.choosing import FEWEST, Chooser, Span
from media.storyboards.picturing import pictured
from media.storyboards.pieces import halves
from media.storyboards.reading import Sentence, read
from media.storyboards.showing import Cards, scene_of

_PARTED: Final = 6.0
"""The seconds below which a scene is not made two of."""
_AIM: Final = 0.5
"""The aim between the shortest and the longest video: voices differ from the estimate both ways."""


class LocalStoryboards:
    """Condenses articles in English, Japanese and Chinese without asking anybody."""

    async def write(self, article: Article, min_seconds: float, max_seconds: float) -> VideoPlan:
        """The storyboard of a video of so many seconds: up to ten scenes of the article's own sentences.

        A short article makes fewer or shorter ones. Raises ``SourceUnsuitable`` if it has no whole sentence.
        """
        return await asyncio.to_thread(_write, article, min_seconds, max_seconds)


def _write(article: Article, min_seconds: float, max_seconds: float) -> VideoPlan:
    reading = read(article)
    span = Span(min_seconds, min_seconds + _AIM * (max_seconds - min_seconds), max_seconds)
    scenes = _parted(Chooser(reading, span).scenes(), article.language)
    if not scenes:
        raise SourceUnsuitable("The page has no whole sentences that could be read aloud.")
    pictures = pictured([scene[0].paragraph for scene in scenes], article.pictures)
    cards = Cards(reading.vocabulary)
    made: list[Scene] = []
    sections = {""}
    for scene, picture in zip(scenes, pictures, strict=True):
        narration = reduce(partial(joined, language=article.language), (one.text for one in scene))
        if not made:
            headed = cards.title(article.title.strip() or scene[0].text, narration)
        else:
            headed = cards.card(narration, scene[0].section if scene[0].section not in sections else "")
        sections.add(scene[0].section)
        made.append(scene_of(len(made) + 1, narration, headed, picture))
    return VideoPlan(
        storyboard=Storyboard(title=article.title, language=article.language, scenes=tuple(made)),
        spare=tuple(made[at].id for at in _spare(scenes)),
    )


def _parted(scenes: list[list[Sentence]], language: str) -> list[list[Sentence]]:
    """With the longest scenes in two where there are too few: between sentences, else between clauses."""
    while 0 < len(scenes) < FEWEST:
        parted = [(scene, two) for scene in scenes if (two := _halves(scene, language))]
        if not parted:
            break
        longest, two = max(parted, key=lambda pair: sum(sentence.seconds for sentence in pair[0]))
        at = scenes.index(longest)
        scenes[at : at + 1] = two
    return scenes


def _halves(scene: list[Sentence], language: str) -> list[list[Sentence]]:
    if sum(sentence.seconds for sentence in scene) < _PARTED:
        return []
    if len(scene) > 1:
        return [] if scene[1].depends else [scene[:1], scene[1:]]
    cut = halves(scene[0].text)
    if cut is None:
        return []
    return [
        [replace(scene[0], text=text, seconds=speech_seconds(text, language), is_whole=False)] for text in cut
    ]


def _spare(scenes: list[list[Sentence]]) -> list[int]:
    """The scenes that may go, what tells least first: not the one that opens, nor a part of a sentence."""
    free = [at for at, scene in enumerate(scenes) if at > 0 and all(one.is_whole for one in scene)]
    worth = [max(sentence.score for sentence in scene) for scene in scenes]
    for at in range(1, len(scenes)):
        if scenes[at][0].refers and scenes[at][0].number == scenes[at - 1][-1].number + 1:
            worth[at] = min(worth[at], worth[at - 1])  # it is not understood without the scene before
    return sorted(free, key=lambda at: (worth[at], -at))
