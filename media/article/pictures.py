"""The pictures of a page: which of them show something, where they really are, and what is said of them.

Before the text is taken out, every picture that will do gets an address of ours, so that it is recognised in
what is left: pages load their pictures late, in many sizes, under addresses that do not look like pictures.
"""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from contracts.video import ArticlePicture

MIN_WIDTH: Final = 200
MIN_HEIGHT: Final = 150
"""The least height in CSS pixels: smaller pictures are icons, faces and buttons."""
_LONGEST_WORDS: Final = 300
"""The most characters of a caption; what goes beyond is none."""
_MAX_WIDTH: Final = 2400
"""The greatest width, in pixels, that is needed of the sizes on offer."""

_MAX_PICTURES: Final = 100

_MARK: Final = "https://picture.invalid/{}.jpg"
_MARKED: Final = re.compile(r"https://picture\.invalid/(\d+)\.jpg")
_CANDIDATE: Final = re.compile(r"([^\s,]\S*)(?:\s+(\d{1,5}(?:\.\d{1,3})?)([wx]))?")
_PIXELS: Final = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*")
_DECORATION: Final = re.compile(
    r"(?:^|[^a-z])(?:icons?|favicon|logos?|avatars?|gravatar|sprites?|emoji|1x1)(?:$|[^a-z])"
    r"|(?:^|/)(?:pixel|blank|spacer|placeholder|loading|spinner)\.\w+$|/ads?/",
    re.IGNORECASE,
)
_SIZE_SUFFIX: Final = re.compile(r"[-_]\d{2,4}x\d{2,4}(?=\.\w+$)")
_MAX_ADDRESS: Final = 4096
_LATE: Final = ("data-src", "data-original", "data-lazy-src", "src")
_CAPTION: Final = (
    "string((ancestor::figure[1]//figcaption"
    " | ancestor::*[contains(@class, 'wp-caption')][1]//*[contains(@class, 'wp-caption-text')])[1])"
)


def mark(tree: HtmlElement, url: str) -> list[ArticlePicture]:
    """Give the pictures of a page addresses of ours, and remove those that show nothing.

    ``marked`` finds a picture's place in the list again. ``paragraph`` is not set yet.
    """
    base = _address(url, str(tree.xpath("string(//base/@href)"))) or url
    for late in tree.xpath("//noscript[.//img]"):
        late.drop_tag()
    pictures: list[ArticlePicture] = []
    for image in tree.xpath("//img"):
        picture = _picture(image, base) if len(pictures) < _MAX_PICTURES else None
        if picture and all(picture.url != other.url for other in pictures):
            image.attrib.clear()
            image.set("src", _MARK.format(len(pictures)))
            pictures.append(picture)
        else:
            image.drop_tree()
    return pictures


def marked(src: str) -> int | None:
    """Which picture has this address of ours; none if it is no such address."""
    found = _MARKED.fullmatch(src)
    return int(found[1]) if found else None


def leading(tree: HtmlElement, url: str) -> ArticlePicture | None:
    """The picture that a page shows where it is linked to, if it is one (``og:image``)."""
    attributes = {
        name: str(
            tree.xpath(f"string(//meta[@property='og:image{name}' or @name='og:image{name}']/@content)")
        )
        for name in ("", ":alt", ":width", ":height")
    }
    width, height = _pixels(attributes[":width"]), _pixels(attributes[":height"])
    address = _address(url, attributes[""]) if attributes[""].strip() else ""
    if not _is_usable(address) or _is_decoration(address) or _is_small(width, height):
        return None
    return ArticlePicture(url=address, alt=_text(attributes[":alt"]), width=width, height=height)


def is_same(one: str, other: str) -> bool:
    """Whether two addresses are those of one picture, perhaps in two sizes."""
    return _bare(one) == _bare(other)


def _bare(url: str) -> str:
    return _SIZE_SUFFIX.sub("", urlsplit(url).path)


def _picture(image: HtmlElement, base: str) -> ArticlePicture | None:
    width, height = _pixels(image.get("width", "")), _pixels(image.get("height", ""))
    if _is_small(width, height) or _DECORATION.search(image.get("class", "")):
        return None
    for source, wide in _sources(image):
        address = _address(base, source)
        if not _is_usable(address):
            continue
        if _is_decoration(address):
            return None
        if wide and width and height:
            height = round(height * wide / width)
        return ArticlePicture(
            url=address,
            alt=_text(image.get("alt", "")),
            caption=_text(str(image.xpath(_CAPTION))),
            width=wide or width,
            height=height if width else None,
        )
    return None


def _sources(image: HtmlElement) -> Iterator[tuple[str, int | None]]:
    """Where a picture may be, best first, and how wide it is there, if that is said."""
    for element in (image, *image.xpath("ancestor::picture[1]//source")):
        for name in ("data-srcset", "srcset"):
            best = _best(element.get(name, ""))
            if best:
                yield best
    for name in _LATE:
        source = image.get(name, "").strip()
        if source:
            yield source, None


def _best(srcset: str) -> tuple[str, int | None] | None:
    """The largest of a ``srcset`` that is not too large, else the smallest."""
    sizes = [
        (float(size or 1), unit, source.rstrip(","))
        for source, size, unit in _CANDIDATE.findall(srcset)
        if not source.startswith("data:")
    ]
    if not sizes:
        return None
    fitting = [size for size in sizes if size[1] != "w" or size[0] <= _MAX_WIDTH]
    size, unit, source = max(fitting) if fitting else min(sizes)
    return source, round(size) if unit == "w" else None


def _address(base: str, relative: str) -> str:
    """A whole address, or nothing if it is none."""
    try:
        return urljoin(base, relative.strip())
    except ValueError:
        return ""


def _is_usable(address: str) -> bool:
    parts = urlsplit(address)
    return (
        len(address) <= _MAX_ADDRESS
        and parts.scheme in ("http", "https")
        and not parts.path.lower().endswith((".svg", ".ico"))
    )


def _is_decoration(address: str) -> bool:
    return bool(_DECORATION.search(urlsplit(address).path))


def _is_small(width: int | None, height: int | None) -> bool:
    return (width is not None and width < MIN_WIDTH) or (height is not None and height < MIN_HEIGHT)


def _pixels(length: str) -> int | None:
    number = _PIXELS.fullmatch(length)
    return int(number[1]) if number else None


def _text(attribute: str) -> str:
    return " ".join(attribute.split())[:_LONGEST_WORDS].rstrip()
