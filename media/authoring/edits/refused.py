"""Why an edit cannot be made, free of any language; ``answers`` puts it into words."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """What is in the way."""

    EMPTY = "empty"
    UNCLEAR = "unclear"
    UNQUOTED = "unquoted"
    NOT_PYTHON = "not python"
    NO_SUCH_THING = "no such thing"
    NO_SUCH_TEXT = "no such text"
    NO_SUCH_SCENE = "no such scene"
    NO_SCENES = "no scenes"
    ONLY_SCENE = "only scene"
    SHARED = "shared"
    SEVERAL = "several"
    NOT_WORDS = "not words"
    INVISIBLE = "invisible"
    TOO_FAR = "too far"
    NO_CHANGE = "no change"
    SAME_FOR_THEM = "same for them"
    NOT_DRAWN = "not drawn"
    NO_OTHER_LENGTH = "no other length"
    NOTHING_BEFORE = "nothing before"


@dataclass
class RefusedError(Exception):
    """An edit cannot be made: ``what`` the instruction named, and what there is ``instead``."""

    reason: Reason
    what: str = ""
    instead: tuple[str, ...] = ()
