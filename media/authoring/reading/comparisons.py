"""Two things that a text compares, and what it says of each."""

import re
from dataclasses import dataclass

from media.authoring.reading.prose import sentences, shortened
from media.scenes.text import drawable

_NAME = r"[「『“\"]?([^、。,，.\n「」『』“”\"]{1,24}?)[」』”\"]?"
_ARTICLE = r"(?:an?\s+|the\s+)?"
_END = r"(?=$|[,.\n:!?]|\s+(?:for|in|with|step)\b)"
_WITH = r"(?:and|with|to|against)"
_DIFFER = (
    r"(?:的[^、。,，\s]{0,4}?(?=[比對对])|的|之間的|之间的|有什麼|有什么|有何)?"
    r"(?:差別|差别|區別|区别|不同|差異|差异|比較|比较|對比|对比)"
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_NAME}と{_NAME}(?:と)?(?:の|を|は|って|に)?(?:違い|比較|比べ|相違|差|どう違う|どちら|どっち)",
        rf"{_NAME}\s*(?:\bvs\b\.?|\bversus\b|ＶＳ)\s*{_NAME}(?=$|[、。,，.\n:：!?]|\s+(?:for|in|is|are)\b|の|を)",
        rf"differences?\s+between\s+{_ARTICLE}{_NAME}\s+and\s+{_ARTICLE}{_NAME}{_END}",
        rf"compar(?:e|es|ing|ison of)\s+{_ARTICLE}{_NAME}\s+{_WITH}\s+{_ARTICLE}{_NAME}{_END}",
        rf"(?:比較|比较)(?:一下)?{_NAME}(?:和|與|与|跟|及){_NAME}(?=$|[的、。,，\n:：!?])",
        rf"{_NAME}(?:和|與|与|跟){_NAME}{_DIFFER}",
    )
)
_COMPARES = re.compile(
    r"違い|比[較较べ對对]|[對对]比|相違|差|違う|どちら|どっち|\bvs\b|versus|ＶＳ|difference|compar|[區区]別|区别|不同",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"^(?:請|请|說明|说明|解釋|解释|介紹|介绍|比較|比较"
    r"|(?:explain|show|compare|the|an?|please|describe|what is)\b)\s*",
    re.IGNORECASE,
)
_AFTER = re.compile(r"(?:を|の|は|が|する|です|的)$")
_MOST = 4
_POINT_ROOM = 13.0


@dataclass(frozen=True)
class Compared:
    """The two names, and the points that go with each."""

    left: str
    right: str
    left_points: tuple[str, ...]
    right_points: tuple[str, ...]


def compared(text: str) -> Compared | None:
    """The first comparison in a text."""
    if not _COMPARES.search(text):  # the patterns take long where nothing is compared
        return None
    for pattern in _PATTERNS:
        found = pattern.search(text)
        if found:
            left, right = _name(found[1]), _name(found[2])
            if left and right and left.lower() != right.lower():
                rest = text.replace(found[0], "\n", 1)
                return Compared(left, right, _statements(rest, left, right), _statements(rest, right, left))
    return None


def _name(raw: str) -> str:
    name = drawable(raw)
    while _BEFORE.match(name):
        name = _BEFORE.sub("", name)
    # "この動画ではリスト": the subject of the request stands before it.
    name = name[name.rfind("は", 2) + 1 :] if name.rfind("は", 2) > 0 else name
    name = _AFTER.sub("", name).strip()
    return name[:1].upper() + name[1:]


def _statements(text: str, name: str, other: str) -> tuple[str, ...]:
    points: list[str] = []
    start = re.compile(
        rf"^(?:一方で?[、,]?|また[、,]?|而)?{re.escape(name)}\s*(?:とは|は|が|では|[:：]|則|则|是指)?[、，,]?\s*",
        re.IGNORECASE,
    )
    for sentence in (part for whole in sentences(text) for part in re.split(r"[;；]\s*", whole)):
        low = sentence.lower()
        if name.lower() in low and other.lower() not in low.replace(name.lower(), ""):
            plain = sentence.strip(" 。．.:：")
            # An English sentence is none without its subject.
            words = plain if plain.isascii() else start.sub("", plain) or plain
            points.append(shortened(words, _POINT_ROOM, 26))
    return tuple(points[:_MOST])
