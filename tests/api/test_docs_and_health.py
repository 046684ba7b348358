"""The docs, the API's description of itself, health."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

import jsonschema  # type: ignore[import-untyped]
import pytest
from fastapi.openapi.models import OpenAPI

from api import animation, article_video, script_video, speech
from tests.api.serving import Serving
from tests.contracts.test_pages import document

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


Operations = list[tuple[str, str, dict[str, Any]]]


def operations(description: dict[str, Any]) -> Operations:
    """Every operation with its method and path."""
    return [
        (method, path, operation)
        for path, of_path in description["paths"].items()
        for method, operation in of_path.items()
    ]


def _without_body(code: str) -> bool:
    """Whether an answer has nothing but its status and headers."""
    return code in {"204", "304", "416"}


async def test_every_operation_says_what_it_is(description: dict[str, Any]) -> None:
    sections = {tag["name"]: tag["description"] for tag in description["tags"]}
    for method, path, operation in operations(description):
        place = f"{method} {path}"
        assert len(operation["tags"]) == 1, place
        assert sections[operation["tags"][0]].strip(), place
        assert operation["summary"], place
        assert operation["description"], place
        assert operation["operationId"].isidentifier(), place
        assert operation["summary"] != operation["operationId"].replace("_", " ").title(), place
        for parameter in operation.get("parameters", ()):
            assert parameter["description"], f"{place}: {parameter['name']}"
    used = {operation["tags"][0] for _, _, operation in operations(description)}
    assert used == set(sections)


async def test_every_answer_has_a_schema_or_nothing_to_say(description: dict[str, Any]) -> None:
    for method, path, operation in operations(description):
        for code, answer in operation["responses"].items():
            place = f"{method} {path}: {code}"
            assert answer["description"], place
            assert answer["description"] != "Additional Response", place
            schemas = [content.get("schema") for content in answer.get("content", {}).values()]
            assert not schemas if _without_body(code) else schemas and all(schemas), place


async def test_every_schema_and_every_property_says_what_it_is(description: dict[str, Any]) -> None:
    schemas = description["components"]["schemas"]
    for name, schema in schemas.items():
        assert "__" not in name, "two models have this name"
        assert name in FREE or schema.get("description"), name
        for field, of_field in schema.get("properties", {}).items():
            reference = of_field.get("$ref", "").rpartition("/")[2]  # it has the description of what it names
            assert of_field.get("description") or reference in schemas, f"{name}.{field}"
    assert not {"HTTPValidationError", "ValidationError"} & set(schemas), "nobody is answered so"


FREE = {"JsonValue"}
"""Whatever JSON can be: there is nothing to say of it."""


async def test_every_body_has_named_examples(description: dict[str, Any]) -> None:
    for method, path, operation in operations(description):
        if "requestBody" not in operation:
            continue
        body = operation["requestBody"]["content"]["application/json"]
        assert body["examples"], f"{method} {path}"
        for example in body["examples"].values():
            assert example["summary"]
            jsonschema.validate(example["value"], {**body["schema"], "components": description["components"]})


async def test_both_forms_of_a_job_under_v1_have_examples(description: dict[str, Any]) -> None:
    body = description["paths"]["/api/v1/jobs"]["post"]["requestBody"]["content"]["application/json"]
    said = [example["value"] for example in body["examples"].values()]

    assert any("turns" in value for value in said)
    assert any("video_request" in value for value in said)
    assert "/api/v1/jobs/" not in description["paths"]


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("animation jobs", animation.STATUSES),
        ("speech jobs", speech.STATUSES),
        ("article videos", article_video.STATUSES),
        ("script videos", {word: word for word in get_args(script_video.ScriptVideoStatus)}),
    ],
)
async def test_a_section_tells_the_life_of_a_job(
    description: dict[str, Any], section: str, words: Mapping[Any, str]
) -> None:
    (told,) = (tag["description"] for tag in description["tags"] if tag["name"] == section)

    for word in words.values():
        assert f"`{word}`" in told


async def test_the_websocket_is_told_of_with_its_messages(description: dict[str, Any]) -> None:
    (told,) = (tag["description"] for tag in description["tags"] if tag["name"] == "article videos")

    for row in document("article-videos").tables["events"]:
        assert f'"type": "{row["type"].strip("`")}"' in told


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
