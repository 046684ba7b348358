"""A matrix that moves the plane, and the directions that it keeps: its eigenvectors."""

from fractions import Fraction
from functools import cached_property
from math import gcd
from typing import Final, Self

from pydantic import Field, model_validator

from media.formulas.exact import Exact, Surd, Written, quadratic_roots, same, square_root, summed, written
from media.scenes.builder import Builder
from media.scenes.lines import Row, lay
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.plane import Plane, arrow, fitted, lay_plane
from media.scenes.room import Room
from media.scenes.source import number

LARGEST: Final = 6
_GRID: Final = 1.5
"""How far the grid that is moved reaches, in steps of a half."""
_HALVES: Final = 3
_FAN: Final = ((1, 0), (1, 1), (0, 1), (-1, 1))
_DIGITS: Final = 3

Row2 = tuple[Exact, Exact]


class LinearMap(Builder):
    """The matrix, row by row."""

    matrix: tuple[Row2, Row2] = Field()

    @model_validator(mode="after")
    def _is_drawn(self) -> Self:
        if any(abs(value) > LARGEST or value.denominator > 12 for row in self.matrix for value in row):  # noqa: PLR2004 - readable
            raise ValueError(f"matrix has entries from -{LARGEST} to {LARGEST} with small denominators.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A symmetric matrix."""
        return cls.model_validate({"matrix": [[2, 1], [1, 2]]})

    # --- facts ----------------------------------------------------------------------------------------

    @property
    def trace(self) -> Fraction:
        """The sum of the diagonal."""
        return self.matrix[0][0] + self.matrix[1][1]

    @property
    def determinant(self) -> Fraction:
        """The factor by which areas grow."""
        (a, b), (c, d) = self.matrix
        return a * d - b * c

    @property
    def discriminant(self) -> Fraction:
        """Above zero where there are two real eigenvalues, below where there is none."""
        return self.trace**2 - 4 * self.determinant

    @property
    def polynomial(self) -> Written:
        """The characteristic polynomial, whose zeros are the eigenvalues."""
        square, first = Written("lambda^2", "λ²"), Written("lambda", "λ")
        return summed([(Fraction(1), square), (-self.trace, first), (self.determinant, None)])

    @property
    def keeps_all(self) -> bool:
        """Whether every direction is kept."""
        (a, b), (c, d) = self.matrix
        return b == c == 0 and a == d

    @cached_property
    def eigenvalues(self) -> tuple[Surd, ...]:
        """The real eigenvalues, the largest first, each once."""
        return quadratic_roots(Fraction(1), -self.trace, self.determinant)[::-1]

    def eigenvector(self, value: Surd) -> tuple[Surd, Surd]:
        """A vector that keeps its direction; in whole numbers where it can be."""
        (a, b), (c, d) = self.matrix
        if not value.is_rational:  # then b is not zero
            slope = Surd((value.whole - a) / b, value.root / b, value.radicand)
            return Surd.of(Fraction(1)), slope
        if b:
            pair = b, value.whole - a
        elif c:
            pair = value.whole - d, c
        else:
            pair = (Fraction(1), Fraction(0)) if value.whole == a else (Fraction(0), Fraction(1))
        under = pair[0].denominator * pair[1].denominator
        whole = [int(each * under) for each in pair]
        shared = gcd(*whole) * (-1 if next(each for each in whole if each) < 0 else 1)
        return Surd.of(Fraction(whole[0], shared)), Surd.of(Fraction(whole[1], shared))

    @property
    def complex_pair(self) -> Written:
        """The two eigenvalues where none is real."""
        size = square_root(-self.discriminant / 4)
        root = written(size.whole) if size.is_rational else size.written()
        times = same("") if root.plain == "1" else root
        if not self.trace:
            return Written(f"plus.minus {times.typst} i", f"±{times.plain}i")
        half = written(self.trace / 2)
        return Written(f"{half.typst} plus.minus {times.typst} i", f"{half.plain} ± {times.plain}i")

    # --- drawing --------------------------------------------------------------------------------------

    def heading(self, locale: Locale) -> str:
        """What is shown."""
        return locale.say("行列と固有ベクトル", "矩陣與特徵向量", "A matrix and its eigenvectors")

    def draw(self, page: Page) -> None:
        """The plane moves; then come the eigenvalues, and what keeps its direction."""
        plane, panel = self._rooms(page)
        self._begin(page, plane, panel)
        self._values(page)
        if self.keeps_all or not self.eigenvalues:
            self._fan(page, plane)
        else:
            self._directions(page, plane)

    def _rooms(self, page: Page) -> tuple[Plane, Room]:
        stage = page.stage
        if stage.wide:
            width = stage.width * 0.58
            room = Room.around(stage.left + width / 2, stage.middle, width, stage.height)
            panel = Room.around(
                stage.right - stage.width * 0.19, stage.middle, stage.width * 0.38, stage.height - 0.4
            )
        else:
            below = stage.height * 0.42
            room = Room.around(0, (stage.top + stage.bottom + below) / 2, stage.width, stage.height - below)
            panel = Room.around(0, stage.bottom + below / 2, stage.width - 0.2, below - 0.2)
        (a, b), (c, d) = self.matrix
        wide = _GRID * max(float(abs(a) + abs(b)), 1.0)
        high = _GRID * max(float(abs(c) + abs(d)), 1.0)
        return fitted((-wide, wide), (-high, high), room, margin=0.15, tightest=0.35), panel

    def _begin(self, page: Page, plane: Plane, panel: Room) -> None:
        look = page.look
        (a, b), (c, d) = self.matrix
        shown = lay_plane(page, plane, labelled=False)
        far = number(_GRID)
        lines = (
            f"*(Line(plane.c2p({one}), plane.c2p({other}), color={look.main}, stroke_width=2.5) for k in ks)"
            for one, other in ((f"k, -{far}", f"k, {far}"), (f"-{far}, k", f"{far}, k"))
        )
        halves = ", ".join(number(k / 2) for k in range(-_HALVES, _HALVES + 1))
        page.let("ks", "list", f"[{halves}]")
        page.let("grid", "VGroup", *lines)
        page.named("grid", "格子", "格線", "the grid")
        images = {"e_1": ((1, 0), (a, c), look.done), "e_2": ((0, 1), (b, d), look.accent(3))}
        for name, (start, end, color) in images.items():
            arrow(page, name, plane.at(0, 0), plane.at(*start), color)
            _image(page, plane, f"image_{name}", (float(end[0]), float(end[1])), color)
        page.named("e_1", "x 方向の単位ベクトル", "x 方向的單位向量", "the first unit vector")
        page.named("e_2", "y 方向の単位ベクトル", "y 方向的單位向量", "the second unit vector")
        rows = [Row(f"A = mat({_entries(self.matrix)})"), *self._rows()]
        lay(page, "line", rows, panel)
        page.named("lines", "計算", "計算", "the calculation")
        says = page.say(
            "行列 A は平面の点を動かします。",
            "矩陣 A 移動平面上的點。",
            "The matrix A moves the points of the plane.",
        )
        page.beat(
            f"FadeIn({', '.join(shown)}, grid)",
            "FadeIn(line_1)",
            "GrowArrow(e_1)",
            "GrowArrow(e_2)",
            says=says,
            seconds=1.2,
        )
        page.do("grid.save_state")
        says = page.say(
            "(1, 0) は {one} へ、(0, 1) は {two} へ移り、格子も一緒に動きます。",
            "(1, 0) 移到 {one}，(0, 1) 移到 {two}，格線也一起移動。",
            "(1, 0) goes to {one} and (0, 1) to {two}, and the grid goes with them.",
            one=_pair(a, c),
            two=_pair(b, d),
        )
        page.beat(
            *self._moves(plane),
            "ReplacementTransform(e_1, image_e_1)",
            "ReplacementTransform(e_2, image_e_2)",
            says=says,
            seconds=2.4,
        )

    def _moves(self, plane: Plane) -> list[str]:
        rows = ", ".join(f"[{', '.join(number(float(value)) for value in row)}]" for row in self.matrix)
        return [f"ApplyMatrix([{rows}], grid, about_point={plane.at(0, 0)})"]

    def _rows(self) -> list[Row]:
        rows = [Row(f"{self.polynomial.typst} = 0")]
        if not self.eigenvalues:
            return [*rows, Row(f"lambda = {self.complex_pair.typst}")]
        for index, value in enumerate(self.eigenvalues, 1):
            name = "lambda" if len(self.eigenvalues) == 1 else f"lambda_{index}"
            rows.append(Row(f"{name} = {value.written().typst}"))
            if not self.keeps_all:
                x, y = (part.written().typst for part in self.eigenvector(value))
                rows[-1] = Row(f"{rows[-1].left}, quad arrow(v)_{index} = vec({x}, {y})")
        return rows

    def _values(self, page: Page) -> None:
        says = page.say(
            "固有値は {p} = 0 の解です。",
            "特徵值是 {p} = 0 的解。",
            "The eigenvalues solve {p} = 0.",
            p=self.polynomial.plain,
        )
        page.beat("Write(line_2)", "Restore(grid)", "FadeOut(image_e_1, image_e_2)", says=says, seconds=1.4)

    def _fan(self, page: Page, plane: Plane) -> None:
        """Arrows in many directions, and what becomes of them."""
        (a, b), (c, d) = self.matrix
        moved = []
        names = []
        for index, (x, y) in enumerate(_FAN, 1):
            name = f"vector_{index}"
            arrow(page, name, plane.at(0, 0), plane.at(x, y), page.look.hot)
            _image(page, plane, f"image_{index}", (float(a * x + b * y), float(c * x + d * y)), page.look.hot)
            names.append(f"GrowArrow({name})")
            moved.append(f"ReplacementTransform({name}, image_{index})")
        if self.keeps_all:
            value = self.eigenvalues[0].written().plain
            says = page.say("λ = {v} だけです。", "只有 λ = {v}。", "There is only λ = {v}.", v=value)
            then = page.say(
                "どのベクトルも {v} 倍になるだけで、方向の直線は変わりません。",
                "每個向量都只是乘以 {v}，所在的直線不變。",
                "Every vector is only multiplied by {v}: each stays on its line.",
                v=value,
            )
        else:
            says = page.say(
                "λ = {v} で、実数ではありません。",
                "λ = {v}，不是實數。",
                "λ = {v}: these are not real.",
                v=self.complex_pair.plain,
            )
            then = page.say(
                "どのベクトルも向きが変わります。実数の固有ベクトルはありません。",
                "每個向量都轉了方向，沒有實數的特徵向量。",
                "Every vector leaves its line: there is no real eigenvector.",
            )
        page.beat("Write(line_3)", *names, says=says, seconds=1.3)
        page.beat(*self._moves(plane), *moved, says=then, seconds=2.4)

    def _directions(self, page: Page, plane: Plane) -> None:
        """Each line that is kept, and how its vector is stretched on it."""
        moved = []
        said = []
        for index, value in enumerate(self.eigenvalues, 1):
            color = page.look.accent(index + 1)
            x, y = map(float, self.eigenvector(value))
            shrink = min(1.0, _GRID / max(abs(x), abs(y)))
            x, y = x * shrink, y * shrink
            far = (
                min(plane.room.width / 2 / max(abs(x), 1e-9), plane.room.height / 2 / max(abs(y), 1e-9))
                / plane.unit
                * 0.96
            )
            line, vector = f"direction_{index}", f"vector_{index}"
            page.let(
                line,
                "DashedLine",
                plane.at(-x * far, -y * far),
                plane.at(x * far, y * far),
                color=color,
                stroke_width="3",
            )
            arrow(page, vector, plane.at(0, 0), plane.at(x, y), color)
            page.named(vector, f"固有ベクトル {index}", f"特徵向量 {index}", f"eigenvector {index}")
            page.named(
                line,
                f"固有ベクトル {index} の直線",
                f"特徵向量 {index} 的直線",
                f"the line of eigenvector {index}",
            )
            size = float(value)
            _image(page, plane, f"image_{index}", (x * size, y * size), color)
            moved.append(f"ReplacementTransform({vector}, image_{index})")
            first, second = (part.written().plain for part in self.eigenvector(value))
            shown = value.written().plain
            said.append(page.say("{v} 倍", "{v} 倍", "times {v}", v=shown))
            says = page.say(
                "λ = {v} のベクトルは ({x}, {y}) の方向です。",
                "λ = {v} 的向量，方向是 ({x}, {y})。",
                "For λ = {v} the direction is ({x}, {y}).",
                v=shown if value.is_rational else f"{shown} ≈ {value.rounded(_DIGITS)}",
                x=first,
                y=second,
            )
            page.do(f"line_{index + 2}.set_color", color)
            page.beat(
                f"Write(line_{index + 2})", f"Create({line})", f"GrowArrow({vector})", says=says, seconds=1.5
            )
        both = page.locale.enumerated(said)
        if len(self.eigenvalues) == 1:
            says = page.say(
                "平面が動いても、この直線だけは方向を保ちます: {s}",
                "平面移動時，只有這條直線方向不變：{s}",
                "The plane moves, and only this direction is kept: {s}",
                s=both,
            )
        else:
            says = page.say(
                "平面が動いても、この 2 本の直線は方向を保ちます: {s}",
                "平面移動時，這兩條直線方向不變：{s}",
                "The plane moves, and these two directions are kept: {s}",
                s=both,
            )
        page.beat(*self._moves(plane), *moved, says=says, seconds=2.8)


def _image(page: Page, plane: Plane, name: str, end: tuple[float, float], color: str) -> None:
    """Where an arrow goes: an arrow, or the origin itself."""
    if abs(end[0]) + abs(end[1]) > 1e-9:  # noqa: PLR2004 - not the zero vector
        arrow(page, name, plane.at(0, 0), plane.at(*end), color)
    else:
        page.let(name, "Dot", plane.at(0, 0), color=color, radius="0.1")


def _entries(matrix: tuple[tuple[Fraction, Fraction], ...]) -> str:
    return "; ".join(", ".join(written(value).typst for value in row) for row in matrix)


def _pair(x: Fraction, y: Fraction) -> str:
    return f"({written(x).plain}, {written(y).plain})"
