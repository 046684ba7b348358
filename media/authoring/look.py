"""The look of an animation: colours after the background, the font after the language."""

from typing import Final

from contracts.animation import Language, Plan
from language.chinese import is_simplified
from media.authoring.scenes.page import Look
from media.authoring.scenes.title import Title

NIGHT: Final = "#101828"

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


def of(plan: Plan) -> Look:
    """The look of a plan; the background is the title scene's."""
    background = next(
        (Title.model_validate(scene.show).background for scene in plan.scenes if scene.kind == "title"), ""
    )
    background = background or NIGHT
    return Look.model_validate(
        {"font": _font(plan), "background": background, **(_LIGHT if _is_light(background) else _DARK)}
    )


def _font(plan: Plan) -> str:
    if plan.language is not Language.CHINESE:
        return "Noto Sans CJK JP"
    words = plan.title + "".join(scene.heading + scene.narration + str(scene.show) for scene in plan.scenes)
    return "Noto Sans CJK SC" if is_simplified(words) else "Noto Sans CJK TC"


def _is_light(background: str) -> bool:
    red, green, blue = (int(background[start : start + 2], 16) for start in (1, 3, 5))
    return 0.3 * red + 0.59 * green + 0.11 * blue > _MIDDLE
