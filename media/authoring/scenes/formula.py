"""A formula, large, and what its letters stand for."""

from contracts.model import Model
from media.authoring.scenes.page import Page
from media.scenes.source import literal, point

MOST = 4


class Term(Model):
    """One symbol, as Typst math, and its meaning."""

    symbol: str
    meaning: str


class Formula(Model):
    """The formula as Typst math."""

    typst: str
    terms: tuple[Term, ...] = ()


def build(page: Page) -> None:
    """Write the formula."""
    show = Formula.model_validate(page.scene.show)
    look = page.look
    terms = show.terms[:MOST]
    page.heading()
    page.let("formula", "MathTypst", literal(show.typst), font_size="96", color=look.ink)
    page.at_most("formula", 11.0)
    page.at_most("formula", 2.0, side="height")
    page.do("formula.move_to", point(0, 0.75 if terms else -0.1))
    page.let(
        "frame", "SurroundingRectangle", "formula", color=look.accent(0), buff="0.4", corner_radius="0.2"
    )
    page.beat("Write(formula)", seconds=1.4)
    page.beat("Create(frame)", seconds=0.7)
    for index, term in enumerate(terms, 1):
        page.let(
            f"symbol_{index}", "MathTypst", literal(term.symbol), font_size="50", color=look.accent(index - 1)
        )
        page.text(f"meaning_{index}", term.meaning, 28, 4.2)
        page.let(f"term_{index}", "VGroup", f"symbol_{index}", f"meaning_{index}")
        page.do(f"term_{index}.arrange", "RIGHT", buff="0.3")
    if terms:
        page.let("terms", "VGroup", *(f"term_{index}" for index in range(1, len(terms) + 1)))
        page.do("terms.arrange", "RIGHT", buff="0.9")
        page.at_most("terms", 12.4)
        page.do("terms.move_to", point(0, -1.5))
        page.beat(
            "LaggedStart(*(FadeIn(term, shift=UP * 0.2) for term in terms), lag_ratio=0.5)", seconds=1.4
        )
