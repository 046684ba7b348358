"""Pexels over real HTTP, against a server that checks what it is asked."""

import asyncio
import traceback
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from contracts.errors import ReelworkError, SourceRefused, SourceUnavailable
from contracts.video import ArticlePicture, Card, Credit, Photo, Timeline, VideoFormat, VisualKind
from media.visuals.pexels import Pexels
from media.visuals.stock import Offer
from tests.media.visuals.videos import scene, timeline
from tests.ports import free_ports
from tests.servers.pexels_server import (
    CLIP_SECONDS,
    GOOD,
    PHOTOS,
    RESET_SECONDS,
    RETRY_AFTER_SECONDS,
    VIDEOS,
    Fault,
    PexelsServer,
)


@pytest.fixture(scope="module")
def server() -> Iterator[PexelsServer]:
    with PexelsServer() as running:
        yield running


@pytest.fixture(autouse=True)
def nothing_asked(server: PexelsServer) -> None:
    server.requests.clear()


@asynccontextmanager
async def pexels(server: PexelsServer, key: str = GOOD) -> AsyncIterator[Pexels]:
    stock = Pexels(key, base_url=server.url)
    try:
        yield stock
    finally:
        await stock.aclose()


def video(
    count: int = 4,
    *,
    frames: int = 30,
    format: VideoFormat = VideoFormat.REEL,  # noqa: A002 - the field's name
) -> Timeline:
    cards = [Card(keywords=("solar", f"power {n}", "lake", "unused")) for n in range(count)]
    return timeline([scene("x", card) for card in cards], frames=frames, format=format)


async def test_a_photo_is_offered_with_its_credit(server: PexelsServer) -> None:
    async with pexels(server) as stock:
        (offer,) = await stock.offers(video(), 0)
    number = PHOTOS[0]
    assert offer.kind is VisualKind.STOCK_PICTURE
    assert offer.url == f"{server.url}/photos/{number}.jpeg?auto=compress&cs=tinysrgb&h=1600"
    assert offer.credit == Credit(
        scene=0,
        title=f"Disc {number}",
        author=f"Photographer {number}",
        source="Pexels",
        url=f"https://www.pexels.com/photo/{number}/",
        license="Pexels License",
    )


async def test_every_third_scene_is_offered_a_clip_that_fills_the_frame_first(server: PexelsServer) -> None:
    async with pexels(server) as stock:
        kinds = [[offer.kind for offer in await stock.offers(video(), n)] for n in range(4)]
        clip = (await stock.offers(video(), 1))[0]
    photo = VisualKind.STOCK_PICTURE
    assert kinds == [[photo], [VisualKind.STOCK_CLIP, photo], [photo], [photo]]
    assert clip.url == f"{server.url}/clips/{VIDEOS[0]}.mp4"
    assert (clip.credit.author, clip.credit.license) == (f"Filmer {VIDEOS[0]}", "Pexels License")


async def test_a_clip_lasts_at_least_as_long_as_its_scene(server: PexelsServer) -> None:
    async with pexels(server) as stock:
        fitting = await stock.offers(video(frames=30 * CLIP_SECONDS), 1)
        longer = await stock.offers(video(frames=30 * CLIP_SECONDS + 1), 1)
    assert fitting[0].kind is VisualKind.STOCK_CLIP
    assert [offer.kind for offer in longer] == [VisualKind.STOCK_PICTURE]


async def test_no_two_scenes_are_offered_the_same_wherever_they_are_illustrated(
    server: PexelsServer,
) -> None:
    count = 6
    found: list[Offer] = []
    for position in range(count):
        async with pexels(server) as elsewhere:  # each on a machine of its own
            found += await elsewhere.offers(video(count), position)
    assert len({offer.url for offer in found}) == len(found) == count + len(VIDEOS)
    async with pexels(server) as stock:
        together = await asyncio.gather(*(stock.offers(video(count), n) for n in range(count)))
    assert [offer for offers in together for offer in offers] == found


async def test_nothing_is_offered_rather_than_the_same_twice(server: PexelsServer) -> None:
    async with pexels(server) as stock:
        assert not await stock.offers(video(len(PHOTOS) + 1), len(PHOTOS))


async def test_scenes_with_a_picture_of_their_own_take_nothing_from_the_others(server: PexelsServer) -> None:
    url = "https://example.com/p.jpg"
    own = Photo(picture=ArticlePicture(url=url), instead=Card(keywords=("a",)))
    shown: list[Card | Photo] = [own, Card(keywords=("b",)), own, Card(), Card(keywords=("c",))]
    video = timeline([scene("x", each) for each in shown])
    async with pexels(server) as stock:
        found = [await stock.offers(video, n) for n in range(len(shown))]
    urls = [offer.url for offers in found for offer in offers]
    assert len(set(urls)) == len(urls)
    assert f"/photos/{PHOTOS[0]}.jpeg" in found[1][-1].url
    assert not found[3]  # no words, nothing to look for


async def test_the_same_question_is_asked_once(server: PexelsServer) -> None:
    async with pexels(server) as stock:
        await asyncio.gather(*(stock.offers(video(6), n) for n in range(6)))
    assert len(server.requests) == 6 + 2


@pytest.mark.parametrize(
    ("language", "keyword", "locale"),
    [
        ("en-GB", "sun", "en-US"),
        ("ja", "sun", "en-US"),
        ("ja", "太陽", "ja-JP"),
        ("zh-TW", "太陽", "zh-TW"),
        ("zh-CN", "太阳", "zh-CN"),
        ("zh", "太陽", "zh-TW"),
    ],
)
async def test_words_are_looked_for_in_their_language(
    server: PexelsServer, language: str, keyword: str, locale: str
) -> None:
    async with pexels(server) as stock:
        await stock.offers(timeline([scene("x", Card(keywords=(keyword,)))], language=language), 0)
    assert [(asked["query"], asked["locale"]) for asked in server.requests] == [(keyword, locale)]


async def test_wide_frames_get_wide_pictures(server: PexelsServer) -> None:
    async with pexels(server) as stock:
        offers = await stock.offers(video(format=VideoFormat.YOUTUBE), 1)
    assert {asked["orientation"] for asked in server.requests} == {"landscape"}
    assert [offer.kind for offer in offers] == [VisualKind.STOCK_PICTURE]
    assert offers[0].url.endswith("&w=2400")


async def test_if_nothing_is_found_the_first_word_alone_is_looked_for(server: PexelsServer) -> None:
    async with pexels(server, Fault.EMPTY) as stock:
        assert not await stock.offers(video(), 0)
    assert [asked["query"] for asked in server.requests] == ["solar power 0 lake", "solar"]


@pytest.mark.parametrize(
    ("key", "kind", "said"),
    [
        (Fault.UNKNOWN, SourceRefused, "check REELWORK_PEXELS_KEY"),
        (Fault.FORBIDDEN, SourceRefused, "check REELWORK_PEXELS_KEY"),
        ("key\nwith-a-line", SourceRefused, "REELWORK_PEXELS_KEY has characters"),
        (Fault.BAD_REQUEST, SourceRefused, "400"),
        (Fault.RATE_LIMITED, SourceUnavailable, "slow down"),
        (Fault.OUTAGE, SourceUnavailable, "500"),
        (Fault.NONSENSE, SourceUnavailable, "something else"),
    ],
)
async def test_errors_are_told_in_words_without_the_key(
    server: PexelsServer, key: str, kind: type[ReelworkError], said: str
) -> None:
    async with pexels(server, key) as stock:
        with pytest.raises(kind, match=said) as raised:
            await stock.offers(video(), 0)
    assert key not in "".join(traceback.format_exception(raised.value))


async def test_a_limit_says_when_to_try_again(server: PexelsServer) -> None:
    delays = {}
    for key in (Fault.RATE_LIMITED, Fault.QUOTA):
        async with pexels(server, key) as stock:
            with pytest.raises(SourceUnavailable) as raised:
                await stock.offers(video(), 0)
        delays[key] = raised.value.retry_delay
    assert delays[Fault.RATE_LIMITED] == timedelta(seconds=RETRY_AFTER_SECONDS)
    reset = delays[Fault.QUOTA]
    assert reset is not None
    assert timedelta(seconds=1) < reset <= timedelta(seconds=RESET_SECONDS)


async def test_a_server_that_is_not_there_is_unavailable() -> None:
    (port,) = free_ports(1)
    stock = Pexels(GOOD, base_url=f"http://127.0.0.1:{port}")
    with pytest.raises(SourceUnavailable, match="cannot be reached"):
        await stock.offers(video(), 0)
    await stock.aclose()


async def test_an_outage_is_not_waited_out_by_every_scene(server: PexelsServer) -> None:
    async with pexels(server, Fault.NONSENSE) as stock:
        for scene in range(2):
            with pytest.raises(SourceUnavailable):
                await stock.offers(video(), scene)
    assert len(server.requests) == 1


async def test_after_a_while_what_failed_is_asked_again(
    server: PexelsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("media.visuals.pexels._OUT_OF_ORDER", 0)
    async with pexels(server, Fault.NONSENSE) as stock:
        for _ in range(2):
            with pytest.raises(SourceUnavailable):
                await stock.offers(video(), 0)
    assert len(server.requests) == 2
