"""Single characters that nobody speaks: emoji, invisible ones, blanks of many widths."""

import html
import re
import unicodedata
from typing import Final

from media.reading.rules import Rule, constant, rule

_PICTURES: Final = (
    "\u231a\u231b\u23e9-\u23fa\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u27bf\u2934\u2935\u2b05-\u2b55"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff\u2122\u00a9\u00ae"
)


def _character(found: re.Match[str]) -> str | None:
    character = html.unescape(found[0])
    return None if character == found[0] else character


def _figures(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found[0])


ENTITIES: Final[tuple[Rule, ...]] = (rule(r"&(?:[A-Za-z]{2,8}|#\d{1,7}|#[xX][\da-fA-F]{1,6});", _character),)
"""Characters by their names in HTML: ``&amp;``."""
SIGNS: Final[tuple[Rule, ...]] = (
    # With skin tones, joiners and the signs that make a character a picture: 👩‍🚀, 1️⃣, 🇹🇼.
    constant(f"[{_PICTURES}][\U0001f3fb-\U0001f3ff\u200d\ufe0f\u20e3{_PICTURES}\U000e0020-\U000e007f]*", ""),
    constant("[\u2190-\u21ff]\ufe0f", ""),
    # Faces of marks and letters: :-), <3, ^_^.
    constant(
        r"(?<!\S)(?:[xX]D|[:;=][-'^o]?[()DPpO/\\|\]\[*]+|<3+|\^_*\^|T_T|-_+-|[oO]_[oO])(?=[\s.,!?]|$)", ""
    ),
    rule("[①-⑳]", _figures),
    # A soft hyphen, joiners, directions, byte order marks, variation selectors, control characters.
    constant(
        "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u20e3\u3164"
        "\ufe00-\ufe0f\ufeff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\U000e0000-\U000e007f]+",
        "",
    ),
    # In Arabic and the scripts of India, joiners tell words apart.
    constant("(?<![\u0600-\u0dff\u0f00-\u109f])[\u200c\u200d]", ""),
    constant("[\u00a0\u1680\u2000-\u200a\u202f\u205f\t]", " "),
    constant("\r\n|[\r\x0b\x0c\x85\u2028\u2029]", "\n"),
)
