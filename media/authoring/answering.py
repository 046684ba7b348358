"""What of a request's values an answer would lack.

A question is answered with all its values or not at all, and an example never stands in the place of the
sender's values.
"""

import re
from collections.abc import Collection, Sequence
from typing import Final

from contracts.storyboard import Coverage
from media.authoring.asking import asks_for_a_result
from media.authoring.reading import numbers, prose
from media.authoring.request import Request

WORD_FOR_WORD: Final = frozenset({"points", "steps", "code", "table", "timeline", "quotation"})
"""The kinds whose text is the sender's own: what he asks in it is shown, not answered."""
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_VALUE: Final = re.compile(r"\d|=|[^\W\d_]\s?(?:->|→|=>|⇒|–|—|−|-|~|↔)\s?[^\W\d_]|[A-Z]\s*:\s*\[?[A-Z]\b")
"""What is a number, a formula or an edge."""


_MEASURES: Final = frozenset({"polygon", "circle", "triangle", "solid"})
_ANSWERED_BY: Final = (
    (re.compile(r"\barea\b|面積|面积", re.IGNORECASE), _MEASURES | {"area", "pythagoras", "transformation"}),
    (re.compile(r"\bperimeter\b|周の長さ|周長|周长", re.IGNORECASE), _MEASURES),
    (re.compile(r"\bvolume\b|体積|體積|体积", re.IGNORECASE), frozenset({"solid"})),
    (
        re.compile(r"\bprobabilit|\bodds\b|\blikely\b|確率|機率|概率", re.IGNORECASE),
        frozenset({"sample_space", "probability_tree", "distribution", "bayes", "sample_means", "venn"}),
    ),
    (re.compile(r"\bderivative\b|\bslope\b|微分|導関数|導數|导数", re.IGNORECASE), frozenset({"tangent"})),
    (re.compile(r"\bintegral\b|\bintegrate\b|積分|积分", re.IGNORECASE), frozenset({"area"})),
    (
        re.compile(r"\binverse\b|\bdeterminant\b|逆行列|行列式|逆矩陣|逆矩阵", re.IGNORECASE),
        frozenset({"linear_map"}),
    ),
)
"""What may be asked for, and the kinds that say it."""


def withheld(
    request: Request, coverage: Coverage, senders: Collection[str], *, ours: bool
) -> tuple[str, ...]:
    """The values without which a storyboard would be wrong; empty if it may be shown.

    ``senders`` are the kinds of the scenes with the sender's data; ``ours`` tells whether a scene is an
    example with none of them.
    """
    asked = asks_for_a_result(request)
    if not request.asks and asked and senders and set(senders) <= {"points"}:
        return (prose.sentences(request.words)[-1],)  # a problem that is only repeated
    if asked and senders and (lacking := _not_answered(request.words, senders)):
        return (lacking,)
    values = tuple(one for one in coverage.unused if _VALUE.search(one))
    if ours or (asked and not (senders and set(senders) <= WORD_FOR_WORD)):
        return values
    return _of_the_list(request, values) if "chart" in senders else ()


def _not_answered(words: str, senders: Collection[str]) -> str:
    """What is asked for and no picture says; empty if there is nothing like that."""
    if set(senders) & WORD_FOR_WORD:
        return ""
    asked = ((name.search(words), kinds) for name, kinds in _ANSWERED_BY)
    return next((found[0] for found, kinds in asked if found and kinds.isdisjoint(senders)), "")


def _of_the_list(request: Request, values: Sequence[str]) -> tuple[str, ...]:
    """The values that stand in a list of which a chart shows a part: its largest may be another one."""
    first = min((request.words.find(label) for label, _ in numbers.labelled(request.words)), default=0)
    return tuple(
        one for one in values if request.words.find(one) >= first and re.search(r"\d", _YEAR.sub("", one))
    )
