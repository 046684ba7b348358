"""What it means when a server answers with something other than what was asked for."""

from http import HTTPStatus
from typing import Final

import httpx

from contracts.errors import ReelworkError, SourceRefused, SourceUnavailable
from contracts.phrases import Phrase
from web.waiting import retry_after

_PASSING: Final = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS)


def refusal(response: httpx.Response, host: str, what: Phrase) -> ReelworkError:
    """The error of an answer that is no success."""
    status = response.status_code
    if response.is_server_error or status in _PASSING:
        unavailable = SourceUnavailable(
            "{host} is too busy or out of order now ({status}). Try again later.", host=host, status=status
        )
        unavailable.retry_delay = retry_after(response)
        return unavailable
    match status:
        case HTTPStatus.UNAUTHORIZED:
            return SourceRefused(
                "{host} shows this {what} only after a login. Choose one that everyone can see.",
                host=host,
                what=what,
            )
        case HTTPStatus.PAYMENT_REQUIRED:
            return SourceRefused(
                "{host} shows this {what} only to those who pay. Choose a free one.", host=host, what=what
            )
        case HTTPStatus.NOT_FOUND:
            return SourceRefused(
                "{host} has no {what} at this address (404). Check the address.", host=host, what=what
            )
        case HTTPStatus.GONE:
            return SourceRefused(
                "{host} has removed this {what} (410). Choose another one.", host=host, what=what
            )
        case _:
            return SourceRefused(
                "{host} refuses to show this {what} ({status}). Choose another one.",
                host=host,
                what=what,
                status=status,
            )
