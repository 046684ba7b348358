"""Numbers in Chinese words, in simplified characters; ``figures`` are as written: ``1,476.94``, ``007``."""

from typing import Final

import cn2an  # type: ignore[import-untyped]

SCALE: Final = "[十百千万亿兆]"
"""What a number may be multiplied by, in characters: ``3.5万``."""
_FIGURES: Final = dict(zip("0123456789", "零一二三四五六七八九", strict=True))
_LONGEST: Final = 15
"""The most figures before the point that have a name as a whole."""
# Two are 两 before what is counted. Not before what is numbered (2月, 2号, 2楼, 2年级), nor in what has grown
# together (2手).
_COUNTED: Final = (
    "个(?!位数)|位(?!数)|只|张|本|杯|天|年(?!级|代|生)|次(?!方|元|世界)|件|条|人(?!称)|种|份|块|点|元|圆|家|间|所|座|栋|幢|套|双|对|组|"
    "周|星期|礼拜|小时|分钟|分之|秒|刻钟|场|回|遍|趟|步|口|头|匹|根|行|列|段|页|章节|道|题|项|门|批|群|堆|滴|句|首|篇|部|辆|台|架|"
    "艘|支|枝|枚|盒|包|瓶|碗|盘|片|颗|粒|朵|束|串|把|勺|匙|罐|袋|箱|桶|盆|锅|排|队|任|届|封|幅|顶|扇|面|层|倍|成(?!立)|折|国|者|"
    "股|派|端|半|省|市|县|岁|名|瓣|茶匙|汤匙|大匙|小匙|车|桌|株|棵|节课|毛|角|美元|欧元|英镑|日元|韩元|港元|港币|新台币|"
    "千|百|万|亿|公里|公斤|公克|公分|公尺|公顷|公升|公吨|平方|立方|摄氏度|华氏度|度(?!空间)|米(?!线)|厘米|毫米|英里|英尺|英寸|海里|"
    "里|尺|寸|丈|亩|升|毫升|克|千克|毫克|吨|斤|磅|盎司|千瓦|瓦|伏|安|赫|千卡|大卡|卡路里|焦|帧|像素|字|字节|"
    "大(?=[类块步])|小(?=[时块口])|款|轮|则|笔|代人|级台阶|样|桩|胎|卷|盏|帖|剂|针|餐|顿|拨|边|侧|极|旁"
)
COUNTED: Final = rf"\s?(?:多|余)?(?:{_COUNTED})"
"""What may follow a number of things that are counted, for a regular expression."""


def one_by_one(figures: str, *, one: str = "一") -> str:
    """Figure by figure, as years and orders are read; ``one`` is 幺 where numbers are called out."""
    return "".join(one if figure == "1" else _FIGURES[figure] for figure in figures if figure in _FIGURES)


def number(figures: str, *, counted: bool = False) -> str:
    """A number as a whole; with ``counted``, what it counts follows, and two are 两."""
    plain = figures.replace(",", "")
    whole, _, decimals = plain.partition(".")
    if len(whole.lstrip("0")) > _LONGEST or (len(whole) > 1 and whole.startswith("0")):
        words = one_by_one(whole)
    else:
        words = str(cn2an.an2cn(whole or "0"))
        if words[0] == "二" and words[1:2] in (*"百千万亿",):
            words = "两" + words[1:]
    if decimals:
        return f"{words}点{one_by_one(decimals)}"
    return "两" if counted and words == "二" else words
