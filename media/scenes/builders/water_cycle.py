"""The water cycle in a landscape: the sun, the sea, clouds, rain, a river, and water in the ground."""

from typing import Self

from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.room import whole
from media.scenes.sketch import Sketch, within


class WaterCycle(Builder):
    """Whether the water that flows under the ground is shown too."""

    groundwater: bool = True

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """The whole cycle."""
        return cls()

    def heading(self, locale: Locale) -> str:
        """What goes round."""
        return locale.say("水の循環", "水循環", "The water cycle")

    def draw(self, page: Page) -> None:
        """The landscape, then the water's way through it."""
        room = whole(page.stage)
        at = within(room)
        sketch, look = Sketch(page), page.look
        level = 0.36
        sketch.area(
            "sea", [at(0, 0), at(0.46, 0), at(0.4, level), at(0, level)], "BLUE_D", fill=0.75, stroke=0
        )
        hills = [(0.4, level), (0.5, 0.42), (0.6, 0.52), (0.7, 0.6), (0.8, 0.74), (0.86, 0.66), (1, 0.55)]
        shape = [*(at(*hill) for hill in hills), at(1, 0), at(0.46, 0)]
        sketch.area("land", shape, "GREEN_E", fill=0.8, stroke=0)
        size = min(0.055 * room.width, 0.1 * room.height, 0.5)
        sketch.sun("sun", at(0.1, 0.86), max(size, 0.36), "GOLD")
        wide = 0.27 * room.width
        sketch.cloud("cloud", at(0.36, 0.86), 0.8 * wide, "GRAY_B")
        sketch.cloud("rain_cloud", at(0.76, 0.93), wide, "GRAY_B")
        page.named("sea", "海", "海", "the sea")
        page.named("land", "陸", "陸地", "the land")
        page.named("sun", "太陽", "太陽", "the sun")
        page.named("cloud", "雲", "雲", "the cloud")
        words = page.say("海", "海", "sea")
        sketch.label("sea_name", words, at(0.15, 0.14), 0.25 * room.width, bold=True)
        says = page.say("太陽が海をあたためます。", "太陽把海水曬暖。", "The sun warms the water of the sea.")
        page.beat("FadeIn(sea)", "FadeIn(land)", "FadeIn(sea_name)", "FadeIn(sun, scale=0.5)", says=says)
        self._up(page, sketch, room.width)
        self._down(page, sketch, room.width)
        self._back(page, sketch, room.width)
        says = page.say(
            "同じ水が、姿を変えながらめぐりつづけます。",
            "同樣的水改變形態，不斷循環。",
            "The same water goes round and round, in one form after another.",
        )
        page.beat(
            *(f"Indicate({name})" for name in ("evaporation", "condensation", "precipitation", "runoff")),
            f"sea.animate.set_fill({look.main}, 0.75)",
            says=says,
            seconds=1.6,
        )

    def _up(self, page: Page, sketch: Sketch, wide: float) -> None:
        at, look = within(whole(page.stage)), page.look
        vapour = [
            sketch.arrow(f"vapour_{n}", at(x, 0.39), at(x, 0.64), look.main)
            for n, x in enumerate((0.08, 0.2, 0.32), 1)
        ]
        words = page.say("蒸発", "蒸發", "evaporation")
        sketch.label("evaporation", words, at(0.2, 0.29), 0.36 * wide, color=look.hot, bold=True)
        page.named("vapour_1", "蒸発の矢印", "蒸發的箭頭", "the evaporation arrow")
        says = page.say(
            "あたたまった水は蒸発し、目に見えない水蒸気になって昇ります。",
            "變暖的水蒸發成看不見的水蒸氣，向上升。",
            "Warm water evaporates: it rises as vapour, which nobody can see.",
        )
        page.beat(*(f"GrowArrow({name})" for name in vapour), "FadeIn(evaporation)", says=says, seconds=1.6)
        words = page.say("凝結", "凝結", "condensation")
        sketch.label("condensation", words, at(0.33, 0.72), 0.3 * wide, color=look.hot, bold=True)
        says = page.say(
            "上空で冷えて小さな水の粒になり、雲ができます。",
            "在高空冷卻成小水滴，形成雲。",
            "High up it cools down to tiny drops: a cloud forms.",
        )
        page.beat("FadeIn(cloud, shift=UP * 0.3)", "FadeIn(condensation)", says=says, seconds=1.4)

    def _down(self, page: Page, sketch: Sketch, wide: float) -> None:
        at, look = within(whole(page.stage)), page.look
        says = page.say("風が雲を陸へ運びます。", "風把雲吹向陸地。", "The wind carries it over the land.")
        page.beat("TransformFromCopy(cloud, rain_cloud)", says=says, seconds=1.6)
        drops = [
            sketch.line(f"rain_{n}", at(x, 0.84), at(x - 0.012, 0.76), "BLUE_B", width=5)
            for n, x in enumerate((0.66, 0.71, 0.76, 0.81, 0.86), 1)
        ]
        sketch.group("rain", *drops)
        page.named("rain", "雨", "雨", "the rain")
        words = page.say("降水", "降水", "rain")
        sketch.label("precipitation", words, at(0.55, 0.84), 0.2 * wide, color=look.hot, bold=True)
        says = page.say(
            "粒が大きくなると、雨や雪になって降ります。",
            "水滴變大後，以雨或雪落下。",
            "When the drops grow heavy, they fall as rain or snow.",
        )
        page.beat(
            "LaggedStart(*(Create(drop) for drop in rain), lag_ratio=0.2)",
            "FadeIn(precipitation)",
            f"rain_cloud.animate.set_color({look.muted})",
            says=says,
            seconds=1.4,
        )

    def _back(self, page: Page, sketch: Sketch, wide: float) -> None:
        at, look = within(whole(page.stage)), page.look
        way = [(0.78, 0.7), (0.7, 0.56), (0.62, 0.5), (0.53, 0.41), (0.46, 0.38), (0.4, 0.35)]
        sketch.curve("river", [at(*one) for one in way], "BLUE_B", width=9)
        page.named("river", "川", "河流", "the river")
        words = page.say("川", "河流", "river")
        sketch.label("runoff", words, at(0.7, 0.43), 0.2 * wide, color=look.hot, bold=True)
        says = page.say(
            "川となって流れ、海へ戻ります。",
            "匯成河流，流回海裡。",
            "It runs together in rivers, back to the sea.",
        )
        page.beat("Create(river)", "FadeIn(runoff)", says=says, seconds=1.8)
        if not self.groundwater:
            return
        way = [(0.94, 0.4), (0.9, 0.2), (0.7, 0.12), (0.44, 0.12)]
        sketch.curve("ground_way", [at(*one) for one in way], "BLUE_B", width=5)
        page.let("ground_water", "DashedVMobject", "ground_way", num_dashes="24")
        page.named("ground_water", "地下水", "地下水", "the groundwater")
        words = page.say("地下水", "地下水", "groundwater")
        sketch.label("under_ground", words, at(0.7, 0.24), 0.36 * wide, color=look.hot, bold=True)
        says = page.say(
            "一部は地面にしみこみ、地下水としてゆっくり海へ向かいます。",
            "一部分滲入地下，成為地下水，慢慢流向海。",
            "Some of it seeps into the ground, and comes to the sea slowly as groundwater.",
        )
        page.beat("Create(ground_water)", "FadeIn(under_ground)", says=says, seconds=1.8)
