"""Whether a request asks for a result: how long, which, what the total is."""

import re
from typing import Final

from media.authoring.reading import prose
from media.authoring.request import Request

_ASKS: Final = re.compile(
    r"\bhow\s+(?:long|far|fast|high|tall|deep|wide|big|large|small|much|many|old|soon|often|heavy|hot|warm"
    r"|cold"
    r"|quickly|likely|strong)\b|\bwhich\b|\bwho\s+(?:is|are|was|were|has|have|had|gets?|pays?|wins?|won)\b"
    r"|\bwhat(?:'s|’s|\s+(?:is|are|was|were|will|would|does|do|did))\b"
    r"|\bwhat\s+(?:\w+\s+){1,3}(?:is|are|was|were|will|would|does|do|did)\b|\bwhen\s+(?:do|does|did|will"
    r"|is|are)\b"
    r"|\b(?:find|calculate|compute|determine|solve|evaluate|work\s+out|estimate|figure\s+out|convert"
    r"|simplify|add|subtract"
    r"|multiply|divide)\b(?!\s+(?:out\s+)?(?:about|how|why))"
    r"|\b(?:probability|odds|chances?|area|perimeter|volume)\s+(?:of|that|for)\b|確率|機率|概率|面積|面积|体積|體積|体积"
    r"|は\s*[?？]|は\s*$|求め|求む|いくつ|いくら|計算して|計算する|計算せよ|計算しなさい|解いて|解け"
    r"|解きなさい|出して"
    r"|合計は|何(?=[^\s、。故]{0,6}[?？か])"
    r"|何(?:人|個|円|分|時|秒|日|週|年|月|回|倍|度|通り|枚|本|台|冊|点|歳|位|メートル|キロ|グラム|リットル"
    r"|%|％|パーセント|[a-zA-Z])"
    r"|どれ(?:だけ|くらい|ぐらい|ほど)|どちら|どっち|どれが|どのくらい|どこで|いつ"
    r"|多少|多[長长遠远快高重大久少]|幾|几(?:[個个天次年人種种位倍分秒元塊块公小米]|何(?!圖|图|學|学))|求"
    r"|哪|計算|计算|算出|解出|解(?=[\s\d]*[a-z\d]+.*=)"
    r"|總共|总共|一共|合計|合计|總和|总和|何時|何时",
    re.IGNORECASE,
)
_QUESTION: Final = re.compile(
    r"[?？]\s*$|\b(?:find|calculate|compute|determine)\b[^.]*$|(?:求めよ|なさい|か)。?$|[呢嗎吗多少]。?$"
)


def asks_for_a_result(request: Request) -> bool:
    """Whether something is to be found out: how long, which, what the total is.

    A text that states something asks if it ends with the question.
    """
    if request.asks:
        return bool(_ASKS.search(request.words))
    last = (prose.sentences(request.words) or [""])[-1]
    return bool(_QUESTION.search(last) and _ASKS.search(last))
