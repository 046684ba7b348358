"""Dates, years and times of day in Chinese."""

import re
from typing import Final

from media.reading.chinese.numbers import COUNTED, number, one_by_one
from media.reading.eastern import ALONE, DASH
from media.reading.rules import Rule, rule

_MONTH: Final = r"(?P<month>0?[1-9]|1[0-2])"
_DAY: Final = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_YEAR: Final = r"(?:1[1-9]\d\d|20\d\d|21[0-4]\d)"
_HALF: Final = r"(?P<half>[AaPp])\.?[Mm](?![A-Za-z])\.?"
_TIME: Final = r"(?<![\d:.])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\d:])"
_PARTS_OF_DAY: Final = ("上午", "下午", "早上", "晚上", "凌晨", "中午", "傍晚", "清晨", "深夜", "半夜")
_COMPARED: Final = re.compile(r"(?:比分|打成|踢成|比例尺?|比率|比值|比|以|胜|负|赔率|缩尺)[是为:\s]*$")
_BEFORE_DAY: Final = r"(?:(?<=日期)|(?<=截止)|(?<=期限)|(?<=[期止限]:)|(?<=[于自]))"
_AFTER_DAY: Final = (
    r"(?=\s?(?:[(（](?:周|星期)?[一二三四五六日]|起|前|截止|当天|上午|下午|晚上|早上|凌晨|"
    r"[一-鿿]{1,4}[节日](?!期)))"
)
_LASTED: Final = re.compile(r"(?:成绩|用时|耗时|时长|[纪记]录|历时)[是为:\s]*$")
_DAYS: Final = re.compile(r"(?:时间|日期|期间|报名|活动|开放|假期|从|自)[是为:\s]*$")
_TENTH: Final = 10
_NOON: Final = 12


def compared(text: str, at: int) -> bool:
    """Whether figures at a place are a score or a scale: what stands before says so."""
    return bool(_COMPARED.search(text[max(0, at - 8) : at]))


def _plain(figures: str) -> str:
    return number(str(int(figures)))


def _date(found: re.Match[str]) -> str:
    return f"{one_by_one(found['year'])}年{_day(found)}"


def _day(found: re.Match[str]) -> str:
    return f"{_plain(found['month'])}月{_plain(found['day'])}日"


def _days(found: re.Match[str]) -> str | None:
    """Two days, if the words before say so, or one of them is too large to be a fraction."""
    first, last = ((int(found[f"month{n}"]), int(found[f"day{n}"])) for n in (1, 2))
    if first[0] <= first[1] and last[0] <= last[1] and not _DAYS.search(found.string[: found.start()]):
        return None
    said = [f"{_plain(str(month))}月{_plain(str(day))}日" for month, day in (first, last)]
    return found["to"].join(said)


def _time(found: re.Match[str]) -> str | None:
    if compared(found.string, found.start()):
        return None
    lasted = found["second"] and _LASTED.search(found.string[: found.start()])
    words = f"{number(str(int(found['hour'])), counted=True)}小时" if lasted else _hour(found)
    if minute := int(found["minute"]):
        words += ("零" if minute < _TENTH else "") + f"{number(str(minute))}分"
    if found["second"] and (second := int(found["second"])):
        words += ("" if minute else "零分") + f"{number(str(second))}秒"
    return words


def _hour(found: re.Match[str]) -> str:
    hour = int(found["hour"])
    return f"{_part_of_day(found, hour)}{number(str(hour), counted=True)}点"


def _part_of_day(found: re.Match[str], hour: int) -> str:
    half = (found["half"] or "").lower()
    if not half or found.string[: found.start()].rstrip().endswith(_PARTS_OF_DAY):
        return ""
    if hour == _NOON:
        return "中午" if half == "p" else "凌晨"
    return "下午" if half == "p" else "上午"


def _figures(found: re.Match[str]) -> str:
    return one_by_one(found[0])


CALENDAR: Final[tuple[Rule, ...]] = (
    rule(ALONE + rf"(?<![/-])(?P<year>\d{{4}})(?P<mark>[-/.]){_MONTH}(?P=mark){_DAY}(?![\d/]|[-.]\d)", _date),
    rule(ALONE + rf"(?<!/){_MONTH}/{_DAY}/(?P<year>(?:19|20)\d\d)(?![\d/])", _date),
    rule(rf"{_TIME}(?:\s?{_HALF})?", _time),
    rule(rf"(?<![\d:.])(?P<hour>0?[1-9]|1[0-2])\s?{_HALF}", _hour),
    # 12/25 is a day by itself; any other needs to be said to be one, or it is a fraction.
    rule(ALONE + r"(?<!/)(?P<month>1[0-2]|0[1-9])/(?P<day>1[3-9]|2\d|3[01])(?![\d/])", _day),
    rule(ALONE + rf"(?<!/){_BEFORE_DAY}\s?{_MONTH}/{_DAY}(?![\d/])", _day),
    rule(ALONE + rf"(?<!/){_MONTH}/{_DAY}{_AFTER_DAY}", _day),
    rule(
        ALONE + rf"(?<!/){_MONTH}/{_DAY}(?={DASH}(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?![\d/]))",
        _day,
    ),
    rule(
        ALONE
        + r"(?<!/)(?P<month1>0?[1-9]|1[0-2])/(?P<day1>0?[1-9]|[12]\d|3[01])(?P<to>[到至])"
        + r"(?P<month2>0?[1-9]|1[0-2])/(?P<day2>0?[1-9]|[12]\d|3[01])(?![\d/])",
        _days,
    ),
    rule(rf"(?<=[\ufffc]-){_MONTH}/{_DAY}(?![\d/])", _day),
    # 2018年 is the year, 3000年 and 1000年 are so many of them; the first of two years is one too.
    rule(
        ALONE + rf"{_YEAR}(?=\s?(?:学年|年)(?!前|的?历史|来|之久)|(?:{DASH}|[至到、和与及])\d{{2,4}}年)",
        _figures,
    ),
    rule(r"(?<=[前元]前)\d+(?=年)|(?<=[公西]元)\d+(?=年)", _figures),
    rule(r"(?<!\d)(?:[5-9][05]|0[05])(?=后)|(?<!\d)0\d(?=年)", _figures),
    rule(ALONE + rf"(?<![:/$€£¥-])(?:19|20)\d\d(?={DASH}(?:19|20)\d\d(?![\d.,:/]|{COUNTED}))", _figures),
    rule(
        ALONE
        + rf"(?<![:/$€£¥])(?:19\d[1-9]|20\d[1-9]|20[1-4]0)(?![\d.:/%]|,\d|{COUNTED}|\s?[A-Za-z°℃㎡+×x*=])",
        _figures,
    ),
)
