"""A measure in another unit: both units along one scale, and the factor between them, exactly."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from media.formulas.exact import MINUS
from media.scenes.builder import Builder
from media.scenes.exact import Number, ends, exact, rounded, written
from media.scenes.locale import Locale, Translations, translations
from media.scenes.page import Page
from media.scenes.room import whole
from media.scenes.source import number, point
from media.scenes.text import width

_MOST_TICKS: Final = 8
_TICK_SIZE: Final = 26
_TICK_GAP: Final = 0.45
_SMALL: Final = Fraction(1, 10**6)
_DECIMALS: Final = 12


@dataclass(frozen=True)
class Unit:
    """``kind`` is what it measures; so many ``factor`` of that kind's first unit it is, from ``zero`` on."""

    kind: str
    factor: Fraction
    name: Translations
    zero: Fraction = Fraction(0)


def _unit(  # noqa: PLR0913, PLR0917 - a word in each language
    kind: str, factor: str | int, ja: str, zh: str, en: str, zero: str = "0"
) -> Unit:
    return Unit(kind, Fraction(factor), translations(ja, zh, en), Fraction(zero))


UNITS: Final[dict[str, Unit]] = {
    "mm": _unit("length", "0.001", "ミリメートル", "毫米", "millimeters"),
    "cm": _unit("length", "0.01", "センチメートル", "公分", "centimeters"),
    "m": _unit("length", 1, "メートル", "公尺", "meters"),
    "km": _unit("length", 1000, "キロメートル", "公里", "kilometers"),
    "in": _unit("length", "0.0254", "インチ", "英寸", "inches"),
    "ft": _unit("length", "0.3048", "フィート", "英尺", "feet"),
    "yd": _unit("length", "0.9144", "ヤード", "碼", "yards"),
    "mi": _unit("length", "1609.344", "マイル", "英里", "miles"),
    "nmi": _unit("length", 1852, "海里", "海里", "nautical miles"),
    "mg": _unit("mass", "0.000001", "ミリグラム", "毫克", "milligrams"),
    "g": _unit("mass", "0.001", "グラム", "克", "grams"),
    "kg": _unit("mass", 1, "キログラム", "公斤", "kilograms"),
    "t": _unit("mass", 1000, "トン", "公噸", "tonnes"),
    "oz": _unit("mass", "0.028349523125", "オンス", "盎司", "ounces"),
    "lb": _unit("mass", "0.45359237", "ポンド", "磅", "pounds"),
    "mL": _unit("volume", "0.001", "ミリリットル", "毫升", "milliliters"),
    "L": _unit("volume", 1, "リットル", "公升", "liters"),
    "m³": _unit("volume", 1000, "立方メートル", "立方公尺", "cubic meters"),
    "gal": _unit("volume", "3.785411784", "米ガロン", "美制加侖", "US gallons"),
    "cm²": _unit("area", "0.0001", "平方センチメートル", "平方公分", "square centimeters"),
    "m²": _unit("area", 1, "平方メートル", "平方公尺", "square meters"),
    "ha": _unit("area", 10_000, "ヘクタール", "公頃", "hectares"),
    "km²": _unit("area", 1_000_000, "平方キロメートル", "平方公里", "square kilometers"),
    "acre": _unit("area", "4046.8564224", "エーカー", "英畝", "acres"),
    "s": _unit("time", 1, "秒", "秒", "seconds"),
    "min": _unit("time", 60, "分", "分鐘", "minutes"),
    "h": _unit("time", 3600, "時間", "小時", "hours"),
    "d": _unit("time", 86_400, "日", "天", "days"),
    "m/s": _unit("speed", 1, "メートル毎秒", "公尺每秒", "meters per second"),
    "km/h": _unit("speed", "5/18", "キロメートル毎時", "公里每小時", "kilometers per hour"),
    "mph": _unit("speed", "0.44704", "マイル毎時", "英里每小時", "miles per hour"),
    "kn": _unit("speed", "463/900", "ノット", "節", "knots"),
    "°C": _unit("temperature", 1, "摂氏", "攝氏", "degrees Celsius"),
    "°F": _unit("temperature", "5/9", "華氏", "華氏", "degrees Fahrenheit", zero="-160/9"),
    "K": _unit("temperature", 1, "ケルビン", "克耳文", "kelvins", zero="-273.15"),
    "J": _unit("energy", 1, "ジュール", "焦耳", "joules"),
    "kJ": _unit("energy", 1000, "キロジュール", "千焦耳", "kilojoules"),
    "kcal": _unit("energy", 4184, "キロカロリー", "大卡", "kilocalories"),
    "kWh": _unit("energy", 3_600_000, "キロワット時", "度", "kilowatt-hours"),
    "Pa": _unit("pressure", 1, "パスカル", "帕", "pascals"),
    "hPa": _unit("pressure", 100, "ヘクトパスカル", "百帕", "hectopascals"),
    "bar": _unit("pressure", 100_000, "バール", "巴", "bars"),
    "atm": _unit("pressure", 101_325, "気圧", "大氣壓", "atmospheres"),
    "B": _unit("data", 1, "バイト", "位元組", "bytes"),
    "KiB": _unit("data", 1024, "キビバイト", "KiB", "kibibytes"),
    "kB": _unit("data", 1000, "キロバイト", "kB", "kilobytes"),
    "MB": _unit("data", 1_000_000, "メガバイト", "MB", "megabytes"),
    "MiB": _unit("data", 1_048_576, "メビバイト", "MiB", "mebibytes"),
    "GB": _unit("data", 1_000_000_000, "ギガバイト", "GB", "gigabytes"),
    "GiB": _unit("data", 1_073_741_824, "ギビバイト", "GiB", "gibibytes"),
}
"""The units by their signs. All factors are exact by definition."""


class Conversion(Builder):
    """The ``value`` in the unit ``given``, to be told in the unit ``wanted``; units by their signs."""

    value: Annotated[Number, Field(ge=-1_000_000_000, le=1_000_000_000)]
    given: str = Field(max_length=8)
    wanted: str = Field(max_length=8)

    @model_validator(mode="after")
    def _can_be_converted(self) -> Self:
        for name in ("given", "wanted"):
            if getattr(self, name) not in UNITS:
                raise ValueError(f"{name}: “{getattr(self, name)}” is none of {', '.join(UNITS)}.")
        one, other = UNITS[self.given], UNITS[self.wanted]
        if one.kind != other.kind or one is other:
            raise ValueError(
                f"given, wanted: {self.given} and {self.wanted} are not two units of the same kind."
            )
        if one.kind != "temperature" and self.value <= 0:
            raise ValueError("value: there is only more than nothing of it to convert.")
        if one.kind == "temperature" and self.value * one.factor + one.zero < UNITS["K"].zero:
            raise ValueError("value: nothing is colder than −273.15 °C.")
        if one.kind == "temperature" and abs(self.value) > 100_000:  # noqa: PLR2004 - degrees
            raise ValueError("value: that is hotter than can be shown on a scale.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A marathon in miles."""
        return cls.model_validate({"value": "42.195", "given": "km", "wanted": "mi"})

    def _at(self, value: Fraction) -> Fraction:
        """So many of the one unit, in the other."""
        one, other = UNITS[self.given], UNITS[self.wanted]
        return (value * one.factor + one.zero - other.zero) / other.factor

    @property
    def result(self) -> Fraction:
        """The value in the wanted unit, exactly."""
        return self._at(self.value)

    @property
    def factor(self) -> Fraction:
        """How many of the wanted unit one step of the given unit is."""
        return UNITS[self.given].factor / UNITS[self.wanted].factor

    @property
    def shift(self) -> Fraction:
        """What the wanted unit says where the given one says zero."""
        return self._at(Fraction(0))

    def heading(self, locale: Locale) -> str:
        """The question."""
        values = {"v": written(self.value), "a": self.given, "b": self.wanted}
        return locale.say("{v} {a} は何 {b}？", "{v} {a} 是多少 {b}？", "How many {b} are {v} {a}?", **values)

    # --- drawing --------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The scale with both units, the factor, and a marker that goes to the value."""
        look, room = page.look, whole(page.stage)
        low, high = self._range()
        left, right = room.left + 0.5, room.right - 0.5
        y = room.y + 0.05

        def x(value: Fraction) -> float:
            return left + (right - left) * float((value - low) / (high - low))

        page.let("scale", "Line", point(left, y), point(right, y), color=look.ink, stroke_width="6")
        page.named("scale", "目盛り", "刻度", "the scale")
        above = self._ticks(
            page, "given", [(value, x(value)) for value in _ticks(low, high, right - left)], y
        )
        others = _ticks(self._at(low), self._at(high), right - left)
        back = {value: (value - self.shift) / self.factor for value in others}
        below = self._ticks(page, "wanted", [(value, x(at)) for value, at in back.items()], y)
        one, other = UNITS[self.given], UNITS[self.wanted]
        names = {"a": page.locale.text(one.name), "b": page.locale.text(other.name)}
        says = page.say(
            "同じ量を、上は{a}、下は{b}で測ります。",
            "同一個量，上面用{a}，下面用{b}來量。",
            "One scale: {a} above, {b} below.",
            **names,
        )
        page.text("name_given", self.given, 36, 2.5, color=look.main, bold=True)
        page.place("name_given", room.left, y + 1.1, edge="LEFT")
        page.text("name_wanted", self.wanted, 36, 2.5, color=look.done, bold=True)
        page.place("name_wanted", room.left, y - 1.1, edge="LEFT")
        page.beat(
            "Create(scale)",
            "FadeIn(name_given)",
            f"FadeIn({above}, shift=DOWN * 0.2)",
            says=says,
            seconds=1.2,
        )
        page.beat("FadeIn(name_wanted)", f"FadeIn({below}, shift=UP * 0.2)", seconds=1.0)
        self._rule(page, min(room.top - 0.3, y + 2.7), room.width)
        self._mark(page, x, y, low)
        self._compute(page, max(room.bottom + 0.25, y - 2.6), room.width)

    def _range(self) -> tuple[Fraction, Fraction]:
        """What the scale shows, in the given unit."""
        if UNITS[self.given].kind != "temperature":
            return Fraction(0), self.value * Fraction(5, 4)
        zeros = [Fraction(0), -self.shift / self.factor, self.value]
        if "K" in {self.given, self.wanted}:
            zeros.pop(1 if self.wanted == "K" else 0)
        room = max((max(zeros) - min(zeros)) / 5, Fraction(10))
        return min(zeros) - room, max(zeros) + room

    def _ticks(self, page: Page, which: str, ticks: list[tuple[Fraction, float]], y: float) -> str:
        """The marks of a unit with their numbers, above the scale or below it."""
        side = 1 if which == "given" else -1
        color = page.look.main if which == "given" else page.look.done
        names = []
        for index, (value, x) in enumerate(ticks, 1):
            ends = (point(x, y), point(x, y + 0.25 * side))
            page.let(f"tick_{which}_{index}", "Line", *ends, color=color, stroke_width="4")
            page.text(f"number_{which}_{index}", _number(value), _TICK_SIZE, 2.4, color=color)
            page.place(f"number_{which}_{index}", x, y + 0.5 * side)
            names += [f"tick_{which}_{index}", f"number_{which}_{index}"]
        page.let(f"ticks_{which}", "VGroup", *names)
        page.named(
            f"ticks_{which}", f"{self.given} の目盛り", f"{self.given} 的刻度", f"the marks of {self.given}"
        )
        return f"ticks_{which}"

    @property
    def _step(self) -> str:
        """What is done with a number in the given unit, in Typst's mathematics; ``{}`` is the number."""
        times = "{} dot " + _formula(self.factor)
        if self.factor == 1:
            times = "{}"
        elif not ends(self.factor, _DECIMALS) and ends(1 / self.factor, _DECIMALS):
            times = "{} div " + _formula(1 / self.factor)
        if not self.shift:
            return times
        if ends(self.shift):
            return f"{times} {_signed(self.shift)}"
        return times.replace("{}", f"({{}} {_signed(self.shift / self.factor)})")

    def _rule(self, page: Page, y: float, room: float) -> None:
        """The factor, or the formula of a temperature."""
        one, other = self.given, self.wanted
        if self.shift:
            rule = self._step.replace(" slash ", "/")
            text = f"{_typst(other)} = {rule.format(_typst(one))}"
            plain = rule.format(one).replace("dot", "×").replace("div", "÷").replace("-", MINUS)
            says = page.say(
                "式は {b} = {rule} です。",
                "公式是 {b} = {rule}。",
                "The formula: {b} = {rule}.",
                b=other,
                rule=plain,
            )
        else:
            factor = self.factor
            if " div " in self._step:
                one, other, factor = other, one, 1 / factor
            text = f"1 {_typst(one)} {_equals(factor)} {_typst(other)}"
            values = {"a": one, "b": other, "f": _told(factor)}
            says = page.say("1 {a} {f} {b} です。", "1 {a} {f} {b}。", "1 {a} {f} {b}.", **values)
        page.formula("rule", text, 48, room, color=page.look.ink)
        page.place("rule", 0, y)
        page.named("rule", "換算の式", "換算式", "the rule")
        page.beat("Write(rule)", says=says, seconds=1.0)

    def _mark(self, page: Page, x: Callable[[Fraction], float], y: float, low: Fraction) -> None:
        """A bar grows to the value, and reads the other unit at its end."""
        look = page.look
        start = max(low, Fraction(0)) if UNITS[self.given].kind != "temperature" else low
        bar = (point(x(start), y), point(x(self.value), y))
        page.let("bar", "Line", *bar, color=look.hot, stroke_width="16")
        page.named("bar", "測る量", "要量的量", "the measure")
        page.let(
            "reading",
            "DashedLine",
            point(x(self.value), y + 0.3),
            point(x(self.value), y - 0.3),
            color=look.hot,
        )
        page.text("value_given", f"{written(self.value)} {self.given}", 32, 6.0, color=look.hot, bold=True)
        page.text("value_wanted", self._short(), 32, 6.0, color=look.hot, bold=True)
        for name, side in (("value_given", 1), ("value_wanted", -1)):
            page.place(name, x(self.value), y + 1.1 * side)
            # At the end of the stage it stands as far out as it can.
            page.do(f"{name}.shift", f"LEFT * max(0, {name}.get_right()[0] - {number(page.stage.right)})")
            page.do(
                f"{name}.shift", f"RIGHT * max(0, {number(page.stage.left + 1.6)} - {name}.get_left()[0])"
            )
        says = page.say(
            "{v} {a} まで進むと、下の目盛りで読み取れます。",
            "走到 {v} {a}，就能在下面的刻度讀出來。",
            "At {v} {a} we read the other unit below.",
            v=written(self.value),
            a=self.given,
        )
        page.beat("Create(bar)", says=says, seconds=2.0)
        page.beat("FadeIn(value_given)", "Create(reading)", seconds=0.7)
        page.beat("FadeIn(value_wanted)", seconds=0.6)

    def _short(self) -> str:
        return f"{_told(self.result).removeprefix('= ')} {self.wanted}"

    def _compute(self, page: Page, y: float, room: float) -> None:
        number_given = written(self.value).replace(MINUS, "-")
        if self.value < 0 and self._step.startswith("{} d"):
            number_given = f"({number_given})"
        text = f"{self._step.format(number_given)} {_equals(self.result)} {_typst(self.wanted)}"
        page.formula("result", text, 48, room, color=page.look.hot)
        page.place("result", 0, y)
        page.named("result", "結果", "結果", "the result")
        says = page.say(
            "計算すると、{v} {a} {r} {b} です。",
            "算出來，{v} {a} {r} {b}。",
            "Computed: {v} {a} {r} {b}.",
            v=written(self.value),
            a=self.given,
            r=_told(self.result),
            b=self.wanted,
        )
        page.beat("Write(result)", says=says, seconds=1.2)


def _signed(value: Fraction) -> str:
    return f"{'+' if value > 0 else '-'} {written(abs(value))}"


def _typst(unit: str) -> str:
    return f'"{unit}"'


def _formula(value: Fraction) -> str:
    """A factor, exactly."""
    if ends(value, _DECIMALS):
        return written(value, _DECIMALS)
    return f"{value.numerator} slash {value.denominator}"


def _equals(value: Fraction) -> str:
    """The end of a formula: the number where its decimals end, else rounded."""
    if ends(value, _DECIMALS):
        return f"= {written(value, _DECIMALS)}".replace(MINUS, "-")
    return f"approx {rounded(exact(value))}".replace(MINUS, "-")


def _told(value: Fraction) -> str:
    """The same in a line of text."""
    return f"= {written(value, _DECIMALS)}" if ends(value, _DECIMALS) else f"≈ {rounded(exact(value))}"


def _ticks(low: Fraction, high: Fraction, room: float) -> list[Fraction]:
    """Round numbers from the one to the other, so many that they can be told apart."""
    step = _SMALL
    while True:
        ticks = (
            [step * index for index in range(ceil(low / step), floor(high / step) + 1)]
            if ((high - low) / step <= _MOST_TICKS)
            else []
        )
        if ticks and sum(width(_number(tick), _TICK_SIZE) + _TICK_GAP for tick in ticks) <= room:
            return ticks
        # One, two, five, ten.
        lead = str(step.numerator if step >= 1 else 1 / step)[0]
        step *= Fraction(5, 2) if lead == ("2" if step >= 1 else "5") else 2


def _number(value: Fraction) -> str:
    return written(value, _DECIMALS)
