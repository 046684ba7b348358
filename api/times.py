"""Moments as the contracts write them."""

from datetime import UTC, datetime


def timestamp(moment: datetime) -> str:
    """ISO 8601 in UTC with milliseconds and Z, as in document 1."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def to_the_second(moment: datetime) -> str:
    """ISO 8601 in UTC with Z, as in documents 2 and 5."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
