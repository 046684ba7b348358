"""Sentences, sections, and what a text is about."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from media.scenes.text import ELLIPSIS, drawable, width, with_powers

_SENTENCE = re.compile(r"(?<=[。！？!?])(?![。！？!?」』）)\"])|(?<=[a-z0-9)\]\"”][.])\s+|\n+")
_MARKUP = re.compile(r"^\s*(#{1,6}\s+|>\s*|[-*•・◦▪●○■□★☆]\s+|\(?\d{1,2}[.)．、]\s*)|\*\*|__|`")
_HEADING = re.compile(r"^\s*(?:#{1,6}\s+(.+?)\s*#*|【(.+)】|[■◆●]\s*(.{1,40}))\s*$")
_CLAUSE = re.compile(r"(?<=[、，；;])|(?<=,)\s")

_COLON_OF_A_LABEL: Final = re.compile(r"[:：](?!(?<=\d.)\d)")
"""Not the sign of a ratio: 3:2."""

ASKING: Final = re.compile(
    r"動画|アニメーション|映像|(?:作|つく)って|してください|影片|视频|視頻|動畫|动画|\bvideo\b|\banimation\b"
    r"|^\s*(?:please|explain|show|create|make|describe|illustrate|visuali[sz]e|animate|compare)\b"
    r"|(?:を|について)(?:説明|解説|紹介)(?:する|して|します)|^(?:請|请)|^(?:說明|说明|解釋|解释|介紹|介绍|講解|讲解)",
    re.IGNORECASE,
)
"""The ways in which a sentence asks for a video rather than states something."""

_ASKED_WITHIN = 4
_LONGEST_LABEL = 40
_MOST_CHARACTERS = 400
_SHORT_TITLE = 30.0
_REQUEST_LENGTH = 260
_REQUEST_SENTENCES = 3
_ABSTRACTION: Final = 1.0

_JA_REQUEST = re.compile(
    r"(について|に関する|に関して|とは(何か)?|って何"
    r"|を[^、。]{0,14}?(説明|解説|紹介|可視化|視覚化|図解|学|理解|表現|示す|教え|見せ|比較|描)"
    r"|(の|する|した|される)?(簡単な|短い|わかりやすい)?(解説|説明|紹介|教育)?(の|用)?"
    r"(動画|アニメーション|アニメ|映像|ビデオ|ムービー)"
    r"|を(作|生成|お願い)|してください|して(ほしい|欲しい)).*$",
    re.DOTALL,
)
_ZH_REQUEST_START = re.compile(
    r"^(請|请|麻煩|麻烦)?(幫我|帮我|為我|为我|給我|给我)?(製作|制作|做|生成|創建|创建|創作|创作|產生|产生|用)?"
    r"(一個|一个|一部|一段|一支|個|个)?(簡短|简短|簡單|简单|有趣)?(的)?(教學|教学)?"
    r"(影片|视频|視頻|動畫|动画)?[,，:：]?(來|来|用來|用来|以)?"
    r"(說明|说明|解釋|解释|介紹|介绍|講解|讲解|講述|讲述|展示|演示|關於|关于|比較|比较)?(一下)?[:：]?"
)
_ZH_REQUEST_END = re.compile(
    r"(的)?(教學|教学|說明|说明|解說|解说|介紹|介绍)?(用)?(影片|视频|視頻|動畫|动画)[。.!！]?$"
)
_EN_VERB = re.compile(
    r"(create|make|generate|produce|build|show|explain|describe|illustrate|visuali[sz]e|animate|teach|introduce"
    r"|demonstrate|creat|mak|illustrat|visuali[sz]|describ|introduc)(s|es|ing)?"
    r"|video|animation|clip|movie|lesson|tutorial|explainer",
    re.IGNORECASE,
)
_EN_REQUEST = re.compile(
    r"please|can|could|would|you|i|we|want|need|like|to|me|us|an?|the|short|simple|brief|quick|clear|nice"
    r"|educational|that|which|about|on|of|for|covering",
    re.IGNORECASE,
)
_ONLY_HOW: Final = re.compile(
    r"(?:(?:it|this|that|them|these)\b\s*)?(?:(?:as|in|on|into|with|using|by|for)\b.{0,40})?"
    r"|(?:請|请)?(?:用|以)?(?:簡單|简单)?的?(?:圖形|图形|圖表|图表|圖|图|動畫|动画|時間軸|时间轴|例子)?(?:來|来)?"
    r"(?:說明|说明|解釋|解释|表示|呈現|呈现|畫|画|教)?(?:我|一下)?"
    r"|(?:これ|それ|この|その|図|アニメ|動画|例|年表|(?:円|棒|折れ線|帯)?グラフ|表).{0,12}"
    r"|(?:請|请)?(?:用|以|畫成|画成|做成)?.{0,3}[圖图]表?(?:表示|呈現|呈现)?",
    re.IGNORECASE,
)
"""What says only how it is to be shown."""
_EN_END = re.compile(
    r"[,\s]+(for (beginners|kids|children|students|everyone)|in (a )?(simple|clear|easy)( way| words| terms)?"
    r"|simply|please|step by step|(in an? |as an? )?(short )?(video|animation)|with (an )?animations?"
    r"|in (japanese|english|chinese))$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Section:
    """A heading (empty before the first) and the lines below it."""

    heading: str
    lines: tuple[str, ...]

    @property
    def sentences(self) -> list[str]:
        """The section's sentences, without markup."""
        return sentences("\n".join(self.lines))


def sections(text: str) -> list[Section]:
    """The text cut at its headings."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in text.splitlines():
        heading = _HEADING.match(line)
        if heading:
            found.append((drawable(next(filter(None, heading.groups()))), []))
        elif line.strip():
            found[-1][1].append(line)
    return [Section(heading, tuple(lines)) for heading, lines in found if heading or lines]


def sentences(text: str) -> list[str]:
    """The sentences of a text, without markup."""
    parts = (drawable(_MARKUP.sub("", part)) for part in _SENTENCE.split(text) if part)
    return [part for part in parts if any(char.isalnum() for char in part)]


def is_request(text: str) -> bool:
    """Whether a text only says what to explain, rather than explain it."""
    return len(text) <= _REQUEST_LENGTH and len(sentences(text)) <= _REQUEST_SENTENCES


def subject(text: str) -> str:
    """What the text is about, in its own words."""
    parts = sections(text)
    if parts and parts[0].heading:
        return parts[0].heading
    stated = sentences(text) or [drawable(text)]
    asking = [sentence for sentence in stated[:_ASKED_WITHIN] if ASKING.search(sentence)]
    naming = [sentence for sentence in asking if not _ONLY_HOW.fullmatch(_asked(sentence))]
    # "…? Show it as a timeline": what it is about stands in the sentence before.
    other = next((sentence for sentence in stated if sentence not in asking), "") if asking else ""
    request = next(iter(naming), "") or other or next(iter(asking), "")
    if request or (is_request(text) and len(stated) == 1):
        return with_powers(_labelled(_asked(request or stated[0])))
    return with_powers(_labelled(stated[0]) if ":" in stated[0] else _defined(stated[0]) or _cut(stated[0]))


def _labelled(sentence: str) -> str:
    """What stands before a colon, where a list of things follows."""
    head, _, tail = _COLON_OF_A_LABEL.sub("\0", sentence).partition("\0")
    return (
        head.strip()
        if 1 < len(head) <= _LONGEST_LABEL and (not tail or any(map(str.isdigit, tail)))
        else sentence
    )


def _asked(sentence: str) -> str:
    """The sentence without the words that ask for a video."""
    plain = sentence.strip(" 。．.!！?？")
    if re.search("[\u3041-\u30ff]", plain):
        return _JA_REQUEST.sub("", plain).strip("「」『』 、") or plain
    if re.search("[\u4e00-\u9fff]", plain):
        shorter = _ZH_REQUEST_END.sub("", _ZH_REQUEST_START.sub("", plain)).strip("「」『』“” ,，:：")
        return shorter or plain
    words = [word.strip(",:") for word in plain.split()]
    start = 0
    while start < len(words) and (_EN_REQUEST.fullmatch(words[start]) or _EN_VERB.fullmatch(words[start])):
        start += 1
    if any(map(_EN_VERB.fullmatch, words[:start])) and start < len(words):
        plain = " ".join(plain.split()[start:])
    while _EN_END.search(plain):
        plain = _EN_END.sub("", plain)
    return plain[:1].upper() + plain[1:] if len(plain) > 1 else plain


def _defined(sentence: str) -> str:
    """The X of "X is …"."""
    for pattern, most in (
        (r"^([^、。,]{1,20}?)とは", 20),
        (r"^([^、。,はがを]{2,16}?)は[、,]?", 16),
        (r"^([\u4e00-\u9fff]{2,10}?)(?:,|,)?(?:是指|是)", 10),
        (r"^((?:[A-Z][\w'-]*|[Tt]he)(?: [\w'-]+){0,4}?) (?:is|are|was|were|means) ", 48),
    ):
        found = re.match(pattern, sentence)
        if found and len(found[1]) <= most:
            return found[1].strip()
    return ""


def _cut(sentence: str) -> str:
    """The start of a sentence, at a clause's end where one is near."""
    plain = sentence.rstrip("。．.")
    if width(plain, 36) <= _SHORT_TITLE / 2:
        return plain
    return shortened(plain, _SHORT_TITLE / 2)


def shortened(sentence: str, room: float, size: float = 36) -> str:
    """As many clauses of a sentence as there is room for."""
    plain = sentence.strip()[:_MOST_CHARACTERS]
    if width(plain, size) <= room:
        return plain
    kept = ""
    for clause in _CLAUSE.split(plain):
        if kept and width(f"{kept} {clause}", size) > room:
            break
        kept = f"{kept} {clause}".strip() if clause.isascii() else kept + clause
    kept = kept.rstrip("、，,;； ")
    if width(kept, size) <= room:
        return kept
    while kept and width(kept + ELLIPSIS, size) > room:
        kept = kept[:-1]
    if " " in kept and kept.isascii():
        kept = kept.rsplit(" ", 1)[0]
    return kept.rstrip("、，, ") + ELLIPSIS


def most_telling(parts: list[str], count: int) -> list[str]:
    """The sentences whose words the whole text uses most, in their order; the first one always."""
    if len(parts) <= count:
        return parts
    terms = [_terms(part) for part in parts]
    weight = Counter(term for part in terms for term in part)
    scores = [sum(weight[term] - 1 for term in part) / (len(part) + 8.0) ** _ABSTRACTION for part in terms]
    scores[0] = float("inf")
    best = sorted(range(len(parts)), key=lambda index: (-scores[index], index))
    unique: dict[str, int] = {}
    for index in best:
        unique.setdefault(parts[index], index)
    return [parts[index] for index in sorted(list(unique.values())[:count])]


def _terms(sentence: str) -> set[str]:
    latin = {word.lower() for word in re.findall(r"[A-Za-z]{4,}", sentence)}
    runs = re.findall("[\u4e00-\u9fff]{2,}|[ァ-ヺー]{2,}", sentence)
    return latin | {run[start : start + 2] for run in runs for start in range(len(run) - 1)}
