"""Buoyancy: a body in a liquid, the weight of what it pushes away, and whether it floats."""

from fractions import Fraction
from typing import Annotated, Final, Self

from pydantic import Field

from media.scenes.builder import Builder
from media.scenes.exact import Number, written
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.quantities import amount, facts
from media.scenes.room import Room, two
from media.scenes.sketch import Sketch
from media.scenes.source import number

GRAVITY: Final = Fraction(49, 5)
"""In m/s², as it is at sea level."""

Density = Annotated[Number, Field(ge=1, le=25_000)]


class Buoyancy(Builder):
    """Densities of the body and the liquid in kg/m³, and the body's volume in litres."""

    body: Density = Fraction(600)
    liquid: Density = Fraction(1000)
    volume: Annotated[Number, Field(ge=Fraction(1, 10), le=10_000)] = Fraction(10)

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Ten litres of wood in water."""
        return cls()

    @property
    def weight(self) -> Fraction:
        """Of the body, in newtons."""
        return self.body * self.volume / 1000 * GRAVITY

    @property
    def most(self) -> Fraction:
        """The buoyancy with all of it under the surface, in newtons."""
        return self.liquid * self.volume / 1000 * GRAVITY

    @property
    def under(self) -> Fraction:
        """The share of its volume that is under the surface in the end."""
        return min(Fraction(1), self.body / self.liquid)

    def heading(self, locale: Locale) -> str:
        """The force."""
        return locale.say("浮力", "浮力", "Buoyancy")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The liquid, the body pushed under, both forces, and where it comes to rest."""
        picture, panel = two(page.stage, 0.55, beside=page.stage.wide)
        sketch, look = Sketch(page), page.look
        wide = min(picture.width * 0.9, 5.5)
        left, floor = picture.x - wide / 2, picture.bottom + 0.05
        level = floor + 0.66 * picture.height
        sketch.box(
            "liquid", (picture.x, (floor + level) / 2), (wide, level - floor), "BLUE_D", fill=0.45, stroke=0
        )
        sketch.vessel("vessel", Room(left, left + wide, floor, level + 0.5), look.ink)
        side = min(0.27 * picture.height, 0.25 * picture.width)
        deep = level - 1.35 * side
        sketch.box("body", (picture.x, deep), (side, side), look.accent(3), fill=0.85)
        page.named("liquid", "液体", "液體", "the liquid")
        page.named("body", "物体", "物體", "the body")
        values = {
            "a": amount(self.body, "kg/m³"),
            "b": amount(self.liquid, "kg/m³"),
            "v": amount(self.volume, "L"),
        }
        rows = [
            ("body_density", page.say("物体 {a}", "物體 {a}", "body {a}", **values), look.accent(3)),
            ("liquid_density", page.say("液体 {b}", "液體 {b}", "liquid {b}", **values), look.main),
            (
                "weight_row",
                page.say("重さ {w} N", "重量 {w} N", "weight {w} N", w=written(self.weight)),
                look.hot,
            ),
            (
                "lift_row",
                page.say("浮力 {w} N", "浮力 {w} N", "buoyancy {w} N", w=written(self.most)),
                look.done,
            ),
            ("rest_row", self._end(page), look.ink),
        ]
        shown = facts(page, panel, rows, across=False)
        says = page.say(
            "体積 {v} の物体を、液体の中に沈めます。",
            "把體積 {v} 的物體壓入液體中。",
            "A body of {v} is held under the surface of a liquid.",
            **values,
        )
        page.beat("FadeIn(liquid)", "Create(vessel)", "FadeIn(body)", *shown[:2], says=says, seconds=1.4)
        longest = min(1.05 * side, deep - side / 2 - floor - 0.05, level + 0.45 - deep - side / 2)
        top = float(max(self.weight, self.most))
        for name, force, way, color in (
            ("weight", self.weight, -1, look.hot),
            ("lift", self.most, 1, look.done),
        ):
            start = (picture.x, deep + way * side / 2)
            long = max(longest * float(force) / top, 0.25)
            sketch.arrow(name, start, (start[0], start[1] + way * long), color, width=8)
        page.named("weight", "重力", "重力", "the weight")
        page.named("lift", "浮力の矢印", "浮力的箭頭", "the buoyancy arrow")
        says = page.say("重力が下へ引きます。", "重力把它往下拉。", "Its weight pulls it down.")
        page.beat("GrowArrow(weight)", shown[2], says=says)
        says = page.say(
            "浮力は上へ押します。その大きさは、押しのけた液体の重さです。",
            "浮力向上推，大小等於排開的液體重量。",
            "Buoyancy pushes it up: as much as the liquid weighs that it pushed away.",
        )
        page.beat("GrowArrow(lift)", shown[3], says=says, pause=0.6)
        end = level + side / 2 - float(self.under) * side if self.under < 1 else floor + side / 2 + 0.03
        if self.body == self.liquid:
            end = deep
        move = f"body.animate.set_y({number(end)})"
        page.beat(move, "FadeOut(weight)", "FadeOut(lift)", shown[4], says=self._says(page), seconds=2.0)

    def _end(self, page: Page) -> str:
        if self.body > self.liquid:
            return page.say("沈む", "下沉", "it sinks")
        if self.body == self.liquid:
            return page.say("その場にとどまる", "停在原處", "it hovers")
        return page.say(
            "液面の下に {p} %", "液面下占 {p} %", "{p} % under the surface", p=amount(100 * self.under, "")
        )

    def _says(self, page: Page) -> str:
        if self.body > self.liquid:
            return page.say(
                "重さのほうが大きいので、底まで沈みます。",
                "重量比較大，所以沉到底。",
                "The weight is larger: it sinks to the bottom.",
            )
        if self.body == self.liquid:
            return page.say(
                "二つの力が等しいので、動きません。",
                "兩力相等，所以不動。",
                "Both are equal: it stays where it is.",
            )
        return page.say(
            "浮力のほうが大きいので浮き、体積の {p} % が沈んだところで二つの力がつり合います。",
            "浮力比較大，所以上浮；體積的 {p} % 在液面下時兩力平衡。",
            "Buoyancy is larger: it rises, until {p} % of it under the surface balance its weight.",
            p=amount(100 * self.under, ""),
        )
