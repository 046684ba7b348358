"""Captions that are not of their beat."""

from functools import partial

from media.manim.critic.captions import Captions
from tests.media.manim.critic.sights import caption, found_by, shape, sight, text

WORDS = "a line that takes a while to be read by anybody"
NEEDED = 0.052 * len(WORDS)
ONE, TWO = caption(WORDS, 1, key=901), caption("the second line, other words", 2, y=-3, key=902)
PICTURE = shape(-1, -1, 1, 1)


found = partial(found_by, Captions)


def test_captions_one_after_the_other_are_no_fault() -> None:
    first = sight(ONE, PICTURE, named=(ONE,)), sight(ONE, PICTURE, seconds=2, still=True, named=(ONE,))
    second = (
        sight(TWO, PICTURE, named=(ONE, TWO)),
        sight(TWO, PICTURE, seconds=2, still=True, named=(ONE, TWO)),
    )

    assert found(*first, *second, sight(seconds=0.4)) == []


def test_two_captions_at_once() -> None:
    (finding,) = found(sight(ONE), sight(ONE, TWO), sight(ONE, TWO, still=True))

    assert (finding.rule, finding.severity) == ("caption", "error")
    assert "caption_1 “a line" in finding.message
    assert "beside caption_2" in finding.message


def test_a_caption_that_gives_way_while_the_next_one_comes_is_no_fault() -> None:
    assert found(sight(ONE, PICTURE, seconds=3), sight(TWO, PICTURE, seconds=1)) == []


def test_a_caption_that_stays_when_its_scene_is_gone() -> None:
    own = sight(ONE, PICTURE, seconds=3)
    (finding,) = found(own, sight(ONE, seconds=0.4), sight(ONE, text("Next"), seconds=0.6), sight())

    assert "stays when all that it belongs to is gone" in finding.message


def test_a_picture_that_turns_into_another_takes_no_caption_with_it() -> None:
    assert (
        found(sight(ONE, PICTURE, seconds=3), sight(ONE, shape(0, 0, 2, 2)), sight(ONE, seconds=0.2), sight())
        == []
    )


def test_a_caption_that_is_gone_too_soon_is_a_warning() -> None:
    (finding,) = found(sight(ONE, PICTURE, seconds=NEEDED * 0.5), sight(PICTURE, seconds=1, still=True))

    assert finding.severity == "warning"
    assert "is shown for 1.2 s and takes 2.4 s to read" in finding.message


def test_a_caption_that_fades_out_is_read_meanwhile() -> None:
    come, gone = sight(ONE, PICTURE, seconds=NEEDED * 0.7), sight(PICTURE, seconds=NEEDED * 0.4, faded=(ONE,))

    assert found(come, gone) == []


def test_a_caption_before_its_turn() -> None:
    (finding,) = found(sight(TWO, PICTURE, seconds=3), sight(ONE, PICTURE, seconds=3), sight())

    assert "caption_1" in finding.message
    assert "comes after caption 2" in finding.message


def test_a_method_that_is_called_again_counts_again() -> None:
    again = caption(WORDS, 1, key=903)
    first = sight(ONE, PICTURE, seconds=3, named=(ONE,)), sight(TWO, PICTURE, seconds=3, named=(ONE, TWO))

    assert found(*first, sight(again, PICTURE, seconds=3, named=(again,))) == []


def test_a_caption_that_nobody_ever_sees() -> None:
    (finding,) = found(sight(ONE, PICTURE, seconds=3, named=(ONE,)), sight(PICTURE, named=(ONE, TWO)))

    assert finding.message.startswith("caption_2 is never shown")
