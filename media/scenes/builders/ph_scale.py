"""The pH scale: where well-known liquids stand, and how many hydrogen ions a step means."""

from decimal import Decimal
from typing import Annotated, Final, Self

from pydantic import Field

from contracts.model import Model
from media.formulas.exact import superscript
from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.room import whole
from media.scenes.sketch import Sketch

NEUTRAL: Final = 7
_COLORS: Final = [
    "#E53935",
    "#EF6C00",
    "#F39C12",
    "#F1C40F",
    "#D4D62B",
    "#A5CF3A",
    "#7CB342",
    "#4CAF50",
    "#26A69A",
    "#00ACC1",
    "#1E88E5",
    "#3F51B5",
    "#5E35B1",
    "#7B1FA2",
    "#8E24AA",
]


class Liquid(Model):
    """What it is, and about which pH it has."""

    name: str = Field(min_length=1, max_length=20)
    ph: Annotated[Decimal, Field(ge=0, le=14)]


class PhScale(Builder):
    """The liquids, in any order."""

    liquids: tuple[Liquid, ...] = Field(min_length=2, max_length=6)

    @classmethod
    def example(cls, locale: Locale) -> Self:
        """Lemon juice, vinegar, milk, pure water, soap and bleach, each about so."""
        names = locale.say(
            "レモン汁|酢|純水|重曹水|石けん水|漂白剤",
            "檸檬汁|醋|純水|小蘇打水|肥皂水|漂白水",
            "lemon juice|vinegar|pure water|baking soda|soap|bleach",
        ).split("|")
        values = ("2", "3", "7", "8", "10", "13")
        return cls(
            liquids=tuple(
                Liquid(name=name, ph=Decimal(value)) for name, value in zip(names, values, strict=True)
            )
        )

    def heading(self, locale: Locale) -> str:
        """The scale."""
        return locale.say("pH：酸性とアルカリ性", "pH 值：酸性與鹼性", "pH: acid and alkaline")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The scale, its sides, the liquids, and what a step means."""
        room, sketch, look = whole(page.stage), Sketch(page), page.look
        cell = room.width / len(_COLORS)
        y, high = room.y + 0.1 * room.height, min(0.7, 0.13 * room.height)
        cells = [
            sketch.box(
                f"cell_{n}",
                (room.left + (n + 0.5) * cell, y),
                (0.96 * cell, high),
                f'"{color}"',
                fill=0.85,
                stroke=0,
            )
            for n, color in enumerate(_COLORS)
        ]
        sketch.group("scale", *cells)
        numbers = []
        for n in range(len(_COLORS)):
            page.text(f"number_{n}", str(n), 24, cell)
            page.place(f"number_{n}", room.left + (n + 0.5) * cell, y - high / 2 - 0.28)
            numbers.append(f"number_{n}")
        sketch.group("numbers", *numbers)
        page.named("scale", "目盛り", "刻度", "the scale")
        says = page.say(
            "pH は 0 から 14 の目盛りで表します。",
            "pH 值用 0 到 14 表示。",
            "pH is told on a scale from 0 to 14.",
        )
        page.beat("FadeIn(scale)", "FadeIn(numbers)", says=says)
        for name, words, share, color in (
            ("acid", page.say("酸性", "酸性", "acid"), 0.16, '"#EF6C00"'),
            ("neutral", page.say("中性", "中性", "neutral"), 0.5, '"#4CAF50"'),
            ("alkaline", page.say("アルカリ性", "鹼性", "alkaline"), 0.84, '"#5C7CFA"'),
        ):
            sketch.label(
                name,
                words,
                (room.left + share * room.width, y - high / 2 - 0.78),
                0.3 * room.width,
                size=30,
                color=color,
                bold=True,
            )
        says = page.say(
            "7 が中性で、小さいほど酸性、大きいほどアルカリ性が強くなります。",
            "7 是中性，越小酸性越強，越大鹼性越強。",
            "7 is neutral. Below it is acid, above it alkaline: the farther away, the stronger.",
        )
        page.beat("FadeIn(acid)", "FadeIn(neutral)", "FadeIn(alkaline)", says=says)
        shown = self._liquids(page, sketch, room.left, cell, (y + high / 2, room.top))
        says = page.say(
            "身近な液体は、およそこの位置です。",
            "常見液體大約在這些位置。",
            "Here is about where some well-known liquids stand.",
        )
        page.beat(*shown, says=says, seconds=1.8, pause=1.0)
        low, top = 4, 3
        words = f"[H⁺] = 10{superscript(-low)} → 10{superscript(-top)} mol/L (× 10)"
        sketch.label("tenfold", words, (room.x, room.bottom + 0.35), room.width, size=30, color=look.hot)
        says = page.say(
            "pH が 1 小さくなると、水素イオン H⁺ の濃度は 10 倍になります。",
            "pH 值減 1，氫離子 H⁺ 的濃度就變成 10 倍。",
            "One step down means ten times as many hydrogen ions H⁺.",
        )
        page.beat(f"Indicate(cell_{low})", f"Indicate(cell_{top})", "FadeIn(tenfold)", says=says, pause=1.0)

    def _liquids(
        self, page: Page, sketch: Sketch, left: float, cell: float, edges: tuple[float, float]
    ) -> list[str]:
        """Each liquid's name over its place, in rows so that neighbours do not meet."""
        bottom, top = edges
        shown = []
        rows = 3
        step = (top - bottom - 0.3) / rows
        for n, one in enumerate(sorted(self.liquids, key=lambda one: one.ph)):
            x = left + (float(one.ph) + 0.5) * cell
            y = bottom + 0.3 + (n % rows + 0.4) * step
            words = f"{one.name} ({one.ph.normalize():f})"
            room = min(2 * (x - left), 2 * (left + len(_COLORS) * cell - x), 4.6 * cell)
            sketch.line(f"pin_{n}", (x, bottom + 0.05), (x, y - 0.26), page.look.muted, width=2)
            sketch.label(f"liquid_{n}", words, (x, y), max(room, 1.6), size=26)
            page.named(f"liquid_{n}", one.name, one.name, one.name)
            shown += [f"Create(pin_{n})", f"FadeIn(liquid_{n})"]
        return shown
