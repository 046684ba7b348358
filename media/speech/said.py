"""What a voice is given of a written text, and where each word that is heard was written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from contracts.speech import SpokenWord
from media.reading.aligned import Aligned
from media.reading.languages import Run
from media.reading.reader import Reading, read
from media.speech.provider import Line


@dataclass(frozen=True)
class Said:
    """What is said of a ``written`` text: ``line`` is what the provider is given, which may be nothing."""

    written: str
    line: Line
    aligned: Aligned

    def heard(self, words: Sequence[SpokenWord]) -> list[SpokenWord]:
        """Words of the line as words of the written text: what is said for ``40 km/h`` is one there."""
        found: list[SpokenWord] = []
        for word in words:
            end = min(word.start + len(word.text), len(self.aligned.text))
            if word.start >= end:
                continue
            start, end = self.aligned.span(word.start, end)
            if found and start < found[-1].start + len(found[-1].text):
                start, end = found[-1].start, max(end, found[-1].start + len(found[-1].text))
                word = word.model_copy(update={"start_ms": found.pop().start_ms})  # noqa: PLW2901
            found.append(word.model_copy(update={"start": start, "text": self.written[start:end]}))
        return found


def say(written: str, voice_id: str, language: str, speed: float, *, reads: bool) -> Said:
    """What a voice is given of a text in a language, by its tag.

    A provider that ``reads`` numbers and signs by itself gets them as they are written. Blocks.
    """
    reading = read(written, language)
    aligned = reading.plain if reads else _spoken(reading)
    if reading.silent:
        aligned = _NOTHING
    runs = () if reads or reading.silent else tuple(_runs(reading))
    return Said(written, Line(aligned.text, voice_id, language, speed, runs), aligned)


_NOTHING: Final = Aligned("", ())


def _spoken(reading: Reading) -> Aligned:
    """What is spoken, each character with the span where it was written."""
    spans: list[tuple[int, int]] = []
    for piece in reading.pieces:
        if piece.spoken == reading.written[piece.start : piece.end]:
            spans += ((at, at + 1) for at in range(piece.start, piece.end))
        else:
            spans += [(piece.start, piece.end)] * len(piece.spoken)
    return Aligned(reading.spoken, tuple(spans))


def _runs(reading: Reading) -> Iterator[Run]:
    """The stretches of what is spoken, each in one language."""
    start = end = 0
    language = ""
    for piece in reading.pieces:
        if piece.spoken and piece.language != language:
            if start < end:
                yield Run(start, end, language)
            start, language = end, piece.language
        end += len(piece.spoken)
    if start < end:
        yield Run(start, end, language)
