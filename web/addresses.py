"""Which addresses may be fetched: web addresses whose host is on the public internet, and nowhere else.

The operating system reads a host's name, so every notation of an IP address (decimal, octal, hexadecimal,
short) comes out as the address that a connection would go to, and that one is checked.
"""

import asyncio
import re
import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

import httpx

from contracts.errors import AddressRefused, SourceRefused, SourceUnavailable

IpAddress = IPv4Address | IPv6Address

PORTS: Final = frozenset({80, 443, 8080, 8443})
"""The ports where pages are served. Others belong to other services, which must not hear from us."""
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_HOST: Final = re.compile(r"[a-z0-9._:-]+", re.ASCII)

_GLOBAL_UNICAST: Final = IPv6Network("2000::/3")
_NAT64: Final = IPv6Network("64:ff9b::/96")
_REFUSED: Final = (
    # What ipaddress says of these differs between versions of Python, or is wrong for us.
    IPv4Network("192.0.0.0/24"),  # protocol assignments; a cloud's metadata service among them
    IPv4Network("192.88.99.0/24"),  # relays of 6to4
    IPv4Network("168.63.129.16/32"),  # Azure's own service for the machines in it
    IPv6Network("2001::/23"),  # protocol assignments: Teredo, benchmarking, ORCHID
    IPv6Network("2002::/16"),  # 6to4: an IPv4 address within, reached over a relay
    IPv6Network("3fff::/20"),  # documentation
)


def is_public(address: IpAddress) -> bool:
    """Whether an address is one machine on the public internet."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped
        if address in _NAT64:
            inner = IPv4Address(address.packed[-4:])
        if inner:
            return is_public(inner)
        if address not in _GLOBAL_UNICAST:
            return False
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not any(address in network for network in _REFUSED)
    )


def parse(url: str, base: httpx.URL | None = None) -> httpx.URL:
    """The parts of a web address, which may be relative to a ``base``. Raises ``AddressRefused``."""
    try:
        parsed = base.join(url) if base else httpx.URL(url.strip())
    except httpx.InvalidURL as error:
        raise AddressRefused(
            "This is not a web address: {address}. Copy it from your browser.", address=url[:200]
        ) from error
    if parsed.scheme not in _DEFAULT_PORTS:
        raise AddressRefused("Only addresses that begin with http:// or https:// can be fetched.")
    if parsed.userinfo:
        raise AddressRefused("The address has a user name or password in it: leave it out.")
    if not _HOST.fullmatch(parsed.raw_host.decode("ascii")):
        raise AddressRefused(
            "This is not a web address: {address}. Copy it from your browser.", address=url[:200]
        )
    return parsed


def not_public(url: httpx.URL) -> AddressRefused:
    """The error of a host that is not on the public internet.

    It does not tell the host's address: which one it is, is for the inside to know.
    """
    return AddressRefused(
        "{host} is not on the public internet, so nothing is fetched from it.", host=url.host
    )


def port(url: httpx.URL) -> int:
    """The port of a web address, said or not."""
    return _DEFAULT_PORTS[url.scheme] if url.port is None else url.port


async def public_addresses(url: httpx.URL) -> tuple[IpAddress, ...]:
    """The addresses of a URL's host, in the system's order of preference; every one of them is public.

    Raises ``AddressRefused``, and what ``addresses`` raises.
    """
    if port(url) not in PORTS:
        allowed = ", ".join(map(str, sorted(PORTS)))
        raise AddressRefused(
            "Nothing is fetched from port {port}, only from {allowed}.", port=port(url), allowed=allowed
        )
    found = await addresses(url)
    if not all(is_public(address) for address in found):
        raise not_public(url)
    return found


async def addresses(url: httpx.URL) -> tuple[IpAddress, ...]:
    """The addresses of a URL's host.

    Raises ``SourceRefused`` if it does not exist, ``SourceUnavailable`` if its name cannot be looked up now.
    """
    host = url.raw_host.decode("ascii")
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port(url), type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:
            raise SourceUnavailable(
                "The name {host} cannot be looked up now. Try again later.", host=url.host
            ) from error
        raise SourceRefused("There is no host called {host}. Check the address.", host=url.host) from error
    except (UnicodeError, OverflowError) as error:  # a label too long for DNS, a port too large
        raise AddressRefused("{host} is not the name of a host. Check the address.", host=url.host) from error
    return tuple(ip_address(info[4][0]) for info in found)
