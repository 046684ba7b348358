"""What a scene says is the lines of its beats, put together as their language does."""

import pytest

from contracts.storyboard import Beat, Picture, Scene
from language.beats import narration


@pytest.mark.parametrize(
    ("language", "lines", "said"),
    [
        ("en", ("It rains.", "It pours."), "It rains. It pours."),
        ("ja", ("雨だ。", "風だ。", "雪だ。"), "雨だ。風だ。雪だ。"),
        ("zh-TW", ("一行就好。",), "一行就好。"),
    ],
)
def test_a_scene_says_its_beats_in_order(language: str, lines: tuple[str, ...], said: str) -> None:
    beats = tuple(Beat(line=line) for line in lines)
    assert narration(Scene(id="1", heading="", beats=beats, picture=Picture(kind="card")), language) == said
