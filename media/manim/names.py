"""What Manim exports, read from a file that ``build_names`` writes: no import of Manim."""

from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict


class ManimNames(BaseModel):
    """The names of one version of Manim; ``safe`` is what a script may use."""

    model_config = ConfigDict(frozen=True)

    manim: str
    names: frozenset[str]
    safe_names: frozenset[str]
    members: frozenset[str]
    safe_members: frozenset[str]
    value_members: frozenset[str]
    private_members: frozenset[str]
    scenes: dict[str, frozenset[str]]
    modules: dict[str, frozenset[str]]


NAMES: Final = ManimNames.model_validate_json(
    Path(__file__).with_name("manim_names.json").read_text(encoding="utf-8")
)
