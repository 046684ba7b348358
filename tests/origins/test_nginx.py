"""Behind a real nginx as docs/connect.md sets it up: below a path, TLS, gzip; then behind two in a row."""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from httpx_sse import aconnect_sse
from playwright.async_api import expect
from temporalio.client import Client
from websockets.asyncio.client import connect

from contracts.animation import RENDER
from store.ledger import Ledger
from tests.api.serving import FULL, HOST, VECTORS, Puppet, Serving, data, new_home, serve, settings_for
from tests.article_videos.clients import ARTICLE, GENERATE
from tests.ports import free_ports
from tests.servers.browser import chromium
from tests.servers.certificates import certificate
from tests.servers.nginx import nginx
from tests.workflows.stage import Stage, set_up

CONNECT = Path(__file__).parents[2] / "docs" / "connect.md"
DOCUMENTED, KEPT = re.findall(r"```nginx\n(.*?)```", CONNECT.read_text(), re.DOTALL)
"""A server with everything, and the line for a proxy behind another one."""
EXAMPLES = "\n".join(re.findall(r"```js\n(.*?)```", CONNECT.read_text(), re.DOTALL))
PLAIN = "location {path} {{ proxy_pass {to}; {more} }}"
SOON = 20_000
"""Milliseconds."""
SILENCE = 10_000
"""The same: after so much of it a page asks by itself (``api/pages/assets/app.js``)."""


def documented(changes: Mapping[str, str]) -> str:
    """The documented server, with a test's own addresses and files."""
    text: str = DOCUMENTED
    for shown, ours in changes.items():
        assert shown in text
        text = text.replace(shown, ours)
    return text


@dataclass
class Proxied:
    """The API, and its addresses through nginx."""

    api: Serving
    stage: Stage
    client: httpx.AsyncClient
    tls: ssl.SSLContext
    twice: str
    """The address through two in a row, as both are by default."""
    mended: str
    """The same with the line that is documented."""

    @property
    def public(self) -> str:
        return self.api.services.address.url


@pytest.fixture(scope="module")
async def proxied(
    temporal: Client, tmp_path_factory: pytest.TempPathFactory, migrated: Path
) -> AsyncIterator[Proxied]:
    folder = tmp_path_factory.mktemp("nginx")
    outer, twice, inner = free_ports(3)
    home = new_home(folder / "home", migrated)
    pem = certificate(folder, "localhost")
    settings = settings_for(home, temporal, public_url=f"https://localhost:{outer}/reel")
    async with serve(settings) as api, Ledger(settings.database_url) as ledger:
        behind = f"http://{HOST}:{api.port}/"
        again = f"http://{HOST}:{inner}"
        whole = documented(
            {
                "listen 443": f"listen {HOST}:{outer}",
                "/etc/ssl/app.example.pem": str(pem),
                "/etc/ssl/app.example.key": str(pem),
                "/srv/front-end": str(folder / "front-end"),
                "http://127.0.0.1:8000/": behind,
            }
        )
        front_end = EXAMPLES.replace("http://localhost:8000", "/reel")
        (folder / "front-end").mkdir()
        (folder / "front-end" / "index.html").write_text(f"<!DOCTYPE html><body><script>{front_end}</script>")
        servers = f"""
        {whole}
        server {{
            listen {HOST}:{inner};
            {PLAIN.format(path="/inner/", to=behind, more="")}
            {PLAIN.format(path="/kept/", to=behind, more=KEPT)}
        }}
        server {{
            listen {HOST}:{twice};
            {PLAIN.format(path="/reel/", to=f"{again}/inner/", more="")}
            {PLAIN.format(path="/mended/", to=f"{again}/kept/", more="")}
        }}
        """
        tls = ssl.create_default_context(cafile=str(pem))
        async with (
            set_up(temporal, ledger, home / "scratch") as stage,
            nginx(folder, servers, twice),
            httpx.AsyncClient(verify=tls, timeout=30, trust_env=False) as client,
        ):
            address = f"http://{HOST}:{twice}"
            yield Proxied(api, stage, client, tls, f"{address}/reel", f"{address}/mended")


async def hear(client: httpx.AsyncClient, address: str, heard: list[str]) -> None:
    """Follow a stream to its end; what is said is put into ``heard`` when it comes."""
    async with aconnect_sse(client, "GET", address) as source:
        async for event in source.aiter_sse():
            heard.append(data(event)["message"])  # noqa: PERF401 - others look at it meanwhile


async def says(heard: list[str], message: str) -> None:
    while message not in heard:
        await asyncio.sleep(0.01)


async def test_events_come_one_by_one_and_behind_two_proxies_with_one_line_more(proxied: Proxied) -> None:
    render = Puppet(proxied.stage, RENDER)
    made = await proxied.client.post(f"{proxied.public}{FULL}", json=VECTORS)
    job_id = made.json()["job_id"]
    await render.started.wait()  # from here on all hear the same, whoever comes last
    while "Rendering" not in (await proxied.client.get(f"{proxied.public}/api/job/{job_id}/status")).text:
        await asyncio.sleep(0.01)
    stream = f"/api/job/{job_id}/stream"
    ways = {"once": proxied.public, "twice": proxied.twice, "mended": proxied.mended}
    heard: dict[str, list[str]] = {way: [] for way in ways}
    async with asyncio.TaskGroup() as streams:
        for way, address in ways.items():
            streams.create_task(hear(proxied.client, f"{address}{stream}", heard[way]))
        upstreams = proxied.api.services.hub._upstreams
        while job_id not in upstreams or upstreams[job_id].watchers < len(ways):
            await asyncio.sleep(0.01)
        for number in range(1, 4):
            render.beats(number / 4, f"beat {number}")
            await says(heard["once"], f"beat {number}")
            await says(heard["mended"], f"beat {number}")
        assert heard["twice"] == []  # the inner proxy took the header that the outer one needs
        render.ends()
    assert heard["twice"] == heard["mended"]  # all of it, in one burst at the end


async def test_a_socket_opens_through_it_to_its_own_pages_alone(proxied: Proxied) -> None:
    address = f"{proxied.public.replace('https', 'wss')}/ws"
    own = proxied.public.removesuffix("/reel")
    made = await proxied.client.post(f"{proxied.public}{GENERATE}", json=ARTICLE)
    job_id = made.json()["job_id"]
    async with connect(address, ssl=proxied.tls, additional_headers={"Origin": own}) as socket:
        assert "Connected" in str(await socket.recv())
        await socket.send(f'{{"subscribe": "{job_id}"}}')
        while '"completed"' not in str(await socket.recv()):
            pass


async def test_a_part_of_a_file_comes_through_it_as_it_is(proxied: Proxied) -> None:
    await proxied.api.services.artifacts.put("videos/part.mp4", b"0123456789" * 1000)
    answer = await proxied.client.get(f"{proxied.public}/videos/part.mp4", headers={"Range": "bytes=5-9"})
    assert (answer.status_code, answer.content) == (206, b"56789")
    assert answer.headers["Content-Range"] == "bytes 5-9/10000"


async def test_pages_work_below_its_path_and_ask_where_it_swallows_the_stream(proxied: Proxied) -> None:
    render = Puppet(proxied.stage, RENDER)
    async with chromium() as browser:
        # A context each: the clock of one page is that of all pages of its context.
        context = await browser.new_context(ignore_https_errors=True, locale="en-US")
        page = await context.new_page()
        swallowed = await (await browser.new_context(ignore_https_errors=True, locale="en-US")).new_page()
        missing: list[str] = []
        asked: list[str] = []
        page.on("response", lambda answer: missing.append(answer.url) if answer.status == 404 else None)
        page.on("request", lambda request: asked.append(request.url))

        await page.goto(f"{proxied.public}/")
        for language in ("日本語", "English"):
            await page.get_by_role("button", name=language).click()
            await expect(page.get_by_role("button", name=language)).to_have_attribute("aria-pressed", "true")
        await page.goto(f"{proxied.public}/new/animation?example=0")
        await page.get_by_role("button", name="Make it").click()
        await page.wait_for_url(f"{proxied.public}/jobs/*")
        await swallowed.clock.install()
        await swallowed.goto(f"{proxied.twice}/jobs/{page.url.rpartition('/')[2]}")
        await render.started.wait()
        render.beats(0.5, "half of it")
        await expect(page.locator("#message")).to_have_text("half of it", timeout=SOON)
        await swallowed.clock.fast_forward(SILENCE)  # it has heard nothing for so long
        await expect(swallowed.locator("#message")).to_have_text("half of it", timeout=SOON)
        assert missing == []
        render.ends()
        for opened in (page, swallowed):
            await expect(opened.locator("#state")).to_contain_text("Completed", timeout=SOON)

        render.ends()  # the next animation, which a front end on the same origin asks for
        await page.goto(proxied.public.removesuffix("reel"))
        result = await page.evaluate("animation('y = x', () => {})")
        assert result["video_path"].startswith(f"{proxied.public}/")

        await page.goto(f"{proxied.public}/docs")
        await expect(page.locator(".opblock").first).to_be_visible(timeout=SOON)
        assert [address for address in asked if address.endswith("/part")] == []
