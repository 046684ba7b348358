"""A piece of code, as in an editor."""

from contracts.model import Model
from media.authoring.scenes.page import Page
from media.scenes.source import literal
from media.scenes.text import ELLIPSIS

MOST_LINES = 14
_MOST_COLUMNS = 72
_READ = 120


class Code(Model):
    """The code and the language it is written in, as Pygments calls it."""

    code: str
    language: str = "text"


def build(page: Page) -> None:
    """Write the code listing."""
    show = Code.model_validate(page.scene.show)
    lines = [line.rstrip() for line in show.code.splitlines()]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], ELLIPSIS]
    lines = [line if len(line) <= _MOST_COLUMNS else line[: _MOST_COLUMNS - 1] + ELLIPSIS for line in lines]
    page.heading()
    page.let(
        "listing",
        "Code",
        code_string=literal("\n".join(lines)),
        language=literal(show.language),
        formatter_style='"monokai"',
        background='"window"',
        paragraph_config='{"font": "Noto Sans Mono CJK JP", "font_size": 26}',
    )
    page.do("listing.scale", "min(12.4 / listing.width, 4.9 / listing.height, 1.6)")
    page.do("listing.move_to", "DOWN * 0.1")
    page.beat("FadeIn(listing.background)", seconds=0.5)
    page.beat(
        "FadeIn(listing.line_numbers)", "Write(listing.code_lines)", seconds=2.0, reads=show.code[:_READ]
    )
