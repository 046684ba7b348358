"""The JSON schema of an answer as providers take it: standard keywords alone, definitions in their places."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from pydantic import BaseModel

_DEFINITIONS: Final = "#/$defs/"
_DEPTH: Final = 3
_OF_PYTHON: Final = frozenset({"title", "ge", "gt", "le", "lt", "$defs"})
"""Keywords that no provider knows, or that only repeat the field's name."""
_OF_TEXTS: Final = frozenset({"enum", "const", "maxLength"})
_FRACTION: Final = "a whole number, a decimal, or a fraction as text such as 3/4"


def schema_of(output: type[BaseModel], longest: int | None = None) -> dict[str, Any]:
    """The schema of a model. ``longest`` bounds the characters of texts that have no bound of their own.

    What holds parts of its own sort, as a branch has branches, does so to a depth of three.
    """
    schema = output.model_json_schema()
    return _Plain(schema.get("$defs", {}), longest).of(schema)


@dataclass(frozen=True)
class _Plain:
    """Makes schemas plain; ``within`` are the definitions that one stands in."""

    definitions: Mapping[str, Any]
    longest: int | None
    within: tuple[str, ...] = ()

    def of(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        """The schema with standard keywords alone, and definitions in their places."""
        if "$ref" in schema:
            name = schema["$ref"].removeprefix(_DEFINITIONS)
            own = {key: value for key, value in schema.items() if key != "$ref"}
            return replace(self, within=(*self.within, name)).of({**self.definitions[name], **own})
        plain: dict[str, Any] = {}
        for key, value in schema.items():
            if key == "properties":
                shallow = {name: one for name, one in value.items() if not self._is_too_deep(one)}
                plain[key] = {name: self.of(one) for name, one in shallow.items()}
            elif key in {"anyOf", "prefixItems"}:
                plain[key] = [self.of(one) for one in value]
            elif key in {"items", "additionalProperties"} and isinstance(value, Mapping):
                plain[key] = self.of(value)
            elif key not in _OF_PYTHON:
                plain[key] = value
        return _bounded(_alike(plain), self.longest)

    def _is_too_deep(self, schema: Mapping[str, Any]) -> bool:
        """Whether it leads into a definition that it stands in three times already."""
        named = re.findall(rf'"{re.escape(_DEFINITIONS)}(\w+)"', json.dumps(schema))
        return any(self.within.count(name) >= _DEPTH for name in named)


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
