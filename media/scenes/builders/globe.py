"""The inside of the earth: crust, mantle, outer and inner core, each as thick as it is."""

from typing import Final, Self

from media.scenes.builder import Builder
from media.scenes.locale import Locale, translations
from media.scenes.nodes import fitting
from media.scenes.page import Page
from media.scenes.room import two
from media.scenes.sketch import Sketch

RADIUS: Final = 6371
"""Of the earth in kilometres, on average."""
_LAYERS: Final = (
    (
        "crust",
        0,
        35,
        "GREEN_D",
        translations("地殻", "地殼", "crust"),
        translations(
            "いちばん外側は地殻です。大陸では平均して約 35 km、りんごの皮のような薄さです。",
            "最外層是地殼，大陸處平均厚約 35 公里，像蘋果皮一樣薄。",
            "Outermost is the crust: about 35 km of rock under the continents, thin as an apple's skin.",
        ),
    ),
    (
        "mantle",
        35,
        2890,
        "ORANGE",
        translations("マントル", "地函", "mantle"),
        translations(
            "その下のマントルは熱い岩で、とてもゆっくり動いています。",
            "下面是地函，由炙熱的岩石構成，緩慢流動。",
            "Below lies the mantle: hot rock that creeps along very slowly.",
        ),
    ),
    (
        "outer_core",
        2890,
        5150,
        "GOLD",
        translations("外核", "外核", "outer core"),
        translations(
            "外核は液体の金属で、その流れが地球の磁場をつくります。",
            "外核是液態金屬，它的流動產生地球磁場。",
            "The outer core is liquid metal. Its currents make the earth's magnetic field.",
        ),
    ),
    (
        "inner_core",
        5150,
        RADIUS,
        "YELLOW",
        translations("内核", "內核", "inner core"),
        translations(
            "中心の内核は、圧力のために固体の金属です。",
            "中心的內核因為壓力巨大，是固態金屬。",
            "In the middle, the inner core is metal too, but pressed solid.",
        ),
    ),
)


class Globe(Builder):
    """``thickness`` says whether the layers' thickness is told too."""

    thickness: bool = True

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """With the thickness of each."""
        return cls()

    @property
    def layers(self) -> dict[str, int]:
        """How thick each layer is, in kilometres."""
        return {name: low - high for name, high, low, *_ in _LAYERS}

    def heading(self, locale: Locale) -> str:
        """What is cut open."""
        return locale.say("地球の内部", "地球的內部構造", "Inside the earth")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """A cut through the globe, from the outside to its middle."""
        picture, panel = two(page.stage, 0.56, beside=page.stage.wide)
        sketch, look = Sketch(page), page.look
        centre, size = (picture.x, picture.y), min(picture.width, picture.height) / 2 - 0.05
        step = min(panel.height / len(_LAYERS), 1.1)
        for n, (name, high, low, color, words, told_of) in enumerate(_LAYERS):
            radius = size * (RADIUS - high) / RADIUS
            edge = 3 if n else 6  # the crust is as thin as a line
            sketch.disc(name, centre, radius, color, fill=0.75 if n else 1, stroke=edge)
            label = page.locale.text(words)
            page.named(name, *words.values())
            y = panel.y + ((len(_LAYERS) - 1) / 2 - n) * step
            sketch.box(f"{name}_key", (panel.left + 0.2, y), (0.3, 0.3), color, fill=0.9, stroke=1)
            told = f"{label}  ≈{low - high} km" if self.thickness else label
            page.text(f"{name}_name", told, fitting(told, panel.width - 0.6, 28), panel.width - 0.6)
            page.place(f"{name}_name", panel.left + 0.5, y, edge="LEFT")
            page.beat(
                f"FadeIn({name})",
                f"FadeIn({name}_key)",
                f"FadeIn({name}_name)",
                says=page.locale.text(told_of),
                seconds=1.2,
                pause=0.6,
            )
        sketch.line("depth", centre, (centre[0], centre[1] + size), look.ink, width=3)
        says = page.say(
            "中心までの距離は、およそ {r} km です。",
            "到地心約 {r} 公里。",
            "It is about {r} km down to the middle.",
            r=RADIUS,
        )
        page.named("depth", "半径", "半徑", "the radius")
        page.beat("Create(depth)", says=says, seconds=1.2)
