"""A tree: a binary search tree that grows value by value, or a given one, and a walk through it."""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from media.scenes.builder import Builder
from media.scenes.graphs import lit_node, to_place
from media.scenes.locale import Locale
from media.scenes.nodes import between, disc, disc_room, fits, fitting, link
from media.scenes.page import Page
from media.scenes.room import Point, Room
from media.scenes.stage import STAGES, Stage
from media.scenes.trees import Spot, arranged, spread

MOST: Final = 10
MOST_LEVELS: Final = 5
_LABELS: Final = 1.5
_ROW: Final = 0.75
_RADIUS: Final = 0.5

Name = Annotated[str, Field(min_length=1, max_length=8)]
Value = Annotated[Decimal, Field(allow_inf_nan=False, max_digits=4)]


class Walk(StrEnum):
    """The order in which all nodes are visited."""

    NONE = "none"
    PRE = "preorder"
    IN = "inorder"
    POST = "postorder"
    LEVEL = "levelorder"


_NAMES: Final = {
    Walk.PRE: ("行きがけ順（前順）", "前序走訪", "Preorder"),
    Walk.IN: ("通りがけ順（中順）", "中序走訪", "Inorder"),
    Walk.POST: ("帰りがけ順（後順）", "後序走訪", "Postorder"),
    Walk.LEVEL: ("レベル順", "層序走訪", "Level order"),
}
_RULES: Final = {
    Walk.PRE: (
        "{w}: まず自分、それから子を左から順に。",
        "{w}：先走訪自己，再由左到右走訪子節點。",
        "{w}: first the node itself, then what is below it.",
    ),
    Walk.IN: (
        "{w}: 左の子、自分、右の子の順に。",
        "{w}：先左邊，再自己，最後右邊。",
        "{w}: first the left side, then the node, then the right.",
    ),
    Walk.POST: (
        "{w}: 子を左から順に、自分は最後に。",
        "{w}：由左到右走訪子節點，最後才是自己。",
        "{w}: first what is below a node, then the node itself.",
    ),
    Walk.LEVEL: (
        "{w}: 上の段から、左から右へ。",
        "{w}：從上到下，每層由左到右。",
        "{w}: from the top down, each level from left to right.",
    ),
}


class Tree(Builder):
    """Either ``values``, put into a binary search tree in turn, or ``edges``, each from parent to child."""

    values: tuple[Value, ...] = Field((), max_length=MOST)
    edges: tuple[tuple[Name, Name], ...] = Field((), max_length=MOST - 1)
    walk: Walk = Walk.NONE

    @model_validator(mode="after")
    def _is_a_tree(self) -> Self:
        if bool(self.values) == bool(self.edges):
            raise ValueError("values: a tree is given either by values or by edges.")
        if len(set(self.values)) < len(self.values):
            raise ValueError("values: a value stands in a search tree only once.")
        below = [child for _, child in self.edges]
        roots = {parent for parent, _ in self.edges} - set(below)
        if self.edges and (len(set(below)) < len(below) or len(roots) != 1):
            raise ValueError("edges: each node but one, the root, needs exactly one parent.")
        if self.edges and len(self.spots()) != len(self.edges) + 1:
            raise ValueError("edges: all nodes must hang together.")
        return self

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        field, spots = "values" if self.values else "edges", self.spots()
        if max(spot.level for spot in spots.values()) >= MOST_LEVELS:
            raise ValueError(f"{field}: no more than {MOST_LEVELS} levels fit.")
        counts = {len(self.children(name)) for name in spots}
        if self.edges and self.walk is Walk.IN and not counts <= {0, 2}:
            raise ValueError("walk: inorder needs a left and a right child below each node that has any.")
        room = min(disc_room(_radius(stage, spots, self.walk)) for stage in STAGES.values())
        for name in spots:
            if not fits(name, room):
                raise ValueError(f"{field}: “{name}” is too long to be read in a node.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Seven values, read in order."""
        return cls(values=tuple(map(Decimal, (8, 3, 10, 1, 6, 14, 4))), walk=Walk.IN)

    # --- facts ----------------------------------------------------------------------------------------

    def sides(self) -> dict[str, tuple[str | None, str | None]]:
        """Of a search tree: what is to the left and to the right below each value."""
        sides: dict[str, tuple[str | None, str | None]] = {}
        for value in self.values:
            path = self.path(value, sides)
            sides[f"{value:f}"] = (None, None)
            if path:
                left, right = sides[path[-1]]
                new = f"{value:f}"
                sides[path[-1]] = (new, right) if value < Decimal(path[-1]) else (left, new)
        return sides

    def path(self, value: Decimal, sides: dict[str, tuple[str | None, str | None]]) -> list[str]:
        """The values that a new one is compared with, from the root on."""
        path: list[str] = []
        at = next(iter(sides), None)
        while at is not None and Decimal(at) != value:
            path.append(at)
            left, right = sides[at]
            at = left if value < Decimal(at) else right
        return path

    def children(self, name: str) -> tuple[str, ...]:
        """What is below a node, from left to right."""
        if self.values:
            return tuple(side for side in self.sides()[name] if side is not None)
        return tuple(child for parent, child in self.edges if parent == name)

    @property
    def root(self) -> str:
        """The node without a parent."""
        if self.values:
            return f"{self.values[0]:f}"
        below = {child for _, child in self.edges}
        return next((parent for parent, _ in self.edges if parent not in below), self.edges[0][0])

    def order(self) -> tuple[str, ...]:
        """The nodes in the order of the walk; none if there is no walk."""
        if self.walk is Walk.NONE:
            return ()
        if self.walk is Walk.LEVEL:
            spots = self.spots()
            return tuple(sorted(spots, key=lambda name: (spots[name].level, spots[name].column)))
        return tuple(self._walked(self.root))

    def _walked(self, name: str) -> Iterator[str]:
        if self.walk is Walk.IN:
            left, right = self.sides()[name] if self.values else (*self.children(name), None, None)[:2]
            before, after = ([left] if left else []), ([right] if right else [])
        else:
            before, after = list(self.children(name)), []
            if self.walk is Walk.PRE:
                before, after = after, before
        for child in before:
            yield from self._walked(child)
        yield name
        for child in after:
            yield from self._walked(child)

    def spots(self) -> dict[str, Spot]:
        """Where each node stands; in a search tree a smaller value is always further to the left."""
        if not self.values:
            names = [name for edge in self.edges for name in edge]
            return arranged({name: self.children(name) for name in names}, self.root)
        levels = {name: len(self.path(Decimal(name), self.sides())) for name in self.sides()}
        return {name: Spot(column, levels[name]) for column, name in enumerate(sorted(levels, key=Decimal))}

    # --- drawing --------------------------------------------------------------------------------------

    def heading(self, locale: Locale) -> str:
        """What kind of tree it is, or how it is walked through."""
        if self.values:
            return locale.say("二分探索木", "二元搜尋樹", "Binary search tree")
        if self.walk is Walk.NONE:
            return locale.say("木", "樹", "A tree")
        return locale.say(
            "木の走査: {w}", "樹的走訪：{w}", "Tree traversal: {w}", w=locale.say(*_NAMES[self.walk])
        )

    def draw(self, page: Page) -> None:
        """The tree as it grows, and the walk."""
        _Drawing(page, self).draw()


def _area(stage: Stage, walk: Walk) -> Room:
    return Room(stage.left, stage.right, stage.bottom + (_ROW if walk is not Walk.NONE else 0.1), stage.top)


def _radius(stage: Stage, spots: dict[str, Spot], walk: Walk) -> float:
    area = _area(stage, walk)
    columns = max(spot.column for spot in spots.values()) + 1
    levels = max(spot.level for spot in spots.values()) + 1
    return min(_RADIUS, area.width / columns * 0.6, area.height / levels * 0.4)


class _Drawing:
    def __init__(self, page: Page, tree: Tree) -> None:
        self.page, self.tree = page, tree
        spots = tree.spots()
        self.places = spread(spots, _area(page.stage, tree.walk), 1.9, 1.9)
        self.radius = _radius(page.stage, spots, tree.walk)
        self.keys = {name: key for key, name in enumerate(tree.sides() or spots, 1)}
        room = disc_room(self.radius)
        self.size = min(fitting(name, room, 34) for name in spots)

    def draw(self) -> None:
        if self.tree.values:
            self._grow()
        else:
            self._show()
        self.page.let("tree", "VGroup", *(f"node_{key}" for key in self.keys.values()))
        self.page.named("tree", "木", "樹", "the tree")
        root = f"circle_{self.keys[self.tree.root]}"
        self.page.named(root, "根", "根節點", "the root", "the root node", "根ノード", "根结点")
        if self.tree.walk is not Walk.NONE:
            self._walk()

    def _disc(self, name: str, at: Point) -> str:
        return disc(self.page, str(self.keys[name]), name, at, self.radius, size=self.size)

    def _line(self, parent: str, child: str) -> str:
        ends = between(self.places[parent], self.places[child], self.radius)
        return link(self.page, f"edge_{self.keys[child]}", *ends)

    def _show(self) -> None:
        """A given tree, level by level."""
        page, tree = self.page, self.tree
        levels: dict[int, list[str]] = {}
        for name, spot in tree.spots().items():
            levels.setdefault(spot.level, []).append(name)
        parents = {child: parent for parent, child in tree.edges}
        for level, names in levels.items():
            shown = []
            for name in names:
                if name in parents:
                    shown.append(f"Create({self._line(parents[name], name)})")
                shown.append(f"FadeIn({self._disc(name, self.places[name])})")
            says = None
            if level == 0:
                says = page.say(
                    "いちばん上の {r} が根です。",
                    "最上面的 {r} 是根。",
                    "At the top is the root, {r}.",
                    r=tree.root,
                )
            elif level == 1:
                says = page.say(
                    "どのノードも、すぐ上の親を一つだけ持ちます。",
                    "每個節點上面只有一個父節點。",
                    "Each node below has exactly one parent above it.",
                )
            page.beat(*shown, says=says, seconds=0.9)

    def _grow(self) -> None:
        """A search tree, value by value."""
        page, look = self.page, self.page.look
        sides: dict[str, tuple[str | None, str | None]] = {}
        x, y = self.places[self.tree.root]
        waiting = (page.stage.left + self.radius, y)
        if x - waiting[0] < self.radius * 2.5:
            waiting = (page.stage.right - self.radius, y)
        for index, value in enumerate(self.tree.values):
            name = f"{value:f}"
            path = self.tree.path(value, sides)
            node = self._disc(name, waiting)
            page.do(f"circle_{self.keys[name]}.set_stroke", look.hot)
            page.beat(f"FadeIn({node})", says=self._inserted(name, path), seconds=0.4)
            quick = 0.5 if index < 3 else 0.3  # noqa: PLR2004 - the first ones, which show how it goes
            for passed in path:
                page.beat(lit_node(self.keys[passed], look.hot), seconds=quick)
            page.beat(to_place(node, self.places[name]), seconds=0.7)
            line = [f"Create({self._line(path[-1], name)})"] if path else []
            page.beat(
                *line,
                *(
                    f"circle_{self.keys[one]}.animate.set_stroke({look.main}, 4).set_fill(BACKGROUND, 1)"
                    for one in (*path, name)
                ),
                seconds=0.4,
            )
            sides = self.tree.model_copy(update={"values": self.tree.values[: index + 1]}).sides()

    def _inserted(self, name: str, path: list[str]) -> str:
        page = self.page
        if not path:
            return page.say(
                "最初の {v} が根になります。",
                "第一個值 {v} 成為根。",
                "The first value, {v}, becomes the root.",
                v=name,
            )
        turns = [
            page.say("{v} < {p} で左", "{v} < {p} 往左", "{v} < {p}: left", v=name, p=passed)
            if Decimal(name) < Decimal(passed)
            else page.say("{v} > {p} で右", "{v} > {p} 往右", "{v} > {p}: right", v=name, p=passed)
            for passed in path
        ]
        return page.say("{t}。", "{t}。", "{t}.", t=page.locale.enumerated(turns))

    def _walk(self) -> None:
        page, tree, look, stage = self.page, self.tree, self.page.look, self.page.stage
        height = stage.bottom + 0.3
        order = page.say("順番", "順序", "Order")
        page.text("order", order, 24, _LABELS - 0.2, color=look.done)
        page.place("order", stage.left, height, edge="LEFT")
        walk = page.say(*_NAMES[tree.walk])
        page.beat("FadeIn(order)", says=page.say(*_RULES[tree.walk], w=walk), seconds=0.6)
        names = tree.order()
        pitch = min(1.1, (stage.width - _LABELS) / len(names))
        size = min(fitting(name, pitch * 0.9, 30) for name in names)
        for place, name in enumerate(names):
            key = self.keys[name]
            page.text(f"tile_{key}", name, size, pitch, color=look.done, bold=True)
            page.place(f"tile_{key}", *self.places[name])
            page.beat(lit_node(key, look.done), seconds=0.3)
            to = (stage.left + _LABELS + (place + 0.5) * pitch, height)
            page.beat(to_place(f"tile_{key}", to), seconds=0.6)
        values = {"o": page.locale.enumerated(names)}
        says = (
            page.say(
                "小さい順に並びます: {o}。", "由小到大排好了：{o}。", "That is smallest first: {o}.", **values
            )
            if tree.values and tree.walk is Walk.IN
            else page.say("順番は {o} です。", "順序是 {o}。", "The order is {o}.", **values)
        )
        page.beat(f"Indicate(order, color={look.hot})", says=says)
