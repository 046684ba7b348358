"""Sorting: bars (or, for merge sort, cells) that are compared and moved until all are in order."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.nodes import box, fits, fitting
from media.scenes.page import Page
from media.scenes.room import Point
from media.scenes.sorts import Compare, Key, Merge, Method, Pass, Swap, merges, parts, passes
from media.scenes.source import literal, number, point
from media.scenes.stage import STAGES

MOST: Final = 10
_FIRST_SECONDS: Final = 0.6
_LATER_SECONDS: Final = 0.45
_LEAST_SECONDS: Final = 0.15
_ALL_SECONDS: Final = 18.0
_BAR: Final = "0.85"
_WIDEST_SLOT: Final = 1.5
_NAMES: Final = {
    Method.BUBBLE: ("バブルソート", "氣泡排序", "Bubble sort"),
    Method.SELECTION: ("選択ソート", "選擇排序", "Selection sort"),
    Method.INSERTION: ("挿入ソート", "插入排序", "Insertion sort"),
    Method.MERGE: ("マージソート", "合併排序", "Merge sort"),
    Method.QUICK: ("クイックソート", "快速排序", "Quicksort"),
}

_ROUNDS: Final = {
    Method.BUBBLE: (
        (
            "隣どうしを比べ、左が大きければ入れ替えます。",
            "比較相鄰的兩個，左邊比較大就交換。",
            "Compare neighbours: if the left is larger, they swap.",
        ),
        (
            "{k} 回目: 残りの中でいちばん大きい {v} が右へ。",
            "第 {k} 輪：剩下的裡面最大的 {v} 移到右邊。",
            "Pass {k}: the largest of the rest, {v}, goes to the right.",
        ),
    ),
    Method.SELECTION: (
        (
            "いちばん小さい値を探し、先頭と入れ替えます。",
            "找出最小的數值，和最前面的交換。",
            "Find the smallest value, and swap it to the front.",
        ),
        (
            "{k} 回目: 残りの中でいちばん小さいのは {v}。",
            "第 {k} 輪：剩下的裡面最小的是 {v}。",
            "Pass {k}: the smallest of the rest is {v}.",
        ),
    ),
    Method.INSERTION: (
        (
            "先頭の {v} だけなら、もう並んでいます。",
            "只看最前面的 {v}，已經是排好的。",
            "The first value alone, {v}, is in order already.",
        ),
        (
            "次の {v} を、より大きい値の前へ入れます。",
            "把下一個 {v} 插到比它大的數值前面。",
            "Next, {v} goes left past all that are larger.",
        ),
        (
            "次は {v}。並んだ部分の中へ入れます。",
            "接著是 {v}，插進排好的部分。",
            "Next, {v} is put into the sorted part.",
        ),
    ),
    Method.QUICK: (
        (
            "右端の {v} を基準にして、小さい値を左に集めます。",
            "以最右邊的 {v} 為基準，把比較小的移到左邊。",
            "The last value, {v}, is the pivot: smaller ones go left.",
        ),
        (
            "残った部分でも同じこと: 基準は {v}。",
            "剩下的部分也一樣：基準是 {v}。",
            "The same in a part that is left: the pivot is {v}.",
        ),
    ),
}
"""What is said as the first pass begins, then as each later one does; insertion has one before them."""
_TOLD: Final = 4
_REST: Final = (
    "残りも同じように続きます。",
    "剩下的也同樣進行。",
    "The rest goes on in the same way.",
)
_STILL: Final = (
    "{k} 回目は入れ替えがありません。もう並んでいます。",
    "第 {k} 輪沒有交換，已經排好了。",
    "Pass {k} finds nothing to swap: all is in order.",
)

Value = Annotated[Decimal, Field(allow_inf_nan=False, max_digits=7)]

_COMPARED: Final = (
    "比べている棒",
    "正在比較的長條",
    "the bars being compared",
    *(
        "比較している棒",
        "比べている2本の棒",
        "比較中の棒",
        "比較中的長條",
        "正在比較的兩個長條",
        "正在比较的两个长条",
        "正在比较的长条",
    ),
    *("the two bars being compared", "the compared bars", "the bars that are compared"),
    *("the bars which are compared", "the values being compared", "the elements being compared"),
)
"""What is looked at: the two that are compared just now."""


class Sorting(Builder):
    """The values in the order they start in, and the way to sort them, smallest first."""

    values: tuple[Value, ...] = Field(min_length=2, max_length=MOST)
    method: Method = Method.BUBBLE

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        slot = min(stage.width for stage in STAGES.values()) / len(self.values)
        for value in self.values:
            if not fits(f"{value:f}", slot):
                raise ValueError(
                    f"values: {value:f} is too long to be read beside {len(self.values) - 1} others."
                )
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Six values."""
        return cls(values=tuple(map(Decimal, (5, 2, 8, 1, 9, 3))))

    def heading(self, locale: Locale) -> str:
        """The method's name."""
        return locale.say(*_NAMES[self.method])

    @property
    def comparisons(self) -> int:
        """How many times two values are compared."""
        if self.method is Method.MERGE:
            return sum(take.over is not None for merge in merges(self.values) for take in merge.takes)
        return sum(one.comparisons for one in passes(self.method, self.values))

    @property
    def swaps(self) -> int:
        """How many times two values change places; merge sort has moves instead, and none of these."""
        return (
            sum(one.swaps for one in passes(self.method, self.values))
            if self.method is not Method.MERGE
            else 0
        )

    def draw(self, page: Page) -> None:
        """The values, each comparison and move, and the order at last."""
        if self.method is Method.MERGE:
            _Cells(page, self.values).draw()
        else:
            _Bars(page, self.values, self.method).draw()


@dataclass
class _Tally:
    """The counts at the top of the stage, written anew at each event."""

    page: Page
    comparisons: int = 0
    swaps: int = 0
    written: set[str] = field(default_factory=set)

    @property
    def _one_row(self) -> bool:
        return self.page.stage.roomy

    @property
    def height(self) -> float:
        """How much of the stage it takes."""
        return 0.5 if self._one_row else 1.1

    def write(self, round_number: int, verdict: str = "") -> None:
        """Show the counts, and what was just found by comparing."""
        page, stage = self.page, self.page.stage
        words = page.say("比較 {c}", "比較 {c}", "Comparisons {c}", c=self.comparisons)
        if round_number:
            swaps = page.say("入れ替え {s}", "交換 {s}", "Swaps {s}", s=self.swaps)
            turn = page.say("{k} 回目", "第 {k} 輪", "Pass {k}", k=round_number)
            words = f"{turn} · {words} · {swaps}"
        left = stage.left, stage.top - 0.25
        self._write("tally", words, left, "LEFT", size=24, bold=False)
        if verdict:
            right = (stage.right, stage.top - 0.25) if self._one_row else (0.0, stage.top - 0.8)
            self._write("verdict", verdict, right, "RIGHT" if self._one_row else "", size=30, bold=True)

    def _write(self, name: str, words: str, at: Point, edge: str, *, size: float, bold: bool) -> None:  # noqa: PLR0913
        """Show a text, in the place of the one of that name if there is one."""
        page = self.page
        color = page.look.hot if bold else page.look.muted
        if name not in self.written:
            self.written.add(name)
            page.text(name, words, size, page.stage.width, color=color, bold=bold)
            page.place(name, *at, edge=edge)
            page.do("self.add", name)
            return
        weight = ", weight=BOLD" if bold else ""
        text = f"Text({literal(words)}, font=FONT, font_size={number(size)}, color={color}{weight})"
        aligned = f", aligned_edge={edge}" if edge else ""
        page.do(f"{name}.become", f"{text}.move_to({point(*at)}{aligned})")


@dataclass
class _Bars:
    """The methods that swap, with a bar for each value."""

    page: Page
    values: tuple[Decimal, ...]
    method: Method
    order: list[int] = field(init=False)
    settled: set[int] = field(default_factory=set)
    key: int | None = None
    hot: tuple[int, ...] = ()
    tags: int = 0
    rounds: int = 0
    tally: _Tally = field(init=False)

    def __post_init__(self) -> None:
        self.order = list(range(len(self.values)))
        self.tally = _Tally(self.page)
        self.slot = min(_WIDEST_SLOT, self.page.stage.width / len(self.values))

    def draw(self) -> None:
        rounds = passes(self.method, self.values)
        self.rounds = len(rounds)
        self._begin()
        events = [len(one.events) for one in rounds]
        slow = next(index for index, count in enumerate(events) if count)
        left = _ALL_SECONDS - _FIRST_SECONDS * events[slow]
        later = max(_LEAST_SECONDS, min(_LATER_SECONDS, left / max(1, sum(events[slow + 1 :]))))
        turn = 0
        for index, one in enumerate(rounds):
            turn += bool(one.events)
            self._pass(one, turn, _FIRST_SECONDS if index <= slow else later)
        page, look = self.page, self.page.look
        says = page.say(
            "並びました。比較 {c} 回、入れ替え {s} 回です。",
            "排好了：比較 {c} 次，交換 {s} 次。",
            "In order: {c} comparisons, {s} swaps.",
            c=self.tally.comparisons,
            s=self.tally.swaps,
        )
        page.beat(
            "LaggedStart("
            + ", ".join(
                f"Indicate(column_{item}, color={look.done}, scale_factor=1.1)" for item in self.order
            )
            + ", lag_ratio=0.15)",
            says=says,
            seconds=1.4,
        )

    def _x(self, place: int) -> float:
        return (place - (len(self.values) - 1) / 2) * self.slot

    def _begin(self) -> None:
        page, stage, look = self.page, self.page.stage, self.page.look
        low, high = min(*self.values, Decimal(0)), max(*self.values, Decimal(0))
        top = stage.top - self.tally.height - 0.95
        bottom = stage.bottom + (0.65 if low < 0 else 0.2)
        scale = (top - bottom) / (float(high - low) or 1.0)
        zero = bottom - float(low) * scale
        size = 32 if self.slot > 1 else 26 if self.slot > 0.8 else 22  # noqa: PLR2004 - units
        for item, value in enumerate(self.values):
            height = max(abs(float(value)) * scale, 0.05)
            bar = {"color": look.main, "fill_opacity": _BAR, "stroke_width": "0"}
            page.let(f"bar_{item}", "Rectangle", width=number(self.slot * 0.7), height=number(height), **bar)
            page.place(f"bar_{item}", self._x(item), zero, edge="UP" if value < 0 else "DOWN")
            page.text(f"value_{item}", f"{value:f}", size, self.slot * 0.98, bold=True)
            page.do(f"value_{item}.next_to", f"bar_{item}", "DOWN" if value < 0 else "UP", buff="0.12")
            page.let(f"column_{item}", "VGroup", f"bar_{item}", f"value_{item}")
        page.let("columns", "VGroup", *(f"column_{item}" for item in range(len(self.values))))
        page.named("columns", "棒", "長條", "the bars")
        page.looked_at(*_COMPARED)
        half = self.slot * len(self.values) / 2
        page.let(
            "ground",
            "Line",
            f"[{number(-half)}, {number(zero)}, 0]",
            f"[{number(half)}, {number(zero)}, 0]",
            color=look.muted,
            stroke_width="2",
        )
        says = page.say(
            "{n} 個の値を小さい順に並べます。",
            "要把 {n} 個數值由小到大排列。",
            "{n} values are to be put in order, smallest first.",
            n=len(self.values),
        )
        page.beat("FadeIn(columns, shift=UP * 0.3)", "Create(ground)", says=says)

    def _pass(self, one: Pass, turn: int, seconds: float) -> None:
        page, look = self.page, self.page.look
        page.beat(says=self._line(one, turn))
        if one.events:
            self.tally.write(turn)
        outside = [item for place, item in enumerate(self.order) if not one.low <= place <= one.high]
        faded = [item for item in outside if item not in self.settled]
        if faded and one.events:
            page.beat(*(f"column_{item}.animate.set_opacity(0.3)" for item in faded), seconds=0.3)
        for event in one.events:
            match event:
                case Key():
                    self._mark(event.item)
                case Compare():
                    self._compare(event, turn, seconds)
                case Swap():
                    self._swap(event, turn, seconds)
        self._cool()
        self._unmark()
        self.settled |= set(one.settled)
        if faded and one.events:
            shown = (f"bar_{item}.animate.set_opacity({_BAR})" for item in faded)
            page.beat(*shown, *(f"value_{item}.animate.set_opacity(1)" for item in faded), seconds=0.2)
        page.beat(
            *(f"bar_{item}.animate.set_color({look.done})" for item in one.settled),
            seconds=0.4 if turn <= 1 else 0.25,
        )

    def _line(self, one: Pass, turn: int) -> str | None:
        """What is said as a pass begins; of many passes only the first ones are told one by one."""
        values = [self.values[item] for item in one.settled]
        value = max(values) if self.method is Method.BUBBLE else values[0]
        if turn > 1 and self.method is Method.BUBBLE and not one.swaps:
            lines = _STILL
        elif self.rounds > _TOLD and turn >= _TOLD:
            if turn > _TOLD:
                return None
            lines = _REST
        else:
            lines = _ROUNDS[self.method][min(turn, 2) - (self.method is not Method.INSERTION)]
        return self.page.say(*lines, k=turn, v=f"{value:f}")

    def _mark(self, item: int) -> None:
        """Colour the item that the pass is about, and write over it what it is."""
        page, look = self.page, self.page.look
        self._cool()
        self._unmark()
        self.key = item
        self.tags += 1
        words = {
            Method.SELECTION: ("最小", "最小", "min"),
            Method.INSERTION: ("挿入", "插入", "key"),
            Method.QUICK: ("基準", "基準", "pivot"),
        }[self.method]
        name = f"tag_{self.tags}"
        page.text(name, page.say(*words), 22 if self.slot > 1 else 20, 1.2, color=look.accent(3), bold=True)
        page.do(f"{name}.next_to", f"column_{item}", "UP", buff="0.12")
        page.do("self.add", name)
        page.do(f"bar_{item}.set_color", look.accent(3))

    def _unmark(self) -> None:
        if self.key is not None:
            self.page.do("self.remove", f"tag_{self.tags}")
            self.page.do(f"bar_{self.key}.set_color", self._color(self.key))
            self.key = None

    def _color(self, item: int) -> str:
        look = self.page.look
        return look.accent(3) if item == self.key else look.done if item in self.settled else look.main

    def _compare(self, event: Compare, turn: int, seconds: float) -> None:
        page = self.page
        one, other = self.values[event.one], self.values[event.other]
        sign = ">" if one > other else "<" if one < other else "="
        self.tally.comparisons += 1
        self.tally.write(turn, f"{one:f} {sign} {other:f}")
        self._cool()
        self.hot = tuple(item for item in (event.one, event.other) if item != self.key)
        page.beat(*(f"bar_{item}.animate.set_color({page.look.hot})" for item in self.hot), seconds=seconds)

    def _cool(self) -> None:
        """Give what was compared its own colours again."""
        for item in self.hot:
            self.page.do(f"bar_{item}.set_color", self._color(item))
        self.hot = ()

    def _swap(self, event: Swap, turn: int, seconds: float) -> None:
        page = self.page
        left, right = self.order.index(event.one), self.order.index(event.other)
        self.order[left], self.order[right] = event.other, event.one
        self.tally.swaps += 1
        self.tally.write(turn)
        moves = {event.one: right, event.other: left}
        tag = (
            [f"tag_{self.tags}.animate.set_x({number(self._x(moves[self.key]))})"]
            if self.key in moves
            else []
        )
        page.beat(
            *(f"column_{item}.animate.set_x({number(self._x(place))})" for item, place in moves.items()),
            *tag,
            seconds=seconds * 1.15,
        )
        self._cool()


@dataclass
class _Cells:
    """Merge sort: cells that go down as parts, and come up again in order."""

    page: Page
    values: tuple[Decimal, ...]
    tally: _Tally = field(init=False)

    def __post_init__(self) -> None:
        stage = self.page.stage
        self.tally = _Tally(self.page)
        self.depths = parts(len(self.values))
        self.slot = min(_WIDEST_SLOT, stage.width / len(self.values))
        self.top = stage.top - self.tally.height
        self.pitch = min(1.6, (self.top - stage.bottom) / len(self.depths))
        self.side = (self.slot * 0.84, min(0.8, self.pitch * 0.72))

    def _at(self, depth: int, place: int) -> tuple[float, float]:
        """Where the place of a part at that depth is: a part's cells stand close together."""
        low, high = next((low, high) for low, high in self.depths[depth] if low <= place <= high)
        middle = ((low + high) / 2 - (len(self.values) - 1) / 2) * self.slot
        height = self.pitch * len(self.depths)
        top = (self.top + self.page.stage.bottom + height) / 2
        return middle + (place - (low + high) / 2) * self.side[0] * 1.02, top - (depth + 0.5) * self.pitch

    def draw(self) -> None:
        page = self.page
        longest = max((f"{value:f}" for value in self.values), key=len)
        size = fitting(longest, self.side[0] * 0.86, 32)
        for item, value in enumerate(self.values):
            box(page, str(item), f"{value:f}", self._at(0, item), self.side, font_size=size)
        page.let("cells", "VGroup", *(f"cell_{item}" for item in range(len(self.values))))
        page.named("cells", "値", "數值", "the values")
        says = page.say(
            "{n} 個の値を小さい順に並べます。",
            "要把 {n} 個數值由小到大排列。",
            "{n} values are to be put in order, smallest first.",
            n=len(self.values),
        )
        page.beat("FadeIn(cells, shift=UP * 0.3)", says=says)
        for depth in range(1, len(self.depths)):
            says = page.say(
                "一つずつになるまで、半分に分けていきます。",
                "一直對半分，直到每一個都獨立。",
                "They are split in halves, until each stands alone.",
            )
            page.beat(
                *(
                    f"cell_{place}.animate.move_to([{number(x)}, {number(y)}, 0])"
                    for low, high in self.depths[depth]
                    for place in range(low, high + 1)
                    for x, y in [self._at(depth, place)]
                ),
                says=says if depth == 1 else None,
                seconds=0.9,
            )
        self._merge_all()

    def _merge_all(self) -> None:
        page, look = self.page, self.page.look
        done = merges(self.values)
        left = _ALL_SECONDS - len(done[0].takes) * _FIRST_SECONDS * 2
        later = left / max(1, 2 * sum(len(merge.takes) for merge in done[1:]))
        later = max(_LEAST_SECONDS, min(_LATER_SECONDS, later))
        for index, merge in enumerate(done):
            if index == 0:
                page.beat(
                    says=page.say(
                        "となりどうしを合わせます。先頭を比べ、小さいほうから上へ。",
                        "把相鄰的合併：比較最前面的，小的先往上。",
                        "Neighbours are merged: the smaller of the two first ones goes up.",
                    )
                )
            elif merge.depth < done[index - 1].depth:
                page.beat(says=self._level(merge))
            self._merge(merge, _FIRST_SECONDS if index == 0 else later)
        says = page.say(
            "小さい順に並びました。比較は {c} 回です。",
            "由小到大排好了，比較了 {c} 次。",
            "In order, after {c} comparisons.",
            c=self.tally.comparisons,
        )
        order = [take.item for take in done[-1].takes]
        page.beat(
            *(f"box_{item}.animate.set_color({look.done}).set_fill({look.done}, 0.35)" for item in order),
            says=says,
            seconds=0.8,
        )

    def _level(self, merge: Merge) -> str:
        if merge.depth:
            return self.page.say(
                "並んだ組どうしを、同じやり方で合わせます。",
                "再用同樣的方法合併排好的組。",
                "Sorted groups are merged in the same way.",
            )
        return self.page.say(
            "最後に、並んだ二つの半分を合わせます。",
            "最後合併排好的兩半。",
            "At last, the two sorted halves are merged.",
        )

    def _merge(self, merge: Merge, seconds: float) -> None:
        page, look = self.page, self.page.look
        rest = []
        for place, take in enumerate(merge.takes, merge.low):
            x, y = self._at(merge.depth, place)
            move = f"cell_{take.item}.animate.move_to([{number(x)}, {number(y)}, 0])"
            if take.over is None:
                rest.append(move)
                continue
            one, other = self.values[take.item], self.values[take.over]
            self.tally.comparisons += 1
            self.tally.write(0, f"{one:f} {'<' if one < other else '='} {other:f}")
            pair = (take.item, take.over)
            page.beat(*(f"box_{item}.animate.set_color({look.hot})" for item in pair), seconds=seconds)
            page.beat(move, seconds=seconds)
            for item in pair:
                page.do(f"box_{item}.set_stroke", look.main)
                page.do(f"box_{item}.set_fill", look.panel, "0.35")
        page.beat(*rest, seconds=seconds)
