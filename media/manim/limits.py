"""What one run of a script may use, and what is said of one that used more."""

from dataclasses import dataclass
from typing import Final

from sandbox.limits import Limits, Share


@dataclass(frozen=True)
class ScriptLimits(Limits):
    """The bounds of one run; one that reaches any ends with a diagnostic of the rule ``limit``.

    ``seconds`` is how long the worker waits without seeing that the run gets any further: preflight shows
    nothing before its end, a render its frames. The processor's time counts all threads, those of the video
    encoder too, and does not depend on what else the machine does.
    """

    seconds: float = 240

    def over(self, share: Share) -> str:
        """What is said of a script that took more of a share."""
        used = {
            Share.TIME: f"ran longer than {self.seconds:g} s without getting any further",
            Share.PROCESSOR: f"used more than {self.processor_seconds} s of processor time",
            Share.MEMORY: f"used more than {_size(self.memory_bytes)} of memory",
            Share.TASKS: f"started more than {self.tasks} threads",
            Share.FILE: f"wrote a file of more than {_size(self.file_bytes)}",
            Share.WRITTEN: f"wrote more than {_size(self.written_bytes)}",
            Share.FILES: f"made more than {self.files} files",
            Share.DEPTH: "nested folders too deep",
            Share.MOVES: "moved its folders about while they were looked at",
        }
        return f"The script {used[share]}."


PREFLIGHT: Final = ScriptLimits(processor_seconds=60)
RENDER: Final = ScriptLimits()


def _size(count: int) -> str:
    return f"{count / 2**30:g} GB" if count >= 1 << 30 else f"{count / 2**20:g} MB"
