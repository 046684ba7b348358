"""What a picture's parameter may be instead, by its words: a pie for bars, a cone for a cylinder."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from pydantic import JsonValue

from contracts.storyboard import Scene
from language.chinese import traditional
from media.authoring.revising.draft import Draft, is_drawn
from media.authoring.revising.leftovers import leftovers
from media.authoring.revising.scenes import redrawn

_INSTEAD_OF: Final = re.compile(
    r"(?:instead of|rather than|in place of|not)\s+(?:an?\s+|the\s+)?[\w-]+(?:\s+(?:chart|graph))?"
    r"|\S{1,6}(?:の代わりに|じゃなくて?|ではなく)"
    r"|(?:不要|而不是)\S{1,4}",
    re.IGNORECASE,
)
_CHANGE_TO: Final = re.compile(
    r"\b(?:to|into|as|with|an?|use|make)\b|に|へ|で|改|換|變|用|畫成|做成", re.IGNORECASE
)
_CHOICES: Final[Mapping[tuple[str, str], Mapping[JsonValue, str]]] = {
    ("chart", "drawn_as"): {
        "bar": r"\bbars?\b|\bcolumns?\b|棒(?:グラフ)?|長條圖?|柱狀?圖?|直條圖",
        "line": r"\bline (?:chart|graph|plot)\b|\blines\b|折れ線(?:グラフ)?|折線圖?|線圖",
        "pie": r"\bpie\b|\bdonut\b|円グラフ|圓餅圖?|餅圖|圓形圖",
    },
    ("solid", "solid"): {
        "cylinder": r"\bcylinder\b|円柱|圓柱",
        "cone": r"\bcone\b|円錐|圓錐",
        "sphere": r"\b(?:sphere|ball)\b|球",
        "cube": r"\bcube\b|立方体|正方體|立方體",
        "cuboid": r"\bcuboid\b|\bbox\b|直方体|長方體",
        "pyramid": r"\bpyramid\b|角錐|四角錐|金字塔",
    },
    ("circuit", "parallel"): {
        True: r"\bparallel\b|並列|並聯",
        False: r"\bseries\b|直列|串聯",
    },
    ("binary", "base"): {
        2: r"\bbinary\b|\bbase 2\b|2進数?|二進位?制?",
        8: r"\boctal\b|\bbase 8\b|8進数?|八進位?制?",
        16: r"\bhex(?:adecimal)?\b|\bbase 16\b|16進数?|十六進位?制?",
    },
    ("fourier", "wave"): {
        "square": r"\bsquare(?: wave)?\b|矩形波|方形波|方波",
        "sawtooth": r"\bsaw ?tooth(?: wave)?\b|のこぎり波|鋸歯状波|鋸齒波",
        "triangle": r"\btriang(?:le|ular)(?: wave)?\b|三角波",
    },
    ("tree", "walk"): {
        "preorder": r"\bpre-?order\b|前順|行きがけ順|前序",
        "inorder": r"\bin-?order\b|中順|通りがけ順|中序",
        "postorder": r"\bpost-?order\b|後順|帰りがけ順|後序",
    },
}
_UNSAID: Final[Mapping[tuple[str, str], JsonValue]] = {
    ("chart", "drawn_as"): "bar",
    ("circuit", "parallel"): False,
    ("binary", "base"): 2,
    ("fourier", "wave"): "square",
    ("tree", "walk"): "none",
}
"""What is so where a picture's parameters say nothing."""


def chosen(draft: Draft, part: str) -> Draft | None:
    """The draft with another choice for a parameter; None where the part names none, or several."""
    text = _INSTEAD_OF.sub(lambda found: " " * len(found[0]), traditional(part))
    if re.search(r"\d", re.sub(r"\bbase \d+|\d+進", "", text)) or not _CHANGE_TO.search(part):
        return None
    for scene in draft.board.scenes:
        if not is_drawn(scene):
            continue
        for name, value, span in _named(scene, text):
            better = _with(scene, name, value, draft)
            if better is None or better.picture == scene.picture:
                continue
            lost = leftovers(draft, text[: span[0]] + " " + text[span[1] :])
            return None if lost else draft.with_changes({scene.id: better})
    return None


def _named(scene: Scene, text: str) -> Iterator[tuple[str, JsonValue, tuple[int, int]]]:
    """The parameters for which a text names another choice than the one now."""
    for (kind, name), choices in _CHOICES.items():
        if kind != scene.picture.kind:
            continue
        now = scene.picture.parameters.get(name, _UNSAID.get((kind, name)))
        found = [
            (value, match.span())
            for value, words in choices.items()
            if value != now and (match := re.search(words, text, re.IGNORECASE))
        ]
        if len(found) == 1:
            yield name, *found[0]


def _with(scene: Scene, name: str, value: JsonValue, draft: Draft) -> Scene | None:
    """The scene with the choice; without a measure that it has no use for."""
    parameters = {**scene.picture.parameters, name: value}
    without = [
        {key: one for key, one in parameters.items() if key != gone} for gone in parameters if gone != name
    ]
    tries = (redrawn(scene, one, draft) for one in [parameters, *without])
    return next((one for one in tries if one is not None), None)
