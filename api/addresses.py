"""Addresses of the web as requests may carry them."""

from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator, AnyHttpUrl, Field, TypeAdapter, ValidationError

from api.text import Text

MAX_ADDRESS: Final = 2000
"""Characters."""
_ADDRESS: Final = TypeAdapter(AnyHttpUrl)


def _web_address(text: str) -> str:
    """The address as it was sent; what two readers could read as two addresses is refused."""
    if any(c.isspace() or c == "\\" for c in text):
        raise ValueError("must not contain spaces or backslashes")
    try:
        _ADDRESS.validate_python(text)
    except ValidationError as error:
        raise ValueError(f"must be a web address: {error.errors()[0]['msg']}") from error
    place = urlsplit(text).netloc
    if not place:
        raise ValueError("must name a host, as in https://example.com/page")
    if "@" in place:
        raise ValueError("must not carry a user name or a password")
    return text


WebAddress = Annotated[
    Text,
    Field(max_length=MAX_ADDRESS, json_schema_extra={"format": "uri"}),
    AfterValidator(_web_address),
]
