"""A probability tree: along a path probabilities are multiplied, over paths they are added."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from contracts.model import Model
from media.scenes.builder import Builder
from media.scenes.charts.fit import block, fitting, result, widest
from media.scenes.locale import Locale
from media.scenes.page import SMALLEST_SIZE, Page
from media.scenes.probability import Probability, both, fraction
from media.scenes.source import point

MOST_STAGES: Final = 3
MOST_LEAVES: Final = 9
_RESULT: Final = 0.75
_LABEL_AT: Final = 0.62
_READABLE: Final = 26
_HIGHEST: Final = 1.7
_GONE: Final = "0.3"


class Branch(Model):
    """What may happen, how likely that is here, and what may happen then."""

    label: str = Field(min_length=1, max_length=16)
    probability: Probability
    then: tuple["Branch", ...] = Field((), max_length=4)

    @property
    def depth(self) -> int:
        """How many stages it holds."""
        return 1 + max((branch.depth for branch in self.then), default=0)

    @property
    def leaves(self) -> int:
        """How many paths end in it."""
        return sum(branch.leaves for branch in self.then) or 1


Path = Annotated[tuple[str, ...], Field(min_length=1, max_length=MOST_STAGES)]


class ProbabilityTree(Builder):
    """The branches of the first stage, and the paths that make up the event; ``event`` is its name."""

    branches: tuple[Branch, ...] = Field(min_length=1, max_length=4)
    wanted: tuple[Path, ...] = Field((), max_length=MOST_LEAVES)
    event: str = Field("", max_length=40)

    @model_validator(mode="after")
    def _can_be_drawn(self) -> Self:
        for siblings in self._siblings(self.branches):
            if sum(branch.probability for branch in siblings) != 1:
                raise ValueError("branches: those that begin at one place add up to 1.")
            if len({branch.label for branch in siblings}) < len(siblings):
                raise ValueError("branches: those that begin at one place have different labels.")
        if sum(branch.leaves for branch in self.branches) > MOST_LEAVES:
            raise ValueError(f"branches: at most {MOST_LEAVES} paths.")
        if max(branch.depth for branch in self.branches) > MOST_STAGES:
            raise ValueError(f"branches: at most {MOST_STAGES} stages.")
        if not set(self.wanted) <= set(self.paths):
            raise ValueError("wanted: each is a path from the first branch to a last one.")
        return self

    def _siblings(self, branches: tuple[Branch, ...]) -> Iterator[tuple[Branch, ...]]:
        yield branches
        for branch in branches:
            if branch.then:
                yield from self._siblings(branch.then)

    @classmethod
    def example(cls, locale: Locale) -> Self:
        """Two balls drawn from three red and two blue ones, and not put back."""
        red, blue = locale.say("赤 青", "紅 藍", "red blue").split()

        def drawn(first: str, second: str, share: str) -> dict[str, object]:
            other = str(1 - Fraction(share))
            return {first: share, second: other}

        then = {red: drawn(red, blue, "1/2"), blue: drawn(red, blue, "3/4")}
        branches = [
            {
                "label": label,
                "probability": share,
                "then": [{"label": name, "probability": chance} for name, chance in then[label].items()],
            }
            for label, share in ((red, "3/5"), (blue, "2/5"))
        ]
        event = locale.say("赤と青が一つずつ", "一紅一藍", "one of each")
        wanted = [[red, blue], [blue, red]]
        return cls.model_validate({"branches": branches, "wanted": wanted, "event": event})

    # --- what is so -----------------------------------------------------------------------------------

    @property
    def paths(self) -> dict[tuple[str, ...], tuple[Fraction, ...]]:
        """Each path with the probabilities along it."""
        return dict(self._paths(self.branches))

    def _paths(self, branches: tuple[Branch, ...]) -> Iterator[tuple[tuple[str, ...], tuple[Fraction, ...]]]:
        for branch in branches:
            if not branch.then:
                yield (branch.label,), (branch.probability,)
            for labels, chances in self._paths(branch.then):
                yield (branch.label, *labels), (branch.probability, *chances)

    def chance(self, path: tuple[str, ...]) -> Fraction:
        """The probability of a path."""
        product = Fraction(1)
        for part in self.paths[path]:
            product *= part
        return product

    @property
    def probability(self) -> Fraction:
        """The probability of the event."""
        return sum((self.chance(path) for path in dict.fromkeys(self.wanted)), Fraction())

    def heading(self, locale: Locale) -> str:
        """The event."""
        return self.event or locale.say("確率の樹形図", "機率樹狀圖", "A probability tree")

    def draw(self, page: Page) -> None:
        """The stages, the products along the paths, and the sum of those of the event."""
        _Tree(self, page).draw()


@dataclass(frozen=True)
class _Node:
    """A branch's end in the drawing."""

    name: str
    path: tuple[str, ...]
    parent: str
    chance: Fraction
    stage: int
    y: float
    leaf: bool


class _Tree:
    """The tree from left to right; the products stand at its right."""

    def __init__(self, facts: ProbabilityTree, page: Page) -> None:
        self.facts, self.page = facts, page
        stage = page.stage
        self.stages = max(branch.depth for branch in facts.branches)
        self.products = {path: self._product(path) for path in facts.paths}
        self.roomy = stage.roomy
        labels = [label for path in facts.paths for label in path]
        self.size = 28 if self.roomy else 23
        room = stage.width / (self.stages + 1.6)
        self.label_width = min(widest(labels, self.size) + 0.3, room * 0.75)
        ends = [self._shown(path) for path in facts.paths]
        self.product_size = fitting(ends, stage.width * 0.3) or SMALLEST_SIZE
        self.product_width = min(widest(ends, self.product_size) + 0.1, stage.width * 0.34)
        tree = stage.width - self.product_width - 0.2
        self.step = (tree - self.label_width / 2 - 0.15) / self.stages
        leaves = len(facts.paths)
        self.slot = min((stage.height - _RESULT) / leaves, _HIGHEST)
        self.top = stage.middle - _RESULT / 2 + self.slot * leaves / 2
        self.nodes = list(self._nodes(facts.branches, (), "root", 0))
        self.root_y = sum(node.y for node in self.nodes if node.stage == 1) / len(facts.branches)

    def _product(self, path: tuple[str, ...]) -> str:
        parts = self.facts.paths[path]
        whole = fraction(self.facts.chance(path))
        return f"{' × '.join(map(fraction, parts))} = {whole}" if len(parts) > 1 else whole

    def _shown(self, path: tuple[str, ...]) -> str:
        """What stands at the end of a path: its product, in narrow frames only what it comes to."""
        return self.products[path] if self.roomy else fraction(self.facts.chance(path))

    def _nodes(
        self, branches: tuple[Branch, ...], before: tuple[str, ...], parent: str, leaves: int
    ) -> Iterator[_Node]:
        for branch in branches:
            path = (*before, branch.label)
            name = f"{parent}_{branches.index(branch) + 1}".removeprefix("root_")
            name = name if name.startswith("node_") else f"node_{name}"
            y = self.top - self.slot * (leaves + branch.leaves / 2)
            yield _Node(name, path, parent, branch.probability, len(path), y, leaf=not branch.then)
            yield from self._nodes(branch.then, path, name, leaves)
            leaves += branch.leaves

    def _x(self, stage: int) -> float:
        return self.page.stage.left + 0.15 + self.step * stage

    def draw(self) -> None:
        page, look = self.page, self.page.look
        page.let("root", "Dot", point(self._x(0), self.root_y), radius="0.12", color=look.ink)
        page.named("root", "はじまり", "起點", "the root")
        for node in self.nodes:
            self._node(node)
        self._stage(1, ["FadeIn(root)"])
        for stage in range(2, self.stages + 1):
            self._stage(stage, [])
        self._multiply()
        self._add()

    def _node(self, node: _Node) -> None:
        page, look = self.page, self.page.look
        x, y = self._x(node.stage), node.y
        words = node.path[-1]
        size = min(self.size, fitting([words], self.label_width - 0.1) or SMALLEST_SIZE)
        page.text(f"{node.name}_label", words, size, self.label_width - 0.1, bold=True)
        page.place(f"{node.name}_label", x, y)
        parent = next((other for other in self.nodes if other.name == node.parent), None)
        from_x = self._x(node.stage - 1) + (self.label_width / 2 + 0.05 if parent else 0.12)
        from_y = parent.y if parent else self.root_y
        to_x = x - self.label_width / 2 - 0.05
        ends = point(from_x, from_y), point(to_x, y)
        page.let(f"{node.name}_line", "Line", *ends, color=look.main, stroke_width="3")
        size = 24 if self.roomy else SMALLEST_SIZE
        page.text(f"{node.name}_chance", fraction(node.chance), size, 1.2, color=look.hot)
        page.place(
            f"{node.name}_chance", from_x + (to_x - from_x) * _LABEL_AT, from_y + (y - from_y) * _LABEL_AT
        )
        back = {"color": "BACKGROUND", "fill_opacity": "1", "buff": "0.05"}
        page.let(f"{node.name}_back", "BackgroundRectangle", f"{node.name}_chance", **back)
        parts = [f"{node.name}_{part}" for part in ("line", "back", "chance", "label")]
        page.let(node.name, "VGroup", *parts)
        path = ", ".join(node.path)
        page.named(node.name, path, path, path)

    def _stage(self, stage: int, first: list[str]) -> None:
        page = self.page
        nodes = [node for node in self.nodes if node.stage == stage]
        if stage == 1:
            says = page.say(
                "最初に起こること: {v}。",
                "第一步可能發生：{v}。",
                "What may happen first: {v}.",
                v=page.locale.enumerated(f"{node.path[-1]} {fraction(node.chance)}" for node in nodes),
            )
        elif self._depends(nodes):
            says = page.say(
                "続きの確率は、その前に何が起きたかで決まります。",
                "接下來的機率，取決於前面發生了什麼。",
                "What comes next has probabilities that depend on what came before.",
            )
        else:
            says = page.say(
                "続きの確率は、その前に何が起きても同じです。",
                "不管前面發生什麼，接下來的機率都一樣。",
                "Whatever came before, what comes next has the same probabilities.",
            )
        lines = [f"Create({node.name}_line)" for node in nodes]
        shown = [f"FadeIn({node.name}_label, {node.name}_back, {node.name}_chance)" for node in nodes]
        if stage > 2:  # noqa: PLR2004 - it was said for the second stage
            page.beat(*lines, *shown, seconds=1.2)
        else:
            page.beat(*first, *lines, *shown, says=says, seconds=1.4)

    def _depends(self, nodes: list[_Node]) -> bool:
        """Whether what may happen in a stage differs from one place to another."""
        before = [node for node in self.nodes if node.stage == nodes[0].stage - 1]
        places: dict[str, list[tuple[str, Fraction]]] = {}
        for node in nodes:
            places.setdefault(node.parent, []).append((node.path[-1], node.chance))
        return len(places) < len(before) or any(
            sorted(place) != sorted(next(iter(places.values()))) for place in places.values()
        )

    def _multiply(self) -> None:
        """Along the first path of the event a dot travels; all other products follow."""
        page, look, facts = self.page, self.page.look, self.facts
        leaves = [node for node in self.nodes if node.leaf]
        for turn, node in enumerate(leaves, 1):
            text = self._shown(node.path)
            size, _ = block(text, self.product_width, self.slot, self.product_size)
            size = min(size, self.product_size)
            page.text(f"product_{turn}", text, size, self.product_width)
            page.place(f"product_{turn}", page.stage.right - self.product_width, node.y, edge="LEFT")
            page.named(f"product_{turn}", *(f"P({', '.join(node.path)})",) * 3)
        path = facts.wanted[0] if facts.wanted else leaves[0].path
        chosen = next(turn for turn, node in enumerate(leaves, 1) if node.path == path)
        page.let("runner", "Dot", "root.get_center()", radius="0.13", color=look.hot)
        says = page.say(
            "道に沿って掛け合わせます。{p}。",
            "沿著路徑把機率相乘：{p}。",
            "Along a path we multiply: {p}.",
            p=self.products[path],
        )
        moves = [node for node in self.nodes if path[: node.stage] == node.path]
        page.beat("FadeIn(runner)", says=says, seconds=0.4)
        for node in moves:
            page.beat(
                f"runner.animate.move_to({node.name}_line.get_end())",
                f"Indicate({node.name}_chance, color={look.hot})",
                seconds=0.9,
            )
        page.beat(f"FadeIn(product_{chosen}, shift=RIGHT * 0.3)", "FadeOut(runner)", seconds=0.7)
        others = [f"product_{turn}" for turn in range(1, len(leaves) + 1) if turn != chosen]
        if others:
            says = page.say(
                "どの道も同じように計算できます。", "每條路徑都這樣算。", "So it goes for each path."
            )
            page.beat(f"FadeIn({', '.join(others)})", says=says)

    def _add(self) -> None:
        page, look, facts = self.page, self.page.look, self.facts
        leaves = [node for node in self.nodes if node.leaf]
        wanted = facts.wanted or tuple(node.path for node in leaves)
        chosen = [node for node in leaves if node.path in wanted]
        parts = [fraction(facts.chance(node.path)) for node in chosen]
        total = facts.probability if facts.wanted else Fraction(1)
        text = both(total)
        sign = "" if text.startswith("≈") else "= "
        words = f"{' + '.join(parts)} {sign}{text}"
        if len(parts) == 1 or (fitting([words], page.stage.width) or 0) < _READABLE:
            words = text if facts.wanted else page.say("合計 1", "總和 1", "all together 1")
        result(page, "answer", words, page.stage.top - 0.35)
        page.named("answer", "確率", "機率", "the probability")
        lit = [
            f"{part}.animate.set_color({look.done})"
            for turn, node in enumerate(leaves, 1)
            if node in chosen
            for part in (f"product_{turn}", f"{node.name}_label")
        ]
        if not facts.wanted:
            says = page.say(
                "すべての道を合わせると 1 です。", "所有路徑加起來是 1。", "All paths together make 1."
            )
        elif len(chosen) == 1:
            says = page.say(
                "求める確率は {p} です。", "所求的機率是 {p}。", "The probability is {p}.", p=text
            )
        else:
            says = page.say(
                "求める道の確率を足し合わせると、{p} です。",
                "把符合的路徑加起來，是 {p}。",
                "The paths of the event are added: {p}.",
                p=text,
            )
        others = [turn for turn, node in enumerate(leaves, 1) if node not in chosen]
        dim = [f"product_{turn}.animate.set_opacity({_GONE})" for turn in others]
        page.beat(*lit, *dim, "FadeIn(answer, shift=DOWN * 0.2)", says=says, seconds=1.2, pause=1.0)
