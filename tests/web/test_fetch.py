"""Fetching over real HTTP, from servers on which everything goes wrong."""

import asyncio
import gzip
import ssl
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import httpx
import pytest

from contracts.errors import AddressRefused, SourceRefused, SourceUnavailable, SourceUnsuitable
from tests.servers.certificates import certificate
from tests.servers.web_server import ARTICLES, WebServer
from tests.web.internet import PUBLIC, Internet
from web import addresses
from web.body import Body
from web.fetch import CLIP, MUSIC, PAGE, PICTURE, Fetcher, Wanted


@pytest.fixture
def to(tmp_path: Path) -> Path:
    return tmp_path / "fetched"


async def test_a_page_is_fetched_as_it_is(fetcher: Fetcher, web: WebServer, to: Path) -> None:
    fetched = await fetcher.fetch(web.url("en.html"), PAGE, to)
    assert to.read_bytes() == (ARTICLES / "en.html").read_bytes()
    assert (fetched.url, fetched.media_type) == (web.url("en.html"), "text/html")
    assert (fetched.size, fetched.charset) == (to.stat().st_size, None)


async def test_a_pages_charset_is_told(fetcher: Fetcher, web: WebServer, to: Path) -> None:
    fetched = await fetcher.fetch(web.url("zh-CN.html?as=text/html; charset=gb18030"), PAGE, to)
    assert fetched.charset == "gb18030"


async def test_a_packed_page_is_unpacked(fetcher: Fetcher, web: WebServer, to: Path) -> None:
    await fetcher.fetch(web.url("fault/gzip"), PAGE, to)
    assert to.read_bytes() == (ARTICLES / "en.html").read_bytes()


@pytest.mark.parametrize("said", ["image/jpeg", "application/octet-stream", "text/plain", ""])
async def test_a_picture_is_what_its_bytes_say(said: str, fetcher: Fetcher, web: WebServer, to: Path) -> None:
    fetched = await fetcher.fetch(web.url(f"images/mill.jpg?as={said}"), PICTURE, to)
    assert fetched.media_type == "image/jpeg"


async def test_a_page_whose_server_does_not_say_what_it_is_is_recognised(
    fetcher: Fetcher, web: WebServer, to: Path
) -> None:
    assert (await fetcher.fetch(web.url("en.html?as="), PAGE, to)).media_type == "text/html"


@pytest.mark.parametrize(
    ("path", "wanted", "words"),
    [
        ("fault/pdf", PAGE, "This is a PDF, not a page. Give the address of a page."),
        ("fault/pdf-as-page", PAGE, "This is a PDF"),
        ("fault/gzip-as-page", PAGE, "This is a packed file, not a page"),
        ("fault/json", PAGE, "This is something else, not a page"),
        ("images/mill.jpg", PAGE, "This is image/jpeg, not a page"),
        ("images/mill.jpg?as=text/html", PAGE, "This is image/jpeg, not a page"),
        ("en.html", PICTURE, "This is a web page, not a picture"),
        ("en.html?as=image/png", PICTURE, "This is a web page, not a picture"),
        ("images/mill.jpg", CLIP, "not a clip"),
        ("images/mill.jpg?as=audio/mpeg", MUSIC, "This is image/jpeg, not a piece of music"),
        ("fault/playlist", MUSIC, "This is something else, not a piece of music"),
        ("fault/empty", PICTURE, "not a picture"),
        ("fault/brotli", PAGE, r"packs its answers in a way that is not understood here \(br\)"),
    ],
)
async def test_something_else_than_what_is_wanted_is_refused_by_its_name(  # noqa: PLR0913, PLR0917 (fixtures)
    path: str, wanted: Wanted, words: str, fetcher: Fetcher, web: WebServer, to: Path
) -> None:
    with pytest.raises(SourceUnsuitable, match=words):
        await fetcher.fetch(web.url(path), wanted, to)
    assert not list(to.parent.iterdir())


@pytest.mark.parametrize("fault", ["endless", "announced", "bomb"])
async def test_more_than_is_wanted_is_not_taken(
    fault: str, fetcher: Fetcher, web: WebServer, to: Path
) -> None:
    with pytest.raises(SourceUnsuitable, match="The page is larger than 10 MB"):
        await fetcher.fetch(web.url(f"fault/{fault}"), PAGE, to)
    assert not list(to.parent.iterdir())


def test_a_bomb_is_not_unpacked_to_see_how_large_it_is() -> None:
    bomb = gzip.compress(bytes(20_000_000))
    body = Body(BytesIO(), replace(PAGE, max_bytes=1000), "text/html", packed=True)
    with pytest.raises(SourceUnsuitable):
        body.write(bomb)
    assert body.size == 1001


@pytest.mark.parametrize("fault", ["hang", "trickle"])
async def test_no_more_time_is_taken_than_is_wanted(
    fault: str, fetcher: Fetcher, web: WebServer, to: Path
) -> None:
    with pytest.raises(SourceUnavailable, match="The page did not come within"):
        await fetcher.fetch(web.url(f"fault/{fault}"), replace(PAGE, seconds=0.3), to)
    assert not list(to.parent.iterdir())


async def test_what_is_slow_and_goes_on_coming_is_waited_for(
    fetcher: Fetcher, web: WebServer, to: Path
) -> None:
    began = time.monotonic()
    fetched = await fetcher.fetch(web.url("fault/slow"), replace(PAGE, seconds=1), to)

    assert fetched.size == to.stat().st_size == 700_000
    assert time.monotonic() - began > 1


@pytest.mark.parametrize("fault", ["dropped", "cut-gzip", "no-gzip"])
async def test_half_an_answer_is_none(fault: str, fetcher: Fetcher, web: WebServer, to: Path) -> None:
    with pytest.raises(SourceUnavailable, match="Try again later"):
        await fetcher.fetch(web.url(f"fault/{fault}"), PAGE, to)
    assert not list(to.parent.iterdir())


async def test_a_cancelled_fetch_leaves_nothing(fetcher: Fetcher, web: WebServer, to: Path) -> None:
    fetching = asyncio.create_task(fetcher.fetch(web.url("fault/slow"), PAGE, to))
    while not any(part.stat().st_size for part in to.parent.iterdir()):
        await asyncio.sleep(0.01)
    fetching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await fetching
    assert not list(to.parent.iterdir())


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "only after a login"),
        (402, "only to those who pay"),
        (403, r"refuses to show this page \(403\)"),
        (404, r"127\.0\.0\.1 has no page at this address \(404\)\. Check the address\."),
        (410, "has removed this page"),
        (418, r"\(418\)"),
        (451, r"\(451\)"),
        (499, r"\(499\)"),
        (304, r"\(304\)"),
    ],
)
async def test_a_refusal_is_final(
    status: int, words: str, fetcher: Fetcher, web: WebServer, to: Path
) -> None:
    with pytest.raises(SourceRefused, match=words) as refused:
        await fetcher.fetch(web.url(f"fault/status/{status}"), PAGE, to)
    assert not refused.value.retryable
    assert not list(to.parent.iterdir())


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 599])
async def test_an_outage_passes(status: int, fetcher: Fetcher, web: WebServer, to: Path) -> None:
    with pytest.raises(SourceUnavailable, match=rf"too busy or out of order now \({status}\)") as unavailable:
        await fetcher.fetch(web.url(f"fault/status/{status}"), PAGE, to)
    assert unavailable.value.retryable
    assert unavailable.value.retry_delay is None


@pytest.mark.parametrize(
    ("said", "delay"),
    [
        ("7", timedelta(seconds=7)),
        ("Wed, 21 Oct 2015 07:28:00 GMT", timedelta(0)),
        ("soon", None),
    ],
)
async def test_a_server_that_says_when_to_come_again_is_believed(
    said: str, delay: timedelta | None, fetcher: Fetcher, web: WebServer, to: Path
) -> None:
    with pytest.raises(SourceUnavailable) as unavailable:
        await fetcher.fetch(web.url(f"fault/status/429?retry_after={said}"), PAGE, to)
    assert unavailable.value.retry_delay == delay


async def test_redirects_are_followed_to_where_the_page_is(
    fetcher: Fetcher, web: WebServer, to: Path
) -> None:
    fetched = await fetcher.fetch(web.url("fault/redirects/5"), PAGE, to)
    assert fetched.url == web.url("en.html")


async def test_redirects_have_an_end(fetcher: Fetcher, web: WebServer, to: Path) -> None:
    with pytest.raises(SourceRefused, match="from address to address"):
        await fetcher.fetch(web.url("fault/redirects/6"), PAGE, to)
    assert "/en.html" not in web.paths()


async def test_nothing_but_the_request_is_sent(fetcher: Fetcher, web: WebServer, to: Path) -> None:
    await fetcher.fetch(web.url("fault/cookie"), PAGE, to)
    await fetcher.fetch(web.url("en.html"), PAGE, to)
    headers = web.requests[-1].headers
    assert headers["host"] == web.host
    assert headers["user-agent"].startswith("Reelwork/0.1 ")
    assert set(headers) == {"host", "user-agent", "accept", "accept-encoding", "connection"}


async def test_a_proxy_of_the_environment_is_not_used(
    web: WebServer, to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    async with Fetcher(allowed_hosts=[web.host]) as fetcher:
        await fetcher.fetch(web.url("en.html"), PAGE, to)


# --- who may be asked -------------------------------------------------------------------------------------


async def test_only_the_hosts_that_are_named_may_be_inside(web: WebServer, to: Path) -> None:
    with WebServer() as other:
        async with Fetcher(allowed_hosts=[web.host.upper()]) as fetcher:
            await fetcher.fetch(web.url("en.html"), PAGE, to)
            for url in (other.url("en.html"), f"http://localhost:{web.port}/en.html"):
                with pytest.raises(AddressRefused):
                    await fetcher.fetch(url, PAGE, to)
        assert not other.requests


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1:{port}/en.html",
        "http://127.0.0.1/en.html",
        "//127.0.0.1/en.html",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "http://169.254.169.254/latest/meta-data/",
        "http://inside.example/",
        "http://user:secret@outside.example/",
        "http://outside.example:22/",
        "file:///etc/passwd",
        "ftp://outside.example/",
        "http://[",
    ],
)
async def test_a_redirect_is_no_way_inside(
    location: str, stranger: Fetcher, internet: Internet, web: WebServer, to: Path
) -> None:
    internet.port = web.port
    internet.names = {"outside.example": [[PUBLIC]], "inside.example": [["10.0.0.7"]]}
    there = location.format(port=web.port)
    with pytest.raises(AddressRefused):
        await stranger.fetch(f"http://outside.example/fault/to?url={there}", PICTURE, to)
    assert internet.connections == [(PUBLIC, 80)]


async def test_a_redirect_to_another_public_host_is_followed(
    stranger: Fetcher, internet: Internet, web: WebServer, to: Path
) -> None:
    internet.port = web.port
    internet.names = {"a.example": [[PUBLIC]], "b.example": [["8.8.8.8"]]}
    fetched = await stranger.fetch(
        "http://a.example/fault/to?url=http://b.example:8080/images/mill.jpg", PICTURE, to
    )
    assert fetched.url == "http://b.example:8080/images/mill.jpg"
    assert internet.connections == [(PUBLIC, 80), ("8.8.8.8", 8080)]
    assert [asked.headers["host"] for asked in web.requests] == ["a.example", "b.example:8080"]


async def test_an_answer_of_dns_that_changes_after_the_check_changes_nothing(
    stranger: Fetcher, internet: Internet, web: WebServer, to: Path
) -> None:
    internet.port = web.port
    internet.names = {"rebinding.example": [[PUBLIC], ["127.0.0.1"]]}
    await stranger.fetch("http://rebinding.example/images/mill.jpg", PICTURE, to)
    assert internet.connections == [(PUBLIC, 80)]
    assert internet.lookups == ["rebinding.example"]


async def test_each_request_checks_anew(
    stranger: Fetcher, internet: Internet, web: WebServer, to: Path
) -> None:
    internet.port = web.port
    internet.names = {"rebinding.example": [[PUBLIC], ["127.0.0.1"]]}
    with pytest.raises(AddressRefused):  # robots.txt comes from outside, the page would not
        await stranger.fetch("http://rebinding.example/en.html", PAGE, to)
    assert internet.connections == [(PUBLIC, 80)]
    assert web.paths() == ["/robots.txt"]


async def test_the_connection_itself_is_guarded_too(
    stranger: Fetcher, internet: Internet, web: WebServer, to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "public_addresses", addresses.addresses)  # the first check is gone
    internet.port = web.port
    with pytest.raises(AddressRefused):
        await stranger.fetch("http://127.0.0.1/images/mill.jpg", PICTURE, to)
    assert not internet.connections


async def test_an_address_that_cannot_be_reached_is_passed_over(
    stranger: Fetcher, internet: Internet, web: WebServer, to: Path
) -> None:
    internet.port = web.port
    internet.names = {"a.example": [["2606:4700::1111", PUBLIC]]}
    internet.down = {"2606:4700::1111"}
    await stranger.fetch("http://a.example/images/mill.jpg", PICTURE, to)
    assert internet.connections == [("2606:4700::1111", 80), (PUBLIC, 80)]


# --- TLS --------------------------------------------------------------------------------------------------


@asynccontextmanager
async def _tls_server(certificate: Path) -> AsyncIterator[int]:
    """A server that sends a picture over TLS; its port."""
    picture = (ARTICLES / "images" / "chart.png").read_bytes()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(picture) + picture)
        await writer.drain()
        writer.close()

    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=tls)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def test_the_certificate_has_to_be_the_names(
    internet: Internet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pem = certificate(tmp_path, "a.example")
    trusting = ssl.create_default_context(cafile=pem)
    monkeypatch.setattr(httpx, "create_ssl_context", lambda **_: trusting)
    internet.names = {"a.example": [[PUBLIC]], "b.example": [[PUBLIC]]}
    async with _tls_server(pem) as internet.port, Fetcher() as fetcher:
        fetched = await fetcher.fetch("https://a.example/chart.png", PICTURE, tmp_path / "chart")
        assert fetched.media_type == "image/png"
        with pytest.raises(SourceUnavailable):
            await fetcher.fetch("https://b.example/chart.png", PICTURE, tmp_path / "chart")


# --- robots.txt -------------------------------------------------------------------------------------------


async def test_a_site_without_rules_may_be_read(fetcher: Fetcher, web: WebServer, to: Path) -> None:
    await fetcher.fetch(web.url("en.html"), PAGE, to)
    assert web.paths() == ["/robots.txt", "/en.html"]


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /*.html$", False),
        ("User-agent: Reelwork\nDisallow: /en", False),
        ("User-agent: reelwork\nDisallow: /en", False),
        ("User-agent: *\nAllow: /en.html\nDisallow: /", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Reelwork\nAllow: /", True),
        ("User-agent: Otherbot\nDisallow: /", True),
        ("User-agent: *\nDisallow:", True),
        ("", True),
        ("<!doctype html><p>Not found", True),
        (401, True),
        (403, True),
    ],
)
async def test_the_rules_of_a_site_hold(
    robots: str | int,
    allowed: bool,  # noqa: FBT001
    fetcher: Fetcher,
    web: WebServer,
    to: Path,
) -> None:
    web.robots = robots
    if allowed:
        await fetcher.fetch(web.url("en.html"), PAGE, to)
    else:
        with pytest.raises(SourceRefused, match=r"does not allow programs to read this page"):
            await fetcher.fetch(web.url("en.html"), PAGE, to)
    assert ("/en.html" in web.paths()) == allowed


@pytest.mark.parametrize("status", [500, 503, 429])
async def test_a_site_whose_rules_cannot_be_read_is_left_alone(
    status: int, fetcher: Fetcher, web: WebServer, to: Path
) -> None:
    web.robots = status
    with pytest.raises(SourceUnavailable):
        await fetcher.fetch(web.url("en.html"), PAGE, to)
    assert web.paths() == ["/robots.txt"]
    web.robots = ""  # and asked again the next time
    await fetcher.fetch(web.url("en.html"), PAGE, to)


async def test_rules_are_kept_for_a_while(fetcher: Fetcher, web: WebServer, to: Path) -> None:
    for path in ("en.html", "ja.html"):
        await fetcher.fetch(web.url(path), PAGE, to)
    assert web.paths() == ["/robots.txt", "/en.html", "/ja.html"]


async def test_the_rules_of_where_a_redirect_leads_hold(fetcher: Fetcher, web: WebServer, to: Path) -> None:
    with WebServer(robots="User-agent: *\nDisallow: /") as other:
        with pytest.raises(SourceRefused, match="does not allow programs"):
            await fetcher.fetch(web.url(f"fault/to?url={other.url('en.html')}"), PAGE, to)
        assert other.paths() == ["/robots.txt"]


async def test_pictures_are_not_asked_about(fetcher: Fetcher, web: WebServer, to: Path) -> None:
    web.robots = "User-agent: *\nDisallow: /"
    await fetcher.fetch(web.url("images/mill.jpg"), PICTURE, to)
    assert web.paths() == ["/images/mill.jpg"]


async def test_rules_are_not_asked_for_where_the_setting_says_so(web: WebServer, to: Path) -> None:
    web.robots = "User-agent: *\nDisallow: /"
    async with Fetcher(allowed_hosts=["127.0.0.1"], respect_robots=False) as fetcher:
        await fetcher.fetch(web.url("en.html"), PAGE, to)
    assert web.paths() == ["/en.html"]
