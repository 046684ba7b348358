"""Which method implements which activity, and the classes of activities, found by themselves.

A class's ``__init__`` tells by its annotations what it needs; ``runtime.resources`` makes it. All activities
of one class are on one task queue, so a worker makes only what its own queue needs.
"""

from collections import defaultdict
from collections.abc import Callable, Coroutine, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from inspect import signature
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, Final, TypeVar, get_type_hints

from pydantic import BaseModel
from temporalio import activity

from contracts.activity import ActivityDef
from contracts.kinds import modules

SelfT = TypeVar("SelfT")
InputT = TypeVar("InputT", bound=BaseModel)
OutputT = TypeVar("OutputT")
FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])
Method = Callable[[SelfT, InputT], Coroutine[Any, Any, OutputT]]

_ROOM: Final = "activities"
_DEFINITIONS: Final[dict[Callable[..., Any], ActivityDef[Any, Any]]] = {}


def implements(
    definition: ActivityDef[InputT, OutputT],
) -> Callable[[Method[SelfT, InputT, OutputT]], Method[SelfT, InputT, OutputT]]:
    """Mark a method as the implementation of an activity. Raises TypeError if their types differ."""

    def mark(method: Method[SelfT, InputT, OutputT]) -> Method[SelfT, InputT, OutputT]:
        hints = get_type_hints(method)
        _, *arguments = signature(method).parameters
        types = [*(hints.get(name) for name in arguments), hints.get("return")]
        if types != [definition.input, definition.output]:
            raise TypeError(f"{method.__qualname__} has other types than the activity {definition.name}.")
        return register(definition, method)

    return mark


def register(definition: ActivityDef[Any, Any], function: FunctionT) -> FunctionT:
    """Make a function or method the activity of a definition, and return it."""
    _DEFINITIONS[function] = definition
    return activity.defn(name=definition.name)(function)


def definition_of(function: Callable[..., Any]) -> ActivityDef[Any, Any]:
    """What a function, or a method of an instance, implements. Raises KeyError if nothing."""
    return _DEFINITIONS[getattr(function, "__func__", function)]


def definitions(cls: type) -> Mapping[str, ActivityDef[Any, Any]]:
    """What a class implements, by the names of its methods."""
    return {
        name: _DEFINITIONS[method]
        for name, method in vars(cls).items()
        if callable(method) and method in _DEFINITIONS
    }


def methods(activities: object) -> Sequence[Callable[..., Any]]:
    """The activities of an instance, as a worker registers them."""
    return [getattr(activities, name) for name in definitions(type(activities))]


def needs(cls: type) -> Mapping[str, Any]:
    """What a class is made of: the types of its ``__init__``'s arguments, by their names."""
    return {name: one.annotation for name, one in signature(cls, eval_str=True).parameters.items()}


def queue_of(cls: type) -> str:
    """The one task queue of a class. Raises TypeError if its activities are on more than one."""
    queues = {definition.queue for definition in definitions(cls).values()}
    if len(queues) > 1:
        raise TypeError(f"The activities of {cls.__qualname__} are on more than one task queue: {queues}.")
    return queues.pop()


def classes() -> Mapping[str, Sequence[type]]:
    """All classes of activities, by their task queue.

    They lie in the modules of this room, and in those of the kinds from outside.
    """
    found: defaultdict[str, list[type]] = defaultdict(list)
    for module in _modules():
        for cls in vars(module).values():
            if isinstance(cls, type) and cls.__module__ == module.__name__ and definitions(cls):
                found[queue_of(cls)].append(cls)
    return found


def _modules() -> Sequence[ModuleType]:
    own = [f"{_ROOM}.{module.name}" for module in iter_modules(import_module(_ROOM).__path__)]
    outside = [name for name in modules(_ROOM) if name not in own and find_spec(name)]
    return [import_module(name) for name in (*own, *outside)]
