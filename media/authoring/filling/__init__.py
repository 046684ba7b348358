"""What fills builders from a request: a module for each builder that can show a sender's own data.

A module ``KIND`` has ``fill(request)``: the builder with the request's data as its parameters, or None where
the request has none for it. A topic's scene takes it in the place of its example.
"""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

from media.authoring.request import Request
from media.scenes.builder import Builder


def filled(kind: str, request: Request) -> Iterator[Builder]:
    """The same as none or one."""
    found = fill(kind, request)
    if found is not None:
        yield found


def fill(kind: str, request: Request) -> Builder | None:
    """A builder with the sender's own data, if its kind can be filled and the request has data for it."""
    if find_spec(f"{__name__}.{kind}") is None:
        return None
    try:
        filled: Builder | None = import_module(f"{__name__}.{kind}").fill(request)
    except ValueError:  # the builder can't draw these truly
        return None
    return filled
