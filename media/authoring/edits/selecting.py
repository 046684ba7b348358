"""Which of the things and scenes in a script an instruction means."""

from collections.abc import Sequence

import libcst as cst

from media.authoring.edits.colours import NEUTRAL, hue_of
from media.authoring.edits.kinds import SceneRef, Thing
from media.authoring.edits.mobjects import FORMULAS, MARKS, PLAIN_TEXTS, SCENE_WORDS
from media.authoring.edits.refused import Reason, RefusedError
from media.authoring.edits.scripts import Drawn, Script, colours_of, words_in
from media.authoring.edits.words import Kind

_LABELS = frozenset({"label", "labels", "name", "names", "value", "values", "text", "word", "words", "size"})
_ORNAMENTS = frozenset({"underline", "level", "levels", "base", "grid"})
_STAND_FOR = frozenset(
    {Kind.LINE, Kind.POINT, Kind.ARROW, Kind.GRAPH, Kind.FIGURES, Kind.FORMULA, Kind.NUMBER}
)
"""Kinds that are said of a thing beside its name, whatever it is drawn with."""


def select(script: Script, thing: Thing) -> list[Drawn]:
    """What the thing is in this script; refused if there is no such thing."""
    drawn: Sequence[Drawn] = script.drawn
    if thing.scene:
        method = script.scenes[find_scene(script, thing.scene)].name
        drawn = [one for one in drawn if one.method == method]
    if thing.text is not None:
        drawn = _with_text(drawn, thing.text)
    if thing.hue:
        drawn = [one for one in drawn if thing.hue in hues(script, one)]
    of_kind = _of_kind(drawn, thing.kind)
    if thing.name and thing.kind in _STAND_FOR and not _lettered(of_kind, thing):
        # A name is more than a word beside it: "the mean line" is the mark of the mean, whatever draws it.
        of_kind = [one for one in drawn if thing.name in one.names or thing.name in one.groups]
    found = _numbered(_lettered(of_kind, thing), thing.place)
    if not found:
        raise RefusedError(Reason.NO_SUCH_THING, thing.written, things_in(script))
    return found


def main_figures(script: Script) -> list[Drawn]:
    """What "the colour" of an animation is about: figures, formulas and titles, not captions, text or axes.

    Where there are none, all that is drawn but captions.
    """
    captions = _of_kind(script.drawn, Kind.CAPTION)
    titles = _of_kind(script.drawn, Kind.TITLE)
    setting = [*captions, *_of_kind(script.drawn, Kind.AXES), *_of_kind(script.drawn, Kind.GRID)]
    rest = [one for one in script.drawn if not one.panel and one not in setting]
    main = [one for one in rest if one in titles or one.maker in FORMULAS or _figures(script, one)]
    return main or rest or list(script.drawn)


def _figures(script: Script, one: Drawn) -> bool:
    """Figures, but not grey ones, which are in the background; and texts that have a figure's colour."""
    found = hues(script, one)
    return bool(found - NEUTRAL) if one.wordy else found != {"gray"}


def companions(script: Script, chosen: Sequence[Drawn]) -> list[Drawn]:
    """The labels that belong to things and have their colour: the "a" beside vector a."""
    return [
        label
        for label in script.drawn
        if label.wordy and label not in chosen and any(_labels(script, label, one) for one in chosen)
    ]


def _labels(script: Script, label: Drawn, one: Drawn) -> bool:
    marks = {word for word in label.words & one.words if len(word) == 1 or word.isdigit()}
    same = set(colours_of(label, script.constants)) & set(colours_of(one, script.constants))
    # A number alone tells nothing of what it belongs to: the first fact is no label of the first triangle.
    by_number = all(mark.isdigit() for mark in marks) and not label.words & _LABELS
    return not one.wordy and label.method == one.method and bool(marks and same) and not by_number


def hues(script: Script, one: Drawn) -> frozenset[str]:
    """The hues that a thing is drawn in."""
    return frozenset(hue_of(value) for value in colours_of(one, script.constants))


def things_in(script: Script) -> tuple[str, ...]:
    """The names of what the script draws, for a refusal; numbered ones once."""
    names = (one.name.rstrip("0123456789").rstrip("_") for one in script.drawn)
    return tuple(dict.fromkeys(name for name in names if name))


def texts_in(script: Script) -> frozenset[str]:
    """The texts that the script shows."""
    return frozenset(text for one in script.drawn if (text := text_of(one)))


def find_scene(script: Script, ref: SceneRef) -> int:
    """The place of the scene that is meant, from 0."""
    names = tuple(scene.name for scene in script.scenes)
    if not names:
        raise RefusedError(Reason.NO_SCENES, ref.written)
    if ref.place:
        place = len(names) - 1 if ref.place == -1 else ref.place - 1
        if not 0 <= place < len(names):
            raise RefusedError(Reason.NO_SUCH_SCENE, ref.written, names)
        return place
    if ref.text:
        methods = {one.method for one in _with_text(script.drawn, ref.text)}
        places = [place for place, name in enumerate(names) if name in methods]
    else:
        words = SCENE_WORDS.get(ref.about, frozenset()) if ref.about else frozenset()
        places = [place for place, name in enumerate(names) if words & words_in(name)]
    if len(places) != 1:
        raise RefusedError(Reason.SEVERAL if places else Reason.NO_SUCH_SCENE, ref.written, names)
    return places[0]


def _of_kind(drawn: Sequence[Drawn], kind: Kind | None) -> list[Drawn]:
    """The things of a kind: by name or class; by their group's name; by a class that may stand in."""
    match kind:
        case None | Kind.EVERYTHING:
            return list(drawn)
        case Kind.FIGURES:
            return [one for one in drawn if not one.wordy and not one.panel]
    if kind is Kind.LINE:
        # A line under words is their ornament, unless there is no other.
        ornaments = [one for one in drawn if one.words & _ORNAMENTS or one.method.endswith("_title")]
        drawn = [one for one in drawn if one not in ornaments] if len(drawn) > len(ornaments) else drawn
    marks = MARKS[kind]
    fitting = [one for one in drawn if one.wordy == marks.wordy or (one.setter and not one.maker)]
    return (
        [one for one in fitting if one.words & marks.words or one.maker in marks.classes]
        or [one for one in fitting if words_in(*one.groups) & marks.words]
        or [one for one in fitting if one.maker in marks.stand_ins]
    )


def _lettered(drawn: Sequence[Drawn], thing: Thing) -> list[Drawn]:
    """Those with the name, or with the letter in it: "vector a" is ``vector_a``."""
    if not thing.name:
        return list(drawn)
    exact = [one for one in drawn if thing.name in one.names or thing.name in one.groups]
    lettered = [one for one in drawn if thing.name.lower() in one.words]
    # A letter alone stands for the figure; its label goes with it.
    return exact or [one for one in lettered if not one.wordy or thing.kind is not None] or lettered


def _numbered(drawn: Sequence[Drawn], place: int) -> list[Drawn]:
    """The one with the number in its name, or the one at that place."""
    if not place or not drawn:
        return list(drawn)
    numbered = [one for one in drawn if str(place) in one.words]
    if numbered:
        return numbered
    names = list(dict.fromkeys(one.names or (str(index),) for index, one in enumerate(drawn)))
    index = len(names) - 1 if place == -1 else place - 1
    if not 0 <= index < len(names):
        return []
    return [one for position, one in enumerate(drawn) if (one.names or (str(position),)) == names[index]]


def _with_text(drawn: Sequence[Drawn], text: str) -> list[Drawn]:
    shown = [(one, text_of(one)) for one in drawn]
    same = [one for one, words in shown if words is not None and _plain(words) == _plain(text)]
    return same or [one for one, words in shown if words is not None and _plain(text) in _plain(words)]


def text_of(one: Drawn) -> str | None:
    """The words that a text shows, if they are written out."""
    match one.call.args:
        case [cst.Arg(value=(cst.SimpleString() | cst.ConcatenatedString()) as literal), *_] if (
            one.maker in PLAIN_TEXTS
        ):
            value = literal.evaluated_value
            return value if isinstance(value, str) else None
        case _:
            return None


def _plain(text: str) -> str:
    """Without line breaks, which are the layout's."""
    return "".join(text.split())
