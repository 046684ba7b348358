"""Constant acceleration, as in free fall: where it is after equal times, and the graph of the velocity."""

from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Final, Self

import sympy
from pydantic import Field, model_validator

from media.formulas.window import axis
from media.scenes.axes import Plane
from media.scenes.builder import Builder
from media.scenes.exact import Number, equals, exact, written
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.quantities import amount
from media.scenes.readings import reading
from media.scenes.room import Room, two
from media.scenes.source import number

PARTS: Final = 4
"""How many equal times are marked."""


class Acceleration(Builder):
    """The acceleration in m/s², the speed at the start in m/s, and for how many seconds it is watched.

    ``falls`` says that it falls; else it moves along the ground. A fall from rest may be given by its
    ``height`` in metres or by the speed ``at_last`` in m/s instead of its seconds: it is watched until it
    lands. A ``mass`` in kg is said to make no difference.
    """

    acceleration: Annotated[Number, Field(gt=0, le=10_000)] = Fraction("9.8")
    start: Annotated[Number, Field(ge=0, le=10_000)] = Fraction(0)
    seconds: Annotated[Number, Field(gt=0, le=10_000)] = Fraction(4)
    falls: bool = True
    height: Annotated[Number, Field(gt=0, le=1_000_000)] | None = None
    at_last: Annotated[Number, Field(gt=0, le=10_000)] | None = None
    mass: Annotated[Number, Field(gt=0, le=1_000_000)] | None = None

    @model_validator(mode="after")
    def _can_be_drawn(self) -> Self:
        if self.start and self.lands:
            raise ValueError("height and at_last are of a fall that starts from rest.")
        if not self.falls and (self.lands or self.mass is not None):
            raise ValueError("height, at_last and mass are of a body that falls.")
        if self.height is not None and self.at_last is not None:
            raise ValueError("height and at_last: one follows from the other.")
        if self.lands:
            return self
        if self.start * 20 > self.speed(self.seconds) * 19:
            raise ValueError("acceleration is too small beside start to be seen in so many seconds.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Free fall for four seconds."""
        return cls()

    def speed(self, time: Fraction) -> Fraction:
        """The speed after a time."""
        return self.start + self.acceleration * time

    def way(self, time: Fraction) -> Fraction:
        """How far it has come after a time."""
        return self.start * time + self.acceleration * time * time / 2

    @property
    def lands(self) -> bool:
        """Whether it is watched until it lands."""
        return self.height is not None or self.at_last is not None

    @property
    def duration(self) -> sympy.Expr:
        """For how many seconds it is watched, exactly: from a height, √(2h/g)."""
        if self.height is not None:
            return sympy.sqrt(exact(2 * self.height / self.acceleration))
        return exact(self.seconds if self.at_last is None else self.at_last / self.acceleration)

    @property
    def last_speed(self) -> sympy.Expr:
        """The speed at the end, exactly."""
        return exact(self.start) + exact(self.acceleration) * self.duration

    @property
    def ways(self) -> list[Fraction]:
        """How far it has come at the equal times, with the beginning."""
        shares = [Fraction(index, PARTS) for index in range(PARTS + 1)]
        if self.lands:
            whole = self.height or (self.at_last or Fraction(0)) ** 2 / (2 * self.acceleration)
            return [whole * share * share for share in shares]
        return [self.way(self.seconds * share) for share in shares]

    def heading(self, locale: Locale) -> str:
        """What kind of motion."""
        if self.falls and not self.start:
            return locale.say("自由落下", "自由落體", "Free fall")
        return locale.say("等加速度運動", "等加速度運動", "Constant acceleration")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The motion with its marks, the graph of the velocity and the area below it, the formulas."""
        track, area, panel = _rooms(page, falls=self.falls)
        last, top = float(self.duration), float(self.last_speed)
        plane = Plane(axis(-0.1 * last, 1.14 * last, most=5), axis(-0.12 * top, 1.16 * top, most=5), area)
        self._begin(page, track)
        axes = plane.draw(page, names=("t (s)", "v (m/s)"))
        page.named("axes", "座標軸", "座標軸", "the axes")
        self._move(page, plane, panel, axes)
        self._gaps(page, track)
        self._area(page, plane, panel)

    def _spot(self, track: Room, way: float) -> tuple[float, float]:
        part = way / float(self.ways[-1])
        if self.falls:
            return track.x, track.top - 0.35 - part * (track.height - 1.7)
        return track.left + 0.4 + part * (track.width - 2.4), track.y

    def _begin(self, page: Page, track: Room) -> None:
        look = page.look
        whole = float(self.ways[-1])
        first, last = self._spot(track, 0), self._spot(track, whole)
        page.let(
            "track",
            "Line",
            *(f"[{number(x)}, {number(y)}, 0]" for x, y in (first, last)),
            color=look.muted,
            stroke_width="3",
        )
        page.let("time", "ValueTracker", "0")
        way = f"({float(self.start):.6g} * t + {float(self.acceleration) / 2:.6g} * t**2) / {whole:.8g}"
        page.function("part", "t", way)
        page.function("speed", "t", f"{float(self.start):.6g} + {float(self.acceleration):.6g} * t")
        here = "track.point_from_proportion(min(1, part(time.get_value())))"
        page.let("body", "always_redraw", f"lambda: Dot({here}, radius=0.2, color={look.hot})")
        side = "DOWN" if self.falls else "RIGHT"
        scale = 1.3 / float(self.last_speed)
        away = "RIGHT * 0.45" if self.falls else "UP * 0.4"
        begin = f"{here} + {away}"
        end = f"{begin} + {side} * (0.05 + {scale:.5g} * speed(time.get_value()))"
        tip = "buff=0, stroke_width=6, max_tip_length_to_length_ratio=0.35"
        arrow = f"Arrow({begin}, {end}, color={look.done}, {tip})"
        page.let("velocity", "always_redraw", f"lambda: {arrow}")
        page.named("body", "物体", "物體", "the body", "the ball", "ボール", "球", "小球")
        page.named("velocity", "速度", "速度", "the velocity")
        page.beat("Create(track)", "FadeIn(body, scale=2)", seconds=0.7)
        values = {"a": written(self.acceleration), "v": written(self.start)}
        if self.falls:
            says = page.say(
                "落ちる間、速さは 1 秒ごとに {a} m/s ずつ増えます。",
                "下落時，每秒速率增加 {a} m/s。",
                "As it falls, its speed grows by {a} m/s every second.",
                **values,
            )
            if self.mass is not None:
                says += page.say(
                    "質量 {m} kg は関係しません。",
                    "這與質量 {m} kg 無關。",
                    " Its mass, {m} kg, makes no difference.",
                    m=written(self.mass),
                )
        else:
            says = page.say(
                "速さは {v} m/s から、1 秒ごとに {a} m/s ずつ増えます。",
                "速率從 {v} m/s 開始，每秒增加 {a} m/s。",
                "From {v} m/s on, its speed grows by {a} m/s every second.",
                **values,
            )
        page.beat("FadeIn(velocity)", says=says, seconds=0.6)

    def _move(self, page: Page, plane: Plane, panel: Room, axes: list[str]) -> None:
        look = page.look
        now = "time.get_value()"
        begin, end = plane.at(0, float(self.start)), plane.at(now, f"speed({now})")
        line = f"Line({begin}, {end} + RIGHT * 0.001, color={look.done}, stroke_width=6)"
        page.let("graph", "always_redraw", f"lambda: {line}")
        page.named("graph", "速度のグラフ", "速度的圖形", "the graph of the velocity")
        left, right = panel.left + panel.width / 4, panel.right - panel.width / 4
        room = panel.width / 2 - 0.2
        time = page.say("時間", "時間", "time")
        speed = page.say("速さ", "速率", "speed")
        shown = [
            *reading(page, "time_value", time, now, (left, panel.y), room, unit="s"),
            *reading(
                page,
                "speed_value",
                speed,
                f"speed({now})",
                (right, panel.y),
                room,
                unit="m/s",
                color=look.done,
            ),
        ]
        page.beat(*axes, "FadeIn(graph)", *shown, seconds=0.8)
        says = page.say(
            "等しい時間ごとに、印をつけます。",
            "每隔相同的時間，做一個記號。",
            "After equal times, marks are left.",
        )
        for index in range(1, PARTS + 1):
            moment = float(self.duration) * index / PARTS
            page.beat(
                f"time.animate(rate_func=linear).set_value({moment:.6g})",
                says=says if index == 1 else None,
                seconds=1.1,
            )
            page.let(f"ghost_{index}", "Dot", "body.get_center()", radius="0.12", color=look.main)
            page.do("self.add", f"ghost_{index}")

    def _gaps(self, page: Page, track: Room) -> None:
        """How far it came in each of the equal times."""
        look = page.look
        steps = [after - before for before, after in pairwise(self.ways)]
        shown = []
        for index, step in enumerate(steps):
            before, after = (self._spot(track, float(way)) for way in self.ways[index : index + 2])
            words = amount(step, "m")
            page.text(
                f"gap_{index + 1}",
                words,
                22,
                1.9,
                color=look.main,
            )
            x, y = (before[0] + after[0]) / 2, (before[1] + after[1]) / 2
            if self.falls:
                page.place(f"gap_{index + 1}", x - 0.3, y, edge="RIGHT")
            else:
                page.place(f"gap_{index + 1}", x, y - 0.42 - 0.36 * (index % 2))
            shown.append(f"FadeIn(gap_{index + 1})")
        page.named("gap_1", "間隔", "間隔", "the first gap")
        if not self.start:
            says = page.say(
                "間隔は 1 : 3 : 5 : 7 の割合で広がります。",
                "間隔以 1 : 3 : 5 : 7 的比例變大。",
                "The gaps grow as 1 : 3 : 5 : 7.",
            )
        else:
            says = page.say(
                "同じ時間に進む距離が、だんだん長くなります。",
                "相同時間內前進的距離越來越長。",
                "In equal times it comes farther and farther.",
            )
        page.beat(*shown, says=says)

    def _area(self, page: Page, plane: Plane, panel: Room) -> None:
        look, last = page.look, float(self.duration)
        corners = [
            (0.0, 0.0),
            (last, 0.0),
            (last, float(self.last_speed)),
            (0.0, float(self.start)),
        ]
        points = [plane.at(x, y) for x, y in (corners if self.start else corners[:3])]
        page.let("area", "Polygon", *points, color=look.hot, fill_opacity="0.4", stroke_width="0")
        page.named("area", "面積", "面積", "the area")
        says = page.say(
            "グラフの下の面積が、進んだ距離 {s} です。",
            "圖形下方的面積就是前進的距離 {s}。",
            "The area below the graph is the distance covered: {s}.",
            s=amount(self.ways[-1], "m"),
        )
        page.beat("FadeIn(area)", "Indicate(graph)", says=says)
        first, second = self._landing() if self.lands else self._formulas()
        gone = ("time_value", "time_value_label", "speed_value", "speed_value_label")
        for name, part, place in (("speed_formula", first, 0.28), ("way_formula", second, 0.72)):
            page.formula(name, part.replace("−", "-"), 40, panel.width, color=look.ink)
            page.at_most(name, panel.height / 2 - 0.1, side="height")
            page.place(name, panel.x, panel.top - place * panel.height)
        page.beat(*(f"FadeOut({name})" for name in gone), seconds=0.4)
        if self.lands:
            self._landed(page)
            return
        says = page.say(
            "速さは v = at、距離は s = ½at² で計算できます。"
            if not self.start
            else "速さと距離は、この式で計算できます。",
            "速率與距離可用這兩個式子計算。",
            "Speed and distance follow from these two formulas.",
        )
        page.beat("FadeIn(speed_formula)", "FadeIn(way_formula)", says=says)

    def _landed(self, page: Page) -> None:
        """After how long it lands and how fast, or from where it fell."""
        values = {
            "g": written(self.acceleration),
            "h": amount(self.ways[-1], "m"),
            "t": amount(self.duration, "s"),
            "v": amount(self.last_speed, "m/s"),
        }
        if self.at_last is None:
            told = page.say(
                "空気の抵抗がなく g = {g} m/s² なら、{h} を落ちる時間は {t} です。",
                "不計空氣阻力，g = {g} m/s² 時，落下 {h} 需要 {t}。",
                "Without air and with g = {g} m/s², it falls {h} in {t}.",
                **values,
            )
            last = page.say(
                "地面に着く直前の速さは {v} です。",
                "落地前一刻的速率是 {v}。",
                "It lands with a speed of {v}.",
                **values,
            )
        else:
            told = page.say(
                "空気の抵抗がなく g = {g} m/s² なら、速さが {v} になるまで {t} です。",
                "不計空氣阻力，g = {g} m/s² 時，速率達到 {v} 需要 {t}。",
                "Without air and with g = {g} m/s², it takes {t} to reach {v}.",
                **values,
            )
            last = page.say(
                "落ち始めの高さは {h} です。",
                "開始落下的高度是 {h}。",
                "It fell from a height of {h}.",
                **values,
            )
        page.beat("FadeIn(speed_formula)", says=told)
        page.beat("FadeIn(way_formula)", says=last)

    def _landing(self) -> tuple[str, str]:
        """The formulas for when it lands, and for how fast it is then or from where it fell."""
        a = written(self.acceleration)
        seconds, metres = equals(self.duration, "s"), equals(exact(self.ways[-1]), "m")
        if self.at_last is not None:
            v = written(self.at_last)
            return (
                f"t = frac(v, g) = frac({v}, {a}) {seconds}",
                f"h = frac(v^2, 2 g) = frac({v}^2, 2 dot {a}) {metres}",
            )
        h = written(self.ways[-1])
        return (
            f"t = sqrt(2 h slash g) = sqrt(2 dot {h} slash {a}) {seconds}",
            f"v = g t = sqrt(2 g h) = sqrt(2 dot {a} dot {h}) {equals(self.last_speed, 'm/s')}",
        )

    def _formulas(self) -> tuple[str, str]:
        """The formulas for the speed and the way after the seconds."""
        last = self.seconds
        a, t, v = written(self.acceleration), written(last), written(self.start)
        head = f"{v} + " if self.start else ""
        first = (
            f'v = {"v_0 + " if self.start else ""}a t = {head}{a} dot {t} = {written(self.speed(last))} "m/s"'
        )
        start = f"{v} dot {t} + " if self.start else ""
        general = f"{'v_0 t + ' if self.start else ''}frac(1, 2) a t^2"
        filled = f"{start}frac(1, 2) dot {a} dot {t}^2"
        second = f's = {general} = {filled} = {written(self.way(last))} "m"'
        return first, second


def _rooms(page: Page, *, falls: bool) -> tuple[Room, Room, Room]:
    """Where the motion, the graph and the figures stand."""
    stage = page.stage
    if falls:
        cut = stage.left + (0.28 if stage.roomy else 0.36) * stage.width
        track = Room(stage.left, cut, stage.bottom, stage.top)
        rest = Room(cut + 0.2, stage.right, stage.bottom, stage.top)
    else:
        track, rest = two(stage, 0.3, beside=False)
    figures = 1.9 if falls else 1.45
    level = rest.bottom + (figures if stage.wide else 0.34 * rest.height)
    return (
        track,
        Room(rest.left, rest.right, level + 0.15, rest.top),
        Room(rest.left, rest.right, rest.bottom, level),
    )
