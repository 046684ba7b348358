"""The Pythagorean theorem with given legs: the squares on the sides, and why their areas add up."""

from collections.abc import Iterator
from typing import Final, Self

import sympy
from pydantic import model_validator

from media.scenes.builder import Builder
from media.scenes.exact import Measure, Unit, equals, exact, is_short, plain, told, typst, written
from media.scenes.facts import Facts
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.room import Fit, Point, fit, middle, two
from media.scenes.source import number, point

_STEEPEST: Final = 6
_SMALL: Final = 1.1
"""A square of this side has its area beside it."""


class Pythagoras(Builder):
    """Both legs of a right triangle."""

    a: Measure
    b: Measure
    unit: Unit = ""

    @model_validator(mode="after")
    def _is_no_needle(self) -> Self:
        if max(self.a, self.b) > _STEEPEST * min(self.a, self.b):
            raise ValueError(
                f"a, b: one leg is more than {_STEEPEST} times the other, too thin a triangle to see."
            )
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """The triangle that everybody knows."""
        return cls.model_validate({"a": 3, "b": 4})

    @property
    def square(self) -> sympy.Rational:
        """The area of the square on the hypotenuse."""
        return exact(self.a**2 + self.b**2)

    @property
    def hypotenuse(self) -> sympy.Expr:
        """Its exact length."""
        return sympy.sqrt(self.square)

    def heading(self, locale: Locale) -> str:
        """The theorem's name."""
        return locale.say("三平方の定理", "畢氏定理", "The Pythagorean theorem")

    def draw(self, page: Page) -> None:
        """First that the areas add up, then why."""
        figures, words = two(page.stage, 0.56 if page.stage.wide else 0.66, beside=page.stage.wide)
        facts = Facts(page, words, 4 if page.stage.wide else 3)
        self._squares(page, facts, fit(self._all_corners(), figures.inside(0.1)))
        side = float(self.a + self.b)
        frame = [(0.0, 0.0), (side, side)]
        proof = Facts(page, words, 3)
        self._proof(page, facts, proof, fit(frame, figures.inside(0.35)))

    def _all_corners(self) -> list[Point]:
        a, b = float(self.a), float(self.b)
        return [(-b, -a), (a + b, a + b)]

    def _squares(self, page: Page, facts: Facts, to: Fit) -> None:
        look = page.look
        a, b = float(self.a), float(self.b)
        corners = [to.at(0, 0), to.at(a, 0), to.at(0, b)]
        _polygon(page, "triangle", corners, look.ink, "0.25")
        page.named("triangle", "三角形", "三角形", "the triangle")
        unit = f' "{self.unit}"' if self.unit else ""
        page.formula("leg_a", f"a = {written(self.a)}{unit}", 34, 2.6, color=look.main)
        page.do("leg_a.next_to", "triangle", "DOWN", buff="0.18")
        page.formula("leg_b", f"b = {written(self.b)}{unit}", 34, 2.6, color=look.done)
        page.do("leg_b.next_to", "triangle", "LEFT", buff="0.18")
        corner = number(min(0.3, 0.3 * to.scale * min(a, b)))
        page.let("right_angle", "Square", side_length=corner, color=look.muted, stroke_width="3")
        page.place("right_angle", *corners[0], edge="DL")
        says = page.say(
            "直角をはさむ 2 辺が {a} と {b} の直角三角形です。",
            "直角三角形的兩股是 {a} 和 {b}。",
            "A right triangle with the legs {a} and {b}.",
            **self._named(),
        )
        page.beat("Create(triangle)", "FadeIn(right_angle)", "FadeIn(leg_a, leg_b)", says=says, seconds=1.2)
        squares = {
            "a": (look.main, [to.at(0, 0), to.at(a, 0), to.at(a, -a), to.at(0, -a)]),
            "b": (look.done, [to.at(0, 0), to.at(0, b), to.at(-b, b), to.at(-b, 0)]),
            "c": (look.hot, [to.at(a, 0), to.at(a + b, a), to.at(b, a + b), to.at(0, b)]),
        }
        areas = {"a": exact(self.a**2), "b": exact(self.b**2), "c": self.square}
        for letter, (color, around) in squares.items():
            _polygon(page, f"square_{letter}", around, color, "0.35")
            small = to.scale * float(sympy.sqrt(areas[letter])) < _SMALL
            room = 2.0 if small else to.scale * float(sympy.sqrt(areas[letter])) * 0.85
            page.formula(f"area_{letter}", typst(areas[letter]), 44, room, color=look.ink)
            if small:
                page.do(
                    f"area_{letter}.next_to",
                    f"square_{letter}",
                    "LEFT" if letter == "a" else "DOWN",
                    buff="0.15",
                )
            else:
                page.place(f"area_{letter}", *middle(*around))
        page.named("square_a", "辺 a の正方形", "a 邊上的正方形", "the square on a", *_squares("a"))
        page.named("square_b", "辺 b の正方形", "b 邊上的正方形", "the square on b", *_squares("b"))
        page.named(
            "square_c", "斜辺の正方形", "斜邊上的正方形", "the square on the hypotenuse", *_squares("c")
        )
        says = page.say(
            "それぞれの辺に正方形をのせます。面積は {aa} と {bb} です。",
            "在兩股上各作一個正方形，面積是 {aa} 和 {bb}。",
            "On each stands a square: their areas are {aa} and {bb}.",
            aa=plain(areas["a"]),
            bb=plain(areas["b"]),
        )
        facts.add("fact_a", f"a^2 = {_squared(self.a)} = {typst(areas['a'])}", color=look.main)
        facts.add("fact_b", f"b^2 = {_squared(self.b)} = {typst(areas['b'])}", color=look.done)
        page.beat(
            "FadeOut(leg_a, leg_b)",
            "GrowFromEdge(square_a, UP)",
            "GrowFromEdge(square_b, RIGHT)",
            "FadeIn(area_a, area_b)",
            "FadeIn(fact_a, fact_b)",
            says=says,
            seconds=1.4,
        )
        says = page.say(
            "斜辺の正方形は、その二つを合わせた広さです。{aa} + {bb} = {cc}。",
            "斜邊上的正方形，和這兩個加起來一樣大：{aa} + {bb} = {cc}。",
            "{aa} + {bb} = {cc}: the square on the hypotenuse is just as large.",
            aa=plain(areas["a"]),
            bb=plain(areas["b"]),
            cc=plain(areas["c"]),
        )
        total = f"c^2 = {typst(areas['a'])} + {typst(areas['b'])} = {typst(areas['c'])}"
        facts.add("fact_c", total, color=look.hot)
        page.beat(
            "DrawBorderThenFill(square_c)",
            "TransformFromCopy(VGroup(area_a, area_b), area_c)",
            "FadeIn(fact_c)",
            says=says,
            seconds=1.6,
        )
        self._root(page, facts, to)

    def _root(self, page: Page, facts: Facts, to: Fit) -> None:
        """The length of the hypotenuse."""
        look = page.look
        a, b = float(self.a), float(self.b)
        page.let(
            "hypotenuse", "Line", point(*to.at(a, 0)), point(*to.at(0, b)), color=look.hot, stroke_width="9"
        )
        page.named("hypotenuse", "斜辺", "斜邊", "the hypotenuse")
        end = equals(self.hypotenuse, self.unit)
        root = f"sqrt({typst(self.square)})"
        if is_short(self.hypotenuse) and typst(self.hypotenuse) == root:
            end = end.removeprefix(f"= {root}").strip()
        if page.stage.wide:
            facts.add("fact_root", f"c = {root} {end}", color=look.hot)
            shown = "FadeIn(fact_root, shift=UP * 0.2)"
        else:
            page.formula("fact_root", f"c = {root} {end}", 44, facts.room.width, color=look.hot)
            page.do("fact_root.move_to", "fact_c")
            shown = "FadeTransform(fact_c, fact_root)"
        says = page.say(
            "斜辺の長さは、{cc} の平方根です。c {c}。",
            "斜邊的長是 {cc} 的平方根：c {c}。",
            "The hypotenuse is the square root of {cc}: c {c}.",
            cc=plain(self.square),
            c=told(self.hypotenuse, self.unit),
        )
        page.beat("Create(hypotenuse)", shown, says=says, seconds=1.2)

    def _proof(self, page: Page, before: Facts, facts: Facts, to: Fit) -> None:
        """Four triangles in a square of the side a + b leave c², and, moved, a² and b²."""
        look = page.look
        a, b = float(self.a), float(self.b)
        side = a + b
        frame = [to.at(0, 0), to.at(side, 0), to.at(side, side), to.at(0, side)]
        _polygon(page, "frame", frame, look.ink, "0")
        corners = {
            1: [(0, 0), (a, 0), (0, b)],
            2: [(side, 0), (side, a), (a, 0)],
            3: [(side, side), (b, side), (side, a)],
            4: [(0, side), (0, b), (b, side)],
        }
        for index, around in corners.items():
            _polygon(page, f"triangle_{index}", [to.at(x, y) for x, y in around], look.ink, "0.25")
        tilted = [to.at(a, 0), to.at(side, a), to.at(b, side), to.at(0, b)]
        _polygon(page, "inner_c", tilted, look.hot, "0.35")
        page.formula("inner_c_area", "c^2", 52, 2.0, color=look.ink)
        page.place("inner_c_area", *middle(*tilted))
        page.let("four", "VGroup", *(f"triangle_{index}" for index in corners))
        page.named("four", "四つの三角形", "四個三角形", "the four triangles")
        page.named("frame", "外の正方形", "外面的正方形", "the outer square")
        for name, letter, start, end in (
            ("mark_a", "a", (0, 0), (a, 0)),
            ("mark_b", "b", (a, 0), (side, 0)),
        ):
            page.formula(name, letter, 34, 1.0, color=look.muted)
            x, y = middle(to.at(*start), to.at(*end))
            page.place(name, x, y - 0.24)
        gone = ["square_a", "square_b", "square_c", "area_a", "area_b", "area_c", "right_angle", "hypotenuse"]
        facts_gone = [name for name in before.names if page.stage.wide or name != "fact_c"]
        facts_gone += [] if page.stage.wide else ["fact_root"]
        says = page.say(
            "なぜでしょう？同じ三角形を四つ、一辺 a + b の正方形に並べます。",
            "為什麼呢？把四個同樣的三角形，放進邊長 a + b 的正方形。",
            "Why? We put four such triangles in a square with side a + b.",
        )
        page.beat(f"FadeOut({', '.join([*gone, *facts_gone])})", seconds=0.6)
        page.beat(
            "Create(frame)",
            "ReplacementTransform(triangle, triangle_1)",
            "FadeIn(triangle_2, triangle_3, triangle_4)",
            "FadeIn(mark_a, mark_b)",
            says=says,
            seconds=1.4,
        )
        says = page.say(
            "残るのは、斜辺を一辺とする正方形 c² です。",
            "剩下的是以斜邊為邊的正方形 c²。",
            "What is left is the square on the hypotenuse, c².",
        )
        facts.add("fact_1", "(a + b)^2 = 2 a b + c^2")
        page.beat("FadeIn(inner_c, inner_c_area)", "Write(fact_1)", says=says, seconds=1.2)
        right, up = to.scale * a, to.scale * b
        says = page.say(
            "三角形を動かします。増えも減りもしません。",
            "移動三角形，不增加也不減少。",
            "We move the triangles: nothing is added, nothing is lost.",
        )
        page.beat("FadeOut(inner_c, inner_c_area)", seconds=0.4)
        for index, (x, y) in {3: (-up, -right), 2: (0.0, up), 4: (right, 0.0)}.items():
            shift = f"triangle_{index}.animate.shift({point(x, y)})"
            page.beat(shift, says=says if index == 3 else None, seconds=1.0)  # noqa: PLR2004
        for letter, color, low, size in (("a", look.main, (0.0, b), a), ("b", look.done, (a, 0.0), b)):
            x, y = low
            around = [to.at(x, y), to.at(x + size, y), to.at(x + size, y + size), to.at(x, y + size)]
            _polygon(page, f"inner_{letter}", around, color, "0.4")
            page.formula(f"inner_{letter}_area", f"{letter}^2", 52, size * to.scale * 0.7, color=look.ink)
            page.place(f"inner_{letter}_area", *middle(*around))
        says = page.say(
            "今度は a² と b² が残ります。だから a² + b² = c² です。",
            "這次剩下的是 a² 和 b²。所以 a² + b² = c²。",
            "Now a² and b² are left. So a² + b² = c².",
        )
        facts.add("fact_2", "(a + b)^2 = 2 a b + a^2 + b^2")
        facts.add("theorem", "a^2 + b^2 = c^2", color=look.hot, size=60)
        page.named("theorem", "定理", "定理", "the theorem")
        page.beat(
            "FadeIn(inner_a, inner_b, inner_a_area, inner_b_area)", "Write(fact_2)", says=says, seconds=1.3
        )
        page.beat("Write(theorem)", seconds=1.0)

    def _named(self) -> dict[str, str]:
        unit = f" {self.unit}" if self.unit else ""
        return {"a": written(self.a) + unit, "b": written(self.b) + unit}


def _squares(letter: str) -> Iterator[str]:
    """What else people call the square on a side."""
    for power in (f"{letter}²", f"{letter}^2"):
        yield from (power, f"{power} square", f"square {power}", f"{power} の正方形", f"{power}の正方形")
        yield from (f"{power} 的正方形", f"{power}的正方形", f"{power} 正方形", f"{power}正方形")
    yield from (f"square {letter}", f"square on {letter}", f"square of {letter}")


def _squared(value: Measure) -> str:
    text = typst(exact(value))
    return f"({text})^2" if "slash" in text else f"{text}^2"


def _polygon(page: Page, name: str, corners: list[Point], color: str, opacity: str) -> None:
    places = [point(*corner) for corner in corners]
    page.let(name, "Polygon", *places, color=color, fill_opacity=opacity, stroke_width="4")
