"""Dates, years and decades."""

import re
from typing import Final

from media.reading.english.amounts import BEGIN, TO
from media.reading.english.numbers import cardinal, ordinal, plural, year
from media.reading.english.stops import stop
from media.reading.english.times import of_day
from media.reading.rules import Rule, before, constant, needing, pairs, rule

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
_SHORT: Final = {name[:3]: name for name in _MONTHS} | {"Sept": "September"}
_WEEKDAYS: Final = pairs(
    "Mon:Monday,Tue:Tuesday,Tues:Tuesday,Wed:Wednesday,Thu:Thursday,Thur:Thursday,Thurs:Thursday,Fri:Friday,"
    "Sat:Saturday,Sun:Sunday"
)
_MONTH: Final = (
    rf"(?P<month>{'|'.join(_MONTHS)}|(?:Sept|{'|'.join(name[:3] for name in _MONTHS)})\.?)(?![A-Za-z])"
)
_ANY_MONTH: Final = "|".join((*_MONTHS, *sorted(_SHORT, key=len, reverse=True)))
_DAY: Final = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_LAST: Final = rf"(?:{TO}(?P<last>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?)?"
_YEAR: Final = r"(?P<year>1\d{3}|20\d\d)"
_END: Final = r"(?![\w/])(?!-\d)(?!\.\d)"
_WEEKDAY: Final = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))


def _month(name: str) -> str:
    name = name.rstrip(".")
    return _SHORT.get(name, name)


def _date(month: int, day: int, in_year: str | None) -> str | None:
    """A date of numbers; None if there is no such month or day."""
    if not (1 <= month <= len(_MONTHS) and 1 <= day <= 31):  # noqa: PLR2004
        return None
    spoken = f"{_MONTHS[month - 1]} {ordinal(day)}"
    return f"{spoken}, {_year(in_year)}" if in_year else spoken


def _year(figures: str) -> str:
    if len(figures) == 2:  # noqa: PLR2004
        return year(int(figures) + (1900 if int(figures) > 50 else 2000))  # noqa: PLR2004
    return year(int(figures))


def _of_numbers(*, day_first: bool) -> Rule:
    """Dates as ``12/25/2025``: the country settles which number is the month, if both could be."""

    def say(found: re.Match[str]) -> str | None:
        first, second = int(found["first"]), int(found["second"])
        is_day_first = first > len(_MONTHS) or (
            second <= len(_MONTHS) and (day_first or found["mark"] == ".")
        )
        month, day = (second, first) if is_day_first else (first, second)
        return _date(month, day, found["year"])

    return rule(
        rf"{BEGIN}(?P<first>\d\d?)(?P<mark>[/.-])(?P<second>\d\d?)(?P=mark)"
        rf"(?P<year>(?:1\d|20)\d\d|(?<=/)\d\d){_END}",
        say,
    )


_CALCULATED: Final = re.compile(
    r"\b(?:divid|multipl|reduc|increas|decreas|rais|lower|grow|grew|rose|ris|fell|fall|cut|shr[iau]nk|scal)\w*"
    r"(?:[^.;]* )?by $",
    re.IGNORECASE,
)
"""``reduce it by 1/3`` is no date."""


def _short(*, day_first: bool) -> Rule:
    """``12/25`` where only a date makes sense."""

    def say(found: re.Match[str]) -> str | None:
        if _CALCULATED.search(before(found)):
            return None
        first, second = int(found["first"]), int(found["second"])
        return _date(second, first, None) if day_first else _date(first, second, None)

    return rule(
        rf"(?P<first>\d\d?)/(?P<second>\d\d?){_END}(?!\s?(?:of|a)\b)",
        say,
        re.IGNORECASE,
        after=r"day |\b(?:on|by|due|since|until|dated) ",
    )


def _month_first(found: re.Match[str]) -> str | None:
    spoken = f"{_month(found['month'])} {ordinal(int(found['day']))}"
    if found["last"]:
        spoken += f" to {ordinal(int(found['last']))}"
    return f"{spoken}, {_year(found['year'])}" if found["year"] else spoken


def _day_first(found: re.Match[str]) -> str | None:
    spoken = ordinal(int(found["day"]))
    if found["last"]:
        spoken += f" to {ordinal(int(found['last']))}"
    the = "" if re.search(r"\bthe $", before(found), re.IGNORECASE) else "the "
    in_year = f", {_year(found['year'])}" if found["year"] else ""
    return f"{the}{spoken} of {_month(found['month'])}{in_year}"


def _years(found: re.Match[str]) -> str | None:
    first, last = found["first"], found["last"]
    if int(last) <= int(first[-len(last) :]):
        return None
    return f"{year(int(first))} to {year(int(last)) if len(last) == 4 else cardinal(int(last))}"  # noqa: PLR2004


def _decade(found: re.Match[str]) -> str:
    number = int(found["decade"]) or 2000
    return plural(cardinal(number) if number < 100 else year(number))  # noqa: PLR2004


_COUNTED: Final = re.compile(
    r"[\s\ufffc]+(?:more |other |new |different |small |large |young |\w+ly )?"
    r"(?:people|men|women|children|fish|sheep|percent|times?|(?!(?:is|was|has|its|this|across|as|plus|years'|s)\b)[a-z]{2,}s\b)"
)
_DATED: Final = re.compile(
    r"\b(?:in|since|by|from|until|till|of|year|early|late|mid|during|before|after|around|circa|ca\.|c\.|the|and|to|"
    r"spring|summer|autumn|fall|winter|©)[\s-]+$",
    re.IGNORECASE,
)


def _bare_year(found: re.Match[str]) -> str | None:
    """A number of four figures is a year, unless something is counted by it."""
    is_counting = _COUNTED.match(found.string, found.end())
    is_dated = _DATED.search(before(found))
    return None if is_counting and not is_dated else year(int(found[0]))


def _iso(found: re.Match[str]) -> str | None:
    return _date(int(found["month"]), int(found["day"]), found["year"])


def _moment(found: re.Match[str]) -> str | None:
    """A date and time as computers write them: ``2024-01-15T10:30:00Z``."""
    date = _iso(found)
    hour, minute = int(found["hour"]), int(found["minute"])
    zone = " U T C" if found["zone"] else ""
    return date and f"{date}, {of_day(hour, minute)}{zone}"


def _weekdays(found: re.Match[str]) -> str:
    return f"{_WEEKDAYS[found['first']]} to {_WEEKDAYS[found['last']]}"


def _months(found: re.Match[str]) -> str:
    return f"{_month(found['first'])} to {_month(found['last'])}"


_NAMES: Final[tuple[Rule, ...]] = (
    rule(rf"(?<!\w)(?P<first>{_WEEKDAY})\.?{TO}(?P<last>{_WEEKDAY})(?!\w)", _weekdays),
    rule(rf"(?<!\w)(?P<first>{_ANY_MONTH})\.?{TO}(?P<last>{_ANY_MONTH})(?!\w)\.?", _months),
    rule(rf"(?<!\w)({_WEEKDAY})(?:\.,?|,)(?=\s[\ufffc\d])", lambda found: f"{_WEEKDAYS[found[1]]},"),
    rule(
        r"(?<!\w)(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?=\s+[a-z])",
        lambda found: _month(found[1]),
    ),
    rule(
        r"(?<!\w)(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.",
        lambda found: _month(found[1]) + stop(found),
        after=r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|last|next|early|late|mid)[ -]",
    ),
)
_DECADES: Final[tuple[Rule, ...]] = (
    rule(r"(?<![\w.,])(?P<decade>1\d\d0|20\d0|[2-9]0(?=['’]s))['’]?s(?!\w)", _decade),
    rule(r"(?<!\w)['’‘](?P<decade>\d0)['’]?s(?!\w)", _decade),
    rule(
        r"(?P<decade>[2-9]0)s(?!\w)",
        _decade,
        re.IGNORECASE,
        after=r"(?:\b(?:her|his|my|their|our|mid|late|early|the)|\ufffc and|\ufffc or)[ -]|\ufffc[-–]",
    ),
    rule(r"(?<!\w)['’‘](?P<year>\d\d)(?![\w'’])", lambda found: cardinal(int(found["year"]))),
)


def dates(*, day_first: bool) -> tuple[Rule, ...]:
    """The rules for dates; in Britain and most of the world the day comes first."""
    written = r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<day>0?[1-9]|[12]\d|3[01])"
    with_figures = needing(
        r"\d",
        rule(
            rf"{BEGIN}{written}[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?(?P<zone>Z)?(?!\w)",
            _moment,
        ),
        rule(rf"{BEGIN}{written}{_END}", _iso),
        _of_numbers(day_first=day_first),
        _short(day_first=day_first),
        rule(rf"(?<!\w){_MONTH}\s?{_DAY}{_LAST}(?!\w)(?![:.,]\d|%)(?:,?\s{_YEAR}(?!\w))?", _month_first),
        rule(rf"{BEGIN}{_DAY}{_LAST}(?:\s|-)(?:of )?{_MONTH}(?:(?:,?\s|-){_YEAR}(?!\w))?", _day_first),
        rule(
            rf"(?<!\w){_MONTH},?\s{_YEAR}(?!\w)",
            lambda found: f"{_month(found['month'])} {_year(found['year'])}",
        ),
        rule(rf"{BEGIN}(?P<first>1[1-9]\d\d|20\d\d){TO}(?P<last>1[1-9]\d\d|20\d\d|\d\d){_END}", _years),
        *_DECADES,
    )
    # What is taken by now are dates.
    between = constant(r"(?<=\ufffc)(?: [-–—] |[-–—])(?=\ufffc)", " to ")
    return (*with_figures, between, *_NAMES)


BARE_YEAR: Final = rule(rf"{BEGIN}(?:1[1-9]\d\d|20\d\d)(?![\w/])(?![.,:]\d)(?!\s?[%°])(?!-\d)", _bare_year)
"""A rule of its own, because most others go before it."""
