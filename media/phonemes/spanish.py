"""Spanish, by its letters, which tell nearly everything."""

import re
from collections.abc import Iterator

from unicode_rbnf import RbnfEngine

from media.phonemes.numbers import Manner
from media.phonemes.sounds import Sound, mark
from media.phonemes.tokens import tokens

_PLAIN = str.maketrans("àèìòùâêîôûäëïöç", "aeiouaeiouaeios")
# Consonants and how they sound, the first that fits.
_CONSONANTS = [
    (re.compile(letters), sound)
    for letters, sound in (
        ("ch", "ʧ"),
        ("ll", "ʎ"),
        ("rr|^r|(?<=[nls])r", "r"),
        ("r", "ɾ"),
        ("qu(?=[eiéí])|q", "k"),
        ("gu(?=[eiéí])", "ɡ"),
        ("gü", "ɡw"),
        ("g(?=[eiéí])|j", "x"),
        ("g", "ɡ"),
        ("cc(?=[eiéí])", "kθ"),
        ("c(?=[eiéí])|z+", "θ"),
        ("[ck]+", "k"),
        ("ph|f+", "f"),
        ("sh", "ʃ"),
        ("ñ", "ɲ"),
        ("x(?=ic[oa])|(?<=oa)x(?=ac)|(?<=te)x(?=as)", "x"),
        ("x", "ks"),
        ("^p(?=s)|h", ""),
        ("[bv]", "b"),
        ("y(?![aeouáéíóú])", "i"),
        ("y", "ʝ"),
        ("n(?=[bvp])", "m"),
        ("n(?=[gckqj])", "ŋ"),
        ("ss?", "s"),
        ("tt?", "t"),
        ("ü", "u"),
    )
]
_NUCLEUS = re.compile("[aeiouáéíóú]")
_ACCENTED = dict(zip("áéíóú", "aeiou", strict=True))
_DIPHTHONGS = {"ai": "I", "au": "W", "ei": "A", "eu": "eʊ", "oi": "oɪ", "ou": "O"}
_WEAK = {"b": "β", "d": "ð", "ɡ": "ɣ"}
_UNSTRESSED = re.compile(
    "al?|ante|bajo|con|del?|desde|el?|en|las?|les?|los?|me|mis?|ni|nos|os?|para|pero|por|que|se|si|sin|sobre|"
    "sus?|te|tus?|u|y"
)
_EXCEPTIONS = {"muy": "mˈuj", "y": "i"}
_LETTERS = dict(
    re.findall(
        r"(\w)=(\w+)",
        "b=be c=ce d=de f=efe g=ge h=hache j=jota k=ka l=ele m=eme n=ene ñ=eñe p=pe q=cu r=erre s=ese t=te "
        "v=uve w=uvedoble x=equis z=zeta",
    )
)
_numbers = RbnfEngine.for_language("es")


def sounds(text: str) -> list[Sound]:
    """What the text sounds like, a sound for each word."""
    return list(_sounds(text))


def _sounds(text: str) -> Iterator[Sound]:
    previous = ""  # the last sound of the word before, up to a pause
    for token in tokens(text, _MANNER):
        if token.word:
            phonemes = _word(token.text, previous)
            yield Sound(phonemes, token.start, token.end)
            previous = phonemes[-1:]
        elif token.text == "%":
            yield Sound(" poɾ θjˈento", token.start, token.end)
        elif pause := mark(" " if token.text in "-/" else token.text, token.start):
            yield pause
            previous = previous if pause.phonemes == " " else ""


def _word(text: str, previous: str) -> str:
    word = text.lower().translate(_PLAIN).replace("'", "")
    if not re.search("[aeiouyáéíóúü]", word):
        return "".join(_word(_LETTERS[letter], "") for letter in word if letter in _LETTERS)
    if word in _EXCEPTIONS:
        return _EXCEPTIONS[word]
    return _weakened(_diphthongs(_stressed(_glides(_consonants(word)), word)), previous)


def _consonants(word: str) -> str:
    """The word with the sounds of its consonants, its vowels still as they are written."""
    found = ""
    at = 0
    while at < len(word):
        matches = ((pattern.match(word, at), sound) for pattern, sound in _CONSONANTS)
        width, sound = next(((match.end() - at, sound) for match, sound in matches if match), (1, word[at]))
        found += sound
        at += width
    return found


def _glides(word: str) -> str:
    """An i or u before another vowel is no syllable of its own."""
    word = re.sub("i(?=[aeouáéóú])", "j", word)
    return re.sub("u(?=[aeoiáéóí])", "w", word)


def _stressed(phonemes: str, word: str) -> str:
    """The phonemes with the stress where the accent is, or else where the word's last letter puts it."""
    nuclei = [
        found.start()
        for found in _NUCLEUS.finditer(phonemes)
        if not re.search("[aeoáéó][iu]$", phonemes[: found.end()])
    ]
    marked = [at for at in nuclei if phonemes[at] in _ACCENTED]
    plain = "".join(_ACCENTED.get(phoneme, phoneme) for phoneme in phonemes)
    if _UNSTRESSED.fullmatch(word) or not nuclei:
        return plain
    last_but_one = word[-1] in "aeiouns" and len(nuclei) > 1
    at = marked[0] if marked else nuclei[-2 if last_but_one else -1]
    return f"{plain[:at]}ˈ{plain[at:]}"


def _diphthongs(phonemes: str) -> str:
    return re.sub("[aeo][iu](?!ˈ)", lambda pair: _DIPHTHONGS[pair[0]], phonemes)


def _weakened(phonemes: str, previous: str) -> str:
    """b, d and g close the mouth only after a pause or a nasal, and d after l."""

    def weak(found: re.Match[str]) -> str:
        before = phonemes[: found.start()].removesuffix("ˈ")[-1:] or previous
        closed = not before or before in "mnŋɲ" or (found[0] == "d" and before in "lʎ")
        return found[0] if closed else _WEAK[found[0]]

    return re.sub("[bdɡ]", weak, phonemes)


def _number(figures: str) -> str:
    return _numbers.format_number(figures).text


_MONTHS = re.findall(
    r"\w+", "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
)


def _time(hour: int, minute: int) -> str:
    return f"{_number(str(hour))} y {_number(str(minute))}" if minute else f"{_number(str(hour))} en punto"


def _ordinal(gender: str, figures: str) -> str:
    return _numbers.format_number(figures, ruleset_names=[f"spellout-ordinal-{gender}"]).text


_MANNER = Manner(
    number=_number,
    date=lambda year, month, day: f"{_number(str(day))} de {_MONTHS[month - 1]} de {_number(str(year))}",
    time=_time,
    minus="menos",
    units={
        "%": "{} por ciento",
        "℃": "{} grados",
        "°C": "{} grados",
        "NT$": "{} dólares",
        "US$": "{} dólares",
        "$": "{} dólares",
        "¥": "{} yenes",
        "€": "{} euros",
        "£": "{} libras",
    },
    ordinals={
        "º": lambda figures: _ordinal("masculine", figures),
        "ª": lambda figures: _ordinal("feminine", figures),
    },
)
