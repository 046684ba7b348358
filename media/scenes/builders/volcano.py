"""A volcano cut open: the magma chamber, the vent, and an eruption that builds the mountain."""

from typing import Self

from pydantic import Field

from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.room import Room, whole
from media.scenes.sketch import Sketch, within


class Volcano(Builder):
    """How many layers earlier eruptions have left."""

    layers: int = Field(default=3, ge=2, le=5)

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Three layers."""
        return cls()

    def heading(self, locale: Locale) -> str:
        """What happens."""
        return locale.say("火山の噴火のしくみ", "火山爆發的原理", "How a volcano erupts")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The mountain and its inside, then the eruption from below."""
        whole_room, sketch, look = whole(page.stage), Sketch(page), page.look
        high = min(whole_room.height, 1.1 * whole_room.width)
        room = Room(whole_room.left, whole_room.right, whole_room.y - high / 2, whole_room.y + high / 2)
        at = within(room)
        sketch.area(
            "ground", [at(0, 0), at(1, 0), at(1, 0.36), at(0, 0.36)], "GRAY_BROWN", fill=0.55, stroke=0
        )
        layers = []
        for n in range(self.layers):
            share = (n + 1) / self.layers
            foot, top = 0.12 + 0.24 * share, 0.36 + 0.34 * share
            corners = [at(0.5 - foot, 0.36), at(0.5 - 0.035, top), at(0.5 + 0.035, top), at(0.5 + foot, 0.36)]
            layers.append(
                sketch.area(f"layer_{n}", corners, ("MAROON_E", "DARK_BROWN")[n % 2], fill=0.95, stroke=2)
            )
        sketch.group("mountain", *reversed(layers))
        page.named("mountain", "山", "山體", "the mountain")
        page.named("ground", "地面", "地面", "the ground")
        says = page.say(
            "火山を切り開いて、中を見てみます。",
            "把火山剖開，看看裡面。",
            "A volcano, cut open to look inside.",
        )
        page.beat("FadeIn(ground)", "FadeIn(mountain)", says=says)
        self._inside(page, sketch, room)
        says = page.say(
            "溶岩が冷えて固まり、火山灰が積もって、山は層を重ねて大きくなります。",
            "熔岩冷卻凝固，火山灰堆積，山就一層層變大。",
            "Lava cools to rock and ash settles on it: layer by layer the mountain grows.",
        )
        page.beat(f"mountain.animate.set_stroke({look.hot}, 3)", says=says, seconds=1.4)

    def _inside(self, page: Page, sketch: Sketch, room: Room) -> None:
        at, look = within(room), page.look
        size = (min(0.4 * room.width, 4.2), 0.22 * room.height)
        sketch.oval("chamber", at(0.5, 0.13), size, "RED_D", fill=0.9)
        page.named("chamber", "マグマだまり", "岩漿庫", "the magma chamber")
        words = page.say("マグマだまり", "岩漿庫", "magma chamber")
        sketch.label("chamber_name", words, at(0.5, 0.13), 0.94 * size[0], size=26, bold=True)
        says = page.say(
            "地下深くで岩がとけたマグマがたまっています。まわりの岩より軽いので、上がろうとします。",
            "地下深處熔化的岩石聚成岩漿，比周圍岩石輕，會往上升。",
            "Deep below, molten rock gathers: magma. It is lighter than the rock around it, and rises.",
        )
        page.beat("FadeIn(chamber)", "FadeIn(chamber_name)", says=says, seconds=1.2)
        sketch.line("vent", at(0.5, 0.22), at(0.5, 0.7), "RED", width=16)
        page.named("vent", "火道", "火山通道", "the vent")
        self._tag(
            sketch, room, "vent_name", page.say("火道", "火山通道", "vent"), (0.14, 0.55), (0.495, 0.55)
        )
        says = page.say(
            "とけていたガスが泡になり、マグマを火道から押し上げます。",
            "溶在裡面的氣體變成氣泡，把岩漿從通道推上來。",
            "Gas that was dissolved in it turns to bubbles, and pushes it up the vent.",
        )
        page.beat("Create(vent)", "FadeIn(vent_name)", says=says, seconds=1.6)
        smoke = min(0.34 * room.width, 0.46 * room.height)
        sketch.cloud("ash", at(0.5, 0.84), smoke, look.muted)
        page.named("ash", "噴煙", "火山灰雲", "the ash cloud")
        falls = [
            [
                at(0.5, 0.7),
                at(0.5 + side * 0.07, 0.64),
                at(0.5 + side * 0.2, 0.5),
                at(0.5 + side * 0.31, 0.385),
            ]
            for side in (-1, 1)
        ]
        for n, fall in enumerate(falls, 1):
            sketch.curve(f"lava_{n}", fall, "ORANGE", width=12)
        page.named("lava_1", "溶岩", "熔岩", "the lava")
        self._tag(
            sketch,
            room,
            "ash_name",
            page.say("火山灰", "火山灰", "ash"),
            (0.14, 0.84),
            (0.5 - smoke / room.width * 0.45, 0.84),
        )
        self._tag(sketch, room, "lava_name", page.say("溶岩", "熔岩", "lava"), (0.88, 0.6), (0.67, 0.53))
        says = page.say(
            "噴火です。地表に出たマグマを溶岩と呼びます。",
            "火山爆發了！流出地表的岩漿叫作熔岩。",
            "It erupts. Magma that has come out is called lava.",
        )
        page.beat(
            "FadeIn(ash, shift=UP * 0.5, scale=0.3)",
            "Create(lava_1)",
            "Create(lava_2)",
            "FadeIn(ash_name)",
            "FadeIn(lava_name)",
            says=says,
            seconds=2.0,
        )

    @staticmethod
    def _tag(  # noqa: PLR0913, PLR0917 - a tag's own properties
        sketch: Sketch, room: Room, name: str, words: str, where: tuple[float, float], to: tuple[float, float]
    ) -> None:
        at = within(room)
        place = at(*where)
        room_for = 0.26 * room.width
        sketch.label(f"{name}_words", words, place, room_for, size=26, color=sketch.page.look.hot)
        side = 1 if to[0] > where[0] else -1
        start = (place[0] + side * min(0.12 * room.width, 0.95), place[1])
        sketch.line(f"{name}_line", start, at(*to), sketch.page.look.muted, width=2)
        sketch.group(name, f"{name}_words", f"{name}_line")
