"""Photosynthesis in a plant: light, carbon dioxide and water go in, sugar is made, oxygen comes out."""

from typing import Self

from media.scenes.builder import Builder
from media.scenes.locale import Locale, Translations, translations
from media.scenes.page import Page
from media.scenes.room import Room, two
from media.scenes.sketch import Sketch, around, within


class Plant(Builder):
    """``equation`` says whether the chemical equation is shown beside it."""

    equation: bool = True

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """With the equation."""
        return cls()

    def heading(self, locale: Locale) -> str:
        """The process."""
        return locale.say("光合成", "光合作用", "Photosynthesis")

    def draw(self, page: Page) -> None:
        """The plant in the sun, what flows into it, and what comes out."""
        share = 0.82 if self.equation else 0.98
        room, panel = two(page.stage, share, 0.1, beside=False)
        sketch, at = Sketch(page), within(room)
        self._plant(page, sketch, room)
        sketch.sun("sun", at(0.12, 0.86), min(0.09 * room.height, 0.45), "GOLD")
        page.named("sun", "太陽", "太陽", "the sun")
        says = page.say(
            "植物は、自分の養分を自分でつくります。",
            "植物自己製造自己的養分。",
            "A plant makes its own food.",
        )
        page.beat("FadeIn(soil)", "FadeIn(plant)", says=says)
        beams = [
            sketch.arrow(f"beam_{n}", at(0.18, 0.8 - 0.04 * n), at(0.34, 0.68 - 0.07 * n), "GOLD")
            for n in range(3)
        ]
        sketch.group("light", *beams)
        page.named("light", "光", "光", "the light")
        self._name(page, sketch, room, "light_name", translations("光", "光", "light"), (0.12, 0.62), "GOLD")
        says = page.say(
            "葉の緑色の葉緑体が、太陽の光を受けとめます。",
            "葉子裡綠色的葉綠體接收陽光。",
            "The green chloroplasts in its leaves catch the light of the sun.",
        )
        page.beat("FadeIn(sun)", "FadeIn(light_name)", "GrowFromEdge(light, UL)", says=says, seconds=1.4)
        self._in(page, sketch, room)
        self._out(page, sketch, room, panel)

    def _plant(self, page: Page, sketch: Sketch, room: Room) -> None:
        at = within(room)
        sketch.area("soil", [at(0, 0), at(1, 0), at(1, 0.26), at(0, 0.26)], "DARK_BROWN", fill=0.7, stroke=0)
        page.named("soil", "土", "土壤", "the soil")
        sketch.line("stem", at(0.5, 0.26), at(0.5, 0.86), "GREEN_D", width=14)
        roots = [
            sketch.curve(
                f"root_{n}",
                [at(0.5, 0.27), at(0.5 + 0.4 * x, 0.17), at(0.5 + x, 0.06)],
                "LIGHT_BROWN",
                width=6,
            )
            for n, x in enumerate((-0.09, 0.0, 0.09), 1)
        ]
        wide, high = min(0.24 * room.width, 2.6), min(0.14 * room.height, 0.9)
        x, leaves = at(0.5, 0)[0], []
        for n, (side, up) in enumerate(((-1, 0.5), (1, 0.55), (-1, 0.74), (1, 0.78)), 1):
            place = x + side * wide * 0.5, at(0, up)[1]
            leaves.append(
                sketch.oval(f"leaf_{n}", place, (wide, high), "GREEN_C", fill=0.9, stroke=2, turn=side * 14)
            )
        sketch.group("leaves", *leaves)
        sketch.group("plant", *roots, "stem", "leaves")
        page.named("plant", "植物", "植物", "the plant")
        page.named("leaves", "葉", "葉子", "the leaves")

    def _name(  # noqa: PLR0913, PLR0917 - a label's own properties
        self,
        page: Page,
        sketch: Sketch,
        room: Room,
        name: str,
        words: Translations,
        at: tuple[float, float],
        color: str,
        formula: str = "",
    ) -> None:
        """What flows there, with its formula where the equation is shown."""
        label = (
            f"{page.locale.text(words)} {formula}" if formula and self.equation else page.locale.text(words)
        )
        sketch.label(name, label, within(room)(*at), 0.26 * room.width, color=color, bold=True, rows=2)
        page.named(name, *words.values())

    def _in(self, page: Page, sketch: Sketch, room: Room) -> None:
        at, look = within(room), page.look
        water = translations("水", "水", "water")
        self._name(page, sketch, room, "water_name", water, (0.2, 0.12), look.main, "H₂O")
        sketch.arrow("water_in", at(0.33, 0.1), at(0.42, 0.1), look.main)
        sketch.arrow("water_up", at(0.5, 0.14), at(0.5, 0.6), look.main)
        page.named("water_up", "水の流れ", "水流", "the flow of water")
        says = page.say(
            "根から吸った水が、茎を通って葉にとどきます。",
            "根吸收的水經過莖送到葉子。",
            "Its roots take up water, which rises through the stem to the leaves.",
        )
        page.beat("FadeIn(water_name)", "GrowArrow(water_in)", "GrowArrow(water_up)", says=says, seconds=1.4)
        gas = translations("二酸化炭素", "二氧化碳", "carbon dioxide")
        self._name(page, sketch, room, "gas_name", gas, (0.85, 0.42), look.accent(3), "CO₂")
        sketch.arrow("gas_in", at(0.88, 0.51), at(0.7, 0.56), look.accent(3))
        says = page.say(
            "葉は空気から二酸化炭素をとり入れます。",
            "葉子從空氣中吸收二氧化碳。",
            "From the air the leaves take in carbon dioxide.",
        )
        page.beat("FadeIn(gas_name)", "GrowArrow(gas_in)", says=says, seconds=1.2)

    def _out(self, page: Page, sketch: Sketch, room: Room, panel: Room) -> None:
        at, look = within(room), page.look
        sugar = translations("糖", "糖", "sugar")
        places = [
            around(at(0.5 + side * 0.1, up), 0.02 * room.width, 0)
            for side, up in ((-1, 0.52), (1, 0.56), (-1, 0.75), (1, 0.79))
        ]
        sketch.dots("sugar", places, min(0.13, 0.02 * room.height + 0.04), look.hot)
        self._name(page, sketch, room, "sugar_name", sugar, (0.5, 0.94), look.hot)
        says = page.say(
            "光のエネルギーで、水と二酸化炭素から糖をつくります。これが植物の養分です。",
            "用光的能量，把水和二氧化碳變成糖，這就是植物的養分。",
            "With the energy of light it makes sugar out of both: that is its food.",
        )
        page.beat("FadeIn(sugar, scale=0.3)", "FadeIn(sugar_name)", says=says, seconds=1.4)
        gas = translations("酸素", "氧氣", "oxygen")
        self._name(page, sketch, room, "oxygen_name", gas, (0.86, 0.92), look.done, "O₂")
        sketch.arrow("oxygen_out", at(0.68, 0.8), at(0.84, 0.86), look.done)
        says = page.say(
            "残った酸素は、空気の中へ出ていきます。",
            "剩下的氧氣釋放到空氣中。",
            "The oxygen that is left over goes out into the air.",
        )
        page.beat("FadeIn(oxygen_name)", "GrowArrow(oxygen_out)", says=says, seconds=1.2)
        if not self.equation:
            return
        typst = '6"CO"_2 + 6"H"_2"O" -> "C"_6"H"_12"O"_6 + 6"O"_2'
        sketch.formula("equation", typst, (panel.x, panel.y), 40, panel.width)
        page.named("equation", "反応式", "反應式", "the equation")
        says = page.say(
            "式にすると、左右の原子の数は同じです。",
            "寫成反應式，兩邊的原子數相同。",
            "As an equation: each kind of atom is there as often on both sides.",
        )
        page.beat("Write(equation)", says=says, seconds=1.4)
