"""English, American and British."""

from collections.abc import Sequence

from media.phonemes.english_lexicon import lexicon
from media.phonemes.sounds import Sound, mark
from media.phonemes.tokens import Token, words

_VOWELS = "AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻɐ"
_STRESS = str.maketrans("", "", "ˈˌ")
_SYMBOLS = {"%": "percent", "+": "plus", "@": "at"}
"""Signs that stand by themselves; all others are words by now."""
_BEHIND_LETTERS = frozenset(
    {
        "squared",
        "cubed",
        "plus",
        "minus",
        "equals",
        "times",
        "over",
        "divided",
        "is",
        "to",
        "sub",
        "prime",
        "and",
        "or",
    }
)


def sounds(text: str, *, british: bool = False) -> list[Sound]:
    """What a text without figures sounds like, a sound for each word."""
    found: list[Sound] = []
    following = ""  # the phonemes of the word after, up to a pause
    whole = list(words(text))
    shouted = text.isupper() and sum(token.word for token in whole) > 1
    for at, token in reversed(list(enumerate(whole))):
        if token.word or token.text in _SYMBOLS:
            is_letter = token.text == "A" and _is_letter(whole, at)
            said = _SYMBOLS.get(token.text, token.text)
            if shouted and len(said) == 2:  # noqa: PLR2004
                said = said.lower()  # elsewhere two capitals are letters
            phonemes = (not is_letter and _in_context(token.text, following)) or word(
                said, british=british, last=not following
            )
            found.append(Sound(phonemes, token.start, token.end))
            following = phonemes or following
        elif pause := _pause(token):
            found.append(pause)
            following = following if pause.phonemes == " " else ""
    return found[::-1]


def _is_letter(found: Sequence[Token], at: int) -> bool:
    """Whether a capital A is the letter (ten A M, A squared), and not the article of a sentence or title."""
    after = next((token.text for token in found[at + 1 : at + 3] if token.word), "")
    if after in _BEHIND_LETTERS or (len(after) == 1 and after.isupper()):
        return True
    before = next((token for token in reversed(found[:at]) if not token.text.isspace()), None)
    return before is not None and (before.word or before.text == ",") and after[:1].islower()


def word(text: str, *, british: bool = False, last: bool = False) -> str:
    """How one word sounds."""
    phonemes = lexicon(british=british).say(text, last=last)
    # Kokoro was trained with these two in place of the dictionary's.
    return phonemes.replace("ɾ", "T").replace("ʔ", "t")


def letters(text: str) -> list[str]:
    """How each letter of a word sounds that is spelled, stressed; nothing for one that is read as a word."""
    if not (text.isascii() and text.isalpha()):
        return []
    each = [lexicon(british=False).spell(letter.lower()) for letter in text]
    return each if _unstressed("".join(each)) == _unstressed(word(text)) else []


def _unstressed(phonemes: str) -> str:
    return phonemes.translate(_STRESS)


def _in_context(text: str, following: str) -> str | None:
    """The little words whose sound depends on the next."""
    before_vowel = following.lstrip("ˈˌ")[:1] in _VOWELS if following else None
    match text.lower():
        case "the":
            return "ði" if before_vowel else "ðə"
        case "to" if following:
            return "tʊ" if before_vowel else "tə"
        case "a" if following:
            return "ɐ"
        case "an":
            return "ɐn"
        case "i" if text == "I":
            return "ˌI"
    return None


def _pause(token: Token) -> Sound | None:
    if token.text in "-/_":
        return Sound(" ", token.start, token.end, word=False)
    return mark(token.text, token.start)
