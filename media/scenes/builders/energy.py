"""A ball on a slope: potential energy becomes kinetic energy and back, and the sum stays the same."""

import math
from fractions import Fraction
from typing import Annotated, Final, Self

import sympy
from pydantic import Field

from media.scenes.builder import Builder
from media.scenes.exact import Number, exact, written
from media.scenes.locale import Locale, translations
from media.scenes.page import Page
from media.scenes.quantities import amount
from media.scenes.room import Point, Room, two
from media.scenes.sketch import Sketch
from media.scenes.source import point

_SHARES: Final = (Fraction(1), Fraction(1, 2), Fraction(0), Fraction(1, 2), Fraction(1))
"""The heights at which the ball is stopped at, as shares of the height that it starts from."""
_STEPS: Final = 40


class Energy(Builder):
    """The ball's mass in kilograms, the height in metres that it starts from, and gravity in m/s²."""

    mass: Annotated[Number, Field(ge=Fraction(1, 100), le=10_000)] = Fraction(2)
    height: Annotated[Number, Field(ge=Fraction(1, 100), le=10_000)] = Fraction(5)
    gravity: Annotated[Number, Field(ge=Fraction(1, 10), le=100)] = Fraction(10)

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Two kilograms, five metres up."""
        return cls()

    @property
    def total(self) -> Fraction:
        """In joules."""
        return self.mass * self.gravity * self.height

    @property
    def fastest(self) -> sympy.Expr:
        """The speed at the lowest point, in m/s."""
        return sympy.sqrt(2 * exact(self.gravity * self.height))

    def heading(self, locale: Locale) -> str:
        """The law."""
        return locale.say("力学的エネルギーの保存", "力學能守恆", "Conservation of energy")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The valley, the ball, and two bars that change places."""
        picture, panel = two(page.stage, 0.62, beside=page.stage.wide)
        sketch, look = Sketch(page), page.look
        radius = 0.2
        half, high = 0.44 * picture.width, 0.62 * picture.height
        floor = picture.bottom + 0.15

        def track(x: float) -> Point:
            return picture.x + half * x, floor + high * (1 - math.cos(math.pi * x)) / 2

        line = [track(-1 + 2 * n / _STEPS) for n in range(_STEPS + 1)]
        sketch.curve("track", line, look.muted, width=6)
        page.named("track", "坂", "斜坡", "the slope")
        stops = [math.acos(1 - 2 * float(share)) / math.pi for share in _SHARES]
        stops = [-x if n < 2 else x for n, x in enumerate(stops)]  # noqa: PLR2004 - down first, then up
        places = [(track(x)[0], track(x)[1] + radius) for x in stops]
        sketch.disc("ball", places[0], radius, look.hot, fill=1)
        page.named("ball", "球", "球", "the ball")
        top = places[0][1] - radius
        sketch.line("level", (picture.left, top), (picture.right, top), look.muted, width=2, dashed=True)
        sketch.label(
            "height", f"h = {amount(self.height, 'm')}", (picture.x, top + 0.28), 0.5 * picture.width
        )
        says = page.say(
            "高さ {h} から球を放します。摩擦は考えません。",
            "從高 {h} 處放開球，不考慮摩擦。",
            "A ball is let go at a height of {h}. Friction is left out.",
            h=amount(self.height, "m"),
        )
        page.beat("Create(track)", "FadeIn(ball)", "Create(level)", "FadeIn(height)", says=says, seconds=1.2)
        self._bars(page, sketch, panel, places, line)

    def _bars(self, page: Page, sketch: Sketch, panel: Room, places: list[Point], line: list[Point]) -> None:
        look = page.look
        room = Room(panel.left, panel.right, panel.bottom + 0.55, panel.top - 1.1)
        names = (translations("位置", "位能", "potential"), translations("運動", "動能", "kinetic"))
        xs = (room.left + 0.27 * room.width, room.left + 0.73 * room.width)
        colors, keys = (look.main, look.accent(3)), ("potential", "kinetic")
        wide = min(0.3 * room.width, 1.1)
        for key, x, color, name in zip(keys, xs, colors, names, strict=True):
            sketch.box(f"{key}_frame", (x, room.y), (wide, room.height), look.muted, fill=0, stroke=2)
            sketch.label(
                f"{key}_name",
                page.locale.text(name),
                (x, room.bottom - 0.3),
                0.48 * room.width,
                size=26,
                color=color,
            )
            page.named(f"{key}_frame", *name.values())
            for n, share in enumerate(_SHARES):
                part = float(share if key == "potential" else 1 - share)
                high = max(part * room.height, 0.02)
                sketch.box(
                    f"{key}_{n}", (x, room.bottom + high / 2), (wide, high), color, fill=0.85, stroke=0
                )
        total = page.say("合計 {e} J", "總和 {e} J", "together {e} J", e=written(self.total))
        sketch.label(
            "total", total, (panel.x, panel.top - 0.25), panel.width, size=30, color=look.done, bold=True
        )
        for n, share in enumerate(_SHARES):
            words = f"{written(self.total * share)} J + {written(self.total * (1 - share))} J"
            sketch.label(f"sum_{n}", words, (panel.x, panel.top - 0.75), panel.width, size=28)
        says = (
            page.say(
                "位置エネルギーは m g h = {e} J です。",
                "位能是 m g h = {e} J。",
                "Its potential energy is m g h = {e} J.",
                e=written(self.total),
            ),
            page.say(
                "下るほど位置エネルギーは減り、同じだけ運動エネルギーが増えます。",
                "往下時位能減少，動能增加同樣多。",
                "On its way down it loses potential energy, and gains as much kinetic energy.",
            ),
            page.say(
                "いちばん下では、すべて運動エネルギーです。速さは {v} m/s です。",
                "在最低點全部是動能，速率 {v} m/s。",
                "At the bottom all of it is kinetic: its speed is {v} m/s.",
                v=amount(self.fastest, ""),
            ),
            page.say(
                "上りでは、逆に変わります。", "上坡時反過來。", "On its way up it is the other way round."
            ),
            page.say(
                "同じ高さまで上がります。合計はいつも {e} J です。",
                "升到原來的高度。總和始終是 {e} J。",
                "It gets as high as it was. Together it was {e} J all the time.",
                e=written(self.total),
            ),
        )
        bars = [f"{key}_{{n}}" for key in keys]
        first = [f"FadeIn({part})" for key in keys for part in (f"{key}_frame", f"{key}_name", f"{key}_0")]
        page.beat(*first, "FadeIn(sum_0)", "FadeIn(total)", says=says[0], seconds=1.0)
        quarter = _STEPS // 4
        for n in range(1, len(_SHARES)):
            way = [(x, y + 0.2) for x, y in line[(n - 1) * quarter : n * quarter + 1]]
            listed = ", ".join(point(*one) for one in [places[n - 1], *way[1:-1], places[n]])
            page.let(f"way_{n}", "VMobject")
            page.do(f"way_{n}.set_points_smoothly", f"[{listed}]")
            moves = [f"ReplacementTransform({bar.format(n=n - 1)}, {bar.format(n=n)})" for bar in bars]
            page.beat(
                f"MoveAlongPath(ball, way_{n})",
                *moves,
                f"FadeOut(sum_{n - 1})",
                f"FadeIn(sum_{n})",
                says=says[n],
                seconds=1.4,
                pause=0.4,
            )
        page.beat("Indicate(total)", seconds=0.6)
