"""A scatter of points, the line of least squares through it, and how closely they follow it."""

from fractions import Fraction
from typing import Annotated, Final, Self

import sympy
from pydantic import Field, model_validator

from media.scenes.builder import Builder
from media.scenes.exact import Number, ends, exact, rounded, written
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.quantities import amount, facts
from media.scenes.room import Room, two
from media.scenes.scatter import dot, plane_of

_BIG: Final = 1_000_000

Value = Annotated[Number, Field(ge=-_BIG, le=_BIG)]


class Regression(Builder):
    """The points, and what both axes are called."""

    points: tuple[tuple[Value, Value], ...] = Field(min_length=3, max_length=30)
    x: str = Field("x", min_length=1, max_length=16)
    y: str = Field("y", min_length=1, max_length=16)

    @model_validator(mode="after")
    def _has_a_line(self) -> Self:
        if len({x for x, _ in self.points}) == 1 or len({y for _, y in self.points}) == 1:
            raise ValueError("points must differ in both coordinates.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:
        """Hours of study and marks."""
        pairs = ((1, 42), (2, 50), (3, 55), (4, 68), (5, 66), (6, 79), (7, 81), (8, 92))
        return cls(
            points=tuple((Fraction(a), Fraction(b)) for a, b in pairs),
            x=locale.say("学習時間", "讀書時數", "hours"),
            y=locale.say("点数", "分數", "marks"),
        )

    @property
    def means(self) -> tuple[Fraction, Fraction]:
        """Of both coordinates."""
        count = len(self.points)
        return sum(x for x, _ in self.points) / Fraction(count), sum(y for _, y in self.points) / Fraction(
            count
        )

    @property
    def sums(self) -> tuple[Fraction, Fraction, Fraction]:
        """The sums of squares and products of the deviations: of x, of both, of y."""
        a, b = self.means
        return (
            sum(((x - a) ** 2 for x, _ in self.points), Fraction(0)),
            sum(((x - a) * (y - b) for x, y in self.points), Fraction(0)),
            sum(((y - b) ** 2 for _, y in self.points), Fraction(0)),
        )

    @property
    def slope(self) -> Fraction:
        """Of the line of least squares."""
        return self.sums[1] / self.sums[0]

    @property
    def intercept(self) -> Fraction:
        """Where that line meets the y-axis."""
        return self.means[1] - self.slope * self.means[0]

    @property
    def correlation(self) -> sympy.Expr:
        """Pearson's coefficient."""
        xx, xy, yy = self.sums
        return exact(xy) / sympy.sqrt(exact(xx * yy))

    def heading(self, locale: Locale) -> str:
        """What is looked for."""
        return locale.say("回帰直線と相関", "迴歸直線與相關", "Regression and correlation")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The points, their middle, the line, the distances from it, and the correlation."""
        picture, panel = two(page.stage, 0.64, 0.6, beside=page.stage.wide)
        look = page.look
        near = [(float(x), float(y)) for x, y in self.points]
        plane = plane_of(near, picture.inside(0.35, 0.3))
        page.beat(*plane.draw(page, names=(self.x, self.y)), seconds=0.8)
        dots = [dot(page, f"dot_{n}", plane, at, look.main) for n, at in enumerate(near)]
        page.named("dot_0", "点", "點", "a point")
        says = page.say(
            "点の一つ一つが、一組のデータです。",
            "每一個點是一筆資料。",
            "Each point is one pair of data.",
        )
        page.beat(
            f"LaggedStart(*(FadeIn(one, scale=2) for one in [{', '.join(dots)}]), lag_ratio=0.2)",
            says=says,
            seconds=1.8,
        )
        a, b = self.means
        dot(page, "centre", plane, (float(a), float(b)), look.hot, radius=0.14)
        page.named("centre", "平均の点", "平均點", "the point of the means")
        says = page.say(
            "直線は、平均の点 ({a}, {b}) を必ず通ります。",
            "直線必定通過平均點 ({a}, {b})。",
            "The line must pass through the point of the means, ({a}, {b}).",
            a=amount(a, ""),
            b=amount(b, ""),
        )
        page.beat("FadeIn(centre, scale=2)", says=says)
        xs = [plane.x.low, plane.x.high]
        inside = self._inside(xs, plane.y.low, plane.y.high)
        page.let(
            "line", "Line", *(plane.at(x, self._at(x)) for x in inside), color=look.done, stroke_width="5"
        )
        page.named("line", "回帰直線", "迴歸直線", "the regression line")
        rests = [
            page.let(
                f"rest_{n}",
                "Line",
                plane.at(x, y),
                plane.at(x, self._at(x)),
                color=look.accent(3),
                stroke_width="3",
            )
            for n, (x, y) in enumerate(near)
        ]
        page.named("rest_0", "残差", "殘差", "the residual")
        rows = [
            ("equation", self._equation(), look.done),
            ("correlation", self._coefficient(), look.hot),
        ]
        shown = facts(page, Room(panel.left, panel.right, panel.y - 0.8, panel.y + 0.8), rows, across=False)
        says = page.say(
            "縦のずれの 2 乗の合計がいちばん小さい直線を引きます。",
            "畫出使垂直距離平方和最小的直線。",
            "Of all lines, it has the smallest sum of squared distances, up and down.",
        )
        page.beat(
            "Create(line)",
            *(f"Create({name})" for name in rests),
            shown[0],
            says=says,
            seconds=1.8,
            pause=0.8,
        )
        page.beat(shown[1], says=self._says(page), pause=0.8)

    def _equation(self) -> str:
        sign = "+" if self.intercept >= 0 else "−"
        about = _about(self.slope, self.intercept)
        return f"y {about} {_short(self.slope)}x {sign} {_short(abs(self.intercept))}"

    def _coefficient(self) -> str:
        value = self.correlation
        about = "=" if value.is_Rational and ends(Fraction(value), 2) else "≈"
        return f"r {about} {rounded(value)}"

    def _inside(self, xs: list[float], low: float, high: float) -> list[float]:
        """The ends of the line's part within the axes."""
        slope, start = float(self.slope), float(self.intercept)
        if not slope:
            return xs
        cuts = sorted(((low - start) / slope, (high - start) / slope))
        return [max(xs[0], cuts[0]), min(xs[1], cuts[1])]

    def _at(self, x: float) -> float:
        return float(self.slope) * x + float(self.intercept)

    def _says(self, page: Page) -> str:
        value = float(self.correlation)
        if value > 0:
            return page.say(
                "相関係数 r は −1 から 1 の数です。1 に近いほど、右上がりの直線にそろいます。",
                "相關係數 r 介於 −1 和 1 之間，越接近 1 越沿著上升的直線。",
                "r is between −1 and 1: the nearer to 1, the closer they follow a rising line.",
            )
        if value < 0:
            return page.say(
                "相関係数 r は −1 から 1 の数です。−1 に近いほど、右下がりの直線にそろいます。",
                "相關係數 r 介於 −1 和 1 之間，越接近 −1 越沿著下降的直線。",
                "r is between −1 and 1: the nearer to −1, the closer they follow a falling line.",
            )
        return page.say(
            "相関係数 r は 0：直線的な関係は見られません。",
            "相關係數 r 是 0：沒有直線關係。",
            "The correlation r is 0: they follow no line at all.",
        )


def _short(value: Fraction) -> str:
    return written(value) if ends(value, 2) else rounded(exact(value))


def _about(*values: Fraction) -> str:
    return "=" if all(ends(value, 2) for value in values) else "≈"
