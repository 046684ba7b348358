"""What every contract says of a job's waiting, where it has room for more fields than it names."""

import math
from typing import Annotated, Final

from pydantic import Field

from contracts.jobs import JobSnapshot

Position = Annotated[
    int | None,
    Field(description="Its place in the line, from 1; null for a job that does not wait for a place."),
]
StartsIn = Annotated[
    int | None,
    Field(description="Seconds until it is expected to begin; null if that is not known, or has been."),
]
EndsIn = Annotated[
    int | None,
    Field(description="Seconds until it is expected to have ended; null if that is not known, or has been."),
]
StartWithin = Annotated[
    int | None,
    Field(
        ge=1,
        le=86400,
        description="Seconds after which the job fails if it has not begun by then: nothing is spent on it. "
        "Without it the job waits as long as it takes.",
    ),
]
EXPECTED: Final = ("position", "starts_in", "ends_in")


def expected(snapshot: JobSnapshot) -> dict[str, int | None]:
    """The fields ``EXPECTED`` of a job; null, all of them, if nobody has looked."""
    forecast = snapshot.forecast
    if forecast is None:
        return dict.fromkeys(EXPECTED)
    return {
        "position": forecast.position,
        "starts_in": _whole(forecast.starts_in),
        "ends_in": _whole(forecast.ends_in),
    }


def _whole(seconds: float | None) -> int | None:
    return None if seconds is None else math.ceil(seconds)
