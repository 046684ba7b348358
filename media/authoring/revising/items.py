"""The items of a picture's lists: added, put before others, taken out, exchanged, called otherwise."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from pydantic import JsonValue

from contracts.storyboard import Scene
from language.chinese import traditional
from media.authoring.edits.colours import Colour, Shade
from media.authoring.edits.tokens import tokens
from media.authoring.edits.words import Role
from media.authoring.reading import numbers, timelines
from media.authoring.revising.draft import QUOTED, QUOTES, Draft, is_drawn
from media.authoring.revising.leftovers import leftovers
from media.authoring.revising.scenes import redrawn

_ADD: Final = re.compile(
    r"\b(?:add|append|include|insert|put)\b|追加|加え|足し|付け加え|入れて|挿入|新增|添加|增加|加上"
    r"|加入|插入|再加|補上|补上|加一?[個个]",
    re.IGNORECASE,
)
_REMOVE: Final = re.compile(
    r"\b(?:remove|delete|drop|leave out|take out|get rid of|without|skip|cut)\b|削除|消し|消す|除い"
    r"|なくし|外し|省い|"
    r"抜い|刪|删|去掉|拿掉|移除",
    re.IGNORECASE,
)
_THERE_IS: Final = re.compile(r"^there(?:'s| is| are)(?: now)? also\s+|^plus\s+", re.IGNORECASE)
_SWAP: Final = re.compile(
    r"\b(?:swap|exchange|switch)\b|入れ替え|入れ換え|交換|交换|對調|对调|調換|调换|互換|互换", re.IGNORECASE
)
_SCENE: Final = re.compile(r"\b(?:scenes?|slides?)\b|シーン|場面|場景|场景|スライド|幕|片段", re.IGNORECASE)
_ITEM: Final = (
    r"steps?|items?|entr(?:y|ies)|points?|rows?|events?|bars?|circles?|numbers?|values?|elements?"
    r"|nodes?|sets?|terms?|"
    r"番目の?(?:手順|項目|ステップ|行|値|数|出来事)?|つ目の?(?:手順|項目|ステップ|行|値|数|出来事)?"
    r"|手順|項目|ステップ|"
    r"步驟?|步骤?|項|项|個|个|條|条"
)
_ORDINALS: Final = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "last": -1,
    "最初": 1,
    "最後": -1,
    "最后": -1,
    **dict(zip("一二三四五六七八九十", range(1, 11), strict=True)),
    "兩": 2,
    "两": 2,
}
_NTH: Final = re.compile(
    rf"(?P<en>first|second|third|fourth|fifth|sixth|last|\d+(?:st|nd|rd"
    rf"|th))(?:\s+(?:and)\s+(?P<and>second|third|fourth|"
    rf"fifth|sixth|last|\d+(?:st|nd|rd|th)))?\s+(?:{_ITEM})\b"
    rf"|(?:step|item|entry|row|point)s?\s+(?P<n>\d+)(?:\s+and\s+(?P<m>\d+))?\b"
    rf"|(?P<ja>最初|最後)の(?:手順|項目|ステップ|行|値|数|出来事)"
    rf"|(?P<jan>\d+)\s*(?:番目|つ目)の?(?:手順|項目|ステップ|行|値|数|出来事)?"
    rf"|(?:手順|項目|ステップ)\s*(?P<jam>\d+)"
    rf"|第\s*(?P<zh>\d+|[一二三四五六七八九十])\s*(?:[個个]?(?:步[驟骤]?|[項项]目?|條|条))"
    rf"|(?:步[驟骤]|[項项]目)\s*(?P<zhn>\d+|[一二三四五六七八九十])"
    rf"|(?P<zhl>最[後后])一?[個个]?(?:步[驟骤]?|[項项]目?)",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    r"\b(?:before|in front of|ahead of)\b|の?前に|之前|前面|前(?=加|插|放)", re.IGNORECASE
)
_AFTER: Final = re.compile(
    r"\b(?:after|behind|following)\b|の?(?<!最)(?:後|あと|次)に|之[後后]|(?<!最)[後后]面|(?<!最)[後后](?=加|插|放)",
    re.IGNORECASE,
)
_FRONT: Final = re.compile(
    r"\b(?:at|to|in) the (?:start|beginning|front|top)\b|最初に|先頭に|冒頭に|最前面|開頭|开头", re.IGNORECASE
)
_RENAME: Final = (
    re.compile(
        r"^(?:please\s+)?(?:call|rename|label|name)\s+(?:the\s+)?(?P<old>.+?)\s+(?:to\s+"
        r"|as\s+)?(?P<new>[\"“'「『].+[\"”'」』])$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:the\s+)?(?P<old>.+?)\s+(?:should|must|has to)\s+(?:now\s+)?(?:say|read"
        r"|be called)\s+(?P<new>[\"“'「『].+[\"”'」』])$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:rename|change|replace)\s+(?:the\s+)?(?P<old>.+?)\s+(?:to|with|by|into)\s+(?P<new>[^\d]+)$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?P<old>.+?)を(?P<new>.+?)(?:に|へ)(?:変更|変え|置き換え|書き換え|差し替え|直|して|する|改名).*$"
    ),
    re.compile(
        r"^(?:請|请)?(?:把|將|将)?\s*(?P<old>.+?)(?:的名字|的名稱)?(?:改成|改為|改为|換成|换成"
        r"|改名為|改名为|改叫)(?P<new>.+?)[吧。]?$"
    ),
)
_LOOKS: Final = frozenset(
    {Role.BIGGER, Role.SMALLER, Role.THICKER, Role.THINNER, Role.FAINTER, Role.FASTER, Role.SLOWER}
)
_UNQUOTED_STEP: Final = re.compile(
    r"\b(?:step|item|point)\s*:?\s+(?P<en>[^\d\"“「].+)$"
    r"|(?:手順|項目|ステップ|步驟|步骤|项目)[:：](?P<cjk>.+)$",
    re.IGNORECASE,
)
_FEWEST: Final = 2
_MARK: Final = "mark"
_OF_SUMMARY: Final = re.compile(
    r"\b(?:summary|takeaways?|key points?|points?)\b|まとめ|ポイント|要点|總結|总结|重點|重点", re.IGNORECASE
)


@dataclass(frozen=True)
class _Listed:
    """A list of a scene's parameters."""

    scene: Scene
    key: str
    items: list[JsonValue]


def changed(draft: Draft, part: str) -> Draft | None:
    """The draft with its items as the part asks; None where it asks for nothing of the sort."""
    plain = QUOTED.sub(" ", part)
    if _SCENE.search(plain):
        return None
    # "There's also insurance 90" adds as well.
    part, plain = _THERE_IS.sub("add ", part), _THERE_IS.sub("add ", plain)
    way = next((way for asks, way in _WAYS if asks.search(plain)), _renamed)
    for listed in _lists(draft):
        if way is _added and _is_summary(listed, draft) and not _OF_SUMMARY.search(part):
            continue
        found = way(part, listed)
        if found is None:
            continue
        items, rest = found
        parameters = {**listed.scene.picture.parameters, listed.key: items}
        better = redrawn(listed.scene, parameters, draft)
        if better is None or better.picture == listed.scene.picture:
            continue
        return draft.with_changes({better.id: better}).without(leftovers(draft, rest))
    return None


def like(old: str, new: str) -> str:
    """The new words with a capital where the old ones have one."""
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def takes_words(draft: Draft, part: str) -> bool:
    """Whether words that are to be added are one more item of a list, and no scene of their own."""
    return not _SCENE.search(QUOTED.sub(" ", part)) and any(
        all(isinstance(one, str) and not is_number(one) for one in listed.items)
        and not _is_summary(listed, draft)
        for listed in _lists(draft)
    )


def _is_summary(listed: _Listed, draft: Draft) -> bool:
    """Whether it is what is to be remembered, which is no list that things are put into."""
    return listed.scene.picture.kind == "points" and len(draft.board.scenes) > 1


def _lists(draft: Draft) -> Iterator[_Listed]:
    for scene in draft.board.scenes:
        if is_drawn(scene):
            for key, value in scene.picture.parameters.items():
                if isinstance(value, list) and value:
                    yield _Listed(scene, key, value)


def _labels(item: JsonValue) -> tuple[str, ...]:
    """What an item may be called by."""
    match item:
        case str():
            return (item,)
        case dict():
            return tuple(
                str(item[key])
                for key in ("label", "name", "what", "when", "symbol")
                if isinstance(item.get(key), str) and item[key]
            )
        case int() | float() if not isinstance(item, bool):
            return (f"{item:g}",)
    return ()


def _place_of(part: str, items: list[JsonValue]) -> tuple[int, int, int] | None:
    """Which item a text names, and where: by what it is called, the longest first, or by its place."""
    found = []
    for place, item in enumerate(items):
        for label in _labels(item):
            if len(label) == 1 and label.isascii() and label.isalpha():
                continue  # a letter is rather a name of something else
            if match := re.search(_bounded(label), traditional(part), re.IGNORECASE):
                found.append((len(label), place, match.start(), match.end()))
    if found:
        length, place, start, end = max(found, key=lambda one: (one[0], -one[2]))
        same = {other for size, other, *_ in found if size == length and other != place}
        return (place, start, end) if not same else None
    nth = _NTH.search(part)
    if not nth:
        return None
    place = _number(next(value for value in nth.groups() if value))
    index = place - 1 if place > 0 else len(items) + place
    return (index, *nth.span()) if 0 <= index < len(items) else None


def _number(written: str) -> int:
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", written.lower())
    return int(plain) if plain.isdigit() else _ORDINALS[plain]


def _bounded(words: str) -> str:
    words = traditional(words)
    start = r"(?<![A-Za-z0-9.])" if words[:1].isascii() else ""
    end = r"(?![A-Za-z0-9]|\.\d)" if words[-1:].isascii() else ""
    return start + re.escape(words) + end


def _cut(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _verbs_cut(text: str, *patterns: re.Pattern[str]) -> str:
    for pattern in (*patterns, _NTH):
        text = pattern.sub(lambda found: " " * len(found[0]), text)
    return re.sub(f"[{QUOTES}]", " ", text)


def _removed(part: str, listed: _Listed) -> tuple[list[JsonValue], str] | None:
    kept, rest = list(listed.items), part
    while (found := _place_of(rest, kept)) is not None:
        place, start, end = found
        kept.pop(place)
        rest = _cut(rest, start, end)
        if _NTH.search(part):
            break
    return (kept, _verbs_cut(rest, _REMOVE)) if len(kept) < len(listed.items) else None


def _swapped(part: str, listed: _Listed) -> tuple[list[JsonValue], str] | None:
    items = list(listed.items)
    nth = [_number(value) for found in _NTH.finditer(part) for value in found.groups() if value]
    places = [place - 1 if place > 0 else len(items) + place for place in nth]
    rest = part
    if not nth:
        while len(places) < _FEWEST and (found := _place_of(rest, items)) is not None:
            places.append(found[0])
            rest = _cut(rest, found[1], found[2])
    if len(set(places)) != _FEWEST or not all(0 <= place < len(items) for place in places):
        return None
    one, other = places
    items[one], items[other] = items[other], items[one]
    return items, _verbs_cut(rest, _SWAP)


def _renamed(part: str, listed: _Listed) -> tuple[list[JsonValue], str] | None:
    """An item with another name; its numbers stay."""
    for pattern in _RENAME:
        match = pattern.match(part.strip())
        if not match:
            continue
        new = match["new"].strip(f"{QUOTES} ")
        found = _place_of(match["old"], listed.items)
        if found is None or not new or not re.search(r"[^\W\d_]", new) or _is_look(new):
            return None
        place, start, end = found
        item = listed.items[place]
        renamed: JsonValue
        match item:
            case str() if not re.fullmatch(r"-?[\d.]+", item):
                renamed = like(item, new)
            case dict():
                called = [key for key in ("label", "name", "what") if isinstance(item.get(key), str)]
                if len(called) != 1 or match["old"][start:end] == item.get("when"):
                    return None
                renamed = {**item, called[0]: like(str(item[called[0]]), new)}
            case _:
                return None
        items = [renamed if index == place else one for index, one in enumerate(listed.items)]
        return items, _verbs_cut(_cut(match["old"], start, end))
    return None


def _is_look(words: str) -> bool:
    """Whether it says how something is to look, and is no name."""
    return any(
        isinstance(one.value, Colour | Shade) or one.value in _LOOKS
        for one in tokens(words, frozenset(), frozenset())
    )


def _added(part: str, listed: _Listed) -> tuple[list[JsonValue], str] | None:
    quoted = [found[0].strip(f"{QUOTES} ") for found in QUOTED.finditer(part)]
    anchor = next((edge for edge in (_BEFORE, _AFTER) if edge.search(QUOTED.sub(" ", part))), None)
    place, text = len(listed.items), part
    if _FRONT.search(part):
        place, text = 0, _FRONT.sub(" ", text)
    elif anchor is not None:
        named = _place_of(_anchor_half(part, anchor), listed.items)
        if named is None:
            return None
        place = named[0] + (anchor is _AFTER)
        label = next(
            (one for one in _labels(listed.items[named[0]]) if one.casefold() in part.casefold()), ""
        )
        quoted = [one for one in quoted if one.casefold() != label.casefold()]
        text = re.sub(re.escape(label), " ", anchor.sub(" ", text), flags=re.IGNORECASE) if label else text
    found = _new_item(text, quoted, listed.items)
    if found is None:
        return None
    item, rest = found
    if anchor is None and place and isinstance(item, dict) and "when" in item:
        return _dated([*listed.items, item]), rest
    return [*listed.items[:place], item, *listed.items[place:]], rest


def _anchor_half(part: str, edge: re.Pattern[str]) -> str:
    """The part where the item beside stands: behind "before", in front of 「の前に」."""
    found = next(one for one in edge.finditer(part))
    return part[found.end() :] if found[0].isascii() else part[: found.start()]


def _dated(items: list[JsonValue]) -> list[JsonValue]:
    def year(item: JsonValue) -> tuple[int, str]:
        when = str(item.get("when", "")) if isinstance(item, dict) else ""
        found = re.match(r"-?\d+", when)
        return (int(found[0]) if found else 0, when)

    return sorted(items, key=year)


def _new_item(part: str, quoted: list[str], items: list[JsonValue]) -> tuple[JsonValue, str] | None:
    """An item like those that are there, and the words that it was not made of."""
    bare, first = _bare(part), items[0]
    if all(isinstance(one, int | float | str) and is_number(one) for one in items):
        return _new_number(bare, is_text=isinstance(first, str))
    if all(isinstance(one, str) for one in items):
        return _new_words(part, quoted)
    if isinstance(first, dict) and "when" in first:
        # Events are read from two on.
        found = [one for one in timelines.events(f"1000: {_MARK}\n{bare}") if one.label != _MARK]
        return ({"when": found[0].when, "what": found[0].label}, "") if len(found) == 1 else None
    return _new_row(bare) if isinstance(first, dict) and set(first) <= {"label", "value"} else None


def is_number(item: JsonValue) -> bool:
    """Whether an item is a number, or a text that is nothing else."""
    return not isinstance(item, bool) and re.fullmatch(r"-?\d+(?:\.\d+)?", str(item)) is not None


def _new_number(bare: str, *, is_text: bool) -> tuple[JsonValue, str] | None:
    found = re.findall(r"(?<![\d.])-?\d+(?:\.\d+)?", bare)
    if len(found) != 1:
        return None
    rest = bare.replace(found[0], " ", 1)
    return (found[0] if is_text else _plain_number(found[0])), rest


def _plain_number(written: str) -> JsonValue:
    return float(written) if "." in written else int(written)


def _new_words(part: str, quoted: list[str]) -> tuple[JsonValue, str] | None:
    if len(quoted) == 1:
        return quoted[0], _verbs_cut(QUOTED.sub(" ", part), _ADD)
    found = _UNQUOTED_STEP.search(part)
    return ((found["en"] or found["cjk"]).strip().rstrip("."), "") if found else None


def _new_row(bare: str) -> tuple[JsonValue, str] | None:
    rows = numbers.labelled(bare)
    amount = re.match(r"-?\d+(?:\.\d+)?", rows[0][1]) if len(rows) == 1 else None
    return ({"label": rows[0][0], "value": _plain_number(amount[0])}, "") if amount else None


def _bare(part: str) -> str:
    """The part without the words that ask for it to be added."""
    text = re.sub(
        r"\s*(?:を|も)?\s*(?:追加|加え|足し|付け加え|入れて|挿入|増やし).*$"
        r"|^(?:さらに|また|あと|それと|在最[後后])?\s*(?:請|请|再|也|還|还)*\s*(?:新增|添加|增加"
        r"|加上|加入|插入|補上|补上|加)\s*(?:一?[個个條条筆笔])?"
        r"|^(?:please\s+|also\s+|then\s+|and\s+)*(?:add|append|include|insert|put)\s+(?:(?:an?|the"
        r"|one|another|new|also)\s+)*"
        r"(?:(?:bar|row|value|event|entry|item|number|node|column|slice)\s+(?:for|of|with)?\s*(?:the\s+)?)?"
        r"|^(?:.{0,6}(?:に|へ))(?=\S+\s*(?:を|も))",
        " ",
        part,
        flags=re.IGNORECASE,
    )
    return re.sub(
        r"\s+(?:to|in|into|as)\s+(?:the\s+|a\s+)?(?:list|array|chart|timeline|data|tree|end)\s*$", "", text
    ).strip()


_Way = Callable[[str, _Listed], tuple[list[JsonValue], str] | None]
_WAYS: Final[tuple[tuple[re.Pattern[str], _Way], ...]] = (
    (_SWAP, _swapped),
    (_REMOVE, _removed),
    (_ADD, _added),
)
