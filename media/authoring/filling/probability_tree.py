"""Two balls that are drawn from a bag, with or without putting the first one back."""

import re
from fractions import Fraction
from typing import Final

from media.authoring.request import Request
from media.scenes.builders.probability_tree import Branch, ProbabilityTree

_BALLS: Final = re.compile(
    r"(\d{1,3})\s+(red|blue|green|black|white|yellow)\b.{0,30}?(\d{1,3})\s+(red|blue|green|black|white|yellow)\b"
    r"|([赤青白黒緑黄])\D{0,3}(\d{1,3})\s*[個つ].{0,6}?([赤青白黒緑黄])\D{0,3}(\d{1,3})\s*[個つ]"
    r"|(\d{1,3})\s*[個个顆颗]([紅红藍蓝白黑綠绿黃黄]).{0,6}?(\d{1,3})\s*[個个顆颗]([紅红藍蓝白黑綠绿黃黄])",
    re.IGNORECASE,
)
_TWICE: Final = re.compile(
    r"\b(?:two|2|twice)\b|2\s*[個つ回]|二[個つ回]|[兩两]\s*[個个顆颗次]", re.IGNORECASE
)
_KEPT: Final = re.compile(
    r"without\s+(?:replac|putting)|not\s+(?:put|replac)|戻さ(?:ず|ない)|不放回", re.IGNORECASE
)
_BACK: Final = re.compile(r"with\s+replac|put\s+(?:it\s+)?back|戻し|戻す|放回", re.IGNORECASE)


def fill(request: Request) -> ProbabilityTree | None:
    """Which balls there are, that two are drawn, and whether the first is put back, must be said."""
    found = _BALLS.search(request.words)
    kept = bool(_KEPT.search(request.words))
    if (
        not found
        or not _TWICE.search(request.words[found.end() :])
        or not (kept or _BACK.search(request.words))
    ):
        return None
    a, b, c, d = (part for part in found.groups() if part)
    balls = {b: int(a), d: int(c)} if a.isdigit() else {a: int(b), c: int(d)}
    if len(balls) < 2:  # noqa: PLR2004 - one colour and the other
        return None
    total = sum(balls.values())
    branches = tuple(
        Branch(
            label=first,
            probability=Fraction(count, total),
            then=tuple(
                Branch(label=second, probability=Fraction(other - (kept and second == first), total - kept))
                for second, other in balls.items()
                if other - (kept and second == first)
            ),
        )
        for first, count in balls.items()
    )
    return ProbabilityTree(branches=branches)
