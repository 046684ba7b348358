"""What every builder is: the parameters of a picture, and the way to draw it."""

from abc import ABC, abstractmethod
from typing import Self

from contracts.model import Model
from media.scenes.locale import Locale
from media.scenes.page import Page


class Builder(Model, ABC):
    """A picture's parameters, with their bounds, as fields of a model; it draws itself onto a page.

    The module's name is the kind. All that is computed is computed exactly, from the parameters alone.
    """

    @classmethod
    def kind(cls) -> str:
        """The name that storyboards call it by."""
        return cls.__module__.rpartition(".")[2]

    @classmethod
    @abstractmethod
    def example(cls, locale: Locale) -> Self:
        """Parameters that show it well, for the gallery and the tests; words are in the locale's language."""

    @abstractmethod
    def heading(self, locale: Locale) -> str:
        """The scene's heading where its author gives none."""

    @abstractmethod
    def draw(self, page: Page) -> None:
        """Write what is drawn, beat by beat; each beat says its line."""
