"""The opening: the title, and below it what the video is about."""

from contracts.model import Model
from media.authoring.scenes.page import Page


class Title(Model):
    """``lead`` stands below the title; ``background`` colours the whole animation (#RRGGBB)."""

    lead: str = ""
    background: str = ""


def build(page: Page) -> None:
    """Write the opening."""
    show = Title.model_validate(page.scene.show)
    look = page.look
    page.text("title", page.scene.heading, 60, 12.0, rows=2, bold=True, centered=True)
    page.do("title.move_to", "UP * 0.6")
    page.let("line", "Line", "LEFT * 2.2", "RIGHT * 2.2", color=look.accent(0), stroke_width="6")
    page.do("line.next_to", "title", "DOWN", buff="0.4")
    page.let("dots", "VGroup", *(f"Dot(radius=0.09, color={color})" for color in look.accents[:3]))
    page.do("dots.arrange", "RIGHT", buff="0.3")
    page.do("dots.next_to", "title", "UP", buff="0.55")
    page.beat("Write(title)", "FadeIn(dots, shift=DOWN * 0.3)", seconds=1.2)
    closing = ["Create(line)"]
    if show.lead:
        page.text("lead", show.lead, 32, 11.6, rows=2, color=look.muted, centered=True)
        page.do("lead.next_to", "line", "DOWN", buff="0.4")
        closing.append("FadeIn(lead, shift=UP * 0.2)")
    page.beat(*closing, seconds=0.8)
