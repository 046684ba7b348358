"""How people write narrations: what is spoken, and what says where scenes begin and what they show.

Not spoken are headings (``## Heading``, ``Scene 1:``, ``[Scene: The harbour]``), rules (``---``), directions
in square brackets (but for those within a quotation), the label of a narrator, and the marks of Markdown. All
else is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from contracts.errors import InvalidField
from language.sentences import has_words

_SCENE_WORD = r"(?:scene|シーン|場面|場景|场景|鏡頭|镜头)"
_NUMBER = r"(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})"
_BRACKETED = re.compile(r"\[([^\[\]]{1,300})\](?!\()|［([^［］]{1,300})］|【([^【】]{1,300})】")
_SCENE_IN_BRACKETS = re.compile(
    rf"\s*{_SCENE_WORD}\s*{_NUMBER}?\s*(?:[:：.\-–—]\s*|$)(.*)", re.IGNORECASE | re.DOTALL
)
_SCENE = re.compile(
    rf"\s*(?:{_SCENE_WORD}\s*{_NUMBER}|第\s*{_NUMBER}\s*(?:幕|場|场))\s*(?:[:：]|[.．、]?\s*$|\s[-–—]\s)\s*(.*)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"\s*#{1,6}\s+(.*)$")
_RULE = re.compile(r"\s*(?:[-*_=~—]\s*){3,}$")
_NARRATOR = re.compile(
    r"\s*(?:narrator|narration|voice-?\s?over|v\.?o\.?|旁白|ナレーション|ナレーター)\s*(?:\([^)]*\)|（[^）]*）)?\s*[:：]\s*",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\s*(?:[-*•・‣▪>]\s+)+")
_BLANKS = re.compile(r"\s+")
_EMPHASIS = re.compile(r"\*\*|__")
_TIGHT = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef…—]")
"""Characters with no blank between two of them: Han, kana and their marks."""
_ENDED = re.compile(r"[.!?。！？…:：;；][\"'”’」』）)]*$")
_GOES_ON = re.compile(r"[a-zß-öø-ÿ]")
_TO_BE_CONTINUED = re.compile(r"[、，,]$")
_LONGEST_HEADING: Final = 80
_FULL_LINE: Final = 60
"""Columns; a line that has so many was broken by the width of a page."""

_UNSEEN = re.compile(
    r"\b(?:music|sound|sfx|bgm|pause|beat|fade|cut to|transition|silence|applause|laughs?)\b"
    r"|音楽|効果音|無音|間を|拍手|音樂|音乐|音效|停頓|停顿|轉場|转场|^[\d\s:.,\-–—〜~秒s]*$",
    re.IGNORECASE,
)
"""Directions that no picture can follow: sounds, pauses, times, footnotes."""
_SHOWING = re.compile(
    r"(?:(?:show|visuals?|image|picture|photo|b-?roll|video)\b|画面|映像|畫面|圖片|图片|写真)\s*[:：]?\s*(?:of\s+)?(?:(?:an?|the)\s+)?",
    re.IGNORECASE,
)
"""The words of a direction before it names what is to be seen."""


@dataclass
class Part:
    """What is spoken between two of the narration's own breaks, line by line.

    ``heading`` is the one it stands under, ``directions`` say what to show.
    """

    heading: str
    directions: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


def spoken_parts(narration: str) -> list[Part]:
    """The parts of a narration in which something is spoken. Raises ``InvalidField`` if there is none."""
    parts = Parser(narration).parts
    if not parts:
        raise InvalidField(
            "The script has no words to speak: headings and directions in [brackets] are not spoken."
            " Write what the narrator says.",
            field="script_content",
        )
    return parts


class Parser:
    """Reads one narration; ``parts`` are those in which something is spoken."""

    def __init__(self, narration: str) -> None:
        self._parts = [Part("")]
        self._maybe_heading = ""
        self._read(narration)
        self._settle(spoken=True)
        self.parts = [part for part in self._parts if any(map(has_words, part.lines))]

    def _read(self, narration: str) -> None:
        for whole in _BRACKETED.sub(lambda found: " ".join(found[0].split()), narration).splitlines():
            # One blank for many: the patterns go back over each, and would take ever longer.
            line = _BLANKS.sub(" ", whole)
            directions = []
            spoken = ""
            at = 0
            for found in _BRACKETED.finditer(line):
                spoken += line[at : found.start()]
                at = found.end()
                direction = next(filter(None, found.groups())).strip()
                if scene := _SCENE_IN_BRACKETS.fullmatch(direction):
                    self._read_line(spoken)
                    spoken = ""
                    self._begin(scene[1])
                elif _UNSEEN.search(direction):
                    continue
                elif _is_quoting(spoken):
                    spoken += direction  # words put into what someone said, as newspapers do
                else:
                    shown = _SHOWING.match(direction)
                    directions.append(direction[shown.end() if shown else 0 :])
            self._read_line(spoken + line[at:], blank=not line.strip())
            self._parts[-1].directions.extend(filter(None, directions))

    def _read_line(self, line: str, *, blank: bool = False) -> None:
        if blank or _RULE.match(line):
            self._break()
        elif heading := _HEADING.match(line):
            self._begin(heading[1].rstrip(" #"))
        elif scene := _SCENE.match(line):
            self._begin("")
            self._maybe_heading = scene[1].strip()
            if _ENDED.search(self._maybe_heading) or len(self._maybe_heading) > _LONGEST_HEADING:
                self._settle(spoken=True)
        else:
            self._speak(line)

    def _speak(self, line: str) -> None:
        for mark in (_ITEM, _NARRATOR):
            line = line[found.end() :] if (found := mark.match(line)) else line
        words = " ".join(_EMPHASIS.sub("", line).split())
        if words:
            self._settle(spoken=bool(_GOES_ON.match(words)))
            self._parts[-1].lines.append(words)

    def _break(self) -> None:
        """Begin a new part under the same heading, unless nothing is spoken yet."""
        if self._parts[-1].lines:
            self._parts.append(Part(self._parts[-1].heading))

    def _begin(self, heading: str) -> None:
        """Begin a new part under a heading of its own."""
        self._settle(spoken=True)
        if self._parts[-1].lines:
            self._parts.append(Part(heading))
        else:
            self._parts[-1].heading = heading

    def _settle(self, *, spoken: bool) -> None:
        """Decide what the words behind ``Scene 1:`` are: a heading of what follows, or all that is spoken."""
        words, self._maybe_heading = self._maybe_heading, ""
        if words and spoken:
            self._parts[-1].lines.append(words)
        elif words:
            self._parts[-1].heading = words


def _is_quoting(spoken: str) -> bool:
    """Whether a quotation is open at the end of a line's words so far."""
    return spoken.count("“") > spoken.count("”") or spoken.count('"') % 2 == 1


def runs(part: Part) -> Iterator[str]:
    """The part's lines, those put together that are one sentence broken over lines."""
    run = before = ""
    for line in part.lines:
        if run and not _ENDED.search(run) and _continues(before, line):
            run += line if _TIGHT.match(run[-1]) and _TIGHT.match(line[0]) else f" {line}"
        else:
            if run:
                yield run
            run = line
        before = line
    if run:
        yield run


def _continues(before: str, line: str) -> bool:
    """Whether a line goes on with the sentence of the line before it, which has not ended."""
    is_full = sum(1 if char.isascii() else 2 for char in before) >= _FULL_LINE
    return is_full or bool(_GOES_ON.match(line) or _TO_BE_CONTINUED.search(before))
