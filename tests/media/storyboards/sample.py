"""Articles written for these tests, one in each language, with what real ones have.

Headings among the paragraphs, footnote marks, abbreviations, quotations, figures, enumerations, sentences
that lean on the one before, one that says again what another has said, and words that are not the article's.
A file's first line is the title.
"""

from pathlib import Path

from contracts.article_video import Article
from contracts.video import ArticlePicture

_TEXTS = Path(__file__).parent / "articles"


def picture(paragraph: int, name: str) -> ArticlePicture:
    return ArticlePicture(url=f"https://example.org/{name}.jpg", alt=name, paragraph=paragraph)


def article(
    language: str, title: str, paragraphs: tuple[str, ...], pictures: tuple[ArticlePicture, ...] = ()
) -> Article:
    return Article(
        url=f"https://example.org/{language}/article",
        title=title,
        site="Example",
        language=language,
        paragraphs=paragraphs,
        pictures=pictures,
        digest="0" * 64,
    )


def sample(language: str) -> Article:
    title, *paragraphs = (_TEXTS / f"{language}.txt").read_text("utf-8").strip().split("\n\n")
    pictures = (picture(1, "first"), picture(4, "second"), picture(7, "third"))
    return article(language, title, tuple(paragraphs), pictures)


LANGUAGES = ("en", "ja", "zh-TW", "zh-CN")
