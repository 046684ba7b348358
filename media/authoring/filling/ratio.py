"""The sender's ratio, and the amount that is shared."""

import re
from typing import Final

from media.authoring.reading.measures import NUMBER, value
from media.authoring.request import Request
from media.scenes.builders.ratio import Ratio, Share

_RATIO: Final = re.compile(
    r"(?<![\d.:])(\d{1,3})\s*(?::|：|比|対|to)\s*(\d{1,3})(?:\s*(?::|：|比|to)\s*(\d{1,3}))?(?![\d.])"
)
_AMOUNT: Final = re.compile(
    rf"(?P<sign>[$€£])?\s*(?P<value>{NUMBER})\s*(?P<unit>ml|mL|l(?![a-z])|g(?![a-z])|kg|cm|m(?![a-z])|円|元|個|个|dollars?|euros?)?",
)


def fill(request: Request) -> Ratio | None:
    """The parts, and the only other number."""
    found = _RATIO.search(request.words)
    if not found:
        return None
    rest = request.words[: found.start()] + " \n " + request.words[found.end() :]
    amounts = list(_AMOUNT.finditer(rest))
    if len(amounts) != 1:
        return None
    shares = tuple(Share(parts=int(part)) for part in found.groups() if part)
    unit = amounts[0]["unit"] or amounts[0]["sign"] or ""
    return Ratio(shares=shares, amount=value(amounts[0]["value"]), unit=unit)
