"""The most telling of the edits that ``python -m quality edits`` makes: just what must change does."""

from typing import Final

import pytest

from quality.edits.edits import Asked, edits
from quality.edits.judging import Verdict, answer

_TELLING: Final = frozenset(
    {
        "swap the 3 with a 5",
        "paint the root node orange",
        "make the area purple",
        "make the standard deviation 10",
        "double the voltage",
        "set the resistance to 6 ohm and the battery should be red",
        "add 1942 Battle of Midway",
        "radius 4 and height 12 cm",
        'call the first circle "Soccer"',
        "90 km/h please, and sparkles around the car",
        'put "warm the pot" before "add tea"',
        "Put the summary first, then pause 2 seconds after it",
        "change b to (2, -3)",
        "斜辺を太くして、cの正方形をオレンジにして",
        "改成圓柱",
        "食費を5万円にして、交通費 0.8万円を追加",
        "9を探すように変えて",
        "バスの料金を250円に",
        "29を20に直して",
        "見出しを『上半期の売上』に変更",
        "對調步驟 1 和步驟 2",
        "煮珍珠的框塗成紅色",
        "第二个矩阵改成 [[1,1],[1,0]]",
        "把三月改成 35，折线改成红色",
        "存10年",
        "振幅改成 3",
        "每分钟走 80 米",
    }
)


_BY_WORDS: Final = {one.edit: one for one in edits()}


@pytest.mark.parametrize("asked", [_BY_WORDS[edit] for edit in sorted(_TELLING)], ids=lambda one: one.edit)
def test_just_what_must_change_does(asked: Asked) -> None:
    found = answer(asked)
    assert not found.reason
    assert found.verdict is (Verdict.NAMED if "unused" in (asked.must or {}) else Verdict.DONE)


def test_the_table_has_edits_of_every_language() -> None:
    languages = [one.language for one in edits()]
    assert {language: languages.count(language) for language in set(languages)} == {
        "en": 40,
        "ja": 40,
        "zh": 40,
    }
