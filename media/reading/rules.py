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
            if context and not context.search(text, 0, match.start()):
                continue
            spoken = say(match)
            if spoken is not None and match.end() > match.start():
                yield Claim(match.start(), match.end(), spoken)

    return found


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
        for claim in list(one(left)):
            taken.append(claim)
            left = left[: claim.start] + TAKEN * (claim.end - claim.start) + left[claim.end :]
    return sorted(taken)
