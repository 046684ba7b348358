"""What one run of a script may use."""

import os
import resource
import signal
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The bounds of one run; a run that reaches one ends with a diagnostic of the rule ``limit``.

    The wall times are kept by the worker, the rest by the kernel. ``processor_seconds`` counts the time of
    all threads, the video encoder's too, so it is well above the wall times.
    """

    preflight_seconds: float = 60
    render_seconds: float = 900
    processor_seconds: int = 2400
    memory_bytes: int = 4 << 30
    file_bytes: int = 1 << 30
    open_files: int = 256
    processes: int = 1024

    @property
    def over_memory(self) -> str:
        """What is said of a run that wanted more memory."""
        return f"The script used more than {self.memory_bytes / 2**30:g} GB of memory."


def apply(limits: Limits) -> None:
    """Bind this process and all it starts to the limits; there is no way back."""
    for what, soft, hard in (
        (resource.RLIMIT_CPU, limits.processor_seconds, limits.processor_seconds + 2),
        (resource.RLIMIT_AS, limits.memory_bytes, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, limits.file_bytes, limits.file_bytes),
        (resource.RLIMIT_NOFILE, limits.open_files, limits.open_files),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        resource.setrlimit(what, (soft, hard))
    if os.geteuid() != 0:  # the kernel doesn't count root's processes
        resource.setrlimit(resource.RLIMIT_NPROC, (limits.processes, limits.processes))
    # Python ignores this signal, and libraries make the error unreadable: to die of it is clearer
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
