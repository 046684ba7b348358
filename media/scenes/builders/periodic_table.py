"""The periodic table: where the elements stand, and what those of a column have in common."""

from typing import Final, Literal, Self

from pydantic import Field

from media.scenes.builder import Builder
from media.scenes.elements import SYMBOLS, place
from media.scenes.locale import Locale, translations
from media.scenes.page import Page
from media.scenes.room import Point, whole
from media.scenes.sketch import Sketch
from media.scenes.source import literal, point

_GROUPS: Final = 18
_PERIODS: Final = 7
_FAMILIES: Final = {
    1: translations("アルカリ金属", "鹼金屬", "alkali metals"),
    2: translations("アルカリ土類金属", "鹼土金屬", "alkaline earth metals"),
    17: translations("ハロゲン", "鹵素", "halogens"),
    18: translations("貴ガス", "惰性氣體", "noble gases"),
}
_SAYS: Final = {
    1: translations(
        "1 族はアルカリ金属（水素を除く）：水と激しく反応します。",
        "第 1 族是鹼金屬（氫除外）：與水劇烈反應。",
        "Group 1, but for hydrogen: the alkali metals. They react violently with water.",
    ),
    2: translations(
        "2 族はアルカリ土類金属です。",
        "第 2 族是鹼土金屬。",
        "Group 2: the alkaline earth metals.",
    ),
    17: translations(
        "17 族はハロゲン：電子を 1 個受け取りやすい元素です。",
        "第 17 族是鹵素：容易得到一個電子。",
        "Group 17: the halogens. Each readily takes one electron more.",
    ),
    18: translations(
        "18 族は貴ガス：ほとんど反応しません。",
        "第 18 族是惰性氣體：幾乎不反應。",
        "Group 18: the noble gases. They hardly react at all.",
    ),
}


Family = Literal[1, 2, 17, 18]


class PeriodicTable(Builder):
    """The groups that are looked at, of 1, 2, 17 and 18."""

    groups: tuple[Family, ...] = Field(default=(1, 17, 18), min_length=1, max_length=4)

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Alkali metals, halogens and noble gases."""
        return cls()

    @staticmethod
    def of_group(group: int) -> list[int]:
        """The atomic numbers of a family; hydrogen stands above the alkali metals but is none."""
        return [n for n in range(1, len(SYMBOLS) + 1) if place(n)[1] == group and (n, group) != (1, 1)]

    def heading(self, locale: Locale) -> str:
        """The table."""
        return locale.say("元素の周期表", "元素週期表", "The periodic table")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The cells period by period, then family by family."""
        room, sketch, look = whole(page.stage), Sketch(page), page.look
        side = min(room.width / _GROUPS, (room.height - 1.0) / (_PERIODS + 0.2), 0.64)
        left = room.x - _GROUPS / 2 * side
        top = room.y + ((_PERIODS + 0.2) * side + 1.0) / 2 - 0.1
        at: dict[int, Point] = {}
        for n in range(1, len(SYMBOLS) + 1):
            period, group = place(n)
            if group:
                at[n] = (left + (group - 0.5) * side, top - (period - 0.5) * side)
        for period in range(1, _PERIODS + 1):
            cells = [where for n, where in at.items() if place(n)[0] == period]
            listed = ", ".join(point(*where) for where in cells)
            shape = f"Square(side_length={0.92 * side:.3f}, color={look.muted}, fill_opacity=0.12)"
            page.let(f"period_{period}", "VGroup", f"*({shape}.move_to(p) for p in [{listed}])")
        page.named("period_2", "第 2 周期", "第 2 週期", "the second period")
        says = page.say(
            "元素を陽子の数の順に並べ、性質の似たものが縦にそろうようにした表です。",
            "元素按質子數排列，性質相似的排在同一縱列。",
            "Elements in the order of their protons, so that those alike stand below each other.",
        )
        rows = ", ".join(f"period_{n}" for n in range(1, _PERIODS + 1))
        page.beat(f"LaggedStart(*(FadeIn(row) for row in [{rows}]), lag_ratio=0.5)", says=says, seconds=2.2)
        low = top - (_PERIODS + 0.2) * side
        says = page.say(
            "横の列が周期、縦の列が族です。同じ族では、いちばん外側の電子の数が同じです。",
            "橫列是週期，縱列是族。同族元素的最外層電子數相同。",
            "A row is a period, a column a group: there, all have as many electrons outermost.",
        )
        sketch.box("row_mark", (room.x, top - 2.5 * side), (_GROUPS * side, side), look.hot, fill=0)
        page.beat("Create(row_mark)", says=says, pause=1.0)
        page.beat("FadeOut(row_mark)", seconds=0.3)
        before = ""
        for n, group in enumerate(dict.fromkeys(self.groups)):
            color = look.accent(n)
            members = self.of_group(group)
            spots = ", ".join(f"({literal(SYMBOLS[k - 1])}, {point(*at[k])})" for k in members)
            shape = f"Square(side_length={0.92 * side:.3f}, color={color}, fill_opacity=0.35).move_to(p)"
            page.let(f"group_{group}", "VGroup", f"*({shape} for _, p in [{spots}])")
            if side > 0.5:  # noqa: PLR2004 - letters that can be read fit into a cell
                page.let(
                    f"symbols_{group}",
                    "VGroup",
                    f"*(Text(s, font=FONT, font_size=20, color={look.ink}).move_to(p) for s, p in [{spots}])",
                )
            name = page.locale.text(_FAMILIES[group])
            listed = page.locale.enumerated(SYMBOLS[k - 1] for k in members)
            sketch.label(
                f"family_{group}",
                f"{name}：{listed}" if page.locale is not Locale.ENGLISH else f"{name}: {listed}",
                (room.x, low - 0.4),
                room.width,
                size=28,
                color=color,
            )
            page.named(f"group_{group}", *_FAMILIES[group].values())
            shown = [f"FadeIn(group_{group})", f"FadeIn(family_{group})"]
            if side > 0.5:  # noqa: PLR2004 - as above
                shown.append(f"FadeIn(symbols_{group})")
            if before:
                shown.append(f"FadeOut({before})")
            before = f"family_{group}"
            page.beat(*shown, says=page.locale.text(_SAYS[group]), seconds=1.2, pause=1.0)
