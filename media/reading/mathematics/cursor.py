"""A place among tokens, and going on and back from it."""

from collections.abc import Callable, Sequence
from typing import Final

from media.reading.mathematics.tokens import Token
from media.reading.mathematics.tree import Formula

_DEEPEST: Final = 36
"""Attempts within attempts: what is nested more deeply is no formula that one could follow by ear."""


class Cursor:
    """Tokens of ``text``; ``at`` is the next one."""

    def __init__(self, text: str, found: Sequence[Token]) -> None:
        self.text = text
        self.tokens = found
        self._depth = 0
        self.at = 0

    def kind(self, ahead: int = 0) -> str:
        """The kind of a token ahead; "" behind the last one."""
        at = self.at + ahead
        return self.tokens[at].kind if at < len(self.tokens) else ""

    def blank(self, ahead: int = 0) -> bool:
        """Whether a blank, or the end, stands before a token ahead."""
        at = self.at + ahead
        return at >= len(self.tokens) or self.tokens[at].blank

    def next(self) -> Token:
        """The next token, which is then behind."""
        self.at += 1
        return self.tokens[self.at - 1]

    def attempt(self, parse: Callable[[], Formula | None]) -> Formula | None:
        """What is parsed; nothing is read if it fails."""
        before = self.at
        self._depth += 1
        parsed = parse() if self._depth <= _DEEPEST else None
        self._depth -= 1
        if parsed is None:
            self.at = before
        return parsed

    def past(self, parse: Callable[[], Formula | None]) -> Formula | None:
        """What is parsed behind the next token."""
        self.next()
        return parse()
