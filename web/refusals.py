"""What it means when a server answers with something other than what was asked for."""

from http import HTTPStatus
from typing import Final

import httpx

from contracts.errors import ReelworkError, SourceRefused, SourceUnavailable
from web.waiting import retry_after

_PASSING: Final = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS)
_SAID: Final = {
    401: "{host} shows this {what} only after a login. Choose one that everyone can see.",
    402: "{host} shows this {what} only to those who pay. Choose a free one.",
    404: "{host} has no {what} at this address (404). Check the address.",
    410: "{host} has removed this {what} (410). Choose another one.",
}
_SAID_OF_OTHERS: Final = "{host} does not give this {what} away ({status}). Choose another one."


def refusal(response: httpx.Response, host: str, what: str) -> ReelworkError:
    """The error of an answer that is no success."""
    status = response.status_code
    if response.is_server_error or status in _PASSING:
        unavailable = SourceUnavailable(
            f"{host} is too busy or out of order now ({status}). Try again later."
        )
        unavailable.retry_delay = retry_after(response)
        return unavailable
    said = _SAID.get(status, _SAID_OF_OTHERS)
    return SourceRefused(said.format(host=host, what=what, status=status))
