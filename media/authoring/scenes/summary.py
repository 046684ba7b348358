"""The close: what to take along."""

from pydantic import Field

from contracts.model import Model
from media.authoring.scenes import key_points
from media.authoring.scenes.page import Page

MOST = 4


class Summary(Model):
    """The points to remember."""

    points: list[str] = Field(min_length=1)


def build(page: Page) -> None:
    """Write the close."""
    show = Summary.model_validate(page.scene.show)
    page.heading()
    points = show.points[:MOST]
    names = key_points.rows(page, points, numbered=False)
    page.let("rows", "VGroup", *names)
    page.beat(
        "LaggedStart(*(FadeIn(row, shift=RIGHT * 0.3) for row in rows), lag_ratio=0.6)",
        seconds=0.6 + 0.5 * len(points),
        reads="".join(points),
    )
