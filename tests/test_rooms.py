"""The rooms: what ARCHITECTURE.md says of them is true, and each has its place in the checks."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import grimp
import pytest

ROOT: Final = Path(__file__).parents[1]
PACKAGES: Final = sorted(
    path.parent.name for path in ROOT.glob("*/__init__.py") if path.parent.name not in ("bench", "quality")
)
DIVIDED: Final = ("media", "api/pages")
"""Each package within is a room of its own, or the package itself is one, apart from what it lies in."""
CHECKS: Final[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"][
    "importlinter"
]


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(*PACKAGES, cache_dir=None)


@pytest.fixture(scope="module")
def arrows(graph: grimp.ImportGraph) -> Mapping[str, set[str]]:
    """The rooms that each room really imports."""
    found: dict[str, set[str]] = {room_of(module): set() for module in graph.modules if module != "media"}
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            if room_of(module) != room_of(imported):
                found[room_of(module)].add(room_of(imported))
    return found


def room_of(module: str) -> str:
    """The room of a module: each package of ``media`` is one, and ``api.pages`` is one apart from ``api``."""
    top, _, rest = module.partition(".")
    inner = rest.partition(".")[0]
    return f"{top}/{inner}" if top == "media" or (top, inner) == ("api", "pages") else top


def rows() -> dict[str, list[str]]:
    """The table: what each room may import. ``media`` stands for all of its rooms."""
    table = (ROOT / "ARCHITECTURE.md").read_text("utf-8").partition("## The rooms\n")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| `([\w/]+)` \| .+ \| ([\w/, ]+) \|$", table, re.MULTILINE)
    return {
        room.strip("/"): [] if imports == "nothing" else [name.strip() for name in imports.split(",")]
        for room, imports in cells
    }


def test_each_room_has_a_row(arrows: Mapping[str, set[str]]) -> None:
    assert sorted(rows()) == sorted(arrows)


def test_a_row_names_what_its_room_imports(arrows: Mapping[str, set[str]]) -> None:
    lies = []
    for room, names in rows().items():
        not_imported = [name for name in names if not any(is_in(real, name) for real in arrows[room])]
        not_named = [real for real in arrows[room] if not any(is_in(real, name) for name in names)]
        lies += [f"{room} does not import {name}" for name in not_imported]
        lies += [f"{room} imports {real}, and its row does not say so" for real in not_named]
    assert not lies, "\n".join(lies)


def is_in(room: str, name: str) -> bool:
    return f"{room}/".startswith(f"{name}/")


def test_each_room_has_its_place_in_the_checks(graph: grimp.ImportGraph) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    checks: dict[str, Any] = project["tool"]["importlinter"]
    placed = {name.strip() for layer in checks["contracts"][0]["layers"] for name in layer.split("|")}
    assert sorted(checks["root_packages"]) == PACKAGES
    # The modules of the runtime stand one by one: some are below the API, and some are above it.
    assert placed == {*PACKAGES} - {"runtime"} | graph.find_children("runtime")
