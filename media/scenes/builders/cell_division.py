"""Cell division: chromosomes are copied, lined up and pulled apart, until there are two cells, or four."""

from typing import Final, Literal, Self

from media.scenes.builder import Builder
from media.scenes.locale import Locale, translations
from media.scenes.page import Page
from media.scenes.room import Point, whole
from media.scenes.sketch import Sketch

_COLORS: Final = ("RED_C", "BLUE_C")
_MITOSIS: Final = (
    (
        translations("間期", "間期", "interphase"),
        translations(
            "分かれる前に、染色体がそれぞれ写し取られます。",
            "分裂前，每條染色體都先複製一份。",
            "Before it divides, the cell copies each chromosome.",
        ),
    ),
    (
        translations("前期", "前期", "prophase"),
        translations(
            "染色体は太く短くなり、写しとつながった X の形で見えます。核膜は消えます。",
            "染色體變粗變短，與複製體相連成 X 形，核膜消失。",
            "The chromosomes grow short and thick, each joined to its copy like an X.",
        ),
    ),
    (
        translations("中期", "中期", "metaphase"),
        translations(
            "細胞の中央に一列に並びます。両端から糸がつながります。",
            "排列在細胞中央，紡錘絲從兩極連上。",
            "They line up in the middle. Threads reach them from both ends.",
        ),
    ),
    (
        translations("後期", "後期", "anaphase"),
        translations(
            "写しどうしが離れ、両端へ引かれていきます。",
            "兩份染色體分開，被拉向兩端。",
            "The copies part, and are pulled to the two ends.",
        ),
    ),
    (
        translations("終期", "末期", "telophase"),
        translations(
            "それぞれに核ができ、細胞は二つに分かれます。どちらも、もとと同じ染色体を持ちます。",
            "各自形成細胞核，分成兩個細胞，染色體都和原來一樣。",
            "Each half gets a nucleus, and there are two cells with the same chromosomes as the first.",
        ),
    ),
)
_MEIOSIS: Final = (
    (
        translations("複製", "複製", "copying"),
        translations(
            "父方と母方の染色体が、それぞれ写し取られます。",
            "來自父母的染色體各複製一份。",
            "The chromosomes of mother and father are copied.",
        ),
    ),
    (
        translations("対合", "配對", "pairing"),
        translations(
            "同じ種類の染色体が対になり、一部を交換することもあります。",
            "同源染色體配成對，有時互換片段。",
            "Those of a kind form pairs, and may exchange pieces.",
        ),
    ),
    (
        translations("第一分裂", "第一次分裂", "first division"),
        translations(
            "対が離れ、それぞれの細胞に片方ずつ入ります。数は半分になります。",
            "成對的染色體分開，各進入一個細胞，數目減半。",
            "The pairs part: each cell gets one of each kind, half as many as before.",
        ),
    ),
    (
        translations("第二分裂", "第二次分裂", "second division"),
        translations(
            "写しどうしが離れ、染色体が半分の細胞が四つできます。卵や精子のもとです。",
            "複製體再分開，形成四個染色體減半的細胞，成為卵或精子。",
            "The copies part too. Four cells are left, each with half the chromosomes: egg or sperm cells.",
        ),
    ),
)


class CellDivision(Builder):
    """``mitosis`` for growth, ``meiosis`` for egg and sperm cells."""

    division: Literal["mitosis", "meiosis"] = "mitosis"

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Mitosis."""
        return cls()

    @property
    def cells(self) -> int:
        """How many there are in the end."""
        return 2 if self.division == "mitosis" else 4

    def heading(self, locale: Locale) -> str:
        """Which division."""
        if self.division == "mitosis":
            return locale.say("体細胞分裂", "有絲分裂", "Mitosis")
        return locale.say("減数分裂", "減數分裂", "Meiosis")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """One stage after the other in the same place, with its name."""
        room, sketch = whole(page.stage), Sketch(page)
        stages = _MITOSIS if self.division == "mitosis" else _MEIOSIS
        centre = (room.x, room.y + 0.3)
        size = min(0.42 * (room.height - 0.9), 0.27 * room.width)
        names = []
        for n, (name, says) in enumerate(stages):
            parts = getattr(self, f"_{self.division}_{n}")(sketch, f"s{n}", centre, size)
            sketch.group(f"stage_{n}", *parts)
            words = page.locale.text(name)
            sketch.label(
                f"stage_name_{n}",
                words,
                (room.x, room.bottom + 0.3),
                room.width,
                size=32,
                bold=True,
                color=page.look.hot,
            )
            page.named(f"stage_{n}", *name.values())
            names.append(f"stage_{n}")
            if n:
                shown = [
                    f"FadeOut(stage_{n - 1})",
                    f"FadeIn(stage_{n})",
                    f"FadeOut(stage_name_{n - 1})",
                    f"FadeIn(stage_name_{n})",
                ]
            else:
                shown = ["FadeIn(stage_0)", "FadeIn(stage_name_0)"]
            page.beat(*shown, says=page.locale.text(says), seconds=1.4, pause=1.0)

    @staticmethod
    def _cell(sketch: Sketch, key: str, at: Point, size: Point) -> str:
        return sketch.oval(f"{key}_cell", at, size, "GOLD", fill=0.14, stroke=5)

    @staticmethod
    def _rod(  # noqa: PLR0913 - what is drawn, and where
        sketch: Sketch, key: str, at: Point, long: float, color: str, *, lean: float = 0.0, bend: float = 0.0
    ) -> str:
        x, y = at
        points = [
            (x + lean * k * long + bend * long * abs(k) ** 1.5, y + k * long) for k in (-1, -0.5, 0, 0.5, 1)
        ]
        return sketch.curve(key, points, color, width=9)

    def _pair(self, sketch: Sketch, key: str, at: Point, long: float, color: str) -> list[str]:
        """A chromosome with its copy, joined in the middle."""
        return [
            self._rod(sketch, f"{key}_l", (at[0] - 0.02, at[1]), long, color, bend=-0.35),
            self._rod(sketch, f"{key}_r", (at[0] + 0.02, at[1]), long, color, bend=0.35),
        ]

    def _mitosis_0(self, sketch: Sketch, key: str, at: Point, size: float) -> list[str]:
        parts = [
            self._cell(sketch, key, at, (2.2 * size, 1.9 * size)),
            sketch.disc(f"{key}_core", at, 0.6 * size, "PURPLE_B", fill=0.25),
        ]
        for n, (dx, dy) in enumerate(((-0.25, 0.12), (0.2, 0.15), (-0.1, -0.25), (0.25, -0.2))):
            place = (at[0] + dx * size, at[1] + dy * size)
            parts.append(
                self._rod(
                    sketch, f"{key}_c{n}", place, (0.22 if n % 2 else 0.3) * size, _COLORS[n // 2], lean=0.3
                )
            )
            parts.append(
                self._rod(
                    sketch,
                    f"{key}_d{n}",
                    (place[0] + 0.1 * size, place[1]),
                    (0.22 if n % 2 else 0.3) * size,
                    _COLORS[n // 2],
                    lean=0.3,
                )
            )
        return parts

    def _mitosis_1(self, sketch: Sketch, key: str, at: Point, size: float) -> list[str]:
        parts = [self._cell(sketch, key, at, (2.2 * size, 1.9 * size))]
        for n, (dx, dy) in enumerate(((-0.5, 0.25), (0.35, 0.4), (-0.3, -0.4), (0.5, -0.25))):
            place = (at[0] + dx * size, at[1] + dy * size)
            parts += self._pair(
                sketch, f"{key}_p{n}", place, (0.2 if n % 2 else 0.28) * size, _COLORS[n // 2]
            )
        return parts

    def _mitosis_2(self, sketch: Sketch, key: str, at: Point, size: float) -> list[str]:
        parts = [self._cell(sketch, key, at, (2.4 * size, 2 * size))]
        for n in range(4):
            y = at[1] + (1.5 - n) * 0.42 * size
            parts += [
                sketch.line(
                    f"{key}_t{n}_{side + 1}",
                    (at[0] + side * 1.1 * size, at[1]),
                    (at[0] + side * 0.06 * size, y),
                    "GRAY_B",
                    width=2,
                )
                for side in (-1, 1)
            ]
            parts += self._pair(
                sketch, f"{key}_p{n}", (at[0], y), (0.14 if n % 2 else 0.18) * size, _COLORS[n // 2]
            )
        return parts

    def _mitosis_3(self, sketch: Sketch, key: str, at: Point, size: float) -> list[str]:
        parts = [self._cell(sketch, key, at, (2.9 * size, 1.8 * size))]
        for side in (-1, 1):
            for n in range(4):
                y = at[1] + (1.5 - n) * 0.36 * size
                place = (at[0] + side * 0.6 * size, y)
                parts.append(
                    sketch.line(
                        f"{key}_t{n}_{side + 1}",
                        (at[0] + side * 1.35 * size, at[1]),
                        place,
                        "GRAY_B",
                        width=2,
                    )
                )
                parts.append(
                    self._rod(
                        sketch,
                        f"{key}_c{n}_{side + 1}",
                        place,
                        (0.12 if n % 2 else 0.16) * size,
                        _COLORS[n // 2],
                        bend=-0.5 * side,
                    )
                )
        return parts

    def _mitosis_4(self, sketch: Sketch, key: str, at: Point, size: float) -> list[str]:
        parts = []
        for side in (-1, 1):
            middle = (at[0] + side * 0.95 * size, at[1])
            parts += self._daughter(
                sketch, f"{key}_{side + 1}", middle, 0.85 * size, ((0, 0), (1, 0), (0, 1), (1, 1))
            )
        return parts

    def _daughter(
        self, sketch: Sketch, key: str, at: Point, size: float, rods: tuple[tuple[int, int], ...]
    ) -> list[str]:
        """A cell with its nucleus and a rod for each (whether it is short, its colour)."""
        parts = [
            self._cell(sketch, key, at, (1.9 * size, 1.7 * size)),
            sketch.disc(f"{key}_core", at, 0.58 * size, "PURPLE_B", fill=0.25),
        ]
        for n, (short, color) in enumerate(rods):
            x = at[0] + (n - (len(rods) - 1) / 2) * 0.24 * size
            parts.append(
                self._rod(
                    sketch,
                    f"{key}_c{n}",
                    (x, at[1]),
                    (0.2 if short else 0.3) * size,
                    _COLORS[color],
                    lean=0.15,
                )
            )
        return parts

    def _meiosis_0(self, sketch: Sketch, key: str, at: Point, size: float) -> list[str]:
        return self._mitosis_1(sketch, key, at, size)

    def _meiosis_1(self, sketch: Sketch, key: str, at: Point, size: float) -> list[str]:
        parts = [self._cell(sketch, key, at, (2.4 * size, 2 * size))]
        for n, y in enumerate((at[1] + 0.42 * size, at[1] - 0.42 * size)):
            for color, side in ((0, -1), (1, 1)):
                place = (at[0] + side * 0.2 * size, y)
                parts += self._pair(
                    sketch, f"{key}_p{n}_{color}", place, (0.2 if n else 0.3) * size, _COLORS[color]
                )
        return parts

    def _meiosis_2(self, sketch: Sketch, key: str, at: Point, size: float) -> list[str]:
        parts = []
        for side, colors in ((-1, (0, 1)), (1, (1, 0))):
            middle = (at[0] + side * 0.95 * size, at[1])
            parts.append(self._cell(sketch, f"{key}_{side + 1}", middle, (1.6 * size, 1.5 * size)))
            for n, color in enumerate(colors):
                place = (middle[0] + (n - 0.5) * 0.5 * size, at[1])
                parts += self._pair(
                    sketch, f"{key}_{side + 1}_{n}", place, (0.2 if n else 0.28) * size, _COLORS[color]
                )
        return parts

    def _meiosis_3(self, sketch: Sketch, key: str, at: Point, size: float) -> list[str]:
        parts = []
        for n, colors in enumerate(((0, 1), (0, 1), (1, 0), (1, 0))):
            middle = (at[0] + (n - 1.5) * 0.88 * size, at[1])
            rods = ((0, colors[0]), (1, colors[1]))
            parts += self._daughter(sketch, f"{key}_{n}", middle, 0.44 * size, rods)
        return parts
