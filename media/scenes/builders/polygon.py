"""A regular polygon or a quadrilateral of given measures: perimeter, area, and the sum of its angles."""

from math import cos, hypot, pi, sin
from typing import Final, Literal, Self

import sympy
from pydantic import Field, model_validator

from media.scenes.builder import Builder
from media.scenes.exact import Measure, Unit, equals, exact, told, typst, written
from media.scenes.facts import Facts
from media.scenes.locale import Locale, Translations, translations
from media.scenes.page import Page
from media.scenes.room import Point, Room, beside, fit, middle, two
from media.scenes.source import number, point

Shape = Literal["regular", "square", "rectangle", "parallelogram", "trapezium"]

_NEEDED: Final[dict[Shape, tuple[str, ...]]] = {
    "regular": ("sides", "side"),
    "square": ("side",),
    "rectangle": ("width", "height"),
    "parallelogram": ("width", "height"),
    "trapezium": ("width", "top", "height"),
}
_OPTIONAL: Final[dict[Shape, tuple[str, ...]]] = {"parallelogram": ("side",)}
_NAMES: Final[dict[Shape, Translations]] = {
    "regular": translations("正多角形", "正多邊形", "regular polygon"),
    "square": translations("正方形", "正方形", "square"),
    "rectangle": translations("長方形", "長方形", "rectangle"),
    "parallelogram": translations("平行四辺形", "平行四邊形", "parallelogram"),
    "trapezium": translations("台形", "梯形", "trapezium"),
}
_MOST_UNITS: Final = 12
_LONGEST: Final = 6
_MOST_SUMS: Final = 7
_LOW: Final = 2.6
"""Lower figures, and those of more corners, have no room for words in their triangles."""


class Polygon(Builder):
    """The measures that a shape has: ``sides`` is their number, ``side`` the length of one.

    A regular polygon has both; a square has a ``side``; a rectangle has ``width`` and ``height``; a
    parallelogram has these, and may have a ``side`` too; a trapezium has ``width`` (its base), ``top`` and
    ``height``.
    """

    shape: Shape = "regular"
    sides: int | None = Field(None, ge=3, le=12)
    side: Measure | None = None
    width: Measure | None = None
    height: Measure | None = None
    top: Measure | None = None
    unit: Unit = ""

    @model_validator(mode="after")
    def _has_its_measures(self) -> Self:
        needed, optional = _NEEDED[self.shape], _OPTIONAL.get(self.shape, ())
        for name in ("sides", "side", "width", "height", "top"):
            value = getattr(self, name)
            if value is None and name in needed:
                raise ValueError(f"{name}: a {self.shape} needs {', '.join(needed)}.")
            if value is not None and name not in (*needed, *optional):
                raise ValueError(f"{name}: a {self.shape} has {', '.join((*needed, *optional))}.")
        if self.width and self.height and not 1 / _LONGEST <= self.width / self.height <= _LONGEST:
            raise ValueError(f"width, height: one is over {_LONGEST} times the other, too narrow to see.")
        if self.shape == "parallelogram" and self.side and self.height and self.side <= self.height:
            raise ValueError("side, height: the slanting side of a parallelogram is longer than its height.")
        if self.side and self.height and self.side > 3 * self.height:
            raise ValueError("side, height: this parallelogram is too slanting to be seen.")
        if self.top and self.width:
            if self.top == self.width:
                raise ValueError("top, width: the parallel sides of a trapezium are not equally long.")
            if not 1 / _LONGEST <= self.top / self.width <= _LONGEST:
                raise ValueError(f"top, width: one is over {_LONGEST} times the other, too narrow to see.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A hexagon."""
        return cls.model_validate({"sides": 6, "side": 4, "unit": "cm"})

    @property
    def count(self) -> int:
        """The number of its sides."""
        return self.sides or 4

    @property
    def perimeter(self) -> sympy.Expr | None:
        """Its perimeter, if it is known."""
        match self.shape:
            case "regular" | "square":
                return self.count * self._exact("side")
            case "rectangle":
                return 2 * (self._exact("width") + self._exact("height"))
            case "parallelogram" if self.side:
                return 2 * (self._exact("width") + self._exact("side"))
        return None

    @property
    def apothem(self) -> sympy.Expr:
        """From the centre of a regular polygon to the middle of a side."""
        return self._exact("side") / (2 * sympy.tan(sympy.pi / self.count))

    @property
    def area(self) -> sympy.Expr:
        """Its area."""
        match self.shape:
            case "regular":
                return sympy.radsimp(self.count * self._exact("side") * self.apothem / 2)
            case "square":
                return self._exact("side") ** 2
            case "trapezium":
                return (self._exact("width") + self._exact("top")) * self._exact("height") / 2
        return self._exact("width") * self._exact("height")

    @property
    def angle_sum(self) -> int:
        """Of its angles, in degrees."""
        return (self.count - 2) * 180

    def _exact(self, name: str) -> sympy.Rational:
        return exact(getattr(self, name))

    def heading(self, locale: Locale) -> str:
        """Its name."""
        if self.shape == "regular":
            values = {"n": self.count}
            return locale.say("正{n}角形", "正 {n} 邊形", "A regular polygon with {n} sides", **values)
        name = locale.text(_NAMES[self.shape])
        return name if locale is not Locale.ENGLISH else f"The {name}"

    # --- drawing --------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The figure and its measures, then perimeter, area and angles."""
        wide = page.stage.roomy
        figures, words = two(page.stage, 0.58 if wide else 0.66, beside=wide)
        count = 3 if self.perimeter is not None else 2
        facts = Facts(page, words, count)
        corners = self._corners()
        spread = [*corners, *self._also()]
        above = 0.5 if self.shape == "trapezium" else 0.1
        margin = Room(figures.left + 1.2, figures.right - 1.2, figures.bottom + 0.6, figures.top - above)
        to = fit(spread, margin)
        placed = [to.at(*corner) for corner in corners]
        self._figure(page, placed)
        if self.perimeter is not None:
            self._perimeter(page, facts, placed)
        match self.shape:
            case "regular":
                self._sectors(page, facts, placed)
            case "parallelogram":
                self._shear(page, facts, placed)
            case "trapezium":
                self._double(page, facts, placed)
            case _:
                self._units(page, facts, placed)
        self._angles(page, facts, placed)

    def _corners(self) -> list[Point]:
        if self.shape == "regular":
            begin = -pi / 2 - pi / self.count
            turns = [begin + 2 * pi * index / self.count for index in range(self.count)]
            return [(cos(turn), sin(turn)) for turn in turns]
        if self.shape == "square":
            return [(0, 0), (1, 0), (1, 1), (0, 1)]
        wide, high = float(self.width or 1), float(self.height or 1)
        match self.shape:
            case "parallelogram":
                side = float(self.side) if self.side else hypot(high, min(high, wide) * 0.5)
                lean = (side * side - high * high) ** 0.5
                return [(0, 0), (wide, 0), (wide + lean, high), (lean, high)]
            case "trapezium":
                top = float(self.top or 1)
                lean = (wide - top) / 2
                return [(0, 0), (wide, 0), (wide - lean, high), (lean, high)]
        return [(0, 0), (wide, 0), (wide, high), (0, high)]

    def _also(self) -> list[Point]:
        """What needs room beside the figure."""
        if self.shape == "trapezium":
            wide, top, high = float(self.width or 1), float(self.top or 1), float(self.height or 1)
            return [(wide + top, 0), (wide + (wide - top) / 2 + top, high)]
        return []

    def _figure(self, page: Page, corners: list[Point]) -> None:
        look = page.look
        places = [point(*corner) for corner in corners]
        page.let("figure", "Polygon", *places, color=look.main, fill_opacity="0.25", stroke_width="6")
        page.named("figure", "図形", "圖形", "the figure")
        labels = []
        inner = middle(*corners)
        sides: dict[int, str] = {}
        match self.shape:
            case "regular" | "square":
                sides = {0: "side"}
            case "rectangle":
                sides = {0: "width", 1: "height"}
            case "parallelogram":
                sides = {0: "width"} | ({1: "side"} if self.side else {})
            case "trapezium":
                sides = {0: "width", 2: "top"}
        for index, name in sides.items():
            start, end = corners[index], corners[(index + 1) % len(corners)]
            value = equals(self._exact(name), self.unit)
            page.formula(f"label_{name}", f"{self._letter(name)} {value}", 36, 2.6)
            page.place(f"label_{name}", *beside(start, end, inner, 0.32, 0.6))
            labels.append(f"label_{name}")
        if self.shape in {"parallelogram", "trapezium"}:
            (x, y), high = corners[3], corners[2][1] - corners[1][1]
            if self.shape == "trapezium" and x < corners[0][0]:
                x = corners[0][0]
            ends = (point(x, y), point(x, y - high))
            page.let("height", "DashedLine", *ends, color=look.hot, stroke_width="5")
            value = equals(self._exact("height"), self.unit)
            page.formula("label_height", f"h {value}", 36, 2.2, color=look.hot)
            page.do("label_height.next_to", "height", "RIGHT", buff="0.12")
            page.named("height", "高さ", "高", "the height")
            labels += ["height", "label_height"]
        says = self._says(page)
        page.beat("Create(figure)", says=says, seconds=1.2)
        page.beat(f"FadeIn({', '.join(labels)})", seconds=0.6)

    def _letter(self, name: str) -> str:
        base = "b" if self.shape in {"parallelogram", "trapezium"} else "a"
        return {"side": "s", "width": base, "height": "b", "top": "c"}[name]

    def _says(self, page: Page) -> str:
        name = page.locale.text(_NAMES[self.shape])
        if self.shape == "regular":
            return page.say(
                "正{n}角形は、{n} 本の辺の長さも、角の大きさもすべて等しい図形です。",
                "正 {n} 邊形的 {n} 個邊一樣長，角也一樣大。",
                "All {n} sides are equally long, and all angles are equal.",
                n=self.count,
            )
        return page.say(
            "{name}を、縮尺どおりに描きます。",
            "按比例畫出這個{name}。",
            "This {name} is drawn to scale.",
            name=name,
        )

    def _perimeter(self, page: Page, facts: Facts, corners: list[Point]) -> None:
        """A light goes once around."""
        perimeter = self.perimeter
        assert perimeter is not None  # noqa: S101 - the caller has looked
        match self.shape:
            case "regular" | "square":
                text = f"{self.count} dot {typst(self._exact('side'))}"
            case "rectangle":
                text = f"2 dot ({typst(self._exact('width'))} + {typst(self._exact('height'))})"
            case _:
                text = f"2 dot ({typst(self._exact('width'))} + {typst(self._exact('side'))})"
        hot = page.look.hot
        for index in range(len(corners)):
            ends = (point(*corners[index]), point(*corners[(index + 1) % len(corners)]))
            page.let(f"edge_{index + 1}", "Line", *ends, color=hot, stroke_width="10")
        edges = [f"edge_{index + 1}" for index in range(len(corners))]
        page.let("outline", "VGroup", *edges)
        page.named("outline", "周", "周長", "the perimeter")
        says = page.say(
            "一周の長さは、辺をすべて足して P {p}。",
            "繞一圈的長，是所有邊的和：P {p}。",
            "Once around, all sides together: P {p}.",
            p=told(perimeter, self.unit),
        )
        facts.add("perimeter", f"P = {text} {equals(perimeter, self.unit)}", color=hot)
        around = ", ".join(f"Create({edge})" for edge in edges)
        page.beat(f"LaggedStart({around}, lag_ratio=0.9)", says=says, seconds=2.0)
        page.beat("Write(perimeter)", seconds=0.9)
        page.beat("FadeOut(outline)", seconds=0.4)

    def _says_area(self, page: Page, facts: Facts, text: str) -> str:
        """The line about the area, and its formula."""
        unit = f"{self.unit}²" if self.unit else ""
        facts.add("area", f"A = {text} {equals(self.area, unit)}", color=page.look.done)
        page.named("area", "面積", "面積", "the area")
        return page.say(
            "面積は A {a} です。", "面積是 A {a}。", "So the area is A {a}.", a=told(self.area, unit)
        )

    def _units(self, page: Page, facts: Facts, corners: list[Point]) -> None:
        """Unit squares row by row, where the sides are whole; else the area as a whole."""
        wide = self.width or self.side
        high = self.height or self.side
        assert wide and high  # noqa: S101, PT018 - the measures were checked
        (x, y), (right, _) = corners[0], corners[1]
        page.let("cells", "VGroup")
        page.named("cells", "ます目", "方格", "the unit squares")
        done = page.look.done
        if wide.denominator == high.denominator == 1 and max(wide, high) <= _MOST_UNITS:
            size = (right - x) / int(wide)
            for row in range(int(high)):
                cell = f"Square(side_length={number(size)}, color={done}, fill_opacity=0.4, stroke_width=2)"
                page.let(f"row_{row + 1}", "VGroup", f"*({cell} for _ in range({int(wide)}))")
                page.do(f"row_{row + 1}.arrange", "RIGHT", buff="0")
                page.do(f"row_{row + 1}.move_to", point(x + size * int(wide) / 2, y + size * (row + 0.5)))
                page.do("cells.add", f"row_{row + 1}")
            says = page.say(
                "一辺 1 の正方形が、1 列に {w} 個、{h} 列並びます。",
                "邊長 1 的方格，一排 {w} 個，共有 {h} 排。",
                "Squares with side 1: {w} in a row, and {h} rows.",
                w=int(wide),
                h=int(high),
            )
            rows = "LaggedStart(*(FadeIn(row, shift=UP * 0.2) for row in cells), lag_ratio=0.6)"
            page.beat(rows, says=says, seconds=0.8 + 0.35 * int(high))
        else:
            around = [point(*corner) for corner in corners]
            page.do("cells.add", f"Polygon({', '.join(around)}, color={done}, fill_opacity=0.4)")
            says = page.say(
                "面積は、横と縦をかけて求めます。",
                "面積是兩邊相乘。",
                "The area is one side times the other.",
            )
            page.beat("GrowFromEdge(cells, LEFT)", says=says, seconds=1.2)
        says = self._says_area(page, facts, f"{_times(wide)} dot {_times(high)}")
        page.beat("Write(area)", says=says, seconds=1.0)

    def _shear(self, page: Page, facts: Facts, corners: list[Point]) -> None:
        """The triangle at the left moves to the right: a rectangle."""
        (x, y), (right, _), (far, top), (left, _) = corners
        style = {"color": page.look.done, "fill_opacity": "0.5", "stroke_width": "3"}
        page.let("piece", "Polygon", point(x, y), point(left, y), point(left, top), **style)
        page.named("piece", "切り取った三角形", "切下的三角形", "the piece")
        rest = [(left, y), (right, y), (far, top), (left, top)]
        page.let("rest", "Polygon", *(point(*corner) for corner in rest), **style)
        says = page.say(
            "左の三角形を切り取って右へ移すと、同じ広さの長方形になります。",
            "把左邊的三角形移到右邊，就成為一樣大的長方形。",
            "The triangle moves over: a rectangle, just as large.",
        )
        page.beat("FadeIn(piece, rest)", "figure.animate.set_stroke(opacity=0.3)", says=says, seconds=0.8)
        page.beat(f"piece.animate.shift({point(right - x, 0)})", seconds=1.6)
        says = self._says_area(page, facts, f"b dot h = {_times(self.width)} dot {_times(self.height)}")
        page.beat("Write(area)", says=says, seconds=1.0)

    def _double(self, page: Page, facts: Facts, corners: list[Point]) -> None:
        """A second one, upside down beside it, makes a parallelogram."""
        style = {"color": page.look.done, "fill_opacity": "0.4", "stroke_width": "4"}
        page.let("second", "Polygon", *(point(*corner) for corner in corners), **style)
        page.named("second", "もう一つの台形", "另一個梯形", "the second trapezium")
        says = page.say(
            "同じ台形を逆さにして並べると、底辺 b + c の平行四辺形です。",
            "把同樣的梯形倒過來放在旁邊，成為底是 b + c 的平行四邊形。",
            "A second one, turned, makes a parallelogram with the base b + c.",
        )
        page.beat("FadeIn(second)", says=says, seconds=0.5)
        turn = f"Rotate(second, PI, about_point={point(*middle(corners[1], corners[2]))})"
        page.beat(turn, seconds=1.8)
        total = f"({_times(self.width)} + {_times(self.top)}) dot {_times(self.height)} slash 2"
        says = self._says_area(page, facts, f"(b + c) h slash 2 = {total}")
        page.beat("Write(area)", says=says, seconds=1.2)
        page.beat("FadeOut(second)", seconds=0.5)

    def _sectors(self, page: Page, facts: Facts, corners: list[Point]) -> None:
        """Triangles around the centre, all alike."""
        look, center = page.look, middle(*corners)
        for index in range(self.count):
            ends = (corners[index], corners[(index + 1) % self.count])
            style = {"color": look.done, "fill_opacity": "0.45" if index % 2 else "0.25", "stroke_width": "3"}
            around = [point(*place) for place in (center, *ends)]
            page.let(f"triangle_{index + 1}", "Polygon", *around, **style)
        page.let("triangles", "VGroup", *(f"triangle_{index + 1}" for index in range(self.count)))
        page.named("triangles", "三角形", "三角形", "the triangles")
        foot = middle(corners[0], corners[1])
        page.let("apothem", "DashedLine", point(*center), point(*foot), color=look.hot, stroke_width="6")
        page.formula("label_apothem", "h", 38, 1.0, color=look.hot)
        page.do("label_apothem.next_to", "apothem", "RIGHT", buff="0.1")
        page.named("apothem", "高さ", "高", "the height of a triangle")
        says = page.say(
            "中心から {n} 個の同じ三角形に分けます。高さは h {h}。",
            "從中心分成 {n} 個同樣的三角形，高是 h {h}。",
            "From the center: {n} equal triangles of height h {h}.",
            n=self.count,
            h=told(self.apothem, self.unit),
        )
        page.beat("LaggedStart(*(FadeIn(one) for one in triangles), lag_ratio=0.5)", says=says, seconds=1.8)
        page.beat("Create(apothem)", "FadeIn(label_apothem)", seconds=0.7)
        says = self._says_area(page, facts, f"{self.count} dot s h slash 2")
        page.beat("Write(area)", says=says, seconds=1.0)
        page.beat("FadeOut(triangles, apothem, label_apothem)", seconds=0.5)

    def _angles(self, page: Page, facts: Facts, corners: list[Point]) -> None:
        """Triangles from one corner: each has 180°."""
        look, count = page.look, len(corners)
        triangles = []
        high = max(y for _, y in corners) - min(y for _, y in corners)
        for index in range(1, count - 1):
            name = f"part_{index}"
            around = (corners[0], corners[index], corners[index + 1])
            style = {"color": look.accent(index), "fill_opacity": "0.45", "stroke_width": "3"}
            page.let(name, "Polygon", *(point(*corner) for corner in around), **style)
            if count <= _MOST_SUMS and high > _LOW:
                page.formula(f"sum_{index}", "180 degree", 34, 1.6)
                page.place(f"sum_{index}", *middle(*around))
                page.let(f"{name}_said", "VGroup", name, f"sum_{index}")
                name = f"{name}_said"
            triangles.append(name)
        page.let("parts", "VGroup", *triangles)
        gone = ["FadeOut(cells)"] if self.shape in {"square", "rectangle"} else []
        if self.shape == "parallelogram":
            gone += ["FadeOut(piece, rest)", "figure.animate.set_stroke(opacity=1)"]
        gone += ["FadeOut(height, label_height)"] if self.shape in {"parallelogram", "trapezium"} else []
        says = page.say(
            "角の和は、一つの頂点から {t} 個の三角形に分けて {t} × 180° = {s}°。",
            "從一個頂點分成 {t} 個三角形，內角和是 {t} × 180° = {s}°。",
            "{t} triangles from one corner: {t} × 180° = {s}° together.",
            t=count - 2,
            s=self.angle_sum,
        )
        if count == 3:  # noqa: PLR2004 - it is one triangle itself
            says = page.say(
                "三角形の角の和は 180° です。",
                "三角形的內角和是 180°。",
                "The angles of a triangle sum to 180°.",
            )
        text = f"({count} - 2) dot 180 degree = {self.angle_sum} degree"
        facts.add("angle_sum", text, color=look.ink)
        page.named("angle_sum", "角の和", "內角和", "the sum of the angles")
        appear = "LaggedStart(*(FadeIn(one) for one in parts), lag_ratio=0.6)"
        page.beat(appear, *gone, says=says, seconds=0.8 + 0.3 * (count - 2))
        page.beat("Write(angle_sum)", seconds=0.9)


def _times(value: Measure | None) -> str:
    text = written(value) if value is not None else ""
    return f"({typst(exact(value))})" if value is not None and "/" in text else text
