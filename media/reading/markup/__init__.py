"""What is written and never spoken: marks of Markdown and HTML, cues, emoji, invisible characters."""

from typing import Final

from language.tags import primary
from media.reading.aligned import Aligned
from media.reading.markup.blocks import BLOCKS, line_ends
from media.reading.markup.cues import CUES
from media.reading.markup.inline import INLINE
from media.reading.markup.signs import ENTITIES, SIGNS
from media.reading.rules import claims

_STOPS: Final = {"zh": "。", "ja": "。"}


def plain(written: str, language: str) -> Aligned:
    """The text without all that; a block that ends without a mark gets a full stop."""
    bare = Aligned.of(written)
    # What is spoken for one pass may be read by the next: a heading that holds emphasis and a link.
    for rules in (ENTITIES, SIGNS, (*BLOCKS, *CUES, *INLINE)):
        bare = bare.replaced(claims(bare.text, rules))
    return bare.replaced(line_ends(bare.text, _STOPS.get(primary(language), ".")))
