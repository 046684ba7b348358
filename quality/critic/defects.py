"""Good scripts made faulty, each in one way, as authors make them: to see what the critic finds.

Each kind of defect knows the places of a script where it can be, and which rules of the critic are about it.
"""

import ast
import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from contracts.animation import SCENE_CLASS

_TEXTS: Final = frozenset({"Text", "Paragraph", "MathTypst"})
_CAPTION: Final = re.compile(r"caption_(\d+)")

_ALL_OUT: Final = "FadeOut(*self.mobjects)"

_Method = ast.FunctionDef
_Change = Callable[[list[ast.stmt]], list[ast.stmt]]


@dataclass(frozen=True)
class Defect:
    """What can be done to a script, and the rules one of which should tell of it."""

    name: str
    rules: frozenset[str]
    _tree: ast.Module
    _method: str
    _change: "_Change"

    @property
    def script(self) -> str:
        """The script with the defect."""
        faulty = copy.deepcopy(self._tree)
        for method in _methods(faulty):
            if method.name == self._method:
                method.body = self._change(method.body)
        return ast.unparse(ast.fix_missing_locations(faulty))


@dataclass(frozen=True)
class _Shown:
    """A text that a method shows: its variable, and the statement that plays it."""

    name: str
    at: int

    @property
    def is_caption(self) -> bool:
        return _CAPTION.fullmatch(self.name) is not None


def defects(script: str) -> Iterator[Defect]:
    """One for each place of each kind."""
    tree = ast.parse(script)
    for name, rules, places in _KINDS:
        for method, change in places(_methods(tree)):
            yield Defect(name, rules, tree, method, change)


def _methods(tree: ast.Module) -> list[_Method]:
    """The scenes, in their order."""
    (scene,) = (node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == SCENE_CLASS)
    return [node for node in scene.body if isinstance(node, _Method) and node.name != "construct"]


# --- reading a method -------------------------------------------------------------------------------------


def _called(statement: ast.stmt) -> str:
    """What a statement does of the scene: play, wait, remove."""
    match statement:
        case ast.Expr(ast.Call(ast.Attribute(ast.Name("self"), name))):
            return name
    return ""


def _names(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def _shown(method: _Method) -> list[_Shown]:
    """The texts that are played under their own names, and not moved by what plays them."""
    made = {
        target.id
        for statement in method.body
        for target, value in _assigned(statement)
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in _TEXTS
    }
    found = []
    for name in sorted(made):
        plays = [at for at, one in enumerate(method.body) if _called(one) == "play" and name in _names(one)]
        if plays and f"{name}.animate" not in ast.unparse(method.body[plays[0]]):
            found.append(_Shown(name, plays[0]))
    return found


def _assigned(statement: ast.stmt) -> Iterator[tuple[ast.Name, ast.expr]]:
    match statement:
        case ast.Assign([ast.Name() as target], value):
            yield target, value


def _source(*lines: str) -> list[ast.stmt]:
    return ast.parse("\n".join(lines)).body


def _before(at: int, *lines: str) -> _Change:
    return lambda body: [*body[:at], *_source(*lines), *body[at:]]


def _without(*places: int) -> _Change:
    return lambda body: [one for at, one in enumerate(body) if at not in places]


def _replaced(at: int, old: str, new: str) -> _Change:
    """A statement with other source."""

    def change(body: list[ast.stmt]) -> list[ast.stmt]:
        source = ast.unparse(body[at])
        return [*body[:at], *_source(source.replace(old, new, 1)), *body[at + 1 :]]

    return change


# --- the kinds --------------------------------------------------------------------------------------------

_Places = Iterator[tuple[str, _Change]]


def _spoiled(line: str) -> Callable[[list[_Method]], _Places]:
    """Each text spoiled by a line before it is played."""

    def places(methods: list[_Method]) -> _Places:
        for method in methods:
            for text in _shown(method):
                yield method.name, _before(text.at, line.format(text.name))

    return places


def _moved_onto(methods: list[_Method]) -> _Places:
    """A text in the place of the heading, or of the title."""
    for method in methods:
        texts = _shown(method)
        for text in texts:
            under = next(
                (one for one in texts if one.name in {"heading", "title"} and one.at <= text.at), None
            )
            if under and under.name != text.name:
                yield method.name, _before(text.at, f"{text.name}.move_to({under.name})")


def _not_faded_out(methods: list[_Method]) -> _Places:
    """What a scene shows is still there in the next one."""
    for method in methods[:-1]:
        yield method.name, _without(len(method.body) - 1)


def _captions(method: _Method) -> list[_Shown]:
    """The captions, in the order in which they are shown."""
    return sorted((text for text in _shown(method) if text.is_caption), key=lambda text: text.at)


def _captions_not_removed(methods: list[_Method]) -> _Places:
    for method in methods:
        for at, one in enumerate(method.body):
            if _called(one) == "remove" and any(map(_CAPTION.fullmatch, _names(one))):
                yield method.name, _without(at)


def _captions_left_behind(methods: list[_Method]) -> _Places:
    """The last caption of a scene stays when the scene goes."""
    for method in methods[:-1]:
        captions = _captions(method)
        if captions:
            rest = f"FadeOut(*[one for one in self.mobjects if one is not {captions[-1].name}])"
            yield method.name, _replaced(len(method.body) - 1, _ALL_OUT, rest)


def _captions_not_shown(methods: list[_Method]) -> _Places:
    for method in methods:
        for caption in _captions(method):
            yield method.name, _replaced(caption.at, f"FadeIn({caption.name})", "Wait()")


def _captions_swapped(methods: list[_Method]) -> _Places:
    """The words of a beat come with the one before it, and the other way round."""
    for method in methods:
        for one, other in pairwise(_captions(method)):
            yield method.name, _swapped(one.name, other.name)


def _swapped(one: str, other: str) -> _Change:
    """Both made before either is shown, and their names exchanged where they are shown and removed."""

    def change(body: list[ast.stmt]) -> list[ast.stmt]:
        made = [line for line in body if {one, other} & _names(line) and not _called(line)]
        rest = [line for line in body if line not in made]
        first = next(at for at, line in enumerate(rest) if {one, other} & _names(line))
        for line in rest:
            for node in ast.walk(line):
                if isinstance(node, ast.Name) and node.id in {one, other}:
                    node.id = other if node.id == one else one
        return [*rest[:first], *made, *rest[first:]]

    return change


def _captions_hurried(methods: list[_Method]) -> _Places:
    """Nothing waits while a caption is there, and what plays is over at once."""
    for method in methods:
        for one, other in pairwise(_captions(method)):
            yield method.name, _hurried(one.at, other.at)


def _hurried(since: int, until: int) -> _Change:
    def change(body: list[ast.stmt]) -> list[ast.stmt]:
        before, meanwhile, after = body[:since], body[since:until], body[until:]
        quick = [
            re.sub(r"run_time=[\d.]+", "run_time=0.1", ast.unparse(line))
            for line in meanwhile
            if _called(line) != "wait"
        ]
        return [*before, *_source(*quick), *after]

    return change


def _nothing_shown(methods: list[_Method]) -> _Places:
    """All that a scene plays is left out, and its waits are not."""
    for method in methods:
        plays = [at for at, one in enumerate(method.body) if _called(one) == "play"]
        yield method.name, _without(*plays)


def _waits_in_the_dark(methods: list[_Method]) -> _Places:
    for method in methods[1:]:
        yield method.name, _before(0, "self.wait(3)")


_Kind = tuple[str, frozenset[str], Callable[[list[_Method]], _Places]]
_KINDS: Final[tuple[_Kind, ...]] = (
    ("a text moved onto another", frozenset({"overlap"}), _moved_onto),
    ("a text moved out of the frame", frozenset({"out-of-frame"}), _spoiled("{}.shift(RIGHT * 20)")),
    ("a text cut by the edge", frozenset({"out-of-frame"}), _spoiled("{}.to_edge(LEFT, buff=-0.7)")),
    ("a text shrunken", frozenset({"too-small"}), _spoiled("{}.scale_to_fit_height(0.07)")),
    ("a text in the background's colour", frozenset({"contrast"}), _spoiled("{}.set_color(BACKGROUND)")),
    ("a text nearly transparent", frozenset({"contrast"}), _spoiled("{}.set_opacity(0.08)")),
    ("a scene not faded out", frozenset({"overlap", "caption"}), _not_faded_out),
    ("a caption not removed", frozenset({"caption"}), _captions_not_removed),
    ("a caption left behind", frozenset({"caption"}), _captions_left_behind),
    ("a caption not shown", frozenset({"caption"}), _captions_not_shown),
    ("two captions swapped", frozenset({"caption"}), _captions_swapped),
    ("a caption gone too soon", frozenset({"caption"}), _captions_hurried),
    ("a scene of which nothing is shown", frozenset({"empty-stage"}), _nothing_shown),
    ("a wait on an empty stage", frozenset({"empty-stage"}), _waits_in_the_dark),
)
