"""From an instruction to edits.

An instruction is cut into clauses, one edit each. Only "." and "then" must cut; "and" or a comma may, because
they also join things within one edit ("swap scenes 2 and 3"), so the cut with the fewest clauses that are
all understood is taken. What is left over makes the whole instruction not understood.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from media.authoring.edits.clauses import Clause, edit_of
from media.authoring.edits.kinds import Edit, Thing
from media.authoring.edits.phrases import WORDED, Content, Phrase, phrases, written
from media.authoring.edits.tokens import Quoted, Token, Unknown, tokens
from media.authoring.edits.words import Role


@dataclass(frozen=True)
class NotUnderstood:
    """The part that could not be followed, and the words in it that are in no list."""

    part: str
    unknown: tuple[str, ...]
    unquoted: bool = False
    """Whether new words may have been meant that were not in quotation marks."""


def understand(
    instruction: str, names: AbstractSet[str], shown: AbstractSet[str]
) -> list[Edit] | NotUnderstood:
    """The edits in an instruction about a script with these variables and texts, or what is in the way."""
    row = tokens(instruction, names, shown)
    edits: list[Edit] = []
    for sentence in _cut(phrases(row), Role.STOP):
        understood = _Sentence(sentence, row).edits(edits[-1] if edits else None)
        if understood is None:
            return _problem(sentence, row)
        edits += understood
    return edits or NotUnderstood(instruction.strip(), ())


def _cut(row: Sequence[Phrase], mark: Role) -> list[list[Phrase]]:
    parts: list[list[Phrase]] = [[]]
    for phrase in row:
        if phrase.content is mark:
            parts.append([])
        else:
            parts[-1].append(phrase)
    return [part for part in parts if any(phrase.content is not Role.JOIN for phrase in part)]


class _Sentence:
    """One sentence: tries the cuts, and remembers what it tried."""

    def __init__(self, row: list[Phrase], tokens: Sequence[Token]) -> None:
        self._row = row
        self._tokens = tokens
        joins = [index for index, phrase in enumerate(row) if self._joins(phrase)]
        self._cuts = sorted({0, *(index + 1 for index in joins), len(row)})
        self._tried: dict[tuple[int, Edit | None], list[Edit] | None] = {}

    def _joins(self, phrase: Phrase) -> bool:
        """Whether an edit may end here; 「赤く大きく」 is two as well."""
        return phrase.content is Role.JOIN or self._tokens[phrase.end - 1].raw.endswith("く")

    def edits(self, before: Edit | None, start: int = 0) -> list[Edit] | None:
        """The fewest edits that say everything from ``start`` on."""
        if all(phrase.content is Role.JOIN for phrase in self._row[start:]):
            return []
        if (start, before) not in self._tried:
            self._tried[start, before] = self._fewest(before, start)
        return self._tried[start, before]

    def _fewest(self, before: Edit | None, start: int) -> list[Edit] | None:
        best: list[Edit] | None = None
        for end in (cut for cut in reversed(self._cuts) if cut > start):
            edit = self._edit(start, end, before)
            if edit is None:
                continue
            rest = self.edits(edit, end)
            if rest is not None and (best is None or len(rest) + 1 < len(best)):
                best = [edit, *rest]
        return best

    def _edit(self, start: int, end: int, before: Edit | None) -> Edit | None:
        part = self._row[start:end]
        if all(phrase.content is Role.JOIN for phrase in part):
            return None
        contents = [
            # How a JOIN is written still matters within a clause: "from red to blue", not "red and blue".
            written(self._tokens, phrase.start, phrase.end) if phrase.content is Role.JOIN else phrase.content
            for phrase in part
        ]
        words = tuple(written(self._tokens, phrase.start, phrase.end) for phrase in part)
        return edit_of(Clause(tuple(contents), words, before))


def _problem(sentence: list[Phrase], row: Sequence[Token]) -> NotUnderstood:
    """The narrowest part to name: the clauses between commas that make no sense alone, if there are any."""
    bounds = [
        sentence[0].start,
        *(p.start for p in sentence if p.content is Role.JOIN and row[p.start].raw in "、,"),
        sentence[-1].end,
    ]
    parts = []
    for start, end in pairwise(bounds):
        inner = [p for p in sentence if start <= p.start < end]
        if any(p.content is not Role.JOIN for p in inner) and _Sentence(inner, row).edits(None) is None:
            parts.append((start, end))
    spans = parts or [(sentence[0].start, sentence[-1].end)]
    unknown = [
        token.raw for start, end in spans for token in row[start:end] if isinstance(token.value, Unknown)
    ]
    contents = [p.content for p in sentence if any(start <= p.start < end for start, end in spans)]
    return NotUnderstood(
        " … ".join(written(row, *span).strip("、, ") for span in spans),
        tuple(unknown),
        unquoted=_unquoted(contents),
    )


def _unquoted(contents: Sequence[Content]) -> bool:
    if any(isinstance(content, Quoted) for content in contents):
        return False
    said_so = any(content in {Role.ADD, Role.SAYING} for content in contents)
    worded = any(isinstance(content, Thing) and content.kind in WORDED for content in contents)
    return said_so or (worded and any(isinstance(content, Unknown) for content in contents))
