"""When a text is heard in the audio of it: by the times of the provider, else by the audio itself."""

from collections.abc import Sequence
from itertools import accumulate, chain, pairwise
from typing import Final, NamedTuple

from contracts.speech import SpokenWord
from media.timeline.clock import Clock, Stretch
from media.timeline.pauses import Span
from media.timeline.text import Break, pieces
from media.timeline.weights import weigh

_ENOUGH: Final = 0.7
"""The least share of the text for which a provider must give times; one that gives less is not believed."""
_SKIPPED: Final = {Break.PHRASE: 0.5, Break.CLAUSE: 3.0, Break.SENTENCE: 8.0}
"""The cost of the guess that the voice goes on there; the costs that follow are in the same unit."""
_UNUSED: Final = 15.0
"""The cost, for each second, of the guess that a pause is at none of these places."""
_CONSONANT: Final = 0.1
"""Seconds of silence that are part of speaking."""
_HURRY: Final = (0.1, 0.15)
"""The usual error of a guess how long something takes to say: seconds, and a share of what is guessed."""
_SLACK: Final = (2.0, 0.15)
"""How far from where it is guessed a break is looked for: seconds, and so much of the way from there to the
nearer end."""

_FARTHEST: Final = 8
"""Breaks, of which all but the last have no pause."""


def align(text: str, language: str, spans: Sequence[Span], words: Sequence[SpokenWord] | None) -> Clock:
    """When the text is heard in audio with a voice in these ``spans`` (``pauses.voiced``).

    ``words`` are the provider's, if it tells.
    """
    weights = weigh(text, language)
    stretches = _from_words(text, words or (), spans)
    timed = sum(sum(weights[stretch.start : stretch.end]) for stretch in stretches)
    if not stretches or timed < _ENOUGH * sum(weights):
        stretches = _found(text, language, weights, spans)
    return Clock(stretches, weights)


def _from_words(text: str, words: Sequence[SpokenWord], spans: Sequence[Span]) -> list[Stretch]:
    """The words that can be believed: in their order, and within what is heard."""
    timed: list[Stretch] = []
    at, now, last = 0, spans[0].start * 1000, spans[-1].end * 1000
    for word in words:
        start, end = word.start, word.start + len(word.text)
        start_ms, end_ms = max(now, word.start_ms), min(word.end_ms, last)
        if at <= start < end <= len(text) and start_ms < end_ms:
            timed.append(Stretch(start, end, start_ms, end_ms))
            at, now = end, end_ms
    return timed


def _found(text: str, language: str, weights: Sequence[float], spans: Sequence[Span]) -> list[Stretch]:
    """The stretches of the text between the pauses that are heard."""
    breaks = _breaks(text, language, weights)
    pauses = _pauses(spans)
    return [
        Stretch(breaks[first].at, breaks[last].at, pauses[left].end * 1000, pauses[right].start * 1000)
        for (first, left), (last, right) in pairwise(_matched(breaks, pauses))
    ]


class _Break(NamedTuple):
    """A place in the text where the voice may pause; ``before`` is the weight of the text before it."""

    at: int
    strength: Break
    before: float


def _breaks(text: str, language: str, weights: Sequence[float]) -> list[_Break]:
    """Both ends of the text, and the places between words that are said."""
    sums = list(accumulate(weights, initial=0.0))
    found = [_Break(0, Break.SENTENCE, 0.0)]
    for piece in pieces(text, language):
        if piece.after >= Break.PHRASE and found[-1].before < sums[piece.end] < sums[-1]:
            found.append(_Break(piece.end, piece.after, sums[piece.end]))
    return [*found, _Break(len(text), Break.SENTENCE, sums[-1])]


def _pauses(spans: Sequence[Span]) -> list[Span]:
    """The pauses between what is heard, and before and after it one without length."""
    start, end = spans[0].start, spans[-1].end
    between = [Span(before.end, after.start) for before, after in pairwise(spans)]
    return [Span(start, start), *between, Span(end, end)]


class _Match(NamedTuple):
    """At ``position`` among the breaks the voice makes the pause of this number."""

    position: int
    pause: int


def _matched(breaks: Sequence[_Break], pauses: Sequence[Span]) -> list[_Match]:
    """The most likely matches, first and last ones included, by dynamic programming."""
    lengths = [pause.end - pause.start for pause in pauses]
    silent = list(accumulate((max(0.0, length - _CONSONANT) for length in lengths), initial=0.0))
    skipped = list(accumulate((_SKIPPED[one.strength] for one in breaks), initial=0.0))
    voice = pauses[-1].start - pauses[0].end - silent[-1]
    pace = voice / breaks[-1].before if breaks[-1].before else 0.0

    def cost(before: _Match, here: _Match) -> float:
        guessed = pace * (breaks[here.position].before - breaks[before.position].before)
        inner = silent[here.pause] - silent[before.pause + 1]
        heard = pauses[here.pause].start - pauses[before.pause].end - inner
        wrong = (heard - guessed) / (_HURRY[0] + _HURRY[1] * guessed)
        return wrong**2 + skipped[here.position] - skipped[before.position + 1] + _UNUSED * inner

    def possible(position: int) -> list[_Match]:
        guessed = pace * breaks[position].before
        slack = _SLACK[0] + _SLACK[1] * min(guessed, voice - guessed)
        return [
            _Match(position, number)
            for number in range(1, len(pauses) - 1)
            if abs(pauses[number].start - pauses[0].end - silent[number] - guessed) < slack
        ]

    first, last = _Match(0, 0), _Match(len(breaks) - 1, len(pauses) - 1)
    candidates = [[first], *map(possible, range(1, last.position)), [last]]
    costs = {first: 0.0}
    ways: dict[_Match, _Match] = {}
    for here in chain.from_iterable(candidates[1:]):
        near = chain.from_iterable(candidates[max(1, here.position - _FARTHEST) : here.position])
        costs[here], ways[here] = min(
            (costs[before] + cost(before, here), before)
            for before in chain([first], near)
            if before.pause < here.pause
        )
    matches = [last]
    while matches[-1] != first:
        matches.append(ways[matches[-1]])
    return matches[::-1]
