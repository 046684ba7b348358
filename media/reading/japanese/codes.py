"""What Japanese calls out one by one: telephone numbers, orders, names with figures; and addresses."""

import re
from collections.abc import Iterator
from typing import Final

from media.reading.eastern import ADDRESS, ALONE, MAIL
from media.reading.japanese.formulas import LETTER_NAMES
from media.reading.rules import Claim, Rule, constant, rule

_FIGURES: Final = dict(
    zip(
        "0123456789",
        ("ゼロ", "イチ", "ニー", "サン", "ヨン", "ゴー", "ロク", "ナナ", "ハチ", "キュー"),
        strict=True,
    )
)
_LONGEST_GROUP: Final = 6
"""The figures that are called out in one go."""
_NUMBERED: Final = re.compile(
    r"(?:番号|コード|ナンバー|ID|型番|品番|郵便)(?:は|が|を|:|「|#|\s|No\.)*(?:[A-Z]{1,3}-?)?"
    r"(?P<figures>\d[\d-]{2,}\d)(?!\d|[.,]\d|円|人|個|年|番)"
)
_DOMAINS: Final = {
    "com": "コム",
    "net": "ネット",
    "org": "オーグ",
    "gov": "ガブ",
    "info": "インフォ",
    "jp": "ジェーピー",
    "co": "シーオー",
    "go": "ジーオー",
    "ac": "エーシー",
    "or": "オーアール",
    "ne": "エヌイー",
    "io": "アイオー",
    "ai": "エーアイ",
    "tv": "ティービー",
}
"""How Japanese says the end of a host's name, each part behind a dot."""
_WRITTEN: Final = {".": " ドット ", "/": " スラッシュ ", "-": " ", "_": " ", "~": " "}


def one_by_one(figures: str) -> str:
    """Figure by figure, a word each; a pause between groups, which are of four where the row is longer."""
    groups = (group for row in re.findall(r"\d+", figures) for group in _groups(row))
    return "、".join(" ".join(_FIGURES[figure] for figure in group) for group in groups)


def _groups(row: str) -> Iterator[str]:
    """A row by fours from its end, as people call them out: 2026、0415."""
    if len(row) <= _LONGEST_GROUP:
        yield row
        return
    first = len(row) % 4 or 4
    yield row[:first]
    yield from re.findall(".{4}", row[first:])


def _called(found: re.Match[str]) -> str:
    return ("プラス" if found[0].startswith("+") else "") + one_by_one(found[0])


def _postal(found: re.Match[str]) -> str:
    is_named = re.search(r"郵便番号[はが:\s]*$", found.string[: found.start()])
    return ("" if is_named else "郵便番号") + one_by_one(found[0])


def _numbered(text: str) -> Iterator[Claim]:
    for found in _NUMBERED.finditer(text):
        yield Claim(found.start("figures"), found.end("figures"), one_by_one(found["figures"]))


def _mail(found: re.Match[str]) -> str:
    return f"{found['name'].replace('.', ' ドット ')} アットマーク {_host(found['host'])}"


def _host(name: str) -> str:
    first, *others = name.split(".")
    return " ドット ".join([first, *(_DOMAINS.get(part, part) for part in others)])


def _both(found: re.Match[str]) -> str:
    """Q&A: as one word it would be slurred."""
    return " アンド ".join(LETTER_NAMES[letter] for letter in found[0].split("&"))


def _address(found: re.Match[str]) -> str:
    return _host(found["host"]) + "".join(_WRITTEN.get(char, char) for char in found["path"].rstrip("/."))


ADDRESSES: Final[tuple[Rule, ...]] = (
    rule(MAIL, _mail),
    rule(rf"(?<![A-Za-z0-9@.]){ADDRESS}(?<![.\d])", _address),
)
CALLS: Final[tuple[Rule, ...]] = (
    constant(r"(?<![A-Za-z])H[2₂]O(?![A-Za-z\d])", "エイチツーオー"),
    constant(r"(?<![A-Za-z])CO[2₂](?![A-Za-z\d])", "シーオーツー"),
    constant(r"(?<![A-Za-z])O[2₂](?![A-Za-z\d])", "オーツー"),
    rule(r"(?<=[区町村市郡大字目])\d+(?:-\d+)+(?![\d-])", lambda found: found[0].replace("-", "の")),
    rule(
        r"\d+(?:-\d+)+(?![\d-]|[人個名万億年月日時分回歳円台本枚%])",
        lambda found: f"の{found[0].replace('-', 'の')}",
        after=r"[市区郡町村][一-鿿々ヶケノ]{1,6}",
    ),
    rule(r"〒\s?\d{3}-?\d{4}(?!\d)", _postal),
    rule(r"(?<![\w.])\+\d{1,3}(?:[\s-]?\(?\d{1,4}\)?){2,5}(?![\d.])", _called),
    rule(ALONE + r"(?<!-)\(?0\d{1,4}\)?[\s-]?\d{1,4}[\s-]\d{3,4}(?![\d-])", _called),
    rule(ALONE + r"(?<!-)0[5789]0\d{8}(?![\d-])", _called),
    constant(ALONE + r"110(?=[にへ](?:電話|通報|かけ))", "110番"),
    constant(ALONE + r"119(?=[にへ](?:電話|通報|かけ))", "119番"),
    _numbered,
    rule(ALONE + r"\d+(?:\.\d+){2,}(?![\d.])", lambda found: found[0].replace(".", "テン")),
    rule(ALONE + r"(?:0\d+|\d{9,})(?![\d.,]*\d|[′″])", _called),
)
LETTERS: Final[tuple[Rule, ...]] = (
    constant(r"(?<![A-Za-z])MP3(?![A-Za-z\d])", "エムピースリー"),
    constant(r"(?<![A-Za-z])MP4(?![A-Za-z\d])", "エムピーフォー"),
    constant(r"(?<![A-Za-z])B2B(?![A-Za-z\d])", "ビートゥービー"),
    constant(r"(?<![A-Za-z])[Ww]i-?[Ff]i(?![A-Za-z])", "ワイファイ"),
    constant(r"(?<![A-Za-z])[Nn][Oo]\.\s?1(?!\d)", "ナンバーワン"),
    constant(r"(?<![A-Za-z])[Nn][Oo]\.\s?(?=\d)", "ナンバー"),
    rule("(?<![A-Za-z])[A-Z]&[A-Z](?![A-Za-z])", _both),
    # Abbreviations and single letters, with figures too, are read by the Japanese names of letters: NHK, A4,
    # Tシャツ. Not within English.
    rule(
        r"(?<![A-Za-z\d.&'’-])(?<![A-Za-z\d][ ])(?:\d{1,4}[A-Z]{1,3}|[A-Z]{1,5}-?\d{0,4}|[a-z])"
        r"(?![A-Za-z\d.&'’]*[A-Za-z\d])(?![ -][A-Za-z])",
        lambda found: found[0].replace("-", " "),
    ),
)
