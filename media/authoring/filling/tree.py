"""The values that the sender puts into a search tree."""

from media.authoring.reading.series import integers
from media.authoring.request import Request
from media.scenes.builders.tree import Tree


def fill(request: Request) -> Tree | None:
    """The longest run of whole numbers, in its order."""
    values = integers(request.words)
    return Tree.model_validate({"values": values}) if values else None
