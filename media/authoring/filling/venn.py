"""The sizes of two sets, and of what they share."""

import re
from typing import Final

from media.authoring.request import Request
from media.scenes.builders.venn import Group, Venn
from media.scenes.text import drawable

_ITEMS: Final = re.compile(r"[,，、;；。\n]|\s+and\s+|(?<=\d)\s*(?:人|個|个)?\s*(?:と|和)\s*(?=\D)")
_AMOUNT: Final = re.compile(r"^(?P<before>\D*?)\s*(?P<size>\d{1,6})\s*(?:人|個|个|名)?\s*(?P<after>\D*)$")
_BOTH: Final = re.compile(r"\bboth\b|共通|両方|都|兩者|两者|同時|同时", re.IGNORECASE)
_TOTAL: Final = re.compile(
    r"\b(?:total|in all|altogether|out of)\b|全部|全体|合計|總共|总共|一共", re.IGNORECASE
)
_VERB: Final = re.compile(
    r"^(?:(?:students?|people|pupils?|kids|children|of them)\s+)?(?:who\s+)?"
    r"(?:plays?|likes?|studies|study|have|has|own|speaks?|takes?|drinks?)\s+",
    re.IGNORECASE,
)
_SETS: Final = 2


def fill(request: Request) -> Venn | None:
    """Two named sets with sizes, and how many are in both."""
    head, colon, data = request.words.replace("：", ":").partition(":")
    sets: list[Group] = []
    shared = total = None
    for item in _ITEMS.split(data if colon else head):
        found = _AMOUNT.match(drawable(item).strip(" .。"))
        if not found:
            continue
        size, words = int(found["size"]), f"{found['before']} {found['after']}".strip()
        if _BOTH.search(words):
            shared = size
        elif _TOTAL.search(words):
            total = size
        else:
            name = _VERB.sub("", words).strip(" :=は")
            sets.append(Group(name=name[:1].upper() + name[1:], size=size))
    if len(sets) != _SETS or shared is None:
        return None
    return Venn(sets=tuple(sets), overlaps=(shared,), total=total)
