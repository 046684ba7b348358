"""The body of an answer on its way to a file: unpacked, counted, and recognised by how it begins."""

import zlib
from typing import BinaryIO, Final

from contracts.errors import SourceUnavailable, SourceUnsuitable
from contracts.phrases import phrase
from web.kinds import HEAD_BYTES, HTML, MEGABYTE, Wanted, media_type

_GZIP: Final = zlib.MAX_WBITS | 16
_IN_WORDS: Final = {
    **dict.fromkeys(HTML, phrase("a web page")),
    "application/pdf": phrase("a PDF"),
    "application/zip": phrase("a packed file"),
    "application/gzip": phrase("a packed file"),
    "": phrase("something else"),
}


class Body:
    """A file that is written piece by piece and is never larger than what was wanted.

    ``declared`` is the answer's media type, if it says one, and ``packed`` whether it comes as gzip. Raises
    ``SourceUnsuitable`` for what is too large or not what was wanted, ``SourceUnavailable`` for what breaks
    off.
    """

    def __init__(self, file: BinaryIO, wanted: Wanted, declared: str, *, packed: bool) -> None:
        self._file = file
        self._wanted = wanted
        self._declared = declared
        self._unpacker = zlib.decompressobj(_GZIP) if packed else None
        self._head = b""
        self.media_type = ""
        self.size = 0

    def write(self, piece: bytes) -> None:
        """Take the next piece, as it came over the wire."""
        if self._unpacker:
            # A gzip bomb grows a thousandfold: never unpack more than may still come, and one more to tell.
            room = self._wanted.max_bytes - self.size + 1
            try:
                piece = self._unpacker.decompress(piece, room)
            except zlib.error as error:
                raise SourceUnavailable(
                    "The {what} came damaged. Try again later.", what=self._wanted.what
                ) from error
        self.size += len(piece)
        check_size(self.size, self._wanted)
        self._file.write(piece)
        if not self.media_type:
            self._head += piece
            if len(self._head) >= HEAD_BYTES:
                self._recognise()

    def finish(self) -> None:
        """The last piece has been taken: see that it was whole."""
        if self._unpacker and not self._unpacker.eof:
            raise SourceUnavailable("The {what} broke off. Try again later.", what=self._wanted.what)
        if not self.media_type:
            self._recognise()

    def _recognise(self) -> None:
        found = media_type(self._head[:HEAD_BYTES], self._declared)
        if found not in self._wanted.media_types:
            what = self._wanted.what
            raise SourceUnsuitable(
                "This is {found}, not a {what}. Give the address of a {what}.",
                found=_IN_WORDS.get(found, found),
                what=what,
            )
        self.media_type = found


def check_size(size: int, wanted: Wanted) -> None:
    """Refuse what is larger than wanted. Raises ``SourceUnsuitable``."""
    if size > wanted.max_bytes:
        raise SourceUnsuitable(
            "The {what} is larger than {most} MB. Choose a smaller one.",
            what=wanted.what,
            most=wanted.max_bytes // MEGABYTE,
        )
