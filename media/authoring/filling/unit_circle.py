"""The angle that the sender asks for."""

from media.authoring.reading.measures import before, measure
from media.authoring.request import Request
from media.scenes.builders.unit_circle import UnitCircle


def fill(request: Request) -> UnitCircle | None:
    """In degrees."""
    found = before(request.words, r"degrees?|°|度") or measure(request.words, r"angles?|角度?|sin|cos|tan")
    return UnitCircle(degrees=found.value) if found else None
