"""Lines of a calculation one below the other, their signs of equality in one column."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from media.scenes.page import Page
from media.scenes.room import Room
from media.scenes.source import literal, number

_SIZE: Final = 48
_GAP: Final = 0.4
_TIGHT_GAP: Final = 0.32
_UPRIGHT_GAP: Final = 0.8
_MANY: Final = 5
_LARGEST: Final = 1.6
"""How much lines grow where there are few."""


@dataclass(frozen=True)
class Row:
    """One line in Typst's mathematics; without a right side it stands in the middle."""

    left: str
    right: str = ""
    sign: str = "="

    @property
    def typst(self) -> str:
        """The line, its sign named so that lines find each other's."""
        return f"{self.left} {{{{ {self.sign} : sign }}}} {self.right}" if self.right else self.left


def lay(page: Page, name: str, rows: Sequence[Row], room: Room, *, color: str = "") -> list[str]:
    """Write the lines ``name_1``, ``name_2`` … and the group ``names``, as large as the room allows."""
    names = [f"{name}_{index}" for index in range(1, len(rows) + 1)]
    for each, row in zip(names, rows, strict=True):
        page.let(each, "MathTypst", literal(row.typst), font_size=number(_SIZE), color=color or page.look.ink)
    page.let(f"{name}s", "VGroup", *names)
    gap = number(_GAP if len(rows) <= _MANY else _TIGHT_GAP)
    if not page.stage.wide and len(rows) > 1:
        high = f"sum(each.height for each in {name}s)"
        spare = f"({number(room.height)} - {high}) / {len(rows) - 1}"
        gap = f"min({number(_UPRIGHT_GAP)}, max({gap}, {spare}))"
    page.do(f"{name}s.arrange", "DOWN", buff=gap)
    signs = [(each, row) for each, row in zip(names, rows, strict=True) if row.right]
    for each, _ in signs:
        page.do(f"{each}.shift", f'LEFT * {each}.select("sign").get_x()')
    across, up = f"{number(room.width)} / {name}s.width", f"{number(room.height)} / {name}s.height"
    page.do(f"{name}s.scale", f"min({number(_LARGEST)}, {across}, {up})")
    page.place(f"{name}s", room.x, room.y)
    return names
