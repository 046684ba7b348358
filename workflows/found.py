"""All workflows, found by the kinds' rows.

Not in the package itself: the sandbox loads that for every job, and a job needs its own workflow alone.
"""

from importlib import import_module
from typing import Final

from temporalio import workflow

from contracts.kinds import KINDS, Kind
from workflows.maintenance import Maintenance
from workflows.voice_sample import VoiceSample


def workflow_of(kind: Kind) -> type:
    """The workflow that goes by a kind's name, in the kind's module of this room. Raises LookupError."""
    name = kind.module("workflows")
    try:
        module = import_module(name)
    except ModuleNotFoundError as error:
        if error.name is None or not f"{name}.".startswith(f"{error.name}."):
            raise
        raise LookupError(
            f"The kind {kind.name!r} has no module {name}, where its workflow must be."
        ) from error
    found = [cls for cls in vars(module).values() if isinstance(cls, type) and _name(cls) == kind.name]
    if len(found) != 1:
        raise LookupError(f"{name} must have one workflow called {kind.name!r}; it has {len(found)}.")
    return found[0]


def _name(cls: type) -> str | None:
    definition = workflow._Definition.from_class(cls)  # noqa: SLF001 - a class's name is told nowhere else
    return definition.name if definition else None


WORKFLOWS: Final = (*(workflow_of(kind) for kind in KINDS.values()), Maintenance, VoiceSample)
"""For the worker and the replayer."""
