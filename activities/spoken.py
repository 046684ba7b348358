"""What the speech cache holds of an utterance: the WAV, and beside it when its words are heard."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from pydantic import TypeAdapter

from contracts.errors import ArtifactNotFound
from contracts.speech import SpokenWord, words_key
from store.artifacts import Artifacts

_WORDS: Final = TypeAdapter(tuple[SpokenWord, ...])


async def words(artifacts: Artifacts, key: str) -> tuple[SpokenWord, ...] | None:
    """When the words of the utterance under ``key`` are heard; None if its provider did not tell."""
    try:
        return _WORDS.validate_json(await artifacts.get(words_key(key)))
    except ArtifactNotFound:
        return None


async def store_words(artifacts: Artifacts, key: str, spoken: Sequence[SpokenWord]) -> None:
    """Store the words of an utterance, if there are any; before its WAV, which says that all is there."""
    if spoken:
        await artifacts.put(words_key(key), _WORDS.dump_json(tuple(spoken)))


async def store_again(artifacts: Artifacts, key: str) -> None:
    """Make a stored utterance young, so that the maintenance leaves it to the job that needs it."""
    with suppress(ArtifactNotFound):
        await artifacts.put(words_key(key), await artifacts.get(words_key(key)))
    await artifacts.put(key, await artifacts.get(key))
