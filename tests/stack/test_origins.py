"""Front ends on an origin of their own, in a real browser: the examples of docs/connect.md, word for word."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, Page

from contracts.access import USUAL_SCOPES
from contracts.origins import LOOPBACK
from runtime.settings import AuthMode, Settings
from runtime.stack import Stack
from tests.api.serving import HOST, serve
from tests.servers.browser import chromium
from tests.servers.issuer import AUDIENCE, ISSUER, Issuer
from tests.servers.static_server import StaticServer
from tests.servers.web_server import WebServer

CONNECT = Path(__file__).parents[2] / "docs" / "connect.md"
EXAMPLES = "\n".join(re.findall(r"```js\n(.*?)```", CONNECT.read_text(), re.DOTALL))
FOREIGN = "evil.example"
SCRIPT = {
    "script_id": "tides",
    "user_id": "me",
    "title": "Tides",
    "script_content": "The sea rises and falls.",
    "language": "en-US",
    "platform": "youtube",
    "duration": 5,
    "voice_provider": "azure",
}


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium(f"--host-resolver-rules=MAP {FOREIGN} 127.0.0.1") as launched:
        yield launched


def page_for(address: str, key: str = "") -> StaticServer:
    """A front end that has the examples, and nothing else."""
    examples = EXAMPLES.replace("http://localhost:8000", address).replace('KEY = ""', f'KEY = "{key}"')
    return StaticServer(f"<!DOCTYPE html><title>Front end</title><body><script>{examples}</script>")


@pytest.fixture
async def front_end(request: pytest.FixtureRequest, stack: Stack) -> AsyncIterator[StaticServer]:
    """A front end of the stack's API; then of another API beside it, which asks for a key, or for a token."""
    if request.param is AuthMode.OFF:
        with page_for(stack.address) as server:
            yield server
        return
    ours = stack.settings
    with Issuer() as issuer:
        settings = Settings(
            _env_file=None,
            home=ours.home,
            temporal_port=ours.temporal_port,
            auth=request.param,
            jwt_issuer=ISSUER,
            jwt_audience=AUDIENCE,
            jwt_keys_url=issuer.url,
            allowed_origins=LOOPBACK,
            speech_fallback=True,
            fetch_allowed_hosts="127.0.0.1",
        )
        async with serve(settings) as api:
            key = issuer.token(sub="me")
            if request.param is AuthMode.KEYS:
                _, key = await api.services.ledger.keys.create("me", USUAL_SCOPES, None)
            with page_for(f"http://{HOST}:{api.port}", key) as server:
                yield server


async def opened(browser: Browser, address: str) -> Page:
    page = await browser.new_page()
    page.set_default_timeout(200_000)
    await page.goto(address)
    return page


async def follows_an_animation(page: Page, way: str) -> None:
    seen = await page.evaluate(
        f"""async () => {{
            const seen = [];
            const result = await {way}("Plot y = x^2", (job) => seen.push(job.progress));
            return {{ seen, video: await (await fetch(fileAddress(result.video_path))).arrayBuffer()
                .then((bytes) => bytes.byteLength) }};
        }}"""
    )
    assert len(seen["seen"]) > 1
    assert seen["seen"] == sorted(seen["seen"])
    assert seen["video"] > 10_000


async def downloads_a_dialogue(page: Page) -> None:
    async with page.expect_download() as downloading:
        name = await page.evaluate("dialogue(GREETING)")
    download = await downloading.value
    assert download.suggested_filename == name
    assert Path(await download.path()).stat().st_size > 1000


async def watches_a_video_of_an_article(page: Page, address: str) -> None:
    ended = await page.evaluate(
        """(address) => watch(address, ({ job_id, progress }) => {
            if (progress >= 10) ask(`/api/jobs/${job_id}/cancel`, { method: "POST" }).catch(() => {});
        })""",
        address,
    )
    assert ended["status"] == "cancelled"


async def plays_a_video_of_a_script(page: Page) -> None:
    frame = await page.evaluate(
        """async (request) => {
            const player = await play(request);
            await new Promise((done) => player.addEventListener("timeupdate", done, { once: true }));
            const canvas = document.createElement("canvas");
            canvas.getContext("2d").drawImage(player, 0, 0);
            canvas.toDataURL();  // throws for a video that the page may show, but not read
            return player.videoWidth;
        }""",
        SCRIPT,
    )
    assert frame > 0


@pytest.mark.timeout(300)
@pytest.mark.parametrize("front_end", [AuthMode.OFF, AuthMode.KEYS], indirect=True)
async def test_a_page_of_another_origin_does_all_that_the_contracts_offer(
    browser: Browser, front_end: StaticServer
) -> None:
    page = await opened(browser, f"http://localhost:{front_end.port}")
    with WebServer() as web:
        async with asyncio.TaskGroup() as doing:
            doing.create_task(follows_an_animation(page, "animation"))
            doing.create_task(follows_an_animation(page, "polledAnimation"))
            doing.create_task(downloads_a_dialogue(page))
            doing.create_task(watches_a_video_of_an_article(page, web.url("en.html")))
            doing.create_task(plays_a_video_of_a_script(page))
    missing = await page.evaluate("() => ask('/api/job/none/status').catch((error) => error.message)")
    assert missing == "Job not found: none"


@pytest.mark.parametrize("front_end", [AuthMode.JWT], indirect=True)
async def test_with_a_token_of_ones_own_sign_in_requests_streams_and_sockets_are_let_in(
    browser: Browser, front_end: StaticServer
) -> None:
    """The jobs are cancelled at once: what they make is served as it is with a key."""
    page = await opened(browser, f"http://localhost:{front_end.port}")
    with WebServer() as web:
        await watches_a_video_of_an_article(page, web.url("en.html"))
    followed = await page.evaluate(
        """() => animation("Plot y = x^2", ({ job_id }) => {
            ask(`/api/job/${job_id}/cancel`, { method: "POST" }).catch(() => {});
        }).catch((error) => error.message)"""
    )
    assert followed == "Job was cancelled"
    refused = await page.evaluate(
        """async () => {
            headers.Authorization += "x";
            return ask("/api/jobs").catch((error) => error.message);
        }"""
    )
    assert refused.startswith("This token does not hold")


async def test_for_a_page_of_a_foreign_origin_nothing_gets_through(browser: Browser, stack: Stack) -> None:
    async def jobs(client: httpx.AsyncClient) -> set[str]:
        listed = (await client.get("/jobs")).text
        return set(re.findall(r'id="row-([\w-]+)"', listed))

    async with httpx.AsyncClient(base_url=stack.address, timeout=30) as client:
        made = await client.post("/api/job/animation/full", json={"content": "Plot y = x^2"})
        job_id = made.json()["job_id"]
        before = await jobs(client)
        with page_for(stack.address) as front_end:
            page = await opened(browser, f"http://{FOREIGN}:{front_end.port}")
        tried = await page.evaluate(
            """async (job_id) => {
                const failed = (doing) => doing.then(() => "got through", (error) => error.message);
                const body = JSON.stringify({ content: "Plot y = x^2" });
                // The browser sends this without asking, and hides the answer.
                const blind = async (path, body) =>
                    (await fetch(B + path, { method: "POST", mode: "no-cors", body })).type;
                return {
                    read: await failed(ask(`/api/job/${job_id}/status`)),
                    made: await failed(post("/api/job/animation/full", { content: "Plot y = x^2" })),
                    streamed: await failed(animation("Plot y = x^2", () => {})),
                    deleted: await failed(ask(`/api/job/${job_id}`, { method: "DELETE" })),
                    blind: await blind(`/api/job/${job_id}/cancel`),
                    blindBody: await blind("/api/job/animation/full", body),
                    events: await new Promise((done) => {
                        const events = new EventSource(`${B}/api/job/${job_id}/stream`);
                        events.onmessage = events.onopen = () => done("got through");
                        events.onerror = () => done(events.readyState === EventSource.CLOSED);
                    }),
                    socket: await new Promise((done) => {
                        const socket = new WebSocket(`${B.replace("http", "ws")}/ws`);
                        socket.onopen = () => done("got through");
                        socket.onclose = () => done("closed");
                    }),
                };
            }""",
            job_id,
        )
        assert tried == {
            **dict.fromkeys(("read", "made", "streamed", "deleted"), "Failed to fetch"),
            "blind": "opaque",
            "blindBody": "opaque",
            "events": True,
            "socket": "closed",
        }
        assert await jobs(client) == before
        status = (await client.get(f"/api/job/{job_id}/status")).json()
        assert status["message"] != "Job was cancelled"
