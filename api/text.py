"""Text as requests may carry it."""

from typing import Annotated, Final

from pydantic import AfterValidator, Field
from pydantic.config import JsonDict

MAX_TEXT: Final = 20_000
"""Characters."""
MAX_LONG_TEXT: Final = 50_000
"""Characters of a whole video's script."""


def _plain_text(text: str) -> str:
    if any((ord(c) < 0x20 and c not in "\n\r\t") or 0x7F <= ord(c) < 0xA0 for c in text):  # noqa: PLR2004
        raise ValueError("must not contain control characters")
    return text


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be empty")
    return text


_CONTROLS: Final = r"\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f"
_PLAIN: Final = f"[^{_CONTROLS}]*"
_SAID_PLAIN: Final[JsonDict] = {"pattern": f"^{_PLAIN}$"}
_SAID_NOT_BLANK: Final[JsonDict] = {"pattern": rf"^{_PLAIN}[^\s{_CONTROLS}]{_PLAIN}$"}
"""What the validators check, as the API's description says it."""

PlainText = Annotated[
    str, Field(max_length=MAX_TEXT, json_schema_extra=_SAID_PLAIN), AfterValidator(_plain_text)
]
Text = Annotated[
    PlainText, Field(min_length=1, json_schema_extra=_SAID_NOT_BLANK), AfterValidator(_not_blank)
]
LongText = Annotated[
    str,
    Field(min_length=1, max_length=MAX_LONG_TEXT, json_schema_extra=_SAID_NOT_BLANK),
    AfterValidator(_plain_text),
    AfterValidator(_not_blank),
]

LanguageTag = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", max_length=100)]
"""A BCP 47 tag, with its extensions."""
