"""Python source, piece by piece."""

import ast

from hypothesis import given, settings
from hypothesis import strategies as st

from media.scenes.source import literal


@settings(max_examples=200)
@given(st.text())
def test_a_literal_means_its_text(text: str) -> None:
    source = literal(text)
    assert ast.literal_eval(source) == text
    assert len(source.splitlines()) == 1
