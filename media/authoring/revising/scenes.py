"""A scene of a draft with other parameters."""

from pydantic import JsonValue, ValidationError

from contracts.storyboard import Picture, Scene
from media.authoring.revising.draft import Draft
from media.scenes.builder import Builder
from media.scenes.catalogue import built
from media.scenes.script import scene_of


def redrawn(
    scene: Scene, parameters: dict[str, JsonValue], draft: Draft, *, is_example: bool = False
) -> Scene | None:
    """The scene with other parameters, its own heading if it has one, and the builder's lines.

    None where its builder can't draw them.
    """
    try:
        builder = built(Picture(kind=scene.picture.kind, parameters=parameters))
        heading = _heading(scene, builder, draft, is_example=is_example)
        new = scene_of(builder, scene.id, draft.locale, heading=heading)
    except (ValidationError, ValueError, OverflowError):
        return None
    return new.model_copy(update={"pause": scene.pause, "hot": scene.hot})


def _heading(scene: Scene, builder: Builder, draft: Draft, *, is_example: bool) -> str:
    own = built(scene.picture).heading(draft.locale)
    heading = scene.heading
    if draft.is_example(scene) and not is_example:
        heading = heading.split(":", 1)[-1].split("：", 1)[-1].strip()
    return builder.heading(draft.locale) if heading == own else heading
