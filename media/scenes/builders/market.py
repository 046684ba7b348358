"""Supply and demand: two lines, the price where they meet, and what a shift of one of them does."""

from fractions import Fraction
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from media.formulas.window import axis
from media.scenes.axes import Plane
from media.scenes.builder import Builder
from media.scenes.exact import Number
from media.scenes.locale import Locale, Translations, translations
from media.scenes.page import Page
from media.scenes.quantities import amount, facts
from media.scenes.room import two

_ROOM: Final = Fraction(13, 10)

Positive = Annotated[Number, Field(gt=0, le=1_000_000)]


class Market(Builder):
    """What is asked for, ``demand`` − ``demand_slope`` × price, and what is offered, likewise with plus.

    ``shift`` is what is added to the demand at each price afterwards; 0 for no shift.
    """

    demand: Positive = Fraction(100)
    demand_slope: Positive = Fraction(1, 2)
    supply: Annotated[Number, Field(ge=-1_000_000, le=1_000_000)] = Fraction(10)
    supply_slope: Positive = Fraction(2, 5)
    shift: Annotated[Number, Field(ge=-1_000_000, le=1_000_000)] = Fraction(18)

    @model_validator(mode="after")
    def _they_meet(self) -> Self:
        for shift in (Fraction(0), self.shift):
            price, amount = self.balance(shift)
            if price <= 0 or amount <= 0:
                raise ValueError("Supply and demand must meet at a positive price and quantity.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Demand that grows."""
        return cls()

    def balance(self, shift: Fraction = Fraction(0)) -> tuple[Fraction, Fraction]:
        """The price and the quantity at which both are equal."""
        price = (self.demand + shift - self.supply) / (self.demand_slope + self.supply_slope)
        return price, self.supply + self.supply_slope * price

    def heading(self, locale: Locale) -> str:
        """The model."""
        return locale.say("需要と供給", "需求與供給", "Supply and demand")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """Demand, supply, their balance, and the balance after a shift."""
        picture, panel = two(page.stage, 0.66, 0.5, beside=page.stage.wide)
        look = page.look
        prices = [self.balance(shift)[0] for shift in (Fraction(0), self.shift)]
        top = float(max(prices) * _ROOM * Fraction(11, 10))
        most = float(
            max(self.demand, self.demand + self.shift, self.supply + self.supply_slope * Fraction(top))
        )
        box = picture.inside(0.35, 0.3)
        across, up = (
            axis(0.0, most * 1.02, most=max(3, int(box.width))),
            axis(0.0, top, most=max(3, int(box.height))),
        )
        plane = Plane(across, up, box)
        names = (page.say("数量", "數量", "quantity"), page.say("価格", "價格", "price"))
        page.beat(*plane.draw(page, names=names), seconds=0.8)
        self._line(page, plane, "demand", (self.demand, -self.demand_slope), look.main)
        self._name(page, "demand", translations("需要", "需求", "demand"), look.main)
        says = page.say(
            "需要：高いほど、買いたい量は減ります。",
            "需求：價格越高，想買的越少。",
            "Demand: the higher the price, the less people want to buy.",
        )
        page.beat("Create(demand)", "FadeIn(demand_name)", says=says, seconds=1.4)
        self._line(page, plane, "supply", (self.supply, self.supply_slope), look.accent(3))
        self._name(page, "supply", translations("供給", "供給", "supply"), look.accent(3))
        says = page.say(
            "供給：高いほど、売りたい量は増えます。",
            "供給：價格越高，想賣的越多。",
            "Supply: the higher the price, the more is offered.",
        )
        page.beat("Create(supply)", "FadeIn(supply_name)", says=says, seconds=1.4)
        rows = [("first", self._told(page, *self.balance()), look.done)]
        if self.shift:
            rows.append(("second", self._told(page, *self.balance(self.shift)), look.hot))
        shown = facts(page, panel, rows, across=False)
        self._meeting(page, plane, "balance", self.balance(), look.done)
        page.named("balance", "均衡点", "均衡點", "the balance")
        price, _ = self.balance()
        says = page.say(
            "二つの線が出会うところで、買いたい量と売りたい量が等しくなります。価格は {p} です。",
            "兩線相交處，想買和想賣的數量相等，價格是 {p}。",
            "Where they meet, as much is bought as is offered: at a price of {p}.",
            p=amount(price, ""),
        )
        page.beat("FadeIn(balance)", shown[0], says=says, pause=1.0)
        if self.shift:
            self._shift(page, plane, shown[1])

    def _shift(self, page: Page, plane: Plane, shown: str) -> None:
        look = page.look
        self._line(page, plane, "new_demand", (self.demand + self.shift, -self.demand_slope), look.hot)
        page.named("new_demand", "新しい需要", "新的需求", "the new demand")
        more = self.shift > 0
        says = (
            page.say(
                "需要が増えて、線が右へ動くと……",
                "需求增加，線向右移……",
                "Now people want more: the line moves to the right.",
            )
            if more
            else page.say(
                "需要が減って、線が左へ動くと……",
                "需求減少，線向左移……",
                "Now people want less: the line moves to the left.",
            )
        )
        page.beat(
            "TransformFromCopy(demand, new_demand)", "demand.animate.set_opacity(0.4)", says=says, seconds=1.8
        )
        self._meeting(page, plane, "new_balance", self.balance(self.shift), look.hot)
        old, new = self.balance()[0], self.balance(self.shift)[0]
        says = page.say(
            "価格は {a} から {b} に{way}。",
            "價格由 {a} {way} {b}。",
            "The price {way} from {a} to {b}.",
            a=amount(old, ""),
            b=amount(new, ""),
            way=page.say("上がります", "漲到", "rises") if more else page.say("下がります", "跌到", "falls"),
        )
        page.beat("FadeIn(new_balance)", shown, says=says, pause=1.0)

    @staticmethod
    def _line(page: Page, plane: Plane, name: str, line: tuple[Fraction, Fraction], color: str) -> None:
        """The quantity as a function of the price, drawn with the price upwards."""
        start, slope = (float(part) for part in line)
        ends_: list[tuple[float, float]] = []
        for price in (plane.y.low, plane.y.high):
            amount = start + slope * price
            kept = min(max(amount, plane.x.low), plane.x.high)
            ends_.append((kept, price if kept == amount else (kept - start) / slope))
        page.let(name, "Line", *(plane.at(*end) for end in ends_), color=color, stroke_width="5")

    @staticmethod
    def _name(page: Page, name: str, words: Translations, color: str) -> None:
        page.text(f"{name}_name", page.locale.text(words), 26, 1.6, color=color, bold=True)
        page.do(f"{name}_name.set_stroke", "BACKGROUND", "6", background="True")
        place = "0.86" if name == "supply" else "0.14"
        page.do(f"{name}_name.move_to", f"{name}.point_from_proportion({place})")
        ja, zh, en = words.values()
        page.named(name, f"{ja}の線", f"{zh}線", f"the {en} line")

    @staticmethod
    def _meeting(page: Page, plane: Plane, name: str, at: tuple[Fraction, Fraction], color: str) -> None:
        price, amount = (float(part) for part in at)
        page.let(f"{name}_dot", "Dot", plane.at(amount, price), radius="0.11", color=color)
        page.let(
            f"{name}_down",
            "DashedLine",
            plane.at(amount, price),
            plane.at(amount, 0),
            color=color,
            stroke_width="2",
        )
        page.let(
            f"{name}_left",
            "DashedLine",
            plane.at(amount, price),
            plane.at(0, price),
            color=color,
            stroke_width="2",
        )
        page.let(name, "VGroup", f"{name}_dot", f"{name}_down", f"{name}_left")

    @staticmethod
    def _told(page: Page, price: Fraction, traded: Fraction) -> str:
        return page.say(
            "価格 {p}、数量 {q}",
            "價格 {p}，數量 {q}",
            "price {p}, quantity {q}",
            p=amount(price, ""),
            q=amount(traded, ""),
        )
