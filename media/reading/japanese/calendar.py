"""Dates and times of day in Japanese."""

import re
from typing import Final

from media.reading.eastern import ALONE, DASH
from media.reading.rules import Rule, rule

_MONTH: Final = r"(?P<month>0?[1-9]|1[0-2])"
_DAY: Final = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_TIME: Final = r"(?<![\d:.])(?P<hour>[01]?\d|2[0-9]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\d:])"
_HALF: Final = r"(?P<half>[AaPp])\.?[Mm](?![A-Za-z])\.?"
_PARTS_OF_DAY: Final = ("午前", "午後", "朝", "夜", "夕方", "深夜", "早朝")
_COMPARED: Final = re.compile(r"(?:比率?|割合|縮尺|スコア|得点|対戦成績|オッズ)[はがを:\s]*$")
_LASTED: Final = re.compile(r"(?:記録|タイム|所要時間|成績)[はがを:\s]*$")
_AFTER_DAY: Final = (
    r"\s?(?:[(（][日月火水木金土]|から|まで|開催|公開|発売|締切|〆切|以降|時点|現在|付け|放送|実施)"
)


def compared(text: str, at: int) -> bool:
    """Whether figures at a place are a score or a scale: what stands before says so."""
    return bool(_COMPARED.search(text[max(0, at - 8) : at]))


def _date(found: re.Match[str]) -> str:
    return f"{found['year']}年{_day(found)}"


def _day(found: re.Match[str]) -> str:
    return f"{int(found['month'])}月{int(found['day'])}日"


def _time(found: re.Match[str]) -> str | None:
    if compared(found.string, found.start()):
        return None
    lasted = found["second"] and _LASTED.search(found.string[: found.start()])
    words = f"{int(found['hour'])}時間" if lasted else _hour(found)
    if minute := int(found["minute"]):
        words += f"{minute}分"
    if found["second"]:
        words += f"{int(found['second'])}秒"
    return words


def _hour(found: re.Match[str]) -> str:
    hour = int(found["hour"])
    half = (found["half"] or "").lower()
    said = "れい時" if hour == 0 else f"{hour}時"
    if not half or found.string[: found.start()].rstrip().endswith(_PARTS_OF_DAY):
        return said
    return ("午後" if half == "p" else "午前") + said


CALENDAR: Final[tuple[Rule, ...]] = (
    rule(
        ALONE + rf"(?<![/-])(?P<year>\d{{4}})(?P<mark>[-/.]){_MONTH}(?P=mark){_DAY}(?![\d/]|[-.]\d)",
        _date,
    ),
    rule(rf"{_TIME}(?:\s?{_HALF})?", _time),
    rule(r"(?<![\d:.])(?P<hour>0?[1-9]|1[0-2])\s?" + _HALF, _hour),
    rule(ALONE + r"(?P<hour>0)時(?!間)(?P<half>)", _hour),
    # 12/25 is a day by itself; any other needs to be said to be one, or it is a fraction.
    rule(ALONE + r"(?<!/)(?P<month>1[0-2]|0[1-9])/(?P<day>1[3-9]|2\d|3[01])(?![\d/])", _day),
    rule(ALONE + rf"(?<!/){_MONTH}/{_DAY}(?={_AFTER_DAY})", _day),
    rule(
        ALONE + rf"(?<!/){_MONTH}/{_DAY}(?={DASH}(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?![\d/]))", _day
    ),
    rule(rf"(?<=[\ufffc][-–~∼～〜]){_MONTH}/{_DAY}(?![\d/])", _day),
    # In brackets it would stand between pauses, and 金 by itself is metal.
    rule(
        r"(?<=[日\ufffc])\s?[(（](?P<name>[日月火水木金土])[)）]",
        lambda found: f"{found['name']}曜日",
    ),
)
