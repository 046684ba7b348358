"""A cell: its parts drawn one after the other, each with its name and what it does."""

from typing import Final, Literal, Self

from media.scenes.builder import Builder
from media.scenes.locale import Locale, Translations, translations
from media.scenes.page import Page
from media.scenes.room import Point, Room, two
from media.scenes.sketch import Sketch, within

_NAMES: Final[dict[str, Translations]] = {
    "wall": translations("細胞壁", "細胞壁", "cell wall"),
    "membrane": translations("細胞膜", "細胞膜", "cell membrane"),
    "cytoplasm": translations("細胞質", "細胞質", "cytoplasm"),
    "nucleus": translations("核", "細胞核", "nucleus"),
    "mitochondria": translations("ミトコンドリア", "粒線體", "mitochondria"),
    "ribosomes": translations("リボソーム", "核糖體", "ribosomes"),
    "chloroplasts": translations("葉緑体", "葉綠體", "chloroplasts"),
    "vacuole": translations("液胞", "液泡", "vacuole"),
}
_SAYS: Final[dict[str, Translations]] = {
    "wall": translations(
        "植物細胞のいちばん外側は、かたい細胞壁です。形を支えます。",
        "植物細胞最外層是堅硬的細胞壁，支撐形狀。",
        "A plant cell has a stiff wall outermost. It holds its shape.",
    ),
    "membrane": translations(
        "細胞膜が、何を出し入れするかを決めています。",
        "細胞膜控制物質的進出。",
        "The membrane decides what goes in and out.",
    ),
    "cytoplasm": translations(
        "中は細胞質で満たされ、ほかの部分が浮かんでいます。",
        "裡面充滿細胞質，其他部分在其中。",
        "Inside is cytoplasm, in which all the other parts lie.",
    ),
    "nucleus": translations(
        "核には DNA があり、細胞の働きを指示します。",
        "細胞核裡有 DNA，指揮細胞的活動。",
        "The nucleus holds the DNA, which directs what the cell does.",
    ),
    "mitochondria": translations(
        "ミトコンドリアは、養分と酸素からエネルギーを取り出します。",
        "粒線體用養分和氧氣產生能量。",
        "Mitochondria turn food and oxygen into energy that the cell can use.",
    ),
    "ribosomes": translations(
        "リボソームは、タンパク質をつくります。",
        "核糖體製造蛋白質。",
        "Ribosomes build proteins.",
    ),
    "chloroplasts": translations(
        "葉緑体は光を受けて光合成をします。",
        "葉綠體吸收光，進行光合作用。",
        "Chloroplasts catch light for photosynthesis.",
    ),
    "vacuole": translations(
        "大きな液胞が水をたくわえ、細胞を張った状態に保ちます。",
        "大液泡儲存水分，使細胞飽滿。",
        "A large vacuole stores water and keeps the cell firm.",
    ),
}
_PARTS: Final = {
    "animal": ("membrane", "cytoplasm", "nucleus", "mitochondria", "ribosomes"),
    "plant": ("wall", "membrane", "cytoplasm", "nucleus", "mitochondria", "chloroplasts", "vacuole"),
}


class Cell(Builder):
    """Of an ``animal`` or of a ``plant``."""

    of: Literal["animal", "plant"] = "animal"

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Of a plant, which has more parts."""
        return cls(of="plant")

    @property
    def parts(self) -> tuple[str, ...]:
        """What is shown, from the outside."""
        return _PARTS[self.of]

    def heading(self, locale: Locale) -> str:
        """Which cell."""
        if self.of == "animal":
            return locale.say("動物細胞のつくり", "動物細胞的構造", "An animal cell")
        return locale.say("植物細胞のつくり", "植物細胞的構造", "A plant cell")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """Part by part, with a list of the names beside the cell that grows as they appear."""
        picture, panel = two(page.stage, 0.66, beside=page.stage.wide)
        sketch = Sketch(page)
        colors = self._draw(page, sketch, picture)
        step = min(panel.height / len(self.parts), 0.72)
        for n, part in enumerate(self.parts):
            y = panel.y + ((len(self.parts) - 1) / 2 - n) * step
            name = page.locale.text(_NAMES[part])
            sketch.box(f"{part}_key", (panel.left + 0.2, y), (0.28, 0.28), colors[part], fill=0.85, stroke=1)
            page.text(f"{part}_name", name, 28, panel.width - 0.6)
            page.place(f"{part}_name", panel.left + 0.5, y, edge="LEFT")
            page.named(part, *_NAMES[part].values())
            shown = [f"FadeIn({part})", f"FadeIn({part}_key)", f"FadeIn({part}_name)"]
            page.beat(*shown, says=page.locale.text(_SAYS[part]), seconds=1.2, pause=0.4)
        if self.of == "plant":
            says = page.say(
                "細胞壁・葉緑体・大きな液胞は、動物の細胞にはありません。",
                "細胞壁、葉綠體和大液泡是動物細胞沒有的。",
                "Wall, chloroplasts and large vacuole are what animal cells do not have.",
            )
            page.beat(
                "Indicate(wall_name)", "Indicate(chloroplasts_name)", "Indicate(vacuole_name)", says=says
            )

    def _draw(self, page: Page, sketch: Sketch, room: Room) -> dict[str, str]:
        """Write all parts; gives the colour of each."""
        wide, high = min(room.width, 1.5 * room.height), min(room.height, 1.1 * room.width)
        spot = within(Room.around(room.x, room.y, wide, high))
        look = page.look
        colors = {
            "wall": "GREEN_E",
            "membrane": "GOLD",
            "cytoplasm": "BLUE_E",
            "nucleus": "PURPLE_B",
            "mitochondria": "RED_C",
            "ribosomes": look.ink,
            "chloroplasts": "GREEN_C",
            "vacuole": "BLUE_C",
        }
        centre = (room.x, room.y)
        plant = self.of == "plant"
        if plant:
            size = (0.94 * wide, 0.92 * high)
            sketch.box("wall", centre, size, colors["wall"], fill=0, stroke=16, corner=0.3)
            inner = (size[0] - 0.3, size[1] - 0.3)
            sketch.box("membrane", centre, inner, colors["membrane"], fill=0, stroke=5, corner=0.25)
            sketch.box(
                "cytoplasm",
                centre,
                (inner[0] - 0.08, inner[1] - 0.08),
                colors["cytoplasm"],
                fill=0.35,
                stroke=0,
                corner=0.22,
            )
        else:
            size = (0.92 * wide, 0.9 * high)
            sketch.oval("membrane", centre, size, colors["membrane"], fill=0, stroke=7)
            sketch.oval(
                "cytoplasm", centre, (size[0] - 0.1, size[1] - 0.1), colors["cytoplasm"], fill=0.35, stroke=0
            )
        core = spot(0.27, 0.62) if plant else spot(0.48, 0.52)
        radius = (0.13 if plant else 0.17) * min(wide, high)
        sketch.disc("nucleus_body", core, radius, colors["nucleus"], fill=0.7)
        sketch.disc(
            "nucleus_core",
            (core[0] + 0.2 * radius, core[1] + 0.1 * radius),
            0.35 * radius,
            "PURPLE_E",
            fill=0.9,
        )
        sketch.group("nucleus", "nucleus_body", "nucleus_core")
        places = (
            [(0.2, 0.28), (0.72, 0.16), (0.5, 0.86)] if plant else [(0.22, 0.55), (0.72, 0.7), (0.62, 0.22)]
        )
        self._beans(
            page,
            sketch,
            "mitochondria",
            [spot(*one) for one in places],
            0.11 * min(wide, high),
            colors["mitochondria"],
        )
        if plant:
            places = [(0.16, 0.83), (0.84, 0.84), (0.44, 0.15), (0.88, 0.3), (0.14, 0.45)]
            names = [
                sketch.oval(
                    f"chloroplast_{n}",
                    spot(*one),
                    (0.17 * min(wide, high), 0.1 * min(wide, high)),
                    colors["chloroplasts"],
                    fill=0.9,
                    turn=25 * n,
                )
                for n, one in enumerate(places)
            ]
            sketch.group("chloroplasts", *names)
            sketch.oval("vacuole", spot(0.62, 0.5), (0.4 * wide, 0.52 * high), colors["vacuole"], fill=0.6)
        else:
            places = [
                (0.3, 0.3),
                (0.4, 0.2),
                (0.75, 0.4),
                (0.8, 0.55),
                (0.3, 0.75),
                (0.5, 0.82),
                (0.6, 0.8),
                (0.2, 0.4),
                (0.45, 0.26),
            ]
            sketch.dots("ribosomes", [spot(*one) for one in places], 0.06, colors["ribosomes"])
        return colors

    @staticmethod
    def _beans(page: Page, sketch: Sketch, name: str, places: list[Point], size: float, color: str) -> None:  # noqa: PLR0913, PLR0917 - what is drawn, and where
        parts = []
        for n, (x, y) in enumerate(places):
            sketch.oval(f"{name}_{n}_body", (x, y), (2 * size, size), color, fill=0.75)
            folds = [(x + size * (-0.7 + 0.2 * k), y + 0.22 * size * (-1) ** k) for k in range(8)]
            sketch.curve(f"{name}_{n}_folds", folds, page.look.ink, width=2)
            parts.append(sketch.group(f"{name}_{n}", f"{name}_{n}_body", f"{name}_{n}_folds"))
            page.do(f"{name}_{n}.rotate", f"{30 * n - 30} * DEGREES")
        sketch.group(name, *parts)
