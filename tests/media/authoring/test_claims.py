"""What a model adds to a request, of which nobody knows whether it is so."""

from typing import Any

import pytest

from contracts.storyboard import Beat, Picture, Scene, Storyboard
from media.authoring.claims import as_read, claims


def board(heading: str, kind: str, lines: tuple[str, ...] = (), **parameters: Any) -> Storyboard:
    scene = Scene(
        id="2",
        heading=heading,
        beats=tuple(Beat(line=line) for line in lines),
        picture=Picture(kind=kind, parameters=parameters),
    )
    return Storyboard(title="Ways", language="en", scenes=(scene,))


@pytest.mark.parametrize(
    ("given", "made", "expected"),
    [
        ("sort 5, 3, 15", board("Sorting", "sorting", values=[5, 3, 15], method="bubble"), ()),
        ("sort 15, 3", board("Sorting", "sorting", values=[15, 3, 5]), ("5",)),
        ("sort 15, 3", board("Sorting", "sorting", values=["15", "5"]), ("5",)),
        ("a rate of 5 %", board("Bayes", "bayes", prevalence="0.05"), ()),
        ("y = x^2 at 1", board("Slope", "tangent", function="x^2", at="1"), ()),
        ("Steps: Mix. Bake.", board("How", "steps", steps=["Mix", "Bake for long"]), ("Bake for long",)),
        ("the apple", board("Why it fell on Newton in 1666", "title", title="the apple"), ("1666", "Newton")),
        ("the apple", board("The Apple Falls Down", "title", title="The apple"), ()),
        ("the apple of Newton", board("Why it fell on Newton", "title", title="the apple"), ()),
    ],
)
def test_what_is_not_in_the_request_is_a_claim(
    given: str, made: Storyboard, expected: tuple[str, ...]
) -> None:
    assert claims(given, made) == expected


def test_of_code_what_it_writes_counts_and_no_coordinate() -> None:
    code = "t = Text('7 apples', font=FONT).shift([3, 4, 0])\nself.play(FadeIn(t), run_time=2)"
    made = board("Apples", "custom", lines=("Seven apples fall.",), code=[code])
    assert claims("apples", made) == ("Seven apples fall.", "7 apples")
    assert as_read(made).scenes[0].picture.parameters == {"read": ["7 apples"]}
