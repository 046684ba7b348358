"""From where the sender's body falls, or for how long."""

import re
from typing import Final

from media.authoring.reading.measures import NUMBER, value
from media.authoring.request import Request
from media.scenes.builders.acceleration import Acceleration

_SECONDS: Final = re.compile(rf"({NUMBER})\s*(?:seconds?|s(?![A-Za-z])|秒)", re.IGNORECASE)


def fill(request: Request) -> Acceleration | None:
    """The seconds of a fall."""
    found = _SECONDS.search(request.words)
    return Acceleration(seconds=value(found[1])) if found else None
