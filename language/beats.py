"""What a scene of a storyboard says as a whole."""

from functools import partial, reduce

from contracts.storyboard import Scene
from language.sentences import joined


def narration(scene: Scene, language: str) -> str:
    """The lines of a scene's beats one after the other, as their language (a BCP 47 tag) writes them."""
    return reduce(partial(joined, language=language), (beat.line for beat in scene.beats))
