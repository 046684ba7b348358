"""DNA: two strands of four bases that fit in pairs; how it is copied, and how it is written into RNA."""

from math import cos, pi
from typing import Final, Literal, Self

from pydantic import Field

from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.room import Room, whole
from media.scenes.sketch import Sketch

PAIRS: Final = {"A": "T", "T": "A", "G": "C", "C": "G"}
_RNA: Final = {"A": "U", "T": "A", "G": "C", "C": "G"}
_COLORS: Final = {"A": "GREEN_D", "T": "RED_D", "G": "BLUE_D", "C": "GOLD_D", "U": "PURPLE_D"}


class DoubleHelix(Builder):
    """The bases of one strand, and whether its structure, its copying or its transcription is shown."""

    bases: str = Field(default="ATGCCTAG", min_length=4, max_length=10, pattern="^[ATGC]+$")
    shows: Literal["structure", "replication", "transcription"] = "structure"

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Eight pairs that are copied."""
        return cls(shows="replication")

    @property
    def partner(self) -> str:
        """The other strand."""
        return "".join(PAIRS[base] for base in self.bases)

    @property
    def rna(self) -> str:
        """What is written along the first strand."""
        return "".join(_RNA[base] for base in self.bases)

    def heading(self, locale: Locale) -> str:
        """What is shown."""
        match self.shows:
            case "replication":
                return locale.say("DNA の複製", "DNA 的複製", "How DNA is copied")
            case "transcription":
                return locale.say("DNA から RNA への転写", "DNA 轉錄成 RNA", "From DNA to RNA")
        return locale.say("DNA の構造", "DNA 的結構", "The structure of DNA")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The helix, then its ladder of pairs, then what happens to it."""
        room, sketch = whole(page.stage), Sketch(page)
        self._helix(page, sketch, room)
        step = min(room.width / len(self.bases), 1.15)
        high = min(0.62, room.height / 7)
        ys = (room.y + 0.52 * high, room.y - 0.52 * high)
        shown = [
            self._strand(page, sketch, "one", self.bases, (room.x, ys[0]), step, high, -1),
            self._strand(page, sketch, "two", self.partner, (room.x, ys[1]), step, high, 1),
        ]
        page.named("strand_one", "一本目の鎖", "第一股", "the first strand")
        page.named("strand_two", "二本目の鎖", "第二股", "the second strand")
        says = page.say(
            "ほどいて見ると、A は T と、G は C と、必ず対になっています。",
            "攤開來看，A 一定配 T，G 一定配 C。",
            "Unwound, it shows its rule: A always pairs with T, and G with C.",
        )
        page.beat("FadeOut(helix)", *(f"FadeIn({name})" for name in shown), says=says, seconds=1.6, pause=1.0)
        if self.shows == "structure":
            says = page.say(
                "この並び順が、体をつくる情報です。",
                "這個順序就是構成身體的訊息。",
                "The order of the bases is what DNA tells.",
            )
            page.beat("Indicate(strand_one, scale_factor=1.05)", says=says)
            return
        gap = min(1.35 * high, 0.24 * room.height)
        says = page.say("二本の鎖が離れます。", "兩股分開。", "The two strands come apart.")
        page.beat(
            f"strand_one.animate.shift(UP * {gap:.2f})",
            f"strand_two.animate.shift(DOWN * {gap:.2f})",
            says=says,
            seconds=1.6,
        )
        if self.shows == "replication":
            upper = self._strand(
                page, sketch, "new_one", self.partner, (room.x, ys[0] + gap - 1.04 * high), step, high, 1
            )
            lower = self._strand(
                page, sketch, "new_two", self.bases, (room.x, ys[1] - gap + 1.04 * high), step, high, -1
            )
            page.named("strand_new_one", "新しい鎖", "新的一股", "the new strand")
            says = page.say(
                "それぞれに、合う塩基が一つずつ並んでいきます。",
                "每一股都逐一配上對應的鹼基。",
                "To each, bases that fit are added one by one.",
            )
            both = f"{upper}, {lower}"
            page.beat(
                f"LaggedStart(*(FadeIn(base) for group in [{both}] for base in group), lag_ratio=0.15)",
                says=says,
                seconds=3.0,
            )
            says = page.say(
                "同じ DNA が二つできました。どちらも、もとの鎖を一本ずつ持っています。",
                "得到兩條相同的 DNA，各保留一股原來的鏈。",
                "There are two equal DNAs now. Each has kept one of the old strands.",
            )
            page.beat(
                "Indicate(strand_new_one, scale_factor=1.03)",
                "Indicate(strand_new_two, scale_factor=1.03)",
                says=says,
                pause=0.8,
            )
            return
        rna = self._strand(page, sketch, "rna", self.rna, (room.x, ys[0] + gap - 1.04 * high), step, high, 1)
        page.named("strand_rna", "RNA", "RNA", "the RNA")
        says = page.say(
            "一方の鎖に沿って RNA が並びます。RNA では T の代わりに U を使います。",
            "沿著其中一股排出 RNA。RNA 用 U 代替 T。",
            "Along one strand RNA is built. In RNA, U takes the place of T.",
        )
        page.beat(f"LaggedStart(*(FadeIn(base) for base in {rna}), lag_ratio=0.3)", says=says, seconds=2.4)
        says = page.say(
            "できた RNA は離れて、タンパク質をつくる場所へ情報を運びます。",
            "完成的 RNA 離開，把訊息送到製造蛋白質的地方。",
            "The RNA leaves, and takes the message to where proteins are made.",
        )
        page.beat("Indicate(strand_rna, scale_factor=1.05)", says=says)

    def _helix(self, page: Page, sketch: Sketch, room: Room) -> None:
        look = page.look
        wide, high = min(room.width, 10.0), min(0.3 * room.height, 1.2)
        turns, points = 2, 48
        xs = [room.x - wide / 2 + wide * n / points for n in range(points + 1)]
        waves = [
            [(x, room.y + side * high * cos(2 * pi * turns * n / points)) for n, x in enumerate(xs)]
            for side in (1, -1)
        ]
        rungs = [
            sketch.line(f"rung_{n}", waves[0][n], waves[1][n], list(_COLORS.values())[n // 2 % 4], width=5)
            for n in range(1, points, 2)
            if abs(waves[0][n][1] - waves[1][n][1]) > 0.3 * high
        ]
        sketch.curve("backbone_1", waves[0], look.main, width=8)
        sketch.curve("backbone_2", waves[1], look.accent(3), width=8)
        sketch.group("helix", *rungs, "backbone_1", "backbone_2")
        page.named("helix", "二重らせん", "雙螺旋", "the double helix")
        says = page.say(
            "DNA は、二本の鎖がねじれた二重らせんです。",
            "DNA 是兩股長鏈互相纏繞的雙螺旋。",
            "DNA is a double helix: two strands wound around each other.",
        )
        page.beat("FadeIn(helix)", says=says, seconds=1.6)

    @staticmethod
    def _strand(  # noqa: PLR0913, PLR0917 - a strand's own properties
        page: Page,
        sketch: Sketch,
        key: str,
        bases: str,
        at: tuple[float, float],
        step: float,
        high: float,
        side: int,
    ) -> str:
        """A backbone with its bases on one side of it (−1: below, 1: above)."""
        left = at[0] - (len(bases) - 1) / 2 * step
        names = []
        edge = at[1] - side * 0.5 * high
        ends = ((left - step / 2, edge), (left + (len(bases) - 0.5) * step, edge))
        sketch.line(f"{key}_backbone", *ends, page.look.muted, width=8)
        for n, base in enumerate(bases):
            place = (left + n * step, at[1])
            sketch.box(f"{key}_{n}_box", place, (0.7 * step, high), _COLORS[base], fill=0.6, stroke=2)
            page.text(f"{key}_{n}_base", base, 28, 0.6 * step, bold=True)
            page.place(f"{key}_{n}_base", *place)
            names.append(sketch.group(f"{key}_{n}", f"{key}_{n}_box", f"{key}_{n}_base"))
        return sketch.group(f"strand_{key}", f"{key}_backbone", *names)
