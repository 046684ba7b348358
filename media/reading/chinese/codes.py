"""Figures that are called out one by one: telephone numbers, orders, rooms, models; and addresses."""

import re
from collections.abc import Iterator
from typing import Final

from media.reading.chinese.numbers import COUNTED, number, one_by_one
from media.reading.eastern import ADDRESS, ALONE, MAIL
from media.reading.rules import Claim, Rule, constant, rule

_CALL: Final = re.compile(
    r"(?:[拨打]|致电|来电|热线|专线|电话|报警|急救|客服)(?:号码)?[是为:请了给\s]*"
    rf"(?:(?:[或、和/及,]|以及)?\s?\d{{3,6}}(?![\d.]|{COUNTED}|通|下|电话))+"
)
_NUMBERED: Final = (
    r"(?:号码?|编号|单号|代码|编码|条码|账户|密码|验证码|邮编|邮政编码|序号|ID|No\.?)"
    r"(?:是|为|:|#|\s)*(?:[A-Za-z]+-?)?"
)
_SERIAL: Final = re.compile(rf"{_NUMBERED}(?P<figures>\d[\d-]+\d)(?!\d|[.,]\d)")
_WRITTEN: Final = {".": " 点 ", "/": " 斜线 ", "-": " ", "_": " ", "~": " "}


def calls(one: str) -> tuple[Rule, ...]:
    """The rules of telephone numbers; ``one`` is how a 1 is called out."""

    def called(found: re.Match[str]) -> str:
        number, _, extension = re.sub("#|转", "分机", found[0]).partition("分机")
        words = "，".join(one_by_one(group, one=one) for group in re.findall(r"\d+", number))
        plus = "加" if number.startswith("+") else ""
        return plus + words + (f"，分机{one_by_one(extension, one=one)}" if extension else "")

    def short(text: str) -> Iterator[Claim]:
        for call in _CALL.finditer(text):
            for found in re.finditer(r"\d+", call[0]):
                start = call.start() + found.start()
                yield Claim(start, start + len(found[0]), one_by_one(found[0], one=one))

    return (
        rule(
            ALONE + r"(?:95\d{3}|100(?:10|86)|123(?:06|15|20|33|45|48))(?![\d.,]*\d)" + rf"(?!{COUNTED})",
            called,
        ),
        rule(r"(?<![\w.])\+\d{1,3}(?:[\s-]?\(?\d{1,4}\)?){2,5}(?![\d.])", called),
        rule(ALONE + r"(?<!-)1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?![\d-]|[.,]\d)", called),
        rule(
            ALONE + r"(?<!-)(?:\(0\d{1,3}\)\s?|0\d{1,3}[\s-])\d{3,4}(?:[\s-]?\d{3,4})?"
            r"(?:\s?(?:#|转|分机)\s?\d+)?(?![\d-])",
            called,
        ),
        rule(ALONE + r"(?<!-)(?:[48]00|0800)-?\d{3}-?\d{3,4}(?![\d-])", called),
        rule(ALONE + r"(?<!-)0\d{9,10}(?![\d-])", called),
        short,
    )


def _serial(text: str) -> Iterator[Claim]:
    for found in _SERIAL.finditer(text):
        groups = found["figures"].split("-")
        yield Claim(
            found.start("figures"), found.end("figures"), "，".join(one_by_one(group) for group in groups)
        )


def _figures(found: re.Match[str]) -> str:
    return one_by_one(found[0])


def _after_letters(found: re.Match[str]) -> str:
    figures = found["figures"]
    said = number(figures) if len(figures) < 3 else one_by_one(figures)  # noqa: PLR2004
    return (" " if found[0] != figures else "") + said


def _version(found: re.Match[str]) -> str:
    return "点".join(number(part) for part in found[0].split("."))


def _address(found: re.Match[str]) -> str:
    host = found["host"].replace(".", _WRITTEN["."])
    path = "".join(_WRITTEN.get(char, char) for char in found["path"].rstrip("/."))
    return host + path


ADDRESSES: Final[tuple[Rule, ...]] = (
    rule(
        MAIL,
        lambda found: f"{found['name'].replace('.', ' 点 ')} at {found['host'].replace('.', ' 点 ')}",
    ),
    rule(rf"(?<![A-Za-z0-9@.]){ADDRESS}(?<![.\d])", _address),
)

SERIALS: Final[tuple[Rule, ...]] = (
    constant(r"(?<![A-Za-z])[Nn][Oo]\.\s?(?=\d)", "第"),
    _serial,
    rule(ALONE + r"\d{4,}(?=号)", _figures),
    rule(ALONE + r"\d{3,4}(?=室|房间|号房|教室|公路|国道|路公|路车|次列车|航班)|(?<=台北)101", _figures),
    rule(ALONE + r"\d+(?:\.\d+){2,}(?![\d.])", _version),
)
MODELS: Final[tuple[Rule, ...]] = (
    # Figures of a name: COVID-19, A4, 5G, RTX 4090. Not of an amount: GitHub 上 2000 个.
    rule(r"(?<=[A-Za-z])-?(?P<figures>\d+)(?![\d.,]*\d)", _after_letters),
    rule(rf"(?<=[A-Za-z] )(?P<figures>\d{{4,}})(?![\d.,]*\d|{COUNTED}|\s?[A-Za-z%°℃])", _after_letters),
    rule(ALONE + rf"(?:0\d+|\d{{9,}})(?![\d.,]*\d|{COUNTED})", _figures),
)
