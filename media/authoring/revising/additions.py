"""New scenes on subjects that are known: "add a scene about the unit circle"."""

import re
from dataclasses import replace
from typing import Final

from contracts.errors import NeedsModel
from contracts.storyboard import Scene
from media.authoring import planning
from media.authoring.request import read
from media.authoring.revising.draft import FRAMING, Draft
from media.authoring.revising.parts import without_end

_ADD: Final = re.compile(
    r"\b(?:add|append|include|insert|show|explain)\b|追加|加え|入れて|足し|付け加え|新增|添加|增加|加上|"
    r"加入|加|插入",
    re.IGNORECASE,
)
_SCENE: Final = (
    re.compile(
        r"^(?:please\s+)?(?:add|append|include|insert)\s+(?:an?\s+|one\s+|another\s+|"
        r"the\s+)?(?:new\s+)?(?:scene|slide|part|section|chapter|explanation)s?\s+"
        r"(?:about|on|of|for|that (?:shows|explains)|showing|explaining|with)\s+(?P<subject>.+)$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?P<subject>.+?)(?:について|に関する|を説明する|を示す|の)(?:新しい)?(?:シーン|場面|スライド|"
        r"説明)を?(?P<rest>.*)$"
    ),
    re.compile(
        r"^(?:請|请)?(?:在.{1,8}?)?(?:再)?(?:加|加入|添加|新增|增加|插入|加上)(?:一個|一个|一段|"
        r"一幕)?(?:關於|关于|有關|有关|介紹|介绍|講解|讲解|說明|说明)?"
        r"(?P<subject>.+?)的?(?:場景|场景|片段|部分|說明|说明)(?P<rest>.*)$"
    ),
)
_WHERE: Final = re.compile(
    r"\s*(?:,\s*)?(?:(?:at|to|in)\s+the\s+(?P<en>end|beginning|start|front)|(?P<after>after|"
    r"before)\s+(?:the\s+)?(?:scene\s+)?(?P<scene>\d+|title|summary))\s*$"
    r"|^(?P<ja>最後|最初|末尾|冒頭|はじめ)に\s*",
    re.IGNORECASE,
)


def added(draft: Draft, part: str) -> Draft | None:
    """The draft with the scenes of a known subject; None where the part asks for no such thing."""
    text = without_end(part)
    where = _WHERE.search(text)
    text = text[: where.start()] + text[where.end() :] if where else text
    for pattern in _SCENE:
        found = pattern.match(text)
        if found and _ADD.search(part):
            new = _scenes(draft, found["subject"])
            if new:
                place = _place(draft, where, part)
                scenes = draft.board.scenes
                done = draft.with_scenes([*scenes[:place], *new, *scenes[place:]])
                return replace(done, focus=new[-1].id)
    return None


def _scenes(draft: Draft, subject: str) -> list[Scene]:
    try:
        planned = planning.planned_from(read(subject, "").in_locale(draft.locale))
    except NeedsModel:
        return []
    ids = draft.unused_ids()
    return [
        scene.model_copy(update={"id": next(ids)})
        for scene in planned.storyboard.scenes
        if scene.picture.kind not in FRAMING
    ]


def _place(draft: Draft, where: re.Match[str] | None, part: str) -> int:
    """Where the new scenes go, from 0: before a closing summary unless the part says where."""
    scenes = draft.board.scenes
    if where and where["scene"]:
        named = where["scene"].lower()
        kinds = [scene.picture.kind for scene in scenes]
        kind = {"title": "title", "summary": "points"}.get(named, "")
        index = int(named) - 1 if named.isdigit() else kinds.index(kind) if kind in kinds else 0
        return min(index + (where["after"].lower() == "after"), len(scenes))
    if where and (
        (where["en"] or "").lower() in {"beginning", "start", "front"}
        or where["ja"] in {"最初", "冒頭", "はじめ"}
    ):
        return 1 if scenes and scenes[0].picture.kind == "title" else 0
    at_the_end = bool(where) or re.search(r"在?最[後后]", part) is not None
    return len(scenes) - (not at_the_end and len(scenes) > 1 and scenes[-1].picture.kind == "points")
