"""The values at the ends of a JSON value."""

from collections.abc import Iterator

from pydantic import JsonValue

Leaf = str | int | float | bool | None


def leaves(value: JsonValue) -> Iterator[Leaf]:
    """Its texts, numbers, truths and nulls, in their order; keys are none of them."""
    match value:
        case list():
            for one in value:
                yield from leaves(one)
        case dict():
            for one in value.values():
                yield from leaves(one)
        case _:
            yield value


def texts(value: JsonValue) -> Iterator[str]:
    """Its texts."""
    return (one for one in leaves(value) if isinstance(one, str))
