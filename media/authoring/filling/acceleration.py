"""From where the sender's body falls, for how long, or how fast it is at last."""

import re
from fractions import Fraction
from typing import Final

from media.authoring.reading.measures import NUMBER, value
from media.authoring.request import Request
from media.scenes.builders.acceleration import Acceleration
from media.topics.matching import topic_in

_SECONDS: Final = re.compile(rf"({NUMBER})\s*(?:seconds?|secs?|s(?![A-Za-z])|秒(?!速))", re.IGNORECASE)
_LENGTHS: Final = tuple(
    (metres, re.compile(rf"({NUMBER})\s*-?\s*(?:{unit})", re.IGNORECASE))
    for metres, unit in (
        (Fraction(1000), r"km(?![A-Za-z/])|kilomet(?:er|re)s?|キロメートル|公里|千米"),
        (Fraction(1, 100), r"cm(?![A-Za-z/])|centimet(?:er|re)s?|センチ(?:メートル)?|公分|厘米"),
        (Fraction(1), r"m(?![A-Za-z/²2])|met(?:er|re)s?|メートル|公尺|米(?!/)"),
    )
)
_SPEED: Final = re.compile(
    rf"({NUMBER})\s*(?:m/s(?!\s*[\^²2])|米/秒|公尺/秒)|秒速\s*({NUMBER})\s*(?:m|メートル)", re.IGNORECASE
)
_GRAVITY: Final = re.compile(
    rf"(?:(?<![A-Za-z])g|gravity|重力(?:加速度)?)\s*(?:=|＝|を|は|為|为|is|as|of"
    rf"|取)?\s*({NUMBER})(?!\s*(?:秒|s\b))"
    rf"|({NUMBER})\s*m/s(?:\^?2|²)",
    re.IGNORECASE,
)
_MASS: Final = re.compile(rf"({NUMBER})\s*-?(?:kg|kilograms?|キログラム|公斤|千克)", re.IGNORECASE)
_BODY: Final = re.compile(
    r"\b(?:ball|stone|rock|pebble|object|body|mass|apple|coin|egg|brick|box|package|parcel|hammer|weight"
    r"|marble|phone|bottle"
    r"|melon|watermelon|skydiver|diver|tile|flower\s?pot|wrench|penny|feather|bowling ball)s?\b"
    r"|ボール|球|石|物体|りんご|リンゴ|卵|コイン|荷物|おもり|ビー玉|レンガ|鉄|スマホ|硬貨|物體|蘋果|苹果"
    r"|硬幣|硬币|雞蛋|鸡蛋|鐵|铁|花盆|磚|砖",
    re.IGNORECASE,
)
_OTHERWISE: Final = re.compile(
    r"\b(?:thrown?|throws?|launch\w*|kick\w*|fired|upwards?|bounc\w*|parachute|drag|air resistance"
    r"|terminal|slope|incline"
    r"|ramp|rebound\w*|horizontal\w*|initial(?:ly)?)\b"
    r"|投げ|打ち上げ|初速|水平|跳ね|弾む|空気抵抗|斜面|拋|抛|丟|丢|反彈|反弹|空氣阻力|空气阻力|斜坡",
    re.IGNORECASE,
)
"""What makes it another motion than a fall from rest."""
_ON_ANOTHER: Final = re.compile(
    r"\b(?:moon|mars|jupiter|lunar)\b|月面|月で|月の|火星|木星|月球", re.IGNORECASE
)
"""Where gravity must be given."""


def fill(request: Request) -> Acceleration | None:
    """One of the height, the time and the last speed of a fall from rest; and gravity, where it is given."""
    text = request.words
    gravity = _GRAVITY.search(text)
    if _OTHERWISE.search(text) or (_ON_ANOTHER.search(text) and not gravity):
        return None
    if not (_BODY.search(text) or _is_the_subject(request)):
        return None
    if gravity:
        text = text[: gravity.start()] + " " + text[gravity.end() :]
    given = {
        "height": [factor * value(one) for factor, unit in _LENGTHS for one in unit.findall(text)],
        "seconds": [value(one) for one in _SECONDS.findall(text)],
        "at_last": [value(next(filter(None, one))) for one in _SPEED.findall(text)],
    }
    found = [(name, values[0]) for name, values in given.items() for _ in values]
    if len(found) != 1:
        return None
    mass = _MASS.findall(text)
    given_besides = {"acceleration": value(next(filter(None, gravity.groups())))} if gravity else {}
    if len(mass) == 1:
        given_besides["mass"] = value(mass[0])
    return Acceleration.model_validate(dict([*given_besides.items(), *found]))


def _is_the_subject(request: Request) -> bool:
    named = topic_in(request.head)
    return named is not None and named[0] == "free_fall"
