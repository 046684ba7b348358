"""The files that results point to: whole, in part, unchanged, and never anything else."""

import asyncio
from pathlib import Path

import httpx
import pytest

from contracts.kinds import PUBLISHED_PREFIXES
from tests.api.serving import HOST, Serving

VIDEO = "/videos/new-video-id-123/480p15/GeneratedScene.mp4"
NOTES = "/script-videos/1/notes.json"
CONTENT = bytes(range(256)) * 9000  # more than the store reads at once
SIZE = len(CONTENT)


@pytest.fixture(scope="module", autouse=True)
async def files(api: Serving, home: Path) -> None:
    """Published files; beside them what must not be served."""
    put = api.services.artifacts.put
    await put(VIDEO[1:], CONTENT)
    await put("scripts/new-video-id-123.py", "# 円\n".encode())
    await put(NOTES[1:], b"{}")
    await put("videos/empty.mp4", b"")
    await put("script-videos/1/thumbnail.jpg", b"picture")
    await put("script-videos/1/captions.srt", b"1")
    await put("jobs/1/plan.json", b"a secret")
    (home / "artifacts" / "secret").write_text("a secret")
    (home / "secret").write_text("a secret")


@pytest.mark.parametrize(
    ("path", "media_type", "content"),
    [
        (VIDEO, "video/mp4", CONTENT),
        ("/scripts/new-video-id-123.py", "text/plain; charset=utf-8", "# 円\n".encode()),
        (NOTES, "application/json", b"{}"),
        ("/script-videos/1/thumbnail.jpg", "image/jpeg", b"picture"),
        ("/script-videos/1/captions.srt", "application/x-subrip; charset=utf-8", b"1"),
        ("/videos/empty.mp4", "video/mp4", b""),
    ],
)
async def test_a_file_is_served_with_its_type(
    api: Serving, path: str, media_type: str, content: bytes
) -> None:
    got = await api.client.get(path)
    head = await api.client.head(path)

    assert got.status_code == head.status_code == 200
    assert got.content == content
    assert head.content == b""
    for response in (got, head):
        assert response.headers["content-type"] == media_type
        assert response.headers["content-length"] == str(len(content))
        assert response.headers["accept-ranges"] == "bytes"
        assert response.headers["x-content-type-options"] == "nosniff"
    assert got.headers["etag"] == head.headers["etag"]


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=100-199", 100, 200),
        ("bytes=1000000-2000000", 1_000_000, 2_000_001),
        ("bytes=2303999-", SIZE - 1, SIZE),
        ("bytes=5-", 5, SIZE),
        ("bytes=-7", SIZE - 7, SIZE),
        ("bytes=-99999999", 0, SIZE),
        ("bytes=100-99999999", 100, SIZE),
    ],
)
async def test_a_range_is_a_part(api: Serving, asked: str, start: int, end: int) -> None:
    response = await api.client.get(VIDEO, headers={"Range": asked})

    assert response.status_code == 206
    assert response.headers["content-range"] == f"bytes {start}-{end - 1}/{SIZE}"
    assert response.headers["content-length"] == str(end - start)
    assert response.headers["content-type"] == "video/mp4"
    assert response.content == CONTENT[start:end]


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", "bytes=99999999-999999999", "bytes=-0"])
async def test_a_range_beyond_the_end_is_not_satisfiable(api: Serving, asked: str) -> None:
    response = await api.client.get(VIDEO, headers={"Range": asked})

    assert response.status_code == 416
    assert response.headers["content-range"] == f"bytes */{SIZE}"
    assert response.content == b""


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=-",
        "bytes=a-b",
        "bytes 0-5",
        "items=0-5",
        "bytes=0-1,5-6",
        "",
        f"bytes={'9' * 5000}-",
        "bytes=--5",
        "bytes=5-2",
        "bytes=99999999-2",
    ],
)
async def test_a_range_that_is_none_is_passed_over(api: Serving, asked: str) -> None:
    response = await api.client.get(VIDEO, headers={"Range": asked})

    assert response.status_code == 200
    assert response.headers["content-length"] == str(SIZE)


async def test_head_has_no_ranges(api: Serving) -> None:
    response = await api.client.head(VIDEO, headers={"Range": "bytes=0-9"})

    assert response.status_code == 200
    assert response.headers["content-length"] == str(SIZE)


async def test_if_range_gives_the_part_only_of_the_same_file(api: Serving) -> None:
    etag = (await api.client.head(VIDEO)).headers["etag"]

    same = await api.client.get(VIDEO, headers={"Range": "bytes=0-9", "If-Range": etag})
    other = await api.client.get(VIDEO, headers={"Range": "bytes=0-9", "If-Range": '"another"'})

    assert (same.status_code, same.content) == (206, CONTENT[:10])
    assert (other.status_code, other.content) == (200, CONTENT)


async def test_a_file_that_the_client_has_is_not_sent_again(api: Serving) -> None:
    etag = (await api.client.get(NOTES)).headers["etag"]

    for known in (etag, f'"another", {etag}', f"W/{etag}", "*"):
        response = await api.client.get(NOTES, headers={"If-None-Match": known})
        assert (response.status_code, response.content) == (304, b"")
        assert response.headers["etag"] == etag

    await api.services.artifacts.put(NOTES[1:], b'{"edited": 1}')
    changed = await api.client.get(NOTES, headers={"If-None-Match": etag})
    assert (changed.status_code, changed.content) == (200, b'{"edited": 1}')


@pytest.mark.parametrize("prefix", PUBLISHED_PREFIXES)
@pytest.mark.parametrize(
    "name",
    [
        "",
        "nothing.mp4",
        "new-video-id-123",
        "new-video-id-123/480p15",
        "new-video-id-123/480p15/",
        "..",
        "../secret",
        "../jobs/1/plan.json",
        "..%2fsecret",
        "%2e%2e/secret",
        "%2e%2e%2f%2e%2e%2fsecret",
        "..%5csecret",
        "a/../../secret",
        "//secret",
        "%2fetc%2fpasswd",
        "/etc/passwd",
        "%00",
        "a%00.mp4",
        "a%0d%0aX-Header:%20b",
        "%ff%fe",
        "a%3Fb%23c",
        "円.mp4",
        "a" * 300,
        "a/" * 50,
        ".",
        "~",
    ],
)
async def test_an_odd_name_is_not_found_and_nothing_else_is_served(
    api: Serving, prefix: str, name: str
) -> None:
    status, answer = await _raw(api, f"/{prefix}{name}")

    assert status in (404, 307), answer[:200]  # 307 leads to the same without a slash at its end
    assert b"secret\r\n" not in answer.partition(b"\r\n\r\n")[2]
    assert b"a secret" not in answer


@pytest.mark.parametrize("path", ["/jobs/1/plan.json", "/secret", "/health/ping", "/artifacts/secret"])
async def test_what_is_not_published_is_not_served(api: Serving, path: str) -> None:
    assert (await api.client.get(path)).status_code == 404


@pytest.mark.parametrize("host", ["[", "a b", "", "\xff", "a/../..", "x" * 5000])
async def test_an_odd_host_header_does_no_harm(api: Serving, host: str) -> None:
    status, _ = await _raw(api, NOTES, host=host)
    assert status in (200, 400)
    status, _ = await _raw(api, "/script-videos/none.json", host=host)
    assert status in (404, 400)


async def test_other_methods_are_not_allowed(api: Serving) -> None:
    for method in ("POST", "PUT", "DELETE"):
        answer = await api.client.request(method, VIDEO)
        assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")


async def _raw(api: Serving, path: str, host: str = HOST) -> tuple[int, bytes]:
    """Ask for a path as it stands: a client would tidy it up."""
    reader, writer = await asyncio.open_connection(HOST, api.port)
    target = httpx.URL(f"http://x/{path}").raw_path.decode() if not path.isascii() else path
    writer.write(f"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode("latin-1"))
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return int(answer.split(b" ", 2)[1]), answer
