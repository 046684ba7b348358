"""A scene of a draft with other parameters."""

from functools import lru_cache
from typing import Final

from pydantic import JsonValue, ValidationError

from contracts.errors import NeedsModel
from contracts.storyboard import Picture, Scene, Storyboard
from media.authoring import planning
from media.authoring.planning import example
from media.authoring.request import read
from media.authoring.revising.draft import Draft
from media.scenes.builder import Builder
from media.scenes.catalogue import built
from media.scenes.locale import Locale
from media.scenes.script import scene_of

_WAYS: Final = frozenset(
    {"unit", "method", "rule", "task", "mode", "operation", "drawn_as", "structure", "solid", "way", "base"}
    | {"marks", "cycle", "falls", "every", "shape", "measures", "experiment", "event", "given", "source"}
    | {("recursion_tree", "function")}
)
"""Parameters that say how something is shown, and are no value."""


def redrawn(
    scene: Scene,
    parameters: dict[str, JsonValue],
    draft: Draft,
    *,
    is_example: bool = False,
    given: frozenset[str] = frozenset(),
) -> Scene | None:
    """The scene with other parameters, its own heading if it has one, and the builder's lines.

    None where its builder can't draw them. ``given`` are the parameters that are the sender's, even where
    they happen to be as in an example.
    """
    try:
        builder = built(Picture(kind=scene.picture.kind, parameters=parameters))
        is_ours = is_example or (draft.is_example(scene) and _holds_ours(scene, parameters, draft, given))
        heading = _heading(scene, builder, draft, is_example=is_ours)
        new = scene_of(builder, scene.id, draft.locale, heading=heading)
    except (ValidationError, ValueError, OverflowError):
        return None
    return new.model_copy(update={"pause": scene.pause, "hot": scene.hot})


def _heading(scene: Scene, builder: Builder, draft: Draft, *, is_example: bool) -> str:
    own = built(scene.picture).heading(draft.locale)
    bare = scene.heading
    if draft.is_example(scene):
        bare = bare.split(":", 1)[-1].split("：", 1)[-1].strip()
    heading = builder.heading(draft.locale) if bare == own else bare
    return example(heading, draft.locale) if draft.is_example(scene) and is_example else heading


def _holds_ours(scene: Scene, parameters: dict[str, JsonValue], draft: Draft, given: frozenset[str]) -> bool:
    """Whether a value is still the one of our choosing that the first plan has."""
    first = next((one for one in _first(draft).scenes if one.id == scene.id), None)
    if first is None or first.picture.kind != scene.picture.kind:
        return False
    return any(
        _is_kept(value, parameters.get(key))
        for key, value in first.picture.parameters.items()
        if key not in given and key not in _WAYS and (scene.picture.kind, key) not in _WAYS
    )


def _is_kept(old: JsonValue, new: JsonValue) -> bool:
    if isinstance(old, list) and isinstance(new, list):
        return all(one in new for one in old)
    return old == new and not isinstance(old, bool)


def _first(draft: Draft) -> Storyboard:
    content, instructions = draft.first
    return _planned(content, instructions, draft.locale)


@lru_cache(maxsize=16)
def _planned(content: str, instructions: str, locale: Locale) -> Storyboard:
    try:
        return planning.planned_from(read(content, instructions).in_locale(locale)).storyboard
    except NeedsModel:
        return Storyboard(title="", language=locale.value, scenes=())
