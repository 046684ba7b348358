"""The wave that the sender names."""

from typing import Final

from media.authoring.reading.names import named
from media.authoring.request import Request
from media.scenes.builders.fourier import Fourier, Wave

_NAMES: Final = {
    Wave.SQUARE: r"square|方波|矩形波|方形波",
    Wave.SAWTOOTH: r"sawtooth|のこぎり波|鋸歯状波|鋸齒波|锯齿波",
    Wave.TRIANGLE: r"triang|三角波",
}


def fill(request: Request) -> Fourier | None:
    """Only where one is named."""
    waves = list(named(request.words, _NAMES.items()))
    return Fourier(wave=waves[0]) if len(waves) == 1 else None
