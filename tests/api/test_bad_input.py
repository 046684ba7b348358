"""Bad input: a 4xx whose detail names the field, and nothing is started."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from contracts.animation import FIND_PRIOR, PLAN, Animation
from tests.api.serving import EDIT, FULL, HOST, VECTORS, Serving, edit_of
from tests.workflows.stage import Stage

BAD_TEXTS = {
    "empty": "",
    "blank": " \n\t　",
    "too long": "a" * 20_001,
    "too long in Japanese": "あ" * 20_001,
    "control character": "a\x07b",
    "escape": "\x1b[31m",
    "NUL": "a\x00b",
    "delete": "a\x7fb",
    "C1 control": "a\x85b",
    "lone surrogate": "a\ud800b",
    "number": 5,
    "list": ["a"],
    "object": {"a": 1},
    "boolean": True,
    "null": None,
}
BAD_IDS = {
    "a word": "one",
    "a signed string": "-1",
    "an empty string": "",
    "other digits": "１",
    "float": 1.5,
    "whole float": 1.0,
    "boolean": True,
    "null": None,
    "list": [1],
}


@pytest.fixture(autouse=True)
async def nothing_is_started(stage: Stage, prior: Animation) -> AsyncIterator[None]:
    """No row and no workflow more after the test than before."""
    assert prior
    before = await stage.ledger.count()
    yield
    assert await stage.ledger.count() == before
    assert stage.calls[PLAN.name] == stage.calls[FIND_PRIOR.name] == 0


async def refused(api: Serving, path: str, field: str, **request: Any) -> None:
    response = await api.client.post(path, **request)
    assert response.status_code == 422, response.text
    answer = response.json()
    assert answer["detail"].startswith(f"{field}: "), answer
    assert [error["field"] for error in answer["errors"]] == [field]
    assert len(response.text) < 1000


def as_json(body: Any) -> dict[str, Any]:
    """A body in ASCII, with escapes for what is not: a lone surrogate too."""
    return {"content": json.dumps(body), "headers": {"Content-Type": "application/json"}}


@pytest.mark.parametrize("path", [FULL, f"{FULL}/stream"])
@pytest.mark.parametrize("text", BAD_TEXTS.values(), ids=BAD_TEXTS)
async def test_bad_texts_of_full(api: Serving, path: str, text: Any) -> None:
    await refused(api, path, "content", **as_json({"content": text}))
    if text not in ("", BAD_TEXTS["blank"]):
        body = {**VECTORS, "additional_instructions": text}
        await refused(api, path, "additional_instructions", **as_json(body))
    if isinstance(text, str) and len(text) < 100 and text.isprintable():
        await refused(api, path, "content", params={"content": text})


@pytest.mark.parametrize("path", [EDIT, f"{EDIT}/stream"])
@pytest.mark.parametrize("text", BAD_TEXTS.values(), ids=BAD_TEXTS)
async def test_bad_texts_of_edit(api: Serving, prior: Animation, path: str, text: Any) -> None:
    for field in ("enhance_prompt", "prior_video_id"):
        await refused(api, path, field, **as_json({**edit_of(prior), field: text}))


@pytest.mark.parametrize("number", BAD_IDS.values(), ids=BAD_IDS)
async def test_bad_generation_ids(api: Serving, prior: Animation, number: Any) -> None:
    await refused(api, EDIT, "generation_id", **as_json({**edit_of(prior), "generation_id": number}))


@pytest.mark.parametrize("number", [0, -1, 10**6, 2**31, 2**63, -(2**63), 10**100])
async def test_unknown_generations_are_not_found(api: Serving, prior: Animation, number: int) -> None:
    for path in (EDIT, f"{EDIT}/stream"):
        response = await api.client.post(path, **as_json({**edit_of(prior), "generation_id": number}))
        assert response.status_code == 404
        assert response.json() == {"detail": f"Generation not found: {number}"}


async def test_a_number_that_nobody_can_read_is_refused(api: Serving) -> None:
    body = '{"generation_id": ' + "9" * 5000 + ', "prior_video_id": "a", "enhance_prompt": "b"}'
    response = await api.client.post(EDIT, content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 400
    assert "body" in response.json()["detail"]


async def test_unknown_videos_are_not_found(api: Serving, prior: Animation) -> None:
    for path in (EDIT, f"{EDIT}/stream"):
        response = await api.client.post(path, json={**edit_of(prior), "prior_video_id": "unknown"})
        assert response.status_code == 404
        assert response.json() == {"detail": "Animation not found: unknown"}


@pytest.mark.parametrize("field", ["generation_id", "prior_video_id", "enhance_prompt"])
async def test_missing_fields_of_edit(api: Serving, prior: Animation, field: str) -> None:
    body = {name: value for name, value in edit_of(prior).items() if name != field}
    await refused(api, EDIT, field, json=body)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        ("not json", "application/json"),
        ('{"content": "a"', "application/json"),
        ("[" * 100_000, "application/json"),
        ('["a"]', "application/json"),
        ('"a"', "application/json"),
        ("5", "application/json"),
        (b'{"content": "\xff"}', "application/json"),
        ('{"content": "a"}', "text/plain"),
        ("content=a", "application/x-www-form-urlencoded"),
        ('{"content": "a"}', "application/octet-stream"),
    ],
)
async def test_what_is_not_a_json_object_is_refused(
    api: Serving, content: str | bytes, media_type: str
) -> None:
    for path in (FULL, EDIT):
        response = await api.client.post(path, content=content, headers={"Content-Type": media_type})
        assert response.status_code in (400, 422), response.text
        assert "body" in response.json()["detail"]


async def test_nothing_at_all_is_refused(api: Serving) -> None:
    await refused(api, FULL, "content")
    await refused(api, FULL, "content", json=None)
    await refused(api, EDIT, "body")


HEADERS = {
    "key too long": ("Idempotency-Key", "a" * 256),
    "empty key": ("Idempotency-Key", ""),
    "key with a tab": ("Idempotency-Key", "a\tb"),
    "key beyond ASCII": ("Idempotency-Key", "é"),
    "owner too long": ("X-User-Id", "a" * 201),
    "empty owner": ("X-User-Id", ""),
    "owner with a space": ("X-User-Id", "a b"),
    "owner beyond ASCII": ("X-User-Id", "é"),
}


@pytest.mark.parametrize(("name", "value"), HEADERS.values(), ids=HEADERS)
async def test_odd_headers_are_refused(api: Serving, name: str, value: str) -> None:
    header = {name.encode(): value.encode("latin-1")}
    await refused(api, FULL, name.lower(), json=VECTORS, headers=header)


@pytest.mark.parametrize("control", ["\x00", "\x07", "\x1b", "\x7f"])
@pytest.mark.parametrize("name", ["Idempotency-Key", "X-User-Id"])
async def test_control_characters_in_headers_are_refused(api: Serving, name: str, control: str) -> None:
    status = await _post_raw(api, [f"{name}: a{control}b"], json.dumps(VECTORS).encode())
    assert status in (400, 422)


@pytest.mark.parametrize("hours", ["-1", "1000000", "9" * 400, "a", "1.5", "", "null"])
async def test_odd_ages_are_refused(api: Serving, hours: str) -> None:
    await refused(api, "/api/job/cleanup", "max_age_hours", params={"max_age_hours": hours})


@pytest.mark.parametrize("last", ["text", "-1", "1.5", "9" * 100, "1 2"])
async def test_odd_last_event_ids_are_refused(api: Serving, last: str) -> None:
    response = await api.client.get("/api/job/any/stream", headers={"Last-Event-ID": last})
    assert response.status_code == 422
    assert response.json()["detail"].lower().startswith("last-event-id: ")


@pytest.mark.parametrize(
    "job_id", ["%00", "%ff", "%ED%A0%80", "..", "a%2Fb", "%0d%0a", "a" * 3000, "円", "%20", "null"]
)
async def test_odd_job_ids_are_not_found(api: Serving, job_id: str) -> None:
    for method, path in (("GET", "/status"), ("GET", "/stream"), ("POST", "/cancel"), ("DELETE", "")):
        response = await api.client.request(method, f"/api/job/{job_id}{path}")
        assert response.status_code in (404, 405), response.text


# --- too large --------------------------------------------------------------------------------------------

LARGE = json.dumps({"content": "a", "more": "a" * 1024 * 1024}).encode()
TOO_LARGE = {"detail": "The request is larger than 1024 KiB."}


async def test_a_body_that_says_it_is_too_large_is_refused(api: Serving) -> None:
    response = await api.client.post(FULL, content=LARGE, headers={"Content-Type": "application/json"})

    assert response.status_code == 413
    assert response.json() == TOO_LARGE


async def test_a_body_that_turns_out_too_large_is_refused(api: Serving) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for at in range(0, len(LARGE), 65536):
            yield LARGE[at : at + 65536]

    response = await api.client.post(FULL, content=pieces(), headers={"Content-Type": "application/json"})

    assert response.status_code == 413
    assert response.json() == TOO_LARGE


@pytest.mark.parametrize("length", ["-1", "a", "9" * 30])
async def test_odd_lengths_are_refused(api: Serving, length: str) -> None:
    assert await _post_raw(api, [], b"", length) in (400, 413)


async def test_a_client_that_goes_before_its_body_has_arrived_starts_nothing(api: Serving) -> None:
    reader, writer = await asyncio.open_connection(HOST, api.port)
    writer.write(_head([], "100") + b'{"content": "a"')
    writer.close()
    await writer.wait_closed()
    assert await reader.read() == b""
    assert (await api.client.get("/healthz")).status_code == 200


async def _post_raw(api: Serving, headers: list[str], body: bytes, length: str | None = None) -> int:
    """Send what no client library would."""
    reader, writer = await asyncio.open_connection(HOST, api.port)
    writer.write(_head(headers, str(len(body)) if length is None else length) + body)
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return int(answer.split(b" ", 2)[1])


def _head(headers: list[str], length: str) -> bytes:
    lines = [
        f"POST {FULL} HTTP/1.1",
        f"Host: {HOST}",
        "Content-Type: application/json",
        "Connection: close",
        f"Content-Length: {length}",
        *headers,
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
