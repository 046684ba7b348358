"""A text made out of another one, in which each character knows where it comes from."""

from collections.abc import Iterable
from dataclasses import dataclass

from media.reading.rules import Claim

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Aligned:
    """``spans`` has the span in the written text for each character of ``text``."""

    text: str
    spans: tuple[Span, ...]

    @classmethod
    def of(cls, written: str) -> "Aligned":
        """The written text itself."""
        return cls(written, tuple((at, at + 1) for at in range(len(written))))

    def replaced(self, claims: Iterable[Claim]) -> "Aligned":
        """The text with what is claimed replaced by what is spoken; claims are in order."""
        text: list[str] = []
        spans: list[Span] = []
        at = 0
        for claim in claims:
            text += [self.text[at : claim.start], claim.spoken]
            spans += self.spans[at : claim.start]
            if claim.spoken:
                spans += [self.span(claim.start, claim.end)] * len(claim.spoken)
            at = claim.end
        return Aligned("".join([*text, self.text[at:]]), (*spans, *self.spans[at:]))

    def span(self, start: int, end: int) -> Span:
        """Where ``text[start:end]``, at least one character, was written."""
        return self.spans[start][0], max(end for _, end in self.spans[start:end])
