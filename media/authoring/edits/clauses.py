"""One clause, one edit: the sentence patterns, the same for the three languages.

A pattern looks at what occurs in a clause, and where order matters at that. Each says which words it can do
with; a clause with any other word is not its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from media.authoring.edits.colours import Colour, Shade
from media.authoring.edits.kinds import (
    Adding,
    Colouring,
    Edge,
    Edit,
    Grounding,
    Moving,
    Pacing,
    Removing,
    Replacing,
    Rewording,
    SceneRef,
    Shading,
    Sizing,
    Spot,
    Swapping,
    Thickening,
    Thing,
)
from media.authoring.edits.phrases import WORDED, Content
from media.authoring.edits.tokens import Factor, Quoted
from media.authoring.edits.words import Kind, Role, Topic

_FASTER: Final = {Role.SLIGHTLY: 1.25, Role.GREATLY: 2.0}
_BIGGER: Final = {Role.SLIGHTLY: 1.15, Role.GREATLY: 1.7}
_DEGREE: Final = {Role.UP, Role.DOWN, Role.ADD, Role.SLIGHTLY, Role.GREATLY}
"""Words that say which way, or by how much."""
_THICKER: Final = {Role.SLIGHTLY: 1.3, Role.GREATLY: 3.0}
_USUAL_THICKER: Final = 1.8
_USUAL_FASTER: Final = 1.5
_USUAL_BIGGER: Final = 1.35
_EDGES: Final = {
    Role.FRONT: Edge.FRONT,
    Role.FIRST: Edge.FRONT,
    Role.END: Edge.END,
    Role.LAST: Edge.END,
    Role.BEFORE: Edge.BEFORE,
    Role.AFTER: Edge.AFTER,
}
_EVERYTHING: Final = Thing("", Kind.EVERYTHING)
_ALTERATIONS: Final = frozenset({Role.CHANGE, Role.REPLACE})

_T = TypeVar("_T")


@dataclass(frozen=True)
class Clause:
    """The contents of a clause (JOINs as written, as strings)."""

    row: tuple[Content | str, ...]
    written: tuple[str, ...]
    """The words of each content, as written."""
    before: Edit | None
    """The edit of the clause before it."""

    @property
    def meant(self) -> tuple[Thing, ...]:
        """What "it" is, and what is meant where nothing is named."""
        match self.before:
            case (
                Colouring(things=things)
                | Sizing(things=things)
                | Thickening(things=things)
                | Shading(things=things)
            ):
                return things
            case Rewording(thing=thing):
                return (thing,)
            case _:
                return ()

    def of(self, kind: type[_T]) -> list[_T]:
        """All contents of one type, in order."""
        return [item for item in self.row if type(item) is kind]

    @property
    def roles(self) -> frozenset[Role]:
        """What its plain words do."""
        return frozenset(self.of(Role))

    def only(self, *parts: type | Iterable[Role]) -> bool:
        """Whether it holds nothing but these types and roles."""
        types = {part for part in parts if isinstance(part, type)}
        roles = {role for part in parts if not isinstance(part, type) for role in part}
        return all(type(item) in types or item in roles or type(item) is str for item in self.row)


def edit_of(clause: Clause) -> Edit | None:
    """The edit that a clause asks for, if it asks for one."""
    patterns = (
        *(_swapping, _moving, _removing, _adding, _texts),
        *(_mode, _grounding, _pacing, _sizing, _thickening, _shading, _colouring),
    )
    found = next((edit for pattern in patterns if (edit := pattern(clause)) is not None), None)
    if found is None and clause.row[:2] in {(Role.END, "に"), (Role.FRONT, "に")}:
        # 「最後に」 may mean "finally" as well as "at the end".
        return edit_of(replace(clause, row=clause.row[2:], written=clause.written[2:]))
    return found


# --- scenes -----------------------------------------------------------------------------------------------


def _as_scenes(clause: Clause) -> list[SceneRef]:
    """The scenes a clause names; a thing that is named stands for the scene about it."""
    scenes: list[SceneRef] = []
    for item in clause.row:
        match item:
            case SceneRef():
                scenes.append(item)
            case Thing(written=written, kind=Kind() as kind, name="", place=0):
                scenes.append(SceneRef(written, about=kind))
            case Thing():
                return []
    return scenes


def _swapping(clause: Clause) -> Edit | None:
    match _as_scenes(clause):
        case [one, other] if Role.SWAP in clause.roles and clause.only(SceneRef, Thing, {Role.SWAP}):
            return Swapping(one, other)
        case _:
            return None


def _moving(clause: Clause) -> Edit | None:
    scenes = _as_scenes(clause)
    edges = [role for role in clause.of(Role) if role in _EDGES]
    if len(edges) != 1 or not clause.only(SceneRef, Thing, _EDGES, {Role.MOVE, Role.CHANGE}):
        return None
    if clause.of(Thing) and not clause.roles & {Role.MOVE, Role.CHANGE}:
        return None  # "scene 3 first" is clear enough, "the title first" is not
    edge = _EDGES[edges[0]]
    match scenes:
        case [scene] if edge in {Edge.FRONT, Edge.END}:
            return Moving(scene, Spot(edge))
        case [one, other] if edge in {Edge.BEFORE, Edge.AFTER}:
            # "before scene 2" but 「シーン2の前」: the anchor is the scene next to the word.
            place = clause.row.index(edges[0])
            named = [index for index, item in enumerate(clause.row) if isinstance(item, SceneRef | Thing)]
            verb_first = Role.MOVE in clause.row[: named[0]]
            anchor_first = named[0] < place < named[1] and not verb_first
            if clause.written[place].isascii():
                anchor_first = place < named[0]
            return Moving(other, Spot(edge, one)) if anchor_first else Moving(one, Spot(edge, other))
        case _:
            return None


def _removing(clause: Clause) -> Edit | None:
    if Role.REMOVE not in clause.roles:
        return None
    scenes = _as_scenes(clause)
    if scenes and clause.only(SceneRef, Thing, {Role.REMOVE}):
        return Removing(tuple(scenes))
    match clause.of(Quoted):
        case [Quoted(text=text)] if clause.only(Quoted, {Role.REMOVE, Role.SCENE, Role.SAYING}):
            return Removing((SceneRef(text, text=text),)) if Role.SCENE in clause.roles else None
        case _:
            return None


def _adding(clause: Clause) -> Edit | None:
    texts = tuple(quoted.text for quoted in clause.of(Quoted) if quoted.text.strip())
    allowed = {Role.ADD, Role.SCENE, Role.SAYING, *_EDGES}
    scenes = clause.of(SceneRef)
    if Role.ADD not in clause.roles or not texts or not clause.only(Quoted, SceneRef, Thing, allowed):
        return None
    things = clause.of(Thing)
    if any(thing.kind is not Kind.TEXT for thing in things):
        return None
    new = [scene for scene in scenes if scene.about]
    anchors = [scene for scene in scenes if not scene.about]
    topic = new[0].about if new else None
    edges = [_EDGES[role] for role in clause.of(Role) if role in _EDGES]
    near = [edge for edge in edges if edge in {Edge.BEFORE, Edge.AFTER}]
    if near and len(edges) == 1 and len(scenes) in {1, 2}:
        # 「まとめの前に」: without a numbered scene the one named by its subject is the anchor.
        anchor, topic = (anchors[0], topic) if anchors else (new[-1], new[0].about if len(new) > 1 else None)
        return Adding(texts, topic, Spot(near[0], anchor))
    if near or anchors or len(edges) > 1 or len(new) > 1:
        return None
    opening = topic is Topic.INTRODUCTION
    return Adding(texts, topic, Spot(edges[0] if edges else Edge.FRONT if opening else Edge.END))


# --- texts ------------------------------------------------------------------------------------------------


def _texts(clause: Clause) -> Edit | None:
    quotes = clause.of(Quoted)
    things = _in_scene(clause)
    if (
        not clause.only(Quoted, Thing, SceneRef, _ALTERATIONS, {Role.SAYING})
        or things is None
        or len(things) > 1
    ):
        return None
    if any(thing.kind not in WORDED and not thing.name for thing in things):
        return None
    match quotes:
        case [old, new]:
            return Replacing(old.text, new.text, things[0] if things else None)
        case [new] if things:
            return Rewording(things[0], new.text)
        case _:
            return None


def _in_scene(clause: Clause) -> list[Thing] | None:
    """The clause's things, in the scene it names, if it names one."""
    match clause.of(SceneRef):
        case []:
            return clause.of(Thing)
        case [scene] if clause.of(Thing):
            return [replace(thing, scene=scene) for thing in clause.of(Thing)]
        case _:
            return None


# --- looks ------------------------------------------------------------------------------------------------


def _mode(clause: Clause) -> Edit | None:
    for role, shade in ((Role.DARK_MODE, Shade.DARK), (Role.LIGHT_MODE, Shade.LIGHT)):
        if role in clause.roles and clause.only({role, Role.CHANGE}):
            return Grounding(None, shade)
    return None


def _grounding(clause: Clause) -> Edit | None:
    roles = clause.roles
    allowed = {Role.BACKGROUND, Role.COLOUR, Role.OTHER, Role.ALL, *_ALTERATIONS}
    if Role.BACKGROUND not in roles or not clause.only(Colour, Shade, allowed):
        return None
    match clause.of(Colour), clause.of(Shade):
        case [colour], []:
            return Grounding(colour)
        case [source, target], [] if _from_to(clause, source, target):
            return Grounding(target)
        case [], [shade]:
            return Grounding(None, shade)
        case [], [] if roles & {Role.CHANGE, Role.OTHER}:
            return Grounding(None)
        case _:
            return None


def _colouring(clause: Clause) -> Edit | None:
    allowed = {Role.COLOUR, Role.OTHER, Role.ALL, Role.IT, Role.SAYING, *_ALTERATIONS}
    named = _named(clause)
    if named is None or not clause.only(Colour, Thing, SceneRef, Quoted, allowed):
        return None
    things = tuple(named)
    match clause.of(Colour):
        case [] if Role.COLOUR in clause.roles and clause.roles & {Role.CHANGE, Role.OTHER}:
            return Colouring(things or clause.meant, None)
        case [_] if clause.only(Colour) and isinstance(clause.before, Colouring | Grounding):
            return None  # "red and blue" is not understood, rather than blue
        case [colour]:
            return Colouring(things or clause.meant, colour)
        case [source, target] if _from_to(clause, source, target) and not source.hue.startswith("#"):
            written = clause.written[clause.row.index(source)]
            return Colouring(_in_hue(things or clause.meant or (_EVERYTHING,), source.hue, written), target)
        case _:
            return None


def _in_hue(things: tuple[Thing, ...], hue: str, written: str) -> tuple[Thing, ...]:
    """Only those of the things that have the colour."""
    return tuple(replace(thing, written=f"{written} {thing.written}".strip(), hue=hue) for thing in things)


def _from_to(clause: Clause, source: Colour, target: Colour) -> bool:
    """Whether two colours are one change, "from red to blue" or "the red arrow blue", and not two edits."""
    first, second = (index for index, item in enumerate(clause.row) if type(item) is Colour)
    between = clause.row[first + 1 : second]
    parts = (clause.row[:first], between, clause.row[second:])
    before, amid, after = (any(isinstance(item, Thing | Quoted) for item in part) for part in parts)
    joins = {item for item in between if type(item) is str}
    return source != target and not (before and amid) and not after and joins <= {"に", "で", "with"}


def _named(clause: Clause) -> list[Thing] | None:
    """The things a clause is about: those it names, those with the text it quotes, or all."""
    things = _in_scene(clause)
    quotes = clause.of(Quoted)
    if things is None or len(quotes) > 1:
        return None
    if quotes:
        text = quotes[0].text
        if any(thing.kind not in WORDED for thing in things) or len(things) > 1:
            return None
        return [replace(thing, text=text) for thing in things] or [Thing(text, text=text)]
    if not things and Role.ALL in clause.roles:
        return [_EVERYTHING]
    return things


# --- measures ---------------------------------------------------------------------------------------------


def _pacing(clause: Clause) -> Edit | None:
    faster, slower = _directions(clause, Role.SPEED, Role.FASTER, Role.SLOWER)
    roles = clause.roles
    allowed = {Role.SPEED, Role.FASTER, Role.SLOWER} | _DEGREE
    if not clause.only(Factor, allowed, {Role.ALL, Role.IT, Role.CHANGE}):
        return None
    if not roles & {Role.SPEED, Role.FASTER, Role.SLOWER}:
        return None
    factor = _factor(clause, _USUAL_FASTER, _FASTER, up=faster, down=slower)
    return Pacing(factor) if factor else None


def _sizing(clause: Clause) -> Edit | None:
    bigger, smaller = _directions(clause, Role.SIZE, Role.BIGGER, Role.SMALLER)
    allowed = {Role.SIZE, Role.BIGGER, Role.SMALLER} | _DEGREE | {Role.ALL, Role.IT, Role.CHANGE, Role.SAYING}
    if not clause.only(Factor, Thing, SceneRef, Quoted, allowed):
        return None
    named = _named(clause)
    factor = _factor(clause, _USUAL_BIGGER, _BIGGER, up=bigger, down=smaller)
    if named is None or not factor:
        return None
    things = tuple(named) or clause.meant
    return Sizing(things, factor) if things else None


def _thickening(clause: Clause) -> Edit | None:
    roles = clause.roles
    allowed = {Role.THICKER, Role.THINNER, Role.ALL, Role.IT, Role.CHANGE, Role.SLIGHTLY, Role.GREATLY}
    if not roles & {Role.THICKER, Role.THINNER} or not clause.only(Factor, Thing, SceneRef, Quoted, allowed):
        return None
    named = _named(clause)
    up, down = Role.THICKER in roles, Role.THINNER in roles
    factor = _factor(clause, _USUAL_THICKER, _THICKER, up=up, down=down)
    if named is None or not factor:
        return None
    things = tuple(named) or clause.meant
    return Thickening(things, factor) if things else None


def _shading(clause: Clause) -> Edit | None:
    allowed = {Role.FAINTER, Role.ALL, Role.IT, Role.CHANGE, Role.SLIGHTLY, Role.GREATLY, Role.COLOUR}
    shades: list[Shade | None] = [*clause.of(Shade)]
    shades += [None] * (Role.FAINTER in clause.roles)
    if len(shades) != 1 or not clause.only(Thing, SceneRef, Quoted, Shade, allowed):
        return None
    named = _named(clause)
    things = tuple(named or ()) or clause.meant
    return Shading(things, shades[0]) if named is not None and things else None


def _directions(clause: Clause, measure: Role, more: Role, less: Role) -> tuple[bool, bool]:
    """Whether a clause asks for more or for less, in one word or as "raise the speed"."""
    roles = clause.roles
    more_words = {more, Role.UP, Role.ADD} if measure in roles else {more}
    less_words = {less, Role.DOWN} if measure in roles else {less}
    return bool(roles & more_words), bool(roles & less_words)


def _factor(
    clause: Clause, usual: float, degrees: dict[Role, float], *, up: bool, down: bool
) -> float | None:
    """How many times as much: "twice", "50% slower", "a bit bigger"; None if that is not one thing."""
    factors = clause.of(Factor)
    degree = [degrees[role] for role in clause.of(Role) if role in degrees]
    if (up and down) or len(factors) > 1 or (factors and degree) or len(degree) > 1:
        return None
    if not factors:
        step = degree[0] if degree else usual
        return step if up else 1 / step if down else None
    return _asked(factors[0], up=up, down=down)


def _asked(factor: Factor, *, up: bool, down: bool) -> float | None:
    value = factor.value
    if factor.percent and up:
        return 1 + value
    if factor.percent and down:
        return 1 - value if value < 1 else None
    if value <= 0:
        return None
    # 「快一倍」 is twice as fast; "half as slow" still means slower.
    if value == 1:
        return 2.0 if up else 0.5 if down else None
    return 1 / value if down and value > 1 else value
