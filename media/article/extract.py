"""What an article says: its title, its text, its pictures, without what stands around them on the page."""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

from contracts.article_video import Article
from contracts.video import ArticlePicture
from media.article import pictures, walls
from media.article.language import language_of
from media.article.page import parse
from media.article.text import paragraphs, unwrap

_ADVERTS: Final = " or ".join(
    f"contains(concat(' ', normalize-space(@{name}), ' '), ' {word} ')"
    for name in ("class", "id")
    for word in ("ad", "ads", "advert", "advertisement", "ad-banner", "sponsored", "promo")
)
_AUTHOR_LABEL: Final = re.compile(r"^(?:by|文|撰文|作者|記者|记者|著者|筆者)\s*[:：・／/ ]\s*", re.IGNORECASE)
_TITLE_LENGTH: Final = 80
LONGEST_TEXT: Final = 100_000
"""The most characters kept of an article: a minute needs a hundredth, and reading them takes time."""
LONGEST_TITLE: Final = 300
"""The most characters of a title: what is longer is none, and would have to be set into a picture."""


def extract(page: bytes, url: str, charset: str | None) -> Article:
    """What the article on a page says.

    ``url`` is where the page was found, ``charset`` what its server says of it. Blocks while it parses.
    Raises ``SourceUnsuitable`` and ``SourceRefused``.
    """
    tree = parse(page, charset)
    unwrap(tree)
    candidates = pictures.mark(tree, url)
    document = _document(tree, url)
    title = " ".join((document.title or "").split())[:LONGEST_TITLE].rstrip()
    texts, shown = _content(document, title, candidates)
    text = "\n".join(texts)
    objection = walls.objection(tree, text)
    if objection:
        raise objection
    title = title or texts[0][:_TITLE_LENGTH]
    leading = pictures.leading(tree, url)
    if leading and not any(pictures.is_same(leading.url, picture.url) for picture in shown):
        shown.insert(0, leading)
    return Article(
        url=url,
        title=title,
        site=document.sitename or urlsplit(url).hostname or "",
        author=_author(document, tree),
        published=date.fromisoformat(document.date) if document.date else None,
        language=language_of(text, tree),
        paragraphs=tuple(_beginning(texts)),
        pictures=tuple(shown),
        digest=_digest(title, texts, shown),
    )


def _beginning(texts: Sequence[str]) -> Iterator[str]:
    """The paragraphs up to ``LONGEST_TEXT``."""
    left = LONGEST_TEXT
    for paragraph in texts:
        if left <= 0:
            return
        yield paragraph[:left]
        left -= len(paragraph)


def _document(tree: HtmlElement, url: str) -> Document:
    document = bare_extraction(
        tree,
        url=url,
        include_comments=False,
        include_tables=False,
        include_images=True,
        with_metadata=True,
        prune_xpath=f"//*[{_ADVERTS}]",
        # Without the search in the text, which takes the year of a copyright for a date.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    return document if isinstance(document, Document) else Document()


def _content(
    document: Document, title: str, candidates: Sequence[ArticlePicture]
) -> tuple[list[str], list[ArticlePicture]]:
    """Paragraphs and pictures. The title is no paragraph, nor is a caption that no figure says is one."""
    excluded = {title, *(picture.caption for picture in candidates)}
    texts: list[str] = []
    shown: list[ArticlePicture] = []
    for text, src in paragraphs(document.body):
        if text and text not in excluded:
            texts.append(text)
        number = pictures.marked(src)
        if number is not None:
            shown.append(candidates[number].model_copy(update={"paragraph": len(texts)}))
    return texts, shown


def _author(document: Document, tree: HtmlElement) -> str:
    """Who wrote it. What trafilatura finds is better; but it takes a name without a space for none."""
    author = document.author or str(tree.xpath("string(//meta[@name='author']/@content)"))
    return _AUTHOR_LABEL.sub("", " ".join(author.split()))


def _digest(title: str, texts: Sequence[str], shown: Sequence[ArticlePicture]) -> str:
    content = json.dumps([title, texts, [picture.url for picture in shown]], ensure_ascii=False)
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
