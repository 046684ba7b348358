"""Amounts in Japanese with what they are amounts of: money, units, parts, ratios; ranges; and numbers."""

import re
from collections.abc import Iterable
from typing import Final
from unicodedata import normalize

from media.reading.eastern import ALONE, DASH, MINUS, NUMBER, POWERS, in_myriads
from media.reading.japanese.calendar import compared
from media.reading.japanese.formulas import OPERATORS, read_formulas
from media.reading.japanese.units import CURRENCIES, EACH, PER, UNITS
from media.reading.rules import TAKEN, Rule, constant, rule

_SIGNS: Final = {**dict.fromkeys(MINUS, "マイナス"), "+": "プラス", "±": "プラスマイナス"}
_SIGN: Final = rf"(?:(?<![0-9A-Za-z)\]%{TAKEN}.+±{MINUS}])(?P<sign>[{MINUS}+±])\s?)?"
_SCALE: Final = "[十百千万億兆]"
_FIRST: Final = rf"{ALONE}(?P<low>{NUMBER})(?P<scale>{_SCALE}*)"
_SECOND: Final = rf"(?P<minus>[{MINUS}])?(?P<high>{NUMBER})(?P<scales>{_SCALE}*)"
_AMOUNT: Final = rf"{_FIRST}(?:(?:{DASH}|から){_SECOND})?"
_MYRIADS: Final = ("", "万", "億")
_ENDS: Final = "(?:(?<![A-Za-z])|(?![A-Za-z0-9²³]))"
_PARTS: Final = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
_LIMITS: Final = {"<": "未満", ">": "より上", "≤": "以下", "≥": "以上"}
_COUNTED_BY: Final = "円|回|人|個|件|万円|ドル|ユーロ|時間|分|本|枚|歩|キロ|グラム|リットル"


def _any(signs: Iterable[str]) -> str:
    """One of the signs, the longest first, for a regular expression."""
    return "|".join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True))


def _plain(figures: str) -> str:
    return figures.replace(",", "")


def _said(found: re.Match[str], power: int = 0) -> str:
    """An amount or a range, before its unit."""
    sign = _SIGNS.get(found["sign"] or "", "")
    low = _scaled(found["low"], found["scale"], power)
    if found["high"] is None:
        return sign + low
    minus = "マイナス" if found["minus"] else ""
    return f"{sign}{low}から{minus}{_scaled(found['high'], found['scales'], power)}"


def _scaled(figures: str, scale: str, power: int) -> str:
    if not power:
        return _plain(figures) + scale
    plain, myriads = in_myriads(figures, power)
    return plain + _MYRIADS[myriads]


def _priced(found: re.Match[str]) -> str:
    unit = CURRENCIES[found["money"]]
    cents = re.fullmatch(r"([\d,]+)\.(\d\d)", found["low"])
    if cents and unit == "ドル" and found["high"] is None and not (found["scale"] or found["power"]):
        small = f"{int(cents[2])}セント" if int(cents[2]) else ""
        return f"{_SIGNS.get(found['sign'] or '', '')}{_plain(cents[1])}ドル{small}"
    return _said(found, POWERS[found["power"].lower()] if found["power"] else 0) + unit


def _measured(found: re.Match[str]) -> str:
    unit = UNITS[found["unit"]]
    before = "華氏" if found["unit"] in ("°F", "℉") else ""
    return before + _of(_said(found) + unit, found["per"])


def _each(found: re.Match[str]) -> str:
    return _of(_said(found) + found["unit"], found["per"])


def _of(amount: str, per: str | None) -> str:
    """An amount for a unit of another thing: キロメートル毎時, 1人あたり500円, ミリグラムパーデシリットル."""
    if per is None:
        return amount
    if per in PER:
        return amount + PER[per]
    return EACH[per] + amount if per in EACH else f"{amount}パー{UNITS[per]}"


def _fraction(found: re.Match[str]) -> str | None:
    if not int(_plain(found["below"])):
        return None
    whole = f"{found['whole']}と" if found["whole"] else ""
    return f"{_SIGNS.get(found['sign'] or '', '')}{whole}{_plain(found['below'])}分の{_plain(found['above'])}"


def _part(found: re.Match[str]) -> str:
    above, _, below = normalize("NFKC", found["part"]).partition("\N{FRACTION SLASH}")
    return (f"{found['whole']}と" if found["whole"] else "") + f"{below}分の{above}"


def _ratio(found: re.Match[str]) -> str:
    return found[0].replace(":", "対")


def _score(found: re.Match[str]) -> str | None:
    if compared(found.string, found.start()) or re.match(
        "(?:で[^、。]{0,8})?(?:勝|敗|負|引き分け|快勝|逆転)", found.string[found.end() :]
    ):
        return f"{found['low']}対{found['high']}"
    return None


def _number(found: re.Match[str]) -> str:
    return _SIGNS.get(found["sign"] or "", "") + _plain(found["low"])


_LATIN: Final = _any(sign for sign in UNITS if len(sign) > 1 or not sign.isascii() or sign == "%")
_SHORT: Final = _any(sign for sign in UNITS if len(sign) == 1 and sign.isascii() and sign != "%")
_MONEY: Final = _any(sign for sign in CURRENCIES if not sign.isalpha())
_CODES: Final = _any(sign for sign in CURRENCIES if sign.isalpha())
_EVERY: Final = rf"(?:/(?P<per>{_any({**UNITS, **PER, **EACH})}))?{_ENDS}"
_POWER: Final = r"(?:\s?(?P<power>million|billion|trillion|thousand|bn|[kKMBm])(?![A-Za-z]))?"

QUANTITIES: Final[tuple[Rule, ...]] = (
    rule(
        rf"{_SIGN}(?P<money>{_MONEY}|(?:{_CODES})(?=\s?\d))\s?{_AMOUNT}{_POWER}(?:円|ドル|ユーロ)?", _priced
    ),
    # A sum is no number of a formula: $1 = 150円.
    read_formulas,
    rule(rf"{_SIGN}{_AMOUNT}\s?(?P<power>million|billion)?\s?(?P<money>{_CODES}|[$€£¥￥]){_ENDS}", _priced),
    rule(rf"{_SIGN}{_AMOUNT}\s?(?P<unit>{_LATIN}){_EVERY}", _measured),
    # Of one letter: not 5G, 5A and 1V1.
    rule(rf"{_SIGN}{_AMOUNT}\s?(?P<unit>{_SHORT}){_EVERY}(?!級|ランク|サイズ)", _measured),
    rule(rf"{_SIGN}{_AMOUNT}(?P<unit>{_COUNTED_BY})/(?P<per>{_any({**UNITS, **PER, **EACH})}){_ENDS}", _each),
    constant(ALONE + r"(?<!/)24/7(?![\d/.])", "24時間365日"),
    rule(
        rf"{_SIGN}{ALONE}(?<!/)(?:(?P<whole>\d+)\s)?(?P<above>\d[\d,]*)/(?P<below>\d[\d,]*)(?![\d/.])",
        _fraction,
    ),
    rule(rf"(?:{ALONE}(?P<whole>\d+)\s?)?(?P<part>[{_PARTS}])", _part),
    constant(r"(?<=\d)\s?[x×X]\s?(?=\d)", "かける"),
    rule(r"(?<![\d:.])\d+(?:\.\d+)?(?::\d+(?:\.\d+)?)+(?![\d:])", _ratio),
    rule(ALONE + rf"(?P<low>\d+){DASH}(?P<high>\d+)(?![\d.])", _score),
)
NUMBERS: Final[tuple[Rule, ...]] = (
    rule(
        rf"(?<=[{TAKEN}ぁ-ヿ一-鿿)])\s?(?P<sign>[=×÷+<>≈≠≤≥])\s?(?=[{TAKEN}ぁ-ヿ一-鿿(\d])",
        lambda found: OPERATORS[found["sign"]],
    ),
    rule(
        rf"(?P<limit>[<>≤≥])\s?(?P<amount>{NUMBER})(?![\d.])",
        lambda found: _plain(found["amount"]) + _LIMITS[found["limit"]],
    ),
    rule(rf"{_SIGN}{_FIRST}{DASH}(?![-—]){_SECOND}(?![\d-])", _said),
    rule(rf"{_SIGN}{ALONE}(?P<low>{NUMBER})", _number),
    constant(rf"(?<=[{TAKEN}人個件名円回])\+(?![\dA-Za-z])", "以上"),
    constant(rf"(?<=[{TAKEN}円時分年月日人回個度名]){DASH}(?![-—])(?=[{TAKEN}一-鿿])", "から"),
    constant(r"(?<=[曜円時分年月日人回個度名東京大阪])[〜～~](?=[一-鿿\d])", "から"),
    constant(r"(?<=[円時分年月日人回個度名])[〜～~](?=$|[\s、。）」])", "から"),
    constant(r"\s?&\s?", "アンド"),
)
