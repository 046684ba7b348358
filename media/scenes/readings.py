"""Numbers that are counted while something moves: a word, and below it the value of the moment."""

from media.scenes.page import SMALLEST_SIZE, Page
from media.scenes.source import number, point
from media.scenes.text import width

LABEL_SIZE = 24
VALUE_SIZE = 34


def reading(  # noqa: PLR0913, PLR0917 - a reading's own properties
    page: Page,
    name: str,
    label: str,
    source: str,
    at: tuple[float, float],
    room: float,
    *,
    unit: str = "",
    digits: int = 2,
    color: str = "",
) -> list[str]:
    """Write a reading of source that gives a number, its middle at a point; gives what shows it."""
    x, y = at
    color = color or page.look.ink
    page.text(f"{name}_label", label, LABEL_SIZE, room, color=page.look.muted)
    page.place(f"{name}_label", x, y + 0.32)
    longest = f"≈ 1000.{'0' * digits} {unit}"
    size = max(SMALLEST_SIZE, min(VALUE_SIZE, VALUE_SIZE * room / width(longest, VALUE_SIZE)))
    words = f'f"≈ {{{source}:z.{digits}f}}{" " + unit if unit else ""}"'
    text = f'Text({words}.replace("-", "−"), font=FONT, font_size={number(size)}, color={color})'
    page.let(name, "always_redraw", f"lambda: {text}.move_to({point(x, y - 0.26)})")
    return [f"FadeIn({name}_label)", f"FadeIn({name})"]
