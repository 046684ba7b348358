"""Addresses of pages, mail, files and machines, sign by sign."""

import re
from typing import Final

from media.reading.english.amounts import BEGIN
from media.reading.english.numbers import cardinal, digits, year
from media.reading.rules import Rule, pairs, rule

_TOP: Final = (
    "com|org|net|gov|edu|mil|int|io|ai|co|app|dev|info|biz|me|tv|uk|de|fr|jp|cn|tw|hk|sg|kr|in|au|ca|us|eu|nl|ch|at|"
    "it|es|br|ru|se|no|xyz|tech|online|site|blog|shop|news|museum|cloud|page"
)
"""Top domains: with one of them, ``nasa.gov`` is an address without ``https://``."""
_FILES: Final = (
    r"pdf|docx?|xlsx?|pptx?|txt|csv|tsv|json|ya?ml|toml|xml|html?|css|jsx?|tsx?|py|ipynb|rs|go|java|cpp|hpp|rb|sh|"
    r"sql|md|log|ini|cfg|conf|env|zip|tar|gz|rar|7z|exe|dmg|apk|iso|png|jpe?g|gif|svg|webp|bmp|mp3|mp4|wav|ogg|flac|"
    r"mov|avi|mkv|webm|psd|epub|bat|lock"
)
"""Endings of files' names."""
_SIGNS: Final = pairs(
    ".:dot,/:slash,@:at,-:dash,_:underscore,?:question mark,=:equals,&:and,#:hash,~:tilde,%:percent,+:plus,"
    "\\:backslash"
) | {":": "colon"}
_SCHEME: Final = re.compile(r"^(?:https?|ftp)://(?:www\.)?|^www\.|^mailto:", re.IGNORECASE)
_LONG: Final = 4
"""Figures in a row that are read as a year, or one by one."""


def _address(found: re.Match[str]) -> str:
    """Words as they are, figures as numbers, signs by their names."""
    text = _SCHEME.sub("", found[0]).rstrip("/")
    parts = re.findall(r"\d+|[^\W\d_]+|.", text)
    return " ".join(_part(part) for part in parts if not part.isspace())


def _part(part: str) -> str:
    if not part.isdecimal():
        return _SIGNS.get(part, part)
    if re.fullmatch("1[1-9].{2}|20.{2}", part):
        return year(int(part))
    return digits(part) if len(part) >= _LONG or part.startswith("0") else cardinal(int(part))


def _machine(found: re.Match[str]) -> str:
    machine, _, port = found[0].partition(":")
    spoken = " dot ".join(digits(part) for part in machine.split("."))
    return f"{spoken} colon {digits(port)}" if port else spoken


ADDRESSES: Final[tuple[Rule, ...]] = (
    rule(
        r"(?:(?:https?|ftp)://|www\.|mailto:)[^\s<>\"“”\ufffc]*[^\s<>\"“”\ufffc.,;:!?)'’\]]",
        _address,
        re.IGNORECASE,
    ),
    rule(r"(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", _address),
    rule(
        rf"(?<![\w.@/-])(?!\d[\d.]*\.[a-z])(?:[a-z0-9][a-z0-9-]*\.)+(?:{_TOP})(?![\w-])(?!\.\w)"
        r"(?::\d+)?(?:/[^\s<>\"”\ufffc]*[\w/])?",
        _address,
        re.IGNORECASE,
    ),
    rule(r"\blocalhost:\d+(?:/[^\s<>\"”\ufffc]*[\w/])?", _address),
    rule(rf"(?<![\w./\\-])(?:[A-Z]:\\)?(?:[\w~.-]*[/\\])*[\w-]+(?:\.[\w-]+)*\.(?:{_FILES})(?!\w)", _address),
    rule(r"(?<![\w/])(?:~|\.{1,2})?(?:/[\w.-]*\w){2,}/?(?!\w)", _address),
    rule(rf"{BEGIN}(?:\d{{1,3}}\.){{3}}\d{{1,3}}(?::\d{{2,5}})?(?![\w.]\w)", _machine),
)
