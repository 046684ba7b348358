"""What Markdown, HTML and social media put around words within a line."""

import re
from collections.abc import Iterator
from typing import Final

from media.reading.rules import Claim, Rule, constant, rule

_TAGS: Final = (
    "a|abbr|b|big|blockquote|br|center|code|dd|del|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|s|"
    "small|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul"
)
"""Elements of HTML that people write into texts; any other name in angle brackets is a word."""
_ADDRESS: Final = r"(?:https?://|www\.|mailto:)"
_HASHTAG: Final = re.compile(r"(?<![\w&/])[#＃](?=\w*[^\W\d_])(\w+)")
_MENTION: Final = re.compile(r"(?<![\w.])@\w[\w.]*\w")
_CAMEL_CASE: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|_")


def around(pattern: str, flags: int = re.DOTALL) -> Rule:
    """The rule that drops what stands around the group ``words``."""
    compiled = re.compile(pattern, flags)

    def found(text: str) -> Iterator[Claim]:
        at = 0
        while match := compiled.search(text, at):
            start, end = match.span("words")
            yield from (Claim(match.start(), start, ""), Claim(end, match.end(), ""))
            at = match.end()

    return found


def _emphasis(mark: str) -> Rule:
    """Around words, not between the factors of a product, nor within a name in code."""
    mark = re.escape(mark)
    return around(rf"(?<![\w\\]){mark}(?=[^\s{mark}])(?P<words>(?:(?!\n\n).){{1,2000}}?)(?<=\S){mark}(?!\w)")


def _hashtags(text: str) -> Iterator[Claim]:
    """A hashtag is its words. Names of people and firms beside hashtags are not spoken."""
    for tag in _HASHTAG.finditer(text):
        yield Claim(tag.start(), tag.end(), _CAMEL_CASE.sub(" ", tag[1]).strip())
    beside = re.compile(rf"(?:{_HASHTAG.pattern}\s+)({_MENTION.pattern})|({_MENTION.pattern})(?=\s+[#＃]\w)")
    silent = {max(found.span(2), found.span(3)) for found in beside.finditer(text)}
    for mention in _MENTION.finditer(text):
        yield Claim(
            mention.start(),
            mention.end(),
            "" if mention.span() in silent else mention[0][1:].replace("_", " "),
        )


def _brackets(text: str) -> Iterator[Claim]:
    """A word in angle brackets is a word: ``<break>``, ``vector<int>``."""
    for found in re.finditer(r"<(?P<words>/?[A-Za-z][\w.-]*(?:\s+[\w-]+\s*=[^<>\n]*)?)\s*/?>", text):
        start, end = found.span("words")
        yield Claim(found.start(), start, " " if re.match(r"\w<", text[found.start() - 1 : start]) else "")
        yield Claim(end, found.end(), " " if re.match(r"\w", text[found.end() : found.end() + 1]) else "")


INLINE: Final[tuple[Rule, ...]] = (
    around(r"(?P<words>)<!--.*?-->"),
    around(rf"<(?P<words>{_ADDRESS}[^\s<>]+|[\w.+-]+@[\w.-]+)>"),
    constant(r"<br ?/?>", " ", re.IGNORECASE),
    constant(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", "", re.IGNORECASE),
    _brackets,
    around(r"!?\[(?P<words>[^\[\]]*)\]\((?!\s)[^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+[\"'][^\"']*[\"'])?\)"),
    around(r"\[(?P<words>[^\[\]]+)\]\[[^\[\]]*\]"),
    constant(r"\[\^[^\[\]]+\]", ""),
    around(r"(?P<ticks>`+)(?P<words>[^`]+)(?P=ticks)"),
    *(_emphasis(mark) for mark in ("***", "**", "___", "__", "~~", "==", "*", "_")),
    _hashtags,
    rule(r"\\([\\`*_{}\[\]#+.!|~-])", lambda found: found[1]),
)
