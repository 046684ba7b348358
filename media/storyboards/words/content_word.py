"""A word that carries content."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ContentWord:
    """A content word at ``start`` of its text. ``stem`` is the same for all its forms.

    ``noun`` says that it can name what a picture shows; ``part`` that it can only within a longer
    name; ``proper`` that it is somebody's or a place's own name.
    """

    start: int
    end: int
    stem: str
    noun: bool
    part: bool = False
    proper: bool = False
