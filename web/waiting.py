"""How long a server asks its clients to wait."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx


def retry_after(response: httpx.Response) -> timedelta | None:
    """The header's seconds or date (RFC 9110, 10.2.3) as a delay; none if there is neither."""
    wait = response.headers.get("retry-after", "")
    try:
        if wait.isdecimal():
            return timedelta(seconds=int(wait))
        return max(timedelta(0), parsedate_to_datetime(wait) - datetime.now(UTC))
    except (ValueError, TypeError, OverflowError):
        return None
