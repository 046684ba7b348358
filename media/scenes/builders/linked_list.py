"""A linked list: nodes that know the next one; what an insertion, a deletion and a walk change."""

from enum import StrEnum
from itertools import pairwise
from typing import Final, Self

from pydantic import Field, model_validator

from contracts.model import Model
from contracts.storyboard import Shape
from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.nodes import box, calm, fits, fitting, lit
from media.scenes.page import Page
from media.scenes.room import Point
from media.scenes.source import number, point
from media.scenes.stage import Stage

MOST: Final = 7
MOST_OPERATIONS: Final = 5
_PER_ROW: Final = {Shape.WIDE: 9, Shape.TALL: 3, Shape.SQUARE: 5}
_WORD_ROOM: Final = 0.72


class Action(StrEnum):
    """What is done with the list."""

    INSERT = "insert"
    DELETE = "delete"
    TRAVERSE = "traverse"


class Operation(Model):
    """``value`` is put in before the node at ``index``, or is the one that is deleted."""

    action: Action
    value: str = Field("", max_length=12)
    index: int = Field(0, ge=0)


class LinkedList(Builder):
    """The values at the start, and what is done, in order."""

    values: tuple[str, ...] = Field(min_length=1, max_length=MOST)
    operations: tuple[Operation, ...] = Field(
        default=(Operation(action=Action.TRAVERSE),), min_length=1, max_length=MOST_OPERATIONS
    )

    @model_validator(mode="after")
    def _can_be_done(self) -> Self:
        for value in (*self.values, *(one.value for one in self.operations)):
            if not fits(value, _WORD_ROOM):
                raise ValueError(f"values: “{value}” is too long to be read in a node.")
        if not all(self.values):
            raise ValueError("values: a node needs a value.")
        now = list(self.values)
        for one in self.operations:
            match one.action:
                case Action.INSERT if not one.value or one.index > len(now) or len(now) == MOST:
                    raise ValueError(
                        f"operations: an insertion needs a value and an index up to {len(now)}, "
                        f"and no more than {MOST} nodes fit."
                    )
                case Action.DELETE if one.value not in now or len(now) == 1:
                    raise ValueError(
                        f"operations: “{one.value}” can't be deleted: it is not there, or alone."
                    )
            now = self.after(now, one)
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """An insertion in the middle, a deletion, and a walk."""
        return cls(
            values=("7", "3", "9"),
            operations=(
                Operation(action=Action.INSERT, value="5", index=1),
                Operation(action=Action.DELETE, value="3"),
                Operation(action=Action.TRAVERSE),
            ),
        )

    @staticmethod
    def after(values: list[str], operation: Operation) -> list[str]:
        """The values after an operation."""
        match operation.action:
            case Action.INSERT:
                return [*values[: operation.index], operation.value, *values[operation.index :]]
            case Action.DELETE:
                gone = values.index(operation.value)
                return [*values[:gone], *values[gone + 1 :]]
        return values

    def heading(self, locale: Locale) -> str:
        """Its name."""
        return locale.say("連結リスト", "鏈結串列", "Linked list")

    def draw(self, page: Page) -> None:
        """The nodes with their arrows, and each operation."""
        most, now = len(self.values), list(self.values)
        for one in self.operations:
            now = self.after(now, one)
            most = max(most, len(now))
        _List(page, self.values, most + 2).draw(self.operations)


class _Places:
    """Places one after the other, row by row, every second row from right to left."""

    def __init__(self, stage: Stage, count: int) -> None:
        per_row = min(_PER_ROW[stage.shape], count)
        self.rows = -(-count // per_row)
        self._per_row = per_row
        self._across = min(stage.width / per_row, 2.4)
        # Half a row further down there is room for a node that waits, and for its arrow.
        self._down = min(4.0 if self.rows > 1 else 3.4, stage.height / self.rows)
        self.side = min(1.3, self._across * 0.62, self._down * (0.3 if self.rows > 1 else 0.42))
        self._top = stage.middle + (self.rows - 1) / 2 * self._down + (0.6 if self.rows == 1 else 0.25)

    def at(self, place: int) -> Point:
        row, column = divmod(place, self._per_row)
        if row % 2:
            column = self._per_row - 1 - column
        return (column - (self._per_row - 1) / 2) * self._across, self._top - row * self._down

    def aside(self, place: int) -> Point:
        """Below a place, out of the row."""
        x, y = self.at(place)
        return x, y - self._down * 0.5


class _List:
    """The list as it is drawn: boxes by their keys, in order, and an arrow from each to the next."""

    def __init__(self, page: Page, values: tuple[str, ...], most: int) -> None:
        self.page = page
        self.places = _Places(page.stage, most)
        self.words = dict(enumerate(values))
        self.order = list(self.words)

    def draw(self, operations: tuple[Operation, ...]) -> None:
        self._begin()
        for one in operations:
            match one.action:
                case Action.INSERT:
                    self._insert(one.value, one.index)
                case Action.DELETE:
                    self._delete(next(key for key in self.order if self.words[key] == one.value))
                case Action.TRAVERSE:
                    self._traverse()

    def _chain(self) -> list[str]:
        """The keys of all boxes in order, with the head and the end."""
        return ["head", *map(str, self.order), "end"]

    def _begin(self) -> None:
        page = self.page
        words = {"head": "head", "end": "null"} | {str(key): word for key, word in self.words.items()}
        for place, key in enumerate(self._chain()):
            self._box(key, words[key], self.places.at(place))
        chain = self._chain()
        for one, other in pairwise(chain):
            self._arrow(one, other)
        page.named("cell_head", "先頭", "開頭", "the head")
        nodes = [f"FadeIn(cell_{key}, shift=UP * 0.2)" for key in chain]
        says = page.say(
            "どのノードも、値と、次のノードへの矢印を持ちます。",
            "每個節點有一個值，還有指向下一個的箭頭。",
            "Each node has a value, and an arrow to the next one.",
        )
        page.beat(f"LaggedStart({', '.join(nodes)}, lag_ratio=0.2)", says=says, seconds=1.2)
        arrows = [f"FadeIn({_name(one, other)})" for one, other in pairwise(chain)]
        page.beat(f"LaggedStart({', '.join(arrows)}, lag_ratio=0.2)", seconds=1.0)

    def _box(self, key: str, word: str, at: Point) -> None:
        side = self.places.side
        ends = key in {"head", "end"}
        size = fitting("head", side * 0.86, 30) if ends else 34
        box(
            self.page, key, word, at, (side, side), font_size=size, color=self.page.look.muted if ends else ""
        )

    def _arrow(self, one: str, other: str) -> str:
        """An arrow that follows both boxes wherever they go."""
        arrow = (
            f"lambda: Arrow(box_{one}.get_center(), box_{other}.get_center(),"
            f" buff={number(self.places.side * 0.6)}, stroke_width=4, tip_length=0.18,"
            " max_stroke_width_to_length_ratio=20, max_tip_length_to_length_ratio=0.6,"
            f" color={self.page.look.ink})"
        )
        return self.page.let(_name(one, other), "always_redraw", arrow)

    def _settle(self) -> list[str]:
        """Every box to its own place."""
        return [
            f"cell_{key}.animate.move_to({point(*self.places.at(place))})"
            for place, key in enumerate(self._chain())
        ]

    def _insert(self, value: str, index: int) -> None:
        page = self.page
        new = max(self.words) + 1
        self.words[new] = value
        chain = self._chain()
        before, after = chain[index], chain[index + 1]
        self.order.insert(index, new)
        self._box(str(new), value, self.places.aside(index + 1))
        moves = [move for move in self._settle() if not move.startswith(f"cell_{new}.")]
        says = page.say(
            "{v} を入れます。新しいノードを用意します。",
            "要插入 {v}，先準備新的節點。",
            "{v} is to be inserted: a new node is made.",
            v=value,
        )
        page.do(f"box_{new}.set_stroke", page.look.hot)
        page.beat(*moves, f"FadeIn(cell_{new})", says=says, seconds=0.9)
        self._arrow(str(new), after)
        says = page.say(
            "まず、新しいノードから次のノードへ矢印を引きます。",
            "先讓新節點指向下一個節點。",
            "First, its arrow is set to the node after it.",
        )
        page.beat(f"FadeIn({_name(str(new), after)})", says=says, seconds=0.7)
        self._arrow(before, str(new))
        says = page.say(
            "次に、前のノードの矢印を新しいノードに付け替えます。",
            "再把前一個的箭頭改指向新節點。",
            "Then the arrow before it is turned to the new node.",
        )
        page.beat(
            f"FadeOut({_name(before, after)})", f"FadeIn({_name(before, str(new))})", says=says, seconds=0.7
        )
        place = point(*self.places.at(index + 1))
        page.beat(f"cell_{new}.animate.move_to({place})", seconds=0.7)
        page.beat(calm(page, str(new)), seconds=0.3)

    def _delete(self, key: int) -> None:
        page = self.page
        chain = self._chain()
        index = chain.index(str(key))
        before, after = chain[index - 1], chain[index + 1]
        says = page.say("{v} を取り除きます。", "要刪除 {v}。", "{v} is to be deleted.", v=self.words[key])
        page.beat(lit(str(key), page.look.hot), says=says, seconds=0.5)
        page.beat(f"cell_{key}.animate.move_to({point(*self.places.aside(index))})", seconds=0.7)
        self._arrow(before, after)
        says = page.say(
            "前のノードの矢印を、その次のノードへ付け替えます。",
            "把前一個的箭頭改指向後一個。",
            "The arrow before it is turned to the node after it.",
        )
        page.beat(
            f"FadeOut({_name(before, str(key))})", f"FadeIn({_name(before, after)})", says=says, seconds=0.7
        )
        says = page.say(
            "もうどこからもたどれないので、消えます。",
            "再也沒有箭頭指向它，它就消失了。",
            "Nothing leads to it any more, and it is gone.",
        )
        page.beat(f"FadeOut({_name(str(key), after)})", f"FadeOut(cell_{key})", says=says, seconds=0.7)
        self.order.remove(key)
        page.beat(*self._settle(), seconds=0.7)

    def _traverse(self) -> None:
        page, look = self.page, self.page.look
        says = page.say(
            "先頭から矢印をたどると、{v} の順に読めます。",
            "從開頭跟著箭頭走，依序讀到 {v}。",
            "Following the arrows from the head reads {v}.",
            v=page.locale.enumerated(self.words[key] for key in self.order),
        )
        half = number(self.places.side / 2 + 0.22)
        if "cursor" not in page.names:
            page.let("cursor", "Triangle", color=look.hot, fill_opacity="1")
            page.do("cursor.scale", "0.16")
            page.do("cursor.rotate", "PI")
            page.named("cursor", "印", "標記", "the marker")
        page.do("cursor.move_to", f"box_head.get_center() + UP * {half}")
        page.beat("FadeIn(cursor)", says=says, seconds=0.4)
        for key in self.order:
            page.beat(
                f"cursor.animate.move_to(box_{key}.get_center() + UP * {half})",
                lit(str(key), look.hot),
                seconds=0.7,
            )
            page.do(f"box_{key}.set_stroke", look.done)
            page.do(f"box_{key}.set_fill", look.done, "0.35")
        end = f"cursor.animate.move_to(box_end.get_center() + UP * {half})"
        says = page.say("null で終わりです。", "走到 null 就結束。", "At null it ends.")
        page.beat(end, says=says, seconds=0.7)
        page.do("self.remove", "cursor")


def _name(one: str, other: str) -> str:
    return f"arrow_{one}_{other}"
