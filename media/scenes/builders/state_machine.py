"""A state machine: states, what leads from one to the other, and an input that is read symbol by symbol."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin, tan
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from contracts.model import Model
from media.scenes.builder import Builder
from media.scenes.graphs import layout, lit_node
from media.scenes.locale import Locale, translations
from media.scenes.nodes import between, box, disc, disc_room, fits, fitting, lit
from media.scenes.page import Page
from media.scenes.room import Point, Room
from media.scenes.source import number, point
from media.scenes.stage import STAGES
from media.scenes.text import width

MOST_STATES: Final = 6
MOST_WAYS: Final = 12
MOST_INPUT: Final = 10
_LARGEST: Final = {2: 0.75, 3: 0.75, 4: 0.62}
_SMALLEST: Final = 0.5
_LABELS: Final = 1.3
_TAPE: Final = 0.9
_BEND: Final = 0.9
_LOOP: Final = 0.55
_WAY_ROOM: Final = 1.6

State = Annotated[str, Field(min_length=1, max_length=16)]
Symbol = Annotated[str, Field(min_length=1, max_length=12)]

_LOCKED: Final = translations("施錠", "鎖定", "Locked")
_OPEN: Final = translations("開錠", "開啟", "Open")
_COIN: Final = translations("硬貨", "投幣", "coin")
_PUSH: Final = translations("押す", "推", "push")


class Way(Model):
    """What leads from one state to another, or to itself."""

    start: State
    end: State
    on: Symbol


@dataclass(frozen=True)
class Step:
    """A symbol is read in a state; ``end`` is None where nothing leads on."""

    start: str
    symbol: str
    end: str | None


class StateMachine(Builder):
    """The machine begins in ``start``; an input is accepted if it ends in one of ``accepting``."""

    transitions: tuple[Way, ...] = Field(min_length=1, max_length=MOST_WAYS)
    start: State
    accepting: tuple[State, ...] = ()
    input: tuple[Symbol, ...] = Field((), max_length=MOST_INPUT)

    @model_validator(mode="after")
    def _can_be_drawn(self) -> Self:
        states = self.states
        if not {self.start, *self.accepting} <= set(states):
            raise ValueError("start: no transition begins or ends there, or in an accepting state.")
        if not 1 < len(states) <= MOST_STATES:
            raise ValueError(f"transitions: from 2 to {MOST_STATES} states can be drawn.")
        if len({(way.start, way.on) for way in self.transitions}) < len(self.transitions):
            raise ValueError("transitions: two lead on from the same state with the same symbol.")
        for state in states:
            if not fits(state, disc_room(self._radius)):
                raise ValueError(f"transitions: “{state}” is too long to be read in a state.")
        for ons in self.ways().values():
            if not fits(", ".join(ons), _WAY_ROOM):
                raise ValueError(f"transitions: “{', '.join(ons)}” is too long to be read at an arrow.")
        room = (min(stage.width for stage in STAGES.values()) - _LABELS) / max(1, len(self.input)) * 0.8
        for symbol in self.input:
            if not fits(symbol, room):
                raise ValueError(f"input: “{symbol}” is too long to be read beside the others.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:
        """A turnstile."""
        locked, opened, coin, push = (locale.text(words) for words in (_LOCKED, _OPEN, _COIN, _PUSH))
        ways = (
            (locked, opened, coin),
            (opened, locked, push),
            (locked, locked, push),
            (opened, opened, coin),
        )
        return cls(
            transitions=tuple(Way(start=start, end=end, on=on) for start, end, on in ways),
            start=locked,
            input=(push, coin, push),
        )

    @property
    def states(self) -> tuple[str, ...]:
        """All of them, the first one in front."""
        names = [self.start, *(name for way in self.transitions for name in (way.start, way.end))]
        return tuple(dict.fromkeys(names))

    @property
    def _radius(self) -> float:
        """As large as the longest name needs it, if there is room."""
        needed = max(width(state, 23) for state in self.states) / disc_room(1)
        return min(_LARGEST.get(len(self.states), _SMALLEST), max(_SMALLEST, needed))

    def ways(self) -> dict[tuple[str, str], list[str]]:
        """The symbols that lead from a state to another."""
        ways: dict[tuple[str, str], list[str]] = {}
        for way in self.transitions:
            ways.setdefault((way.start, way.end), []).append(way.on)
        return ways

    def steps(self) -> Iterator[Step]:
        """The input, symbol by symbol, as far as it leads."""
        state = self.start
        to = {(way.start, way.on): way.end for way in self.transitions}
        for symbol in self.input:
            end = to.get((state, symbol))
            yield Step(state, symbol, end)
            if end is None:
                return
            state = end

    def last(self) -> str | None:
        """The state in which the input ends, None where the machine stops before its end."""
        steps = list(self.steps())
        return steps[-1].end if steps else self.start

    def accepts(self) -> bool:
        """Whether the input ends in an accepting state."""
        return self.last() in self.accepting

    def heading(self, locale: Locale) -> str:
        """Its name."""
        return locale.say("状態機械", "狀態機", "A state machine")

    def draw(self, page: Page) -> None:
        """The states, the ways between them, and the input."""
        _Drawing(page, self, self._radius).draw()


class _Drawing:
    def __init__(self, page: Page, machine: StateMachine, radius: float) -> None:
        stage = page.stage
        self.page, self.machine, self.radius = page, machine, radius
        self.keys = {state: key for key, state in enumerate(machine.states, 1)}
        self.ways = machine.ways()
        self.edges = {pair: key for key, pair in enumerate(self.ways, 1)}
        loops = 0.95 if any(start == end for start, end in self.ways) else 0.1
        bottom = stage.bottom + (_TAPE if machine.input else 0)
        inset = 0.75
        area = Room(stage.left + inset, stage.right - 0.2, bottom + loops, stage.top - loops)
        pairs = {frozenset(pair): pair for pair in self.ways if pair[0] != pair[1]}
        self.places = layout(machine.states, list(pairs.values()), area, labels=True, radius=radius)
        self.middle = (area.bottom + area.top) / 2

    def draw(self) -> None:
        self._states()
        self._ways()
        if self.machine.input:
            self._read()
        else:
            self._tell()

    def _states(self) -> None:
        page, machine, look = self.page, self.machine, self.page.look
        size = min(fitting(state, disc_room(self.radius), 32) for state in self.keys)
        names = []
        for state, key in self.keys.items():
            names.append(disc(page, str(key), state, self.places[state], self.radius, size=size))
            if state in machine.accepting:
                page.let(
                    f"ring_{key}",
                    "Circle",
                    radius=number(self.radius + 0.09),
                    color=look.done,
                    stroke_width="3",
                )
                page.place(f"ring_{key}", *self.places[state])
                names.append(f"ring_{key}")
        page.let("states", "VGroup", *names)
        page.named("states", "状態", "狀態", "the states")
        x, y = self.places[machine.start]
        end = x - self.radius - (0.12 if machine.start in machine.accepting else 0)
        options = {"buff": "0", "color": look.ink, "stroke_width": "4", "tip_length": "0.2"}
        options["max_tip_length_to_length_ratio"] = "0.5"
        page.let("entry", "Arrow", point(end - 0.55, y), point(end, y), **options)
        says = page.say(
            "状態は {n} 個。{s} から始まります。",
            "有 {n} 個狀態，從 {s} 開始。",
            "There are {n} states; it begins in {s}.",
            n=len(self.keys),
            s=machine.start,
        )
        page.beat("FadeIn(states)", "FadeIn(entry, shift=RIGHT * 0.3)", says=says)
        if machine.accepting:
            says = page.say(
                "二重の円 {a} で終われば受理です。",
                "停在雙圈的 {a} 就接受。",
                "To end in {a}, with two rings, is to be accepted.",
                a=page.locale.enumerated(machine.accepting),
            )
            rings = (f"Indicate(ring_{self.keys[state]}, color={look.done})" for state in machine.accepting)
            page.beat(*rings, says=says)

    def _ways(self) -> None:
        page = self.page
        shown, labels = [], []
        for pair, key in self.edges.items():
            at = self._loop(pair[0], key) if pair[0] == pair[1] else self._way(pair, key)
            words = ", ".join(self.ways[pair])
            page.text(f"on_{key}", words, fitting(words, _WAY_ROOM, 24), _WAY_ROOM, color=page.look.ink)
            page.place(f"on_{key}", *at)
            page.do(f"on_{key}.add_background_rectangle", color="BACKGROUND", opacity="1", buff="0.05")
            labels.append(f"FadeIn(on_{key})")
            shown.append(f"FadeIn(way_{key})")
        says = page.say(
            "矢印は、読んだものに応じて次の状態へ導きます。",
            "箭頭表示讀到什麼會轉到哪個狀態。",
            "The arrows tell which state comes next, after what is read.",
        )
        page.beat(*shown, *labels, says=says, seconds=1.2)

    def _arrow(self, key: int, start: Point, end: Point, angle: float) -> None:
        page = self.page
        options = {"color": page.look.muted, "stroke_width": "4", "tip_length": "0.2"}
        page.let(f"way_{key}", "CurvedArrow", point(*start), point(*end), angle=number(angle), **options)

    def _way(self, pair: tuple[str, str], key: int) -> Point:
        """An arrow between two states, bent if another one leads back; tells where its label stands."""
        start, end = self.places[pair[0]], self.places[pair[1]]
        bend = _BEND if pair[::-1] in self.edges else 0.0
        radius = self.radius + 0.1
        if not bend:
            ends = between(start, end, radius)
            self.page.let(
                f"way_{key}",
                "Arrow",
                point(*ends[0]),
                point(*ends[1]),
                buff="0",
                color=self.page.look.muted,
                stroke_width="4",
                tip_length="0.2",
            )
            return (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
        towards = atan2(end[1] - start[1], end[0] - start[0])
        one = (start[0] + radius * cos(towards - 0.5), start[1] + radius * sin(towards - 0.5))
        other = (end[0] - radius * cos(towards + 0.5), end[1] - radius * sin(towards + 0.5))
        self._arrow(key, one, other, bend)
        length = hypot(other[0] - one[0], other[1] - one[1])
        out = length / 2 * tan(bend / 4)
        across = towards - pi / 2
        middle = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
        return middle[0] + out * cos(across), middle[1] + out * sin(across)

    def _loop(self, state: str, key: int) -> Point:
        """An arrow from a state to itself, above it or below."""
        x, y = self.places[state]
        up = 1 if y >= self.middle else -1
        towards = up * pi / 2
        radius = self.radius + 0.1
        ends = [
            (x + radius * cos(towards + turn), y + radius * sin(towards + turn))
            for turn in (_LOOP * 0.8, -_LOOP * 0.8)
        ]
        self._arrow(key, ends[0], ends[1], -4.0)
        return x, y + up * (radius + 0.72)

    def _tape(self) -> tuple[float, float]:
        """How wide a symbol's cell is, and where the first one stands."""
        stage = self.page.stage
        cell = min(1.3, (stage.width - _LABELS) / len(self.machine.input))
        return cell, stage.left + _LABELS + cell / 2

    def _read(self) -> None:
        page, machine, look = self.page, self.machine, self.page.look
        cell, first = self._tape()
        height = page.stage.bottom + 0.35
        page.text("input", page.say("入力", "輸入", "Input"), 24, _LABELS - 0.2, color=look.muted)
        page.place("input", page.stage.left, height, edge="LEFT")
        size = min(fitting(symbol, cell * 0.8, 28) for symbol in machine.input)
        cells = [
            box(
                page,
                f"in_{place}",
                symbol,
                (first + place * cell, height),
                (cell * 0.94, 0.6),
                font_size=size,
            )
            for place, symbol in enumerate(machine.input)
        ]
        says = page.say("入力を左から読みます。", "由左到右讀輸入。", "The input is read from left to right.")
        key = self.keys[machine.start]
        page.beat("FadeIn(input)", *(f"FadeIn({cell})" for cell in cells), lit_node(key, look.hot), says=says)
        for place, step in enumerate(machine.steps()):
            self._step(place, step)
        self._end()

    def _step(self, place: int, step: Step) -> None:
        page, look = self.page, self.page.look
        values = {"s": step.start, "x": step.symbol, "t": step.end}
        if step.end is None:
            says = page.say(
                "{s} から {x} で進む先はありません。止まります。",
                "{s} 讀到 {x} 沒有路可走，停住了。",
                "From {s} nothing leads on with {x}: it stops.",
                **values,
            )
            page.beat(
                lit(f"in_{place}", look.hot), f"Wiggle(node_{self.keys[step.start]})", says=says, seconds=0.9
            )
            return
        if step.end == step.start:
            says = page.say(
                "{s} で {x}: {s} のままです。",
                "在 {s} 讀到 {x}，仍是 {s}。",
                "{x} in {s}: it stays there.",
                **values,
            )
        else:
            says = page.say(
                "{s} で {x}: {t} へ移ります。",
                "在 {s} 讀到 {x}，轉到 {t}。",
                "{x} in {s}: on to {t}.",
                **values,
            )
        page.beat(lit(f"in_{place}", look.hot), says=says, seconds=0.5)
        self._go((step.start, step.end), str(place))
        page.do(f"box_in_{place}.set_stroke", look.done)
        page.do(f"box_in_{place}.set_fill", look.done, "0.35")

    def _go(self, pair: tuple[str, str], name: str) -> None:
        """A dot goes along an arrow, and the state that it leads to is lit instead of the one before."""
        page, look, way = self.page, self.page.look, self.edges[pair]
        page.let(f"token_{name}", "Dot", f"way_{way}.get_start()", radius="0.13", color=look.hot)
        page.do(f"way_{way}.set_color", look.hot)
        page.beat(f"MoveAlongPath(token_{name}, way_{way})", seconds=0.9)
        page.do(f"way_{way}.set_color", look.muted)
        start, end = (self.keys[state] for state in pair)
        left = [f"circle_{start}.animate.set_stroke({look.main}, 4).set_fill(BACKGROUND, 1)"]
        page.beat(
            f"FadeOut(token_{name})", *(left if start != end else []), lit_node(end, look.hot), seconds=0.4
        )

    def _end(self) -> None:
        page, machine, look = self.page, self.machine, self.page.look
        last = machine.last()
        if last is None and not machine.accepting:
            return
        values = {"s": last}
        if not machine.accepting:
            says = page.say(
                "入力が終わり、状態は {s} です。",
                "輸入讀完，停在 {s}。",
                "The input ends, and the state is {s}.",
                **values,
            )
        elif machine.accepts():
            says = page.say(
                "{s} で終わったので、受理されます。",
                "停在 {s}，接受。",
                "It ends in {s}: accepted.",
                **values,
            )
        elif last is None:
            says = page.say("入力は受理されません。", "這個輸入不被接受。", "The input is not accepted.")
        else:
            says = page.say(
                "{s} で終わったので、受理されません。",
                "停在 {s}，不接受。",
                "It ends in {s}: not accepted.",
                **values,
            )
        good = not machine.accepting or machine.accepts()
        state = last or [machine.start, *(step.start for step in machine.steps())][-1]
        page.beat(lit_node(self.keys[state], look.done if good else "RED"), says=says)

    def _tell(self) -> None:
        """Without an input, each way is told by itself."""
        page, look = self.page, self.page.look
        for turn, way in enumerate(self.machine.transitions):
            says = page.say(
                "{s} で {x} なら {t} へ。",
                "在 {s} 遇到 {x}，就到 {t}。",
                "In {s}, {x} leads to {t}.",
                s=way.start,
                x=way.on,
                t=way.end,
            )
            page.beat(lit_node(self.keys[way.start], look.hot), says=says, seconds=0.4)
            self._go((way.start, way.end), str(turn))
            key = self.keys[way.end]
            page.beat(f"circle_{key}.animate.set_stroke({look.main}, 4).set_fill(BACKGROUND, 1)", seconds=0.3)
