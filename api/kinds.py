"""What the kinds of job bring into this room: their modules, and folders of packages from outside."""

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from contracts.kinds import KINDS, modules


def kind_modules(room: str) -> Sequence[ModuleType]:
    """The kinds' modules in a room, imported. A kind that has nothing of its own there needs none."""
    return [import_module(name) for name in modules(room) if find_spec(name)]


def outside_folders(name: str) -> Sequence[Path]:
    """The folders of that name in the packages that add kinds from outside."""
    homes = dict.fromkeys(kind.home for kind in KINDS.values() if kind.from_outside)
    roots = [Path(root) for home in homes for root in import_module(home).__path__]
    return [root / name for root in roots if (root / name).is_dir()]
