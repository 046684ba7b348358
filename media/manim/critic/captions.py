"""Captions that are not of their beat.

A caption is what the script calls one: ``caption``, or in each method ``caption_1``, ``caption_2`` and so on.
"""

from dataclasses import dataclass
from itertools import combinations
from typing import Final

from language.reading import reading_seconds
from media.manim.critic.overlap import same
from media.manim.critic.sight import Caption, Finding, Severity, Sight, Text
from media.manim.critic.standing import Standing

LONG_ENOUGH: Final = 0.3
"""Seconds that a caption stands where it should not before it is a fault."""
HURRIED: Final = 0.75
"""The part of its reading time below which a caption is gone too soon."""


@dataclass
class _Life:
    """A caption from when it came. ``alone`` once nothing but it was left of what it came with."""

    text: Text
    since: float
    line: int
    until: float
    company: bool = False
    alone: bool = False


class Captions:
    """Follows the captions from look to look."""

    def __init__(self) -> None:
        self._time = 0.0
        self._known: dict[int, tuple[Caption, int]] = {}
        self._lives: dict[tuple[int, int, float], _Life] = {}
        self._seen: dict[int, set[tuple[int, int, float]]] = {}
        self._highest: dict[str, int] = {}
        self._together: Standing[tuple[int, int], Finding] = Standing(LONG_ENOUGH)
        self._left_over: Standing[int, Finding] = Standing(LONG_ENOUGH)
        self._found: list[Finding] = []

    def look(self, sight: Sight) -> None:
        """Take note of what captions there are, and what is there beside them."""
        before, self._time = self._time, self._time + sight.seconds
        self._learn(sight)
        there = {text.form: text for text in sight.visible if text.caption}
        for form in self._lives.keys() - there.keys():
            life = self._lives.pop(form)
            self._end(life, fading=sight.seconds if life.text.key in sight.faded else 0.0)
        for form, text in there.items():
            if form not in self._lives:
                self._lives[form] = _Life(text, before, sight.line, self._time)
                self._seen.setdefault(text.key, set()).add(form)
                self._put_in_order(text, sight.line)
            self._lives[form].until = self._time
        self._compare(list(there.values()), sight)

    def _learn(self, sight: Sight) -> None:
        """Remember each caption that has a name; one whose name is given again begins a new count."""
        names = {(caption.method, caption.name) for caption, _ in self._known.values()}
        for key, caption in sight.named.items():
            if key not in self._known:
                if (caption.method, caption.name) in names:
                    self._highest.pop(caption.method, None)
                self._known[key] = caption, sight.line

    def _put_in_order(self, text: Text, line: int) -> None:
        caption = text.caption
        if caption is None or not caption.number:
            return
        highest = self._highest.get(caption.method, 0)
        if caption.number < highest:
            self._found.append(
                _finding(
                    f"{_quoted(text)} comes after caption {highest}: show captions in their order.", line
                )
            )
        self._highest[caption.method] = max(highest, caption.number)

    def _compare(self, there: list[Text], sight: Sight) -> None:
        together = {
            (one.key, other.key): _finding(
                f"{_quoted(one)} is still there beside {_quoted(other)}: "
                "remove a caption when the next one comes.",
                sight.line,
            )
            for one, other in combinations(there, 2)
            if not same(one, other)
        }
        self._together.look(together, sight.seconds, still=sight.still)
        company = (
            sight.more
            or len(sight.visible) > len(there)
            or any(shape.box.meets(sight.frame) for shape in sight.shapes)
        )
        left_over = {}
        for text in there:
            life = self._lives[text.form]
            life.alone |= life.company and not company
            life.company |= company
            if life.alone:
                left_over[text.key] = _finding(
                    f"{_quoted(text)} stays when all that it belongs to is gone: let it go with them.",
                    sight.line,
                )
        self._left_over.look(left_over, sight.seconds, still=sight.still)

    def _end(self, life: _Life, *, fading: float) -> None:
        shown = life.until + fading - life.since
        needed = reading_seconds(life.text.words)
        if shown < HURRIED * needed:
            message = (
                f"{_quoted(life.text)} is shown for {shown:.1f} s and takes {needed:.1f} s to read: "
                "wait longer."
            )
            # A person may have asked for all to go faster.
            self._found.append(_finding(message, life.line, "warning"))

    def findings(self) -> list[Finding]:
        """What was wrong with the captions."""
        return [*self._found, *self._together.stood(), *self._left_over.stood(), *self._never_shown()]

    def _never_shown(self) -> list[Finding]:
        if any(len(forms) > 1 for forms in self._seen.values()):
            return []  # captions that turn into one another are seen under the name of the first
        return [
            _finding(f"{caption.name} is never shown: play its FadeIn.", line, "warning")
            for key, (caption, line) in self._known.items()
            if caption.number and key not in self._seen
        ]


def _quoted(text: Text) -> str:
    name = text.caption.name if text.caption else text.kind
    return f"{name} {text.quoted}"


def _finding(message: str, line: int, severity: Severity = "error") -> Finding:
    return Finding(rule="caption", message=message, line=line, severity=severity)
