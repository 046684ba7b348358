"""What the sender puts into a stack or a queue."""

import re
from typing import Final

from media.authoring.reading.series import longest
from media.authoring.request import Request
from media.scenes.builders.stack_queue import Operation, StackQueue, Structure

_STACK: Final = re.compile(r"stack|スタック|堆疊|堆栈|栈", re.IGNORECASE)
_QUEUE: Final = re.compile(r"queue|キュー|待ち行列|佇列|队列|隊列", re.IGNORECASE)


def fill(request: Request) -> StackQueue | None:
    """The values go in, in their order, and come out again."""
    values = longest(request.words)
    stack, queue = bool(_STACK.search(request.words)), bool(_QUEUE.search(request.words))
    if not values or stack == queue:
        return None
    put = tuple(Operation(put=str(value)) for value in values)
    structure = Structure.STACK if stack else Structure.QUEUE
    return StackQueue(structure=structure, operations=(*put, *(Operation() for _ in put)))
