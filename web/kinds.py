"""What is fetched: how much of it, how fast, and what it has to be.

Of pictures, clips and sound their first bytes decide, not what their server calls them: what is stored under
a harmless name must not be something else to the program that opens it.
"""

from dataclasses import dataclass
from typing import Final

from contracts.phrases import Phrase, phrase

MEGABYTE: Final = 1_000_000
HEAD_BYTES: Final = 1024
"""The first bytes of a file that tell what it is."""

HTML: Final = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True)
class Wanted:
    """What is to be fetched. ``what`` is the word for it in errors.

    ``seconds`` is the limit for its first portion, and for each that follows (``web.fetch.PORTION``).
    """

    what: Phrase
    media_types: tuple[str, ...]
    max_bytes: int
    seconds: float
    robots: bool = False
    """Whether the site's robots.txt has a say: it has about pages, not about what belongs to them."""


PAGE: Final = Wanted(phrase("page"), HTML, 10 * MEGABYTE, 20, robots=True)
PICTURE: Final = Wanted(
    phrase("picture"), ("image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"), 20 * MEGABYTE, 30
)
CLIP: Final = Wanted(phrase("clip"), ("video/mp4",), 100 * MEGABYTE, 60)
MUSIC: Final = Wanted(
    phrase("piece of music"),
    # mp4 and WebM with nothing but sound begin as those with pictures do.
    ("audio/mpeg", "audio/aac", "audio/wav", "audio/flac", "audio/ogg", "video/mp4", "video/webm"),
    50 * MEGABYTE,
    60,
)

_BEGINNINGS: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"OggS", "audio/ogg"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
)
_RIFF: Final = {b"WEBP": "image/webp", b"WAVE": "audio/wav"}
_BRANDS: Final = {
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"heic": "image/heic",
    b"qt  ": "video/quicktime",
}
_LAYERS: Final = {0x00: "audio/aac", 0x02: "audio/mpeg", 0x04: "audio/mpeg"}
"""The kinds by the bits of MPEG's layer. The first layer is not there: it begins as text in UTF-16 does."""
_PAGES: Final = (b"<!doctype html", b"<html", b"<head", b"<body")


def media_type(head: bytes, declared: str) -> str:
    """What something is, by its first bytes; ``declared`` (or nothing) where they say nothing.

    A page may begin with anything, so its server is believed. Nothing else is what it is called without
    beginning like it.
    """
    found = _sniff(head)
    if found:
        return found
    return declared if declared.startswith("text/") or declared in HTML else ""


def _sniff(head: bytes) -> str:
    for beginning, found in _BEGINNINGS:
        if head.startswith(beginning):
            return found
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12], "")
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    if head[:1] == b"\xff" and head[1:2] >= b"\xe0":  # the eleven bits that a frame begins with
        return _LAYERS.get(head[1] & 0x06, "")
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return HTML[0] if text.startswith(_PAGES) else ""
