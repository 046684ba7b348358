"""How long each character of a text takes to say, relative to the others."""

from typing import Final

from media.phonemes import reading

_SILENT: Final = frozenset("ˈˌ↗↘→↓↑ ‿̃ʰʲ")
"""Marks of stress, tone and quality among phonemes."""
_SMALL: Final = frozenset("ぁぃぅぇぉゃゅょゎァィゥェォャュョヮ")


def weigh(text: str, language: str) -> list[float]:
    """A weight for each character; marks and white space have none. ``language`` is a BCP 47 tag."""
    written = [_written(character) for character in text]
    sounds = reading.sounds(text, language)
    if sounds is None:
        return written
    weights = [0.0] * len(text)
    for sound in sounds:
        phonemes = sum(phoneme not in _SILENT for phoneme in sound.phonemes)
        of_span = sum(written[sound.start : sound.end])
        if sound.word and of_span:
            for at in range(sound.start, sound.end):
                weights[at] += phonemes * written[at] / of_span
    return weights if any(weights) else written


def _written(character: str) -> float:
    """A guess from the look of a character, in Latin letters."""
    if not character.isalnum():
        return 2.0 if character in "%％℃$€£¥" else 0.0
    if character in _SMALL:
        return 0.5
    if character.isdigit():
        return 4.0
    if character < "\u2e80":
        return 1.0
    return 2.0 if "\u3040" <= character <= "\u30ff" else 4.0
