"""What leaves the frame."""

from functools import partial

from media.manim.critic.framing import Framing
from tests.media.manim.critic.sights import found_by, shape, sight, text

found = partial(found_by, Framing)


def test_a_text_that_is_cut_is_an_error() -> None:
    (finding,) = found(sight(text("cut off", 6)))

    assert (finding.rule, finding.severity) == ("out-of-frame", "error")
    assert "(right)" in finding.message


def test_a_text_that_sticks_out_a_little_is_a_warning() -> None:
    (finding,) = found(sight(text("nearly all within", 2.1)))

    assert finding.severity == "warning"


def test_what_comes_in_from_outside_is_no_fault() -> None:
    assert found(sight(text(key=900, x=9)), sight(text(key=900))) == []


def test_what_fills_more_than_the_frame_is_meant_so() -> None:
    assert found(sight(shape(-20, -1, 20, 1))) == []
    assert len(found(sight(shape(6, -1, 8, 1)))) == 1
