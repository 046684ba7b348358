"""Texts spoken by the embedded voice and heard by a recogniser: what came through, by kind and language."""

import argparse
import asyncio

from quality.speech import report
from quality.speech.hearing import hear
from quality.speech.scoring import score
from quality.speech.speaking import VOICES, speak
from quality.speech.texts import texts


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what can be asked of this part alone."""
    parser.add_argument("--language", choices=sorted(VOICES), action="append", help="only this one")
    parser.add_argument("--kind", action="append", help="only texts of this kind")
    parser.add_argument("--texts", type=int, metavar="N", help="only N of each language")


def measure(options: argparse.Namespace) -> bool:
    """Speak and hear, and print the figures; whether the goals are reached."""
    chosen = texts(options.language or sorted(VOICES), options.kind, options.texts)
    first = asyncio.run(speak(chosen, again=False))
    heard = [score(text, said) for text, said in zip(chosen, hear(chosen, first), strict=True)]
    missed = [one.text for one in heard if one.missed]
    second = asyncio.run(speak(missed, again=True))
    again = {text: score(text, said) for text, said in zip(missed, hear(missed, second), strict=True)}
    return report.show(heard, again)
