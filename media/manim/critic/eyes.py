"""Reads Manim's scene: what of it is drawn, as texts and shapes with their boxes and colours.

A script may have made anything of its objects. What can't be read is left out.
"""

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType
from typing import Any, Final

import manim
import numpy as np
from manim.mobject.types.image_mobject import AbstractImageMobject
from manim.mobject.types.point_cloud_mobject import PMobject
from manim.utils.iterables import list_update
from numpy.typing import NDArray

from media.manim.critic.boxes import Box, around
from media.manim.critic.sight import Caption, Colour, Shape, Sight, Text

TEXTS: Final = (
    manim.Text,
    manim.MarkupText,
    manim.Paragraph,
    manim.SingleStringMathTex,
    manim.Typst,
    manim.DecimalNumber,
)
BEHIND_TEXT: Final = manim.SurroundingRectangle
"""What a text may have among its parts that is none of its letters."""
DRAWN: Final = (manim.VMobject, PMobject, AbstractImageMobject)
"""What can be seen at all: a tracker of a value, for one, can't."""
MOST_PIECES: Final = 400
"""Texts and shapes read after one animation at most: a scene of thousands of dots should not pay for this."""
MOST_PARTS: Final = 5000
"""The same for them and all that they consist of."""
CAPTION: Final = re.compile(r"caption(?:_?(\d{1,6}))?")
UNSEEN: Final = 0.02
"""The opacity up to which nothing is to be seen."""


class Eyes:
    """Looks at one scene again and again. What it has seen is kept, so that no other object gets its key."""

    def __init__(self) -> None:
        self._seen: dict[int, Any] = {}
        self._boxes: dict[int, tuple[NDArray[np.float64], Box]] = {}
        self._captions: dict[int, Caption] = {}

    def look(self, scene: manim.Scene, line: int, frames: Sequence[FrameType]) -> Sight:
        """What is on the screen now that a line of the script, in these frames of it, has played."""
        for caption, mobject in _named(frames):  # some outlive the method that names them
            self._captions[id(mobject)] = caption
            self._seen[id(mobject)] = mobject
        camera = scene.camera
        mobjects = list_update(scene.mobjects, scene.foreground_mobjects)
        more = False
        if isinstance(camera, manim.ThreeDCamera):  # measured only where it is flat
            flat = [mobject for mobject in mobjects if mobject in camera.fixed_in_frame_mobjects]
            more = len(flat) < len(mobjects)
            mobjects = flat
            x, y, width, height = 0.0, 0.0, manim.config.frame_width, manim.config.frame_height
        else:
            x, y = (float(value) for value in camera.frame_center[:2])
            width, height = camera.frame_width, camera.frame_height
        texts, shapes = self._read(mobjects)
        return Sight(
            frame=Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2),
            background=Colour(*manim.ManimColor(camera.background_color).to_rgb().tolist()),
            texts=texts,
            shapes=shapes,
            line=line,
            seconds=float(scene.duration),
            still=isinstance(scene.animations[0], manim.Wait),
            more=more,
            named=dict(self._captions),
            faded=frozenset(_faded(scene.animations)),
        )

    def _read(self, mobjects: list[Any]) -> tuple[tuple[Text, ...], tuple[Shape, ...]]:
        pieces, places = _walk(mobjects)
        texts: list[Text] = []
        shapes: list[Shape] = []
        for piece in pieces:
            self._seen[id(piece.mobject)] = piece.mobject
            with contextlib.suppress(Exception):  # an object of a script's own class
                if piece.text:
                    texts += self._text(piece, places)
                else:
                    shapes += self._shape(piece.mobject, places)
        return tuple(sorted(texts, key=_order)), tuple(sorted(shapes, key=_order))

    def _text(self, piece: "_Piece", places: Mapping[int, int]) -> list[Text]:
        boxes: list[Box] = []
        colours: list[Colour] = []
        halo = None
        order = 0
        for part in piece.parts:
            box = self._box(part)
            colour = box and _colour(part)
            if box is None or colour is None:
                continue
            if not boxes:
                order, halo = places[id(part)], _halo(part)
            boxes.append(box)
            colours.append(colour)
        if not boxes:
            return []
        letters = np.array(boxes)
        return [
            Text(
                key=id(piece.mobject),
                kind=type(piece.mobject).__name__,
                words=_words(piece.mobject),
                letters=letters,
                colours=np.array(colours),
                box=around(letters),
                order=order,
                halo=halo,
                caption=self._captions.get(id(piece.mobject)),
            )
        ]

    def _shape(self, mobject: Any, places: Mapping[int, int]) -> list[Shape]:
        box = self._box(mobject)
        if box is None or not _drawn(mobject):
            return []
        stroke = _mean(mobject.stroke_rgbas) if isinstance(mobject, manim.VMobject) else None
        return [
            Shape(
                key=id(mobject),
                kind=type(mobject).__name__,
                box=box,
                order=places.get(id(mobject), 0),
                fill=_fill(mobject),
                points=mobject.points,
                stroke=stroke,
                thickness=float(mobject.stroke_width) if stroke else 0.0,
            )
        ]

    def _box(self, part: Any) -> Box | None:
        points = part.points
        if not len(points):
            return None
        known = self._boxes.get(id(part))
        if known is not None and known[0] is points and known[1].holds(points[-1, 0], points[-1, 1]):
            return known[1]
        low, high = points.min(axis=0).tolist(), points.max(axis=0).tolist()
        box = Box(low[0], low[1], high[0], high[1])
        if not np.isfinite(box).all():
            return None
        self._boxes[id(part)] = points, box
        self._seen[id(part)] = part
        return box


def _order(thing: Text | Shape) -> int:
    return thing.order


def _named(frames: Iterable[FrameType]) -> Iterator[tuple[Caption, Any]]:
    """What the script calls captions; of several names of one, that of the outermost frame comes last."""
    for frame in frames:
        for name, value in frame.f_locals.items():
            match = CAPTION.fullmatch(name)
            if match and isinstance(value, TEXTS):
                yield Caption(name, frame.f_code.co_qualname, int(match[1] or 0)), value


def _faded(animations: Iterable[Any]) -> Iterator[int]:
    """The ids of what these animations take away."""
    for animation in animations:
        if isinstance(animation, manim.AnimationGroup):
            yield from _faded(animation.animations)
        elif animation.remover or getattr(animation, "replace_mobject_with_target_in_scene", False):
            yield from map(id, animation.mobject.get_family())


@dataclass
class _Piece:
    """A text with its parts, or something else that may be drawn."""

    mobject: Any
    text: bool
    parts: list[Any] = field(default_factory=list)


def _walk(mobjects: list[Any]) -> tuple[list[_Piece], dict[int, int]]:
    """The pieces, and the place of each of their parts in the order of drawing.

    What is there twice is drawn when its last turn has come.
    """
    pieces: dict[int, _Piece] = {}
    drawn: dict[int, Any] = {}
    left: list[tuple[Any, _Piece | None]] = [(mobject, None) for mobject in reversed(mobjects)]
    while left and len(pieces) < MOST_PIECES and len(drawn) < MOST_PARTS:
        mobject, text = left.pop()
        drawn.pop(id(mobject), None)
        drawn[id(mobject)] = mobject
        if text is None and isinstance(mobject, TEXTS):
            text = pieces[id(mobject)] = _Piece(mobject, text=True)
        if text is None or isinstance(mobject, BEHIND_TEXT):
            if isinstance(mobject, DRAWN):
                pieces[id(mobject)] = _Piece(mobject, text=False)
        else:
            text.parts.append(mobject)
        left.extend((part, text) for part in reversed(mobject.submobjects))
    order = sorted(drawn.values(), key=_depth)
    return list(pieces.values()), {id(part): place for place, part in enumerate(order)}


def _depth(part: Any) -> float:
    return part.z_index if isinstance(part.z_index, int | float) else 0


def _drawn(part: Any) -> bool:
    return not isinstance(part, manim.VMobject) or _colour(part) is not None


def _colour(part: Any) -> Colour | None:
    """The colour that a part is mostly drawn in; none if nothing is."""
    fill = _mean(part.fill_rgbas)
    if fill.opacity > UNSEEN:
        return fill
    stroke = _mean(part.stroke_rgbas)
    return stroke if stroke.opacity > UNSEEN and float(part.stroke_width) > 0 else None


def _fill(part: Any) -> Colour | None:
    return _mean(part.fill_rgbas) if isinstance(part, manim.VMobject) else None


def _halo(part: Any) -> Colour | None:
    """The stroke behind a letter, which sets it off from anything."""
    if float(part.background_stroke_width) <= 0:
        return None
    stroke = _mean(part.background_stroke_rgbas)
    return stroke if stroke.opacity > UNSEEN else None


def _mean(rgbas: NDArray[np.float64]) -> Colour:
    return Colour(*(rgbas[0] if len(rgbas) == 1 else rgbas.mean(axis=0)).tolist())


def _words(mobject: Any) -> str:
    for attribute in ("original_text", "text", "typst_code", "tex_string"):
        words = getattr(mobject, attribute, None)
        if isinstance(words, str) and words:
            return words
    if isinstance(mobject, manim.Paragraph):
        return _words(mobject.lines_text)
    if isinstance(mobject, manim.DecimalNumber):
        return f"{mobject.number:g}"
    return ""
