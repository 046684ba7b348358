"""A graph searched in breadth or in depth from a node: the queue or the stack, and the order of visits."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from media.scenes.builder import Builder
from media.scenes.graphs import draw_graph, in_order, lit_edge, lit_node, starting_with, to_place
from media.scenes.locale import Locale
from media.scenes.nodes import fits, fitting
from media.scenes.page import Page
from media.scenes.room import Point, Room
from media.scenes.stage import STAGES

MOST_NODES: Final = 9
MOST_EDGES: Final = 14
_LABELS: Final = 1.7
_ROWS: Final = 1.5
_WIDEST: Final = 0.86

Name = Annotated[str, Field(min_length=1, max_length=8)]


class Method(StrEnum):
    """Level by level, or as far as it goes and back."""

    BREADTH = "bfs"
    DEPTH = "dfs"


@dataclass(frozen=True)
class Visit:
    """A node is visited, coming from another; ``found`` are its neighbours that join the queue."""

    node: str
    came: str | None
    found: tuple[str, ...]


@dataclass(frozen=True)
class Back:
    """Nodes without anything new beyond them leave the stack, the deepest first."""

    gone: tuple[str, ...]


class GraphSearch(Builder):
    """The edges, and where the search begins. Neighbours are looked at in the order of their names."""

    edges: tuple[tuple[Name, Name], ...] = Field(min_length=1, max_length=MOST_EDGES)
    start: Name
    method: Method = Method.BREADTH
    directed: bool = False

    @model_validator(mode="after")
    def _can_be_drawn(self) -> Self:
        if self.start not in self.nodes:
            raise ValueError(f"start: “{self.start}” is not an end of any edge.")
        if len(self.nodes) > MOST_NODES:
            raise ValueError(f"edges: no more than {MOST_NODES} nodes can be drawn.")
        pairs = [frozenset(edge) for edge in self.edges]
        if any(len(pair) == 1 for pair in pairs) or len(set(pairs)) < len(pairs):
            raise ValueError("edges: an edge joins two different nodes, and no two edges the same two.")
        room = min(_WIDEST, (min(stage.width for stage in STAGES.values()) - _LABELS) / len(self.nodes) * 0.9)
        for name in self.nodes:
            if not fits(name, room):
                raise ValueError(f"edges: “{name}” is too long to be read in a node.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Seven nodes."""
        pairs = ("AB", "AC", "BD", "BE", "CF", "EG", "FG")
        return cls(edges=tuple((pair[0], pair[1]) for pair in pairs), start="A")

    @property
    def nodes(self) -> tuple[str, ...]:
        """All of them, in the order of their names."""
        return in_order([name for edge in self.edges for name in edge])

    @property
    def is_breadth(self) -> bool:
        """Whether all neighbours come before what lies beyond them."""
        return self.method is Method.BREADTH

    def neighbours(self, node: str) -> tuple[str, ...]:
        """Where edges lead from a node."""
        ends = [other for one, other in self.edges if one == node]
        if not self.directed:
            ends += [one for one, other in self.edges if other == node]
        return in_order(ends)

    def steps(self) -> Iterator[Visit | Back]:
        """The search, step by step."""
        return self._breadth() if self.is_breadth else self._depth()

    def order(self) -> tuple[str, ...]:
        """The nodes in the order in which they are visited."""
        return tuple(step.node for step in self.steps() if isinstance(step, Visit))

    def _breadth(self) -> Iterator[Visit]:
        came: dict[str, str | None] = {self.start: None}
        queue = [self.start]
        while queue:
            node = queue.pop(0)
            found = tuple(other for other in self.neighbours(node) if other not in came)
            came |= dict.fromkeys(found, node)
            queue.extend(found)
            yield Visit(node, came[node], found)

    def _depth(self) -> Iterator[Visit | Back]:
        seen = {self.start}
        stack = [self.start]
        yield Visit(self.start, None, ())
        gone: list[str] = []
        while stack:
            new = next((other for other in self.neighbours(stack[-1]) if other not in seen), None)
            if new is None:
                gone.append(stack.pop())
                continue
            if gone:
                yield Back(tuple(gone))
                gone = []
            yield Visit(new, stack[-1], ())
            seen.add(new)
            stack.append(new)
        yield Back(tuple(gone))

    def heading(self, locale: Locale) -> str:
        """The search's name."""
        if self.is_breadth:
            return locale.say("幅優先探索（BFS）", "廣度優先搜尋（BFS）", "Breadth-first search (BFS)")
        return locale.say("深さ優先探索（DFS）", "深度優先搜尋（DFS）", "Depth-first search (DFS)")

    def draw(self, page: Page) -> None:
        """The graph, then each step of the search."""
        _Drawing(page, self).draw()


class _Drawing:
    def __init__(self, page: Page, search: GraphSearch) -> None:
        stage = page.stage
        self.page, self.search = page, search
        self.keys = {name: key for key, name in enumerate(starting_with(search.start, search.nodes), 1)}
        self.waiting: list[str] = []
        self.visited = 0
        self.pitch = min(1.0, (stage.width - _LABELS) / len(self.keys))
        self.heights = {"waiting": stage.bottom + 1.0, "order": stage.bottom + 0.3}

    def draw(self) -> None:
        self._begin()
        for step in self.search.steps():
            if isinstance(step, Back):
                self._back(step)
            elif self.search.is_breadth:
                self._take(step)
            else:
                self._go(step)
        self._end()

    def _at(self, row: str, place: int) -> Point:
        return self.page.stage.left + _LABELS + (place + 0.5) * self.pitch, self.heights[row]

    def _begin(self) -> None:
        page, search, stage = self.page, self.search, self.page.stage
        area = Room(stage.left, stage.right, stage.bottom + _ROWS, stage.top)
        nodes = tuple(self.keys)
        self.places = draw_graph(page, nodes, search.edges, area, directed=search.directed)
        waiting = ("待ち行列", "佇列", "Queue") if search.is_breadth else ("スタック", "堆疊", "Stack")
        page.text("waiting", page.say(*waiting), 24, _LABELS - 0.15, color=page.look.hot)
        page.text(
            "order", page.say("訪れた順", "走訪順序", "Visited"), 24, _LABELS - 0.15, color=page.look.done
        )
        for row in self.heights:
            page.place(row, stage.left, self.heights[row], edge="LEFT")
        page.named("waiting", *waiting)
        says = (
            page.say(
                "{s} から、近いノードほど先に訪れます。",
                "從 {s} 出發，越近的節點越先走訪。",
                "From {s}, nearer nodes are visited first.",
                s=search.start,
            )
            if search.is_breadth
            else page.say(
                "{s} から、行けるところまで進み、行き止まりで戻ります。",
                "從 {s} 出發，一直往前走，走不下去才退回。",
                "From {s}, go on as far as possible, then step back.",
                s=search.start,
            )
        )
        page.beat("FadeIn(graph)", "FadeIn(waiting)", "FadeIn(order)", says=says)
        if search.is_breadth:
            self._wait([search.start], None)

    def _tile(self, prefix: str, name: str, color: str) -> str:
        """A copy of a node's name that is to go into a row."""
        room = min(_WIDEST, self.pitch * 0.9)
        tile = f"{prefix}_{self.keys[name]}"
        longest = max(self.keys, key=len)
        self.page.text(tile, name, fitting(longest, room, 30), room, color=color, bold=True)
        self.page.place(tile, *self.places[name])
        return tile

    def _wait(self, found: list[str], came: str | None) -> None:
        """Neighbours join the queue."""
        hot = self.page.look.hot
        lines = [lit_edge(self._edge(came, name), hot) for name in found if came is not None]
        self.page.beat(*lines, *(lit_node(self.keys[name], hot) for name in found), seconds=0.6)
        moves = []
        for name in found:
            tile = self._tile("waits", name, hot)
            moves.append(to_place(tile, self._at("waiting", len(self.waiting))))
            self.waiting.append(name)
        self.page.beat(*moves, seconds=0.8)

    def _edge(self, one: str, other: str) -> int:
        """The number of the edge between two nodes; a directed one leads from the first to the second."""
        pair = (one, other)
        return next(
            index
            for index, edge in enumerate(self.search.edges, 1)
            if edge == pair or (not self.search.directed and edge == pair[::-1])
        )

    def _take(self, step: Visit) -> None:
        page, key = self.page, self.keys[step.node]
        values = {"v": step.node, "n": page.locale.enumerated(step.found)}
        if step.found:
            says = page.say(
                "{v} を取り出して訪れ、隣の {n} を列に加えます。",
                "取出 {v} 走訪，把相鄰的 {n} 排進佇列。",
                "{v} is taken out and visited; {n} beside it join the queue."
                if len(step.found) > 1
                else "{v} is taken out and visited; {n} beside it joins the queue.",
                **values,
            )
        else:
            says = page.say(
                "{v} を取り出して訪れます。新しい隣はありません。",
                "取出 {v} 走訪，旁邊沒有新的節點。",
                "{v} is taken out and visited; nothing new is beside it.",
                **values,
            )
        self.waiting.pop(0)
        shifts = [
            to_place(f"waits_{self.keys[name]}", self._at("waiting", i))
            for i, name in enumerate(self.waiting)
        ]
        page.do(f"waits_{key}.set_color", page.look.done)
        page.beat(
            to_place(f"waits_{key}", self._at("order", self.visited)),
            *shifts,
            lit_node(key, page.look.done),
            says=says,
            seconds=0.8,
        )
        self.visited += 1
        if step.found:
            self._wait(list(step.found), step.node)

    def _go(self, step: Visit) -> None:
        page, key, look = self.page, self.keys[step.node], self.page.look
        says = (
            page.say("{v} から始めます。", "從 {v} 開始。", "It begins at {v}.", v=step.node)
            if step.came is None
            else page.say(
                "{c} から、まだ訪れていない {v} へ進みます。",
                "從 {c} 走到還沒走訪的 {v}。",
                "From {c} on to {v}, which is new.",
                c=step.came,
                v=step.node,
            )
        )
        line = [] if step.came is None else [lit_edge(self._edge(step.came, step.node), look.hot)]
        page.beat(*line, lit_node(key, look.hot), says=says, seconds=0.7)
        waits, comes = self._tile("waits", step.node, look.hot), self._tile("comes", step.node, look.done)
        page.beat(
            to_place(waits, self._at("waiting", len(self.waiting))),
            to_place(comes, self._at("order", self.visited)),
            seconds=0.8,
        )
        self.waiting.append(step.node)
        self.visited += 1

    def _back(self, step: Back) -> None:
        page = self.page
        for name in step.gone:
            self.waiting.remove(name)
        says = (
            page.say(
                "{v} の先に新しいノードはありません。{b} まで戻ります。",
                "{v} 之後沒有新的節點，退回 {b}。",
                "Beyond {v} nothing is new: back to {b}.",
                v=step.gone[0],
                b=self.waiting[-1],
            )
            if self.waiting
            else page.say(
                "もう新しいノードはなく、スタックは空になります。",
                "沒有新的節點了，堆疊變成空的。",
                "Nothing is new any more, and the stack gets empty.",
            )
        )
        for index, name in enumerate(step.gone):
            page.beat(
                f"FadeOut(waits_{self.keys[name]}, shift=DOWN * 0.2)",
                lit_node(self.keys[name], page.look.done),
                says=None if index else says,
                seconds=0.5,
            )

    def _end(self) -> None:
        page, order = self.page, self.search.order()
        left = [name for name in self.keys if name not in order]
        says = page.say(
            "訪れた順は {o} です。",
            "走訪順序是 {o}。",
            "The order of the visits: {o}.",
            o=page.locale.enumerated(order),
        )
        page.beat(f"Indicate(order, color={page.look.hot})", says=says)
        if left:
            says = page.say(
                "{n} へは、たどり着けません。",
                "{n} 走不到。",
                "{n} can't be reached.",
                n=page.locale.enumerated(left),
            )
            page.beat(*(f"Wiggle(node_{self.keys[name]})" for name in left), says=says)
