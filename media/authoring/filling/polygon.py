"""The polygon that the sender names, with its measures."""

import re
from typing import Final

from media.authoring.filling import Filled, chosen
from media.authoring.reading.measures import NUMBER, measure, measures, value
from media.authoring.reading.names import named
from media.authoring.request import Request
from media.scenes.builders.polygon import Polygon

_SIDES: Final = {
    5: r"pentagon|五角形|五邊形|五边形",
    6: r"hexagon|六角形|六邊形|六边形",
    7: r"heptagon|七角形|七邊形|七边形",
    8: r"octagon|八角形|八邊形|八边形",
}
_SHAPES: Final = {
    "rectangle": r"rectangle|長方形|长方形|矩形",
    "parallelogram": r"parallelogram|平行四辺形|平行四邊形|平行四边形",
    "trapezium": r"trapezi(?:um|um)|trapezoid|台形|梯形",
    "square": r"\bsquare\b|正方形",
}
_CROSSED: Final = re.compile(rf"({NUMBER})\s*(?:cm|m)?\s*(?:by|x|×)\s*({NUMBER})", re.IGNORECASE)
"""Width and height: "5 by 8"."""
_MEASURES: Final = {
    "side": r"sides?(?: length)?|辺|一辺|邊長|边长",
    "width": r"width|wide|base|横|幅|底辺|下底|寬|宽|(?<!上)底",
    "height": r"height|tall|high|高さ|縦|高",
    "top": r"\btop\b|上底",
}


def fill(request: Request) -> Filled | None:
    """A regular polygon by its name, another one by its measures; with sides of 1 as an example."""
    text = request.words
    given = {name: one.value for name, one in measures(text, _MEASURES).items()}
    long = measure(text, r"length|long|長さ|(?<![邊边])[長长](?!方)")
    if long and "width" in given and "height" not in given:
        given |= {"width": long.value, "height": given["width"]}
    sides = next(named(text, _SIDES.items()), None)
    if sides:
        regular = Polygon.model_validate({"sides": sides, "side": given.get("side", 1)})
        return chosen(regular, is_example="side" not in given)
    crossed = _CROSSED.search(text)
    if crossed and not given:
        given = {"width": value(crossed[1]), "height": value(crossed[2])}
    shape = next(named(text, _SHAPES.items()), None)
    return Polygon.model_validate({"shape": shape, **given}) if shape and given else None
