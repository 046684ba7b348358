"""Tasks that a sender sets in words, with all that their builder needs: a throw, a draw, a journey, a loan.

A task needs a word that sets it beside its numbers, so that numbers alone are not taken for one.
"""

from collections.abc import Iterator
from typing import Final

from media.authoring import filling
from media.authoring.filling import Filled
from media.authoring.reading.names import named
from media.authoring.request import Request

_TASKS: Final[dict[str, str]] = {
    "shortest_path": r"\bshortest\b|\bdijkstra|最短|ダイクストラ|戴克斯特拉|迪杰斯特拉|迪傑斯特拉",
    "graph_search": r"(?<![a-z])[bd]fs(?![a-z])|\b(?:breadth|depth)[\s-]first|幅優先|深さ優先"
    r"|[廣寬深]度優先|[广宽深]度优先",
    "stack_queue": r"(?:\bstack\b|\bqueue\b|スタック|キュー|堆疊|[栈棧]|佇列|队列)[^.。]*"
    r"(?:\bpush|\bpop|\b(?:en|de)queue|プッシュ|ポップ|キュー|取り出|[彈弹]出|取出|出[栈棧隊队]"
    r"|入[栈棧隊队])",
    "pythagoras": r"\bhypotenuse\b|\bright(?:-angled)? triangle\b|斜辺|直角三角形|斜邊|斜边",
    "acceleration": r"\b(?:drop(?:s|ped|ping)?|falls?|fell|falling|let go|released?)\b|\bfree[\s-]fall"
    r"|落ち|落下|落と|自由落|掉|落[到下地]|下落|墜|坠",
    "area": r"\b(?:area|region)\s+(?:under|below|between)|\bintegra(?:l|te)\b|∫|積分|积分"
    r"|(?:面積|面积).{0,12}(?:関数|曲線|y\s*=)",
    "limit": r"\blim(?:it)?s?\b|極限|极限",
    "tangent": r"\bdifferentiate\b|\bderivative\b|\btangent\b|\bslope\b"
    r"|微分|導関数|接線|導數|导数|切線|切线",
    "projectile": r"\b(?:throw|thrown|launch\w*|kick\w*|fired|projectile)\b"
    r"|投げ|投射|打ち上げ|拋|抛|丟出|丢出",
    "uniform_motion": r"\b(?:drives?|driving|walks?|runs?|rides?|travel\w*|cycles?|flies|train|car)\b"
    r"|\bhow (?:far|long)\b|進む|進み|走る|歩く|道のり|何分|何時間|開車|开车|走|跑|行駛|行驶|騎|骑",
    "circuit": r"\b(?:resistors?|resistance|battery|circuit|ohm's)\b"
    r"|抵抗|電池|回路|電阻|电阻|電路|电路|歐姆|欧姆|オーム",
    "probability_tree": r"\b(?:draw|drawn|pick|taken?)\b|取り出|引く|引いた|抽|取出",
    "sample_space": r"\b(?:dice|die|coins?|toss|heads|flip)\b|サイコロ|さいころ|コイン|硬貨|骰子|硬幣|硬币",
    "distribution": r"\bnormal(?:ly)?\s+distribut|\bbinomial\b"
    r"|正規分布|二項分布|常態分[佈布]|正态分布|二项分布",
    "combinations": r"\bhow many ways|\bcombinations?\b|\bpermutations?\b|\bchoose\b"
    r"|何通り|組み?合わ?せ|順列|組合|组合|排列|幾種|几种|多少[种種]"
    r"|[选選挑](?:法|出)",
    "sequence": r"\binterest\b|年利|利率|複利|复利|利息",
    "forces": r"\bacceleration\b|\baccelerates?\b|加速度|F\s*=\s*ma",
    "wave": r"\bwavelength\b|波長|波长",
    "ratio": r"\bratio\b|\bshare[ds]?\b|\bdivided?\b|比で|の比|比例|比率|按",
    "solid": r"\bvolume\b|\bsurface\b|体積|表面積|體積|体积|表面积",
    "polygon": r"\barea\b|\bperimeter\b|面積|面积|周の長さ|周長|周长",
    "statistics": r"\b(?:mean|median|mode|average|standard deviation|variance)\b"
    r"|平均|中央値|最頻値|標準偏差|分散|中位|眾數|众数|標準差|标准差|方差",
    "layers": r"\bneural\b|\bperceptron\b|ニューラル|神經網|神经网",
    "binary": r"\bbinary\b|\bhex(?:adecimal)?\b|\b0[bx][\da-f]+\b|[２2二]進|二进|16進|十六進|十六进",
    "conversion": r"\bconvert\b|\bhow many\b|\bin\b|\bto\b|何|換算|换算|多少",
    "venn": r"\bvenn\b|ベン図|文氏圖|维恩图|韦恩图",
}

_OF_A_FUNCTION: Final = frozenset({"area", "tangent"})


def task(request: Request) -> Iterator[Filled]:
    """The first that is set in full; of a function, the place to look at it may be ours."""
    for kind in named(request.words, _TASKS.items()):
        found = filling.fill(kind, request)
        if found is not None and (kind in _OF_A_FUNCTION or not isinstance(found, filling.Chosen)):
            yield found
            return
