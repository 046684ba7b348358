"""Code that a sender wrote, and the calls of a recursive function in it."""

from collections.abc import Iterator

from media.authoring import filling
from media.authoring.filling import Filled
from media.authoring.request import Request
from media.scenes.builder import Builder
from media.scenes.builders.code import Code


def listing(request: Request) -> Iterator[Builder]:
    """The code as it is written; without colours where its language is not known."""
    for block in request.code[:1]:
        try:
            yield Code(code=block.code, language=block.language)
        except ValueError:
            yield Code(code=block.code)


def calls(request: Request) -> Iterator[Filled]:
    """The tree of calls, where the code defines a function that is known to be recursive."""
    if request.code:
        yield from filling.filled("recursion_tree", request)
