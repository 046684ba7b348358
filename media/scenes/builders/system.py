"""Two linear equations with two unknowns: solved line by line, and seen as two lines that meet."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from media.formulas.exact import Written, bracketed, same, summed, written
from media.formulas.formula import NotAFormula, parse, two_sides
from media.formulas.linear import linear
from media.scenes.builder import Builder
from media.scenes.lines import Row, lay
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.plane import Plane, fitted, lay_plane, segment
from media.scenes.room import Room
from media.scenes.source import literal

LARGEST: Final = 1000

Text = Annotated[str, Field(min_length=3, max_length=40)]


class Outcome(StrEnum):
    """How the two lines lie."""

    ONE = "one"
    NONE = "none"
    MANY = "many"


@dataclass(frozen=True)
class Equation:
    """a times the first unknown and b times the second make c."""

    a: Fraction
    b: Fraction
    c: Fraction

    def written(self, names: tuple[str, str]) -> tuple[Written, Written]:
        """Its two sides."""
        return summed([(self.a, same(names[0])), (self.b, same(names[1]))]), written(self.c)

    def plain(self, names: tuple[str, str]) -> str:
        """The equation as it stands in a sentence."""
        left, right = self.written(names)
        return f"{left.plain} = {right.plain}"


class System(Builder):
    """The two equations as they are written, such as ``2x + y = 7`` and ``x - y = 2``."""

    equations: tuple[Text, Text]

    @model_validator(mode="after")
    def _is_drawn(self) -> Self:
        for text, equation in zip(self.equations, self.pair, strict=True):
            if not (equation.a or equation.b):
                raise ValueError(f"equations: {text} is no line.")
            if max(abs(equation.a), abs(equation.b), abs(equation.c)) > LARGEST:
                raise ValueError(f"equations: {text} has numbers above {LARGEST}.")
        if self.solution and max(map(abs, self.solution)) > LARGEST:
            raise ValueError("equations: they meet too far away to be drawn.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Two lines that meet in whole numbers."""
        return cls(equations=("2x + y = 7", "x - y = 2"))

    # --- facts ----------------------------------------------------------------------------------------

    @cached_property
    def _terms(self) -> list[dict[str, Fraction]]:
        found = []
        for text in self.equations:
            left, right = (linear(parse(side)) for side in two_sides(text))
            names = {**left, **right}
            found.append({name: left.get(name, Fraction(0)) - right.get(name, Fraction(0)) for name in names})
        return found

    @cached_property
    def names(self) -> tuple[str, str]:
        """The two unknowns, in the order of the alphabet."""
        found = sorted({name for terms in self._terms for name in terms if name})
        if len(found) != 2:  # noqa: PLR2004 - two unknowns
            raise NotAFormula("equations have two unknowns together.")
        return found[0], found[1]

    @cached_property
    def pair(self) -> tuple[Equation, Equation]:
        """The equations with the unknowns on the left, in whole numbers."""
        one, other = (self._whole(terms) for terms in self._terms)
        return one, other

    def _whole(self, terms: dict[str, Fraction]) -> Equation:
        u, v = self.names
        values = terms.get(u, Fraction(0)), terms.get(v, Fraction(0)), -terms.get("", Fraction(0))
        under = lcm(*(value.denominator for value in values))
        sign = -1 if next((value for value in values if value), Fraction(1)) < 0 else 1
        a, b, c = (value * under * sign for value in values)
        return Equation(a, b, c)

    @property
    def determinant(self) -> Fraction:
        """Zero where the lines are parallel."""
        one, two = self.pair
        return one.a * two.b - two.a * one.b

    @cached_property
    def solution(self) -> tuple[Fraction, Fraction] | None:
        """Where the lines meet, if it is in one point."""
        one, two = self.pair
        if not self.determinant:
            return None
        return (
            (one.c * two.b - two.c * one.b) / self.determinant,
            (one.a * two.c - two.a * one.c) / self.determinant,
        )

    @property
    def outcome(self) -> Outcome:
        """Whether the lines meet in one point, never, or are the same."""
        if self.solution:
            return Outcome.ONE
        one, two = self.pair
        same_line = one.a * two.c == two.a * one.c and one.b * two.c == two.b * one.c
        return Outcome.MANY if same_line else Outcome.NONE

    @cached_property
    def combined(self) -> tuple[int, int, Equation] | None:
        """How often each equation is taken so that the second unknown falls away, and what is left."""
        one, two = self.pair
        if not (one.b and two.b):
            if self.determinant:
                return None
            first, second = (one.a, two.a)
        else:
            first, second = one.b, two.b
        shared = lcm(int(first), int(second))
        times = int(abs(shared / first)), int(abs(shared / second)) * (-1 if first * second > 0 else 1)
        left = (one.a * times[0] + two.a * times[1], one.b * times[0] + two.b * times[1])
        return *times, Equation(*left, one.c * times[0] + two.c * times[1])

    # --- drawing --------------------------------------------------------------------------------------

    def heading(self, locale: Locale) -> str:
        """What is solved."""
        return locale.say("連立方程式を解く", "解二元一次聯立方程式", "Solving two equations")

    def draw(self, page: Page) -> None:
        """The lines in the plane as they are read, the solution line by line, and the point."""
        plane, panel = self._rooms(page)
        clear = []
        if self.solution:
            x, y = plane.place(*map(float, self.solution))
            clear = [(x + right, y + 0.35) for right in (0.3, 0.9, 1.5)]
        shown = lay_plane(page, plane, clear=clear)
        rows = [Row(*(side.typst for side in equation.written(self.names))) for equation in self.pair]
        steps = self._steps(page)
        names = lay(page, "line", [*rows, *(row for row, _ in steps)], panel)
        page.named("lines", "計算", "計算", "the calculation")
        page.beat(f"FadeIn({', '.join(shown)})", seconds=0.8)
        colors = page.look.accent(0), page.look.accent(3)
        for index, equation in enumerate(self.pair):
            start, end = segment(plane, float(equation.a), float(equation.b), float(equation.c))
            graph = f"graph_{index + 1}"
            page.let(
                graph,
                "Line",
                plane.at(*start),
                plane.at(*end),
                color=colors[index],
                stroke_width="6" if index else "8",
            )
            page.named(graph, f"直線 {index + 1}", f"直線 {index + 1}", f"line {index + 1}")
            page.do(f"{names[index]}.set_color", colors[index])
            says = page.say(
                "{e} を満たす点は、この直線の上にあります。",
                "滿足 {e} 的點，都在這條直線上。",
                "The points that satisfy {e} are on this line.",
                e=equation.plain(self.names),
            )
            page.beat(f"Write({names[index]})", f"Create({graph})", says=says, seconds=1.3)
        before = "VGroup(line_1, line_2)"
        for name, (_, says) in zip(names[2:], steps, strict=True):
            page.beat(f"TransformMatchingShapes({before}.copy(), {name})", says=says, seconds=1.3)
            before = name
        self._end(page, plane, names[-1])

    def _rooms(self, page: Page) -> tuple[Plane, Room]:
        stage = page.stage
        if stage.wide:
            width = stage.width * 0.56
            room = Room.around(stage.left + width / 2, stage.middle, width, stage.height - 0.1)
            panel = Room.around(
                stage.right - stage.width * 0.2, stage.middle, stage.width * 0.38, stage.height - 0.4
            )
        else:
            below = stage.height * 0.4
            room = Room.around(0, (stage.top + stage.bottom + below) / 2, stage.width, stage.height - below)
            panel = Room.around(0, stage.bottom + below / 2, stage.width - 0.4, below - 0.3)
        points = [_nearest(equation) for equation in self.pair]
        if self.solution:
            x, y = map(float, self.solution)
            points = [(x, y), (x * 1.4 + 1, y * 1.4 + 1), (x - 1, y - 1)]
        xs, ys = zip(*points, strict=True)
        return fitted(xs, ys, room), panel

    def _steps(self, page: Page) -> list[tuple[Row, str]]:
        """The lines after the two given ones, with what is said of them."""
        (one, two), (u, v) = self.pair, self.names
        steps: list[tuple[Row, str]] = []
        if self.combined is not None:
            m, n, left = self.combined
            sides = left.written(self.names)
            values = {"m": _times(m), "n": _times(abs(n)), "line": left.plain(self.names)}
            if n < 0:
                says = page.say(
                    "{m}第 1 式から {n}第 2 式を引きます: {line}",
                    "{m}第 1 式減 {n}第 2 式：{line}",
                    "{m}the first minus {n}the second: {line}",
                    **values,
                )
            else:
                says = page.say(
                    "{m}第 1 式と {n}第 2 式を足します: {line}",
                    "{m}第 1 式加 {n}第 2 式：{line}",
                    "{m}the first plus {n}the second: {line}",
                    **values,
                )
            steps.append((Row(sides[0].typst, sides[1].typst), says))
            first, divisor = u, left.a
        else:
            # One of the equations has but one unknown: it gives that one.
            alone = one if not (one.a and one.b) else two
            first, divisor = (u, alone.a) if alone.a else (v, alone.b)
        if self.solution is None:
            return steps
        solved = dict(zip(self.names, self.solution, strict=True))
        second = v if first == u else u
        value = written(solved[first])
        if divisor != 1:
            says = page.say(
                "{d} で割ります: {u} = {x}",
                "除以 {d}：{u} = {x}",
                "Divide by {d}: {u} = {x}",
                d=written(divisor).plain,
                u=first,
                x=value.plain,
            )
            steps.append((Row(first, value.typst), says))
        holder = next(each for each in self.pair if (each.b if second == v else each.a))
        if holder.a and holder.b:
            text = self._put_in(holder, first, solved[first])
            says = page.say(
                "{u} = {x} を入れます: {line} = {c}",
                "代入 {u} = {x}：{line} = {c}",
                "Put {u} = {x} in: {line} = {c}",
                u=first,
                x=value.plain,
                line=text.plain,
                c=written(holder.c).plain,
            )
            steps.append((Row(text.typst, written(holder.c).typst), says))
        other = written(solved[second])
        says = page.say(
            "したがって {v} = {y} です。", "所以 {v} = {y}。", "So {v} = {y}.", v=second, y=other.plain
        )
        steps.append((Row(second, other.typst), says))
        return steps

    def _put_in(self, equation: Equation, name: str, value: Fraction) -> Written:
        """The left side of an equation with a number in the place of one unknown."""
        terms: list[tuple[Fraction, Written | None]] = []
        for factor, unknown in zip((equation.a, equation.b), self.names, strict=True):
            put, size = bracketed(value), written(abs(factor))
            if unknown != name:
                terms.append((factor, same(unknown)))
            elif abs(factor) == 1:
                terms.append((factor, put))
            else:
                sign = Fraction(1 if factor > 0 else -1)
                terms.append((sign, Written(f"{size.typst} dot {put.typst}", f"{size.plain}·{put.plain}")))
        return summed(terms)

    def _end(self, page: Page, plane: Plane, last: str) -> None:
        done, hot = page.look.done, page.look.hot
        if self.solution:
            x, y = (written(value) for value in self.solution)
            page.let("meeting", "Dot", plane.at(*map(float, self.solution)), radius="0.13", color=hot)
            page.named("meeting", "交点", "交點", "the meeting point")
            page.let(
                "meeting_label", "MathTypst", literal(f"({x.typst}, {y.typst})"), font_size="40", color=hot
            )
            page.do("meeting_label.next_to", "meeting", "UR", buff="0.12")
            page.let(
                "label_ground",
                "BackgroundRectangle",
                "meeting_label",
                color="BACKGROUND",
                fill_opacity="0.8",
                buff="0.06",
            )
            says = page.say(
                "2 直線は ({x}, {y}) で交わります。これが解です。",
                "兩條直線交於 ({x}, {y})，這就是解。",
                "The lines meet at ({x}, {y}): that is the solution.",
                x=x.plain,
                y=y.plain,
            )
            page.beat(
                "FadeIn(meeting, scale=3)",
                "FadeIn(label_ground)",
                "FadeIn(meeting_label)",
                f"{last}.animate.set_color({done})",
                says=says,
            )
        elif self.outcome is Outcome.NONE:
            says = page.say(
                "これは正しくありません。2 直線は平行で交わらず、解はありません。",
                "這不成立：兩條直線平行，沒有交點，無解。",
                "That is never true: the lines are parallel, and there is no solution.",
            )
            page.beat("Indicate(graph_1)", "Indicate(graph_2)", f"{last}.animate.set_color({hot})", says=says)
        else:
            says = page.say(
                "いつも正しいので、2 直線は同じです。直線上の点はすべて解です。",
                "這永遠成立：兩條直線重合，線上每個點都是解。",
                "That is always true: both are one line, and each of its points is a solution.",
            )
            page.beat("Indicate(graph_2)", f"{last}.animate.set_color({hot})", says=says)


def _times(factor: int) -> str:
    return "" if factor == 1 else f"{factor} × "


def _nearest(equation: Equation) -> tuple[float, float]:
    """The point of a line that is nearest to the origin."""
    size = equation.a**2 + equation.b**2
    return float(equation.a * equation.c / size), float(equation.b * equation.c / size)
