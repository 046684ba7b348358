"""A page that would take all day holds up nothing beside it, and a cancel reaches it; others read as ever."""

import asyncio
import time
from pathlib import Path

import pytest

from activities.article_video import EXTRACTION_SECONDS
from contracts.errors import SourceUnsuitable
from media.article.extract import extract
from sandbox.isolation import Isolation
from tests.servers.web_server import ARTICLES, HOSTILE
from web.fetch import PAGE


def work() -> int:
    """What a dialogue's step does between its waits."""
    return sum(number * number for number in range(300_000))


async def timed() -> float:
    begun = time.monotonic()
    for _ in range(10):
        await asyncio.to_thread(work)
    return time.monotonic() - begun


@pytest.mark.slow
async def test_work_beside_hostile_pages_goes_on_and_a_cancel_reaches_them(tmp_path: Path) -> None:
    async with Isolation() as isolation:

        async def read() -> None:
            await isolation.run(PAGE.what, tmp_path, 60, extract, HOSTILE, "https://a.example/", None)

        with pytest.raises(SourceUnsuitable, match="more time or memory"):
            await isolation.run(PAGE.what, tmp_path, 1, extract, HOSTILE, "https://a.example/", None)
        alone = min([await timed() for _ in range(3)])
        pages = [asyncio.create_task(read()) for _ in range(6)]
        await asyncio.sleep(1)
        beside = [await timed()]
        while min(beside) >= 1.5 * alone and len(beside) < 20:  # the machine may have other work
            beside.append(await timed())
        assert not any(page.done() for page in pages)
        asked = time.monotonic()
        for page in pages:
            page.cancel()
        await asyncio.gather(*pages, return_exceptions=True)
        assert time.monotonic() - asked < 2
    assert min(beside) < 1.5 * alone


async def test_an_honest_article_reads_the_same_in_a_process_of_its_own(tmp_path: Path) -> None:
    async with Isolation() as isolation:
        for name in ("en", "ja", "zh-CN", "zh-TW"):
            page = (ARTICLES / f"{name}.html").read_bytes()
            isolated = await isolation.run(
                PAGE.what, tmp_path, EXTRACTION_SECONDS, extract, page, "https://a.example/", None
            )
            assert isolated == extract(page, "https://a.example/", None)
