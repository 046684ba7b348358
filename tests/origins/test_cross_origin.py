"""What front ends ask for from an origin of their own, and what a foreign page gets: nothing."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
from temporalio.client import Client
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from contracts.errors import JobLimitExceeded
from contracts.origins import AllowedOrigins
from tests.api.serving import FULL, HOST, VECTORS, Serving, serve, settings_for
from tests.origins.conftest import ALLOWED

FOREIGN = "https://evil.example"
ALLOW = "Access-Control-Allow-Origin"
SITES = ("cross-site", "same-site")
"""What browsers say of a request to another origin; on plain http they say nothing."""
RETURNED = {
    "accept-ranges",
    "content-disposition",
    "content-range",
    "idempotent-replayed",
    "location",
    "ratelimit",
    "ratelimit-policy",
    "retry-after",
}


async def preflight(
    api: Serving, path: str, method: str, headers: str = "content-type", origin: str = ALLOWED
) -> httpx.Response:
    asked = {"Origin": origin, "Access-Control-Request-Method": method}
    return await api.client.options(path, headers={**asked, "Access-Control-Request-Headers": headers})


def words(header: str) -> set[str]:
    return {word.strip().lower() for word in header.split(",")}


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/api/v1/jobs/", "POST"),
        ("/api/job/animation/full", "POST"),
        ("/api/v1/jobs/an-id", "DELETE"),
        ("/api/videos/1", "DELETE"),
        ("/api/videos", "GET"),
    ],
)
async def test_a_preflight_is_answered_with_what_is_allowed(api: Serving, path: str, method: str) -> None:
    sent = "content-type,authorization,x-user-id,idempotency-key,last-event-id,range"
    answer = await preflight(api, path, method, sent)
    assert answer.status_code == 200
    assert answer.headers[ALLOW] == ALLOWED
    assert method in answer.headers["Access-Control-Allow-Methods"]
    assert words(sent) <= words(answer.headers["Access-Control-Allow-Headers"])


async def test_a_preflight_of_a_foreign_page_allows_it_nothing(api: Serving) -> None:
    answer = await preflight(api, FULL, "POST", origin=FOREIGN)
    assert answer.status_code == 400
    assert ALLOW not in answer.headers


@pytest.mark.parametrize("site", SITES)
async def test_a_page_of_an_allowed_origin_makes_jobs_and_deletes_them(api: Serving, site: str) -> None:
    headers = {"Origin": ALLOWED, "Sec-Fetch-Site": site}
    made = await api.client.post(FULL, json=VECTORS, headers=headers)
    assert made.status_code == 200
    assert made.headers[ALLOW] == ALLOWED
    assert words(made.headers["Access-Control-Expose-Headers"]) == RETURNED
    gone = await api.client.delete("/api/v1/jobs/none", headers=headers)
    assert gone.status_code == 404


async def test_what_is_read_says_whose_pages_may_read_it(api: Serving) -> None:
    for path in ("/api/videos", "/api/jobs", "/openapi.json", "/healthz"):
        answer = await api.client.get(path, headers={"Origin": ALLOWED})
        assert answer.status_code == 200
        assert answer.headers[ALLOW] == ALLOWED
        assert "Origin" in answer.headers["Vary"]
        foreign = await api.client.get(path, headers={"Origin": FOREIGN})
        assert ALLOW not in foreign.headers
        assert "Origin" in foreign.headers["Vary"]


async def test_a_stream_and_a_file_say_it_too(api: Serving) -> None:
    job_id = await api.create()
    path = f"/api/job/{job_id}/stream"
    async with api.client.stream("GET", path, headers={"Origin": ALLOWED}) as events:
        assert events.headers["Content-Type"].startswith("text/event-stream")
        assert events.headers[ALLOW] == ALLOWED
    await api.services.artifacts.put("videos/beside.mp4", b"0123456789")
    part = await api.client.get("/videos/beside.mp4", headers={"Origin": ALLOWED, "Range": "bytes=2-4"})
    assert (part.status_code, part.content) == (206, b"234")
    assert part.headers[ALLOW] == ALLOWED


async def test_errors_say_it_too_or_a_client_would_read_nothing_but_failed_to_fetch(
    api: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    allowed = {"Origin": ALLOWED}

    async def failing(error: Exception, path: str = "/api/jobs/any") -> httpx.Response:
        async def fail(*_: object) -> None:
            raise error

        monkeypatch.setattr(api.services.ledger, "get", fail)
        return await api.client.get(path, headers=allowed)

    answers = [
        await api.client.get("/api/jobs/none", headers=allowed),
        await api.client.post(FULL, json={}, headers=allowed),
        await api.client.put(FULL, json={}, headers=allowed),
        await api.client.post(FULL, content=b"x" * 2_000_000, headers=allowed),
        await failing(JobLimitExceeded("Too many jobs are open.")),
        await failing(RuntimeError("a fault of ours")),
        await failing(RuntimeError("a fault of ours"), "/api/v1/jobs/any"),
    ]
    assert [answer.status_code for answer in answers] == [404, 422, 405, 413, 429, 500, 500]
    assert [answer.headers.get(ALLOW) for answer in answers] == [ALLOWED] * len(answers)
    assert all(answer.json()["detail"] for answer in answers)
    assert "a fault of ours" not in "".join(answer.text for answer in answers)
    assert answers[-1].json()["error"] == "INTERNAL_ERROR"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (FULL, {"detail": f"Pages of {FOREIGN} may not use this API."}),
        (
            "/api/v1/jobs",
            {
                "error": "ORIGIN_NOT_ALLOWED",
                "message": "此網站的頁面不得使用本服務",
                "details": {"origin": FOREIGN},
                "detail": f"Pages of {FOREIGN} may not use this API.",
            },
        ),
    ],
)
async def test_a_foreign_page_is_refused_in_the_contracts_own_words(
    api: Serving, path: str, expected: Mapping[str, Any]
) -> None:
    answer = await api.client.post(path, json=VECTORS, headers={"Origin": FOREIGN})
    assert answer.status_code == 403
    assert answer.json() == expected
    assert ALLOW not in answer.headers


@pytest.mark.parametrize("origin", [ALLOWED, "http://box:3000", None])
async def test_a_socket_opens_to_allowed_origins_and_to_programs(api: Serving, origin: str | None) -> None:
    headers = {"Origin": origin} if origin else {}
    async with connect(f"ws://{HOST}:{api.port}/ws", additional_headers=headers) as socket:
        assert "Connected" in str(await socket.recv())


async def test_a_socket_opens_to_our_own_pages(api: Serving) -> None:
    own = f"http://{HOST}:{api.port}"
    async with connect(f"ws://{HOST}:{api.port}/ws", additional_headers={"Origin": own}) as socket:
        assert "Connected" in str(await socket.recv())


@pytest.mark.parametrize("origin", [FOREIGN, "null", "http://app.example", f"{ALLOWED}.evil.example"])
async def test_a_socket_of_a_foreign_page_is_refused(api: Serving, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with connect(f"ws://{HOST}:{api.port}/ws", additional_headers={"Origin": origin}):
            pass
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize(
    ("setting", "allowed", "foreign"),
    [
        ("", [], [ALLOWED, "http://localhost:3000"]),
        (
            "loopback",
            ["http://localhost:3000", "http://127.0.0.1:5173", "https://[::1]:1", "http://a.localhost"],
            [ALLOWED, "http://localhost.evil.example", "http://evil-localhost:3000", "null"],
        ),
        ("loopback,https://App.example:443", [ALLOWED, "http://localhost:1"], [FOREIGN]),
    ],
)
def test_the_setting_names_who_is_allowed(setting: str, allowed: list[str], foreign: list[str]) -> None:
    origins = AllowedOrigins.parse(setting)
    assert [origin for origin in (*allowed, *foreign) if origins.allows(origin)] == allowed


async def test_by_default_no_other_origin_is_allowed_and_loopback_all_of_this_machine(
    temporal: Client, home: Path
) -> None:
    neighbour = {"Origin": "http://localhost:3000"}
    for setting, expected in (("", (403, None)), ("loopback", (422, "http://localhost:3000"))):
        async with serve(settings_for(home, temporal, allowed_origins=setting)) as api:
            answer = await api.client.post(FULL, json={}, headers=neighbour)
            assert (answer.status_code, answer.headers.get(ALLOW)) == expected


async def test_everyone_is_allowed_without_cookies(temporal: Client, home: Path) -> None:
    async with serve(settings_for(home, temporal, allowed_origins="*")) as api:
        bare = await api.client.post(FULL, json=VECTORS, headers={"Origin": FOREIGN})
        assert bare.status_code == 200
        assert bare.headers[ALLOW] == "*"
        assert "Access-Control-Allow-Credentials" not in bare.headers
        with_cookie = {"Origin": FOREIGN, "Cookie": "language=ja"}
        assert (await api.client.post(FULL, json=VECTORS, headers=with_cookie)).status_code == 403


async def test_a_creation_that_an_earlier_job_answers_says_so(api: Serving) -> None:
    headers = {"Idempotency-Key": "once"}
    first, again = [await api.client.post(FULL, json=VECTORS, headers=headers) for _ in range(2)]
    assert again.json() == first.json()
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
