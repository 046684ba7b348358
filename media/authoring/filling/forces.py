"""The mass of the sender's body and the force on it."""

import re
from fractions import Fraction
from typing import Final

from media.authoring.reading.measures import NUMBER, value
from media.authoring.request import Request
from media.scenes.builders.forces import Force, Forces

_MASS: Final = re.compile(rf"({NUMBER})\s*-?(?:kg|kilograms?|キログラム|公斤|千克)", re.IGNORECASE)
_FORCE: Final = re.compile(
    rf"({NUMBER})\s*-?(?:N(?![A-Za-z])|newtons?|ニュートン|牛頓(?!第)|牛顿(?!第))", re.IGNORECASE
)
_ACCELERATION: Final = re.compile(rf"({NUMBER})\s*m/s(?:\^?2|²)", re.IGNORECASE)


def fill(request: Request) -> Forces | None:
    """One force, or the one that follows from the mass and the acceleration."""
    mass, force, acceleration = (pattern.search(request.words) for pattern in (_MASS, _FORCE, _ACCELERATION))
    if not mass or not (force or acceleration):
        return None
    kilograms = value(mass[1])
    size = value(force[1]) if force else kilograms * value(acceleration[1]) if acceleration else Fraction(0)
    return Forces(forces=(Force(size=size),), mass=kilograms)
