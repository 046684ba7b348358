"""BCP 47 tags: what they say, and how near two of them are, by the tables of Unicode's CLDR in ``langcodes``.

None of the functions raises an error for a text that is no tag: it is of no language, and near to none.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from langcodes import Language

UNDETERMINED: Final = "und"
"""The tag, and the code, of a language that is not known."""
FAR: Final = 1_000
"""A distance beyond that of any two languages."""
_SAME: Final = 10
"""The distance from which on two languages are different ones; regions are 3 to 5 apart."""
_REMEMBERED: Final = 1_000
_LOADING: Final = Lock()
_BARE_CHINESE: Final = "zh-TW"
"""The way in which Chinese is written if its tag does not say: as our own texts are."""


def standard(tag: str) -> str:
    """The tag as everybody writes it: ``zh-TW`` for ``cmn_tw``."""
    parsed = _parsed(tag)
    return parsed.to_tag() if parsed else UNDETERMINED


def primary(tag: str) -> str:
    """The language without its region and writing system: ``zh`` of ``zh-TW``."""
    parsed = _parsed(tag)
    return (parsed and parsed.language) or UNDETERMINED


def region(tag: str) -> str | None:
    """The region that the tag names: ``TW`` of ``zh-TW``."""
    parsed = _parsed(tag)
    return parsed.territory if parsed else None


def writing_system(tag: str) -> str:
    """The writing system of the language, by its four letters: ``Hant`` of ``zh-TW``."""
    parsed = _parsed(_BARE_CHINESE if standard(tag) == "zh" else tag)
    return (parsed and parsed.maximize().script) or "Zyyy"


def three_letters(tag: str) -> str:
    """The language's code of ISO 639-2: ``zho`` of ``zh-TW``."""
    parsed = _parsed(tag)
    try:
        return parsed.to_alpha3() if parsed else UNDETERMINED
    except LookupError:
        return UNDETERMINED


@lru_cache(_REMEMBERED)
def spoken_distance(wanted: str, offered: str) -> int:
    """How far a speaker's language is from the one wanted: 0 is the same, less than 10 that of a region."""
    wants, offers = _parsed(wanted), _parsed(offered)
    return wants.distance(offers, ignore_script=True) if wants and offers else FAR


def is_spoken_as(wanted: str, offered: str) -> bool:
    """Whether who wants a language understands the other as his own, whatever its region."""
    return spoken_distance(wanted, offered) < _SAME


def covers(tag: str, other: str) -> bool:
    """Whether two tags name one language and do not name two regions: ``zh`` and ``zh-TW`` do."""
    if primary(tag) != primary(other) or primary(tag) == UNDETERMINED:
        return False
    return None in (region(tag), region(other)) or region(tag) == region(other)


def nearest_written(wanted: str, offered: Sequence[str], default: str) -> str:
    """The nearest of the languages to read for who reads the one wanted; ``default`` if none is near."""
    if _parsed(wanted) is None:
        return default
    from langcodes import closest_supported_match  # noqa: PLC0415 (as in _load)

    wanted = _BARE_CHINESE if standard(wanted) == "zh" else wanted
    return closest_supported_match(wanted, list(offered)) or default


def preferred(accepted: str) -> list[str]:
    """The tags of an Accept-Language header, the best first (RFC 9110, 12.5.4); none that is not wanted."""
    found: list[tuple[float, str]] = []
    for part in accepted.split(","):
        tag, _, weight = part.partition(";")
        try:
            found.append((float(weight.strip().lower().removeprefix("q=") or 1), tag.strip()))
        except ValueError:
            continue
    return [tag for weight, tag in sorted(found, key=lambda one: -one[0]) if weight > 0]


def load() -> None:
    """Load the tables, which else the first who asks waits for: a tenth of a second of the processor's time.

    For who must not be held up then, as an event loop must not: in a thread.
    """
    with _LOADING:
        _load()


@cache
def _load() -> None:
    """Load the tables of ``langcodes``, whole, before any thread reads them.

    It fills them at their first use, and a thread that comes meanwhile finds them half filled. Not with this
    module: nobody needs them then.
    """
    from langcodes import Language  # noqa: PLC0415

    english = Language.get("en-US").maximize()
    english.distance(Language.get("en-GB"))
    english.to_alpha3()


@lru_cache(_REMEMBERED)
def _parsed(tag: str) -> "Language | None":
    load()
    from langcodes import Language  # noqa: PLC0415 (as in _load)
    from langcodes.tag_parser import LanguageTagError  # noqa: PLC0415

    try:
        parsed = Language.get(tag)
    except LanguageTagError:
        return None
    return parsed.prefer_macrolanguage() if parsed.language else None
