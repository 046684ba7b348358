"""The picture of a scene: the article's own, else one of a stock, else a designed card."""

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import av

from contracts.errors import AddressRefused, SourceRefused, SourceUnavailable, SourceUnsuitable
from contracts.video import FPS, FRAMES, Credit, Picture, Timeline, VisualKind
from media.composition.clip import SHORTEST
from media.visuals import framing, pictures, saliency
from media.visuals.cards import drawing
from media.visuals.stock import Offer, Stock
from web.fetch import CLIP, PICTURE, Fetcher

MIDDLE = (0.5, 0.5)
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

    def __init__(self, fetcher: Fetcher, stock: Stock | None) -> None:
        self._fetcher = fetcher
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
        picture = timeline.scenes[position].scene.show.picture
        if not picture:
            return None
        path = folder / "fetched"
        try:
            await self._fetcher.fetch(picture.url, PICTURE, path)
            ready, focus = await asyncio.to_thread(_ready, path, timeline, position)
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
            await asyncio.to_thread(_check_clip, path, timeline.scenes[position].frames / FPS)
            return Illustration(offer.kind, path, credit=offer.credit)
        path = folder / "fetched"
        await self._fetcher.fetch(offer.url, PICTURE, path)
        ready, focus = await asyncio.to_thread(_ready, path, timeline, position)
        return Illustration(offer.kind, ready, focus, offer.credit)


def _card(timeline: Timeline, position: int, folder: Path) -> Illustration:
    path = folder / "card.png"
    path.write_bytes(drawing.draw(timeline, position))
    return Illustration(VisualKind.CARD, path)


def _ready(path: Path, timeline: Timeline, position: int) -> tuple[Path, tuple[float, float]]:
    """A fetched picture that can be cropped to the frame around its focus, or has the frame's shape."""
    frame = FRAMES[timeline.format]
    try:
        picture = pictures.read(path, frame)
    finally:
        path.unlink()
    diagram = pictures.is_diagram(picture)
    found = saliency.saliency(picture)
    if framing.fits(picture, found, frame, diagram=diagram):
        return pictures.save(picture, path.parent, drawn=diagram), saliency.focus(found)
    whole = framing.framed(picture, timeline, position, diagram=diagram)
    return pictures.save(whole, path.parent, drawn=False), MIDDLE


def _check_clip(path: Path, seconds: float) -> None:
    """Raise ``SourceUnsuitable`` for a clip whose part that would be shown is damaged or too short."""
    shown = 0.0
    try:
        with av.open(path) as opened:
            for frame in opened.decode(video=0):
                shown = max(shown, (frame.time or 0.0) + float(frame.duration * (frame.time_base or 0)))
                if shown >= seconds:
                    break
    except (av.FFmpegError, IndexError) as error:
        path.unlink()
        raise SourceUnsuitable("The clip cannot be read: it is damaged, or not a clip.") from error
    if shown < SHORTEST:
        path.unlink()
        raise SourceUnsuitable("The clip lasts {shown:.1f} s, which is too short to be shown.", shown=shown)


def _credit(picture: Picture, position: int) -> Credit:
    """Whose picture it is: the site's that shows it."""
    return Credit(
        scene=position,
        title=picture.caption or picture.alt,
        source=urlsplit(picture.url).hostname or "",
        url=picture.url,
    )
