"""What the sender puts into a stack or a queue, and how often he takes something out."""

import re
from typing import Final

from media.authoring.reading.series import longest
from media.authoring.request import Request
from media.scenes.builders.stack_queue import Operation, StackQueue, Structure

_STACK: Final = re.compile(r"stack|スタック|堆疊|堆栈|栈", re.IGNORECASE)
_QUEUE: Final = re.compile(r"\bqueue|キュー|待ち行列|佇列|队列|隊列", re.IGNORECASE)
_DONE: Final = re.compile(
    r"(?P<out>\b(?:pop|dequeue)\w*|ポップ|デキュー|取り出|[彈弹]出|取出|出[栈棧堆隊队])"
    r"|(?P<into>\b(?:push|enqueue|insert)\w*|プッシュ|エンキュー|追加|入れ|推入|放入|入[栈棧堆隊队]"
    r"|[壓压]入)",
    re.IGNORECASE,
)
_VALUE: Final = re.compile(r"(?<![\w.])(?:-?\d{1,4}|[A-Z])(?![\w.]*[A-Za-z\d])(?!\s*(?:times|回|次))")
_TIMES: Final = re.compile(
    r"(?P<twice>twice|二[回次]|[两兩]次)|(?P<thrice>three times|三[回次])|(?P<count>\d)\s*(?:times|回|次)",
    re.IGNORECASE,
)


def fill(request: Request) -> StackQueue | None:
    """The operations as they are told; values alone go in, in their order, and come out again."""
    stack, queue = bool(_STACK.search(request.words)), bool(_QUEUE.search(request.words))
    if stack == queue:
        return None
    told = _told(request.words)
    values = longest(request.words)
    if not told and not values:
        return None
    put = tuple(Operation(put=str(value)) for value in values)
    structure = Structure.STACK if stack else Structure.QUEUE
    return StackQueue(structure=structure, operations=told or (*put, *(Operation() for _ in put)))


def _told(text: str) -> tuple[Operation, ...]:
    """What is put in and taken out, in the order of its words; nothing where nothing is taken out."""
    done = list(_DONE.finditer(text))
    verb_last = re.search("[\u3041-\u30ff]", text) is not None
    operations: list[Operation] = []
    for place, verb in enumerate(done):
        start = done[place - 1].end() if place else 0
        end = done[place + 1].start() if place + 1 < len(done) else len(text)
        said = text[start : verb.start()] if verb_last else text[verb.end() : end]
        if verb["into"]:
            operations += [Operation(put=value) for value in _VALUE.findall(said)]
        else:
            operations += [Operation()] * _count(said)
    has_both = any(one.put for one in operations) and any(verb["out"] for verb in done)
    return tuple(operations) if has_both else ()


def _count(said: str) -> int:
    """How often something is taken out."""
    found = _TIMES.search(said)
    if not found:
        return 1
    return 2 if found["twice"] else 3 if found["thrice"] else int(found["count"])
