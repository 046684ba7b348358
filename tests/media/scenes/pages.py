"""What builders write, without a storyboard."""

from contracts.storyboard import Shape
from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.look import look_of
from media.scenes.page import Page
from media.scenes.stage import STAGES


def page_of(builder: Builder, shape: Shape = Shape.WIDE, locale: Locale = Locale.ENGLISH) -> Page:
    """The page after the builder has drawn on it."""
    page = Page("", locale, look_of(locale, ""), STAGES[shape])
    builder.draw(page)
    return page


def told(builder: Builder, shape: Shape = Shape.WIDE, locale: Locale = Locale.ENGLISH) -> list[str]:
    """The builder's own lines."""
    return page_of(builder, shape, locale).told


def script_of(builder: Builder, shape: Shape = Shape.WIDE) -> str:
    """The method that draws the picture."""
    return "\n".join(page_of(builder, shape).method("scene"))
