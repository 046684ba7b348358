"""An atom: its nucleus of protons and neutrons, and its electrons shell by shell."""

from typing import Final, Self

from pydantic import Field, model_validator

from media.scenes.builder import Builder
from media.scenes.elements import NAMES, number_of, shells
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.quantities import facts
from media.scenes.room import two
from media.scenes.sketch import Sketch, around

_MOST: Final = 20
_NUCLEUS_SPOTS: Final = 14


class Atom(Builder):
    """An element by its symbol, up to calcium, how many neutrons it has, and its charge as an ion."""

    symbol: str = Field("O", min_length=1, max_length=2)
    neutrons: int = Field(default=8, ge=0, le=30)
    charge: int = Field(default=0, ge=-3, le=3)

    @model_validator(mode="after")
    def _is_known(self) -> Self:
        if self.protons > _MOST:
            raise ValueError(f"symbol must be one of the first {_MOST} elements.")
        if not 0 <= self.electrons <= _MOST:
            raise ValueError("charge does not fit the element.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Oxygen."""
        return cls()

    @property
    def protons(self) -> int:
        """The atomic number."""
        return number_of(self.symbol)

    @property
    def electrons(self) -> int:
        """As many as protons, but for the charge."""
        return self.protons - self.charge

    @property
    def shells(self) -> list[int]:
        """The electrons of each shell, from the inside."""
        return shells(self.electrons)

    def heading(self, locale: Locale) -> str:
        """Which atom."""
        name = locale.text(NAMES[self.symbol])
        if self.charge:
            return locale.say("{n}イオンの構造", "{n}離子的結構", "The structure of an ion of {n}", n=name)
        return locale.say("{n}原子の構造", "{n}原子的結構", "The structure of an atom: {n}", n=name)

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """Protons and neutrons in the nucleus, then the shells one by one."""
        picture, panel = two(page.stage, 0.6, beside=page.stage.wide)
        sketch, look = Sketch(page), page.look
        centre = (picture.x, picture.y)
        largest = min(picture.width, picture.height) / 2 - 0.15
        count = max(len(self.shells), 1)
        inner = 0.3 * largest
        self._nucleus(sketch, centre, 0.62 * inner)
        page.named("protons", "陽子", "質子", "the protons")
        page.named("neutrons", "中性子", "中子", "the neutrons")
        rows = [
            (
                "proton_row",
                page.say("陽子 {n} 個（＋）", "質子 {n} 個（＋）", "{n} protons (+)", n=self.protons),
                "RED",
            ),
            (
                "neutron_row",
                page.say("中性子 {n} 個", "中子 {n} 個", "{n} neutrons", n=self.neutrons),
                look.muted,
            ),
            (
                "electron_row",
                page.say("電子 {n} 個（−）", "電子 {n} 個（−）", "{n} electrons (−)", n=self.electrons),
                look.main,
            ),
            (
                "shell_row",
                page.say(
                    "電子殻 {s}", "電子殼層 {s}", "shells {s}", s=", ".join(map(str, self.shells)) or "0"
                ),
                look.hot,
            ),
        ]
        shown = facts(page, panel, rows, across=False)
        name = page.locale.text(NAMES[self.symbol])
        says = page.say(
            "{e}の原子核には、陽子が {n} 個あります。この数が原子番号です。",
            "{e}的原子核有 {n} 個質子，這就是原子序。",
            "The nucleus of {e} has {n} protons: this is its atomic number.",
            e=name,
            n=self.protons,
        )
        page.beat("FadeIn(protons)", shown[0], says=says, seconds=1.2)
        if self.neutrons:
            says = page.say(
                "電気を持たない中性子も {n} 個あります。",
                "還有 {n} 個不帶電的中子。",
                "With them are {n} neutrons, which have no charge.",
                n=self.neutrons,
            )
            page.beat("FadeIn(neutrons)", shown[1], says=says, seconds=1.2)
        for n, electrons in enumerate(self.shells):
            radius = inner + (largest - inner) * (n + 1) / count
            sketch.disc(f"ring_{n}", centre, radius, look.muted, fill=0, stroke=2)
            places = [around(centre, radius, 90 + 360 * k / electrons) for k in range(electrons)]
            sketch.dots(f"electrons_{n}", places, 0.11, look.main)
            says = page.say(
                "内側から {n} 番目の殻に、電子が {e} 個入ります。",
                "由內往外第 {n} 層有 {e} 個電子。",
                "Shell {n} from the inside holds {e} of its electrons.",
                n=n + 1,
                e=electrons,
            )
            page.beat(
                f"Create(ring_{n})",
                f"FadeIn(electrons_{n})",
                *([shown[2]] if n == 0 else []),
                says=says,
                seconds=1.2,
            )
            page.beat(
                f"Rotate(electrons_{n}, angle=PI / 3, about_point=[{centre[0]:.3f}, {centre[1]:.3f}, 0])",
                seconds=0.8,
            )
        page.named("ring_0", "電子殻", "電子殼層", "the shell")
        page.named("electrons_0", "電子", "電子", "the electrons")
        page.beat(shown[3], says=self._says(page), pause=0.8)

    def _nucleus(self, sketch: Sketch, centre: tuple[float, float], radius: float) -> None:
        """Protons and neutrons among each other, as a sunflower has its seeds."""
        total = self.protons + self.neutrons
        size = min(0.16, 1.1 * radius / max(total, _NUCLEUS_SPOTS) ** 0.5)
        places = [around(centre, radius * ((n + 0.5) / total) ** 0.5, n * 137.5) for n in range(total)]
        step = total / self.protons
        of_protons = {int(n * step) for n in range(self.protons)}
        sketch.dots("protons", [place for n, place in enumerate(places) if n in of_protons], size, "RED")
        rest = [place for n, place in enumerate(places) if n not in of_protons]
        sketch.dots("neutrons", rest, size, "GRAY_C")

    def _says(self, page: Page) -> str:
        if self.charge:
            return page.say(
                "電子は陽子より {n} 個{m}ので、全体で {c} の電気を持つイオンです。",
                "電子比質子{m} {n} 個，所以是帶 {c} 電的離子。",
                "It has {n} electrons {m} than protons: an ion with the charge {c}.",
                n=abs(self.charge),
                m=page.say("少ない", "少", "fewer") if self.charge > 0 else page.say("多い", "多", "more"),
                c=f"{abs(self.charge)}{'+' if self.charge > 0 else '−'}",
            )
        return page.say(
            "電子は陽子と同じ数なので、全体では電気を帯びません。",
            "電子與質子一樣多，所以整體不帶電。",
            "There are as many electrons as protons, so the atom has no charge as a whole.",
        )
