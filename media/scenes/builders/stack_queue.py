"""A stack or a queue: what is put in, and in which order it comes out again."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

from pydantic import Field, model_validator

from contracts.model import Model
from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.nodes import box, fits, fitting, path
from media.scenes.page import Page
from media.scenes.room import Point
from media.scenes.source import point
from media.scenes.text import width

MOST_OPERATIONS: Final = 12
MOST_INSIDE: Final = 6
_OUT_WIDTH: Final = 0.7
_OUT_ROOM: Final = 1.4


class Structure(StrEnum):
    """What comes out first: what came in last, or what came in first."""

    STACK = "stack"
    QUEUE = "queue"


class Operation(Model):
    """Put a value in; without one, take one out."""

    put: str = Field("", max_length=12)


@dataclass(frozen=True)
class State:
    """What is inside after an operation, from the oldest on; ``moved`` came in or out, if anything did."""

    inside: tuple[int, ...]
    moved: int | None


class StackQueue(Builder):
    """The operations in order. Items are told apart by the operation that put them in."""

    structure: Structure
    operations: tuple[Operation, ...] = Field(min_length=1, max_length=MOST_OPERATIONS)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.most_inside > MOST_INSIDE:
            raise ValueError(f"operations: no more than {MOST_INSIDE} values fit in at a time.")
        for operation in self.operations:
            if not fits(operation.put, _OUT_WIDTH):
                raise ValueError(f"operations: “{operation.put}” is too long to be read in its box.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Three in, one out, one in, two out."""
        values = ("A", "B", "C", "", "D", "", "")
        return cls(structure=Structure.STACK, operations=tuple(Operation(put=value) for value in values))

    @property
    def is_stack(self) -> bool:
        """Whether the last one in is the first one out."""
        return self.structure is Structure.STACK

    @property
    def most_inside(self) -> int:
        """How many are inside at once at most."""
        return max(len(state.inside) for state in self.states())

    def states(self) -> Iterator[State]:
        """After each operation."""
        inside: list[int] = []
        for index, operation in enumerate(self.operations):
            moved: int | None = index
            if operation.put:
                inside.append(index)
            elif inside:
                moved = inside.pop(-1 if self.is_stack else 0)
            else:
                moved = None
            yield State(tuple(inside), moved)

    def heading(self, locale: Locale) -> str:
        """Its name."""
        if self.is_stack:
            return locale.say("スタック", "堆疊", "Stack")
        return locale.say("キュー", "佇列", "Queue")

    def draw(self, page: Page) -> None:
        """The container, each operation, and the row of what came out."""
        places = _Places(page, self.is_stack, max(self.most_inside, 3))
        self._begin(page, places)
        out = 0
        for turn, (operation, state) in enumerate(zip(self.operations, self.states(), strict=True)):
            self._name(page, places, turn, operation)
            if operation.put:
                self._put(page, places, turn, len(state.inside) - 1)
            elif state.moved is None:
                page.beat("Wiggle(container)", says=self._empty(page), seconds=0.8)
            else:
                self._take(page, places, turn, state, out)
                out += 1
        self._end(page, out)

    def _begin(self, page: Page, places: "_Places") -> None:
        look = page.look
        if self.is_stack:
            path(page, "container", places.container, width=5)
            ends = {"end_in": ("一番上", "頂端", "top")}
        else:
            corners = [point(*corner) for corner in places.container]
            lines = [f"Line({one}, {other})" for one, other in (corners[:2], corners[2:])]
            page.let("container", "VGroup", *lines)
            page.do("container.set_stroke", look.muted, "5")
            ends = {"end_out": ("先頭", "前端", "front"), "end_in": ("末尾", "尾端", "rear")}
        page.named(
            "container",
            *(("スタック", "堆疊", "the stack") if self.is_stack else ("キュー", "佇列", "the queue")),
        )
        for name, words in ends.items():
            page.text(name, page.say(*words), 24, 1.6, color=look.accent(3), bold=True)
            page.place(name, *places.end(name, 0))
        out = page.say("出た順", "拿出的順序", "Taken out")
        page.text("out", out, 24, 2.0, color=look.muted)
        page.place("out", page.stage.left, places.out_height + 0.55, edge="LEFT")
        says = (
            page.say(
                "スタックは、最後に入れたものが最初に出ます。",
                "堆疊：最後放進去的最先拿出來。",
                "A stack gives back first what came in last.",
            )
            if self.is_stack
            else page.say(
                "キューは、最初に入れたものが最初に出ます。",
                "佇列：最先放進去的最先拿出來。",
                "A queue gives back first what came in first.",
            )
        )
        page.beat("Create(container)", *(f"FadeIn({name})" for name in ends), "FadeIn(out)", says=says)

    def _call(self, operation: Operation) -> str:
        names = ("push", "pop") if self.is_stack else ("enqueue", "dequeue")
        return f"{names[0]}({operation.put})" if operation.put else f"{names[1]}()"

    def _name(self, page: Page, places: "_Places", turn: int, operation: Operation) -> None:
        """Write the operation beside the container, instead of the one before."""
        if turn:
            page.do("self.remove", f"call_{turn - 1}")
        page.text(f"call_{turn}", self._call(operation), 36, places.call_room, color=page.look.hot, bold=True)
        page.place(f"call_{turn}", *places.call)
        page.do("self.add", f"call_{turn}")

    def _put(self, page: Page, places: "_Places", turn: int, place: int) -> None:
        value = self.operations[turn].put
        longest = max((one.put for one in self.operations), key=lambda put: width(put, 34))
        size = fitting(longest, _OUT_WIDTH, 34)
        box(page, str(turn), value, places.entry, places.size, font_size=size)
        says = (
            page.say(
                "{c}: {v} を一番上に積みます。",
                "{c}：把 {v} 放到最上面。",
                "{c}: {v} goes on top.",
                c=self._call(self.operations[turn]),
                v=value,
            )
            if self.is_stack
            else page.say(
                "{c}: {v} が末尾に並びます。",
                "{c}：{v} 排到最後面。",
                "{c}: {v} joins at the rear.",
                c=self._call(self.operations[turn]),
                v=value,
            )
        )
        page.beat(f"FadeIn(cell_{turn})", says=says, seconds=0.4)
        page.beat(
            f"cell_{turn}.animate.move_to({point(*places.inside(place))})",
            f"end_in.animate.move_to({point(*places.end('end_in', place + 1))})",
            seconds=0.8,
        )

    def _take(self, page: Page, places: "_Places", turn: int, state: State, out: int) -> None:
        item = state.moved
        value = "" if item is None else self.operations[item].put
        says = (
            page.say(
                "{c}: 一番上の {v} を取り出します。",
                "{c}：拿出最上面的 {v}。",
                "{c}: {v}, on top, is taken off.",
                c=self._call(self.operations[turn]),
                v=value,
            )
            if self.is_stack
            else page.say(
                "{c}: 先頭の {v} が出ます。",
                "{c}：最前面的 {v} 出來。",
                "{c}: {v}, at the front, leaves.",
                c=self._call(self.operations[turn]),
                v=value,
            )
        )
        page.do(f"box_{item}.set_stroke", page.look.hot)
        page.beat(f"cell_{item}.animate.move_to({point(*places.exit)})", says=says, seconds=0.6)
        moves = [f"word_{item}.animate.move_to({point(*places.out(out))})", f"FadeOut(box_{item})"]
        if not self.is_stack:
            moves += [
                f"cell_{other}.animate.move_to({point(*places.inside(place))})"
                for place, other in enumerate(state.inside)
            ]
        moves.append(f"end_in.animate.move_to({point(*places.end('end_in', len(state.inside)))})")
        page.beat(*moves, seconds=0.8)

    def _empty(self, page: Page) -> str:
        return page.say(
            "空なので、何も出ません。", "裡面是空的，沒有東西可拿。", "It is empty, so nothing comes out."
        )

    def _end(self, page: Page, out: int) -> None:
        if not out:
            return
        taken = [
            self.operations[state.moved].put
            for operation, state in zip(self.operations, self.states(), strict=True)
            if not operation.put and state.moved is not None
        ]
        says = page.say(
            "出た順は {v} です。",
            "拿出的順序是 {v}。",
            "They came out in this order: {v}.",
            v=page.locale.enumerated(taken),
        )
        page.beat("Indicate(out, color=" + page.look.hot + ")", says=says)


class _Places:
    """Where everything stands."""

    def __init__(self, page: Page, is_stack: bool, most: int) -> None:  # noqa: FBT001
        stage = page.stage
        self.is_stack = is_stack
        self._stage = stage
        self._out_pitch = stage.width / MOST_INSIDE / (2 if stage.roomy else 1)
        self.out_height = stage.bottom + 0.35
        low = stage.bottom + _OUT_ROOM
        if is_stack:
            height = min(1.0, (stage.top - 0.85 - low) / most)
            self.size = (2.2, height * 0.9)
            self._pitch = height
            top = low + height * most
            left, right = -1.25, 1.25
            self.container: tuple[Point, ...] = ((left, top), (left, low), (right, low), (right, top))
            self._first: Point = (0.0, low + height / 2)
            self.entry: Point = (0.0, min(stage.top - 0.35, top + 0.6))
            self.exit: Point = self.entry
            self.call: Point = ((stage.left + left) / 2, low + height * most / 2)
            self.call_room = left - stage.left - 0.3
        else:
            room = stage.width - 2 * 1.5
            pitch = min(1.5, room / most)
            middle = (stage.top + low) / 2 - 0.4
            self.size = (pitch * 0.88, 1.0)
            self._pitch = pitch
            left, right = -pitch * most / 2, pitch * most / 2
            self.container = (
                (left, middle + 0.65),
                (right, middle + 0.65),
                (left, middle - 0.65),
                (right, middle - 0.65),
            )
            self._first = (left + pitch / 2, middle)
            self.entry = (right + pitch / 2 + 0.15, middle)
            self.exit = (left - pitch / 2 - 0.15, middle)
            self.call = (0.0, middle + 2.0)
            self.call_room = stage.width

    def inside(self, place: int) -> Point:
        """Where the item at that place is, the oldest at place 0."""
        x, y = self._first
        return (x, y + place * self._pitch) if self.is_stack else (x + place * self._pitch, y)

    def out(self, index: int) -> Point:
        """Where an item goes that came out."""
        return (self._stage.left + 0.5 + index * self._out_pitch, self.out_height)

    def end(self, name: str, count: int) -> Point:
        """Where the name of an end stands while so many are inside."""
        x, y = self.inside(max(count - 1, 0))
        if self.is_stack:
            return (2.15, y)
        return (self.inside(0)[0], y - 1.0) if name == "end_out" else (x, y + 1.0)
