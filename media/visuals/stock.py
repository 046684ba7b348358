"""What a stock of pictures and clips is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from contracts.video import Credit, Timeline, VisualKind


@dataclass(frozen=True)
class Offer:
    """A picture or a clip that can be fetched from ``url``, and who has made it."""

    kind: Literal[VisualKind.STOCK_PICTURE, VisualKind.STOCK_CLIP]
    url: str
    credit: Credit


class Stock(Protocol):
    """Finds pictures and clips by words."""

    async def offers(self, timeline: Timeline, position: int) -> Sequence[Offer]:
        """What suits the scene at ``position``, the best first; no other scene of the video is offered it.

        The same scene is offered the same as long as the stock answers the same. Raises ``SourceRefused`` and
        ``SourceUnavailable``.
        """
        ...
