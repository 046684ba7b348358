"""An instruction in parts, each of which asks for something of its own."""

import re
from typing import Final

from media.authoring.revising.draft import QUOTED

_VERBS: Final = (
    "make|change|use|add|remove|delete|drop|set|show|speed|slow|move|swap|put|translate|replace|"
    "highlight|paint|"
    "colou?r|turn|rename|insert|include|draw|increase|decrease|reduce|shorten|explain|give|let|start|end|"
    "pause|"
    "wait|write|call|keep|exchange|switch|bring|take|cut|emphasi[sz]e|begin|finish|leave|plot|sort|search|"
    "there(?:'s| is| are)|double|halve|"
    "then|also|finally|please"
)
_CUT: Final = re.compile(
    rf"\s*(?:[,;]\s*(?:and\s+|then\s+)?|\s(?:and|then|&)\s+(?:then\s+)?)(?=(?:{_VERBS})\b)"
    r"|\s+and\s+(?=the\s)"
    r"|[.!?](?:\s+|$)(?!\d)|[。；;！？!?\n]+|\s*(?:,|，|、)\s*(?=(?:然後|然后|再|並|并|而且|另外|還有|"
    r"还有|同時|同时|把|將|将|改|加|"
    r"刪|删|用|換|换|讓|让|去掉|翻|交換|交换|對調|对调|在|最後|最后|放|設|设|顯示|显示))"
    r"|\s*[,，、]\s*(?=[^,，、。]{1,12}?(?:改成|改為|改为|換成|换成|變成|变成|設為|设为))"
    r"|(?<=[にへ])、(?=[^、]*(?:て|に|を|へ)(?!.*のシーン))|(?<=て)、|(?<=し)、|(?<=てください)、?"
    r"|(?<=で)、(?=[^、]*(?:て|に|を))|(?:それから|そして|さらに|"
    r"また)、?",
    re.IGNORECASE,
)
_OPENING: Final = re.compile(
    r"^(?:and|then|finally|please|然後|然后|並且?|并且?|而且|另外)\b[\s,，]*", re.IGNORECASE
)


def parts_of(instruction: str) -> list[tuple[int, int]]:
    """Where the parts of an instruction stand; quoted words are never cut."""
    quoted = [found.span() for found in QUOTED.finditer(instruction)]
    found: list[tuple[int, int]] = []
    start = 0
    for cut in _CUT.finditer(instruction):
        if any(one <= cut.start() < other for one, other in quoted):
            continue
        found.append((start, cut.start()))
        start = cut.end()
    found.append((start, len(instruction)))
    return [one for one in found if any(map(str.isalnum, instruction[slice(*one)]))]


def without_opening(part: str) -> str:
    """A part without the word that joins it to the one before."""
    return _OPENING.sub("", part.strip())


def without_end(part: str) -> str:
    """A part without the mark that ends a sentence."""
    return part.strip().rstrip("。.!！")
