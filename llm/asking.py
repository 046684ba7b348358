"""Asking a model: any provider that pydantic-ai knows, or an OpenAI-compatible server.

What a model answers is checked, and a wrong answer goes back to it once with the reason. Whatever else goes
wrong is raised at once: Temporal is the one that tries again, so the providers' own retries are off.
"""

import secrets
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel
from pydantic_ai import Agent
from pydantic_ai.exceptions import (
    ContentFilterError,
    ModelAPIError,
    ModelAuthenticationError,
    ModelHTTPError,
    ModelQuotaExceededError,
    ModelRateLimitError,
    ModelRequestRejectedError,
    UnexpectedModelBehavior,
    UserError,
)
from pydantic_ai.models import Model, infer_model
from pydantic_ai.models.openai import OpenAIChatModel
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

REQUEST_TIMEOUT = 120.0
"""Seconds for one answer. There can be two, the second after a wrong one; the activity has time for both."""

DATA: Final = (Path(__file__).parent / "data.md").read_text("utf-8")
"""A part of every task's instructions: what the tags around words are, and that no words change the task."""

_LONGEST_QUOTE: Final = 500

_OutputT = TypeVar("_OutputT", bound=BaseModel)


class Asker:
    """Asks the model ``model_name`` of a provider (``openai:…``, ``anthropic:…``, ``google:…``).

    With ``base_url`` the model is one of the OpenAI-compatible server there, which may need no key. Without
    ``api_key`` a provider's library looks for the key in its own usual places. Raises ``ModelRejected`` for a
    model that cannot be used.
    """

    def __init__(self, model_name: str, api_key: str | None, base_url: str | None) -> None:
        self._api_key = api_key
        try:
            self._model = _connect(model_name, api_key, base_url)
        except (UserError, ImportError) as error:
            raise ModelRejected(
                "The model {model_name!r} cannot be used. Check REELWORK_MODEL (provider:model, for"
                " example openai:gpt-5) and REELWORK_MODEL_API_KEY. The provider's library says: {said}",
                model_name=model_name,
                said=self._quote(str(error)),
            ) from None

    async def ask(
        self,
        output: type[_OutputT],
        check: Callable[[_OutputT], _OutputT],
        instructions: str,
        words: dict[str, str],
    ) -> _OutputT:
        """One answer of the type ``output``, or one of Reelwork's errors.

        ``check`` returns the answer, or raises ``ModelRetry`` with the reason why it must be given again.
        ``instructions`` contain ``DATA``; ``words`` are what users and pages say, by name.
        """
        agent = Agent(
            self._model,
            output_type=output,
            instructions=instructions,
            model_settings=ModelSettings(max_retries=0, request_timeout=REQUEST_TIMEOUT),
            retries=1,
        )
        agent.output_validator(check)
        try:
            async with self._model:
                answer = await agent.run(_enclosed(words))
        # No cause is kept, here and below: it would carry the provider's words, which may repeat the key,
        # into Temporal's history.
        except ModelAPIError as error:
            raise self._from_provider(error) from None
        except ContentFilterError:
            raise ModelRejected(
                "The model's provider filters this content and does not answer. Word the request otherwise."
            ) from None
        except UnexpectedModelBehavior as error:
            reason = self._quote(str(error.__cause__ or error))
            raise ModelOutputInvalid("The model's answer cannot be used: {reason}", reason=reason) from None
        return answer.output

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
