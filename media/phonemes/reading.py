"""How a text is read aloud, whatever of the languages that can be read it is in.

A language's module is imported when it is first asked for: each brings dictionaries of some ten MB, which
others have no need to wait for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from language.tags import primary, standard
from media.phonemes.sounds import Sound
from media.reading.languages import Run
from media.reading.reader import Reading, read

_OF_THE_EAST = ("ja", "zh")
_STOP = re.compile("^([ptk])(?=j?ˈ)")


def sounds(text: str, language: str) -> list[Sound] | None:
    """What a written text sounds like; None in a language that cannot be read here.

    ``language`` is a BCP 47 tag.
    """
    return sounds_of(read(text, language), language)


def sounds_of(reading: Reading, language: str) -> list[Sound] | None:
    """What a reading sounds like to a voice of a language; None if that cannot be read here.

    Each run of a language sounds as that language does; one that cannot be read here gives no sound. The
    sounds' spans are those of the written text.
    """
    return None if _phonemes("", language) is None else list(_sounds_of(reading, language))


def _sounds_of(reading: Reading, language: str) -> Iterator[Sound]:
    written = reading.aligned.spans
    for sound in sounds_in(reading.spoken, reading.runs, language):
        of = written[sound.start : max(sound.end, sound.start + 1)] or written[-1:]
        start, end = of[0][0], max(end for _, end in of)
        yield replace(sound, start=end if sound.start == sound.end else start, end=end)


def sounds_in(text: str, runs: Sequence[Run], language: str) -> Iterator[Sound]:
    """What words sound like to a voice of a language, each run of them in its own.

    A run in a language that cannot be read here gives no sound.
    """
    own = primary(language)
    for run in runs:
        foreign = primary(run.language) != own
        said = list(_of_run(text, run, run.language if foreign else language, foreign=foreign))
        yield from _spelled(text, said, own) if own in _OF_THE_EAST else said
        if foreign or run is not runs[-1]:
            yield Sound(" ", run.end, run.end, word=False)


def _of_run(text: str, run: Run, language: str, *, foreign: bool) -> Iterator[Sound]:
    for sound in _phonemes(text[run.start : run.end], language) or ():
        # A blank after figures that end the text stands behind its end.
        start, end = (min(at + run.start, run.end) for at in (sound.start, sound.end))
        yield replace(sound, start=start, end=end, foreign=foreign or sound.foreign)


def _spelled(text: str, said: Sequence[Sound], own: str) -> Iterator[Sound]:
    """English words among Chinese or Japanese; each letter of one that is spelled is a word.

    Run together, as English says them, letters are not understood of a voice of the East: PC, NBA. Nor are
    they by the names that Chinese gives them: wēi ài for VI is heard as words.
    """
    from media.phonemes import english

    for sound in said:
        letters = english.letters(text[sound.start : sound.end]) if sound.word and sound.foreign else []
        for number, phonemes in enumerate(letters or [sound.phonemes]):
            if number:
                yield Sound(" ", sound.end, sound.end, word=False)
            # To a Chinese voice a p without breath is the sound of B.
            clear = _STOP.sub(r"\1ʰ", phonemes) if letters and own == "zh" else phonemes
            yield replace(sound, phonemes=clear)


def _phonemes(text: str, language: str) -> list[Sound] | None:
    """What words sound like that are all of one language; None in one that cannot be read here."""
    match primary(language):
        case "en":
            from media.phonemes import english

            return english.sounds(text, british=standard(language) == "en-GB")
        case "zh":
            from media.phonemes import chinese

            return chinese.sounds(text)
        case "ja":
            from media.phonemes import japanese

            return japanese.sounds(text)
        case "fr":
            from media.phonemes import french

            return french.sounds(text)
        case "es":
            from media.phonemes import spanish

            return spanish.sounds(text)
        case _:
            return None
