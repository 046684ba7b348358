"""A chemical equation balanced: the atoms of both sides are counted and drawn until they are equal."""

import re
from functools import reduce
from math import gcd, lcm
from typing import Final, Self

import sympy
from pydantic import Field, model_validator

from media.scenes.builder import Builder
from media.scenes.elements import COLORS, SYMBOLS
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.quantities import facts
from media.scenes.room import Room, divided, two
from media.scenes.sketch import Sketch, around

_PART: Final = re.compile(r"([A-Z][a-z]?)(\d*)")
_MOST_SPECIES: Final = 3
_MOST: Final = 6
_MOST_ATOMS: Final = 9
_SMALL: Final = ("H",)
_CROWDED: Final = 6
"""As many atoms around one, or in a molecule, have less room each."""


def atoms_of(formula: str) -> dict[str, int]:
    """How many atoms of each element a formula such as ``H2O`` has. Raises ValueError where it is none."""
    found: dict[str, int] = {}
    if not formula or _PART.sub("", formula):
        raise ValueError(f"“{formula}” is not a formula such as H2O.")
    for symbol, count in _PART.findall(formula):
        if symbol not in SYMBOLS:
            raise ValueError(f"“{symbol}” is not the symbol of an element.")
        found[symbol] = found.get(symbol, 0) + int(count or 1)
    return found


class Reaction(Builder):
    """The formulas on the left and on the right, without their numbers."""

    left: tuple[str, ...] = Field(min_length=1, max_length=_MOST_SPECIES)
    right: tuple[str, ...] = Field(min_length=1, max_length=_MOST_SPECIES)

    @model_validator(mode="after")
    def _can_be_balanced(self) -> Self:
        if max(self.numbers) > _MOST:
            raise ValueError(f"The equation needs more than {_MOST} molecules of a kind: too many to draw.")
        if max(sum(atoms_of(one).values()) for one in (*self.left, *self.right)) > _MOST_ATOMS:
            raise ValueError(f"A molecule of more than {_MOST_ATOMS} atoms is too large to draw.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Hydrogen burns."""
        return cls(left=("H2", "O2"), right=("H2O",))

    @property
    def elements(self) -> list[str]:
        """The elements, in the order in which they occur."""
        return list(dict.fromkeys(symbol for one in (*self.left, *self.right) for symbol in atoms_of(one)))

    @property
    def numbers(self) -> list[int]:
        """How many of each molecule there are, left and right, in the smallest whole numbers."""
        species = (*self.left, *self.right)
        rows = [
            [
                (1 if n < len(self.left) else -1) * atoms_of(one).get(symbol, 0)
                for n, one in enumerate(species)
            ]
            for symbol in self.elements
        ]
        space = sympy.Matrix(rows).nullspace()
        if len(space) != 1:
            raise ValueError("The equation can't be balanced, or not in one way alone.")
        values = list(space[0])
        whole = lcm(*(int(value.q) for value in values))
        found = [int(value * whole) for value in values]
        found = [value // reduce(gcd, found) for value in found]
        if min(found) < 0 < max(found) or 0 in found:
            raise ValueError("The equation can't be balanced.")
        return [abs(value) for value in found]

    def counts(self, numbers: list[int], *, right: bool) -> dict[str, int]:
        """The atoms of each element on a side."""
        side = list(zip((*self.left, *self.right), numbers, strict=True))
        side = side[len(self.left) :] if right else side[: len(self.left)]
        return {symbol: sum(n * atoms_of(one).get(symbol, 0) for one, n in side) for symbol in self.elements}

    def heading(self, locale: Locale) -> str:
        """What is done."""
        return locale.say("化学反応式の係数", "平衡化學方程式", "Balancing a chemical equation")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """One molecule of each, the atoms counted, then as many as it takes."""
        upper, lower = two(page.stage, 0.66, beside=False)
        sketch, look = Sketch(page), page.look
        middle = 0.9
        wide = (upper.width - middle) / 2
        rooms = (
            Room(upper.left, upper.left + wide, upper.bottom, upper.top - 0.7),
            Room(upper.right - wide, upper.right, upper.bottom, upper.top - 0.7),
        )
        sketch.arrow("arrow", (upper.x - 0.32, rooms[0].y), (upper.x + 0.32, rooms[0].y), look.ink)
        page.named("arrow", "反応の矢印", "反應箭頭", "the reaction arrow")
        ones = [1] * len(self.numbers)
        first = self._side(page, sketch, rooms, ones, "a")
        title = self._equation(page, ones, "equation_a", upper)
        says = page.say(
            "反応する分子と、できる分子を一つずつ描きます。",
            "先各畫一個反應物和生成物的分子。",
            "One molecule of each that reacts, and of each that comes about.",
        )
        page.beat(
            "GrowArrow(arrow)",
            *(f"FadeIn({name})" for name in first),
            f"FadeIn({title})",
            says=says,
            seconds=1.4,
        )
        rows = self._rows(page, ones, "a")
        shown = facts(page, lower, rows, across=page.stage.wide)
        unequal = [
            s for s in self.elements if self.counts(ones, right=False)[s] != self.counts(ones, right=True)[s]
        ]
        if not unequal:
            says = page.say(
                "左右の原子の数は、もう等しくなっています。",
                "兩邊的原子數已經相等。",
                "There are as many atoms on both sides already.",
            )
            page.beat(*shown, says=says)
            return
        says = page.say(
            "原子の数を左右で数えると、{s} が合いません。原子は消えも増えもしないはずです。",
            "數一數兩邊的原子，{s} 不相等。原子不會消失也不會增加。",
            "Count the atoms: {s} differ. But atoms neither vanish nor appear.",
            s=page.locale.enumerated(unequal),
        )
        page.beat(*shown, says=says, pause=1.0)
        second = self._side(page, sketch, rooms, self.numbers, "b")
        other = self._equation(page, self.numbers, "equation_b", upper)
        says = page.say(
            "分子の数を変えて、すべての原子の数をそろえます。分子の中身は変えません。",
            "調整分子的數目，讓每種原子都相等，但不改變分子本身。",
            "So the number of molecules is changed, never what they are made of.",
        )
        page.beat(
            *(f"FadeOut({name})" for name in first),
            *(f"FadeIn({name})" for name in second),
            f"ReplacementTransform({title}, {other})",
            says=says,
            seconds=1.8,
        )
        shown = facts(page, lower, self._rows(page, self.numbers, "b"), across=page.stage.wide)
        says = page.say("左右が等しくなりました。", "兩邊相等了。", "Now both sides are equal.")
        page.beat(*(f"FadeOut(count_a_{s})" for s in self.elements), *shown, says=says, pause=1.0)

    def _equation(self, page: Page, numbers: list[int], name: str, room: Room) -> str:
        species = (*self.left, *self.right)
        terms = [
            f"{n if n > 1 else ''} {_typst(one)}".strip() for n, one in zip(numbers, species, strict=True)
        ]
        sides = " + ".join(terms[: len(self.left)]), " + ".join(terms[len(self.left) :])
        page.formula(name, f"{sides[0]} -> {sides[1]}", 46, room.width)
        page.place(name, room.x, room.top - 0.3)
        page.named(name, "反応式", "反應式", "the equation")
        return name

    def _rows(self, page: Page, numbers: list[int], mark: str) -> list[tuple[str, str, str]]:
        left, right = self.counts(numbers, right=False), self.counts(numbers, right=True)
        return [
            (
                f"count_{mark}_{s}",
                f"{s}: {left[s]} {'=' if left[s] == right[s] else '≠'} {right[s]}",
                page.look.done if left[s] == right[s] else page.look.accent(3),
            )
            for s in self.elements
        ]

    def _side(
        self, page: Page, sketch: Sketch, rooms: tuple[Room, Room], numbers: list[int], mark: str
    ) -> list[str]:
        """The molecules of both sides, each kind in a column; gives the names of the columns."""
        names = []
        most = max(self.numbers)
        for side, room, start in ((self.left, rooms[0], 0), (self.right, rooms[1], len(self.left))):
            shares = divided(room, len(side), beside=True)
            for n, (formula, column) in enumerate(zip(side, shares, strict=True)):
                columns = 1 if most <= 3 else 2  # noqa: PLR2004 - more stand side by side
                rows = -(-most // columns)
                cell = min(column.width / columns, column.height / rows)
                count = numbers[start + n]
                parts = []
                for k in range(count):
                    x = column.x + (k % columns - (min(columns, count) - 1) / 2) * cell
                    y = column.y + ((-(-count // columns) - 1) / 2 - k // columns) * cell
                    parts.append(
                        self._molecule(
                            page, sketch, f"m_{mark}_{start + n}_{k}", formula, (x, y), 0.42 * cell
                        )
                    )
                names.append(sketch.group(f"molecules_{mark}_{start + n}", *parts))
                page.named(names[-1], formula, formula, formula)
        return names

    @staticmethod
    def _molecule(  # noqa: PLR0913, PLR0917 - what is drawn, and where
        page: Page, sketch: Sketch, name: str, formula: str, at: tuple[float, float], size: float
    ) -> str:
        """A cluster: the rarest element in the middle, the others around it."""
        atoms = sorted(atoms_of(formula).items(), key=lambda one: (one[0] in _SMALL, one[1]))
        listed = [symbol for symbol, count in atoms for _ in range(count)]
        radius = min(0.42, 0.46 * size)
        spots = [at]
        if len(listed) == 2:  # noqa: PLR2004 - side by side
            spots = [(at[0] - 0.8 * radius, at[1]), (at[0] + 0.8 * radius, at[1])]
        elif len(listed) > 2:  # noqa: PLR2004 - one in the middle
            outer = len(listed) - 1
            start = 0 if outer == 2 else 90  # noqa: PLR2004 - one to each side
            spots = [
                at,
                *(
                    around(at, (1.25 if outer < _CROWDED else 1.45) * radius, start + 360 * k / outer)
                    for k in range(outer)
                ),
            ]
        parts = []
        for k, (symbol, spot) in enumerate(zip(listed, spots, strict=True)):
            color = COLORS.get(symbol, page.look.accent(SYMBOLS.index(symbol)))
            small = radius * (0.72 if symbol in _SMALL or (len(listed) >= _CROWDED and k) else 1)
            parts.append(sketch.disc(f"{name}_{k}", spot, small, color, fill=0.95, stroke=1.5))
        return sketch.group(name, *parts)


def _typst(formula: str) -> str:
    return "".join(f'"{symbol}"' + (f"_{count}" if count else "") for symbol, count in _PART.findall(formula))
