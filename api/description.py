"""What the API says of itself at ``/openapi.json``, beyond what FastAPI reads off the routes."""

from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Any, Final

from fastapi.openapi.models import Example, Tag
from fastapi.routing import APIRoute

_OURS: Final = __name__.partition(".")[0]


def operation_id(route: APIRoute) -> str:
    """The name of an operation in a generated client: that of its function.

    A kind from outside does not know our functions' names, so its own have the name of its package before
    them.
    """
    package = route.endpoint.__module__.partition(".")[0]
    name = route.endpoint.__name__
    return name if package == _OURS else f"{package}_{name}"


def tags(modules: Iterable[ModuleType]) -> list[dict[str, Any]]:
    """The sections of the API's description that the modules state, in their order."""
    return [
        tag.model_dump(exclude_none=True)
        for module in modules
        for tag in vars(module).values()
        if isinstance(tag, Tag)
    ]


def values(examples: Mapping[str, Example]) -> list[Any]:
    """The examples without their names, as a schema has them."""
    return [example["value"] for example in examples.values()]
