"""Looks laid over a storyboard's scenes: edits of what is drawn, kept by its names and made on the script."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from pydantic import JsonValue, TypeAdapter

from contracts.storyboard import Overlay, Storyboard
from media.authoring.edits.editing import applied
from media.authoring.edits.kinds import (
    Colouring,
    Replacing,
    Rewording,
    SceneRef,
    Shading,
    Sizing,
    Thickening,
    Thing,
)
from media.authoring.edits.refused import Reason, RefusedError
from media.authoring.edits.scripts import Script, read
from media.authoring.edits.selecting import find_scene
from media.scenes import script

Laid = Colouring | Shading | Sizing | Thickening | Replacing | Rewording
"""The edits that can be laid over."""

_KINDS: Final[dict[str, TypeAdapter[Laid]]] = {
    kind.__name__.lower(): TypeAdapter(kind)
    for kind in (Colouring, Shading, Sizing, Thickening, Replacing, Rewording)
}


def write(storyboard: Storyboard) -> str:
    """The script of a storyboard, with its looks laid over; one whose thing is gone is left out."""
    source = script.write(storyboard)
    for overlay in storyboard.overlays:
        edit = _placed(_KINDS[overlay.kind].validate_python(overlay.parameters), storyboard)
        parsed = read(source)
        if edit is None or parsed is None:
            continue
        try:
            source = applied(parsed, edit).code
        except RefusedError:
            continue
    return source


def laid_over(storyboard: Storyboard, edit: Laid, on: Script) -> Storyboard:
    """The storyboard with one look more. Raises RefusedError where its script has nothing for it."""
    if applied(on, edit).code == on.tree.code:
        raise RefusedError(Reason.NO_CHANGE)
    kind = type(edit).__name__.lower()
    parameters: dict[str, JsonValue] = _KINDS[kind].dump_python(_anchored(edit, storyboard, on), mode="json")
    overlay = Overlay(kind=kind, parameters=parameters)
    return storyboard.model_copy(update={"overlays": (*storyboard.overlays, overlay)})


def _anchored(edit: Laid, storyboard: Storyboard, on: Script) -> Laid:
    """With the scenes that it names by their ids: others may take their places."""

    def anchored(ref: SceneRef) -> SceneRef:
        return SceneRef(ref.written, scene_id=storyboard.scenes[find_scene(on, ref)].id)

    return _with_scenes(edit, anchored)


def _placed(edit: Laid, storyboard: Storyboard) -> Laid | None:
    """With the scenes that it names by their places now; None where one is gone."""
    ids = [scene.id for scene in storyboard.scenes]
    if any(thing.scene and thing.scene.scene_id not in ids for thing in _things(edit)):
        return None
    return _with_scenes(edit, lambda ref: SceneRef(ref.written, place=ids.index(ref.scene_id) + 1))


def _things(edit: Laid) -> tuple[Thing, ...]:
    match edit:
        case Replacing(within=within):
            return (within,) if within else ()
        case Rewording(thing=thing):
            return (thing,)
    return edit.things


def _with_scenes(edit: Laid, scene: Callable[[SceneRef], SceneRef]) -> Laid:
    def moved(thing: Thing) -> Thing:
        return replace(thing, scene=scene(thing.scene)) if thing.scene else thing

    match edit:
        case Replacing(within=within):
            return replace(edit, within=moved(within)) if within else edit
        case Rewording(thing=thing):
            return replace(edit, thing=moved(thing))
    return replace(edit, things=tuple(map(moved, edit.things)))
