"""The recursive function that the sender calls, in words or in code."""

import re
from typing import Final

from media.authoring.filling import Filled, chosen
from media.authoring.request import Request
from media.scenes.builders.recursion_tree import Function, RecursionTree

_NAMES: Final = {
    Function.FIBONACCI: r"fib(?:onacci)?|フィボナッチ|費氏|斐波那契",
    Function.FACTORIAL: r"fact(?:orial)?|階乗|階乘|阶乘",
    Function.HANOI: r"hanoi|ハノイ|河內塔|汉诺塔",
}
_USUAL: Final = {Function.FIBONACCI: 4, Function.FACTORIAL: 4, Function.HANOI: 3}


def fill(request: Request) -> Filled | None:
    """The function that is named, with its argument; a small one, as an example, where none is given."""
    text = "\n".join((request.words, *(block.code for block in request.code)))
    for function, name in _NAMES.items():
        if re.search(name, text, re.IGNORECASE):
            called = re.search(rf"(?:{name})\s*\(\s*(\d{{1,2}})\s*\)", text, re.IGNORECASE)
            argument = int(called[1]) if called else _USUAL[function]
            tree = RecursionTree(function=function, arguments=(argument,))
            return chosen(tree, is_example=not called)
    return None
