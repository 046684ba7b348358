"""The picture of a scene: the article's own, else one of a stock, else a designed card."""

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from PIL import Image

from contracts.errors import AddressRefused, SourceRefused, SourceUnavailable, SourceUnsuitable
from contracts.video import FPS, FRAMES, ArticlePicture, Credit, Timeline, VisualKind, photo_of
from media.visuals import clips, framing, pictures, saliency
from media.visuals.cards import drawing
from media.visuals.stock import Offer, Stock
from sandbox.isolation import Isolation
from web.fetch import CLIP, PICTURE, Fetcher

MIDDLE = (0.5, 0.5)
PICTURE_SECONDS: Final = 10
CLIP_SECONDS: Final = 20
"""The processor's seconds for decoding the largest that are fetched, several times over."""
_FAILURES = (AddressRefused, SourceRefused, SourceUnavailable, SourceUnsuitable)


@dataclass(frozen=True)
class Illustration:
    """A scene's picture (PNG or JPEG) or clip (mp4). ``focus`` is the point that matters, as fractions.

    ``passed_over`` says in words why better sources gave nothing.
    """

    kind: VisualKind
    path: Path
    focus: tuple[float, float] = MIDDLE
    credit: Credit | None = None
    passed_over: tuple[str, ...] = ()


class Illustrator:
    """Finds or makes the pictures of scenes; without a stock there are the article's own, and cards."""

    def __init__(self, fetcher: Fetcher, isolation: Isolation, stock: Stock | None) -> None:
        self._fetcher = fetcher
        self._isolation = isolation
        self._stock = stock

    async def illustrate(
        self, timeline: Timeline, position: int, folder: Path, *, last_try: bool
    ) -> Illustration:
        """The picture of the scene at ``position``, in ``folder``.

        A source that gives nothing is passed over, so there always is a picture. Only if the stock is out of
        order for now, and this is not the ``last_try``, ``SourceUnavailable`` is raised.
        """
        passed_over: list[str] = []
        found = await self._article_picture(timeline, position, folder, passed_over)
        if not found and self._stock:
            try:
                found = await self._stocked(self._stock, timeline, position, folder, passed_over)
            except SourceUnavailable:
                if not last_try:
                    raise
        if not found:
            found = await asyncio.to_thread(_card, timeline, position, folder)
        return replace(found, passed_over=tuple(passed_over))

    async def _article_picture(
        self, timeline: Timeline, position: int, folder: Path, passed_over: list[str]
    ) -> Illustration | None:
        picture = photo_of(timeline.scenes[position].scene)
        if not picture:
            return None
        path = folder / "fetched"
        try:
            await self._fetcher.fetch(picture.url, PICTURE, path)
            ready, focus = await self._fetched(path, timeline, position)
        except _FAILURES as error:
            passed_over.append(f"{picture.url}: {error.message}")
            return None
        return Illustration(VisualKind.ARTICLE_PICTURE, ready, focus, _credit(picture, position))

    async def _stocked(
        self, stock: Stock, timeline: Timeline, position: int, folder: Path, passed_over: list[str]
    ) -> Illustration | None:
        try:
            offers = await stock.offers(timeline, position)
        except (SourceRefused, SourceUnavailable) as error:
            passed_over.append(error.message)
            if error.retryable:
                raise
            return None
        unavailable: SourceUnavailable | None = None
        for offer in offers:
            try:
                return await self._take(offer, timeline, position, folder)
            except _FAILURES as error:
                passed_over.append(f"{offer.url}: {error.message}")
                unavailable = error if isinstance(error, SourceUnavailable) else unavailable
        if unavailable:
            raise unavailable
        return None

    async def _take(self, offer: Offer, timeline: Timeline, position: int, folder: Path) -> Illustration:
        if offer.kind is VisualKind.STOCK_CLIP:
            path = folder / "clip.mp4"
            await self._fetcher.fetch(offer.url, CLIP, path)
            seconds = timeline.scenes[position].frames / FPS
            try:
                await self._isolation.run(CLIP.what, folder, CLIP_SECONDS, clips.check, path, seconds)
            except SourceUnsuitable:
                await asyncio.to_thread(_remove, path)
                raise
            return Illustration(offer.kind, path, credit=offer.credit)
        path = folder / "fetched"
        await self._fetcher.fetch(offer.url, PICTURE, path)
        ready, focus = await self._fetched(path, timeline, position)
        return Illustration(offer.kind, ready, focus, offer.credit)

    async def _fetched(
        self, path: Path, timeline: Timeline, position: int
    ) -> tuple[Path, tuple[float, float]]:
        """What ``_ready`` makes of a file that is decoded, by a process of its own, and removed."""
        folder, plain = path.parent, path.with_suffix(".rgb")
        frame = FRAMES[timeline.format]
        try:
            pixels = await self._isolation.run(
                PICTURE.what, folder, PICTURE_SECONDS, pictures.decode, path, frame, plain
            )
            return await asyncio.to_thread(
                lambda: _ready(pictures.decoded(pixels, plain), folder, timeline, position)
            )
        finally:
            await asyncio.to_thread(_remove, path, plain)


def _remove(*paths: Path) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _card(timeline: Timeline, position: int, folder: Path) -> Illustration:
    path = folder / "card.png"
    path.write_bytes(drawing.draw(timeline, position))
    return Illustration(VisualKind.CARD, path)


def _ready(
    picture: Image.Image, folder: Path, timeline: Timeline, position: int
) -> tuple[Path, tuple[float, float]]:
    """A picture that can be cropped to the frame around its focus, or has the frame's shape."""
    frame = FRAMES[timeline.format]
    diagram = pictures.is_diagram(picture)
    found = saliency.saliency(picture)
    if framing.fits(picture, found, frame, diagram=diagram):
        return pictures.save(picture, folder, drawn=diagram), saliency.focus(found)
    whole = framing.framed(picture, timeline, position, diagram=diagram)
    return pictures.save(whole, folder, drawn=False), MIDDLE


def _credit(picture: ArticlePicture, position: int) -> Credit:
    """Whose picture it is: the site's that shows it."""
    return Credit(
        scene=position,
        title=picture.caption or picture.alt,
        source=urlsplit(picture.url).hostname or "",
        url=picture.url,
    )
