"""The percentage and the amount that the sender gives."""

import re
from typing import Final

from media.authoring.reading.measures import NUMBER, decimal, value
from media.authoring.reading.names import named
from media.authoring.request import Request
from media.scenes.builders.percent import Percent, Task

_PERCENT: Final = re.compile(rf"(?P<percent>{NUMBER})\s*(?:%|％|percent|パーセント)", re.IGNORECASE)
_WHOLE: Final = re.compile(
    rf"^\s*(?:of|off|from|on)\s+(?:the\s+|an?\s+)?(?P<sign>[$€£¥])?\s*(?P<of>{NUMBER})\s*(?P<unit>円|元|dollars?|euros?|kg|g|人|個)?",
    re.IGNORECASE,
)
"""What stands behind the percentage and belongs to it."""
_AMOUNT: Final = re.compile(
    rf"[$€£¥]\s*(?P<signed>{NUMBER})|(?<![\d.])(?P<plain>{NUMBER})(?!\s*(?:%|％|percent|パーセント|\d|\.))\s*(?P<unit>円|元|dollars?|euros?|kg|g|人|個)?",
    re.IGNORECASE,
)
_TASKS: Final = (
    (Task.DISCOUNT, r"\boff\b|discount|reduced|割引|引き|オフ|折扣|減價|减价|打折"),
    (Task.INCREASE, r"increase|raise|more|tax|値上げ|増加|増し|加算|上漲|上涨|增加"),
)

_BACKWARDS: Final = re.compile(
    r"original(?:ly)?\b|before the (?:discount|sale)|定価|元の値段|もとの値段|原價|原价|原來|原来",
    re.IGNORECASE,
)
"""What is wanted is what the percentage was taken of."""


def fill(request: Request) -> Percent | None:
    """The first percentage, and the first number that is none."""
    percent = _PERCENT.search(request.words)
    if not percent or _BACKWARDS.search(request.words):
        return None
    whole = _WHOLE.match(request.words[percent.end() :])
    rest = request.words[: percent.start()] + " " + request.words[percent.end() :]
    amount = whole or _AMOUNT.search(rest)
    if not amount:
        return None
    written = whole["of"] if whole else amount["signed"] or amount["plain"]
    task = next(named(request.words, _TASKS), Task.PART)
    return Percent(
        task=task,
        percent=decimal(value(percent["percent"])),
        amount=decimal(value(written)),
        unit=amount["unit"] or "",
    )
