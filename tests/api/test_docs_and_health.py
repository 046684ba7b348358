"""The docs, the API's description of itself, health."""

import re
from collections.abc import Iterator
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from fastapi.openapi.models import OpenAPI

from tests.api.serving import Serving

ANIMATION_JOBS = [
    ("post", "/api/job/animation/edit"),
    ("get", "/api/job/{job_id}/status"),
    ("post", "/api/job/animation/edit/stream"),
    ("get", "/api/job/{job_id}/stream"),
    ("post", "/api/job/animation/full"),
    ("post", "/api/job/animation/full/stream"),
    ("delete", "/api/job/{job_id}"),
    ("post", "/api/job/cleanup"),
    ("post", "/api/job/{job_id}/cancel"),
]


@pytest.fixture
async def description(api: Serving) -> dict[str, Any]:
    """What /openapi.json says."""
    response = await api.client.get("/openapi.json")
    assert response.status_code == 200
    said: dict[str, Any] = response.json()
    return said


async def test_the_docs_need_no_other_host(api: Serving) -> None:
    page = await api.client.get("/docs")

    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    needed = re.findall(r"""(?:src|href)=["']([^"']+)["']""", page.text)
    scripts = [url for url in needed if url.endswith(".js")]
    styles = [url for url in needed if url.endswith(".css")]
    assert scripts
    assert styles
    here = str(api.client.base_url).rstrip("/")
    for url in needed:
        assert url.startswith(("/", f"{here}/")), url
        served = await api.client.get(url)
        assert served.status_code == 200
        assert served.content
    elsewhere = [url for url in re.findall(r"https?://[^\s\"'<]+", page.text) if not url.startswith(here)]
    assert elsewhere == []
    assert "'/openapi.json'" in page.text.replace('"', "'")


async def test_the_description_is_valid(description: dict[str, Any]) -> None:
    OpenAPI.model_validate(description)
    assert description["openapi"].startswith("3.")
    for reference in _values(description, "$ref"):
        at: Any = description
        for part in reference.removeprefix("#/").split("/"):
            at = at[part]
    operations = list(_values(description["paths"], "operationId"))
    assert len(operations) == len(set(operations))
    for schema in description["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
        for example in schema.get("examples", []):
            whole = dict.fromkeys(schema["required"]) | example  # FastAPI leaves out what is null
            jsonschema.validate(whole, {**schema, "components": description["components"]})


@pytest.mark.parametrize(("method", "path"), ANIMATION_JOBS)
async def test_each_endpoint_has_examples(description: dict[str, Any], method: str, path: str) -> None:
    operation = description["paths"][path][method]

    assert operation["summary"]
    assert operation["description"]
    if path.startswith("/api/job/animation/"):
        body = operation["requestBody"]["content"]["application/json"]
        assert _has_example(body, description), "the request has no example"
    for code, response in operation["responses"].items():
        for content in response.get("content", {}).values():
            assert _has_example(content, description), f"the response {code} has no example"
    assert operation["responses"]["200"]["content"]
    if path.endswith("/stream"):
        assert list(operation["responses"]["200"]["content"]) == ["text/event-stream"]


async def test_health_and_readiness(api: Serving) -> None:
    alive = await api.client.get("/healthz")
    ready = await api.client.get("/readyz")

    assert (alive.status_code, alive.json()) == (200, {"status": "ok"})
    assert ready.status_code == 200
    assert ready.json() == {
        "status": "ready",
        "parts": {"temporal": "ok", "ledger": "ok", "artifacts": "ok"},
        "render_workers": [],
    }


def _values(tree: Any, name: str) -> Iterator[str]:
    """Everything that stands under a name, however deep."""
    if isinstance(tree, dict):
        if isinstance(tree.get(name), str):
            yield tree[name]
        for branch in tree.values():
            yield from _values(branch, name)
    elif isinstance(tree, list):
        for branch in tree:
            yield from _values(branch, name)


def _has_example(content: dict[str, Any], description: dict[str, Any]) -> bool:
    if "example" in content or "examples" in content:
        return True
    schemas = description["components"]["schemas"]
    for reference in _values(content, "$ref"):
        schema = schemas[reference.rpartition("/")[2]]
        fields = schema.get("properties", {}).values()
        if "examples" in schema or any("examples" in field for field in fields):
            return True
    return False
