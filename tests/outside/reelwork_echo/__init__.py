"""A kind of job from outside, as a package of somebody else would add it: its row."""

from datetime import timedelta

from contracts.jobs import JobOrder
from contracts.kinds import Kind
from contracts.model import Model
from contracts.steps import Step, StepTable


class EchoOrder(JobOrder):
    """What an echo is made of."""

    text: str


class EchoResult(Model):
    """What an echo has made."""

    echo_path: str
    length: int


ECHO = Kind(
    name="echo",
    label="Echo",
    home="reelwork_echo",
    order=EchoOrder,
    result=EchoResult,
    steps=StepTable(
        (Step("echoing", 0.0, 1.0, "Calling"),),
        {"echoing": "Echoing...", "echoing.times": "Echoing... (heard {times} times)"},
    ),
    time_limit=timedelta(minutes=1),
    title=lambda request: str(request["text"]),
    publishes=("echoes/",),
    kept=timedelta(days=1),
    from_outside=True,
)
