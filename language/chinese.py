"""The two ways of writing Chinese: traditional characters, as in Taiwan, and simplified ones.

OpenCC converts between them by whole words, because a character may have several counterparts: 后 stands for
後 and for 后 itself.
"""

import re
from functools import cache
from typing import Final

from opencc import OpenCC

_HAN: Final = re.compile("[\u4e00-\u9fff]")
_HAN_RUN: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_RARE: Final = 0xC9
"""From here on Big5 has the characters that are seldom used."""
_MAINLAND_TERMS: Final = (
    ("機率", "概率"),
    ("複利", "复利"),
    ("西元", "公元"),
    ("公分", "厘米"),
    ("公尺", "米"),
    ("公噸", "吨"),
    ("公升", "升"),
    ("克耳文", "开尔文"),
    ("鏡射", "轴对称"),
    ("兩股", "两条直角边"),
    ("二進位", "二进制"),
    ("畢氏定理", "勾股定理"),
    ("貝氏定理", "贝叶斯定理"),
    ("中央極限定理", "中心极限定理"),
    ("常態分布", "正态分布"),
    ("全距", "极差"),
    ("母體", "总体"),
    ("氣泡排序", "冒泡排序"),
    ("合併排序", "归并排序"),
    ("鏈結串列", "链表"),
    ("二元搜尋樹", "二叉搜索树"),
    ("搜尋", "搜索"),
    ("函式", "函数"),
    ("戴克斯特拉", "迪杰斯特拉"),
    ("陣列", "数组"),
    ("堆疊", "栈"),
    ("佇列", "队列"),
    ("遞迴", "递归"),
    ("走訪", "遍历"),
    ("變數", "变量"),
    ("伺服器", "服务器"),
    ("用戶端", "客户端"),
    ("網路", "网络"),
    ("位元組", "字节"),
    ("封包", "数据包"),
    ("長條圖", "柱状图"),
    ("數線", "数轴"),
    ("程式碼", "代码"),
    ("程式", "程序"),
    ("影片", "视频"),
    ("資料", "数据"),
    ("設定", "设置"),
)
"""Terms of our own texts that the mainland has other words for.

OpenCC has a list of such terms too, but it is one of computing: it makes 矢量 of the 向量 of mathematics.
"""


def simplified(text: str) -> str:
    """The text in simplified characters, each in the place of the one that it stands for."""
    return _converted(text, "tw2s")


def traditional(text: str) -> str:
    """The text in the traditional characters of Taiwan, each in the place of the one that it stands for."""
    return _converted(text, "s2tw")


def for_mainland(text: str) -> str:
    """A text of our own, written for Taiwan, with the terms and the characters of the mainland."""
    for taiwanese, mainland in _MAINLAND_TERMS:
        # 程式 is a program, but not in 方程式, an equation.
        term = rf"(?<!方){taiwanese}" if taiwanese == "程式" else taiwanese
        text = re.sub(term, mainland, text)
    return simplified(text)


def is_simplified(text: str) -> bool:
    """Whether a Chinese text is in simplified characters rather than in traditional ones.

    One whose characters are the same in both tells it by a term of the mainland: 冒泡排序.

    Two old national encodings tell: GB 2312 holds the simplified characters and Big5 the traditional ones.
    OpenCC cannot tell, because it takes 台 for a simplified character, which Taiwan writes too.
    """
    characters = _HAN.findall(text)
    only_simplified = sum(_encodes(char, "gb2312") and not _encodes(char, "big5") for char in characters)
    only_traditional = sum(_encodes(char, "big5") and not _encodes(char, "gb2312") for char in characters)
    if only_simplified == only_traditional:
        return any(mainland in text and taiwanese not in text for taiwanese, mainland in _MAINLAND_TERMS)
    return only_simplified > only_traditional


def is_mixed(text: str) -> bool:
    """Whether short forms and full forms stand together as only Japanese has them: 東 beside 万.

    A short form that Taiwan writes every day, such as 台, is none: Big5 has it among the frequent ones.
    """
    characters = set(_HAN.findall(text))
    if not all(_encodes(char, "shift_jis") for char in characters):
        return False
    full = any(not _encodes(char, "gb2312") for char in characters)
    return full and any(traditional(char) != char and not _is_frequent(char) for char in characters)


def _is_frequent(char: str) -> bool:
    return _encodes(char, "big5") and char.encode("big5")[0] < _RARE


def _converted(text: str, direction: str) -> str:
    return _HAN_RUN.sub(lambda run: _run_converted(run[0], _converter(direction)), text)


def _run_converted(run: str, converter: OpenCC) -> str:
    converted: str = converter.convert(run)
    if len(converted) == len(run):
        return converted
    # A phrase has become longer or shorter, and what is found in the result could not be found in the text.
    return "".join(converter.convert(char) for char in run)


@cache
def _converter(direction: str) -> OpenCC:
    return OpenCC(direction)


def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
