"""How a text is read aloud, whatever of the languages that can be read it is in.

A language's module is imported when it is first asked for: each brings dictionaries of some ten MB, which
others have no need to wait for.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from language.tags import primary, standard
from media.phonemes.sounds import Sound
from media.reading.reader import Reading, read


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
    own = primary(language)
    spoken = [piece for piece in reading.pieces if piece.spoken]
    for primary_language, run in groupby(spoken, key=lambda piece: primary(piece.language)):
        pieces = list(run)
        written = [
            (piece.start + at, piece.start + at + 1)
            if piece.spoken == reading.written[piece.start : piece.end]
            else (piece.start, piece.end)
            for piece in pieces
            for at in range(len(piece.spoken))
        ]
        tag = language if primary_language == own else pieces[0].language
        foreign = primary_language != own
        for sound in _phonemes("".join(piece.spoken for piece in pieces), tag) or ():
            of = written[sound.start : max(sound.end, sound.start + 1)] or written[-1:]
            start, end = of[0][0], max(end for _, end in of)
            if sound.start == sound.end:
                start = end
            yield replace(sound, start=start, end=end, foreign=foreign or sound.foreign)
        if foreign or pieces[-1] is not spoken[-1]:
            end = pieces[-1].end
            yield Sound(" ", end, end, word=False)


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
