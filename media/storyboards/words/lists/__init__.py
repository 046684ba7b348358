"""Lists of words, one file each."""

from pathlib import Path


def word_list(name: str) -> frozenset[str]:
    """The words of the file ``name``."""
    return frozenset((Path(__file__).parent / f"{name}.txt").read_text("utf-8").split())
