"""Sounds in portions that the model takes at once."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from media.phonemes.sounds import Sound
from media.speech.kokoro.model import vocabulary

_COMFORTABLE = 300
"""The most phonemes of a run: in longer ones the voice hurries, and more than 510 the model does not take."""
_ENOUGH = 150
"""The phonemes of a run that ends with the next sentence: shorter ones sound no better."""
_SENTENCE_ENDS = ".!?…"
_BREATHS = ",;:—)”"


def chunks(sounds: Sequence[Sound]) -> Iterator[list[Sound]]:
    """The sounds that the model knows, cut at ends of sentences, else at other marks, else between words."""
    chunk: list[Sound] = []
    length = 0
    for sound in _known(sounds):
        chunk.append(sound)
        length += len(sound.phonemes)
        while length > _COMFORTABLE:
            cut = _cut(chunk)
            yield chunk[:cut]
            chunk = chunk[cut:]
            length = sum(len(sound.phonemes) for sound in chunk)
        if length >= _ENOUGH and not sound.word and sound.phonemes in _SENTENCE_ENDS:
            yield chunk
            chunk, length = [], 0
    if chunk:
        yield chunk


def _cut(chunk: list[Sound]) -> int:
    """How many sounds of a chunk that is just too long make a good one."""
    for marks in (_SENTENCE_ENDS, _BREATHS):
        for at in range(len(chunk) - 1, 0, -1):
            if chunk[at - 1].phonemes in marks and not chunk[at - 1].word:
                return at
    return len(chunk) - 1


def _known(sounds: Sequence[Sound]) -> Iterator[Sound]:
    """The sounds in the model's vocabulary: marks once, one space between words, no word beyond measure."""
    known = vocabulary()
    last = ""
    spaced = False
    for sound in sounds:
        phonemes = "".join(phoneme for phoneme in sound.phonemes if phoneme in known).strip()
        if not phonemes:
            spaced = spaced or sound.phonemes.isspace()
            continue
        closing = not sound.word and phonemes in _SENTENCE_ENDS + _BREATHS
        if closing and phonemes == last:
            continue
        if not closing and last and (spaced or last in _SENTENCE_ENDS + _BREATHS):
            yield Sound(" ", sound.start, sound.start, word=False)
        for at in range(0, len(phonemes), _COMFORTABLE):
            yield replace(sound, phonemes=phonemes[at : at + _COMFORTABLE])
        last = phonemes[-1]
        spaced = False
