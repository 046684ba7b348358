"""A gas under a piston: pressure, volume and temperature, one held fixed while the others change."""

import random
from fractions import Fraction
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from media.scenes.builder import Builder
from media.scenes.exact import Number, written
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.quantities import facts
from media.scenes.room import Room, divided, two
from media.scenes.sketch import Sketch
from media.scenes.source import number

_COUNT: Final = 14
_LARGEST: Final = 4

Amount = Annotated[Number, Field(ge=1, le=10_000)]


class Piston(Builder):
    """Pressure in kPa, volume in litres, temperature in kelvins; what is ``fixed``, and the new value.

    With the temperature fixed ``to`` is the new volume; otherwise it is the new temperature.
    """

    pressure: Amount = Fraction(100)
    volume: Amount = Fraction(6)
    temperature: Amount = Fraction(300)
    fixed: Literal["temperature", "pressure", "volume"] = "temperature"
    to: Amount = Fraction(3)

    @model_validator(mode="after")
    def _can_be_drawn(self) -> Self:
        ratio = self.after[1] / self.volume
        if not Fraction(1, _LARGEST) <= ratio <= _LARGEST or self.after == (
            self.pressure,
            self.volume,
            self.temperature,
        ):
            raise ValueError(f"to must change the gas, its volume by at most {_LARGEST} times.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Half the volume at the same temperature."""
        return cls()

    @property
    def after(self) -> tuple[Fraction, Fraction, Fraction]:
        """Pressure, volume and temperature afterwards, of an ideal gas."""
        if self.fixed == "temperature":
            return self.pressure * self.volume / self.to, self.to, self.temperature
        if self.fixed == "pressure":
            return self.pressure, self.volume * self.to / self.temperature, self.to
        return self.pressure * self.to / self.temperature, self.volume, self.to

    def heading(self, locale: Locale) -> str:
        """The law."""
        match self.fixed:
            case "temperature":
                return locale.say("ボイルの法則", "波以耳定律", "Boyle's law")
            case "pressure":
                return locale.say("シャルルの法則", "查理定律", "Charles's law")
        return locale.say("体積が一定の気体", "定容氣體", "A gas of constant volume")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The vessel, the measures, and the change."""
        picture, panel = two(page.stage, 0.5, beside=page.stage.wide)
        sketch, look = Sketch(page), page.look
        before = (self.pressure, self.volume, self.temperature)
        wide, high = min(picture.width * 0.6, 3.6), picture.height - 1.1
        left, floor = picture.x - wide / 2, picture.bottom + 0.1
        most = float(max(self.volume, self.after[1]))
        heights = [high * float(v) / most for v in (self.volume, self.after[1])]
        sketch.vessel("vessel", Room(left, left + wide, floor, floor + high + 0.5), look.ink)
        sketch.box("plate", (picture.x, floor + heights[0] + 0.12), (wide - 0.08, 0.24), look.muted, fill=1)
        sketch.line(
            "rod",
            (picture.x, floor + heights[0] + 0.24),
            (picture.x, floor + heights[0] + 0.9),
            look.muted,
            width=10,
        )
        sketch.group("piston", "plate", "rod")
        page.named("piston", "ピストン", "活塞", "the piston")
        page.named("vessel", "容器", "容器", "the vessel")
        dice = random.Random(3)  # noqa: S311 - the same picture each time, and nothing secret
        spots = [
            (left + 0.2 + (wide - 0.4) * dice.random(), floor + 0.18 + (heights[0] - 0.36) * dice.random())
            for _ in range(_COUNT)
        ]
        radius = min(0.1, 0.08 * min(heights) + 0.03)
        sketch.dots("gas", spots, radius, look.main)
        page.named("gas", "気体の粒", "氣體粒子", "the gas")
        rows = self._rows(page, before, "")
        upper, lower = divided(panel, 2)
        shown = facts(page, upper, rows, across=False)
        says = page.say(
            "気体がピストンで閉じこめられています。粒が壁に当たる力が圧力です。",
            "氣體被活塞封住，粒子撞擊器壁就產生壓力。",
            "A piston holds a gas in. Its particles hit the walls: that is its pressure.",
        )
        page.beat("Create(vessel)", "FadeIn(piston)", "FadeIn(gas)", *shown, says=says, seconds=1.4)
        scale = heights[1] / heights[0]
        moves = [f"piston.animate.shift(UP * {number(heights[1] - heights[0])})"] if scale != 1 else []
        color = ""
        if self.fixed != "temperature":
            color = f".set_color({look.hot if self.to > self.temperature else look.done})"
        y = f"{number(floor)} + (dot.get_y() - {number(floor)}) * {number(scale)}"
        moves.append(f"*(dot.animate.move_to([dot.get_x(), {y}, 0]){color} for dot in gas)")
        moves += facts(page, lower, self._rows(page, self.after, "2"), across=False)
        page.beat(*moves, says=self._says(page), seconds=2.4)
        says = self._why(page)
        page.beat("Indicate(gas, scale_factor=1.02)", "Indicate(law2)", says=says, seconds=1.2)

    def _rows(
        self, page: Page, state: tuple[Fraction, Fraction, Fraction], mark: str
    ) -> list[tuple[str, str, str]]:
        look = page.look
        p, v, t = state
        color = look.ink if not mark else look.hot
        rows = [
            (f"p{mark}", f"p = {written(p)} kPa", color if self.fixed != "pressure" else look.muted),
            (f"v{mark}", f"V = {written(v)} L", color if self.fixed != "volume" else look.muted),
            (f"t{mark}", f"T = {written(t)} K", color if self.fixed != "temperature" else look.muted),
        ]
        law = {
            "temperature": f"p · V = {written(p * v)} kPa·L",
            "pressure": f"V / T = {written(v / t)} L/K",
            "volume": f"p / T = {written(p / t)} kPa/K",
        }[self.fixed]
        return [*rows, (f"law{mark}", law, look.done)]

    def _says(self, page: Page) -> str:
        p, v, t = (written(one) for one in self.after)
        match self.fixed:
            case "temperature":
                return page.say(
                    "温度を変えずに体積を {v} L にすると、圧力は {p} kPa になります。",
                    "溫度不變，體積變為 {v} L，壓力就變為 {p} kPa。",
                    "At the same temperature, {v} L of volume mean {p} kPa of pressure.",
                    v=v,
                    p=p,
                )
            case "pressure":
                return page.say(
                    "圧力を変えずに {t} K にすると、体積は {v} L になります。",
                    "壓力不變，溫度變為 {t} K，體積就變為 {v} L。",
                    "At the same pressure, {t} K mean a volume of {v} L.",
                    t=t,
                    v=v,
                )
        return page.say(
            "体積を変えずに {t} K にすると、圧力は {p} kPa になります。",
            "體積不變，溫度變為 {t} K，壓力就變為 {p} kPa。",
            "In the same volume, {t} K mean a pressure of {p} kPa.",
            t=t,
            p=p,
        )

    def _why(self, page: Page) -> str:
        if self.fixed == "temperature":
            return page.say(
                "粒がこみ合うほど、壁に当たる回数が増えます。積 p · V は変わりません。",
                "粒子越擠，撞擊器壁越頻繁。p · V 保持不變。",
                "The closer the particles, the more often they hit the walls. p · V stays the same.",
            )
        return page.say(
            "温度が高いほど、粒は速く動きます。比は変わりません。",
            "溫度越高，粒子運動越快。比值保持不變。",
            "The hotter it is, the faster the particles move. The ratio stays the same.",
        )
