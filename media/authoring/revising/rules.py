"""Scenes, words and looks: what the edits of scripts understand, done on a storyboard."""

import re
from dataclasses import replace

from contracts.storyboard import Scene
from media.authoring.edits.colours import Colour
from media.authoring.edits.kinds import (
    Adding,
    Colouring,
    Edge,
    Edit,
    Grounding,
    Moving,
    Pacing,
    Removing,
    Replacing,
    Rewording,
    SceneRef,
    Spot,
    Swapping,
)
from media.authoring.edits.painting import ground_of, ink_on
from media.authoring.edits.refused import Reason, RefusedError
from media.authoring.edits.selecting import find_scene, texts_in
from media.authoring.edits.understanding import NotUnderstood, understand
from media.authoring.edits.words import Kind, Topic
from media.authoring.revising.draft import Draft
from media.authoring.revising.items import takes_words
from media.authoring.revising.overlays import laid_over
from media.authoring.revising.texts import replaced, retitled
from media.scenes.builders.points import Points
from media.scenes.builders.title import Title
from media.scenes.locale import translations
from media.scenes.page import HOT
from media.scenes.script import names_in, scene_of
from media.scenes.text import clean

_SLOWEST, _FASTEST = 0.1, 10.0
_MOST_TEXTS = 8
_SCENES = r"(?:scenes|slides|つの?(?:シーン|場面)|個(?:シーン|場面|場景)|个场景|個場景|幕)"
_TWO = r"(?:two|2|２|二|兩|两)"
_AFTER_THE_TITLE = re.compile(
    rf"(?:the\s+)?(?:first\s+)?{_TWO}\s*{_SCENES}\s+(?:right\s+)?after\s+the\s+title|タイトルの(?:次|後|"
    rf"あと)の(?:最初の)?{_TWO}\s*{_SCENES}"
    rf"|(?:標題|标题)(?:之?後|之?后|後面|后面)的?(?:前|頭|头)?{_TWO}\s*{_SCENES}",
    re.IGNORECASE,
)
_FIRST_TWO = re.compile(
    rf"(?:the\s+)?first\s+{_TWO}\s*{_SCENES}|最初の{_TWO}\s*{_SCENES}|(?:前|頭|头){_TWO}\s*{_SCENES}",
    re.IGNORECASE,
)
_LAST_TWO = re.compile(
    rf"(?:the\s+)?last\s+{_TWO}\s*{_SCENES}|最後の{_TWO}\s*{_SCENES}|(?:最後|最后){_TWO}\s*{_SCENES}",
    re.IGNORECASE,
)
_DIGITS = {word: str(place) for place, word in enumerate("一二三四五六七八九十", 1)}
_NTH_SCENE = re.compile(
    r"第\s*([一二三四五六七八九十]|\d+)\s*(?:幕|[個个]?(?:場景|场景|片段|投影片|畫面|画面))"
)
_LAST_SCENE = re.compile(r"最[後后](?:的|一)?[個个]?(?:幕|場景|场景|片段)")
_LONGEST = 400
_HEADINGS = {
    Topic.SUMMARY: translations("まとめ", "總結", "Summary"),
    Topic.POINTS: translations("ポイント", "重點", "Key points"),
}


def revised(draft: Draft, part: str) -> Draft | NotUnderstood:
    """The draft with all that a part asks for, if all of it is understood. Raises RefusedError."""
    script = draft.script
    edits = understand(
        draft.with_names(_numbered(part, len(draft.board.scenes))), script.names | {HOT}, texts_in(script)
    )
    if isinstance(edits, NotUnderstood):
        return edits
    if any(isinstance(edit, Adding) for edit in edits) and takes_words(draft, part):
        return NotUnderstood(part.strip(), ())
    # The background first: whether a colour can be seen depends on it.
    for edit in sorted(edits, key=lambda edit: not isinstance(edit, Grounding)):
        draft = _revised(draft, edit)
    return draft


def _revised(draft: Draft, edit: Edit) -> Draft:  # noqa: C901, PLR0911, PLR0912  one line for each kind of edit
    board, script = draft.board, draft.script
    scenes = list(board.scenes)
    match edit:
        case Colouring(things=things, colour=Colour() as colour) if any(one.name == HOT for one in things):
            if len(things) > 1:
                raise RefusedError(Reason.SEVERAL, things[0].written)
            return draft.with_scenes(_looked_at(draft, ink_on(script, colour)))
        case Swapping(one=one, other=other):
            first, second = find_scene(script, one), find_scene(script, other)
            scenes[first], scenes[second] = scenes[second], scenes[first]
            return draft.with_scenes(scenes)
        case Moving(scene=ref, spot=spot):
            scene = scenes[find_scene(script, ref)]
            moved = _inserted(draft, [one for one in scenes if one is not scene], scene, spot)
            return replace(draft.with_scenes(moved), focus=scene.id)
        case Removing(scenes=refs):
            gone = {find_scene(script, ref) for ref in refs}
            kept = [scene for place, scene in enumerate(scenes) if place not in gone]
            if not kept:
                raise RefusedError(Reason.ONLY_SCENE)
            return draft.with_scenes(kept)
        case Adding():
            told = _told(draft, edit)
            return replace(draft.with_scenes(_inserted(draft, scenes, told, edit.spot)), focus=told.id)
        case Grounding():
            return draft.revised(board.model_copy(update={"background": ground_of(script.background, edit)}))
        case Pacing(factor=factor):
            pace = board.pace * factor
            if not _SLOWEST <= pace <= _FASTEST:
                raise RefusedError(Reason.TOO_FAR)
            return draft.revised(board.model_copy(update={"pace": round(pace, 4)}))
        case Rewording(thing=thing, text=text) if thing.kind is Kind.TITLE and not thing.place:
            if thing.scene is None:
                return draft.revised(retitled(board, clean(text)))
            place = find_scene(script, thing.scene)
            scenes[place] = scenes[place].model_copy(update={"heading": clean(text)})
            return draft.with_scenes(scenes)
        case Replacing(old=old, new=new, within=within):
            found = replaced(draft, old, clean(new), _scene_id(draft, within.scene if within else None))
            return found or draft.revised(laid_over(board, edit, script))
    return draft.revised(laid_over(board, edit, script))


def _numbered(part: str, count: int) -> str:
    """With scenes by number that are counted in words: "the first two scenes after the title"."""
    part = _NTH_SCENE.sub(lambda found: f" scene {_DIGITS.get(found[1], found[1])} ", part)
    part = _LAST_SCENE.sub(" last scene ", part)
    for pattern, first in ((_AFTER_THE_TITLE, 2), (_FIRST_TWO, 1), (_LAST_TWO, count - 1)):
        part = pattern.sub(f" scenes {first} and {first + 1} ", part)
    return part


def _looked_at(draft: Draft, ink: str) -> list[Scene]:
    """The scenes with another colour for what is looked at, wherever a builder has a name for that."""
    return [
        scene.model_copy(update={"hot": ink}) if HOT in names_in(draft.board, scene) else scene
        for scene in draft.board.scenes
    ]


def _scene_id(draft: Draft, ref: SceneRef | None) -> str:
    return draft.board.scenes[find_scene(draft.script, ref)].id if ref else ""


def _inserted(draft: Draft, scenes: list[Scene], scene: Scene, spot: Spot) -> list[Scene]:
    place = 0 if spot.edge is Edge.FRONT else len(scenes)
    if spot.anchor:
        anchor = draft.board.scenes[find_scene(draft.script, spot.anchor)]
        if anchor is scene:
            return list(draft.board.scenes)
        place = scenes.index(anchor) + (spot.edge is Edge.AFTER)
    return [*scenes[:place], scene, *scenes[place:]]


def _told(draft: Draft, edit: Adding) -> Scene:
    """A scene of the sender's own words."""
    texts = tuple(clean(text).strip() for text in edit.texts)
    if len(texts) > _MOST_TEXTS or sum(map(len, texts)) > _LONGEST or not all(texts):
        raise RefusedError(Reason.TOO_FAR)
    locale = draft.locale
    heading = (
        locale.text(_HEADINGS[edit.topic])
        if isinstance(edit.topic, Topic) and edit.topic in _HEADINGS
        else ""
    )
    builder = Points(points=texts, marks="ticks") if heading or len(texts) > 1 else Title(title=texts[0])
    return scene_of(builder, next(draft.unused_ids()), locale, heading=heading)
