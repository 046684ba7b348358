"""The words of a storyboard: titles, headings, lines, and the texts of pictures."""

from collections.abc import Callable

from pydantic import JsonValue, ValidationError

from contracts.storyboard import Beat, Picture, Scene, Storyboard
from media.authoring.edits.refused import Reason, RefusedError
from media.authoring.revising.draft import Draft, is_drawn
from media.scenes.catalogue import built


def retitled(board: Storyboard, title: str) -> Storyboard:
    """The storyboard with another title, also in its opening and where it is a scene's heading."""

    def scene_with(scene: Scene) -> Scene:
        picture = scene.picture
        if picture.kind == "title" and picture.parameters.get("title") == board.title:
            return scene.model_copy(update={"picture": _with(picture, title=title)})
        if scene.heading and scene.heading == board.title:
            return scene.model_copy(update={"heading": title})
        return scene

    return board.model_copy(update={"title": title, "scenes": tuple(map(scene_with, board.scenes))})


def replaced(draft: Draft, old: str, new: str, scene_id: str = "") -> Draft | None:
    """The draft with one text in the place of another wherever it stands; None where it stands nowhere.

    Raises RefusedError where a picture can't be drawn with the new one.
    """
    if not old:
        return None

    def changed(text: str) -> str:
        return text.replace(old, new)

    board = draft.board
    scenes = [
        _changed(scene, changed) if not scene_id or scene.id == scene_id else scene for scene in board.scenes
    ]
    title = board.title if scene_id else changed(board.title)
    if title == board.title and scenes == list(board.scenes):
        return None
    return draft.revised(board.model_copy(update={"title": title, "scenes": tuple(scenes)}))


def strings_changed(value: JsonValue, changed: Callable[[str], str]) -> JsonValue:
    """A JSON value with each of its texts changed."""
    match value:
        case str():
            return changed(value)
        case list():
            return [strings_changed(one, changed) for one in value]
        case dict():
            return {key: strings_changed(one, changed) for key, one in value.items()}
    return value


def _changed(scene: Scene, changed: Callable[[str], str]) -> Scene:
    parameters = {key: strings_changed(value, changed) for key, value in scene.picture.parameters.items()}
    picture = Picture(kind=scene.picture.kind, parameters=parameters)
    if picture != scene.picture and is_drawn(scene):
        try:
            built(picture)
        except ValidationError:
            raise RefusedError(Reason.NOT_WORDS, scene.heading) from None
    beats = tuple(Beat(line=changed(beat.line)) for beat in scene.beats)
    return scene.model_copy(update={"heading": changed(scene.heading), "beats": beats, "picture": picture})


def _with(picture: Picture, **parameters: JsonValue) -> Picture:
    return Picture(kind=picture.kind, parameters={**picture.parameters, **parameters})
