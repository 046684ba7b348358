"""A simple circuit: Ohm's law for one resistor, or for several in series or side by side."""

from fractions import Fraction
from typing import Annotated, Final, Self

from pydantic import Field

from media.formulas.written import decimal, rounded, typst
from media.scenes.builder import Builder
from media.scenes.exact import Number, exact
from media.scenes.locale import Locale
from media.scenes.page import SMALLEST_SIZE, Page
from media.scenes.quantities import amount, facts, quantity
from media.scenes.room import Point, Room, divided, two
from media.scenes.source import number, point
from media.scenes.text import width

MOST: Final = 3
_CHARGES: Final = 6
_SECONDS: Final = 4.0
_LABEL: Final = 28
_LONG_FRACTION: Final = 100

Amount = Annotated[Number, Field(ge=Fraction(1, 1000), le=1_000_000)]


class Circuit(Builder):
    """The voltage in volts, and the resistors in ohms, one after another or ``parallel``."""

    voltage: Amount
    resistors: tuple[Amount, ...] = Field(min_length=1, max_length=MOST)
    parallel: bool = False

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A battery and two resistors in series."""
        return cls(voltage=Fraction(12), resistors=(Fraction(4), Fraction(2)))

    @property
    def resistance(self) -> Fraction:
        """Of all resistors together."""
        if self.parallel:
            return 1 / sum((1 / one for one in self.resistors), Fraction(0))
        return sum(self.resistors, Fraction(0))

    @property
    def current(self) -> Fraction:
        """Through the battery, in amperes."""
        return self.voltage / self.resistance

    @property
    def currents(self) -> list[Fraction]:
        """Through each resistor."""
        return [self.voltage / one if self.parallel else self.current for one in self.resistors]

    @property
    def voltages(self) -> list[Fraction]:
        """Across each resistor."""
        return [self.voltage if self.parallel else self.current * one for one in self.resistors]

    def heading(self, locale: Locale) -> str:
        """What kind of circuit."""
        if len(self.resistors) == 1:
            return locale.say("オームの法則", "歐姆定律", "Ohm's law")
        if self.parallel:
            return locale.say("並列回路", "並聯電路", "A parallel circuit")
        return locale.say("直列回路", "串聯電路", "A series circuit")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The loop, the charges that flow in it, the resistance, the current, and each resistor's share."""
        picture, panel = two(page.stage, 0.62 if page.stage.roomy else 0.6, beside=page.stage.roomy)
        loop = picture.inside(0.9, 0.75)
        self._build(page, loop)
        rooms = divided(panel, 3)
        self._law(page, rooms)
        self._flow(page, loop)
        self._shares(page, rooms[2])

    def _build(self, page: Page, loop: Room) -> None:
        look = page.look
        corners = [
            point(loop.left, loop.bottom),
            point(loop.left, loop.top),
            point(loop.right, loop.top),
            point(loop.right, loop.bottom),
        ]
        page.let("wire", "Polygon", *corners, color=look.muted, stroke_width="5")
        page.named("wire", "導線", "導線", "the wire")
        shown = ["Create(wire)"]
        shown += self._battery(page, loop)
        places = self._places(loop)
        step = abs(places[0][0] - places[1][0]) if len(places) > 1 else 1.6
        if self.parallel:
            for index, (x, _) in enumerate(places[1:], 2):
                page.let(
                    f"branch_{index}",
                    "Line",
                    point(x, loop.top),
                    point(x, loop.bottom),
                    color=look.muted,
                    stroke_width="5",
                )
                shown.append(f"Create(branch_{index})")
        for index, ((x, y), ohms) in enumerate(zip(places, self.resistors, strict=True), 1):
            long = number(min(1.1, 0.7 * step))
            size = {"width": "0.5", "height": "1.1"} if self.parallel else {"width": long, "height": "0.5"}
            color = self._color(page, index)
            page.let(
                f"resistor_{index}",
                "Rectangle",
                **size,
                color=color,
                fill_color="BACKGROUND",
                fill_opacity="1",
                stroke_width="6",
            )
            page.place(f"resistor_{index}", x, y)
            words = amount(ohms, "Ω")
            # Labels of neighbours in series stand above and below in turn, so each has twice the room.
            room = step - 0.15 if self.parallel else 2 * step - 0.2
            font = max(SMALLEST_SIZE, min(_LABEL, _LABEL * room / width(words, _LABEL)))
            page.text(f"ohms_{index}", words, font, max(room, 1.0), color=color)
            page.do(f"ohms_{index}.set_stroke", "BACKGROUND", "10", background="True")
            side = "UP" if index % 2 and not self.parallel else "DOWN"
            page.do(f"ohms_{index}.next_to", f"resistor_{index}", side, buff="0.14")
            page.named(f"resistor_{index}", f"抵抗 {index}", f"電阻 {index}", f"resistor {index}")
            shown += [f"FadeIn(resistor_{index})", f"FadeIn(ohms_{index})"]
        values = {"v": amount(self.voltage, "V"), "n": len(self.resistors)}
        if len(self.resistors) == 1:
            says = page.say(
                "{v} の電池に、抵抗を 1 つつなぎます。",
                "{v} 的電池接上一個電阻。",
                "A battery of {v} drives a current through one resistor.",
                **values,
            )
        elif self.parallel:
            says = page.say(
                "{v} の電池に、{n} つの抵抗を並列につなぎます。",
                "{v} 的電池並聯 {n} 個電阻。",
                "A battery of {v}, and {n} resistors side by side.",
                **values,
            )
        else:
            says = page.say(
                "{v} の電池に、{n} つの抵抗を直列につなぎます。",
                "{v} 的電池串聯 {n} 個電阻。",
                "A battery of {v}, and {n} resistors one after another.",
                **values,
            )
        page.beat(*shown, says=says, seconds=1.6)

    def _color(self, page: Page, index: int) -> str:
        return page.look.accent((0, 1, 3)[index - 1])

    def _battery(self, page: Page, loop: Room) -> list[str]:
        look, x, y = page.look, loop.left, loop.y
        page.let(
            "battery_gap",
            "Rectangle",
            width="0.3",
            height="0.3",
            stroke_width="0",
            fill_color="BACKGROUND",
            fill_opacity="1",
        )
        page.place("battery_gap", x, y)
        page.let(
            "battery_plus",
            "Line",
            point(x - 0.5, y + 0.15),
            point(x + 0.5, y + 0.15),
            color=look.hot,
            stroke_width="7",
        )
        page.let(
            "battery_minus",
            "Line",
            point(x - 0.25, y - 0.15),
            point(x + 0.25, y - 0.15),
            color=look.hot,
            stroke_width="10",
        )
        page.text("volts", amount(self.voltage, "V"), 30, 1.7, color=look.hot, bold=True)
        page.place("volts", x + 0.65, y, edge="LEFT")
        page.let("battery", "VGroup", "battery_gap", "battery_plus", "battery_minus")
        page.named("battery", "電池", "電池", "the battery")
        return ["FadeIn(battery)", "FadeIn(volts)"]

    def _places(self, loop: Room) -> list[Point]:
        """Where the resistors lie: along the top wire, or each on an upright wire of its own."""
        count = len(self.resistors)
        if self.parallel:
            first = loop.left + 0.45 * loop.width
            step = (loop.right - first) / max(1, count - 1)
            xs = [loop.right - step * index for index in range(count)] if count > 1 else [loop.right]
            return [(x, loop.y) for x in xs]
        return [(loop.left + (index + 0.7) * loop.width / (count + 0.4), loop.top) for index in range(count)]

    def _law(self, page: Page, rooms: list[Room]) -> None:
        look = page.look
        total, voltage = amount(self.resistance, "Ω"), amount(self.voltage, "V")
        if len(self.resistors) > 1:
            if self.parallel:
                left = " + ".join(f"frac(1, {_typst(one)})" for one in self.resistors)
                inverse = 1 / self.resistance
                law = f"frac(1, R) = {left} {_sign(inverse)} {_typst(inverse)}"
                says = page.say(
                    "並列では逆数を足します。全体の抵抗は {r} です。",
                    "並聯時把倒數相加，總電阻為 {r}。",
                    "Side by side the inverses add up: together {r}.",
                    r=total,
                )
            else:
                law = f"R = {' + '.join(map(_typst, self.resistors))} {_told(self.resistance, 'Ω')}"
                says = page.say(
                    "直列では抵抗を足します。全体の抵抗は {r} です。",
                    "串聯時電阻相加，總電阻為 {r}。",
                    "One after another the resistances add up: together {r}.",
                    r=total,
                )
            page.formula("together", law, 42, rooms[0].width)
            page.at_most("together", rooms[0].height, side="height")
            page.place("together", rooms[0].x, rooms[0].y)
            page.named("together", "合成抵抗", "總電阻", "the total resistance")
            page.beat("Write(together)", says=says)
        ohms = _typst(self.resistance)
        quotient = f'frac({_typst(self.voltage)} "V", {ohms} "Ω")'
        law = f"I = frac(V, R) {_sign(self.resistance)} {quotient} {_told(self.current, 'A')}"
        page.formula("law", law, 42, rooms[1].width, color=look.hot)
        page.at_most("law", rooms[1].height, side="height")
        page.place("law", rooms[1].x, rooms[1].y)
        page.named("law", "オームの法則", "歐姆定律", "Ohm's law")
        says = page.say(
            "オームの法則から、電流 = {v} ÷ {r} = {i} です。",
            "由歐姆定律，電流 = {v} ÷ {r} = {i}。",
            "By Ohm's law the current is {v} ÷ {r} = {i}.",
            v=voltage,
            r=total,
            i=amount(self.current, "A"),
        ).replace("= ≈", "≈ ")
        page.beat("Write(law)", says=says, pause=0.6)

    def _flow(self, page: Page, loop: Room) -> None:
        """Charges that run around; in parallel branches each as fast as its current."""
        look = page.look
        ways = self._ways(loop)
        most = max(self.currents)
        page.let("time", "ValueTracker", "0")
        names = []
        for index, way in enumerate(ways, 1):
            page.let(f"way_{index}", "VMobject")
            page.do(f"way_{index}.set_points_as_corners", f"[{', '.join(point(*place) for place in way)}]")
            share = float(self.currents[index - 1] / most) if self.parallel else 1.0
            for charge in range(_CHARGES):
                name = f"charge_{index}_{charge + 1}"
                part = f"({charge / _CHARGES:.4g} + {share:.4g} * time.get_value()) % 1"
                place = f"way_{index}.point_from_proportion({part})"
                page.let(name, "always_redraw", f"lambda: Dot({place}, radius=0.09, color={look.hot})")
                names.append(name)
        page.named("charge_1_1", "電荷", "電荷", "a charge")
        says = page.say(
            "電流は + から出て、回路を一周します。",
            "電流從正極流出，繞電路一圈。",
            "The current leaves at plus and runs around the circuit.",
        )
        if self.parallel and len(self.resistors) > 1:
            says = page.say(
                "電流は分かれます。抵抗が小さいほうに多く流れます。",
                "電流分流：電阻越小，流過越多。",
                "The current divides: the smaller the resistance, the more flows.",
            )
        page.beat(*(f"FadeIn({name})" for name in names), says=says, seconds=0.6)
        page.beat("time.animate(rate_func=linear).set_value(1)", seconds=_SECONDS)

    def _ways(self, loop: Room) -> list[list[Point]]:
        start, low = (loop.left, loop.y + 0.15), (loop.left, loop.bottom)
        xs = [x for x, _ in self._places(loop)] if self.parallel else [loop.right]
        return [
            [start, (loop.left, loop.top), (x, loop.top), (x, loop.bottom), low, (loop.left, loop.y - 0.15)]
            for x in xs
        ]

    def _shares(self, page: Page, room: Room) -> None:
        """What each resistor gets: the same current and a part of the voltage, or the other way round."""
        if len(self.resistors) == 1:
            says = page.say(
                "電圧が 2 倍なら電流も 2 倍、抵抗が 2 倍なら電流は半分です。",
                "電壓加倍，電流也加倍；電阻加倍，電流減半。",
                "Twice the voltage drives twice the current; twice the resistance halves it.",
            )
            page.beat("Indicate(law)", "Indicate(volts)", "Indicate(ohms_1)", says=says)
            return
        shares = self.currents if self.parallel else self.voltages
        unit, symbol = ("A", "I") if self.parallel else ("V", "V")
        subscripts = "₁₂₃"
        rows = [
            (
                f"share_{index}",
                quantity(f"{symbol}{subscripts[index - 1]}", share, unit),
                self._color(page, index),
            )
            for index, share in enumerate(shares, 1)
        ]
        shown = facts(page, room, rows, across=not page.stage.roomy)
        listed = page.locale.enumerated(amount(share, unit) for share in shares)
        if self.parallel:
            says = page.say(
                "それぞれに流れる電流は {s}。合わせて全体の電流です。",
                "各電阻的電流為 {s}，加起來就是總電流。",
                "Through each flows: {s}; together that is the whole current.",
                s=listed,
            )
        else:
            says = page.say(
                "電圧は抵抗に応じて分かれます。{s}。",
                "電壓依電阻分配：{s}。",
                "The voltage divides as the resistances do: {s}.",
                s=listed,
            )
        marks = [f"Indicate(ohms_{index})" for index in range(1, len(self.resistors) + 1)]
        page.beat(*shown, *marks, says=says, pause=0.8)


def _typst(value: Fraction) -> str:
    """A number in a formula: to its last digit or as a fraction where that is short, else rounded."""
    known = exact(value)
    short = decimal(known) or (typst(known) if value.denominator < _LONG_FRACTION else rounded(known))
    return short.replace("−", "-")


def _sign(value: Fraction) -> str:
    """The sign before it that says whether it is rounded."""
    return "=" if value.denominator < _LONG_FRACTION or decimal(exact(value)) else "approx"


def _told(value: Fraction, unit: str) -> str:
    return f'{quantity("", value, "").strip().replace("≈", "approx")} "{unit}"'
