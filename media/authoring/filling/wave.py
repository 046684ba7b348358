"""The length, the frequency and the height of the sender's wave."""

from typing import Final

from media.authoring.reading.measures import measures
from media.authoring.request import Request
from media.scenes.builders.wave import Wave

_NAMES: Final = {
    "wavelength": r"wavelength|波長|波长",
    "frequency": r"frequency|周波数|振動数|頻率|频率",
    "amplitude": r"amplitude|振幅",
}


def fill(request: Request) -> Wave | None:
    """Wavelength and frequency must be given."""
    given = {name: one.value for name, one in measures(request.words, _NAMES).items()}
    return Wave.model_validate(given) if {"wavelength", "frequency"} <= given.keys() else None
