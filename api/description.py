"""What the API says of itself at ``/openapi.json``, beyond what FastAPI reads off the routes."""

from typing import Final

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
