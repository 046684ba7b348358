"""The web pages in a real browser, on the whole stack: the forms, live progress, cancelling, languages."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page, expect

from runtime.stack import Stack
from tests.servers.browser import chromium
from tests.servers.web_server import WebServer
from tests.stack.conftest import Watched

pytestmark = pytest.mark.timeout(300)  # the embedded voice and the videos take their time on two cores

SOON = 30_000.0
MADE = 200_000.0
SCREENSHOTS = os.environ.get("REELWORK_SCREENSHOTS")
"""A folder to leave pictures of the pages in; they are looked at by people."""
WIDTHS = (360, 1440)
expect.set_options(timeout=SOON)
SHORT = {"content": "Draw a circle"}
"""An animation that is soon made, where nobody looks at what it shows."""


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as launched:
        yield launched


@asynccontextmanager
async def reader(browser: Browser, stack: Stack, **options: Any) -> AsyncIterator[Page]:
    """A person's browser; whatever its console complains of fails the test, but for what a test breaks."""
    usual = {"base_url": stack.address, "locale": "en-US", "viewport": {"width": 1440, "height": 900}}
    context: BrowserContext = await browser.new_context(**{**usual, **options})
    context.set_default_timeout(SOON)
    page = await context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "console",
        lambda said: problems.append(said.text) if "Content Security Policy" in said.text else None,
    )
    page.on("dialog", lambda dialog: asyncio.ensure_future(dialog.accept()))
    yield page
    await context.close()
    assert problems == []


@pytest.fixture
async def page(browser: Browser, stack: Stack) -> AsyncIterator[Page]:
    async with reader(browser, stack) as opened:
        yield opened


async def start(page: Page, form: str, *, platform: str = "", **fields: str) -> str:
    """Fill a form in and send it; the new job's id."""
    await page.goto(form)
    if platform:
        await page.select_option("#platform", platform)
    for name, value in fields.items():
        await page.fill(f"#{name}", value)
    await page.get_by_role("button", name="Make it").click()
    await page.wait_for_url("**/jobs/*")
    return page.url.rpartition("/")[2]


async def plays(page: Page) -> float:
    """Let the player play; the seconds that it has. Raises if the browser cannot."""
    return float(
        await page.evaluate(
            """async () => {
                const player = document.getElementById("player");
                player.muted = true;
                await player.play();
                await new Promise((done) => player.addEventListener("timeupdate", done, { once: true }));
                player.pause();
                return player.duration;
            }"""
        )
    )


async def back(stack: Stack) -> None:
    """Start the worker again, and wait until it works."""
    (stack.settings.home / "worker.ready").unlink(missing_ok=True)
    await stack.worker.start()


def state(page: Page) -> Any:
    return page.locator("#state")


# --- each form to its result ------------------------------------------------------------------------------


async def test_a_person_makes_an_animation_watches_it_live_and_edits_it(page: Page) -> None:
    await page.goto("/")
    await page.get_by_role("link", name="New animation").click()
    await page.get_by_role("link", name="Explain how two vectors").click()
    await page.get_by_role("button", name="Make it").click()
    await expect(page.locator("#progress")).to_be_visible()
    await page.get_by_text("About this job").click()
    seen = set()
    while not await page.locator("#result").count():
        seen.add(await page.evaluate("document.getElementById('progress')?.value"))  # it may go at any time
        await asyncio.sleep(0.1)

    assert len(seen - {None}) > 4
    assert await page.evaluate("document.getElementById('about').open")  # whatever came meanwhile
    await expect(state(page)).to_contain_text("Completed")
    assert await plays(page) > 2
    assert await page.locator(".steps .done").count() == 8
    async with page.expect_download() as downloading:
        await page.get_by_role("link", name="Download the video").click()
    assert Path(await (await downloading.value).path()).stat().st_size > 10_000
    workflow = await page.get_by_role("link", name="Temporal Web UI").get_attribute("href")
    assert workflow is not None
    assert workflow.endswith(page.url.rpartition("/")[2])
    assert (await page.request.get(workflow)).ok
    await page.get_by_text("Script", exact=True).click()
    await expect(page.locator("#script code")).to_contain_text("class GeneratedScene")

    await expect(page.locator(".scenes video")).to_have_count(2)
    await page.locator(".scenes a").nth(1).click()
    await page.wait_for_function("document.getElementById('player').currentTime > 2")
    assert page.url.endswith(workflow.rpartition("/")[2])  # the player went there, not the reader

    await page.get_by_role("link", name="Edit this animation").click()
    await page.fill("#enhance_prompt", "Make the background blue")
    await page.get_by_role("button", name="Make it").click()
    await expect(state(page)).to_contain_text("Completed", timeout=MADE)
    assert await plays(page) > 2


async def test_a_person_makes_a_dialogue_with_voices_of_their_choice(page: Page) -> None:
    await page.goto("/new/dialogue")
    await page.fill("#dialogue", "Ann: Hello there.\nBen: Good day.")
    await page.locator("#dialogue").blur()
    await expect(page.locator("#voices select")).to_have_count(2)
    await page.get_by_label("Ben", exact=True).select_option(index=3)
    chosen = await page.get_by_label("Ben", exact=True).input_value()
    await page.get_by_role("button", name="Make it").click()
    await expect(state(page)).to_contain_text("Completed", timeout=MADE)

    assert await plays(page) > 1
    await page.get_by_role("link", name="Change it and make another").click()
    await expect(page.locator("#dialogue")).to_have_value("Ann: Hello there.\nBen: Good day.")
    assert await page.get_by_label("Ben", exact=True).input_value() == chosen
    assert await page.get_by_label("Ann", exact=True).input_value() not in ("", chosen)


async def test_a_person_makes_a_video_of_an_article(page: Page, watched: Watched) -> None:
    await start(page, "/new/article", url=watched.url)
    await expect(state(page)).to_contain_text("Completed", timeout=MADE)
    assert await plays(page) >= 30
    await page.get_by_text("What is said").click()
    assert await page.locator("#captions p").count() > 5
    assert await page.evaluate("document.querySelector('video').textTracks.length") == 1


async def test_a_person_makes_a_video_of_a_script_and_sees_it_in_the_list(page: Page) -> None:
    script = "The sea rises and falls twice a day."
    about = {"title": "Why the tide comes", "script_content": script, "duration": "4"}
    job_id = await start(page, "/new/script", platform="instagram", **about)
    await page.goto("/jobs?kind=script_video")
    row = page.locator(f"#row-{job_id}")
    await expect(row).to_contain_text("Running")
    await expect(row).to_contain_text("Completed", timeout=MADE)  # the list is live: nothing was loaded again
    await row.get_by_role("link").click()
    await expect(page.locator("#player")).to_be_visible()
    captions = await page.request.get(f"/jobs/{job_id}/captions.vtt")
    assert (await captions.text()).startswith("WEBVTT\n\n1\n00:00:0")


async def test_what_a_form_cannot_take_is_said_beside_the_field_and_nothing_is_lost(page: Page) -> None:
    await page.goto("/new/script")
    await page.fill("#title", "Tides")
    await page.fill("#script_content", "Some words.")
    await page.fill("#duration", "99999")
    await page.get_by_role("button", name="Make it").click()

    await expect(page.locator("#problems")).to_be_focused()
    await expect(page.locator("#wrong-duration")).to_have_text("This number is too large.")
    assert await page.locator("#duration").get_attribute("aria-describedby") == "wrong-duration hint-duration"
    await expect(page.locator("#script_content")).to_have_value("Some words.")


# --- cancelling (docs/contracts/job-cancellation.md) --------------------------------------------------------


async def test_a_pending_job_is_cancelled(page: Page, stack: Stack) -> None:
    await stack.worker.stop()
    try:
        await start(page, "/new/article", url="http://127.0.0.1:1/never")
        await expect(state(page)).to_have_text("Waiting")
        await page.get_by_role("button", name="Cancel").click()
        await expect(state(page)).to_have_text("Cancelled")
        await expect(page.locator("#cancelled")).to_be_visible()
        await expect(page.get_by_role("button", name="Cancel")).to_have_count(0)
    finally:
        await back(stack)


async def test_a_running_job_is_cancelled_in_japanese(browser: Browser, stack: Stack) -> None:
    async with reader(browser, stack, locale="ja-JP") as page, httpx.AsyncClient(timeout=30) as client:
        with WebServer() as web:
            made = await client.post(f"{stack.address}/api/generate-video", json={"url": web.url("en.html")})
            job_id = made.json()["job_id"]
            await page.goto(f"/jobs/{job_id}")
            cancel = page.get_by_role("button", name="キャンセル")
            await expect(page.locator(".steps .running")).not_to_have_count(0)
            asked = []
            page.on("dialog", lambda dialog: asked.append(dialog.message))
            await cancel.click()
            await expect(state(page)).to_have_text("キャンセル済み")
        assert len(asked) == 1
        await expect(page.locator("#cancelled")).to_have_text(
            "ジョブは正常にキャンセルされました。新しいジョブを作成できます。"
        )
        await expect(cancel).to_have_count(0)
    log = (stack.settings.home / "logs" / "worker.log").read_text()
    assert f"Job {job_id} was cancelled" in log
    assert f"Cleaned up cancelled job {job_id}" in log
    assert not (stack.settings.home / "scratch" / job_id).exists()


async def test_a_job_that_ended_meanwhile_says_so_and_has_no_button(page: Page) -> None:
    await page.route("**/live", lambda route: route.abort())
    await page.route("**/part", lambda route: route.abort())
    job_id = await start(page, "/new/animation", **SHORT)
    while (await (await page.request.get(f"/api/job/{job_id}/status")).json())["status"] != "completed":
        await asyncio.sleep(0.2)

    await page.get_by_role("button", name="Cancel").click()  # the page is behind the times

    await expect(page.locator("#notice")).to_have_text("The job had already ended when you cancelled it.")
    await expect(state(page)).to_have_text("Completed")
    await page.reload()
    await expect(page.locator("#player")).to_be_visible()
    await expect(page.get_by_role("button", name="Cancel")).to_have_count(0)


async def test_a_cancel_while_the_worker_is_dead_is_carried_out_when_it_is_back(
    page: Page, stack: Stack
) -> None:
    await page.goto("/new/animation?example=1")
    await page.get_by_role("button", name="Make it").click()
    await expect(state(page)).to_contain_text("Rendering")
    stack.worker.kill()
    await stack.worker.wait()
    try:
        await page.get_by_role("button", name="Cancel").click()
        await expect(state(page)).to_have_text("Cancelling…", timeout=30_000)
        await expect(page.locator("#cancelling")).to_contain_text("as soon as a worker is there")
        await expect(page.get_by_role("button", name="Cancel")).to_have_count(0)
    finally:
        await back(stack)
    await expect(state(page)).to_have_text("Cancelled", timeout=60_000)
    await page.get_by_role("button", name="Try again").click()
    await expect(state(page)).to_contain_text("Completed", timeout=MADE)


async def test_a_cancel_that_the_server_did_not_do_is_said(page: Page) -> None:
    await start(page, "/new/animation", **SHORT)
    await page.route("**/cancel", lambda route: route.fulfill(status=503, body="down"))
    await page.get_by_role("button", name="Cancel").click()
    await expect(page.locator("#failed")).to_be_visible()
    await expect(state(page)).to_contain_text("Completed", timeout=MADE)


# --- live -------------------------------------------------------------------------------------------------


async def test_a_page_left_open_over_a_restart_of_the_api_goes_on_by_itself(page: Page, stack: Stack) -> None:
    await start(page, "/new/animation", **SHORT)
    await expect(page.locator("#progress")).to_be_visible()
    await stack.api.stop()
    await expect(page.locator("#offline")).to_be_visible()
    await stack.api.start()
    await expect(state(page)).to_contain_text("Completed", timeout=MADE)
    await expect(page.locator("#offline")).to_be_hidden()
    await expect(page.locator("#player")).to_be_visible()


async def test_where_no_stream_is_heard_the_page_asks(page: Page) -> None:
    await page.route("**/live", lambda route: route.abort())
    await start(page, "/new/animation", **SHORT)
    await expect(state(page)).to_contain_text("Completed", timeout=MADE)


# --- everyone -----------------------------------------------------------------------------------------------


async def test_the_language_is_the_browsers_and_can_be_changed(browser: Browser, stack: Stack) -> None:
    async with reader(browser, stack, locale="zh-TW") as page:
        await page.goto("/")
        assert await page.evaluate("document.documentElement.lang") == "zh-TW"
        await page.get_by_role("button", name="日本語").click()
        assert await page.evaluate("document.documentElement.lang") == "ja"
        await page.goto("/jobs")
        assert await page.evaluate("document.documentElement.lang") == "ja"


async def test_times_are_in_the_readers_zone(browser: Browser, stack: Stack) -> None:
    async with httpx.AsyncClient(base_url=stack.address, timeout=30) as client:
        job_id = (await client.post("/api/job/animation/full", json=SHORT)).json()["job_id"]
    told = []
    for zone in ("Asia/Tokyo", "America/New_York"):
        async with reader(browser, stack, timezone_id=zone) as page:
            await page.goto("/jobs")
            told.append(await page.locator(f"#row-{job_id} time").inner_text())
    assert told[0] != told[1]
    assert "UTC" not in told[0]


async def test_a_form_works_by_keyboard_alone_and_without_scripts(browser: Browser, stack: Stack) -> None:
    async with reader(browser, stack) as page:
        await page.goto("/new/animation")
        for _ in range(40):
            await page.keyboard.press("Tab")
            if await page.evaluate("document.activeElement.id") == "content":
                break
        await page.keyboard.type("Plot y = x^2")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/jobs/*")
    async with reader(browser, stack, java_script_enabled=False) as page:
        await page.goto("/new/animation?example=1")
        await page.get_by_role("button", name="Make it").click()
        await page.get_by_role("button", name="Cancel").click()
        await page.wait_for_url("**/jobs/*")
        await expect(page.locator("#cancelled")).to_be_visible()


async def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(browser: Browser, stack: Stack) -> None:
    async with httpx.AsyncClient(base_url=stack.address, timeout=30) as client:
        done = (await client.post("/api/job/animation/full", json=SHORT)).json()["job_id"]
        while (await client.get(f"/api/job/{done}/status")).json()["status"] != "completed":
            await asyncio.sleep(0.2)
        refused = {"content": "x", "additional_instructions": ""}
        assert (await client.post("/new/animation", data={"content": ""})).status_code == 422
        cancelled = (await client.post("/api/job/animation/full", json=refused)).json()["job_id"]
        await client.post(f"/jobs/{cancelled}/cancel")
    pages = {
        "home": "/",
        "jobs": "/jobs",
        "no-jobs": "/jobs?kind=speech&state=failed",
        "animation": "/new/animation?example=0",
        "edit": "/new/edit",
        "dialogue": "/new/dialogue?example=0",
        "article": "/new/article",
        "script": "/new/script?example=0",
        "done": f"/jobs/{done}",
        "cancelled": f"/jobs/{cancelled}",
        "unknown": "/jobs/none",
    }
    looks = ((WIDTHS, "light", "ja-JP"), (WIDTHS[::-1], "dark", "en-US"))
    found = []
    for widths, scheme, locale in looks:
        async with reader(browser, stack, color_scheme=scheme, locale=locale) as page:
            for name, path in pages.items():
                for width in widths:
                    await page.set_viewport_size({"width": width, "height": 800})
                    if width == widths[0]:  # axe sees each width, and each set of colours
                        await page.goto(path)
                        results = await Axe().run(page, options={"resultTypes": ["violations"]})
                        found += [f"{name}: {v['id']} {v['help']}" for v in results.response["violations"]]
                    wide = await page.evaluate("document.documentElement.scrollWidth")
                    if wide > width:
                        found.append(f"{name} is {wide} px wide at {width}")
                    if SCREENSHOTS:
                        shot = Path(SCREENSHOTS) / f"{name}-{width}-{scheme}.png"
                        await page.screenshot(path=shot, full_page=True)
    assert found == [], "\n".join(found)
