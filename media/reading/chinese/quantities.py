"""Amounts in Chinese with what they are amounts of: money, shares, parts, units; and ranges of them."""

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple
from unicodedata import normalize

from media.reading.chinese.calendar import compared
from media.reading.chinese.formulas import OPERATORS, read_formulas
from media.reading.chinese.numbers import COUNTED, SCALE, number
from media.reading.chinese.units import currencies, units
from media.reading.eastern import ALONE, DASH, MINUS, NUMBER, POWERS, in_myriads
from media.reading.rules import TAKEN, Rule, constant, rule

_SIGNS: Final = {**dict.fromkeys(MINUS, "负"), "+": "正", "±": "正负"}
_SIGN: Final = rf"(?:(?<![0-9A-Za-z)\]%{TAKEN}.+±{MINUS}])(?P<sign>[{MINUS}+±])\s?)?"
_FIRST: Final = rf"{ALONE}(?P<low>{NUMBER})(?P<scale>{SCALE}*)"
_SECOND: Final = rf"(?P<minus>[{MINUS}])?(?P<high>{NUMBER})(?P<scales>{SCALE}*)"
_AMOUNT: Final = rf"{_FIRST}(?:(?:{DASH}|[到至]){_SECOND})?"
_MYRIADS: Final = ("", "万", "亿")
_PARTS: Final = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
_PER: Final = (
    "小时|分钟|公里|公斤|公尺|公克|公升|平方米|毫升|"
    "[天日周月季年人次个位只件本张台间秒分时斤克升坪米吨晚节集份包盒瓶股度桶杯箱套辆名户条]"
)
_WON: Final = re.compile(
    r"\s?(?:平手|平局|战平|战胜|胜|负|击败|领先|落后|获胜|取胜|大胜|完胜|横扫|逆转|不敌|险胜)"
)
_COUNTED_BY: Final = (
    "公里|公斤|公克|公升|毫升|毫克|大卡|千卡|美元|欧元|[元块次人个件转帧滴圈步字页米克升卡度]"
)
_ENDS: Final = "(?:(?<![A-Za-z])|(?![A-Za-z0-9²³]))"


class Amount(NamedTuple):
    """An amount, or a range of two, as ``_AMOUNT`` found it; ``scale`` is 万 or 亿 after the figures."""

    sign: str
    low: str
    scale: str
    minus: bool
    high: str | None
    scales: str

    @classmethod
    def of(cls, found: re.Match[str]) -> "Amount":
        """What was found."""
        sign = _SIGNS.get(found["sign"] or "", "")
        return cls(
            sign, found["low"], found["scale"], bool(found["minus"]), found["high"], found["scales"] or ""
        )

    def rounded(self) -> "Amount":
        """Without the noughts that only sums are written with: 12.50."""
        return self._replace(low=_short(self.low), high=None if self.high is None else _short(self.high))

    def times(self, power: int) -> "Amount":
        """So many times ten to the power."""
        low, myriads = in_myriads(self.low, power)
        if self.high is None:
            return self._replace(low=low, scale=_MYRIADS[myriads])
        high, more = in_myriads(self.high, power)
        return self._replace(low=low, scale=_MYRIADS[myriads], high=high, scales=_MYRIADS[more])

    def said(self, following: str) -> str:
        """In words; what follows decides how two are said."""
        if self.high is None:
            return self.sign + _scaled(self.low, self.scale, following)
        minus = "负" if self.minus else ""
        low = _scaled(self.low, self.scale, self.scales or following)
        return f"{self.sign}{low}到{minus}{_scaled(self.high, self.scales, following)}"


def quantities(*, taiwan: bool) -> tuple[Rule, ...]:
    """The rules of amounts and formulas, in the words of the mainland or of Taiwan."""
    names = units(taiwan=taiwan)
    money = currencies(taiwan=taiwan)
    latin = _any(sign for sign in names if len(sign) > 1 or not sign.isascii())
    short = _any(sign for sign in names if len(sign) == 1 and sign.isascii())
    signs = _any(sign for sign in money if not sign.isalpha())
    codes = _any(sign for sign in money if sign.isalpha())

    def priced(found: re.Match[str]) -> str:
        amount = Amount.of(found).rounded()
        if found["power"]:
            amount = amount.times(POWERS[found["power"].lower()])
        unit = money[found["money"]]
        return amount.said(unit) + found["more"] + unit

    def measured(found: re.Match[str]) -> str:
        unit = names[found["unit"]] + _per(found["per"], names)
        return Amount.of(found).said(unit) + unit

    def each(found: re.Match[str]) -> str:
        unit = found["unit"] + _per(found["per"], names)
        return Amount.of(found).said(unit) + unit

    per_latin = _any(names)
    floors = (
        rule(ALONE + r"(?P<floor>\d{1,3})F(?![A-Za-z0-9])", lambda found: f"{number(found['floor'])}楼"),
    )
    return (
        *(floors if taiwan else ()),
        rule(
            rf"{_SIGN}(?P<money>{signs})\s?{_AMOUNT}"
            rf"(?:\s?(?P<power>million|billion|trillion|thousand|bn|[kKMBm])(?![A-Za-z]))?(?P<more>[多余]?)"
            r"(?:\s?(?:新台币|台币|美元|人民币|欧元|英镑|元|块))?",
            priced,
        ),
        rule(rf"(?P<sign>)(?P<money>{codes})\s?{_AMOUNT}(?P<power>)(?P<more>[多余]?)元?", priced),
        # A sum is no number of a formula: $1 = NT$32.
        read_formulas(taiwan=taiwan),
        rule(
            rf"{_SIGN}{_AMOUNT}\s?(?P<power>million|billion|thousand)?(?P<more>[多余]?)\s?(?P<money>{codes}|[$€£¥￥]){_ENDS}",
            priced,
        ),
        rule(rf"{_SIGN}{_AMOUNT}\s?(?P<mark>[%％‰])", _share),
        rule(rf"{_SIGN}{_AMOUNT}\s?(?P<unit>{latin})(?:[/／](?P<per>{per_latin}|{_PER}))?{_ENDS}", measured),
        # Of one letter: not 5G, 5A 级 and 1V1.
        rule(
            rf"{_SIGN}{_AMOUNT}\s?(?P<unit>{short})(?:[/／](?P<per>{per_latin}|{_PER}))?{_ENDS}(?!级|景区|游戏)",
            measured,
        ),
        rule(rf"{_SIGN}{_AMOUNT}\s?(?P<unit>{_COUNTED_BY})[/／](?P<per>{per_latin}|{_PER}){_ENDS}", each),
    )


def _per(unit: str | None, names: Mapping[str, str]) -> str:
    return f"每{names.get(unit, unit)}" if unit else ""


def _short(figures: str) -> str:
    return re.sub(r"\.?0+$", "", figures) if "." in figures else figures


def _scaled(figures: str, scale: str, unit: str) -> str:
    return number(figures, counted=bool(re.match(COUNTED, scale or unit))) + scale


def _share(found: re.Match[str]) -> str:
    whole = "千分之" if found["mark"] == "‰" else "百分之"
    sign = _SIGNS.get(found["sign"] or "", "")
    low = number(found["low"]) + found["scale"]
    if found["high"] is None:
        return sign + whole + ("百" if low == "一百" and whole == "百分之" else low)
    return f"{sign}{whole}{low}到{'负' if found['minus'] else ''}{number(found['high'])}"


def _fraction(found: re.Match[str]) -> str | None:
    below = int(found["below"].replace(",", ""))
    if not below:
        return None
    sign = _SIGNS.get(found["sign"] or "", "")
    whole = f"{number(found['whole'])}又" if found["whole"] else ""
    return f"{sign}{whole}{number(found['below'])}分之{number(found['above'])}"


def _part(found: re.Match[str]) -> str:
    above, _, below = normalize("NFKC", found["part"]).partition("\N{FRACTION SLASH}")
    whole = f"{number(found['whole'])}又" if found["whole"] else ""
    return f"{whole}{number(below)}分之{number(above)}"


def _ratio(found: re.Match[str]) -> str | None:
    return "比".join(number(part) for part in found[0].split(":"))


def _score(found: re.Match[str]) -> str | None:
    if compared(found.string, found.start()) or _WON.match(found.string, found.end()):
        return f"{number(found['low'])}比{number(found['high'])}"
    return None


def _few(found: re.Match[str]) -> str | None:
    low, high = int(found["low"]), int(found["high"])
    if high != low + 1:
        return None
    return number(found["low"], counted=True) + number(found["high"])


def _range(found: re.Match[str]) -> str:
    following = found.string[found.end() : found.end() + 4]
    return Amount.of(found).said(following)


def _number(found: re.Match[str]) -> str:
    text = found.string
    before, following = text[max(0, found.start() - 2) : found.start()], text[found.end() : found.end() + 4]
    ordinal = before.endswith(("第", "初", "周", "星期", "礼拜", "高", "大", "小", "国"))
    sign = _SIGNS.get(found["sign"] or "", "")
    counted = not ordinal and re.match(COUNTED, found["scale"] + following) is not None
    more = ("多" if counted else "以上") if found["more"] else ""
    return f"{sign}{number(found['low'], counted=counted)}{found['scale']}{more}"


def _between(found: re.Match[str]) -> str:
    return OPERATORS[found["sign"]]


def _any(signs: Iterable[str]) -> str:
    """One of the signs, the longest first, for a regular expression."""
    return "|".join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True))


PARTS: Final[tuple[Rule, ...]] = (
    constant(ALONE + r"(?<!/)(?:7/24|24/7)(?![\d/.])|7[xX×]24(?=小时)", "七乘二十四"),
    rule(
        rf"{_SIGN}{ALONE}(?<!/)(?:(?P<whole>\d+)\s)?(?P<above>\d[\d,]*(?:\.\d+)?)/(?P<below>\d[\d,]*)(?![\d/.])",
        _fraction,
    ),
    rule(rf"(?:{ALONE}(?P<whole>\d+)\s?)?(?P<part>[{_PARTS}])", _part),
)
RATIOS: Final[tuple[Rule, ...]] = (
    constant(r"(?<=\d)\s?[x×X]\s?(?=\d)", "乘"),
    rule(r"(?<![\d:.])\d+(?:\.\d+)?(?::\d+(?:\.\d+)?)+(?![\d:])", _ratio),
    rule(ALONE + rf"(?P<low>\d+){DASH}(?P<high>\d+)(?![\d.])", _score),
)
NUMBERS: Final[tuple[Rule, ...]] = (
    rule(ALONE + rf"(?P<low>\d)、(?P<high>\d)(?={COUNTED}|[十百千万亿])", _few),
    rule(rf"{_SIGN}{_FIRST}{DASH}(?![-—]){_SECOND}(?![\d-])", _range),
    rule(rf"{_SIGN}(?P<low>{NUMBER})(?P<scale>{SCALE}*)(?P<more>\+(?![\dA-Za-z]))?", _number),
    rule(rf"(?<=[{TAKEN}一-鿿)])\s?(?P<sign>[=×÷+<>≈≠≤≥])\s?(?=[{TAKEN}一-鿿(\d])", _between),
    rule(rf"(?P<sign>[<>≈≤≥])\s?(?=[{TAKEN}\d])", _between),
    rule("(?<=[A-Za-z)])[₀-₉]+", lambda found: number(normalize("NFKC", found[0]))),
    constant(r"(?<=[A-Za-z])\s?&\s?(?=[A-Za-z])", " and "),
    constant(r"\s?&\s?", "和"),
    # Between two that were ranges, dates or amounts by themselves.
    constant(rf"(?<={TAKEN}){DASH}(?![-—])(?={TAKEN})", "到"),
)
