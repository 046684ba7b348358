"""The "and" within numbers, which the English say and Americans do not: one hundred and five."""

import re
from dataclasses import replace
from typing import Final

from media.reading.rules import Claim, Rule

_TENS: Final = (
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)t(?:y|ieth)|(?:thir|four|fif|six|seven|eigh|nine)teen(?:th)?|"
    r"ten(?:th)?|eleven(?:th)?|twel(?:ve|fth)|one|two|three|four|five|six|seven|eight|nine|first|second|third|"
    r"(?:four|fif|six|seven|eigh|nin)th"
)
_BEFORE_TENS: Final = re.compile(
    rf"\bhundred(?= (?:{_TENS})\b)"
    rf"|\b(?:thousand|million|billion)(?= (?:{_TENS})\b(?!(?:-\w+)? (?:hundred|thousand|million)))"
)


def with_and(one: Rule) -> Rule:
    """The same rule, with "and" where the English say it."""
    return lambda text: [_with_and(claim) for claim in one(text)]


def _with_and(claim: Claim) -> Claim:
    return replace(claim, spoken=_BEFORE_TENS.sub(r"\g<0> and", claim.spoken))
