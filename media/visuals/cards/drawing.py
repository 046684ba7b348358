"""Draws cards with Typst: texts go to the templates as data, never into their source."""

import hashlib
import io
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst
from PIL import Image

from contracts.video import FRAMES, CardKind, Frame, Template, Timeline, card_of
from fonts.faces import font
from language.tags import primary, region
from media.visuals.cards import lights
from media.visuals.cards.palettes import PALETTES
from media.visuals.cards.words import drawable, joined, prepare

SHARPNESS: Final = 1.2
"""The pixels of a card for each of its frame: motion enlarges it."""
ZOOM: Final = 1.08
"""The factor by which a card may be enlarged about its centre while its words stay in the safe area."""

_HERE: Final = Path(__file__).parent
_POINTS_AN_INCH: Final = 72
_SHARE: Final = re.compile(r"^\D*(\d{1,3}(?:[.,]\d+)?)\s*[%％]\D*$")
_WHOLE: Final = 100
_LIT: Final = (Template.AURORA, Template.NIGHT)
_ACCENTS: Final = {
    Template.AURORA: "tint",
    Template.PAPER: "second",
    Template.BOLD: "a",
    Template.NIGHT: "accent",
}


_NIGHT: Final = {"base": "#191a1f", "deep": "#0c0d10"}
"""The dark ground of templates that have none of their own."""


@dataclass(frozen=True)
class Area:
    """A rectangle of the frame, in its pixels."""

    x: float
    y: float
    w: float
    h: float


def captions_area(frame: Frame) -> Area:
    """Where captions stand: two lines above the lower margin."""
    height = 2 * 1.3 * frame.caption_size
    return Area(
        frame.left, frame.height - frame.bottom - height, frame.width - frame.left - frame.right, height
    )


def words_area(frame: Frame) -> Area:
    """Where a card's words stand: in the safe area, above the captions, also when it is enlarged."""
    middle_x, middle_y = frame.width / 2, frame.height / 2
    left = middle_x - (middle_x - frame.left) / ZOOM
    right = middle_x + (frame.width - frame.right - middle_x) / ZOOM
    top = middle_y - (middle_y - frame.top) / ZOOM
    bottom = middle_y + (captions_area(frame).y - middle_y) / ZOOM - 0.4 * frame.caption_size
    lean = 0.017 * min(frame.width, frame.height)  # a j or an italic letter reaches out of its line
    return Area(left + lean, top, right - left - 2 * lean, bottom - top)


def draw(timeline: Timeline, position: int, *, bare: bool = False) -> bytes:
    """The card of the scene at ``position``, as PNG, ``SHARPNESS`` times as large as the frame.

    The same scene of the same timeline gives the same card. ``bare`` leaves the words out. Takes some 200 ms.
    """
    data = _frame_data(timeline) | _look(timeline, position) | _content(timeline, position)
    if timeline.template in _LIT:
        field = light(timeline, position)
        data["light"] = {"width": field.width, "height": field.height, "pixels": list(field.tobytes())}
    return _compile(f"{timeline.template}.typ", data | {"bare": bare})


def heading(timeline: Timeline, position: int, area: Area) -> Image.Image:
    """The scene's heading in the template's type, white, at the top of ``area``; the rest is transparent.

    As large as a card (RGBA).
    """
    data = _frame_data(timeline) | _look(timeline, position)
    data["heading"] = prepare(_heading(timeline, position), timeline.language)
    data |= {"area": vars(area), "template": timeline.template, "accent": _ACCENTS[timeline.template]}
    return Image.open(io.BytesIO(_compile("heading.typ", data | {"bare": False})))


def light(timeline: Timeline, position: int) -> Image.Image:
    """A dark ground in the colours of the video, to be enlarged to the frame's size."""
    frame = FRAMES[timeline.format]
    look = _look(timeline, position)
    colours = look["palette"]
    if timeline.template is Template.AURORA:
        field = lights.aurora(colours, look["random"], frame.width, frame.height)
    else:
        night = colours if timeline.template is Template.NIGHT else _NIGHT
        night = {**night, "accent": colours[_ACCENTS[timeline.template]]}
        field = lights.night(night, look["random"], frame.width, frame.height)
    return Image.fromarray(field)


def _frame_data(timeline: Timeline) -> dict[str, Any]:
    frame = FRAMES[timeline.format]
    language = primary(timeline.language)
    sans = font(timeline.language).family
    return {
        "width": frame.width,
        "height": frame.height,
        "area": vars(words_area(frame)),
        "captions": vars(captions_area(frame)),
        "language": language,
        "region": region(timeline.language),
        "sans": [sans],
        "serif": [sans.replace("Sans", "Serif"), sans],
        "marks": "corner" if sans.endswith(("JP", "TC")) and language != "en" else "curly",
    }


def _content(timeline: Timeline, position: int) -> dict[str, Any]:
    """What the card says, and which kind it really is: a list without lines states its heading."""
    scene, language = timeline.scenes[position].scene, timeline.language
    card = card_of(scene)
    heading = _heading(timeline, position)
    lines = [line for line in (drawable(line, language) for line in card.lines) if line]
    figure = drawable(card.figure, language)
    kind = card.kind
    if (kind is CardKind.LIST and not lines) or (kind is CardKind.FIGURE and not figure):
        kind = CardKind.STATEMENT
    if kind is CardKind.QUOTE:
        quote = joined(tuple(lines)) or heading
        heading, lines = "" if heading in quote else drawable(scene.heading, language), [quote]
    return {
        "kind": kind,
        "heading": prepare(heading, language),
        "lines": [prepare(line, language) for line in lines],
        "figure": prepare(figure, language, together=True),
        "share": _share(figure),
        "scenes": len(timeline.scenes),
        "position": position,
    }


def _heading(timeline: Timeline, position: int) -> str:
    """The scene's heading, or the title where nothing of it can be drawn."""
    heading = timeline.scenes[position].scene.heading
    return drawable(heading, timeline.language) or drawable(timeline.title, timeline.language)


def _share(figure: str) -> float | None:
    """What a percentage fills of a bar; none if it is more than all, or no percentage."""
    found = _SHARE.match(figure)
    share = float(found[1].replace(",", ".")) / _WHOLE if found else 0.0
    return share if 0 < share <= 1 else None


def _look(timeline: Timeline, position: int) -> dict[str, Any]:
    """The video's palette by its title; the scene's variant, and its own numbers, by what it shows."""
    palettes = PALETTES[timeline.template]
    palette = palettes[_numbers(timeline.title)[0] % len(palettes)]
    numbers = _numbers(f"{timeline.template}/{position}/{timeline.scenes[position].scene.heading}")
    return {
        "palette": palette[(numbers[0] + position) % len(palette)],
        "random": [number / 0x10000 for number in numbers[1:13]],
    }


def _numbers(text: str) -> list[int]:
    """Sixteen numbers below 65536 that belong to a text."""
    digest = hashlib.sha256(text.encode()).digest()
    return [int.from_bytes(digest[i : i + 2]) for i in range(0, len(digest), 2)]


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[font("en").path.parent],
    )


def _compile(template: str, data: dict[str, Any]) -> bytes:
    compiler = typst.Compiler(
        _HERE / template,
        root=_HERE,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"card": json.dumps(data)},
    )
    drawn = compiler.compile(format="png", ppi=_POINTS_AN_INCH * SHARPNESS)
    if not isinstance(drawn, bytes):  # a list, if there were several pages
        raise TypeError(f"{template} does not make one page")
    return drawn
