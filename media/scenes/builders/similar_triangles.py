"""Similar triangles: a shadow and a stick measure what can't be reached, because the shapes are the same."""

from fractions import Fraction
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from media.scenes.builder import Builder
from media.scenes.exact import Number, written
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.quantities import amount, facts, quantity
from media.scenes.room import two
from media.scenes.sketch import Sketch

_APART: Final = 8

Length = Annotated[Number, Field(ge=Fraction(1, 100), le=100_000)]


class SimilarTriangles(Builder):
    """The height of a stick, its shadow, and the shadow of what is measured by it; all in one unit."""

    stick: Length = Fraction(1)
    stick_shadow: Length = Fraction(2)
    shadow: Length = Fraction(12)
    unit: str = Field("m", pattern=r"^[A-Za-z]{0,5}$")

    @model_validator(mode="after")
    def _can_be_drawn(self) -> Self:
        if not self.stick_shadow < self.shadow <= _APART * self.stick_shadow:
            raise ValueError(f"shadow must be longer than stick_shadow, and at most {_APART} times as long.")
        if not Fraction(1, 5) <= self.stick / self.stick_shadow <= 5:  # noqa: PLR2004 - steeper is a line
            raise ValueError("stick and stick_shadow must not differ by more than 5 times.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A tree, measured by a stick."""
        return cls()

    @property
    def height(self) -> Fraction:
        """Of what is measured."""
        return self.stick * self.shadow / self.stick_shadow

    def heading(self, locale: Locale) -> str:
        """What is used."""
        return locale.say(
            "相似な三角形で高さを測る", "用相似三角形測量高度", "Measuring by similar triangles"
        )

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The tree and the stick in the same light, both triangles, and the proportion."""
        picture, panel = two(page.stage, 0.72, 0.2, beside=False)
        sketch, look = Sketch(page), page.look
        gap = 0.12 * picture.width
        room_for = picture.width - gap - 0.5
        scale = min(
            room_for / float(self.shadow + self.stick_shadow), (picture.height - 0.85) / float(self.height)
        )
        floor = picture.bottom + 0.5
        wide = float(self.shadow + self.stick_shadow) * scale + gap
        left = picture.x - wide / 2
        foot = left + float(self.shadow) * scale
        stick_end = foot + gap
        stick_foot = stick_end + float(self.stick_shadow) * scale
        tall, small = float(self.height) * scale, float(self.stick) * scale
        sketch.line("ground", (left - 0.2, floor), (left + wide + 0.2, floor), look.muted, width=4)
        sketch.line("trunk", (foot, floor), (foot, floor + tall), "DARK_BROWN", width=14)
        crown = min(0.3 * tall, 0.9)
        sketch.oval(
            "crown", (foot, floor + tall - crown * 0.9), (1.1 * crown, 1.8 * crown), "GREEN_D", fill=0.8
        )
        sketch.group("tree", "trunk", "crown")
        sketch.line("stick", (stick_foot, floor), (stick_foot, floor + small), look.hot, width=9)
        page.named("tree", "木", "樹", "the tree")
        page.named("stick", "棒", "竿子", "the stick")
        unit = f" {self.unit}".rstrip()
        says = page.say(
            "高い木と、長さ {s} の棒が、同じ日光を受けています。",
            "一棵高樹和一根 {s} 的竿子受同樣的陽光照射。",
            "A tall tree and a stick of {s} stand in the same sunlight.",
            s=f"{written(self.stick)}{unit}",
        )
        page.beat("Create(ground)", "FadeIn(tree)", "FadeIn(stick)", says=says, seconds=1.2)
        for name, start, end, high, color in (
            ("large", left, foot, tall, look.main),
            ("little", stick_end, stick_foot, small, look.accent(3)),
        ):
            sketch.area(name, [(start, floor), (end, floor), (end, floor + high)], color, fill=0.25)
            sketch.line(f"{name}_shadow", (start, floor), (end, floor), color, width=9)
            sketch.label(
                f"{name}_length",
                f"{written(self.shadow if name == 'large' else self.stick_shadow)}{unit}",
                ((start + end) / 2, floor - 0.3),
                max(end - start + gap * 0.8, 1.0),
                size=26,
                color=color,
            )
        page.named("large", "大きい三角形", "大三角形", "the large triangle")
        page.named("little", "小さい三角形", "小三角形", "the small triangle")
        says = page.say(
            "影の長さは {a} と {b} です。",
            "影子長 {a} 和 {b}。",
            "Their shadows are {a} and {b} long.",
            a=f"{written(self.shadow)}{unit}",
            b=f"{written(self.stick_shadow)}{unit}",
        )
        page.beat(
            "Create(large_shadow)",
            "Create(little_shadow)",
            "FadeIn(large_length)",
            "FadeIn(little_length)",
            says=says,
            seconds=1.4,
        )
        says = page.say(
            "日光は平行なので、二つの三角形は角が同じ、つまり相似です。",
            "陽光是平行的，所以兩個三角形的角都相等，是相似三角形。",
            "Sunlight is parallel, so both triangles have the same angles: they are similar.",
        )
        page.beat("FadeIn(large)", "FadeIn(little)", says=says, seconds=1.4, pause=0.6)
        product = f"{written(self.stick)} × {written(self.shadow)}"
        rows = [
            (
                "proportion",
                f"h : {written(self.shadow)} = {written(self.stick)} : {written(self.stick_shadow)}",
                look.ink,
            ),
            (
                "height",
                quantity(f"h = {product} ÷ {written(self.stick_shadow)}", self.height, self.unit),
                look.done,
            ),
        ]
        shown = facts(page, panel, rows, across=False)
        says = page.say(
            "対応する辺の比は等しいので、木の高さは {h} です。",
            "對應邊的比相等，所以樹高 {h}。",
            "Their sides are in the same ratio, so the tree is {h} high.",
            h=amount(self.height, self.unit),
        )
        page.beat(*shown, says=says, seconds=1.2, pause=1.0)
