"""Figures that the sender names, in his order, with their colours."""

import re
from typing import Final, Literal, cast

from media.authoring.request import Request
from media.scenes.builders.figures import ColorName, Figure, Figures, Shape

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
)
_COLORS: Final = (
    ("red", r"赤|紅|红|\bred\b"),
    ("blue", r"青|藍|蓝|\bblue\b"),
    ("green", r"緑|綠|绿|\bgreen\b"),
    ("yellow", r"黄|黃|\byellow\b"),
    ("orange", r"オレンジ|橙|\borange\b"),
    ("purple", r"紫|\bpurple\b|\bviolet\b"),
    ("pink", r"ピンク|粉紅|粉红|\bpink\b"),
    ("white", r"白|\bwhite\b"),
)
_MORPH = re.compile(
    r"変形|変わ|変化|変換|なる|變成|变成|變形|变形|轉換|转换|轉變|转变"
    r"|morph|transform|turn(?:s|ing)? into|becom|chang(?:e|es|ing) (?:in)?to",
    re.IGNORECASE,
)
_NEAR = 8
_MOST = 6


def fill(request: Request) -> Figures | None:
    """The figures; they turn into each other if the request says so."""
    text = request.words
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
    figures = tuple(shown.values())[:_MOST]
    return Figures(figures=figures, morph=len(figures) > 1 and bool(_MORPH.search(text))) if figures else None


def _color(before: str) -> ColorName | Literal[""]:
    places = [
        (match.start(), name)
        for name, words in _COLORS
        for match in re.finditer(words, before, re.IGNORECASE)
    ]
    return cast("ColorName", max(places)[1]) if places else ""
