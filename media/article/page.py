"""A web page as a tree, in whatever encoding it came."""

import codecs
import re
from collections.abc import Iterator
from typing import Final

from lxml.etree import iterwalk
from lxml.html import HtmlElement
from trafilatura import load_html
from trafilatura.utils import detect_encoding

from contracts.errors import SourceUnsuitable

_META: Final = re.compile(rb"""<meta[^>]{1,200}charset\s*=\s*["']?([\w-]{1,40})""", re.IGNORECASE)
_META_BYTES: Final = 4096
_MAX_ELEMENTS: Final = 50_000
"""The most elements of a page.

Articles have some thousands; finding the text among so many takes ten seconds.
"""
_MAX_TAGS: Final = 100_000
"""The most tags in the text of a page, those in its scripts too: what has more is not even parsed."""
_MAX_ATTRIBUTES: Final = 1000
"""The most attributes of an element. Honest ones have some dozens; parsing takes their square."""
_MAX_DEPTH: Final = 200
_MAX_INLINE: Final = 5000
"""The most elements in one paragraph; finding the text in it takes their square."""
_TAG: Final = re.compile(r"<[A-Za-z][^\s/>]*+")
_ATTRIBUTE: Final = re.compile(r"""[\s/]*+[^\s/>=][^\s/>=]*+(?>\s*+=\s*+(?>"[^"]*+"|'[^']*+'|[^\s>]*+))?+""")
"""One attribute. Nothing in it is tried twice, so that a page is read in a time that grows as it does."""
_REFERENCE: Final = re.compile(r"&#(?:[xX]([0-9A-Fa-f]{1,8})|([0-9]{1,10}));?")
_CHARACTERS: Final = (
    # XML 1.0, section 2.2.
    (0x9, 0xA, 0xD),
    range(0x20, 0xD800),
    range(0xE000, 0xFFFE),
    range(0x10000, 0x110000),
)
_WIDER: Final = {
    # Pages say the first and mean the second, which has more characters.
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
}


def parse(page: bytes, charset: str | None) -> HtmlElement:
    """The tree of a page; ``charset`` as its server says. Raises ``SourceUnsuitable``."""
    text = _decoded(page, charset)
    _check_source(text)
    tree = load_html(_REFERENCE.sub(_if_a_character, text))
    if tree is None:
        raise SourceUnsuitable("There is no web page at this address. Give the address of an article.")
    if sum(1 for _ in tree.iter()) > _MAX_ELEMENTS:
        raise _too_large()
    _check_shape(tree)
    return tree


def _check_source(text: str) -> None:
    """Refuse what would take too long to parse."""
    for count, tag in enumerate(_TAG.finditer(text)):
        if count >= _MAX_TAGS:
            raise _too_large()
        at = tag.end()
        for _ in range(_MAX_ATTRIBUTES):
            attribute = _ATTRIBUTE.match(text, at)
            if not attribute:
                break
            at = attribute.end()
        else:
            raise _too_tangled()


def _check_shape(tree: HtmlElement) -> None:
    """Refuse what the text would take too long to be found in."""
    depth = 0
    for event, element in iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _MAX_DEPTH or (element.tag == "p" and len(element) > _MAX_INLINE):
            raise _too_tangled()


def _too_large() -> SourceUnsuitable:
    return SourceUnsuitable("This page is too large to be read. Choose a shorter article.")


def _too_tangled() -> SourceUnsuitable:
    return SourceUnsuitable("This page is put together in a way that cannot be read. Choose another article.")


def _if_a_character(reference: re.Match[str]) -> str:
    """The reference, unless it is to what no text may have: lxml reads that, and then refuses to write it."""
    hexadecimal, decimal = reference.groups()
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return reference[0] if any(code in characters for characters in _CHARACTERS) else " "


def _decoded(page: bytes, charset: str | None) -> str:
    try:
        return page.decode("utf-8-sig")  # what reads as UTF-8 is UTF-8, whatever it is called
    except UnicodeDecodeError:
        pass
    for name in _encodings(page, charset):
        try:
            codec = codecs.lookup(name).name
            return page.decode(_WIDER.get(codec, codec), "replace")
        except (LookupError, ValueError):  # no such encoding, or none of text
            continue
    return page.decode("utf-8", "replace")


def _encodings(page: bytes, charset: str | None) -> Iterator[str]:
    """What a page may be written in: as the server says, as the page says, as its bytes look."""
    if charset:
        yield charset
    meta = _META.search(page[:_META_BYTES])
    if meta:
        yield meta[1].decode("ascii")
    yield from detect_encoding(page)
