"""What a number is made of: its tree of factors; for two numbers, what they share, by Euclid's divisions."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import isqrt
from typing import Final, Self

from pydantic import Field, model_validator

from media.formulas.exact import Written, power, same
from media.scenes.builder import Builder
from media.scenes.lines import Row, lay
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.room import Room
from media.scenes.source import number
from media.scenes.text import UNITS_PER_POINT

LARGEST: Final = 1_000_000
MOST_PRIMES: Final = 12
MOST_DIVISIONS: Final = 9
_MOST_SQUARES: Final = 30
_SMALLEST_SQUARE: Final = 0.12


@dataclass(frozen=True)
class Node:
    """A number of the tree and the two factors below it; a prime has none."""

    value: int
    parts: tuple["Node", ...] = ()

    @property
    def leaves(self) -> int:
        """How many primes it is made of."""
        return sum(part.leaves for part in self.parts) or 1

    @property
    def depth(self) -> int:
        """How many levels are below it."""
        return max((part.depth + 1 for part in self.parts), default=0)


@dataclass(frozen=True)
class Division:
    """One of Euclid's lines: dividend = times · divisor + rest."""

    dividend: int
    divisor: int

    @property
    def times(self) -> int:
        """How often the divisor goes into it."""
        return self.dividend // self.divisor

    @property
    def rest(self) -> int:
        """What is left."""
        return self.dividend % self.divisor


@dataclass(frozen=True)
class _Placed:
    key: str
    node: Node
    x: float
    y: float
    parent: str


class Factorization(Builder):
    """One number is taken apart into primes; of two, the greatest common divisor is found."""

    numbers: tuple[int, ...] = Field(min_length=1, max_length=2)

    @model_validator(mode="after")
    def _is_drawn(self) -> Self:
        if any(not 2 <= n <= LARGEST for n in self.numbers):  # noqa: PLR2004 - the first prime
            raise ValueError(f"numbers are whole, from 2 to {LARGEST}.")
        if len(self.numbers) == 1 and len(self.primes) > MOST_PRIMES:
            raise ValueError(f"numbers: {self.numbers[0]} has more than {MOST_PRIMES} prime factors.")
        if len(self.numbers) > 1 and len(self.divisions) > MOST_DIVISIONS:
            raise ValueError(f"numbers: their divisor takes more than {MOST_DIVISIONS} divisions.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A tree of four primes."""
        return cls(numbers=(60,))

    @cached_property
    def primes(self) -> tuple[int, ...]:
        """The prime factors of the first number, the smallest first, each as often as it occurs."""
        return tuple(_primes(self.numbers[0]))

    @cached_property
    def tree(self) -> Node:
        """The first number's factors, each time in two that are as alike as can be."""
        return _tree(self.numbers[0])

    @cached_property
    def divisions(self) -> tuple[Division, ...]:
        """Euclid's divisions, the last of which leaves nothing."""
        larger, smaller = max(self.numbers), min(self.numbers)
        found = [Division(larger, smaller)]
        while found[-1].rest:
            found.append(Division(found[-1].divisor, found[-1].rest))
        return tuple(found)

    def heading(self, locale: Locale) -> str:
        """What is asked."""
        if len(self.numbers) == 1:
            return locale.say(
                "{n} の素因数分解", "{n} 的質因數分解", "The prime factors of {n}", n=self.numbers[0]
            )
        a, b = self.numbers
        return locale.say(
            "{a} と {b} の最大公約数",
            "{a} 和 {b} 的最大公因數",
            "The greatest common divisor of {a} and {b}",
            a=a,
            b=b,
        )

    def draw(self, page: Page) -> None:
        """The tree, or the divisions."""
        if len(self.numbers) == 1:
            self._draw_tree(page)
        else:
            self._draw_divisions(page)

    # --- one number -----------------------------------------------------------------------------------

    def _draw_tree(self, page: Page) -> None:
        look, stage, whole = page.look, page.stage, self.numbers[0]
        placed = list(self._placed(page))
        levels: dict[float, list[_Placed]] = {}
        for each in placed:
            self._node(page, each)
            levels.setdefault(each.y, []).append(each)
        page.named("number_0", "元の数", "原來的數", "the number")
        says = page.say(
            "{n} を素数の積に分けます。", "把 {n} 分解成質數的乘積。", "Take {n} apart into primes.", n=whole
        )
        page.beat("FadeIn(number_0, scale=1.5)", says=says, seconds=0.8)
        for y in sorted(levels, reverse=True)[1:]:
            split = [
                each.node
                for each in placed
                if each.node.parts and any(one.parent == each.key for one in levels[y])
            ]
            said = page.locale.enumerated(
                dict.fromkeys(f"{n.value} = {n.parts[0].value} × {n.parts[1].value}" for n in split)
            )
            drawn = []
            for each in levels[y]:
                page.let(
                    f"branch_{each.key}",
                    "Line",
                    f"number_{each.parent}.get_bottom() + DOWN * 0.08",
                    f"number_{each.key}.get_top() + UP * 0.08",
                    color=look.muted,
                    stroke_width="3",
                )
                drawn += [
                    f"Create(branch_{each.key})",
                    f"TransformFromCopy(number_{each.parent}, number_{each.key})",
                ]
            page.beat(*drawn, says=page.say("{said}", "{said}", "{said}", said=said), seconds=1.3)
        leaves = ", ".join(f"number_{each.key}" for each in placed if not each.node.parts)
        if not self.tree.parts:
            says = page.say(
                "{n} は素数なので、これ以上分けられません。",
                "{n} 是質數，不能再分解。",
                "{n} is a prime: it can't be taken apart.",
                n=whole,
            )
            page.beat(f"number_0.animate.set_color({look.done})", says=says)
            return
        written = self.product
        page.formula("product", f"{whole} = {written.typst}", 60, stage.width - 0.4, color=look.done)
        page.place("product", 0, stage.bottom + 0.5)
        page.named("product", "素因数の積", "質因數的乘積", "the product of primes")
        says = page.say(
            "枝の先はすべて素数です。{n} = {p}",
            "末端都是質數：{n} = {p}",
            "All ends are primes: {n} = {p}",
            n=whole,
            p=written.plain,
        )
        page.let("leaves", "VGroup", leaves)
        page.beat(
            "LaggedStart(*(Indicate(leaf) for leaf in leaves), lag_ratio=0.2)",
            "Write(product)",
            says=says,
            seconds=1.8,
        )

    @property
    def product(self) -> Written:
        """The prime factors as powers."""
        parts = [power(same(str(prime)), count) for prime, count in sorted(Counter(self.primes).items())]
        return Written(" dot ".join(part.typst for part in parts), " × ".join(part.plain for part in parts))

    def _placed(self, page: Page) -> Iterator[_Placed]:
        """The nodes level by level, each in the middle above its leaves."""
        stage = page.stage
        column = stage.width / self.tree.leaves
        level = self._level(page)
        top = stage.top - 0.55 if self.tree.depth else stage.middle
        waiting = [(self.tree, 0, 0.0, "")]
        key = 0
        while waiting:
            node, depth, start, parent = waiting.pop(0)
            x = stage.left + (start + node.leaves / 2) * column
            yield _Placed(str(key), node, x, top - depth * level, parent)
            for part in node.parts:
                waiting.append((part, depth + 1, start, str(key)))
                start += part.leaves
            key += 1

    def _level(self, page: Page) -> float:
        """How far a level is below the one before."""
        return min(1.9, (page.stage.height - 2.2) / max(self.tree.depth, 1))

    def _node(self, page: Page, each: _Placed) -> None:
        look, digits = page.look, len(str(each.node.value))
        column = page.stage.width / self.tree.leaves * each.node.leaves
        size = max(20.0, min(44.0, self._level(page) * 32, column * 0.75 / (digits * 0.57 * UNITS_PER_POINT)))
        prime = not each.node.parts and each.parent
        page.text(f"value_{each.key}", str(each.node.value), size, column, color=look.ink, bold=True)
        wide = max(digits * 0.57, 1.1) * size * UNITS_PER_POINT + 0.2
        color = look.done if prime else look.main
        page.let(
            f"box_{each.key}",
            "RoundedRectangle",
            corner_radius="0.2",
            width=number(min(wide, column * 0.96)),
            height=number(size * 0.021),
            color=color,
            fill_color=color,
            fill_opacity="0.25" if prime else "0.1",
        )
        page.let(f"number_{each.key}", "VGroup", f"box_{each.key}", f"value_{each.key}")
        page.place(f"number_{each.key}", each.x, each.y)

    # --- two numbers ----------------------------------------------------------------------------------

    def squares(self) -> list[tuple[int, int, int, int]]:
        """Euclid's squares in a rectangle of the two numbers: of which division, left, bottom, side."""
        found = []
        x = y = 0
        for turn, division in enumerate(self.divisions):
            for _ in range(division.times):
                found.append((turn, x, y, division.divisor))
                if turn % 2:
                    y += division.divisor
                else:
                    x += division.divisor
        return found

    def _draw_divisions(self, page: Page) -> None:
        look, stage = page.look, page.stage
        a, b = max(self.numbers), min(self.numbers)
        roomy = stage.roomy
        width, height = (
            (stage.width * 0.52, stage.height - 0.6) if roomy else (stage.width - 0.6, stage.height * 0.42)
        )
        unit = min(width / a, height / b)
        divisor = self.divisions[-1].divisor
        times = sum(division.times for division in self.divisions)
        drawn = times <= _MOST_SQUARES and divisor * unit >= _SMALLEST_SQUARE
        if not drawn:
            lines = Room.around(0, stage.middle, stage.width - 0.4, stage.height - 0.4)
        elif roomy:
            lines = Room.around(
                stage.right - stage.width * 0.21, stage.middle, stage.width * 0.42, stage.height - 0.6
            )
        else:
            lines = Room.around(0, stage.bottom + stage.height * 0.22, stage.width - 0.4, stage.height * 0.42)
        rows = [
            Row(str(each.dividend), f"{each.times} dot {each.divisor} + {each.rest}")
            for each in self.divisions
        ]
        rows.append(Row(f"gcd({self.numbers[0]}, {self.numbers[1]})", str(divisor)))
        names = lay(page, "line", rows, lines)
        page.named("lines", "割り算の式", "除法算式", "the divisions")
        says = page.say(
            "大きい数を小さい数で割り、余りを見ます。",
            "用大數除以小數，看餘數。",
            "Divide the larger number by the smaller, and look at the rest.",
        )
        if drawn:
            origin = (
                (stage.left + 0.1, stage.middle - b * unit / 2 - 0.1)
                if roomy
                else (-a * unit / 2, stage.top - 0.45 - b * unit)
            )
            self._rectangle(page, unit, origin)
            says = page.say(
                "縦 {b}、横 {a} の長方形を、できるだけ大きい正方形で埋めます。",
                "用盡量大的正方形，填滿 {a} 乘 {b} 的長方形。",
                "Fill a rectangle of {a} by {b} with squares, each time as large as can be.",
                a=a,
                b=b,
            )
            page.beat("Create(rectangle)", "FadeIn(side_a, side_b)", says=says)
        for turn, division in enumerate(self.divisions):
            shown = [f"Write({names[turn]})"]
            if drawn:
                tiles = [
                    f"square_{index}" for index, square in enumerate(self.squares(), 1) if square[0] == turn
                ]
                grown = f"*(GrowFromCenter(square) for square in [{', '.join(tiles)}])"
                shown.append(f"LaggedStart({grown}, lag_ratio=0.3)")
            page.beat(*shown, says=self._said(page, division) if turn or drawn else says, seconds=1.4)
        page.beat(
            f"Write({names[-1]})",
            f"{names[-1]}.animate.set_color({look.done})",
            says=page.say(
                "余りが 0 になりました。最大公約数は {g} です。",
                "餘數是 0 了，最大公因數是 {g}。",
                "Nothing is left: the greatest common divisor is {g}.",
                g=divisor,
            ),
        )

    def _said(self, page: Page, division: Division) -> str:
        return page.say(
            "{a} ÷ {b} は {n}、余りは {r} です。",
            "{a} ÷ {b} 得 {n}，餘 {r}。",
            "{a} ÷ {b} is {n}, and {r} is left over.",
            a=division.dividend,
            b=division.divisor,
            n=division.times,
            r=division.rest,
        )

    def _rectangle(self, page: Page, unit: float, origin: tuple[float, float]) -> None:
        look, (x0, y0) = page.look, origin
        a, b = max(self.numbers), min(self.numbers)
        page.let("rectangle", "Rectangle", width=number(a * unit), height=number(b * unit), color=look.ink)
        page.place("rectangle", x0 + a * unit / 2, y0 + b * unit / 2)
        page.named("rectangle", "長方形", "長方形", "the rectangle")
        page.text("side_a", str(a), 28, 2.0)
        page.do("side_a.next_to", "rectangle", "UP", buff="0.1")
        page.text("side_b", str(b), 28, 2.0)
        page.do("side_b.next_to", "rectangle", "RIGHT", buff="0.12")
        for index, (turn, x, y, side) in enumerate(self.squares(), 1):
            color = look.accent(turn)
            page.let(
                f"square_{index}",
                "Square",
                number(side * unit),
                color=color,
                fill_color=color,
                fill_opacity="0.35",
                stroke_width="3",
            )
            page.place(f"square_{index}", x0 + (x + side / 2) * unit, y0 + (y + side / 2) * unit)


def _primes(n: int) -> Iterator[int]:
    divisor = 2
    while divisor * divisor <= n:
        if n % divisor:
            divisor += 1
        else:
            yield divisor
            n //= divisor
    if n > 1:
        yield n


def _tree(n: int) -> Node:
    factor = next((d for d in range(isqrt(n), 1, -1) if n % d == 0), None)
    return Node(n) if factor is None else Node(n, (_tree(factor), _tree(n // factor)))
