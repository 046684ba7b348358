"""Why a page has no article in it: a login, a program that has to run first, or just too few words."""

import re
from typing import Final

from lxml.html import HtmlElement

from contracts.errors import ReelworkError, SourceRefused, SourceUnsuitable
from media.article.language import length

MIN_LENGTH: Final = 400
"""The least length in letters (150 Chinese or Japanese characters): half a minute of speech takes as much."""
_TEASER: Final = 1500
"""The greatest length of a text that is only a teaser, if it says that more is for subscribers."""
_EMPTY: Final = 200
"""The greatest length of the text on a page that a program has still to fill."""

_WALL: Final = re.compile(
    r"""(?:log|sign)[ ]?in[ ](?:to|or)[ ](?:continue|read|view|subscribe|register|create)
    | subscribe[ ]to[ ](?:continue|read) | continue[ ]reading[ ]with | already[ ]a[ ](?:subscriber|member)[?]
    | for[ ]subscribers(?:[ ]only)?[.!] | subscribers[ ]only
    | 会員限定 | 有料会員 | 続きを読むには | ログインして(?:続き|全文|お読み) | この記事は有料
    | 登入後(?:繼續|即可|閱讀) | 訂閱(?:後|以|即可)(?:繼續)?閱讀 | 會員(?:專屬|限定) | 付費(?:會員|文章|閱讀)
    | 登录后(?:继续|即可|阅读|查看) | 订阅(?:后|以|即可)(?:继续)?阅读 | 会员(?:专享|专属) | 付费(?:阅读|文章)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NOT_FREE: Final = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)
_NOT_VISIBLE: Final = "self::script or self::style or self::noscript or self::template"


def objection(tree: HtmlElement, text: str) -> ReelworkError | None:
    """What keeps the text of a page from being an article; none if nothing does."""
    size = length(text)
    if size > _TEASER:
        return None
    if _WALL.search(text) or _NOT_FREE.search(_data(tree)):
        return _walled()
    if size >= MIN_LENGTH:
        return None
    visible = _visible(tree)
    # Menus have logins and labels like these too: they say something only where there is nothing else.
    if _WALL.search(visible) or tree.xpath("boolean(//input[@type='password'])"):
        return _walled()
    if len(visible) < _EMPTY and tree.xpath("boolean(//script)"):
        return SourceUnsuitable(
            "This page has no text until a program in the browser has run."
            " Choose a page that shows its text without JavaScript."
        )
    return SourceUnsuitable("There is too little text on this page for a video. Choose a longer article.")


def _walled() -> SourceRefused:
    return SourceRefused(
        "This page cannot be read without a login or a subscription."
        " Choose an article that everyone can read."
    )


def _data(tree: HtmlElement) -> str:
    """What a page says of itself to programs (schema.org)."""
    return " ".join(tree.xpath("//script[@type='application/ld+json']/text()"))


def _visible(tree: HtmlElement) -> str:
    return " ".join(" ".join(tree.xpath(f"//body//text()[not(ancestor::*[{_NOT_VISIBLE}])]")).split())
