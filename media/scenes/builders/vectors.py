"""Vectors in the plane: their sum, their difference, a multiple, or their dot product."""

from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Final, Self

from pydantic import model_validator

from media.formulas.exact import Exact, Written, bracketed, written
from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.plane import Plane, arrow, fitted, lay_plane
from media.scenes.room import Point, Room, distance
from media.scenes.source import literal

LARGEST: Final = 1000
LARGEST_FACTOR: Final = 10
_AWAY: Final = 0.4
"""How far a vector's name stands from its arrow, in units of the frame."""

Vector = tuple[Exact, Exact]


class Operation(StrEnum):
    """What is done with the vectors."""

    SUM = "sum"
    DIFFERENCE = "difference"
    MULTIPLE = "multiple"
    DOT = "dot"


class Vectors(Builder):
    """Two vectors, or three of a sum; for a multiple, the first and the factor."""

    operation: Operation = Operation.SUM
    a: Vector
    b: Vector | None = None
    c: Vector | None = None
    factor: Exact | None = None

    @model_validator(mode="after")
    def _is_drawn(self) -> Self:
        if self.operation is not Operation.MULTIPLE and self.b is None:
            raise ValueError(f"b is needed for a {self.operation}.")
        if self.c is not None and self.operation is not Operation.SUM:
            raise ValueError("c is only for a sum.")
        for name, vector in (("a", self.a), ("b", self.b), ("c", self.c)):
            if vector is not None and (not any(vector) or max(map(abs, vector)) > LARGEST):
                raise ValueError(f"{name} is not the zero vector, and its parts are at most {LARGEST}.")
        if self.operation is Operation.MULTIPLE and (
            self.factor is None or abs(self.factor) > LARGEST_FACTOR or self.factor in (0, 1)
        ):
            raise ValueError(f"factor is needed for a multiple: up to {LARGEST_FACTOR}, neither 0 nor 1.")
        lengths = [sum(x * x for x in vector) for vector in (self.a, self.b, self.c) if vector is not None]
        if max(lengths) > 400 * min(lengths):
            raise ValueError("a, b and c are too different in length to be drawn in one picture.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A sum."""
        return cls.model_validate({"operation": "sum", "a": [3, 1], "b": [1, 2]})

    @property
    def result(self) -> tuple[Fraction, Fraction] | Fraction:
        """The vector, or the number, that comes out."""
        (x, y), (u, v) = self.a, self.b or (Fraction(0), Fraction(0))
        match self.operation:
            case Operation.SUM:
                third = self.c or (Fraction(0), Fraction(0))
                return x + u + third[0], y + v + third[1]
            case Operation.DIFFERENCE:
                return x - u, y - v
            case Operation.MULTIPLE:
                factor = self.factor or Fraction(1)
                return factor * x, factor * y
        return x * u + y * v

    def heading(self, locale: Locale) -> str:
        """What is computed."""
        match self.operation:
            case Operation.SUM:
                if self.c is not None:
                    return locale.say("3 つのベクトルの和", "三個向量的和", "The sum of three vectors")
                return locale.say("ベクトルの和", "向量的和", "The sum of two vectors")
            case Operation.DIFFERENCE:
                return locale.say("ベクトルの差", "向量的差", "The difference of two vectors")
            case Operation.MULTIPLE:
                return locale.say("ベクトルの実数倍", "向量的倍數", "A multiple of a vector")
        return locale.say("ベクトルの内積", "向量的內積", "The dot product of two vectors")

    def draw(self, page: Page) -> None:
        """The plane, the arrows, and the calculation beside it."""
        plane = self._plane(page)
        a, b = _floats(self.a), _floats(self.b or self.a)
        clear = self._names(plane)
        shown = lay_plane(page, plane, clear=clear.values())
        arrow(page, "vector_a", plane.at(0, 0), plane.at(*a), page.look.accent(0))
        _label(page, "a", clear["a"], page.look.accent(0))
        page.named("vector_a", "ベクトル a", "向量 a", "the vector a")
        says = page.say(
            "a = {a} は、右へ {x}、上へ {y} 進む矢印です。",
            "a = {a}：向右 {x}，向上 {y}。",
            "a = {a} is an arrow: {x} to the right and {y} up.",
            a=_pair(self.a),
            x=written(self.a[0]).plain,
            y=written(self.a[1]).plain,
        )
        page.beat(f"FadeIn({', '.join(shown)})", seconds=0.8)
        page.beat("GrowArrow(vector_a)", "FadeIn(label_a)", says=says)
        if self.operation is not Operation.MULTIPLE:
            arrow(page, "vector_b", plane.at(0, 0), plane.at(*b), page.look.accent(1))
            _label(page, "b", clear["b"], page.look.accent(1))
            page.named("vector_b", "ベクトル b", "向量 b", "the vector b")
            says = page.say(
                "もう一つは b = {b} です。",
                "另一個是 b = {b}。",
                "The other one is b = {b}.",
                b=_pair(self.b or self.a),
            )
            page.beat("GrowArrow(vector_b)", "FadeIn(label_b)", says=says)
        if self.c is not None:
            arrow(page, "vector_c", plane.at(0, 0), plane.at(*_floats(self.c)), page.look.accent(3))
            _label(page, "c", clear["c"], page.look.accent(3))
            page.named("vector_c", "ベクトル c", "向量 c", "the vector c")
            says = page.say(
                "三つ目は c = {c} です。", "第三個是 c = {c}。", "The third is c = {c}.", c=_pair(self.c)
            )
            page.beat("GrowArrow(vector_c)", "FadeIn(label_c)", says=says)
        match self.operation:
            case Operation.SUM:
                self._sum(page, plane, a, b)
            case Operation.DIFFERENCE:
                self._difference(page, plane, a, b)
            case Operation.MULTIPLE:
                self._multiple(page, plane)
            case Operation.DOT:
                self._dot(page, plane, a, b)

    def _names(self, plane: Plane) -> dict[str, Point]:
        """Where the vectors' names stand."""
        ends = {"a": (self.a, self.b or self.a)}
        if self.operation is not Operation.MULTIPLE:
            ends["b"] = self.b or self.a, self.a
        if self.c is None:
            return {name: _beside(plane, *pair) for name, pair in ends.items()}
        places: dict[str, Point] = {}
        for name, (vector, _) in {**ends, "c": (self.c, self.a)}.items():
            places[name] = self._free(plane, vector, places.values())
        return places

    def _free(self, plane: Plane, vector: Vector, taken: Iterable[Point]) -> Point:
        """Where a vector's name stands: beside its arrow, away from the others, the axes and names."""
        stops = [(0.0, 0.0)]
        for x, y in (_floats(one) for one in (self.a, self.b, self.c) if one is not None):
            stops.append((stops[-1][0] + x, stops[-1][1] + y))
        lines = [*pairwise(stops), (stops[0], stops[-1])]
        lines += [((0.0, 0.0), _floats(one)) for one in (self.b, self.c) if one is not None]
        lines += [((plane.low_x, 0.0), (plane.high_x, 0.0)), ((0.0, plane.low_y), (0.0, plane.high_y))]
        drawn = [(plane.place(*one), plane.place(*other)) for one, other in lines]
        x, y = _floats(vector)
        length = (x * x + y * y) ** 0.5
        places = [
            (middle[0] - side * y / length * away, middle[1] + side * x / length * away)
            for share in (0.6, 0.75, 0.45, 0.9, 0.3)
            for middle in (plane.place(x * share, y * share),)
            for side in (1.0, -1.0)
            for away in (_AWAY, 1.3 * _AWAY)
        ]
        drawn += [(name, name) for name in taken]
        return max(places, key=lambda place: min(_AWAY, *(distance(place, *line) for line in drawn)))

    def _plane(self, page: Page) -> Plane:
        stage = page.stage
        if stage.wide:
            width = stage.width * 0.6
            room = Room.around(stage.left + width / 2, stage.middle, width, stage.height - 0.1)
        else:
            height = stage.height - 1.2
            room = Room.around(0, stage.top - height / 2, stage.width, height)
        points = [self.a, self.b or self.a]
        if isinstance(self.result, tuple):
            points.append(self.result)
        if self.c is not None and self.b is not None:
            points += [self.c, (self.a[0] + self.b[0], self.a[1] + self.b[1])]
        if self.operation is Operation.DIFFERENCE and self.b:
            points.append((-self.b[0], -self.b[1]))
        xs, ys = zip(*map(_floats, points), strict=True)
        return fitted(xs, ys, room, margin=0.5)

    def _calculation(self, page: Page, typst: str, result: str) -> None:
        """The calculation beside the plane, or below it."""
        stage = page.stage
        beside = stage.wide
        room = stage.width * 0.36 if beside else stage.width - 0.4
        page.let("calculation", "MathTypst", literal(typst), font_size="48", color=page.look.ink)
        page.let("result", "MathTypst", literal(f"= {result}"), font_size="48", color=page.look.hot)
        page.let("both", "VGroup", "calculation", "result")
        page.do("both.arrange", "DOWN" if beside else "RIGHT", buff="0.4" if beside else "0.2")
        page.at_most("both", room)
        page.at_most("both", 3.6 if beside else 1.1, side="height")
        if beside:
            page.place("both", stage.right - stage.width * 0.175, stage.middle)
        else:
            page.place("both", 0, stage.bottom + 0.55)
        page.named("both", "計算", "計算", "the calculation")

    def _result(self, page: Page, plane: Plane, says: str) -> None:
        assert isinstance(self.result, tuple)  # noqa: S101 - all but the dot product
        if any(self.result):
            arrow(page, "vector_result", plane.at(0, 0), plane.at(*_floats(self.result)), page.look.hot)
            grown = "GrowArrow(vector_result)"
        else:
            page.let("vector_result", "Dot", plane.at(0, 0), color=page.look.hot, radius="0.12")
            grown = "FadeIn(vector_result, scale=2)"
        page.named("vector_result", "結果の矢印", "結果的箭頭", "the result")
        page.beat(grown, "Write(result)", says=says, seconds=1.3)

    def _sum(self, page: Page, plane: Plane, a: tuple[float, float], b: tuple[float, float]) -> None:
        arrow(page, "moved_b", plane.at(*a), plane.at(a[0] + b[0], a[1] + b[1]), page.look.accent(1))
        added = [vector for vector in (self.a, self.b, self.c) if vector is not None]
        self._calculation(page, " + ".join(map(_vec, added)), _vec(self.result))
        says = page.say("b を a の先に移します。", "把 b 移到 a 的末端。", "Move b to the tip of a.")
        page.beat("TransformFromCopy(vector_b, moved_b)", "Write(calculation)", says=says, seconds=1.3)
        if self.c is not None:
            x, y = a[0] + b[0], a[1] + b[1]
            u, v = _floats(self.c)
            arrow(page, "moved_c", plane.at(x, y), plane.at(x + u, y + v), page.look.accent(3))
            says = page.say(
                "c をその先に移します。", "再把 c 移到它的末端。", "Then move c to the tip of that."
            )
            page.beat("TransformFromCopy(vector_c, moved_c)", says=says, seconds=1.3)
        says = page.say(
            "始点から終点までが和 {r} です。",
            "從起點到終點就是和 {r}。",
            "From the start to the end, that is the sum {r}.",
            r=_pair(self.result),
        )
        self._result(page, plane, says)

    def _difference(self, page: Page, plane: Plane, a: tuple[float, float], b: tuple[float, float]) -> None:
        back = page.look.accent(3)
        arrow(page, "minus_b", plane.at(0, 0), plane.at(-b[0], -b[1]), back)
        says = page.say("b を逆向きにすると −b です。", "把 b 反過來就是 −b。", "Turned round, b is −b.")
        page.beat("TransformFromCopy(vector_b, minus_b)", says=says, seconds=1.2)
        self._calculation(page, f"{_vec(self.a)} - {_vec(self.b)}", _vec(self.result))
        arrow(page, "moved_b", plane.at(*a), plane.at(a[0] - b[0], a[1] - b[1]), back)
        says = page.say("−b を a の先に移します。", "把 −b 移到 a 的末端。", "Move −b to the tip of a.")
        page.beat("ReplacementTransform(minus_b, moved_b)", "Write(calculation)", says=says, seconds=1.3)
        says = page.say(
            "始点から終点までが差 a − b = {r} です。",
            "從起點到終點就是差 a − b = {r}。",
            "From the start to the end: a − b = {r}.",
            r=_pair(self.result),
        )
        self._result(page, plane, says)

    def _multiple(self, page: Page, plane: Plane) -> None:
        assert self.factor is not None  # noqa: S101 - checked when it was made
        factor = written(self.factor)
        self._calculation(page, f"{factor.typst} dot {_vec(self.a)}", _vec(self.result))
        if self.factor < 0:
            says = page.say(
                "{k} 倍すると、向きが逆になり、長さは {size} 倍になります。",
                "乘以 {k}：方向相反，長度變成 {size} 倍。",
                "Times {k}: it turns round, and its length is multiplied by {size}.",
                k=factor.plain,
                size=written(-self.factor).plain,
            )
        else:
            says = page.say(
                "{k} 倍しても向きは同じで、長さが {k} 倍になります。",
                "乘以 {k}：方向不變，長度變成 {k} 倍。",
                "Times {k}: the direction stays, and its length is multiplied by {k}.",
                k=factor.plain,
            )
        arrow(page, "vector_result", plane.at(0, 0), plane.at(*_floats(self.result)), page.look.hot)
        page.named("vector_result", "結果の矢印", "結果的箭頭", "the result")
        page.beat(
            "TransformFromCopy(vector_a, vector_result)",
            "vector_a.animate.set_opacity(0.5)",
            "Write(calculation)",
            says=says,
            seconds=1.5,
        )
        says = page.say("結果は {r} です。", "結果是 {r}。", "The result is {r}.", r=_pair(self.result))
        page.beat("Write(result)", says=says, seconds=0.9)

    def _dot(self, page: Page, plane: Plane, a: tuple[float, float], b: tuple[float, float]) -> None:
        assert isinstance(self.result, Fraction)  # noqa: S101 - of the dot product
        assert self.b is not None  # noqa: S101 - checked when it was made
        share = float(self.result / sum(x * x for x in self.a))
        foot = (a[0] * share, a[1] * share)
        page.let("shadow", "Line", plane.at(0, 0), plane.at(*foot), color=page.look.hot, stroke_width="12")
        page.let("drop", "DashedLine", plane.at(*b), plane.at(*foot), color=page.look.muted)
        page.named("shadow", "影", "投影", "the shadow")
        says = page.say(
            "b の先から a の直線に垂線を下ろします。",
            "從 b 的末端向 a 的直線作垂線。",
            "Drop a perpendicular from the tip of b to the line of a.",
        )
        moved = ["Create(drop)", "Create(shadow)"] if self.result else ["Indicate(vector_b)"]
        page.beat(*moved, says=says, seconds=1.2)
        pairs = list(zip(self.a, self.b, strict=True))
        terms = [
            Written(
                f"{bracketed(x).typst} dot {bracketed(y).typst}", f"{bracketed(x).plain}·{bracketed(y).plain}"
            )
            for x, y in pairs
        ]
        self._calculation(
            page,
            f"arrow(a) dot arrow(b) = {' + '.join(term.typst for term in terms)}",
            written(self.result).typst,
        )
        says = page.say(
            "成分どうしを掛けて足します。{t} = {r}",
            "分量相乘再相加：{t} = {r}",
            "Multiply the parts and add: {t} = {r}",
            t=" + ".join(term.plain for term in terms),
            r=written(self.result).plain,
        )
        page.beat("Write(calculation)", "Write(result)", says=says, seconds=1.4)
        if not self.result:
            says = page.say(
                "内積が 0 なので、二つは垂直です。",
                "內積是 0，所以兩者垂直。",
                "The dot product is 0: they are perpendicular.",
            )
        elif self.result > 0:
            says = page.say(
                "正なので、間の角は 90° より小さいです。",
                "內積是正數，夾角小於 90°。",
                "It is positive: the angle between them is less than 90°.",
            )
        else:
            says = page.say(
                "負なので、間の角は 90° より大きいです。",
                "內積是負數，夾角大於 90°。",
                "It is negative: the angle between them is more than 90°.",
            )
        shown = "Indicate(shadow)" if self.result else "Indicate(vector_a)"
        page.beat(shown, says=says, seconds=1.0)


def _floats(vector: tuple[Fraction, Fraction] | Fraction) -> tuple[float, float]:
    assert isinstance(vector, tuple)  # noqa: S101 - a number is not placed in the plane
    return float(vector[0]), float(vector[1])


def _vec(vector: tuple[Fraction, Fraction] | Fraction | None) -> str:
    assert isinstance(vector, tuple)  # noqa: S101 - a number is written as one
    return f"vec({written(vector[0]).typst}, {written(vector[1]).typst})"


def _pair(vector: tuple[Fraction, Fraction] | Fraction) -> str:
    assert isinstance(vector, tuple)  # noqa: S101 - a number is written as one
    return f"({written(vector[0]).plain}, {written(vector[1]).plain})"


def _beside(plane: Plane, vector: Vector, away_from: Vector) -> tuple[float, float]:
    """Where a vector's name stands in the frame: on the side that is away from another."""
    (x, y), (u, v) = _floats(vector), _floats(away_from)
    length = (x * x + y * y) ** 0.5
    turn = -1.0 if x * v - y * u > 0 else 1.0
    middle = plane.place(x * 0.6, y * 0.6)
    return middle[0] - turn * y / length * 0.4, middle[1] + turn * x / length * 0.4


def _label(page: Page, name: str, place: tuple[float, float], color: str) -> None:
    page.let(f"label_{name}", "MathTypst", literal(f"arrow({name})"), font_size="42", color=color)
    page.place(f"label_{name}", *place)
