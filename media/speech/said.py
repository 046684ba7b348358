"""What a voice is given of a written text, and where each word that is heard was written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from contracts.speech import SpokenWord
from media.reading.aligned import Aligned
from media.reading.reader import read
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
    if reading.silent:
        return Said(written, Line("", voice_id, language, speed), _NOTHING)
    if reads:
        return Said(written, Line(reading.plain.text, voice_id, language, speed), reading.plain)
    return Said(written, Line(reading.spoken, voice_id, language, speed, reading.runs), reading.aligned)


_NOTHING: Final = Aligned("", ())
