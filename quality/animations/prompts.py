"""Requests as people type them, each with what a fair judge would take for an answer."""

import csv
from dataclasses import dataclass
from pathlib import Path

from contracts.errors import NeedsModel

_FILE = Path(__file__).parent / "prompts.tsv"


@dataclass(frozen=True)
class Prompt:
    """A request, and the pictures one of which must be seen.

    ``shown`` are words and numbers that must be seen, alternatives beside one another; ``absent`` must not.
    """

    number: int
    language: str
    text: str
    kinds: frozenset[str]
    shown: tuple[tuple[str, ...], ...]
    absent: tuple[str, ...]

    @property
    def may_need_model(self) -> bool:
        """Whether it is outside of what can be shown, or at its border."""
        return NeedsModel.code in self.kinds


def prompts() -> list[Prompt]:
    """All of them, in the order of the file."""
    rows = csv.DictReader(
        _FILE.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE, strict=True
    )
    return [
        Prompt(
            number=number,
            language=row["language"],
            text=row["prompt"].replace("\\n", "\n"),
            kinds=frozenset(row["kinds"].split("|")),
            shown=tuple(tuple(one.split("|")) for one in row["shown"].split(";") if one),
            absent=tuple(filter(None, row["absent"].split(";"))),
        )
        for number, row in enumerate(rows, 1)
    ]
