"""What a job tells of itself while it runs: a code, with the values that belong to it.

The words of a code are its contract's, told once: those of a kind in its table of steps, those that every
kind shares here. English is made of them where a contract answers, other languages where a page is shown.
"""

from collections.abc import Mapping
from typing import Final

from pydantic import Field

from contracts.model import Model
from contracts.phrases import Phrase, Value


class Message(Model):
    """A code, and the values that its words have places for."""

    code: str
    params: dict[str, Value] = Field(default_factory=dict)

    def in_words(self, words: Mapping[str, str]) -> Phrase:
        """The message in the words of a kind; of a code that it has no words for, the code itself."""
        return Phrase(template=words.get(self.code, "{code}"), params={"code": self.code, **self.params})


def message(code: str, **params: Value) -> Message:
    """A message of a code."""
    return Message(code=code, params=params)


WAITING: Final = message("waiting")
COMPLETED: Final = message("completed")
FAILED: Final = message("failed")
CANCELLED: Final = message("cancelled")
RETRYING: Final = "retrying"

SHARED_WORDS: Final[Mapping[str, str]] = {
    WAITING.code: "Waiting to start...",
    COMPLETED.code: "Job completed successfully",
    FAILED.code: "Job failed",
    CANCELLED.code: "Job was cancelled",
    RETRYING: "Retrying in {seconds:g} s ({retry} of {retries}): {why}",
}
"""The words of what a job of any kind may say."""
