"""What is known about a figure, formula by formula, beside it or below it."""

from dataclasses import dataclass, field
from typing import Final

from media.scenes.page import Page
from media.scenes.room import Room

_PITCH: Final = 1.05
_SIZE: Final = 44
_SHARE: Final = 0.82


@dataclass
class Facts:
    """Formulas in a room, with places for so many: one below the other, or in columns."""

    page: Page
    room: Room
    count: int
    columns: int = 1
    names: list[str] = field(default_factory=list)

    def add(self, name: str, typst: str, *, color: str = "", size: float = _SIZE) -> str:
        """The next formula; gives its name, for the beat that shows it."""
        room = self.room
        rows = -(-self.count // self.columns)
        row, column = divmod(len(self.names), self.columns)
        pitch, wide = min(_PITCH, room.height / rows), room.width / self.columns
        y = room.y + pitch * ((rows - 1) / 2 - row)
        self.page.formula(name, typst, size, wide - (0.3 if self.columns > 1 else 0), color=color)
        self.page.at_most(name, pitch * _SHARE, side="height")
        if self.columns == 1 and room.left > -1:
            self.page.place(name, room.left, y, edge="LEFT")
        else:
            self.page.place(name, room.left + wide * (column + 0.5), y)
        self.names.append(name)
        return name
