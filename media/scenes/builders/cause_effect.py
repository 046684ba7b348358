"""Causes and effects as a flow with branches; where an effect acts back on a cause, a loop."""

from collections.abc import Mapping
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from contracts.model import Model
from media.scenes.builder import Builder
from media.scenes.locale import Locale, translations
from media.scenes.nodes import box, calm, lit, path
from media.scenes.page import Page
from media.scenes.room import Point, Room, whole
from media.scenes.source import point
from media.scenes.text import fitted

Name = Annotated[str, Field(min_length=1, max_length=48)]

MOST: Final = 10
_MOST_LAYERS: Final = 6
_MOST_IN_LAYER: Final = 4
_SIZES: Final = (34, 30, 27, 24, 22, 20)
_INSIDE: Final = 0.84
_ROUND: Final = 0.55
"""The room for a way back around the others."""
_TURNS: Final = 4

_RAIN: Final = translations("大雨", "大雨", "Heavy rain")
_SNOW: Final = translations("雪どけ", "融雪", "Melting snow")
_RIVER: Final = translations("川の水が増える", "河水上漲", "The river rises")
_FLOOD: Final = translations("洪水", "洪水", "A flood")
_HOUSES: Final = translations("家が浸水する", "房屋淹水", "Houses under water")
_ROADS: Final = translations("道が通れない", "道路中斷", "Roads are closed")
_EXAMPLE: Final = ((_RAIN, _RIVER), (_SNOW, _RIVER), (_RIVER, _FLOOD), (_FLOOD, _HOUSES), (_FLOOD, _ROADS))


class Link(Model):
    """What leads to what."""

    cause: Name
    effect: Name


class CauseEffect(Builder):
    """The links, in the order in which they are told."""

    links: tuple[Link, ...] = Field(min_length=1, max_length=14)
    title: str = Field("", max_length=120)

    @model_validator(mode="after")
    def _can_be_seen(self) -> Self:
        if any(link.cause == link.effect for link in self.links):
            raise ValueError("links: nothing is its own cause.")
        if len({(link.cause, link.effect) for link in self.links}) < len(self.links):
            raise ValueError("links: one is there twice.")
        layers = self.layers
        if len(layers) > MOST:
            raise ValueError(f"links: {len(layers)} things; {MOST} can be read.")
        if max(layers.values()) >= _MOST_LAYERS:
            raise ValueError(f"links: a chain of more than {_MOST_LAYERS} can't be read.")
        counts = [list(layers.values()).count(layer) for layer in range(_MOST_LAYERS)]
        if max(counts) > _MOST_IN_LAYER:
            raise ValueError(f"links: more than {_MOST_IN_LAYER} things side by side can't be read.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:
        """How a flood comes about, and what follows from it."""
        links = tuple(Link(cause=locale.text(one), effect=locale.text(other)) for one, other in _EXAMPLE)
        return cls(
            links=links,
            title=locale.say("洪水の原因と結果", "洪水的原因和結果", "Causes and effects of a flood"),
        )

    @property
    def names(self) -> list[str]:
        """All causes and effects, as they are first named."""
        return list(dict.fromkeys(name for link in self.links for name in (link.cause, link.effect)))

    @property
    def loops(self) -> tuple[Link, ...]:
        """The links that lead back to where they came from."""
        back: list[Link] = []
        ahead: list[Link] = []
        for link in self.links:
            (back if _leads(ahead, link.effect, link.cause) else ahead).append(link)
        return tuple(back)

    @property
    def layers(self) -> Mapping[str, int]:
        """How far each is from the first causes, by the longest way."""
        back = self.loops
        layers = dict.fromkeys(self.names, 0)
        for _ in layers:
            for link in self.links:
                if link not in back:
                    layers[link.effect] = max(layers[link.effect], layers[link.cause] + 1)
        return layers

    def heading(self, locale: Locale) -> str:
        """The title, or what it is."""
        return self.title or locale.say("原因と結果", "原因和結果", "Causes and effects")

    # --- drawing --------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """Each cause with what follows from it, then the ways back."""
        across = page.stage.roomy
        room = whole(page.stage).inside(0.05)
        back = self.loops
        if back:
            room = (
                Room(room.left + _ROUND, room.right - _ROUND, room.bottom + _ROUND, room.top)
                if across
                else Room(room.left, room.right - _ROUND, room.bottom + _ROUND, room.top - _ROUND)
            )
        layers = self.layers
        depth = max(layers.values()) + 1
        order = self._order(layers)
        most = max(sum(map(_weight, layer)) for layer in order)
        if across:
            gap = min(1.3, room.width * 0.08)
            size = ((room.width - gap * (depth - 1)) / depth, min(1.7, room.height / most - 0.3))
            size = (min(size[0], 3.6), size[1])
        else:
            gap = min(0.9, room.height * 0.09)
            size = (min(4.6, room.width / most - 0.15), min(1.4, (room.height - gap * (depth - 1)) / depth))
        places: dict[str, Point] = {}
        for layer, names in enumerate(order):
            weights = [_weight(name) for name in names]
            for index, name in enumerate(names):
                side = (sum(weights[:index]) + weights[index] / 2) / sum(weights) - 0.5
                if across:
                    x = room.x + (layer - (depth - 1) / 2) * (size[0] + gap)
                    places[name] = (x, room.y - side * room.height)
                else:
                    y = room.y - (layer - (depth - 1) / 2) * (size[1] + gap)
                    places[name] = (room.x + side * room.width, y)
        font = fitted(self.names, size[0] * _INSIDE, size[1] - 0.12, _SIZES) or _SIZES[-1]
        keys = {name: str(index) for index, name in enumerate(self.names, 1)}
        for name, key in keys.items():
            box(page, key, name, places[name], size, font_size=font, rows=4)
            page.at_most(f"word_{key}", size[1] - 0.1, side="height")
            page.names[f"cell_{key}"] = (name,)
        self._tell(page, places, size, keys, across=across)
        for index, link in enumerate(back, 1):
            self._back(page, index, link, places, size, keys)

    def _order(self, layers: Mapping[str, int]) -> list[list[str]]:
        """The names of each layer, near to their causes; a long link takes a place of its own on its way."""
        order: list[list[str]] = [[] for _ in range(max(layers.values()) + 1)]
        for name in self.names:
            order[layers[name]].append(name)
        ahead = [link for link in self.links if link not in self.loops]
        for number, link in enumerate(ahead):
            for layer in range(layers[link.cause] + 1, layers[link.effect]):
                order[layer].append(_way(number, layer))
        neighbours: dict[str, list[str]] = {}
        for number, link in enumerate(ahead):
            stops = [_way(number, layer) for layer in range(layers[link.cause] + 1, layers[link.effect])]
            for one, other in zip([link.cause, *stops], [*stops, link.effect], strict=True):
                neighbours.setdefault(one, []).append(other)
                neighbours.setdefault(other, []).append(one)
        for turn in range(_TURNS):
            sweep = range(1, len(order)) if turn % 2 == 0 else reversed(range(len(order) - 1))
            for layer in sweep:
                beside = order[layer - 1 if turn % 2 == 0 else layer + 1]
                share = {name: (index + 0.5) / len(beside) for index, name in enumerate(beside)}

                def wish(name: str, share: Mapping[str, float] = share) -> float:
                    known = [share[other] for other in neighbours.get(name, ()) if other in share]
                    return sum(known) / len(known) if known else 0.5

                order[layer].sort(key=wish)
        return order

    def _tell(
        self,
        page: Page,
        places: Mapping[str, Point],
        size: tuple[float, float],
        keys: Mapping[str, str],
        *,
        across: bool,
    ) -> None:
        layers = self.layers
        ahead = [link for link in self.links if link not in self.loops]
        shown: set[str] = set()
        bright = ""
        causes = sorted(dict.fromkeys(link.cause for link in ahead), key=lambda name: layers[name])
        for cause in causes:
            effects = [link.effect for link in ahead if link.cause == cause]
            moves = [calm(page, keys[bright])] if bright and bright in shown else []
            if cause not in shown:
                page.beat(
                    f"FadeIn(cell_{keys[cause]}, scale=0.9)", *moves, says=cause, seconds=0.7, reads=cause
                )
                shown.add(cause)
                moves = []
            lines = []
            for number, link in enumerate(ahead):
                if link.cause == cause:
                    lines.append(self._arrow(page, number, link, places, size, across=across))
            new = [effect for effect in effects if effect not in shown]
            moves += [lit(keys[cause], page.look.hot)]
            says = page.say(
                "「{a}」から、{b}が起こります。",
                "「{a}」引起{b}。",
                "{a} leads to: {b}.",
                a=cause,
                b=_joined(page, effects),
            )
            page.beat(*moves, *(f"Create({line})" for line in lines), says=says, seconds=0.9)
            appear = [f"FadeIn(cell_{keys[name]}, scale=0.9)" for name in new]
            known = [f"Indicate(cell_{keys[name]}, scale_factor=1.05)" for name in effects if name not in new]
            page.beat(*appear, *known, seconds=0.7, reads="".join(new))
            shown.update(effects)
            bright = cause
        if bright:
            page.beat(calm(page, keys[bright]), seconds=0.4)

    def _arrow(  # noqa: PLR0913 - the way between two things
        self,
        page: Page,
        number: int,
        link: Link,
        places: Mapping[str, Point],
        size: tuple[float, float],
        *,
        across: bool,
    ) -> str:
        """From the edge of the cause, past what lies between, to the edge of the effect."""
        layers = self.layers
        stops = [places[_way(number, layer)] for layer in range(layers[link.cause] + 1, layers[link.effect])]
        (ax, ay), (bx, by) = places[link.cause], places[link.effect]
        if across:
            start, end = (ax + size[0] / 2 + 0.05, ay), (bx - size[0] / 2 - 0.05, by)
            way = [place for x, y in stops for place in ((x - size[0] / 2, y), (x + size[0] / 2, y))]
        else:
            start, end = (ax, ay - size[1] / 2 - 0.05), (bx, by + size[1] / 2 + 0.05)
            way = [place for x, y in stops for place in ((x, y + size[1] / 2), (x, y - size[1] / 2))]
        return _pointed(page, f"link_{number + 1}", [start, *way, end])

    def _back(  # noqa: PLR0913, PLR0917 - the way around all
        self,
        page: Page,
        index: int,
        link: Link,
        places: Mapping[str, Point],
        size: tuple[float, float],
        keys: Mapping[str, str],
    ) -> None:
        """Around all others, back to the cause."""
        room = whole(page.stage)
        (ax, ay), (bx, by) = places[link.cause], places[link.effect]
        wide, high = size[0] / 2, size[1] / 2
        off = 0.12 * index
        if page.stage.roomy:
            low = room.bottom + 0.3 - off
            out, home = ax + wide + 0.15 + off, bx - wide - 0.15 - off
            ends = ((ax + wide + 0.05, ay - high / 2), (bx - wide - 0.05, by - high / 2))
            corners = [ends[0], (out, ends[0][1]), (out, low), (home, low), (home, ends[1][1]), ends[1]]
        else:
            far = room.right - 0.3 + off
            out, home = ay - high - 0.1 - off, by + high + 0.15 + off
            ends = ((ax + wide / 2, ay - high - 0.05), (bx + wide / 2, by + high + 0.05))
            corners = [ends[0], (ends[0][0], out), (far, out), (far, home), (ends[1][0], home), ends[1]]
        name = _pointed(page, f"loop_{index}", corners, color=page.look.hot)
        page.named(name, "フィードバック", "回饋", "the feedback")
        says = page.say(
            "「{a}」は、また「{b}」に影響します。くり返しです。",
            "「{a}」又影響「{b}」，形成循環。",
            "{a} leads back to: {b}. A loop.",
            a=link.cause,
            b=link.effect,
        )
        page.beat(f"Create({name})", lit(keys[link.cause], page.look.hot), says=says, seconds=1.4)
        page.beat(lit(keys[link.effect], page.look.hot), calm(page, keys[link.cause]), seconds=0.6)
        page.beat(calm(page, keys[link.effect]), seconds=0.4)


def _leads(links: list[Link], start: str, end: str) -> bool:
    """Whether one can go along the links from the one to the other."""
    reached, left = {start}, [start]
    while left:
        name = left.pop()
        following = {link.effect for link in links if link.cause == name} - reached
        reached |= following
        left.extend(following)
    return end in reached


def _way(number: int, layer: int) -> str:
    """The name of the place that a long link takes in a layer; no name of a thing has a line break."""
    return f"\n{number}\n{layer}"


def _weight(name: str) -> float:
    """How much of its layer a thing takes, and how little a way past it."""
    return 0.2 if name.startswith("\n") else 1.0


def _joined(page: Page, names: list[str]) -> str:
    if page.locale is Locale.ENGLISH:
        return ", ".join(names)
    return "".join(f"「{name}」" for name in names)


def _pointed(page: Page, name: str, corners: list[Point], *, color: str = "") -> str:
    """A line through corners with an arrow's head at its end."""
    color = color or page.look.muted
    path(page, f"{name}_line", corners, color=color)
    tip = {"buff": "0", "color": color, "stroke_width": "4", "tip_length": "0.24"}
    near, end = _last_part(corners)
    page.let(f"{name}_tip", "Arrow", point(*near), point(*end), **tip, max_tip_length_to_length_ratio="1")
    return page.let(name, "VGroup", f"{name}_line", f"{name}_tip")


def _last_part(corners: list[Point]) -> tuple[Point, Point]:
    """The last bit of the way, as long as a head needs it."""
    (ax, ay), (bx, by) = corners[-2:]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 or 1.0
    part = min(0.3, length) / length
    return (bx - (bx - ax) * part, by - (by - ay) * part), (bx, by)
