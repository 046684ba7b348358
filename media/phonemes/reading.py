"""How a text is read aloud, whatever of the languages that can be read it is in.

A language's module is imported when it is first asked for: each brings dictionaries of some ten MB, which
others have no need to wait for.
"""

from language.tags import primary, standard
from media.phonemes.sounds import Sound


def sounds(text: str, language: str) -> list[Sound] | None:
    """What a text sounds like; None in a language that cannot be read here. ``language`` is a BCP 47 tag."""
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
