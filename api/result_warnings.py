"""What a finished job tells of what was asked for and is not done as it was."""

from collections.abc import Mapping, Sequence
from typing import Final

from pydantic import JsonValue, TypeAdapter

from contracts.phrases import Phrase

_WARNINGS: Final = TypeAdapter(tuple[Phrase, ...])


def warnings_of(result: Mapping[str, JsonValue] | None) -> Sequence[Phrase]:
    """The warnings of a result; none of a job that has none yet."""
    return _WARNINGS.validate_python((result or {}).get("warnings", ()))


def with_words(result: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """The result with its warnings in English."""
    return {**result, "warnings": [one.text() for one in warnings_of(result)]}
