"""The percentage and the amount that the sender gives."""

import re
from typing import Final

from media.authoring.reading.measures import NUMBER, decimal, value
from media.authoring.reading.names import named
from media.authoring.request import Request
from media.scenes.builders.percent import Percent, Task

_PERCENT: Final = re.compile(rf"(?P<percent>{NUMBER})\s*(?:%|％|percent|パーセント)", re.IGNORECASE)
_TENTHS: Final = re.compile(r"([1-9])\s*割(引|増|り引|(?=の|は|です|$))")
"""Japanese tenths: 3割 is 30%."""
_OF_A_THING: Final = re.compile(r"\s*of\s+(?:the|my|our|all|these|those)\s+[a-z]", re.IGNORECASE)
_TEN_THOUSAND: Final = re.compile(rf"({NUMBER})\s*[万萬]([円元人個])")
_WHOLE: Final = re.compile(
    rf"^\s*(?:of|off|from|on)\s+(?:the\s+|an?\s+)?(?P<sign>[$€£¥])?\s*(?P<of>{NUMBER})\s*(?P<unit>円|元"
    rf"|dollars?|euros?|kg|g|人|個)?",
    re.IGNORECASE,
)
"""What stands behind the percentage and belongs to it."""
_AMOUNT: Final = re.compile(
    rf"[$€£¥]\s*(?P<signed>{NUMBER})|(?<![\d.])(?P<plain>{NUMBER})(?!\s*(?:%|％|percent|パーセント|\d"
    rf"|\.))\s*(?P<unit>円|元|dollars?|euros?|kg|g|人|個)?",
    re.IGNORECASE,
)
_TASKS: Final = (
    (Task.DISCOUNT, r"\boff\b|discount|reduced|割引|引き|オフ|折扣|減價|减价|打折"),
    (Task.INCREASE, r"increase|raise|more|tax|値上げ|増加|増し|加算|上漲|上涨|增加"),
)

_BACKWARDS: Final = re.compile(
    rf"\b(?:is|are|makes?\s+up|was|were|represents?|equals?)\s+{NUMBER}\s*(?:%"
    rf"|percent)\s+of\b(?!\s*[$€£¥]?\d)"
    r"|(?:%|percent)\s+of\s+(?:what|which)\b|(?:%|percent)\s+of\s+(?:the|my|an?|all|some)\s+[a-z]+\s+(?:is"
    r"|are|was|were)\s+[$€£¥]?\d"
    r"|[%％](?:は|が|に当たる|にあたる|是|為|为)\s*[$€£¥]?\d"
    r"|original(?:ly)?\b|before the (?:discount|sale)|定価|元の値段|もとの値段|原價|原价|原來|原来",
    re.IGNORECASE,
)
"""What is wanted is what the percentage was taken of."""
_FURTHER: Final = re.compile(
    r"\b(?:another|further|additional|again|then|after\s+that)\b|さらに|もう一度|続けて|再[打減减加]?|然後|然后|接著|接着",
    re.IGNORECASE,
)
"""A second percentage is taken of what the first has left."""


def fill(request: Request) -> Percent | None:
    """The first percentage, and the first number that is none."""
    words = _TENTHS.sub(lambda tenths: f"{int(tenths[1])}0%{tenths[2]}", request.words)
    words = _TEN_THOUSAND.sub(lambda found: f"{value(found[1]) * 10_000}{found[2]}", words)
    percent = _PERCENT.search(words)
    if not percent or _BACKWARDS.search(request.words):
        return None
    if _PERCENT.search(words, percent.end()) and _FURTHER.search(words, percent.end()):
        return None
    whole = _WHOLE.match(words[percent.end() :])
    # "30% of the students": the whole is told before, and what is told behind may be the part.
    behind = "" if _OF_A_THING.match(words, percent.end()) else words[percent.end() :]
    rest = f"{words[: percent.start()]} {behind}"
    amount = whole or _AMOUNT.search(rest)
    if not amount:
        return None
    written = whole["of"] if whole else amount["signed"] or amount["plain"]
    task = next(named(f"{request.words} {words}", _TASKS), Task.PART)
    return Percent(
        task=task,
        percent=decimal(value(percent["percent"])),
        amount=decimal(value(written)),
        unit=amount["unit"] or "",
    )
