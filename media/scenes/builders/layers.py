"""Layers: a neural network through which a signal goes, or protocols that wrap data one after the other."""

from itertools import pairwise
from typing import Final, Self

from pydantic import Field, model_validator

from contracts.model import Model
from contracts.storyboard import Shape
from media.scenes.builder import Builder
from media.scenes.graphs import to_place
from media.scenes.locale import Locale
from media.scenes.nodes import INSIDE, between, box, calm, fits, fitting, lit
from media.scenes.page import SMALLEST_SIZE, Page
from media.scenes.room import Point
from media.scenes.source import number, point
from media.scenes.stage import STAGES
from media.scenes.text import width

MOST_LAYERS: Final = 6
MOST_PROTOCOLS: Final = 7
MOST_NEURONS: Final = 100_000
_DRAWN: Final = 6
_WIDEST_STACK: Final = {Shape.WIDE: 3.6, Shape.TALL: 2.9, Shape.SQUARE: 2.9}
_WIDEST_PART: Final = 1.5
_DATA: Final = 0.95


class Protocol(Model):
    """A layer of protocols, and what it puts before the data, if anything."""

    name: str = Field(min_length=1, max_length=24)
    header: str = Field("", max_length=12)


class Layers(Builder):
    """Either ``sizes``, each layer's neurons, or ``protocols`` from the top down, which wrap ``data``."""

    sizes: tuple[int, ...] = Field((), max_length=MOST_LAYERS)
    protocols: tuple[Protocol, ...] = Field((), max_length=MOST_PROTOCOLS)
    data: str = Field("", max_length=12)

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        if bool(self.sizes) == bool(self.protocols):
            raise ValueError("sizes: layers are given either by sizes or by protocols.")
        if len(self.sizes or self.protocols) < 2:  # noqa: PLR2004 - one is no stack
            raise ValueError("sizes: there must be at least two layers.")
        if not all(1 <= size <= MOST_NEURONS for size in self.sizes):
            raise ValueError(f"sizes: a layer has from 1 to {MOST_NEURONS} neurons.")
        for protocol in self.protocols:
            if not fits(protocol.name, min(_WIDEST_STACK.values()) * INSIDE):
                raise ValueError(f"protocols: “{protocol.name}” is too long to be read.")
        if not fits(self.data, _DATA * INSIDE):
            raise ValueError(f"data: “{self.data}” is too long to be read in the packet.")
        part = min(_part(shape, self.protocols) for shape in Shape) * INSIDE
        for protocol in self.protocols:
            if not fits(protocol.header, part):
                raise ValueError(f"protocols: “{protocol.header}” is too long to be read in the packet.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A small network."""
        return cls(sizes=(3, 4, 4, 2))

    @property
    def connections(self) -> int:
        """How many connections the network has: each neuron with all of the layer before it."""
        return sum(one * other for one, other in pairwise(self.sizes))

    def heading(self, locale: Locale) -> str:
        """What they are layers of."""
        if self.sizes:
            return locale.say("ニューラルネットワーク", "神經網路", "A neural network")
        return locale.say("プロトコルの階層", "協定的分層", "Layers of protocols")

    def draw(self, page: Page) -> None:
        """The layers, and what goes through them."""
        if self.sizes:
            _Network(page, self).draw()
        else:
            _Wrapping(page, self).draw()


def _stack(shape: Shape, protocols: tuple[Protocol, ...]) -> float:
    """How wide the stack is: in narrow frames as its names need it, so that there is room for the packet."""
    needed = max((width(one.name, SMALLEST_SIZE + 0.5) for one in protocols), default=0) / INSIDE
    widest = _WIDEST_STACK[shape]
    return widest if shape is Shape.WIDE else min(widest, max(1.5, needed))


def _part(shape: Shape, protocols: tuple[Protocol, ...]) -> float:
    """How wide a header is."""
    headers = sum(bool(protocol.header) for protocol in protocols)
    room = STAGES[shape].width - _stack(shape, protocols) - 0.2 - _DATA
    return min(_WIDEST_PART, room / max(1, headers))


class _Network:
    def __init__(self, page: Page, layers: Layers) -> None:
        self.page, self.layers = page, layers
        stage = page.stage
        self.across = min(3.4, stage.width / len(layers.sizes))
        self.low, self.high = stage.bottom + 1.0, stage.top
        most = max(min(size, _DRAWN) for size in layers.sizes)
        self.down = min(1.3, (self.high - self.low) / most)
        self.radius = min(0.42, self.down * 0.38, self.across * 0.3)

    def _spots(self, layer: int) -> list[Point]:
        """The neurons that are drawn of a layer; of a large one the last stands apart from the others."""
        size = self.layers.sizes[layer]
        drawn = min(size, _DRAWN)
        x = (layer - (len(self.layers.sizes) - 1) / 2) * self.across
        middle = (self.low + self.high) / 2
        spots = [(x, middle + ((drawn - 1) / 2 - row) * self.down) for row in range(drawn)]
        if size > _DRAWN:
            del spots[-2]
        return spots

    def draw(self) -> None:
        page, look = self.page, self.page.look
        sizes = self.layers.sizes
        for layer, size in enumerate(sizes):
            spots = self._spots(layer)
            parts = []
            for row, spot in enumerate(spots):
                name = f"neuron_{layer + 1}_{row + 1}"
                page.let(
                    name,
                    "Circle",
                    radius=number(self.radius),
                    color=look.main,
                    fill_color="BACKGROUND",
                    fill_opacity="1",
                    stroke_width="4",
                )
                page.place(name, *spot)
                parts.append(name)
            if size > _DRAWN:
                parts.append(page.text(f"more_{layer + 1}", "⋮", 34, 0.5, color=look.muted))
                page.place(parts[-1], spots[0][0], (spots[-1][1] + spots[-2][1]) / 2)
            parts.append(page.text(f"size_{layer + 1}", f"{size}", 26, self.across * 0.9, color=look.muted))
            page.place(parts[-1], spots[0][0], self.low - 0.7)
            ends = {0: ("入力", "輸入", "input"), len(sizes) - 1: ("出力", "輸出", "output")}
            if layer in ends:
                parts.append(
                    page.text(f"end_{layer + 1}", page.say(*ends[layer]), 22, self.across, color=look.ink)
                )
                page.place(parts[-1], spots[0][0], self.low - 0.3)
            page.let(f"layer_{layer + 1}", "VGroup", *parts)
        page.named("layer_1", "入力層", "輸入層", "the input layer")
        page.named(f"layer_{len(sizes)}", "出力層", "輸出層", "the output layer")
        self._lines()
        self._show()
        self._signal()

    def _lines(self) -> None:
        page = self.page
        for layer in range(len(self.layers.sizes) - 1):
            lines = [
                f"Line({point(*ends[0])}, {point(*ends[1])})"
                for one in self._spots(layer)
                for other in self._spots(layer + 1)
                for ends in [between(one, other, self.radius)]
            ]
            page.let(f"lines_{layer + 1}", "VGroup", *lines)
            page.do(f"lines_{layer + 1}.set_stroke", page.look.muted, "1.5", opacity="0.6")

    def _show(self) -> None:
        page, sizes = self.page, self.layers.sizes
        says = page.say(
            "{n} 層のネットワーク。左が入力、右が出力です。",
            "這個網路有 {n} 層：左邊輸入，右邊輸出。",
            "A network of {n} layers: input left, output right.",
            n=len(sizes),
        )
        layers = ", ".join(f"FadeIn(layer_{layer + 1}, shift=RIGHT * 0.2)" for layer in range(len(sizes)))
        page.beat(f"LaggedStart({layers}, lag_ratio=0.4)", says=says, seconds=1.6)
        says = page.say(
            "どのニューロンも、前の層のすべてとつながっています。",
            "每個神經元都和前一層的全部相連。",
            "Each neuron is connected with all of the layer before.",
        )
        lines = ", ".join(f"Create(lines_{layer + 1})" for layer in range(len(sizes) - 1))
        page.beat(f"LaggedStart({lines}, lag_ratio=0.5)", says=says, seconds=1.8)

    def _fill(self, layer: int, color: str = "") -> list[str]:
        color = color or self.page.look.hot
        rows = range(1, len(self._spots(layer)) + 1)
        return [
            f"neuron_{layer + 1}_{row}.animate.set_fill({color}, 0.8).set_stroke({color})" for row in rows
        ]

    def _signal(self) -> None:
        page, look, sizes = self.page, self.page.look, self.layers.sizes
        says = page.say(
            "{n} 個の値が入力層に入ります。",
            "{n} 個數值進入輸入層。",
            "{n} values come in." if sizes[0] > 1 else "One value comes in.",
            n=sizes[0],
        )
        page.beat(*self._fill(0), says=says, seconds=0.8)
        for layer, (one, other) in enumerate(pairwise(sizes), 1):
            says = page.say(
                "次の層へ: {a} × {b} = {c} 本の線で重みを掛けて足します。",
                "往下一層：{a} × {b} = {c} 條線，乘上權重再相加。",
                "On to the next: {a} × {b} = {c} lines, weighted and added.",
                a=one,
                b=other,
                c=one * other,
            )
            flash = (
                f"ShowPassingFlash(lines_{layer}.copy().set_stroke({look.hot}, 4, opacity=1), time_width=0.6)"
            )
            page.beat(flash, says=says, seconds=1.4)
            page.beat(*self._fill(layer), seconds=0.5)
        says = page.say(
            "{n} 個の値が出てきます。線は全部で {c} 本です。",
            "輸出 {n} 個數值，總共有 {c} 條線。",
            "{n} values come out; there are {c} lines in all."
            if sizes[-1] > 1
            else "One value comes out; there are {c} lines in all.",
            n=sizes[-1],
            c=self.layers.connections,
        )
        page.beat(*self._fill(len(sizes) - 1, look.done), says=says, seconds=1.2)


class _Wrapping:
    """The packet is a row of parts beside the layer that it is in; each header comes in at its left."""

    def __init__(self, page: Page, layers: Layers) -> None:
        stage = page.stage
        self.page, self.protocols = page, layers.protocols
        self.data = layers.data or page.say("データ", "資料", "Data")
        self.side = page.say("送信側", "傳送端", "Sender"), page.say("受信側", "接收端", "Receiver")
        self.stack = _stack(stage.shape, layers.protocols)
        self.headers = sum(bool(protocol.header) for protocol in layers.protocols)
        self.top = stage.top - 0.55
        self.down = min(1.6, (self.top - stage.bottom) / len(layers.protocols))
        self.part = _part(stage.shape, layers.protocols)

    def _y(self, layer: int) -> float:
        height = (self.top + self.page.stage.bottom + self.down * len(self.protocols)) / 2
        return height - (layer + 0.5) * self.down

    def _part_at(self, layer: int, place: int) -> Point:
        """Where a part of the packet is, place 0 being the last, which is the data."""
        left = self.page.stage.left + self.stack + 0.2
        if place == 0:
            return left + self.part * self.headers + _DATA / 2, self._y(layer)
        return left + self.part * (self.headers - place + 0.5), self._y(layer)

    def draw(self) -> None:
        self._begin()
        wrapped = self._down()
        self._across()
        self._up(wrapped)

    def _begin(self) -> None:
        page, stage = self.page, self.page.stage
        size = (self.stack, self.down * 0.82)
        font = min(fitting(one.name, self.stack * INSIDE, 28) for one in self.protocols)
        for layer, protocol in enumerate(self.protocols):
            at = (stage.left + self.stack / 2, self._y(layer))
            box(page, f"layer_{layer + 1}", protocol.name, at, size, font_size=font)
        names = [f"cell_layer_{layer + 1}" for layer in range(len(self.protocols))]
        page.let("stack", "VGroup", *names)
        page.named("stack", "階層", "各層", "the layers")
        for name, words in zip(("sender", "receiver"), self.side, strict=True):
            page.text(name, words, 26, 3.0, color=page.look.accent(3), bold=True)
            page.place(name, stage.left, self._y(0) + self.down / 2 + 0.25, edge="LEFT")
        says = page.say(
            "送る側では、データが上の層から下へ進みます。",
            "在傳送端，資料由上層往下走。",
            "At the sender, data go down through the layers.",
        )
        page.beat("FadeIn(stack, shift=UP * 0.2)", "FadeIn(sender)", says=says)
        part_size = (_DATA * 0.95, self.down * 0.62)
        box(page, "data", self.data, self._part_at(0, 0), part_size, font_size=26, color=page.look.done)
        page.beat("FadeIn(cell_data, shift=DOWN * 0.3)", seconds=0.6)

    def _move(self, keys: list[str], layer: int) -> list[str]:
        """The parts go to a layer; the first of them is the data."""
        return [to_place(f"cell_{key}", self._part_at(layer, place)) for place, key in enumerate(keys)]

    def _down(self) -> list[str]:
        page, look = self.page, self.page.look
        keys = ["data"]
        part_size = (self.part * 0.95, self.down * 0.62)
        for layer, protocol in enumerate(self.protocols):
            values = {"p": protocol.name, "h": protocol.header}
            says = (
                page.say(
                    "{p}: ヘッダー {h} を前に付けます。",
                    "{p}：在前面加上標頭 {h}。",
                    "{p} puts a header before it: {h}.",
                    **values,
                )
                if protocol.header
                else page.say("{p}: そのまま通します。", "{p}：直接通過。", "{p} passes it on.", **values)
            )
            before = [calm(page, f"layer_{layer}")] if layer else []
            moves = self._move(keys, layer) if layer else []
            page.beat(*before, lit(f"layer_{layer + 1}", look.hot), *moves, says=says, seconds=0.7)
            if protocol.header:
                key = f"header_{layer + 1}"
                at = self._part_at(layer, len(keys))
                color = look.accent(3 + layer % 2)
                box(page, key, protocol.header, at, part_size, font_size=26, color=color)
                keys.append(key)
                page.beat(f"FadeIn(cell_{key}, shift=RIGHT * 0.6)", seconds=0.6)
        return keys

    def _across(self) -> None:
        page = self.page
        says = page.say(
            "この形で回線を通り、受け取る側に届きます。",
            "以這個樣子經過線路，送到接收端。",
            "Like this it goes along the line to the receiver.",
        )
        page.beat("FadeOut(sender)", "FadeIn(receiver)", says=says, seconds=0.9)

    def _up(self, keys: list[str]) -> None:
        page, look = self.page, self.page.look
        for layer in range(len(self.protocols) - 1, -1, -1):
            protocol, above = self.protocols[layer], layer + 2
            says = (
                page.say(
                    "{p}: {h} を読んで外します。",
                    "{p}：讀取 {h}，再拿掉。",
                    "{p} reads {h}, and takes it off.",
                    p=protocol.name,
                    h=protocol.header,
                )
                if protocol.header
                else page.say(
                    "{p}: そのまま通します。", "{p}：直接通過。", "{p} passes it on.", p=protocol.name
                )
            )
            before = [calm(page, f"layer_{above}")] if above <= len(self.protocols) else []
            moves = self._move(keys, layer) if before else []
            page.beat(*before, lit(f"layer_{layer + 1}", look.hot), *moves, says=says, seconds=0.6)
            if protocol.header:
                page.beat(f"FadeOut(cell_{keys.pop()}, shift=LEFT * 0.6)", seconds=0.5)
        says = page.say(
            "データだけが残り、届きました。",
            "只剩下資料，送到了。",
            "The data alone are left, and have arrived.",
        )
        page.beat(calm(page, "layer_1"), lit("data", look.done), says=says, seconds=0.8)
