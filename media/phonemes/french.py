"""French: words by their letters, with elision, liaison and the stress at the end."""

import re
from collections.abc import Iterator, Sequence

from unicode_rbnf import RbnfEngine

from media.phonemes.french_letters import read, spell
from media.phonemes.numbers import Manner
from media.phonemes.sounds import Sound, mark
from media.phonemes.tokens import Token, tokens

_V = "aeiouyàâéèêëîïôùûœæ"
# An h that keeps words apart, and other beginnings that do.
_APART = re.compile(
    "h(?:a[chilmnrstu]|aut|é(?:ris|ron|ros$)|ero|ibou|o(?:ll|mard|n[gt]|ck|rs|usse)|uit|url)|onz|oui|y[aeo]"
)
# Words with a sound at their end that is only heard before a vowel.
_LIAISONS = {
    "z": "[ldmtsc]es|nos|vos|leurs|nous|vous|ils|elles|aux|très|plus|sans|sous|chez|dans|deux|trois|six|dix|"
    "petits|grands|bons|autres|plusieurs|quelques|mêmes|étions|sommes|êtes",
    "t": "est|sont|petit|grand|quand|ont|vont|font|tout|cent|vingt",
    "n": "un|on|en|mon|ton|son|bien|rien|aucun",
}
_UNSTRESSED = re.compile(
    "aux?|[àa]|ai|as|ce|ces|cet|cette|dans|de|des|du|en|et|ils?|elles?|je|la|le|les|leurs?|lui|ma|me|mes|mon|ne|"
    "nos|notre|nous|on|o[uù]|par|pas|pour|qu|que|qui|sa|sans|se|ses|si|son|sous|sur|ta|te|tes|ton|tu|une?|vos|"
    "votre|vous|y|est|sont|plus|très"
)
_PLURAL_SUBJECTS = ("ils", "elles")
_CLITICS = ("ne", "se", "me", "te", "nous", "vous", "le", "la", "les", "lui", "leur", "en", "y")
_LAST_VOWEL = re.compile("([aeiouyɑɔɛøœ])(\u0303?[^aeiouyɑɔɛøœ]*)$")
_WHOLE = frozenset(("aujourd'hui", "quelqu'un"))
_numbers = RbnfEngine.for_language("fr")


def sounds(text: str) -> list[Sound]:
    """What the text sounds like, a sound for each word."""
    return list(_sounds(_elided(tokens(text, _MANNER))))


def _elided(found: Sequence[Token]) -> Iterator[Token]:
    """Words cut at the apostrophe: ``l'été`` is two, with no space between."""
    for token in found:
        if not token.word or token.text.lower() in _WHOLE:
            yield token
            continue
        at = token.start
        parts = token.text.split("'")
        for part in parts:
            end = token.end if part is parts[-1] else at + len(part) + 1
            if part:
                yield Token(part, at, end, word=True)
            at = end


def _sounds(found: Iterator[Token]) -> Iterator[Sound]:
    whole = list(found)
    before: list[str] = []  # the words since the last pause
    for at, token in enumerate(whole):
        if token.word:
            word = token.text.lower()
            following = _following(whole[at + 1 :])
            yield Sound(_word(token.text, before, following), token.start, token.end)
            before.append(word)
        elif token.text == "%":
            yield Sound("puʁ sˈɑ̃", token.start, token.end)
        elif pause := mark(" " if token.text in "-/" else token.text, token.start):
            yield pause
            if pause.phonemes != " ":
                before.clear()


def _following(rest: Sequence[Token]) -> str:
    """The next word, if no pause comes first."""
    for token in rest[:2]:
        if token.word:
            return token.text.lower()
        if not token.text.isspace() and token.text != "-":
            break
    return ""


def _word(text: str, before: Sequence[str], following: str) -> str:
    word = text.lower()
    if word == "ce" and before[-1:] == ["est"]:  # est-ce que
        return "s"
    if text.isupper() and 1 < len(text) <= 3 and not re.search(f"[{_V}]", word[1:-1] or word):  # noqa: PLR2004
        phonemes = spell(word)
    else:
        phonemes = read(_verb(word, before))
    if not following or not _UNSTRESSED.fullmatch(word):
        phonemes = _LAST_VOWEL.sub(r"ˈ\1\2", phonemes)
    if not re.match(f"[{_V}h]", following) or _APART.match(following):
        return phonemes
    liaison = next((sound for sound, words in _LIAISONS.items() if re.fullmatch(words, word)), "")
    # Six and dix end in an s that turns into the z.
    return (phonemes.removesuffix("s") if liaison == "z" else phonemes) + liaison


def _verb(word: str, before: Sequence[str]) -> str:
    """The word, without the silent end of ``ils parlent``."""
    subjects = [one for one in before[-4:] if one not in _CLITICS]
    if word.endswith("ent") and subjects and subjects[-1] in _PLURAL_SUBJECTS:
        return word.removesuffix("nt")
    return word


def _number(figures: str) -> str:
    return _numbers.format_number(figures).text


_MONTHS = re.findall(
    r"\w+", "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
)


def _ordinal(figures: str) -> str:
    return _numbers.format_number(figures, ruleset_names=["spellout-ordinal-masculine"]).text


def _date(year: int, month: int, day: int) -> str:
    first = "premier" if day == 1 else _number(str(day))
    return f"{first} {_MONTHS[month - 1]} {_number(str(year))}"


def _time(hour: int, minute: int) -> str:
    words = f"{_numbers.format_number(hour, ruleset_names=['spellout-cardinal-feminine']).text} heures"
    return f"{words} {_number(str(minute))}" if minute else words


_MANNER = Manner(
    number=_number,
    date=_date,
    time=_time,
    minus="moins",
    units={
        "%": "{} pour cent",
        "℃": "{} degrés",
        "°C": "{} degrés",
        "NT$": "{} dollars",
        "US$": "{} dollars",
        "$": "{} dollars",
        "¥": "{} yens",
        "€": "{} euros",
        "£": "{} livres",
    },
    ordinals={
        **dict.fromkeys(("er", "e", "ème"), _ordinal),
        **dict.fromkeys(("re", "ère"), lambda _: "première"),
    },
)
