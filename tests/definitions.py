"""The definitions of all activities: those in the contracts of this project, and of kinds from outside."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Any

import contracts
from contracts.activity import ActivityDef
from contracts.kinds import modules


def definitions() -> Iterator[ActivityDef[Any, Any]]:
    """Each once, by the order of the modules."""
    own = [f"contracts.{module.name}" for module in iter_modules(contracts.__path__)]
    seen: set[int] = set()
    for name in dict.fromkeys((*own, *filter(find_spec, modules("contracts")))):
        for value in vars(import_module(name)).values():
            if isinstance(value, ActivityDef) and id(value) not in seen:
                seen.add(id(value))
                yield value
