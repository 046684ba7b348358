"""How much each sentence of an article tells of it: LexRank (Erkan and Radev, 2004), and where it stands.

A sentence matters if its words are like those of many sentences that matter: the stationary distribution of a
walk over the sentences whose steps go by similarity.
"""

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

_DAMPING: Final = 0.85
_STEPS: Final = 100
_PRECISE: Final = 1e-6

_OPENING: Final = 3
"""Paragraphs within which what stands there loses most of its weight."""
_ENDING: Final = 0.5


def similarities(sentences: Sequence[Sequence[str]]) -> Matrix:
    """How alike sentences are, given the stems of each: cosines of their words weighted by rarity, [n, n]."""
    column = {stem: number for number, stem in enumerate(sorted({stem for one in sentences for stem in one}))}
    vectors = np.zeros((len(sentences), len(column)))
    for row, stems in enumerate(sentences):
        for stem, count in Counter(stems).items():
            vectors[row, column[stem]] = count
    occurs = np.count_nonzero(vectors, axis=0)
    vectors *= np.log((1 + len(sentences)) / np.maximum(occurs, 1))
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors /= np.where(lengths > 0, lengths, 1)
    return np.asarray(vectors @ vectors.T)


def centrality(similar: Matrix) -> Matrix:
    """How central each sentence is, from 0 to 1: [n]."""
    count = len(similar)
    steps = similar.copy()
    np.fill_diagonal(steps, 0)
    sums = steps.sum(axis=1, keepdims=True)
    steps = np.where(sums > 0, steps / np.where(sums > 0, sums, 1), 1 / count)
    rank = np.full(count, 1 / count)
    for _ in range(_STEPS):
        following = (1 - _DAMPING) / count + _DAMPING * (rank @ steps)
        done = np.abs(following - rank).sum() < _PRECISE
        rank = following
        if done:
            break
    return np.asarray(rank / rank.max())


def place(paragraph: int, last: int) -> float:
    """What a place tells, from 0 to 1: articles say the most at their start, and sum up at their end."""
    return _ENDING if paragraph == last > 0 else math.exp(-paragraph / _OPENING)
