"""Sound at another rate."""

import numpy as np
from numpy.typing import NDArray


def resampled(samples: NDArray[np.float32], up: int, down: int) -> NDArray[np.float32]:
    """Samples along the first axis, ``up / down`` times as many, low-passed as that needs."""
    # Not at the start: it takes a second, and workers and the API start without having sound to read.
    from scipy.signal import resample_poly  # type: ignore[import-untyped]  # noqa: PLC0415

    found: NDArray[np.float32] = resample_poly(samples, up, down)
    return found
