"""Videos of articles on the pages: the form, and what is said beside the player."""

from typing import Final

from pydantic import BaseModel

from api.article_video import ArticleVideoRequest
from api.pages.captions import what_is_said
from api.pages.forms import Form, KindPages, Values
from api.pages.languages import later
from api.services import Services
from contracts.article_video import ARTICLE_VIDEO


async def _read(_: Services, values: Values, __: str) -> BaseModel:
    return ArticleVideoRequest.model_validate(dict(values))


PAGES: Final = KindPages(
    shown=what_is_said,
    forms=(
        Form(
            kind=ARTICLE_VIDEO,
            slug="article",
            title=later("Video of an article"),
            about=later("Give the address of an article; get a narrated, upright video of up to a minute."),
            read=_read,
            values=lambda request: {"url": request.url},
            empty={"url": ""},
            told={"url": later("Address of the article")},
            examples={},
        ),
    ),
)
