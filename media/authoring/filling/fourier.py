"""The wave that the sender names."""

import re
from typing import Final

from media.authoring.request import Request
from media.scenes.builders.fourier import Fourier, Wave

_NAMES: Final = {
    Wave.SQUARE: r"square|方波|矩形波|方形波",
    Wave.SAWTOOTH: r"sawtooth|のこぎり波|鋸歯状波|鋸齒波|锯齿波",
    Wave.TRIANGLE: r"triang|三角波",
}


def fill(request: Request) -> Fourier | None:
    """Only where one is named."""
    named = [wave for wave, name in _NAMES.items() if re.search(name, request.words, re.IGNORECASE)]
    return Fourier(wave=named[0]) if len(named) == 1 else None
