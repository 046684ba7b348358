"""The angle and the speed of the sender's throw."""

from typing import Final

from media.authoring.filling import Filled, chosen
from media.authoring.reading.measures import before, measure
from media.authoring.request import Request
from media.scenes.builders.projectile import Projectile

_DEGREES: Final = r"degrees?|°|度"
_ANGLE: Final = r"angles?|角度|仰角|角"
_METRES_A_SECOND: Final = r"m/s(?!\s*[²^2])|米/秒|公尺/秒"
_SPEED: Final = r"speed|velocity|初速(?:度)?|速さ|速度|\bv(?:_?0)?(?=\s*=)"
_GRAVITY: Final = r"gravity|\bg(?=\s*=)|重力(?:加速度)?"


def fill(request: Request) -> Filled | None:
    """The angle must be given; a speed and gravity may. Without a speed the builder shows an example's."""
    angle = before(request.words, _DEGREES) or measure(request.words, _ANGLE)
    if not angle:
        return None
    speed = before(request.words, _METRES_A_SECOND) or measure(request.words, _SPEED)
    gravity = measure(request.words, _GRAVITY)
    more = {name: found.value for name, found in (("speed", speed), ("gravity", gravity)) if found}
    return chosen(Projectile.model_validate({"angle": angle.value, **more}), is_example=not speed)
