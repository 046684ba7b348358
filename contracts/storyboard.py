"""Storyboards: what an animation or a narrated video says and shows, scene by scene, whoever wrote it.

An author (rules or a model) writes a storyboard. Scene builders, or the model, make the script of an
animation's; a narrated video's is spoken, illustrated and composed.
"""

from enum import StrEnum

from pydantic import Field, JsonValue

from contracts.model import Model


class Shape(StrEnum):
    """A frame's width to its height."""

    WIDE = "16:9"
    TALL = "9:16"
    SQUARE = "1:1"


class Beat(Model):
    """One line of narration; what happens on screen while it is said is the builder's affair."""

    line: str


class Picture(Model):
    """What a scene shows: the name of who draws it, and its parameters, which that one checks.

    It is a scene builder, ``card`` or ``photo`` of ``contracts.video``, or ``custom``: its author draws it,
    by the code in its parameters.
    """

    kind: str
    parameters: dict[str, JsonValue] = Field(default_factory=dict)


class Scene(Model):
    """One scene. Its ``id`` is its own in the storyboard; beats follow each other in the picture's order.

    ``pause`` are the seconds that its last picture stands still beyond the time that its words need; ``hot``
    is the colour of what is looked at just now, empty for the usual one.
    """

    id: str
    heading: str
    beats: tuple[Beat, ...]
    picture: Picture
    pause: float = Field(0.0, ge=0, le=60)
    hot: str = ""


class Overlay(Model):
    """A change of looks that is laid over the scenes, by what is drawn: a colour, a size, a thickness.

    Its kind and parameters are those of the edit that asked for it, which checks them.
    """

    kind: str
    parameters: dict[str, JsonValue] = Field(default_factory=dict)


class Storyboard(Model):
    """An animation or a narrated video scene by scene.

    ``language`` is a tag of BCP 47 (``ja``, ``zh-Hant``, ``zh-Hans``, ``en``), ``background`` a colour as
    ``#RRGGBB``, empty for the usual one. It plays ``pace`` times as fast as usual; ``overlays`` are laid over
    the scenes in their order.
    """

    title: str
    language: str
    scenes: tuple[Scene, ...]
    shape: Shape = Shape.WIDE
    background: str = ""
    pace: float = Field(1.0, ge=0.1, le=10)
    overlays: tuple[Overlay, ...] = ()


class Coverage(Model):
    """How far an animation shows what was asked.

    ``shown`` are its scenes, ``unused`` what the request gives and no scene shows, ``examples`` the scenes
    whose values are examples of ours rather than the sender's. ``claims`` are the figures, names and
    statements that a model has added to what the request says; nobody has checked them. ``left_out`` are the
    headings of scenes that a model planned and could not make.
    """

    shown: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


class Authorship(Model):
    """Who wrote it: ``local`` for the rules, else the model's name, and what asking that has cost.

    ``asked`` are the tokens of all ``requests``, ``answered`` those of the answers; 0 where the model's
    provider does not count them.
    """

    script: str = "local"
    requests: int = Field(0, ge=0)
    asked: int = Field(0, ge=0)
    answered: int = Field(0, ge=0)


class Asked(Model):
    """The request that a storyboard was made from, for edits to read again.

    ``values`` is where the numbers, formulas and data stand that the scenes show now: the request's content,
    or the edits that have changed them since. ``first`` are the content and the instructions of the very
    first request where edits have changed them; else it is empty.
    """

    content: str = ""
    additional_instructions: str = ""
    values: str = ""
    first: tuple[str, ...] = ()


class Plan(Model):
    """What an author of animations makes of a request: a storyboard, and how far it shows what was asked.

    ``sent_back`` are the ids of scenes that have failed once and were made anew.
    """

    storyboard: Storyboard
    coverage: Coverage
    asked: Asked = Asked()
    made_by: Authorship = Authorship()
    sent_back: tuple[str, ...] = ()
