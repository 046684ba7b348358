"""What every author of storyboards can do, whoever writes: the embedded one or a model."""

from typing import Protocol

from contracts.article_video import Article
from contracts.video import VideoPlan


class StoryboardAuthor(Protocol):
    """Condenses articles into storyboards."""

    async def write(self, article: Article, min_seconds: float, max_seconds: float) -> VideoPlan:
        """The storyboard of a video of so many seconds, in the article's language.

        Raises ``SourceUnsuitable`` if there is nothing to say, and a model's author the ``Model…`` errors.
        """
        ...
