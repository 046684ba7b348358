"""Chimes: order, result, steps, activities, and the kind's row."""

from datetime import timedelta
from typing import Final

from contracts.activity import ActivityDef
from contracts.errors import ReelworkError
from contracts.jobs import JobOrder
from contracts.kinds import Kind
from contracts.model import Model
from contracts.names import CORE_QUEUE, RENDER_QUEUE
from contracts.steps import Step, StepTable

NAME: Final = "chime"
PREFIX: Final = "chimes/"


class ChimeOrder(JobOrder):
    """A tone of ``pitch`` Hz that lasts ``seconds``; ``cracked`` attempts at it fail before one rings."""

    pitch: int
    seconds: float
    cracked: int


class ChimeResult(Model):
    """Where the tone lies."""

    sound_path: str
    pitch: int


class BellMissing(ReelworkError):
    """There is no bell of this pitch."""

    code = "BELL_MISSING"
    http_status = 422
    benign = True


class BellCracked(ReelworkError):
    """The bell did not ring this time."""

    code = "BELL_CRACKED"
    retryable = True


class RingInput(Model):
    """Ring the bell; the tone is stored among what the job leaves behind."""

    job_id: str
    pitch: int
    seconds: float
    cracked: int


class RingOutput(Model):
    """The key of the tone."""

    key: str


class HangUpInput(Model):
    """Publish the tone."""

    job_id: str
    key: str
    pitch: int


RING: Final = ActivityDef(
    "chime.ring", RingInput, RingOutput, RENDER_QUEUE, timedelta(minutes=1), summary="Ring the bell"
)
HANG_UP: Final = ActivityDef(
    "chime.hang_up", HangUpInput, ChimeResult, CORE_QUEUE, timedelta(minutes=1), summary="Hang up the chime"
)

TUNING: Final = Step("tuning", 0.0, 0.1, "Tuning")
RINGING: Final = Step("ringing", 0.1, 0.9, "Ringing", heartbeats=RING.name)
HANGING: Final = Step("hanging", 0.9, 1.0, "Hanging it up")
BEAT: Final = "ringing.beat"
"""The bell has swung ``beats`` times."""
STEPS: Final = StepTable(
    (TUNING, RINGING, HANGING),
    {
        "tuning": "Tuning...",
        "ringing": "Ringing...",
        "hanging": "Hanging it up...",
        BEAT: "Ringing... (swing {beats})",
    },
)

CHIME: Final = Kind(
    name=NAME,
    label="Chime",
    home="chime",
    order=ChimeOrder,
    result=ChimeResult,
    steps=STEPS,
    time_limit=timedelta(minutes=5),
    title=lambda request: f"A chime of {request['pitch']} Hz",
    publishes=(PREFIX,),
    kept=timedelta(days=1),
    from_outside=True,
)
