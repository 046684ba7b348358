"""The topics whose names are most like a subject, for who asked for one that is not known."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from math import log

from contracts.animation import Language
from media.topics.generic import ENGLISH
from media.topics.matching import normalised
from media.topics.topic import topics

_MOST = 4
_STEM = 6
_BESIDE = 0.5
"""What a piece of a topic's context weighs, where one of its names or its title weighs 1."""


def nearest(subject: str, language: Language) -> list[str]:
    """The titles of the nearest topics, the nearest first; none where nothing is shared."""
    pieces = _pieces(subject)
    weights = _weights()
    scores = {
        stem: sum(weights[piece] * (1 if piece in _called()[stem] else _BESIDE) for piece in pieces & own)
        / (len(own) ** 0.5 or 1)
        for stem, own in _topics().items()
    }
    ranked = sorted((stem for stem, score in scores.items() if score), key=lambda stem: (-scores[stem], stem))
    return [topics()[stem].title[language] for stem in ranked[:_MOST]]


@cache
def _topics() -> dict[str, frozenset[str]]:
    return {
        stem: frozenset().union(*map(_pieces, (*topic.names, *topic.context, *topic.title.values())))
        for stem, topic in topics().items()
    }


@cache
def _called() -> dict[str, frozenset[str]]:
    return {
        stem: frozenset().union(*map(_pieces, (*topic.names, *topic.title.values())))
        for stem, topic in topics().items()
    }


@cache
def _weights() -> Mapping[str, float]:
    """A piece that few topics have says more; one that none has says nothing."""
    count = Counter(piece for own in _topics().values() for piece in own)
    return defaultdict(float, {piece: log(1 + len(_topics()) / times) for piece, times in count.items()})


def _pieces(text: str) -> frozenset[str]:
    """The beginnings of its Latin words, and each pair of neighbouring characters of other scripts."""
    low = normalised(text)
    latin = {word[:_STEM] for word in re.findall(r"[a-z0-9]{2,}", low) if word not in ENGLISH}
    runs = re.findall("[\u3400-\u9fff]{2,}|[ァ-ヺー]{2,}", low)
    return frozenset(latin | {run[index : index + 2] for run in runs for index in range(len(run) - 1)})
