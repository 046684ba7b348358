"""The words of a text: which of them carry its content, and which are nouns."""

from contracts.animation import Language
from media.storyboards.words.content_word import ContentWord as ContentWord


def words(text: str, language: Language) -> list[ContentWord]:
    """The content words of a text, in order."""
    # Imported here because each module brings dictionaries that others have no need to wait for.
    match language:
        case Language.ENGLISH:
            from media.storyboards.words import english

            return english.words(text)
        case Language.JAPANESE:
            from media.storyboards.words import japanese

            return japanese.words(text)
        case Language.CHINESE:
            from media.storyboards.words import chinese

            return chinese.words(text)
