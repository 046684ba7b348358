"""Figures that a text names, in its order, with their colours."""

import re
from typing import Final, cast

from media.authoring.scenes.geometry import Figure, Geometry, Shape

_SHAPES: Final = (
    ("right_triangle", r"直角三角形|right(?:-angled)? triangle"),
    ("ellipse", r"楕円|橢圓|椭圆|ellipses?\b"),
    ("rectangle", r"長方形|长方形|矩形|rectangles?\b"),
    ("square", r"正方形|四角(?!形)|\bsquares?\b(?! root)"),
    ("triangle", r"三角形|\btriangles?\b"),
    ("pentagon", r"五角形|五邊形|五边形|pentagons?\b"),
    ("hexagon", r"六角形|六邊形|六边形|hexagons?\b"),
    ("star", r"星形|星型|五芒星|\bstar\b"),
    ("circle", r"(?<![\d万千百億兆.])円(?!周率|[安高])|圓(?!周率)|圆(?!周率)|\bcircles?\b"),
    ("angle", r"角度|\bangles?\b"),
)
_COLORS: Final = (
    ("RED", r"赤|紅|红|\bred\b"),
    ("BLUE", r"青|藍|蓝|\bblue\b"),
    ("GREEN", r"緑|綠|绿|\bgreen\b"),
    ("YELLOW", r"黄|黃|\byellow\b"),
    ("ORANGE", r"オレンジ|橙|\borange\b"),
    ("PURPLE", r"紫|\bpurple\b|\bviolet\b"),
    ("PINK", r"ピンク|粉紅|粉红|\bpink\b"),
    ("WHITE", r"白|\bwhite\b"),
)
_MORPH = re.compile(
    r"変形|変わ|変化|変換|なる|變成|变成|變形|变形|轉換|转换|轉變|转变"
    r"|morph|transform|turn(?:s|ing)? into|becom|chang(?:e|es|ing) (?:in)?to",
    re.IGNORECASE,
)
_FORMULAS: Final = {
    "circle": "S = pi r^2",
    "square": "S = a^2",
    "rectangle": "S = a b",
    "triangle": "S = frac(1, 2) a h",
    "right_triangle": "a^2 + b^2 = c^2",
}
_AREA = re.compile(r"面積|面积|\barea\b|公式|formula|定理|theorem|説明|說明|说明|explain", re.IGNORECASE)
_NEAR = 8


def figures(text: str) -> Geometry | None:
    """The figures of a text; they turn into each other if it says so."""
    found: list[tuple[int, Figure]] = []
    taken: set[int] = set()
    for shape, words in _SHAPES:
        for match in re.finditer(words, text, re.IGNORECASE):
            if taken.isdisjoint(range(match.start(), match.end())):
                taken.update(range(match.start(), match.end()))
                color = _color(text[max(0, match.start() - _NEAR) : match.start()])
                found.append((match.start(), Figure(shape=cast("Shape", shape), color=color)))
    shown: dict[str, Figure] = {}
    for _, figure in sorted(found, key=lambda place: place[0]):
        shown.setdefault(figure.shape, figure)
    listed = list(shown.values())[:4]
    if not listed:
        return None
    single = listed[0].shape if len(listed) == 1 else ""
    formula = _FORMULAS.get(single, "") if _AREA.search(text) else ""
    return Geometry(figures=listed, morph=len(listed) > 1 and bool(_MORPH.search(text)), formula=formula)


def _color(before: str) -> str:
    places = [
        (match.start(), name)
        for name, words in _COLORS
        for match in re.finditer(words, before, re.IGNORECASE)
    ]
    return max(places)[1] if places else ""
