"""How French letters are read, word by word."""

import importlib.resources
import re

_V = "aeiouyàâéèêëîïôùûüœæ"
_NASAL = f"(?![{_V}hnm])"
_LIP = "(?=[bp])"

# Words that no rule reads rightly.
_EXCEPTIONS = dict(
    line.split()
    for line in (importlib.resources.files(__package__) / "french_words.txt").read_text("utf-8").splitlines()
)
# What stands before an apostrophe.
_ELIDED = {letter: letter for letter in "dlmnst"} | {"c": "s", "j": "ʒ", "qu": "k"}
_LETTERS = dict(
    re.findall(
        r"(\w)=(\S+)",
        "a=a b=be c=se d=de e=ə f=ɛf g=ʒe h=aʃ i=i j=ʒi k=ka l=ɛl m=ɛm n=ɛn o=o p=pe q=ky r=ɛʁ s=ɛs t=te "
        "u=y v=ve w=dublave x=iks y=iɡʁɛk z=zɛd",
    )
)

# Letters and how they sound, the first that fits. By then the silent letters at the end are gone, except e.
_RULES = [
    (re.compile(letters), sound)
    for letters, sound in (
        # Endings
        ("emment$", "amɑ̃"),
        ("amment$", "amɑ̃"),
        ("ement$", "əmɑ̃"),
        ("(?<=[iïé])en$", "ɛ̃"),
        ("um$", "ɔm"),
        ("e$", ""),
        # Vowels of several letters
        ("oin" + _NASAL, "wɛ̃"),
        (f"oy(?=[{_V}])", "waj"),
        ("o[iîy]", "wa"),
        ("eaux?|aux?", "o"),
        ("euill|ueill|œill", "œj"),
        ("eill", "ɛj"),
        ("aill", "aj"),
        ("ouill", "uj"),
        ("euil$|ueil$", "œj"),
        ("eil$", "ɛj"),
        ("ail$", "aj"),
        (f"ay(?=[{_V}])", "ɛj"),
        (f"uy(?=[{_V}])", "yij"),
        ("a[iy]n" + _NASAL + "|aim" + _NASAL + "|ein" + _NASAL, "ɛ̃"),
        ("ai$", "ɛ"),
        ("a[iîy]|e[iîy]", "ɛ"),
        (f"o[uùû](?!e$)(?=[{_V}])", "w"),
        ("o[uùû]", "u"),
        (f"[eœ]u(?=(?:[rlfvb]|gl|pl)(?:e?$|[^{_V}t]))|œu(?=[rfv])", "œ"),
        ("[eœ][uû]", "ø"),
        ("œ", "e"),
        # Nasal vowels
        ("emm(?=[eéa])", "ɑ̃m"),
        ("enn(?=[uo])", "ɑ̃n"),
        ("ien(?=[st]?$)", "jɛ̃"),
        ("(?<=é)en" + _NASAL, "ɛ̃"),
        ("[ae]n" + _NASAL, "ɑ̃"),
        ("[ae]m" + _LIP, "ɑ̃"),
        ("[iy]n" + _NASAL + "|[iy]m" + _LIP, "ɛ̃"),
        ("on" + _NASAL + "|om" + _LIP + "|om$", "ɔ̃"),
        ("un" + _NASAL + "|um" + _LIP, "œ̃"),
        # Consonants of several letters
        ("(?<=[sx])tion", "tjɔ̃"),
        ("tion", "sjɔ̃"),
        ("(?<=[aeé])tie(?=l|u)", "sje"),
        (f"(?<=[^{_V}])ill(?=[{_V}])", "ij"),
        ("gn", "ɲ"),
        ("ch(?=[rnl])", "k"),
        ("s?ch", "ʃ"),
        ("(?<=m)p(?=t)", ""),
        ("ph", "f"),
        ("th", "t"),
        ("c?qu?", "k"),
        ("gu(?=[eiyéèê])", "ɡ"),
        ("ge(?=[aoâô])", "ʒ"),
        ("g(?=[eiyéèêî])", "ʒ"),
        ("sc(?=[eiyéèê])", "s"),
        ("cc(?=[eiéè])", "ks"),
        ("c(?=[eiyéèêïî])|ç", "s"),
        ("c[ck]?|k+", "k"),
        ("g+", "ɡ"),
        (f"(?<=[{_V}])s(?=[{_V}])", "z"),
        ("ss?", "s"),
        (f"(?<=^e)x(?=[{_V}h])", "ɡz"),
        ("x(?=i[èe]m)", "z"),
        ("xc(?=[eiéè])|x", "ks"),
        ("j", "ʒ"),
        ("h", ""),
        ("rr?", "ʁ"),
        ("w", "w"),
        # Single vowels
        ("ï", "i"),
        (f"(?<=[^{_V}][lr])[iy](?=[{_V}])", "ij"),
        (f"[iyî](?!e$)(?=[{_V}])", "j"),
        (f"(?<=[{_V}])y(?=[{_V}])", "j"),
        ("[iîy]", "i"),
        ("u(?=i)", "y"),
        ("[uûùü]", "y"),
        ("ô", "o"),
        (f"o(?=s[{_V}])|o$", "o"),
        (f"o(?=([^{_V}])\\1)", "ɔ"),
        (f"o(?=[^{_V}h]h?[lr]?[{_V}](?!$))", "o"),
        ("o", "ɔ"),
        ("é", "e"),
        ("[èêë]|^e(?=x)", "ɛ"),
        (f"e(?=([^{_V}])\\1)", "ɛ"),
        (f"e(?=(?:[^{_V}]|[bcdfgptv][lr]|ch|ph|th|gn|qu|gu)[{_V}])", "ə"),
        ("e", "ɛ"),
        ("[aàâ]", "a"),
        ("æ", "e"),
    )
]
# Applied one after another.
_ENDINGS = [
    (re.compile(ending), spoken)
    for ending, spoken in (
        ("(?<=..)es$", "e"),
        ("(?<=i)eds?$", "é"),
        ("(?<=..)(?:er|ez|ers)$", "é"),
        ("aient$", "ai"),
        ("(?<![aol])([tv])ients?$", r"\1ien"),
        ("ents?$", "an"),
        ("ets?$", "è"),
        ("(?<=ct)s$|(?<=pt)s$|(?<=st)s$|(?<=xt)s$", ""),
        (f"(?<=[{_V}rnlmfcqkvbgp])[dtpsz]+(?<!ct)(?<!pt)(?<!st)(?<!xt)$|(?<![ea])x$", ""),
        ("(?<=n)[cg]$|(?<=r)g$|(?<=m)b$", ""),
    )
]
_DOUBLE = re.compile(r"([bdflmnptz])\1")
_SCHWA = re.compile("(?<=[aeiouyɛɔøœ\u0303][bdfklmnpstvzɡʁʒʃɲ])ə(?=[bdfklmnpstvzɡʒʃ][jwy]?[aeiouyɛɔøœɑ])")


def read(word: str) -> str:
    """The phonemes of a word in small letters."""
    if word in _EXCEPTIONS:
        return _EXCEPTIONS[word]
    if word in _ELIDED:
        return _ELIDED[word]
    if not re.search(f"[{_V}]", word):
        return spell(word)
    letters = _without_silent_end(word)
    phonemes = ""
    at = 0
    while at < len(letters):
        matches = ((pattern.match(letters, at), sound) for pattern, sound in _RULES)
        width, sound = next(
            ((match.end() - at, sound) for match, sound in matches if match), (1, letters[at])
        )
        phonemes += sound
        at += width
    # Two equal consonants sound once, and a weak e between two single consonants is swallowed.
    return _SCHWA.sub("", _DOUBLE.sub(r"\1", phonemes))


def spell(word: str) -> str:
    """Letter by letter."""
    return "".join(_LETTERS.get(letter, "") for letter in word)


def _without_silent_end(word: str) -> str:
    """The word without the letters at its end that are not spoken, except one e."""
    for ending, spoken in _ENDINGS:
        word = ending.sub(spoken, word)
    return word
