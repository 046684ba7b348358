"""All builders, found by themselves: every module in ``media.scenes.builders`` holds one."""

import inspect
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from contracts.storyboard import Picture
from media.scenes import builders
from media.scenes.builder import Builder
from media.scenes.custom import Custom


@cache
def catalogue() -> Mapping[str, type[Builder]]:
    """The builders by their kinds. Raises LookupError for a module that does not hold exactly one."""
    return {info.name: _builder_in(info.name) for info in iter_modules(builders.__path__)}


def built(picture: Picture) -> Builder:
    """A picture's builder with its parameters checked. Raises KeyError and pydantic's ValidationError."""
    own = Custom.kind() == picture.kind
    return (Custom if own else catalogue()[picture.kind]).model_validate(picture.parameters)


def _builder_in(name: str) -> type[Builder]:
    module = import_module(f"{builders.__name__}.{name}")
    found = [
        member
        for member in vars(module).values()
        if isinstance(member, type)
        and issubclass(member, Builder)
        and member.__module__ == module.__name__
        and not inspect.isabstract(member)
    ]
    if len(found) != 1:
        raise LookupError(f"{module.__name__} must hold one builder; it holds {len(found)}.")
    return found[0]
