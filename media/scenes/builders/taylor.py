"""Taylor polynomials: a function, and polynomials at a point that follow it farther with every term."""

from typing import Final, Literal, Self

import sympy
from pydantic import Field, model_validator

from media.formulas.functions import function
from media.formulas.window import Axis, axis
from media.formulas.written import numpy
from media.scenes.axes import Plane
from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.room import two

_HALF: Final = {"sin": 7.0, "cos": 7.0, "exp": 3.0}
_HEIGHT: Final = {"sin": (-2.5, 2.5), "cos": (-2.5, 2.5), "exp": (-2.0, 8.0)}


class Taylor(Builder):
    """The function, expanded at 0, and the degrees of the polynomials."""

    function: Literal["sin", "cos", "exp"] = "sin"
    degrees: tuple[int, ...] = Field(default=(1, 3, 5, 7), min_length=1, max_length=5)

    @model_validator(mode="after")
    def _differ(self) -> Self:
        if any(not 0 <= degree <= 12 for degree in self.degrees):  # noqa: PLR2004 - longer ones can't be read
            raise ValueError("degrees must be from 0 to 12.")
        found = [self.polynomial(degree) for degree in self.degrees]
        if len(set(found)) < len(found):
            raise ValueError("degrees: two of them give the same polynomial.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """The sine."""
        return cls()

    @property
    def expression(self) -> sympy.Expr:
        """The function of x."""
        return function(f"{self.function}(x)" if self.function != "exp" else "e^x").expression

    def polynomial(self, degree: int) -> sympy.Expr:
        """The Taylor polynomial of that degree at 0."""
        expression = self.expression
        (variable,) = expression.free_symbols
        return sympy.series(expression, variable, 0, degree + 1).removeO()

    def heading(self, locale: Locale) -> str:
        """Of what."""
        name = {"sin": "sin x", "cos": "cos x", "exp": "eˣ"}[self.function]
        return locale.say("{f} のテイラー展開", "{f} 的泰勒展開", "Taylor polynomials of {f}", f=name)

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The function, then the polynomials one after the other."""
        area, panel = two(page.stage, 0.8, 0.2, beside=False)
        look, half = page.look, _HALF[self.function]
        low, high = _HEIGHT[self.function]
        box = area.inside(0.2, 0.1)
        plane = Plane(
            axis(-half, half, most=max(3, int(box.width))), Axis(low, high, axis(low, high, most=4).step), box
        )
        page.beat(*plane.draw(page), seconds=0.8)
        name = {"sin": "sin x", "cos": "cos x", "exp": "eˣ"}[self.function]
        plane.plot_all(
            page,
            "curve",
            numpy(self.expression),
            self._stretches(self.expression, half, low, high),
            look.main,
        )
        page.named("curve", f"{name} のグラフ", f"{name} 的圖形", f"the graph of {name}")
        says = page.say("これが {f} です。", "這是 {f}。", "This is {f}.", f=name)
        page.beat("Create(curve)", says=says, seconds=1.4)
        before = ""
        for n, degree in enumerate(self.degrees):
            polynomial, color = self.polynomial(degree), look.accent(n + 1)
            pieces = self._stretches(polynomial, half, low, high)
            plane.plot_all(page, f"poly_{degree}", numpy(polynomial), pieces, color)
            page.formula(
                f"formula_{degree}", f"P_{degree}(x) = {self._typst(degree)}", 44, panel.width, color=color
            )
            page.place(f"formula_{degree}", panel.x, panel.y)
            page.named(
                f"poly_{degree}",
                f"{degree} 次の多項式",
                f"{degree} 次多項式",
                f"the polynomial of degree {degree}",
            )
            shown = [f"Create(poly_{degree})", f"FadeIn(formula_{degree})"]
            if before:
                shown += [f"FadeOut(formula_{before})", f"poly_{before}.animate.set_stroke(opacity=0.35)"]
            before = str(degree)
            says = (
                page.say(
                    "{d} 次：x = 0 の近くで、値も傾きも合わせます。",
                    "{d} 次：在 x = 0 附近，值和斜率都吻合。",
                    "Degree {d}: near x = 0 it has the same value and slope.",
                    d=degree,
                )
                if n == 0
                else page.say(
                    "{d} 次：項が増えると、もっと遠くまで重なります。",
                    "{d} 次：項數越多，重合得越遠。",
                    "Degree {d}: with every term it follows the curve farther out.",
                    d=degree,
                )
            )
            page.beat(*shown, says=says, seconds=1.8, pause=0.6)

    @staticmethod
    def _stretches(expression: sympy.Expr, half: float, low: float, high: float) -> list[tuple[float, float]]:
        """The one piece around 0 that stays inside the axes."""
        (variable,) = expression.free_symbols or {sympy.Symbol("x")}
        value = sympy.lambdify(variable, expression, "math")
        steps = 400
        ends = []
        for side in (-1, 1):
            end = 0.0
            for n in range(steps + 1):
                x = side * half * n / steps
                if not low <= value(x) <= high:
                    break
                end = x
            ends.append(end)
        return [(ends[0], ends[1])]

    def _typst(self, degree: int) -> str:
        """The terms with their factorials."""
        expression = self.expression
        (variable,) = expression.free_symbols
        text = ""
        for power in range(degree + 1):
            sign = (
                int(expression.diff(variable, power).subs(variable, 0))
                if power
                else int(expression.subs(variable, 0))
            )
            if not sign:
                continue
            x = "1" if power == 0 else "x" if power == 1 else f"frac(x^{power}, {power}!)"
            text += (" + " if sign > 0 else " - ") + x if text else ("" if sign > 0 else "-") + x
        return text
