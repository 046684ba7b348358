"""The determinant of a two-by-two matrix: what becomes of the unit square, and by how much areas grow."""

from fractions import Fraction
from typing import Annotated, Self

from pydantic import Field

from media.scenes.builder import Builder
from media.scenes.exact import Number, typst, written
from media.scenes.exact import exact as rational
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.plane import arrow, fitted, lay_plane
from media.scenes.room import two

Entry = Annotated[Number, Field(ge=-6, le=6)]


class Determinant(Builder):
    """The matrix, row by row."""

    matrix: tuple[tuple[Entry, Entry], tuple[Entry, Entry]] = (
        (Fraction(2), Fraction(1)),
        (Fraction(1), Fraction(3)),
    )

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """One that makes areas five times as large."""
        return cls()

    @property
    def value(self) -> Fraction:
        """The determinant."""
        (a, b), (c, d) = self.matrix
        return a * d - b * c

    def heading(self, locale: Locale) -> str:
        """What it is."""
        return locale.say("行列式と面積", "行列式與面積", "The determinant as an area")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The unit square, its image, and the product of the diagonals."""
        picture, panel = two(page.stage, 0.56, beside=page.stage.wide)
        look = page.look
        (a, b), (c, d) = ((float(one) for one in row) for row in self.matrix)
        corners = [(0.0, 0.0), (a, c), (a + b, c + d), (b, d)]
        xs, ys = [1.0, *(x for x, _ in corners)], [1.0, *(y for _, y in corners)]
        plane = fitted(xs, ys, picture, margin=0.4)
        shown = lay_plane(page, plane)
        square = [plane.at(x, y) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))]
        page.let("square", "Polygon", *square, color=look.main, fill_opacity="0.5")
        arrow(page, "first", plane.at(0, 0), plane.at(1, 0), look.done)
        arrow(page, "second", plane.at(0, 0), plane.at(0, 1), look.accent(3))
        page.named("square", "単位正方形", "單位正方形", "the unit square")
        page.named("first", "一つ目の基本ベクトル", "第一個基底向量", "the first unit vector")
        page.named("second", "二つ目の基本ベクトル", "第二個基底向量", "the second unit vector")
        says = page.say(
            "一辺 1 の正方形です。面積は 1 です。",
            "這是邊長 1 的正方形，面積是 1。",
            "A square with sides of 1: its area is 1.",
        )
        page.beat(
            *(f"FadeIn({name})" for name in shown),
            "FadeIn(square)",
            "GrowArrow(first)",
            "GrowArrow(second)",
            says=says,
        )
        entries = [[typst(rational(one)) for one in row] for row in self.matrix]
        rows = "; ".join(", ".join(row) for row in entries)
        page.formula("matrix", f"A = mat({rows})", 44, panel.width)
        page.place("matrix", panel.x, panel.y + 0.3 * panel.height)
        page.named("matrix", "行列", "矩陣", "the matrix")
        page.let(
            "image", "Polygon", *(plane.at(*one) for one in corners), color=look.hot, fill_opacity="0.45"
        )
        page.named("image", "移った図形", "變換後的圖形", "the image")
        moves = ["ReplacementTransform(square, image)", "FadeIn(matrix)"]
        for name, end in (("first", (a, c)), ("second", (b, d))):
            if end == (0, 0):
                moves.append(f"FadeOut({name})")
                continue
            arrow(
                page,
                f"{name}_image",
                plane.at(0, 0),
                plane.at(*end),
                look.done if name == "first" else look.accent(3),
            )
            moves.append(f"ReplacementTransform({name}, {name}_image)")
        says = page.say(
            "行列の列は、二つのベクトルの行き先です。正方形は平行四辺形に移ります。",
            "矩陣的兩行是兩個向量的去處，正方形變成平行四邊形。",
            "The columns of the matrix say where both vectors go. The square becomes a parallelogram.",
        )
        page.beat(*moves, says=says, seconds=2.4, pause=0.6)
        (p, q), (r, s) = self.matrix
        told = " - ".join(f"{_factor(x)} dot {_factor(y)}" for x, y in ((p, s), (q, r)))
        page.formula(
            "determinant", f"det A = {told} = {typst(rational(self.value))}", 42, panel.width, color=look.hot
        )
        page.place("determinant", panel.x, panel.y - 0.15 * panel.height)
        page.named("determinant", "行列式", "行列式", "the determinant")
        page.beat(
            "FadeIn(determinant)",
            "Indicate(image, scale_factor=1.02)",
            says=self._says(page),
            seconds=1.4,
            pause=1.0,
        )

    def _says(self, page: Page) -> str:
        value = {"v": written(abs(self.value)), "d": written(self.value)}
        if self.value == 0:
            return page.say(
                "行列式は 0：正方形は線につぶれ、面積がなくなります。",
                "行列式是 0：正方形被壓成線，沒有面積。",
                "The determinant is 0: the square is pressed flat, and has no area left.",
            )
        if self.value < 0:
            return page.say(
                "行列式は {d}：面積は {v} 倍になり、負の符号は裏返ったことを表します。",
                "行列式是 {d}：面積變成 {v} 倍，負號表示翻面。",
                "The determinant is {d}: areas grow {v} times, and the minus says that it was flipped.",
                **value,
            )
        return page.say(
            "行列式は {d}：どんな図形の面積も {v} 倍になります。",
            "行列式是 {d}：任何圖形的面積都變成 {v} 倍。",
            "The determinant is {d}: every area becomes {v} times as large.",
            **value,
        )


def _factor(value: Fraction) -> str:
    text = typst(rational(value))
    return f"({text})" if value < 0 else text
