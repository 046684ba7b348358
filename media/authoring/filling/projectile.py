"""The angle and the speed of the sender's throw."""

from typing import Final

from media.authoring.filling import Filled, chosen
from media.authoring.reading.measures import measure
from media.authoring.request import Request
from media.scenes.builders.projectile import Projectile

_ANGLE: Final = r"angles?|degrees?|°|度|角度|仰角"
_SPEED: Final = r"speed|velocity|m/s|初速(?:度)?|速さ|速度|\bv(?:_?0)?(?=\s*=)"
_GRAVITY: Final = r"gravity|\bg(?=\s*=)|重力(?:加速度)?"


def fill(request: Request) -> Filled | None:
    """The angle must be given; a speed and gravity may. Without a speed the builder shows an example's."""
    angle = measure(request.words, _ANGLE)
    if not angle:
        return None
    speed, gravity = measure(request.words, _SPEED), measure(request.words, _GRAVITY)
    more = {name: found.value for name, found in (("speed", speed), ("gravity", gravity)) if found}
    return chosen(Projectile.model_validate({"angle": angle.value, **more}), is_example=not speed)
