"""Which of a provider's voices speaks a language."""

import re
from collections.abc import Collection, Sequence
from typing import Final

from contracts.speech import Voice
from language.tags import FAR, is_spoken_as, spoken_distance
from media.speech.voices import speaks

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


def instead(own: Voice, language: str, voices: Sequence[Voice], taken: Collection[str] = ()) -> Voice | None:
    """Who speaks a language that a voice does not: one of its gender, and not ``taken``, if there is one."""
    able = [voice for voice in voices if speaks(voice, language)]
    alike = [voice for voice in able if voice.gender == own.gender] or able
    free = [voice for voice in alike if voice.voice_id not in taken] or alike
    return best(free, language) if free else None


def _distance(voice: Voice, language: str) -> tuple[int, int]:
    """How far a voice is from a language: its own, one that it also speaks, that of another region, none.

    Among those of other regions, and of other languages, the nearest comes first.
    """
    own, *others = voice.languages
    distance = spoken_distance(language, own)
    distances = [spoken_distance(language, tag) for tag in others]
    steps = (
        distance == 0,
        0 in distances,
        is_spoken_as(language, own),
        any(is_spoken_as(language, tag) for tag in others),
    )
    return steps.index(True) if True in steps else len(steps), min(distance, *distances, FAR)


def _manner(voice: Voice) -> int:
    kinds = [kind.fullmatch(voice.voice_id) is not None for kind in _STEADY]
    return kinds.index(True) if True in kinds else len(kinds)
