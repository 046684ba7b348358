"""Edits as people ask for them, each with what must come of it and nothing else."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

from pydantic import JsonValue

_FILE = Path(__file__).parent / "edits.tsv"


@dataclass(frozen=True)
class Asked:
    """One edit of an animation, after those before it.

    ``must`` is all that is to change (see ``judging.changes``); None where the edit is to be refused.
    """

    number: int
    language: str
    animation: str
    earlier: tuple[str, ...]
    edit: str
    must: dict[str, JsonValue] | None


def edits() -> list[Asked]:
    """All of them, in the order of the file."""
    rows = csv.DictReader(
        _FILE.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE, strict=True
    )
    return [
        Asked(
            number=number,
            language=row["language"],
            animation=row["animation"],
            earlier=tuple(filter(None, row["earlier"].split(" ;; "))),
            edit=row["edit"],
            must=json.loads(row["must"]) if row["must"] else None,
        )
        for number, row in enumerate(rows, 1)
    ]
