"""Which addresses are fetched from, shown on the whole way down to the opening of the connection."""

import socket
from ipaddress import ip_address
from pathlib import Path

import pytest

from contracts.errors import AddressRefused, SourceRefused, SourceUnavailable
from tests.web.internet import PUBLIC, Internet
from web.fetch import PICTURE, Fetcher


def _corpus(kind: str) -> list[str]:
    """The lines of one kind in ``addresses.txt``."""
    text = Path(__file__).with_name("addresses.txt").read_text()
    lines = text.partition(f"[{kind}]")[2].splitlines()[1:]
    end = lines.index("") if "" in lines else len(lines)
    return [line.partition("  ")[0] if " #" in line else line for line in lines[:end]]


@pytest.mark.parametrize("host", _corpus("not public") + _corpus("not public, in an odd notation"))
@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_nothing_is_asked_of_an_address_that_is_not_public(
    scheme: str, host: str, internet: Internet, stranger: Fetcher, tmp_path: Path
) -> None:
    with pytest.raises(AddressRefused):
        await stranger.fetch(f"{scheme}://{host}/latest/meta-data", PICTURE, tmp_path / "picture")
    assert not internet.connections


@pytest.mark.parametrize("host", _corpus("not public"))
async def test_a_name_is_no_way_to_an_address_that_is_not_public(
    host: str, internet: Internet, stranger: Fetcher, tmp_path: Path
) -> None:
    internet.names["innocent.example"] = [[host.strip("[]")]]
    with pytest.raises(AddressRefused, match=r"innocent\.example is not on the public internet"):
        await stranger.fetch("http://innocent.example/", PICTURE, tmp_path / "picture")
    assert not internet.connections


@pytest.mark.parametrize("url", _corpus("no plain web address"))
async def test_what_is_no_plain_web_address_is_refused(
    url: str, internet: Internet, stranger: Fetcher, tmp_path: Path
) -> None:
    internet.names["example.com"] = [[PUBLIC]]
    with pytest.raises(AddressRefused):
        await stranger.fetch(url, PICTURE, tmp_path / "picture")
    assert not internet.connections


@pytest.mark.parametrize("line", _corpus("public"))
async def test_a_public_address_is_connected_to(
    line: str, internet: Internet, stranger: Fetcher, tmp_path: Path
) -> None:
    url, address, port = line.split()
    for name in ("example.com", "example.com.", "xn--r8jz45g.example"):
        internet.names[name] = [[PUBLIC]]
    with pytest.raises(SourceUnavailable, match="cannot be reached"):
        await stranger.fetch(url, PICTURE, tmp_path / "picture")
    ((connected, at),) = internet.connections
    assert (ip_address(connected), at) == (ip_address(address), int(port))


async def test_an_address_may_be_copied_with_spaces_around_it(
    internet: Internet, stranger: Fetcher, tmp_path: Path
) -> None:
    internet.names["example.com"] = [[PUBLIC]]
    with pytest.raises(SourceUnavailable):
        await stranger.fetch("  https://example.com/page#part\n", PICTURE, tmp_path / "picture")
    assert internet.connections == [(PUBLIC, 443)]


async def test_every_address_of_a_host_has_to_be_public(
    internet: Internet, stranger: Fetcher, tmp_path: Path
) -> None:
    internet.names["mixed.example"] = [[PUBLIC, "10.0.0.7"]]
    with pytest.raises(AddressRefused):
        await stranger.fetch("http://mixed.example/", PICTURE, tmp_path / "picture")
    assert not internet.connections


async def test_a_name_that_nobody_has_is_told_from_one_that_cannot_be_looked_up_now(
    internet: Internet, stranger: Fetcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SourceRefused, match=r"There is no host called gone\.example"):
        await stranger.fetch("http://gone.example/", PICTURE, tmp_path / "picture")

    def fails(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", fails)
    with pytest.raises(SourceUnavailable, match="cannot be looked up now"):
        await stranger.fetch("http://gone.example/", PICTURE, tmp_path / "picture")
    assert not internet.connections


async def test_a_name_that_no_resolver_can_ask_for_is_refused(
    internet: Internet, stranger: Fetcher, tmp_path: Path
) -> None:
    with pytest.raises(AddressRefused):
        await stranger.fetch(f"http://{'a' * 64}.example/", PICTURE, tmp_path / "picture")
    assert not internet.connections
