"""Which scene of a storyboard is to blame for what was found in its script."""

import ast
import re
from collections.abc import Mapping, Sequence
from typing import Final

from contracts.animation import Diagnostic, Severity
from contracts.storyboard import Storyboard
from media.scenes.builders.title import Title
from media.scenes.custom import Custom

_METHOD: Final = re.compile(r"scene_(\d+)_")


def blamed(script: str, board: Storyboard, diagnostics: Sequence[Diagnostic]) -> Mapping[str, list[str]]:
    """What was found in each scene, by their ids: an error's place tells whose it is.

    What has no place, such as a limit that was passed, is the fault of code that a model wrote, if there is
    any.
    """
    lines, places = script.splitlines(), _places(script)
    found: dict[str, list[str]] = {}
    for one in diagnostics:
        if one.severity is not Severity.ERROR:
            continue
        index = places.get(one.line)
        if index is not None and index <= len(board.scenes):
            ids = [board.scenes[index - 1].id]
        else:
            written = [scene.id for scene in board.scenes if scene.picture.kind == Custom.kind()]
            ids = written or [scene.id for scene in board.scenes if scene.picture.kind != Title.kind()]
        where = f" in `{lines[one.line - 1].strip()}`" if 0 < one.line <= len(lines) else ""
        for scene_id in ids:
            found.setdefault(scene_id, []).append(f"- [{one.rule}]{where}: {one.message}")
    return found


def _places(script: str) -> Mapping[int, int]:
    """The number of the scene that each line of a script belongs to."""
    return {
        line: int(method[1])
        for node in ast.walk(ast.parse(script))
        if isinstance(node, ast.FunctionDef) and (method := _METHOD.match(node.name))
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
