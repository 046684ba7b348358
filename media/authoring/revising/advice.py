"""What can be said of an animation to edit it: its scenes, its things and its values, by their names."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from pydantic import JsonValue

from contracts.storyboard import Plan, Scene
from media.authoring.edits.refused import Reason, RefusedError
from media.authoring.leaves import leaves, texts
from media.authoring.revising.draft import is_drawn
from media.scenes import script
from media.scenes.locale import Locale, translations

_MOST_THINGS: Final = 8
_LONGEST: Final = 30
_LANGUAGES: Final = 3
_OPENING: Final = translations(
    "この動画で、モデルなしでできること:",
    "這個影片沒有模型時可以變更:",
    "What can be done with this animation without a model:",
)
_SCENES: Final = translations(
    "- シーン {scenes}:「シーン{last}を削除」「シーン1の後に2秒の間を入れて」",
    "- 場景 {scenes}:「刪除場景{last}」「在場景1之後停2秒」",
    '- the scenes {scenes}: "remove scene {last}", "pause for 2 seconds after scene 1"',
)
_THINGS: Final = translations(
    "- 描かれているもの({things}):「{thing}を赤に」",
    "- 畫出來的東西({things}):「把{thing}改成紅色」",
    '- what is drawn ({things}): "make {thing} red"',
)
_NUMBER: Final = translations(
    "- 値:「{old}を{new}に変えて」",
    "- 數值:「把{old}改成{new}」",
    '- values: "change {old} to {new}"',
)
_WORDS: Final = translations(
    "- 文字:「『{old}』を『…』に変えて」",
    "- 文字:「把『{old}』改成『…』」",
    '- words: \'change "{old}" to "…"\'',
)
_REST: Final = translations(
    (
        "- 全体:「背景を白に」「文字を大きく」「1.5倍速で」「英語に翻訳して」「小学生向けに」「もっと短く」"
        "「最初からやり直して」"
    ),
    "- 整體:「背景改成白色」「文字放大」「快1.5倍」「翻譯成英文」「給小學生看」「短一點」「從頭開始」",
    (
        '- all of it: "white background", "make the text bigger", "1.5 times as fast",'
        ' "translate to Japanese", "for children", "shorter", "start over"'
    ),
)


def advice(plan: Plan, locale: Locale) -> str:
    """What can be said for this animation, in a language, with its own names and values as examples."""
    lines = [locale.text(_OPENING)]
    scenes = list(_scenes(plan))
    lines.append(locale.text(_SCENES, scenes=locale.enumerated(scenes), last=len(scenes)))
    things = list(islice(things_of(plan, locale), _MOST_THINGS))
    if things:
        lines.append(locale.text(_THINGS, things=locale.enumerated(things), thing=things[0]))
    lines += islice(_values(plan, locale), 1)
    return "\n".join([*lines, locale.text(_REST)])


def named(refused: RefusedError, plan: Plan, locale: Locale) -> RefusedError:
    """The reason with the builders' names for what there is, in the place of a script's variables."""
    if refused.reason is Reason.NO_SUCH_THING:
        return replace(refused, instead=tuple(things_of(plan, locale)) or refused.instead)
    if refused.instead and all(one.startswith("scene_") for one in refused.instead):
        return replace(refused, instead=tuple(_scenes(plan)))
    return refused


def things_of(plan: Plan, locale: Locale) -> Iterator[str]:
    """What the builders call the things that they draw, in a language; each once."""
    seen = set()
    for words in script.names(plan.storyboard).values():
        # A thing that shows the sender's words is called by them, in any language.
        name = locale.say(*words[:3]) if len(words) >= _LANGUAGES else words[0]
        if name and name not in seen and len(name) <= _LONGEST:
            seen.add(name)
            yield name


def _scenes(plan: Plan) -> Iterator[str]:
    for place, scene in enumerate(plan.storyboard.scenes, 1):
        yield f"{place} ({_name(scene)})" if _name(scene) else str(place)


def _name(scene: Scene) -> str:
    title = scene.picture.parameters.get("title")
    return scene.heading or (title if isinstance(title, str) else "")


def _values(plan: Plan, locale: Locale) -> Iterator[str]:
    for scene in plan.storyboard.scenes:
        if not is_drawn(scene) or scene.picture.kind == "title":
            continue
        for number in _numbers(scene.picture.parameters):
            yield locale.text(_NUMBER, old=number, new=number + 1)
        for text in texts(scene.picture.parameters):
            if text in plan.asked.content and len(text) <= _LONGEST and re.search(r"[^\W\d_]{2}", text):
                yield locale.text(_WORDS, old=text)


def _numbers(value: JsonValue) -> Iterator[int]:
    for one in leaves(value):
        match one:
            case int() if not isinstance(one, bool):
                yield one
            case str() if re.fullmatch(r"\d{1,6}", one):
                yield int(one)
