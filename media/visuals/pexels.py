"""Pictures and clips of Pexels, through its REST API.

Every scene is illustrated by itself, perhaps on another machine. So that none gets what another one has, each
goes through the choices of the scenes before it: these are the same wherever they are made.
"""

import asyncio
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from http import HTTPStatus
from typing import Final, TypeVar

import httpx
from cachetools import TTLCache
from pydantic import BaseModel, ValidationError

from contracts.errors import ReelworkError, SourceRefused, SourceUnavailable
from contracts.phrases import Phrase
from contracts.video import (
    FPS,
    FRAMES,
    Credit,
    Frame,
    TimedScene,
    Timeline,
    VisualKind,
    card_of,
    photo_of,
)
from language.tags import nearest_written
from media.visuals.stock import Offer

SOURCE: Final = "Pexels"
SETTING: Final = "REELWORK_PEXELS_KEY"
LICENSE: Final = "Pexels License"
CLIP_EVERY: Final = 3
"""The number of scenes after which a clip is looked for before a picture."""
_SECONDS: Final = 15.0
_LIFETIME: Final = 3600.0
"""Seconds for which an answer is believed: the scenes of a video ask the same questions."""
_ANSWERS: Final = 4_000
"""The most answers that are kept; each scene goes through the questions of those before it."""
_OUT_OF_ORDER: Final = 30.0
"""Seconds for which an outage is believed, so that not every scene of a video waits it out by itself."""
_A_PAGE: Final = 30
_WORDS: Final = 3
"""The most words of a question: more find less."""
_ROOM: Final = 1.25
"""The factor by which a picture is asked for larger than the frame."""
_ENGLISH: Final = "en-US"
_LOCALES: Final = (_ENGLISH, "ja-JP", "zh-TW", "zh-CN")


class _Photo(BaseModel):
    id: int
    width: int
    height: int
    url: str
    photographer: str
    src: Mapping[str, str]
    alt: str | None = ""


class _Photos(BaseModel):
    photos: tuple[_Photo, ...] = ()


class _User(BaseModel):
    name: str


class _File(BaseModel):
    link: str
    file_type: str
    width: int | None
    height: int | None


class _Video(BaseModel):
    id: int
    duration: float
    url: str
    user: _User
    video_files: tuple[_File, ...]


class _Videos(BaseModel):
    videos: tuple[_Video, ...] = ()


Answer = TypeVar("Answer", _Photos, _Videos)


class Pexels:
    """Pexels, asked with an API key."""

    def __init__(self, key: str, *, base_url: str = "https://api.pexels.com") -> None:
        self._http = httpx.AsyncClient(
            base_url=base_url, headers={"Authorization": key}, timeout=_SECONDS, trust_env=False
        )
        self._known: TTLCache[tuple[str, ...], _Photos | _Videos] = TTLCache(_ANSWERS, _LIFETIME)
        self._outage: TTLCache[None, Phrase] = TTLCache(1, _OUT_OF_ORDER)
        self._turn = asyncio.Lock()

    async def aclose(self) -> None:
        """Close its connections."""
        await self._http.aclose()

    async def offers(self, timeline: Timeline, position: int) -> Sequence[Offer]:
        """A clip that is long enough, for every third scene; then a picture."""
        frame = FRAMES[timeline.format]
        clip: tuple[_Video, _File] | None = None
        photo: _Photo | None = None
        used: set[str] = set()
        for scene in _order(timeline, position):
            timed = timeline.scenes[scene]
            clip = None
            if scene % CLIP_EVERY == 1:
                videos = (await self._search("/videos/search", _Videos, timed, timeline)).videos
                clip = next(
                    (found for found in _clips(videos, timed, frame) if found[0].url not in used), None
                )
            photos = (await self._search("/v1/search", _Photos, timed, timeline)).photos
            photo = next((found for found in photos if found.url not in used), None)
            used.update(found.url for found in (clip and clip[0], photo) if found)
        return [
            *([_clip_offer(*clip, position)] if clip else []),
            *([_photo_offer(photo, frame, position)] if photo else []),
        ]

    async def _search(self, path: str, answer: type[Answer], timed: TimedScene, timeline: Timeline) -> Answer:
        """What is found for a scene's words; if nothing, for the first of them alone."""
        frame = FRAMES[timeline.format]
        words = card_of(timed.scene).keywords[:_WORDS]
        found = answer()
        for query in dict.fromkeys((" ".join(words), words[0])):
            found = await self._ask(
                path,
                answer,
                {
                    "query": query,
                    "orientation": "portrait" if frame.height > frame.width else "landscape",
                    "locale": _locale(query, timeline.language),
                    "per_page": str(_A_PAGE),
                },
            )
            if found != answer():
                break
        return found

    async def _ask(self, path: str, answer: type[Answer], parameters: Mapping[str, str]) -> Answer:
        """An answer of the last hour, or a new one; one question at a time, for all scenes ask the same."""
        key = (path, *parameters.values())
        async with self._turn:
            known = self._known.get(key)
            if isinstance(known, answer):
                return known
            if outage := self._outage.get(None):
                raise SourceUnavailable("{why}", why=outage)
            try:
                found = await self._fetch(path, answer, parameters)
            except SourceUnavailable as error:
                self._outage[None] = error.phrase
                raise
            self._known[key] = found
            return found

    async def _fetch(self, path: str, answer: type[Answer], parameters: Mapping[str, str]) -> Answer:
        try:
            response = await self._http.get(path, params=dict(parameters))
        except httpx.LocalProtocolError:  # its text repeats the key, so it must not become the cause
            raise SourceRefused("{setting} has characters that no key has.", setting=SETTING) from None
        except httpx.HTTPError as error:
            raise SourceUnavailable(
                "Pexels cannot be reached or breaks off ({how}).", how=type(error).__name__
            ) from error
        if not response.is_success:
            raise _error(response)
        try:
            return answer.model_validate_json(response.content)
        except ValidationError:  # its text repeats the answer, which may be large
            raise SourceUnavailable("Pexels has answered with something else.") from None


def _order(timeline: Timeline, position: int) -> list[int]:
    """The scenes that choose up to this one: those with a picture of their own come last, if it fails."""
    asking = [scene for scene, timed in enumerate(timeline.scenes) if card_of(timed.scene).keywords]
    order = sorted(asking, key=lambda scene: (photo_of(timeline.scenes[scene].scene) is not None, scene))
    return order[: order.index(position) + 1] if position in order else []


def _locale(query: str, language: str) -> str:
    """Keywords are English where possible, else in the video's language."""
    return _ENGLISH if query.isascii() else nearest_written(language, _LOCALES, _ENGLISH)


def _clips(videos: Sequence[_Video], timed: TimedScene, frame: Frame) -> Iterator[tuple[_Video, _File]]:
    """The clips that last as long as the scene, each with the smallest file that fills the frame."""
    for video in videos:
        files = [
            (file.width * file.height, index)
            for index, file in enumerate(video.video_files)
            if file.file_type == "video/mp4"
            and file.width
            and file.height
            and (file.height > file.width) == (frame.height > frame.width)
            and file.width >= frame.width
            and file.height >= frame.height
        ]
        if files and video.duration * FPS >= timed.frames:
            yield video, video.video_files[min(files)[1]]


def _clip_offer(video: _Video, file: _File, position: int) -> Offer:
    credit = Credit(scene=position, author=video.user.name, source=SOURCE, url=video.url, license=LICENSE)
    return Offer(VisualKind.STOCK_CLIP, file.link, credit)


def _photo_offer(photo: _Photo, frame: Frame, position: int) -> Offer:
    """Its original, scaled by Pexels' image server so that it fills the frame."""
    wider = photo.width * frame.height > frame.width * photo.height
    side = {"h": round(_ROOM * frame.height)} if wider else {"w": round(_ROOM * frame.width)}
    url = httpx.URL(photo.src["original"]).copy_merge_params({"auto": "compress", "cs": "tinysrgb", **side})
    credit = Credit(
        scene=position,
        title=photo.alt or "",
        author=photo.photographer,
        source=SOURCE,
        url=photo.url,
        license=LICENSE,
    )
    return Offer(VisualKind.STOCK_PICTURE, str(url), credit)


def _error(response: httpx.Response) -> ReelworkError:
    """What it means that nothing was answered."""
    status = response.status_code
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return SourceRefused("Pexels does not accept the key: check {setting}.", setting=SETTING)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        limited = SourceUnavailable("Pexels asks to slow down: the key's quota is used up for now.")
        limited.retry_delay = _delay(response)
        return limited
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.REQUEST_TIMEOUT:
        return SourceUnavailable("Pexels does not answer as it should: {status}.", status=status)
    return SourceRefused("Pexels refuses what it was asked: {status}.", status=status)


def _delay(response: httpx.Response) -> timedelta | None:
    """Seconds to wait, or the time (as a Unix time stamp) at which the quota begins anew."""
    wait, reset = (response.headers.get(name, "") for name in ("retry-after", "x-ratelimit-reset"))
    if wait.isdecimal():
        return timedelta(seconds=int(wait))
    return timedelta(seconds=max(0, int(reset) - int(time.time()))) if reset.isdecimal() else None
