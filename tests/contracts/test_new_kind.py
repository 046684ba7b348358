"""The page that tells how a kind is added names the modules that the kind from outside really has."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_names_what_a_kind_has_and_nothing_else() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text()
    section = page.partition("## A new kind of job")[2].partition("\n## ")[0]
    rooms = {room.rpartition("/")[2] for room in re.findall(r"`([a-z/]+)/<home>\.py`", section)}
    package = ROOT / "tests" / "outside" / "chime"
    modules = {path.stem for path in package.glob("*.py")} - {"__init__"}

    assert rooms == modules
    assert {path.name for path in package.iterdir() if path.is_dir()} - {"__pycache__"} == {
        folder for folder in ("templates", "locales") if f"`{folder}/" in section
    }
