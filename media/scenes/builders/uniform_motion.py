"""Motion at a steady speed: one traveller, or two who meet; the way, and beside it the graph of position."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from contracts.model import Model
from media.formulas.window import Axis, axis
from media.scenes.axes import Plane
from media.scenes.builder import Builder
from media.scenes.exact import Number, written
from media.scenes.locale import Locale, translations
from media.scenes.page import Page
from media.scenes.quantities import amount, facts, quantity
from media.scenes.room import Room, two
from media.scenes.source import number

_ANNA = translations("Aさん", "甲", "Anna")
_BEN = translations("Bさん", "乙", "Ben")
_SECONDS: Final = 5.0
_NARROW: Final = 8

Distance = Annotated[Number, Field(ge=-1_000_000, le=1_000_000)]
Length = Annotated[str, Field(pattern=r"^[A-Za-z]{1,4}$")]


class Traveller(Model):
    """Somebody who moves: the speed is negative where he goes back along the way."""

    name: str = Field("", max_length=24)
    speed: Distance
    start: Distance = Fraction(0)


class UniformMotion(Builder):
    """One traveller and either the time or the distance; or two travellers, who meet.

    ``length`` and ``duration`` are the units, such as km and h, or m and s.
    """

    travellers: tuple[Traveller, ...] = Field(min_length=1, max_length=2)
    time: Annotated[Number, Field(gt=0, le=1_000_000)] | None = None
    distance: Annotated[Number, Field(gt=0, le=1_000_000)] | None = None
    length: Length = "km"
    duration: Length = "h"

    @model_validator(mode="after")
    def _can_be_drawn(self) -> Self:
        if any(not one.speed for one in self.travellers):
            raise ValueError("speed of a traveller must not be zero.")
        if len(self.travellers) == 1:
            if (self.time is None) == (self.distance is None):
                raise ValueError("time or distance must be given for one traveller, not both.")
            return self
        if self.time is not None or self.distance is not None:
            raise ValueError("time and distance follow from two travellers, so leave them out.")
        one, other = self.travellers
        if one.speed == other.speed or self.duration_until_end <= 0:
            raise ValueError("travellers with these speeds and starts never meet.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:
        """Two who walk towards each other."""
        return cls(
            travellers=(
                Traveller(name=locale.text(_ANNA), speed=Fraction(60)),
                Traveller(name=locale.text(_BEN), speed=Fraction(-40), start=Fraction(150)),
            )
        )

    @property
    def duration_until_end(self) -> Fraction:
        """The time of the whole motion: until both meet, or until the one has arrived."""
        if len(self.travellers) > 1:
            one, other = self.travellers
            return (other.start - one.start) / (one.speed - other.speed)
        if self.time is not None:
            return self.time
        return (self.distance or Fraction(0)) / abs(self.travellers[0].speed)

    def end(self, index: int) -> Fraction:
        """Where a traveller is then."""
        one = self.travellers[index]
        return one.start + one.speed * self.duration_until_end

    @property
    def unit(self) -> str:
        """The unit of speed."""
        return f"{self.length}/{self.duration}"

    def heading(self, locale: Locale) -> str:
        """What is asked."""
        if len(self.travellers) > 1:
            return locale.say("いつ、どこで出会う？", "何時何地相遇？", "When do they meet?")
        return locale.say("道のり = 速さ × 時間", "距離 = 速率 × 時間", "Distance = speed × time")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The way with who moves on it, the graph that grows beside, and the calculation."""
        way, area, panel = _rooms(page)
        places = [
            float(at) for index, one in enumerate(self.travellers) for at in (one.start, self.end(index))
        ]
        low, high = min(places), max(places)
        margin, total = 0.1 * (high - low), float(self.duration_until_end)
        road = _Road(axis(low - margin, high + margin, most=10 if way.width > _NARROW else 5), way)
        below = min(low, 0.0)
        up = axis(below - 0.12 * (high - below), high + 0.15 * (high - below), most=5)
        plane = Plane(axis(-0.07 * total, 1.12 * total, most=5), up, area)
        self._start(page, road)
        self._move(page, plane)
        self._reckon(page, panel, plane)

    def _name(self, index: int, locale: Locale) -> str:
        return self.travellers[index].name or locale.text((_ANNA, _BEN)[index])

    def _start(self, page: Page, road: "_Road") -> None:
        look = page.look
        road.draw(page, self.length)
        page.let("time", "ValueTracker", "0")
        shown = []
        for index, one in enumerate(self.travellers):
            color, name = look.accent(index * 2), f"traveller_{index + 1}"
            page.function(f"place_{index + 1}", "t", f"{float(one.start):.6g} + {float(one.speed):.6g} * t")
            spot = f"[{road.source(f'place_{index + 1}(time.get_value())')}, {number(road.y + 0.3)}, 0]"
            body = "width=0.75, height=0.4, corner_radius=0.12, fill_opacity=0.9"
            colored = f"color={color}, fill_color={color}"
            page.let(name, "always_redraw", f"lambda: RoundedRectangle({body}, {colored}).move_to({spot})")
            who = self._name(index, page.locale)
            page.named(name, who, who, who)
            words = f"{who}: {amount(abs(one.speed), self.unit)}"
            room = road.room.width / len(self.travellers) - 0.2
            page.text(f"speed_{index + 1}", words, 28, room, color=color)
            share = (index + 0.5) / len(self.travellers)
            page.place(f"speed_{index + 1}", road.room.left + share * road.room.width, road.room.top - 0.22)
            side = "RIGHT" if one.speed > 0 else "LEFT"
            start = f"[{road.source(f'{float(one.start):.6g}')}, {number(road.y + 0.64)}, 0]"
            page.let(
                f"way_{index + 1}",
                "Arrow",
                start,
                f"{start} + {side} * 1.1",
                color=color,
                buff="0",
                stroke_width="6",
            )
            shown += [f"FadeIn({name})", f"FadeIn(speed_{index + 1})", f"GrowArrow(way_{index + 1})"]
        if len(self.travellers) == 1:
            says = page.say(
                "{n} は、いつも同じ速さ {v} で進みます。",
                "{n}一直以相同的速率 {v} 前進。",
                "{n} moves at the same speed all the time: {v}.",
                n=self._name(0, page.locale),
                v=amount(abs(self.travellers[0].speed), self.unit),
            )
        else:
            gap = abs(self.travellers[1].start - self.travellers[0].start)
            says = page.say(
                "はじめ {d} 離れています。それぞれ同じ速さで進みます。",
                "一開始相距 {d}，各自等速前進。",
                "At first they are {d} apart; each keeps a steady speed.",
                d=amount(gap, self.length),
            )
        page.beat(*shown, says=says)

    def _move(self, page: Page, plane: Plane) -> None:
        look = page.look
        axes = plane.draw(page, names=(f"t ({self.duration})", f"x ({self.length})"))
        page.named("axes", "座標軸", "座標軸", "the axes")
        now = "time.get_value()"
        shown = []
        for index in range(len(self.travellers)):
            color = look.accent(index * 2)
            height = f"place_{index + 1}({now})"
            begin = plane.at(0, float(self.travellers[index].start))
            end = f"{plane.at(now, height)} + RIGHT * 0.001"
            line = f"Line({begin}, {end}, color={color}, stroke_width=6)"
            page.let(f"graph_{index + 1}", "always_redraw", f"lambda: {line}")
            page.let(
                f"mark_{index + 1}",
                "always_redraw",
                f"lambda: Dot({plane.at(now, height)}, radius=0.11, color={color})",
            )
            shown += [f"FadeIn(graph_{index + 1})", f"FadeIn(mark_{index + 1})"]
        page.named("graph_1", "位置のグラフ", "位置的圖形", "the graph of the position")
        says = page.say(
            "横に時間、縦に位置をとります。進むと直線になります。",
            "橫軸是時間，縱軸是位置：前進時畫出直線。",
            "Time to the right, position upwards: steady motion draws a straight line.",
        )
        page.beat(*axes, *shown, says=says)
        arrows = [f"FadeOut(way_{index + 1})" for index in range(len(self.travellers))]
        total = f"{float(self.duration_until_end):.6g}"
        page.beat(*arrows, f"time.animate(rate_func=linear).set_value({total})", seconds=_SECONDS)

    def _reckon(self, page: Page, panel: Room, plane: Plane) -> None:
        look, total = page.look, self.duration_until_end
        time = amount(total, self.duration)
        if len(self.travellers) == 1:
            one = self.travellers[0]
            moved = abs(one.speed) * total
            lines = [
                page.say("道のり = 速さ × 時間", "距離 = 速率 × 時間", "distance = speed × time"),
                f"{amount(abs(one.speed), self.unit)} × {time}",
                quantity("", moved, self.length).strip(),
            ]
            if self.time is None:
                lines = [
                    page.say("時間 = 道のり ÷ 速さ", "時間 = 距離 ÷ 速率", "time = distance ÷ speed"),
                    f"{amount(moved, self.length)} ÷ {amount(abs(one.speed), self.unit)}",
                    quantity("", total, self.duration).strip(),
                ]
            says = page.say(
                "{t} で {d} 進みました。傾きが速さです。",
                "經過 {t}，前進了 {d}。斜率就是速率。",
                "In {t} it has gone {d}; the line's slope is the speed.",
                t=time,
                d=amount(moved, self.length),
            )
        else:
            first, second = self.travellers
            towards = first.speed * second.speed < 0
            closing, gap = abs(first.speed - second.speed), abs(second.start - first.start)
            sign = "+" if towards else "−"
            sizes = sorted((abs(first.speed), abs(second.speed)), reverse=True)
            lines = [
                f"{written(sizes[0])} {sign} {written(sizes[1])} {quantity('', closing, self.unit).strip()}",
                f"{amount(gap, self.length)} ÷ {amount(closing, self.unit)}",
                quantity("", total, self.duration).strip(),
            ]
            says = page.say(
                "1 {u} ごとに {c} ずつ近づき、{t} 後に位置 {p} で出会います。",
                "每 1 {u} 靠近 {c}，經過 {t} 在 {p} 處相遇。",
                "In 1 {u} they come {c} closer: after {t} they meet at {p}.",
                u=self.duration,
                c=amount(closing, self.length),
                t=time,
                p=amount(self.end(0), self.length),
            )
        colors = (look.ink, look.ink, look.done)
        rows = [(f"line_{n}", *row) for n, row in enumerate(zip(lines, colors, strict=True), 1)]
        shown = facts(page, panel, rows, across=False)
        page.named("line_3", "答え", "答案", "the result")
        page.let("end", "Circle", radius="0.22", color=look.done, stroke_width="5")
        page.do("end.move_to", plane.at(float(total), float(self.end(0))))
        page.beat("Create(end)", *shown, says=says, pause=1.0)


@dataclass(frozen=True)
class _Road:
    """A straight way along a room, with the places along it."""

    along: Axis
    room: Room

    @property
    def y(self) -> float:
        """How high it lies."""
        return self.room.bottom + 0.5

    def source(self, place: str) -> str:
        """The x of a place in the frame, in the script."""
        scale = self.room.width / self.along.span
        return f"{number(self.room.left)} + ({place} - {self.along.low:.6g}) * {scale:.6g}"

    def draw(self, page: Page, unit: str) -> None:
        """Write the way and its places."""
        room, muted = self.room, page.look.muted
        page.let(
            "road",
            "Line",
            f"[{number(room.left)}, {number(self.y)}, 0]",
            f"[{number(room.right)}, {number(self.y)}, 0]",
            color=muted,
            stroke_width="5",
        )
        page.named("road", "道", "路", "the way")
        names = []
        scale = room.width / self.along.span
        ticks = (
            self.along.ticks if self.along.low > 0 or self.along.high < 0 else [*self.along.ticks, (0.0, "0")]
        )
        for index, (value, label) in enumerate(sorted(ticks)):
            x = room.left + (value - self.along.low) * scale
            words = f"{label} {unit}" if index == len(ticks) - 1 else label
            page.text(f"post_{index}", words, 22, 1.4, color=muted)
            page.place(f"post_{index}", x, self.y - 0.35)
            names.append(f"post_{index}")
        page.let("posts", "VGroup", *names)
        page.beat("Create(road)", "FadeIn(posts)", seconds=0.7)


def _rooms(page: Page) -> tuple[Room, Room, Room]:
    """Where the way, the graph and the calculation stand."""
    stage = page.stage
    way, below = two(stage, 0.4 if stage.wide else 0.26, gap=0.2, beside=False)
    if stage.wide:
        cut = below.left + 0.58 * below.width
        return (
            way,
            Room(below.left, cut, below.bottom, below.top),
            Room(cut + 0.3, below.right, below.bottom, below.top),
        )
    cut = below.bottom + 0.34 * below.height
    return (
        way,
        Room(below.left, below.right, cut + 0.2, below.top),
        Room(below.left, below.right, below.bottom, cut),
    )
