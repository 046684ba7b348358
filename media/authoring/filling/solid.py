"""The solid that the sender names, with its measures."""

from typing import Final

from media.authoring.reading.measures import measures
from media.authoring.reading.names import named
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
    "depth": r"depth|deep|奥行き?|縦|深|(?<![邊边])[長长]",
}


def fill(request: Request) -> Solid | None:
    """Its measures must be those that its kind has."""
    kind = next(named(request.words, _KINDS.items()), None)
    given = measures(request.words, _MEASURES)
    if kind is None or not given:
        return None
    unit = next((one.sign for one in given.values() if one.sign), "")
    return Solid.model_validate(
        {"solid": kind, "unit": unit, **{name: one.value for name, one in given.items()}}
    )
