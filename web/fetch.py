"""Fetching what someone names by its address, without letting it reach our own network.

Every address that a host has must be public. The connection goes to an address that was checked, not to the
name, so an answer of DNS that changes in between changes nothing; httpx-secure looks at it once more where
the connection is opened. Redirects are followed here, each as a new address. Nothing is sent but the request:
no cookies, no credentials, no proxy of the environment.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

import httpx
from httpx_secure import SSRFProtectionError, httpx_ssrf_protection

from contracts.errors import SourceRefused, SourceUnavailable, SourceUnsuitable
from contracts.phrases import phrase
from contracts.progress import moved
from files.whole import WholeFile
from web import addresses
from web.body import Body, check_size
from web.kinds import CLIP as CLIP
from web.kinds import MEGABYTE
from web.kinds import MUSIC as MUSIC
from web.kinds import PAGE as PAGE
from web.kinds import PICTURE as PICTURE
from web.kinds import Wanted as Wanted
from web.refusals import refusal
from web.robots import AGENT, Robots

MAX_REDIRECTS: Final = 5
PORTION: Final = 64 * 1024
"""The bytes that must come within what is wanted's seconds: what trickles more slowly stands still."""
_CONNECT_SECONDS: Final = 5.0
_TARGETS: Final = 4
"""The most addresses of a host that are tried."""
_ROBOTS: Final = Wanted(phrase("robots.txt"), ("text/plain",), 5 * MEGABYTE, PAGE.seconds)


@dataclass(frozen=True)
class Fetched:
    """What was fetched: where it was in the end, what it is, and how many bytes it has."""

    url: str
    media_type: str
    charset: str | None
    size: int


class Fetcher:
    """Fetches over HTTP; an async context manager, for many fetches at a time.

    ``allowed_hosts`` (``name`` or ``name:port``, for development) may be anywhere and at any port. Without
    ``respect_robots`` no robots.txt is asked.
    """

    def __init__(self, *, allowed_hosts: Collection[str] = (), respect_robots: bool = True) -> None:
        self._allowed = frozenset(host.lower() for host in allowed_hosts)
        self._robots = Robots(self._robots_txt) if respect_robots else None
        tls = httpx.create_ssl_context(trust_env=False)
        self._inside = _client(tls)
        self._outside = httpx_ssrf_protection(
            _client(tls),
            check_globally_reachable=False,  # the rule of addresses.py is the stricter one
            custom_validator=lambda _host, address, _port: addresses.is_public(address),
        )
        self._clients = AsyncExitStack()

    async def __aenter__(self) -> Self:
        """Get ready."""
        await self._clients.enter_async_context(self._inside)
        await self._clients.enter_async_context(self._outside)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close what is open."""
        await self._clients.aclose()

    async def fetch(self, url: str, wanted: Wanted, to: Path) -> Fetched:
        """Fetch what is at a URL into a file, which is there only when it is whole.

        Raises ``AddressRefused``, ``SourceUnavailable``, ``SourceRefused`` and ``SourceUnsuitable``.
        """
        whole = WholeFile(to)
        try:
            async with asyncio.timeout(wanted.seconds) as limit:
                # Not opened in a thread: a cancel must not come before there is a file to remove.
                with whole.unfinished.open("wb") as file:
                    fetched = await self._read(addresses.parse(url), wanted, file, limit)
            await asyncio.to_thread(whole.finish)
        except TimeoutError as error:
            raise SourceUnavailable(
                "The {what} did not come within {seconds:.0f} s, or stopped coming for so long. "
                "Try again later.",
                what=wanted.what,
                seconds=wanted.seconds,
            ) from error
        finally:
            await asyncio.to_thread(whole.discard)
        return fetched

    async def _read(
        self, url: httpx.URL, wanted: Wanted, file: BinaryIO, limit: asyncio.Timeout | None = None
    ) -> Fetched:
        """Read an answer; each time that enough has come of it, the limit begins anew."""
        async with self._answer(url, wanted) as (at, response):
            if not response.is_success:
                raise refusal(response, at.host, wanted.what)
            check_size(int(response.headers.get("content-length", 0)), wanted)
            declared = response.headers.get("content-type", "").partition(";")[0].strip().lower()
            body = Body(file, wanted, declared, packed=_is_packed(response, at.host))
            portions = 0
            async for piece in response.aiter_raw():
                await asyncio.to_thread(body.write, piece)
                if body.size // PORTION > portions:
                    portions = body.size // PORTION
                    moved()
                    if limit:
                        limit.reschedule(asyncio.get_running_loop().time() + wanted.seconds)
            await asyncio.to_thread(body.finish)
            return Fetched(str(at), body.media_type, response.charset_encoding, body.size)

    async def _robots_txt(self, url: httpx.URL) -> str:
        file = BytesIO()
        try:
            await self._read(url, _ROBOTS, file)
        except (SourceRefused, SourceUnsuitable):  # there is none, or a page that says so
            return ""
        return file.getvalue().decode("utf-8", "replace")

    @asynccontextmanager
    async def _answer(self, at: httpx.URL, wanted: Wanted) -> AsyncIterator[tuple[httpx.URL, httpx.Response]]:
        """The answer at the end of the redirects, and where that is."""
        for _ in range(MAX_REDIRECTS + 1):
            if self._robots and wanted.robots:
                await self._robots.check(at)
            async with self._ask(at, wanted) as response:
                if not response.has_redirect_location:
                    yield at, response
                    return
                location = response.headers["location"]
            at = addresses.parse(location, base=at)
        raise SourceRefused(
            "{host} sends us from address to address without an end. Give the address of the {what} itself.",
            host=at.host,
            what=wanted.what,
        )

    @asynccontextmanager
    async def _ask(self, url: httpx.URL, wanted: Wanted) -> AsyncIterator[httpx.Response]:
        """The answer of one server, whatever it is."""
        try:
            if self._allowed & {url.host, f"{url.host}:{addresses.port(url)}"}:
                response = await _send(self._inside, url, await addresses.addresses(url), wanted)
            else:
                response = await _send(self._outside, url, await addresses.public_addresses(url), wanted)
            try:
                yield response
            finally:
                await response.aclose()
        except SSRFProtectionError as error:
            raise addresses.not_public(url) from error
        except httpx.HTTPError as error:
            raise SourceUnavailable(
                "{host} broke off, or does not speak HTTP ({how}). Try again later.",
                host=url.host,
                how=type(error).__name__,
            ) from error


def _client(tls: ssl.SSLContext) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        verify=tls,
        trust_env=False,
        timeout=httpx.Timeout(None, connect=_CONNECT_SECONDS),
        # A connection is made for a name, and another name may have the same address: never use one twice.
        limits=httpx.Limits(max_keepalive_connections=0),
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        headers={"User-Agent": AGENT, "Accept-Encoding": "gzip"},
    )


async def _send(
    client: httpx.AsyncClient, url: httpx.URL, targets: Sequence[addresses.IpAddress], wanted: Wanted
) -> httpx.Response:
    """Ask the first address that can be reached; Host and certificate are those of the name."""
    failure: httpx.HTTPError | None = None
    for target in targets[:_TARGETS]:
        request = client.build_request(
            "GET",
            url.copy_with(host=str(target)),
            headers={
                "Host": url.netloc.decode("ascii"),
                "Accept": ", ".join((*wanted.media_types, "*/*;q=0.1")),
            },
            extensions={"sni_hostname": url.raw_host.decode("ascii").rstrip(".")},
        )
        try:
            return await client.send(request, stream=True)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            failure = error
    raise SourceUnavailable("{host} cannot be reached. Try again later.", host=url.host) from failure


def _is_packed(response: httpx.Response, host: str) -> bool:
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing in ("", "identity"):
        return False
    if packing in ("gzip", "x-gzip"):
        return True
    raise SourceUnsuitable(
        "{host} packs its answers in a way that is not understood here ({said}).",
        host=host,
        said=packing[:40],
    )
