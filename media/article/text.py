"""The text that trafilatura finds, paragraph by paragraph, with the pictures between."""

import re
from collections.abc import Iterator
from typing import Final

from lxml.etree import _Element as Element
from lxml.html import HtmlElement

_BLOCKS: Final = frozenset({"body", "p", "head", "list", "item", "quote", "div", "fw"})
_DROPPED: Final = frozenset({"table", "del"})
_SENTENCE_END: Final = re.compile(r"[.!?:;。．！？：；…」』”\"）)]\s*$")
_ADVERT: Final = re.compile(
    r"^[\[【（(]?\s*(?:advertisements?|sponsored|広告|PR|廣告|广告)\s*(?:[\]】）):：|]|$)", re.IGNORECASE
)

_WIDE: Final = "[\u3000-\u30ff\u3400-\u9fff\uff01-\uff65]"
_WRAPPED: Final = re.compile(rf"(?<={_WIDE})[^\S\u3000]{{0,99}}\n\s{{0,99}}(?={_WIDE})")

Found = tuple[str, str]
"""A paragraph's text, or a picture's address; the other one is empty."""


def unwrap(tree: HtmlElement) -> None:
    """Undo the breaking of lines in a page's source where Chinese and Japanese would show a space for it."""
    for element in tree.iter():
        element.text = element.text and _WRAPPED.sub("", element.text)
        element.tail = element.tail and _WRAPPED.sub("", element.tail)


def paragraphs(body: Element) -> Iterator[Found]:
    """What a body says and shows, in its order.

    Headings, items of lists and quotes are paragraphs. Tables and blocks of code are left out, as nobody
    would read them aloud; and what is labelled as an advertisement.
    """
    gathered = ""
    within: list[str] = []
    for text, src, ends in _pieces(body):
        gathered += text
        if src and gathered.strip() and not ends:
            within.append(src)  # a picture in the middle of a sentence does not break it
            continue
        if ends:
            paragraph = " ".join(_WRAPPED.sub("", gathered).split())
            gathered = ""
            if paragraph and not _ADVERT.match(paragraph):
                yield paragraph, ""
            yield from (("", picture) for picture in within)
            within.clear()
        if src:
            yield "", src


def _pieces(element: Element) -> Iterator[tuple[str, str, bool]]:
    """Pieces of text, addresses of pictures, and whether a paragraph ends there."""
    is_block = element.tag in _BLOCKS
    if is_block:
        yield "", "", True
    yield element.text or "", "", False
    for child in element:
        if child.tag == "graphic":
            yield "", child.get("src", ""), _ends_sentence(child)
        elif child.tag == "lb":
            # Where a line ends a sentence ends too, or the page only wraps its lines.
            yield "\n", "", _ends_sentence(child)
        elif child.tag not in _DROPPED and not _is_code_block(child):
            yield from _pieces(child)
        yield child.tail or "", "", False
    if is_block:
        yield "", "", True


def _ends_sentence(element: Element) -> bool:
    """Whether the text right before an element ends a sentence."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        before = previous.tail or "".join(previous.itertext())
    else:
        before = parent.text if parent is not None else ""
    return bool(_SENTENCE_END.search(before or ""))


def _is_code_block(element: Element) -> bool:
    """Code that stands by itself: within a sentence, it is a word of it."""
    return element.tag == "code" and (
        len(element) > 0 or "\n" in (element.text or "") or element.getparent().tag == "body"
    )
