"""Which picture a scene gets, and what happens when a source gives none."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from contracts.errors import SourceUnavailable, SourceUnsuitable
from contracts.video import ArticlePicture, Card, Photo, Template, Timeline, VisualKind
from media.visuals import clips
from media.visuals.cards import drawing
from media.visuals.illustrate import Illustration, Illustrator
from media.visuals.pexels import Pexels
from sandbox.isolation import Isolation
from tests.media.visuals.test_pictures import bomb, chart, photo
from tests.media.visuals.videos import scene, timeline
from tests.servers.pexels_server import GOOD, PHOTOS, Fault, PexelsServer
from web.fetch import Fetcher

pytestmark = pytest.mark.slow


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with pictures: its address."""
    folder = tmp_path_factory.mktemp("site")
    photo(900, 1500, (0.7, 0.3)).save(folder / "good.jpg")
    chart(1200, 800).save(folder / "chart.png")
    photo(120, 90).save(folder / "small.jpg")
    (folder / "bomb.png").write_bytes(bomb(30_000))
    (folder / "page.jpg").write_text("<!doctype html><p>Please log in</p>")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def server() -> Iterator[PexelsServer]:
    with PexelsServer() as running:
        yield running


@asynccontextmanager
async def illustrator(site: str, server: PexelsServer, key: str | None = None) -> AsyncIterator[Illustrator]:
    allowed = (site.removeprefix("http://"), server.host)
    stock = Pexels(key, base_url=server.url) if key else None
    async with Fetcher(allowed_hosts=allowed, respect_robots=False) as fetcher, Isolation() as isolation:
        yield Illustrator(fetcher, isolation, stock)
    if stock:
        await stock.aclose()


def video(picture: str | None = None, **more: str) -> Timeline:
    """Two scenes; the second would get a clip."""
    card = Card(keywords=("solar",))
    shown = Photo(picture=ArticlePicture(url=picture, **more), instead=card) if picture else card
    return timeline([scene("Solar power", shown)] * 2, template=Template.PAPER)


async def made(
    illustrator: Illustrator, video: Timeline, folder: Path, position: int = 0, *, last_try: bool = False
) -> Illustration:
    found = await illustrator.illustrate(video, position, folder, last_try=last_try)
    assert [path for path in folder.iterdir() if path != found.path] == []  # nothing else is left
    return found


async def test_an_articles_own_picture_comes_first(site: str, server: PexelsServer, tmp_path: Path) -> None:
    async with illustrator(site, server, GOOD) as one:
        found = await made(one, video(f"{site}/good.jpg", alt="A disc", caption=""), tmp_path)
    assert found.kind is VisualKind.ARTICLE_PICTURE
    assert found.focus == pytest.approx((0.7, 0.3), abs=0.08)
    assert found.credit
    assert (found.credit.title, found.credit.url, found.credit.source) == (
        "A disc",
        f"{site}/good.jpg",
        "127.0.0.1",
    )
    assert not found.passed_over
    with Image.open(found.path) as picture:
        assert picture.size == (900, 1500)


async def test_a_chart_is_set_into_the_frames_shape(site: str, server: PexelsServer, tmp_path: Path) -> None:
    async with illustrator(site, server) as one:
        found = await made(one, video(f"{site}/chart.png"), tmp_path)
    assert (found.kind, found.focus) == (VisualKind.ARTICLE_PICTURE, (0.5, 0.5))
    with Image.open(found.path) as picture:
        assert picture.width / picture.height == pytest.approx(720 / 1280, rel=0.01)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("gone.jpg", "404"),
        ("page.jpg", "not a picture"),
        ("small.jpg", "too small"),
        ("bomb.png", "too many pixels"),
    ],
)
async def test_a_picture_that_fails_gives_way_to_the_stock_and_then_to_a_card(
    site: str, server: PexelsServer, tmp_path: Path, name: str, said: str
) -> None:
    async with illustrator(site, server, GOOD) as one:
        found = await made(one, video(f"{site}/{name}"), tmp_path)
    assert found.kind is VisualKind.STOCK_PICTURE
    assert said in found.passed_over[0]
    found.path.unlink()
    async with illustrator(site, server) as without_stock:
        found = await made(without_stock, video(f"{site}/{name}"), tmp_path)
    assert found.kind is VisualKind.CARD
    assert said in found.passed_over[0]


async def test_a_picture_in_our_own_network_is_not_fetched(
    site: str, server: PexelsServer, tmp_path: Path
) -> None:
    async with illustrator("http://elsewhere.example", server) as one:
        found = await made(one, video(f"{site}/good.jpg"), tmp_path)
    assert found.kind is VisualKind.CARD
    assert len(found.passed_over) == 1


async def test_without_a_picture_and_a_stock_there_is_a_card(
    site: str, server: PexelsServer, tmp_path: Path
) -> None:
    async with illustrator(site, server) as one:
        found = await made(one, video(), tmp_path)
    assert (found.kind, found.credit, found.passed_over) == (VisualKind.CARD, None, ())
    assert found.path.read_bytes() == drawing.draw(video(), 0)


async def test_the_stock_gives_a_picture_and_says_who_made_it(
    site: str, server: PexelsServer, tmp_path: Path
) -> None:
    async with illustrator(site, server, GOOD) as one:
        found = await made(one, video(), tmp_path)
    assert found.kind is VisualKind.STOCK_PICTURE
    assert found.credit
    assert found.credit.author == f"Photographer {PHOTOS[0]}"
    assert found.focus == pytest.approx((0.7, 0.3), abs=0.08)


async def test_the_stock_gives_a_clip_that_plays(site: str, server: PexelsServer, tmp_path: Path) -> None:
    async with illustrator(site, server, GOOD) as one:
        found = await made(one, video(), tmp_path, 1)
    assert found.kind is VisualKind.STOCK_CLIP
    assert found.credit
    assert found.credit.scene == 1
    with av.open(found.path) as clip:
        frames = [frame.to_ndarray(format="rgb24") for frame in clip.decode(video=0)]
    assert len(frames) == 20
    assert np.abs(frames[0].astype(int) - frames[-1]).mean() > 1


def made_clip(path: Path, frames: int) -> Path:
    with av.open(path, "w", options={"movflags": "faststart"}) as file:
        stream = file.add_stream("libx264", rate=30, width=320, height=240, pix_fmt="yuv420p")
        noise = np.random.default_rng(0)
        for _ in range(frames):
            picture = noise.integers(0, 255, (240, 320, 3), np.uint8)
            file.mux(stream.encode(av.VideoFrame.from_ndarray(picture)))
        file.mux(stream.encode())
    return path


def test_a_clip_that_plays_for_long_enough_is_taken(tmp_path: Path) -> None:
    path = made_clip(tmp_path / "clip.mp4", 30)

    clips.check(path, 5.0)


def test_a_clip_of_a_moment_is_passed_over(tmp_path: Path) -> None:
    path = made_clip(tmp_path / "clip.mp4", 15)

    with pytest.raises(SourceUnsuitable, match=r"lasts 0\.5 s"):
        clips.check(path, 5.0)


def test_a_clip_that_is_damaged_after_its_first_pictures_is_passed_over(tmp_path: Path) -> None:
    path = made_clip(tmp_path / "clip.mp4", 60)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 4])

    with pytest.raises(SourceUnsuitable):
        clips.check(path, 5.0)


async def test_a_broken_clip_gives_way_to_a_picture(site: str, server: PexelsServer, tmp_path: Path) -> None:
    async with illustrator(site, server, Fault.BROKEN_CLIPS) as one:
        found = await made(one, video(), tmp_path, 1)
    assert found.kind is VisualKind.STOCK_PICTURE
    assert "damaged" in found.passed_over[0]


@pytest.mark.parametrize("key", [Fault.BROKEN_FILES, Fault.EMPTY, Fault.UNKNOWN])
async def test_a_stock_that_has_nothing_gives_way_to_a_card(
    site: str, server: PexelsServer, tmp_path: Path, key: str
) -> None:
    async with illustrator(site, server, key) as one:
        found = await made(one, video(), tmp_path, 1)
    assert found.kind is VisualKind.CARD
    assert bool(found.passed_over) == (key != Fault.EMPTY)
    assert ("REELWORK_PEXELS_KEY" in " ".join(found.passed_over)) == (key == Fault.UNKNOWN)


@pytest.mark.parametrize("key", [Fault.RATE_LIMITED, Fault.OUTAGE, Fault.FILES_OUT_OF_ORDER])
async def test_a_stock_out_of_order_is_tried_again_and_at_last_gives_way_to_a_card(
    site: str, server: PexelsServer, tmp_path: Path, key: str
) -> None:
    async with illustrator(site, server, key) as one:
        with pytest.raises(SourceUnavailable):
            await one.illustrate(video(), 1, tmp_path, last_try=False)
        found = await made(one, video(), tmp_path, 1, last_try=True)
    assert found.kind is VisualKind.CARD
    assert found.passed_over


async def test_scenes_are_illustrated_side_by_side(site: str, server: PexelsServer, tmp_path: Path) -> None:
    folders = [tmp_path / str(position) for position in range(2)]
    for folder in folders:
        folder.mkdir()
    async with illustrator(site, server, GOOD) as one:
        both = await asyncio.gather(*(made(one, video(), folder, n) for n, folder in enumerate(folders)))
    assert {found.credit.url for found in both if found.credit} == {
        f"https://www.pexels.com/photo/{PHOTOS[0]}/",
        "https://www.pexels.com/video/201/",
    }
