"""A concept in the middle, and the ideas that belong to it around, each with how it is linked."""

from typing import Final, Self

from pydantic import Field

from contracts.model import Model
from media.scenes.builder import Builder
from media.scenes.locale import Locale, translations
from media.scenes.nodes import box, calm, link, lit, path
from media.scenes.page import Page
from media.scenes.room import Room, whole
from media.scenes.text import fitted, width

_SIZES: Final = (34, 30, 27, 24, 22, 20)
_INSIDE: Final = 0.82
_LINK_SIZES: Final = (26, 20)
_LINK_HIGHS: Final = (0.44, 0.34)
_LOW: Final = 1.3
"""Where an idea has less height, its link is smaller."""
_EXAMPLE: Final = (
    (
        translations("光合成", "光合作用", "Photosynthesis"),
        translations("栄養を作る", "製造養分", "feeds it"),
    ),
    (
        translations("二酸化炭素", "二氧化碳", "Carbon dioxide"),
        translations("取り入れる", "吸收", "it takes in"),
    ),
    (translations("酸素", "氧氣", "Oxygen"), translations("出す", "釋放", "it gives off")),
    (translations("根", "根", "Roots"), translations("水を吸う", "吸水", "drink water")),
    (
        translations("鳥と虫", "鳥和昆蟲", "Birds and insects"),
        translations("すみかにする", "住在樹上", "live on it"),
    ),
)


class Idea(Model):
    """An idea, and by what it is ``linked`` to the middle."""

    name: str = Field(min_length=1, max_length=40)
    link: str = Field("", max_length=30)


class ConceptMap(Builder):
    """The concept in the ``centre``, and the ideas around it."""

    centre: str = Field(min_length=1, max_length=40)
    ideas: tuple[Idea, ...] = Field(min_length=2, max_length=8)

    @classmethod
    def example(cls, locale: Locale) -> Self:
        """What belongs to a tree."""
        ideas = tuple(Idea(name=locale.text(name), link=locale.text(link)) for name, link in _EXAMPLE)
        return cls(centre=locale.say("木", "樹", "A tree"), ideas=ideas)

    def heading(self, locale: Locale) -> str:  # noqa: ARG002
        """The concept."""
        return self.centre

    def draw(self, page: Page) -> None:
        """The middle, then idea after idea, lit while it is told."""
        room = whole(page.stage).inside(0.05)
        places, size, centre = self._layout(page, room)
        words = [idea.name for idea in self.ideas]
        cramped = size[1] < _LOW
        link_size, link_high = _LINK_SIZES[cramped], _LINK_HIGHS[cramped]
        card = (size[0], size[1] - link_high)
        font = fitted(words, card[0] * _INSIDE, card[1] - 0.1, _SIZES) or _SIZES[-1]
        middle = (room.x, room.y)
        centre_font = fitted([self.centre], centre[0] * _INSIDE, centre[1] - 0.1, (40, *_SIZES)) or _SIZES[-1]
        box(page, "centre", self.centre, middle, centre, font_size=centre_font, rows=4, color=page.look.hot)
        page.at_most("word_centre", centre[1] - 0.1, side="height")
        page.names["cell_centre"] = (self.centre,)
        page.beat("FadeIn(cell_centre, scale=0.7)", says=self.centre, seconds=0.8, reads=self.centre)
        for index, (idea, (x, y)) in enumerate(zip(self.ideas, places, strict=True), 1):
            low = y - link_high / 2
            box(page, str(index), idea.name, (x, low), card, font_size=font, rows=3)
            page.at_most(f"word_{index}", card[1] - 0.06, side="height")
            page.names[f"cell_{index}"] = (idea.name,)
            self._line(page, index, (x, low), card, centre)
            shown = [f"cell_{index}"]
            colon = ": " if page.locale is Locale.ENGLISH else "："
            line = f"{idea.link}{colon}{idea.name}" if idea.link else idea.name
            reads = line
            if width(idea.link, link_size) > size[0]:
                reads = idea.name
            elif idea.link:
                page.text(f"link_{index}", idea.link, link_size, size[0], color=page.look.done)
                page.place(f"link_{index}", x, low + card[1] / 2 + link_high / 2)
                page.names[f"link_{index}"] = (idea.link,)
                shown.append(f"link_{index}")
            moves = [f"Create(line_{index})", f"FadeIn({', '.join(shown)}, scale=0.8)"]
            if index > 1:
                moves.append(calm(page, str(index - 1)))
            page.beat(*moves, says=line, seconds=0.9, reads=reads)
            page.beat(lit(str(index), page.look.hot), seconds=0.4)
        page.beat(f"Indicate(cell_centre, color={page.look.hot})", calm(page, str(len(words))), seconds=1.0)

    def _layout(
        self, page: Page, room: Room
    ) -> tuple[list[tuple[float, float]], tuple[float, float], tuple[float, float]]:
        """Where the ideas stand, how large each is with its link, and how large the middle is."""
        count = len(self.ideas)
        if page.stage.wide:
            # To the right from above, then to the left from below: clockwise.
            right, left = -(-count // 2), count // 2
            centre = (min(3.4, max(1.9, room.width * 0.22)), min(1.6, room.height * 0.4))
            wide = (room.width - centre[0]) / 2 - room.width * 0.065
            high = min(1.75, room.height / right)
            x = room.width / 2 - wide / 2
            places = [
                (room.x + x, room.y + high * ((right - 1) / 2 - row) * _loose(room, right, high))
                for row in range(right)
            ]
            places += [
                (room.x - x, room.y - high * ((left - 1) / 2 - row) * _loose(room, left, high))
                for row in range(left)
            ]
            return places, (wide, high - 0.12), centre
        # Rows of two above and below, along a trunk through the middle.
        above = -(-count // 4) * 2 if count > 2 else 2  # noqa: PLR2004 - two stand side by side
        rows_above, rows_below = above // 2, -(-(count - above) // 2)
        centre = (min(4.6, room.width * 0.62), 1.2)
        most = max(rows_above, rows_below)
        high = min(2.0, (room.height - centre[1] - 0.5) / 2 / most)
        wide = room.width / 2 - 0.35
        places = []
        for index in range(count):
            row, column = divmod(index if index < above else index - above, 2)
            x = room.x + (-1 if column == 0 else 1) * (wide / 2 + 0.35)
            start = centre[1] / 2 + 0.25 + high * (row + 0.5)
            y = centre[1] / 2 + 0.25 + high * (rows_above - 1 - row + 0.5) if index < above else -start
            places.append((x, room.y + y))
        return places, (wide, high - 0.12), centre

    def _line(
        self,
        page: Page,
        index: int,
        at: tuple[float, float],
        card: tuple[float, float],
        centre: tuple[float, float],
    ) -> None:
        """From the middle to a card."""
        room = whole(page.stage)
        x, y = at
        side = -1 if x > room.x else 1
        end = (x + side * (card[0] / 2 + 0.05), y)
        if page.stage.wide:
            start = (room.x - side * (centre[0] / 2 + 0.05), room.y)
            link(page, f"line_{index}", start, end)
        else:
            start = (room.x, room.y + (1 if y > room.y else -1) * (centre[1] / 2 + 0.05))
            path(page, f"line_{index}", (start, (room.x, y), end))


def _loose(room: Room, rows: int, high: float) -> float:
    """How far apart rows stand that do not fill the room."""
    return min(1.35, (room.height - high) / (high * (rows - 1))) if rows > 1 else 1.0
