"""The number of a sentence that is worth a card of its own, as the sentence writes it."""

import re
from typing import Final

# Each number has one beginning and one way to be read, or a long one would be tried in all ways there are.
_N = r"(?<![0-9０-９])[0-9０-９]+(?:[,，][0-9]{3})*(?:[.．][0-9]+)?"
_HAN_N = "一二三四五六七八九十百千"
_GREAT = "[千万萬億亿兆百]"
_CJK_N = (
    rf"(?:{_N}(?:{_GREAT}+{_N})*{_GREAT}*"
    rf"|(?<![{_HAN_N}两兩万萬億亿])(?=[{_HAN_N}两兩]*[十百千万萬億亿])[{_HAN_N}两兩万萬億亿]+)"
)
_UNITS = (
    "km|kilomet(?:er|re)s?|met(?:er|re)s?|miles?|feet|inches|tonnes?|tons?|kg|kilograms?|pounds?|lit(?:er|re)s?|gallons?"
    "|acres?|hectares?|degrees(?: (?:Celsius|Fahrenheit))?|°[CF]|watts?|kilowatts?|megawatts?|gigawatts?"
    "|[kMGT]Wh?|[kMGT]?Hz|[kMGT]B|volts?|mph|km/h|square (?:kilomet(?:er|re)s|met(?:er|re)s|miles|feet)|times"
)
_COUNTER_JA = (
    "円|ドル|ユーロ|元|人|名|個|匹|頭|台|件|本|冊|軒|社|校|戸|回|倍|割|度|トン|キログラム|キロメートル|キロ|グラム|メートル"
    "|センチ|ミリ|ヘクタール|リットル|世帯|店舗|種類|[かカヶ]国|[かカヶ]所|ポイント|票|株|枚|隻|機"
)
_COUNTER_ZH = (
    "元|美元|人民幣|人民币|歐元|欧元|名|人|個|个|位|座|家|倍|度|攝氏度|摄氏度|公噸|公吨|噸|吨|公斤|千克|公里|公尺|米|毫米"
    "|公頃|公顷|平方公里|平方米|升|公升|戶|户|輛|辆|箱|株|棵|條|条|艘|頭|头|隻|只|種|种|件|張|张"
)
_KINDS: Final = (
    # Patterns by how striking what they find is: shares and money, great numbers, then things counted.
    (3, rf"(?:[£$€¥￥]\s?{_N}(?:\s?(?:thousand|million|billion|trillion|bn|[kmMB])\b)?|NT\$\s?{_N})"),
    (3, rf"{_N}\s?(?:[%％‰]|per ?cent\b|percentage points\b|パーセント|個百分點|个百分点)"),
    (3, rf"(?:{_N}|[一二三四五六七八九十百千]+)分(?:の|之)(?:{_N}|[一二三四五六七八九十]+)"),
    (
        3,
        r"(?<![零〇一二三四五六七八九十\d])[一二三四五六七八九两兩半](?:成(?![為为功立員员了就本長长])|割(?!れ))",
    ),
    (
        2.6,
        rf"{_N}\s(?:thousand|million|billion|trillion)(?:\s(?:{_UNITS}|people|dollars|euros|pounds|years)\b)?",
    ),
    (
        2.4,
        rf"(?:約|约|近|超過|超过|零下|氷点下|マイナス)?{_CJK_N}(?:多|餘|余)?(?:{_COUNTER_JA}|{_COUNTER_ZH})(?![月間])",
    ),
    (2.2, rf"(?:minus )?{_N}(?:\s(?:more|new|small|large))?\s?(?:{_UNITS})\b"),
    (2, rf"{_N}\s(?:[a-z]{{2,10}}\s)?(?:people|children|[a-z]{{3,9}}s)\b"),
)
_PATTERNS: Final = tuple((worth, re.compile(pattern)) for worth, pattern in _KINDS)
_TIMES = re.compile(r"\s(?:years|months|weeks|days|hours|minutes|seconds|pages|points)\b|as$|was$|has$|does$")
_SMALL: Final = 20
"""The number below which a count is not striking."""
_FEW = re.compile("(?<![二三四五六七八九百千])十[一二三四五六七八九]?(?![百千万萬])")
_PART_OF = re.compile(r"[0-9０-９.,]$|\d of (?:[\w'’-]+ ){0,3}$")
_LONGEST: Final = 20
_VALUE = re.compile(r"[0-9０-９][0-9０-９,，]*")


def figure(sentence: str) -> str:
    """The most striking number with its unit; empty if none is."""
    best, worth = "", 0.0
    for value, pattern in _PATTERNS:
        for found in pattern.finditer(sentence):
            text = found[0].strip()
            if (
                value > worth
                and len(text) <= _LONGEST
                and _starts(sentence, found.start())
                and _strikes(text, value)
            ):
                best, worth = text, value
    return best


def _starts(sentence: str, start: int) -> bool:
    """Whether a match begins where its number does, and is not the whole that another number is a part of."""
    return not _PART_OF.search(sentence[:start])


def _strikes(text: str, value: float) -> bool:
    if value >= 2.6:  # noqa: PLR2004 - shares, money and great numbers always do
        return True
    number = _VALUE.search(text)
    if number is None:
        return not _FEW.search(text)
    great = int(re.sub("[,，]", "", number[0])) >= _SMALL or bool(re.search("[千万萬億亿]", text))
    return great and not _TIMES.search(text)
