"""English words that are in no dictionary, by how letters are usually read."""

import re

_VOWEL = "[aeiouy]"
_ANY_END = r"(?![a-z])"

# Letters, what must follow, and how they sound; the first that fits is taken.
_RULES: tuple[tuple[str, str, str], ...] = (
    ("tion", "", "ʃən"),
    ("sion", "", "ʒən"),
    ("cious", "", "ʃəs"),
    ("tious", "", "ʃəs"),
    ("ture", _ANY_END, "ʧəɹ"),
    ("ough", "", "O"),
    ("augh", "", "ɔ"),
    ("eigh", "", "A"),
    ("igh", "", "I"),
    ("tch", "", "ʧ"),
    ("dge", "", "ʤ"),
    ("sch", "", "sk"),
    ("que", _ANY_END, "k"),
    ("air", "", "ɛɹ"),
    ("ear", "", "ɪɹ"),
    ("eer", "", "ɪɹ"),
    ("oor", "", "ɔɹ"),
    ("our", "", "ɔɹ"),
    ("are", _ANY_END, "ɛɹ"),
    ("ire", _ANY_END, "Iəɹ"),
    ("ore", _ANY_END, "ɔɹ"),
    ("ure", _ANY_END, "jʊɹ"),
    ("sh", "", "ʃ"),
    ("ch", "", "ʧ"),
    ("th", "", "θ"),
    ("ph", "", "f"),
    ("gh", "", "ɡ"),
    ("wh", "", "w"),
    ("ck", "", "k"),
    ("ng", _ANY_END, "ŋ"),
    ("nk", "", "ŋk"),
    ("qu", "", "kw"),
    ("ee", "", "i"),
    ("ea", "", "i"),
    ("oo", "", "u"),
    ("ou", "", "W"),
    ("ow", _ANY_END, "O"),
    ("ow", "", "W"),
    ("oi", "", "Y"),
    ("oy", "", "Y"),
    ("oa", "", "O"),
    ("ai", "", "A"),
    ("ay", "", "A"),
    ("au", "", "ɔ"),
    ("aw", "", "ɔ"),
    ("ei", "", "A"),
    ("ey", _ANY_END, "i"),
    ("ie", "", "i"),
    ("ue", _ANY_END, "u"),
    ("eu", "", "ju"),
    ("ew", "", "ju"),
    ("ar", "(?![aeiouy])", "ɑɹ"),
    ("er", "(?![aeiouy])", "əɹ"),
    ("ir", "(?![aeiouy])", "ɜɹ"),
    ("or", "(?![aeiouy])", "ɔɹ"),
    ("ur", "(?![aeiouy])", "ɜɹ"),
    # A vowel, one consonant, and an e that is not spoken: the vowel is long.
    ("a", "[bcdfgklmnpstvz]e" + _ANY_END, "A"),
    ("e", "[bcdfgklmnpstvz]e" + _ANY_END, "i"),
    ("i", "[bcdfgklmnpstvz]e" + _ANY_END, "I"),
    ("o", "[bcdfgklmnpstvz]e" + _ANY_END, "O"),
    ("u", "[bcdfgklmnpstvz]e" + _ANY_END, "u"),
    ("y", "[bcdfgklmnpstvz]e" + _ANY_END, "I"),
    ("a", _ANY_END, "ə"),
    ("o", _ANY_END, "O"),
    ("i", _ANY_END, "i"),
    ("u", _ANY_END, "u"),
    ("y", _ANY_END, "i"),
    ("y", _VOWEL, "j"),
    ("c", "[eiy]", "s"),
    ("g", "[eiy]", "ʤ"),
    ("a", "", "æ"),
    ("b", "", "b"),
    ("c", "", "k"),
    ("d", "", "d"),
    ("e", "", "ɛ"),
    ("f", "", "f"),
    ("g", "", "ɡ"),
    ("h", "", "h"),
    ("i", "", "ɪ"),
    ("j", "", "ʤ"),
    ("k", "", "k"),
    ("l", "", "l"),
    ("m", "", "m"),
    ("n", "", "n"),
    ("o", "", "ɑ"),
    ("p", "", "p"),
    ("q", "", "k"),
    ("r", "", "ɹ"),
    ("s", "", "s"),
    ("t", "", "t"),
    ("u", "", "ʌ"),
    ("v", "", "v"),
    ("w", "", "w"),
    ("x", "", "ks"),
    ("y", "", "ɪ"),
    ("z", "", "z"),
)
_READINGS = [(re.compile(f"{letters}(?={after})"), len(letters), sound) for letters, after, sound in _RULES]
_SPOKEN_VOWEL = re.compile("[AIOWYiuæɑəɛɜɪʊʌɔ]")


def read(word: str) -> str:
    """The phonemes of a word in small letters a to z, its first vowel stressed."""
    # The first letter of these pairs is silent, and so is an e at the end.
    letters = re.sub("^(?:k(?=n)|w(?=r)|p(?=[ns])|g(?=n))", "", word)
    letters = re.sub(r"([bdfgklmnprstvz])\1", r"\1", letters)
    phonemes = ""
    at = 0
    while at < len(letters):
        if at and at == len(letters) - 1 and letters[at] == "e" and _SPOKEN_VOWEL.search(phonemes):
            break
        width, sound = next(
            ((width, sound) for pattern, width, sound in _READINGS if pattern.match(letters, at)), (1, "")
        )
        phonemes += sound
        at += width
    return _SPOKEN_VOWEL.sub(lambda vowel: "ˈ" + vowel[0], phonemes, count=1)
