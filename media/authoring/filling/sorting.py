"""The sender's values, and the way to sort them that he names."""

import re
from typing import Final

from media.authoring.reading.measures import decimal
from media.authoring.reading.names import named
from media.authoring.reading.series import longest
from media.authoring.request import Request
from media.scenes.builders.sorting import Sorting
from media.scenes.sorts import Method

_NAMES: Final = {
    Method.BUBBLE: r"bubble|バブル|冒泡|氣泡|气泡|泡沫",
    Method.SELECTION: r"selection|選択|選擇|选择",
    Method.INSERTION: r"insertion|挿入|插入",
    Method.MERGE: r"merge|マージ|合併|归并|歸併",
    Method.QUICK: r"quick|クイック|快速",
}
_DESCENDING: Final = re.compile(
    r"descend|decreas|largest first|high(?:est)? to low|large(?:st)? to small|reverse order"
    r"|降順|大きい順|大きいもの?から|由大到小|从大到小|從大到小|降序|遞減|递减",
    re.IGNORECASE,
)


def fill(request: Request) -> Sorting | None:
    """The longest run of numbers, if they are to be sorted as we sort: the smallest first."""
    values = longest(request.words)
    if not values or _DESCENDING.search(request.words):
        return None
    methods = list(named(request.words, _NAMES.items()))
    if len(methods) > 1:
        return None  # one picture sorts in one way
    return Sorting(values=tuple(map(decimal, values)), method=(*methods, Method.BUBBLE)[0])
