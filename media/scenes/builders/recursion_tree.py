"""The calls of a recursive function as a tree: they go down to the base, and the results travel up."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

from pydantic import Field, model_validator

from media.scenes.builder import Builder
from media.scenes.graphs import to_place
from media.scenes.locale import Locale
from media.scenes.nodes import INSIDE, box, fits, fitting, lit
from media.scenes.page import Page
from media.scenes.room import Point, Room
from media.scenes.source import point
from media.scenes.stage import STAGES
from media.scenes.trees import arranged, spread

MOST_LEVELS: Final = 6
MOST_CALLS: Final = 15
_BOX: Final = 1.8
_SIZE_OF_HEIGHT: Final = 60
"""The font size whose letters fill a box a unit high."""


class Function(StrEnum):
    """What is called."""

    FIBONACCI = "fib"
    FACTORIAL = "factorial"
    SUM = "sum"
    POWER = "power"
    GCD = "gcd"
    BINOMIAL = "binomial"
    HANOI = "hanoi"


_ARGUMENTS: Final = {Function.POWER: 2, Function.GCD: 2, Function.BINOMIAL: 2}
_RULES: Final = {
    Function.FIBONACCI: ("fib(n) = fib(n-1) + fib(n-2)", "fib(1) = 1, fib(0) = 0"),
    Function.FACTORIAL: ("factorial(n) = n × factorial(n-1)", "factorial(0) = 1"),
    Function.SUM: ("sum(n) = n + sum(n-1)", "sum(0) = 0"),
    Function.POWER: ("power(b, n) = b × power(b, n-1)", "power(b, 0) = 1"),
    Function.GCD: ("gcd(a, b) = gcd(b, a mod b)", "gcd(a, 0) = a"),
    Function.BINOMIAL: ("C(n, k) = C(n-1, k-1) + C(n-1, k)", "C(n, 0) = C(n, n) = 1"),
    Function.HANOI: ("hanoi(n) = hanoi(n-1) + 1 + hanoi(n-1)", "hanoi(1) = 1"),
}


@dataclass(frozen=True)
class Call:
    """A call with the calls that it makes; ``sum`` is how its result is put together, empty at the base."""

    words: str
    calls: tuple["Call", ...]
    result: int
    sum: str


class RecursionTree(Builder):
    """The function, and the arguments of the first call."""

    function: Function
    arguments: tuple[int, ...] = Field(min_length=1, max_length=2)

    @model_validator(mode="after")
    def _can_be_drawn(self) -> Self:
        wanted = _ARGUMENTS.get(self.function, 1)
        if len(self.arguments) != wanted:
            raise ValueError(f"arguments: {self.function} takes {wanted}.")
        if min(self.arguments[self.function is Function.POWER :]) < 0 or max(map(abs, self.arguments)) > 999:  # noqa: PLR2004
            raise ValueError("arguments: a call needs numbers of at most three digits that are not negative.")
        if (
            self.function is not Function.POWER
            and self.function is not Function.GCD
            and max(self.arguments) > MOST_CALLS
        ):
            raise ValueError("arguments: that would be more calls than can be read.")
        if self.function is Function.POWER and self.arguments[1] >= MOST_LEVELS:
            raise ValueError("arguments: that would be more calls than can be read.")
        if self.function is Function.BINOMIAL and self.arguments[1] > self.arguments[0]:
            raise ValueError("arguments: k must not be more than n.")
        calls = list(self.every())
        levels = max(level for level, _ in calls) + 1
        leaves = sum(not call.calls for _, call in calls)
        room = min(stage.width for stage in STAGES.values()) / leaves * 0.96 * INSIDE
        if (
            levels > MOST_LEVELS
            or len(calls) > MOST_CALLS
            or not all(fits(call.words, room) for _, call in calls)
        ):
            raise ValueError("arguments: that would be more calls than can be read.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """The fourth number of Fibonacci."""
        return cls(function=Function.FIBONACCI, arguments=(4,))

    def root(self) -> Call:
        """The first call, with all that it leads to."""
        return _call(self.function, self.arguments)

    def every(self) -> Iterator[tuple[int, Call]]:
        """All calls, with their depths, in the order in which they are made."""
        yield from _all(self.root(), 0)

    def heading(self, locale: Locale) -> str:
        """The first call."""
        call = _words(self.function, self.arguments)
        return locale.say("{c} の再帰呼び出し", "{c} 的遞迴呼叫", "The recursive calls of {c}", c=call)

    def draw(self, page: Page) -> None:
        """The rule, the calls as they are made, and the results as they come back."""
        _Drawing(page, self).draw()


def _all(call: Call, level: int) -> Iterator[tuple[int, Call]]:
    yield level, call
    for below in call.calls:
        yield from _all(below, level + 1)


def _words(function: Function, arguments: tuple[int, ...]) -> str:
    name = "C" if function is Function.BINOMIAL else function
    return f"{name}({', '.join(map(str, arguments))})"


def _call(function: Function, arguments: tuple[int, ...]) -> Call:
    calls = tuple(_call(function, below) for below in _below(function, arguments))
    results = [below.result for below in calls]
    words = _words(function, arguments)
    first = arguments[0]
    if not calls:
        return Call(words, (), _base(function, arguments), "")
    match function:
        case Function.FIBONACCI | Function.BINOMIAL:
            return Call(words, calls, sum(results), f"{results[0]} + {results[1]}")
        case Function.FACTORIAL | Function.POWER:
            return Call(words, calls, first * results[0], f"{first} × {results[0]}")
        case Function.SUM:
            return Call(words, calls, first + results[0], f"{first} + {results[0]}")
        case Function.HANOI:
            return Call(words, calls, 2 * results[0] + 1, f"{results[0]} + 1 + {results[1]}")
    return Call(words, calls, results[0], f"{results[0]}")


def _below(function: Function, arguments: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """The arguments of the calls that a call makes."""
    first, last = arguments[0], arguments[-1]
    below: tuple[tuple[int, ...], ...] = ()
    match function:
        case Function.FIBONACCI if first > 1:
            below = (first - 1,), (first - 2,)
        case Function.FACTORIAL | Function.SUM if first:
            below = ((first - 1,),)
        case Function.HANOI if first > 1:
            below = (first - 1,), (first - 1,)
        case Function.POWER if last:
            below = ((first, last - 1),)
        case Function.GCD if last:
            below = ((last, first % last),)
        case Function.BINOMIAL if 0 < last < first:
            below = (first - 1, last - 1), (first - 1, last)
    return below


def _base(function: Function, arguments: tuple[int, ...]) -> int:
    """The result of a call that makes no other."""
    match function:
        case Function.FIBONACCI | Function.GCD | Function.HANOI:
            return arguments[0]
        case Function.SUM:
            return 0
    return 1


class _Drawing:
    """Calls are numbered in the order in which they are made, from 1 on."""

    def __init__(self, page: Page, tree: RecursionTree) -> None:
        stage = page.stage
        self.page, self.tree = page, tree
        self.one_row = stage.roomy
        self.rule_height = 0.65 if self.one_row else 0.95
        self.children: dict[int, list[int]] = {}
        self.calls: dict[int, Call] = {}
        self._number(tree.root())
        self.parents = {child: parent for parent, below in self.children.items() for child in below}
        spots = arranged(self.children, 1)
        area = Room(stage.left, stage.right, stage.bottom + 0.05, stage.top - self.rule_height)
        self.places = spread(spots, area, 3.2, 1.5)
        columns = max(spot.column for spot in spots.values()) + 1
        self.chain = columns == 1
        levels = max(spot.level for spot in spots.values()) + 1
        down = min(1.5, area.height / levels)
        widest = 3.2 if self.chain else _BOX
        self.box = (
            min(widest, stage.width / columns * 0.96),
            min(0.7, down * (0.62 if self.chain else 0.52)),
        )
        if self.chain:
            self.places = {number: (x - 0.9, y) for number, (x, y) in self.places.items()}
        largest = min(30, self.box[1] * _SIZE_OF_HEIGHT)
        self.size = min(fitting(call.words, self.box[0] * INSIDE, largest) for call in self.calls.values())
        self.said: set[str] = set()
        self.quick = len(self.calls) > 9  # noqa: PLR2004 - so that all of it takes less than 40 s

    def _number(self, call: Call) -> int:
        number = len(self.calls) + 1
        self.calls[number] = call
        self.children[number] = []
        for below in call.calls:
            self.children[number].append(self._number(below))
        return number

    def draw(self) -> None:
        page = self.page
        rule, base = _RULES[self.tree.function]
        size, (x, y) = 26 if self.one_row else 24, self._rule_place()
        if self.one_row:
            page.text("rule", f"{rule}, {base}", size, page.stage.width, color=page.look.hot)
            page.place("rule", x, y)
        else:
            for row, words in enumerate((rule, base)):
                page.text(f"rule_{row}", words, size, page.stage.width, color=page.look.hot)
                page.place(f"rule_{row}", x, y + 0.22 - 0.44 * row)
            page.let("rule", "VGroup", "rule_0", "rule_1")
        page.named("rule", "定義", "定義", "the rule")
        says = page.say(
            "関数が、定義の中で自分自身を呼びます。",
            "函式在定義裡呼叫自己。",
            "The function calls itself, with less to do.",
        )
        page.beat("FadeIn(rule)", says=says)
        self._run(1)
        self._end()

    def _once(self, key: str, words: str) -> str | None:
        """The words, if it is the first time for this."""
        if key in self.said:
            return None
        self.said.add(key)
        return words

    def _run(self, number: int) -> None:
        """A call: its box, the calls below it, and its result."""
        page, look, call = self.page, self.page.look, self.calls[number]
        box(page, str(number), call.words, self.places[number], self.box, font_size=self.size)
        shown = [f"FadeIn(cell_{number})"]
        if number in self.parents:
            x, y = self.places[self.parents[number]]
            to_x, to_y = self.places[number]
            ends = (x, y - self.box[1] / 2), (to_x, to_y + self.box[1] / 2)
            page.let(
                f"edge_{number}", "Line", point(*ends[0]), point(*ends[1]), color=look.muted, stroke_width="4"
            )
            shown.append(f"Create(edge_{number})")
        says = (
            page.say("{c} を呼びます。", "呼叫 {c}。", "{c} is called.", c=call.words)
            if number == 1
            else self._once(
                "down",
                page.say(
                    "結果を出すには、まず {c} の結果が要ります。",
                    "要先知道 {c} 的結果。",
                    "It has to wait for the result of {c}.",
                    c=call.words,
                ),
            )
        )
        page.beat(*shown, says=says, seconds=0.4 if self.quick else 0.6)
        for child in self.children[number]:
            self._run(child)
        self._return(number)

    def _return(self, number: int) -> None:
        """The result: it appears at the call, and travels up to the one that waits for it."""
        page, look, call = self.page, self.page.look, self.calls[number]
        values = {"c": call.words, "r": call.result, "s": call.sum}
        if not call.calls:
            says = self._once(
                "base",
                page.say(
                    "{c} = {r} は、もう何も呼びません。結果が上へ返ります。",
                    "{c} = {r}，不再呼叫，結果往上傳回。",
                    "{c} = {r} calls nothing more: its result travels up.",
                    **values,
                ),
            )
        elif number == 1:
            says = page.say("{c} = {s} = {r} です。", "{c} = {s} = {r}。", "{c} = {s} = {r}.", **values)
        else:
            says = page.say(
                "{c} = {s} = {r} が返ります。",
                "{c} = {s} = {r}，傳回上層。",
                "{c} = {s} = {r} is returned.",
                **values,
            )
            says = self._once("up" if self.quick else f"up {call.words}", says)
        if call.sum == str(call.result):
            says = says and says.replace(f"{call.sum} = ", "", 1)
        result = f"result_{number}"
        page.text(result, str(call.result), 28, 1.2, color=look.done, bold=True)
        x, y = self.places[number]
        if self.chain:
            self._chain_result(number, says)
            return
        page.place(result, x, y + self.box[1] / 2)
        page.do(f"{result}.add_background_rectangle", color="BACKGROUND", opacity="1", buff="0.06")
        seconds = 0.5 if self.quick else 0.7
        if number == 1:
            page.text(
                "answer", f"{call.words} = {call.result}", 34, page.stage.width, color=look.done, bold=True
            )
            page.place("answer", *self._rule_place())
            page.beat(lit("1", look.done), "FadeOut(rule)", "FadeIn(answer)", says=says, seconds=0.8)
            return
        page.beat(
            lit(str(number), look.done), to_place(result, self._on_edge(number)), says=says, seconds=seconds
        )

    def _rule_place(self) -> Point:
        return 0.0, self.page.stage.top - self.rule_height / 2 + 0.1

    def _on_edge(self, number: int) -> Point:
        """The middle of the line to the call above."""
        (x, y), (to_x, to_y) = self.places[number], self.places[self.parents[number]]
        return (x + to_x) / 2, (y + to_y) / 2

    def _chain_result(self, number: int, says: str | None) -> None:
        """Where calls stand one below the other, results stand beside them."""
        page, look, call = self.page, self.page.look, self.calls[number]
        x, y = self.places[number]
        words = f"= {call.result}" if call.sum in {"", str(call.result)} else f"= {call.sum} = {call.result}"
        room = page.stage.right - x - self.box[0] / 2 - 0.3
        page.text(f"value_{number}", words, fitting(words, room, 28), room, color=look.done, bold=True)
        page.place(f"value_{number}", x + self.box[0] / 2 + 0.2, y, edge="LEFT")
        below = self.children[number]
        if below:
            passed, beside = f"result_{below[0]}", x + self.box[0] / 2 + 0.5
            page.place(passed, beside, self.places[below[0]][1])
            page.beat(to_place(passed, (beside, y)), says=says, seconds=0.6)
            page.beat(
                f"FadeOut({passed})", lit(str(number), look.done), f"FadeIn(value_{number})", seconds=0.6
            )
        else:
            page.beat(lit(str(number), look.done), f"FadeIn(value_{number})", says=says, seconds=0.7)

    def _end(self) -> None:
        page, look = self.page, self.page.look
        words = [call.words for call in self.calls.values()]
        again = max(words, key=lambda word: (words.count(word), len(word)))
        same = [number for number, call in self.calls.items() if call.words == again]
        if len(same) > 1:
            says = page.say(
                "呼び出しは全部で {n} 回。{c} だけで {k} 回あります。",
                "一共呼叫 {n} 次，光是 {c} 就有 {k} 次。",
                "{n} calls in all; {c} alone is called {k} times.",
                n=len(words),
                c=again,
                k=len(same),
            )
        else:
            says = page.say(
                "呼び出しは全部で {n} 回です。", "一共呼叫 {n} 次。", "{n} calls in all.", n=len(words)
            )
        page.beat(*(lit(str(number), look.hot) for number in same if len(same) > 1), says=says)
