"""Texts for people that can be told in any language: an English template, and the values that fill it.

Values come from anywhere and are only ever filled in. A template is always a literal in our code, never
something that came from outside; ``tests/contracts/test_phrases.py`` sees to that, and ``make messages``
finds every template there is.
"""

from collections.abc import Callable

from pydantic import Field

from contracts.model import Model


class Phrase(Model):
    """A sentence or a part of one: ``template`` is in English, with the names of ``params`` in braces."""

    template: str
    params: "dict[str, Value]" = Field(default_factory=dict)

    def text(self, translate: Callable[[str], str] = str) -> str:
        """The words, in English or as ``translate`` has the templates; phrases among the values likewise."""
        values = {
            name: value.text(translate) if isinstance(value, Phrase) else value
            for name, value in self.params.items()
        }
        return translate(self.template).format(**values)

    def __str__(self) -> str:
        return self.text()


Value = Phrase | str | int | float | None
"""What fills a place in a template; a phrase is translated with it."""

Phrase.model_rebuild()


def phrase(template: str, **params: Value) -> Phrase:
    """A phrase of a literal template."""
    return Phrase(template=template, params=params)


class PhrasedError(Exception):
    """An error whose text is a phrase."""

    def __init__(self, template: str, **params: Value) -> None:
        self.phrase = phrase(template, **params)
        super().__init__(self.phrase.text())

    @property
    def message(self) -> str:
        """The text in English."""
        return str(self)
