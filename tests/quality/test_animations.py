"""What people type is shown as they asked, or refused: nothing wrong comes out of any of these requests."""

from quality.animations import LEAST_SHOWN
from quality.animations.judging import Verdict, answer
from quality.animations.prompts import prompts


def test_no_answer_is_wrong_and_most_requests_are_shown() -> None:
    answers = [answer(prompt) for prompt in prompts()]
    wrong = [f"{one.prompt.number}: {one.reason}" for one in answers if one.verdict is Verdict.WRONG]
    assert wrong == []
    assert sum(one.verdict is Verdict.SHOWN for one in answers) >= LEAST_SHOWN * len(answers)


def test_a_third_of_the_requests_are_outside_of_what_can_be_shown() -> None:
    assert sum(prompt.may_need_model for prompt in prompts()) * 3 >= len(prompts())
