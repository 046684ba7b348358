"""A whole number in binary: the worth of each place, the digits, and the sum that they stand for."""

from pydantic import Field

from contracts.model import Model
from media.authoring.scenes.page import Page
from media.scenes.source import literal, number, point

LARGEST = 255
_SLOT = 1.35


class Binary(Model):
    """The number."""

    value: int = Field(ge=1, le=LARGEST)


def build(page: Page) -> None:
    """Write the places, then the digits, then the sum."""
    value = Binary.model_validate(page.scene.show).value
    look = page.look
    digits = f"{value:b}"
    page.heading()
    boxes, weights, bits = [], [], []
    for index, digit in enumerate(digits, 1):
        x = (index - 1 - (len(digits) - 1) / 2) * _SLOT
        color = look.accent(2) if digit == "1" else look.muted
        page.let(
            f"box_{index}",
            "RoundedRectangle",
            corner_radius="0.12",
            width=number(_SLOT * 0.86),
            height="1.3",
            color=color,
            fill_color=look.panel,
            fill_opacity="0.3",
            stroke_width="3",
        )
        page.do(f"box_{index}.move_to", point(x, 0.2))
        weight = literal(str(2 ** (len(digits) - index)))
        page.let(f"weight_{index}", "Text", weight, font="FONT", font_size="30", color=look.accent(0))
        page.do(f"weight_{index}.move_to", point(x, 1.35))
        page.let(
            f"bit_{index}", "Text", literal(digit), font="FONT", font_size="52", color=color, weight="BOLD"
        )
        page.do(f"bit_{index}.move_to", point(x, 0.2))
        boxes.append(f"box_{index}")
        weights.append(f"weight_{index}")
        bits.append(f"bit_{index}")
    used = [str(2 ** (len(digits) - index)) for index, digit in enumerate(digits, 1) if digit == "1"]
    page.let("total", "MathTypst", literal(f"{' + '.join(used)} = {value}"), font_size="50", color=look.ink)
    page.at_most("total", 11.0)
    page.do("total.move_to", point(0, -1.25))
    page.let(
        "result", "MathTypst", literal(f"{value} = {digits}_((2))"), font_size="56", color=look.accent(2)
    )
    page.do("result.move_to", point(0, -2.2))
    page.let("places", "VGroup", *boxes, *weights)
    page.beat("FadeIn(places, shift=UP * 0.2)", seconds=0.9, quiet=True)
    page.beat("Write(total)", seconds=1.2)
    page.let("bits", "VGroup", *bits)
    page.beat("LaggedStart(*(FadeIn(bit, scale=1.5) for bit in bits), lag_ratio=0.3)", seconds=1.4)
    page.beat("Write(result)", seconds=1.0)
