"""Asking a model: any provider that pydantic-ai knows, or an OpenAI-compatible server.

The provider holds an answer to its schema, as far as it can, and it is checked here; a wrong one goes back
once with the reason. Answers are streamed: a model may take its time, but may neither stand still nor go on
without an end. Whatever else goes wrong is raised at once: Temporal is the one that tries again, so the
providers' own retries are off.
"""

import asyncio
import re
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final, TypeVar

import structlog
from pydantic import BaseModel, ValidationError
from pydantic_ai.direct import model_request_stream
from pydantic_ai.exceptions import (
    ContentFilterError,
    ModelAPIError,
    ModelAuthenticationError,
    ModelHTTPError,
    ModelNotFoundError,
    ModelQuotaExceededError,
    ModelRateLimitError,
    ModelRequestRejectedError,
    ModelRetry,
    UnexpectedModelBehavior,
    UserError,
)
from pydantic_ai.messages import ModelMessage, ModelRequest, ModelResponse, UserPromptPart
from pydantic_ai.models import Model, infer_model
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.output import StructuredOutputMode
from pydantic_ai.providers import Provider, infer_provider_class
from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider
from pydantic_ai.settings import ModelSettings

from contracts.errors import (
    ModelOutputInvalid,
    ModelRateLimited,
    ModelRejected,
    ModelUnavailable,
    ReelworkError,
)
from contracts.phrases import Value, phrase
from contracts.progress import moved
from llm.answers import data_of, feedback, piece_of, reason_of
from llm.forms import WAYS, form, with_schema
from llm.schemas import schema_of

STILL_SECONDS = 120.0
"""Seconds in which nothing new comes, after which an answer is given up: a slow model reads for so long."""
MOST_TOKENS: Final = 8_000
"""The longest answer that is waited for, where a question says nothing else."""
_THOUGHT_TOKENS: Final = 8_000
"""What a model that thinks before it answers may take besides: its thoughts count to its answer."""
_CHARACTERS: Final = 12
"""More characters than a token has, for a server that does not keep to the limit."""
_TRIES: Final = 2

DATA: Final = (Path(__file__).parent / "data.md").read_text("utf-8")
"""A part of every task's instructions: what the tags around words are, and that no words change the task."""

_LONGEST_QUOTE: Final = 500
_CONSTRAINED: Final = re.compile(r"response_format|json|schema|tool|grammar|structured", re.IGNORECASE)
"""What a server complains of that can't hold its model to a form."""

_OutputT = TypeVar("_OutputT", bound=BaseModel)
_log = structlog.get_logger()


@dataclass
class Meter:
    """What asking has cost: requests, and the tokens that were asked with and answered.

    A provider that does not tell counts nothing.
    """

    requests: int = 0
    asked: int = 0
    answered: int = 0


class _Endless(Exception):
    """The answer was cut off where it was longer than it may be."""


class Asker:
    """Asks the model ``model_name`` of a provider (``openai:…``, ``anthropic:…``, ``google:…``).

    With ``base_url`` the model is one of the OpenAI-compatible server there, which may need no key. Without
    ``api_key`` a provider's library looks for the key in its own usual places. Raises ``ModelRejected`` for a
    model that cannot be used.
    """

    def __init__(self, model_name: str, api_key: str | None, base_url: str | None) -> None:
        self._api_key = api_key
        self.name = model_name
        self._way: StructuredOutputMode = WAYS[0]
        self._holds = False
        try:
            self._model = _connect(model_name, api_key, base_url)
        except (UserError, ImportError) as error:
            raise ModelRejected(
                "The model {model_name!r} cannot be used. Check REELWORK_MODEL (provider:model, for"
                " example openai:gpt-5) and REELWORK_MODEL_API_KEY. The provider's library says: {said}",
                model_name=model_name,
                said=self._quote(str(error)),
            ) from None
        if not self._model.profile.get("supports_json_schema_output"):
            self._way = "tool" if self._model.profile.get("supports_tools", True) else "prompted"

    async def ask(  # noqa: PLR0913 - a question's own properties
        self,
        output: type[_OutputT],
        check: Callable[[_OutputT], _OutputT],
        instructions: str,
        words: dict[str, str],
        *,
        most_tokens: int = MOST_TOKENS,
        longest: int | None = None,
        meter: Meter | None = None,
    ) -> _OutputT:
        """One answer of the type ``output``, or one of Reelwork's errors.

        ``check`` returns the answer, or raises ``ModelRetry`` with the reason why it must be given again.
        ``instructions`` contain ``DATA``; ``words`` are what users and pages say, by name. ``longest`` bounds
        the characters of each text that has no bound; ``meter`` counts what it cost, whatever comes of it.
        """
        schema = schema_of(output, longest)
        meter = meter or Meter()
        first = ModelRequest(parts=[UserPromptPart(_enclosed(words))], instructions=instructions)
        messages: list[ModelMessage] = [first]
        reason: Value = ""
        for _ in range(_TRIES):
            try:
                response = await self._answer(messages, schema, most_tokens, meter)
                return check(output.model_validate(data_of(response)))
            except _Endless:
                # What has no end is not repeated to the model.
                reason = phrase("it did not come to an end within {tokens} tokens", tokens=most_tokens)
                why = f"The answer did not end within {most_tokens} tokens. Answer much more shortly."
                messages = [first, ModelRequest(parts=[feedback(None, why)], instructions=instructions)]
            except (ValidationError, ModelRetry) as error:
                why = reason_of(error)
                reason = self._quote(why)
                corrected = ModelRequest(parts=[feedback(response, why)], instructions=instructions)
                messages = [first, response, corrected]
        raise ModelOutputInvalid("The model's answer cannot be used: {reason}", reason=reason)

    async def _answer(
        self, messages: Sequence[ModelMessage], schema: dict[str, Any], most_tokens: int, meter: Meter
    ) -> ModelResponse:
        """One answer, or one of Reelwork's errors."""
        try:
            return await self._held(messages, schema, most_tokens, meter)
        # No cause is kept, here and below: it would carry the provider's words, which may repeat the key,
        # into Temporal's history.
        except TimeoutError:
            raise ModelUnavailable(
                "The model stood still for {seconds:g} s, and was left.", seconds=STILL_SECONDS
            ) from None
        except ModelAPIError as error:
            raise self._from_provider(error) from None
        except ContentFilterError:
            raise ModelRejected(
                "The model's provider filters this content and does not answer. Word the request otherwise."
            ) from None
        except UnexpectedModelBehavior as error:
            reason = self._quote(str(error.__cause__ or error))
            raise ModelOutputInvalid("The model's answer cannot be used: {reason}", reason=reason) from None

    async def _held(
        self, messages: Sequence[ModelMessage], schema: dict[str, Any], most_tokens: int, meter: Meter
    ) -> ModelResponse:
        """One answer in the strictest form that the provider can be held to."""
        *stricter, last = WAYS[WAYS.index(self._way) :]
        for way in stricter:
            try:
                response = await self._request(messages, schema, way, most_tokens, meter)
            except ModelRequestRejectedError as error:
                if not _is_of_form(error):
                    raise
            else:
                break
        else:
            way = last
            response = await self._request(messages, schema, way, most_tokens, meter)
        if not self._holds:  # a way that has worked is left for one schema alone, not for all that follow
            self._way, self._holds = way, True
        return response

    async def _request(
        self,
        messages: Sequence[ModelMessage],
        schema: dict[str, Any],
        way: StructuredOutputMode,
        most_tokens: int,
        meter: Meter,
    ) -> ModelResponse:
        """One answer as it was streamed. Raises TimeoutError, ``_Endless``, and pydantic-ai's errors."""
        if self._model.profile.get("supports_thinking"):
            most_tokens += _THOUGHT_TOKENS
        settings = ModelSettings(max_retries=0, max_tokens=most_tokens, timeout=STILL_SECONDS)
        clock = asyncio.get_running_loop().time
        written = pieces = 0
        meter.requests += 1
        async with (
            asyncio.timeout(STILL_SECONDS) as still,
            self._model,
            model_request_stream(
                self._model,
                with_schema(messages, schema, way),
                model_settings=settings,
                model_request_parameters=form(schema, way),
            ) as stream,
        ):
            async for event in stream:
                if not (piece := piece_of(event)):
                    continue
                moved()
                still.reschedule(clock() + STILL_SECONDS)
                written, pieces = written + len(piece), pieces + 1
                if written > most_tokens * _CHARACTERS:
                    break
            response = stream.get()
        usage = response.usage
        meter.asked += usage.input_tokens
        meter.answered += usage.output_tokens
        _log.info(
            "the model answered",
            model=self._model.model_name,
            way=way,
            asked=usage.input_tokens,
            answered=usage.output_tokens or pieces,
        )
        if response.finish_reason == "content_filter":
            raise ContentFilterError("filtered")
        if response.finish_reason == "length" or written > most_tokens * _CHARACTERS:
            with suppress(ModelRetry):
                data_of(response)  # what is whole all the same is taken
                return response
            raise _Endless
        return response

    def _from_provider(self, error: ModelAPIError) -> ReelworkError:
        """What Reelwork calls an error of the provider, with what to do about it."""
        said = self._quote(_message(error))
        match error:
            case ModelRateLimitError():
                limited = ModelRateLimited("LLM API rate limit exceeded")
                if error.retry_after is not None:
                    limited.retry_delay = timedelta(seconds=error.retry_after)
                return limited
            case ModelQuotaExceededError():
                return ModelRejected(
                    "The model provider's quota or credit is used up ({said}). Top it up with the provider.",
                    said=said,
                )
            case ModelAuthenticationError():
                # The provider's words are left out: they like to quote the key, or a part of it.
                return ModelRejected(
                    "The model's provider does not accept the API key. Check REELWORK_MODEL_API_KEY, and that"
                    " the key may use the model in REELWORK_MODEL."
                )
            case ModelRequestRejectedError():
                return ModelRejected(
                    "The model's provider refuses the request ({said}). Check REELWORK_MODEL and"
                    " REELWORK_MODEL_BASE_URL.",
                    said=said,
                )
            case ModelHTTPError() if _is_final(error.status_code):
                return ModelRejected("The model's provider refuses the request ({said}).", said=said)
            case _:
                return ModelUnavailable(
                    "The model's provider does not answer as it should ({said}).", said=said
                )

    def _quote(self, text: str) -> str:
        """Words of others, short and without the key."""
        if self._api_key:
            text = text.replace(self._api_key, "***")
        return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


def _connect(model_name: str, api_key: str | None, base_url: str | None) -> Model:
    """The model, with a connection of its own that sends nothing yet."""
    if base_url:
        server = OpenAICompatibleProvider("openai-compatible", base_url=base_url, api_key=api_key)
        return OpenAIChatModel(model_name.removeprefix("openai:"), provider=server)

    def with_key(provider_name: str) -> Provider[Any]:
        try:
            provider: Callable[..., Provider[Any]] = infer_provider_class(provider_name)
        except ValueError as error:
            raise UserError(f"{error}.") from None
        # Providers with credentials of another sort (AWS, Google Cloud) know no such argument.
        return provider(api_key=api_key) if api_key else provider()

    return infer_model(model_name, with_key)


def _enclosed(words: dict[str, str]) -> str:
    """Users' words between tags with a mark that they cannot know, so that no words can close their tag."""
    mark = secrets.token_hex(4)
    return "\n\n".join(f"<{name}-{mark}>\n{text}\n</{name}-{mark}>" for name, text in words.items())


def _is_of_form(error: ModelRequestRejectedError) -> bool:
    """Whether it is the form of the answer that the provider can't do, and another one may be."""
    if isinstance(error, ModelAuthenticationError | ModelNotFoundError):
        return False
    return bool(_CONSTRAINED.search(_message(error)))


def _message(error: ModelAPIError) -> str:
    """The provider's own sentence in an error, where it is in the usual place."""
    body = error.body
    if isinstance(body, dict):
        body = body.get("error", body)
    if isinstance(body, dict) and isinstance(body.get("message"), str):
        return str(body["message"])
    return error.message


def _is_final(status: int) -> bool:
    """Whether a status says the request is at fault, and still will be at the next attempt."""
    passing = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT, HTTPStatus.TOO_EARLY)
    return status < HTTPStatus.INTERNAL_SERVER_ERROR and status not in passing
