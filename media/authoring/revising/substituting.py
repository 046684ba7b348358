"""New numbers in the place of old ones in a text: "半徑改成 5 公分" in 「圓錐，半徑 3 公分、高 7 公分」."""

import re
from dataclasses import dataclass
from typing import Final

from language.chinese import traditional
from media.authoring.numerals import numerals

_LABEL: Final = re.compile(
    r"([A-Za-z]+|[㐀-鿿ァ-ヿー]+)\s*(?:[:=：＝]|\s|of|is|to|が|は|を|の|為|是|有|で)*$", re.IGNORECASE
)
_UNIT: Final = re.compile(r"\s*([A-Za-zΩ°%/²]+|[㐀-鿿]{1,2}|つ)?")
_CHANGING: Final = re.compile(
    r"(?:改成|改為|換成|換為|變成|設成|設為|調成|改用|改|換|用|選|成|把|將|請|要|應該|是|為)+$"
    r"|^(?:使用|变更)"
)
_OLD: Final = re.compile(
    r"(\d[\d.,]*)\s*\S{0,3}?\s*(?:じゃなく(?:て)?|ではなく|の?代わりに|instead of|rather than|から)",
    re.IGNORECASE,
)
_INSTEAD_OF: Final = re.compile(r"(?:instead of|rather than)\s+\d[\d.,]*", re.IGNORECASE)


@dataclass(frozen=True)
class _Labelled:
    """A number with what stands before and behind it."""

    start: int
    end: int
    written: str
    label: str
    unit: str


def substituted(text: str, part: str) -> str | None:
    """The text with the part's numbers in the place of its own; None if it is not clear which is which.

    A number takes the place of the one that has the same word before it; else of the one with the same unit;
    else, if there are as many, of the one in the same place.
    """
    old = _numbers(text)
    written = {one.written for one in old}
    part = _OLD.sub(lambda found: " " if found[1] in written else found[0], part)
    new = _numbers(_INSTEAD_OF.sub(" ", part))
    if not new or not old:
        return None
    pairs = _paired(new, old)
    if pairs is None:
        return None
    for before, after in sorted(pairs, key=lambda pair: -pair[0].start):
        text = text[: before.start] + after.written + text[before.end :]
    return text


def _paired(new: list[_Labelled], old: list[_Labelled]) -> list[tuple[_Labelled, _Labelled]] | None:
    if len(new) == len(old):
        if all(
            not one.unit or not other.unit or one.unit == other.unit
            for one, other in zip(new, old, strict=True)
        ):
            return list(zip(old, new, strict=True))
        return None
    pairs = []
    for one in new:
        by_label = [other for other in old if one.label and other.label and _same(one.label, other.label)]
        by_unit = [other for other in old if one.unit and one.unit == other.unit]
        found = by_label if len(by_label) == 1 else by_unit
        if len(found) != 1 or (by_label and one.unit and found[0].unit and one.unit != found[0].unit):
            return None
        pairs.append((found[0], one))
    return pairs if len({other.start for other, _ in pairs}) == len(pairs) else None


def _same(one: str, other: str) -> bool:
    return one == other or (len(one) > 1 and other.endswith(one)) or (len(other) > 1 and one.endswith(other))


def _numbers(text: str) -> list[_Labelled]:
    plain = traditional(text)
    found = []
    for one in numerals(text):
        before = plain[: one.start]
        while (shorter := _CHANGING.sub("", before.rstrip())) != before:
            before = shorter
        label = _LABEL.search(before)
        unit = _UNIT.match(plain, one.end)
        found.append(
            _Labelled(
                one.start,
                one.end,
                one.written,
                label[1].casefold() if label else "",
                (unit[1] or "").casefold() if unit else "",
            )
        )
    return found
