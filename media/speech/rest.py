"""What providers with a REST API have in common: one request for each line, and what its errors mean."""

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final, TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from contracts.errors import ReelworkError, SpeechRateLimited, SpeechRejected, SpeechUnavailable
from contracts.speech import SpokenWord
from media.audio import wav
from media.speech.portions import Portion, by_marks
from media.speech.provider import Limits, Line
from web.waiting import retry_after

CONNECT_SECONDS: Final = 10.0
ANSWER_SECONDS: Final = 60.0
"""The longest that a provider may say nothing: it speaks a whole text before it answers."""

# Words of the answers' machine-readable parts. OpenAI says 429 to a used-up quota, ElevenLabs 401, and Google
# says 400 to a wrong key.
_QUOTA: Final = re.compile("insufficient_quota|quota_exceeded|billing_hard_limit_reached")
_KEY: Final = re.compile("API_KEY_INVALID|invalid_api_key")
_MASKED: Final = re.compile(r"\S*\*{3,}\S*")
"""A key with its middle left out: OpenAI repeats a wrong key like that."""
_LONGEST_QUOTE: Final = 500

Answer = TypeVar("Answer", bound=BaseModel)


class RestProvider:
    """A provider that is asked over HTTP; ``setting`` is the environment variable of its key.

    Raises ``SpeechRejected``, ``SpeechRateLimited`` and ``SpeechUnavailable``; none of their texts, nor of
    their causes, has the key in it.
    """

    limits: Limits

    def __init__(
        self, service: str, *, setting: str, key: str, base_url: str, headers: Mapping[str, str]
    ) -> None:
        self._service = service
        self._setting = setting
        self._key = key
        self._http = httpx.AsyncClient(
            base_url=base_url,
            headers=headers,
            timeout=httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS, pool=None),
        )

    async def aclose(self) -> None:
        """Close its connections."""
        await self._http.aclose()

    async def portions(self, line: Line) -> Sequence[Portion]:
        """The portions in which a line is best spoken."""
        return by_marks(line.text, self.limits.portion)

    async def speak_all(
        self,
        lines: Sequence[Line],  # noqa: ARG002 (as all providers have it)
        gap_ms: int,  # noqa: ARG002
        path: Path,  # noqa: ARG002
    ) -> Sequence[SpokenWord]:
        """Refuse: a request has one voice."""
        raise SpeechRejected(
            "{service} speaks every turn by itself, not all in one request.", service=self._service
        )

    async def _ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> bytes:
        """What is answered to a request with a JSON body."""
        try:
            response = await self._http.request(method, path, json=body)
        except httpx.LocalProtocolError:  # its text repeats the key, so it must not become the cause
            raise SpeechRejected("{setting} has characters that no key has.", setting=self._setting) from None
        except httpx.HTTPError as error:
            raise SpeechUnavailable(
                "{service} cannot be reached or breaks off ({how}).",
                service=self._service,
                how=type(error).__name__,
            ) from error
        if response.is_success:
            return response.content
        raise self._error(response)

    def _understood(self, answer: type[Answer], content: bytes) -> Answer:
        """What a JSON answer says."""
        try:
            return answer.model_validate_json(content)
        except ValidationError:  # its text repeats the answer, which may be large
            raise SpeechUnavailable(
                "{service} has answered with something else.", service=self._service
            ) from None

    async def _write(self, path: Path, sound: Callable[[], wav.Pcm]) -> None:
        """Write the sound that was answered, if it is whole."""
        try:
            pcm = sound()
        except wav.BrokenAudio as error:
            raise SpeechUnavailable(
                "{service} has sent audio that cannot be used: {why}.",
                service=self._service,
                why=error.phrase,
            ) from error
        await asyncio.to_thread(wav.write, path, pcm)

    def _error(self, response: httpx.Response) -> ReelworkError:
        """What it means that nothing was spoken."""
        status, text = response.status_code, response.text
        said = (_words(response) or response.reason_phrase).replace(self._key, "***")[:_LONGEST_QUOTE]
        said = _MASKED.sub("***", said)
        if status == HTTPStatus.PAYMENT_REQUIRED or _QUOTA.search(text):
            return SpeechRejected(
                "The quota of {setting} is used up: raise it, or wait. ({said})",
                setting=self._setting,
                said=said,
            )
        if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN) or _KEY.search(text):
            return SpeechRejected(
                "{service} does not accept the key: check {setting}. ({said})",
                service=self._service,
                setting=self._setting,
                said=said,
            )
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            limited = SpeechRateLimited(
                "{service} asks to slow down. ({said})", service=self._service, said=said
            )
            limited.retry_delay = retry_after(response)
            return limited
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.REQUEST_TIMEOUT:
            return SpeechUnavailable(
                "{service} does not answer as it should: {status}. ({said})",
                service=self._service,
                status=status,
                said=said,
            )
        return SpeechRejected(
            "{service} refuses what it was asked: {status}. ({said})",
            service=self._service,
            status=status,
            said=said,
        )


def _words(response: httpx.Response) -> str:
    """What a provider says about an error, wherever in its JSON it says so."""
    try:
        answer = response.json()
    except ValueError:
        return response.text
    while True:
        match answer:
            case {"error": inner} | {"detail": inner} | {"message": inner} | {"msg": inner} | [inner, *_]:
                answer = inner
            case _:
                return str(answer)
