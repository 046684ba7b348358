"""The values that the sender puts into a search tree."""

import re
from typing import Final

from media.authoring.reading.series import integers
from media.authoring.request import Request
from media.scenes.builders.tree import Tree

_REMOVES: Final = re.compile(r"\b(?:delet|remov)\w*|削除|取り除|刪|删|移除", re.IGNORECASE)


def fill(request: Request) -> Tree | None:
    """The longest run of whole numbers, in its order."""
    if _REMOVES.search(request.words):
        return None  # the picture only puts in
    values = integers(request.words)
    return Tree.model_validate({"values": values}) if values else None
