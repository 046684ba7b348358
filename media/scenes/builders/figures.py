"""Named figures in their colours: one by one in a row, or each turning into the next."""

from math import cos, pi, sin
from typing import Annotated, Final, Literal, Self

from pydantic import Field

from contracts.model import Model
from media.scenes.builder import Builder
from media.scenes.locale import Locale, Translations, translations
from media.scenes.page import Page
from media.scenes.room import Point, Room, fit, whole
from media.scenes.source import number, point

Shape = Literal[
    "circle",
    "ellipse",
    "semicircle",
    "triangle",
    "right_triangle",
    "square",
    "rectangle",
    "rhombus",
    "parallelogram",
    "trapezium",
    "pentagon",
    "hexagon",
    "octagon",
    "star",
]
ColorName = Literal[
    "red", "orange", "yellow", "green", "teal", "blue", "purple", "pink", "brown", "gray", "white", "black"
]
Color = ColorName | Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")] | Literal[""]

_NAMES: Final[dict[Shape, Translations]] = {
    "circle": translations("円", "圓", "circle"),
    "ellipse": translations("楕円", "橢圓", "ellipse"),
    "semicircle": translations("半円", "半圓", "semicircle"),
    "triangle": translations("三角形", "三角形", "triangle"),
    "right_triangle": translations("直角三角形", "直角三角形", "right triangle"),
    "square": translations("正方形", "正方形", "square"),
    "rectangle": translations("長方形", "長方形", "rectangle"),
    "rhombus": translations("ひし形", "菱形", "rhombus"),
    "parallelogram": translations("平行四辺形", "平行四邊形", "parallelogram"),
    "trapezium": translations("台形", "梯形", "trapezium"),
    "pentagon": translations("五角形", "五邊形", "pentagon"),
    "hexagon": translations("六角形", "六邊形", "hexagon"),
    "octagon": translations("八角形", "八邊形", "octagon"),
    "star": translations("星", "星形", "star"),
}
_COLORS: Final[dict[str, tuple[str, Translations]]] = {
    "red": ("RED", translations("赤い", "紅色的", "red")),
    "orange": ("ORANGE", translations("オレンジ色の", "橙色的", "orange")),
    "yellow": ("YELLOW", translations("黄色い", "黃色的", "yellow")),
    "green": ("GREEN", translations("緑の", "綠色的", "green")),
    "teal": ("TEAL", translations("青緑の", "藍綠色的", "teal")),
    "blue": ("BLUE", translations("青い", "藍色的", "blue")),
    "purple": ("PURPLE", translations("紫の", "紫色的", "purple")),
    "pink": ("PINK", translations("ピンクの", "粉紅色的", "pink")),
    "brown": ("DARK_BROWN", translations("茶色い", "棕色的", "brown")),
    "gray": ("GRAY", translations("灰色の", "灰色的", "gray")),
    "white": ("WHITE", translations("白い", "白色的", "white")),
    "black": ("BLACK", translations("黒い", "黑色的", "black")),
}
_ROUND: Final = 64
_MOST_ACROSS: Final = 4
_EDGED: Final = frozenset({"white", "black", "brown"})
"""Colours that need an edge of another, to be seen on any background."""


class Figure(Model):
    """A figure, in a colour of its own if one is named."""

    shape: Shape
    color: Color = ""

    @property
    def sides(self) -> int:
        """How many straight sides it has; 0 where its edge is round."""
        return 0 if self.shape in {"circle", "ellipse", "semicircle"} else len(_OUTLINES[self.shape])


class Figures(Builder):
    """The figures from left to right; with ``morph`` each turns into the next."""

    figures: tuple[Figure, ...] = Field(min_length=1, max_length=6)
    morph: bool = False

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A circle that becomes a square, and then a star."""
        figures = [
            {"shape": "circle", "color": "red"},
            {"shape": "square", "color": "blue"},
            {"shape": "star"},
        ]
        return cls.model_validate({"figures": figures, "morph": True})

    def heading(self, locale: Locale) -> str:
        """What they are."""
        if len(self.figures) == 1:
            name = locale.text(_NAMES[self.figures[0].shape])
            return name.capitalize() if locale is Locale.ENGLISH else name
        if self.morph:
            return locale.say("形の変化", "圖形的變化", "Figures that change")
        return locale.say("いろいろな図形", "各種圖形", "Figures")

    def draw(self, page: Page) -> None:
        """Figure after figure."""
        room = whole(page.stage)
        if self.morph and len(self.figures) > 1:
            self._morph(page, room)
        else:
            self._row(page, room)

    def _drawn(self, page: Page, index: int, room: Room) -> str:
        """The figure in a room; gives its colour."""
        figure = self.figures[index - 1]
        color = figure.color or page.look.accent(index - 1)
        color = _COLORS[color][0] if color in _COLORS else f'"{color}"' if color.startswith("#") else color
        outline = _OUTLINES[figure.shape]
        to = fit(outline, room)
        edge = page.look.ink if figure.color in _EDGED else color
        style = {"color": edge, "fill_color": color, "fill_opacity": "0.6", "stroke_width": "5"}
        if figure.shape == "circle":
            page.let(f"figure_{index}", "Circle", radius=number(to.scale), **style)
            page.place(f"figure_{index}", *to.at(0, 0))
        else:
            page.let(f"figure_{index}", "Polygon", *(point(*to.at(*place)) for place in outline), **style)
        page.names[f"figure_{index}"] = tuple(_NAMES[figure.shape].values())
        return color

    def _name(self, page: Page, index: int, *, article: bool = True) -> str:
        """What it is called, with its colour if that was named."""
        figure, locale = self.figures[index - 1], page.locale
        name = locale.text(_NAMES[figure.shape])
        color = locale.text(_COLORS[figure.color][1]) if figure.color in _COLORS else ""
        if locale is not Locale.ENGLISH:
            return color + name
        words = f"{color} {name}".strip()
        return f"{'an' if words[0] in 'aeio' else 'a'} {words}" if article else words

    def _sides(self, page: Page, figure: Figure) -> str:
        if figure.shape == "star":
            return page.say("とがった角が 5 つあります。", "有 5 個尖角。", "It has 5 points.")
        if figure.sides:
            return page.say(
                "辺は {n} 本、角は {n} つです。",
                "有 {n} 個邊和 {n} 個角。",
                "It has {n} sides and {n} corners.",
                n=figure.sides,
            )
        if figure.shape == "semicircle":
            return page.say("円の半分です。", "是圓的一半。", "It is half of a circle.")
        return page.say("丸くて、角がありません。", "邊是圓的，沒有角。", "Its edge is round.")

    def _told(self, page: Page, index: int) -> str:
        name = self._name(page, index)
        mark = ". " if page.locale is Locale.ENGLISH else "。"
        return name[:1].upper() + name[1:] + mark + self._sides(page, self.figures[index - 1])

    def _row(self, page: Page, room: Room) -> None:
        count = len(self.figures)
        columns = count
        if not page.stage.wide and count > 1:
            columns = 1 if count == 2 else 2  # noqa: PLR2004 - two stand above each other
        elif count > (_MOST_ACROSS if page.stage.roomy else 2):
            columns = -(-count // 2)
        rows = -(-count // columns)
        wide, high = room.width / columns, room.height / rows
        for index in range(1, count + 1):
            row, column = divmod(index - 1, columns)
            inside = min(columns, count - row * columns)
            x = room.x + (column - (inside - 1) / 2) * wide
            y = room.top - high * (row + 0.5)
            half = min(wide * 0.42, (high - 1.3) / 2, 2.2)
            color = self._drawn(page, index, Room(x - half, x + half, y + 0.4 - half, y + 0.4 + half))
            name = self._name(page, index, article=False)
            page.text(f"name_{index}", name, 30, wide - 0.2, rows=2, centered=True)
            page.place(f"name_{index}", x, y + 0.4 - half - 0.2, edge="UP")
            page.beat(
                f"DrawBorderThenFill(figure_{index})",
                f"FadeIn(name_{index})",
                says=self._told(page, index),
                seconds=1.1,
            )
            self._trace(page, index, color)

    def _trace(self, page: Page, index: int, color: str) -> None:
        """Its edge lights up once around; its corners are marked one by one."""
        figure = self.figures[index - 1]
        if not figure.sides:
            page.beat(f"Indicate(figure_{index}, color={color}, scale_factor=1.06)", seconds=0.9)
            return
        dots = (
            f"*(Dot(corner, radius=0.09, color={page.look.hot}) for corner in figure_{index}.get_vertices())"
        )
        page.let(f"corners_{index}", "VGroup", dots)
        appear = f"LaggedStart(*(FadeIn(dot, scale=2) for dot in corners_{index}), lag_ratio=0.5)"
        page.beat(appear, seconds=0.5 + 0.15 * figure.sides)
        page.beat(f"FadeOut(corners_{index})", seconds=0.4)

    def _morph(self, page: Page, room: Room) -> None:
        half = min(room.width * 0.4, (room.height - 1.0) / 2, 2.6)
        place = Room(room.x - half, room.x + half, room.y + 0.35 - half, room.y + 0.35 + half)
        for index in range(1, len(self.figures) + 1):
            self._drawn(page, index, place)
            page.text(
                f"name_{index}", self._name(page, index, article=False), 36, room.width, color=page.look.ink
            )
            page.place(f"name_{index}", room.x, room.y + 0.35 - half - 0.5)
            if index == 1:
                page.beat(
                    "DrawBorderThenFill(figure_1)", "FadeIn(name_1)", says=self._told(page, 1), seconds=1.3
                )
                continue
            says = page.say(
                "{a}が、{b}に変わります。{s}",
                "{a}變成{b}。{s}",
                "The {a} becomes {b}. {s}",
                a=self._name(page, index - 1, article=False),
                b=self._name(page, index),
                s=self._sides(page, self.figures[index - 1]),
            )
            change = f"ReplacementTransform(figure_{index - 1}, figure_{index})"
            names = (f"FadeOut(name_{index - 1})", f"FadeIn(name_{index})")
            page.beat(change, *names, says=says, seconds=1.8)


def _regular(count: int) -> list[Point]:
    begin = pi / 2 if count % 2 else pi / 2 - pi / count
    return [(cos(begin + 2 * pi * i / count), sin(begin + 2 * pi * i / count)) for i in range(count)]


def _round(wide: float, share: float = 1.0) -> list[Point]:
    turns = [2 * pi * share * index / _ROUND for index in range(_ROUND + (share < 1))]
    return [(wide * cos(turn), sin(turn)) for turn in turns]


def _star() -> list[Point]:
    inner = sin(pi / 10) / sin(7 * pi / 10)
    turns = [(pi / 2 + pi * index / 5, inner if index % 2 else 1.0) for index in range(10)]
    return [(far * cos(turn), far * sin(turn)) for turn, far in turns]


_OUTLINES: Final[dict[Shape, list[Point]]] = {
    "circle": _round(1),
    "ellipse": _round(1.6),
    "semicircle": _round(1, 0.5),
    "triangle": _regular(3),
    "right_triangle": [(0, 0), (4, 0), (0, 3)],
    "square": [(0, 0), (1, 0), (1, 1), (0, 1)],
    "rectangle": [(0, 0), (1.618, 0), (1.618, 1), (0, 1)],
    "rhombus": [(0, -1), (0.75, 0), (0, 1), (-0.75, 0)],
    "parallelogram": [(0, 0), (1.6, 0), (2.1, 1), (0.5, 1)],
    "trapezium": [(0, 0), (2, 0), (1.5, 1), (0.5, 1)],
    "pentagon": _regular(5),
    "hexagon": _regular(6),
    "octagon": _regular(8),
    "star": _star(),
}
"""The corners of each, or points close together where it is round."""
