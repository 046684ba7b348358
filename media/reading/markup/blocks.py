"""The blocks of Markdown: headings, lists, quotations, rules, fences, tables; and how a block ends."""

import re
from collections.abc import Iterator
from typing import Final

from media.reading.rules import TAKEN, Claim, Rule, constant

_BREAK: Final = "\n\n"
"""Ends a block."""
_HEADING: Final = re.compile(
    rf"^[ {TAKEN}]*#{{1,6}}(?:[^\S\n]+|(?=\n|\Z))(?P<words>.*?)(?P<end>[ #]*(?:\n|\Z))", re.MULTILINE
)
_TABLE: Final = re.compile(r"^[ ]*\|?(?:[ :]*-+[ :]*\|)+(?:[ :]*-+[ :]*)?$", re.MULTILINE)
_ROW: Final = re.compile(r"^(?P<first>[^\S\n]*\|)?.*\|.*$", re.MULTILINE)


def _headings(text: str) -> Iterator[Claim]:
    for found in _HEADING.finditer(text):
        yield Claim(found.start(), found.start("words"), _BREAK)
        if found["end"]:
            yield Claim(found.start("end"), found.end(), _BREAK)


def _tables(text: str) -> Iterator[Claim]:
    """The bars of a table, if the text has one: without the line under its head, bars are something else."""
    if not _TABLE.search(text):
        return
    for row in _ROW.finditer(text):
        if _TABLE.fullmatch(row[0]):
            yield Claim(row.start(), row.end(), _BREAK)
            continue
        for bar in re.finditer(r"\s*\|\s*", row[0]):
            start, end = row.start() + bar.start(), row.start() + bar.end()
            if bar.start() == 0:
                yield Claim(start, end, "")
            else:
                yield Claim(start, end, _BREAK if bar.end() == len(row[0]) else ", ")


BLOCKS: Final[tuple[Rule, ...]] = (
    constant(r"^ {0,3}(?:```|~~~).*$", _BREAK, re.MULTILINE),
    constant(r"^[^\S\n]*(?:[-*_=—][^\S\n]*){3,}$", _BREAK, re.MULTILINE),
    _tables,
    constant(rf"^(?:[ {TAKEN}]*>)+ ?", "", re.MULTILINE),
    # Items with numbers, which are read, and the addresses of links that stand elsewhere, which are not.
    constant(r"\n(?=[^\S\n]*\d{1,3}[.)][^\S\n]+\S)", _BREAK),
    constant(r"^ {0,3}\[[^\]\n]+\]:[^\S\n]+\S+.*$", _BREAK, re.MULTILINE),
    constant(rf"^[ {TAKEN}]*[-*+•‣▪・·][^\S\n]+(?:\[[ xX]\]\s+)?", _BREAK, re.MULTILINE),
    _headings,
)

_ENDED: Final = frozenset(".!?:;,…。！？：；、，—–-")
_CLOSING: Final = " \"'”’」』）)]】》*_`~"


def line_ends(text: str, stop: str) -> Iterator[Claim]:
    """How lines end: a block with a full stop, unless another mark ends it; a broken line with a blank."""
    for found in re.finditer(r"\s*\n\s*|\s{2,}|^\s+|\s+$", text):
        before = text[: found.start()].rstrip(_CLOSING)[-1:]
        after = text[found.end() : found.end() + 1]
        if not before or not after:
            spoken = ""
        elif "\n" not in found[0] or before in _ENDED:
            spoken = " "
        elif found[0].count("\n") > 1:
            spoken = stop + " "
        else:
            spoken = " " if after.islower() else "\n"
        yield Claim(found.start(), found.end(), spoken)
