"""The voltage and the resistances of the sender's circuit."""

import re
from typing import Final

from media.authoring.reading.measures import NUMBER, value
from media.authoring.request import Request
from media.scenes.builders.circuit import Circuit

_VOLTS: Final = re.compile(
    rf"(?P<value>{NUMBER})\s*-?\s*(?:V(?![A-Za-z])|volts?|ボルト|伏特|伏)", re.IGNORECASE
)
_OHMS: Final = re.compile(
    rf"(?P<value>{NUMBER})\s*-?\s*(?:Ω|Ω|ohms?|オーム(?!の法則)|歐姆(?!定律)|欧姆(?!定律))", re.IGNORECASE
)
_PARALLEL: Final = re.compile(r"parallel|並列|並聯|并联", re.IGNORECASE)


def fill(request: Request) -> Circuit | None:
    """One voltage, and every resistance."""
    volts = {value(one["value"]) for one in _VOLTS.finditer(request.words)}
    ohms = tuple(value(one["value"]) for one in _OHMS.finditer(request.words))
    if len(volts) != 1 or not ohms:
        return None
    return Circuit(voltage=volts.pop(), resistors=ohms, parallel=bool(_PARALLEL.search(request.words)))
