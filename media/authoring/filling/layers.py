"""The sizes of the sender's neural network."""

import re
from typing import Final

from media.authoring.reading.measures import measure
from media.authoring.reading.series import integers
from media.authoring.request import Request
from media.scenes.builders.layers import Layers

_LAYERS: Final = r"(?:hidden\s+)?layers?|層|层"
_WIDTH: Final = 4
"""The neurons of a layer of which only the number is given."""


def fill(request: Request) -> Layers | None:
    """Each layer's neurons where they are given, else as many layers as are asked for."""
    sizes = integers(request.words)
    if len(sizes) > 1:
        return Layers(sizes=tuple(sizes))
    found = measure(request.words, _LAYERS)
    if not found or found.value.denominator != 1:
        return None
    hidden = int(found.value) - (
        0 if re.search(r"hidden|隠れ|隱藏|隐藏", request.words, re.IGNORECASE) else 2
    )
    return Layers(sizes=(3, *[_WIDTH] * hidden, 2)) if hidden >= 0 else None
