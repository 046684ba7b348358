"""The throw and the event that the sender asks for."""

import re
from typing import Final

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
    r"|(?:兩|两|二|2)(?:個|个|顆|颗|枚)骰子"
)
_SIXES: Final = re.compile(
    r"\b(?:two|2|double)\s+(?P<side>one|two|three|four|five|six)(?:es|s)\b", re.IGNORECASE
)
_SUM: Final = re.compile(rf"(?:sum|total|和|合計|點數和|点数和)\D{{0,20}}?{_NUMBER}", re.IGNORECASE)
_SIDE: Final = re.compile(
    rf"(?:rolling|roll|getting|get|throwing)\s+(?:an?\s+)?{_NUMBER}\b|(?P<eastern>\d)\s*(?:の目|が出る|點|点)",
    re.IGNORECASE,
)
_HEADS: Final = re.compile(
    rf"{_NUMBER}\s+heads?\b|表が\s*(?P<eastern>\d)\s*[枚回]|(?P<chinese>[\d一二兩两三四五六])\s*(?:個|个|次)?正面",
    re.IGNORECASE,
)
_COINS: Final = re.compile(
    rf"{_NUMBER}\s+(?:fair\s+)?(?:coins?|tosses|flips)|コイン\D{{0,3}}(?P<eastern>\d)\s*[枚回]|(?P<chinese>[\d一二兩两三四五六])\s*(?:枚|個|个)?硬[幣币]"
    rf"|coins?\s+(?:(?P<thrown>\d|two|three|four|five)\s+times|(?P<word>twice))|硬[幣币](?P<times>[\d一二兩两三四五六])\s*次",
    re.IGNORECASE,
)


def fill(request: Request) -> SampleSpace | None:
    """Two dice, one die, or coins; the event in numbers."""
    text = request.words
    return _two_dice(text) or _coins(text) or _die(text)


def _two_dice(text: str) -> SampleSpace | None:
    sixes = _SIXES.search(text)
    if sixes:
        return SampleSpace(
            experiment=Experiment.TWO_DICE, event=Event.BOTH, number=_WORDS[sixes["side"].lower()]
        )
    if not re.search(_TWO_DICE, text, re.IGNORECASE):
        return None
    total = _SUM.search(re.sub(_TWO_DICE, "dice", text, flags=re.IGNORECASE))
    if total:
        return SampleSpace(experiment=Experiment.TWO_DICE, event=Event.IS, number=_value(total))
    if re.search(r"double|same|ぞろ目|同じ目|相同", text, re.IGNORECASE):
        return SampleSpace(experiment=Experiment.TWO_DICE, event=Event.DOUBLE)
    return None


def _coins(text: str) -> SampleSpace | None:
    coins, heads = _COINS.search(text), _HEADS.search(text)
    if not heads:
        return None
    return SampleSpace(
        experiment=Experiment.COINS, event=Event.IS, number=_value(heads), coins=_value(coins) if coins else 2
    )


def _die(text: str) -> SampleSpace | None:
    if not re.search(r"\bdice?\b|サイコロ|骰子|roll", text, re.IGNORECASE):
        return None
    for event, name in ((Event.EVEN, r"\beven\b|偶数|偶數"), (Event.ODD, r"\bodd\b|奇数|奇數")):
        if re.search(name, text, re.IGNORECASE):
            return SampleSpace(experiment=Experiment.DIE, event=event)
    side = _SIDE.search(text)
    return SampleSpace(experiment=Experiment.DIE, event=Event.IS, number=_value(side)) if side else None


def _value(found: re.Match[str]) -> int:
    written = next(value for value in found.groupdict().values() if value).lower()
    return _WORDS.get(written) or int(written)
