"""What an instruction can ask for: one type for each kind of edit, free of any language."""

from dataclasses import dataclass
from enum import StrEnum

from media.authoring.edits.colours import Colour, Shade
from media.authoring.edits.words import Kind, Topic


@dataclass(frozen=True)
class SceneRef:
    """A scene as an instruction names it: by its place (-1 is the last), by its subject, or by its text.

    ``scene_id`` is a storyboard's own name for it, which stays when scenes change places.
    """

    written: str
    place: int = 0
    about: Kind | Topic | None = None
    text: str = ""
    scene_id: str = ""


@dataclass(frozen=True)
class Thing:
    """Something drawn, as an instruction names it; what is set must all hold."""

    written: str
    kind: Kind | None = None
    name: str = ""
    """A variable, or the letter in ``vector_a``."""
    place: int = 0
    """The place among those of its kind, from 1; -1 is the last."""
    hue: str = ""
    text: str | None = None
    scene: SceneRef | None = None


class Edge(StrEnum):
    """Where a scene goes."""

    FRONT = "front"
    END = "end"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class Spot:
    """A place among the scenes; ``anchor`` with BEFORE and AFTER."""

    edge: Edge
    anchor: SceneRef | None = None


@dataclass(frozen=True)
class Colouring:
    """Draw things in a colour. No things: the main figures. No colour: any other than now."""

    things: tuple[Thing, ...]
    colour: Colour | None


@dataclass(frozen=True)
class Grounding:
    """A background: of a colour, or only darker or lighter; neither: any other than now."""

    colour: Colour | None
    shade: Shade | None = None


@dataclass(frozen=True)
class Pacing:
    """Play so many times as fast."""

    factor: float


@dataclass(frozen=True)
class Sizing:
    """Draw things so many times as large."""

    things: tuple[Thing, ...]
    factor: float


@dataclass(frozen=True)
class Thickening:
    """Draw the lines of things so many times as thick."""

    things: tuple[Thing, ...]
    factor: float


@dataclass(frozen=True)
class Shading:
    """Draw things in a lighter or darker shade of their colours; None: fainter, nearer to the background."""

    things: tuple[Thing, ...]
    shade: Shade | None


@dataclass(frozen=True)
class Replacing:
    """Put one text in the place of another, wherever it stands; ``within`` narrows it to one thing."""

    old: str
    new: str
    within: Thing | None


@dataclass(frozen=True)
class Rewording:
    """Let a thing that shows text show another."""

    thing: Thing
    text: str


@dataclass(frozen=True)
class Swapping:
    """Let two scenes change places."""

    one: SceneRef
    other: SceneRef


@dataclass(frozen=True)
class Moving:
    """Take a scene to another place."""

    scene: SceneRef
    spot: Spot


@dataclass(frozen=True)
class Adding:
    """A new scene that shows these texts."""

    texts: tuple[str, ...]
    topic: Kind | Topic | None
    spot: Spot


@dataclass(frozen=True)
class Removing:
    """Leave scenes out."""

    scenes: tuple[SceneRef, ...]


Edit = (
    Colouring
    | Grounding
    | Pacing
    | Sizing
    | Thickening
    | Shading
    | Replacing
    | Rewording
    | Swapping
    | Moving
    | Adding
    | Removing
)
