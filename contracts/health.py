"""What the operator is told of the workers."""

import re
from typing import Final, Self

from pydantic import Field

from contracts.model import Model

_IDENTITY: Final = re.compile(r"(?P<worker>\S+) sandbox=(?P<sandbox>\S+)(?P<refuses> refuses scripts)?")


class RenderWorker(Model):
    """A worker that runs scripts, or refuses to, and what confines them there.

    It goes by this as its identity at Temporal: so the Web UI shows it beside each attempt, and the API
    learns of the workers that are there without another register of them.
    """

    worker: str = Field(description="Its process and machine.")
    sandbox: str = Field(description="How scripts are confined there: see SECURITY.md.")
    runs_scripts: bool = Field(description="False where it can't confine them.")

    @property
    def identity(self) -> str:
        """Its name at Temporal."""
        return f"{self.worker} sandbox={self.sandbox}{'' if self.runs_scripts else ' refuses scripts'}"

    @classmethod
    def from_identity(cls, identity: str) -> Self | None:
        """The worker of that name; none if it is no name of a render worker."""
        parts = _IDENTITY.fullmatch(identity)
        if parts is None:
            return None
        return cls(worker=parts["worker"], sandbox=parts["sandbox"], runs_scripts=parts["refuses"] is None)
