"""A stage with nothing on it."""

from functools import partial

import pytest

from media.manim.critic.emptiness import Emptiness
from tests.media.manim.critic.sights import found_by, shape, sight, text

found = partial(found_by, Emptiness)


@pytest.mark.parametrize(("seconds", "severity"), [(1.5, "warning"), (3, "error")])
def test_nothing_for_longer_than_a_breath(seconds: float, severity: str) -> None:
    gone = sight(line=6), sight(seconds=seconds, still=True, line=7)
    (finding,) = found(sight(text()), *gone, sight(text()))

    assert (finding.rule, finding.severity, finding.line) == ("empty-stage", severity, 7)


def test_a_breath_is_no_fault() -> None:
    assert found(sight(text()), sight(), sight(seconds=0.8, still=True), sight(text())) == []


def test_what_comes_while_it_plays_is_no_empty_stage() -> None:
    assert found(sight(text(), seconds=5), sight(seconds=5), sight(text(), seconds=5)) == []


def test_what_is_outside_the_frame_is_not_seen() -> None:
    (finding,) = found(sight(text()), sight(shape(9, 9, 10, 10), seconds=4, still=True))

    assert finding.severity == "error"


def test_a_video_that_shows_nothing_at_all_is_an_error() -> None:
    (finding,) = found(sight(seconds=0.5, still=True))

    assert finding.severity == "error"
