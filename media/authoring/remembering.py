"""What a model has answered while it works on one job: nothing is asked twice, and all of it is counted."""

import hashlib
import json
from collections.abc import Callable
from typing import Self, TypeVar

from pydantic import BaseModel, Field, JsonValue
from pydantic_ai.exceptions import ModelRetry

from contracts.errors import ModelOutputInvalid
from contracts.phrases import Phrase
from contracts.storyboard import Authorship
from llm.asking import Asker, Meter
from media.authoring.author import Desk

_AnswerT = TypeVar("_AnswerT", bound=BaseModel)


class _Kept(BaseModel):
    """What lies on the desk: answers by their questions, why others could not be used, what it cost."""

    answers: dict[str, JsonValue] = Field(default_factory=dict)
    unusable: dict[str, Phrase | str] = Field(default_factory=dict)
    made_by: Authorship


class Memory:
    """Asks a model what it has not answered yet; with a desk, over attempts."""

    def __init__(self, asker: Asker, desk: Desk | None, kept: _Kept) -> None:
        self._asker = asker
        self._desk = desk
        self._kept = kept

    @classmethod
    async def of(cls, asker: Asker, desk: Desk | None) -> Self:
        """What is on the desk, or an empty one."""
        content = await desk.take() if desk else None
        empty = _Kept(made_by=Authorship(script=asker.name))
        return cls(asker, desk, _Kept.model_validate_json(content) if content else empty)

    @property
    def made_by(self) -> Authorship:
        """Who answered, and what it has cost so far."""
        return self._kept.made_by

    async def ask(  # noqa: PLR0913 - a question's own properties
        self,
        output: type[_AnswerT],
        check: Callable[[_AnswerT], _AnswerT],
        instructions: str,
        words: dict[str, str],
        *,
        most_tokens: int,
        longest: int | None = None,
    ) -> _AnswerT:
        """The answer, from before if there is one. Arguments and errors are those of ``Asker.ask``."""
        question = _digest(self._asker.name, output.__name__, instructions, json.dumps(words))
        if question in self._kept.answers:
            try:
                return check(output.model_validate(self._kept.answers[question]))
            except (ValueError, ModelRetry):  # of an earlier version of the product
                del self._kept.answers[question]
        if question in self._kept.unusable:
            raise _unusable(self._kept.unusable[question])
        meter = Meter()
        try:
            answer = await self._asker.ask(
                output, check, instructions, words, most_tokens=most_tokens, longest=longest, meter=meter
            )
        except ModelOutputInvalid as error:
            reason = error.phrase.params.get("reason")
            self._kept.unusable[question] = reason if isinstance(reason, Phrase) else str(reason)
            raise
        else:
            self._kept.answers[question] = answer.model_dump(mode="json", exclude_unset=True)
            return answer
        finally:
            self._count(meter)
            await self._lay()

    async def forget(self) -> None:
        """Forget all answers, but not what they have cost: the next attempt asks anew."""
        self._kept.answers.clear()
        self._kept.unusable.clear()
        await self._lay()

    def _count(self, meter: Meter) -> None:
        made_by = self._kept.made_by
        self._kept.made_by = made_by.model_copy(
            update={
                "requests": made_by.requests + meter.requests,
                "asked": made_by.asked + meter.asked,
                "answered": made_by.answered + meter.answered,
            }
        )

    async def _lay(self) -> None:
        if self._desk:
            await self._desk.lay(self._kept.model_dump_json().encode())


def _digest(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def _unusable(reason: Phrase | str) -> ModelOutputInvalid:
    return ModelOutputInvalid("The model's answer cannot be used: {reason}", reason=reason)
