"""The figures: what came through of each kind in each language, and what did not."""

from collections.abc import Mapping, Sequence

from bench.figures import machine
from quality.speech.scoring import Heard
from quality.speech.speaking import VOICES
from quality.speech.texts import PLAIN, Text

OF_A_LANGUAGE = 0.95
OF_A_KIND = 0.85


def show(heard: Sequence[Heard], again: Mapping[Text, Heard]) -> bool:
    """Print the figures; whether the goals are reached."""
    reached = True
    print(f"{machine()}\n")
    for language in sorted({one.text.language for one in heard}):
        mine = [one for one in heard if one.text.language == language]
        print(f"{language}, spoken by {VOICES[language][0]}\n")
        print("| kind | texts | error rate | pieces heard | of all | missed, heard of the other voice |")
        print("|---|---|---|---|---|---|")
        for kind in dict.fromkeys(one.text.kind for one in mine):
            of_kind = [one for one in mine if one.text.kind == kind]
            reached &= _row(kind, of_kind, again, None if kind == PLAIN else OF_A_KIND)
        hard = [one for one in mine if one.text.kind != PLAIN]
        reached &= _row("**all but plain**", hard, again, OF_A_LANGUAGE)
        print()
    _show_missed(heard, again)
    return reached


def _row(kind: str, heard: Sequence[Heard], again: Mapping[Text, Heard], goal: float | None) -> bool:
    pieces = sum(len(one.text.pieces) for one in heard)
    missed = sum(len(one.missed) for one in heard)
    second = sum(len(set(one.missed) - set(again[one.text].missed)) for one in heard if one.missed)
    errors = sum(one.errors for one in heard) / max(1, sum(one.length for one in heard))
    share = 1 - missed / max(1, pieces)
    enough = goal is None or share >= goal
    verdict = f"{share:.0%}" if enough else f"{share:.0%} **NO**"
    print(
        f"| {kind} | {len(heard)} | {errors:.2f} | {pieces - missed} of {pieces} | {verdict}"
        f" | {second} of {missed} |"
    )
    return enough


def _show_missed(heard: Sequence[Heard], again: Mapping[Text, Heard]) -> None:
    """Each text of which a piece was not heard, with what was."""
    for one in heard:
        if one.missed:
            print(f"{one.text.language} {one.text.kind}: {one.text.written!r}")
            print(f"  missed: {', '.join('|'.join(piece.forms) for piece in one.missed)}")
            print(f"  heard: {one.heard.strip()}")
            print(f"  heard of {VOICES[one.text.language][1]}: {again[one.text].heard.strip()}")
