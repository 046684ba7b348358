"""All outcomes of dice, coins or a card as equal squares, and those that are an event."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import product
from typing import Final, Self

from pydantic import Field, model_validator

from media.scenes.builder import Builder
from media.scenes.charts.fit import block
from media.scenes.locale import Locale
from media.scenes.page import SMALLEST_SIZE, Page
from media.scenes.probability import both, fraction
from media.scenes.room import Room
from media.scenes.source import literal, number, point

MOST_COINS: Final = 5
_SUITS: Final = ("♠", "♥", "♦", "♣")
_RANKS: Final = ("A", "2", "3", "4", "5", "6", "7", "8", "9", "10", "J", "Q", "K")
_FACES: Final = ("J", "Q", "K")
_RED: Final = ("♥", "♦")
_FEW: Final = 4
_LARGEST: Final = 44


class Experiment(StrEnum):
    """What is done by chance."""

    DIE = "die"
    TWO_DICE = "two_dice"
    COINS = "coins"
    CARD = "card"


class Event(StrEnum):
    """What is asked for. ``number`` is a die's number, the sum of two dice or the number of heads."""

    IS = "is"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EVEN = "even"
    ODD = "odd"
    DOUBLE = "double"
    BOTH = "both"
    ANY = "any"
    SUIT = "suit"
    RANK = "rank"
    FACE = "face"
    RED = "red"
    BLACK = "black"


Outcome = tuple[int, ...] | tuple[str, str]

_OF_NUMBERS: Final = (Event.IS, Event.AT_LEAST, Event.AT_MOST)
_EVENTS: Final[Mapping[Experiment, tuple[Event, ...]]] = {
    Experiment.DIE: (*_OF_NUMBERS, Event.EVEN, Event.ODD),
    Experiment.TWO_DICE: (*_OF_NUMBERS, Event.EVEN, Event.ODD, Event.DOUBLE, Event.BOTH, Event.ANY),
    Experiment.COINS: _OF_NUMBERS,
    Experiment.CARD: (Event.SUIT, Event.RANK, Event.FACE, Event.RED, Event.BLACK),
}
_OF_DICE: Final[Mapping[Event, Callable[[tuple[int, ...], int], bool]]] = {
    Event.IS: lambda dice, number: sum(dice) == number,
    Event.AT_LEAST: lambda dice, number: sum(dice) >= number,
    Event.AT_MOST: lambda dice, number: sum(dice) <= number,
    Event.EVEN: lambda dice, _: sum(dice) % 2 == 0,
    Event.ODD: lambda dice, _: sum(dice) % 2 == 1,
    Event.DOUBLE: lambda dice, _: len(set(dice)) == 1,
    Event.BOTH: lambda dice, number: set(dice) == {number},
    Event.ANY: lambda dice, number: number in dice,
}


class SampleSpace(Builder):
    """The experiment and the event. ``mark`` is the suit (♠ ♥ ♦ ♣) or the rank (A, 2 … K) of a card."""

    experiment: Experiment
    event: Event
    number: int | None = Field(None, ge=0, le=12)
    coins: int = Field(2, ge=1, le=MOST_COINS)
    mark: str = Field("", max_length=2)

    @model_validator(mode="after")
    def _belong_together(self) -> Self:
        if self.event not in _EVENTS[self.experiment]:
            raise ValueError(f"event: {self.event} is none of {self.experiment}.")
        if self.event in {*_OF_NUMBERS, Event.BOTH, Event.ANY} and self.number is None:
            raise ValueError("number: this event is of a number.")
        if self.event is Event.SUIT and self.mark not in _SUITS:
            raise ValueError("mark: a suit is ♠, ♥, ♦ or ♣.")
        if self.event is Event.RANK and self.mark not in _RANKS:
            raise ValueError("mark: a rank is A, 2 to 10, J, Q or K.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Two sixes."""
        return cls(experiment=Experiment.TWO_DICE, event=Event.BOTH, number=6)

    # --- what is so -----------------------------------------------------------------------------------

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """All outcomes, each as likely as the others; a coin's head is 1."""
        match self.experiment:
            case Experiment.DIE:
                return tuple((number,) for number in range(1, 7))
            case Experiment.TWO_DICE:
                return tuple(product(range(1, 7), repeat=2))
            case Experiment.COINS:
                return tuple(product((1, 0), repeat=self.coins))
        return tuple(product(_SUITS, _RANKS))

    def happens(self, outcome: Outcome) -> bool:
        """Whether the outcome is one of the event."""
        if self.experiment is not Experiment.CARD:
            return _OF_DICE[self.event](tuple(map(int, outcome)), self.number or 0)
        suit, rank = str(outcome[0]), str(outcome[1])
        match self.event:
            case Event.SUIT:
                return suit == self.mark
            case Event.RANK:
                return rank == self.mark
            case Event.FACE:
                return rank in _FACES
            case Event.RED:
                return suit in _RED
        return suit not in _RED

    @property
    def wanted(self) -> tuple[int, ...]:
        """The places of the outcomes of the event."""
        return tuple(place for place, outcome in enumerate(self.outcomes) if self.happens(outcome))

    @property
    def probability(self) -> Fraction:
        """The share of the event's outcomes."""
        return Fraction(len(self.wanted), len(self.outcomes))

    def asked(self, locale: Locale) -> str:
        """The event in words."""
        n, m = self.number, self.mark
        whole = {
            Event.SUIT: locale.say("{m} を引く", "抽到 {m}", "drawing {m}", m=m),
            Event.RANK: locale.say("{m} を引く", "抽到 {m}", "drawing {m}", m=m),
            Event.FACE: locale.say("絵札を引く", "抽到人頭牌", "drawing a face card"),
            Event.RED: locale.say("赤いカードを引く", "抽到紅牌", "drawing a red card"),
            Event.BLACK: locale.say("黒いカードを引く", "抽到黑牌", "drawing a black card"),
            Event.DOUBLE: locale.say("ぞろ目", "兩顆點數相同", "a double"),
            Event.BOTH: locale.say("どちらも {n}", "兩顆都是 {n}", "both show {n}", n=n),
            Event.ANY: locale.say("少なくとも一つが {n}", "至少一顆是 {n}", "at least one {n}", n=n),
        }
        if self.event in whole:
            return whole[self.event]
        subject = {
            Experiment.DIE: locale.say("目", "點數", "the number"),
            Experiment.TWO_DICE: locale.say("目の和", "點數和", "the sum"),
            Experiment.COINS: locale.say("表の枚数", "正面數", "the number of heads"),
        }[self.experiment]
        ways = {
            Event.IS: ("{s}が {n}", "{s}是 {n}", "{s} is {n}"),
            Event.EVEN: ("{s}が偶数", "{s}是偶數", "{s} is even"),
            Event.ODD: ("{s}が奇数", "{s}是奇數", "{s} is odd"),
            Event.AT_LEAST: ("{s}が {n} 以上", "{s}至少 {n}", "{s} is at least {n}"),
            Event.AT_MOST: ("{s}が {n} 以下", "{s}至多 {n}", "{s} is at most {n}"),
        }
        return locale.say(*ways[self.event], s=subject, n=n)

    def heading(self, locale: Locale) -> str:
        """What is done."""
        match self.experiment:
            case Experiment.DIE:
                return locale.say("さいころ 1 個", "一顆骰子", "One die")
            case Experiment.TWO_DICE:
                return locale.say("さいころ 2 個", "兩顆骰子", "Two dice")
            case Experiment.COINS:
                return locale.say("硬貨 {n} 枚", "{n} 枚硬幣", "Coins: {n}", n=self.coins)
        return locale.say("トランプ 1 枚", "一張撲克牌", "One playing card")

    def draw(self, page: Page) -> None:
        """All outcomes, the event's among them, and their share."""
        _Drawing(self, page).draw()


@dataclass(frozen=True)
class _Grid:
    """The outcomes' places, and what is left of the stage for words."""

    columns: int
    wide: float
    high: float
    left: float
    top: float
    words: Room
    rows: int = 0
    """Where the outcomes go down the columns, the rows."""

    def at(self, place: int) -> tuple[float, float]:
        row, column = divmod(place, self.columns)
        if self.rows:
            column, row = divmod(place, self.rows)
        return self.left + self.wide * (column + 0.5), self.top - self.high * (row + 0.5)


class _Drawing:
    """The outcomes on a page."""

    def __init__(self, space: SampleSpace, page: Page) -> None:
        self.space, self.page = space, page
        self.outcomes = space.outcomes
        self.grid = self._grid()

    def _grid(self) -> _Grid:
        stage, count = self.page.stage, len(self.outcomes)
        beside = stage.roomy and self.space.experiment is not Experiment.CARD
        square = not stage.roomy and stage.wide
        upright = not stage.wide
        columns = {
            Experiment.DIE: 3 if upright else 6,
            Experiment.TWO_DICE: 6,
            Experiment.COINS: 2 if count <= _FEW else 4,
            Experiment.CARD: 4 if upright else 13,
        }[self.space.experiment]
        beside &= self.space.experiment is not Experiment.DIE
        beside |= square and self.space.experiment is Experiment.TWO_DICE
        heads = 1 if self.space.experiment is Experiment.TWO_DICE else 0
        rows = -(-count // columns) + heads
        width = stage.width * 0.6 if beside else stage.width
        height = stage.height if beside else stage.height - 1.5
        widest = {Experiment.COINS: 3.0, Experiment.DIE: 2.0}.get(self.space.experiment, 1.4)
        high = min(height / rows, 2.0 if self.space.experiment is Experiment.DIE else 1.4)
        wide = min(width / (columns + heads), widest if heads == 0 else high)
        high = min(high, wide) if heads or self.space.experiment is Experiment.DIE else min(high, wide * 1.3)
        left = stage.left + wide * heads if beside else -wide * columns / 2
        full = high * rows
        if beside:
            top = stage.middle + full / 2 - high * heads
            return _Grid(
                columns,
                wide,
                high,
                left,
                top,
                Room(left + wide * columns + 0.3, stage.right, stage.bottom, stage.top),
            )
        top = stage.top - (height - full) / 2
        return _Grid(
            columns,
            wide,
            high,
            left + wide * heads / 2,
            top - high * heads,
            Room(stage.left, stage.right, stage.bottom, stage.bottom + 1.4),
            len(_RANKS) if upright and self.space.experiment is Experiment.CARD else 0,
        )

    def draw(self) -> None:
        page, look, space = self.page, self.page.look, self.space
        if space.experiment is Experiment.TWO_DICE:
            self._dice()
        for place, outcome in enumerate(self.outcomes, 1):
            self._cell(place, outcome)
        page.let("cells", "VGroup", *(f"cell_{place}" for place in range(1, len(self.outcomes) + 1)))
        page.named("cells", "すべての結果", "所有結果", "all outcomes")
        count = len(self.outcomes)
        says = page.say(
            "起こりうる結果は {n} 通り。どれも同じ確からしさです。",
            "可能的結果有 {n} 種，每一種機會相同。",
            "There are {n} outcomes, each as likely as the others.",
            n=count,
        )
        page.beat("LaggedStart(*[FadeIn(cell) for cell in cells], lag_ratio=0.1)", says=says, seconds=2.0)
        wanted = space.wanted
        event = space.asked(page.locale)
        self._words(event)
        others = [place for place in range(count) if place not in wanted]
        says = page.say(
            "「{e}」となるのは {k} 通り。",
            "「{e}」的有 {k} 種。",
            "How many are “{e}”? {k}." if len(wanted) != 1 else "Only one of them is “{e}”.",
            e=event,
            k=len(wanted),
        )
        page.beat("FadeIn(event)", says=says, seconds=0.5)
        if wanted:
            page.let("wanted", "VGroup", *(f"box_{place + 1}" for place in wanted))
            page.named("wanted", "求める結果", "要找的結果", "the outcomes of the event")
            lit = f"box.animate.set_fill({look.done}, 0.45)"
            page.beat(f"LaggedStart(*[{lit} for box in wanted], lag_ratio=0.3)", seconds=1.2)
        if others and wanted:
            page.let("others", "VGroup", *(f"cell_{place + 1}" for place in others))
            page.beat("others.animate.set_opacity(0.3)", seconds=0.6)
        says = page.say(
            "{n} 通りのうち {k} 通り。確率は {p} です。",
            "{n} 種裡有 {k} 種，機率是 {p}。",
            "{k} of {n}: the probability is {p}.",
            k=len(wanted),
            n=count,
            p=both(space.probability),
        )
        page.beat("FadeIn(answer, shift=UP * 0.2)", says=says, pause=1.0)

    def _words(self, event: str) -> None:
        page, look = self.page, self.page.look
        room = self.grid.words
        half = room.height / 2
        size, rows = block(event, room.width, min(half, 1.6) - 0.1, _LARGEST)
        page.text("event", event, size, room.width, rows=rows, color=look.hot, bold=True, centered=True)
        page.named("event", "事象", "事件", "the event")
        share = f"{len(self.space.wanted)}/{len(self.outcomes)}"
        text = both(self.space.probability)
        whole = fraction(self.space.probability)
        words = text if share == whole else f"{share} = {text}"
        size, rows = block(words, room.width, min(half, 1.6) - 0.1, _LARGEST)
        page.text("answer", words, size, room.width, rows=rows, color=look.done, bold=True, centered=True)
        page.named("answer", "確率", "機率", "the probability")
        gap = min(half, 1.6) / 2
        page.place("event", room.x, room.y + gap)
        page.place("answer", room.x, room.y - gap)

    def _box(self, place: int, at: tuple[float, float]) -> None:
        look, grid = self.page.look, self.grid
        box = {"color": look.main, "fill_color": look.panel, "fill_opacity": "0.3", "stroke_width": "1.5"}
        size = {"width": number(grid.wide * 0.92), "height": number(grid.high * 0.92)}
        self.page.let(f"box_{place}", "Rectangle", **size, **box)
        self.page.place(f"box_{place}", *at)
        self.page.do(f"box_{place}.set_z_index", "-1")

    def _cell(self, place: int, outcome: Outcome) -> None:
        page, grid = self.page, self.grid
        x, y = grid.at(place - 1)
        self._box(place, (x, y))
        parts = [f"box_{place}"]
        match self.space.experiment:
            case Experiment.DIE:
                page.let(f"pips_{place}", "VGroup", *self._pips(int(outcome[0]), x, y, grid.wide * 0.92))
                parts.append(f"pips_{place}")
            case Experiment.TWO_DICE:
                summed = self.space.event in {*_OF_NUMBERS, Event.EVEN, Event.ODD}
                words = str(sum(map(int, outcome))) if summed else f"{outcome[0]}, {outcome[1]}"
                page.text(f"pair_{place}", words, 30 if summed else 22, grid.wide * 0.85)
                page.place(f"pair_{place}", x, y)
                parts.append(f"pair_{place}")
            case Experiment.COINS:
                parts += self._coins(place, outcome, x, y)
            case Experiment.CARD:
                color = "RED" if outcome[0] in _RED else page.look.ink
                words = literal(f"{outcome[1]}{outcome[0]}")
                size = 28 if grid.wide > 0.8 else SMALLEST_SIZE  # noqa: PLR2004
                page.let(f"card_{place}", "Text", words, font="FONT", font_size=number(size), color=color)
                page.at_most(f"card_{place}", grid.wide * 0.85)
                page.place(f"card_{place}", x, y)
                parts.append(f"card_{place}")
        page.let(f"cell_{place}", "VGroup", *parts)

    def _coins(self, place: int, outcome: Outcome, x: float, y: float) -> list[str]:
        """Coins in a row; a head is a full disk with its letter."""
        page, grid, look = self.page, self.grid, self.page.look
        count = len(outcome)
        step = min(grid.wide * 0.88 / count, grid.high * 0.7)
        names = []
        for turn, side in enumerate(outcome):
            name = f"coin_{place}_{turn + 1}"
            fill = {"color": look.hot if side else look.muted, "fill_opacity": "0.9" if side else "0.1"}
            page.let(name, "Circle", radius=number(step * 0.42), stroke_width="2", **fill)
            page.place(name, x + (turn - (count - 1) / 2) * step, y)
            names.append(name)
        return names

    def _dice(self) -> None:
        """A die at each row and each column: the first and the second one."""
        page, grid = self.page, self.grid
        names = []
        for value in range(1, 7):
            row = grid.left - grid.wide / 2, grid.top - grid.high * (value - 0.5)
            column = grid.left + grid.wide * (value - 0.5), grid.top + grid.high / 2
            for name, (x, y), color in (
                (f"first_{value}", row, page.look.accent(3)),
                (f"second_{value}", column, page.look.accent(4)),
            ):
                side = grid.wide * 0.62
                frame = f"RoundedRectangle(0.08, width={number(side)}, height={number(side)}, color={color})"
                page.let(name, "VGroup", f"{frame}.move_to({point(x, y)})", *self._pips(value, x, y, side))
                names.append(name)
        page.let("dice", "VGroup", *names)
        page.named("dice", "さいころ", "骰子", "the dice")
        says = page.say(
            "一つ目の目を縦に、二つ目の目を横に並べます。",
            "第一顆排在直行，第二顆排在橫列。",
            "The first die goes down the side, the second across the top.",
        )
        page.beat("FadeIn(dice, lag_ratio=0.1)", says=says)

    def _pips(self, value: int, x: float, y: float, side: float) -> list[str]:
        """The points of a die's face."""
        step, dot = side * 0.25, side * 0.085
        corners = [(-1, 1), (1, -1), (1, 1), (-1, -1), (-1, 0), (1, 0)]
        spots = ([(0, 0)] if value % 2 else []) + corners[: value - value % 2]
        look = self.page.look
        return [
            f"Dot({point(x + step * across, y + step * up)}, radius={number(dot)}, color={look.ink})"
            for across, up in spots
        ]
