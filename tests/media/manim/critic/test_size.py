"""Text that is too small to read."""

from functools import partial

import pytest

from media.manim.critic.boxes import Box
from media.manim.critic.size import Size
from tests.media.manim.critic.sights import found_by, sight, text

found = partial(found_by, Size)


@pytest.mark.parametrize(("size", "severity"), [(0.05, "error"), (0.07, "warning")])
def test_small_letters(size: float, severity: str) -> None:
    (finding,) = found(sight(text(size=size)))

    assert (finding.rule, finding.severity) == ("too-small", severity)


def test_a_character_of_many_strokes_needs_more() -> None:
    assert found(sight(text("abc", size=0.11))) == []
    assert len(found(sight(text("漢字", size=0.11)))) == 1


def test_dashes_and_dots_are_as_small_as_they_are() -> None:
    assert found(sight(text("…", size=0.04))) == []


def test_a_text_put_away_small_has_been_read() -> None:
    assert found(sight(text(key=900)), sight(text(key=900, size=0.03))) == []


def test_what_a_camera_comes_near_to_is_large() -> None:
    near = Box(-1, -0.6, 1, 0.6)

    assert found(sight(text(size=0.03, key=900)), sight(text(size=0.03, key=900), frame=near)) == []
