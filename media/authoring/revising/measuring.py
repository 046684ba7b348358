"""Measures by their names: "double the voltage", 「半径を7cmに」, 「均值 60，標準差 5」."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from pydantic import JsonValue

from contracts.storyboard import Scene
from language.chinese import traditional
from media.authoring.edits.refused import Reason, RefusedError
from media.authoring.revising.draft import Draft, is_drawn
from media.authoring.revising.leftovers import leftovers
from media.authoring.revising.quantities import Quantity, quantities, with_value
from media.authoring.revising.scenes import redrawn

_NUMBER: Final = r"[-−]?(?<![\d.])\d+(?:,\d{3})*(?:\.\d+)?(?:/\d+)?"
_VALUE: Final = (
    rf"(?:\[\s*\[[^\]]*\](?:\s*,\s*\[[^\]]*\])*\s*\]"
    rf"|[(（]\s*{_NUMBER}(?:\s*[,，、]\s*{_NUMBER})+\s*[)）]|{_NUMBER})"
)
_UNITS: Final = (
    ("%", r"%|％|percent|パーセント"),
    ("°", r"°|度|degrees?|deg"),
    ("V", r"V|volts?|ボルト|伏特?"),
    ("Ω", r"Ω|ohms?|オーム|歐姆?"),
    ("m/s²", r"m/s\^?[2²]"),
    ("m/s", r"m/s|メートル毎秒|公尺每秒|米每秒"),
    ("km/h", r"km/h|kph|公里每小時"),
    ("mph", r"mph"),
    ("N", r"N|newtons?|ニュートン|牛頓?"),
    ("kg", r"kg|kilograms?|キログラム|キロ|公斤|千克"),
    ("cm", r"cm|centimet(?:er|re)s?|センチ(?:メートル)?|公分|厘米"),
    ("mm", r"mm|millimet(?:er|re)s?|ミリ(?:メートル)?|毫米|公釐"),
    ("km", r"km|kilomet(?:er|re)s?|キロメートル|公里|千米"),
    ("m", r"m|met(?:er|re)s?|メートル|公尺|米"),
    ("s", r"s|secs?|seconds?|秒"),
    ("min", r"min(?:ute)?s?|分"),
    ("h", r"h|hours?|時間|小時"),
    ("Hz", r"Hz|hertz|ヘルツ|赫茲?"),
    ("years", r"years?|年間?"),
    ("", r"個|つ|枚|人|nodes?|units?|ノード|個節點|terms?"),
)
_UNIT: Final = "|".join(pattern for _, pattern in _UNITS)
_OF_FIELD: Final = {
    "voltage": {"V"},
    "resistors": {"Ω"},
    "angle": {"°"},
    "degrees": {"°"},
    "alpha": {"°"},
    "beta": {"°"},
    "gamma": {"°"},
    "percent": {"%"},
    "mass": {"kg"},
    "forces": {"N"},
    "left_force": {"N"},
    "right_force": {"N"},
    "seconds": {"s"},
    "acceleration": {"m/s²"},
    "at_last": {"m/s"},
    "amplitude": {"m"},
    "wavelength": {"m"},
    "frequency": {"Hz"},
}
"""The units that a measure may be given in, beside that of its picture; in others it must be converted."""
_SAYS: Final = (
    r"(?:\s*(?:should (?:now )?be|has to be|must be|ought to be|went (?:up|down) to|goes? (?:up "
    r"|down )?to|rises? to"
    r"|falls? to|drops? to|is now|to be|be|to|of|is|are|was|at|as|=|＝|:|：|into|now|now is|just"
    r"|の値|の大きさ|を|は|が|に|だけ|"
    r"改成|改為|改到|改|換成|換為|變成|變為|設成|設為|設定成|設定為|調成|調到|調為|提高到|增加到"
    r"|升到|漲到|降到|減到"
    r"|是|為|用|取|等於|選|有|成))*\s*"
)
_FROM: Final = (
    rf"(?:from\s+{_NUMBER}\s*(?:{_UNIT})?\s*(?:up |down )?to\s*|{_NUMBER}\s*(?:{_UNIT})?\s*(?:から"
    rf"|改成|換成)\s*"
    rf"|從\s*{_NUMBER}\s*(?:{_UNIT})?\s*)?"
)
_TIMES: Final[dict[Fraction, tuple[str, str]]] = {
    Fraction(2): (r"double|twice|2x|2 times", r"2\s*倍|二倍|倍|加倍|翻倍|兩倍"),
    Fraction(3): (r"triple|three times|3x|3 times", r"3\s*倍|三倍"),
    Fraction(4): (r"quadruple|4x|4 times", r"4\s*倍|四倍"),
    Fraction(1, 2): (r"halve|half|cut in half", r"半分|減半|一半|1/2\s*倍"),
}
_PACE: Final = re.compile(r"speed|velocity|速さ|速度|スピード|速率", re.IGNORECASE)


@dataclass(frozen=True)
class _Found:
    """A measure that a part gives: where, which, and its new value."""

    start: int
    end: int
    quantity: Quantity
    value: JsonValue
    has_unit: bool = False


def measured(draft: Draft, part: str) -> Draft | None:
    """The draft with the measures that the part gives by their names; None if it gives none, or more."""
    changes: dict[str, Scene] = {}
    rest = text = traditional(part)
    for scene in draft.board.scenes:
        if not is_drawn(scene):
            continue
        found = _found(text, scene, is_example=draft.is_example(scene))
        if not found:
            continue
        given = frozenset(str(one.quantity.path[0]) for one in found)
        better = redrawn(scene, _with_found(draft, scene, found), draft, given=given)
        if better is None and not re.search(r"[\^]", text):
            raise RefusedError(Reason.NOT_DRAWN, part.strip())
        if better is None or better.picture == scene.picture:
            continue
        changes[scene.id] = better
        for one in found:
            rest = rest[: one.start] + " " * (one.end - one.start) + rest[one.end :]
    if not changes or re.search(r"\d|[\^=]", rest):
        return None
    return draft.with_changes(changes).without(leftovers(draft, rest))


def _with_found(draft: Draft, scene: Scene, found: list[_Found]) -> dict[str, JsonValue]:
    """The scene's parameters with new values; a unit of our choosing goes with ours."""
    parameters = scene.picture.parameters
    for one in found:
        parameters = with_value(parameters, one.quantity.path, one.value)
        parameters |= dict(one.quantity.also)
    if draft.is_example(scene) and "unit" in parameters and not any(one.has_unit for one in found):
        bare = {key: value for key, value in parameters.items() if key != "unit"}
        return bare if redrawn(scene, bare, draft) else parameters
    return parameters


def _found(text: str, scene: Scene, *, is_example: bool) -> list[_Found]:
    """The measures of a scene that a text gives, none of them twice."""
    found: list[_Found] = []
    known = list(quantities(scene.picture.kind, scene.picture.parameters))
    for quantity in known:
        if isinstance(quantity.value, list) and quantity.path == ("resistors",) and not is_example:
            continue  # which of the sender's is meant?
        for start, end, value in _values(text, quantity, scene):
            if not any(one.start < end and start < one.end for one in found):
                unit = re.search(rf"\d\s*{_unit_of(scene)}", text[start:end], re.IGNORECASE)
                found.append(_Found(start, end, quantity, value, has_unit=unit is not None))
                break
    return found


def _values(text: str, quantity: Quantity, scene: Scene) -> Iterator[tuple[int, int, JsonValue]]:
    names = rf"(?:{_bounded(traditional(quantity.names))})"
    unit = _unit_of(scene)
    single = r"(?=\s*(?:=|＝|を|は|改|換|to\b|is\b|be\b))"
    behind = re.compile(
        rf"(?P<name>{names}){_SAYS}{_FROM}(?P<value>{_VALUE})\s*(?P<unit>{unit})?", re.IGNORECASE
    )
    before = re.compile(
        rf"(?P<value>{_NUMBER})[\s-]*(?P<unit>{unit})?[\s-]*(?:の|的|of|for the"
        rf"|as the)?\s*(?P<name>{names})",
        re.IGNORECASE,
    )
    for pattern in (behind, before):
        for match in pattern.finditer(text):
            name = match["name"]
            if len(name) == 1 and name.isascii() and not re.match(single, text[match.end("name") :]):
                continue
            value = _value(match["value"], match["unit"] or "", quantity, scene)
            if value is not None:
                yield (*match.span(), value)
    yield from _relative(text, names, quantity)


def _unit_of(scene: Scene) -> str:
    """The pattern of the units that may stand behind a number: the picture's own, known ones, money."""
    own = scene.picture.parameters.get("unit")
    first = f"{re.escape(traditional(own))}|" if isinstance(own, str) and own else ""
    return rf"(?:{first}[萬億千百]?[円元圓]|[萬億]|{_UNIT})(?![A-Za-z])"


def _bounded(names: str) -> str:
    """Latin letters of a name stand alone."""
    return rf"(?<![A-Za-z])(?:{names})(?![A-Za-z])"


def _value(written: str, unit: str, quantity: Quantity, scene: Scene) -> JsonValue:
    """The value as the parameter has it; None where its unit is another one."""
    if not _fits(unit, quantity, scene):
        return None
    if written[0] in "[(（":
        if written[0] == "[":
            rows = re.findall(r"\[([^\[\]]*)\]", written)
            return [[_number(one) for one in re.findall(_NUMBER, row)] for row in rows]
        return [_number(one) for one in re.findall(_NUMBER, written)]
    if isinstance(quantity.value, str) and not re.fullmatch(r"-?[\d./]+", quantity.value):
        # A cell of a table: what stands around its number stays.
        return re.sub(r"\d[\d,.]*", written, quantity.value, count=1)
    plain = written.replace(",", "").replace("−", "-")
    if quantity.path == ("resistors",):
        return [_number(plain)]
    return plain if isinstance(quantity.value, str) else _number(plain)


def _number(written: str) -> JsonValue:
    plain = written.replace(",", "").replace("−", "-")
    if "/" in plain:
        return plain
    return float(plain) if "." in plain else int(plain)


def _fits(unit: str, quantity: Quantity, scene: Scene) -> bool:
    sign = next((sign for sign, pattern in _UNITS if re.fullmatch(pattern, unit, re.IGNORECASE)), unit)
    if not unit or not sign:
        return True
    given = scene.picture.parameters
    first = str(quantity.path[0])
    own = {traditional(str(given.get("unit", ""))), given.get("length"), *_OF_FIELD.get(first, ())}
    if scene.picture.kind == "uniform_motion":
        length, duration = given.get("length", "km"), given.get("duration", "h")
        own = {f"{length}/{duration}", length} if first == "travellers" else {length, duration}
    if scene.picture.kind == "projectile" and first == "speed":
        own |= {"m/s"}
    if scene.picture.kind == "sequence":
        own |= {"%"} if first == "step" else {"years"} if first == "count" else set()
    if scene.picture.kind == "acceleration" and first in {"height", "start"}:
        own |= {"m", "m/s"}
    if first == "rows" and isinstance(quantity.value, str):
        return unit in traditional(quantity.value)
    return sign in own or unit in own


def _relative(text: str, names: str, quantity: Quantity) -> Iterator[tuple[int, int, JsonValue]]:
    """Of what it is now so many times, or so much more."""
    try:
        now = Fraction(str(quantity.value))
    except (ValueError, ZeroDivisionError):
        return
    for factor, (english, others) in _TIMES.items():
        pattern = re.compile(
            rf"(?:{english})\s+(?:the\s+|as much\s+)?(?P<name>{names})"
            rf"|(?P<other>{names})\s*(?:を|は|的?值?|變成|改成|變為)?\s*(?:{others})(?:に)?",
            re.IGNORECASE,
        )
        for match in pattern.finditer(text):
            if not _PACE.fullmatch(match["name"] or match["other"]):
                yield (*match.span(), _written(now * factor))
    change = re.compile(
        rf"(?P<up>increase|raise|add)?(?P<down>decrease|reduce|lower)?\s+(?:the\s+)?(?:{names})\s+by\s+"
        rf"(?P<value>{_NUMBER})\s*(?:{_UNIT})?"
        rf"|(?:{names})\s*を\s*(?P<ja>{_NUMBER})\s*(?:{_UNIT})?\s*(?:(?P<more>上げ|増や|足)"
        rf"|(?P<less>下げ|減ら))"
        rf"|(?:{names})\s*(?:(?P<zh>增加|提高|加)|(?P<fewer>減少|降低"
        rf"|減))\s*(?P<by>{_NUMBER})\s*(?:{_UNIT})?",
        re.IGNORECASE,
    )
    for match in change.finditer(text):
        step = Fraction(match["value"] or match["ja"] or match["by"])
        more = match["up"] or match["more"] or match["zh"]
        if more or match["down"] or match["less"] or match["fewer"]:
            yield (*match.span(), _written(now + step if more else now - step))


def _written(value: Fraction) -> JsonValue:
    return value.numerator if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
