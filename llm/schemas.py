"""The JSON schema of an answer as providers take it: standard keywords alone, definitions in their places."""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel

_DEFINITIONS: Final = "#/$defs/"
_OF_PYTHON: Final = frozenset({"title", "ge", "gt", "le", "lt", "$defs"})
"""Keywords that no provider knows, or that only repeat the field's name."""
_OF_TEXTS: Final = frozenset({"enum", "const", "maxLength"})
_FRACTION: Final = "a whole number, a decimal, or a fraction as text such as 3/4"


def schema_of(output: type[BaseModel], longest: int | None = None) -> dict[str, Any]:
    """The schema of a model. ``longest`` bounds the characters of texts that have no bound of their own."""
    schema = output.model_json_schema()
    return _plain(schema, schema.get("$defs", {}), longest)


def _plain(schema: Mapping[str, Any], definitions: Mapping[str, Any], longest: int | None) -> dict[str, Any]:
    if "$ref" in schema:
        named = definitions[schema["$ref"].removeprefix(_DEFINITIONS)]
        schema = {**named, **{key: value for key, value in schema.items() if key != "$ref"}}
    plain: dict[str, Any] = {}
    for key, value in schema.items():
        if key == "properties":
            plain[key] = {name: _plain(one, definitions, longest) for name, one in value.items()}
        elif key in {"anyOf", "prefixItems"}:
            plain[key] = [_plain(one, definitions, longest) for one in value]
        elif key == "items" and isinstance(value, Mapping):
            plain[key] = _plain(value, definitions, longest)
        elif key not in _OF_PYTHON:
            plain[key] = value
    return _bounded(_alike(plain), longest)


def _alike(schema: dict[str, Any]) -> dict[str, Any]:
    """Without what only some providers take: a tuple of one sort is a list of so many."""
    if schema.get("format") == "fraction":
        del schema["format"]
        schema.setdefault("description", _FRACTION)
    parts = schema.get("prefixItems")
    if parts and all(part == parts[0] for part in parts):
        del schema["prefixItems"]
        schema["items"] = parts[0]
    return schema


def _bounded(schema: dict[str, Any], longest: int | None) -> dict[str, Any]:
    if longest is not None and schema.get("type") == "string" and not _OF_TEXTS & schema.keys():
        schema["maxLength"] = longest
    return schema
