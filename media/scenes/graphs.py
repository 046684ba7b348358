"""Graphs: where nodes stand so that their edges can be told apart, and how both are drawn."""

import re
from collections.abc import Sequence
from itertools import combinations
from math import cos, hypot, pi, sin
from random import Random
from typing import Final

from media.scenes.nodes import between, disc, link
from media.scenes.page import Page
from media.scenes.room import Point, Room, distance
from media.scenes.source import point

Edge = tuple[str, str]

RADIUS: Final = 0.5
_STARTS: Final = 14
_TURNS: Final = 60
_LABEL_AT: Final = 0.45
_LABEL_ROOM: Final = 0.6


def in_order(names: Sequence[str]) -> tuple[str, ...]:
    """Names as people order them: letters by the alphabet, numbers by their size."""
    return tuple(
        sorted(set(names), key=lambda name: [(int(part or 0), text) for text, part in _PARTS.findall(name)])
    )


def starting_with(first: str, names: Sequence[str]) -> tuple[str, ...]:
    """The names with one of them at the front."""
    return (first, *(name for name in names if name != first))


_PARTS: Final = re.compile(r"(\D*)(\d*)")


def layout(
    nodes: Sequence[str], edges: Sequence[Edge], area: Room, *, labels: bool = False, radius: float = RADIUS
) -> dict[str, Point]:
    """Where each node's middle stands: the same graph, the same places.

    Springs pull together what is joined and push apart all else, from several beginnings; of these and of
    circles and rows the one is taken whose edges cross least and pass no other node too near, and in which
    the first node comes early: to the left, or at the top where that is the longer way.
    """
    chance = Random(len(nodes))  # noqa: S311 - many beginnings, always the same
    candidates = []
    for _ in range(_STARTS):
        order = list(nodes)
        chance.shuffle(order)
        first = chance.random()
        ring = {name: _on_ring(first + place / len(order)) for place, name in enumerate(order)}
        row = {name: (float(place), float(place % 2)) for place, name in enumerate(order)}
        candidates += [_stretched(one, area, radius) for one in (ring, row, _sprung(ring, edges))]
    wide = area.width > area.height

    def faults(places: dict[str, Point]) -> float:
        x, y = places[nodes[0]]
        late = (x - area.left) / area.width if wide else (area.top - y) / area.height
        return _faults(places, edges, radius, labels=labels) + 8 * late

    return min(candidates + [_turned(one, area) for one in candidates], key=faults)


def _turned(places: dict[str, Point], area: Room) -> dict[str, Point]:
    """The same upside down and the other way round."""
    return {name: (area.left + area.right - x, area.bottom + area.top - y) for name, (x, y) in places.items()}


def _on_ring(share: float) -> Point:
    """A point of a circle after a share of the way around it."""
    return cos(2 * pi * share), sin(2 * pi * share)


def _sprung(places: dict[str, Point], edges: Sequence[Edge]) -> dict[str, Point]:
    """Fruchterman and Reingold's springs."""
    now = dict(places)
    joined = {frozenset(edge) for edge in edges}
    rest = 1.6 / len(now) ** 0.5
    for turn in range(_TURNS):
        pull = {name: [0.0, 0.0] for name in now}
        for one, other in combinations(now, 2):
            dx, dy = now[one][0] - now[other][0], now[one][1] - now[other][1]
            far = hypot(dx, dy) or 1e-6
            force = rest**2 / far - (far**2 / rest if frozenset((one, other)) in joined else 0.0)
            for name, sign in ((one, 1), (other, -1)):
                pull[name][0] += sign * force * dx / far
                pull[name][1] += sign * force * dy / far
        most = 0.2 * (1 - turn / _TURNS)
        for name, (dx, dy) in pull.items():
            far = hypot(dx, dy) or 1e-6
            step = min(far, most) / far
            now[name] = (now[name][0] + dx * step, now[name][1] + dy * step)
    return now


def _stretched(places: dict[str, Point], area: Room, radius: float) -> dict[str, Point]:
    """Places that fill the area."""
    xs, ys = [x for x, _ in places.values()], [y for _, y in places.values()]

    def scaled(value: float, least: float, most: float, low: float, high: float) -> float:
        if most - least < 1e-3:  # noqa: PLR2004 - a line
            return (low + high) / 2
        return low + (value - least) / (most - least) * (high - low)

    return {
        name: (
            scaled(x, min(xs), max(xs), area.left + radius, area.right - radius),
            scaled(y, min(ys), max(ys), area.bottom + radius, area.top - radius),
        )
        for name, (x, y) in places.items()
    }


def _faults(places: dict[str, Point], edges: Sequence[Edge], radius: float, *, labels: bool) -> float:
    """How hard it is to read, and less important, how long its edges are."""
    bad = 0.0
    for (one, other), (third, fourth) in combinations(edges, 2):
        if not {one, other} & {third, fourth}:
            bad += 4 * _cross(places[one], places[other], places[third], places[fourth])
    for one, other in edges:
        bad += 12 * sum(
            distance(place, places[one], places[other]) < radius * 1.5
            for name, place in places.items()
            if name not in {one, other}
        )
        bad += 0.15 * _apart(places[one], places[other])
    for left, right in combinations(places.values(), 2):
        bad += 20 * (_apart(left, right) < radius * 2.3) + 3 * (_apart(left, right) < radius * 3)
    return bad + (_label_faults(places, edges) if labels else 0)


def _label_faults(places: dict[str, Point], edges: Sequence[Edge]) -> float:
    """How many labels stand on another edge or on another label."""
    spots = {edge: _label(places[edge[0]], places[edge[1]]) for edge in edges}
    on_edges = sum(
        edge != other and distance(spot, places[other[0]], places[other[1]]) < _LABEL_ROOM / 2
        for edge, spot in spots.items()
        for other in edges
    )
    return 5 * on_edges + 8 * sum(
        _apart(one, other) < _LABEL_ROOM for one, other in combinations(spots.values(), 2)
    )


def _apart(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _cross(one: Point, other: Point, third: Point, fourth: Point) -> bool:
    def side(start: Point, end: Point, to: Point) -> bool:
        return (end[0] - start[0]) * (to[1] - start[1]) > (end[1] - start[1]) * (to[0] - start[0])

    return side(one, other, third) != side(one, other, fourth) and side(third, fourth, one) != side(
        third, fourth, other
    )


def _label(start: Point, end: Point) -> Point:
    """Where an edge's label stands: not in its middle, where edges cross."""
    return start[0] + (end[0] - start[0]) * _LABEL_AT, start[1] + (end[1] - start[1]) * _LABEL_AT


def draw_graph(  # noqa: PLR0913 - a graph's own properties
    page: Page,
    nodes: Sequence[str],
    edges: Sequence[Edge],
    area: Room,
    *,
    directed: bool = False,
    weights: Sequence[str] = (),
) -> dict[str, Point]:
    """Bind ``edge_1``, ``node_1`` … and ``graph`` with all of them, each by its number; tells the places."""
    places = layout(nodes, edges, area, labels=bool(weights))
    parts = []
    for index, (one, other) in enumerate(edges, 1):
        ends = between(places[one], places[other], RADIUS)
        parts.append(link(page, f"edge_{index}", *ends, arrow=directed))
        if weights:
            page.text(f"weight_{index}", weights[index - 1], 26, 1.0, bold=True)
            page.place(f"weight_{index}", *_label(places[one], places[other]))
            page.do(f"weight_{index}.add_background_rectangle", color="BACKGROUND", opacity="1", buff="0.06")
            parts.append(f"weight_{index}")
    for index, name in enumerate(nodes, 1):
        parts.append(disc(page, str(index), name, places[name], RADIUS, size=32))
    page.let("graph", "VGroup", *parts)
    page.named("graph", "グラフ", "圖", "the graph")
    return places


def lit_node(key: int, color: str) -> str:
    """The animation that colours a node."""
    return f"circle_{key}.animate.set_stroke({color}, 6).set_fill({color}, 0.35)"


def lit_edge(key: int, color: str) -> str:
    """The animation that colours an edge."""
    return f"edge_{key}.animate.set_color({color}).set_stroke(width=7)"


def to_place(name: str, at: Point) -> str:
    """The animation that moves something."""
    return f"{name}.animate.move_to({point(*at)})"
