"""How the sender's quantity grows: interest, doubling, an arithmetic or a geometric sequence."""

import re
from fractions import Fraction
from itertools import pairwise
from typing import Final

from media.authoring.filling import Filled, chosen
from media.authoring.reading.measures import NUMBER, before, measure, value
from media.authoring.reading.names import named
from media.authoring.reading.series import longest
from media.authoring.request import Request
from media.scenes.builders.sequence import MOST, Rule, Sequence

_INTEREST: Final = re.compile(r"interest|利息|複利|复利|年利|利率", re.IGNORECASE)
_SIMPLE: Final = re.compile(r"\bsimple\s+interest|単利|單利|单利", re.IGNORECASE)
"""Interest that earns none: its sums grow otherwise."""
_REGULAR: Final = re.compile(
    rf"{NUMBER}(?![\d.]*\s*(?:%|％|percent))(?:(?!%|％|percent)[^.,;:\d]){{0,40}}?"
    r"\b(?:each|every|per|a)\s+(?:day|week|month|quarter|year)\b"
    r"|[毎每](?:個|个)?(?:日|天|週|周|月|年)(?=[^。，、,%％]{0,12}?(?<!\d)\d[\d.,万萬]*(?![\d.,万萬]*\s*[%％]))"
    r"|\b(?:monthly|weekly|yearly|annual|regular)\s+(?:deposits?|savings?|payments?|withdrawals?|instal+ments?)"
    r"|積立|積み立て|積立て|つみたて|定期定額|定期定额|零存整[付取]|分期",
    re.IGNORECASE,
)
"""Sums that are paid in or taken out again and again: they make another sequence than the one of a sum."""
_TERM: Final = re.compile(r"第\s*(\d+)\s*[項项]|\b(\d+)(?:st|nd|rd|th)\s+term|(\d+)\s*番目", re.IGNORECASE)
_RATE: Final = re.compile(rf"(?P<rate>{NUMBER})\s*(?:%|％|percent|パーセント)", re.IGNORECASE)
_YEARS: Final = r"years?|年(?![利率])(?:間|后|後)?"
_SUM: Final = re.compile(
    rf"[$€£¥]\s*(?P<signed>{NUMBER})|(?P<named>{NUMBER})\s*(?:dollars?|euros?|pounds?|yen|円|元|万円|萬元)"
    rf"|(?:principal|元本|本金|deposit|invest(?:ing|ed)?|start(?:ing)?(?:\s+with"
    rf"|\s+from)?)\D{{0,10}}(?P<behind>{NUMBER})",
    re.IGNORECASE,
)
_TEN_THOUSAND: Final = re.compile(r"\s*[万萬]")
_FACTORS: Final = (
    (Fraction(2), r"doubl|倍(?!率)|翻倍|加倍|2倍|二倍"),
    (Fraction(3), r"tripl|3倍|三倍"),
    (Fraction(1, 2), r"halv|half|半分|減半|减半"),
)
_EVERY: Final = re.compile(
    rf"(?:every|each|per)\s+(?P<count>{NUMBER})?\s*"
    r"(?P<unit>seconds?|minutes?|hours?|days?|weeks?|months?|years?)"
    rf"|(?P<eastern>{NUMBER})\s*(?P<word>秒|分鐘|分钟|分|時間|小時|小时|日|天|週間|年)(?:ごと|毎)"
    rf"|每\s*(?P<chinese>{NUMBER})\s*(?P<term>秒|分鐘|分钟|小時|小时|天|日|年)",
    re.IGNORECASE,
)
_START: Final = (
    r"start(?:ing)?(?:\s+with|\s+at|\s+from)?|begin(?:ning)?(?:\s+with)?|initial(?:ly)?"
    r"|最初|はじめ|初め|一開始|開始|开始|起初"
)
_HUNDRED: Final = 100


def fill(request: Request) -> Filled | None:
    """Interest where money and a rate are spoken of, else doubling, else the terms that are given."""
    text = request.words
    return _interest(text) or _growth(text) or _terms(text)


def _interest(text: str) -> Filled | None:
    rate, years = _RATE.search(text), before(text, _YEARS)
    if not _INTEREST.search(text) or not rate or _SIMPLE.search(text) or _REGULAR.search(text):
        return None
    found = _SUM.search(text)
    start = value(next(filter(None, found.groups()))) if found else Fraction(_HUNDRED)
    if found and _TEN_THOUSAND.match(text, found.end(found.lastgroup or 0)):
        start *= 10_000
    count = min(int(years.value), MOST) if years else 10
    grown = Sequence(rule=Rule.INTEREST, start=start, step=value(rate["rate"]), count=count)
    return chosen(grown, is_example=not found or not years)


def _growth(text: str) -> Filled | None:
    factor = next(named(text, _FACTORS), None)
    every = _EVERY.search(text)
    if factor is None or not every:
        return None
    start = measure(text, _START)
    counts = (every["count"], every["eastern"], every["chinese"])
    unit = every["unit"] or every["word"] or every["term"]
    grown = Sequence(
        rule=Rule.GEOMETRIC,
        start=start.value if start else Fraction(1),
        step=factor,
        every=value(next(filter(None, counts), "1")),
        unit=unit,
    )
    return chosen(grown, is_example=not start)


def _terms(text: str) -> Sequence | None:
    """A sequence whose first terms tell its rule."""
    terms = longest(text)
    if len(terms) < 3:  # noqa: PLR2004 - two differences to compare
        return None
    wanted = _TERM.search(text)
    count = int(next(filter(None, wanted.groups()))) if wanted else max(len(terms), 6)
    if count < len(terms):
        return None
    steps = {later - earlier for earlier, later in pairwise(terms)}
    if len(steps) == 1:
        return Sequence(rule=Rule.ARITHMETIC, start=terms[0], step=steps.pop(), count=count)
    if all(terms):
        factors = {later / earlier for earlier, later in pairwise(terms)}
        if len(factors) == 1:
            return Sequence(rule=Rule.GEOMETRIC, start=terms[0], step=factors.pop(), count=count)
    return None
