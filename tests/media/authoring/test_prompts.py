"""What people ask for, and what must be seen of it: each row of ``prompts.tsv`` is planned and written.

``kinds`` are among the storyboard's pictures (``*``: any); ``shown`` stands in the script, ``absent`` not.
"""

import ast
import csv
from pathlib import Path
from typing import Final

import pytest

from contracts.errors import NeedsModel
from media.authoring.planning import plan
from media.scenes.script import write

ROWS: Final = list(
    csv.DictReader(
        (Path(__file__).parent / "prompts.tsv").read_text("utf-8").splitlines(),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
)


@pytest.mark.parametrize("row", ROWS, ids=[row["content"][:40] for row in ROWS])
def test_a_request_is_shown_as_it_was_meant(row: dict[str, str]) -> None:
    content = row["content"].replace("\\n", "\n")
    if row["kinds"] == NeedsModel.code:
        with pytest.raises(NeedsModel):
            plan(content, "")
        return
    planned = plan(content, "")
    kinds = {scene.picture.kind for scene in planned.storyboard.scenes}
    assert row["kinds"] == "*" or set(row["kinds"].split(",")) <= kinds
    script = write(planned.storyboard)
    words = _plain("".join(_texts(script)))
    shown = words + _plain(script)
    assert [word for word in filter(None, row["shown"].split("|")) if _plain(word) not in shown] == []
    assert [word for word in filter(None, row["absent"].split("|")) if _plain(word) in words] == []
    assert planned.coverage.unused == ()


def _plain(text: str) -> str:
    """Without spaces and breaks of lines, which the layout decides."""
    return "".join(text.split()).casefold()


def _texts(script: str) -> list[str]:
    """All strings of a script: what it writes on the screen."""
    return [
        node.value
        for node in ast.walk(ast.parse(script))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
