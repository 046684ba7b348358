"""The phases of the moon: where it stands around the earth, and how much of its lit half is seen."""

import math
from fractions import Fraction
from typing import Final, Self

from media.scenes.builder import Builder
from media.scenes.exact import written
from media.scenes.locale import Locale, translations
from media.scenes.page import Page
from media.scenes.room import Point, two
from media.scenes.sketch import Sketch, around

MONTH: Final = Fraction("29.53")
"""Days from one new moon to the next, on average."""
_HALF_TURN: Final = 180
_STEPS: Final = 24
_NAMES: Final = {
    0: translations("新月", "新月", "new moon"),
    45: translations("三日月", "眉月", "waxing crescent"),
    90: translations("上弦の月", "上弦月", "first quarter"),
    135: translations("十三夜", "盈凸月", "waxing gibbous"),
    180: translations("満月", "滿月", "full moon"),
    225: translations("更待月", "虧凸月", "waning gibbous"),
    270: translations("下弦の月", "下弦月", "last quarter"),
    315: translations("有明月", "殘月", "waning crescent"),
}


class MoonPhases(Builder):
    """``quarters`` shows the four main phases alone; ``southern`` is the view from south of the equator."""

    quarters: bool = False
    southern: bool = False

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """All eight."""
        return cls()

    @property
    def turns(self) -> list[int]:
        """Where the moon is stopped at, in degrees from the new moon on."""
        return [turn for turn in _NAMES if not self.quarters or turn % 90 == 0]

    @staticmethod
    def lit(turn: int) -> float:
        """The share of the moon's face that is lit, at that angle from the new moon."""
        return (1 - math.cos(math.radians(turn))) / 2

    @staticmethod
    def age(turn: int) -> Fraction:
        """Days since the new moon, to a tenth."""
        return round(MONTH * turn / 360, 1)

    def heading(self, locale: Locale) -> str:
        """What is seen."""
        return locale.say("月の満ち欠け", "月相的變化", "The phases of the moon")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The sunlight, the earth, and the moon at each place with what is seen of it."""
        picture, panel = two(page.stage, 0.6, beside=page.stage.wide)
        sketch, look = Sketch(page), page.look
        far = min(picture.width * 0.37, picture.height * 0.4)
        earth = (picture.left + far * 1.12, picture.y)
        beams = [
            sketch.arrow(
                f"beam_{n}",
                (picture.right, picture.y + up * far),
                (picture.right - 0.1 * picture.width, picture.y + up * far),
                "GOLD",
            )
            for n, up in enumerate((-0.9, -0.3, 0.3, 0.9), 1)
        ]
        sketch.group("sunlight", *beams)
        page.named("sunlight", "太陽の光", "陽光", "the sunlight")
        sketch.disc("orbit", earth, far, look.muted, fill=0, stroke=2)
        sketch.disc("earth", earth, 0.3 * far, look.main, fill=1)
        words = page.say("地球", "地球", "Earth")
        sketch.label("earth_name", words, earth, 0.55 * far, size=24, bold=True)
        page.named("earth", "地球", "地球", "the earth")
        page.named("orbit", "月の通り道", "月球軌道", "the moon's orbit")
        says = page.say(
            "太陽の光は右から来ます。月の半分は、いつも照らされています。",
            "陽光從右邊來，月球永遠有一半被照亮。",
            "The light of the sun comes from the right. One half of the moon is always lit.",
        )
        page.beat("FadeIn(sunlight)", "FadeIn(earth)", "FadeIn(earth_name)", "Create(orbit)", says=says)
        words = page.say("地球から見た月", "從地球看到的月亮", "as seen from Earth")
        sketch.label("seen_from", words, (panel.x, panel.top - 0.25), panel.width, color=look.muted)
        size = min(panel.width * 0.3, panel.height * 0.22)
        place = (panel.x, panel.y + 0.35)
        before = ""
        for turn in self.turns:
            self._moon(page, sketch, turn, around(earth, far, turn), 0.17 * far)
            self._seen(page, sketch, turn, place, size)
            name = page.locale.text(_NAMES[turn])
            lit = round(100 * self.lit(turn))
            sketch.label(
                f"name_{turn}", name, (panel.x, place[1] - size - 0.45), panel.width, size=32, bold=True
            )
            about = "" if turn % 90 == 0 else "≈"
            words = page.say(
                "{a}{n} % · {d} 日目",
                "{a}{n} % · 第 {d} 天",
                "{a}{n} % · day {d}",
                a=about,
                n=lit,
                d=written(self.age(turn)),
            )
            sketch.label(
                f"lit_{turn}", words, (panel.x, place[1] - size - 1.05), panel.width, color=look.hot, rows=2
            )
            shown = [f"FadeIn({part}_{turn})" for part in ("moon", "seen", "name", "lit")]
            if before:
                shown += [f"FadeOut({part}_{before})" for part in ("seen", "name", "lit")]
            else:
                shown.append("FadeIn(seen_from)")
            page.beat(*shown, says=self._says(page, turn, name), seconds=1.0, pause=1.2)
            before = str(turn)
        page.named(f"moon_{self.turns[0]}", "月", "月球", "the moon")

    def _says(self, page: Page, turn: int, name: str) -> str:
        values = {"name": name, "n": round(100 * self.lit(turn))}
        if turn == 0:
            return page.say(
                "{name}：照らされた面は向こう側で、地球からは見えません。",
                "{name}：被照亮的一面背對地球，所以看不見。",
                "{name}: its lit side is turned away from us, so nothing of it is seen.",
                **values,
            )
        if turn == _HALF_TURN:
            return page.say(
                "{name}：地球から、照らされた面がすべて見えます。",
                "{name}：從地球看得到整個亮面。",
                "{name}: we see all of the lit side.",
                **values,
            )
        if turn % 90 == 0:
            return page.say(
                "{name}：照らされた面のちょうど半分が見えます。",
                "{name}：正好看到一半的亮面。",
                "{name}: we see just one half of it lit.",
                **values,
            )
        if turn < _HALF_TURN:
            return page.say(
                "{name}：見える光の部分が増えていきます。",
                "{name}：看得到的亮面逐漸變大。",
                "{name}: more and more of the lit side comes into view.",
                **values,
            )
        return page.say(
            "{name}：見える光の部分が減っていきます。",
            "{name}：看得到的亮面逐漸變小。",
            "{name}: less and less of the lit side is in view.",
            **values,
        )

    @staticmethod
    def _moon(page: Page, sketch: Sketch, turn: int, at: Point, radius: float) -> None:
        sketch.disc(f"dark_{turn}", at, radius, page.look.muted, fill=0.25, stroke=1)
        sketch.sector(f"bright_{turn}", at, radius, -90, 180, page.look.hot, fill=1)
        sketch.group(f"moon_{turn}", f"dark_{turn}", f"bright_{turn}")

    def _seen(self, page: Page, sketch: Sketch, turn: int, at: Point, radius: float) -> None:
        """The face of the moon: the part between its edge and the line of the shadow is lit."""
        sketch.disc(f"face_{turn}", at, radius, page.look.muted, fill=0.2, stroke=2)
        parts = [f"face_{turn}"]
        if turn:
            side = (1 if turn <= _HALF_TURN else -1) * (-1 if self.southern else 1)
            bend = math.cos(math.radians(turn))
            ups = [math.pi * (n / _STEPS - 0.5) for n in range(_STEPS + 1)]
            edge = [(math.cos(up), math.sin(up)) for up in ups]
            shadow = [(bend * x, y) for x, y in reversed(edge)]
            corners = [(at[0] + side * radius * x, at[1] + radius * y) for x, y in edge + shadow]
            parts.append(sketch.area(f"lit_face_{turn}", corners, page.look.hot, fill=1, stroke=0))
        sketch.group(f"seen_{turn}", *parts)
