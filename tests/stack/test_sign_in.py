"""Signing in in Chromium: the key is asked for once, and players play without it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, expect

from contracts.access import USUAL_SCOPES
from contracts.article_video import ARTICLE_VIDEO
from runtime.settings import AuthMode, Settings
from tests.api.belongings import belongings
from tests.api.serving import Serving, new_home, serve
from tests.servers.browser import chromium


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as launched:
        yield launched


@pytest.fixture
async def guarded(tmp_path: Path, migrated: Path) -> AsyncIterator[Serving]:
    """An API that asks for keys; there is no Temporal."""
    home = new_home(tmp_path / "home", migrated)
    async with serve(Settings(_env_file=None, home=home, auth=AuthMode.KEYS, temporal_port=1)) as serving:
        yield serving


@pytest.mark.parametrize("width", [360, 1440])
async def test_a_person_signs_in_once_and_sees_and_hears_what_is_theirs(
    browser: Browser, guarded: Serving, width: int
) -> None:
    things = await belongings(guarded.services, "ann")
    _, key = await guarded.services.ledger.keys.create("ann", USUAL_SCOPES, None)
    context = await browser.new_context(
        base_url=str(guarded.client.base_url), locale="ja-JP", viewport={"width": width, "height": 800}
    )
    page = await context.new_page()
    there = f"/jobs/{things.jobs[ARTICLE_VIDEO]}"

    await page.goto(there)
    await expect(page.get_by_role("heading", name="サインイン")).to_be_visible()
    assert (await Axe().run(page)).violations_count == 0
    await page.get_by_label("キー").fill("rwk_wrong")
    await page.get_by_role("button", name="サインイン").click()
    await expect(page.get_by_role("alert").first).to_contain_text("もう使えません")
    await page.get_by_label("キー").fill(key)
    async with page.expect_response(lambda response: response.url.endswith(".mp4")) as player:
        await page.get_by_role("button", name="サインイン").click()
    assert (await player.value).status in (200, 206)
    assert page.url.endswith(there)
    assert (await Axe().run(page)).violations_count == 0
    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width

    assert (await page.goto("/jobs")).ok  # type: ignore[union-attr]
    await expect(page.locator(f'a[href="{there}"]')).to_be_visible()
    await page.get_by_role("button", name="サインアウト").click()
    await expect(page.get_by_role("heading", name="サインイン")).to_be_visible()
    assert key not in str(await context.cookies())
    await context.close()
