"""The way in: a written text to what is spoken, with the written span of each spoken word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from language.sentences import has_words
from language.tags import primary
from media.reading.aligned import Aligned, Span
from media.reading.languages import Run, foreign_runs, latin_runs, rules
from media.reading.markup import plain
from media.reading.rules import claims


@dataclass(frozen=True, slots=True)
class Piece:
    """``written[start:end]`` is spoken as these words: "" for markup, cues, emoji, invisible characters.

    ``language`` is that of the words, a BCP 47 tag.
    """

    start: int
    end: int
    spoken: str
    language: str


@dataclass(frozen=True)
class Reading:
    """How a text is read. The pieces are in order, cover all of ``written`` and do not overlap."""

    written: str
    pieces: tuple[Piece, ...]
    plain: Aligned
    """The written text without markup and cues, for those who read numbers and signs by themselves."""

    @cached_property
    def spoken(self) -> str:
        """The words in full."""
        return "".join(piece.spoken for piece in self.pieces)

    @cached_property
    def aligned(self) -> Aligned:
        """The words in full, each character with the span where it was written."""
        spans: list[Span] = []
        for piece in self.pieces:
            if piece.spoken == self.written[piece.start : piece.end]:
                spans += ((at, at + 1) for at in range(piece.start, piece.end))
            else:
                spans += [(piece.start, piece.end)] * len(piece.spoken)
        return Aligned(self.spoken, tuple(spans))

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The stretches of the words that are in one language each; together they are all words."""
        found: list[Run] = []
        at = 0
        for piece in self.pieces:
            end = at + len(piece.spoken)
            if found and primary(found[-1].language) == primary(piece.language):
                found[-1] = Run(found[-1].start, end, found[-1].language)
            elif at < end:
                found.append(Run(at, end, piece.language))
            at = end
        return tuple(found)

    @property
    def silent(self) -> bool:
        """Whether there is nothing to say."""
        return not has_words(self.spoken)

    def written_span(self, start: int, end: int) -> Span:
        """Where ``spoken[start:end]`` was written: all of a piece that is spoken in other words than written.

        Raises ``ValueError`` if nothing is spoken there.
        """
        spans = list(self._spans(start, end))
        if not spans:
            raise ValueError(f"Nothing is spoken between {start} and {end}")
        return spans[0][0], spans[-1][1]

    def _spans(self, start: int, end: int) -> Iterator[Span]:
        at = 0
        for piece in self.pieces:
            begins, at = at, at + len(piece.spoken)
            if max(begins, start) >= min(at, end):
                continue
            if piece.spoken == self.written[piece.start : piece.end]:
                yield piece.start + max(start - begins, 0), piece.start + min(end, at) - begins
            else:
                yield piece.start, piece.end


def read(text: str, language: str) -> Reading:
    """How a text is read aloud. ``language`` is the text's, a BCP 47 tag; any text can be read."""
    bare = plain(text, language)
    pieces: list[Piece] = []
    for run in _between(foreign_runs(bare.text, language), Run(0, len(bare.text), language)):
        for piece in _of_run(text, bare, run):
            _add(pieces, piece)
    _add(pieces, Piece(len(text), len(text), "", language))
    return Reading(text, tuple(pieces), bare)


def _add(pieces: list[Piece], piece: Piece) -> None:
    """Add the next piece, after what is left out before it."""
    at = pieces[-1].end if pieces else 0
    if pieces and piece.start < at:
        # Both come from one stretch of markup: a full stop and the word behind it.
        before = pieces.pop()
        piece = Piece(before.start, max(at, piece.end), before.spoken + piece.spoken, before.language)
    elif at < piece.start:
        pieces.append(Piece(at, piece.start, "", piece.language))
    if piece.start < piece.end:
        pieces.append(piece)


def _of_run(written: str, bare: Aligned, run: Run) -> Iterator[Piece]:
    """What is spoken for a run: what its language's rules say, and between it the words as they stand."""
    at = run.start
    for claim in claims(bare.text[run.start : run.end], rules(run.language)):
        start, end = run.start + claim.start, run.start + claim.end
        yield from _as_it_stands(written, bare, Run(at, start, run.language))
        yield Piece(*bare.span(start, end), claim.spoken, run.language)
        at = end
    yield from _as_it_stands(written, bare, Run(at, run.end, run.language))


def _as_it_stands(written: str, bare: Aligned, run: Run) -> Iterator[Piece]:
    inner = [
        Run(run.start + one.start, run.start + one.end, one.language)
        for one in latin_runs(bare.text[run.start : run.end], run.language)
    ]
    for part in _between(inner, run):
        if part.language != run.language:
            yield from _of_run(written, bare, part)
        else:
            yield from _unbroken(written, bare, part)


def _unbroken(written: str, bare: Aligned, run: Run) -> Iterator[Piece]:
    """A piece for each stretch that stands so in the written text, and for each mark put in for markup."""
    at = run.start
    while at < run.end:
        start, end = bare.spans[at]
        after = at + 1
        if written[start:end] == bare.text[at]:
            while (
                after < run.end and bare.spans[after] == (end, end + 1) and written[end] == bare.text[after]
            ):
                end, after = end + 1, after + 1
        else:
            while after < run.end and bare.spans[after] == (start, end):
                after += 1
        yield Piece(start, end, bare.text[at:after], run.language)
        at = after


def _between(inner: Sequence[Run], whole: Run) -> Iterator[Run]:
    """The runs within a run, and the rest of it."""
    at = whole.start
    for run in inner:
        if at < run.start:
            yield Run(at, run.start, whole.language)
        yield run
        at = run.end
    if at < whole.end:
        yield Run(at, whole.end, whole.language)
