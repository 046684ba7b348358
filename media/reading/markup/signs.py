"""Single characters that nobody speaks: emoji, invisible ones, blanks of many widths."""

from typing import Final

from media.reading.rules import Rule, constant, rule

_PICTURES: Final = (
    "\u231a\u231b\u23e9-\u23fa\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u27bf\u2934\u2935\u2b05-\u2b55"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff\u2122\u00a9\u00ae"
)
_ENTITIES: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "#39": "'", "nbsp": " "}

SIGNS: Final[tuple[Rule, ...]] = (
    # With skin tones, joiners and the signs that make a character a picture: 👩‍🚀, 1️⃣, 🇹🇼.
    constant(f"[{_PICTURES}][\U0001f3fb-\U0001f3ff\u200d\ufe0f\u20e3{_PICTURES}\U000e0020-\U000e007f]*", ""),
    constant("[\u2190-\u21ff]\ufe0f", ""),
    # A soft hyphen, joiners, directions, byte order marks, variation selectors, control characters.
    constant(
        "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3\u3164"
        "\ufe00-\ufe0f\ufeff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\U000e0000-\U000e007f]+",
        "",
    ),
    constant("[\u00a0\u1680\u2000-\u200a\u202f\u205f\t]", " "),
    constant("\r\n|[\r\x0b\x0c\x85\u2028\u2029]", "\n"),
    rule(rf"&({'|'.join(_ENTITIES)});", lambda found: _ENTITIES[found[1]]),
)
