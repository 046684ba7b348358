"""An eclipse: sun, moon and earth in one line, the shadow between them, and what is seen."""

import math
from typing import Final, Literal, Self

from media.scenes.builder import Builder
from media.scenes.locale import Locale, translations
from media.scenes.page import Page
from media.scenes.room import Point, two
from media.scenes.sketch import Sketch

_SOLAR: Final = "solar"


class Eclipse(Builder):
    """Of the sun (``solar``) or of the moon (``lunar``)."""

    of: Literal["solar", "lunar"] = "solar"

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Of the sun."""
        return cls()

    @property
    def order(self) -> tuple[str, str, str]:
        """Who stands where, from the sun on."""
        return ("sun", "moon", "earth") if self.of == _SOLAR else ("sun", "earth", "moon")

    def heading(self, locale: Locale) -> str:
        """Which eclipse."""
        if self.of == _SOLAR:
            return locale.say("日食のしくみ", "日食的成因", "How a solar eclipse happens")
        return locale.say("月食のしくみ", "月食的成因", "How a lunar eclipse happens")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The three in a line, the shadow by the rays that touch both, and the view from the earth."""
        picture, panel = two(page.stage, 0.62, beside=False)
        sketch, look = Sketch(page), page.look
        big = min(0.4 * picture.height, 0.13 * picture.width)
        x = picture.left + big * 1.6
        solar = self.of == _SOLAR
        earth, moon = (0.42 * big, 0.22 * big) if solar else (0.6 * big, 0.15 * big)
        first, second = (moon, earth) if solar else (earth, moon)
        near = picture.left + (0.68 if solar else 0.6) * picture.width
        far = picture.left + 0.9 * picture.width
        y = picture.y
        sketch.sun("sun", (x, y), big, "GOLD", rays=16)
        places = {"sun": (x, y), self.order[1]: (near, y), self.order[2]: (far, y)}
        sizes = {"sun": big, self.order[1]: first, self.order[2]: second}
        sketch.disc("earth", places["earth"], earth, look.main, fill=1, stroke=0)
        sketch.disc("moon", places["moon"], moon, "GRAY_B", fill=1, stroke=0)
        for name, words in (
            ("sun", translations("太陽", "太陽", "Sun")),
            ("moon", translations("月", "月球", "Moon")),
            ("earth", translations("地球", "地球", "Earth")),
        ):
            low = y - (1.6 * big if name == "sun" else sizes[name]) - 0.32
            sketch.label(
                f"{name}_name", page.locale.text(words), (places[name][0], min(low, y - big * 0.9)), 1.8
            )
            page.named(name, *words.values())
        self._shadow(page, sketch, (x, y), big, (near, y), first, far + second)
        says = page.say(
            "太陽・月・地球が一直線に並びます。大きさと距離は、実際の比ではありません。",
            "太陽、月球、地球排成一直線。大小和距離不是實際比例。",
            "Sun, moon and earth stand in one line. Sizes and distances are not to scale.",
        )
        if not solar:
            says = page.say(
                "太陽・地球・月が一直線に並びます。大きさと距離は、実際の比ではありません。",
                "太陽、地球、月球排成一直線。大小和距離不是實際比例。",
                "Sun, earth and moon stand in one line. Sizes and distances are not to scale.",
            )
        bodies = [f"FadeIn({name})" for name in ("sun", "moon", "earth")]
        page.beat(*bodies, *(f"FadeIn({name}_name)" for name in places), says=says, seconds=1.4)
        says = (
            page.say(
                "月が太陽の光をさえぎり、影が地球にとどきます。",
                "月球擋住陽光，影子落在地球上。",
                "The moon stands in the light, and its shadow falls onto the earth.",
            )
            if solar
            else page.say(
                "地球が太陽の光をさえぎり、月が地球の影に入ります。",
                "地球擋住陽光，月球進入地球的影子。",
                "The earth stands in the light, and the moon passes into its shadow.",
            )
        )
        page.beat("Create(upper_ray)", "Create(lower_ray)", "FadeIn(shadow)", says=says, seconds=1.8)
        self._view(page, sketch, (panel.x, panel.y + 0.1), min(0.36 * panel.height, 0.8))

    @staticmethod
    def _shadow(  # noqa: PLR0913, PLR0917 - two circles and an end
        page: Page, sketch: Sketch, sun: Point, big: float, body: Point, small: float, end: float
    ) -> None:
        """The full shadow lies between the lines that touch both circles on the same side."""
        apart = body[0] - sun[0]
        lean = math.asin((big - small) / apart)
        tip = body[0] + small / math.sin(lean)
        stop = min(tip, end + 0.3)
        rays = []
        for name, side in (("upper_ray", 1), ("lower_ray", -1)):
            start = (sun[0] + big * math.sin(lean), sun[1] + side * big * math.cos(lean))
            touch = (body[0] + small * math.sin(lean), body[1] + side * small * math.cos(lean))
            last = (stop, body[1] + side * max(0.0, tip - stop) * math.tan(lean))
            sketch.line(name, start, last, "GOLD", width=3)
            rays += [touch, last] if side > 0 else [last, touch]
        sketch.area("shadow", rays, "GRAY_D", fill=0.75, stroke=0)
        page.named("shadow", "影", "影子", "the shadow")
        page.named("upper_ray", "光線", "光線", "the ray")

    def _view(self, page: Page, sketch: Sketch, at: Point, size: float) -> None:
        look = page.look
        solar = self.of == _SOLAR
        words = page.say("地球から見ると", "從地球看", "seen from Earth")
        sketch.label("view", words, (at[0] - 2.5 * size - 0.6, at[1]), 2.3, color=look.muted, rows=2)
        start = (at[0] + 2.8 * size, at[1])
        if solar:
            sketch.disc("glow", at, 1.22 * size, look.ink, fill=0.35, stroke=0)
            sketch.disc("bright", at, size, "GOLD", fill=1, stroke=0)
            sketch.disc("cover", start, size, "GRAY_E", fill=1, stroke=0)
            says = page.say(
                "影の中にいる人には、月が太陽をすっかりかくして見えます。皆既日食です。",
                "影子裡的人看到月亮完全遮住太陽，就是日全食。",
                "Who is in the shadow sees the moon cover the sun: a total eclipse.",
            )
            page.beat("FadeIn(view)", "FadeIn(bright)", "FadeIn(cover)", says=says)
            page.beat(f"cover.animate.shift(LEFT * {2.8 * size:.2f})", "FadeIn(glow)", seconds=2.6)
            says = page.say(
                "太陽を直接見てはいけません。目をいためます。",
                "千萬不要直視太陽，會傷害眼睛。",
                "Never look straight into the sun: it harms the eyes.",
            )
            page.beat("Indicate(cover, scale_factor=1.05)", says=says)
            return
        sketch.disc("bright", at, size, "GRAY_B", fill=1, stroke=0)
        says = page.say(
            "月は欠けていき、地球の空気で曲がった赤い光だけがとどいて、赤黒く見えます。",
            "月亮逐漸變暗，只剩被地球大氣折射的紅光，看起來暗紅。",
            "It darkens, and glows a dull red: only light that the earth's air has bent still gets there.",
        )
        page.beat("FadeIn(view)", "FadeIn(bright)", says=says)
        page.beat("bright.animate.set_fill(MAROON_E)", seconds=2.6)
        says = page.say(
            "月の通り道は傾いているので、満月のたびには起こりません。",
            "月球軌道是傾斜的，所以不是每次滿月都有月食。",
            "The moon's orbit is tilted, so it does not happen at every full moon.",
        )
        page.beat("Indicate(moon)", says=says)
