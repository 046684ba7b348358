"""Which of a provider's voices narrates in a language."""

import re
from collections.abc import Sequence
from typing import Final

from contracts.speech import Voice
from language.tags import primary

_USUAL: Final = {"en": "en-us", "zh": "zh-cn", "pt": "pt-br"}
"""The region of a language that is said without one, where it is not called like the language (``fr-FR``)."""
# The plain voices of Azure and Google sound the same every time. Their others improvise, speak as a foreigner
# does, or are old.
_STEADY: Final = (
    re.compile(r"[a-z]{2,3}-[A-Z]{2}-(?!.*Multilingual)[A-Za-z]+Neural"),
    re.compile(r"[a-z]{2,3}-[A-Z]{2}-Neural2-[A-Z]"),
    re.compile(r"[a-z]{2,3}-[A-Z]{2}-Wavenet-[A-Z]"),
)


def best(voices: Sequence[Voice], language: str) -> Voice:
    """The voice, of at least one, that suits a language best; the first of equals."""
    return min(voices, key=lambda voice: (_distance(voice, language), _manner(voice)))


def named(voices: Sequence[Voice], name: str, language: str) -> Voice | None:
    """The voice of this id or display name, in whatever case; of several the one that suits best."""
    wanted = name.casefold()
    found = [voice for voice in voices if wanted in (voice.voice_id.casefold(), voice.name.casefold())]
    return best(found, language) if found else None


def primary_tags(voice: Voice) -> set[str]:
    """All the languages of a voice, without regions."""
    return {primary(tag) for tag in voice.languages}


def _distance(voice: Voice, language: str) -> int:
    """How far a voice is from a language: its own, one that it also speaks, that of another region, none."""
    wanted = language.lower()
    if wanted == primary(wanted) and wanted not in voice.languages:
        wanted = _USUAL.get(wanted, f"{wanted}-{wanted}")
    own, *others = (tag.lower() for tag in voice.languages)
    steps = (
        wanted == own,
        wanted in others,
        primary(wanted) == primary(own),
        primary(wanted) in map(primary, others),
    )
    return steps.index(True) if True in steps else len(steps)


def _manner(voice: Voice) -> int:
    kinds = [kind.fullmatch(voice.voice_id) is not None for kind in _STEADY]
    return kinds.index(True) if True in kinds else len(kinds)
