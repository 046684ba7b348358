"""The frame of each shape, and the stage in it where builders draw. In Manim's units, (0, 0) in the middle.

A unit is as many pixels in every shape, so a text of one font size is read equally well in each.
"""

from dataclasses import dataclass
from typing import Final

from contracts.storyboard import Shape

LONG: Final = 128 / 9
"""The long side of a frame whose short side is 8 units."""
SHORT: Final = 8.0


@dataclass(frozen=True)
class Stage:
    """A frame, and in it the room between the heading above and the captions below."""

    shape: Shape
    frame_width: float
    frame_height: float
    heading_room: float
    caption_room: float
    margin: float

    @property
    def width(self) -> float:
        """From the left edge of the stage to its right edge."""
        return self.frame_width - 2 * self.margin

    @property
    def left(self) -> float:
        """The left edge."""
        return -self.width / 2

    @property
    def right(self) -> float:
        """The right edge."""
        return self.width / 2

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.frame_height / 2 - self.heading_room

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return -self.frame_height / 2 + self.caption_room

    @property
    def height(self) -> float:
        """From the lower edge to the upper one."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """The height at which something stands in the middle of the stage."""
        return (self.top + self.bottom) / 2

    @property
    def roomy(self) -> bool:
        """Whether beside a figure there is room for words."""
        return self.shape is Shape.WIDE

    @property
    def wide(self) -> bool:
        """Whether two things fit better side by side than one above the other."""
        return self.width > 1.5 * self.height


STAGES: Final = {
    Shape.WIDE: Stage(Shape.WIDE, LONG, SHORT, heading_room=1.45, caption_room=1.3, margin=0.8),
    Shape.TALL: Stage(Shape.TALL, SHORT, LONG, heading_room=2.6, caption_room=2.9, margin=0.5),
    Shape.SQUARE: Stage(Shape.SQUARE, SHORT, SHORT, heading_room=1.75, caption_room=1.7, margin=0.4),
}
