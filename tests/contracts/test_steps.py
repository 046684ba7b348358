"""Live progress: what heartbeats add to what is recorded."""

from datetime import UTC, datetime

import pytest

from contracts.jobs import Heartbeat, JobSnapshot, JobState
from contracts.messages import message
from contracts.speech import SPEECH
from contracts.steps import Step, StepTable

TABLE = StepTable(
    (
        Step("waiting", 0.0, 0.1, ""),
        Step("rendering", 0.1, 0.5, "", heartbeats="render"),
        Step("composing", 0.5, 0.9, "", heartbeats="compose", parallel=True),
    ),
    {"waiting": "Waiting", "rendering": "Rendering", "composing": "Composing"},
)


def recorded(step: str, progress: float, attempt: int = 1) -> JobSnapshot:
    now = datetime.now(UTC)
    return JobSnapshot(
        job_id="job",
        kind=SPEECH,
        owner="someone",
        state=JobState.RUNNING,
        step=step,
        progress=progress,
        message=message("rendering"),
        attempt=attempt,
        sequence=3,
        created_at=now,
        updated_at=now,
    )


def beats(*fractions: float, attempt: int = 1) -> list[tuple[Heartbeat, int]]:
    return [(Heartbeat(fraction=fraction, message=message("told")), attempt) for fraction in fractions]


def test_a_heartbeat_tells_how_far_its_step_is() -> None:
    live = TABLE.live(recorded("rendering", 0.1), beats(0.5))

    assert live.progress == pytest.approx(0.3)
    assert live.message == message("told")


def test_a_heartbeat_without_a_message_leaves_what_is_recorded() -> None:
    live = TABLE.live(recorded("composing", 0.6), [(Heartbeat(fraction=0.25), 1)])

    assert live.progress == pytest.approx(0.7)
    assert live.message == message("rendering")


def test_the_shares_of_parallel_ones_add_up_on_what_is_recorded() -> None:
    live = TABLE.live(recorded("composing", 0.6), beats(0.25, 0.125))

    assert live.progress == pytest.approx(0.6 + 0.4 * 0.375)


def test_they_do_not_add_up_beyond_their_step() -> None:
    assert TABLE.live(recorded("composing", 0.8), beats(0.25, 0.25)).progress == 0.9


def test_it_never_goes_back() -> None:
    live = TABLE.live(recorded("rendering", 0.4, attempt=3), beats(0.1))

    assert (live.progress, live.attempt) == (0.4, 3)


def test_the_highest_attempt_is_told() -> None:
    assert TABLE.live(recorded("rendering", 0.1), beats(0.1, attempt=2)).attempt == 2


def test_an_attempt_of_one_share_is_not_the_jobs() -> None:
    assert TABLE.live(recorded("composing", 0.6), beats(0.1, attempt=2)).attempt == 1


def test_without_a_heartbeat_it_is_what_is_recorded() -> None:
    snapshot = recorded("composing", 0.6)

    assert TABLE.live(snapshot, []) is snapshot
