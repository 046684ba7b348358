"""Sums of money: ``$45.50``, ``€1.5k``, ``$3.5 million``, ``5 USD``, ``$5-10``."""

import re
from typing import Final

from media.reading.english.amounts import AMOUNT, BEGIN, FIGURES, LARGE, SIGN, TO, is_adjective, signed, words
from media.reading.english.numbers import cardinal, with_point
from media.reading.english.units import unit
from media.reading.rules import Rule, needing, pairs, rule
from media.reading.units import UNIT

_CURRENCIES: Final = {
    sign: (*names.split("|"), "", "")[:4]
    for signs, names in pairs(
        "$:dollar|dollars|cent|cents,US$ USD:U S dollar|U S dollars|cent|cents,"
        "A$ AU$ AUD:Australian dollar|Australian dollars|cent|cents,"
        "C$ CA$ CAD:Canadian dollar|Canadian dollars|cent|cents,"
        "NT$ TWD NTD:new Taiwan dollar|new Taiwan dollars|cent|cents,"
        "HK$ HKD:Hong Kong dollar|Hong Kong dollars|cent|cents,"
        "S$ SGD:Singapore dollar|Singapore dollars|cent|cents,"
        "NZ$ NZD:New Zealand dollar|New Zealand dollars|cent|cents,R$ BRL:real|reais|centavo|centavos,"
        "€ EUR:euro|euros|cent|cents,£ GBP:pound|pounds|penny|pence,¥ ￥ JPY:yen|yen,"
        "CN¥ CNY RMB:yuan|yuan|fen|fen,₩ KRW:won|won,₹ INR:rupee|rupees|paisa|paise,₽ RUB:ruble|rubles,"
        "฿ THB:baht|baht,₫ VND:dong|dong,₱ PHP:peso|pesos,₪ ILS:shekel|shekels,₺ TRY:lira|lira,"
        "₿ BTC:bitcoin|bitcoins,₴ UAH:hryvnia|hryvnias,CHF:Swiss franc|Swiss francs,"
        "MXN:Mexican peso|Mexican pesos,SEK:Swedish krona|Swedish kronor,"
        "NOK:Norwegian krone|Norwegian kroner,DKK:Danish krone|Danish kroner,PLN:zloty|zlotys"
    ).items()
    for sign in signs.split(" ")
}
"""By sign or code: one, several, and the hundredth part of one, if it is used."""
_SIGN: Final = "|".join(
    re.escape(sign) for sign in sorted(_CURRENCIES, key=len, reverse=True) if not sign.isalpha()
)
_CODE: Final = "|".join(sign for sign in _CURRENCIES if sign.isalpha() and sign not in ("PHP", "TRY"))
_BEHIND: Final = rf"(?:(?:{_CODE})|[€£₩₹฿₫₽₺])(?!\w)"
_LARGE: Final = (
    rf"(?P<large>(?:{'|'.join(sorted(LARGE, key=len, reverse=True))})(?!\w)"
    r"|\s(?:hundred|thousand|million|billion|trillion|mil|bn|mn|tn|m|b|k)(?:\s(?:million|billion|trillion))?(?!\w))?"
)
_PER: Final = r"(?:\s?/\s?(?P<per>[A-Za-z]+)(?!\w))?"


def _sum(found: re.Match[str]) -> str:
    one, several, cent, cents = _CURRENCIES[found["sign"]]
    amount, last, large = with_point(found["amount"]), found["last"], (found["large"] or "").strip()
    per = f" per {_named(found['per'])}" if found["per"] else ""
    if (
        last is None
        and not large
        and re.fullmatch(r"[\d,]*\.\d\d", amount)
        and (cent or amount.endswith("00"))
    ):
        whole, part = (int(figures or "0") for figures in amount.replace(",", "").split("."))
        said = [f"{cardinal(whole)} {one if whole == 1 else several}"] if whole or not part else []
        said += [f"{cardinal(part)} {cent if part == 1 else cents}"] if part else []
        return signed(found["minus"], " and ".join(said)) + per
    spoken = words(amount) if last is None else f"{words(amount)} to {words(last)}"
    if large:
        spoken += " " + " ".join(LARGE[part] for part in large.split())
    is_one = (amount == "1" and last is None and not large) or is_adjective(found)
    return f"{signed(found['minus'], spoken)} {one if is_one else several}{per}"


def _named(what: str) -> str:
    return unit(what, several=False) if re.fullmatch(UNIT, what) else what


def _cents(found: re.Match[str]) -> str:
    return f"{words(found['amount'])} {'cent' if found['amount'] == '1' else 'cents'}"


_MINUS: Final = rf"(?P<minus>{SIGN})?"
_RANGE: Final = rf"(?P<amount>{FIGURES})(?:{TO}(?:{_SIGN})?(?P<last>{FIGURES}))?"

MONEY: Final[tuple[Rule, ...]] = needing(
    r"\d",
    rule(rf"(?<!\w){_MINUS}(?P<sign>{_SIGN}|(?:{_CODE})(?=[ \d]))\s?{_RANGE}{_LARGE}{_PER}", _sum),
    rule(
        rf"{BEGIN}{_MINUS}(?P<amount>{AMOUNT})(?:{TO}(?P<last>{AMOUNT}))?{_LARGE}\s?(?P<sign>{_BEHIND}){_PER}",
        _sum,
    ),
    rule(rf"{BEGIN}(?P<amount>{AMOUNT})\s?¢", _cents),
)
