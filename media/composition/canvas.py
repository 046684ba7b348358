"""Pictures as H.264 takes them: a plane of brightness, and two of colour with half its width and height.

All is done on these planes, so nothing is converted from frame to frame.
"""

from typing import Final

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

Plane = NDArray[np.uint8]

cv2.setNumThreads(1)  # two scenes at once share the cores; threads of their own would only get in their way

_KR, _KG, _KB = 0.2126, 0.7152, 0.0722
_BT709: Final = np.array(
    [
        [*(219 / 255 * np.array([_KR, _KG, _KB])), 16],
        [*(224 / 255 / (2 * (1 - _KB)) * np.array([-_KR, -_KG, 1 - _KB])), 128],
        [*(224 / 255 / (2 * (1 - _KR)) * np.array([1 - _KR, -_KG, -_KB])), 128],
    ]
)
"""RGB to Y, Cb, Cr after BT.709, which is what HD video is in, in video's range of 16 to 235."""


class Canvas:
    """A frame, in the layout that ffmpeg calls yuv420p. Width and height are even."""

    def __init__(self, width: int, height: int) -> None:
        self.data: Plane = np.zeros((height * 3 // 2, width), np.uint8)
        colour = self.data[height:].reshape(2, height // 2, width // 2)
        self.planes: tuple[Plane, Plane, Plane] = (self.data[:height], colour[0], colour[1])

    def blend(self, other: "Canvas", share: float) -> None:
        """Lay another frame over this one; ``share`` from 0 (unseen) to 1."""
        cv2.addWeighted(other.data, share, self.data, 1 - share, 0, dst=self.data)


def to_yuv(rgb: Plane) -> Plane:
    """RGB of shape (height, width, 3) to Y, Cb, Cr of the same shape."""
    return np.asarray(cv2.transform(rgb, _BT709), np.uint8)


def resized(picture: MatLike, width: int, height: int, interpolation: int) -> Plane:
    """A picture in another size."""
    return np.asarray(cv2.resize(picture, (width, height), interpolation=interpolation), np.uint8)
