"""What a rule of reading is: it finds stretches of a text and says what is spoken in their place."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

TAKEN: Final = "\ufffc"
"""Stands for each character that an earlier rule has taken: no letter, no digit, no mark, no blank."""


@dataclass(frozen=True, slots=True, order=True)
class Claim:
    """A rule's word on ``text[start:end]``: what is spoken there, "" for nothing."""

    start: int
    end: int
    spoken: str


_REACH: Final = 80
"""Characters: with more, long texts would take ever longer."""
Rule = Callable[[str], Iterable[Claim]]
"""Gets a text, with ``TAKEN`` where earlier rules were; gives claims that do not overlap, in any order."""


def rule(
    pattern: str, say: Callable[[re.Match[str]], str | None], flags: int = 0, *, after: str | None = None
) -> Rule:
    """The rule that says something for each match of a pattern; None leaves the match to later rules.

    ``after`` is a pattern of what stands before, up to the match.
    """
    compiled = re.compile(pattern, flags)
    context = re.compile(f"(?:{after})$", flags) if after is not None else None

    def found(text: str) -> Iterator[Claim]:
        for match in compiled.finditer(text):
            if context and not context.search(before(match)):
                continue
            spoken = say(match)
            if spoken is not None and match.end() > match.start():
                yield Claim(match.start(), match.end(), spoken)

    return found


def before(found: re.Match[str]) -> str:
    """What stands before a match, as far back as a rule may look."""
    return found.string[max(found.start() - _REACH, 0) : found.start()]


def behind(found: re.Match[str]) -> str:
    """What stands behind a match, as far as a rule may look."""
    return found.string[found.end() : found.end() + _REACH]


def constant(pattern: str, spoken: str, flags: int = 0) -> Rule:
    """The rule that says the same for each match of a pattern."""
    return rule(pattern, lambda _: spoken, flags)


def needing(pattern: str, *rules: Rule) -> tuple[Rule, ...]:
    """The rules, tried only on texts with a match of the pattern: most texts have no figures."""
    needed = re.compile(pattern)

    def tried(one: Rule) -> Rule:
        return lambda text: one(text) if needed.search(text) else ()

    return tuple(map(tried, rules))


def pairs(table: str) -> dict[str, str]:
    """A table of words, written as ``Mr:Mister,Mrs:Missus``."""
    return dict(re.findall("([^:,]+):([^,]+)", table))


def claims(text: str, rules: Sequence[Rule]) -> list[Claim]:
    """What the rules claim of a text, in its order; an earlier rule goes before a later one."""
    taken: list[Claim] = []
    left = text
    for one in rules:
        if found := list(one(left)):
            taken += found
            left = _masked(left, found)
    return sorted(taken)


def _masked(text: str, found: Iterable[Claim]) -> str:
    characters = list(text)
    for claim in found:
        characters[claim.start : claim.end] = TAKEN * (claim.end - claim.start)
    return "".join(characters)
