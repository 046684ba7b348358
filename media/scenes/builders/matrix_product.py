"""The product of two matrices: row times column, entry by entry."""

from fractions import Fraction
from typing import Final, Self

from pydantic import Field, model_validator

from media.formulas.exact import Exact, Written, bracketed, written
from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.source import literal, point

LARGEST: Final = 3
_SIGN: Final = 0.8
_BRACKET: Final = 0.16
_HIGHEST_CELL: Final = 1.25
_LETTERS: Final = 135
"""The font size at which as many letters as units fit is this by their number."""

Matrix = tuple[tuple[Exact, ...], ...]


class MatrixProduct(Builder):
    """The two matrices row by row; the first has as many columns as the second has rows."""

    a: Matrix = Field(min_length=1, max_length=LARGEST)
    b: Matrix = Field(min_length=1, max_length=LARGEST)

    @model_validator(mode="after")
    def _fit(self) -> Self:
        for name, matrix in (("a", self.a), ("b", self.b)):
            if not 1 <= len(matrix[0]) <= LARGEST or any(len(row) != len(matrix[0]) for row in matrix):
                raise ValueError(f"The rows of {name} have one to three entries, all as many.")
            if any(abs(value) >= 1000 or value.denominator > 99 for row in matrix for value in row):  # noqa: PLR2004 - three digits
                raise ValueError(f"The entries of {name} have at most three digits.")
        if len(self.a[0]) != len(self.b):
            raise ValueError("a has as many columns as b has rows: no other matrices have a product.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Two by two."""
        return cls.model_validate({"a": [[2, 1], [0, 3]], "b": [[5, 4], [7, -1]]})

    @property
    def product(self) -> tuple[tuple[Fraction, ...], ...]:
        """The entries of the product, row by row."""
        return tuple(
            tuple(
                sum((x * y for x, y in zip(row, column, strict=True)), Fraction(0))
                for column in zip(*self.b, strict=True)
            )
            for row in self.a
        )

    def heading(self, locale: Locale) -> str:
        """What is multiplied."""
        return locale.say("行列の積", "矩陣乘法", "Multiplying two matrices")

    def draw(self, page: Page) -> None:
        """The matrices; then a row and a column light up, and their product takes its place."""
        look, stage = page.look, page.stage
        self._matrices(page)
        page.named("a", "左の行列", "左邊的矩陣", "the first matrix")
        page.named("b", "右の行列", "右邊的矩陣", "the second matrix")
        page.named("c", "積の行列", "乘積矩陣", "the product")
        says = page.say(
            "左の行列の行と、右の行列の列を掛けます。",
            "左邊矩陣的橫排，和右邊矩陣的直排相乘。",
            "Rows of the first matrix meet columns of the second.",
        )
        page.beat("FadeIn(a, times, b, shift=UP * 0.2)", "FadeIn(equals, c_brackets)", says=says)
        marks = {"row_mark": (look.hot, "a", 0), "column_mark": (look.accent(3), "b", 0)}
        for turn, (i, j) in enumerate((i, j) for i in range(len(self.a)) for j in range(len(self.b[0]))):
            row = ", ".join(f"a_{i + 1}_{k + 1}" for k in range(len(self.b)))
            column = ", ".join(f"b_{k + 1}_{j + 1}" for k in range(len(self.b)))
            moved = []
            for (mark, (color, _, _)), cells in zip(marks.items(), (row, column), strict=True):
                page.let(
                    f"{mark}_{turn}",
                    "SurroundingRectangle",
                    f"VGroup({cells})",
                    color=color,
                    buff="0.14",
                    corner_radius="0.12",
                )
                before = f"{mark}_{turn - 1}"
                moved.append(
                    f"ReplacementTransform({before}, {mark}_{turn})" if turn else f"Create({mark}_{turn})"
                )
            entry, terms = self.product[i][j], self._terms(i, j)
            calculation = f"calculation_{turn + 1}"
            page.let(
                calculation,
                "MathTypst",
                literal(f"{terms.typst} = {{{{ {written(entry).typst} : value }}}}"),
                font_size="52",
                color=look.ink,
            )
            if self._is_below(page):
                page.at_most(calculation, stage.width - 0.4)
                page.place(calculation, 0, stage.bottom + 0.65)
            else:
                page.at_most(calculation, stage.width - 3.6)
                page.do(f"{calculation}.next_to", "c", "RIGHT", buff="0.5")
            page.at_most(calculation, 1.1, side="height")
            page.do(f'{calculation}.select("value").set_color', look.done)
            says = page.say(
                "{i} 行目と {j} 列目: {terms} = {value}",
                "第 {i} 橫排乘第 {j} 直排：{terms} = {value}",
                "Row {i} times column {j}: {terms} = {value}",
                i=i + 1,
                j=j + 1,
                terms=terms.plain,
                value=written(entry).plain,
            )
            if turn:
                moved.append(f"FadeOut(calculation_{turn})")
            page.beat(*moved, f"FadeIn({calculation}, shift=UP * 0.2)", says=says, seconds=1.0)
            place = f"c_{i + 1}_{j + 1}"
            page.beat(f'TransformFromCopy({calculation}.select("value"), {place})', seconds=0.8)
        last = len(self.a) * len(self.b[0]) - 1
        says = page.say(
            "すべての成分がそろいました。これが積です。",
            "每個元素都算好了，這就是乘積。",
            "Every entry is there: this is the product.",
        )
        page.beat(
            f"FadeOut(row_mark_{last}, column_mark_{last}, calculation_{last + 1})",
            f"Circumscribe(c, color={look.done})",
            says=says,
            seconds=1.2,
        )

    def _terms(self, i: int, j: int) -> Written:
        pairs = [
            (written(self.a[i][k]) if not k else bracketed(self.a[i][k]), bracketed(self.b[k][j]))
            for k in range(len(self.b))
        ]
        return Written(
            " + ".join(f"{x.typst} dot {y.typst}" for x, y in pairs),
            " + ".join(f"{x.plain}·{y.plain}" for x, y in pairs),
        )

    @property
    def _longest(self) -> int:
        """The most letters that an entry has side by side."""
        values = (value for rows in (self.a, self.b, self.product) for row in rows for value in row)
        return max(
            max(len(str(abs(value.numerator))), len(str(value.denominator))) + (value < 0) for value in values
        )

    @staticmethod
    def _is_below(page: Page) -> bool:
        """Whether the calculation stands below all; in a square frame it stands beside the product."""
        return page.stage.roomy or not page.stage.wide

    def _matrices(self, page: Page) -> None:
        """Side by side; in an upright frame the product stands below."""
        stage = page.stage
        n, m, p = len(self.a), len(self.b), len(self.b[0])
        in_line, below = stage.roomy, 1.6 if self._is_below(page) else 0.3
        columns = m + p + (p if in_line else 0)
        signs = (2 if in_line else 1) * (_SIGN + 2 * _BRACKET) + 2 * _BRACKET + 0.3
        rows = max(n, m) + (0 if in_line else n + 0.6)
        side = min(_HIGHEST_CELL, (stage.width - signs) / columns, (stage.height - below) / rows)
        total = side * columns + signs
        y = stage.middle + below / 2 - 0.1 + (0 if in_line else side * (n + 0.6) / 2)
        x = -total / 2 + _BRACKET + 0.15
        size = min(52.0, side * 48, side * _LETTERS / self._longest)
        self._matrix(page, "a", self.a, (x, y), (side, size))
        x += side * m + 2 * _BRACKET + _SIGN
        self._sign(page, "times", "times", x - _SIGN / 2 - _BRACKET, y)
        self._matrix(page, "b", self.b, (x, y), (side, size))
        x += side * p + 2 * _BRACKET + _SIGN
        if not in_line:
            x = -side * p / 2 if self._is_below(page) else stage.left + _SIGN + 2 * _BRACKET
            y = y - side * (max(n, m) / 2 + 0.6 + n / 2)
        self._sign(page, "equals", "=", x - _SIGN / 2 - _BRACKET, y)
        self._matrix(page, "c", self.product, (x, y), (side, size))

    def _sign(self, page: Page, name: str, typst: str, x: float, y: float) -> None:
        page.let(name, "MathTypst", literal(typst), font_size="52", color=page.look.muted)
        page.place(name, x, y)

    def _matrix(
        self,
        page: Page,
        name: str,
        rows: tuple[tuple[Fraction, ...], ...],
        left: tuple[float, float],
        cell_size: tuple[float, float],
    ) -> None:
        """The entries in their cells, between brackets, from the middle of the left edge."""
        (x0, y0), (side, size) = left, cell_size
        cells = []
        for i, row in enumerate(rows):
            for j, value in enumerate(row):
                cell = f"{name}_{i + 1}_{j + 1}"
                color = page.look.done if name == "c" else page.look.ink
                page.formula(cell, written(value).typst, size, side * 0.8, color=color)
                page.at_most(cell, side * 0.8, side="height")
                page.place(cell, x0 + (j + 0.5) * side, y0 + ((len(rows) - 1) / 2 - i) * side)
                cells.append(cell)
        high, wide = len(rows) * side / 2, len(rows[0]) * side
        brackets = []
        for word, x, inwards in (("left", x0 - _BRACKET, 0.14), ("right", x0 + wide + _BRACKET, -0.14)):
            corners = ", ".join(
                point(*at)
                for at in ((x + inwards, y0 + high), (x, y0 + high), (x, y0 - high), (x + inwards, y0 - high))
            )
            page.let(
                f"{name}_{word}", f"VMobject(color={page.look.muted}).set_points_as_corners", f"[{corners}]"
            )
            brackets.append(f"{name}_{word}")
        page.let(f"{name}_brackets", "VGroup", *brackets)
        page.let(name, "VGroup", f"{name}_brackets", *cells)
