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


_AGAINST: Final = re.compile(
    r"against|friction|drag|resist|oppos|摩擦|抵抗|逆向き|反対|阻力|相反|反方向", re.IGNORECASE
)
_TILTED: Final = re.compile(r"\bslope|\bincline|\bramp\b|\bangle|斜面|坡", re.IGNORECASE)
_TWO: Final = 2


def fill(request: Request) -> Forces | None:
    """One force, one with another against it, or the one that follows from the mass and the acceleration."""
    mass, acceleration = _MASS.search(request.words), _ACCELERATION.search(request.words)
    sizes = [value(one) for one in _FORCE.findall(request.words)]
    if not mass or _TILTED.search(request.words) or len(sizes) > _TWO:
        return None
    kilograms = value(mass[1])
    if len(sizes) == _TWO:
        if not _AGAINST.search(request.words):
            return None
        push, against = sizes
        return Forces(forces=(Force(size=push), Force(size=against, direction=Fraction(180))), mass=kilograms)
    if not sizes and acceleration:
        sizes = [kilograms * value(acceleration[1])]
    return Forces(forces=(Force(size=sizes[0]),), mass=kilograms) if sizes else None
