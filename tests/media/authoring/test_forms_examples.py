"""What the pages' forms give as examples can be shown: nobody's first press ends in a refusal."""

import pytest

from api.pages.animation import PAGES
from media.authoring.planning import plan

EXAMPLES = [
    (tag, values["content"], values["additional_instructions"])
    for form in PAGES.forms
    for tag, examples in form.examples.items()
    for values in examples
    if "content" in values
]


@pytest.mark.parametrize(("tag", "content", "instructions"), EXAMPLES)
def test_an_example_of_the_form_is_shown(tag: str, content: str, instructions: str) -> None:
    planned = plan(content, instructions, tag)
    assert len(planned.storyboard.scenes) > 1
    assert planned.coverage.unused == ()
