"""Dijkstra's algorithm: the nearest node is settled, and ways over it are compared, until all is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from contracts.model import Model
from media.scenes.builder import Builder
from media.scenes.graphs import RADIUS, draw_graph, in_order, lit_edge, lit_node, starting_with
from media.scenes.locale import Locale
from media.scenes.nodes import disc_room, fits, fitting
from media.scenes.page import Page
from media.scenes.room import Room
from media.scenes.source import point
from media.scenes.stage import STAGES

MOST_NODES: Final = 7
MOST_EDGES: Final = 10
_LABELS: Final = 1.45
_ROW: Final = 0.5
_INFINITE: Final = "∞"

Name = Annotated[str, Field(min_length=1, max_length=8)]
Weight = Annotated[Decimal, Field(ge=0, max_digits=4, allow_inf_nan=False)]


class Road(Model):
    """An edge with its length."""

    one: Name
    other: Name
    length: Weight


@dataclass(frozen=True)
class Look:
    """A way over the settled node to a neighbour; ``before`` is what was known, None for no way at all."""

    node: str
    distance: Decimal
    before: Decimal | None

    @property
    def shorter(self) -> bool:
        """Whether it is better than what was known."""
        return self.before is None or self.distance < self.before


@dataclass(frozen=True)
class Settle:
    """The nearest node that was not settled, how far it is, and the ways that lead on from it."""

    node: str
    distance: Decimal
    looks: tuple[Look, ...]


class ShortestPath(Builder):
    """The edges with their lengths, where the way begins, and where it ends; without an end, ways to all."""

    edges: tuple[Road, ...] = Field(min_length=1, max_length=MOST_EDGES)
    start: Name
    end: str = Field("", max_length=8)
    directed: bool = False

    @model_validator(mode="after")
    def _can_be_drawn(self) -> Self:
        for field, name in (("start", self.start), ("end", self.end or self.start)):
            if name not in self.nodes:
                raise ValueError(f"{field}: “{name}” is not an end of any edge.")
        if self.start == self.end:
            raise ValueError("end: the way ends where it begins.")
        if len(self.nodes) > MOST_NODES:
            raise ValueError(f"edges: no more than {MOST_NODES} nodes can be drawn.")
        pairs = [frozenset((road.one, road.other)) for road in self.edges]
        if any(len(pair) == 1 for pair in pairs) or len(set(pairs)) < len(pairs):
            raise ValueError("edges: an edge joins two different nodes, and no two edges the same two.")
        slot = (min(stage.width for stage in STAGES.values()) - _LABELS) / len(self.nodes)
        for words in (*self.nodes, *(_plain(step.distance) for step in self.steps())):
            if not fits(words, min(slot * 0.95, disc_room(RADIUS))):
                raise ValueError(f"edges: “{words}” is too long to be read in its place.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Five nodes and seven edges."""
        roads = ("A B 4", "A C 2", "B C 1", "B D 5", "C D 8", "C E 10", "D E 2")
        parts = [road.split() for road in roads]
        edges = tuple(Road(one=one, other=other, length=Decimal(length)) for one, other, length in parts)
        return cls(edges=edges, start="A", end="E")

    @property
    def nodes(self) -> tuple[str, ...]:
        """All of them, in the order of their names."""
        return in_order([name for road in self.edges for name in (road.one, road.other)])

    def neighbours(self, node: str) -> tuple[tuple[str, Decimal], ...]:
        """Where edges lead from a node, and how long they are."""
        ends = {road.other: road.length for road in self.edges if road.one == node}
        if not self.directed:
            ends |= {road.one: road.length for road in self.edges if road.other == node}
        return tuple((name, ends[name]) for name in in_order(list(ends)))

    def steps(self) -> Iterator[Settle]:
        """Each node as it is settled, up to the end, or as far as edges lead."""
        known = {self.start: Decimal(0)}
        settled: set[str] = set()
        while len(settled) < len(known):
            node = min(
                (name for name in self.nodes if name in known and name not in settled),
                key=lambda name: known[name],
            )
            settled.add(node)
            looks = []
            for name, length in self.neighbours(node) if node != self.end else ():
                if name not in settled:
                    looks.append(Look(name, known[node] + length, known.get(name)))
                    if looks[-1].shorter:
                        known[name] = looks[-1].distance
            yield Settle(node, known[node], tuple(looks))
            if node == self.end:
                return

    def came(self) -> dict[str, str]:
        """From where the shortest way comes to each node that a step has settled."""
        steps = list(self.steps())
        settled = {step.node for step in steps}
        found = {look.node: step.node for step in steps for look in step.looks if look.shorter}
        return {node: before for node, before in found.items() if node in settled}

    def path(self) -> tuple[str, ...]:
        """The shortest way to the end; empty where none leads there, or no end is given."""
        came = self.came()
        if self.end not in came:
            return ()
        way = [self.end]
        while way[-1] != self.start:
            way.append(came[way[-1]])
        return tuple(reversed(way))

    def heading(self, locale: Locale) -> str:
        """The algorithm's name."""
        return locale.say("ダイクストラ法", "戴克斯特拉演算法", "Dijkstra's algorithm")

    def draw(self, page: Page) -> None:
        """The graph, the table of distances, and each step."""
        _Drawing(page, self).draw()


class _Drawing:
    def __init__(self, page: Page, path: ShortestPath) -> None:
        stage = page.stage
        self.page, self.path = page, path
        self.columns = starting_with(path.start, path.nodes)
        self.keys = {name: key for key, name in enumerate(self.columns, 1)}
        self.slot = min(1.5, (stage.width - _LABELS) / len(self.keys))
        self.known: dict[str, str] = {}
        self.written = 0

    def draw(self) -> None:
        self._begin()
        for turn, step in enumerate(self.path.steps()):
            self._settle(turn, step)
        self._end()

    def _x(self, name: str) -> float:
        return self.page.stage.left + _LABELS + (self.keys[name] - 0.5) * self.slot

    def _y(self, row: int) -> float:
        return self.page.stage.bottom + 0.25 + (2 - row) * _ROW

    def _begin(self) -> None:
        page, path, stage, look = self.page, self.path, self.page.stage, self.page.look
        area = Room(stage.left, stage.right, stage.bottom + 3 * _ROW + 0.25, stage.top)
        pairs = [(road.one, road.other) for road in path.edges]
        weights = [_plain(road.length) for road in path.edges]
        draw_graph(page, self.columns, pairs, area, directed=path.directed, weights=weights)
        rows = (("ノード", "節點", "Node"), ("距離", "距離", "Distance"), ("直前", "前一個", "From"))
        parts = []
        for row, words in enumerate(rows):
            parts.append(page.text(f"row_{row}", page.say(*words), 22, _LABELS - 0.1, color=look.muted))
            page.place(f"row_{row}", stage.left, self._y(row), edge="LEFT")
        for name, key in self.keys.items():
            parts.append(
                page.text(f"column_{key}", name, fitting(name, self.slot * 0.9, 26), self.slot, bold=True)
            )
            page.place(f"column_{key}", self._x(name), self._y(0))
        ends = (stage.left, self._x(self.columns[-1]) + self.slot / 2)
        height = (self._y(0) + self._y(1)) / 2
        page.let(
            "rule", "Line", point(ends[0], height), point(ends[1], height), color=look.muted, stroke_width="2"
        )
        page.let("table", "VGroup", *parts, "rule")
        page.named("table", "表", "表格", "the table")
        says = page.say(
            "辺の数は長さです。{s} からの最短距離を求めます。",
            "邊上的數字是長度，要找從 {s} 出發的最短距離。",
            "Edges have lengths; how far is it from {s} at least?",
            s=path.start,
        )
        page.beat("FadeIn(graph)", "FadeIn(table)", says=says)
        cells = [
            self._cell("distance", name, 1, "0" if name == path.start else _INFINITE) for name in self.keys
        ]
        says = page.say(
            "初めは {s} だけが 0 で、ほかはまだ分からず ∞ です。",
            "一開始只有 {s} 是 0，其他還不知道，記作 ∞。",
            "At first {s} is at 0, and all others, unknown yet, at ∞.",
            s=path.start,
        )
        page.beat(*(f"FadeIn({cell})" for cell in cells), says=says)

    def _cell(self, row: str, name: str, index: int, words: str) -> str:
        """Bind a new text of the table; the one before it in its place is remembered to go."""
        self.written += 1
        cell = f"{row}_{self.keys[name]}_{self.written}"
        color = self.page.look.ink if index == 1 else self.page.look.muted
        self.page.text(cell, words, fitting(words, self.slot * 0.9, 26), self.slot, color=color)
        self.page.place(cell, self._x(name), self._y(index))
        self.known[f"{row} {name}"] = cell
        return cell

    def _settle(self, turn: int, step: Settle) -> None:
        page, look, key = self.page, self.page.look, self.keys[step.node]
        says = (
            page.say(
                "まず {v} を確定します。",
                "先確定 {v}。",
                "{v} is settled first.",
                v=step.node,
            )
            if turn == 0
            else page.say(
                "未確定の中でいちばん近い {v}（{d}）を確定します。",
                "剩下的 {v} 最近，距離 {d}，確定它。",
                "{v} is the nearest of the rest, at {d}: it is settled.",
                v=step.node,
                d=_plain(step.distance),
            )
        )
        distance = self.known[f"distance {step.node}"]
        page.beat(
            lit_node(key, look.done),
            f"column_{key}.animate.set_color({look.done})",
            f"{distance}.animate.set_color({look.done})",
            says=says,
            seconds=0.7,
        )
        for found in step.looks:
            self._look(step, found)

    def _look(self, step: Settle, found: Look) -> None:
        page, look, key = self.page, self.page.look, self.keys[found.node]
        values = {
            "u": step.node,
            "v": found.node,
            "w": _plain(found.distance - step.distance),
            "d": _plain(step.distance),
            "s": _plain(found.distance),
            "b": _INFINITE if found.before is None else _plain(found.before),
        }
        if found.before is None:
            says = page.say(
                "{u} から {v} へ: {d} + {w} = {s}。",
                "從 {u} 到 {v}：{d} + {w} = {s}。",
                "From {u} to {v}: {d} + {w} = {s}.",
                **values,
            )
        elif found.shorter:
            says = page.say(
                "{u} から {v} へ: {d} + {w} = {s} で、{b} より短くなります。",
                "從 {u} 到 {v}：{d} + {w} = {s}，比 {b} 短。",
                "From {u} to {v}: {d} + {w} = {s}, shorter than {b}.",
                **values,
            )
        else:
            says = page.say(
                "{u} から {v} へ: {d} + {w} = {s}。{b} のままです。",
                "從 {u} 到 {v}：{d} + {w} = {s}，保留 {b}。",
                "From {u} to {v}: {d} + {w} = {s}; {b} stays.",
                **values,
            )
        edge = self._edge(step.node, found.node)
        page.beat(lit_edge(edge, look.hot), lit_node(key, look.hot), says=says, seconds=0.6)
        if found.shorter:
            gone = [self.known.pop(f"{row} {found.node}", "") for row in ("distance", "via")]
            new = [
                self._cell("distance", found.node, 1, _plain(found.distance)),
                self._cell("via", found.node, 2, step.node),
            ]
            page.do(f"{new[0]}.set_color", look.hot)
            page.beat(
                *(f"FadeOut({old})" for old in gone if old),
                *(f"FadeIn({cell}, scale=1.6)" for cell in new),
                seconds=0.7,
            )
        page.beat(
            f"edge_{edge}.animate.set_color({look.muted}).set_stroke(width=4)",
            f"circle_{key}.animate.set_stroke({look.main}, 4).set_fill(BACKGROUND, 1)",
            seconds=0.3,
        )

    def _edge(self, one: str, other: str) -> int:
        pair = (one, other)
        return next(
            index
            for index, road in enumerate(self.path.edges, 1)
            if (road.one, road.other) == pair or (not self.path.directed and (road.other, road.one) == pair)
        )

    def _end(self) -> None:
        page, path, look = self.page, self.path, self.page.look
        came = path.came()
        way = path.path()
        if way:
            pairs = list(pairwise(way))
            last = list(path.steps())[-1]
            says = page.say(
                "最短経路は {p}、長さは {d} です。",
                "最短路徑是 {p}，長度 {d}。",
                "The shortest way is {p}, of length {d}.",
                p=" → ".join(way),
                d=_plain(last.distance),
            )
        elif path.end:
            says = page.say(
                "{e} へは、たどり着けません。", "{e} 走不到。", "{e} can't be reached.", e=path.end
            )
            page.beat(f"Wiggle(node_{self.keys[path.end]})", says=says)
            return
        else:
            pairs = [(before, node) for node, before in came.items()]
            says = page.say(
                "{s} からの最短距離が、すべて決まりました。",
                "從 {s} 出發的最短距離都確定了。",
                "All shortest distances from {s} are known.",
                s=path.start,
            )
        for index, pair in enumerate(pairs or [None]):
            lines = [] if pair is None else [lit_edge(self._edge(*pair), look.done)]
            page.beat(*lines, says=None if index else says, seconds=0.5)


def _plain(length: Decimal) -> str:
    """A length without zeros that say nothing."""
    return f"{length.normalize():f}"
