"""Ways to choose: orders of given items, or selections in which the order does not count."""

from dataclasses import dataclass
from itertools import combinations, permutations
from math import comb, factorial, perm
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from media.scenes.builder import Builder
from media.scenes.charts.fit import block, result
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.source import number

MOST_LISTED: Final = 24
_RESULT: Final = 0.75
_ITEMS: Final = 1.15
_BIGGEST: Final = 0.62


class Combinations(Builder):
    """``chosen`` of the items are taken; ``ordered`` says whether another order is another way."""

    items: tuple[Annotated[str, Field(min_length=1, max_length=10)], ...] = Field(min_length=2, max_length=8)
    chosen: int = Field(ge=1, le=8)
    ordered: bool = False

    @model_validator(mode="after")
    def _can_be_chosen(self) -> Self:
        if len(set(self.items)) < len(self.items):
            raise ValueError("items: each is named once.")
        if self.chosen > len(self.items):
            raise ValueError("chosen: not more than there are items.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:
        """Two of four."""
        names = locale.say("りんご みかん もも なし", "蘋果 橘子 桃子 梨子", "apple orange peach pear")
        return cls(items=tuple(names.split()), chosen=2)

    # --- what is so -----------------------------------------------------------------------------------

    @property
    def orders(self) -> int:
        """How many ordered choices there are."""
        return perm(len(self.items), self.chosen)

    @property
    def selections(self) -> int:
        """How many choices there are if the order does not count."""
        return comb(len(self.items), self.chosen)

    @property
    def count(self) -> int:
        """The number that is asked for."""
        return self.orders if self.ordered else self.selections

    @property
    def listed(self) -> tuple[tuple[int, ...], ...]:
        """The choices one by one, as places of items; none where they are too many for a picture."""
        places = range(len(self.items))
        if self.ordered:
            return tuple(permutations(places, self.chosen)) if self.orders <= MOST_LISTED else ()
        return tuple(combinations(places, self.chosen)) if self.selections <= MOST_LISTED else ()

    def heading(self, locale: Locale) -> str:
        """What is done."""
        values = {"n": len(self.items), "k": self.chosen}
        if self.ordered:
            return locale.say(
                "{n} 個から {k} 個を並べる", "{n} 取 {k} 的排列", "Orders of {k} out of {n}", **values
            )
        return locale.say("{n} 個から {k} 個を選ぶ", "{n} 取 {k} 的組合", "Choosing {k} out of {n}", **values)

    def draw(self, page: Page) -> None:
        """The items, the places with their numbers of choices, and the choices one by one."""
        _Drawing(self, page).draw()


@dataclass(frozen=True)
class _Grid:
    """Where the choices stand."""

    columns: int
    wide: float
    high: float
    top: float

    def at(self, place: int) -> tuple[float, float]:
        row, column = divmod(place, self.columns)
        return (column - (self.columns - 1) / 2) * self.wide, self.top - self.high * (row + 0.5)


class _Drawing:
    """The items on a page; each has its colour and its letter."""

    def __init__(self, facts: Combinations, page: Page) -> None:
        self.facts, self.page = facts, page
        firsts = [item[0] for item in facts.items]
        unique = len(set(firsts)) == len(firsts)
        self.marks = firsts if unique else [str(place) for place in range(1, len(firsts) + 1)]
        colors = page.look.accents
        self.colors = [
            color if turn < len(colors) else f"interpolate_color({color}, WHITE, 0.5)"
            for turn, color in enumerate((*colors, *colors)[: len(firsts)])
        ]

    def draw(self) -> None:
        self._items()
        self._places()
        if not self.facts.ordered:
            self._divide()
        if self.facts.listed:
            self._list()

    def _disk(self, name: str, place: int, radius: float, x: float, y: float) -> str:
        """An item's disk with its mark."""
        page = self.page
        fill = {"color": self.colors[place], "fill_opacity": "0.9", "stroke_width": "0"}
        page.let(f"{name}_disk", "Circle", radius=number(radius), **fill)
        page.place(f"{name}_disk", x, y)
        size, _ = block(self.marks[place], radius * 1.6, radius * 1.6, 30)
        page.text(f"{name}_mark", self.marks[place], size, radius * 1.6, color="BLACK", bold=True)
        page.place(f"{name}_mark", x, y)
        return page.let(name, "VGroup", f"{name}_disk", f"{name}_mark")

    def _items(self) -> None:
        page, facts = self.page, self.facts
        count, stage = len(facts.items), page.stage
        step = min(stage.width / count, 2.2)
        y = stage.top - _RESULT - 0.35
        for place, item in enumerate(facts.items):
            x = (place - (count - 1) / 2) * step
            self._disk(f"item_{place + 1}", place, min(0.32, step * 0.4), x, y)
            if self.marks[place] != item:
                size, _ = block(item, step * 0.98, 0.4)
                page.text(f"word_{place + 1}", item, size, step * 0.98)
                page.place(f"word_{place + 1}", x, y - 0.55)
                page.do(f"item_{place + 1}.add", f"word_{place + 1}")
            page.named(f"item_{place + 1}", item, item, item)
        self.at = [((place - (count - 1) / 2) * step, y) for place in range(count)]
        page.let("items", "VGroup", *(f"item_{place + 1}" for place in range(count)))
        says = page.say(
            "{n} 個のものから {k} 個を取ります。",
            "從 {n} 個裡取出 {k} 個。",
            "From {n} things we take {k}.",
            n=count,
            k=facts.chosen,
        )
        come = "LaggedStart(*[FadeIn(item, shift=DOWN * 0.2) for item in items], lag_ratio=0.2)"
        page.beat(come, says=says)

    def _places(self) -> None:
        """Empty places; into each comes one of those that are left."""
        page, look, facts = self.page, self.page.look, self.facts
        count = len(facts.items)
        side = min(1.1, page.stage.width / facts.chosen * 0.8)
        y = page.stage.top - _RESULT - _ITEMS - 0.75
        names = []
        for turn in range(1, facts.chosen + 1):
            x = (turn - (facts.chosen + 1) / 2) * side * 1.2
            box = {"color": look.muted, "stroke_width": "3", "corner_radius": "0.1"}
            page.let(f"place_{turn}", "RoundedRectangle", width=number(side), height=number(side), **box)
            page.place(f"place_{turn}", x, y)
            page.text(f"choices_{turn}", str(count - turn + 1), 30, side, color=look.hot, bold=True)
            page.place(f"choices_{turn}", x, y - side / 2 - 0.3)
            names.append(f"place_{turn}")
        page.let("places", "VGroup", *names)
        page.named("places", "置く場所", "位置", "the places")
        says = page.say(
            "最初の場所には {n} 通り。置くたびに、残りは一つ減ります。",
            "第一個位置有 {n} 種選法，每放一個就少一種。",
            "For the first place there are {n} choices, for each next one fewer.",
            n=count,
        )
        page.beat("FadeIn(places)", says=says, seconds=0.7)
        for turn in range(1, facts.chosen + 1):
            x, y = self.at[turn - 1]
            self._disk(f"taken_{turn}", turn - 1, min(0.32, side * 0.4), x, y)
            page.beat(f"taken_{turn}.animate.move_to(place_{turn})", f"FadeIn(choices_{turn})", seconds=0.7)
        factors = " × ".join(str(count - turn) for turn in range(facts.chosen))
        words = f"{factors} = {facts.orders:,}" if facts.chosen > 1 else f"{facts.orders:,}"
        result(page, "orders", words, page.stage.top - 0.35)
        page.named("orders", "並べ方の数", "排列數", "the number of orders")
        says = page.say(
            "掛け合わせると、並べ方は {n} 通りです。",
            "相乘起來，有 {n} 種排法。",
            "Multiplied, that makes {n} orders.",
            n=f"{facts.orders:,}",
        )
        page.beat("FadeIn(orders, shift=UP * 0.2)", says=says)

    def _divide(self) -> None:
        """Another order of the same items is no other selection."""
        page, facts = self.page, self.facts
        each = factorial(facts.chosen)
        words = f"{facts.orders:,} ÷ {each:,} = {facts.selections:,}"
        result(page, "selections", words, page.stage.top - 0.35)
        page.named("selections", "組合せの数", "組合數", "the number of selections")
        if facts.chosen > 1:
            says = page.say(
                "順番を変えても同じ組です。どの組も {k} 回数えられています。",
                "換順序還是同一組，每一組都算了 {k} 次。",
                "Another order is the same selection: each was counted {k} times.",
                k=f"{each:,}",
            )
            taken = ", ".join(f"taken_{turn}" for turn in range(1, facts.chosen + 1))
            page.beat(f"CyclicReplace({taken})", says=says, seconds=1.2)
        says = page.say(
            "{k} で割ると、選び方は {n} 通りです。",
            "除以 {k}，有 {n} 種選法。",
            "Divided by {k}, that leaves {n} selections.",
            k=f"{each:,}",
            n=f"{facts.selections:,}",
        )
        page.beat("Succession(FadeOut(orders), FadeIn(selections))", says=says)

    def _list(self) -> None:
        """All choices one by one."""
        page, facts = self.page, self.facts
        grid = self._grid()
        radius = min(_BIGGEST / 2, grid.high * 0.4, grid.wide * 0.42 / facts.chosen)
        names = []
        for place, choice in enumerate(facts.listed):
            x, y = grid.at(place)
            disks = []
            for turn, item in enumerate(choice):
                at = x + (turn - (facts.chosen - 1) / 2) * radius * 2.05
                disks.append(self._disk(f"way_{place + 1}_{turn + 1}", item, radius, at, y))
            names.append(page.let(f"way_{place + 1}", "VGroup", *disks))
        page.let("ways", "VGroup", *names)
        page.named("ways", "すべての取り方", "所有取法", "all the ways")
        turns = range(1, facts.chosen + 1)
        gone = ["places", *(f"{name}_{turn}" for name in ("choices", "taken") for turn in turns)]
        says = page.say(
            "{n} 通りを、すべて並べました。",
            "{n} 種全部列出來了。",
            "Here is every one of the {n}." if len(names) > 1 else "There is only this one.",
            n=len(names),
        )
        page.beat(f"FadeOut({', '.join(gone)})", seconds=0.4)
        page.beat(
            "LaggedStart(*[FadeIn(way, shift=UP * 0.2) for way in ways], lag_ratio=0.15)",
            says=says,
            seconds=1.0 + 0.1 * len(names),
            pause=0.8,
        )

    def _grid(self) -> _Grid:
        stage, count = self.page.stage, len(self.facts.listed)
        top = stage.top - _RESULT - _ITEMS - 0.1
        best = max(
            range(1, count + 1),
            key=lambda columns: min(
                stage.width / columns / (self.facts.chosen + 0.6), (top - stage.bottom) / -(-count // columns)
            ),
        )
        rows = -(-count // best)
        high = min((top - stage.bottom) / rows, 1.2)
        wide = min(stage.width / best, (self.facts.chosen + 0.6) * 0.9)
        return _Grid(best, wide, high, (top + stage.bottom) / 2 + high * rows / 2)
