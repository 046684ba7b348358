"""The schemas of answers: plain enough for every provider, bounded, and true to what the builders take."""

import json
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

from llm.schemas import schema_of
from media.scenes.catalogue import catalogue
from media.scenes.locale import Locale


def texts(schema: Any) -> list[dict[str, Any]]:
    found = []
    if isinstance(schema, dict):
        if schema.get("type") == "string":
            found.append(schema)
        for value in schema.values():
            found += texts(value)
    elif isinstance(schema, list):
        for value in schema:
            found += texts(value)
    return found


@pytest.mark.parametrize("kind", catalogue())
def test_a_builders_schema_takes_its_example_and_has_no_text_without_an_end(kind: str) -> None:
    builder = catalogue()[kind]
    schema = schema_of(builder, longest=160)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(
        json.loads(builder.example(Locale.ENGLISH).model_dump_json(exclude_defaults=True)), schema
    )
    assert all({"enum", "const", "maxLength"} & one.keys() for one in texts(schema))
    assert not {"$ref", "$defs", "ge", "le"} & set(json.dumps(schema).split('"'))
