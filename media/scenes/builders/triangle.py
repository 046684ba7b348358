"""A triangle of given sides and angles, to scale: what is missing is computed, and its area shown."""

from collections.abc import Iterator
from math import cos, pi, radians, sin
from typing import Annotated, Final, Self

import sympy
from pydantic import Field, model_validator

from media.scenes.builder import Builder
from media.scenes.exact import Measure, Number, Unit, equals, exact, told
from media.scenes.facts import Facts
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.room import Point, Room, beside, fit, middle, two
from media.scenes.source import number, point

Degrees = Annotated[Number, Field(ge=1, le=178)]

_SIDES: Final = ("a", "b", "c")
_ANGLES: Final = ("alpha", "beta", "gamma")
_GREEK: Final = {"alpha": "α", "beta": "β", "gamma": "γ"}
_KNOWN: Final = 3
_FLATTEST: Final = 0.06
"""The least height of a triangle that can be seen, as a part of its base."""


class Triangle(Builder):
    """Three measures of it, at least one of them a side; an angle lies across from the side of its letter."""

    a: Measure | None = None
    b: Measure | None = None
    c: Measure | None = None
    alpha: Degrees | None = None
    beta: Degrees | None = None
    gamma: Degrees | None = None
    unit: Unit = ""

    @model_validator(mode="after")
    def _exists(self) -> Self:
        if len(self.given) != _KNOWN or not any(name in self.given for name in _SIDES):
            raise ValueError("a, b, c, alpha, beta, gamma: give three of them, at least one of them a side.")
        sides, _ = self._solved()
        base = max(float(sympy.N(side)) for side in sides.values())
        if float(sympy.N(self.area)) * 2 < _FLATTEST * base * base:
            raise ValueError("a, b, c, alpha, beta, gamma: the triangle is too flat to be seen.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Three whole sides."""
        return cls.model_validate({"a": 5, "b": 6, "c": 7})

    @property
    def given(self) -> dict[str, sympy.Rational]:
        """What is known, by its name."""
        values = {name: getattr(self, name) for name in (*_SIDES, *_ANGLES)}
        return {name: exact(value) for name, value in values.items() if value is not None}

    @property
    def sides(self) -> dict[str, sympy.Expr]:
        """All sides, exactly."""
        return self._solved()[0]

    @property
    def angles(self) -> dict[str, sympy.Expr]:
        """All angles in degrees, exactly."""
        return self._solved()[1]

    @property
    def area(self) -> sympy.Expr:
        """Exactly: by Heron's formula from three sides, else from two sides and the angle between."""
        given, (sides, angles) = self.given, self._solved()
        if all(name in given for name in _SIDES):
            a, b, c = (given[name] for name in _SIDES)
            half = (a + b + c) / 2
            return sympy.sqrt(half * (half - a) * (half - b) * (half - c))
        known = max(_ANGLES, key=lambda name: (name in given, name == "gamma"))
        one, other = (side for side, angle in zip(_SIDES, _ANGLES, strict=True) if angle != known)
        return sides[one] * sides[other] * _sin(angles[known]) / 2

    def _solved(self) -> tuple[dict[str, sympy.Expr], dict[str, sympy.Expr]]:
        given = self.given
        sides: list[sympy.Expr] = [given.get(name) for name in _SIDES]
        angles: list[sympy.Expr] = [given.get(name) for name in _ANGLES]
        if None not in sides:
            return self._by_sides(sides)
        if sum(angle is not None for angle in angles) > 1:
            return self._by_angles(sides, angles)
        at = next(index for index in range(_KNOWN) if angles[index] is not None)
        if sides[at] is None:
            one, other = (side for side in sides if side is not None)
            between = sympy.sqrt(one**2 + other**2 - 2 * one * other * _cos(angles[at]))
            sides[at] = between
            computed = self._by_sides(sides)
            computed[1][_ANGLES[at]] = angles[at]
            return computed
        return self._by_sides_and_outer_angle(sides, angles, at)

    @staticmethod
    def _by_sides(sides: list[sympy.Expr]) -> tuple[dict[str, sympy.Expr], dict[str, sympy.Expr]]:
        angles = {}
        for index, name in enumerate(_ANGLES):
            far, one, other = (sides[(index + turn) % _KNOWN] for turn in range(_KNOWN))
            if not sympy.N(one + other - far) > 0:
                near = [_SIDES[(index + turn) % _KNOWN] for turn in (1, 2)]
                raise ValueError(
                    f"{', '.join(near)}, {_SIDES[index]}: {told(one)[2:]} + {told(other)[2:]} is not more "
                    f"than {told(far)[2:]}, so these sides don't meet in a triangle."
                )
            cosine = (one**2 + other**2 - far**2) / (2 * one * other)
            angles[name] = sympy.acos(cosine) * 180 / sympy.pi
        return dict(zip(_SIDES, sides, strict=True)), angles

    @staticmethod
    def _by_angles(
        sides: list[sympy.Expr], angles: list[sympy.Expr]
    ) -> tuple[dict[str, sympy.Expr], dict[str, sympy.Expr]]:
        total = sum(angle for angle in angles if angle is not None)
        if None not in angles or total >= 180:  # noqa: PLR2004 - degrees
            raise ValueError("alpha, beta, gamma: the angles of a triangle make 180° together.")
        whole = [180 - total if angle is None else angle for angle in angles]
        at = next(index for index in range(_KNOWN) if sides[index] is not None)
        ratio = sides[at] / _sin(whole[at])
        lengths = [sides[at] if index == at else ratio * _sin(whole[index]) for index in range(_KNOWN)]
        return dict(zip(_SIDES, lengths, strict=True)), dict(zip(_ANGLES, whole, strict=True))

    @staticmethod
    def _by_sides_and_outer_angle(
        sides: list[sympy.Expr], angles: list[sympy.Expr], at: int
    ) -> tuple[dict[str, sympy.Expr], dict[str, sympy.Expr]]:
        """Two sides, and the angle across from the one at ``at``."""
        near = next(index for index in range(_KNOWN) if index != at and sides[index] is not None)
        far = _KNOWN - at - near
        sine = sides[near] * _sin(angles[at]) / sides[at]
        names = f"{_SIDES[at]}, {_SIDES[near]}, {_ANGLES[at]}"
        if sympy.N(sine) > 1 or (angles[at] >= 90 and sides[at] <= sides[near]):  # noqa: PLR2004 - degrees
            raise ValueError(f"{names}: {_SIDES[at]} is too short to reach the third side: no such triangle.")
        if sides[at] < sides[near] and sympy.N(sine) < 1:
            raise ValueError(
                f"{names}: two triangles have these measures; give the third side or the angle between."
            )
        angles[near] = sympy.asin(sine) * 180 / sympy.pi
        angles[far] = 180 - angles[at] - angles[near]
        sides[far] = sides[at] * _sin(angles[far]) / _sin(angles[at])
        return dict(zip(_SIDES, sides, strict=True)), dict(zip(_ANGLES, angles, strict=True))

    def heading(self, locale: Locale) -> str:
        """That it is solved; its measures stand at the figure."""
        return locale.say("三角形を解く", "解三角形", "Solving a triangle")

    def _words(self, names: Iterator[str] | dict[str, sympy.Expr]) -> list[str]:
        sides, angles = self._solved()
        return [
            f"{name} {told(sides[name], self.unit)}"
            if name in sides
            else f"{_GREEK[name]} {told(angles[name]).replace(' ≈', '° ≈')}°"
            for name in names
        ]

    # --- drawing --------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The triangle, its missing measures, the sum of its angles, its area."""
        wide = page.stage.roomy
        figures, words = two(page.stage, 0.62 if page.stage.wide else 0.54, beside=wide)
        sides = {name: float(sympy.N(side)) for name, side in self.sides.items()}
        angles = {name: float(sympy.N(angle)) for name, angle in self.angles.items()}
        base = max(range(_KNOWN), key=lambda index: sides[_SIDES[index]])
        left, right = (base + 1) % _KNOWN, (base + 2) % _KNOWN
        turn, reach = radians(angles[_ANGLES[left]]), sides[_SIDES[right]]
        top = (reach * cos(turn), reach * sin(turn))
        to = fit(
            [(0, 0), (sides[_SIDES[base]], 0), top],
            Room(figures.left + 1.3, figures.right - 1.3, figures.bottom + 0.65, figures.top - 0.5),
        )
        corners = {left: to.at(0, 0), right: to.at(sides[_SIDES[base]], 0), base: to.at(*top)}
        missing = [name for name in (*_SIDES, *_ANGLES) if name not in self.given]
        facts = Facts(page, words, 4, columns=2 if page.stage.wide and not wide else 1)
        self._figure(page, corners)
        self._missing(page, facts, missing)
        self._corners(page, facts, corners, base, angles)
        self._area(page, facts, corners, base)

    def _figure(self, page: Page, corners: dict[int, Point]) -> None:
        look = page.look
        style = {"color": look.main, "fill_opacity": "0.25", "stroke_width": "6"}
        page.let("triangle", "Polygon", *(point(*corners[index]) for index in range(_KNOWN)), **style)
        page.named("triangle", "三角形", "三角形", "the triangle")
        inner = middle(*corners.values())
        across = [x for x, _ in corners.values()]
        # The label of the base stands between those of the angles.
        inwards = min(0.3, (max(across) - min(across)) / 2 - 0.85)
        given = self.given
        for index, (side, angle) in enumerate(zip(_SIDES, _ANGLES, strict=True)):
            one, other = corners[(index + 1) % _KNOWN], corners[(index + 2) % _KNOWN]
            color = look.ink if side in given else look.done
            page.formula(
                f"side_{side}", f"{side} {_short(self.sides[side], self.unit)}", 34, 3.0, color=color
            )
            page.place(f"side_{side}", *beside(one, other, inner, 0.32, 0.55))
            page.named(f"side_{side}", f"辺 {side}", f"邊 {side}", f"side {side}")
            color = look.ink if angle in given else look.done
            page.formula(f"angle_{angle}", self._angle(angle), 30, 2.2, color=color)
            x, y = corners[index]
            if y > inner[1]:
                page.place(f"angle_{angle}", x, y + 0.3)
            elif x < inner[0]:
                page.place(f"angle_{angle}", x + inwards, y - 0.35, edge="RIGHT")
            else:
                page.place(f"angle_{angle}", x - inwards, y - 0.35, edge="LEFT")
            page.named(
                f"angle_{angle}", f"角 {_GREEK[angle]}", f"角 {_GREEK[angle]}", f"the angle {_GREEK[angle]}"
            )
        shown = [f"side_{name}" if name in _SIDES else f"angle_{name}" for name in given]
        says = page.say(
            "分かっているのは {v}。縮尺どおりに描きます。",
            "已知 {v}，按比例畫出來。",
            "Known are {v}; it is drawn to scale.",
            v=page.locale.enumerated(self._words(given)),
        )
        page.beat("Create(triangle)", f"FadeIn({', '.join(shown)})", says=says, seconds=1.4)

    def _angle(self, name: str) -> str:
        return f"{name} {_short(self.angles[name], '')} degree"

    def _missing(self, page: Page, facts: Facts, missing: list[str]) -> None:
        """The law that gives them, and each."""
        given = self.given
        right = next((name for name in _ANGLES if given.get(name) == 90), None)  # noqa: PLR2004 - degrees
        by_cosines = all(name in given for name in _SIDES) or sum(name in given for name in _ANGLES) == 1
        outer = [name for name, side in zip(_ANGLES, _SIDES, strict=True) if name in given and side in given]
        if right and _SIDES[_ANGLES.index(right)] in missing:
            far = _SIDES[_ANGLES.index(right)]
            one, other = (name for name in _SIDES if name != far)
            law = f"{far}^2 = {one}^2 + {other}^2"
            named = page.say("三平方の定理", "畢氏定理", "the Pythagorean theorem")
        elif by_cosines and not outer:
            at = _ANGLES.index(next((name for name in _ANGLES if name in given), "gamma"))
            far, one, other = (_SIDES[(at + turn) % _KNOWN] for turn in range(_KNOWN))
            law = f"{far}^2 = {one}^2 + {other}^2 - 2 {one} {other} cos {_ANGLES[at]}"
            named = page.say("余弦定理", "餘弦定理", "the law of cosines")
        else:
            law = "frac(a, sin alpha) = frac(b, sin beta) = frac(c, sin gamma)"
            named = page.say("正弦定理", "正弦定理", "the law of sines")
        facts.add("law", law, color=page.look.muted)
        labels = [f"side_{name}" if name in _SIDES else f"angle_{name}" for name in missing]
        says = page.say(
            "残りは{law}で決まります。{v}。",
            "其餘由{law}得出：{v}。",
            "The rest follows from {law}: {v}.",
            law=named,
            v=page.locale.enumerated(self._words(iter(missing))),
        )
        page.beat("Write(law)", f"FadeIn({', '.join(labels)})", says=says, seconds=1.4)

    def _corners(
        self, page: Page, facts: Facts, corners: dict[int, Point], base: int, angles: dict[str, float]
    ) -> None:
        """Half-turns around the middles of the sides bring the corners to the top, in a straight line."""
        look = page.look
        left, right = (base + 1) % _KNOWN, (base + 2) % _KNOWN
        (x_left, y), (x_right, _), (x_top, y_top) = corners[left], corners[right], corners[base]
        size = min(0.8, 0.36 * min(y_top - y, x_right - x_left))
        starts = {
            left: 0.0,
            right: pi - radians(angles[_ANGLES[right]]),
            base: pi + radians(angles[_ANGLES[left]]),
        }
        colors = {left: look.hot, right: look.accent(3), base: look.done}
        for index, start in starts.items():
            turn = radians(angles[_ANGLES[index]])
            arc = {"radius": number(size), "start_angle": number(start), "angle": number(turn)}
            place = point(*corners[index])
            style = {"color": colors[index], "fill_opacity": "0.8", "stroke_width": "1"}
            page.let(f"corner_{_ANGLES[index]}", "Sector", **arc, arc_center=place, **style)
        names = [f"corner_{_ANGLES[index]}" for index in (left, right, base)]
        page.let(
            "parallel", "DashedLine", point(x_top - 1.6, y_top), point(x_top + 1.6, y_top), color=look.muted
        )
        page.named("parallel", "平行線", "平行線", "the parallel")
        says = page.say(
            "角を切り取り、上の頂点に集めます。一直線になるので、和は 180° です。",
            "把角剪下來，拼到上面的頂點：正好是一直線，所以和是 180°。",
            "Put together, the three corners make a straight line: 180°.",
        )
        facts.add("angle_sum", "alpha + beta + gamma = 180 degree", color=look.ink)
        page.beat(f"FadeIn({', '.join(names)})", says=says, seconds=0.7)
        page.let("torn_left", f"{names[0]}.copy")
        page.let("torn_right", f"{names[1]}.copy")
        turns = [
            f"Rotate(torn_left, PI, about_point={point(*middle(corners[left], corners[base]))})",
            f"Rotate(torn_right, -PI, about_point={point(*middle(corners[right], corners[base]))})",
        ]
        page.beat("Create(parallel)", f"angle_{_ANGLES[base]}.animate.set_opacity(0)", *turns, seconds=2.0)
        page.beat("Write(angle_sum)", seconds=0.9)
        page.beat(
            f"FadeOut({', '.join([*names, 'torn_left', 'torn_right', 'parallel'])})",
            f"angle_{_ANGLES[base]}.animate.set_opacity(1)",
            seconds=0.6,
        )

    def _area(self, page: Page, facts: Facts, corners: dict[int, Point], base: int) -> None:
        """The triangle is half of the rectangle around it."""
        look = page.look
        left, right = (base + 1) % _KNOWN, (base + 2) % _KNOWN
        (x_left, y), (x_right, _), (x_top, y_top) = corners[left], corners[right], corners[base]
        letter = _SIDES[base]
        height = _in_lowest_terms(2 * self.area / self.sides[letter])
        page.let(
            "height", "DashedLine", point(x_top, y_top), point(x_top, y), color=look.hot, stroke_width="5"
        )
        page.named("height", "高さ", "高", "the height")
        page.formula("height_label", "h", 38, 1.0, color=look.hot)
        page.do("height_label.next_to", "height", "RIGHT", buff="0.12")
        says = page.say(
            "辺 {side} を底辺にすると、高さは h {h} です。",
            "以邊 {side} 為底，高是 h {h}。",
            "On the side {side} the height is h {h}.",
            side=letter,
            h=told(height, self.unit),
        )
        facts.add("fact_height", f"h {equals(height, self.unit)}", color=look.hot)
        page.beat("Create(height)", "FadeIn(height_label, fact_height)", says=says, seconds=1.0)
        style = {"color": look.done, "fill_opacity": "0.4", "stroke_width": "2"}
        halves = {"half_left": (x_left, corners[left]), "half_right": (x_right, corners[right])}
        for name, (_, place) in halves.items():
            page.let(name, "Polygon", point(*place), point(x_top, y), point(x_top, y_top), **style)
        around = [(x_left, y), (x_right, y), (x_right, y_top), (x_left, y_top)]
        page.let("box", "Polygon", *(point(*corner) for corner in around), color=look.hot, stroke_width="4")
        page.named("box", "長方形", "長方形", "the rectangle")
        turns = [
            f"Rotate({name}, {turn}, about_point={point(*middle(place, corners[base]))})"
            for (name, (_, place)), turn in zip(halves.items(), ("PI", "-PI"), strict=True)
        ]
        says = page.say(
            "同じ部分をもう一組回すと、長方形になります。三角形はその半分です。",
            "把同樣的兩塊轉上去，就成為長方形，三角形是它的一半。",
            "Doubled, it fills a rectangle: the triangle is half of it.",
        )
        page.beat(
            f"FadeOut(angle_{_ANGLES[base]}, {', '.join(f'side_{_SIDES[i]}' for i in (left, right))})",
            "FadeIn(half_left, half_right)",
            says=says,
            seconds=0.6,
        )
        page.beat(*turns, "Create(box)", seconds=1.8)
        unit = f"{self.unit}²" if self.unit else ""
        says = page.say(
            "面積は A = {side}·h/2 {a} です。",
            "面積是 A = {side}·h/2 {a}。",
            "The area is A = {side}·h/2 {a}.",
            side=letter,
            a=told(self.area, unit),
        )
        end = equals(self.area, unit)
        facts.add("area", f"A = {letter} h slash 2 {end}", color=look.hot)
        page.named("area", "面積", "面積", "the area")
        page.beat(
            "FadeOut(half_left, half_right, box)",
            f"FadeIn(angle_{_ANGLES[base]}, {', '.join(f'side_{_SIDES[i]}' for i in (left, right))})",
            "triangle.animate.set_fill(opacity=0.5)",
            "Write(area)",
            says=says,
            seconds=1.2,
        )


def _in_lowest_terms(value: sympy.Expr) -> sympy.Expr:
    """Without roots below the line; what has sines in it stays as it is."""
    return value if value.has(sympy.sin, sympy.cos, sympy.acos, sympy.asin) else sympy.radsimp(value)


def _short(value: sympy.Expr, unit: str) -> str:
    """The end of a formula without the decimals where the value has a short form, as labels have it."""
    text = equals(value, unit)
    return text.partition(" approx")[0] if text.startswith("=") else text


def _cos(degrees: sympy.Expr) -> sympy.Expr:
    return sympy.cos(degrees * sympy.pi / 180)


def _sin(degrees: sympy.Expr) -> sympy.Expr:
    return sympy.sin(degrees * sympy.pi / 180)
