"""Sample spaces: all outcomes, and the event's share of them."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from media.scenes.builders.sample_space import SampleSpace
from media.scenes.locale import Locale


def of(experiment: str, event: str, **options: object) -> SampleSpace:
    return SampleSpace.model_validate({"experiment": experiment, "event": event, **options})


@pytest.mark.parametrize(
    ("space", "share"),
    [
        (of("two_dice", "both", number=6), "1/36"),
        (of("two_dice", "is", number=7), "6/36"),
        (of("two_dice", "double"), "6/36"),
        (of("two_dice", "any", number=6), "11/36"),
        (of("two_dice", "at_least", number=10), "6/36"),
        (of("two_dice", "is", number=1), "0"),
        (of("die", "even"), "3/6"),
        (of("die", "at_most", number=2), "2/6"),
        (of("coins", "is", coins=3, number=2), "3/8"),
        (of("coins", "at_least", coins=5, number=1), "31/32"),
        (of("card", "suit", mark="♥"), "13/52"),
        (of("card", "rank", mark="A"), "4/52"),
        (of("card", "face"), "12/52"),
        (of("card", "red"), "1/2"),
        (of("card", "black"), "1/2"),
    ],
)
def test_the_probability_is_the_events_share_of_all_outcomes(space: SampleSpace, share: str) -> None:
    assert space.probability == Fraction(share)
    assert len(set(space.outcomes)) == len(space.outcomes)
    assert all(space.asked(locale) for locale in Locale)


@pytest.mark.parametrize(
    ("experiment", "event", "options"),
    [
        ("die", "both", {"number": 6}),
        ("two_dice", "is", {}),
        ("card", "suit", {"mark": "A"}),
        ("card", "rank", {"mark": "11"}),
        ("coins", "is", {"coins": 6, "number": 1}),
    ],
)
def test_what_does_not_belong_together_is_refused(
    experiment: str, event: str, options: dict[str, object]
) -> None:
    with pytest.raises(ValidationError):
        of(experiment, event, **options)
