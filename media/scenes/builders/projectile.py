"""A throw: the parabola, the two parts of the velocity as they change, height, range and time, computed."""

from fractions import Fraction
from functools import cached_property
from typing import Annotated, Final, Self

import sympy
from pydantic import Field
from sympy import Expr

from media.formulas.written import measured
from media.scenes.axes import Plane, fitted
from media.scenes.builder import Builder
from media.scenes.exact import Number, exact, written
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.quantities import amount, facts
from media.scenes.readings import reading
from media.scenes.room import Room, two

EXAMPLE_SPEED: Final = Fraction(20)
"""In metres per second; shown as an example where none is given."""
_ARROW: Final = 1.3


class Projectile(Builder):
    """The angle in degrees above the ground, the speed in m/s if it is known, and gravity in m/s²."""

    angle: Annotated[Number, Field(ge=1, le=89)]
    speed: Annotated[Number, Field(gt=0, le=100_000)] | None = None
    gravity: Annotated[Number, Field(gt=0, le=1000)] = Fraction("9.8")

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """The angle that reaches farthest."""
        return cls(angle=Fraction(45))

    @cached_property
    def _angle(self) -> Expr:
        return exact(self.angle) * sympy.pi / 180

    @property
    def v(self) -> Expr:
        """The speed, given or as an example."""
        return exact(self.speed or EXAMPLE_SPEED)

    @property
    def across(self) -> Expr:
        """The part of the velocity along the ground."""
        return self.v * sympy.cos(self._angle)

    @property
    def up(self) -> Expr:
        """The part upwards, at the start."""
        return self.v * sympy.sin(self._angle)

    @property
    def time(self) -> Expr:
        """Until it lands."""
        return 2 * self.up / exact(self.gravity)

    @property
    def height(self) -> Expr:
        """The highest point."""
        return self.up**2 / (2 * exact(self.gravity))

    @property
    def range(self) -> Expr:
        """From start to landing."""
        return self.across * self.time

    def heading(self, locale: Locale) -> str:
        """The angle."""
        return locale.say("{a}° の投射", "{a}° 拋射", "A throw at {a}°", a=written(self.angle))

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The start, the parts of the velocity, the flight, and what follows."""
        upper, lower = two(page.stage, 0.74 if page.stage.wide else 0.6, beside=False)
        far, high = float(self.range), float(self.height)
        plane = fitted(upper, -0.08 * far, 1.2 * far, -0.16 * high, 1.15 * high)
        page.named("axes", "座標軸", "座標軸", "the axes")
        page.beat(*plane.draw(page, names=("m", "m")), seconds=0.8)
        self._start(page, plane, lower)
        self._flight(page, plane)
        self._results(page, plane, lower)
        self._formulas(page, lower)

    def _start(self, page: Page, plane: Plane, lower: Room) -> None:
        look = page.look
        across, up = float(self.across), float(self.up)
        long = _ARROW / float(self.v)
        page.let("time", "ValueTracker", "0")
        page.function("x", "t", f"{across:.6g} * t")
        page.function("y", "t", f"{up:.6g} * t - {float(self.gravity) / 2:.6g} * t**2")
        page.function("rising", "t", f"{up:.6g} - {float(self.gravity):.6g} * t")
        here = "axes.c2p(x(time.get_value()), y(time.get_value()))"
        page.let("ball", "always_redraw", f"lambda: Dot({here}, radius=0.15, color={look.hot})")
        right = f"RIGHT * {across * long:.4g}"
        above = f"UP * rising(time.get_value()) * {long:.4g}"
        tip = "buff=0, stroke_width=6, max_tip_length_to_length_ratio=0.3"
        for name, way, color in (
            ("speed_across", right, look.main),
            ("speed_up", above, look.done),
            ("velocity", f"{right} + {above}", look.hot),
        ):
            page.let(name, "always_redraw", f"lambda: Arrow({here}, {here} + {way}, color={color}, {tip})")
        page.named("ball", "ボール", "球", "the ball")
        page.named("velocity", "速度", "速度", "the velocity")
        page.named("speed_across", "速度の横の成分", "水平速度", "the velocity's part to the side")
        page.named("speed_up", "速度の縦の成分", "垂直速度", "the velocity's part upwards")
        page.let(
            "angle",
            "Arc",
            radius="0.75",
            angle=f"{float(self._angle):.5g}",
            arc_center=plane.at(0, 0),
            color=look.ink,
        )
        values = {
            "a": written(self.angle),
            "v": written(self.speed or EXAMPLE_SPEED),
            "g": written(self.gravity),
        }
        if self.speed is None:
            says = page.say(
                "{a}° で投げます。例として、速さを {v} m/s とします。",
                "以 {a}° 拋出。舉例來說，速率為 {v} m/s。",
                "Thrown at {a}°; for example with a speed of v = {v} m/s.",
                **values,
            )
        else:
            says = page.say(
                "{a}° の向きに、速さ {v} m/s で投げます。",
                "以 {a}°、速率 {v} m/s 拋出。",
                "Thrown at {a}° with a speed of {v} m/s.",
                **values,
            )
        page.beat("FadeIn(ball, scale=2)", "GrowArrow(velocity)", "Create(angle)", says=says, pause=0.6)
        one, other = lower.left + lower.width / 4, lower.right - lower.width / 4
        room = lower.width / 2 - 0.3
        sideways = page.say("横の速さ", "水平速率", "sideways")
        upwards = page.say("縦の速さ", "垂直速率", "upwards")
        shown = [
            *reading(
                page,
                "across_value",
                sideways,
                f"{across:.6g}",
                (one, lower.y),
                room,
                unit="m/s",
                color=look.main,
            ),
            *reading(
                page,
                "up_value",
                upwards,
                "rising(time.get_value())",
                (other, lower.y),
                room,
                unit="m/s",
                color=look.done,
            ),
        ]
        says = page.say(
            "速度を横と縦に分けます。横は {p}、縦は {q} です。",
            "把速度分成水平與垂直：水平 {p}，垂直 {q}。",
            "The velocity has two parts: {p} to the side, {q} upwards.",
            p=amount(self.across, "m/s"),
            q=amount(self.up, "m/s"),
        )
        page.beat("GrowArrow(speed_across)", "GrowArrow(speed_up)", *shown, says=says)

    def _flight(self, page: Page, plane: Plane) -> None:
        look, total = page.look, float(self.time)
        path = "lambda t: np.array([x(t), y(t), 0])"
        traced = "t_range=[0, max(time.get_value(), 0.001)]"
        options = f"{traced}, color={look.muted}, stroke_width=4"
        page.let("path", "always_redraw", f"lambda: axes.plot_parametric_curve({path}, {options})")
        page.do("self.add", "path")
        page.named("path", "放物線", "拋物線", "the path")
        says = page.say(
            "横の速さは変わりません。縦の速さは、重力で減っていきます。",
            "水平速率不變；垂直速率因重力而逐漸減小。",
            "The part to the side stays the same; gravity takes from the part upwards.",
        )
        rise = f"time.animate(rate_func=linear).set_value({0.49999 * total:.5g})"
        page.beat("FadeOut(angle)", rise, says=says, seconds=3.5)
        top = plane.at(float(self.range) / 2, float(self.height))
        page.let(
            "height", "DashedLine", plane.at(float(self.range) / 2, 0), top, color=look.done, stroke_width="5"
        )
        page.named("height", "最高点の高さ", "最大高度", "the greatest height")
        says = page.say(
            "いちばん高い所では、縦の速さが 0 です。高さは {h}。",
            "在最高點，垂直速率為 0，高度 {h}。",
            "At the top the part upwards is 0; the height is {h}.",
            h=amount(self.height, "m"),
        )
        page.beat("Create(height)", says=says)
        says = page.say(
            "そこからは落ちながら速くなります。",
            "之後下落，越來越快。",
            "From there it falls, faster and faster.",
        )
        page.beat(f"time.animate(rate_func=linear).set_value({total:.5g})", says=says, seconds=3.5)

    def _results(self, page: Page, plane: Plane, lower: Room) -> None:
        look = page.look
        page.let(
            "distance",
            "Line",
            plane.at(0, 0),
            plane.at(float(self.range), 0),
            color=look.hot,
            stroke_width="8",
        )
        page.named("distance", "到達距離", "射程", "the range")
        rows = [
            (
                "range_value",
                page.say("距離 {q}", "射程 {q}", "range {q}", q=amount(self.range, "m")),
                look.hot,
            ),
            (
                "height_value",
                page.say("高さ {q}", "高度 {q}", "height {q}", q=amount(self.height, "m")),
                look.done,
            ),
            ("time_value", page.say("時間 {q}", "時間 {q}", "time {q}", q=amount(self.time, "s")), look.ink),
        ]
        shown = facts(page, lower, rows, across=page.stage.wide)
        gone = ("across_value", "up_value", "speed_across", "speed_up", "velocity")
        labels = ("across_value_label", "up_value_label")
        page.beat(*(f"FadeOut({name})" for name in (*gone, *labels)), seconds=0.4)
        says = page.say(
            "{t} 後に、{r} 先に落ちます。",
            "經過 {t}，落在 {r} 處。",
            "After {t} it lands, {r} from the start.",
            t=amount(self.time, "s"),
            r=amount(self.range, "m"),
        )
        page.beat("Create(distance)", *shown, says=says)

    def _formulas(self, page: Page, lower: Room) -> None:
        angle, g = written(self.angle), written(self.gravity)
        names = ["range_formula", "height_formula", "time_formula"]
        general = ("frac(v^2 sin(2 theta), g)", "frac(v^2 sin^2(theta), 2 g)", "frac(2 v sin(theta), g)")
        if self.speed is None:
            values = [
                f"= frac(v^2 sin({written(2 * self.angle)} degree), {g})",
                f"= frac(v^2 sin^2({angle} degree), 2 dot {g})",
                f"= frac(2 v sin({angle} degree), {g})",
            ]
        else:
            found = ((self.range, "m"), (self.height, "m"), (self.time, "s"))
            values = [f'{measured(value).replace("≈", "approx")} "{unit}"' for value, unit in found]
        parts = [
            f"{symbol} = {one} {value}" for symbol, one, value in zip("RHT", general, values, strict=True)
        ]
        wide = page.stage.wide
        if wide and not page.stage.roomy:
            names, parts = names[:1], parts[:1]
        for index, (name, part) in enumerate(zip(names, parts, strict=True)):
            room = lower.width / len(names) - 0.3 if wide else lower.width
            page.formula(name, part, 46, room, color=page.look.ink)
            page.at_most(name, min(1.1, lower.height if wide else lower.height / 3 - 0.1), side="height")
            x = lower.left + (index + 0.5) * lower.width / len(names) if wide else lower.x
            page.place(name, x, lower.y if wide else lower.y + (1 - index) * lower.height / 3)
        says = page.say(
            "どれも、角度と速さと g = {g} m/s² から計算できます。",
            "這些都可由角度、速率與 g = {g} m/s² 算出。",
            "All of it follows from the angle, the speed and g = {g} m/s².",
            g=g,
        )
        gone = ("range_value", "height_value", "time_value")
        page.beat(*(f"FadeOut({name})" for name in gone), seconds=0.4)
        page.beat(*(f"FadeIn({name})" for name in names), says=says, pause=1.5)
