"""The parts of what a model is told, by their names."""

from pathlib import Path
from typing import Final

PROMPTS: Final = Path(__file__).parent / "prompts"


def prompt(name: str) -> str:
    """A part, as it stands in its file."""
    return (PROMPTS / f"{name}.md").read_text("utf-8")
