"""What fills builders from a request: a module for each builder that can show a sender's own data.

A module ``KIND`` has ``fill(request)``: the builder with the request's data as its parameters, or None where
the request has none for it. A topic's scene takes it in the place of its example. Where a value is missing
without which there is nothing to draw, the module chooses one and says so with ``Chosen``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.util import find_spec

from media.authoring.about import without_numbers_about_the_video
from media.authoring.request import Request
from media.scenes.builder import Builder


@dataclass(frozen=True)
class Chosen:
    """A builder with the sender's data beside a value that is no one's but ours: an example."""

    builder: Builder


Filled = Builder | Chosen
"""What a module makes of a request."""


def filled(kind: str, request: Request) -> Iterator[Filled]:
    """The same as none or one."""
    found = fill(kind, request)
    if found is not None:
        yield found


def fill(kind: str, request: Request) -> Filled | None:
    """A builder with the sender's own data, if its kind can be filled and the request has data for it."""
    if find_spec(f"{__name__}.{kind}") is None:
        return None
    data = replace(request, words=without_numbers_about_the_video(request.words))
    try:
        found: Filled | None = import_module(f"{__name__}.{kind}").fill(data)
    except ValueError:  # the builder can't draw these truly
        return None
    return found


def chosen(builder: Builder, *, is_example: bool) -> Filled:
    """The builder, called an example where one of its values is ours."""
    return Chosen(builder) if is_example else builder
