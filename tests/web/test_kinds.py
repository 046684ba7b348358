"""What something is, told by how it begins."""

import pytest

from web.kinds import CLIP, MUSIC, PAGE, PICTURE, Wanted, media_type


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", PICTURE),
        (b"\x89PNG\r\n\x1a\n", PICTURE),
        (b"GIF89a", PICTURE),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", PICTURE),
        (b"\x00\x00\x00\x20ftypavif\x00", PICTURE),
        (b"\x00\x00\x00\x20ftypisom\x00", CLIP),
        (b"\x00\x00\x00\x18ftypmp42\x00", CLIP),
        (b"ID3\x04\x00", MUSIC),
        (b"\xff\xfb\x90\x64", MUSIC),  # MP3 without a tag
        (b"\xff\xf3\x84\x64", MUSIC),  # at half the rate
        (b"\xff\xf1\x50\x80", MUSIC),  # AAC
        (b"RIFF\x10\x00\x00\x00WAVEfmt ", MUSIC),
        (b"fLaC\x00", MUSIC),
        (b"OggS\x00", MUSIC),
        (b"\x00\x00\x00\x20ftypM4A \x00", MUSIC),
        (b"\x1aE\xdf\xa3\x01", MUSIC),
        (b"\xef\xbb\xbf\r\n <!DOCTYPE HTML>", PAGE),
        (b"<html>", PAGE),
    ],
)
def test_the_first_bytes_tell(head: bytes, wanted: Wanted) -> None:
    assert media_type(head, "application/octet-stream") in wanted.media_types


@pytest.mark.parametrize(
    "head",
    [
        b"#EXTM3U\n",  # a list of addresses, which the programs that play it would fetch
        b"ffconcat version 1.0\n",
        b"<?xml version='1.0'?><MPD>",
        b"\x00\x00\x00\x20ftypheic\x00",
        b"\x00\x00\x00\x20ftypqt  \x00",
        b"RIFF\x10\x00\x00\x00AVI LIST",
        b"<svg xmlns='http://www.w3.org/2000/svg'>",
        b"\xff\xfe<\x00h\x00",
        b"",
    ],
)
@pytest.mark.parametrize("wanted", [PICTURE, CLIP, MUSIC])
def test_nothing_else_passes_for_a_picture_a_clip_or_music(head: bytes, wanted: Wanted) -> None:
    for declared in (*wanted.media_types, ""):
        assert media_type(head, declared) not in wanted.media_types


@pytest.mark.parametrize("head", [b"<!-- a comment --><html>", b"\xff\xfe<\x00h\x00", b"<p>Hello"])
def test_a_page_may_begin_with_anything_if_its_server_says_that_it_is_one(head: bytes) -> None:
    assert media_type(head, "text/html") == "text/html"
    assert media_type(head, "") not in PAGE.media_types
