"""The measure by which the sender gives a circle."""

from typing import Final

from media.authoring.reading.measures import measures
from media.authoring.request import Request
from media.scenes.builders.circle import Circle

_NAMES: Final = {
    "radius": r"radius|半径|半徑|\br(?=\s*=)",
    "diameter": r"diameter|直径|直徑|\bd(?=\s*=)",
    "circumference": r"circumference|円周(?!率)|圓周(?!率)|圆周(?!率)|周長|周长",
}


def fill(request: Request) -> Circle | None:
    """The first measure that has a number."""
    for given, found in measures(request.words, _NAMES).items():
        return Circle.model_validate({"given": given, "value": found.value, "unit": found.sign})
    return None
