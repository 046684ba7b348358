"""Text that does not stand out from what lies behind it."""

from typing import Final

import numpy as np

from media.manim.critic.sight import Colour, Finding, Sight, Text

ENOUGH: Final = 3.0
"""The ratio of luminances, as WCAG counts it, from which on a large text is easy to read."""
POOR: Final = 2.0
NOTHING: Final = 1.25
"""Below this ratio a text is as good as invisible."""
SAMPLES: Final = 8
"""Letters of a text that are looked at."""
DULL: Final = 0.34
"""The part of them that may stand out less than the text is said to."""
OPAQUE: Final = 0.95
"""The opacity from which on a shape hides what is behind it."""
HIDDEN: Final = 0.0
"""The ratio of what is not seen at all."""
UNKNOWN: Final = 21.0
"""The ratio before something whose colour is not known, as an image."""


class Contrast:
    """Keeps for each text the best that it stood out: it may fade once it has been read."""

    def __init__(self) -> None:
        self._best: dict[tuple[int, int, float], tuple[float, Finding]] = {}

    def look(self, sight: Sight) -> None:
        """Compare each text that did not stand out so far with what lies behind it."""
        for text in sight.visible:
            known = self._best.get(text.form)
            if known is not None and known[0] >= ENOUGH:
                continue
            ratio = stands_out(text, sight)
            if known is None or ratio > known[0]:
                self._best[text.form] = ratio, _finding(text, ratio, sight.line)

    def findings(self) -> list[Finding]:
        """The texts that never stood out enough."""
        return [finding for ratio, finding in self._best.values() if ratio < POOR]


def stands_out(text: Text, sight: Sight) -> float:
    """The ratio that all but a few of its letters have at least."""
    chosen = np.unique(np.linspace(0, len(text.letters) - 1, SAMPLES).round().astype(int))
    ratios = sorted(_letter(text, int(letter), sight) for letter in chosen)
    return ratios[int(len(ratios) * DULL)]


def _letter(text: Text, letter: int, sight: Sight) -> float:
    left, bottom, right, top = text.letters[letter]
    x, y = (left + right) / 2, (bottom + top) / 2
    behind = sight.background
    there = [shape for shape in sight.shapes if shape.holds(x, y)]
    for shape in there:
        if shape.order < text.order:
            if shape.fill is None:
                return UNKNOWN
            behind = over(shape.fill, behind)
    halo = over(text.halo, behind) if text.halo else None
    covered = 0.0
    drawn = over(Colour(*text.colours[letter]), behind)
    for shape in there:
        if shape.order > text.order:  # before it
            if shape.fill is None:
                return HIDDEN
            drawn, behind = over(shape.fill, drawn), over(shape.fill, behind)
            halo = over(shape.fill, halo) if halo else None
            covered = max(covered, shape.fill.opacity)
    if covered >= OPAQUE:
        return HIDDEN
    return max(ratio(drawn, behind), ratio(drawn, halo) if halo else 1.0)


def over(colour: Colour, behind: Colour) -> Colour:
    """What is seen of a colour before another one."""
    part = colour.opacity
    return Colour(
        *(part * one + (1 - part) * other for one, other in zip(colour[:3], behind[:3], strict=True))
    )


def ratio(one: Colour, other: Colour) -> float:
    """How much lighter the lighter one is: 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - as sRGB has it
        for part in colour[:3]
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _finding(text: Text, ratio: float, line: int) -> Finding:
    if ratio == HIDDEN:
        message = f"{text.name} is hidden by what is drawn before it: bring it to the front, or leave it out."
    else:
        message = (
            f"{text.name} hardly stands out from what is behind it ({ratio:.1f} : 1, {ENOUGH:g} is enough): "
            "give it another colour, or put something else behind it."
        )
    return Finding(
        rule="contrast",
        message=message,
        line=line,
        severity="error" if ratio < NOTHING else "warning",
    )
