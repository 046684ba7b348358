"""The throw and the event that the sender asks for."""

import re
from typing import Final

from media.authoring.reading.names import named
from media.authoring.request import Request
from media.scenes.builders.sample_space import Event, Experiment, SampleSpace

_WORDS: Final = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "once": 1,
    "twice": 2,
    "一": 1,
    "二": 2,
    "両": 2,
    "兩": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
}
_NUMBER: Final = r"(?P<number>\d{1,2}|one|two|three|four|five|six)"
_TWO_DICE: Final = (
    r"two dice|2 dice|pair of dice|2つのサイコロ|二つのサイコロ|サイコロ(?:を)?(?:2|二)(?:つ|個)"
    r"|(?:兩|两|二|2)(?:個|个|顆|颗|枚)骰子|\b(?:a|one) (?:fair |six-sided )*(?:die|dice) (?:twice"
    r"|two times|2 times)"
    r"|(?:twice|two times)[^.]{0,12}\b(?:die|dice)\b|サイコロを?\s*[2二]\s*(?:回|度)|骰子\s*[2二两兩]\s*次"
    r"|[2二两兩]\s*次骰子"
)
_SIXES: Final = re.compile(
    r"\b(?:two|2|double)\s+(?P<side>one|two|three|four|five|six)(?:es|s)\b", re.IGNORECASE
)
_SUM: Final = re.compile(r"\bsum|\btotal|和|合計", re.IGNORECASE)
_TOTAL: Final = re.compile(rf"(?:\bsum|\btotal|和|合計)[^\d.?？。]{{0,24}}?{_NUMBER}", re.IGNORECASE)
_NOT_SHOWN: Final = re.compile(
    r"\bnot?\b|\bnever\b|between|product|difference|\bprime|multiple|divisible|without|積|差|素数|質數|质数"
    r"|倍数|倍數|でない|ではない|不是|以外|之間|之间",
    re.IGNORECASE,
)
"""Events that no square can be marked for by a number: they are not taken for others."""
_LIMITS: Final = (
    ((Event.AT_LEAST, 0), r"at least|or more|no less than|or higher|以上|至少"),
    ((Event.AT_MOST, 0), r"at most|or less|or fewer|no more than|以下|至多|最多"),
    (
        (Event.AT_LEAST, 1),
        r"more than|greater than|larger than|higher than|over\b|above|より大き|大於|大于|超過|超过",
    ),
    ((Event.AT_MOST, -1), r"less than|fewer than|smaller than|under\b|below|未満|より小さ|小於|小于"),
)
_PARITIES: Final = {Event.EVEN: r"\beven\b|偶数|偶數", Event.ODD: r"\bodd\b|奇数|奇數"}
_SIDE: Final = re.compile(
    rf"(?:rolling|roll|getting|get|throwing)\s+(?:an?\s+)?{_NUMBER}\b(?!\s*(?:-|fair|six|dice|die|times"
    rf"|coins?|heads?|\d))"
    r"|(?P<eastern>\d)\s*(?:の目|が出る|點|点)",
    re.IGNORECASE,
)
_SEVERAL: Final = re.compile(
    r"\b(?:\d+|two|three|four|five|six|ten|several|many)\s+(?:fair\s+)?(?:dice|times|rolls|throws)\b"
    r"|サイコロ(?:を)?[2-9二三四五六]|[2-9二三四五六两兩]\s*(?:個|个|顆|颗|枚)骰子|\d+\s*回|\d+\s*次",
    re.IGNORECASE,
)
"""More than one die: none of our squares."""
_HEADS: Final = re.compile(
    rf"{_NUMBER}\s+heads?\b|表が\s*(?P<eastern>\d)\s*[枚回]|(?P<chinese>[\d一二兩两三四五六])\s*(?:個|个"
    rf"|次)?正面",
    re.IGNORECASE,
)
_COINS: Final = re.compile(
    rf"{_NUMBER}\s+(?:fair\s+)?(?:coins?|tosses|flips)|コイン\D{{0,3}}(?P<eastern>\d)\s*[枚回]"
    rf"|(?P<chinese>[\d一二兩两三四五六])\s*(?:枚|個|个)?硬[幣币]"
    rf"|coins?\s+(?:(?P<thrown>\d|two|three|four|five)\s+times|(?P<word>twice))"
    rf"|硬[幣币](?P<times>[\d一二兩两三四五六])\s*次",
    re.IGNORECASE,
)
_TIMES: Final = (
    r"(?P<times>\d|two|three|four|five|[二两兩三四五六])\s*(?:times|次|回)(?!\s*(?:正|反|heads|表|裏))"
)
_THROWN: Final = re.compile(
    rf"(?:flip|toss|throw|抛|拋|擲|掷|投|丟|丢|硬[幣币]|コイン)[^，。,、.]{{0,12}}?{_TIMES}", re.IGNORECASE
)
_AGAIN: Final = re.compile(r"\btimes\b|\btwice\b|連続|连续|連續|次(?!正|反)|回(?!目)", re.IGNORECASE)


def fill(request: Request) -> SampleSpace | None:
    """Two dice, one die, or coins; the event in numbers."""
    text = request.words
    if _NOT_SHOWN.search(text):
        return None
    return _two_dice(text) or _coins(text) or _die(text)


def _two_dice(text: str) -> SampleSpace | None:
    sixes = _SIXES.search(text)
    if sixes:
        return SampleSpace(
            experiment=Experiment.TWO_DICE, event=Event.BOTH, number=_WORDS[sixes["side"].lower()]
        )
    if not re.search(_TWO_DICE, text, re.IGNORECASE):
        return None
    text = re.sub(_TWO_DICE, "dice", text, flags=re.IGNORECASE)
    total = _TOTAL.search(text)
    if total:
        event, number = _limited(text, _value(total))
        return SampleSpace(experiment=Experiment.TWO_DICE, event=event, number=number)
    parity = _parity(text)
    if parity and _SUM.search(text):
        return SampleSpace(experiment=Experiment.TWO_DICE, event=parity)
    if re.search(r"double|same|ぞろ目|同じ目|相同", text, re.IGNORECASE):
        return SampleSpace(experiment=Experiment.TWO_DICE, event=Event.DOUBLE)
    return None


def _coins(text: str) -> SampleSpace | None:
    coins, heads = _COINS.search(text), _HEADS.search(text)
    if not heads or not coins:
        return None
    event, number = _limited(text, _value(heads))
    count = _value(coins)
    if count == 1:  # one coin that is thrown several times is as good as several
        thrown = _THROWN.search(text)
        if not thrown and _AGAIN.search(text):
            return None
        count = _value(thrown) if thrown else 1
    return SampleSpace(experiment=Experiment.COINS, event=event, number=number, coins=count)


def _die(text: str) -> SampleSpace | None:
    if not re.search(r"\bdice?\b|サイコロ|骰子|roll", text, re.IGNORECASE):
        return None
    if re.search(_TWO_DICE, text, re.IGNORECASE) or _SEVERAL.search(text) or _SUM.search(text):
        return None
    parity = _parity(text)
    if parity:
        return SampleSpace(experiment=Experiment.DIE, event=parity)
    side = _SIDE.search(text)
    if not side:
        return None
    event, number = _limited(text, _value(side))
    return SampleSpace(experiment=Experiment.DIE, event=event, number=number)


def _parity(text: str) -> Event | None:
    return next(named(text, _PARITIES.items()), None)


def _limited(text: str, number: int) -> tuple[Event, int]:
    """Exactly the number, unless the words say at least or at most."""
    event, more = next(named(text, _LIMITS), (Event.IS, 0))
    return event, number + more


def _value(found: re.Match[str]) -> int:
    written = next(value for value in found.groupdict().values() if value).lower()
    return _WORDS.get(written) or int(written)
