"""The solid that the sender names, with its measures."""

import re
from typing import Final

from media.authoring.reading.measures import measure
from media.authoring.request import Request
from media.scenes.builders.solid import Solid

_KINDS: Final = {
    "cylinder": r"cylinder|円柱|圓柱|圆柱",
    "cone": r"\bcone\b|円錐|圓錐|圆锥",
    "sphere": r"sphere|球",
    "pyramid": r"pyramid|四角錐|ピラミッド|金字塔|角錐|棱锥",
    "cuboid": r"cuboid|\bbox\b|直方体|長方體|长方体",
    "cube": r"\bcube\b|立方体|正方體|正方体|立方體",
}
_MEASURES: Final = {
    "radius": r"radius|半径|半徑",
    "height": r"height|tall|高さ|高",
    "edge": r"edges?|sides?|辺|一辺|邊長|边长|棱长",
    "width": r"width|wide|横|幅|寬|宽",
    "depth": r"depth|deep|奥行き?|縦|深|長",
}


def fill(request: Request) -> Solid | None:
    """Its measures must be those that its kind has."""
    kind = next(
        (kind for kind, name in _KINDS.items() if re.search(name, request.words, re.IGNORECASE)), None
    )
    found = {name: measure(request.words, words) for name, words in _MEASURES.items()}
    given = {name: one for name, one in found.items() if one}
    if kind is None or not given:
        return None
    unit = next((one.unit for one in given.values() if one.unit.isascii() and one.unit.isalpha()), "")
    return Solid.model_validate(
        {"solid": kind, "unit": unit, **{name: one.value for name, one in given.items()}}
    )
