"""A plan in the course of being revised, and what its parts are called."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from contracts.storyboard import Asked, Coverage, Plan, Scene, Storyboard
from language.chinese import simplified
from media.authoring.edits.refused import Reason, RefusedError
from media.authoring.edits.scripts import Script, read
from media.authoring.revising.overlays import write
from media.scenes import script
from media.scenes.catalogue import catalogue
from media.scenes.locale import Locale

FRAMING: Final = frozenset({"title", "points"})
"""The kinds that open and close what a storyboard shows."""
_LATIN: Final = re.compile("[A-Za-z0-9]")
QUOTED: Final = re.compile(
    r"「[^」]*」|『[^』]*』|“[^”]*”|‘[^’]*’|\"[^\"]*\"|《[^》]*》|(?<!\w)'[^']*'(?!\w)|`[^`]*`"
)
QUOTES: Final = "「」『』“”‘’\"'《》`"
"""The marks that stand around what is quoted."""
_OPEN: Final = "[「『“‘\"'《`]"
_CLOSED: Final = "[」』”’\"'》`]"
_BOX_WORD: Final = (
    r"(?:箱|枠|カード|四角形?|ボックス|方塊|方块|方框|框|卡片|(?:box(?:es)?|card|tile)(?![A-Za-z]))"
)
_BOX: Final = re.compile(
    rf"{_OPEN}(?P<before>[^」』”’\"'》`]+){_CLOSED}\s*(?:の|的)?\s*{_BOX_WORD}"
    rf"|(?:box|card|tile)\s+(?:of|with|around|for)?\s*{_OPEN}(?P<after>[^」』”’\"'》`]+){_CLOSED}",
    re.IGNORECASE,
)
_EXAMPLE: Final = re.compile(r"(?:例子?|Example)\s*[:：]")
_BOXES: Final = frozenset({"RoundedRectangle", "Rectangle", "Square", "Circle", "SurroundingRectangle"})


@dataclass(frozen=True)
class Draft:
    """A plan, with what is worked out of it."""

    plan: Plan
    left: tuple[str, ...] = ()
    """What of the instruction could not be done: words that stand for nothing here, or that only their
    sender can translate."""
    focus: str = ""
    """The id of the scene that was last spoken of, for "after it"."""

    @property
    def board(self) -> Storyboard:
        """Its storyboard."""
        return self.plan.storyboard

    @property
    def locale(self) -> Locale:
        """The language that it speaks."""
        return Locale(self.board.language)

    @cached_property
    def script(self) -> Script:
        """The script that it makes, parsed."""
        parsed = read(write(self.board))
        if parsed is None:
            raise RefusedError(Reason.NOT_PYTHON)
        return parsed

    @cached_property
    def names(self) -> list[tuple[str, str]]:
        """What the builders call the things that they draw, and the variables of these; the longest first."""
        found = [
            (normalised(word), variable)
            for variable, words in script.names(self.board).items()
            for name in (*words, *filter(None, map(_turned, words)))
            for word in (name, simplified(name))
            if len(word) > 1
        ]
        return sorted(dict.fromkeys(found), key=lambda one: len(one[0]), reverse=True)

    def with_names(self, instruction: str) -> str:
        """The instruction with variables in the place of the builders' own names for things.

        What stands in quotation marks is words on the screen, unless it is the box around them that is meant.
        """
        instruction = _BOX.sub(self._box, instruction)
        for words, box in self.boxes:
            instruction = re.sub(
                rf"{re.escape(words)}\s*(?:の|的|'s)?\s*{_BOX_WORD}", f" {box} ", instruction
            )
        parts = QUOTED.split(instruction)
        quotes = [found[0] for found in QUOTED.finditer(instruction)]
        named = [self._named(part) for part in parts]
        return "".join(part + quote for part, quote in zip(named, [*quotes, ""], strict=True))

    @cached_property
    def boxes(self) -> list[tuple[str, str]]:
        """The variables of the boxes that are drawn around named things, by what these are called."""
        of = {
            group: one.name
            for one in reversed(self.script.drawn)
            if one.maker in _BOXES
            for group in one.groups
        }
        return [(word, of[variable]) for word, variable in self.names if variable in of]

    def _box(self, found: re.Match[str]) -> str:
        """The variable of the box that is drawn around a named thing's words; as written if there is none."""
        words = normalised(found["before"] or found["after"])
        variable = next((name for word, name in self.names if word == words), None)
        box = next((one for one in self.script.drawn if variable in one.groups and one.maker in _BOXES), None)
        return f" {box.name} " if box else found[0]

    def _named(self, instruction: str) -> str:
        instruction = unicodedata.normalize("NFKC", instruction)
        for word, variable in self.names:
            start = r"(?<![A-Za-z0-9])(?:the )?" if _LATIN.match(word) else ""
            end = r"(?![A-Za-z0-9])" if _LATIN.match(word[-1:]) else ""
            name = re.compile(start + re.escape(word.removeprefix("the ")) + end, re.IGNORECASE)
            instruction = name.sub(f" {variable} ", instruction)
        return instruction

    def revised(self, board: Storyboard | None = None, **changes: object) -> "Draft":
        """The draft with another storyboard, and other parts of its plan."""
        update = {"storyboard": board or self.board, **changes}
        return replace(self, plan=self.plan.model_copy(update=update))

    def with_scenes(self, scenes: Iterable[Scene]) -> "Draft":
        """The draft with other scenes; one that is still called an example is one."""
        scenes = tuple(scenes)
        ours = {scene.id for scene in self.board.scenes if self.is_example(scene)}
        headings = (one.heading for one in scenes if one.id in ours and _EXAMPLE.match(one.heading))
        examples = tuple(dict.fromkeys((*self.plan.coverage.examples, *headings)))
        coverage = self.plan.coverage.model_copy(update={"examples": examples})
        board = self.board.model_copy(update={"scenes": scenes})
        return self.revised(board, coverage=coverage)

    def with_changes(self, changes: Mapping[str, Scene]) -> "Draft":
        """The draft with some of its scenes changed, by their ids."""
        return self.with_scenes(changes.get(scene.id, scene) for scene in self.board.scenes)

    def without(self, words: Sequence[str]) -> "Draft":
        """The draft that knows of words that nothing was made of."""
        return replace(self, left=(*self.left, *words)) if words else self

    def with_values(self, values: str) -> "Draft":
        """The draft that knows another text for the values that it shows."""
        return self.revised(asked=self.plan.asked.model_copy(update={"values": values}))

    @property
    def asked(self) -> Asked:
        """The request that it was made from."""
        return self.plan.asked

    @property
    def first(self) -> tuple[str, ...]:
        """The content and the instructions of the request before any edit."""
        return self.asked.first or (self.asked.content, self.asked.additional_instructions)

    def unused_ids(self) -> Iterator[str]:
        """Ids for new scenes."""
        taken = {scene.id for scene in self.board.scenes}
        number = len(taken)
        while True:
            number += 1
            if str(number) not in taken:
                yield str(number)

    def is_example(self, scene: Scene) -> bool:
        """Whether a scene shows values of our choosing."""
        return bool(scene.heading) and scene.heading in self.plan.coverage.examples

    def covered(self, unused: Sequence[str]) -> Plan:
        """The plan with its coverage: the scenes as they are now, and what of the instruction is not done."""
        examples = tuple(scene.heading for scene in self.board.scenes if self.is_example(scene))
        shown = tuple(scene.heading for scene in self.board.scenes if scene.heading)
        coverage = Coverage(
            shown=shown, unused=tuple(dict.fromkeys((*unused, *self.left))), examples=examples
        )
        return self.plan.model_copy(update={"coverage": coverage})


def _turned(name: str) -> str:
    """Another way to say the same: "the January bar" for "the bar of January"."""
    found = re.fullmatch(r"the (bar|node|line|box|square|slice|part|values?) of (?:the )?(.+)", name)
    return f"{found[2]} {found[1]}" if found else ""


def normalised(text: str) -> str:
    """As instructions are read: full-width characters as others."""
    return unicodedata.normalize("NFKC", text).strip()


def is_drawn(scene: Scene) -> bool:
    """Whether a builder draws it, and not its author's own code."""
    return scene.picture.kind in catalogue()
