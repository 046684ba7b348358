"""Texts spoken by the embedded voice and heard by a recogniser: what came through, by kind and language."""

import argparse
import asyncio
from collections.abc import Sequence

from quality.speech import report
from quality.speech.hearing import hear
from quality.speech.scoring import Heard, both, score
from quality.speech.speaking import VOICES, speak
from quality.speech.texts import Text, texts


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what can be asked of this part alone."""
    parser.add_argument("--language", choices=sorted(VOICES), action="append", help="only this one")
    parser.add_argument("--kind", action="append", help="only texts of this kind")
    parser.add_argument("--texts", type=int, metavar="N", help="only N of each language")


def measure(options: argparse.Namespace) -> bool:
    """Speak and hear, and print the figures; whether the goals are reached."""
    chosen = texts(options.language or sorted(VOICES), options.kind, options.texts)
    heard = _heard(chosen, again=False)
    missed = [one.text for one in heard if one.missed]
    return report.show(heard, dict(zip(missed, _heard(missed, again=True), strict=True)))


def _heard(chosen: Sequence[Text], *, again: bool) -> list[Heard]:
    """What is heard of texts, and where a piece of one is missed, also what is heard in words alone."""
    audio = asyncio.run(speak(chosen, again=again))
    found = [score(text, said) for text, said in zip(chosen, hear(chosen, audio, figures=True), strict=True)]
    unclear = [number for number, one in enumerate(found) if one.missed]
    said = hear([chosen[at] for at in unclear], [audio[at] for at in unclear], figures=False)
    for at, words in zip(unclear, said, strict=True):
        found[at] = both(found[at], score(chosen[at], words))
    return found
