"""Which picture of an article each scene gets: the one nearest to what is said, each only once."""

from collections.abc import Sequence
from typing import Final

from contracts.video import ArticlePicture

_NEAR: Final = 2.0
"""The paragraphs beyond which a picture has nothing to do with what is said."""
_FIRST: Final = 1.0
"""The preference of the first scene: people judge a video by it, so it may take its neighbour's picture."""
_AFTER: Final = 0.5
"""The preference of what follows a picture: it illustrates that rather than what stands before it."""


def pictured(paragraphs: Sequence[int], pictures: Sequence[ArticlePicture]) -> list[ArticlePicture | None]:
    """The picture of each scene, given the paragraph that it is taken from."""
    pairs = sorted(
        (distance - _FIRST * (scene == 0), scene, number)
        for scene, paragraph in enumerate(paragraphs)
        for number, picture in enumerate(pictures)
        if (distance := _distance(paragraph, picture.paragraph)) <= _NEAR
    )
    given: dict[int, ArticlePicture] = {}
    shown: set[str] = set()
    for _, scene, number in pairs:
        if scene not in given and pictures[number].url not in shown:
            given[scene] = pictures[number]
            shown.add(pictures[number].url)
    return [given.get(scene) for scene in range(len(paragraphs))]


def _distance(paragraph: int, before: int) -> float:
    """How far a paragraph is from a picture that stands before the paragraph ``before``."""
    return paragraph - before if paragraph >= before else before - paragraph - 1 + _AFTER
