"""How the number of steps grows with the input: constant, logarithmic, linear and faster, side by side."""

from enum import StrEnum
from math import log2
from typing import Final, Self

from pydantic import Field, model_validator

from media.formulas.window import Axis, axis
from media.scenes.axes import Plane
from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.quantities import facts
from media.scenes.room import two


class Growth(StrEnum):
    """A class of growth, by its formula."""

    CONSTANT = "1"
    LOGARITHMIC = "log n"
    LINEAR = "n"
    LINEARITHMIC = "n log n"
    QUADRATIC = "n²"
    EXPONENTIAL = "2ⁿ"


_SOURCES: Final = {
    Growth.CONSTANT: "1 + 0 * x",
    Growth.LOGARITHMIC: "np.log2(x)",
    Growth.LINEAR: "x",
    Growth.LINEARITHMIC: "x * np.log2(x)",
    Growth.QUADRATIC: "x**2",
    Growth.EXPONENTIAL: "2**x",
}


class Complexity(Builder):
    """The classes that are compared, and the size of input for which their steps are told."""

    classes: tuple[Growth, ...] = Field(
        default=(Growth.LOGARITHMIC, Growth.LINEAR, Growth.LINEARITHMIC, Growth.QUADRATIC),
        min_length=1,
        max_length=5,
    )
    size: int = Field(default=16, ge=4, le=32)

    @model_validator(mode="after")
    def _differ(self) -> Self:
        if len(set(self.classes)) < len(self.classes):
            raise ValueError("classes must differ from each other.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Four that are met most."""
        return cls()

    @staticmethod
    def steps(growth: Growth, size: float) -> float:
        """How many steps an input of that size takes, as the formula has it."""
        return {
            Growth.CONSTANT: 1.0,
            Growth.LOGARITHMIC: log2(size),
            Growth.LINEAR: float(size),
            Growth.LINEARITHMIC: size * log2(size),
            Growth.QUADRATIC: float(size**2),
            Growth.EXPONENTIAL: float(2**size),
        }[growth]

    def heading(self, locale: Locale) -> str:
        """What is compared."""
        return locale.say("計算量（O 記法）", "時間複雜度（大 O）", "Big O: how steps grow")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The axes, curve after curve from the flattest, and the steps of each."""
        picture, panel = two(page.stage, 0.62, 0.5, beside=page.stage.wide)
        look = page.look
        box = picture.inside(0.35, 0.3)
        top = float(self.size * 3.2)
        plane = Plane(
            Axis(0, self.size * 1.05, axis(0, self.size, most=max(3, int(box.width))).step),
            axis(0, top, most=5),
            box,
        )
        names = (page.say("データ数 n", "資料量 n", "input n"), page.say("手数", "步驟數", "steps"))
        page.beat(*plane.draw(page, names=names), seconds=0.8)
        order = sorted(self.classes, key=lambda one: self.steps(one, self.size))
        rows = [
            (f"row_{n}", f"O({one.value}): {_told(self.steps(one, self.size))}", look.accent(n))
            for n, one in enumerate(order)
        ]
        title = page.say("n = {n} のとき", "n = {n} 時", "for n = {n}", n=self.size)
        shown = facts(page, panel, [("title", title, look.muted), *rows], across=False)
        for n, one in enumerate(order):
            end = self._end(one, top)
            plane.plot(page, f"curve_{n}", _SOURCES[one], (1.0, end), look.accent(n))
            page.named(
                f"curve_{n}",
                f"O({one.value}) の曲線",
                f"O({one.value}) 的曲線",
                f"the curve of O({one.value})",
            )
            page.beat(
                f"Create(curve_{n})",
                *([shown[0]] if n == 0 else []),
                shown[n + 1],
                says=self._says(page, one),
                seconds=1.8,
                pause=0.5,
            )
        first, last = order[0], order[-1]
        says = page.say(
            "n が 2 倍になると、O({a}) は {x} 手に、O({b}) は {y} 手になります。",
            "n 變兩倍時，O({a}) 變成 {x} 步，O({b}) 變成 {y} 步。",
            "With twice the input, O({a}) takes {x} steps, and O({b}) takes {y}.",
            a=first.value,
            b=last.value,
            x=_told(self.steps(first, 2 * self.size)),
            y=_told(self.steps(last, 2 * self.size)),
        )
        page.beat(f"Indicate(row_{len(order) - 1})", says=says, pause=0.8)

    def _end(self, growth: Growth, top: float) -> float:
        """Where the curve leaves the axes."""
        steps = 400
        end = 1.0
        for n in range(steps + 1):
            x = 1 + (self.size - 1) * n / steps
            if self.steps(growth, x) > top:
                break
            end = x
        return end

    @staticmethod
    def _says(page: Page, growth: Growth) -> str:
        match growth:
            case Growth.CONSTANT:
                return page.say(
                    "O(1)：データがいくらあっても手数は同じです。",
                    "O(1)：資料再多，步驟數都一樣。",
                    "O(1): always as many steps, however large the input.",
                )
            case Growth.LOGARITHMIC:
                return page.say(
                    "O(log n)：二分探索。2 倍になっても、手数は 1 つ増えるだけです。",
                    "O(log n)：二分搜尋。資料加倍只多一步。",
                    "O(log n), as binary search: twice the input costs a single step more.",
                )
            case Growth.LINEAR:
                return page.say(
                    "O(n)：一つずつ見る線形探索。手数はデータ数に比例します。",
                    "O(n)：逐一查看的線性搜尋，步驟與資料量成正比。",
                    "O(n), as looking at each in turn: steps grow as the input does.",
                )
            case Growth.LINEARITHMIC:
                return page.say(
                    "O(n log n)：マージソートなど、速い並べ替えです。",
                    "O(n log n)：合併排序等快速的排序。",
                    "O(n log n), as the fast ways of sorting: merge sort for one.",
                )
            case Growth.QUADRATIC:
                return page.say(
                    "O(n²)：バブルソート。2 倍になると 4 倍かかります。",
                    "O(n²)：氣泡排序。資料加倍要四倍時間。",
                    "O(n²), as bubble sort: twice the input takes four times as long.",
                )
        return page.say(
            "O(2ⁿ)：すべての組を試すとき。1 つ増えるごとに 2 倍になります。",
            "O(2ⁿ)：嘗試所有組合，每多一個就加倍。",
            "O(2ⁿ), as trying all subsets: each one more doubles it.",
        )


def _told(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"≈{value:,.1f}"
