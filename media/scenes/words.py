"""Words that lines of many builders need."""

from collections.abc import Sequence

from media.scenes.locale import Locale


def listed(locale: Locale, values: Sequence[str]) -> str:
    """Values one after the other, as a sentence lists them."""
    if locale is Locale.ENGLISH and len(values) > 1:
        return f"{', '.join(values[:-1])} and {values[-1]}"
    return locale.enumerated(values)
