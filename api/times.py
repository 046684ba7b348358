"""Moments as the contracts write them."""

from datetime import UTC, datetime


def timestamp(moment: datetime) -> str:
    """ISO 8601 in UTC with milliseconds and Z, as animation jobs have it."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def to_the_second(moment: datetime) -> str:
    """ISO 8601 in UTC with Z, as under ``/api/v1/``."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
