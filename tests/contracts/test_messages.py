"""Every code that a kind says has words, and a snapshot's English is made of them."""

from datetime import UTC, datetime

import pytest

from contracts.animation import ANIMATION_STEPS, RENDERING
from contracts.article_video import ARTICLE_PHASES, ARTICLE_VIDEO_STEPS, EXTRACTING
from contracts.jobs import ENDED_STATES, ENDINGS, JobSnapshot, JobState
from contracts.kinds import KINDS, Kind, english
from contracts.messages import RETRYING, SHARED_WORDS, WAITING, Message, message
from contracts.phases import Phase
from contracts.phrases import phrase
from contracts.script_video import SCRIPT_PHASES, SCRIPT_VIDEO_STEPS
from contracts.speech import SPEECH, SPEECH_STEPS, SPOKEN
from contracts.steps import Step, StepTable


def snapshot(said: Message, kind: str = SPEECH) -> JobSnapshot:
    now = datetime.now(UTC)
    return JobSnapshot(
        job_id="job",
        kind=kind,
        owner="someone",
        state=JobState.RUNNING,
        step="speaking",
        progress=0.5,
        message=said,
        sequence=1,
        created_at=now,
        updated_at=now,
    )


def test_steps_without_words_are_refused() -> None:
    with pytest.raises(ValueError, match="waiting, baking"):
        StepTable((Step("waiting", 0, 0.1, "Waiting"), Step("baking", 0.1, 1, "Baking")), {"other": "Other"})


def test_all_that_is_said_beside_the_steps_has_words() -> None:
    assert RENDERING in ANIMATION_STEPS.words
    assert SPOKEN in SPEECH_STEPS.words
    phases: list[tuple[StepTable, Phase]] = [(ARTICLE_VIDEO_STEPS, EXTRACTING)]
    phases += [(ARTICLE_VIDEO_STEPS, phase) for phase in vars(ARTICLE_PHASES).values()]
    phases += [(SCRIPT_VIDEO_STEPS, phase) for phase in vars(SCRIPT_PHASES).values()]
    for table, phase in phases:
        assert {code for code in (phase.each, phase.done) if code} <= set(table.words)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_kind_has_words_for_waiting_retrying_and_all_endings(kind: Kind) -> None:
    assert {WAITING.code, RETRYING, *(said.code for said in ENDINGS.values())} <= set(kind.steps.words)
    assert set(ENDINGS) == ENDED_STATES


def test_a_snapshot_is_told_in_the_words_of_its_kind() -> None:
    assert english(snapshot(message(SPOKEN, done=2, total=4))) == "Speaking... (2 of 4 turns)"


def test_an_error_in_a_message_is_told_with_it() -> None:
    why = phrase("{service} asks to slow down. ({said})", service="Azure", said="{429}")
    said = message(RETRYING, seconds=60.0, retry=1, retries=3, why=why)

    assert english(snapshot(said)) == "Retrying in 60 s (1 of 3): Azure asks to slow down. ({429})"


def test_a_kind_that_is_no_longer_known_leaves_the_words_that_all_share() -> None:
    assert english(snapshot(WAITING, "gone")) == SHARED_WORDS[WAITING.code]
    assert english(snapshot(message("baking", minutes=3), "gone")) == "baking"


def test_a_message_is_the_same_after_its_way_as_json() -> None:
    before = snapshot(message(RETRYING, seconds=0.5, retry=1, retries=3, why=phrase("it breaks off")))

    assert JobSnapshot.model_validate_json(before.model_dump_json()) == before
