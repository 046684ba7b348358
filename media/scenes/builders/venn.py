"""Two or three sets as circles: their elements or the numbers of them, what they share, and their union."""

from collections.abc import Mapping
from itertools import combinations
from math import ceil
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from contracts.model import Model
from media.scenes.builder import Builder
from media.scenes.charts.fit import block, result
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.source import number
from media.scenes.text import width

_RESULT: Final = 0.75
_NAME: Final = 0.55
_LETTERS: Final = ("A", "B", "C")
_PAIR: Final = 2
_MOST_IN: Final = {2: 8, 3: 4}
"""How many elements have room in a region of two or three circles."""

Region = tuple[int, ...]
"""The places of the sets that something is in, and it is in no other."""


class Group(Model):
    """A set: its name, and its elements or only their number."""

    name: str = Field("", max_length=24)
    elements: tuple[Annotated[str, Field(min_length=1, max_length=10)], ...] = Field((), max_length=20)
    size: int | None = Field(None, ge=0, le=10**9)


class Venn(Builder):
    """Sets with elements, or with sizes; then ``overlaps`` are the numbers that sets share.

    Two sets have one overlap; three have those of the first and second, first and third, second and third,
    and of all three. ``total`` is the number of all things, in the sets or not.
    """

    sets: tuple[Group, ...] = Field(min_length=2, max_length=3)
    overlaps: tuple[Annotated[int, Field(ge=0)], ...] = Field((), max_length=4)
    total: int | None = Field(None, ge=0, le=10**9)

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        counted = [group.size is not None for group in self.sets]
        if any(counted):
            if not all(counted) or any(group.elements for group in self.sets):
                raise ValueError("sets: either all have a size, or all have elements.")
            if len(self.overlaps) != len(self._shared):
                raise ValueError(f"overlaps: {len(self.sets)} sets have {len(self._shared)} of them.")
        elif self.overlaps:
            raise ValueError("overlaps: sets of elements tell themselves what they share.")
        elif not all(len(set(group.elements)) == len(group.elements) > 0 for group in self.sets):
            raise ValueError("sets: each has elements, and each of them once.")
        if min(self.counts.values()) < 0:
            raise ValueError("overlaps: no more than what the sets have.")
        if max(map(len, self.members.values())) > _MOST_IN[len(self.sets)]:
            raise ValueError("sets: too many elements for one region; give sizes instead.")
        if self.total is not None and self.total < self.union:
            raise ValueError("total: at least what is in the sets.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:
        """Multiples of two and of three."""
        even = locale.say("2 の倍数", "2 的倍數", "multiples of 2")
        three = locale.say("3 の倍数", "3 的倍數", "multiples of 3")
        return cls(
            sets=(
                Group(name=even, elements=("2", "4", "6", "8", "10", "12")),
                Group(name=three, elements=("3", "6", "9", "12")),
            )
        )

    # --- what is so -----------------------------------------------------------------------------------

    @property
    def _shared(self) -> tuple[Region, ...]:
        """The sets of each overlap, in their order."""
        places = range(len(self.sets))
        return tuple(some for size in (_PAIR, 3) for some in combinations(places, size))

    @property
    def regions(self) -> tuple[Region, ...]:
        """All regions of the circles."""
        return (*((place,) for place in range(len(self.sets))), *self._shared)

    @property
    def members(self) -> Mapping[Region, tuple[str, ...]]:
        """The elements of each region, in the sender's order."""
        where: dict[str, Region] = {}
        for place, group in enumerate(self.sets):
            for element in group.elements:
                where[element] = (*where.get(element, ()), place)
        return {
            region: tuple(element for element, at in where.items() if at == region) for region in self.regions
        }

    @property
    def counts(self) -> Mapping[Region, int]:
        """How many are in each region."""
        if not self.overlaps:
            return {region: len(members) for region, members in self.members.items()}
        at_least: dict[Region, int] = {(place,): group.size or 0 for place, group in enumerate(self.sets)}
        at_least |= dict(zip(self._shared, self.overlaps, strict=True))
        found: dict[Region, int] = {}
        for region in reversed(self.regions):
            found[region] = at_least[region] - sum(
                count for larger, count in found.items() if set(region) < set(larger)
            )
        return {region: found[region] for region in self.regions}

    def shared(self, places: Region) -> int:
        """How many are in all of these sets."""
        return sum(count for region, count in self.counts.items() if set(places) <= set(region))

    @property
    def union(self) -> int:
        """How many are in one set at least."""
        return sum(self.counts.values())

    def name(self, place: int) -> str:
        """A set's name; a letter where it has none."""
        return self.sets[place].name or _LETTERS[place]

    def heading(self, locale: Locale) -> str:
        """The kind of picture."""
        return locale.say("ベン図", "文氏圖", "A Venn diagram")

    def draw(self, page: Page) -> None:
        """Circle by circle, then what they share, and all together."""
        _Circles(self, page).draw()


class _Circles:
    """The circles, and what is in each region."""

    def __init__(self, facts: Venn, page: Page) -> None:
        self.facts, self.page = facts, page
        stage = page.stage
        self.pair = len(facts.sets) == _PAIR
        self.beside = not self.pair and stage.width >= stage.height
        names = 0.0 if self.beside else _NAME if self.pair else 2 * _NAME
        room = stage.height - _RESULT - names
        y = stage.bottom + (names / 2 if not self.pair else 0.0) + room / 2
        if self.pair:
            self.radius = min(room / 2, stage.width / 3.2)
            apart = self.radius * 0.6
            self.centres = [(-apart, y), (apart, y)]
        else:
            self.radius = min(room / 3.05, stage.width / (5.5 if self.beside else 3.3))
            apart = self.radius * 0.6
            up = apart * 0.85
            self.centres = [(-apart, y + up), (apart, y + up), (0, y - up)]
        self.colors = [page.look.accent(turn) for turn in (0, 3, 1)]

    def _middle(self, region: Region) -> tuple[float, float]:
        """Where a region has most room."""
        count = len(self.facts.sets)
        x = sum(self.centres[place][0] for place in region) / len(region)
        y = sum(self.centres[place][1] for place in region) / len(region)
        centre_y = sum(place[1] for place in self.centres) / count
        if count == _PAIR:
            return x * (1.75 if len(region) == 1 else 1), y
        away = {1: 1.55, 2: 1.75, 3: 1.0}[len(region)]
        return x * away, centre_y + (y - centre_y) * away

    def draw(self) -> None:
        page, facts = self.page, self.facts
        for region in facts.regions:
            self._contents(region)
        shown: set[Region] = set()
        for place in range(len(facts.sets)):
            self._circle(place)
            new = [region for region in facts.regions if place in region and region not in shown]
            shown |= set(new)
            visible = [f"in_{_key(region)}" for region in new if self._visible(region)]
            size = facts.shared((place,))
            says = page.say(
                "{s}は {n} 個です。",
                "{s}有 {n} 個。",
                "{s}: {n} in all.",
                s=facts.name(place),
                n=f"{size:,}",
            )
            fade = [f"FadeIn({', '.join(visible)})"] if visible else []
            moves = [f"Create(circle_{place + 1})", f"FadeIn(name_{place + 1})", *fade]
            page.beat(*moves, says=says, seconds=1.3)
        self._intersection()
        self._union()
        if facts.total is not None:
            self._outside(facts.total)

    def _visible(self, region: Region) -> bool:
        """Elements where there are some; a number always."""
        return bool(self.facts.overlaps) or bool(self.facts.members[region])

    def _circle(self, place: int) -> None:
        page, facts = self.page, self.facts
        x, y = self.centres[place]
        color = self.colors[place]
        page.let(
            f"circle_{place + 1}",
            "Circle",
            radius=number(self.radius),
            color=color,
            fill_opacity="0.15",
            stroke_width="4",
        )
        page.place(f"circle_{place + 1}", x, y)
        words = f"{_LETTERS[place]}: {facts.sets[place].name}" if facts.sets[place].name else _LETTERS[place]
        self._name(f"name_{place + 1}", words, place)
        page.named(f"circle_{place + 1}", *(facts.name(place),) * 3)

    def _name(self, name: str, words: str, place: int) -> None:
        """A set's name at its circle: above, the third one's below; where there is room, beside it."""
        page, color = self.page, self.colors[place]
        x, y = self.centres[place]
        right = page.stage.right
        if self.beside:
            side = -1 if x < 0 else 1
            room = right - abs(x) - self.radius - 0.2
            size, rows = block(words, room, 1.2)
            page.text(name, words, size, room, rows=rows, color=color, bold=True)
            edge = "RIGHT" if side < 0 else "LEFT"
            page.place(name, x + side * (self.radius + 0.2), y, edge=edge)
            return
        below = place == _PAIR
        room = right * 2 if below else right - 0.15
        size, rows = block(words, room, _NAME)
        page.text(name, words, size, room, rows=rows, color=color, bold=True)
        half = min(width(words, size), room) / 2
        at = 0.0 if below else min(max(abs(x) * 1.2, half + 0.15), right - half)
        page.place(name, at if x > 0 else -at, y + (self.radius + 0.28) * (-1 if below else 1))

    def _contents(self, region: Region) -> None:
        page, facts = self.page, self.facts
        x, y = self._middle(region)
        key = _key(region)
        if facts.overlaps:
            words = f"{facts.counts[region]:,}"
            room = self.radius * (0.7 if self.pair else 0.5)
            size = min(block(f"{count:,}", room, 1.0, 44)[0] for count in facts.counts.values())
            page.text(f"in_{key}", words, size, room, bold=True)
            page.place(f"in_{key}", x, y)
            page.named(f"in_{key}", *(" ∩ ".join(facts.name(place) for place in region),) * 3)
            return
        members = facts.members[region]
        if not members:
            return
        if self.pair:
            across, high = (2 if len(members) > 4 else 1), min(0.62, self.radius * 0.3)  # noqa: PLR2004
            cell = self.radius * 0.72 / across
        else:
            across = 2 if len(members) > (2 if len(region) == 1 else 1) else 1
            high, cell = min(0.5, self.radius * 0.27), self.radius * (0.6 if across == 1 else 0.36)
        deep = ceil(len(members) / across)
        size = min(block(member, cell, high, 36)[0] for member in members)
        names = []
        for turn, member in enumerate(members):
            row, column = divmod(turn, across)
            in_row = min(across, len(members) - row * across)
            name = f"element_{key}_{turn + 1}"
            page.text(name, member, size, cell)
            at_y = y + ((deep - 1) / 2 - row) * high
            page.place(name, x + (column - (in_row - 1) / 2) * cell, at_y)
            page.named(name, member, member, member)
            names.append(name)
        page.let(f"in_{key}", "VGroup", *names)

    def _intersection(self) -> None:
        page, facts, look = self.page, self.facts, self.page.look
        places = tuple(range(len(facts.sets)))
        circles = [f"circle_{place + 1}" for place in places]
        page.let("shared", "Intersection", *circles, color=look.hot, fill_opacity="0.45", stroke_width="4")
        page.do("shared.set_z_index", "-1")
        page.named("shared", "共通部分", "交集", "the intersection")
        count = facts.shared(places)
        key = _key(places)
        sign = " ∩ ".join(_LETTERS[place] for place in places)
        members = ", ".join(facts.members[places]) if not facts.overlaps else ""
        words = f"{sign} = {{{members}}}" if members else f"|{sign}| = {count:,}"
        result(page, "intersection", words, page.stage.top - 0.35)
        says = page.say(
            "どの集合にも入るのは {n} 個。これが共通部分です。",
            "同時屬於每個集合的有 {n} 個，這就是交集。",
            "In all of the sets: {n}. That is the intersection.",
            n=f"{count:,}",
        )
        bright = [f"Indicate(in_{key}, color={look.hot})"] if self._visible(places) else []
        page.beat("FadeIn(shared)", *bright, "FadeIn(intersection)", says=says, seconds=1.2, pause=0.6)

    def _union(self) -> None:
        """The sizes are added, what was counted twice is taken away, and with three sets put back once."""
        page, facts, look = self.page, self.facts, self.page.look
        places = range(len(facts.sets))
        circles = [f"circle_{place + 1}" for place in places]
        page.let("union", "Union", *circles, color=look.done, fill_opacity="0.25", stroke_width="6")
        page.do("union.set_z_index", "-1")
        page.named("union", "和集合", "聯集", "the union")
        sizes = " + ".join(f"{facts.shared((place,)):,}" for place in places)
        pairs = "".join(f" − {facts.shared(pair):,}" for pair in combinations(places, 2))
        whole = f" + {facts.shared((0, 1, 2)):,}" if len(facts.sets) > _PAIR else ""
        sign = " ∪ ".join(_LETTERS[place] for place in places)
        result(page, "sum", f"|{sign}| = {sizes}{pairs}{whole} = {facts.union:,}", page.stage.top - 0.35)
        if len(facts.sets) == _PAIR:
            says = page.say(
                "合わせて {n} 個。二重に数えた分は一度引きます。",
                "合起來有 {n} 個：重複算的要扣掉一次。",
                "In the union: {n}. What was counted twice is taken away once.",
                n=f"{facts.union:,}",
            )
        else:
            says = page.say(
                "合わせて {n} 個。重なりを引き、三つの重なりは足し戻します。",
                "合起來有 {n} 個：扣掉兩兩重疊，再補回三者重疊。",
                "In the union: {n}. Overlaps of two are taken away, that of all is put back.",
                n=f"{facts.union:,}",
            )
        page.beat(
            "FadeOut(shared)",
            "FadeIn(union)",
            "Succession(FadeOut(intersection), FadeIn(sum))",
            says=says,
            seconds=1.2,
            pause=0.8,
        )

    def _outside(self, total: int) -> None:
        page, facts = self.page, self.facts
        rest = total - facts.union
        result(page, "outside", f"{total:,} − {facts.union:,} = {rest:,}", page.stage.top - 0.35)
        page.named("outside", "どれにも入らない数", "都不屬於的個數", "the number outside")
        says = page.say(
            "全部で {t} 個のうち、どれにも入らないのは {n} 個です。",
            "總共 {t} 個，都不屬於的有 {n} 個。",
            "Of {t} altogether, {n} are in none of them.",
            t=f"{total:,}",
            n=f"{rest:,}",
        )
        stage = page.stage
        page.text("rest", f"{rest:,}", 36, 1.6, bold=True)
        page.place("rest", stage.right, stage.bottom + 0.35, edge="RIGHT")
        page.named("rest", "どれにも入らないもの", "都不屬於的", "those outside")
        moves = ["Succession(FadeOut(sum), FadeIn(outside))", "FadeIn(rest, scale=2)"]
        page.beat("FadeOut(union)", *moves, says=says, pause=0.6)


def _key(region: Region) -> str:
    """The region in a variable's name."""
    return "".join(_LETTERS[place].lower() for place in region)
