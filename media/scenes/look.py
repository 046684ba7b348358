"""The look of an animation: colours after the background, the font after the language."""

from typing import Final

from contracts.model import Model
from media.scenes.locale import Locale

NIGHT: Final = "#101828"
"""The usual background."""

_DARK: Final = {
    "ink": "WHITE",
    "muted": "GRAY_B",
    "panel": "BLUE_E",
    "accents": ("BLUE", "GREEN", "YELLOW", "ORANGE", "PURPLE_B"),
}
_LIGHT: Final = {
    "ink": "BLACK",
    "muted": "GRAY_D",
    "panel": "BLUE_B",
    "accents": ("BLUE_E", "GREEN_E", "RED_E", "MAROON_E", "PURPLE_E"),
}
_MIDDLE = 140
_FONTS: Final = {
    Locale.JAPANESE: "Noto Sans CJK JP",
    Locale.ENGLISH: "Noto Sans CJK JP",
    Locale.TRADITIONAL_CHINESE: "Noto Sans CJK TC",
    Locale.SIMPLIFIED_CHINESE: "Noto Sans CJK SC",
}


class Look(Model):
    """The colours and the font of an animation; colours by Manim's names.

    ``ink`` is for text, ``muted`` for what stands back, ``panel`` for areas under text.
    """

    font: str
    background: str
    ink: str
    muted: str
    panel: str
    accents: tuple[str, ...]

    def with_hot(self, color: str) -> "Look":
        """The look with another colour for what is looked at; the same for an empty one."""
        accents = (*self.accents[:2], color or self.hot, *self.accents[3:])
        return self.model_copy(update={"accents": accents})

    def accent(self, index: int) -> str:
        """The accents in turn."""
        return self.accents[index % len(self.accents)]

    @property
    def main(self) -> str:
        """The colour of what a scene is about."""
        return self.accents[0]

    @property
    def done(self) -> str:
        """The colour of what is found, solved, sorted or right."""
        return self.accents[1]

    @property
    def hot(self) -> str:
        """The colour of what is looked at just now."""
        return self.accents[2]


def look_of(locale: Locale, background: str) -> Look:
    """The look of an animation in a language on a background, which is empty for the usual one."""
    background = background or NIGHT
    colours = _LIGHT if _is_light(background) else _DARK
    return Look.model_validate({"font": _FONTS[locale], "background": background, **colours})


def _is_light(background: str) -> bool:
    red, green, blue = (int(background[start : start + 2], 16) for start in (1, 3, 5))
    return 0.3 * red + 0.59 * green + 0.11 * blue > _MIDDLE
