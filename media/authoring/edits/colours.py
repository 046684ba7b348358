"""Colours: Manim's names, colour words' shades, and what can be read on what."""

import re
from colorsys import rgb_to_hls
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

TEXT_CONTRAST: Final = 4.5
"""The contrast that WCAG asks of ordinary text."""
COLOURED_TEXT_CONTRAST: Final = 3.0
"""The contrast that WCAG asks of large text: for coloured words more would cost the colour."""
FIGURE_CONTRAST: Final = 2.3
"""The contrast of figures, less than WCAG's 3: Manim's own colours are soft, and its figures are large."""
LEAST_CONTRAST: Final = 1.5
"""The contrast below which even a colour that was asked for to the letter is as good as invisible."""

MANIM_COLOURS: Final = {
    "BLACK": "#000000",
    "BLUE": "#58C4DD",
    "BLUE_A": "#C7E9F1",
    "BLUE_B": "#9CDCEB",
    "BLUE_C": "#58C4DD",
    "BLUE_D": "#29ABCA",
    "BLUE_E": "#236B8E",
    "DARKER_GRAY": "#222222",
    "DARKER_GREY": "#222222",
    "DARK_BLUE": "#236B8E",
    "DARK_BROWN": "#8B4513",
    "DARK_GRAY": "#444444",
    "DARK_GREY": "#444444",
    "GOLD": "#F0AC5F",
    "GOLD_A": "#F7C797",
    "GOLD_B": "#F9B775",
    "GOLD_C": "#F0AC5F",
    "GOLD_D": "#E1A158",
    "GOLD_E": "#C78D46",
    "GRAY": "#888888",
    "GRAY_A": "#DDDDDD",
    "GRAY_B": "#BBBBBB",
    "GRAY_BROWN": "#736357",
    "GRAY_C": "#888888",
    "GRAY_D": "#444444",
    "GRAY_E": "#222222",
    "GREEN": "#83C167",
    "GREEN_A": "#C9E2AE",
    "GREEN_B": "#A6CF8C",
    "GREEN_C": "#83C167",
    "GREEN_D": "#77B05D",
    "GREEN_E": "#699C52",
    "GREY": "#888888",
    "GREY_A": "#DDDDDD",
    "GREY_B": "#BBBBBB",
    "GREY_BROWN": "#736357",
    "GREY_C": "#888888",
    "GREY_D": "#444444",
    "GREY_E": "#222222",
    "LIGHTER_GRAY": "#DDDDDD",
    "LIGHTER_GREY": "#DDDDDD",
    "LIGHT_BROWN": "#CD853F",
    "LIGHT_GRAY": "#BBBBBB",
    "LIGHT_GREY": "#BBBBBB",
    "LIGHT_PINK": "#DC75CD",
    "LOGO_BLACK": "#343434",
    "LOGO_BLUE": "#525893",
    "LOGO_GREEN": "#87C2A5",
    "LOGO_RED": "#E07A5F",
    "LOGO_WHITE": "#ECE7E2",
    "MAROON": "#C55F73",
    "MAROON_A": "#ECABC1",
    "MAROON_B": "#EC92AB",
    "MAROON_C": "#C55F73",
    "MAROON_D": "#A24D61",
    "MAROON_E": "#94424F",
    "ORANGE": "#FF862F",
    "PINK": "#D147BD",
    "PURE_BLUE": "#0000FF",
    "PURE_CYAN": "#00FFFF",
    "PURE_GREEN": "#00FF00",
    "PURE_MAGENTA": "#FF00FF",
    "PURE_RED": "#FF0000",
    "PURE_YELLOW": "#FFFF00",
    "PURPLE": "#9A72AC",
    "PURPLE_A": "#CAA3E8",
    "PURPLE_B": "#B189C6",
    "PURPLE_C": "#9A72AC",
    "PURPLE_D": "#715582",
    "PURPLE_E": "#644172",
    "RED": "#FC6255",
    "RED_A": "#F7A1A3",
    "RED_B": "#FF8080",
    "RED_C": "#FC6255",
    "RED_D": "#E65A4C",
    "RED_E": "#CF5044",
    "TEAL": "#5CD0B3",
    "TEAL_A": "#ACEAD7",
    "TEAL_B": "#76DDC0",
    "TEAL_C": "#5CD0B3",
    "TEAL_D": "#55C1A7",
    "TEAL_E": "#49A88F",
    "WHITE": "#FFFFFF",
    "YELLOW": "#F7D96F",
    "YELLOW_A": "#FFF1B6",
    "YELLOW_B": "#FFEA94",
    "YELLOW_C": "#F7D96F",
    "YELLOW_D": "#F4D345",
    "YELLOW_E": "#E8C11C",
}
"""Manim's colours: importing Manim costs a second and 137 MB, so a test compares these with its own."""


class Shade(StrEnum):
    """How light a colour word is meant."""

    LIGHT = "light"
    NORMAL = "normal"
    DARK = "dark"


@dataclass(frozen=True)
class Colour:
    """A colour that an instruction asks for: a hue in a shade, or one exact hex value."""

    hue: str
    shade: Shade = Shade.NORMAL

    @property
    def exact(self) -> bool:
        """Whether it was asked for to the letter, so that no other shade will do."""
        return self.hue.startswith("#") or self.shade is not Shade.NORMAL or self.hue in NEUTRAL

    @property
    def ink(self) -> str:
        """As drawn: a Manim name or a hex value."""
        return self.hue if self.hue.startswith("#") else _INKS[self.hue][_ORDER.index(self.shade)]

    @property
    def ground(self) -> str:
        """As a background: a hex value, deeper or paler than the ink, so that text stands out on it."""
        return self.hue if self.hue.startswith("#") else _GROUNDS[self.hue][_ORDER.index(self.shade)]


_SHADING: Final = 0.5
"""How far a colour goes to white, black or the background that is to be lighter, darker or fainter."""
_ORDER: Final = (Shade.LIGHT, Shade.NORMAL, Shade.DARK)
NEUTRAL: Final = frozenset({"white", "black", "gray"})

_INKS: Final = {
    "red": ("RED_B", "RED", "#B91C1C"),
    "orange": ("#FDBA74", "ORANGE", "#C2410C"),
    "yellow": ("YELLOW_B", "YELLOW", "YELLOW_E"),
    "gold": ("GOLD_A", "GOLD", "GOLD_E"),
    "green": ("GREEN_B", "GREEN", "#2F7D32"),
    "lime": ("#D9F99D", "#A3E635", "#65A30D"),
    "teal": ("TEAL_A", "TEAL", "#0F766E"),
    "cyan": ("#CFFAFE", "#67E8F9", "#0891B2"),
    "blue": ("BLUE_B", "BLUE", "BLUE_E"),
    "navy": ("#4F6BB0", "#1E3A8A", "#172554"),
    "purple": ("PURPLE_A", "PURPLE_B", "PURPLE_E"),
    "pink": ("#F9A8D4", "LIGHT_PINK", "PINK"),
    "maroon": ("MAROON_B", "MAROON", "MAROON_E"),
    "brown": ("LIGHT_BROWN", "#A0682D", "DARK_BROWN"),
    "gray": ("LIGHT_GRAY", "GRAY", "DARK_GRAY"),
    "white": ("WHITE", "WHITE", "GRAY_A"),
    "black": ("GRAY_E", "BLACK", "BLACK"),
}
_GROUNDS: Final = {
    "red": ("#FECACA", "#B91C1C", "#5F0F0F"),
    "orange": ("#FED7AA", "#C2410C", "#6B2A0E"),
    "yellow": ("#FEF9C3", "#FDE047", "#854D0E"),
    "gold": ("#FDE9B8", "#D4A017", "#6B4E0A"),
    "green": ("#BBF7D0", "#15803D", "#064E2B"),
    "lime": ("#ECFCCB", "#A3E635", "#3F6212"),
    "teal": ("#99F6E4", "#0F766E", "#0B4642"),
    "cyan": ("#E0F2FE", "#7DD3FC", "#0C4A6E"),
    "blue": ("#BFDBFE", "#1D4ED8", "#172C75"),
    "navy": ("#33488F", "#1B2A5E", "#131D42"),
    "purple": ("#DDD6FE", "#6D28D9", "#3B1476"),
    "pink": ("#FCE7F3", "#F9A8D4", "#9D174D"),
    "maroon": ("#E8B4BF", "#7F1D34", "#4C0F1E"),
    "brown": ("#E3C9A8", "#78431B", "#40230D"),
    "gray": ("#D1D5DB", "#5B6472", "#2F3742"),
    "white": ("#FFFFFF", "#FFFFFF", "#E5E7EB"),
    "black": ("#222222", "#000000", "#000000"),
}
DARK_GROUNDS: Final = ("#101828", "#000000")
LIGHT_GROUNDS: Final = ("#F3F4F6", "#FFFFFF")
"""Backgrounds from dark to light: one that is only to be darker, or lighter, takes the next step."""


_HEX: Final = re.compile(r"#(?:([0-9a-fA-F]{6})|([0-9a-fA-F]{3}))")


def hex_of(colour: str) -> str | None:
    """The hex value of a Manim name or hex string, if it is one."""
    if match := _HEX.fullmatch(colour):
        digits = match[1] or "".join(digit * 2 for digit in match[2])
        return f"#{digits.upper()}"
    return MANIM_COLOURS.get(colour.upper())


def least_contrast(value: str, *, wordy: bool) -> float:
    """How much something in a colour has to stand out on the background."""
    if not wordy:
        return FIGURE_CONTRAST
    return TEXT_CONTRAST if _is_grey(value) else COLOURED_TEXT_CONTRAST


def hue_of(value: str) -> str:
    """What a person would call this hex value, so that "the red arrow" finds what is drawn in RED_C."""
    if value in _NAMED_HUES:
        return _NAMED_HUES[value]
    turn, lightness, _ = rgb_to_hls(*(level / 255 for level in _levels(value)))
    if _is_grey(value):
        return "white" if lightness > _WHITISH else "black" if lightness < _BLACKISH else "gray"
    return min(_TURNS, key=lambda hue: min(abs(turn - _TURNS[hue]), 1 - abs(turn - _TURNS[hue])))


def contrast(one: str, other: str) -> float:
    """WCAG's contrast of two hex values, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(value: str) -> float:
    """WCAG's relative luminance of a hex value, 0 to 1."""
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  sRGB's own
        for channel in (level / 255 for level in _levels(value))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def readable(colour: str, ground: str, least: float) -> str:
    """``colour`` if it stands out on ``ground``, else the nearest of its own shades that does.

    A colour without hue becomes white or black; another is darkened or lightened step by step.
    """
    value = hex_of(colour) or "#FFFFFF"
    if contrast(value, ground) >= least:
        return colour
    towards = max(("#FFFFFF", "#000000"), key=lambda end: contrast(end, ground))
    if _is_grey(value):
        return "WHITE" if towards == "#FFFFFF" else "BLACK"
    steps = (_mixed(value, towards, step / 20) for step in range(1, 21))
    return next((mixed for mixed in steps if contrast(mixed, ground) >= least), towards)


def shaded(value: str, shade: Shade | None, ground: str) -> str:
    """A hex value lighter or darker, or, for None, half-way to the background."""
    towards = {Shade.LIGHT: "#FFFFFF", Shade.DARK: "#000000"}.get(shade, ground) if shade else ground
    return _mixed(value, towards, _SHADING)


def mixed_to_contrast(ground: str, faint: float) -> str:
    """A grey step from the background that stands out as little as asked."""
    towards = max(("#FFFFFF", "#000000"), key=lambda end: contrast(end, ground))
    steps = (_mixed(ground, towards, step / 40) for step in range(1, 41))
    return next((mixed for mixed in steps if contrast(mixed, ground) >= faint), towards)


def _is_grey(value: str) -> bool:
    levels = _levels(value)
    return max(levels) - min(levels) < 8  # noqa: PLR2004  give or take a rounding


def _levels(value: str) -> list[int]:
    return [int(value[place : place + 2], 16) for place in (1, 3, 5)]


def _mixed(value: str, other: str, share: float) -> str:
    pairs = zip(_levels(value), _levels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def _named_hues() -> dict[str, str]:
    families = {hue: ("LIGHT_PINK" if hue == "pink" else hue.upper()) for hue in _INKS}
    named = {
        value: hue
        for hue, family in families.items()
        for name, value in MANIM_COLOURS.items()
        if re.fullmatch(rf"(?:PURE_)?{family}(?:_[A-E])?", name)
    }
    # The inks last: PINK is a dark shade of "pink", and GRAY_E a light one of "black".
    return named | {hex_of(ink) or "": hue for hue, inks in _INKS.items() for ink in inks}


_NAMED_HUES: Final = _named_hues()
_TURNS: Final = {
    hue: rgb_to_hls(*(level / 255 for level in _levels(hex_of(_INKS[hue][1]) or "")))[0]
    for hue in ("red", "orange", "yellow", "green", "teal", "blue", "purple", "pink")
}
"""The places of the hues on the colour wheel."""
_WHITISH: Final = 0.93
_BLACKISH: Final = 0.14
