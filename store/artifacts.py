"""The artifacts: finished media and what jobs leave between their steps, in a folder or an object store."""

import asyncio
import errno
import re
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from obstore.exceptions import BaseError
from obstore.store import ObjectStore, from_url

from contracts.errors import ArtifactNotFound, InvalidRequest, ServiceUnavailable
from contracts.phrases import Phrase, phrase
from contracts.progress import moved
from files.whole import whole
from store.probe import SECONDS, Probe

if TYPE_CHECKING:  # it exists for annotations only
    from obstore import ObjectMeta

CHUNK: Final = 1024 * 1024
"""Bytes that are read at a time."""
FIRST: Final = 64 * 1024
"""Bytes that are read first, which a client waits for."""
_PROBE_KEY: Final = "health/ping"
_PROBED: Final = b"." * 16 * 1024
"""What is stored to see whether something can be: on a full disk a file of nothing has room."""
_OS_ERROR: Final = re.compile(r"\(os error (\d+)\)")
_FULL: Final = phrase("The artifacts' disk is full.")
_READ_ONLY: Final = phrase("The artifacts can only be read, not written to.")
_REASONS: Final = {
    str(errno.ENOSPC): _FULL,
    str(errno.EDQUOT): _FULL,
    str(errno.EROFS): _READ_ONLY,
    str(errno.EIO): phrase("The artifacts' disk fails."),
}
"""What the folder's errors mean."""
_PART: Final = r"(?!\.{1,2}(?:/|$))[A-Za-z0-9._-]{1,200}"
_KEY: Final = re.compile(rf"{_PART}(?:/{_PART}){{0,15}}")
"""What is safe as a file's name, in an object store and in a URL alike."""


@dataclass(frozen=True)
class ArtifactInfo:
    """What is known of an artifact: ``size`` in bytes, ``etag`` if the store has one."""

    key: str
    size: int
    etag: str | None
    modified: datetime


class Artifacts:
    """Artifacts by key, at a URL: ``file:///folder``, ``s3://bucket/prefix``, ``memory:///``.

    The folder is created. S3 takes its credentials, region and endpoint from the environment (``AWS_…``).
    Every method raises InvalidRequest for a key that is none, ServiceUnavailable if the store fails.
    ``limit`` is how many seconds one may wait for ``head``, ``get`` and the first bytes of a range; without
    it as long as the store itself goes on trying, which for S3 may be minutes.
    """

    def __init__(self, url: str, limit: float | None = None) -> None:
        self._limit = limit
        self._probe = Probe(self._store_probe)
        try:
            if url.startswith("file:"):
                self._store: ObjectStore = from_url(url, mkdir=True, automatic_cleanup=True)
            else:
                self._store = from_url(url)
        except (BaseError, ValueError) as error:
            raise ValueError(
                f"Artifacts cannot be kept at {url!r}. Give file:///folder or s3://bucket/prefix."
            ) from error

    async def put(self, key: str, data: bytes | Path) -> None:
        """Store bytes, or a file of any size, over what was there; readers see all of it or nothing."""
        check_key(key)
        with _raising_unavailable():
            await self._store.put_async(key, data)

    async def get(self, key: str) -> bytes:
        """The whole artifact in memory; ArtifactNotFound."""
        check_key(key)
        with _raising_unavailable(), _raising_not_found(key):
            async with asyncio.timeout(self._limit):
                found = await self._store.get_async(key)
                return bytes(await found.buffer_async())

    async def download(self, key: str, path: Path) -> None:
        """Copy an artifact into a file, which is there when it is whole; ArtifactNotFound."""
        size = (await self.head(key)).size
        with whole(path) as unfinished, unfinished.open("wb") as file:
            async for chunk in self.read_range(key, 0, size):
                await asyncio.to_thread(file.write, chunk)
                moved()

    async def head(self, key: str) -> ArtifactInfo:
        """What is known of an artifact; ArtifactNotFound."""
        check_key(key)
        with _raising_unavailable(), _raising_not_found(key):
            async with asyncio.timeout(self._limit):
                return _info(await self._store.head_async(key))

    async def read_range(self, key: str, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes from ``start`` up to, not including, ``end``, some at a time; ArtifactNotFound.

        The range lies within the size that ``head`` tells. Each piece is a request of its own, so a slow
        reader does not run into the store's time limit for one. The first is small, so that it is there soon.
        """
        check_key(key)
        at = start
        while at < end:
            first = at == start
            to = min(at + (FIRST if first else CHUNK), end)
            with _raising_unavailable(), _raising_not_found(key):
                async with asyncio.timeout(self._limit if first else None):
                    chunk = await self._store.get_range_async(key, start=at, end=to)
            yield bytes(chunk)
            at = to

    async def list(self, prefix: str) -> Sequence[ArtifactInfo]:
        """What lies below a prefix (whole parts of keys, with or without a slash at its end), by key."""
        check_key(prefix.removesuffix("/"))
        with _raising_unavailable():
            found = await self._store.list(prefix).collect_async()
        return sorted((_info(meta) for meta in found), key=lambda info: info.key)

    async def folders(self, prefix: str) -> Sequence[str]:
        """The next part of every key below a prefix, where something lies below that in turn."""
        check_key(prefix.removesuffix("/"))
        with _raising_unavailable():
            found = await self._store.list_with_delimiter_async(prefix)
        return sorted(path.rpartition("/")[2] for path in found["common_prefixes"])

    async def copy(self, key: str, to: str) -> None:
        """Store an artifact under another key too, over what was there; ArtifactNotFound."""
        check_key(key)
        check_key(to)
        with _raising_unavailable(), _raising_not_found(key):
            await self._store.copy_async(key, to)

    async def delete(self, key: str) -> None:
        """Remove an artifact, if it is there."""
        check_key(key)
        with _raising_unavailable(), suppress(FileNotFoundError):
            await self._store.delete_async(key)

    async def delete_prefix(self, prefix: str) -> int:
        """Remove what lies below a prefix; how many artifacts that were."""
        deleted = 0
        while found := await self.list(prefix):
            with _raising_unavailable():
                try:
                    await self._store.delete_async([info.key for info in found])
                except FileNotFoundError:
                    continue  # someone else removes the same: look what is left
            deleted += len(found)
            moved()
        return deleted

    async def ping(self) -> None:
        """Return if something can be stored now, or could be a moment ago; ServiceUnavailable if not."""
        await self._probe.ask()

    async def _store_probe(self) -> None:
        try:
            with _raising_unavailable():
                async with asyncio.timeout(SECONDS):
                    await self._store.put_async(_PROBE_KEY, _PROBED)
        except FileNotFoundError as error:
            raise ServiceUnavailable("The place for artifacts does not exist.") from error


def check_key(key: str) -> None:
    """Raise InvalidRequest for what can't be the key of an artifact."""
    if _KEY.fullmatch(key) is None:
        raise InvalidRequest("Not the name of an artifact: {key!r}", key=key[:100])


def _info(meta: "ObjectMeta") -> ArtifactInfo:
    return ArtifactInfo(meta["path"], meta["size"], meta["e_tag"], meta["last_modified"])


@contextmanager
def _raising_not_found(key: str) -> Iterator[None]:
    missing = ArtifactNotFound("Artifact not found: {key}", key=key)
    try:
        yield
    except FileNotFoundError as error:
        raise missing from error
    except BaseError as error:
        if "(os error 20)" in str(error):  # a key below a key: the folder store meets a file on its way
            raise missing from error
        raise


@contextmanager
def _raising_unavailable() -> Iterator[None]:
    try:
        yield
    except (BaseError, TimeoutError) as error:
        raise ServiceUnavailable("{fault} Please try again shortly.", fault=_fault(error)) from error


def _fault(error: Exception) -> Phrase:
    """What is wrong with the store."""
    if isinstance(error, TimeoutError):
        return phrase("The artifacts do not answer at the moment.")
    reason = str(error).partition("\n")[0]  # what follows is the library's own debugging text
    code = _OS_ERROR.search(reason)
    if code and code[1] in _REASONS:
        return _REASONS[code[1]]
    return phrase("The artifacts do not answer at the moment: {reason}", reason=reason)
