"""Trees: where their nodes stand, level by level."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from media.scenes.room import Point, Room

Node = TypeVar("Node", bound=Hashable)


@dataclass(frozen=True)
class Spot:
    """A place in a tree: how far to the right, in columns of one leaf, and how deep."""

    column: float
    level: int


def arranged(children: Mapping[Node, Sequence[Node]], root: Node) -> dict[Node, Spot]:
    """Leaves side by side, and each parent over the middle of its children; parents come first."""
    spots: dict[Node, Spot] = {}
    leaves = 0

    def arrange(node: Node, level: int) -> float:
        nonlocal leaves
        spots[node] = Spot(0, level)
        below = [arrange(child, level + 1) for child in children.get(node, ())]
        if not below:
            leaves += 1
        column = (below[0] + below[-1]) / 2 if below else leaves - 1.0
        spots[node] = Spot(column, level)
        return column

    arrange(root, 0)
    return spots


def spread(spots: Mapping[Node, Spot], area: Room, widest: float, highest: float) -> dict[Node, Point]:
    """The spots in the middle of an area, columns and levels apart as there is room, up to a bound."""
    columns = max(spot.column for spot in spots.values()) + 1
    levels = max(spot.level for spot in spots.values()) + 1
    across = min(widest, area.width / columns)
    down = min(highest, area.height / levels)
    left = (area.left + area.right - columns * across) / 2
    top = (area.top + area.bottom + levels * down) / 2
    return {
        node: (left + (spot.column + 0.5) * across, top - (spot.level + 0.5) * down)
        for node, spot in spots.items()
    }
